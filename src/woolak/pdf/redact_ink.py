# SPDX-License-Identifier: EUPL-1.2
"""A PDF page goes in; where its printed characters and other ink stand, as displayed, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woolak.model import Box
from woolak.pdf.open import turn
from woolak.pdf.raw import blocks

_FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
_STRAIGHT = 0.02
_LEAN = (0.05, 0.6)
"""Synthetic italics lean to the right by a fifth to a third of their height."""

Slant = tuple[float, float, float, float]
"""(a, b, c, d) of the matrix that sets slanted or leaning text upright, in displayed points."""

STRAIGHT: Slant = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character without its text, in displayed points; `right` is where its line goes."""

    box: Box
    origin: tuple[float, float]
    right: tuple[float, float]
    size: float
    lean: float = 0.0
    """How far letters lean to the right, as a part of their height."""

    @property
    def slant(self) -> Slant:
        """What sets this text upright."""
        across, down = self.right
        if not self.straight:
            return (across, -down, down, across)
        return (1.0, 0.0, self.lean, 1.0) if self.lean else STRAIGHT

    @property
    def upright(self) -> bool:
        """Text runs along the x axis, or nearly so."""
        return abs(self.right[1]) < abs(self.right[0])

    @property
    def straight(self) -> bool:
        """Text runs along one of the axes."""
        return min(abs(self.right[0]), abs(self.right[1])) < _STRAIGHT

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


def lines(page: pymupdf.Page, near: Sequence[Box]) -> tuple[Line, ...]:
    """Return the printed glyphs of the lines that touch some boxes, also outside the page.

    Spaces are left out. A page has thousands of characters, its boxes a few lines.
    """
    turned = _six(page)
    found = (line for block in blocks(page, _FLAGS) for line in block.get("lines", ()))
    close = (line for line in found if _close(_turned(line["bbox"], turned), near))
    glyphs = (_glyphs(line, turned) for line in close)
    return tuple(Line(row, around([glyph.box for glyph in row])) for row in glyphs if row)


def _six(page: pymupdf.Page) -> tuple[float, ...]:
    """Return the matrix of `turn` as plain numbers: PyMuPDF's own take five times as long."""
    return tuple(float(turn(page)[index]) for index in range(6))


def _close(box: Box, near: Sequence[Box]) -> bool:
    return any(meets(other, box) for other in near)


def surroundings(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes with the lines above and below, and what stands beside them."""
    return [Box(box.x0 - 60, box.y0 - 20, box.x1 + 60, box.y1 + 20) for box in boxes]


def inks(page: pymupdf.Page) -> tuple[Box, ...]:
    """Return the box of every image, shading and line that the page paints, text apart."""
    turned = _six(page)
    drawn = (bbox for kind, bbox, *_ in page.get_bboxlog() if "text" not in kind)
    return tuple(_turned(bbox, turned) for bbox in drawn if pymupdf.Rect(bbox).is_valid)


def _glyphs(line: dict[str, Any], turned: tuple[float, ...]) -> tuple[Glyph, ...]:
    a, b, c, d, *_ = turned
    x, y = line["dir"]
    right = (a * x + c * y, b * x + d * y)
    level = abs(right[1]) < _STRAIGHT and not line["wmode"]
    glyphs = []
    for span in line["spans"]:
        for char in span["chars"]:
            if not char["c"].isspace() and not char["synthetic"]:
                box, at = _turned(char["bbox"], turned), _at(char["origin"], turned)
                lean = _lean(box, at, right[0]) if level else 0.0
                glyphs.append(Glyph(box, at, right, span["size"], lean))
    return tuple(sorted(glyphs, key=lambda glyph: glyph.place))


def _lean(box: Box, at: tuple[float, float], way: float) -> float:
    """Return how far a letter leans: the box of one that does begins before its origin."""
    before = at[0] - box.x0 if way > 0 else box.x1 - at[0]
    below = box.y1 - at[1] if way > 0 else at[1] - box.y0
    lean = round(before / below, 2) if below > 0 else 0.0
    return lean if _LEAN[0] < lean < _LEAN[1] else 0.0


def _at(point: Sequence[float], turned: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = turned
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _turned(rect: Sequence[float], turned: tuple[float, ...]) -> Box:
    (x0, y0), (x1, y1) = _at(rect[:2], turned), _at(rect[2:], turned)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


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
