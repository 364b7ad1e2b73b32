# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the parts of it that OCR has to read come out: its images and its drawings.

Boxes are in displayed points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import pymupdf

from woolak.model import Box, Word
from woolak.pdf.opening.open import turn
from woolak.pdf.reading import drawings, read
from woolak.pdf.reading.pictures import Picture, pictures
from woolak.pdf.seeing.charts import charts

DPI = 300.0
_TOUCHING = 6.0
_CLEAR, _ENLARGED = 60.0, 4.0
"""Drawings that are less high or wide than this, in points, are enlarged, but not by more."""
_MARGIN = 4.0
_MOST = 0.5
"""Of a part, along its line and across: so much of it is read, or it is looked at by itself."""
_SQUEEZED = 4.0
"""No letters are read in an image that is squeezed more than this."""


class Part(NamedTuple):
    """A part of a page to read, in points, and the dots an inch that show all it has to show.

    What a pen may have written needs a person, unless it was read; what a chart draws does not.
    Letters may be `drawn` as paths, without an image.
    """

    box: Box
    finest: float = DPI
    pen: bool = False
    chart: bool = False
    drawn: bool = False


def parts(page: pymupdf.Page, words: Sequence[Word], approved: frozenset[str]) -> list[Part]:
    """Return the images and the drawings of a page, as displayed, that may hold text."""
    turned = turn(page)
    found = [
        Part(_displayed(one.box, turned), _finest(one))
        for one in pictures(page, hashes=bool(approved))
        if one.digest not in approved
    ]
    sheet = Box(0, 0, page.rect.width, page.rect.height)
    for place, pen in read.drawings(page):
        box = _displayed(place, turned)
        wide = DPI * _enlarged(box)
        found.append(Part(_aside(box, sheet), wide, pen=pen, chart=charts(box, words), drawn=True))
    return found


def _displayed(box: Sequence[float], turned: pymupdf.Matrix) -> Box:
    rect = pymupdf.Rect(box) * turned
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def _finest(picture: Picture) -> float:
    """Return the dots an inch of an image: of a screen shot that was made small, many."""
    x0, y0, x1, y1 = picture.box
    inches = [max(side, 0.01) / 72 for side in sorted((x1 - x0, y1 - y0))]
    many = [pixels / inch for pixels, inch in zip(sorted(picture.pixels), inches, strict=True)]
    own = min(max(many), _SQUEEZED * min(many))
    return max(DPI, own)


def _enlarged(box: Box) -> float:
    """Return how much a drawing is enlarged: a small one has to show whether its lines are thin."""
    return max(1.0, min(_ENLARGED, _CLEAR / max(0.01, min(box.x1 - box.x0, box.y1 - box.y0))))


def together(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with those joined that touch: scanners cut one page into many images."""
    found = list(parts)
    boxes = drawings.joined([(p.box.x0, p.box.y0, p.box.x1, p.box.y1) for p in found], _TOUCHING)
    wholes = [Box(*box) for box in boxes]
    return [_whole(whole, [part for part in found if _within(part.box, whole)]) for whole in wholes]


def _whole(whole: Box, parts: Sequence[Part]) -> Part:
    finest = max(part.finest for part in parts)
    pen, drawn = (any(said) for said in zip(*((p.pen, p.drawn) for p in parts), strict=True))
    return Part(whole, finest, pen, all(part.chart for part in parts), drawn)


def _aside(box: Box, sheet: Box) -> Box:
    """Return a box with some white around it, as letters need, where the page goes on."""
    x0, y0 = min(box.x0, max(sheet.x0, box.x0 - _MARGIN)), min(box.y0, max(0, box.y0 - _MARGIN))
    x1, y1 = max(box.x1, min(sheet.x1, box.x1 + _MARGIN)), box.y1 + _MARGIN
    return Box(x0, y0, x1, max(box.y1, min(sheet.y1, y1)))


def _within(box: Box, whole: Box) -> bool:
    return box.union(whole) == whole


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all."""
    return reduce(Box.union, boxes)


def covered(box: Box, words: Iterable[Box]) -> bool:
    """Say whether words take up most of a box, along their line and across."""
    over = [word for word in words if box.overlaps(word)]
    wide = sum(min(box.x1, one.x1) - max(box.x0, one.x0) for one in over)
    high = sum(min(box.y1, one.y1) - max(box.y0, one.y0) for one in over)
    return wide >= _MOST * (box.x1 - box.x0) and high >= _MOST * (box.y1 - box.y0)
