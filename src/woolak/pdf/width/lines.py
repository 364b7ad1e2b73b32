# SPDX-License-Identifier: EUPL-1.2
"""A page before anything is removed goes in; how its lines run, are spaced and aligned comes out.

Along a line places are `t`: displayed points that grow in the direction of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak.model import Box
from woolak.pdf.content.printed import (
    Glyph,
    Rectangle,
    along,
    laid,
)
from woolak.pdf.content.printed_lines import as_displayed, is_box, turning

Numbers = npt.NDArray[np.float64]

_SAME = 0.6
"""Edges of lines this near, in points, are the same edge."""
BREAK = 1.2
"""White space wider than this many ems is a tab, a column or a cell, not a space."""
_CUT = 0.8 * BREAK
_BIN = 0.1
"""Points: word spaces in ragged text differ by no more, however a producer rounds."""
_RAGGED = 0.4
"""In ragged text at least this part of the word spaces of one size is equally wide."""
_RAGGED_END = 3
"""The longest line of ragged text ends somewhere in the last word or two of its column."""
_PICTURES = ("image", "imgmask", "shade")


class Edge(Enum):
    """By which edge a line is aligned with others."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Axis:
    """The direction of a line on the page as displayed: along x or y, with or against it."""

    upright: bool
    reverse: bool

    def span(self, box: Rectangle) -> tuple[float, float]:
        """Return a box's start and end along the line."""
        low, high = along(box, upright=self.upright)
        return (-high, -low) if self.reverse else (low, high)

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return a point's place along the line and its base, across it."""
        t, base = point if self.upright else (point[1], point[0])
        return -t if self.reverse else t, base

    def across(self, box: Rectangle) -> tuple[float, float]:
        """Return where a box lies across the line."""
        return along(box, upright=not self.upright)

    def box(self, start: float, end: float, band: tuple[float, float]) -> Box:
        """Return the box from start to end along the line."""
        low, high = (-end, -start) if self.reverse else (start, end)
        return laid(low, high, band, upright=self.upright)

    def step(self, by: float) -> tuple[float, float]:
        """Return a move along the line as dx, dy."""
        by = -by if self.reverse else by
        return (by, 0.0) if self.upright else (0.0, by)


_AXES = {(up, back): Axis(up, back) for up in (True, False) for back in (True, False)}


def axis(glyph: Glyph) -> Axis:
    """Return the direction of a straight glyph's line: one object for each of the four."""
    return _axis(glyph.right)


@lru_cache(maxsize=256)
def _axis(right: tuple[float, float]) -> Axis:
    across, down = right
    upright = abs(down) < abs(across)
    return _AXES[upright, (across if upright else down) < 0]


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands on a page: pictures, paths, its size, and n words in the lines of MuPDF.

    `words` are their sides (n, 4), `rows` the numbers of their lines (n,), ascending.
    """

    words: Numbers = field(compare=False, repr=False)
    rows: npt.NDArray[np.int_] = field(compare=False, repr=False)
    pictures: tuple[Box, ...]
    paths: tuple[Box, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other with no more than a space between them."""

    start: float
    end: float
    low: float
    high: float
    gaps: tuple[float, ...]

    @property
    def thick(self) -> float:
        """Return how high the words are."""
        return self.high - self.low

    def with_(self, other: Run) -> Run:
        """Return one run for two on the same line, this one first."""
        gap = other.start - self.end
        low, high = min(self.low, other.low), max(self.high, other.high)
        gaps = (*self.gaps, gap, *other.gaps)
        return Run(self.start, max(self.end, other.end), low, high, gaps)


def survey(page: pymupdf.Page, text: pymupdf.TextPage, drawn: Sequence[Any]) -> Survey:
    """Return what stands on a page, also outside its edges; `drawn` is its `get_bboxlog`."""
    turned = turning(page)

    def shown(rect: Sequence[float]) -> Box:
        return as_displayed(rect, turned)

    x0, y0, x1, y1, _, block, line, _ = [*zip(*text.extractWORDS(), strict=True)] or [()] * 8
    placed = np.array([x0, y0, x1, y1], dtype=np.float64).T
    lines = np.array([block, line], dtype=np.int_).T
    inks = [ink for ink in drawn if is_box(ink[1])]
    return Survey(
        _displayed(placed, turned),
        np.cumsum((np.diff(lines, axis=0, prepend=lines[:1]) != 0).any(axis=1)),
        tuple(shown(box) for kind, box, *_ in inks if any(word in kind for word in _PICTURES)),
        tuple(shown(box) for kind, box, *_ in inks if kind in ("fill-path", "stroke-path")),
        page.rect.width,
        page.rect.height,
    )


def _displayed(words: Numbers, turned: tuple[float, ...]) -> Numbers:
    """Return the sides of words as displayed."""
    a, b, c, d, e, f = turned
    x, y = words[:, ::2], words[:, 1::2]
    across, down = a * x + c * y + e, b * x + d * y + f
    return np.stack(
        [across.min(axis=1), down.min(axis=1), across.max(axis=1), down.max(axis=1)], axis=1
    )


def _on(seen: Survey, way: Axis) -> tuple[Numbers, npt.NDArray[np.int_]]:
    """Return start, end, low and high (4, n) of the words along an axis, by line, and their lines.

    In each line they are in order of their start.
    """
    x0, y0, x1, y1 = seen.words.T
    span, band = ((x0, x1), (y0, y1)) if way.upright else ((y0, y1), (x0, x1))
    start, end = (-span[1], -span[0]) if way.reverse else span
    order = np.lexsort((band[1], band[0], end, start, seen.rows))
    return np.stack([start, end, *band])[:, order], seen.rows[order]


def runs(seen: Survey, way: Axis) -> list[Run]:
    """Return the runs of words of a page along an axis."""
    if not len(seen.rows):
        return []
    (start, end, low, high), rows = _on(seen, way)
    new = rows[1:] != rows[:-1]
    reached = end
    if (~new & (end[1:] < end[:-1])).any():
        lines = np.split(end, np.flatnonzero(new) + 1)
        reached = np.concatenate([np.maximum.accumulate(line) for line in lines])
    gap = start[1:] - reached[:-1]
    first = np.flatnonzero(np.concatenate([[True], new | (gap > _CUT * (high - low)[1:])]))
    columns = (
        start[first],
        np.maximum.reduceat(end, first),
        np.minimum.reduceat(low, first),
        np.maximum.reduceat(high, first),
    )
    gaps, stops = gap.tolist(), [*first[1:].tolist(), len(rows)]
    stretches = zip(first.tolist(), stops, strict=True)
    spaces = [tuple(gaps[start : stop - 1]) for start, stop in stretches]
    parts = zip(*(column.tolist() for column in columns), spaces, strict=True)
    return [Run(*part) for part in parts]


def joined(near: Iterable[Run], size: float) -> list[Run]:
    """Return the runs of a line, joined where only a space divides them."""
    found: list[Run] = []
    for run in sorted(near, key=lambda run: run.start):
        if found and run.start - found[-1].end <= BREAK * size:
            found[-1] = found[-1].with_(run)
        else:
            found.append(run)
    return found


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a page is set along an axis: its runs, and its usual word spaces."""

    runs: tuple[Run, ...]
    table: Numbers = field(compare=False, repr=False)
    """The start, end, low and high (4, n) of the runs."""
    gaps: Numbers = field(compare=False, repr=False)
    """Each word space (m,) and how high its run is (m,): (2, m)."""
    long: float
    """The length of the page along the axis; runs start at 0, or at -long against it."""
    reverse: bool
    known: dict[float, tuple[float, bool]] = field(default_factory=dict, compare=False)

    def usual(self, thick: float) -> tuple[float, bool]:
        """Return the most common word space in text of a height, and whether most are like it."""
        if thick not in self.known:
            self.known[thick] = self._usual(thick)
        return self.known[thick]

    def _usual(self, thick: float) -> tuple[float, bool]:
        gaps, thicks = self.gaps
        some = gaps[(np.abs(thicks - thick) < _SAME) & (gaps > 0)]
        if not len(some):
            return 0.0, False
        bins, counts = np.unique(np.rint(some / _BIN), return_counts=True)
        next_to = np.diff(bins) == 1
        score = 2 * counts
        score[1:] += counts[:-1] * next_to
        score[:-1] += counts[1:] * next_to
        near = some[np.abs(some / _BIN - bins[score.argmax()]) <= 1.5]  # noqa: PLR2004 - its bins
        return float(np.median(near)), len(near) >= _RAGGED * len(some)

    def on_line(self, base: float, size: float) -> list[Run]:
        """Return the runs on the line with this base, joined where only a space divides them."""
        _, _, low, high = self.table
        level = (low < base + 0.1 * size) & (high > base - 0.1 * size)
        middle = np.abs((low + high) / 2 - base) < 0.9 * size
        near = np.flatnonzero(level & middle & (high - low < 2.2 * size))
        return joined((self.runs[at] for at in near.tolist()), size)

    def justified(self, line: Run) -> bool:
        """Say whether a line's spaces are stretched so that it ends where others end."""
        usual, ragged = self.usual(line.thick)
        if not line.gaps or (ragged and abs(median(line.gaps) - usual) < _BIN):
            return False
        return bool((np.abs(self._others(line)[1] - line.end) < _SAME).any())

    def edge(self, line: Run) -> Edge:
        """Return by which edge a line is aligned with the other lines, or on the page."""
        start, end, low, _ = self._others(line)
        if (np.abs(start - line.start) < _SAME).any():
            return Edge.START
        close = np.abs(low - line.low) < 2.5 * line.thick
        ends = np.abs(end - line.end) < _SAME
        if ends.sum() >= 3 or (ends & close).any():  # noqa: PLR2004
            return Edge.END
        middles = (start + end)[close] - line.start - line.end
        page = line.start + line.end - (-self.long if self.reverse else self.long)
        nearest = min(np.abs(middles).min(initial=np.inf), abs(page))
        return Edge.MIDDLE if nearest < 2 * _SAME else Edge.START

    def limit(self, line: Run) -> float:
        """Return how far a line may run: to the edge of its column, and a little over ragged text.

        The lines that start where it starts are its column; alone it may run to a margin as wide
        as the one on the other side.
        """
        first = -self.long if self.reverse else 0.0
        start, end, low, high = self.table
        itself = (start == line.start) & (end == line.end) & (low == line.low) & (high == line.high)
        column = end[(np.abs(start - line.start) < _SAME) & ~itself]
        inner = float(start.min(initial=np.inf)) - first if len(start) else 0.0
        margin = max(float(end.max()), first + self.long - max(inner, line.thick))
        if not len(column):
            return margin
        return min(max(line.end, float(column.max())) + _RAGGED_END * line.thick, margin)

    def _others(self, line: Run) -> Numbers:
        _, _, low, high = self.table
        middle = (line.low + line.high) / 2
        return self.table[:, ~((low < middle) & (middle < high))]


def setting(seen: Survey, way: Axis) -> Setting:
    """Return how a page is set along an axis."""
    found = runs(seen, way)
    table = np.array([(r.start, r.end, r.low, r.high) for r in found]).reshape(-1, 4).T
    gaps = [(gap, run.thick) for run in found for gap in run.gaps]
    long = seen.width if way.upright else seen.height
    spaces = np.array(gaps, dtype=np.float64).reshape(-1, 2).T
    return Setting(tuple(found), table, spaces, long, way.reverse)
