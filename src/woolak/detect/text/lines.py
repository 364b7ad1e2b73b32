# SPDX-License-Identifier: EUPL-1.2
"""Pages in, fragments of lines out: words that stand together, cut where a cell ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from woolak.model import Box, Page, Word
from woolak.model.words import around

_GAP = 1.2
"""A gap wider than this many line heights separates two cells of a line."""
_NARROW = 0.3
"""So does a narrower one, when other lines nearby begin just there."""
_ALONE = 0.28
"""A space is about so many line heights wide, when a line has no other to tell by."""
_FILLED, _SAME_GAP = 3.0, 0.02
"""The spaces of a line that is filled are at most so many line heights wide, and all the same."""
_LETTER = re.compile(r"[^\W\d_]")
_WIDER, _BARELY = 1.5, 0.95
"""A gap between cells is so many times as wide as a space; less where no line nearby crosses it."""
_EVEN = 1.05
"""Spaces that differ by less than this part are those of a line of letters of one width."""
_SMALLER = 0.88
"""A margin is set in letters smaller than this part of those of the text."""
_NEARBY = 8
"""Nearby is within so many line heights."""
_BESIDE = 3.0
"""White space between two columns is free for so many line heights above and below a line."""
_SAME = 1.0
"""What begins within so many points begins in one place."""
_OTHERS = 2
"""So many other lines that begin there make it the left edge of a column."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Consecutive words of one line without a wide gap, and their text, joined by spaces.

    `row` joins the fragments of one line.
    """

    words: tuple[Word, ...] = field(repr=False)
    box: Box
    page: int
    row: tuple[int, int]
    text: str = field(repr=False)


def level(left: Box, right: Box) -> bool:
    """Say whether two boxes stand on one line."""
    height = min(left.y1 - left.y0, right.y1 - right.y0)
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    return height > 0 and shared > 0.6 * height


def fragments(page: Page, index: int) -> list[Fragment]:
    """Return the fragments of a page, in its order; `index` is its place among the pages."""
    lines = [(row, list(run)) for row, run in groupby(page.words, key=lambda w: (w.block, w.line))]
    cut = [(row, list(_cut(words))) for row, words in lines]
    starts = _starts(word for _, runs in cut for run in runs for word in _firsts(run))
    return [
        _fragment(piece, index, row)
        for row, runs in cut
        for run in runs
        for piece in _aligned(run, starts, page.words)
    ]


def _cut(words: list[Word]) -> Iterable[list[Word]]:
    run: list[Word] = []
    for at, word in enumerate(words):
        if run and _far(run[-1], word) and not _justified(words, at):
            yield run
            run = []
        run.append(word)
    yield run


def _justified(words: list[Word], at: int) -> bool:
    """Say whether the gap before a word is as wide as the one beside it: a line that is filled."""
    gap = _gap(words, at)
    beside = [other for other in (at - 1, at + 1) if 0 < other < len(words)]
    height = words[at].box.y1 - words[at].box.y0
    return 0 < gap < _FILLED * height and any(
        abs(_gap(words, other) - gap) < _SAME_GAP * height
        and all(map(_LETTER.search, {words[i].text for i in (at - 1, at, other - 1, other)}))
        for other in beside
    )


def _gap(words: list[Word], at: int) -> float:
    return words[at].box.x0 - words[at - 1].box.x1


def _starts(words: Iterable[Word]) -> dict[int, list[float]]:
    """Return the heights at which a line or a cell begins, by place."""
    found: dict[int, list[float]] = {}
    for word in words:
        found.setdefault(round(word.box.x0), []).append(word.box.y0)
    for heights in found.values():
        heights.sort()
    return found


def _firsts(run: list[Word]) -> Iterator[Word]:
    """Yield the first word of a run, and those behind a gap that is wider than its spaces.

    The one gap of two words tells nothing: letters of one width have wide spaces.
    """
    yield run[0]
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(run)]
    for at, word in enumerate(run[1:]):
        if len(gaps) > 1 and _apart(gaps, at, word.box.y1 - word.box.y0):
            yield word


def _apart(gaps: list[float], at: int, height: float) -> bool:
    """Say whether a gap is wider than a space by so much that a cell may begin behind it."""
    if gaps[at] <= _NARROW * height:
        return False
    return gaps[at] > min(_WIDER * _others(gaps, at, height), _GAP * height)


def _others(gaps: list[float], at: int, height: float) -> float:
    """Return how wide the narrowest other gap of a line is."""
    smallest = sorted(gaps)[:2]
    return _ALONE * height if len(gaps) == 1 else smallest[gaps[at] <= smallest[0]]


def _aligned(
    run: list[Word], starts: dict[int, list[float]], page: Sequence[Word]
) -> Iterable[list[Word]]:
    """Cut a run of words where a column of cells begins that stand close to their neighbours."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(run)]
    smallest = sorted(gaps)[:2]
    heights = [word.box.y1 - word.box.y0 for word in run]
    even = len(gaps) > 1 and max(gaps) < min(_EVEN * smallest[0], _GAP * max(heights))
    tight = even or max(gaps, default=0.0) <= _NARROW * min(heights)
    if tight and not _other_size(min(heights), max(heights)):
        yield run
        return
    piece = run[:1]
    for at, word in enumerate(run[1:]):
        height = heights[at + 1]
        apart = _apart(gaps, at, height)
        sure = apart or _other_size(heights[at], height)
        wide = gaps[at] > _NARROW * height
        barely = wide and gaps[at] > _BARELY * _others(gaps, at, height)
        # Whether lines nearby are clear is asked last: it looks at the whole page.
        told = (sure or (barely and not even)) and word.upright
        own = apart and len(gaps) > 1
        begins = told and _begins(word, height, starts) >= _OTHERS + own
        if begins and (sure or _clear(run[at], word, page)):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _clear(left: Word, right: Word, page: Sequence[Word]) -> bool:
    """Say whether the lines just above and below leave the white space between two words free."""
    low, high = left.box.x1 + 0.1, right.box.x0 - 0.1
    reach = _BESIDE * (right.box.y1 - right.box.y0)
    top, bottom = right.box.y0 - reach, right.box.y1 + reach
    near = [w.box for w in page if top < w.box.y0 and w.box.y1 < bottom]
    return not any(box.x0 < high and low < box.x1 for box in near)


def _other_size(one: float, other: float) -> bool:
    """Say whether two heights of words differ as those of a text and its margin do."""
    return one < _SMALLER * other or other < _SMALLER * one


def _begins(word: Word, height: float, starts: dict[int, list[float]]) -> int:
    """Return how many lines nearby begin, or may have a cell that begins, where a word does."""
    near = 0
    for x in (round(word.box.x0) - 1, round(word.box.x0), round(word.box.x0) + 1):
        if abs(x - word.box.x0) > _SAME + 0.5 or x not in starts:
            continue
        low = bisect_left(starts[x], word.box.y0 - _NEARBY * height)
        near += bisect_right(starts[x], word.box.y0 + _NEARBY * height) - low
    return near


def _far(left: Word, right: Word) -> bool:
    if not (left.upright and right.upright):
        return False
    if left.edges and left.edges[0] > left.edges[-1]:  # it reads from right to left
        left, right = right, left
    box = left.box
    gap = right.box.x0 - box.x1
    return gap > _GAP * (box.y1 - box.y0) or gap < box.x0 - box.x1 - 1


def _fragment(words: list[Word], page: int, row: tuple[int, int]) -> Fragment:
    box = around([word.box for word in words])
    return Fragment(tuple(words), box, page, row, " ".join([word.text for word in words]))
