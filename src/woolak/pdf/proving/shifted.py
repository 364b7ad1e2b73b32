# SPDX-License-Identifier: EUPL-1.2
"""A page's characters and how its layout is said to have changed go in; whether that is right, out.

Only this may have happened: a box has another width, and what follows it on its line moved along
the line by as much as the end of the box did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from woolak.model import Box, Redaction
from woolak.pdf.moves import Shift
from woolak.pdf.proving.places import missing, under
from woolak.pdf.proving.sheets import Flags, Glyphs, Numbers

_NEAR = 2.5
"""Points: white beside a box, and kerning with the letters that it hides."""
_BAND = 0.35
"""A line's letters may reach out of the box of a word on it by this part of its height."""
_SAME = 0.5
_CLEAR = 0.5

Pair = tuple[Box, Box]


Rows = npt.NDArray[np.intp]


def expected(read: Glyphs, shifts: Sequence[Shift]) -> tuple[Glyphs, list[Rows]]:
    """Return the characters of the original where they should stand now, and those of each shift.

    The latter are numbers of characters.
    """
    if not shifts:
        return read, []
    boxes, places = read.boxes.copy(), _Places(read.centres)
    rows = [places.within(shift.area) for shift in shifts]
    for shift, there in zip(shifts, rows, strict=True):
        boxes[there] = read.boxes[there] + np.array([shift.dx, shift.dy, shift.dx, shift.dy])
    return replace(read, boxes=boxes), rows


def crowded(read: Glyphs, moved: Glyphs, rows: Sequence[Rows], wanted: Flags) -> bool:
    """Say whether text that moved, row by row, would stand on or behind text that it stood before.

    That is text that is `wanted`.
    """
    if not rows:
        return False
    now = moved.centres
    seen = wanted & read.ink
    standing, is_at = seen.copy(), _Places(now)
    for there in rows:
        if len(gone := there[seen[there]]):
            low, high = now[gone].min(axis=0) - _CLEAR, now[gone].max(axis=0) + _CLEAR
            among = is_at.within(Box(*map(float, (*low, *high))))
            standing[gone] = False
            if standing[among].any():
                return True
            standing[gone] = True
    return False


class _Places:
    """Points of a page, ordered so that those in a box are found without a look at all others."""

    def __init__(self, points: Numbers) -> None:
        self._points = points
        self._order = np.argsort(points[:, 1], kind="stable")
        self._ys = points[self._order, 1]

    def within(self, box: Box) -> Rows:
        """Return the numbers of the points in a box."""
        first, last = np.searchsorted(self._ys, (box.y0, box.y1))
        some = self._order[first:last]
        x = self._points[some, 0]
        found: Rows = some[(x >= box.x0) & (x <= box.x1)]
        return found


def unexplained(now: Glyphs, old: Glyphs, stayed: Flags, covered: Sequence[Box]) -> bool:
    """Say whether a character stands where a box was that is not one of `old` that moved there."""
    known = replace(old, codes=old.codes[stayed], boxes=old.boxes[stayed], ink=old.ink[stayed])
    return missing(now, known, under(now, covered))


def lawful(shifts: Sequence[Shift], pairs: Sequence[Pair]) -> bool:
    """Say whether each shift follows from a box, given as (was, is), and boxes kept their line."""
    widened = [(was, now) for was, now in pairs if was != now]
    if not all(_on_its_line(was, now) for was, now in widened):
        return False
    sides = np.array([(was.x0, was.y0, was.x1, was.y1) for was, _ in widened]).reshape(-1, 4)
    for shift in shifts:
        area = shift.area
        beside = (sides[:, 0] <= area.x1 + _NEAR) & (sides[:, 2] >= area.x0 - _NEAR)
        beside &= (sides[:, 1] <= area.y1 + _NEAR) & (sides[:, 3] >= area.y0 - _NEAR)
        if not any(_follows(shift, *widened[at]) for at in np.flatnonzero(beside)):
            return False
    return True


def pairs(before: Sequence[Redaction], after: Sequence[Redaction]) -> list[Pair] | None:
    """Return the boxes of a page before and after; None when they are not those of one another."""
    if [_named(one) for one in before] != [_named(one) for one in after]:
        return None
    return [
        (box, new)
        for one, other in zip(before, after, strict=True)
        for box, new in zip(one.boxes, other.boxes, strict=True)
    ]


def _named(redaction: Redaction) -> tuple[str, str, int]:
    return redaction.id, redaction.grond, len(redaction.boxes)


def _on_its_line(was: Box, now: Box) -> bool:
    """Say whether a box only moved along, or got another length along, one of the axes."""
    across = abs(was.y0 - now.y0) + abs(was.y1 - now.y1)
    along = abs(was.x0 - now.x0) + abs(was.x1 - now.x1)
    return min(across, along) < _SAME


def _follows(shift: Shift, was: Box, now: Box) -> bool:
    """Say whether a stretch begins where a box ended, on its line, and moved as that end did."""
    if shift.dy and shift.dx:
        return False
    if shift.dy or (was.x0, was.x1) == (now.x0, now.x1):
        return _follows(_turned(shift), _swapped(was), _swapped(now))
    area, high = shift.area, was.y1 - was.y0
    # Where lines are set tight a box is less high than the letters of its line.
    room = _BAND * max(high, min(area.y1 - area.y0, 2 * high))
    if area.y0 < was.y0 - room or area.y1 > was.y1 + room:
        return False
    right = was.x0 <= area.x0 <= was.x1 + _NEAR and abs(area.x0 + shift.dx - now.x1) < _NEAR
    left = was.x0 - _NEAR <= area.x1 <= was.x1 and abs(area.x1 + shift.dx - now.x0) < _NEAR
    return right or left


def _turned(shift: Shift) -> Shift:
    return Shift(shift.page, _swapped(shift.area), shift.dy, shift.dx)


def _swapped(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)
