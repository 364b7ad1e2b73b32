# SPDX-License-Identifier: EUPL-1.2
"""The text of a page, its images and drawings in; where one of those may be part of a word, out.

A name may be half image and half text: who reads both apart reads no name. Boxes are (x0, y0, x1,
y1) in points before /Rotate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pymupdf

from woolak.pdf.reading.drawings import Rect, around

_VECTOR = pymupdf.mupdf.FZ_STEXT_BLOCK_VECTOR
_WORD = re.compile(r"\S+")
_LEVEL = 0.99
_HIGH = (0.3, 4.5)
"""Ems: how high a letter is, and one that begins a paragraph."""
_TALL = 1.6
_NEAR, _NEAR_TALL, _INTO = 0.3, 1.2, -0.35
"""Ems to small letters behind what may begin their word, which has white of its own around it."""
_NEAR_BEFORE = 0.16
_SHARED = 0.5
_CAP, _LOW = 0.75, 0.3
_MOST, _MANY = 300, 2000
_PLATE = 2.5
"""Times its letter: the sides of a block of colour on which one letter stands."""
_CELL = 24.0


class Joint(NamedTuple):
    """A line with words, and the place of what may be part of one of them.

    `cap`: it begins a word and is as high as several lines.
    """

    line: Rect
    part: Rect
    cap: bool


class _Seen(NamedTuple):
    text: str
    x0: float
    x1: float
    base: float
    size: float

    def __repr__(self) -> str:
        """Return its place without its text."""
        return f"_Seen(x0={self.x0}, x1={self.x1}, base={self.base})"


def joints(blocks: Sequence[Mapping[str, Any]], images: Iterable[Rect]) -> list[Joint]:
    """Return where images and drawings stand so close to a word that they may be letters of it."""
    drawn = [b for b in blocks if b["type"] == _VECTOR]
    shapes = [b["bbox"] for b in drawn if not b["isrect"]]
    plates = [b["bbox"] for b in drawn if b["isrect"]] if len(drawn) <= _MANY else []
    vectors = {_on_plate(tuple(shape), plates) for shape in shapes}
    parts = [box for box in {*images, *vectors} if box[3] - box[1] > 1.0]
    if not parts or len(parts) > _MOST:
        return []
    lines = [words for line in _level(blocks) if (words := list(_words(line)))]
    rows = _by_row(lines)
    return [found for part in parts for found in _found(part, rows)]


def _on_plate(shape: Rect, plates: Iterable[Rect]) -> Rect:
    """Return a shape with the block of colour on which it stands as a letter does."""
    for x0, y0, x1, y1 in plates:
        holds = x0 <= shape[0] and y0 <= shape[1] and x1 >= shape[2] and y1 >= shape[3]
        if holds and max(x1 - x0, y1 - y0) < _PLATE * (shape[3] - shape[1]):
            return x0, y0, x1, y1
    return shape


def _level(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    lines = (line for block in blocks for line in block.get("lines", ()))
    return (line for line in lines if line["dir"][0] > _LEVEL)


def _words(line: Mapping[str, Any]) -> Iterator[_Seen]:
    for span in line["spans"]:
        chars = span["chars"]
        for word in _WORD.finditer("".join([char["c"] for char in chars])):
            first, last = chars[word.start()], chars[word.end() - 1]
            base = first["origin"][1]
            yield _Seen(word[0], first["bbox"][0], last["bbox"][2], base, span["size"])


def _by_row(lines: Sequence[Sequence[_Seen]]) -> dict[int, list[Sequence[_Seen]]]:
    """Return the lines by where they stand, for a look at those near a place."""
    rows: dict[int, list[Sequence[_Seen]]] = {}
    for words in lines:
        rows.setdefault(int(words[0].base // _CELL), []).append(words)
    return rows


def _found(part: Rect, rows: Mapping[int, Sequence[Sequence[_Seen]]]) -> Iterator[Joint]:
    first, last = int(part[1] // _CELL) - 1, int(part[3] // _CELL) + 1
    near = [words for row in range(first, min(last, first + 10) + 1) for words in rows.get(row, ())]
    for words in near:
        beside = [word for word in words if _level_with(part, word)]
        if beside and _touches(part, beside):
            base, size = beside[0].base, beside[0].size
            line = [w for some in near for w in some if abs(w.base - base) < _LOW * size]
            yield Joint(_around(part, line), part, part[3] - part[1] > _TALL * size)


def _level_with(part: Rect, word: _Seen) -> bool:
    """Say whether something stands on the line of a word, or begins there and is higher."""
    high = part[3] - part[1]
    if not _HIGH[0] * word.size < high < _HIGH[1] * word.size:
        return False
    top, low = word.base - _CAP * word.size, word.base + _LOW * word.size
    shared = min(part[3], low) - max(part[1], top)
    tall = high > _TALL * word.size
    if tall:
        return part[1] > top - word.size / 2 and shared > _SHARED * (low - top)
    return shared > _SHARED * high


def _touches(part: Rect, words: Sequence[_Seen]) -> bool:
    size, tall = words[0].size, part[3] - part[1] > _TALL * words[0].size
    most = (_NEAR_TALL if tall else _NEAR) * size
    if any(_INTO * size < w.x0 - part[2] < most and w.text[0].islower() for w in words):
        return True
    ends = (w.x1 for w in words if w.text[-1].isalpha())
    return not tall and any(_INTO < (part[0] - x) / size < _NEAR_BEFORE for x in ends)


def _around(part: Rect, words: Sequence[_Seen]) -> Rect:
    """Return a line of words with what is part of it."""
    size, base = words[0].size, words[0].base
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    line = (left, base - size, right, base + _LOW * size)
    high = part[3] - part[1] <= _TALL * size
    own = part if high else (part[0], line[1], part[2], line[3])
    return around((line, own))


def in_one_line(found: Sequence[Joint]) -> list[Joint]:
    """Return the joints with the lines of those that share a line as one."""
    lines: list[Rect] = []
    for line in sorted({joint.line for joint in found}, key=lambda each: (each[1], each[0])):
        if lines and _same(lines[-1], line):
            lines[-1] = around((lines[-1], line))
        else:
            lines.append(line)
    return [joint._replace(line=next(w for w in lines if _same(w, joint.line))) for joint in found]


def by_line(found: Sequence[Joint]) -> list[list[Joint]]:
    """Return the joints of each line, those first that are as high as several lines."""
    lines: dict[Rect, list[Joint]] = {}
    for joint in sorted(found, key=lambda each: not each.cap):
        lines.setdefault(joint.line, []).append(joint)
    return list(lines.values())


def _same(whole: Rect, line: Rect) -> bool:
    shared = min(whole[3], line[3]) - max(whole[1], line[1])
    return shared > _SHARED * (line[3] - line[1])
