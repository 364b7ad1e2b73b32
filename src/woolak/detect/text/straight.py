# SPDX-License-Identifier: EUPL-1.2
"""A page whose lines sink or rise comes in; the same text on level lines goes out.

On a crooked scan cells of one row stand at other heights, what begins below a word stands aside of
it, and slanted words are in pieces, each in a box of its own; so are those of stamps and watermarks
on a page of text. Text and offsets stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from woolak.model import Box, Layer, Page, Word

_LEAST = 0.004
"""How far a line sinks for each point, at least, to be crooked."""
_LONG = 8.0
"""Line heights: what is shorter does not tell how a line runs."""
_ALIKE, _MOST = 0.015, 0.7
"""Most long lines of a crooked scan sink alike."""
_SLANT = 0.02, 4.0
"""How far a line of text sinks or rises for each point when it is slanted, and no stack."""
_LETTERS = 3
_HIGH = 2.4
"""How high a line is for each point that its letters are wide, as most fonts have it."""


def straight(page: Page) -> Page:
    """Return a page that OCR read as if it had been scanned level, with its slanted words whole."""
    if page.layer is not Layer.OCR:
        return page
    lines = list(_lines(page))
    slope = _slope(lines)
    if abs(slope) < _LEAST:
        return page
    words = [
        replace(_level(_one(pieces), pieces, slope), line=number)
        for number, line in enumerate(lines)
        for pieces in _words(line)
    ]
    return replace(page, words=tuple(words))


def apart(page: Page) -> tuple[Page, Page]:
    """Return a page of text without its slanted lines, and with these alone, turned level."""
    level: list[Word] = []
    slanted: list[Word] = []
    if page.layer is not Layer.OCR and _in_pieces(page):
        for line in _lines(page):
            slants = _slants(line)
            (slanted if slants else level).extend(_laid(line) if slants else line)
    if not slanted:
        return page, replace(page, words=())
    return replace(page, words=tuple(level)), replace(page, words=tuple(slanted))


def _in_pieces(page: Page) -> bool:
    return any(before.end == word.start for before, word in pairwise(page.words))


def _slants(line: Sequence[Word]) -> bool:
    """Say whether a line is in letters that rise or sink by one slope."""
    (x0, y0), (x1, y1) = _middle(line[0].box), _middle(line[-1].box)
    if len(line) < _LETTERS or x1 <= x0 or not any(len(word) > 1 for word in _words(line)):
        return False
    slope = (y1 - y0) / (x1 - x0)
    aside = (abs(y - y0 - slope * (x - x0)) for x, y in (_middle(word.box) for word in line))
    small = min(word.box.y1 - word.box.y0 for word in line) / 2
    return _SLANT[0] < abs(slope) < _SLANT[1] and max(aside) < small


def _laid(line: Sequence[Word]) -> Iterator[Word]:
    """Yield the words of a slanted line, each whole, as if the line were turned level."""
    (x0, y0), (x1, y1) = _middle(line[0].box), _middle(line[-1].box)
    far = math.hypot(x1 - x0, y1 - y0)
    longer = far / (x1 - x0)
    half = far / (2 * max(1, line[-1].end - line[0].start - 1))
    high = _HIGH * half
    for pieces in _words(line):
        start, end = (longer * (_middle(piece.box)[0] - x0) for piece in (pieces[0], pieces[-1]))
        box = Box(x0 + start - half, y0 - high, x0 + end + half, y0 + high)
        yield replace(_one(pieces), box=box, line=line[0].line, edges=())


def _lines(page: Page) -> Iterator[list[Word]]:
    """Yield the words, and pieces of words, between which no new line begins."""
    line: list[Word] = []
    for word in page.words:
        if line and "\n" in page.text[line[-1].end : word.start]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _slope(lines: Sequence[Sequence[Word]]) -> float:
    """Return how far most lines sink for each point; 0 where they do not agree.

    Where most words are in pieces these tell it exactly, else long lines do.
    """
    words = [pieces for line in lines for pieces in _words(line)]
    parted = [pieces for pieces in words if len(pieces) > 1]
    found = list(_sunk(parted, 0) if 2 * len(parted) > len(words) else _sunk(lines, _LONG))
    most = median(found) if found else 0.0
    alike = sum(abs(one - most) < _ALIKE for one in found)
    return most if alike >= _MOST * len(found) else 0.0


def _sunk(runs: Iterable[Sequence[Word]], long: float) -> Iterator[float]:
    for first, last in ((run[0], run[-1]) for run in runs):
        (x0, y0), (x1, y1) = _middle(first.box), _middle(last.box)
        if first.upright and x1 - x0 > long * (first.box.y1 - first.box.y0):
            yield (y1 - y0) / (x1 - x0)


def _words(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the pieces of each word: one begins where the other ends."""
    pieces = [line[0]]
    for before, word in pairwise(line):
        if before.end != word.start:
            yield pieces
            pieces = []
        pieces.append(word)
    yield pieces


def _one(pieces: Sequence[Word]) -> Word:
    """Return a word of its pieces."""
    if len(pieces) == 1:
        return pieces[0]
    first, last = pieces[0], pieces[-1]
    edges = (*(edge for piece in pieces for edge in piece.edges[:-1]), *last.edges[-1:])
    text = "".join(piece.text for piece in pieces)
    edges = tuple(sorted(edges)) if len(edges) == len(text) + 1 else ()
    return replace(first, text=text, box=first.box.union(last.box), edges=edges)


def _level(word: Word, pieces: Sequence[Word], slope: float) -> Word:
    """Return a word where it would stand on a level page."""
    if not word.upright:
        return word
    x, y = _middle(word.box)
    down = y - slope * x
    aside = slope * down
    wide = word.box.x1 - word.box.x0
    high = word.box.y1 - word.box.y0 - abs(slope) * wide
    high = max(high, min(piece.box.y1 - piece.box.y0 for piece in pieces) / 2)
    box = Box(word.box.x0 + aside, down - high / 2, word.box.x1 + aside, down + high / 2)
    return replace(word, box=box, edges=tuple(edge + aside for edge in word.edges))


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
