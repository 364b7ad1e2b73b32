# SPDX-License-Identifier: EUPL-1.2
"""Rows of words as drawn go in; whether texts lie over each other, so that only eyes tell, out.

Which of two texts a reader sees, or what both show together, the letters do not say. Leaders of
dots and lines under what is filled in are no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from woolak.pdf.reading.glyphs import Piece

_SAME_BASELINE = 0.35
_SHARED = 0.3
_LETTERS = 4
_LEADERS = frozenset("._\u2026\u00b7 ")


def overlaid(levels: Iterable[Sequence[Piece]]) -> bool:
    """Say whether some letters of these rows, which follow each other downwards, lie over others.

    A row as it comes from `glyphs.rows` follows that in which its words found no place.
    """
    above: Sequence[Piece] = ()
    for row in levels:
        if above and _same_line(above[0], row[0]):
            letters = sum(len(piece.text) for piece in _over(above, row))
            if letters >= _LETTERS:
                return True
        above = row
    return False


def _same_line(one: Piece, other: Piece) -> bool:
    return abs(one.base - other.base) <= _SAME_BASELINE * min(one.size, other.size)


def _over(row: Sequence[Piece], other: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of the second row that lie over a word of the first, or it over them."""
    known = [piece for piece in row if _tells(piece)]
    for piece in other:
        if _tells(piece) and any(_overlap(piece, there) for there in known):
            yield piece


def _tells(piece: Piece) -> bool:
    return not _LEADERS.issuperset(piece.text)


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    least = min(one.right - one.left, other.right - other.left, one.size, other.size)
    return shared > _SHARED * least and one.text != other.text
