# SPDX-License-Identifier: EUPL-1.2
"""A view and the names found so far in, the other names in a column or a list of names out.

A roster, an agenda or a list of calls has no heading that says so: its other cells do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import regex

from woolak.detect.lexicon import fold
from woolak.detect.view import Cell, Hit, View
from woolak.detect.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind, Role

_ALIGNED = 4.0
_CLOSE = 2.2
"""The cells of a column follow each other within so many line heights."""
_FEW = 3
_SHARE = 0.6
"""So many cells, and such a part of the column, hold names and nothing else."""
_LONGEST = 60
_LEAD = regex.compile(r"[\s>•·*\-–~\d.)\uf0b7]*(?:\p{L}{2,14}:\s+)?")
_DAY = regex.compile(r"\p{L}{2,14}:\s+\p{Lu}")
"""A line of a roster: what day or task it is, and who: `maandag: Jan, Bos`."""
_SPLIT = regex.compile(r"\s*(?:[/,;+&]|(?<=\s)(?:en|and|of)(?=\s))\s*")
_NOTE = regex.compile(r"\s*\([^()]*\)")
_NAME = regex.compile(
    r"\p{Lu}[\p{L}\p{M}'’-]{0,17}"
    r"(?: (?:\p{Ll}[\p{Ll}'’]{0,4} |['’]t ){0,2}\p{Lu}[\p{L}\p{M}'’-]*\.?){0,2}"
)
_CODE = regex.compile(r"\p{Lu}{3,}")


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Return the names in the cells that stand among cells with names and nothing else."""
    found = sorted((h.start, h.end) for h in hits if h.kind is Kind.NAME and h.score >= SUSPECT)
    if len(found) < _FEW:
        return
    covered = bytearray(len(view.text))
    for start, end in found:
        covered[start:end] = b"\1" * (end - start)
    for run in _runs(view):
        if len(run) >= _FEW:
            yield from _others(words, view.text, run, covered)


def _others(words: Vocabulary, text: str, run: Sequence[Cell], covered: bytearray) -> Iterator[Hit]:
    """Yield the names in the cells of a column where no name was found, if the others hold one."""
    parts = [list(_parts(text, cell)) for cell in run]
    full = [bool(cell) and all(covered[a] and covered[b - 1] for a, b in cell) for cell in parts]
    enough = sum(full) >= max(_FEW, _SHARE * (len(run) - 1))  # one cell is a heading
    if not enough:
        days = [cell for cell in run if _DAY.match(text, cell.start, cell.end)]
        parts = [list(_parts(text, cell)) for cell in days]
        if not _roster(text, parts, covered):
            return
    for number, cell in enumerate(parts):
        for start, end in cell:
            heads = not number and words.lexicon.ordinary(text[start:end])
            if not (heads or any(covered[start:end])) and _may_be(words, text[start:end]):
                why = "Staat in een kolom of lijst met namen."
                yield Hit(start, end, Kind.NAME, 0.6, "structuur.tabel", why, role=Role.AMBTENAAR)


def _roster(text: str, parts: Sequence[Sequence[tuple[int, int]]], covered: bytearray) -> bool:
    """Say whether the lists in a roster hold what is shaped as names, and half of it are names."""
    every = [part for cell in parts for part in cell]
    if len(parts) < _FEW or not all(_NAME.fullmatch(text, a, b) for a, b in every):
        return False
    known = sum(bool(covered[a] and covered[b - 1]) for a, b in every)
    return known >= max(_FEW, len(every) / 2)


def _parts(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a cell that separators part, without bullets and notes in brackets."""
    if cell.end - cell.start > _LONGEST:
        yield cell.start, cell.end
        return
    lead = _LEAD.match(text, cell.start, cell.end)
    at = lead.end() if lead else cell.start
    for cut in (*_SPLIT.finditer(text, at, cell.end), None):
        stop = cut.start() if cut else cell.end
        note = _NOTE.search(text, at, stop)
        end = note.start() if note else stop
        if text[at:end].strip():
            yield at, at + len(text[at:end].rstrip())
        at = cut.end() if cut else stop


def _may_be(words: Vocabulary, spoken: str) -> bool:
    """Say whether what stands among names is one: a capital, no code and no everyday word."""
    if _NAME.fullmatch(spoken) is None or _CODE.fullmatch(spoken):
        return False
    pieces = spoken.rstrip(".").split()
    if words.nobody(pieces) or spoken in words.afkortingen or words.functie.match(spoken):
        return False
    if pieces[1:]:
        plain = all(piece[1:].islower() or not piece[1:] for piece in pieces if piece[0].isupper())
        named = words.lexicon.first(pieces[0]) or fold(pieces[0]) in words.geroepen
        return plain and (words.surname(pieces[-1]) or (named and len(pieces) > 1))
    word = pieces[0]
    known = words.lexicon.first(word) or words.lexicon.last(word) or fold(word) in words.geroepen
    listed = known or word.lower() in words.achternaam_woorden
    return listed or not (words.lexicon.word(word) or words.lexicon.place(word))


def _runs(view: View) -> Iterator[list[Cell]]:
    """Yield the cells that begin at one place, line below line, as long as they follow closely."""
    columns: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in view.cells:
        columns[cell.page, round(cell.box.x0 / _ALIGNED)].append(cell)
    for column in columns.values():
        run: list[Cell] = []
        for cell in sorted(column, key=lambda c: c.box.y0):
            height = cell.box.y1 - cell.box.y0
            if run and cell.box.y0 - run[-1].box.y1 > _CLOSE * height:
                yield run
                run = []
            run.append(cell)
        if run:
            yield run
