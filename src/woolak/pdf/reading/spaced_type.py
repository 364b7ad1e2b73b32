# SPDX-License-Identifier: EUPL-1.2
"""A row of pieces goes in; it comes out with the letters of words in spaced type joined.

Works in the frame of the reader, as `pdf.glyphs` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from woolak.pdf.reading.glyphs import Piece

_LETTERS = 4
_SPACED = 1.5
"""So many lone letters at nearly equal gaps are one word in spaced type."""
_WIDEST_SPACE = 2.0
_PITCH = 0.05
_PAIR = 2
"""The edges of one letter."""
_MOST = 0.8


def despaced(row: Sequence[Piece]) -> Sequence[Piece]:
    """Join the letters of words in spaced type."""
    if [len(piece.text) for piece in row].count(1) < _LETTERS - 1:
        return row
    row = row if _evenly(row) else _pitched(row)
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in row:
        if len(piece.text) == 1:
            run.append(piece)
            continue
        found += _respelled(run, alone=False)
        found.append(piece)
        run = []
    return [*found, *_respelled(run, alone=not found)]


def _evenly(row: Sequence[Piece]) -> bool:
    """Say whether nearly all lone letters of a row stand at one gap from each other."""
    near = [(a, b) for a, b in pairwise(row) if len(a.text) == len(b.text) == 1]
    gaps = [after.left - before.right for before, after in near]
    usual = median(gaps) if gaps else 0.0
    even = sum(abs(gap - usual) < _PITCH * row[0].size for gap in gaps)
    return usual > 0 and even >= _MOST * len(gaps)


def _pitched(row: Sequence[Piece]) -> Sequence[Piece]:
    """Join letters that all begin at one distance from each other, wide letters touch or not."""
    runs: list[list[Piece]] = []
    for piece in row:
        if runs and _goes_on(runs[-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    if len(runs) == len(row):
        return row
    return [
        piece
        for run in runs
        for piece in ([_word(run)] if len(run) >= _LETTERS - 1 and _even(run) else run)
    ]


def _goes_on(run: list[Piece], piece: Piece) -> bool:
    """Say whether a piece stands as far from a run as the letters in it do from each other."""
    last, edges = run[-1].edges, piece.edges
    step = edges[0] - last[-2]
    if not 0 < step < _WIDEST_SPACE * piece.size:
        return False
    # Words of ordinary text, hundreds on a page, differ from the gap by their first or last step.
    if len(last) > _PAIR and not _equal((last[-2] - last[-3], step)):
        return False
    if len(edges) > _PAIR and not _equal((step, edges[1] - edges[0])):
        return False
    return _equal([*_steps(run), step, *_inside(piece)])


def _even(run: list[Piece]) -> bool:
    return sum(len(piece.text) for piece in run) >= _LETTERS


def _steps(run: list[Piece]) -> list[float]:
    lefts = [edge for piece in run for edge in piece.edges[:-1]]
    return [after - before for before, after in pairwise(lefts)]


def _inside(piece: Piece) -> list[float]:
    return [after - before for before, after in pairwise(piece.edges[:-1])]


def _equal(steps: Sequence[float]) -> bool:
    return max(steps) - min(steps) < _PITCH * max(steps)


def _respelled(run: list[Piece], *, alone: bool) -> list[Piece]:
    if len(run) < (_LETTERS - 1 if alone else _LETTERS):
        return run
    gaps = [after.left - before.right for before, after in pairwise(run)]
    limit = min(min(gaps) * _SPACED + 0.05 * run[0].size, _WIDEST_SPACE * run[0].size)
    words = [[run[0]]]
    for gap, piece in zip(gaps, run[1:], strict=True):
        if gap <= limit:
            words[-1].append(piece)
        else:
            words.append([piece])
    return [_word(letters) for letters in words]


def _word(letters: list[Piece]) -> Piece:
    return letters[0]._replace(
        text="".join([letter.text for letter in letters]),
        edges=(*[edge for letter in letters for edge in letter.edges[:-1]], letters[-1].right),
        low=min(letter.low for letter in letters),
        high=max(letter.high for letter in letters),
    )
