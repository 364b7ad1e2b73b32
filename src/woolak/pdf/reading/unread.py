# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the reason why its text cannot be trusted to be everything comes out, or None."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pymupdf

from woolak.model import Reason
from woolak.pdf.reading.characters import unreliable
from woolak.pdf.reading.drawings import Drawn, around, writing
from woolak.pdf.reading.glyphs import Piece
from woolak.pdf.reading.pictures import pictures
from woolak.pdf.reading.trust import doubtful

_VECTOR = pymupdf.mupdf.FZ_STEXT_BLOCK_VECTOR

_DRAWN_LETTERS = 20
_FEW = 2
_SEVERAL = 5.0
_LOST = re.compile(
    "syntax error|premature end|zlib error|cannot draw|corrupt|truncated|too deep|cannot decode"
)
"""MuPDF's words for content that it skipped: what it skipped, another reader may still show."""
_ENDS_EARLY, _FLATE, _AT_ONCE = "premature end of data in flate filter", "/FlateDecode", 1 << 20
_NOTHING = re.compile(
    "syntax error: (unknown keyword|cannot find (XObject|ExtGState) resource)|encountered syntax"
)
_TYPE3 = re.compile(r"Type3 \((\d+) 0 R\)")
_DRAWS_MORE = re.compile(rb"\b(?:Tj|TJ|Do|BI|sh)\b|[)>]\s*['\"]")


def reason(
    page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]], pieces: Sequence[Piece]
) -> Reason | None:
    """Return why the text of a page is not all that it shows, images and drawings left out.

    Call it right after the text was extracted: MuPDF keeps its complaints until they are asked for.
    """
    if _skipped(page.parent, pymupdf.TOOLS.mupdf_warnings()) or _nowhere(blocks) or _bent(blocks):
        return Reason.NEEDS_EYES
    texts = [piece.text for piece in pieces]
    # Thousands of plain words are looked at in one go.
    if not _plain("".join(texts)) and any(map(unreliable, texts)):
        return Reason.NEEDS_OCR
    if _without_width(blocks):
        return Reason.NEEDS_OCR
    if _unreadable_type3(page, blocks) or doubtful(page, blocks):
        return Reason.NEEDS_OCR
    return None


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _skipped(doc: pymupdf.Document, complaints: str) -> bool:
    """Say whether MuPDF skipped content; it complains in the same words of a stream that is empty.

    An appearance that shows nothing is often written so: no bytes, and a filter. A word that is no
    operator, or the name of nothing, shows nothing in any reader.
    """
    told = [line for line in complaints.splitlines() if _LOST.search(line)]
    told = [line for line in told if not _NOTHING.match(line)]
    return any(line != _ENDS_EARLY for line in told) or (bool(told) and _broken_off(doc))


def _broken_off(doc: pymupdf.Document) -> bool:
    """Say whether a stream of a document ends before its data do."""
    streams = (xref for xref in range(1, doc.xref_length()) if doc.xref_is_stream(xref))
    return any(_ends_early(doc, xref) for xref in streams)


def _ends_early(doc: pymupdf.Document, xref: int) -> bool:
    filters = doc.xref_get_key(xref, "Filter")[1]
    data = doc.xref_stream_raw(xref) if _FLATE in filters else b""
    if not data or filters.strip("[ ]") != _FLATE:
        return bool(data)
    unpacked = zlib.decompressobj()
    try:
        while data and not unpacked.eof:
            unpacked.decompress(data, _AT_ONCE)
            data = unpacked.unconsumed_tail
        unpacked.flush()
    except zlib.error:
        return True
    return not unpacked.eof


def digests(page: pymupdf.Page, *, hashes: bool = True, content: bytes | None = None) -> list[str]:
    """Return for each image that could hold text the MD5 of its pixels, as MuPDF computes it."""
    return [picture.digest for picture in pictures(page, hashes=hashes, content=content)]


def drawn(
    page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]], content: bytes | None = None
) -> list[Drawn]:
    """Return the places, before /Rotate, of the drawings that may be writing."""
    vectors = [block for block in blocks if block["type"] == _VECTOR]
    found = writing(page, vectors, content)
    if found or not vectors or any(block.get("lines") for block in blocks):
        return found
    # A page without text that shows more than empty boxes and lines has something to say.
    telling = len(vectors) >= _DRAWN_LETTERS or not all(vector["isrect"] for vector in vectors)
    whole = around([vector["bbox"] for vector in vectors])
    return [Drawn(whole, pen=False)] if telling else []


def _nowhere(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether there is text without a size or a place: other readers may well show it."""
    return any(not line["spans"] for block in blocks for line in block.get("lines", ()))


def _bent(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether letters stand along a curve, each turned by itself: no reader joins them.

    Labels of maps and the edge of a stamp are written so.
    """
    lines = [line for block in blocks for line in block.get("lines", ())]
    turns = [_turn(line) for line in lines]
    nearby = zip(turns, turns[1:], turns[2:], strict=False)
    return any(None not in three and len(set(three)) == len(three) for three in nearby)


def _turn(line: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the direction of a line of a letter or two that lies neither level nor upright."""
    across, up = (round(part, 2) for part in line["dir"])
    if not across or not up:
        return None
    letters = [char["c"] for span in line["spans"] for char in span["chars"]]
    return (across, up) if len(letters) <= _FEW and "".join(letters).isalpha() else None


def _without_width(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether letters take no room: MuPDF leaves out some of those, and readers differ."""
    spans = (s for b in blocks for line in b.get("lines", ()) for s in line["spans"])
    thin = (char for span in spans for char in _thin(span["chars"]) if char["c"].isalnum())
    return next(islice(thin, _FEW, None), None) is not None


def _thin(chars: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [c for c in chars if (box := c["bbox"])[0] == box[2] or box[1] == box[3]]


def _unreadable_type3(page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether letters are little drawings without a dependable meaning.

    Without ToUnicode MuPDF makes letters of the names of the drawings; and a drawing may itself
    show text or an image.
    """
    return any(_unreadable(page.parent, font) for font in _type3_fonts(blocks))


def _unreadable(doc: pymupdf.Document, font: int) -> bool:
    return doc.xref_get_key(font, "ToUnicode")[0] != "xref" or _draws_more(doc, font)


def without_pictures(
    page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """Return the text of a page without letters of Type 3 that are pictures of whole texts.

    A box over such a letter would cover all that it shows; `reason` says that it must be seen.
    """
    large = [block for block in blocks if any(map(_picture, block.get("lines", ())))]
    if not any(_unreadable(page.parent, font) for font in _type3_fonts(large)):
        return blocks
    return [{**b, "lines": [*_legible(b["lines"])]} if "lines" in b else b for b in blocks]


def _legible(lines: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (line for line in lines if not _picture(line))


def _picture(line: Mapping[str, Any]) -> bool:
    """Say whether a line is of one letter of Type 3 that is as high as several lines."""
    spans = line["spans"]
    if len(spans) != 1 or len(spans[0]["chars"]) != 1 or not _TYPE3.match(spans[0]["font"]):
        return False
    x0, y0, x1, y1 = spans[0]["chars"][0]["bbox"]
    return bool(min(x1 - x0, y1 - y0) > _SEVERAL * spans[0]["size"])


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
