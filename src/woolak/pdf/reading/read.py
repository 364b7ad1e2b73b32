# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; per page its normalised text comes out, with the place of every word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf

from woolak.errors import Rejected
from woolak.model import Layer, Page, Reason
from woolak.pdf.garbage import seldom
from woolak.pdf.opening import shown
from woolak.pdf.opening.open import FAULTS, check, doubted, opened, turn, why
from woolak.pdf.opening.raw import blocks as blocks_of
from woolak.pdf.opening.raw import text_of
from woolak.pdf.reading import missing, tiled, unread
from woolak.pdf.reading.actual import left_over, spoken
from woolak.pdf.reading.drawings import Drawn
from woolak.pdf.reading.glyphs import Frame, Piece, rows
from woolak.pdf.reading.joints import Joint, in_one_line, joints
from woolak.pdf.reading.layout import Rule, Rules, blocks
from woolak.pdf.reading.overlaid import overlaid
from woolak.pdf.reading.pictures import places
from woolak.pdf.reading.run_on import run_on
from woolak.pdf.reading.stacked import stacks
from woolak.pdf.reading.tight import apart
from woolak.pdf.reading.written import Place, Placed, written

__all__ = ["check", "drawings", "images", "in_doubt", "joined", "lacking", "pages"]

_PLAIN = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
_GLYPHS = _PLAIN | pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_COLLECT_VECTORS
"""No clip, and no character code in place of an unknown letter: that would look like text."""
_THIN = 2.0
_MOST_RULES = 2000


@seldom()
def pages(
    path: Path,
    document: str,
    numbers: Sequence[int] | None = None,
    *,
    approved: frozenset[str] = frozenset(),
) -> list[Page]:
    """Return the pages as read, in ascending order; `numbers` (1-based) chooses some of them.

    A page whose ActualText reads otherwise than its glyphs comes twice, then with that layer.
    `approved` holds the digests of images that need no reading. Raises Rejected.
    """
    chosen = None if numbers is None else sorted(set(numbers))
    found: list[Page] = []
    if chosen == []:
        return found
    with doubted(path, chosen) as (doc, unsure):
        for index, number in enumerate(chosen or range(1, doc.page_count + 1)):
            pymupdf.TOOLS.reset_mupdf_warnings()
            try:
                read = _read(doc.load_page(index), document, number, approved)
            except FAULTS as error:
                raise Rejected(why(error), f"page {number}") from None
            eyes = Reason.NEEDS_EYES if number in unsure else None
            found += [replace(page, unread=eyes) for page in read] if eyes else read
    return found


def images(path: Path, number: int) -> list[str]:
    """Return the digests, for `approved`, of the images on a page that could hold text."""
    with opened(path, [number]) as doc:
        return unread.digests(doc[0])


def drawings(page: pymupdf.Page) -> list[Drawn]:
    """Return the places, before /Rotate, of drawings on a prepared page that may be writing."""
    return unread.drawn(page, blocks_of(text_of(page, _GLYPHS)))


def joined(page: pymupdf.Page) -> list[Joint]:
    """Return where images and drawings of a prepared page may be letters of its words."""
    return in_one_line(joints(blocks_of(text_of(page, _GLYPHS)), places(page)))


def in_doubt(page: pymupdf.Page) -> bool:
    """Say whether the letters of a prepared page cannot be trusted, its images left out.

    Those that a font lacks, in `lacking`, are left out too.
    """
    pymupdf.TOOLS.reset_mupdf_warnings()
    raw = blocks_of(text_of(page, _GLYPHS))
    content = shown.content(page.parent, page.number)
    found = rows(raw)
    if missing.letters(page, raw):
        found = {frame: [missing.without(row) for row in each] for frame, each in found.items()}
    return _reason(page, raw, found, content) is not None


def lacking(page: pymupdf.Page) -> list[Joint]:
    """Return where, in the lines of a prepared page, a box stands for what their font lacks."""
    return missing.letters(page, blocks_of(text_of(page, _GLYPHS)))


def _read(page: pymupdf.Page, document: str, number: int, approved: frozenset[str]) -> list[Page]:
    raw = blocks_of(text_of(page, _GLYPHS))
    found = rows(raw)
    content = shown.content(page.parent, page.number)
    why = _reason(page, raw, found, content) or _pixels_unread(page, raw, approved, content)
    plain = unread.without_pictures(page, raw)
    legible = found if plain is raw else rows(plain)
    text, words = written(_placed(page, legible, raw))
    read = Page(document, number, page.rect.width, page.rect.height, text, words, Layer.TEXT, why)
    return [read, *_otherwise(page, read, content)]


def _reason(
    page: pymupdf.Page,
    raw: Sequence[Mapping[str, Any]],
    found: Mapping[Frame, list[list[Piece]]],
    content: bytes,
) -> Reason | None:
    # Text marked so is read backwards (ISO 32000-1, 14.8.2.3.3): no reader that we have does.
    if b"/ReversedChars" in content:
        return Reason.NEEDS_EYES
    pieces = [piece for levels in found.values() for row in levels for piece in row]
    why = unread.reason(page, raw, pieces)
    unsure = why is None and (any(map(overlaid, found.values())) or tiled.text(page, content))
    return Reason.NEEDS_OCR if unsure else why


def _pixels_unread(
    page: pymupdf.Page, raw: Sequence[Mapping[str, Any]], approved: frozenset[str], content: bytes
) -> Reason | None:
    found = unread.digests(page, hashes=bool(approved), content=content)
    if approved.issuperset(found) and not unread.drawn(page, raw, content):
        return Reason.NEEDS_OCR if joints(raw, places(page, content)) else None
    return Reason.NEEDS_OCR


def _otherwise(page: pymupdf.Page, read: Page, content: bytes) -> list[Page]:
    """Return the page as its ActualText reads, when that has words that the glyphs do not have."""
    # ActualText comes with marked content only: in the page, or in a form that the page draws.
    if b"BDC" not in content and not page.get_xobjects():
        return []
    raw = unread.without_pictures(page, blocks_of(text_of(page, _PLAIN)))
    odd = bool(read.words) and left_over(raw)
    text, words = spoken(raw, read.words) if odd else written(_placed(page, rows(raw), raw))
    if set(text.split()) <= set(read.text.split()):
        return []
    return [replace(read, text=text, words=words, layer=Layer.ACTUALTEXT)]


def _placed(
    page: pymupdf.Page, found: Mapping[Frame, list[list[Piece]]], raw: Sequence[Mapping[str, Any]]
) -> Iterator[Placed]:
    """Yield the blocks of each direction of text, the main direction first."""
    vectors = [block["bbox"] for block in raw if block.get("isrect")]
    for frame, levels in sorted(found.items(), key=lambda item: -sum(map(len, item[1]))):
        matrix = pymupdf.Matrix(*frame.turn, 0, 0) * turn(page)
        lines = run_on(blocks(apart(levels), _rules(vectors, frame)))
        place = Place(*(round(value, 6) for value in matrix))
        yield place, [*lines, *stacks(lines)]


def _rules(vectors: Sequence[Sequence[float]], frame: Frame) -> Rules:
    """Return the drawn lines, and the sides of drawn boxes, in the frame of the text."""
    level: list[Rule] = []
    upright: list[Rule] = []
    if len(vectors) > _MOST_RULES:
        return Rules()
    for vector in vectors:
        left, top, right, bottom = frame.turned(vector)
        if right - left > _THIN:
            level += [Rule(at, left, right) for at in {top, bottom}]
        if bottom - top > _THIN:
            upright += [Rule(at, top, bottom) for at in {left, right}]
    return Rules(sorted(level), sorted(upright))
