# SPDX-License-Identifier: EUPL-1.2
"""A row of pieces goes in; it comes out with the letters of words in spaced type joined.

Works in the frame of the reader, as `pdf.glyphs` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from woolak.pdf.reading.glyphs import Piece
from woolak.pdf.reading.spaces import JOINT

_LETTERS = 4
_SPACED = 1.5
"""So many lone letters at nearly equal gaps are one word in spaced type."""
_WIDEST_SPACE = 2.0
_PITCH = 0.05
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
    """Say whether nearly all lone letters of a row stand at one gap from each other.

    That is not so where more of them begin at one distance from each other.
    """
    near = [(a, b) for a, b in pairwise(row) if len(a.text) == len(b.text) == 1]
    gaps, even = _usual([after.left - before.right for before, after in near], row[0].size)
    _, begin = _usual([after.left - before.left for before, after in near], row[0].size)
    return gaps > 0 and even >= max(_MOST * len(near), begin)


def _usual(ways: Sequence[float], size: float) -> tuple[float, int]:
    """Return the median of some distances, and how many of them differ little from it."""
    usual = median(ways) if ways else 0.0
    return usual, sum(abs(way - usual) < _PITCH * size for way in ways)


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
    last, first = _begins(run[-1]), _begins(piece)
    step = first[0] - last[-1]
    if not 0 < step < _WIDEST_SPACE * piece.size:
        return False
    # Words of ordinary text, hundreds on a page, differ from the gap by their first or last step.
    if len(last) > 1 and not _equal((last[-1] - last[-2], step)):
        return False
    if len(first) > 1 and not _equal((step, first[1] - first[0])):
        return False
    return _equal(_steps([*run, piece]))


def _begins(piece: Piece) -> list[float]:
    """Return where its letters begin; what joins those of spaced type is none."""
    if JOINT not in piece.text:
        return [*piece.edges[:-1]]
    places = zip(piece.text, piece.edges, strict=False)
    return [left for letter, left in places if letter != JOINT]


def _even(run: list[Piece]) -> bool:
    return sum(len(piece.text) for piece in run) >= _LETTERS


def _steps(run: list[Piece]) -> list[float]:
    lefts = [left for piece in run for left in _begins(piece)]
    return [after - before for before, after in pairwise(lefts)]


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
