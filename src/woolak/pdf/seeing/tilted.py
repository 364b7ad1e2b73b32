# SPDX-License-Identifier: EUPL-1.2
"""What OCR made of gray pixels goes in; the same with the words of lines at an angle comes out.

A stamp, a photograph of a letter, a turned picture: what is left after the level and the upright
lines were read is turned until its lines lie level, and read so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin, tan
from time import monotonic

import numpy as np
import numpy.typing as npt

from woolak.pdf.ink import Flags, Gray, paper
from woolak.pdf.seeing import tesseract
from woolak.pdf.seeing.tesseract import Reading, Seen

_Numbers = npt.NDArray[np.float64]
_Point = tuple[float, float]

_INK = 60
"""Tones of 255 between paper and what counts as ink."""
_ANGLES = np.arange(-45.0, 45.5, 1.0)
_FINER = np.arange(-0.75, 1.0, 0.25)
_LEAST = 2.0
"""Degrees: Tesseract reads lines that are less crooked as they stand."""
_STANDS_OUT = 1.3
_MOST_POINTS, _FEWEST = 40_000, 200
_BAND = 1.2
"""Points: how finely lines are told apart."""
_TIMES = 3
_ROWS = 10_000
_AT_ONCE = 256
_ASIDE = 60
"""Pixels: words that were read crosswise may have taken the ends of tilted ones along."""


def whole(gray: Gray, dpi: float, seconds: float) -> Reading | None:
    """Return the words of an image of which most lines are tilted; None where they are level.

    Tesseract reads lines that sink by a few degrees as they stand, but not all, and not as well.
    What the turned image leaves is read as it stands. Raises TimeoutError.
    """
    until = monotonic() + seconds
    angle = _angle(gray, dpi)
    if angle is None:
        return None
    tilt = _tilt(gray, gray, angle)
    found = tesseract.read(tilt.level, dpi, until - monotonic())
    sure = tesseract.firm(found.words)
    if 2 * _told(sure) < sum(map(_told, ([word] for word in found.words))):
        return None
    rest = _painted(gray, tilt, found, sure)
    more = tesseract.read(rest, dpi, until - monotonic())
    words = [_placed(word, tilt, gray.shape) for word in found.words]
    words += [word._replace(row=word.row + _ROWS) for word in tesseract.firm(more.words)]
    return Reading(words, more.rest, more.turns)


def read(found: Reading, gray: Gray, dpi: float, seconds: float) -> Reading:
    """Return a reading of an image with the words of tilted lines; those have a `slope`.

    Words that were read crosswise where these stand are gone from it. Raises TimeoutError.
    """
    until = monotonic() + seconds
    words, rest = list(found.words), found.upright
    for time in range(1, _TIMES + 1):
        angle = _angle(rest, dpi)
        if angle is None:
            break
        tilt = _tilt(gray, rest, angle)
        level = tesseract.read(tilt.level, dpi, until - monotonic())
        sure = tesseract.firm(level.words)
        crossed = [word for word in words if _crosses(word, sure, tilt, gray.shape)]
        if _told(tesseract.firm(crossed)) >= _told(sure):
            break
        rest = _painted(rest, tilt, level, sure)
        more = [_placed(word, tilt, gray.shape) for word in sure]
        words = [word for word in words if word not in set(crossed)]
        words += [word._replace(row=word.row + time * _ROWS) for word in more]
    return Reading(words, np.rot90(rest, found.turns), found.turns)


def some(words: Sequence[Seen]) -> bool:
    """Say whether lines at an angle are among some words."""
    return any(word.slope for word in words)


def _told(words: Sequence[Seen]) -> float:
    return sum(word.letters * word.sure for word in words)


def _crosses(word: Seen, tilted: Sequence[Seen], tilt: _Tilt, shape: Sequence[int]) -> bool:
    """Say whether the middle of a word that is not tilted lies in one that is."""
    if word.slope:
        return False
    x0, y0, x1, y1 = tesseract.upright(word, shape)
    x, y = _levelled(((x0 + x1) / 2, (y0 + y1) / 2), tilt)
    boxes = (tesseract.upright(one, tilt.level.shape) for one in tilted)
    return any(box[0] < x < box[2] and box[1] < y < box[3] for box in boxes)


def _levelled(point: _Point, tilt: _Tilt) -> _Point:
    """Return where a point of the image comes in the part that was turned."""
    across, down = point[0] - tilt.centre[0], point[1] - tilt.centre[1]
    high, wide = tilt.level.shape
    return (
        wide / 2 + cos(tilt.angle) * across + sin(tilt.angle) * down,
        high / 2 - sin(tilt.angle) * across + cos(tilt.angle) * down,
    )


def _angle(rest: Gray, dpi: float) -> float | None:
    """Return by how many degrees most lines sink; None when no angle stands out."""
    y, x = np.nonzero(_inked(rest)[::2, ::2])
    if len(x) < _FEWEST:
        return None
    step = max(1, len(x) // _MOST_POINTS)
    across, down = x[::step].astype(float), y[::step].astype(float)
    band = max(1.0, _BAND * dpi / 144)

    def sharp(degrees: float) -> float:
        a, b = cos(radians(degrees)) / band, sin(radians(degrees)) / band
        return max(_sharp(a * down - b * across), _sharp(a * across + b * down))

    told = [sharp(degrees) for degrees in _ANGLES]
    best = float(_ANGLES[int(np.argmax(told))])
    best = max((best + more for more in _FINER), key=sharp)
    if abs(best) < _LEAST or sharp(best) < _STANDS_OUT * float(np.median(told)):
        return None
    return best


def _sharp(places: _Numbers) -> float:
    """Return how much ink stands together in lines, when these are its places across them."""
    lines = np.bincount((places - places.min()).astype(np.int64)).astype(float)
    return float((lines**2).sum())


def _inked(gray: Gray) -> Flags:
    apart = np.abs(gray.astype(np.int16) - int(paper(gray)))
    return np.asarray(apart > _INK)


@dataclass(frozen=True, slots=True)
class _Tilt:
    """A part of an image turned by an angle in radians: `centre` (x, y) of both is the same.

    `origin` is where the part begins in the image.
    """

    angle: float
    level: Gray = field(repr=False)
    part: Gray = field(repr=False)
    origin: tuple[int, int]

    @property
    def centre(self) -> _Point:
        """Return the middle of the part, in pixels of the whole image."""
        high, wide = self.part.shape
        return self.origin[0] + wide / 2, self.origin[1] + high / 2


def _tilt(gray: Gray, rest: Gray, degrees: float) -> _Tilt:
    """Return the part of an image around what was left of it, turned."""
    rows, columns = (np.flatnonzero(_inked(rest).any(axis=axis)) for axis in (1, 0))
    top, left = (max(0, int(at[0]) - _ASIDE) for at in (rows, columns))
    part = gray[top : int(rows[-1]) + _ASIDE, left : int(columns[-1]) + _ASIDE]
    angle = radians(degrees)
    high, wide = part.shape
    along, down = abs(cos(angle)), abs(sin(angle))
    shape = round(wide * down + high * along) + 2, round(wide * along + high * down) + 2
    return _Tilt(angle, _turned(part, angle, shape), part, (left, top))


def _turned(part: Gray, angle: float, shape: tuple[int, int]) -> Gray:
    """Return a part turned about its middle, so that what sinks by the angle lies level."""
    made = np.full(shape, paper(part), dtype=np.uint8)
    padded = np.pad(part, 1, constant_values=int(paper(part)))
    for first in range(0, shape[0], _AT_ONCE):
        rows = slice(first, min(shape[0], first + _AT_ONCE))
        x, y = _sources(rows, shape, (part.shape, angle))
        inside = (x > -1) & (y > -1) & (x < part.shape[1]) & (y < part.shape[0])
        made[rows][inside] = _sampled(padded, x[inside] + 1, y[inside] + 1)
    return made


def _sources(
    rows: slice, shape: tuple[int, int], part: tuple[tuple[int, ...], float]
) -> tuple[_Numbers, _Numbers]:
    """Return where the pixels of some rows of a turned part come from in it."""
    (high, wide), angle = part
    across = np.arange(shape[1]) + 0.5 - shape[1] / 2
    down = (np.arange(rows.start, rows.stop) + 0.5 - shape[0] / 2)[:, None]
    x = cos(angle) * across - sin(angle) * down + wide / 2 - 0.5
    y = sin(angle) * across + cos(angle) * down + high / 2 - 0.5
    return x, y


def _sampled(pixels: Gray, x: _Numbers, y: _Numbers) -> Gray:
    """Return the tones between pixels, each the mean of the four around it by how near they are."""
    left, top = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right = np.minimum(left + 1, pixels.shape[1] - 1)
    low = np.minimum(top + 1, pixels.shape[0] - 1)
    u, v = x - left, y - top
    above = pixels[top, left] * (1 - u) + pixels[top, right] * u
    below = pixels[low, left] * (1 - u) + pixels[low, right] * u
    return np.asarray(np.rint(above * (1 - v) + below * v), dtype=np.uint8)


def _painted(rest: Gray, tilt: _Tilt, found: Reading, sure: Sequence[Seen]) -> Gray:
    """Return what is left of an image without what read well in its tilted part."""
    left = rest.copy()
    x0, y0 = tilt.origin
    high, wide = tilt.part.shape
    painted = _turned_back((found.upright != tilt.level) & ~_doubted(found, sure), tilt)
    left[y0 : y0 + high, x0 : x0 + wide][painted] = paper(rest)
    return left


def _doubted(found: Reading, firm: Sequence[Seen]) -> Flags:
    """Return the pixels of words that did not read well: nothing of those was read."""
    marked = np.zeros(found.upright.shape, dtype=np.bool_)
    sure = set(firm)
    for word in found.words:
        if word not in sure:
            x0, y0, x1, y1 = tesseract.upright(word, marked.shape)
            marked[y0:y1, x0:x1] = True
    return marked


def _turned_back(marked: Flags, tilt: _Tilt) -> Flags:
    """Return which pixels of a part are marked in what it was turned to."""
    whole = (marked * np.uint8(255)).astype(np.uint8)
    back = _turned_plain(whole, -tilt.angle, tilt.part.shape)
    return np.asarray(back > 0)


def _turned_plain(whole: Gray, angle: float, shape: Sequence[int]) -> Gray:
    made = np.zeros((shape[0], shape[1]), dtype=np.uint8)
    for first in range(0, shape[0], _AT_ONCE):
        rows = slice(first, min(shape[0], first + _AT_ONCE))
        x, y = _sources(rows, (shape[0], shape[1]), (whole.shape, angle))
        column, row = np.rint(x).astype(np.int64), np.rint(y).astype(np.int64)
        inside = (column >= 0) & (row >= 0) & (column < whole.shape[1]) & (row < whole.shape[0])
        made[rows][inside] = whole[row[inside], column[inside]]
    return made


def _placed(word: Seen, tilt: _Tilt, shape: Sequence[int]) -> Seen:
    """Return a word of a turned part where it stands in the image, of `shape` (height, width).

    Its box is the smallest around it, with all the ink of its first and last letter.
    """
    x0, y0, x1, y1 = word.box
    high, middle = (y1 - y0) / 2, (y0 + y1) / 2
    beyond = high * abs(tan(tilt.angle))
    edges = word.edges or tuple(float(x) for x in np.linspace(x0, x1, len(word.text) + 1))
    ends = (x0 - beyond, *edges[1:-1], x1 + beyond)
    points = list(_points(ends, middle, tilt, (word.turn, shape)))
    aside = high / cos(tilt.angle)
    low, deep = (f(points[0][1], points[-1][1]) for f in (min, max))
    left, right = points[0][0], points[-1][0]
    box = (round(left), round(low - aside), round(right), round(deep + aside))
    ((_, base),) = _points(((x0 + x1) / 2,), word.base, tilt, (word.turn, shape))
    columns = tuple(x for x, _ in points)
    return word._replace(box=box, edges=columns, base=base, slope=tan(tilt.angle))


def _points(
    columns: Sequence[float], row: float, tilt: _Tilt, where: tuple[int, Sequence[int]]
) -> Iterator[_Point]:
    """Yield points of the turned part in the whole image, both in quarter turns of the word."""
    turn, shape = where
    own = tilt.level.shape
    wide, high = (own[1], own[0]) if turn % 2 == 0 else (own[0], own[1])
    x, y = _quarter(tilt.centre, turn, shape)
    for column in columns:
        across, down = column - wide / 2, row - high / 2
        yield (
            x + cos(tilt.angle) * across - sin(tilt.angle) * down,
            y + sin(tilt.angle) * across + cos(tilt.angle) * down,
        )


def _quarter(point: _Point, turn: int, shape: Sequence[int]) -> _Point:
    """Return a point of an image in the frame of so many quarter turns (see `Seen`)."""
    x, y = point
    high, wide = shape[0], shape[1]
    return ((x, y), (y, wide - x), (wide - x, high - y), (high - y, x))[turn]
