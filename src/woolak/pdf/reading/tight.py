# SPDX-License-Identifier: EUPL-1.2
"""Words by baseline go in; the same with line boxes that leave tight lines beside them free, out.

Lines that are set tighter than their letters have line boxes that overlap: a box over a word would
hide letters of the line above or below, and the proof would find those under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from woolak.pdf.reading.glyphs import Piece

_TIGHTEST, _TIGHT = 0.5, 1.02
"""Baselines so many ems apart: closer than that is one line, or letters over each other."""
_DROP, _RISE = 0.24, 0.7
"""How far the ink of a line reaches below and above its baseline, in em."""
_MIDDLE = 0.04
"""Ems around the middle of a word that its box has to cover: that is what tells what lies in it."""
_ALIKE = 0.7


def apart(levels: list[list[Piece]]) -> list[list[Piece]]:
    """Return the levels, from top to bottom, each from left to right, with boxes set apart."""
    done = list(levels)
    for upper, lower in _near(levels):
        done[upper] = [_cut(piece, levels[lower]) for piece in done[upper]]
        done[lower] = [_cut(piece, levels[upper]) for piece in done[lower]]
    return done


def _near(levels: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of levels that may overlap each other."""
    firsts = [level[0] for level in levels]
    for upper, first in enumerate(firsts):
        far = first.base + _TIGHT * max([piece.size for piece in levels[upper]])
        for lower in range(upper + 1, len(levels)):
            if firsts[lower].base >= far:
                break
            if _beside(levels[upper], levels[lower]):
                yield upper, lower


def _beside(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    ends = max([piece.right for piece in one]), max([piece.right for piece in other])
    return one[0].left < ends[1] and other[0].left < ends[0]


def _cut(piece: Piece, others: Sequence[Piece]) -> Piece:
    low, high = piece.low, piece.high
    for other in others:
        if other.left >= piece.right or piece.left >= other.right or not _alike(piece, other):
            continue
        if other.base > piece.base:
            high = min(high, other.base - _RISE * other.size)
        else:
            low = max(low, other.base + _DROP * other.size)
    if low == piece.low and high == piece.high:
        return piece
    middle, room = (piece.low + piece.high) / 2, _MIDDLE * piece.size
    return piece._replace(low=min(low, middle - room), high=max(high, middle + room))


def _alike(piece: Piece, other: Piece) -> bool:
    """Say whether two words stand in lines of their own, level and tight above each other."""
    if piece.slope or other.slope:
        return False
    small, large = sorted((piece.size, other.size))
    far = abs(piece.base - other.base)
    return small > _ALIKE * large and _TIGHTEST * large < far < _TIGHT * large
