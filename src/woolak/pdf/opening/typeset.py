# SPDX-License-Identifier: EUPL-1.2
"""What is no PDF in, as HTML of our own or as a picture; a PDF of A4 pages out.

The same input gives the same bytes, so that a file that is added again is recognised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pymupdf

from woolak.errors import Rejected
from woolak.model import Reason

_A4 = pymupdf.paper_rect("a4")
_MARGIN = 56.0
_CSS = """body { font-family: sans-serif; font-size: 10pt; line-height: 1.3;
  overflow-wrap: break-word }
p { margin: 0 0 3pt 0 } pre { white-space: pre-wrap } hr { margin: 6pt 0 }"""
_MOST_PAGES = 5000
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_CHANGES_A_SIGN = re.compile(
    "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|(?<=[\u2190-\U0010ffff])\u200d"
)
"""What is no sign of its own: the look or the colour of the one before, or a tie to the next."""


def from_html(html: str, target: Path, pictures: Mapping[str, bytes] | None = None) -> None:
    """Write HTML as PDF; `pictures` are what its <img> name. Raises Rejected when it runs away."""
    archive = pymupdf.Archive()
    for name, data in (pictures or {}).items():
        archive.add((data, name))
    story = pymupdf.Story(html=in_words(html), user_css=_CSS, archive=archive)
    part = target.with_suffix(".part")
    writer = pymupdf.DocumentWriter(str(part))
    inside = pymupdf.Rect(_A4.x0 + _MARGIN, _A4.y0 + _MARGIN, _A4.x1 - _MARGIN, _A4.y1 - _MARGIN)
    for _ in range(_MOST_PAGES):
        device = writer.begin_page(_A4)
        more, _filled = story.place(inside)
        story.draw(device)
        writer.end_page()
        if not more:
            break
    else:
        raise Rejected(Reason.TOO_COMPLEX)
    writer.close()
    _saved(part, target)


def in_words(text: str) -> str:
    """Return a text in which signs that MuPDF would spell as other letters stand by their name.

    It writes no character beyond U+FFFF as what it is: letters of mathematics become plain ones,
    and a smile becomes `[grinning face]`.
    """
    return _BEYOND.sub(_named, _CHANGES_A_SIGN.sub("", text))


def _named(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    if not _BEYOND.search(plain):
        return plain
    name = unicodedata.name(found[0], f"U+{ord(found[0]):X}")
    return f"[{name.lower()}]"


def from_picture(data: bytes, target: Path) -> None:
    """Write a picture (PNG, JPEG, TIFF, ...) as PDF, a page for each frame; raises Rejected."""
    try:
        with pymupdf.open(stream=data) as picture:
            if picture.is_pdf or not picture.page_count:
                raise Rejected(Reason.NOT_PDF)
            made = picture.convert_to_pdf()
    except (RuntimeError, pymupdf.mupdf.FzErrorBase):
        raise Rejected(Reason.DAMAGED) from None
    part = target.with_suffix(".part")
    part.write_bytes(made)
    _saved(part, target)


def _saved(part: Path, target: Path) -> None:
    """Save without dates and with an identity that follows from the content."""
    with pymupdf.open(part, filetype="pdf") as document:
        document.set_metadata({})
        document.xref_set_key(-1, "ID", "null")
        document.save(target, garbage=3, deflate=True, no_new_id=True)
    part.unlink()
