# SPDX-License-Identifier: EUPL-1.2
"""A view and the names found so far in, who stands beside them in a list out.

A list of people lies in a cell (`Sewdajal, Vogelsang`), in a row of headings, or below each other
with a dash before each: where most are known as names, the others are names as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import informal
from woolak.detect.placing import columns, grid
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind, Role

_FEW, _ROW = 3, 4
"""So many of a list or a row are known as names; a row has so many cells beside its first."""
_LONGEST = 120
"""A cell that is a list of names has at most so many characters."""
_LETTERS = 3
_ITEM = regex.compile(
    r"[ ]*(?:[>•·*–~\uf0b7-]|\d{1,2}[.)])[ ]+"
    r"(?P<who>\p{Lu}[\p{L}\p{M}'’-]{1,17}|\p{Ll}[\p{Ll}\p{M}-]{2,17})(?=[ ]*(?:\Z|\n|[ ][^\p{Lu}]))"
)
"""A line of a list that begins with somebody, with or without a capital: `- hafida betaald`."""
_LETTERED = regex.compile(
    r"\p{Lu}[\p{L}\p{M}'’-]+,[ ]?(?:\p{Lu}\p{Ll}?\.[ ]?){1,4}(?:[ ]?\p{Ll}[\p{Ll}'’]{0,3}){0,3}"
    r"|(?:\p{Lu}\p{Ll}?\.[ ]?){1,4}(?:\p{Ll}[\p{Ll}'’]{0,3}[ ]){0,3}\p{Lu}[\p{L}\p{M}'’-]+"
)
"""A surname and its initials, whatever the surname: `Raad, T. de`, `T. de Raad`."""
_WHY = "Staat in een lijst waarin de anderen ook mensen zijn."
_DIALLED = "Een toestelnummer leidt naar een medewerker."
_EXTENSION = regex.compile(r"\s*(?P<number>\d{3,5})(?:\s+\S{1,8}){0,2}\s*")
"""Digits alone, or with a room or a word behind them in the same cell."""
_TERM = 6
"""A word for a telephone that is long enough to be part of no other."""
_Span = tuple[int, int]


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Return the names that stand in a list of which the rest was found to be names."""
    found = [(h.start, h.end) for h in hits if h.kind is Kind.NAME and h.score >= SUSPECT]
    if not found:
        return
    covered = bytearray(len(view.text))
    for start, end in found:
        covered[start:end] = b"\1" * (end - start)
    for spans, least in (*_cells(view), *_rows(view), *_items(view), *_lettered(view)):
        known = sum(bool(covered[a] and covered[b - 1]) for a, b in spans)
        if known >= least and 2 * known >= len(spans):
            free = [(a, b) for a, b in spans if not any(covered[a:b])]
            yield from _others(words, view.text, free)


def dialled(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the few digits behind each name of a list that has no headings but tells what it is."""
    lower = anchors.places(view.text).lower
    if not any(len(term) >= _TERM and term in lower for term in words.kolom_toestel):
        return
    names = sorted(hit.start for hit in hits if hit.kind is Kind.NAME and hit.score >= SUSPECT)
    for run in columns.downward(view):
        found = [_EXTENSION.fullmatch(view.text, cell.start, cell.end) for cell in run]
        numbers = [(cell, one) for cell, one in zip(run, found, strict=True) if one is not None]
        if found[0] is not None and len(numbers) >= _FEW:
            beside = [one for cell, one in numbers if _behind_one(view, cell, names)]
            for one in beside if 2 * len(beside) > len(numbers) else ():
                where = one.span("number")
                yield Hit(*where, Kind.PHONE, 0.8, "contact.toestel", _DIALLED)


def _behind_one(view: View, cell: Cell, names: Sequence[int]) -> bool:
    """Say whether the cell to the left begins with somebody's name."""
    left = [one for one in grid.row_of(view, cell) if one.box.x1 <= cell.box.x0][-1:]
    return any(
        at < len(names) and names[at] < one.end
        for one in left
        for at in (bisect_left(names, one.start),)
    )


def _others(words: Vocabulary, text: str, spans: Iterable[_Span]) -> Iterator[Hit]:
    """Yield those of a list that were not known and that can be somebody."""
    for start, end in spans:
        if _can_be(words, text[start:end]):
            yield Hit(start, end, Kind.NAME, 0.6, "structuur.tabel", _WHY, role=Role.AMBTENAAR)


def _can_be(words: Vocabulary, spoken: str) -> bool:
    """Say whether one of a list can be somebody; without a capital only when nothing else."""
    if _LETTERED.fullmatch(spoken) is not None:
        return True
    if not spoken[0].islower():
        listed = words.lexicon.first(spoken) or words.lexicon.last(spoken)
        body = words.instellingen.fullmatch(spoken) is not None
        town = words.lexicon.place(spoken) and not listed
        return columns.may_be(words, spoken) and not (body or town)
    known = words.lexicon.first(spoken) and spoken not in words.geen_persoon
    return known and len(spoken) >= _LETTERS and not informal.everywhere(words, spoken)


def _cells(view: View) -> Iterator[tuple[list[_Span], int]]:
    """Yield the parts of each cell that is a list of what is shaped alike."""
    for cell in view.cells:
        if cell.end - cell.start > _LONGEST:
            continue
        parts = list(columns.listed(view.text, cell))
        shapes = {len(view.text[a:b].split()) for a, b in parts}
        if parts[1:] and len(shapes) == 1 and _named(view, parts):
            yield parts, 1


def _rows(view: View) -> Iterator[tuple[list[_Span], int]]:
    """Yield the cells of each row, without the first, that are all shaped as names."""
    done: set[int] = set()
    for cell in view.cells:
        if cell.start in done:
            continue
        row = grid.row_of(view, cell)
        done |= {one.start for one in row}
        spans = [_stripped(view, one) for one in row[1:]]
        if len(spans) >= _ROW and _named(view, spans):
            yield spans, _FEW


def _items(view: View) -> Iterator[tuple[list[_Span], int]]:
    """Yield who begins each line of a list with dashes or numbers."""
    for run in columns.downward(view):
        found = [_ITEM.match(view.text, cell.start, cell.end) for cell in run]
        spans = [one.span("who") for one in found if one is not None]
        if len(spans) > _FEW and 2 * len(spans) > len(run):
            yield spans, _FEW


def _lettered(view: View) -> Iterator[tuple[list[_Span], int]]:
    """Yield the cells of each column that are a surname with initials."""
    for run in columns.downward(view):
        spans = [_stripped(view, cell) for cell in run]
        spans = [span for span in spans if _LETTERED.fullmatch(view.text, *span)]
        if len(spans) > _FEW and 3 * len(spans) > len(run):
            yield spans, _FEW


def named(words: Vocabulary, spoken: str) -> bool:
    """Say whether what stands in a list is somebody even where it ends as a thing does.

    `Sipke Oosterhaven` in a column of names is no harbour.
    """
    first, *rest = spoken.split()
    return bool(rest) and words.given(first)


def _named(view: View, spans: Sequence[_Span]) -> bool:
    return all(columns.NAME.fullmatch(view.text, *span) for span in spans)


def _stripped(view: View, cell: Cell) -> _Span:
    spoken = view.text[cell.start : cell.end]
    start = cell.start + len(spoken) - len(spoken.lstrip())
    return start, max(start, cell.end - len(spoken) + len(spoken.rstrip()))
