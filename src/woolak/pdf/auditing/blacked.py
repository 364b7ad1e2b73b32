# SPDX-License-Identifier: EUPL-1.2
"""A page as drawn in; the black boxes on it that say no ground out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from woolak.errors import UnknownGround
from woolak.gronden import OTHER_REASONS, parse, reason, wob
from woolak.model import Box
from woolak.pdf.auditing.unseen import Look
from woolak.pdf.proving.sheets import Flags

_CELL = 2.0
"""Points: the side of a cell."""
_TONE, _DARK = 40, 110
_LEAST = (6, 4)
"""Cells: how wide and how high a box is at least."""
_FULL, _PLAIN = 0.6, 0.97
_BESIDE, _ABOVE = 60.0, 14.0
_MOST_CELLS = 60_000
_GROUND = re.compile(r"\d{1,2}\.\d(?:\.?\d)?(?:\.?[a-i])?", re.IGNORECASE)


def without_ground(view: Look) -> list[Box]:
    """Return the black boxes of a page with no ground in them, nor beside them."""
    labels, words = _spoken(view)
    return [
        box
        for box, plain in _boxes(view)
        if not any(_near(box, label) for label in labels)
        and not any(_near(box, word, 0, 0) for word in words)
        and plain
    ]


def _spoken(view: Look) -> tuple[list[Box], list[Box]]:
    """Return the places of the grounds, and of the other words, that are seen on a page."""
    labels: list[Box] = []
    words: list[Box] = []
    for found in re.finditer(r"\S+", view.read.text):
        rows = [at for at in range(found.start(), found.end()) if view.seen[at]]
        if rows:
            at = view.read.boxes[rows]
            box = Box(*map(float, (*at[:, :2].min(axis=0), *at[:, 2:].max(axis=0))))
            (labels if _is_ground(found[0]) else words).append(box)
    return labels, words


def _is_ground(word: str) -> bool:
    for spelling in _GROUND.findall(word):
        try:
            return bool(parse(spelling))
        except UnknownGround:
            if wob(spelling):
                return True
    return (reason(word) or "") in OTHER_REASONS


def _near(box: Box, other: Box, beside: float = _BESIDE, above: float = _ABOVE) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return box.x0 - beside <= x <= box.x1 + beside and box.y0 - above <= y <= box.y1 + above


def _boxes(view: Look) -> Iterator[tuple[Box, bool]]:
    """Yield each dark block that is wider than it is high, and whether it is of one tone."""
    side = max(1, round(_CELL * view.scale))
    # What has a colour is a logo or a bar: a box is black.
    gray = np.where(np.ptp(view.picture, axis=2) < _TONE, view.picture.mean(axis=2), 255)
    high, wide = gray.shape[0] // side, gray.shape[1] // side
    cells = gray[: high * side, : wide * side].reshape(high, side, wide, side)
    most, least = cells.max(axis=(1, 3)), cells.min(axis=(1, 3))
    dark: Flags = (most < _DARK) & (most - least < _TONE)
    if dark.sum() > _MOST_CELLS:
        return
    unit = side / view.scale
    for rows, columns, count in _blocks(dark):
        height, width = rows[1] - rows[0] + 1, columns[1] - columns[0] + 1
        area = height * width
        if width >= max(_LEAST[0], height * 0.8) and height >= _LEAST[1] and count > _FULL * area:
            edges = (columns[0], rows[0], columns[1] + 1, rows[1] + 1)
            yield Box(*(edge * unit for edge in edges)), count > _PLAIN * area


def _blocks(dark: Flags) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    left = {(int(y), int(x)) for y, x in np.argwhere(dark)}
    while left:
        edge = [left.pop()]
        block = list(edge)
        while edge:
            y, x = edge.pop()
            near = {(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)} & left
            left -= near
            block += near
            edge += near
        ys, xs = [y for y, _ in block], [x for _, x in block]
        yield (min(ys), max(ys)), (min(xs), max(xs)), len(block)
