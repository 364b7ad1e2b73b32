# SPDX-License-Identifier: EUPL-1.2
"""A page in; what still shows under a box, in its rendering and in the images themselves.

A thing lies under a box when most of it does: rules and borders, the edge of a shaded cell, a
stroke of a watermark run on far outside the box, and a letter does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.model import Box
from woolak.pdf.proving.leaning import Object, inside, matrix, objects, typed
from woolak.pdf.proving.sheets import Flags, Frame, Numbers

Gray = npt.NDArray[np.uint8]
_Place = tuple[int, int, int, int]

_DPI = 100
_DOT = 72 / _DPI
_CONTRAST = 60
"""Difference with the background, of 255, that a reader sees; a pale watermark stays below it."""
_PALE = 8
_SPECKS = 3
_MARGIN = 20.0
_LONG = round(40 / _DOT)
_PAPER = 255
_COARSEST = 0.45
"""Pixels to a point below which a drawing tells nothing of small things."""
_SHIFT = 1.5
"""Points: letters are drawn at whole pixels, and the pixels of one drawing lie across another's."""
_INNER, _MOST_INNER = 0.3, 5
"""What part of a box, and how many points, letters of the lines above and below reach into."""


def seen(
    page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box], coarse: Gray | None = None
) -> bool:
    """Say whether the rendering of a page shows a thing under a box.

    `coarse` is the page as `inked.coarse` draws it: where that is white under a box, and no image
    lies there, nothing shows, for a thing that stands out in a finer drawing darkens its pixels.
    """
    left = boxes if coarse is None else _not_white(page, shown, boxes, coarse)
    if not left:
        return False
    picture = _drawn(page, shown, left)
    scale = picture.shape[1] / shown.width
    return any(_shows(*_cut(picture, scale, box)) for box in left)


def _not_white(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box], coarse: Gray) -> list[Box]:
    """Return the boxes under which a coarse drawing is not all white, or an image may lie."""
    scale = coarse.shape[1] / shown.width
    if scale < _COARSEST:
        return [*boxes]
    places = images_on(page, shown)
    return [
        box for box in boxes if not _white(coarse, scale, box) or any(map(box.overlaps, places))
    ]


def _white(coarse: Gray, scale: float, box: Box) -> bool:
    """Say whether what `_shows` looks at first is white, and what a letter may be shifted over."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    aside = _INNER * wide if high > 2 * wide else min(1.0, wide / 4)
    down = min(_INNER * high, _MOST_INNER)
    rows = _pixels_of(box.y0 + down, box.y1 - down, scale)
    inner = coarse[rows, _pixels_of(box.x0 + aside, box.x1 - aside, scale)]
    return inner.size > 0 and int(inner.min()) == _PAPER


def _pixels_of(low: float, high: float, scale: float) -> slice:
    return slice(max(0, floor((low - _SHIFT) * scale)), max(0, ceil((high + _SHIFT) * scale)))


def blank(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box]) -> bool:
    """Say whether a box lies on no image, and the page as drawn has no ink in it, however pale."""
    pictures = images_on(page, shown)
    free = [box for box in boxes if not any(box.overlaps(place) for place in pictures)]
    if not free:
        return False
    picture = _drawn(page, shown, free)
    return any(_even(picture, picture.shape[1] / shown.width, box) for box in free)


def _drawn(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box]) -> Gray:
    """Return the gray pixels of a page; rows that are not around one of some boxes are white."""
    height, width = (ceil(side * _DPI / 72) for side in (page.get_height(), page.get_width()))
    picture: Gray = np.full((height, width), 255, dtype=np.uint8)
    scale, around = width / shown.width, [_around(box) for box in boxes]
    first = max(0, round(min((box.y0 for box in around), default=0.0) * scale) - 1)
    last = min(height, round(max((box.y1 for box in around), default=0.0) * scale) + 1)
    if first < last:
        picture[first:last] = _rows(page, first, height - last)
    return picture


def _rows(page: pdfium.PdfPage, above: int, below: int) -> Gray:
    """Return the gray pixels of a page but for so many rows above and below."""
    # pypdfium2 takes points to leave out, and rounds them up to pixels.
    top, bottom = (max(0.0, rows - 0.5) * 72 / _DPI for rows in (above, below))
    look = {"grayscale": True, "draw_annots": False, "may_draw_forms": False}
    bitmap = page.render(scale=_DPI / 72, crop=(0.0, bottom, 0.0, top), **look)
    try:
        return np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()


def _even(picture: Gray, scale: float, box: Box) -> bool:
    window, (top, bottom, left, right) = _cut(picture, scale, box)
    inner = window[top:bottom, left:right]
    return inner.size > 0 and int(inner.max()) - int(inner.min()) <= _PALE


def pictured(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box]) -> bool:
    """Say whether an image holds a thing under a box, even when something covers or masks it.

    An image that pdfium cannot decode counts as holding something.
    """
    for item, placed in _images(objects(page), np.eye(3)):
        touched = [box for box in boxes if _extent(placed, shown).overlaps(box)]
        if not touched or abs(np.linalg.det(placed)) < 1e-6:  # noqa: PLR2004 - flat: shows nothing
            continue
        image = _Image(_pixels(item), np.linalg.inv(placed)[:, :2])
        if not image.pixels.size or any(_shows(*image.cut(shown, box)) for box in touched):
            return True
    return False


def images_on(page: pdfium.PdfPage, shown: Frame) -> list[Box]:
    """Return the place of each image of a page, also of those in form XObjects."""
    return [_extent(placed, shown) for _, placed in _images(objects(page), np.eye(3))]


def pixels_under(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes that lie on an image."""
    places = images_on(page, shown)
    return [box for box in boxes if any(box.overlaps(place) for place in places)]


def _shows(window: Gray, place: _Place) -> bool:
    """Say whether a thing lies mostly in `place` (rows, columns) of a window and in its core."""
    top, bottom, left, right = place
    core = _core(place)
    inner = window[core]
    if inner.size == 0 or int(inner.max()) - int(inner.min()) <= _CONTRAST:
        return False  # Whatever its background, nothing stands out against it.
    background = float(np.median(inner))
    marked: Flags = np.abs(window.astype(np.float64) - background) > _CONTRAST
    if marked[core].sum() < _SPECKS:
        return False
    _drop_borders(marked, place)
    _drop_long_runs(marked, place)
    for thing in _things(marked, core):
        rows, columns = thing[:, 0], thing[:, 1]
        within = (rows >= top) & (rows < bottom) & (columns >= left) & (columns < right)
        if len(thing) >= _SPECKS and within.mean() > 0.5:  # noqa: PLR2004 - mostly inside
            return True
    return False


def _core(place: _Place) -> tuple[slice, slice]:
    # A line box is 1.37 em high: letters of the lines above and below reach into its upper and
    # lower fifths. In text that runs upwards they reach in from the sides.
    top, bottom, left, right = place
    height, width = bottom - top, right - left
    most = round(_MOST_INNER / _DOT)
    aside = width * _INNER if height > 2 * width else min(1 / _DOT, width / 4)
    down, across = min(round(height * _INNER), most), min(round(aside), most)
    return slice(top + down, bottom - down), slice(left + across, right - across)


def _drop_borders(marked: Flags, place: _Place) -> None:
    # Upright rules and edges of shaded cells run on above and below the line.
    top, bottom, left, right = place
    column = marked[max(top - 1, 0) : bottom + 1, left:right]
    column[:, column.all(axis=0)] = False


def _drop_long_runs(marked: Flags, place: _Place) -> None:
    # Underlines, rules and struck-through text: straight runs longer than any letter.
    top, bottom, left, right = place
    long = max(min(2 * (bottom - top), _LONG, right - left), 3)
    for row in marked[top:bottom]:
        edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1)))
        for start, end in edges.reshape(-1, 2):
            if end - start >= long:
                row[start:end] = False


def _things(marked: Flags, core: tuple[slice, slice]) -> Iterator[npt.NDArray[np.int_]]:
    """Yield the connected marks, as (n, 2) rows and columns, that reach into the core."""
    left = {(int(row), int(column)) for row, column in np.argwhere(marked)}
    rows, columns = core
    start = np.argwhere(marked[core]) + np.array([rows.start, columns.start])
    for row, column in start.tolist():
        if (row, column) not in left:
            continue
        left.discard((row, column))
        thing, edge = [(row, column)], [(row, column)]
        while edge:
            y, x = edge.pop()
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            thing += near
            edge += near
        yield np.array(thing)


def _cut(picture: Gray, scale: float, box: Box) -> tuple[Gray, _Place]:
    around = _around(box)
    y0, x0 = max(round(around.y0 * scale), 0), max(round(around.x0 * scale), 0)
    window = picture[y0 : max(round(around.y1 * scale), 0), x0 : max(round(around.x1 * scale), 0)]
    return window, _place(box, (x0 / scale, y0 / scale), scale, window)


def _around(box: Box) -> Box:
    margin = min(2 * (box.y1 - box.y0), _MARGIN)
    return Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin)


def _place(box: Box, origin: tuple[float, float], scale: float, window: Gray) -> _Place:
    height, width = window.shape
    rows = [min(max(round((y - origin[1]) * scale), 0), height) for y in (box.y0, box.y1)]
    columns = [min(max(round((x - origin[0]) * scale), 0), width) for x in (box.x0, box.x1)]
    return rows[0], rows[1], columns[0], columns[1]


@dataclass(frozen=True, slots=True)
class _Image:
    """The gray pixels of an image and the map from user space to its unit square."""

    pixels: Gray = field(repr=False)
    matrix: npt.NDArray[np.floating[Any]] = field(repr=False)

    def cut(self, shown: Frame, box: Box) -> tuple[Gray, _Place]:
        """Return the pixels around a displayed box at 100 dots per inch; 255 outside the image."""
        around = _around(box)
        xs = np.arange(around.x0, around.x1, _DOT)
        ys = np.arange(around.y0, around.y1, _DOT)
        points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        unit = shown.user(points) @ self.matrix[:2] + self.matrix[2]
        rows, columns = self.pixels.shape
        column = np.floor(unit[:, 0] * columns).astype(int)
        row = np.floor((1 - unit[:, 1]) * rows).astype(int)
        within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        out = np.full(len(points), 255, dtype=np.uint8)
        out[within] = self.pixels[row[within], column[within]]
        window = out.reshape(len(ys), len(xs))
        return window, _place(box, (around.x0, around.y0), 1 / _DOT, window)


def _images(objects: Iterator[Object], outer: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Yield the address of each image, those in form XObjects too, with its map.

    That leads from the unit square to user space.
    """
    for kind, item in objects:
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield item, matrix(item) @ outer
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _images(inside(item), matrix(item) @ outer)


def _extent(matrix: Numbers, shown: Frame) -> Box:
    corners = np.array([[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]) @ matrix
    points = shown.displayed(corners[:, :2])
    return Box(*map(float, (*points.min(axis=0), *points.max(axis=0))))


def _pixels(item: int) -> Gray:
    handle = raw.FPDFImageObj_GetBitmap(typed(item))
    if not handle:
        return np.empty((0, 0), dtype=np.uint8)
    bitmap = pdfium.PdfBitmap.from_raw(handle)
    # Else pypdfium2 warns on stderr: nothing here reads the pixels after they are freed.
    bitmap.warn_on_close = False
    try:
        pixels = bitmap.to_numpy()
        gray = pixels[..., :3].mean(axis=2) if pixels.ndim > 2 else pixels  # noqa: PLR2004 - colour
        return np.array(gray, dtype=np.uint8)
    finally:
        bitmap.close()
