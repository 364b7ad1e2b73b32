# SPDX-License-Identifier: EUPL-1.2
"""Lines as laid out go in; words whose letters stand one below the other come out, as more lines.

A name down a margin or a spine is set so, in text that runs level, and one may turn a corner: its
beginning in a row, its end below the last letter. Its letters stay in their rows too: what looks
like a stack may be a column of a table. Works in the frame of the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from statistics import median

from woolak.pdf.reading.glyphs import STEP, Piece
from woolak.pdf.reading.layout import Line

_LETTERS = 4
_DIFFERENT = 3
_CLOSEST, _FARTHEST = 0.4, 3.0
"""How many ems a letter stands below the one before it in a stack."""
_BELOW = 0.3
"""Ems by which the middles or the beginnings of two letters of a stack may differ."""
_ALIKE = 0.8
_SPACE = 1.5
"""Times the usual step in a stack: there a word ends."""
_JOINED = frozenset("-'’.@")


def stacks(blocks: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Return a block for each stack of letters, read downwards, upwards and round its corners."""
    words = list(chain.from_iterable(line.words for block in blocks for line in block))
    short = [piece for piece in words if len(piece.text) == 1]
    lone = sorted(filter(_lone, short), key=attrgetter("base", "left"))
    found = [stack for stack in _columns(lone) if _tells(stack)]
    straight = [_lines(way) for stack in found for way in (stack, stack[::-1])]
    return straight + [[_line(bent)] for stack in found for bent in _bent(stack, words)]


def _lone(piece: Piece) -> bool:
    return piece.text.isalpha() or piece.text in _JOINED


def _columns(lone: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the letters that stand below each other, from top to bottom."""
    growing: list[list[Piece]] = []
    for piece in lone:
        ended = [stack for stack in growing if _past(stack[-1], piece)]
        yield from ended
        growing = [stack for stack in growing if not _past(stack[-1], piece)]
        under = [stack for stack in growing if _under(stack[-1], piece)]
        if under:
            max(under, key=lambda stack: (stack[-1].base, stack[-1].left)).append(piece)
        else:
            growing.append([piece])
    yield from growing


def _bent(stack: Sequence[Piece], words: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield a stack with each word that ends where it begins, or begins where it ends.

    A stack under the heading of a column is no part of that: a word goes on in small letters.
    """
    rows = [word for word in words if len(word.text) > 1 and word.text.isalpha()]
    for way, above in ((stack, _under), (stack[::-1], _over)):
        for word in rows:
            if way[0].text.islower() and above(_letter(word, -1), way[0]):
                yield [word, *way]
            if word.text[0].islower() and above(way[-1], _letter(word, 0)):
                yield [*way, word]


def _over(last: Piece, piece: Piece) -> bool:
    return _under(piece, last)


def _letter(word: Piece, at: int) -> Piece:
    edges = word.edges[:2] if at == 0 else word.edges[-2:]
    return word._replace(text=word.text[at], edges=edges)


def _past(last: Piece, piece: Piece) -> bool:
    return piece.base - last.base > _FARTHEST * last.size


def _under(last: Piece, piece: Piece) -> bool:
    small, large = sorted((last.size, piece.size))
    aside = min(
        abs(piece.left - last.left), abs(piece.left + piece.right - last.left - last.right) / 2
    )
    below = _CLOSEST * last.size < piece.base - last.base <= _FARTHEST * last.size
    return below and small >= _ALIKE * large and aside < _BELOW * small


def _tells(stack: Sequence[Piece]) -> bool:
    """Say whether letters may be those of a word: not `x` in every row, and no list from a to z."""
    letters = [piece.text.lower() for piece in stack if piece.text.isalpha()]
    listed = all(before <= after for before, after in pairwise(letters))
    return len(letters) >= _LETTERS and len(set(letters)) >= _DIFFERENT and not listed


def _lines(stack: Sequence[Piece]) -> list[Line]:
    """Return a stack as a line for each of its words, its letters joined."""
    steps = [abs(after.base - before.base) for before, after in pairwise(stack)]
    widest = _SPACE * median(steps)
    words: list[list[Piece]] = [[stack[0]]]
    for piece, step in zip(stack[1:], steps, strict=True):
        if step > widest:
            words.append([])
        words[-1].append(piece)
    return [_line(word) for word in words]


def _line(word: Sequence[Piece]) -> Line:
    pieces = [*(piece._replace(run=STEP) for piece in word[:-1]), word[-1]._replace(run=-1)]
    left, right = min(piece.left for piece in word), max(piece.right for piece in word)
    return Line(pieces, left, right, word[0].base, max(piece.size for piece in word))
