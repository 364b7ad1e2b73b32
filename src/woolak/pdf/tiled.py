# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the images that its tiling patterns and the letters of its fonts draw come out.

Nobody can say which part of such an image a page shows: it is read as it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pymupdf

from woolak.pdf.ink import Gray
from woolak.pdf.open import FAULTS

_REFERENCE = re.compile(r"(\d+) 0 R")
_SKIPPED = re.compile(
    r"/(?:Parent|StructParents?|P|Font(?:Descriptor|File\d?)|ToUnicode)\s+\d+ 0 R"
)
_DRAWS = re.compile(r"/PatternType\s+1\b|/Subtype\s*/Type3\b")
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


def _images(doc: pymupdf.Document, page: int) -> set[int]:
    kind, value = doc.xref_get_key(page, "Resources")
    waiting = [(int(n), False, 0) for n in _REFERENCE.findall(value if kind != "null" else "")]
    seen, found = set[tuple[int, bool]](), set[int]()
    while waiting:
        number, inside, depth = waiting.pop()
        if (number, inside) in seen or depth > _DEEP or not 0 < number < doc.xref_length():
            continue
        seen.add((number, inside))
        text = doc.xref_object(number, compressed=True)
        if _IMAGE.search(text):
            found |= {number} if inside else set()
            continue
        inside = inside or bool(_DRAWS.search(text))
        told = _REFERENCE.findall(_SKIPPED.sub("", text))
        waiting += [(int(n), inside, depth + 1) for n in told]
    return found
