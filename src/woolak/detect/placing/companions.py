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
from woolak.detect.naming import guards, informal
from woolak.detect.placing import bodies, columns, grid, listings
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind, Role

_LETTERS = 3
_ROUNDS = 2
"""Who is found in one cell tells what the column is a list of."""
_WHY = "Staat in een lijst waarin de anderen ook mensen zijn."
_DIALLED = "Een toestelnummer leidt naar een medewerker."
_EXTENSION = regex.compile(r"\s*(?P<number>\d{3,5})(?:\s+\S{1,8}){0,2}\s*")
"""Digits alone, or with a room or a word behind them in the same cell."""
_LETTERED = r"\p{Lu}[\p{L}&]*\p{Lu}"
_UNIT = regex.compile(rf"(?<=[-–][ ]|\()(?P<unit>{_LETTERED})/(?:\p{{Lu}}[\p{{L}}&]*/)?\p{{Lu}}+\Z")
_HEAD = regex.compile(rf"(?<=[-–][ ]|\(){_LETTERED}/\p{{Lu}}")
_UNIT_LONG = 24
"""Letters of a unit and of its parts, with slashes between them."""
_TERM = 6
"""A word for a telephone that is long enough to be part of no other."""


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Return the names that stand in a list of which the rest was found to be names."""
    found = [(h.start, h.end) for h in hits if h.kind is Kind.NAME and h.score >= SUSPECT]
    if not found:
        return
    covered = bytearray(len(view.text))
    for start, end in found:
        covered[start:end] = b"\1" * (end - start)
    lists = [one for one in listings.found(view) if not _closes(words, view.text, one[0])]
    days = bodies.days(words, view)
    for _ in range(_ROUNDS):
        for spans, least in lists:
            known = sum(bool(covered[a] and covered[b - 1]) for a, b in spans)
            if known >= least and 2 * known >= len(spans):
                free = [(a, b) for a, b in spans if not any(covered[a:b])]
                free = [one for one in free if not _of_unit(view.text, covered, one)]
                free = [one for one in free if one[0] not in days]
                for hit in _others(words, view.text, free):
                    covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                    yield hit


def _of_unit(text: str, covered: Sequence[int], span: listings.Span) -> bool:
    """Say whether letters are part of a unit's, and nobody stands before the slash: `- DGOO/DO`."""
    start, end = span
    if _HEAD.match(text, start) is not None:
        return True
    beside = _UNIT.search(text, max(start - _UNIT_LONG, 0), end)
    return beside is not None and beside.end() == end and not covered[beside.start("unit")]


def _closes(words: Vocabulary, text: str, spans: Sequence[listings.Span]) -> bool:
    """Say whether what seems a list is the end of a letter: `Best, Aukje`."""
    return bool(spans) and words.groet.match(text, spans[0][0]) is not None


def dialled(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the few digits behind each name of a list that has no headings but tells what it is."""
    lower = anchors.places(view.text).lower
    if not any(len(term) >= _TERM and term in lower for term in words.kolom_toestel):
        return
    names = sorted(hit.start for hit in hits if hit.kind is Kind.NAME and hit.score >= SUSPECT)
    for run in columns.downward(view):
        found = [_EXTENSION.fullmatch(view.text, cell.start, cell.end) for cell in run]
        numbers = [(cell, one) for cell, one in zip(run, found, strict=True) if one is not None]
        if found[0] is not None and len(numbers) >= listings.FEW:
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


def _others(words: Vocabulary, text: str, spans: Iterable[listings.Span]) -> Iterator[Hit]:
    """Yield those of a list that were not known and that can be somebody."""
    for start, end in spans:
        if _can_be(words, text[start:end]):
            yield Hit(start, end, Kind.NAME, 0.6, "structuur.tabel", _WHY, role=Role.AMBTENAAR)


def _can_be(words: Vocabulary, spoken: str) -> bool:
    """Say whether one of a list can be somebody; without a capital only when nothing else."""
    if listings.LETTERED.fullmatch(spoken) is not None:
        return True
    if not spoken.islower():
        listed = words.lexicon.first(spoken) or words.lexicon.last(spoken)
        body = guards.mailbox(spoken) or words.instellingen.fullmatch(spoken) is not None
        town = words.lexicon.place(spoken) and not listed
        return columns.may_be(words, spoken) and not (body or town)
    known = words.lexicon.first(spoken) and spoken not in words.geen_persoon
    return known and len(spoken) >= _LETTERS and not informal.everywhere(words, spoken)


def named(words: Vocabulary, spoken: str) -> bool:
    """Say whether what stands in a list is somebody even where it ends as a thing does.

    `Sipke Oosterhaven` in a column of names is no harbour.
    """
    first, *rest = spoken.split()
    return bool(rest) and words.given(first)
