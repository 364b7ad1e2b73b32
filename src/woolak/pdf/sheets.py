# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a PDF in; per page how it is displayed and every character that pdfium reads on it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_UNIT = 1000
_SURROGATES = range(0xD800, 0xE000)
_BLANK = frozenset(map(ord, "\t\n\r \xa0\u1680\u202f\u205f\u3000\ufeff")) | set(
    range(0x2000, 0x200C)
)
# pdfium turns a hyphen at the end of a line into U+0002 when a word follows on the next line, and
# mirrors brackets in text that runs from right to left: both depend on neighbours that may be gone.
_SAME = {0x02: 0x2D, 0xAD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0xFFFE: 0x2D}
_SAME |= {ord(close): ord(start) for start, close in ("()", "[]", "{}", "<>", "«»")}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page in pdfium's order; boxes are (n, 4) x0 y0 x1 y1 as displayed.

    `text` has one character for each row; blanks, which pdfium also adds itself, have `ink` false.
    """

    text: str = field(repr=False)
    codes: npt.NDArray[np.uint32] = field(repr=False)
    boxes: Numbers = field(repr=False)
    ink: Flags = field(repr=False)

    @property
    def centres(self) -> Numbers:
        """Return the (n, 2) centres of the boxes."""
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is displayed: its size in points and the affine map from user space to it."""

    width: float
    height: float
    rotation: int
    matrix: Numbers = field(repr=False)

    def displayed(self, points: Numbers) -> Numbers:
        """Return (n, 2) points of user space as displayed: origin top left, y downwards."""
        shown: Numbers = points @ self.matrix[:2] + self.matrix[2]
        return shown

    def user(self, points: Numbers) -> Numbers:
        """Return (n, 2) displayed points in user space."""
        where: Numbers = (points - self.matrix[2]) @ np.linalg.inv(self.matrix[:2])
        return where

    def boxes(self, corners: Numbers) -> Numbers:
        """Return (n, 4) rectangles of user space as displayed."""
        first, second = self.displayed(corners[:, :2]), self.displayed(corners[:, 2:])
        return np.hstack([np.minimum(first, second), np.maximum(first, second)])


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
    origin, right, down = (_user_point(page, *at) for at in ((0, 0), (_UNIT, 0), (0, _UNIT)))
    axes = np.array([(right - origin) / (width * unit), (down - origin) / (height * unit)])
    inverse = np.linalg.inv(axes)
    matrix = np.vstack([inverse, -origin @ inverse])
    return Frame(width * unit, height * unit, page.get_rotation(), matrix)


def _user_point(page: pdfium.PdfPage, x: int, y: int) -> Numbers:
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDF_DeviceToPage(page.raw, 0, 0, _UNIT, _UNIT, 0, x, y, across, up)
    return np.array([across.value, up.value])


def glyphs(page: pdfium.PdfPage, shown: Frame) -> Glyphs:
    """Return every character of a page: hidden, invisible and outside the page's edges too."""
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(raw.FPDFText_CountChars(text), 0)
        codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
        corners = _corners(text, count)
    finally:
        raw.FPDFText_ClosePage(text)
    same = np.array([_SAME.get(code, code) for code in codes], dtype=np.uint32)
    ink = np.array([code not in _BLANK for code in codes], dtype=np.bool_)
    return Glyphs("".join(map(_character, codes)), same, shown.boxes(corners), ink)


def _character(code: int) -> str:
    return "\ufffd" if code in _SURROGATES or code > sys.maxunicode else chr(code)


def _corners(text: raw.FPDF_TEXTPAGE, count: int) -> Numbers:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    read = raw.FPDFText_GetCharBox
    rows = []
    for index in range(count):
        read(text, index, left, right, bottom, top)
        rows.append((left.value, bottom.value, right.value, top.value))
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
