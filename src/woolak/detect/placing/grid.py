# SPDX-License-Identifier: EUPL-1.2
"""A view in; its cells as rows out, and whether a row stands in the midst of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex

from woolak.detect.text.view import Cell, View
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_ALIGNED = 6.0
"""Cells of one column begin within so many points of each other."""
_CELLS = 3
"""A row of a table has so many cells, or more."""
_ROWS = 3.4
"""Two rows of a table stand within so many line heights."""
FUNCTION = regex.compile(r"(?i)functie|function|rol\b|role\b|positie|position|ambt")
"""What the heading of a column of functions says."""


def at(view: View, offset: int) -> Cell | None:
    """Return the cell that holds an offset, or the last one before it."""
    number = bisect_right(view.cells, offset, key=lambda cell: cell.start) - 1
    return view.cells[number] if number >= 0 else None


def _level(left: Cell, right: Cell) -> bool:
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    shared = min(left.box.y1, right.box.y1) - max(left.box.y0, right.box.y0)
    return left.page == right.page and height > 0 and shared > 0.5 * height


def row_of(view: View, cell: Cell) -> list[Cell]:
    """Return the cells on the same line as `cell`, from left to right."""
    tops, cells, tallest = pages(view)[cell.page]
    low = bisect_left(tops, cell.box.y0 - tallest)
    near = cells[low : bisect_right(tops, cell.box.y1)]
    return sorted((c for c in near if _level(c, cell)), key=lambda c: c.box.x0)


_Sorted = tuple[list[float], list[Cell], float]
_LAST: list[tuple[View, dict[int, _Sorted]]] = []


def pages(view: View) -> dict[int, _Sorted]:
    """Return per page the tops of the cells, the cells from top to bottom, and the tallest."""
    if not (_LAST and _LAST[0][0] is view):
        found: dict[int, _Sorted] = {}
        for page in {cell.page for cell in view.cells}:
            cells = sorted((c for c in view.cells if c.page == page), key=lambda c: c.box.y0)
            tallest = max(c.box.y1 - c.box.y0 for c in cells)
            found[page] = ([c.box.y0 for c in cells], cells, tallest)
        _LAST[:] = [(view, found)]
    return _LAST[0][1]


def midst(words: Vocabulary, view: View, row: list[Cell]) -> bool:
    """Say whether a row is one of many in a table, and no row of headings: nothing else heads it.

    `Geslachtsnaam | String | Ja` stands below two rows with cells at the same places.
    """
    text = view.text
    titles = [fold(text[cell.start : cell.end].strip(" :*.")) for cell in row]
    if len(row) < _CELLS or sum(t in words.koppen or bool(FUNCTION.search(t)) for t in titles) > 1:
        return False
    tops, cells, _ = pages(view)[row[0].page]
    height = row[0].box.y1 - row[0].box.y0
    low = bisect_left(tops, row[0].box.y0 - _ROWS * height)
    above = cells[low : bisect_left(tops, row[0].box.y0 - height / 2)]
    column = [sum(abs(a.box.x0 - c.box.x0) < _ALIGNED for a in above) for c in row]
    return sum(seen > 1 for seen in column) >= _CELLS


def of_functions(view: View, cell: Cell) -> bool:
    """Say whether the heading of the column that a cell is in tells of functions."""
    _, cells, _ = pages(view)[cell.page]
    above = (c for c in cells if c.box.y1 <= cell.box.y0 + 1 and c is not cell)
    column = (c for c in above if abs(c.box.x0 - cell.box.x0) < _ALIGNED)
    return any(FUNCTION.search(view.text, c.start, c.end) for c in column)
