# SPDX-License-Identifier: EUPL-1.2
"""A printed character as it stands on a displayed page, and the line and the boxes around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import sub
from typing import NamedTuple

from woolak.model import Box

ASIDE = 36.0
"""Points beside a box: further than any label makes it grow."""
STRAIGHT_LINE = 0.02
"""The sine of an angle below which text runs along an axis."""
ACROSS = 1.5
"""A slanted letter so many times as high as a box is part of another text, that runs across it."""
_INK = 0.3
"""How many ems above the baseline the middle of the ink of most letters is."""
_LEAN = (0.05, 0.6)
"""Synthetic italics lean to the right by a fifth to a third of their height."""

Slant = tuple[float, float, float, float]
"""(a, b, c, d) of the matrix that sets slanted or leaning text upright, in displayed points."""

STRAIGHT: Slant = (1.0, 0.0, 0.0, 1.0)


class Sides(NamedTuple):
    """The sides of a rectangle: a page has thousands of letters."""

    x0: float
    y0: float
    x1: float
    y1: float


Rectangle = Box | Sides


class Glyph(NamedTuple):
    """A printed character without its text, in displayed points; `right` is where its line goes."""

    box: Sides
    origin: tuple[float, float]
    right: tuple[float, float]
    size: float
    lean: float = 0.0
    """How far letters lean to the right, as a part of their height."""
    high: float = 0.0
    """How many ems above the baseline the middle of its ink is, in slanted text."""

    @property
    def slant(self) -> Slant:
        """What sets this text upright."""
        across, down = self.right
        if not self.straight:
            return (across, -down, down, across)
        if not self.lean:
            return STRAIGHT
        back = self.lean * across * down
        return (1.0 - back, -self.lean * down**2, self.lean * across**2, 1.0 + back)

    @property
    def home(self) -> Rectangle:
        """Where the letter would stand if it did not lean: its place among the others."""
        if not self.lean:
            return self.box
        (start, end), (below, above) = _reach(self.box, self.origin, self.right)
        span = sorted(self._along(u) for u in (start - self.lean * below, end - self.lean * above))
        return laid(
            span[0], span[1], along(self.box, upright=not self.upright), upright=self.upright
        )

    @property
    def middle(self) -> tuple[float, float]:
        """Where the middle of its ink is, also in slanted text."""
        (across, down), at = self.right, self.box
        x, y = (at.x0 + at.x1) / 2 - self.origin[0], (at.y0 + at.y1) / 2 - self.origin[1]
        along, up = x * across + y * down, self.high * self.size
        return (
            self.origin[0] + along * across + up * down,
            self.origin[1] + along * down - up * across,
        )

    def _along(self, u: float) -> float:
        return self.origin[not self.upright] + (-u if self.reverse else u)

    @property
    def upright(self) -> bool:
        """Text runs along the x axis, or nearly so."""
        across, down = self.right
        return abs(down) < abs(across)

    @property
    def straight(self) -> bool:
        """Text runs along one of the axes."""
        return min(abs(self.right[0]), abs(self.right[1])) < STRAIGHT_LINE

    @property
    def reverse(self) -> bool:
        """Text runs against its axis: to the left, or upwards."""
        return (self.right[0] if self.upright else self.right[1]) < 0

    def band(self, ems: tuple[float, float]) -> tuple[float, float]:
        """Return where a band of ems above the baseline lies across the line, low to high."""
        (across, down), (x, y) = self.right, self.origin
        up, base = (-across, y) if abs(down) < abs(across) else (down, x)
        one, other = base + up * ems[0] * self.size, base + up * ems[1] * self.size
        return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs of one line in their order along it, and the box around them.

    `starts` are where they start along the x axis, or the y axis when the line is not `upright`,
    and `widest` is how long the longest is along it.
    """

    glyphs: tuple[Glyph, ...]
    reach: Box
    upright: bool
    starts: tuple[float, ...]
    widest: float

    def beside(self, box: Rectangle, more: float = 0.0) -> tuple[int, int]:
        """Return the first and the last, exclusive, of the glyphs that may touch a box."""
        low, high = (box.x0, box.x1) if self.upright else (box.y0, box.y1)
        first = bisect_left(self.starts, low - self.widest - more)
        return first, bisect_right(self.starts, high + more, first)


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """Return some glyphs, at least one, as a line."""
    upright = glyphs[0].upright
    lefts, tops, rights, bottoms = zip(*[glyph.box for glyph in glyphs], strict=True)
    starts, ends = (lefts, rights) if upright else (tops, bottoms)
    reach = Box(min(lefts), min(tops), max(rights), max(bottoms))
    widest = max(map(sub, ends, starts))
    if list(starts) != sorted(starts):
        places = sorted(range(len(starts)), key=list(zip(starts, ends, strict=True)).__getitem__)
        glyphs, starts = [glyphs[place] for place in places], tuple(sorted(starts))
    if leans := {glyph.lean for glyph in glyphs} - {0.0}:
        widest += 2 * max(map(abs, leans)) * max([glyph.size for glyph in glyphs])
    return Line(tuple(glyphs), reach, upright, starts, widest)


def leaning(box: Sides, at: tuple[float, float], right: tuple[float, float]) -> float:
    """Return how far a letter leans: the box of one that does begins before its origin."""
    (start, _), (below, _) = _reach(box, at, right)
    lean = round(start / below, 2) if below < 0 else 0.0
    return lean if _LEAN[0] < lean < _LEAN[1] else 0.0


def _reach(
    box: Rectangle, at: tuple[float, float], right: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how far a box reaches from a point along a line that runs to `right`, and upwards."""
    across, down = right
    x, y = (box.x0 - at[0], box.x1 - at[0]), (box.y0 - at[1], box.y1 - at[1])
    if abs(across) > abs(down):
        return (_signed(x, across), _signed(y, -across))
    return (_signed(y, down), _signed(x, down))


def _signed(ends: tuple[float, float], way: float) -> tuple[float, float]:
    return ends if way > 0 else (-ends[1], -ends[0])


def along(box: Rectangle, *, upright: bool) -> tuple[float, float]:
    """Return a box's start and end along the axis of the text."""
    return (box.x0, box.x1) if upright else (box.y0, box.y1)


def laid(start: float, end: float, band: tuple[float, float], *, upright: bool) -> Box:
    """Return the box from start to end along the text, and over a band across it."""
    low, high = band
    return Box(start, low, end, high) if upright else Box(low, start, high, end)


def holds(box: Rectangle, inner: Rectangle) -> bool:
    """Say whether the centre of `inner` lies in `box`."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def covers(box: Rectangle, glyph: Glyph) -> bool:
    """Say whether a glyph lies under a box; a letter of a watermark across it does not."""
    if not holds(box, glyph.home if glyph.lean else glyph.box):
        return False
    if glyph.straight:
        return True
    if glyph.size > ACROSS * min(box.x1 - box.x0, box.y1 - box.y0):
        return False
    x, y = glyph.middle
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def lines_at(box: Rectangle, lines: Iterable[Line]) -> list[Line]:
    """Return the lines that a box meets."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    reaches = ((line.reach, line) for line in lines)
    return [
        line for at, line in reaches if at.y0 <= y1 and y0 <= at.y1 and at.x0 <= x1 and x0 <= at.x1
    ]


def parted(glyphs: Iterable[Glyph], found: Sequence[Rectangle]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs that lie under one of some boxes, and those that do not.

    One that a box cuts off, as a box over slanted letters does with the lines that it crosses, lies
    under it with the middle of its ink, which is lower than that of its line.
    """
    near = [(box.x0, box.y0, box.x1, box.y1) for box in found]
    gone: list[Glyph] = []
    kept: list[Glyph] = []
    for glyph in glyphs:
        (left, top, right, bottom), (_, base), (across, down), size, lean, _ = glyph
        under = False
        if lean or (across and down):
            under = any(covers(box, glyph) for box in found)
        else:
            x, y = (left + right) / 2, (top + bottom) / 2
            ink = base - _INK * size * across if across else y
            for x0, y0, x1, y1 in near:
                at = y if y0 <= top and bottom <= y1 else ink
                if x0 <= x <= x1 and y0 <= at <= y1:
                    under = True
                    break
        (gone if under else kept).append(glyph)
    return gone, kept


def meets(box: Rectangle, other: Rectangle) -> bool:
    """Say whether two boxes touch; a line without thickness counts."""
    along_x = other.x0 <= box.x1 and box.x0 <= other.x1
    return along_x and other.y0 <= box.y1 and box.y0 <= other.y1


def around(boxes: Sequence[Rectangle]) -> Box:
    """Return the smallest box around all."""
    return Box(
        min([box.x0 for box in boxes]),
        min([box.y0 for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.y1 for box in boxes]),
    )
