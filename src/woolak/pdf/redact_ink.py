# SPDX-License-Identifier: EUPL-1.2
"""A PDF page goes in; where its printed characters and other ink stand, as displayed, comes out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pymupdf

from woolak.model import Box
from woolak.pdf.open import turn
from woolak.pdf.raw import blocks, text_of

_FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
ASIDE = 36.0
"""Points beside a box: further than any label makes it grow."""
_STRAIGHT = 0.02
_MIDDLES = dict.fromkeys(",._\u2026", 0.03) | dict.fromkeys("gjpqy", 0.13)
_MIDDLES |= dict.fromkeys("acemnorsuvwxz:;-+=~()[]{}", 0.26) | dict.fromkeys(
    "'\"\u2018\u2019*", 0.6
)
_MIDDLE = 0.36
"""Ems above the baseline: where the middle of the ink of a letter is, first of those that are not
as high as a capital. The box of a slanted word holds letters of other lines in its corners."""
_ACROSS = 1.5
"""A slanted letter so many times as high as a box is part of another text, that runs across it."""
_LEAN = (0.05, 0.6)
"""Synthetic italics lean to the right by a fifth to a third of their height."""

Slant = tuple[float, float, float, float]
"""(a, b, c, d) of the matrix that sets slanted or leaning text upright, in displayed points."""

_Rect = tuple[float, float, float, float]

STRAIGHT: Slant = (1.0, 0.0, 0.0, 1.0)


class Sides(NamedTuple):
    """The sides of a rectangle: a page has thousands of letters."""

    x0: float
    y0: float
    x1: float
    y1: float


Rectangle = Box | Sides


class Glyph(NamedTuple):
    """A printed character without its text, in displayed points; `right` is where its line goes."""

    box: Rectangle
    origin: tuple[float, float]
    right: tuple[float, float]
    size: float
    lean: float = 0.0
    """How far letters lean to the right, as a part of their height."""
    high: float = 0.0
    """How many ems above the baseline the middle of its ink is, in slanted text."""

    @property
    def slant(self) -> Slant:
        """What sets this text upright."""
        across, down = self.right
        if not self.straight:
            return (across, -down, down, across)
        if not self.lean:
            return STRAIGHT
        back = self.lean * across * down
        return (1.0 - back, -self.lean * down**2, self.lean * across**2, 1.0 + back)

    @property
    def home(self) -> Rectangle:
        """Where the letter would stand if it did not lean: its place among the others."""
        if not self.lean:
            return self.box
        (start, end), (below, above) = _reach(self.box, self.origin, self.right)
        span = sorted(self._along(u) for u in (start - self.lean * below, end - self.lean * above))
        return laid(
            span[0], span[1], along(self.box, upright=not self.upright), upright=self.upright
        )

    @property
    def middle(self) -> tuple[float, float]:
        """Where the middle of its ink is, also in slanted text."""
        (across, down), at = self.right, self.box
        x, y = (at.x0 + at.x1) / 2 - self.origin[0], (at.y0 + at.y1) / 2 - self.origin[1]
        along, up = x * across + y * down, self.high * self.size
        return (
            self.origin[0] + along * across + up * down,
            self.origin[1] + along * down - up * across,
        )

    def _along(self, u: float) -> float:
        return self.origin[not self.upright] + (-u if self.reverse else u)

    @property
    def upright(self) -> bool:
        """Text runs along the x axis, or nearly so."""
        return abs(self.right[1]) < abs(self.right[0])

    @property
    def straight(self) -> bool:
        """Text runs along one of the axes."""
        return min(abs(self.right[0]), abs(self.right[1])) < _STRAIGHT

    @property
    def reverse(self) -> bool:
        """Text runs against its axis: to the left, or upwards."""
        return (self.right[0] if self.upright else self.right[1]) < 0

    def band(self, ems: tuple[float, float]) -> tuple[float, float]:
        """Return where a band of ems above the baseline lies across the line, low to high."""
        up = -self.right[0] if self.upright else self.right[1]
        base = self.origin[1] if self.upright else self.origin[0]
        one, other = (base + up * em * self.size for em in ems)
        return min(one, other), max(one, other)


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs of one line in their order along it, and the box around them.

    `starts` are where they start along the x axis, or the y axis when the line is not `upright`,
    and `widest` is how long the longest is along it.
    """

    glyphs: tuple[Glyph, ...]
    reach: Box
    upright: bool
    starts: tuple[float, ...]
    widest: float

    def beside(self, box: Rectangle, more: float = 0.0) -> tuple[int, int]:
        """Return the first and the last, exclusive, of the glyphs that may touch a box."""
        low, high = (box.x0, box.x1) if self.upright else (box.y0, box.y1)
        first = bisect_left(self.starts, low - self.widest - more)
        return first, bisect_right(self.starts, high + more, first)


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """Return some glyphs, at least one, as a line."""
    upright = glyphs[0].upright
    boxes = [glyph.box for glyph in glyphs]
    spans = [(b.x0, b.x1) for b in boxes] if upright else [(b.y0, b.y1) for b in boxes]
    if spans != sorted(spans):
        places = sorted(range(len(spans)), key=spans.__getitem__)
        glyphs, spans = [glyphs[place] for place in places], sorted(spans)
    starts = tuple([start for start, _ in spans])
    widest = max([end - start for start, end in spans])
    if leans := {glyph.lean for glyph in glyphs} - {0.0}:
        widest += 2 * max(map(abs, leans)) * max([glyph.size for glyph in glyphs])
    return Line(tuple(glyphs), around(boxes), upright, starts, widest)


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
    for block in blocks(text or text_on(page)):
        for line in block.get("lines", ()):
            close = [side for side in close_by if _touch(side, line["bbox"])]
            if close:
                wanted = [] if any(_touch(side, line["bbox"]) for side in entire) else close
                if row := _glyphs(line, turned, wanted):
                    found.append(line_of(row))
    return tuple(found)


def _undisplayed(boxes: Sequence[Box], turned: tuple[float, ...]) -> list[_Rect]:
    """Return displayed boxes in PyMuPDF's points."""
    back = pymupdf.Matrix(*turned)
    back.invert()
    found = (pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * back for box in boxes)
    return [(r.x0, r.y0, r.x1, r.y1) for r in (rect.normalize() for rect in found)]


def _touch(one: _Rect, other: Sequence[float]) -> bool:
    """Say whether two rectangles touch; one without thickness counts."""
    along_x = other[0] <= one[2] and one[0] <= other[2]
    return along_x and other[1] <= one[3] and one[1] <= other[3]


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


def surroundings(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes with the lines above and below, and what stands beside them."""
    return [Box(b.x0 - ASIDE, b.y0 - 20, b.x1 + ASIDE, b.y1 + 20) for b in boxes]


def inks(page: pymupdf.Page, drawn: Sequence[Any]) -> tuple[Box, ...]:
    """Return the box of every image, shading and line of a page's `get_bboxlog`, text apart."""
    turned = turning(page)
    found = (bbox for kind, bbox, *_ in drawn if "text" not in kind)
    return tuple(as_displayed(bbox, turned) for bbox in found if is_box(bbox))


def _glyphs(line: dict[str, Any], turned: tuple[float, ...], near: Sequence[_Rect]) -> list[Glyph]:
    """Return the glyphs of a line that touch some rectangles, all when there are none."""
    a, b, c, d, *_ = turned
    x, y = line["dir"]
    right = (a * x + c * y, b * x + d * y)
    slanted = min(map(abs, right)) >= _STRAIGHT
    level = not slanted and not line["wmode"]
    glyphs: list[Glyph] = []
    for span in line["spans"]:
        first = next(filter(_printed, span["chars"]), None)
        if first is None:
            continue
        box, at = sides(first["bbox"], turned), _at(first["origin"], turned)
        lean, size = _lean(box, at, right) if level else 0.0, span["size"]
        close = filter(_printed, _close(span["chars"], near) if near else span["chars"])
        if slanted:
            glyphs += [_slanted(c, turned, right, size) for c in close]
        elif turned == _AS_IT_IS:
            # Of thousands of letters: straight from their numbers takes half the time.
            new = tuple.__new__
            glyphs += [
                new(Glyph, (new(Sides, c["bbox"]), c["origin"], right, size, lean, 0.0))
                for c in close
            ]
        else:
            places = [(sides(c["bbox"], turned), _at(c["origin"], turned)) for c in close]
            glyphs += [Glyph(box, at, right, size, lean) for box, at in places]
    return glyphs


def _slanted(
    char: dict[str, Any], turned: tuple[float, ...], right: tuple[float, float], size: float
) -> Glyph:
    high = _MIDDLES.get(char["c"], _MIDDLE)
    return Glyph(sides(char["bbox"], turned), _at(char["origin"], turned), right, size, 0.0, high)


def _printed(char: dict[str, Any]) -> bool:
    return not (char["c"].isspace() or char["synthetic"])


def _close(printed: Sequence[dict[str, Any]], near: Sequence[_Rect]) -> list[dict[str, Any]]:
    """Return the characters that touch one of some rectangles."""
    found = []
    for char in printed:
        left, top, right, bottom = char["bbox"]
        for x0, y0, x1, y1 in near:
            if left <= x1 and right >= x0 and top <= y1 and bottom >= y0:
                found.append(char)
                break
    return found


def _lean(box: Sides, at: tuple[float, float], right: tuple[float, float]) -> float:
    """Return how far a letter leans: the box of one that does begins before its origin."""
    (start, _), (below, _) = _reach(box, at, right)
    lean = round(start / below, 2) if below < 0 else 0.0
    return lean if _LEAN[0] < lean < _LEAN[1] else 0.0


def _reach(
    box: Rectangle, at: tuple[float, float], right: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how far a box reaches from a point along a line that runs to `right`, and upwards."""
    across, down = right
    x, y = (box.x0 - at[0], box.x1 - at[0]), (box.y0 - at[1], box.y1 - at[1])
    if abs(across) > abs(down):
        return (_signed(x, across), _signed(y, -across))
    return (_signed(y, down), _signed(x, down))


def _signed(ends: tuple[float, float], way: float) -> tuple[float, float]:
    return ends if way > 0 else (-ends[1], -ends[0])


def _at(point: Sequence[float], turned: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = turned
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def as_displayed(rect: Sequence[float], turned: tuple[float, ...]) -> Box:
    """Return a rectangle of PyMuPDF's as displayed; `turned` is from `turning`."""
    return Box(*sides(rect, turned))


def sides(rect: Sequence[float], turned: tuple[float, ...]) -> Sides:
    """Return the sides of a rectangle of PyMuPDF's as displayed."""
    if turned == _AS_IT_IS:
        return Sides._make(rect)
    (x0, y0), (x1, y1) = _at(rect[:2], turned), _at(rect[2:], turned)
    return Sides(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def along(box: Rectangle, *, upright: bool) -> tuple[float, float]:
    """Return a box's start and end along the axis of the text."""
    return (box.x0, box.x1) if upright else (box.y0, box.y1)


def laid(start: float, end: float, band: tuple[float, float], *, upright: bool) -> Box:
    """Return the box from start to end along the text, and over a band across it."""
    low, high = band
    return Box(start, low, end, high) if upright else Box(low, start, high, end)


def holds(box: Rectangle, inner: Rectangle) -> bool:
    """Say whether the centre of `inner` lies in `box`."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def covers(box: Rectangle, glyph: Glyph) -> bool:
    """Say whether a glyph lies under a box; a letter of a watermark across it does not."""
    if not holds(box, glyph.home if glyph.lean else glyph.box):
        return False
    if glyph.straight:
        return True
    if glyph.size > _ACROSS * min(box.x1 - box.x0, box.y1 - box.y0):
        return False
    x, y = glyph.middle
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def meets(box: Rectangle, other: Rectangle) -> bool:
    """Say whether two boxes touch; a line without thickness counts."""
    along_x = other.x0 <= box.x1 and box.x0 <= other.x1
    return along_x and other.y0 <= box.y1 and box.y0 <= other.y1


def around(boxes: Sequence[Rectangle]) -> Box:
    """Return the smallest box around all."""
    return Box(
        min([box.x0 for box in boxes]),
        min([box.y0 for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.y1 for box in boxes]),
    )
