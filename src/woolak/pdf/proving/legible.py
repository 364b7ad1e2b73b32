# SPDX-License-Identifier: EUPL-1.2
"""A rendered page and its boxes on images go in; whether OCR still reads what was removed, out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from woolak.model import Box
from woolak.pdf.ink import Gray
from woolak.pdf.proving.remains import pixels_under
from woolak.pdf.proving.sheets import Frame
from woolak.pdf.proving.spelling import Needles
from woolak.pdf.seeing import tesseract, tilted

_DPI = 300
_MOST_PIXELS = 40_000_000
_SECONDS = 60.0
_ASIDE = 3.0
_LETTERS = 2


def legible(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box], removed: Needles) -> bool:
    """Say whether OCR reads a word under a box on an image, or a removed text near one.

    Says no where OCR is not installed. The boxes themselves are not on the page.
    """
    covered = pixels_under(page, shown, boxes) if tesseract.available() else []
    if not covered:
        return False
    gray, scale = _rendered(page, shown)
    near = _near(gray, covered, scale)
    found = tesseract.read(near, 72 * scale, _SECONDS)
    words = tilted.read(found, near, 72 * scale, _SECONDS).words
    if removed.held(" ".join(word.text for word in words)):
        return True
    return any(_under(word, near, covered, scale) for word in words)


def _rendered(page: pdfium.PdfPage, shown: Frame) -> tuple[Gray, float]:
    """Return the page in gray with its pixels a point."""
    wanted = page.get_width() * page.get_height() * (_DPI / 72) ** 2
    scale = _DPI / 72 * min(1.0, (_MOST_PIXELS / wanted) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
    try:
        gray: Gray = np.array(drawn.to_numpy(), copy=True)
        gray = gray[..., 0] if gray.ndim > 2 else gray  # noqa: PLR2004 - rows, columns, colours
    finally:
        drawn.close()
    return gray, gray.shape[1] / shown.width


def _near(gray: Gray, boxes: Sequence[Box], scale: float) -> Gray:
    """Return the page with only the boxes and what stands around them: the rest needs no reading.

    A word that a box should have covered begins or ends within a few letters of it.
    """
    near = np.full_like(gray, np.median(gray))
    for box in boxes:
        aside = _ASIDE * min(box.x1 - box.x0, box.y1 - box.y0)
        x0, y0, x1, y1 = (
            max(0, round(side * scale))
            for side in (box.x0 - aside, box.y0 - aside, box.x1 + aside, box.y1 + aside)
        )
        near[y0:y1, x0:x1] = gray[y0:y1, x0:x1]
    return near


def _under(word: tesseract.Seen, page: Gray, boxes: Sequence[Box], scale: float) -> bool:
    """Say whether a word that reads well has its middle under a box."""
    x0, y0, x1, y1 = tesseract.upright(word, page.shape)
    x, y = (x0 + x1) / 2 / scale, (y0 + y1) / 2 / scale
    sure = word.sure >= tesseract.SURE and word.letters >= _LETTERS
    return sure and any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for box in boxes)
