# SPDX-License-Identifier: EUPL-1.2
"""A page and boxes on it go in; the printed glyphs around them come out, by line, as displayed.

A page has thousands of letters: a letter that stands as PyMuPDF says goes straight from its
numbers into a glyph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pymupdf

from woolak.model import Box
from woolak.pdf.content.printed import ASIDE, STRAIGHT_LINE, Glyph, Line, Sides, leaning, line_of
from woolak.pdf.opening.open import turn
from woolak.pdf.opening.raw import banded, blocks, text_of

_FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
_MIDDLES = dict.fromkeys(",._\u2026", 0.03) | dict.fromkeys("gjpqy", 0.13)
_MIDDLES |= dict.fromkeys("acemnorsuvwxz:;-+=~()[]{}", 0.26) | dict.fromkeys(
    "'\"\u2018\u2019*", 0.6
)
_MIDDLE = 0.36
"""Ems above the baseline: where the middle of the ink of a letter is, first of those that are not
as high as a capital. The box of a slanted word holds letters of other lines in its corners."""
_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_APART = 12.5
"""Points by which a line may reach out of the band that it is looked for in."""
_ABOVE, _CLOSE, _OF_HEIGHT = 20.0, 8.0, 0.6
"""Points above and below a box, and how many of its heights, within which lines are read."""
_TALL = 1.25
"""How many times as high as its box a letter may be; a box of one line is as high or higher."""
_LEVEL = 0.001
_MOST_BANDS = 15

_Rect = tuple[float, float, float, float]
_Char = dict[str, Any]
_new = tuple.__new__


def text_on(page: pymupdf.Page) -> pymupdf.TextPage:
    """Return the glyphs of a page as they are printed, to read more than one way."""
    return text_of(page, _FLAGS)


def lines(
    page: pymupdf.Page,
    near: Sequence[Box],
    whole: Sequence[Box] = (),
    text: pymupdf.TextPage | None = None,
) -> tuple[Line, ...]:
    """Return the printed glyphs that touch some boxes, by line, also outside the page.

    Lines that touch a box of `whole` are whole. Spaces are left out. A page has thousands of
    characters, its boxes a few lines. `text` is from `text_on`, when it was read already.
    """
    turned = turning(page)
    close_by, entire = _undisplayed(near, turned), _undisplayed(whole, turned)
    found = []
    for line in _lines(text, close_by) if text else _all_lines(text_on(page)):
        if close := _touching(close_by, line["bbox"]):
            wanted = [] if _touching(entire, line["bbox"]) else close
            if row := _glyphs(line, turned, wanted):
                found.append(line_of(row))
    return tuple(found)


def _all_lines(text: pymupdf.TextPage) -> list[dict[str, Any]]:
    return [line for block in blocks(text) for line in block.get("lines", ())]


def _lines(text: pymupdf.TextPage, near: Sequence[_Rect]) -> list[dict[str, Any]]:
    """Return the lines of a page that touch some rectangles, where all are level: else all lines.

    What stands in level bands of a page is extracted in a part of the time.
    """
    bands = _bands(near)
    if len(bands) > _MOST_BANDS:
        return _all_lines(text)
    found: list[dict[str, Any]] = []
    for low, high in bands:
        with banded(text, low, high):
            some = _all_lines(text)
        # What reaches into the next band, or runs across bands, would come twice or in parts.
        if not all(_is_level(line) and _within(line, low - _APART, high + _APART) for line in some):
            return _all_lines(text)
        found += some
    return found


def _bands(near: Sequence[_Rect]) -> list[tuple[float, float]]:
    """Return the level bands that hold some rectangles, those that lie close to each other as one.

    Between two is room for `_APART` twice.
    """
    found: list[tuple[float, float]] = []
    for low, high in sorted((top - 1, bottom + 1) for _, top, _, bottom in near):
        if found and low <= found[-1][1] + 2 * _APART:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def _is_level(line: Mapping[str, Any]) -> bool:
    across, down = line["dir"]
    return not line["wmode"] and bool(across > 0 and abs(down) < _LEVEL)


def _within(line: Mapping[str, Any], low: float, high: float) -> bool:
    _, top, _, bottom = line["bbox"]
    return bool(low < top and bottom < high)


def words_in(page: pymupdf.Page, found: Sequence[Box]) -> bool:
    """Say whether a word, or a part of one, may stand in one of some boxes: a quick first look."""
    words = page.get_text("words", clip=pymupdf.INFINITE_RECT(), flags=_FLAGS)
    if not words or not found:
        return False
    shown = np.array([word[:4] for word in words], dtype=np.float64)[:, None]
    boxes = np.array(_undisplayed(found, turning(page)), dtype=np.float64)[None]
    shared = np.minimum(shown[..., 2:], boxes[..., 2:]) - np.maximum(shown[..., :2], boxes[..., :2])
    part = 3 * shared >= shown[..., 2:] - shown[..., :2]
    return bool(((shared >= 0).all(axis=2) & part.any(axis=2)).any())


def is_box(rect: Sequence[float]) -> bool:
    """Say whether a rectangle is one: what nothing was drawn in ends before it begins."""
    return rect[0] <= rect[2] and rect[1] <= rect[3]


def turning(page: pymupdf.Page) -> tuple[float, ...]:
    """Return the matrix of `turn` as plain numbers: PyMuPDF's own take five times as long."""
    matrix = turn(page)
    return tuple(float(matrix[index]) for index in range(6))


def lines_around(
    page: pymupdf.Page,
    found: Sequence[Box],
    whole: Sequence[Box] = (),
    text: pymupdf.TextPage | None = None,
) -> tuple[Line, ...]:
    """Return the glyphs at some boxes with the lines above and below, and what stands beside them.

    Where boxes are as high as their letters, on level lines, that is what stands close to them: a
    box that is painted there grows along its line only. `whole` and `text` are as for `lines`.
    """
    close = lines(page, [_reach(box, _CLOSE) for box in found], whole, text)
    highest = _TALL * min((box.y1 - box.y0 for box in found), default=0.0)
    if all(map(_wide, found)) and all(_fits(line, highest) for line in close):
        return close
    return lines(page, [_reach(box, _ABOVE) for box in found], whole, text)


def _reach(box: Box, least: float) -> Box:
    above = min(_ABOVE, max(least, _OF_HEIGHT * (box.y1 - box.y0)))
    return Box(box.x0 - ASIDE, box.y0 - above, box.x1 + ASIDE, box.y1 + above)


def _wide(box: Box) -> bool:
    """Say whether the text in a box runs along the x axis, also where there is none (`room`)."""
    return box.x1 - box.x0 >= (box.y1 - box.y0) / 2


def _fits(line: Line, highest: float) -> bool:
    across, down = line.glyphs[0].right
    level = across > 0 and abs(down) < STRAIGHT_LINE
    return level and max(glyph.size for glyph in line.glyphs) <= highest


def inks(page: pymupdf.Page, drawn: Sequence[Any]) -> tuple[Box, ...]:
    """Return the box of every image, shading and line of a page's `get_bboxlog`, text apart."""
    turned = turning(page)
    found = (bbox for kind, bbox, *_ in drawn if "text" not in kind)
    return tuple(as_displayed(bbox, turned) for bbox in found if is_box(bbox))


def as_displayed(rect: Sequence[float], turned: tuple[float, ...]) -> Box:
    """Return a rectangle of PyMuPDF's as displayed; `turned` is from `turning`."""
    return Box(*sides(rect, turned))


def sides(rect: Sequence[float], turned: tuple[float, ...]) -> Sides:
    """Return the sides of a rectangle of PyMuPDF's as displayed."""
    if turned == _AS_IT_IS:
        return _new(Sides, rect)
    (x0, y0), (x1, y1) = _at(rect[:2], turned), _at(rect[2:], turned)
    return Sides(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _undisplayed(boxes: Sequence[Box], turned: tuple[float, ...]) -> list[_Rect]:
    """Return displayed boxes in PyMuPDF's points."""
    if turned == _AS_IT_IS:
        return [(box.x0, box.y0, box.x1, box.y1) for box in boxes]
    back = pymupdf.Matrix(*turned)
    back.invert()
    found = (pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * back for box in boxes)
    return [(r.x0, r.y0, r.x1, r.y1) for r in (rect.normalize() for rect in found)]


def _touching(boxes: Sequence[_Rect], other: Sequence[float]) -> list[_Rect]:
    """Return the boxes that touch another; one without thickness counts."""
    x0, y0, x1, y1 = other
    return [one for one in boxes if one[0] <= x1 and x0 <= one[2] and one[1] <= y1 and y0 <= one[3]]


def _glyphs(line: dict[str, Any], turned: tuple[float, ...], near: Sequence[_Rect]) -> list[Glyph]:
    """Return the glyphs of a line that touch some rectangles, all when there are none."""
    a, b, c, d, *_ = turned
    x, y = line["dir"]
    right = (a * x + c * y, b * x + d * y)
    slanted = min(map(abs, right)) >= STRAIGHT_LINE
    level = not slanted and not line["wmode"]
    # Along a level line it is enough that a letter stands above or below a rectangle.
    near = _spans(near) if level and not y else near
    glyphs: list[Glyph] = []
    for span in line["spans"]:
        first = next(filter(_printed, span["chars"]), None)
        if first is None:
            continue
        box, at = sides(first["bbox"], turned), _at(first["origin"], turned)
        lean, size = leaning(box, at, right) if level else 0.0, span["size"]
        close = _close(span["chars"], near) if near else span["chars"]
        printed = [c for c in close if not (c["synthetic"] or c["c"].isspace())]
        if slanted:
            glyphs += [_slanted(c, turned, right, size) for c in printed]
        elif turned == _AS_IT_IS:
            glyphs += [
                _new(Glyph, (_new(Sides, c["bbox"]), c["origin"], right, size, lean, 0.0))
                for c in printed
            ]
        else:
            places = [(sides(c["bbox"], turned), _at(c["origin"], turned)) for c in printed]
            glyphs += [Glyph(box, at, right, size, lean) for box, at in places]
    return glyphs


def _spans(near: Sequence[_Rect]) -> list[_Rect]:
    """Return rectangles without their heights, those that overlap as one."""
    found: list[_Rect] = []
    for left, _, right, _ in sorted(near):
        if found and left <= found[-1][2]:
            start, low, end, high = found[-1]
            found[-1] = start, low, max(end, right), high
        else:
            found.append((left, -_FAR, right, _FAR))
    return found


_FAR = float("inf")


def _close(chars: Sequence[_Char], near: Sequence[_Rect]) -> list[_Char]:
    """Return the characters that touch one of some rectangles."""
    if len(near) == 1:
        return _touched(chars, near[0])
    found = []
    for char in chars:
        left, top, right, bottom = char["bbox"]
        for x0, y0, x1, y1 in near:
            if left <= x1 and right >= x0 and top <= y1 and bottom >= y0:
                found.append(char)
                break
    return found


def _touched(chars: Sequence[_Char], near: _Rect) -> list[_Char]:
    x0, y0, x1, y1 = near
    return [
        char
        for char in chars
        if (box := char["bbox"])[0] <= x1 and box[2] >= x0 and box[1] <= y1 and box[3] >= y0
    ]


def _slanted(
    char: _Char, turned: tuple[float, ...], right: tuple[float, float], size: float
) -> Glyph:
    high = _MIDDLES.get(char["c"], _MIDDLE)
    return Glyph(sides(char["bbox"], turned), _at(char["origin"], turned), right, size, 0.0, high)


def _printed(char: _Char) -> bool:
    return not (char["c"].isspace() or char["synthetic"])


def _at(point: Sequence[float], turned: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = turned
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
