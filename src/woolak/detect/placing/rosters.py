# SPDX-License-Identifier: EUPL-1.2
"""A view in, who has which duty out: rosters name people by one word, whatever the word.

The days stand at the left below headings of duties, or above the columns; between them stands who
does it: `maandag | Liang | Rub`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.placing import grid, tables
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_WEEK = regex.compile(r"(?i)(?:(?:week|wk)\.?[ ]?)?\d{1,2}|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?")
_WHO = regex.compile(
    r"(?P<tussen>(?:\p{L}[\p{Ll}'’]{1,3}[ ]){1,2})?\p{Lu}[\p{L}\p{M}'’-]{1,14}(?:[ ]\p{Lu}\.?)?"
)
_SPLIT = regex.compile(r"[^/,;+&\n]+?(?=[ ]*(?:[/,;+&\n]|\Z|(?<=\s)(?:en|and)\s))|(?<=\sen\s)\S+")
_FEW = 2
_DAYS = 3
"""A roster has so many days above its columns, or so many rows below its duties at least."""
_WHY = "Staat in een rooster."


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the words that stand where a roster has people, when half are known as no words."""
    done: set[int] = set()
    for cell in view.cells:
        if cell.start in done or not _heads(words, view, cell):
            continue
        row = grid.row_of(view, cell)
        done |= {one.start for one in row}
        duties = [one for one in row if _heads(words, view, one)]
        cells = [span for one in duties for span in _below(words, view, one, row, duties)]
        yield from _people(words, view, cells)
    rows = [row for row in _weekly(words, view) if row[0].start not in done]
    if len(rows) >= _DAYS and not _headed(view, rows[0][0]):
        cells = [(one.start, one.end) for row in rows for one in row[1:]]
        yield from _people(words, view, cells)


def _weekly(words: Vocabulary, view: View) -> Iterator[list[Cell]]:
    """Yield the rows that a day begins, of a roster without headings."""
    for cell in view.cells:
        if words.beside.weekday.fullmatch(_spoken(view, cell)) is not None:
            row = grid.row_of(view, cell)
            if row[0] is cell and row[1:]:
                yield row


def _headed(view: View, first: Cell) -> bool:
    """Say whether headings stand above the first day of a roster: those tell what is below."""
    above = [c for c in view.cells if c.page == first.page and c.box.y1 <= first.box.y0]
    last = max(above, key=lambda c: c.box.y1, default=None)
    return last is not None and len(grid.row_of(view, last)) > 1


def _spoken(view: View, cell: Cell) -> str:
    return view.text[cell.start : cell.end].strip(" :.*")


def _heads(words: Vocabulary, view: View, cell: Cell) -> bool:
    """Say whether a cell is the heading of a duty, or one of a row of days."""
    spoken = _spoken(view, cell)
    if fold(spoken) in words.kolom_dienst:
        return True
    if words.beside.weekday.fullmatch(spoken) is None:
        return False
    row = grid.row_of(view, cell)
    return (
        sum(words.beside.weekday.fullmatch(_spoken(view, one)) is not None for one in row) >= _DAYS
    )


def _below(
    words: Vocabulary, view: View, header: Cell, row: list[Cell], duties: list[Cell]
) -> Iterator[tuple[int, int]]:
    """Yield the cells below a heading, in rows that begin with a day; below a day, all of them.

    A row with more cells than there are days above begins with the duty: `Frontoffice | Rob | Jet`.
    """
    if header is row[0] and len(duties) == 1:
        return
    days = words.beside.weekday.fullmatch(_spoken(view, header)) is not None
    for start, end in tables.under(view, header, row):
        cell = grid.at(view, start)
        beside = grid.row_of(view, cell) if cell is not None else []
        first = beside[:1]
        if days and first == [cell] and len(beside) > len(row):
            continue
        left = _spoken(view, first[0]) if first and first[0] is not cell else ""
        if days or (left and (words.beside.weekday.fullmatch(left) or _WEEK.fullmatch(left))):
            yield start, end


def _people(words: Vocabulary, view: View, cells: list[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the names in the cells of a roster; none when most words are of another sort."""
    found = [
        span
        for start, end in cells
        for part in _SPLIT.finditer(view.text, start, end)
        if _who(words, span := _trimmed(view.text, *part.span()), view.text)
    ]
    sure = [span for span in found if _named(words, view.text[slice(*span)])]
    if len(sure) < _FEW or len(sure) * (3 if len(sure) > _DAYS else 2) < len(found):
        return
    for span in found:
        yield Hit(*span, Kind.NAME, 0.85, "structuur.tabel", _WHY, role=Role.AMBTENAAR)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    spoken = text[start:end]
    return start + len(spoken) - len(spoken.lstrip()), end - len(spoken) + len(spoken.rstrip())


def _who(words: Vocabulary, span: tuple[int, int], text: str) -> bool:
    """Say whether a part of a cell can be somebody: one word with a capital, no day, no unit."""
    spoken = text[slice(*span)]
    low = fold(spoken)
    who = _WHO.fullmatch(spoken)
    if who is not None and who["tussen"]:
        return fold(who["tussen"].strip()) in words.tussenvoegsels
    if who is None or low in words.geen_rooster or low in words.kolom_dienst:
        return False
    other = low in words.geen_code or low in words.geen_persoon or spoken in words.afkortingen
    other = other and not words.lexicon.first(spoken)
    return not (other or words.functie.fullmatch(spoken))


def _named(words: Vocabulary, spoken: str) -> bool:
    """Say whether a word is a first name, or a word that no list knows and no place has.

    A tussenvoegsel leads a surname: `De Ruiter`.
    """
    if " " in spoken and fold(spoken.rsplit(" ", 1)[0]) in words.tussenvoegsels:
        return True
    word = spoken.split(maxsplit=1)[0]
    known = words.lexicon.last(word) and not words.lexicon.common(word)
    return (
        words.lexicon.first(word)
        or known
        or not (
            words.lexicon.word(word.lower())
            or words.lexicon.ordinary(word)
            or words.lexicon.place(word)
        )
    )
