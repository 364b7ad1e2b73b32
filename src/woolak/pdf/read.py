# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; per page its normalised text comes out, with the place of every word."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pymupdf

from woolak.errors import Rejected
from woolak.model import Box, Layer, Page, Reason, Word
from woolak.pdf import unread
from woolak.pdf.characters import Edges, joined, normalised
from woolak.pdf.glyphs import Frame, Piece, rows
from woolak.pdf.layout import Line, Rule, Rules, blocks
from woolak.pdf.open import check, opened, turn

__all__ = ["check", "images", "pages"]

_PLAIN = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
_GLYPHS = _PLAIN | pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_COLLECT_VECTORS
"""No clip, and no character code in place of an unknown letter: that would look like text."""
_EVERYWHERE = pymupdf.INFINITE_RECT()
_THIN = 2.0
_MOST_RULES = 2000


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
    with opened(path, chosen) as doc:
        for index, number in enumerate(chosen or range(1, doc.page_count + 1)):
            pymupdf.TOOLS.reset_mupdf_warnings()
            try:
                found += _read(doc.load_page(index), document, number, approved)
            except RuntimeError:
                raise Rejected(Reason.DAMAGED, f"page {number}") from None
    return found


def images(path: Path, number: int) -> list[str]:
    """Return the digests, for `approved`, of the images on a page that could hold text."""
    with opened(path, [number]) as doc:
        return unread.digests(doc[0])


class _Place(NamedTuple):
    """The matrix (a, b, c, d, e, f) from a frame to the page as displayed."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, piece: Piece) -> Box:
        """Return the line box of a word as displayed."""
        a, b, c, d, e, f = self
        left, right, low, high = piece.edges[0], piece.edges[-1], piece.low, piece.high
        x0, x1 = a * left + c * low + e, a * right + c * high + e
        y0, y1 = b * left + d * low + f, b * right + d * high + f
        if x0 > x1:
            x0, x1 = x1, x0
        return Box(x0, y0, x1, y1) if y0 <= y1 else Box(x0, y1, x1, y0)

    def along(self, edges: Edges) -> tuple[float, ...]:
        """Return the edges as displayed: along x when `a` turns the text upright, else along y."""
        scale, shift = (self.a, self.e) if self.a else (self.b, self.f)
        if scale == 1 and shift == 0:
            return tuple(edges)
        return tuple([scale * edge + shift for edge in edges])


def _read(page: pymupdf.Page, document: str, number: int, approved: frozenset[str]) -> list[Page]:
    raw = _raw(page, _GLYPHS)
    found = rows(raw)
    pieces = [piece for levels in found.values() for row in levels for piece in row]
    why = unread.reason(page, raw, pieces) or _images_unread(page, approved)
    text, words = _written(_placed(page, found, raw))
    read = Page(document, number, page.rect.width, page.rect.height, text, words, Layer.TEXT, why)
    return [read, *_otherwise(page, read)]


def _raw(page: pymupdf.Page, flags: int) -> list[dict[str, Any]]:
    # A rawdict is some ten thousand new containers without a cycle in them: looking for garbage
    # among them takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        blocks: list[dict[str, Any]]
        blocks = page.get_textpage(clip=_EVERYWHERE, flags=flags).extractRAWDICT()["blocks"]
    finally:
        if collecting:
            gc.enable()
    return blocks


def _images_unread(page: pymupdf.Page, approved: frozenset[str]) -> Reason | None:
    found = unread.digests(page, hashes=bool(approved))
    return Reason.NEEDS_OCR if not approved.issuperset(found) else None


def _otherwise(page: pymupdf.Page, read: Page) -> list[Page]:
    """Return the page as its ActualText reads, when that has words that the glyphs do not have."""
    # ActualText comes with marked content only: in the page, or in a form that the page draws.
    if b"BDC" not in page.read_contents() and not page.get_xobjects():
        return []
    raw = _raw(page, _PLAIN)
    text, words = _written(_placed(page, rows(raw), raw))
    if set(text.split()) <= set(read.text.split()):
        return []
    return [replace(read, text=text, words=words, layer=Layer.ACTUALTEXT)]


_Placed = tuple[_Place, list[list[Line]]]


def _placed(
    page: pymupdf.Page, found: Mapping[Frame, list[list[Piece]]], raw: Sequence[Mapping[str, Any]]
) -> Iterator[_Placed]:
    """Yield the blocks of each direction of text, the main direction first."""
    vectors = [block["bbox"] for block in raw if block.get("isrect")]
    for frame, levels in sorted(found.items(), key=lambda item: -sum(map(len, item[1]))):
        matrix = pymupdf.Matrix(*frame.turn, 0, 0) * turn(page)
        yield _Place(*(round(value, 6) for value in matrix)), blocks(levels, _rules(vectors, frame))


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


def _written(placed: Iterable[_Placed]) -> tuple[str, tuple[Word, ...]]:
    """Return the text of the blocks with its words: a space, a new line or a blank line between."""
    parts: list[str] = []
    words: list[Word] = []
    start = line_number = 0
    numbered = enumerate((place, block) for place, found in placed for block in found)
    for number, (place, block) in numbered:
        gap = "\n\n"
        for line, following in zip_longest(block, block[1:]):
            head = joined(line.words[-1].text, following.words[0].text) if following else None
            for piece, text, edges in _spelled(line, head):
                gap = gap if words else ""
                start += len(gap)
                box, along, upright = place.box(piece), place.along(edges), place.a != 0
                words.append(Word(text, start, box, line_number, number, along, upright))
                parts += (gap, text)
                start += len(text)
                gap = " "
            gap = "\n" if head is None else ""
            line_number += 1
    return "".join(parts), tuple(words)


def _spelled(line: Line, head: str | None) -> Iterator[tuple[Piece, str, Edges]]:
    """Yield the words of a line as a reader would type them; `head` is how its last word reads."""
    last = len(line.words) - 1
    for index, piece in enumerate(line.words):
        raw, edges = piece.text, piece.edges
        if index == last and head is not None:
            raw, edges = head, edges[: len(head) + 1]
        text, edges = normalised(raw, edges)
        if text:
            yield piece, text, edges
