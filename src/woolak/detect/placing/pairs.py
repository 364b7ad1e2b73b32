# SPDX-License-Identifier: EUPL-1.2
"""A cell with a label goes in; whether its row is a heading or labels and values in turn, out.

`Directie | Juridische Zaken | Steller | Bas Hemel` is a row of a form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex

from woolak.detect.placing import grid
from woolak.detect.text.view import Cell, View
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_PAIR = 2
_ALIGNED = 6.0
"""Labels below each other begin within so many points."""
_ROWS = 2.0
"""Two rows of a form stand within so many line heights."""
_OFFICE = regex.compile(r"(?i:de|het|the)[ ]\p{Ll}")
"""What begins an office where a name would have a capital: `de minister`."""


def heads(words: Vocabulary, view: View, offset: int) -> bool:
    """Say whether the cell at `offset` is on one line with two or more others, as headings are."""
    cell = grid.at(view, offset)
    row = grid.row_of(view, cell) if cell is not None else []
    return len(row) > _PAIR and not (cell is not None and paired(words, view, cell, row))


def paired(words: Vocabulary, view: View, cell: Cell, row: list[Cell]) -> bool:
    """Say whether a cell is a label in a row of two pairs or more of a label and its value."""
    if len(row) < 2 * _PAIR or len(row) % _PAIR or cell not in row[::_PAIR]:
        return False
    labels = [_label(words, view, one) for one in row]
    if any(labels[1::_PAIR]) or not all(labels[::_PAIR]):
        return False
    return all(_another(words, view, one) for one in row[::_PAIR])


def _another(words: Vocabulary, view: View, cell: Cell) -> bool:
    """Say whether another label stands above or below one: headings have values below them."""
    tops, cells, _ = grid.pages(view)[cell.page]
    far = _ROWS * (cell.box.y1 - cell.box.y0)
    near = cells[bisect_left(tops, cell.box.y0 - far) : bisect_right(tops, cell.box.y1 + far)]
    column = (c for c in near if c is not cell and abs(c.box.x0 - cell.box.x0) < _ALIGNED)
    return any(_label(words, view, one) for one in column)


def value(view: View, label: Cell, row: list[Cell]) -> list[tuple[int, int]]:
    """Return where the value of a label in a row of pairs stands, unless it is an office."""
    beside = row[row.index(label) + 1]
    office = _OFFICE.match(view.text, beside.start, beside.end)
    return [] if office is not None else [(beside.start, beside.end)]


def _label(words: Vocabulary, view: View, cell: Cell) -> bool:
    text = view.text
    if fold(text[cell.start : cell.end].strip(" :*")) in words.koppen:
        return True
    patterns = words.label, words.kopstop, words.kop, words.memo, words.aanwezig
    return any(pattern.match(text, cell.start) for pattern in patterns)
