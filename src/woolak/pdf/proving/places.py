# SPDX-License-Identifier: EUPL-1.2
"""Characters of a page and boxes in; which lie under a box, which outside, and which have gone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from woolak.model import Box
from woolak.pdf.proving.sheets import Flags, Frame, Glyphs, Numbers

_NEAR = 0.3
_MOVED = 1.0
_CELL = 0.25
_HIDDEN = 0.4
_COLUMN = 2e5
_STEPS = [x * _COLUMN + y for x in (0, -1, 1) for y in (0, -1, 1)]
"""From the cell of a character to the cells around it."""
_BLOCK = 512


def under(read: Glyphs, covered: Sequence[Box]) -> Flags:
    """Say of each character whether it lies under a box: its centre, and half of it at least.

    A box counts without its edges, where letters of the lines above and below reach into it. A
    letter of a watermark, far larger than the box, does not lie under it.
    """
    places = _rows(covered)
    edge = _edges(places)
    inner = np.hstack([places[:, :2] + edge, places[:, 2:] - edge])
    # In two dimensions numpy takes several times as long to find what is set.
    which, some = np.divmod(np.flatnonzero(_within(read.centres, inner)), max(len(read.ink), 1))
    boxes, place = read.boxes[some], places[which]
    low, high = np.maximum(boxes[:, :2], place[:, :2]), np.minimum(boxes[:, 2:], place[:, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    area = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    beneath = np.zeros(len(read.ink), dtype=np.bool_)
    beneath[some[shared >= area / 2]] = True
    return beneath & read.ink


def outside(read: Glyphs, covered: Sequence[Box]) -> Flags:
    """Say of each character whether its centre lies outside every box, and not on an edge."""
    grown = _rows(covered) + np.array([-_NEAR, -_NEAR, _NEAR, _NEAR])
    return ~_any(_within(read.centres, grown))


def without_text(read: Glyphs, covered: Sequence[Box]) -> list[Box]:
    """Return the boxes in which no character has its centre."""
    held: Flags = np.logical_or.reduce(_within(read.centres[read.ink], _rows(covered)), axis=1)
    return [box for box, some in zip(covered, held, strict=True) if not some]


def half_covered(read: Glyphs, covered: Sequence[Box]) -> Flags:
    """Say of each character whether a box lies over so much of it that it cannot be read."""
    size = np.clip(read.boxes[:, 2:] - read.boxes[:, :2], 1e-6, None)
    beneath = np.zeros(len(read.ink), dtype=np.bool_)
    for place in _rows(covered):
        low = np.maximum(read.boxes[:, :2], place[:2])
        high = np.minimum(read.boxes[:, 2:], place[2:])
        shared = (np.clip(high - low, 0, None) / size).prod(axis=1)
        beneath |= shared >= _HIDDEN
    return beneath


def on_page(read: Glyphs, shown: Frame) -> Flags:
    """Say of each character whether it lies on the page as displayed; what hides beside may go."""
    return _any(_within(read.centres, np.array([[0.0, 0.0, shown.width, shown.height]])))


def missing(was: Glyphs, now: Glyphs, wanted: Flags) -> bool:
    """Say whether a wanted character has no equal within a point of its place now."""
    left = np.flatnonzero(wanted & was.ink)
    if not len(left) or _aligned(was, now, left):
        return False
    cells, there = _cells(was), np.sort(_cells(now))
    for step in _STEPS:
        left = left[~_among(cells[left] + step, there)]
    for start in range(0, len(left), _BLOCK):
        some = left[start : start + _BLOCK]
        near = np.abs(was.centres[some][:, None] - now.centres[None]).max(axis=2) <= _MOVED
        same = was.codes[some][:, None] == now.codes[None]
        if not (near & same).any(axis=1).all():
            return True
    return False


def _aligned(was: Glyphs, now: Glyphs, left: npt.NDArray[np.intp]) -> bool:
    """Say whether what is left is all there is, in the same order, within a point of its place."""
    there = np.flatnonzero(now.ink)
    if len(there) != len(left) or not np.array_equal(was.codes[left], now.codes[there]):
        return False
    return bool((np.abs(was.centres[left] - now.centres[there]) <= _MOVED).all())


def _rows(boxes: Sequence[Box]) -> Numbers:
    return np.array([(b.x0, b.y0, b.x1, b.y1) for b in boxes], dtype=np.float64).reshape(-1, 4)


def _edges(places: Numbers) -> Numbers:
    """Return (k, 2) widths of the edges left and right, above and below; text may run upwards."""
    size = places[:, 2:] - places[:, :2]
    upward = (size[:, 1] > 2 * size[:, 0])[:, None] == np.array([[True, False]])
    wanted = np.where(upward, np.clip(0.15 * size, 1.0, 2.5), 1.0)
    return np.minimum(wanted, size / 4)


def _any(flags: Flags) -> Flags:
    either: Flags = np.logical_or.reduce(flags, axis=0)
    return either


def _within(points: Numbers, places: Numbers) -> Flags:
    """Say of (n, 2) points and (k, 4) places whether the point lies in the place, as (k, n)."""
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    x0, y0, x1, y1 = places.T[..., None]
    inside: Flags = (y > y0) & (y < y1)
    inside &= (x > x0) & (x < x1)
    return inside


def _cells(read: Glyphs) -> Numbers:
    """Return one number for each character and its cell of a quarter point."""
    at = np.round(np.clip(read.centres, -2e4, 2e4) / _CELL) + 1e5
    return read.codes * 4e10 + at[:, 0] * _COLUMN + at[:, 1]


def _among(some: Numbers, ordered: Numbers) -> Flags:
    """Say of each number whether it is one of some in ascending order."""
    if not len(ordered):
        return np.zeros(len(some), dtype=np.bool_)
    found: Flags = ordered[np.searchsorted(ordered, some) % len(ordered)] == some
    return found
