# SPDX-License-Identifier: EUPL-1.2
"""A page to be read by OCR goes in; without its text, or with more room around it, it comes out."""

from __future__ import annotations

import pymupdf

FURTHEST = 2000.0
"""Points outside a page to which it is looked at."""


def take_text_away(page: pymupdf.Page) -> None:
    """Take the text of a page away, also what stands outside of it; images and drawings stay."""
    sheet, out = page.rect, FURTHEST
    everywhere = pymupdf.Rect(-out, -out, max(sheet.br) + out, max(sheet.br) + out)
    page.add_redact_annot(everywhere, fill=False, cross_out=False)  # type: ignore[arg-type]
    page.apply_redactions(images=0, graphics=0, text=0)


def grow(page: pymupdf.Page, out: float) -> None:
    """Make the page larger by so many points on every side."""
    doc, crop, media = page.parent, page.cropbox, page.mediabox
    unit = doc.xref_get_key(page.xref, "UserUnit")
    more = out / (float(unit[1]) if unit[0] in ("int", "float", "real") else 1.0)
    # PyMuPDF's cropbox has the y axis turned over the top of the MediaBox.
    low, high = media.y1 - crop.y1, media.y1 - crop.y0
    sides = (crop.x0 - more, low - more, crop.x1 + more, high + more)
    for key in ("MediaBox", "CropBox"):
        doc.xref_set_key(page.xref, key, f"[{' '.join(f'{side:.4f}' for side in sides)}]")
