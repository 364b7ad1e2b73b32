# SPDX-License-Identifier: EUPL-1.2
"""A page of anybody's PDF in; the words that a program reads there and no reader sees, out.

A page is drawn twice, with its text and without. A character whose place looks the same both times
is not seen, whatever hides it: a rectangle, an image, its own colour, a clip, its mode.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.model import Box
from woolak.pdf.proving.places import on_page
from woolak.pdf.proving.remains import images_on
from woolak.pdf.proving.sheets import Flags, Frame, Glyphs, glyphs

Picture = npt.NDArray[np.int16]

_SCALE = 2.0
"""Pixels a point."""
_MOST_PIXELS = 12_000_000.0
_DIFFERENCE = 12
_WORD = re.compile(r"[^\W_]{2,}")
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_CLIP = raw.FPDF_TEXTRENDERMODE_CLIP
_SCAN = 0.5
"""The share of a page from which an image is a scan of it, and text over it what OCR read there."""
_UNIFORM, _DARK = 50, 110
_FEW, _MANY = 0.3, 0.8
_LEAST = 3
_LIGHT = 235
_REACH = 3.0
_DEEP = 10


@dataclass(frozen=True, slots=True)
class Unseen:
    """A word that is read and not seen; `where` is the mechanism, never the word."""

    where: str
    box: Box


@dataclass(frozen=True, slots=True)
class Look:
    """A page as drawn, with all that is read on it and which of its characters are seen."""

    picture: Picture = field(repr=False)
    scale: float
    shown: Frame
    read: Glyphs
    seen: Flags = field(repr=False)
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The text objects of a page in painting order, with their modes as they were."""

    items: tuple[raw.FPDF_PAGEOBJECT, ...] = field(repr=False)
    modes: tuple[int, ...]
    owner: npt.NDArray[np.int_] = field(repr=False)
    """For each character the index of its object, -1 when it is not known."""


def look(page: pdfium.PdfPage, shown: Frame) -> Look:
    """Look at a page as a reader and as a program do."""
    read, texts = glyphs(page, shown), _texts(page)
    whole = _drawn(page)
    scale = whole.shape[1] / shown.width
    _show(texts, ())
    seen = _changed(whole, _drawn(page), read, scale)
    beneath, objects = _beneath(read, texts)
    if objects:
        # Text on text, such as the label on a box: hide only what lies below.
        _show(texts, set(range(len(texts.items))) - objects)
        seen[beneath] &= _changed(whole, _drawn(page), read, scale)[beneath]
    _show(texts, range(len(texts.items)))
    partial = Look(whole, scale, shown, read, seen, ())
    found = tuple(_found(page, partial, texts))
    return Look(whole, scale, shown, read, seen, found)


def _drawn(page: pdfium.PdfPage) -> Picture:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False)
    try:
        return np.array(bitmap.to_numpy()[..., :3], dtype=np.int16)
    finally:
        bitmap.close()


def _texts(page: pdfium.PdfPage) -> _Texts:
    count = raw.FPDFPage_CountObjects(page.raw)
    top = [raw.FPDFPage_GetObject(page.raw, index) for index in range(count)]
    items = tuple(_flat(top, 0))
    known = {_address(item): index for index, item in enumerate(items)}
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        chars = range(max(raw.FPDFText_CountChars(text), 0))
        owners = [known.get(_address(raw.FPDFText_GetTextObject(text, at)), -1) for at in chars]
    finally:
        raw.FPDFText_ClosePage(text)
    modes = tuple(raw.FPDFTextObj_GetTextRenderMode(item) for item in items)
    return _Texts(items, modes, np.array(owners, dtype=np.int_))


def _flat(items: Sequence[raw.FPDF_PAGEOBJECT], depth: int) -> Iterator[raw.FPDF_PAGEOBJECT]:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEP:
            count = raw.FPDFFormObj_CountObjects(item)
            yield from _flat(
                [raw.FPDFFormObj_GetObject(item, at) for at in range(count)], depth + 1
            )


def _address(item: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _show(texts: _Texts, visible: Collection[int]) -> None:
    """Give the text objects that are `visible` their own mode, and all others none."""
    for index, (item, mode) in enumerate(zip(texts.items, texts.modes, strict=True)):
        raw.FPDFTextObj_SetTextRenderMode(item, mode if index in visible else _INVISIBLE)


def _changed(one: Picture, other: Picture, read: Glyphs, scale: float) -> Flags:
    """Say of each character whether its middle looks otherwise: a neighbour reaches its edges."""
    differs = np.abs(one - other).max(axis=2) > _DIFFERENCE
    sums = np.pad(differs.cumsum(axis=0, dtype=np.int64).cumsum(axis=1), ((1, 0), (1, 0)))
    x0, y0, x1, y1 = _pixels(read.boxes, differs.shape, scale)
    high = (y1 - y0) // 4
    y0, y1 = y0 + high, np.maximum(y1 - high, y0 + high + 1)
    y1 = np.minimum(y1, differs.shape[0])
    found: Flags = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0] > 0
    return found


def _pixels(
    boxes: npt.NDArray[np.float64], shape: tuple[int, ...], scale: float
) -> tuple[npt.NDArray[np.int_], ...]:
    edges = np.hstack([np.floor(boxes[:, :2] * scale), np.ceil(boxes[:, 2:] * scale)])
    limits = (shape[1], shape[0], shape[1], shape[0])
    return tuple(
        np.clip(np.nan_to_num(edges[:, at]), 0, most).astype(np.int_)
        for at, most in enumerate(limits)
    )


def _beneath(read: Glyphs, texts: _Texts) -> tuple[Flags, set[int]]:
    """Return the characters over which later text stands, and their objects.

    The same character at the same place is bold type, and hides nothing.
    """
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    centres = np.nan_to_num(read.centres)
    for at in np.flatnonzero(read.ink & (texts.owner >= 0)).tolist():
        x, y = centres[at] // (2 * _REACH)
        cells[int(x), int(y)].append(at)
    flags = np.zeros(len(read.codes), dtype=np.bool_)
    for (x, y), here in cells.items():
        around = [
            a for dx in (-1, 0, 1) for dy in (-1, 0, 1) for a in cells.get((x + dx, y + dy), ())
        ]
        if len({int(texts.owner[a]) for a in around}) > 1:
            for at in here:
                flags[at] = _covered(read, texts, at, around)
    return flags, {int(owner) for owner in texts.owner[flags]}


def _covered(read: Glyphs, texts: _Texts, at: int, around: Sequence[int]) -> bool:
    box, centre = read.boxes[at], read.centres[at]
    over = [
        other
        for other in around
        if texts.owner[other] > texts.owner[at]
        and min(box[2], read.boxes[other][2]) > max(box[0], read.boxes[other][0])
        and min(box[3], read.boxes[other][3]) > max(box[1], read.boxes[other][1])
    ]
    same = any(
        read.codes[o] == read.codes[at] and np.abs(read.centres[o] - centre).max() < 1 for o in over
    )
    return bool(over) and not same


def _found(page: pdfium.PdfPage, view: Look, texts: _Texts) -> Iterator[Unseen]:
    """Yield each word of which most is not seen, unless it is what OCR read in a scan."""
    read, inside = view.read, on_page(view.read, view.shown)
    whole = Box(0, 0, view.shown.width, view.shown.height)
    images = [_within(box, whole) for box in images_on(page, view.shown)]
    for found in _WORD.finditer(read.text):
        rows = np.arange(found.start(), found.end())
        rows = rows[read.ink[rows] & (texts.owner[rows] >= 0)]
        if len(rows) < 2:  # noqa: PLR2004 - one letter says little
            continue
        box = _around(read, rows)
        if not inside[rows].any():
            yield Unseen("outside_page", box)
        elif (~view.seen[rows]).sum() >= max(2, len(rows) / 2):
            where = _why(view, rows, texts, [i for i in images if i and _holds(i, box)])
            if where:
                yield Unseen(where, box)


def _why(view: Look, rows: npt.NDArray[np.int_], texts: _Texts, images: Sequence[Box]) -> str:
    """Name what hides a word; nothing when it is the text of a scan that can be read itself."""
    owner = int(texts.owner[rows[0]])
    hidden = texts.modes[owner] in (_INVISIBLE, _CLIP)
    page = view.shown.width * view.shown.height
    if any((i.x1 - i.x0) * (i.y1 - i.y0) >= _SCAN * page for i in images):
        return _of_scan(view, rows)
    if images:
        return "" if hidden and not _of_scan(view, rows) else "text_under_image"
    return "invisible_text" if hidden or _pale(texts.items[owner]) else "text_under_box"


def _of_scan(view: Look, rows: npt.NDArray[np.int_]) -> str:
    """Say whether the place of a word in a scan is one tone: blacked out, or painted over."""
    dark = light = 0
    x0, y0, x1, y1 = _pixels(view.read.boxes[rows], view.picture.shape, view.scale)
    for left, top, right, bottom in zip(x0, y0, x1, y1, strict=True):
        part = view.picture[top:bottom, left:right].mean(axis=2)
        if part.size and part.max() - part.min() < _UNIFORM:
            dark, light = dark + (part.mean() < _DARK), light + (part.mean() >= _DARK)
    if dark >= max(2, _FEW * len(rows)) or (light >= _MANY * len(rows) and len(rows) >= _LEAST):
        return "ocr_under_box"
    return ""


def _pale(item: raw.FPDF_PAGEOBJECT) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *parts):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return min(red, green, blue) >= _LIGHT or not alpha


def _around(read: Glyphs, rows: npt.NDArray[np.int_]) -> Box:
    boxes = read.boxes[rows]
    return Box(*map(float, (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))))


def _within(box: Box, whole: Box) -> Box | None:
    x0, y0 = max(box.x0, whole.x0), max(box.y0, whole.y0)
    x1, y1 = min(box.x1, whole.x1), min(box.y1, whole.y1)
    return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _holds(image: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return image.x0 <= x <= image.x1 and image.y0 <= y <= image.y1
