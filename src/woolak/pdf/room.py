# SPDX-License-Identifier: EUPL-1.2
"""A box and what stands around it go in; where it can be painted without harm comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from math import inf

from woolak.model import Box
from woolak.pdf.boxes import Room
from woolak.pdf.redact_ink import ASIDE, Glyph, Line, Sides, along, laid, parted

_INK = (-0.24, 0.8)
"""The painted box of a line in ems above the baseline: room for descenders, ascenders, capitals."""
_NEIGHBOUR = (-0.22, 0.74)
"""What the ink of a neighbouring line takes."""
_ONE_LINE = 1.9
"""A box higher than this many ems was drawn over more than one line."""
_SLIGHT = 0.1
"""The sine of an angle at which a scanned page may lie: some six degrees."""
_THINNEST = 5.0
"""Points: a box is not made thinner than this to spare its neighbours."""


def around_text(box: Box, lines: Sequence[Line], obstacles: Iterable[Sides]) -> Room:
    """Return where a box may be painted; `lines` as before the removal.

    A box over one line is as high as the ink of that line and never covers ink of the next one;
    a box that was drawn over more lines, or over no text, is painted as it was drawn.
    """
    wide = Box(box.x0 - ASIDE, box.y0 - 20, box.x1 + ASIDE, box.y1 + 20)
    near = [line for line in lines if line.reach.overlaps(wide)]
    beside = [glyph for line in near for glyph in line.glyphs[slice(*line.beside(wide))]]
    removed, kept = parted(_touching(beside, wide), [box])
    straight = [glyph for glyph in removed if _nearly(glyph)]
    upright = straight[0].upright if straight else box.x1 - box.x0 >= (box.y1 - box.y0) / 2
    painted = _one_line(box, removed, kept) if _is_one_line(box, removed) else box
    low, high = _bounds(painted, chain([g.box for g in kept], obstacles), upright=upright)
    return Room(painted, low, high, upright, bool(straight) and straight[0].reverse)


def _touching(glyphs: Iterable[Glyph], wide: Box) -> list[Glyph]:
    left, top, right, bottom = wide.x0, wide.y0, wide.x1, wide.y1
    return [
        glyph
        for glyph in glyphs
        if (at := glyph[0])[0] <= right and at[2] >= left and at[1] <= bottom and at[3] >= top
    ]


def _is_one_line(box: Box, removed: Sequence[Glyph]) -> bool:
    if not removed or not _nearly(removed[0]):
        return False
    first = removed[0]
    thick = along(box, upright=not first.upright)
    if thick[1] - thick[0] > _ONE_LINE * max(glyph.size for glyph in removed):
        return False
    return all(glyph.right == first.right for glyph in removed)


def _nearly(glyph: Glyph) -> bool:
    """Say whether text runs along an axis, or at so small an angle that its box is still thin."""
    return min(map(abs, glyph.right)) < _SLIGHT


def _one_line(box: Box, removed: Sequence[Glyph], kept: Sequence[Glyph]) -> Box:
    upright = removed[0].upright
    bands = [glyph.band(_INK) for glyph in removed]
    low, high = min(band[0] for band in bands), max(band[1] for band in bands)
    start, end = along(box, upright=upright)
    low, high = _between((low, high), (start, end), kept, upright=upright)
    return laid(start, end, (low, high), upright=upright)


def _between(
    band: tuple[float, float], span: tuple[float, float], kept: Sequence[Glyph], *, upright: bool
) -> tuple[float, float]:
    """Return the band less what the ink of the lines above and below takes."""
    low, high = band
    middle = (low + high) / 2
    first, last = (0, 2) if upright else (1, 3)
    over = [g for g in kept if g[0][last] > span[0] and g[0][first] < span[1]]
    for glyph in over:
        if glyph.upright != upright:
            continue
        start, end = glyph.band(_NEIGHBOUR)
        if end < middle:
            low = max(low, min(end, middle - _THINNEST / 2))
        elif start > middle:
            high = min(high, max(start, middle + _THINNEST / 2))
    return low, high


def _bounds(box: Box, obstacles: Iterable[Sides], *, upright: bool) -> tuple[float, float]:
    """Return how far the box could grow along the text before it meets something."""
    start, end = along(box, upright=upright)
    low, high = -inf, inf
    edge, far_edge = along(box, upright=not upright)
    for other in obstacles:
        first, beside, last, end_beside = other
        if not upright:
            first, beside, last, end_beside = beside, first, end_beside, last
        if end_beside <= edge or beside >= far_edge or (first < start and last > end):
            continue
        if first + last < start + end:
            low = max(low, last)
        else:
            high = min(high, first)
    return low, high
