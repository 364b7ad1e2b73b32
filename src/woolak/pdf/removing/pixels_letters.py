# SPDX-License-Identifier: EUPL-1.2
"""A page that pdfium opened goes in; its letters, with where and how large they stand, come out."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass, field
from math import hypot

import pypdfium2 as pdfium
from pypdfium2 import raw

_SURROGATES = range(0xD800, 0xE000)
_SAME_LINE = 0.05
_LEAST = 0.01
_SIDE = 0.25
"""White that belongs to a letter, as a part of its size; a space is a letter of its own."""
_IN_WORD = 0.15
"""Ems between letters of a word; a space takes a quarter, and pdfium leaves some out."""

Four = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """A character in user space; `axes` are its em, along and across its line (quarter turns)."""

    text: str = field(repr=False)
    box: Four
    origin: tuple[float, float]
    axes: Four
    size: float

    @property
    def line(self) -> tuple[Four, float]:
        """Return what letters of one line share."""
        a, b, _, _ = self.axes
        across = self.origin[1] if abs(a) > abs(b) else self.origin[0]
        return self.axes, round(across / _SAME_LINE)

    @property
    def high(self) -> float:
        """Return how high it stands; the size of a font of drawings tells nothing of that."""
        a, b, _, _ = self.axes
        x0, y0, x1, y1 = self.box
        return min(self.size, y1 - y0 if abs(a) > abs(b) else x1 - x0)

    def about(self) -> tuple[int, int, int, int]:
        """Return its box about its origin, in thousandths of its size."""
        a, b, c, d = (axis / self.size for axis in self.axes)
        x0, y0, x1, y1 = (side - self.origin[number % 2] for number, side in enumerate(self.box))
        corners = [(a * x + b * y, c * x + d * y) for x, y in ((x0, y0), (x1, y1))]
        xs, ys = zip(*corners, strict=True)
        left, low, right, high = min(xs), min(ys), max(xs), max(ys)
        one, other, third, fourth = (
            round(1000 * side / self.size) for side in (left, low, right, high)
        )
        return one, other, max(third, one + 1), max(fourth, other + 1)

    def precedes(self, other: Letter) -> bool:
        """Say whether another letter follows on the same line without white between."""
        return self.line == other.line and self._to(other, _IN_WORD) is not None

    def step(self, follows: Letter | None) -> float:
        """Return how far it reaches along its line: to the next letter, when that is near."""
        ahead = self._to(follows) if follows else None
        return max(_LEAST, self.about()[2] * self.size / 1000) if ahead is None else ahead

    def _to(self, other: Letter, side: float = _SIDE) -> float | None:
        a, b, _, _ = (axis / self.size for axis in self.axes)
        dx, dy = (other.origin[at] - self.origin[at] for at in (0, 1))
        ahead = a * dx + b * dy
        near = 0 < ahead <= self.about()[2] * self.size / 1000 + side * self.size
        return ahead if near else None


def letters(page: pdfium.PdfPage) -> list[Letter]:
    """Return the letters of a page that stand in it, in pdfium's order, spaces among them."""
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(raw.FPDFText_CountChars(text), 0)
        found = (_letter(text, index) for index in range(count))
        return [letter for letter in found if letter is not None]
    finally:
        raw.FPDFText_ClosePage(text)


def _letter(text: raw.FPDF_TEXTPAGE, index: int) -> Letter | None:
    code = raw.FPDFText_GetUnicode(text, index)
    if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0, 10, 13):
        return None
    left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text, index, left, right, low, high)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    part = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, part)
    size = hypot(part.c, part.d) * abs(raw.FPDFText_GetFontSize(text, index))
    if not _LEAST < size < 1 / _LEAST**2:
        return None
    box = left.value, low.value, right.value, high.value
    said = "\ufffd" if code in _SURROGATES or code > sys.maxunicode else chr(code)
    return Letter(said, box, (x.value, y.value), _axes(part, size), size)


def _axes(part: raw.FS_MATRIX, size: float) -> Four:
    """Return the em of a letter, turned by the quarter that is nearest."""
    if abs(part.a) >= abs(part.b):
        way = size if part.a >= 0 else -size
        return way, 0.0, 0.0, way
    way = size if part.b >= 0 else -size
    return 0.0, way, -way, 0.0
