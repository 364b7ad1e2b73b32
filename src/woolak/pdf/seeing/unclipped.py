# SPDX-License-Identifier: EUPL-1.2
"""A page goes in that cuts its images off; the same page with all of them comes out.

A line of a scan that is cut through its middle is read by people, and by no OCR.
"""

from __future__ import annotations

import re

import numpy as np
import pymupdf

from woolak.pdf.ink import Gray, paper

_CLIP = re.compile(rb"(?<![\w/)>])W\*?(?=\s)")
_INLINE = re.compile(rb"\bBI\s")
_CONTRAST = 40
_PART = 0.08


def unclip(page: pymupdf.Page) -> bool:
    """Take the clips out of what a page and its forms draw; say whether there were any."""
    doc, found = page.parent, False
    streams = [*page.get_contents(), *(form[0] for form in page.get_xobjects())]
    for number in streams:
        content = doc.xref_stream(number) or b""
        if _CLIP.search(content) and not _INLINE.search(content):
            doc.update_stream(number, _CLIP.sub(b"", content))
            found = True
    return found


def partly(box: tuple[int, int, int, int], shown: Gray, whole: Gray) -> bool:
    """Say whether some of the ink of a word that was found in `whole` is shown."""
    x0, y0, x1, y1 = box
    parts = [gray[max(0, y0) : y1, max(0, x0) : x1] for gray in (shown, whole)]
    blank = int(paper(whole))
    ink = [int((np.abs(part.astype(np.int16) - blank) > _CONTRAST).sum()) for part in parts]
    return ink[0] > _PART * ink[1] > 0
