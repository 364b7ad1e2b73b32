# SPDX-License-Identifier: EUPL-1.2
"""A stretch of a line laid out anew goes in; whether it fits, and which drawings go along, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf

from woolak.pdf.boxes import Matrix
from woolak.pdf.content.machine import Point, Sheet, Stroke, at
from woolak.pdf.width.chunk import Chunk, Laid, Part
from woolak.pdf.width.lines import Setting, Survey
from woolak.pdf.width.write import Stretch

_TINY = 0.05
_NEAR = 0.5
_SLACK = 2.5
"""Points by which an underline may be longer than its words."""
_THIN = 1.5
_HIGH = 1.6
_LINE = (-0.55, 0.9)
"""Ems above the base within which a hole in an underline belongs to this line."""


def fits(chunk: Chunk, laid: Laid, seen: Survey, page: Setting) -> bool:
    """Say whether a chunk that grew stays clear of everything and within its column."""
    run = chunk.run
    start, end = min(laid.place(run.start), run.start), laid.place(run.end)
    grown = [
        (low, high) for low, high in ((start, run.start), (run.end, end)) if high - low >= _TINY
    ]
    if not grown:
        return True
    clipped = any(_clipped(chunk, part, end) for part in chunk.parts)
    if clipped or end > max(page.limit(run), run.end):
        return False
    band, clear = chunk.band((-0.2, 0.75)), 0.3 * chunk.size
    for low, high in grown:
        room = (low - clear if low == start else low, high + clear if high == end else high)
        if _in_the_way(page, room, band):
            return False
        for ink in (*seen.pictures, *seen.paths):
            place, across = chunk.way.span(ink), chunk.way.across(ink)
            passes = place[0] <= run.start and place[1] >= end
            if not passes and _meet(place, room) and _meet(across, band):
                return False
    return True


def _clipped(chunk: Chunk, part: Part, end: float) -> bool:
    clip = part.piece.clip
    return clip is not None and chunk.way.span(clip)[1] < end


def _in_the_way(page: Setting, room: tuple[float, float], band: tuple[float, float]) -> bool:
    """Say whether the ink of a run of words lies in a room along the line, and in a band of it."""
    start, end, low, high = page.table
    thick = high - low
    beside = (start < room[1]) & (room[0] < end)
    return bool((beside & (low + 0.2 * thick < band[1]) & (band[0] < high - 0.15 * thick)).any())


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def stretches(chunk: Chunk, laid: Laid, seen: Survey, sheet: Sheet) -> tuple[Stretch, ...] | None:
    """Return the underlines that go along; None when a picture or another drawing would have to."""
    first = chunk.slots[0].start
    end = max(chunk.run.end, laid.place(chunk.run.end))
    reach, band = (first - 1, end + 1), chunk.band()
    spans = [(chunk.way.span(ink), chunk.way.across(ink)) for ink in seen.pictures]
    if any(_meet(place, reach) and _meet(across, band) for place, across in spans):
        return None
    found: list[Stroke] = []
    for ink in seen.paths:
        place, across = chunk.way.span(ink), chunk.way.across(ink)
        beside = place[1] <= first + _NEAR or not _meet(place, reach) or not _meet(across, band)
        if beside or (place[0] <= first + _NEAR and place[1] >= end + _SLACK):
            continue
        strokes = [stroke for stroke in sheet.strokes if _is(chunk, stroke, place, across)]
        if not strokes and _under_a_box(chunk, place):
            continue
        if not strokes or not _goes_along(chunk, place, across) or not strokes[0].steps:
            return None
        found += strokes
    return tuple(_moving(chunk, laid, found))


def _under_a_box(chunk: Chunk, place: tuple[float, float]) -> bool:
    """Say whether a path went with a removed name."""
    return any(slot.start - 1 <= place[0] and place[1] <= slot.end + 1 for slot in chunk.slots)


def _is(
    chunk: Chunk, stroke: Stroke, place: tuple[float, float], across: tuple[float, float]
) -> bool:
    span, side = chunk.way.span(stroke.box), chunk.way.across(stroke.box)
    pairs = zip((*span, *side), (*place, *across), strict=True)
    return all(abs(one - other) < _THIN for one, other in pairs)


def _goes_along(chunk: Chunk, place: tuple[float, float], across: tuple[float, float]) -> bool:
    """Say whether a path is an underline or a highlight of words of the chunk."""
    low = across[1] - across[0] <= _HIGH * chunk.size
    within = place[0] >= chunk.run.start - _SLACK and place[1] <= chunk.run.end + _SLACK
    return low and within and place[1] - place[0] > _THIN


def _moving(chunk: Chunk, laid: Laid, strokes: Sequence[Stroke]) -> Iterator[Stretch]:
    """Yield the instructions of the strokes and of their clips, each once."""
    done: set[int] = set()
    everywhere, line = (-inf, inf), chunk.band(_LINE)
    for stroke in strokes:
        of_path = [(step, stroke.matrix, everywhere) for step in stroke.steps]
        of_clips = [(step, matrix, line) for step, matrix in stroke.clips]
        for step, matrix, band in (*of_path, *of_clips):
            if step not in done:
                yield step, _move(chunk, laid, matrix, band)
            done.add(step)


def _move(
    chunk: Chunk, laid: Laid, matrix: Matrix, band: tuple[float, float]
) -> Callable[[float, float], Point]:
    """Return where points in the space of a matrix come to lie, those in a band of the page."""
    a, b, c, d, *_ = matrix
    size = a * d - b * c
    last = chunk.run.end + _SLACK

    def moved(x: float, y: float) -> Point:
        t, across = chunk.way.place(at(matrix, x, y))
        if not size or t > last or not band[0] <= across <= band[1]:
            return x, y
        dx, dy = chunk.way.step(laid.place(t) - t)
        return x + (dx * d - dy * c) / size, y + (dy * a - dx * b) / size

    return moved
