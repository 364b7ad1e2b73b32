# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the reason why its text cannot be trusted to be everything comes out, or None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pymupdf

from woolak.model import Reason
from woolak.pdf.characters import unreliable
from woolak.pdf.glyphs import Piece

_SMALLEST_TEXT = 6.0
"""An image that is lower or narrower than this, in points or in pixels, holds nothing legible."""
_LETTER_HEIGHT = (3.0, 40.0)
_LETTERS_IN_A_ROW = 6
_SLIVER = 0.07
"""The border of a cell is drawn as a shape thinner than any letter for its height."""
_LETTERS_IN_A_PATH = 40
"""A rounded box has some eight segments; a word as one path has many more."""
_DRAWN_LETTERS = 20
_LOST = re.compile(
    "syntax error|premature end|zlib error|cannot draw|corrupt|truncated|too deep|cannot decode"
)
"""MuPDF's words for content that it skipped: what it skipped, another reader may still show."""
_TYPE3 = re.compile(r"Type3 \((\d+) 0 R\)")
_DRAWS_MORE = re.compile(rb"\b(?:Tj|TJ|Do)\b|[)>]\s*['\"]")


def reason(
    page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]], pieces: Sequence[Piece]
) -> Reason | None:
    """Return why a page is not read completely, its images left out.

    Call it right after the text was extracted: MuPDF keeps its complaints until they are asked for.
    """
    if _LOST.search(pymupdf.TOOLS.mupdf_warnings()):
        return Reason.NEEDS_EYES
    if any(unreliable(piece.text) for piece in pieces) or _unreadable_type3(page, blocks):
        return Reason.NEEDS_OCR
    vectors = [block for block in blocks if block["type"] == pymupdf.mupdf.FZ_STEXT_BLOCK_VECTOR]
    if vectors and (_outlined(page, vectors) or (not pieces and _drawn(vectors))):
        return Reason.NEEDS_OCR
    return None


def digests(page: pymupdf.Page, *, hashes: bool = True) -> list[str]:
    """Return for each image that could hold text the MD5 of its pixels, as MuPDF computes it."""
    return [digest for digest, _ in pictures(page, hashes=hashes)]


def pictures(page: pymupdf.Page, *, hashes: bool = True) -> list[tuple[str, Sequence[float]]]:
    """Return the digest, and the box before /Rotate, of each image that could hold text."""
    return [
        (image["digest"].hex() if hashes else "", image["bbox"])
        for image in page.get_image_info(hashes=hashes)
        if min(image["width"], image["height"]) >= _SMALLEST_TEXT
        and min(_size(image["bbox"])) > _SMALLEST_TEXT
    ]


def _size(box: Sequence[float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _unreadable_type3(page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether letters are little drawings without a dependable meaning.

    Without ToUnicode MuPDF makes letters of the names of the drawings; and a drawing may itself
    show text or an image.
    """
    return any(
        page.parent.xref_get_key(font, "ToUnicode")[0] != "xref" or _draws_more(page.parent, font)
        for font in _type3_fonts(blocks)
    )


def _type3_fonts(blocks: Sequence[Mapping[str, Any]]) -> set[int]:
    lines = (line for block in blocks for line in block.get("lines", ()))
    names = {span["font"] for line in lines for span in line["spans"]}
    return {int(found[1]) for name in names if (found := _TYPE3.match(name))}


def _draws_more(doc: pymupdf.Document, font: int) -> bool:
    return any(_DRAWS_MORE.search(doc.xref_stream(xref) or b"") for xref in _procedures(doc, font))


def _procedures(doc: pymupdf.Document, font: int) -> Iterator[int]:
    kind, value = doc.xref_get_key(font, "CharProcs")
    if kind == "xref":
        value = doc.xref_object(int(value.split()[0]))
    for reference in re.findall(r"(\d+) 0 R", value):
        yield int(reference)


def _outlined(page: pymupdf.Page, vectors: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether there is text among the drawings: letters in a row, or a word as one path."""
    rows: Counter[int] = Counter()
    long = False
    for vector in vectors:
        width, height = _size(vector["bbox"])
        if vector["isrect"] or not _LETTER_HEIGHT[0] <= height <= _LETTER_HEIGHT[1]:
            continue
        if width < _SLIVER * height:
            continue
        long = long or width > 2 * height
        if width <= 2 * height and not vector["stroked"]:
            rows[round(vector["bbox"][3])] += 1
    if any(count + rows[row + 1] >= _LETTERS_IN_A_ROW for row, count in [*rows.items()]):
        return True
    return long and any(
        "f" in path["type"]
        and len(path["items"]) > _LETTERS_IN_A_PATH
        and _LETTER_HEIGHT[0] <= _size(path["rect"])[1] <= _LETTER_HEIGHT[1]
        for path in page.get_cdrawings()
    )


def _drawn(vectors: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a page without text shows more than empty boxes and lines."""
    return len(vectors) >= _DRAWN_LETTERS or any(not vector["isrect"] for vector in vectors)
