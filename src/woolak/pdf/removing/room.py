# SPDX-License-Identifier: EUPL-1.2
"""Boxes and what stands around them go in; where they can be painted without harm comes out.

All boxes of a page are worked out together: (b, n) tables say of b boxes and n glyphs how they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from woolak.model import Box
from woolak.pdf.boxes import Room
from woolak.pdf.content.printed import ASIDE, Glyph, Line, Sides, covers, laid

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_INK = (-0.24, 0.8)
"""The painted box of a line in ems above the baseline: room for descenders, ascenders, capitals."""
_NEIGHBOUR = (-0.22, 0.74)
"""What the ink of a neighbouring line takes."""
_ONE_LINE = 1.9
"""A box higher than this many ems was drawn over more than one line."""
_SLIGHT = 0.1
"""The sine of an angle at which a scanned page may lie: some six degrees."""
_THINNEST = 5.0
"""Points: a box is not made thinner than this to spare its neighbours."""
_ABOVE = 20.0
_AT_ONCE = 400_000


class _Ink(NamedTuple):
    """The n glyphs of some lines: their sides (4, n), and what `Glyph` says of each of them.

    `ink` and `near` are the bands (2, n) of _INK and _NEIGHBOUR, `odd` those that slant or lean.
    """

    glyphs: list[Glyph]
    sides: Numbers
    right: Numbers
    size: Numbers
    upright: Flags
    ink: Numbers
    near: Numbers
    odd: list[int]

    @property
    def nearly(self) -> Flags:
        """Text runs along an axis, or at so small an angle that its box is still thin."""
        return np.asarray(np.abs(self.right).min(axis=0, initial=1.0) < _SLIGHT)

    @property
    def reverse(self) -> Flags:
        """Text runs against its axis."""
        across, down = self.right
        return np.asarray(np.where(self.upright, across, down) < 0)


class _Places(NamedTuple):
    """Which of n glyphs lie under each of b boxes (b, n), and which beside it."""

    boxes: Numbers
    removed: Flags
    kept: Flags


class _Span(NamedTuple):
    """A column of starts and ends along the text, and across it, of boxes (b, 1) or others."""

    start: Numbers
    end: Numbers
    low: Numbers
    high: Numbers


def rooms(found: Sequence[Box], lines: Sequence[Line], obstacles: Sequence[Sides]) -> list[Room]:
    """Return where each of the boxes of a page may be painted; `lines` as before the removal.

    A box over one line is as high as the ink of that line and never covers ink of the next one;
    a box that was drawn over more lines, or over no text, is painted as it was drawn. None grows
    over another one or over `obstacles`.
    """
    ink = _table([glyph for line in lines for glyph in line.glyphs])
    every = np.array([*_all_sides(found), *obstacles], dtype=np.float64).reshape(-1, 4).T
    step = max(1, _AT_ONCE // (len(ink.size) + every.shape[1]))
    made: list[Room] = []
    for start in range(0, len(found), step):
        some = found[start : start + step]
        made += _rooms(_places(some, ink), ink, every)
    return made


def _all_sides(found: Sequence[Box]) -> list[Sides]:
    return [Sides(box.x0, box.y0, box.x1, box.y1) for box in found]


def _table(glyphs: list[Glyph]) -> _Ink:
    boxes, origins, ways, sizes, leans, _ = zip(*glyphs, strict=True) if glyphs else ((),) * 6
    sides, right = _columns(boxes, 4), _columns(ways, 2)
    x, y = _columns(origins, 2)
    size, lean = (np.array(some, dtype=np.float64) for some in (sizes, leans))
    across, down = right
    upright = np.abs(down) < np.abs(across)
    up, base = np.where(upright, -across, down), np.where(upright, y, x)
    ink, near = (_band(base, up, size, ems) for ems in (_INK, _NEIGHBOUR))
    odd = np.flatnonzero((lean != 0) | ((across != 0) & (down != 0))).tolist()
    return _Ink(glyphs, sides, right, size, upright, ink, near, odd)


def _columns(some: Sequence[Sequence[float]], count: int) -> Numbers:
    """Return the numbers of n points or rectangles by column: (count, n)."""
    return np.fromiter(chain.from_iterable(some), np.float64).reshape(-1, count).T.copy()


def _band(base: Numbers, up: Numbers, size: Numbers, ems: tuple[float, float]) -> Numbers:
    ends = [base + up * em * size for em in ems]
    return np.stack([np.minimum(*ends), np.maximum(*ends)])


def _places(found: Sequence[Box], ink: _Ink) -> _Places:
    boxes = np.array(_all_sides(found), dtype=np.float64).T[:, :, None]
    x0, y0, x1, y1 = boxes
    left, top, right, bottom = ink.sides
    touch = (left <= x1 + ASIDE) & (right >= x0 - ASIDE)
    touch &= (top <= y1 + _ABOVE) & (bottom >= y0 - _ABOVE)
    x, y = (left + right) / 2, (top + bottom) / 2
    under = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
    for at in ink.odd:
        under[:, at] = [covers(box, ink.glyphs[at]) for box in found]
    under &= touch
    return _Places(boxes, under, touch & ~under)


def _rooms(places: _Places, ink: _Ink, every: Numbers) -> Iterator[Room]:
    removed = places.removed
    upright, reverse = _direction(places, ink)
    own = _turned(places.boxes, upright)
    thin = _is_one_line(own, removed, ink)
    low, high = _one_line(own, places, ink, upright)
    painted = own._replace(low=np.where(thin, low, own.low), high=np.where(thin, high, own.high))
    others = (every[:, None, :] != places.boxes).any(axis=0)
    bounds = [
        _bounds(painted, _turned(ink.sides[:, None, :], upright), places.kept),
        _bounds(painted, _turned(every[:, None, :], upright), others),
    ]
    first = np.maximum(bounds[0][0], bounds[1][0]).tolist()
    last = np.minimum(bounds[0][1], bounds[1][1]).tolist()
    ways = upright.tolist(), reverse.tolist()
    spans = zip(*(side[:, 0].tolist() for side in painted), first, last, *ways, strict=True)
    for start, end, bottom, top, before, behind, along, back in spans:
        yield Room(laid(start, end, (bottom, top), upright=along), before, behind, along, back)


def _direction(places: _Places, ink: _Ink) -> tuple[Flags, Flags]:
    """Return of each box whether its text runs along the x axis, and whether against its axis.

    Slanted text runs along the axis that is nearest, however high the boxes of its letters are.
    """
    x0, y0, x1, y1 = places.boxes[:, :, 0]
    wide = (x1 - x0) >= (y1 - y0) / 2
    if not ink.glyphs:
        return wide, np.zeros_like(wide)
    straight = places.removed & ink.nearly
    telling = np.where(straight.any(axis=1, keepdims=True), straight, places.removed)
    known, first = telling.any(axis=1), telling.argmax(axis=1)
    return np.where(known, ink.upright[first], wide), known & ink.reverse[first]


def _turned(sides: Numbers, upright: Flags) -> _Span:
    """Return sides (4, ...) by how they lie along and across the text of each box."""
    x0, y0, x1, y1 = sides
    along = upright[:, None]
    if along.all():
        return _Span(x0, x1, y0, y1)
    return _Span(*(np.where(along, *pair) for pair in ((x0, y0), (x1, y1), (y0, x0), (y1, x1))))


def _is_one_line(own: _Span, removed: Flags, ink: _Ink) -> Flags:
    """Say of each box (b, 1) whether it was drawn over one line of text."""
    if not ink.glyphs:
        return np.zeros(own.start.shape, np.bool_)
    first = removed.argmax(axis=1)
    size = np.where(removed, ink.size, -np.inf).max(axis=1)
    across, down = (side != side[first][:, None] for side in ink.right)
    same = ~(removed & (across | down)).any(axis=1)
    level = removed.any(axis=1) & ink.nearly[first] & same
    thick = (own.high - own.low)[:, 0]
    return np.asarray((level & (thick <= _ONE_LINE * size))[:, None])


def _one_line(own: _Span, places: _Places, ink: _Ink, upright: Flags) -> tuple[Numbers, Numbers]:
    """Return the band (b, 1) of each line less what the ink of those above and below takes."""
    removed = places.removed
    low = np.where(removed, ink.ink[0], np.inf).min(axis=1, initial=np.inf)[:, None]
    high = np.where(removed, ink.ink[1], -np.inf).max(axis=1, initial=-np.inf)[:, None]
    with np.errstate(invalid="ignore"):
        middle = (low + high) / 2
    glyphs, (bottom, top) = _turned(ink.sides[:, None, :], upright), ink.near
    over = places.kept & (glyphs.end > own.start) & (glyphs.start < own.end)
    over &= ink.upright == upright[:, None]
    below, above = over & (top < middle), over & (bottom > middle) & ~(top < middle)
    under = np.where(below, np.minimum(top, middle - _THINNEST / 2), -np.inf)
    upper = np.where(above, np.maximum(bottom, middle + _THINNEST / 2), np.inf)
    low = np.maximum(low, under.max(axis=1, initial=-np.inf)[:, None])
    return low, np.minimum(high, upper.min(axis=1, initial=np.inf)[:, None])


def _bounds(painted: _Span, other: _Span, there: Flags) -> tuple[Numbers, Numbers]:
    """Return how far each box could grow along the text before it meets something."""
    start, end, low, high = painted
    meets = there & (other.high > low) & (other.low < high)
    meets &= ~((other.start < start) & (other.end > end))
    before = other.start + other.end < start + end
    first = np.where(meets & before, other.end, -np.inf).max(axis=1, initial=-np.inf)
    last = np.where(meets & ~before, other.start, np.inf).min(axis=1, initial=np.inf)
    return first, last
