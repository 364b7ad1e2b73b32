# SPDX-License-Identifier: EUPL-1.2
"""A page and the boxes on it go in; whether a box lies on an image that stays when text goes, out.

Soft masks and tiling patterns have images of their own, which MuPDF removes no pixels of: browsers
put the shadow of a word so, blurred and pale, where a box over it covers it from sight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pymupdf

from woolak.model import Box
from woolak.pdf.content.printed import meets
from woolak.pdf.content.printed_lines import inks

_REFERENCE = re.compile(r"(\d+) 0 R")
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
    unnamed = inks(page, [("fill-image", info["bbox"]) for info in infos if not info["xref"]])
    return any(meets(box, image) for image in unnamed for box in found)


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
