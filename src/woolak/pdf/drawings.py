# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the places of its drawings that may be writing come out: letters, or a pen.

Rules, boxes, table borders, bullets, ticks and arrows are none of these. Boxes are (x0, y0, x1, y1)
in points before /Rotate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pymupdf

Rect = tuple[float, float, float, float]

_THIN = 2.0
"""What is thinner, in points, is a rule."""
_BIT = 16.0
"""A rectangle that is no larger may be part of a letter."""
_SMALL = 3.0
_LETTER = (3.0, 120.0)
_STEPS = 12
"""A rounded box has eight segments, an arrow seven, a star ten; letters and pens have more."""
_PARTS = 3
_PEN_CURVES = 5
_APART = 0.5
_ALIKE = 2.5
_IN_A_ROW = 3
_WINDOW = 16.0
_BITS, _ROWS = 8, 3
_MOST = 20_000
_REACH = 6.0
_FAR = 1e6
_CLIPS_TO_A_PATH = re.compile(rb"[lcvyh]\s+W\*?\s")
_STRAIGHT = 0.01


class Shape(NamedTuple):
    """A drawn path that is more than upright lines: how many segments and separate parts it has."""

    box: Rect
    steps: int
    parts: int
    pen: bool


def writing(page: pymupdf.Page, vectors: Sequence[Mapping[str, Any]]) -> list[Rect]:
    """Return the boxes of what may be writing, those that lie near each other as one.

    `vectors` are the vector blocks of the page's text: they tell whether a closer look is needed.
    """
    if not _look_closer(page, vectors):
        return []
    paths = page.get_cdrawings(extended=True)
    if len(paths) > _MOST:
        return joined([_box(path) for path in paths if path["type"] != "group"], _REACH)
    shapes, bits = _sorted(paths)
    found = [shape.box for shape in shapes if _complex(shape)]
    found += _in_rows([shape for shape in shapes if not _complex(shape)])
    return joined(found + _mosaic(bits), _REACH)


def joined(boxes: Iterable[Rect], reach: float) -> list[Rect]:
    """Return the boxes with those joined that are no further apart than `reach`."""
    done: list[Rect] = []
    near: list[Rect] = []
    for box in sorted(boxes):
        done += [other for other in near if other[2] + reach < box[0]]
        near = [other for other in near if other[2] + reach >= box[0]]
        whole = box
        while touching := [other for other in near if _near(whole, other, reach)]:
            near = [other for other in near if not _near(whole, other, reach)]
            whole = around((whole, *touching))
        near.append(whole)
    return done + near


def around(boxes: Sequence[Rect]) -> Rect:
    """Return the smallest box around all."""
    lefts, tops, rights, lows = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(lows)


def _near(one: Rect, other: Rect, reach: float) -> bool:
    beside = one[0] - reach <= other[2] and other[0] <= one[2] + reach
    return beside and one[1] - reach <= other[3] and other[1] <= one[3] + reach


def _look_closer(page: pymupdf.Page, vectors: Sequence[Mapping[str, Any]]) -> bool:
    small = 0
    for vector in vectors:
        wide, high = _size(vector["bbox"])
        if not vector["isrect"] and min(wide, high) > _THIN:
            return True
        small += max(wide, high) <= _BIT
    return small >= _BITS or _clips_to_a_path(page)


def _clips_to_a_path(page: pymupdf.Page) -> bool:
    """Say whether a path other than a rectangle cuts out what is painted: letters may be cut so."""
    if _CLIPS_TO_A_PATH.search(page.read_contents()):
        return True
    forms = (page.parent.xref_stream(form[0]) for form in page.get_xobjects())
    return any(stream and _CLIPS_TO_A_PATH.search(stream) for stream in forms)


def _sorted(paths: Sequence[Mapping[str, Any]]) -> tuple[list[Shape], list[Rect]]:
    """Return the shapes among the drawings, and the little rectangles."""
    shapes: list[Shape] = []
    bits: list[Rect] = []
    for path in paths:
        if path["type"] == "group" or max(map(abs, _box(path))) > _FAR:
            continue
        if not all(_upright(item) for item in path["items"]):
            shape = _shape(path)
            if min(_size(shape.box)) > _THIN or path["type"] == "s":
                shapes.append(shape)
        elif path["type"] != "clip":
            bits += [box for box in map(_extent, path["items"]) if max(_size(box)) <= _BIT]
        elif len(path["items"]) > _STEPS:
            shapes.append(_shape(path))
    return shapes, bits


def _box(path: Mapping[str, Any]) -> Rect:
    box = path["scissor"] if path["type"] == "clip" else path["rect"]
    return box[0], box[1], box[2], box[3]


def _upright(item: Sequence[Any]) -> bool:
    """Say whether a segment is a rectangle or a level or upright line."""
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1:3]
        return bool(abs(x0 - x1) < _STRAIGHT or abs(y0 - y1) < _STRAIGHT)
    same: bool = item[0] == "re"
    return same


def _extent(item: Sequence[Any]) -> Rect:
    if item[0] == "re":
        return tuple(item[1])
    (x0, y0), (x1, y1) = item[1:3]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _shape(path: Mapping[str, Any]) -> Shape:
    items = path["items"]
    ends = [(item[1], item[-1]) if item[0] in "lc" else (None, None) for item in items]
    parts = 1 + sum(before[1] != after[0] for before, after in pairwise(ends))
    curves = sum(item[0] == "c" for item in items)
    open_ended = path["type"] == "s" and ends[0][0] != ends[-1][1] and not path.get("closePath")
    return Shape(_box(path), len(items), parts, open_ended and curves >= _PEN_CURVES)


def _complex(shape: Shape) -> bool:
    """Say whether a shape may be writing all by itself: a word as one path, or a pen's stroke."""
    if max(_size(shape.box)) <= _SMALL:
        return False
    return shape.pen or shape.steps > _STEPS * min(shape.parts, 2) or shape.parts > _PARTS


def _in_rows(shapes: Sequence[Shape]) -> list[Rect]:
    """Return the boxes of simple shapes that stand beside each other, or on each other, as letters.

    A bullet, a tick of two strokes or an arrow stands alone.
    """
    letters = [s.box for s in shapes if _LETTER[0] <= max(_size(s.box)) <= _LETTER[1]]
    found: list[Rect] = []
    for turned in (False, True):
        rows = _rows([_turned(box) for box in letters] if turned else letters)
        found += [_turned(box) if turned else box for row in rows if _a_word(row) for box in row]
    return found


def _turned(box: Rect) -> Rect:
    return box[1], box[0], box[3], box[2]


def _a_word(row: Sequence[Rect]) -> bool:
    pairs = [(before, after) for before, after in pairwise(row) if after[0] >= before[2]]
    return len(row) >= _IN_A_ROW or any(_size(a)[1] > _SMALL for a, _ in pairs)


def _rows(boxes: Iterable[Rect]) -> list[list[Rect]]:
    """Return boxes of about one height that follow each other closely along x, as rows."""
    rows: list[list[Rect]] = []
    open_rows: list[list[Rect]] = []
    for box in sorted(boxes):
        open_rows = [row for row in open_rows if box[0] - row[-1][2] <= _LETTER[1]]
        row = next((row for row in reversed(open_rows) if _follows(row[-1], box)), None)
        if row is None:
            row = []
            rows.append(row)
            open_rows.append(row)
        row.append(box)
    return rows


def _follows(last: Rect, box: Rect) -> bool:
    low, high = sorted((_size(last)[1], _size(box)[1]))
    shared = min(last[3], box[3]) - max(last[1], box[1])
    return box[0] - last[2] <= _APART * high and shared >= low / 2 and high <= _ALIKE * low + 1


def _mosaic(bits: Sequence[Rect]) -> list[Rect]:
    """Return the windows in which little rectangles stand as the parts of a letter do.

    The dots of a line stand in a row, and the borders of table cells far apart.
    """
    windows: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)
    for box in bits:
        windows[int(box[0] // _WINDOW), int(box[1] // _WINDOW)].append(box)
    return [around(found) for found in windows.values() if _scattered(found)]


def _scattered(bits: Sequence[Rect]) -> bool:
    columns, rows = ({round((b[i] + b[i + 2]) / 2) for b in bits} for i in (0, 1))
    return len(set(bits)) >= _BITS and min(len(columns), len(rows)) >= _ROWS


def _size(box: Sequence[float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
