# SPDX-License-Identifier: EUPL-1.2
"""Gray pixels go in, what was read in them painted over; the ink that is left comes out in marks.

Works in cells of a few points: specks of dust drown in a cell, a thin stroke of a pen does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
_Level = npt.NDArray[np.float32]

_CELL = 3.84
"""Points."""
_CONTRAST = 10.0
_DARK = 30
RULES = ((14.0, 2.0), (45.0, 4.0))
"""Points: a drawn line is so long at least, and at most so thick; no stroke of a letter is.

The frame of a stamp is thick; the stems of letters that are so high are thicker.
"""
_STRAIGHT = 0.9
_TEXT = (8.0, 5.0)
"""What is smaller, in points, is no word in any direction."""
_WRITTEN = (30.0, 10.0)
_PICTURE = 80.0 * 80.0
_THICK = 0.2
_TONES, _FEW = 16, 4
_FLAT = 0.8
_ROUGH = 16


class Mark(NamedTuple):
    """Ink that hangs together.

    Its size in points; which part of it is solid, and which part of that has one of a few tones;
    in how many of its cells, the edges left out, tones differ as they do where a letter is.
    """

    width: float
    height: float
    solid: float
    flat: float
    rough: int

    @property
    def plain(self) -> bool:
        """Say whether it is a drawing in a few tones without anything thin: it holds no text."""
        return self.solid > _FLAT and self.flat > _FLAT

    @property
    def needs_eyes(self) -> bool:
        """Say whether it may be handwriting or a photograph; a logo or an icon is neither."""
        if self.solid < _THICK:
            return max(self[:2]) >= _WRITTEN[0] and min(self[:2]) >= _WRITTEN[1]
        # One tone that runs into another, as behind a heading, holds nothing.
        photograph = self.width * self.height >= _PICTURE and self.flat < _FLAT
        return photograph and self.rough > _FEW


def paper(gray: Gray) -> np.uint8:
    """Return the tone of what nothing stands on."""
    return np.uint8(np.median(gray[::8, ::8]))


def without_rules(gray: Gray, dpi: float) -> Gray:
    """Return the image without the lines of tables, frames and underlined text."""
    blank = int(paper(gray))
    half = dark(gray)
    height, width = 2 * half.shape[0], 2 * half.shape[1]
    found = np.zeros_like(half)
    for size in RULES:
        long, thick = (round(points * dpi / 144) for points in size)
        found |= rules(half, long, thick) | rules(half.T, long, thick).T
    bare = gray.copy()
    bare[:height, :width][found.repeat(2, 0).repeat(2, 1)] = blank
    return bare


def dark(gray: Gray) -> Flags:
    """Return which squares of two by two pixels hold ink."""
    blank = int(paper(gray))
    whole = gray[: gray.shape[0] // 2 * 2, : gray.shape[1] // 2 * 2]
    inked: Flags = (whole < blank - _DARK) | (whole > blank + _DARK)
    half: Flags = inked[::2, ::2] | inked[1::2, ::2] | inked[::2, 1::2] | inked[1::2, 1::2]
    return half


def rules(dark: Flags, long: int, thick: int) -> Flags:
    """Return the pixels of thin level lines, which in a scan are crooked and have gaps."""
    height, width = dark.shape
    if width <= long or height <= 2 * thick:
        return np.zeros_like(dark)
    straight = _counted(dark, long) >= _STRAIGHT * long
    covered = _counted(np.pad(straight, ((0, 0), (long - 1, long - 1))), long) > 0
    thin = dark & covered
    thin[thick:] &= ~dark[:-thick]
    thin[:-thick] &= ~dark[thick:]
    return thin


def _counted(marked: Flags, long: int) -> npt.NDArray[np.int32]:
    """Return how many are marked of each so many neighbours in a row."""
    sums = np.zeros((marked.shape[0], marked.shape[1] + 1), dtype=np.int32)
    np.cumsum(marked, axis=1, out=sums[:, 1:])
    return sums[:, long:] - sums[:, :-long]


def marks(gray: Gray, dpi: float) -> list[Mark]:
    """Return the marks that are large enough for a word; dust is left out."""
    cells = _cells(gray, max(1, round(_CELL * dpi / 72)))
    if not cells.size:
        return []
    inked: Flags = np.abs(cells - np.median(cells)) > _CONTRAST
    solid = _opened(inked)
    rough = _inner(inked) & _rough(gray, max(1, round(_CELL * dpi / 72)))
    found = (_mark(*thing, cells, (solid, rough)) for thing in things(inked, reach=2))
    return [m for m in found if max(m[:2]) >= _TEXT[0] and min(m[:2]) >= _TEXT[1]]


def _cells(gray: Gray, side: int) -> _Level:
    height, width = gray.shape[0] // side, gray.shape[1] // side
    cut = gray[: height * side, : width * side].reshape(height, side, width, side)
    cells: _Level = cut.mean(axis=(1, 3), dtype=np.float32)
    return cells


def _rough(gray: Gray, side: int) -> Flags:
    """Return the cells in which tones differ as they do where a letter is."""
    height, width = gray.shape[0] // side, gray.shape[1] // side
    cut = gray[: height * side, : width * side].reshape(height, side, width, side)
    across, most = cut.min(axis=3), cut.max(axis=3)
    rough: Flags = most.max(axis=1) - across.min(axis=1) > _ROUGH
    return rough


def _inner(marked: Flags) -> Flags:
    """Return the cells that have no empty cell beside them."""
    around = np.pad(marked, 1)
    rows, columns = marked.shape
    beside = [around[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    inner: Flags = np.logical_and.reduce(beside)
    return inner


def _opened(marked: Flags) -> Flags:
    """Return the cells that lie in a full square of three by three."""
    full = marked
    for axis in (0, 1):
        left = max(0, marked.shape[axis] - 2)
        full = np.logical_and.reduce([full.take(range(i, i + left), axis) for i in range(3)])
    grown = np.zeros_like(marked)
    rows, columns = full.shape
    for down, right in np.ndindex(3, 3):
        grown[down : down + rows, right : right + columns] |= full
    return grown


def things(marked: Flags, reach: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns of the cells that hang together.

    Cells do that when they are at most `reach` apart: with 2, one empty cell does not part them.
    """
    left = set(zip(*(at.tolist() for at in np.nonzero(marked)), strict=True))
    steps = range(-reach, reach + 1)
    near = [(dy, dx) for dy in steps for dx in steps]
    while left:
        thing = [left.pop()]
        for y, x in thing:
            found = {(y + dy, x + dx) for dy, dx in near} & left
            left -= found
            thing += found
        yield [y for y, _ in thing], [x for _, x in thing]


def _mark(rows: list[int], columns: list[int], cells: _Level, kinds: tuple[Flags, Flags]) -> Mark:
    solid, rough = kinds
    inside = solid[rows, columns]
    tones = (cells[rows, columns][inside] * (_TONES / 256)).astype(np.int64)
    most = np.sort(np.bincount(tones, minlength=_TONES))[-_FEW:].sum()
    return Mark(
        (max(columns) - min(columns) + 1) * _CELL,
        (max(rows) - min(rows) + 1) * _CELL,
        float(inside.mean()),
        float(most / max(1, inside.sum())),
        int(rough[rows, columns].sum()),
    )
