# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a PDF in; per page how it is displayed and every character that pdfium reads on it."""

from __future__ import annotations

import ctypes
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.pdf.proving import overlarge
from woolak.pdf.proving.leaning import upright

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_UNIT = 1000
_PLAIN = 1 << 16
_SURROGATES = range(0xD800, 0xE000)
_SURROGATE = 0xD800 >> 11
_BLANK = [*map(ord, "\t\n\r \xa0\u1680\u202f\u205f\u3000\ufeff"), *range(0x2000, 0x200C)]
# pdfium turns a hyphen at the end of a line into U+0002 when a word follows on the next line, and
# mirrors brackets in text that runs from right to left: both depend on neighbours that may be gone.
_SAME = {0x02: 0x2D, 0xAD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0xFFFE: 0x2D}
_SAME |= {ord(close): ord(start) for start, close in ("()", "[]", "{}", "<>", "«»")}
_INK = np.ones(_PLAIN, dtype=np.bool_)
_INK[_BLANK] = False
_EQUAL = np.arange(_PLAIN, dtype=np.uint32)
_EQUAL[list(_SAME)] = list(_SAME.values())


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page in pdfium's order; boxes are (n, 4) x0 y0 x1 y1 as displayed.

    `text` has one character for each row; blanks, which pdfium also adds itself, have `ink` false
    and no box.
    """

    text: str = field(repr=False)
    codes: npt.NDArray[np.uint32] = field(repr=False)
    boxes: Numbers = field(repr=False)
    ink: Flags = field(repr=False)
    centres: Numbers = field(init=False, repr=False)
    """The (n, 2) centres of the boxes."""

    def __post_init__(self) -> None:
        # Side by side: along rows of two or four numpy takes several times as long.
        centres = np.empty((len(self.boxes), 2))
        for at in (0, 1):
            np.add(self.boxes[:, at], self.boxes[:, at + 2], out=centres[:, at])
        centres /= 2
        object.__setattr__(self, "centres", centres)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is displayed: its size in points and the affine map from user space to it."""

    width: float
    height: float
    rotation: int
    matrix: Numbers = field(repr=False)

    def displayed(self, points: Numbers) -> Numbers:
        """Return (n, 2) points of user space as displayed: origin top left, y downwards."""
        shown: Numbers = points @ self.matrix[:2]
        for at in (0, 1):
            shown[:, at] += self.matrix[2, at]
        return shown

    def user(self, points: Numbers) -> Numbers:
        """Return (n, 2) displayed points in user space."""
        where: Numbers = (points - self.matrix[2]) @ np.linalg.inv(self.matrix[:2])
        return where

    def boxes(self, corners: Numbers) -> Numbers:
        """Return (n, 4) rectangles of user space as displayed."""
        places = self.displayed(corners.reshape(-1, 2)).reshape(-1, 4)
        made = np.empty_like(places)
        for at in (0, 1):
            np.minimum(places[:, at], places[:, at + 2], out=made[:, at])
            np.maximum(places[:, at], places[:, at + 2], out=made[:, at + 2])
        return made


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open bytes with pdfium; raises pypdfium2.PdfiumError when it cannot."""
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def sheet(
    document: pdfium.PdfDocument, number: int, unit: float = 1.0
) -> Iterator[tuple[pdfium.PdfPage, Frame]]:
    """Open a page (1-based) and say how it is displayed; `unit` is its /UserUnit."""
    page = document[number - 1]
    try:
        yield page, _frame(page, unit)
    finally:
        page.close()


def _frame(page: pdfium.PdfPage, unit: float) -> Frame:
    # pdfium does not apply /UserUnit.
    width, height = page.get_size()
    wide, high = width * unit, height * unit
    if not wide or not high:
        raise pdfium.PdfiumError("a page without a size")
    (x, y), right, down = (_user_point(page, *at) for at in ((0, 0), (_UNIT, 0), (0, _UNIT)))
    a, b = (right[0] - x) / wide, (right[1] - y) / wide
    c, d = (down[0] - x) / high, (down[1] - y) / high
    turned = a * d - b * c
    inverse = ((d / turned, -b / turned), (-c / turned, a / turned))
    origin = [-(x * inverse[0][at] + y * inverse[1][at]) for at in (0, 1)]
    return Frame(wide, high, page.get_rotation(), np.array([*inverse, origin]))


def _user_point(page: pdfium.PdfPage, x: int, y: int) -> tuple[float, float]:
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDF_DeviceToPage(page.raw, 0, 0, _UNIT, _UNIT, 0, x, y, across, up)
    return across.value, up.value


def glyphs(page: pdfium.PdfPage, shown: Frame) -> Glyphs:
    """Return every character of a page: hidden, invisible and outside the page's edges too."""
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(raw.FPDFText_CountChars(text), 0)
        handle = ctypes.cast(text, ctypes.c_void_p).value
        codes = _codes(text, handle, count)
        plain = np.minimum(codes, _PLAIN - 1)
        ink = _INK[plain]
        numbers = np.flatnonzero(ink).tolist()
        corners = overlarge.within(text, _corners(handle, numbers), numbers)
        corners = upright(page, text, corners, numbers)
    finally:
        raw.FPDFText_ClosePage(text)
    same = np.where(codes < _PLAIN, _EQUAL[plain], codes)
    boxes = np.zeros((count, 4))
    boxes[ink] = shown.boxes(corners)
    return Glyphs(_characters(codes), same, boxes, ink)


def _codes(text: raw.FPDF_TEXTPAGE, handle: int | None, count: int) -> npt.NDArray[np.uint32]:
    """Return the code of each character, all in one call when each of them is one UTF-16 unit."""
    units = np.zeros(count + 1, dtype=np.uint16)
    place = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    plain = raw.FPDFText_GetText(text, 0, count, place) == count + 1
    if plain and not (units >> 11 == _SURROGATE).any() and units[:count].all():
        return units[:count].astype(np.uint32)
    return np.fromiter(map(_CODE, repeat(handle), range(count)), np.uint32, count)


def _characters(codes: npt.NDArray[np.uint32]) -> str:
    odd = (codes > sys.maxunicode) | ((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[-1]))
    return str(np.where(odd, 0xFFFD, codes).astype("<u4").tobytes(), "utf-32-le")


# Called once for each character: with plain addresses, and without letting other threads in, a call
# takes less than half the time of one through the types that pypdfium2 gives it.
_CODE = ctypes.PYFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetUnicode, ctypes.c_void_p).value or 0
)
_BOX = ctypes.PYFUNCTYPE(None)(ctypes.cast(raw.FPDFText_GetCharBox, ctypes.c_void_p).value or 0)
_AT_ONCE = 4096


class _Table:
    """Room for the boxes of characters, with a reference to each of its numbers made once.

    Without types to convert to, and with references that stand ready, a call takes a third of the
    time: a page has thousands of characters.
    """

    def __init__(self) -> None:
        self.room = (ctypes.c_double * (4 * _AT_ONCE))()
        starts = range(0, 32 * _AT_ONCE, 32)
        # pdfium asks for left, right, bottom, top.
        self.places = [[ctypes.byref(self.room, s + at) for s in starts] for at in (0, 16, 8, 24)]

    def fill(self, handle: object, numbers: Sequence[int]) -> Numbers:
        """Return (n, 4) left, bottom, right, top of at most `_AT_ONCE` characters."""
        ctypes.memset(self.room, 0, ctypes.sizeof(self.room))
        count = len(numbers)
        deque(map(_BOX, repeat(handle, count), numbers, *self.places), maxlen=0)
        return np.ctypeslib.as_array(self.room)[: 4 * count].reshape(-1, 4).copy()


_tables: list[_Table] = []


def _corners(handle: int | None, numbers: Sequence[int]) -> Numbers:
    """Return (n, 4) left, bottom, right, top in user space of some of the characters."""
    table = _tables.pop() if _tables else _Table()
    page = ctypes.c_void_p.from_param(handle)
    starts = range(0, len(numbers), _AT_ONCE)
    parts = [table.fill(page, numbers[start : start + _AT_ONCE]) for start in starts]
    _tables.append(table)
    return np.vstack(parts) if parts else np.zeros((0, 4))
