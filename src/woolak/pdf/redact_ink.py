# SPDX-License-Identifier: EUPL-1.2
"""A PDF page goes in; where its printed characters and other ink stand, as displayed, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woolak.model import Box
from woolak.pdf.open import turn

_FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
_STRAIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character without its text, in displayed points; `right` is where its line goes."""

    box: Box
    origin: tuple[float, float]
    right: tuple[float, float]
    size: float

    @property
    def upright(self) -> bool:
        """Text runs along the x axis."""
        return abs(self.right[1]) < _STRAIGHT

    @property
    def straight(self) -> bool:
        """Text runs along one of the axes."""
        return self.upright or abs(self.right[0]) < _STRAIGHT

    @property
    def reverse(self) -> bool:
        """Text runs against its axis: to the left, or upwards."""
        return (self.right[0] if self.upright else self.right[1]) < 0

    @property
    def place(self) -> tuple[float, float]:
        """Start and end along the axis of its line."""
        return along(self.box, upright=self.upright)

    def band(self, ems: tuple[float, float]) -> tuple[float, float]:
        """Return where a band of ems above the baseline lies across the line, low to high."""
        up = -self.right[0] if self.upright else self.right[1]
        base = self.origin[1] if self.upright else self.origin[0]
        one, other = (base + up * em * self.size for em in ems)
        return min(one, other), max(one, other)


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs of one line in their order along it, and the box around them."""

    glyphs: tuple[Glyph, ...]
    reach: Box


def lines(page: pymupdf.Page) -> tuple[Line, ...]:
    """Return the printed glyphs per line, also those outside the page; spaces are left out."""
    raw = page.get_text("rawdict", clip=pymupdf.INFINITE_RECT(), flags=_FLAGS)
    turned = turn(page)
    found = (line for block in raw["blocks"] for line in block.get("lines", ()))
    glyphs = (_glyphs(line, turned) for line in found)
    return tuple(Line(row, around([glyph.box for glyph in row])) for row in glyphs if row)


def inks(page: pymupdf.Page) -> tuple[Box, ...]:
    """Return the box of every image, shading and line that the page paints, text apart."""
    turned = turn(page)
    drawn = (bbox for kind, bbox, *_ in page.get_bboxlog() if "text" not in kind)
    rects = (pymupdf.Rect(bbox) * turned for bbox in drawn)
    return tuple(_box(rect) for rect in rects if rect.is_valid)


def _glyphs(line: dict[str, Any], turned: pymupdf.Matrix) -> tuple[Glyph, ...]:
    aim = pymupdf.Point(line["dir"]) * pymupdf.Matrix(turned.a, turned.b, turned.c, turned.d, 0, 0)
    right = (float(aim.x), float(aim.y))
    glyphs = [
        _glyph(char, span["size"], right, turned)
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace() and not char["synthetic"]
    ]
    return tuple(sorted(glyphs, key=lambda glyph: glyph.place))


def _glyph(
    char: dict[str, Any], size: float, right: tuple[float, float], turned: pymupdf.Matrix
) -> Glyph:
    origin = pymupdf.Point(char["origin"]) * turned
    return Glyph(_box(pymupdf.Rect(char["bbox"]) * turned), (origin.x, origin.y), right, size)


def _box(rect: pymupdf.Rect) -> Box:
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def along(box: Box, *, upright: bool) -> tuple[float, float]:
    """Return a box's start and end along the axis of the text."""
    return (box.x0, box.x1) if upright else (box.y0, box.y1)


def laid(start: float, end: float, band: tuple[float, float], *, upright: bool) -> Box:
    """Return the box from start to end along the text, and over a band across it."""
    low, high = band
    return Box(start, low, end, high) if upright else Box(low, start, high, end)


def holds(box: Box, inner: Box) -> bool:
    """Say whether the centre of `inner` lies in `box`."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def meets(box: Box, other: Box) -> bool:
    """Say whether two boxes touch; a line without thickness counts."""
    along_x = other.x0 <= box.x1 and box.x0 <= other.x1
    return along_x and other.y0 <= box.y1 and box.y0 <= other.y1


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
