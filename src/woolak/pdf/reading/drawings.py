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

from woolak.pdf.reading.dashes import Bit, dashed, undotted

Point = tuple[float, float]
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
_IN_A_ROW, _DISCS = 3, 6
_BORDER = 0.15
_SLIM = 4.0
_OBLONG = 1.25
_LONE = 8.0
"""What is no larger, in points, is a bullet or one letter."""
_TICK, _TICKS = 24.0, 200
"""What stands in a square that is no larger is a tick, unless such squares stand in a row."""
_WINDOW = 16.0
_BITS, _ROWS = 8, 3
_SQUARES = 40
_MOST = 20_000
_REACH = 12.0
_FAR = 1e6
_CUTS_OUT = re.compile(
    rb"[lcvyh]\s+W\*?\s|/\S+\s+(?:scn|SCN)\b|\[\s*(?:[\d.]+\s+){6,}[\d.]+\s*\]\s*[\d.]+\s+d\b"
)
"""What clips to a path, what paints paths with a pattern (MuPDF tells both as clips), what draws
dashes of many lengths: a row of the pixels of a word."""
_CUTTING = (b"W", b"scn", b"SCN", *(bytes([one]) + b"d" for one in b" \t\n\r\f\v"))
"""What stands in all of that."""
_DASHES = 6
"""Lengths in the pattern of a dashed line that is a rule: dash, gap, dot, gap, dot, gap."""
_SOLID = "[] 0"
_STRAIGHT = 0.01
_SAME_STEP = 0.05


class Shape(NamedTuple):
    """A drawn path that is more than upright lines: how many segments and separate parts it has.

    `boxy`: all its corners lie on its sides, as those of a rounded box, a disc or a triangle do.
    """

    box: Rect
    steps: int
    parts: int
    pen: bool
    boxy: bool


class Drawn(NamedTuple):
    """A place with drawings that may be writing; `pen`: lines that run as those of a pen do."""

    box: Rect
    pen: bool


def writing(
    page: pymupdf.Page, vectors: Sequence[Mapping[str, Any]], content: bytes | None = None
) -> list[Drawn]:
    """Return the places of what may be writing, those that lie near each other as one.

    `vectors` are the vector blocks of the page's text: they tell whether a closer look is needed.
    `content` is what the page draws, when that was read already.
    """
    content = page.read_contents() if content is None else content
    if not _look_closer(page, vectors, content):
        return []
    paths = page.get_cdrawings(extended=True)
    if len(paths) > _MOST:
        return [Drawn(around([_box(path) for path in paths if path["type"] != "group"]), pen=True)]
    shapes, bits = _sorted(paths)
    telling = [shape for shape in shapes if not shape.boxy]
    found = _unframed([shape for shape in telling if _complex(shape)], paths)
    found += _in_rows([shape.box for shape in telling if not _complex(shape)], _IN_A_ROW)
    discs = [shape.box for shape in shapes if shape.boxy and _size(shape.box)[0] < _BIT]
    found += _in_rows(discs, _DISCS)
    pens = [shape.box for shape in shapes if shape.pen]
    found += _mosaic(bits)
    # An I or an L beside them is as simple as a rule.
    small = [shape.box for shape in shapes if max(_size(shape.box)) <= _LETTER[1]]
    wholes = [
        whole
        for whole in (joined([*found, *small, *bits], _REACH) if found else ())
        if max(_size(whole)) > _LONE and any(_near(box, whole, 0) for box in found)
    ]
    return [Drawn(whole, pen=any(_near(pen, whole, 0) for pen in pens)) for whole in wholes]


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


def _look_closer(page: pymupdf.Page, vectors: Sequence[Mapping[str, Any]], content: bytes) -> bool:
    for vector in vectors:
        if not vector["isrect"] and min(_size(vector["bbox"])) > _THIN:
            return True
    if sum(max(_size(vector["bbox"])) <= _SMALL for vector in vectors) >= _SQUARES:
        return True
    # Little squares that touch are one vector block; and what cuts out what is painted is none.
    forms = (page.parent.xref_stream(form[0]) or b"" for form in page.get_xobjects())
    contents = [content, *forms]
    return any(map(_cuts_out, contents)) or (
        bool(vectors) and sum(content.count(b" re") for content in contents) >= _SQUARES
    )


def _cuts_out(content: bytes) -> bool:
    """Say whether `_CUTS_OUT` is in content: what is in none of its forms is told in no time."""
    may = any(map(content.__contains__, _CUTTING))
    return may and _CUTS_OUT.search(content) is not None


def _sorted(paths: Sequence[Mapping[str, Any]]) -> tuple[list[Shape], list[Rect]]:
    """Return the shapes among the drawings, and the little rectangles and dots."""
    shapes: list[Shape] = []
    bits: list[Bit] = []
    for path in paths:
        if path["type"] == "group" or max(map(abs, _box(path))) > _FAR or _waves(path):
            continue
        if not all(_upright(item) for item in path["items"]):
            shape = _shape(path)
            if min(_size(shape.box)) > _THIN or path["type"] == "s":
                shapes.append(shape)
            elif max(_size(shape.box)) <= _SMALL:
                bits.append((shape.box, None))
        elif len(dashes := _dashes(path)) > _DASHES:
            bits += _dashed(path, dashes)
        elif path["type"] != "clip":
            bits += _bits(path)
        elif len(path["items"]) > _STEPS:
            shapes.append(_shape(path))
    return shapes, undotted(bits)


def _bits(path: Mapping[str, Any]) -> list[Bit]:
    """Return the small rectangles and lines of an upright path that is no dashed line."""
    parts = [_extent(item) for item in path["items"]]
    if dashed(_box(path), parts):
        return []
    paint = path.get("fill"), path.get("color")
    return [(box, paint) for box in parts if max(_size(box)) <= _BIT]


def _dashes(path: Mapping[str, Any]) -> list[float]:
    """Return the lengths of dashes and gaps of a stroke, in points."""
    told = path.get("dashes") or _SOLID
    return [float(length) for length in told[1 : told.index("]")].split()]


def _dashed(path: Mapping[str, Any], dashes: Sequence[float]) -> list[Bit]:
    """Return the dashes, as little rectangles, of the lines of a stroke that are level or upright.

    They begin where their line begins.
    """
    found: list[Bit] = []
    for left, top, right, low in map(_extent, path["items"]):
        far, at = max(right - left, low - top), 0.0
        for dash, gap in zip(dashes[::2], dashes[1::2], strict=False):
            end = min(at + dash, far)
            if at < far and dash <= _BIT:
                level = right - left >= low - top
                along = (left + at, top, left + end, low), (left, top + at, right, top + end)
                found.append((along[not level], None))
            at += dash + gap
    return found


def _waves(path: Mapping[str, Any]) -> bool:
    """Say whether a stroke goes on in the same two steps, as a wavy or jagged underline does."""
    items = path.get("items", ())
    if path["type"] != "s" or len(items) <= _STEPS or not all(item[0] in "lc" for item in items):
        return False
    steps = [[(x - item[1][0], y - item[1][1]) for x, y in item[2:]] for item in items]
    goes_on = all(before[-1] == after[1] for before, after in pairwise(items))
    return goes_on and all(_same_step(*two) for two in zip(steps, steps[2:], strict=False))


def _same_step(one: Sequence[Point], other: Sequence[Point]) -> bool:
    apart = (
        abs(p - q) for a, b in zip(one, other, strict=False) for p, q in zip(a, b, strict=True)
    )
    return len(one) == len(other) and max(apart) <= _SAME_STEP


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
    winding = curves >= _PEN_CURVES or len(items) > _STEPS
    # OCR sees specks where outlines are dashed: what it does not read is for a person.
    pen = winding and (open_ended or bool(path["type"] == "s" and _dashes(path)))
    return Shape(_box(path), len(items), parts, pen, _boxy(path, open_ended))


def _boxy(path: Mapping[str, Any], open_ended: bool) -> bool:  # noqa: FBT001 - said of the path
    box = _box(path)
    aside = max(_STRAIGHT, min(_THIN, _BORDER * min(_size(box))))
    corners = (point for item in path["items"] if item[0] in "lc" for point in (item[1], item[-1]))
    near = (
        min(abs(x - box[0]), abs(x - box[2]), abs(y - box[1]), abs(y - box[3])) <= aside
        for x, y in corners
    )
    return not open_ended and all(near)


def _complex(shape: Shape) -> bool:
    """Say whether a shape may be writing all by itself: a word as one path, or a pen's stroke."""
    if max(_size(shape.box)) <= _SMALL:
        return False
    return shape.pen or shape.steps > _STEPS * min(shape.parts, 2) or shape.parts > _PARTS


def _unframed(shapes: Sequence[Shape], paths: Sequence[Mapping[str, Any]]) -> list[Rect]:
    """Return the boxes of shapes that are no tick, which fills a drawn square of its own."""
    small = [shape.box for shape in shapes if not shape.pen and max(_size(shape.box)) <= _TICK]
    few = 0 < len(small) <= _TICKS
    frames = [_box(p) for p in paths if p["type"] in ("f", "s", "fs")] if few else []
    frames = [
        f for f in frames if max(_size(f)) <= _TICK and max(_size(f)) <= _OBLONG * min(_size(f))
    ]
    framed = {box for box in small if any(around((box, f)) == f != box for f in frames)}
    ticks = {box for box in framed if all(box == o or not _near(box, o, _TICK) for o in framed)}
    return [shape.box for shape in shapes if shape.box not in ticks]


def _in_rows(boxes: Iterable[Rect], many: int) -> list[Rect]:
    """Return the boxes of simple shapes that stand beside each other, or on each other, as letters.

    A bullet, a tick of two strokes or an arrow stands alone. So `many` are a word, or two of a
    good size beside each other where `many` is that small.
    """
    letters = [box for box in boxes if _LETTER[0] <= max(_size(box)) <= _LETTER[1]]
    letters = [box for box in letters if max(_size(box)) <= _SLIM * min(_size(box))]
    found: list[Rect] = []
    for turned in (False, True):
        rows = _rows([_turned(box) for box in letters] if turned else letters)
        words = [row for row in rows if len(row) >= many or (many == _IN_A_ROW and _two(row))]
        found += [_turned(box) if turned else box for row in words for box in row]
    return found


def _turned(box: Rect) -> Rect:
    return box[1], box[0], box[3], box[2]


def _two(row: Sequence[Rect]) -> bool:
    return any(a[2] <= b[0] and _size(a)[1] > _SMALL for a, b in pairwise(row))


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
