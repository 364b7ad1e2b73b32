# SPDX-License-Identifier: EUPL-1.2
"""A page and the boxes on it go in; whether a box lies on an image that stays when text goes, out.

Soft masks and tiling patterns have images of their own, which MuPDF removes no pixels of: browsers
put the shadow of a word so, blurred and pale, where a box over it covers it from sight. The shadow
round a card is of one tone where the card lies: that tells nothing of the words on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak.model import Box
from woolak.pdf.content.printed import meets
from woolak.pdf.content.printed_lines import inks, turning

_REFERENCE = re.compile(r"(\d+) 0 R")
_FLAT = 1e-6
_ONE_TONE = 4
"""Of 255: what JPEG makes of one tone."""
_PAINTED = ("fill-image", "fill-imgmask", "clip-image-mask")


def on_veiled(page: pymupdf.Page, log: Sequence[Any], found: Sequence[Box]) -> bool:
    """Say whether a box (as displayed) meets an image that the page and its forms do not name.

    `log` is what `get_bboxlog` tells of the page.
    """
    painted = inks(page, [entry for entry in log if entry[0] in _PAINTED])
    if not any(meets(box, image) for image in painted for box in found):
        return False
    if not any(_veils(page.parent, one) for one in (page.xref, *_forms(page))):
        return False
    infos = page.get_image_info(xrefs=True)
    places = {info["bbox"] for info in infos if not info["xref"]}
    met = {
        place for place in places if any(meets(box, *inks(page, [_ink(place)])) for box in found)
    }
    return bool(met) and not _plain(page, met, found)


def _ink(place: Sequence[float]) -> tuple[str, Sequence[float]]:
    return "fill-image", place


def _plain(page: pymupdf.Page, places: Collection[Sequence[float]], found: Sequence[Box]) -> bool:
    """Say whether the images at some places are of one tone under each of the boxes."""
    blocks = page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_IMAGES)["blocks"]
    images = [block for block in blocks if block["type"] == 1 and block["bbox"] in places]
    if {image["bbox"] for image in images} != places or any(map(_masked, images)):
        return False
    back = ~pymupdf.Matrix(*turning(page))
    rects = [pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * back for box in found]
    return all(_even(image, rects) for image in images)


def _masked(image: Mapping[str, Any]) -> bool:
    return bool(image.get("mask")) or abs(np.linalg.det(_linear(image))) < _FLAT


def _linear(image: Mapping[str, Any]) -> npt.NDArray[np.float64]:
    return np.array(image["transform"][:4], dtype=np.float64).reshape(2, 2)


def _even(image: Mapping[str, Any], rects: Sequence[pymupdf.Rect]) -> bool:
    """Say whether an image is of one tone, but for what it was packed with, under rectangles."""
    pixels = pymupdf.Pixmap(image["image"])
    tones = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.h, pixels.w, pixels.n)
    for rect in rects:
        unit = rect * ~pymupdf.Matrix(*image["transform"])
        rows = slice(max(0, floor(unit.y0 * pixels.h) - 1), max(0, ceil(unit.y1 * pixels.h) + 1))
        columns = slice(max(0, floor(unit.x0 * pixels.w) - 1), max(0, ceil(unit.x1 * pixels.w) + 1))
        under = tones[rows, columns].reshape(-1, pixels.n)
        if len(under) and int(np.ptp(under, axis=0).max()) > _ONE_TONE:
            return False
    return True


def _forms(page: pymupdf.Page) -> list[int]:
    return [entry[0] for entry in page.get_xobjects()]


def _veils(doc: pymupdf.Document, holder: int) -> bool:
    """Say whether a page or a form names a pattern or a state with a mask, or inherits names."""
    own = doc.xref_get_key(holder, "Resources")[0]
    if own == "null" or doc.xref_get_key(holder, "Resources/Pattern")[0] != "null":
        return True
    kind, states = doc.xref_get_key(holder, "Resources/ExtGState")
    states = doc.xref_object(int(states.split()[0])) if kind == "xref" else states
    referred = (doc.xref_object(int(found)) for found in _REFERENCE.findall(states))
    return any("/SMask" in text for text in (states, *referred))
