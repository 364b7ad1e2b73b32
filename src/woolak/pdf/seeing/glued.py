# SPDX-License-Identifier: EUPL-1.2
"""Words that OCR read in a line go in; those that are text and image in one come out as one.

An image of letters has some white beside them: what begins in it and goes on in text looks like two
words. White letters on a dark image are read as black ones. Boxes and sizes are in pixels, upright.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from woolak.pdf.ink import Gray
from woolak.pdf.seeing.tesseract import Seen, upright

_NEAR, _INTO = 0.25, -0.35
"""Ems between a letter and the side of an image that goes on with the word."""
_WIDEST = 0.6
"""Ems of white in such a word."""
_INSIDE = 0.6
_HALF, _WHITE = 127, np.uint8(255)

_Box = tuple[float, float, float, float]


def glued(words: Sequence[Seen], shape: Sequence[int], parts: Sequence[_Box]) -> list[Seen]:
    """Return words of an image of `shape`, glued where one ends at a part and one goes on in it."""
    made: list[Seen] = []
    for word in words:
        if made and any(_meet(made[-1], word, shape, part) for part in parts):
            made[-1] = _one(made[-1], word)
        else:
            made.append(word)
    return made


def dark_on_light(gray: Gray, parts: Sequence[_Box]) -> Gray:
    """Return a line with the parts that are light on a dark ground turned as its text is."""
    made, light = gray.copy(), np.median(gray) > _HALF
    for x0, y0, x1, y1 in parts:
        rows, columns = (slice(max(0, round(a)), max(0, round(b))) for a, b in ((y0, y1), (x0, x1)))
        inside = made[rows, columns]
        if inside.size and (np.median(inside) > _HALF) != light:
            made[rows, columns] = _WHITE - inside
    return made


def _meet(one: Seen, other: Seen, shape: Sequence[int], part: _Box) -> bool:
    if (one.row, one.turn) != (other.row, other.turn) or not _goes_on(one.text, other.text):
        return False
    first, second = (_inside(upright(word, shape), part) > _INSIDE for word in (one, other))
    em, white = max(one.size, other.size), other.box[0] - one.box[2]
    if first == second or not -em < white < _WIDEST * em:
        return False
    text = upright(other if first else one, shape)
    return _INTO * em < _apart(text, part) < _NEAR * em


def _goes_on(one: str, other: str) -> bool:
    """Say whether the letters of two words may be those of one."""
    if not (one[-1:].isalpha() and other[:1].isalpha()):
        return False
    return other[0].islower() or (one.isupper() and other.isupper())


def _inside(box: _Box, part: _Box) -> float:
    """Return which part of a box lies in another."""
    wide = min(box[2], part[2]) - max(box[0], part[0])
    high = min(box[3], part[3]) - max(box[1], part[1])
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return max(0.0, wide) * max(0.0, high) / whole if whole else 0.0


def _apart(one: _Box, other: _Box) -> float:
    """Return how far two boxes lie apart; below 0 how deep one reaches into the other."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down)


def _one(one: Seen, other: Seen) -> Seen:
    x0, y0, _, y1 = one.box
    box = (x0, min(y0, other.box[1]), other.box[2], max(y1, other.box[3]))
    edges = (*one.edges, *other.edges[1:]) if one.edges and other.edges else ()
    text, sure = one.text + other.text, min(one.sure, other.sure)
    return one._replace(text=text, box=box, edges=edges, sure=sure)
