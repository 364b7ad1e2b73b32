# SPDX-License-Identifier: EUPL-1.2
"""A word and its box, which flow as part of a page; which words a stretch of its text touches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_JOINS = frozenset("-'’")
_LONG = 80
_START = attrgetter("start")


@dataclass(frozen=True, slots=True, init=False)
class Box:
    """A rectangle in points on the page as displayed; origin top left, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __init__(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 < x0 or y1 < y0:
            raise ValueError("a box has x0 <= x1 and y0 <= y1")
        _X0(self, x0)
        _Y0(self, y0)
        _X1(self, x1)
        _Y1(self, y1)

    def union(self, other: Box) -> Box:
        """Return the smallest box around both."""
        low = min(self.x0, other.x0), min(self.y0, other.y0)
        return Box(*low, max(self.x1, other.x1), max(self.y1, other.y1))

    def overlaps(self, other: Box) -> bool:
        """Say whether the two share more than an edge."""
        beside = self.x1 <= other.x0 or other.x1 <= self.x0
        return not beside and self.y0 < other.y1 and other.y0 < self.y1


# A page has thousands of boxes: by its slot a value is set in half the time that a frozen dataclass
# takes.
_X0, _Y0, _X1, _Y1 = (getattr(Box, side).__set__ for side in ("x0", "y0", "x1", "y1"))


@dataclass(frozen=True, slots=True)
class Word:
    """A normalised word with its place; a word hyphenated over two lines is two of these.

    `start` is its offset in the page's text. `edges` are the len(text) + 1 borders of its
    characters, in points along the x axis (along the y axis when `upright` is false).
    """

    text: str = field(repr=False)
    start: int
    box: Box
    line: int
    block: int
    edges: tuple[float, ...] = field(default=(), repr=False)
    upright: bool = True

    @property
    def end(self) -> int:
        """Offset just after the word."""
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> Box:
        """Return the box around the characters of the page's [start, end) that lie in this word."""
        if len(self.edges) != len(self.text) + 1:
            return self.box
        first, last = max(start, self.start), min(end, self.end)
        low, high = sorted((self.edges[first - self.start], self.edges[last - self.start]))
        if self.upright:
            return Box(low, self.box.y0, high, self.box.y1)
        return Box(self.box.x0, low, self.box.x1, high)


def word_of(parts: tuple[str, int, Box, int, int, tuple[float, ...], bool]) -> Word:
    """Return the word of these fields in their order, in a third of the time that `Word` takes."""
    word = _blank(Word)
    text, start, box, line, block, edges, upright = parts
    _TEXT(word, text)
    _START_AT(word, start)
    _BOX(word, box)
    _LINE(word, line)
    _BLOCK(word, block)
    _EDGES(word, edges)
    _UPRIGHT(word, upright)
    return word


_blank = object.__new__
_TEXT, _START_AT, _BOX, _LINE, _BLOCK, _EDGES, _UPRIGHT = (
    getattr(Word, one.name).__set__ for one in fields(Word)
)


def touched(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """Return the words that share a character with [start, end); they stand in order of start."""
    first = bisect_right(words, start, key=_START)
    found = list(words[first - 1 : first]) if first and start < end else []
    if found and found[0].end <= start:
        found.clear()
    for at in range(first, len(words)):
        if words[at].start >= end:
            break
        found.append(words[at])
    return tuple(found)


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes, of which there is one at least."""
    if len(boxes) == 1:
        return boxes[0]
    return Box(
        min([box.x0 for box in boxes]),
        min([box.y0 for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.y1 for box in boxes]),
    )


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch that covers each word of [start, end) to its last letter."""
    if not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1])):
        return start, end
    low, high = max(0, start - _LONG), min(end + _LONG, len(text))
    at = start
    while at > low and _goes_on(text[at - 1]):
        at -= 1
    stop = end
    while stop < high and _goes_on(text[stop]):
        stop += 1
    for word in _TOKEN.finditer(text, at, stop):
        if word.start() < end and start < word.end():
            start, end = min(start, word.start()), max(end, word.end())
    return start, end


def _goes_on(letter: str) -> bool:
    """Say whether a word goes on over this character; nothing is no character."""
    return letter.isalnum() or letter in _JOINS
