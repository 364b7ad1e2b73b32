# SPDX-License-Identifier: EUPL-1.2
"""Gray pixels go in, what was read in them painted over; whether letters are left comes out.

Letters are told from a drawing by how they stand: some of one height, close beside each other on
one baseline. What they are drawn with does not matter: outlines, a pattern, a pale tone. Discs and
blocks of one size, as pictures of people beside a list of them, are no letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from woolak.pdf.ink import Gray, things

_CELL = 0.6
_CONTRAST = 8.0
_HIGH = (4.0, 60.0)
"""Points: letters are so high."""
_OBLONG = 2.5
_APART = 0.7
_ALIKE = 2.2
_LEVEL = 0.12
_IN_A_ROW = 5
_MOST = 60_000
_DISC, _DISC_FILLED = 12.0, 0.74
"""Points: blots of letters are smaller; what part of its square a disc takes, letters take less."""

Place = tuple[int, int, int, int]
"""Rows and columns of cells: top, left, low, right."""


def left(gray: Gray, dpi: float) -> bool:
    """Say whether what is left on an image of so many dots an inch stands as letters do."""
    places = _places(gray, max(1, round(_CELL * dpi / 72)))
    upright = [(left, top, right, low) for top, left, low, right in places]
    return any(
        _letters(row)
        for some in (places, upright)
        for row in _rows(sorted(some, key=lambda place: place[1]))
    )


def _places(gray: Gray, side: int) -> list[Place]:
    height, width = gray.shape[0] // side, gray.shape[1] // side
    if not height or not width:
        return []
    cut = gray[: height * side, : width * side].reshape(height, side, width, side)
    cells = cut.mean(axis=(1, 3), dtype=np.float32)
    inked = np.abs(cells - np.median(cells)) > _CONTRAST
    if inked.sum() > _MOST:
        return []
    some = [_Thing((min(y), min(x), max(y) + 1, max(x) + 1), len(y)) for y, x in things(inked, 1)]
    low, high = (size / _CELL for size in _HIGH)
    found = [thing for thing in some if _stands(thing.place, low, high)]
    discs = Counter(thing.sides for thing in found if thing.disc)
    return [
        thing.place
        for thing in found
        if not thing.disc or sum(discs[side] for side in thing.near) < _IN_A_ROW
    ]


def _stands(place: Place, low: float, high: float) -> bool:
    return low <= place[2] - place[0] <= high and place[3] - place[1] <= _OBLONG * (
        place[2] - place[0]
    )


class _Thing(NamedTuple):
    """Cells that hang together: where, and how many."""

    place: Place
    cells: int

    @property
    def sides(self) -> tuple[int, int]:
        """How high and how wide it is, in cells."""
        top, left, low, right = self.place
        return low - top, right - left

    @property
    def near(self) -> list[tuple[int, int]]:
        """The sides of things as large, a cell more or less: a disc may lie between cells."""
        high, wide = self.sides
        return [(high + down, wide + across) for down in (-1, 0, 1) for across in (-1, 0, 1)]

    @property
    def disc(self) -> bool:
        """Say whether it is as high as it is wide, and full."""
        high, wide = self.sides
        square = abs(high - wide) <= 1 and high >= _DISC / _CELL
        return square and self.cells >= _DISC_FILLED * high * wide


def _rows(places: Sequence[Place]) -> list[list[Place]]:
    """Return places, by their left side, in rows of those that follow each other closely."""
    rows: list[list[Place]] = []
    for place in places:
        row = next((row for row in reversed(rows) if _follows(row[-1], place)), None)
        if row is None:
            rows.append([place])
        else:
            row.append(place)
    return rows


def _follows(last: Place, place: Place) -> bool:
    low, high = sorted((last[2] - last[0], place[2] - place[0]))
    shared = min(last[2], place[2]) - max(last[0], place[0])
    return place[1] - last[3] <= _APART * high and 2 * shared >= low and high <= _ALIKE * low


def _letters(row: Sequence[Place]) -> bool:
    """Say whether so many stand in a row, and most of them level with the one before."""
    if len(row) < _IN_A_ROW:
        return False
    high = max(low - top for top, _, low, _ in row)
    aside = max(1.0, _LEVEL * high)
    level = ([abs(a[side] - b[side]) <= aside for a, b in pairwise(row)] for side in (0, 2))
    return any(2 * sum(steps) >= len(steps) for steps in level)
