# SPDX-License-Identifier: EUPL-1.2
"""Rows of words in one direction go in; lines in reading order, grouped in blocks, come out.

Works in the frame of the reader, as `pdf.glyphs` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from woolak.pdf.reading.glyphs import Piece
from woolak.pdf.reading.spaced_type import despaced

_CELL = 1.0
_EVEN = 0.02
"""Gaps that differ by less than this part of an em are those of a justified line."""
_FILLED = 3.0
"""The spaces of such a line are narrower than so many em."""
_LETTER = re.compile(r"[^\W\d_]")
_WIDEST_SPACE = 2.0
_FEW_WORDS = 4
"""A gap of 1 em ends a cell, unless all gaps of the line are about that wide (justified text)."""
_RULED = 0.1
_RISE, _DROP = 0.75, 0.25
"""How far the ink of a line reaches above and below its baseline, in em."""
_LEADING = 1.5
_LOOSER = 1.35
_WIDEST_LEADING = 2.6
_SIZES = 1.3
_COLUMN = 0.6
_HALF = 2
"""Lines begin in one place when their left edges, in so many parts of a point, are the same."""
_LINES_OF_COLUMN = 4
_TYPED = 1.5
"""In a typewriter's type, where every word begins below another, one space is no gutter."""
_SECTION = 2.0
_SAME_ROW = 0.1
_MOST, _NEARLY_ALL = 0.8, 0.9
_UNDERLINE = 0.3
_at = attrgetter("at")


class Rule(NamedTuple):
    """A straight drawn line: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The drawn lines of a page, by position: `level` along the text, `upright` across it."""

    level: Sequence[Rule] = ()
    upright: Sequence[Rule] = ()


class Line(NamedTuple):
    """Words of one column on one baseline, from left to right."""

    words: Sequence[Piece]
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """Where the ink begins."""
        return self.base - _RISE * self.size

    @property
    def bottom(self) -> float:
        """Where the ink ends."""
        return self.base + _DROP * self.size


def blocks(rows: Iterable[Sequence[Piece]], rules: Rules) -> list[list[Line]]:
    """Return the lines in reading order, those that run on together in one list."""
    lines = [line for row in rows for line in _cells(despaced(row), rules.upright)]
    lines = _at_gutters(lines)
    return _grouped(_ordered(lines, rules.level), rules.level)


def _cells(row: Sequence[Piece], upright: Sequence[Rule]) -> list[Line]:
    """Split a row at the gaps that are wider than a space, and at drawn lines."""
    size = max([piece.size for piece in row])
    gaps = [after.edges[0] - before.edges[-1] for before, after in pairwise(row)]
    limit = _CELL * size
    if len(row) > _FEW_WORDS - 1:
        limit = max(limit, min(_WIDEST_SPACE * size, 1.6 * min(gaps)))
    starts = [0]
    for index, gap in enumerate(gaps, 1):
        cut = gap > limit and not _justified(row, gaps, index - 1)
        if cut or (upright and gap > 0 and _ruled(row[index - 1], row[index], upright)):
            starts.append(index)
    ends = [*starts[1:], len(row)]
    return [_line(row[start:end]) for start, end in zip(starts, ends, strict=True)]


def _at_gutters(lines: list[Line]) -> list[Line]:
    """Cut the lines that run on over the white space before a column: its lines begin there."""
    begins = Counter(round(line.left * _HALF) for line in lines)
    found: list[Line] = []
    for line in lines:
        start, least = 0, max(_COLUMN * line.size, _TYPED * _pitch(line))
        words = line.words
        for at, word in enumerate(words):
            gutter = at - start > 1 and word.edges[0] - words[at - 1].edges[-1] > least
            if gutter and begins[round(word.left * _HALF)] >= _LINES_OF_COLUMN:
                found.append(_line(line.words[start:at]))
                start = at
        found.append(_line(line.words[start:]) if start else line)
    return found


def _pitch(line: Line) -> float:
    """Return how wide each letter of a typewriter's line is; 0 for any other type."""
    wide = [((edges := word.edges)[-1] - edges[0]) / len(word.text) for word in line.words]
    return max(wide) if max(wide) - min(wide) < _EVEN * line.size else 0.0


def _justified(row: Sequence[Piece], gaps: Sequence[float], at: int) -> bool:
    """Say whether a gap is as wide as the one beside it: cells begin, not end, in one place."""
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(gaps)]
    size = row[at].size
    return gaps[at] < _FILLED * size and any(
        abs(gaps[other] - gaps[at]) < _EVEN * size
        and all(_LETTER.search(row[i].text) for i in {at, at + 1, other, other + 1})
        for other in beside
    )


def _ruled(before: Piece, after: Piece, upright: Sequence[Rule]) -> bool:
    left, right = before.right - _RULED * before.size, after.left + _RULED * after.size
    middle = before.base - before.size / 4
    return any(rule.start <= middle <= rule.end for rule in _between(upright, left, right))


def _between(rules: Sequence[Rule], low: float, high: float) -> Sequence[Rule]:
    start = bisect_right(rules, low, key=_at)
    return rules[start : max(start, bisect_left(rules, high, key=_at))]


def _line(words: Sequence[Piece]) -> Line:
    size = max([word.size for word in words])
    return Line(words, words[0].left, words[-1].right, words[0].base, size)


def _ordered(lines: list[Line], level: Sequence[Rule]) -> list[Line]:
    """Return the lines in the order in which people read them.

    The page is cut in two, again and again, along its white space: at a drawn line, between
    columns, or at the widest gap between rows.
    """
    done: list[Line] = []
    todo = [sorted(lines, key=lambda line: (line.base, line.left))]
    while todo:
        region = todo.pop()
        parts = _cut(region, level)
        if len(parts) == 1:
            done += region
        else:
            todo += reversed(parts)
    return done


def _cut(region: list[Line], level: Sequence[Rule]) -> list[list[Line]]:
    if not any(after.top < before.bottom - before.size / 4 for before, after in pairwise(region)):
        return [region]
    bands = _strips(region)
    columns = _columns(region)
    if len(columns) > 1:
        if ruled := _at_rules(bands, level, region):
            return ruled
        if _is_table(columns):
            return bands if len(bands) > 1 else columns
        gap, index = _widest(bands)
        return _halves(bands, index) if gap > _SECTION * _size(region) else columns
    gap, index = _widest(bands)
    return _halves(bands, index) if index else [region]


def _strips(region: list[Line]) -> list[list[Line]]:
    """Return the region cut at every white space between rows."""
    strips: list[list[Line]] = []
    bottom = float("-inf")
    for line in sorted(region, key=lambda line: line.top):
        if line.top >= bottom - line.size / 10:
            strips.append([])
        strips[-1].append(line)
        bottom = max(bottom, line.bottom)
    for strip in strips:
        strip.sort(key=lambda line: (line.base, line.left))
    return strips


def _columns(region: list[Line]) -> list[list[Line]]:
    """Return the region cut at every white space that runs over its whole height."""
    columns: list[list[Line]] = []
    right = float("-inf")
    least = _COLUMN * _size(region)
    for line in sorted(region, key=lambda line: line.left):
        if line.left > right + (least if columns else 0):
            columns.append([])
        columns[-1].append(line)
        right = max(right, line.right)
    for column in columns:
        column.sort(key=lambda line: (line.base, line.left))
    return columns


def _size(region: list[Line]) -> float:
    return median([line.size for line in region])


def _at_rules(
    bands: list[list[Line]], level: Sequence[Rule], region: list[Line]
) -> list[list[Line]]:
    """Return the rows of a table with drawn lines; nothing when none cuts the region."""
    left, right = min(line.left for line in region), max(line.right for line in region)
    across = [rule.at for rule in level if rule.start <= left + 1 and rule.end >= right - 1]
    parts = [list(bands[0])]
    for before, after in pairwise(bands):
        upper, lower = max(line.base for line in before), min(line.base for line in after)
        if any(upper < at < lower for at in across):
            parts.append([])
        parts[-1] += after
    return parts if len(parts) > 1 else []


def _is_table(columns: list[list[Line]]) -> bool:
    """Say whether the first column holds labels, or all columns hold cells, that stand in rows."""
    labels, *others = columns
    if _words(labels) < _FEW_WORDS and len(labels) > 1:
        entries = [line for column in others for line in column]
        if _beside(labels, [entries]) > _NEARLY_ALL:
            return True
    short = all(_words(column) <= _FEW_WORDS for column in columns)
    return short and _beside(min(columns, key=len), columns) > _MOST


def _words(column: list[Line]) -> float:
    """Return how many words a line of a column has; wide spaces cut justified lines in pieces."""
    lines = groupby(column, key=attrgetter("base"))
    return median([sum(len(line.words) for line in pieces) for _, pieces in lines])


def _beside(lines: list[Line], columns: list[list[Line]]) -> float:
    """Return which part of the lines have a line on their baseline in each of the columns."""
    found = sum(
        all(
            any(abs(line.base - other.base) <= _SAME_ROW * line.size for other in column)
            for column in columns
        )
        for line in lines
    )
    return found / len(lines)


def _widest(bands: list[list[Line]]) -> tuple[float, int]:
    """Return the widest white space between bands and the index of the band after it; 0: none."""
    gaps = [
        (min(line.top for line in after) - max(line.bottom for line in before), index)
        for index, (before, after) in enumerate(pairwise(bands), 1)
    ]
    return max(gaps, key=lambda gap: (gap[0], -gap[1]), default=(0.0, 0))


def _halves(bands: list[list[Line]], index: int) -> list[list[Line]]:
    return [[line for band in part for line in band] for part in (bands[:index], bands[index:])]


def _grouped(lines: list[Line], level: Sequence[Rule]) -> list[list[Line]]:
    """Return consecutive lines that stand under each other at a steady distance as one block."""
    steps = [_step(before, after, level) for before, after in pairwise(lines)]
    found: list[list[Line]] = [lines[:1]] if lines else []
    for index, step in enumerate(steps):
        near = [other for other in steps[max(0, index - 1) : index + 2] if other]
        steady = _LOOSER * min(near, default=0.0)
        if step is not None and step <= max(steady, _LEADING * lines[index].size):
            found[-1].append(lines[index + 1])
        else:
            found.append([lines[index + 1]])
    return found


def _step(before: Line, after: Line, level: Sequence[Rule]) -> float | None:
    """Return how far `after` stands under `before`; None when it does not continue it."""
    step = after.base - before.base
    small, large = sorted((before.size, after.size))
    if not small / 2 < step <= _WIDEST_LEADING * large or large > _SIZES * small:
        return None
    left, right = max(before.left, after.left), min(before.right, after.right)
    if left >= right:
        return None
    # An underline stands closer to its baseline than any line between two rows.
    between = _between(level, before.base + _UNDERLINE * before.size, after.base - after.size / 2)
    return None if any(rule.start <= left and rule.end >= right for rule in between) else step
