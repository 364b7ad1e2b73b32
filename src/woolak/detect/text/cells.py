# SPDX-License-Identifier: EUPL-1.2
"""Fragments of lines in, the same fragments out with the lines of each wrapped cell together.

A row of a table whose cells have more than one line is read line by line by many a program: what
a cell says then has words of its neighbours in it. White space above and below sets a row apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from woolak.detect.text.letterheads import is_apart
from woolak.detect.text.lines import Fragment, level

_BAND = 1.18
"""Lines further apart than this many times the closest lines of the page are in two rows."""
_SURE = 1.1
"""So many times, where lines that go on in small letters tell how far apart those of a cell are."""
_APART = 1.36
"""So do lines that are further apart than this many line heights."""
_TIGHT, _WIDE = 0.8, 1.6
"""Lines of a wrapped cell follow each other within so many line heights."""
_DOUBLE = 2.1
"""Lines of one text are not further apart than so many line heights."""
_TABLE = 3
"""A table without white space has at least so many columns and rows."""
_MOST = 0.6
"""The share of its columns that have a line at the height at which a row begins."""
_LINES = 8
"""A cell has at most so many lines; more stand in columns of prose."""
_ALIGNED = 3.0
"""Cells of one column begin within so many points of each other."""
_GAP = 0.5
"""Columns stand at least so many points apart."""

Column = list[tuple[int, Fragment]]


class Arranged(NamedTuple):
    """Fragments in reading order; by index where a cell of a wrapped row begins, or goes on.

    For each line that goes on `limits` holds how far to the right its cell can reach, in points,
    and `reached` how far a line of its column does.
    """

    fragments: list[Fragment]
    begins: frozenset[int]
    limits: Mapping[int, float]
    reached: Mapping[int, float]


def arranged(fragments: Sequence[Fragment]) -> Arranged:
    """Return the fragments with the lines of each wrapped cell after each other."""
    order: list[int] = []
    begins: set[int] = set()
    limits: dict[int, float] = {}
    reached: dict[int, float] = {}
    for _, group in groupby(enumerate(fragments), key=lambda pair: pair[1].page):
        indexed = list(group)
        own = [pair for pair in indexed if not is_apart(pair[1])]
        rows = {min(i for column in row for i, _ in column): row for row in _wrapped(own)}
        moved = {i for row in rows.values() for column in row for i, _ in column}
        first = len(order)
        for index, _ in indexed:
            if index in rows:
                _take(rows[index], order, begins, limits)
            elif index not in moved:
                order.append(index)
        goes_on = [at for at in range(first, len(order)) if at in limits]
        widest = _widest(fragments[i] for i in moved)
        reached |= {at: widest[_place(fragments[order[at]])] for at in goes_on}
    return Arranged([fragments[i] for i in order], frozenset(begins), limits, reached)


def _widest(fragments: Iterable[Fragment]) -> dict[int, float]:
    """Return how far to the right the lines of a page's tables go that begin at one place."""
    found: dict[int, float] = {}
    for fragment in fragments:
        for near in (-1, 0, 1):
            place = _place(fragment) + near
            found[place] = max(found.get(place, 0.0), fragment.box.x1)
    return found


def _place(fragment: Fragment) -> int:
    return round(fragment.box.x0 / _ALIGNED)


def _take(row: list[Column], order: list[int], begins: set[int], limits: dict[int, float]) -> None:
    """Put the cells of one row in order, and note where each begins and goes on."""
    for at, column in enumerate(row):
        right = min((f.box.x0 for _, f in row[at + 1]), default=0.0) if at + 1 < len(row) else 0.0
        for line, (index, _) in enumerate(column):
            if line:
                limits[len(order)] = right
            elif at:
                begins.add(len(order))
            order.append(index)


def _wrapped(indexed: list[tuple[int, Fragment]]) -> Iterator[list[Column]]:
    """Yield the rows, as columns from left to right, of tables in which a cell wraps."""
    parts = (part for band in _bands(indexed) for part in _uncrossed(band))
    bands = [_columns(row) for part in parts for row in _rows(part)]
    chosen = {at for at in range(len(bands)) if _wraps(bands, at)}
    for step in (1, -1):
        for at in sorted(chosen, reverse=step < 0):
            other = at + step
            while 0 <= other < len(bands) and other not in chosen:
                if not _joins(bands[other - step], bands[other]):
                    break
                chosen.add(other)
                other += step
    yield from (bands[at] for at in sorted(chosen))


def _wraps(bands: list[list[Column]], at: int) -> bool:
    """Say whether a row has a cell of several lines: beside one of one line, or in a table."""
    lines = [len(column) for column in bands[at]]
    if not (len(lines) > 1 and 1 < max(lines) <= _LINES):
        return False
    beside = [bands[i] for i in (at - 1, at + 1) if 0 <= i < len(bands)]
    return min(lines) == 1 or any(_like(bands[at], other) for other in beside)


def _joins(row: list[Column], other: list[Column]) -> bool:
    """Say whether a row of single lines is of the same table."""
    return all(len(column) == 1 for column in other) and _like(row, other)


def _bands(indexed: list[tuple[int, Fragment]]) -> Iterator[list[tuple[int, Fragment]]]:
    """Yield the fragments between white space that runs over the whole width."""
    band: list[tuple[int, Fragment]] = []
    bottom, space = 0.0, _space([fragment for _, fragment in indexed])
    for index, fragment in sorted(indexed, key=lambda pair: pair[1].box.y0):
        box = fragment.box
        if band and box.y0 - bottom > space * (box.y1 - box.y0):
            yield band
            band = []
        bottom = max(bottom, box.y1) if band else box.y1
        band.append((index, fragment))
    if band:
        yield band


def _uncrossed(band: list[tuple[int, Fragment]]) -> Iterator[list[tuple[int, Fragment]]]:
    """Yield a band in parts: a line over the width of two cells of other lines stands apart."""
    levels = list(_levels(band))
    gaps = [
        (left.box.x1, right.box.x0)
        for line in levels
        for (_, left), (_, right) in pairwise(sorted(line, key=lambda pair: pair[1].box.x0))
    ]
    part: list[tuple[int, Fragment]] = []
    for line in levels:
        box = line[0][1].box
        crossed = len(line) == 1 and any(box.x0 < low and high < box.x1 for low, high in gaps)
        if crossed and part:
            yield part
            part = []
        part += line
        if crossed:
            yield part
            part = []
    if part:
        yield part


def _rows(band: list[tuple[int, Fragment]]) -> Iterator[list[tuple[int, Fragment]]]:
    """Yield the rows of a table without white space between them, or else the band as it is.

    A row begins where most columns have a line at one height, as text stands at the top of cells;
    what has nothing of most other columns beside it goes on in its cell.
    """
    columns = _columns(band)
    lines = [len(column) for column in columns]
    if len(columns) < _TABLE or not _TABLE <= min(lines) < max(lines):
        yield band
        return
    levels = list(_levels(band))
    if len(levels[0]) < _MOST * len(columns):  # cells whose text stands in the middle or below
        yield band
        return
    row: list[tuple[int, Fragment]] = []
    for line in levels:
        if row and len(line) >= _MOST * len(columns):
            yield row
            row = []
        row += line
    yield row


def _levels(band: list[tuple[int, Fragment]]) -> Iterator[list[tuple[int, Fragment]]]:
    """Yield the fragments that stand at one height, from the top down."""
    line: list[tuple[int, Fragment]] = []
    for pair in sorted(band, key=lambda pair: pair[1].box.y0):
        if line and not level(line[0][1].box, pair[1].box):
            yield line
            line = []
        line.append(pair)
    yield line


def _space(page: list[Fragment]) -> float:
    """Return how much white space ends a row, in line heights.

    Lines that go on in small letters tell how far apart the lines of a cell are.
    """
    last: dict[int, float] = {}
    steps: list[float] = []
    for fragment in sorted(page, key=lambda f: f.box.y0):
        box, place = fragment.box, round(fragment.box.x0)
        step = (box.y0 - last.get(place, -1e9)) / max(box.y1 - box.y0, 1.0)
        if fragment.text[:1].islower() and _TIGHT < step < _DOUBLE:
            steps.append(step)
        last[place] = box.y0
    if len(steps) < _TABLE:
        return min(_BAND * _leading(page), _APART) - 1
    return _SURE * sorted(steps)[len(steps) // 10] - 1


def _leading(page: list[Fragment]) -> float:
    """Return how far apart the closest lines of a page are, in line heights."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for fragment in sorted(page, key=lambda f: f.box.y0):
        box, place = fragment.box, round(fragment.box.x0)
        step = (box.y0 - last.get(place, -1e9)) / max(box.y1 - box.y0, 1.0)
        if _TIGHT < step < _WIDE:
            steps.append(step)
        last[place] = box.y0
    steps.sort()
    return steps[len(steps) // 10] if steps else _WIDE / _BAND


def _columns(band: list[tuple[int, Fragment]]) -> list[Column]:
    """Return the columns of a band; none when two fragments of a column share a line."""
    columns: list[Column] = []
    right = 0.0
    for index, fragment in sorted(band, key=lambda pair: pair[1].box.x0):
        if not columns or fragment.box.x0 > right + _GAP:
            columns.append([])
        right = max(right, fragment.box.x1) if columns[-1] else fragment.box.x1
        columns[-1].append((index, fragment))
    for column in columns:
        column.sort(key=lambda pair: pair[1].box.y0)
        if any(level(above.box, under.box) for (_, above), (_, under) in pairwise(column)):
            return []
    return columns


def _like(row: list[Column], other: list[Column]) -> bool:
    """Say whether two rows are of one table: two or more of their columns begin alike."""
    starts = [min(f.box.x0 for _, f in column) for column in other]
    alike = sum(
        any(abs(min(f.box.x0 for _, f in column) - start) < _ALIGNED for start in starts)
        for column in row
    )
    return alike > 1
