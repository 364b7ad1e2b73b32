# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; what its tiling patterns, and the letters of its fonts, draw comes out.

Nobody can say which part of such an image a page shows: it is read as it is stored. MuPDF tells the
text of a tile once, where the first tile would be: on the page it may stand often, and elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pymupdf

from woolak.pdf.ink import Gray
from woolak.pdf.opening.open import FAULTS

_REFERENCE = re.compile(r"(\d+) 0 R")
_SKIPPED = re.compile(
    r"/(?:Parent|StructParents?|P|Font(?:Descriptor|File\d?)|ToUnicode)\s+\d+ 0 R"
)
_DRAWS = re.compile(r"/PatternType\s+1\b|/Subtype\s*/Type3\b")
_TILE = re.compile(r"/PatternType\s+1\b")
_PAINTS = re.compile(rb"/\S+\s+(?:scn|SCN)\b")
_SHOWS = re.compile(rb"[)>\]]\s*(?:T[jJ]\b|['\"])")
_IMAGE = re.compile(r"/Subtype\s*/Image\b")
_LEAST = 12
_MOST = 40
_DEEP = 12


def samples(page: pymupdf.Page) -> Iterator[Gray]:
    """Yield these images of a page in gray, without their masks."""
    doc = page.parent
    for number in sorted(_images(doc, page.xref))[:_MOST]:
        try:
            picture = pymupdf.Pixmap(doc, number)
            if picture.alpha:
                picture = pymupdf.Pixmap(picture, 0)
            if picture.n != 1:
                picture = pymupdf.Pixmap(pymupdf.csGRAY, picture)
        except FAULTS:
            continue
        if min(picture.width, picture.height) >= _LEAST:
            rows = np.frombuffer(picture.samples, np.uint8)
            yield rows.reshape(picture.height, picture.stride)[:, : picture.width]


def text(page: pymupdf.Page, content: bytes) -> bool:
    """Say whether a tiling pattern of a page that draws `content` sets text, or its forms do."""
    doc = page.parent
    forms = (doc.xref_stream(form[0]) or b"" for form in page.get_xobjects())
    if not any(map(_PAINTS.search, (content, *forms))):
        return False
    return any(_SHOWS.search(doc.xref_stream(one) or b"") for one in _inside(doc, page.xref, _TILE))


def _images(doc: pymupdf.Document, page: int) -> set[int]:
    found = _inside(doc, page, _DRAWS)
    return {number for number in found if _IMAGE.search(doc.xref_object(number, compressed=True))}


def _inside(doc: pymupdf.Document, page: int, what: re.Pattern[str]) -> set[int]:
    """Return the streams that the resources of a page hold which say `what`, and those they use."""
    waiting = [(int(n), False, 0) for n in _REFERENCE.findall(_resources(doc, page))]
    seen, found = set[tuple[int, bool]](), set[int]()
    while waiting:
        number, inside, depth = waiting.pop()
        if (number, inside) in seen or depth > _DEEP or not 0 < number < doc.xref_length():
            continue
        seen.add((number, inside))
        told = doc.xref_object(number, compressed=True)
        inside = inside or bool(what.search(told))
        if inside and doc.xref_is_stream(number):
            found.add(number)
        if not _IMAGE.search(told):
            used = _REFERENCE.findall(_SKIPPED.sub("", told))
            waiting += [(int(n), inside, depth + 1) for n in used]
    return found


def _resources(doc: pymupdf.Document, page: int) -> str:
    """Return the resources of a page as written, also when it has them from the page tree."""
    for _ in range(_DEEP):
        kind, value = doc.xref_get_key(page, "Resources")
        if kind != "null":
            return str(value)
        kind, value = doc.xref_get_key(page, "Parent")
        if kind != "xref":
            break
        page = int(value.split()[0])
    return ""
