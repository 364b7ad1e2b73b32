# SPDX-License-Identifier: EUPL-1.2
"""A stretch of a line with removed names goes in; where each thing on it comes to stand goes out.

What stands before the first name stands still; each thing after it follows the one before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from woolak.model import Box
from woolak.pdf.content.machine import Piece, Point
from woolak.pdf.content.printed import Glyph, Line, lines_at, parted
from woolak.pdf.width.lines import Axis, Edge, Run, Setting, axis

_PAD = 0.5
"""Points between a box and the letters beside it."""
_EDGE = 0.3
_KERN = 0.12
"""Ems: kerning with the letters of a name tells which letters those were."""
BAND = (-0.25, 0.85)
"""Ems above the base: what of a line moves."""
RAISED = 0.45
"""What is raised or lowered by less than this many ems belongs to the line."""

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A removed box on its line; `wide` is what a name gets, 0 when it is no name.

    start and end are those of the removed letters of a name, of the whole box otherwise.
    """

    key: Key
    box: Box
    start: float
    end: float
    wide: float
    glyph: Glyph
    way: Axis
    """The direction of the line."""
    base: float
    """Where the line stands on the page, across it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A string that stays, with where it starts and ends along its line."""

    piece: Piece
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Chunk:
    """What follows each other on a line without a tab between: its words as they were."""

    run: Run
    way: Axis
    base: float
    size: float
    slots: tuple[Slot, ...]
    parts: tuple[Part, ...]

    def band(self, ems: tuple[float, float] = BAND) -> tuple[float, float]:
        """Return where a band of ems above the base lies across the line."""
        glyph = self.slots[0].glyph
        up = -glyph.right[0] if glyph.upright else glyph.right[1]
        one, other = (self.base + up * em * self.size for em in ems)
        return min(one, other), max(one, other)

    @property
    def alone(self) -> bool:
        """There is one name and nothing else."""
        first, last = self.slots[0], self.slots[-1]
        return first is last and first.start <= self.run.start + 1 and last.end >= self.run.end - 1


@dataclass(slots=True)
class Laid:
    """What a walk along a chunk lays down; a knot is a box's old start, end and new start, end."""

    boxes: dict[Key, Box] = field(default_factory=dict)
    moves: dict[tuple[int, int], float] = field(default_factory=dict)
    knots: list[tuple[float, float, float, float]] = field(default_factory=list)

    def place(self, t: float) -> float:
        """Return where a place along the chunk comes to lie."""
        for start, end, new_start, new_end in reversed(self.knots):
            if t >= end - _EDGE:
                return t + new_end - end
            if t > start:
                # An underline has holes for the letters above it: none may tell where they were.
                return new_start
        return t


def laid_out(chunk: Chunk, page: Setting, before: Sequence[Line]) -> Laid | None:
    """Return where everything comes to stand; None when the text is set so that nothing may move.

    That is justified, centred and right-aligned text, and text of which not every letter is known.
    """
    edge = page.edge(chunk.run)
    if chunk.alone:
        return _anchored(chunk, edge)
    if edge is not Edge.START or not _movable(chunk, page, before):
        return None
    return _walked(chunk, page.usual(chunk.run.thick)[0])


def _movable(chunk: Chunk, page: Setting, before: Sequence[Line]) -> bool:
    """Say whether it is known of every letter of a chunk where it stands and what moves it."""
    if page.justified(chunk.run) or not all(part.piece.sure for part in chunk.parts):
        return False
    spans = sorted((part.start - 0.15, part.end + 0.15) for part in chunk.parts)
    starts = [start for start, _ in spans]
    reached = list(accumulate((end for _, end in spans), max))
    unknown = []
    for t, glyph in _letters(chunk, before):
        first = bisect_right(starts, t) - 1
        if first < 0 or t > reached[first]:
            unknown.append(glyph)
    return not parted(unknown, [slot.box for slot in chunk.slots])[1]


def _letters(chunk: Chunk, before: Sequence[Line]) -> Iterator[tuple[float, Glyph]]:
    """Yield the letters of a chunk, those removed too, each with where its middle is."""
    run, way, across = chunk.run, chunk.way, int(chunk.way.upright)
    first, last, sign = (0 if way.upright else 1), (2 if way.upright else 3), 1 - 2 * way.reverse
    region = way.box(run.start, run.end, chunk.band())
    low, high = chunk.base - RAISED * chunk.size, chunk.base + RAISED * chunk.size
    left, right = run.start - _EDGE, run.end + _EDGE
    for line in lines_at(region, before):
        if axis(line.glyphs[0]) is not way:
            continue
        for glyph in line.glyphs:
            box, origin, *_ = glyph
            t = sign * (box[first] + box[last]) / 2
            if left <= t <= right and low < origin[across] < high:
                yield t, glyph


def _anchored(chunk: Chunk, edge: Edge) -> Laid:
    """Lay a name that stands alone: its box keeps the edge or the middle that it is aligned by."""
    slot = chunk.slots[0]
    spare = slot.end - slot.start - slot.wide - 2 * _PAD
    start = slot.start + {Edge.START: 0.0, Edge.MIDDLE: spare / 2, Edge.END: spare}[edge]
    laid = Laid()
    _lay(laid, slot, start)
    return laid


def _lay(laid: Laid, slot: Slot, start: float) -> float:
    """Lay the box of a name and return where it ends, with the white beside it."""
    end = start + slot.wide + 2 * _PAD
    laid.boxes[slot.key] = slot.way.box(start + _PAD, end - _PAD, slot.way.across(slot.box))
    laid.knots.append((slot.start, slot.end, start, end))
    return end


def _walked(chunk: Chunk, space: float) -> Laid | None:
    """Lay a chunk from its start: each thing follows the one before it as it did."""
    laid, near = Laid(), _KERN * chunk.size
    old = new = None
    items: list[Slot | Part] = [*chunk.slots, *chunk.parts]
    items.sort(key=lambda item: (item.start, item.end))
    kern_of = False
    for item in items:
        named = isinstance(item, Slot) and item.wide > 0
        start = item.start
        if old is not None and new is not None:
            gap = item.start - old
            if gap < -near:
                return None
            beside = named or kern_of
            start = new + (_usual(gap, space, near) if beside else gap)
        if isinstance(item, Part):
            laid.moves[item.piece.step, item.piece.part] = start - item.start
            new = start + item.end - item.start
        elif named:
            new = _lay(laid, item, start)
        else:
            by = start - item.start
            laid.boxes[item.key] = item.way.box(
                item.start + by, item.end + by, item.way.across(item.box)
            )
            laid.knots.append((item.start, item.end, start, item.end + by))
            new = item.end + by
        old, kern_of = item.end, named
    return laid


def _usual(gap: float, space: float, near: float) -> float:
    """Return a gap beside a name without what its letters did to it."""
    for wanted in (0.0, space):
        if abs(gap - wanted) < near:
            return wanted
    return gap


def areas(chunk: Chunk, laid: Laid) -> Iterator[tuple[Box, Point]]:
    """Yield the stretches between boxes that moved, as they were, and how they moved."""
    slots = sorted(chunk.slots, key=lambda slot: slot.start)
    ends = [*(slot.start for slot in slots[1:]), chunk.run.end + 0.2 * chunk.size]
    for slot, end in zip(slots, ends, strict=True):
        inside = [p for p in chunk.parts if slot.end - 1 <= p.start < end]
        if inside and end > slot.end:
            by = laid.moves[inside[0].piece.step, inside[0].piece.part]
            yield chunk.way.box(slot.end, end, chunk.band()), chunk.way.step(by)
