# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; its coarse images under fine masks get pixels as fine as those of the mask.

Scanners store a page as the letters in a mask over a few pixels of ink (mixed raster content).
MuPDF blanks whole pixels of the image, and of the mask what lies under them: letters beside a box.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pymupdf

_Pixels = npt.NDArray[np.uint8]

_MOST_PIXELS = 20_000_000
_ALL = 100
"""Per cent."""
_MASKS = ("SMask", "Mask")
_FAULTS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)


def refine(page: pymupdf.Page) -> None:
    """Give every image of a prepared page that is coarser than its mask as many pixels as that.

    It looks the same. An image that cannot be decoded stays as it is.
    """
    doc = page.parent
    for xref, mask, wide, high, *_ in page.get_images(full=True):
        fine = _size(doc, mask) if mask else (0, 0)
        if wide * high < fine[0] * fine[1] <= _MOST_PIXELS:
            _enlarge(doc, xref, (max(wide, fine[0]), max(high, fine[1])))


def _size(doc: pymupdf.Document, xref: int) -> tuple[int, int]:
    wide, high = (doc.xref_get_key(xref, key)[1] for key in ("Width", "Height"))
    return (int(wide), int(high)) if wide.isdigit() and high.isdigit() else (0, 0)


def _enlarge(doc: pymupdf.Document, xref: int, size: tuple[int, int]) -> None:
    masks = {key: doc.xref_get_key(xref, key) for key in _MASKS}
    masked = {key: value for key, (kind, value) in masks.items() if kind == "xref"}
    try:
        pixels, space = _colours(doc, xref)
    except _FAULTS:
        for key, value in masked.items():
            doc.xref_set_key(xref, key, value)
        return
    high, wide = pixels.shape[:2]
    rows, columns = np.arange(size[1]) * high // size[1], np.arange(size[0]) * wide // size[0]
    kept = "".join(f"/{key} {value}" for key, value in masked.items())
    doc.update_object(
        xref,
        f"<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent 8"
        f"/ColorSpace/{space}{kept}>>",
    )
    doc.update_stream(xref, np.ascontiguousarray(pixels[rows][:, columns]).tobytes())
    pymupdf.TOOLS.store_shrink(_ALL)


def _colours(doc: pymupdf.Document, xref: int) -> tuple[_Pixels, str]:
    """Return the pixels of an image, from which its masks are taken, and their colour space."""
    for key in _MASKS:
        doc.xref_set_key(xref, key, "null")
    # MuPDF keeps images that it decoded by their number.
    pymupdf.TOOLS.store_shrink(_ALL)
    pixmap = pymupdf.Pixmap(doc, xref)
    gray = pixmap.colorspace is not None and pixmap.colorspace.n == 1
    space = pymupdf.csGRAY if gray else pymupdf.csRGB
    plain = pymupdf.Pixmap(space, pixmap)
    samples = np.frombuffer(plain.samples, dtype=np.uint8)
    return samples.reshape(plain.height, plain.width, plain.n), space.name
