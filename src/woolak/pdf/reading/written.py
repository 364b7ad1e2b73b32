# SPDX-License-Identifier: EUPL-1.2
"""Lines in reading order go in; the text of the page and its words, as displayed, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

from woolak.model import Box, Word
from woolak.model.words import word_of
from woolak.pdf.reading.characters import Edges, joined, normalised
from woolak.pdf.reading.glyphs import DROP_CAP, STEP, Piece
from woolak.pdf.reading.layout import Line


class Place(NamedTuple):
    """The matrix (a, b, c, d, e, f) from a frame to the page as displayed."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, piece: Piece) -> Box:
        """Return the line box of a word as displayed."""
        edges, low, high = piece.edges, piece.low, piece.high
        left, right = edges[0], edges[-1]
        if left <= right and low <= high and self == _AS_IT_IS:
            return Box(left, low, right, high)
        a, b, c, d, e, f = self
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


_HALF = 0.36
_DEEP = 0.15
"""Of its size a part of a slanted word sinks at most, if it has more letters than one."""
_SLANTED = 0.02
_CORE = re.compile(r"[^\W_]+|.", re.DOTALL)
_PART = frozenset((DROP_CAP, STEP))

_AS_IT_IS = Place(1, 0, 0, 1, 0, 0)

Placed = tuple[Place, list[list[Line]]]


def written(placed: Iterable[Placed]) -> tuple[str, tuple[Word, ...]]:
    """Return the text of the blocks with its words: a space, a new line or a blank line between."""
    parts: list[str] = []
    words: list[Word] = []
    start = line_number = 0
    numbered = enumerate((place, block) for place, found in placed for block in found)
    for number, (place, block) in numbered:
        gap, upright, as_it_is = "\n\n", place.a != 0, place == _AS_IT_IS
        for line, following in zip_longest(block, block[1:]):
            head = joined(line.words[-1].text, following.words[0].text) if following else None
            spelled = _spelled(line, head)
            sloping = any(piece.slope for piece in line.words)
            for piece, text, edges in _stepped(spelled) if sloping else spelled:
                gap = gap if words else ""
                start += len(gap)
                box = place.box(piece)
                along = tuple(edges) if as_it_is else place.along(edges)
                words.append(word_of((text, start, box, line_number, number, along, upright)))
                parts += (gap, text)
                start += len(text)
                gap = "" if piece.run in _PART else " "
                # A box over both would cover the lines beside a large letter, or a slanted one.
                line_number += piece.run in _PART or abs(piece.slope) > _SLANTED
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
        text, edges = (raw, edges) if raw.isascii() else normalised(raw, edges)
        if text:
            yield piece, text, edges


def _stepped(
    spelled: Iterable[tuple[Piece, str, Edges]],
) -> Iterator[tuple[Piece, str, Edges]]:
    """Yield slanted words in pieces, steep ones by letter: a box over the word covers its lines."""
    for piece, text, edges in spelled:
        deep = abs(piece.slope) * (edges[-1] - edges[0])
        if deep <= _DEEP * piece.size or len(edges) != len(text) + 1:
            yield piece, text, edges
            continue
        letters = max(1, int(len(text) * _DEEP * piece.size / deep))
        for at, stop, core in _parts(text, letters):
            part, more = _one(piece, edges, (at, stop), core), stop < len(text)
            inner = (part.edges[0], *edges[at + 1 : stop], part.edges[1])
            yield part._replace(run=STEP if more else -1), text[at:stop], inner


def _parts(text: str, letters: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the parts of a word of so many letters at most, and the stretch each is a part of.

    That is one of letters and figures, which signs are no part of; a sign stands alone.
    """
    for core in _CORE.finditer(text):
        wide = core.end() - core.start()
        parts = -(-wide // letters)
        ends = [core.start() + wide * part // parts for part in range(parts + 1)]
        yield from ((at, stop, core.span()) for at, stop in pairwise(ends))


def _one(piece: Piece, edges: Edges, part: tuple[int, int], core: tuple[int, int]) -> Piece:
    """Return a part of a slanted word, in a box that is wide enough to be one over its ink."""
    low, high = edges[part[0]], edges[part[1]]
    middle, half = (low + high) / 2, max(_HALF * piece.size, (high - low) / 2)
    first, last = edges[core[0]] + half, edges[core[1]] - half
    middle = min(max(middle, first), last) if first <= last else middle
    left, right = middle - half, middle + half
    before, after = abs(piece.slope) * (left - edges[0]), abs(piece.slope) * (edges[-1] - right)
    above, below = (before, after) if piece.slope > 0 else (after, before)
    return piece._replace(edges=(left, right), low=piece.low + above, high=piece.high - below)
