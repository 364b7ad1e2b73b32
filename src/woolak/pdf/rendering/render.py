# SPDX-License-Identifier: EUPL-1.2
"""A page of a PDF goes in; a PNG of what the reader reads on it comes out."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pymupdf

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.opening.open import opened

_MOST_PIXELS = 40_000_000


def png(path: Path, page: int, dpi: int = 110, *, gray: bool = True) -> bytes:
    """Return page `page` (1-based) as displayed, with its annotations and fields; no hidden layers.

    A page too large for its dpi is drawn smaller. Raises Rejected, and IndexError for no such page.
    """
    with opened(path, [page]) as doc:
        try:
            return cast("bytes", _pixels(doc[0], dpi, gray=gray).tobytes("png"))
        except (RuntimeError, ValueError):
            raise Rejected(Reason.DAMAGED, f"page {page}") from None


def _pixels(page: pymupdf.Page, dpi: int, *, gray: bool) -> pymupdf.Pixmap:
    wanted = page.rect.width * page.rect.height * (dpi / 72) ** 2
    if wanted > _MOST_PIXELS:
        dpi = max(1, int(dpi * (_MOST_PIXELS / wanted) ** 0.5))
    return page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY if gray else pymupdf.csRGB)
