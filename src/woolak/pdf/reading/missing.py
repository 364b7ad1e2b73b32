# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; out come its lines in which a font lacks a letter: a box stands there.

That box is glyph 0 of a font, `.notdef` (ISO 32000-1, 9.7.6.3), and has no Unicode. All readers see
the same empty box in a word of which the other letters can be trusted: `Hi□n Ngô`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pymupdf

from woolak.pdf.reading.glyphs import Piece
from woolak.pdf.reading.joints import Joint

_LOST = "\ufffd"
_LOST_CODE = ord(_LOST)
_MOST = 24
"""A page with more such lines is written in a font that cannot be trusted."""
_WIDEST = 1.3
"""A box is no wider than so many times the size of its letters."""


def letters(page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]]) -> list[Joint]:
    """Return the places, before /Rotate, of the boxes in their lines; none when in doubt."""
    if _LOST not in _text(blocks):
        return []
    found = [line for line in _each(blocks) if any(_boxes(line))]
    small = all(map(_narrow, found)) and all(abs(line["dir"][0]) == 1 for line in found)
    if not small or len(found) > _MOST or not _all_boxes(page):
        return []
    return [Joint(tuple(line["bbox"]), box, cap=False) for line in found for box in _boxes(line)]


def without(pieces: Sequence[Piece]) -> list[Piece]:
    """Return words without the letters that they lack."""
    return [piece._replace(text=piece.text.replace(_LOST, "")) for piece in pieces]


def _each(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        yield from block.get("lines", ())


def _text(blocks: Sequence[Mapping[str, Any]]) -> str:
    return "".join(char["c"] for line in _each(blocks) for char in _chars(line))


def _chars(line: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for span in line["spans"]:
        yield from span["chars"]


def _boxes(line: Mapping[str, Any]) -> Iterator[tuple[float, float, float, float]]:
    yield from (tuple(char["bbox"]) for char in _chars(line) if char["c"] == _LOST)


def _narrow(line: Mapping[str, Any]) -> bool:
    """Say whether each box in a line has the room of one letter."""
    return all(
        char["bbox"][2] - char["bbox"][0] <= _WIDEST * span["size"]
        for span in line["spans"]
        for char in span["chars"]
        if char["c"] == _LOST
    )


def _all_boxes(page: pymupdf.Page) -> bool:
    """Say whether every letter without Unicode is the glyph for what a font lacks."""
    spans = page.get_texttrace()
    lost = [char for span in spans for char in span["chars"] if char[0] == _LOST_CODE]
    return bool(lost) and all(glyph == 0 for _, glyph, *_ in lost)
