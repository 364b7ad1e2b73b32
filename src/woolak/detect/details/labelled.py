# SPDX-License-Identifier: EUPL-1.2
"""A view goes in; out come dates of birth and numbers of people that a label points at.

The value stands behind the label, in the cells right of it or below it; the words of the label are
those that head a column. So also in what a system writes: `"birthDate": "1975-03-12"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import regex

from woolak.detect.details import particulars
from woolak.detect.details.narrow import bare
from woolak.detect.details.particulars import COLUMNS, Column
from woolak.detect.placing import grid, tables
from woolak.detect.text.view import Hit, View
from woolak.model import Kind
from woolak.rulebook import Rulebook

_LONG = 45
"""A label has fewer characters."""
_ITEM = regex.compile(r"\s*(?:\(?\w{1,2}[.)]\s+)?")
_SIGN = regex.compile(
    r"(?:[ ]?[:=]|[ ]?[.…_]{3,}[ ]?:?|(?<=\w)>|(?<=\p{L}[\"'])[:=]"
    r"|\?[ \n](?:\p{L}{1,14}:)?|[ ](?P<said>is|luidt|was|zijn))[ \t\n\"'(]{1,3}"
    r"(?=[A-Z]{0,4}-?\d)|(?:[:=]|(?<=\w)>)(?=[A-Z]{0,4}-?\d)"
)
"""What stands between a label and the value on its line."""
_WORDS = regex.compile(r"[\p{L}.'’_+-]+")
_MOST = 4
"""A label in running text has at most so many words."""
_TELLING = 6
"""A word that is a label with others behind it has so many letters: `Paspoortnr. partner`."""
_REACH = 60
"""The words of a label stand within so many characters before `is`: `uw klantnummer bij X is`."""
_STOP = regex.compile(r"(?<=[\p{L}\d]{4}|[;:])[.;:?!][ \n](?=[^\p{L}]{0,3}\p{L})|[;:][ ]|\n\n|\t")
_PLACE = regex.compile(r"['’]?\p{Lu}[\p{L}'’-]*(?:[ ][\p{L}'’()-]+){0,4},?[ ](?:op[ ])?(?=\d)")
"""Where somebody was born, before the date."""
_NEXT = regex.compile(r"[ ]?[,;/&+|][ ]?|[ ](?:en|of)[ ]")
"""What stands between the values of one cell."""
_REST = regex.compile(r"[ ]?(?:[,;(/][^\d]*|(?:te|in)[ ][^\d]*|\p{L}[^\d]*)?")
"""What may stand behind a date in its cell: where somebody was born."""
_WORDY = regex.compile(r"(?:[ .-]+[A-Z]*)+\Z")
"""Words in capitals behind a number: `NR8L4K207 EN`."""
_NONE = regex.compile(r"[-–—?]|n\.?v\.?t\.?|onbekend", regex.I)


class _Titles(NamedTuple):
    """The columns by the letters of what heads them."""

    columns: Mapping[str, Column]


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the values of people that a label on the page says they are."""
    titles = _Titles(_known(book))
    return [*_in_cells(view, titles), *_in_lines(view.text, titles)]


def _known(book: Rulebook) -> dict[str, Column]:
    columns = (one for one in COLUMNS if not one.beside and book.rule(one.rule) is not None)
    return {
        title: column
        for column in columns
        for title in particulars.titles(book.lists.get(column.headings, frozenset()))
    }


def _in_cells(view: View, titles: _Titles) -> Iterator[Hit]:
    """Yield the values in the cells beside a label, or below one that has nothing beside it."""
    for cell in view.cells:
        if cell.end - cell.start >= _LONG:
            continue
        label = view.text[cell.start : cell.end]
        column = _meant(label, titles)
        if column is None:
            continue
        right = [c for c in grid.row_of(view, cell) if c.box.x0 >= cell.box.x1 - 1]
        spans = [(c.start, c.end) for c in right] or tables.below(view, cell.start)[:1]
        yield from _values(view.text, spans, column, label)


def _meant(label: str, titles: _Titles) -> Column | None:
    """Return what a label says stands beside it: as a whole, or its first words that tell."""
    label = label[_item(label) :].strip(" :*.")
    found = titles.columns.get(bare(label))
    if found is not None or any(map(str.isdigit, label)):
        return found
    words = (bare(word) for word in _WORDS.findall(label)[: _MOST - 1])
    told = (one for one in accumulate(words) if len(one) >= _TELLING)
    return next((titles.columns[one] for one in told if one in titles.columns), None)


def _item(label: str) -> int:
    found = _ITEM.match(label)
    return found.end() if found is not None else 0


def _values(
    text: str, spans: Sequence[tuple[int, int]], column: Column, label: str
) -> Iterator[Hit]:
    """Yield the values in cells after each other, until one holds anything else."""
    for start, end in spans:
        found = [w for w in _in_cell(text, start, end, column) if _dated(w, column, label)]
        if not found and not _NONE.fullmatch(text[start:end].strip()):
            return
        for where in found:
            if column.allows(text[slice(*where)]):
                yield _hit(where, column, label)


def _dated(where: tuple[int, int], column: Column, label: str) -> bool:
    """Say whether a value is a whole date, or the year that its label tells of."""
    year = where[1] - where[0] == len("1975") and column.kind is Kind.BIRTH_DATE
    return not year or "ja" in bare(label) or "year" in bare(label)


def _in_cell(text: str, start: int, end: int, column: Column) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values that fill a cell; behind a date may stand a place."""
    found = column.value.fullmatch(text, start, end)
    if found is not None:
        yield found.span()
        return
    before = _PLACE.match(text, start, end) if column.kind is Kind.BIRTH_DATE else None
    at, last = before.end() if before is not None else start, None
    many = column.kind in (Kind.BIRTH_DATE, Kind.BSN)
    spans: list[tuple[int, int]] = []
    while many and at < end and (last := column.value.match(text, at, end)) is not None:
        spans.append(last.span())
        between = _NEXT.match(text, last.end(), end)
        at = between.end() if between is not None else end
    if spans and _REST.fullmatch(text, spans[-1][1], end) is not None:
        yield from spans


def _in_lines(text: str, titles: _Titles) -> Iterator[Hit]:
    """Yield the values behind a label and a sign on one line."""
    for sign in _SIGN.finditer(text):
        label = _label(text, sign, titles)
        if label is None:
            continue
        column = titles.columns[bare(label)]
        found = column.value.match(text, sign.end())
        if found is None or text[found.end() : found.end() + 1].isalnum():
            continue
        value = _WORDY.sub("", found[0])
        where = found.start(), found.start() + len(value)
        if value and _dated(where, column, label) and column.allows(value):
            yield _hit(where, column, label)


def _label(text: str, sign: regex.Match[str], titles: _Titles) -> str | None:
    """Return the words before a sign that are a label; before `is` others may stand between."""
    low = max(sign.start() - _REACH, 0)
    stops = [stop.end() for stop in _STOP.finditer(text, low, sign.start())]
    words = list(_WORDS.finditer(text, max([low, *stops]), sign.start()))
    if not words or (not sign["said"] and text[words[-1].end() : sign.start()].strip(" \"'")):
        return None
    lasts = range(
        len(words), max(len(words) - _MOST - 2, 0) if sign["said"] else len(words) - 1, -1
    )
    for last in lasts:
        for first in range(max(last - _MOST, 0), last):
            label = text[words[first].start() : words[last - 1].end()]
            said = bare(label)
            if said in titles.columns and (last == len(words) or len(said) >= _TELLING):
                return label
    return None


def _hit(where: tuple[int, int], column: Column, label: str) -> Hit:
    why = f"Staat bij '{' '.join(label.split()).strip(' :')}'."
    return Hit(*where, column.kind, 0.85, column.rule, why)
