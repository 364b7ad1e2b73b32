# SPDX-License-Identifier: EUPL-1.2
"""A page before anything is removed goes in; how its lines run, are spaced and aligned comes out.

Along a line places are `t`: displayed points that grow in the direction of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from statistics import median
from typing import Any

import pymupdf

from woolak.model import Box
from woolak.pdf.redact_ink import (
    Glyph,
    Rectangle,
    along,
    laid,
)
from woolak.pdf.redact_lines import as_displayed, is_box, sides, turning

_SAME = 0.6
"""Edges of lines this near, in points, are the same edge."""
_BREAK = 1.2
"""White space wider than this many ems is a tab, a column or a cell, not a space."""
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
    """Return the direction of a straight glyph's line."""
    return _AXES[glyph.upright, glyph.reverse]


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands on a page: the words of each line of MuPDF, pictures, paths; its size."""

    words: tuple[tuple[Rectangle, ...], ...]
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

    words = text.extractWORDS()
    rows = groupby(words, key=lambda word: word[5:7])
    inks = [ink for ink in drawn if is_box(ink[1])]
    return Survey(
        tuple(tuple([sides(word[:4], turned) for word in row]) for _, row in rows),
        tuple(shown(box) for kind, box, *_ in inks if any(word in kind for word in _PICTURES)),
        tuple(shown(box) for kind, box, *_ in inks if kind in ("fill-path", "stroke-path")),
        page.rect.width,
        page.rect.height,
    )


def runs(seen: Survey, way: Axis) -> list[Run]:
    """Return the runs of words of a page along an axis."""
    return [run for row in seen.words for run in _split(row, way)]


def _split(row: Iterable[Rectangle], way: Axis) -> Iterator[Run]:
    if way.upright and not way.reverse:
        ordered = sorted([((box.x0, box.x1), (box.y0, box.y1)) for box in row])
    else:
        ordered = sorted([(way.span(box), way.across(box)) for box in row])
    if not ordered:
        return
    gaps: list[float] = []
    (first, last), (top, bottom) = ordered[0]
    for (start, end), (low, high) in ordered[1:]:
        gap = start - last
        if gap > _BREAK * 0.8 * (high - low):
            yield Run(first, last, top, bottom, tuple(gaps))
            gaps, first, last, top, bottom = [], start, end, low, high
        else:
            gaps.append(gap)
            last, top, bottom = max(last, end), min(top, low), max(bottom, high)
    yield Run(first, last, top, bottom, tuple(gaps))


def on_line(found: Iterable[Run], base: float, size: float) -> list[Run]:
    """Return the runs on the line with this base, joined where only a space divides them."""
    near = sorted(
        (
            run
            for run in found
            if run.low < base + 0.1 * size
            and run.high > base - 0.1 * size
            and run.thick < 2.2 * size
            and abs((run.low + run.high) / 2 - base) < 0.9 * size
        ),
        key=lambda run: run.start,
    )
    joined: list[Run] = []
    for run in near:
        if joined and run.start - joined[-1].end <= _BREAK * size:
            joined[-1] = joined[-1].with_(run)
        else:
            joined.append(run)
    return joined


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of a page is set along an axis: its runs, and its usual word spaces."""

    runs: tuple[Run, ...]
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
        gaps = [g for run in self.runs if abs(run.thick - thick) < _SAME for g in run.gaps if g > 0]
        bins = Counter(round(gap / _BIN) for gap in gaps)
        if not bins:
            return 0.0, False
        best = max(sorted(bins), key=lambda n: bins[n - 1] + 2 * bins[n] + bins[n + 1])
        near = [gap for gap in gaps if abs(gap / _BIN - best) <= 1.5]  # noqa: PLR2004 - its bins
        return median(near), len(near) >= _RAGGED * len(gaps)

    def justified(self, line: Run) -> bool:
        """Say whether a line's spaces are stretched so that it ends where others end."""
        usual, ragged = self.usual(line.thick)
        if not line.gaps or (ragged and abs(median(line.gaps) - usual) < _BIN):
            return False
        return any(abs(other.end - line.end) < _SAME for other in self._others(line))

    def edge(self, line: Run) -> Edge:
        """Return by which edge a line is aligned with the other lines, or on the page."""
        others = self._others(line)
        if any(abs(other.start - line.start) < _SAME for other in others):
            return Edge.START
        close = [o for o in others if abs(o.low - line.low) < 2.5 * line.thick]
        ends = sum(abs(other.end - line.end) < _SAME for other in others)
        if ends >= 3 or any(abs(other.end - line.end) < _SAME for other in close):  # noqa: PLR2004
            return Edge.END
        middles = [o.start + o.end - line.start - line.end for o in close]
        page = line.start + line.end - (-self.long if self.reverse else self.long)
        return Edge.MIDDLE if min(map(abs, [*middles, page])) < 2 * _SAME else Edge.START

    def limit(self, line: Run) -> float:
        """Return how far a line may run: to the edge of its column, and a little over ragged text.

        The lines that start where it starts are its column; alone it may run to a margin as wide
        as the one on the other side.
        """
        first = -self.long if self.reverse else 0.0
        column = [o.end for o in self.runs if abs(o.start - line.start) < _SAME and o != line]
        inner = min((run.start for run in self.runs), default=first) - first
        widest = max(run.end for run in self.runs)
        margin = max(widest, first + self.long - max(inner, line.thick))
        return (
            min(max([line.end, *column]) + _RAGGED_END * line.thick, margin) if column else margin
        )

    def _others(self, line: Run) -> list[Run]:
        middle = (line.low + line.high) / 2
        return [run for run in self.runs if not run.low < middle < run.high]


def setting(seen: Survey, way: Axis) -> Setting:
    """Return how a page is set along an axis."""
    return Setting(tuple(runs(seen, way)), seen.width if way.upright else seen.height, way.reverse)
