# SPDX-License-Identifier: EUPL-1.2
"""A page's content stream and the glyphs to remove go in; the stream without their codes comes out.

A code goes when it sets a glyph that has to go, and no other: neighbours that reach into a box, a
watermark across it and slanted lines stay whole. Every glyph has to be found where the reader of
glyphs saw it; where one is not, as it stands in a form or in a font of unknown widths, this says
so, and the page is left to MuPDF.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from woolak.model import Box
from woolak.pdf.content.machine import Piece, Sheet, at
from woolak.pdf.content.printed import ACROSS, Glyph

_Numbers = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]

_NEAR = 0.06
"""Ems between where a code and a glyph start: half of the thinnest letter is more than twice that.
"""
_LEAST = 0.05
_ALIKE = 2.5
"""Letters set narrow or wide have another size for the reader of glyphs."""
_UP = 0.3
"""Ems above the baseline, where the middle of a code without ink is taken to be."""
_REACH = 0.75
"""Ems around the line on which a string stands that its letters stay within."""
_ROW = 1e6
"""Points: further apart than letters of one row can be."""
_PAIRS = {"Q": "q", "EMC": "BDC", "ET": "BT"}


class _Codes(NamedTuple):
    """The codes of some strings: whose they are, which of it, where they start, their middle."""

    owner: npt.NDArray[np.int_]
    place: npt.NDArray[np.int_]
    start: _Numbers
    middle: _Numbers
    size: _Numbers

    def only(self, some: npt.NDArray[np.int_]) -> _Codes:
        """Return some of them."""
        places = self.start[some], self.middle[some]
        return _Codes(self.owner[some], self.place[some], *places, self.size[some])


def without(
    sheet: Sheet, gone: Sequence[Glyph], kept: Sequence[Glyph], found: Sequence[Box]
) -> Sheet | None:
    """Return a content stream without the codes of the glyphs `gone`, and blanks under boxes.

    `kept` are the glyphs around them that stay. None when a glyph is set by no code that is known,
    or by one that sets a glyph that stays too.
    """
    if not _nests(sheet):
        return None
    near = [number for number in _near(sheet.pieces, found) if sheet.pieces[number].known]
    codes = _codes(sheet.pieces, near)
    matched, seen = _matched(codes, gone)
    some = np.flatnonzero(matched | _within(codes, found))
    likely = codes.only(some)
    stays, _ = _matched(likely, kept)
    if not seen.all() or (matched[some] & stays).any():
        return None
    return _cut(sheet, likely, ~stays)


def _nests(sheet: Sheet) -> bool:
    """Say whether what a stream opens it closes, in order of each kind."""
    depth: Counter[str] = Counter()
    for name in sheet.names:
        if name in _PAIRS:
            depth[_PAIRS[name]] -= 1
            if depth[_PAIRS[name]] < 0:
                return False
        elif name in ("q", "BT", "BDC", "BMC"):
            depth["BDC" if name == "BMC" else name] += 1
            if depth["BT"] > 1:
                return False
    return not any(depth.values())


def _near(pieces: Sequence[Piece], found: Sequence[Box]) -> list[int]:
    """Return the numbers of the strings that may have a letter under a box."""
    if not pieces or not found:
        return []
    ends = np.array([(*piece.start, *piece.end) for piece in pieces])
    reach = _REACH * np.array([_height(piece) for piece in pieces])[:, None]
    low = np.minimum(ends[:, :2], ends[:, 2:]) - reach
    high = np.maximum(ends[:, :2], ends[:, 2:]) + reach
    near = np.zeros(len(pieces), dtype=np.bool_)
    for box in found:
        near |= (
            (low[:, 0] <= box.x1)
            & (high[:, 0] >= box.x0)
            & (low[:, 1] <= box.y1)
            & (high[:, 1] >= box.y0)
        )
    numbers: list[int] = np.flatnonzero(near).tolist()
    return numbers


def _height(piece: Piece) -> float:
    _, _, c, d, *_ = piece.cast.full
    return float(abs(piece.cast.size) * (c * c + d * d) ** 0.5)


def _codes(pieces: Sequence[Piece], chosen: Sequence[int]) -> _Codes:
    casts = [pieces[number].cast for number in chosen]
    pens = [
        list(accumulate(pieces[number].cast.steps(pieces[number].text), initial=pieces[number].pen))
        for number in chosen
    ]
    counts = [len(row) - 1 for row in pens]
    first = np.array([pen for row in pens for pen in row[:-1]], dtype=np.float64)
    last = np.array([pen for row in pens for pen in row[1:]], dtype=np.float64)
    rows = np.array([(*cast.full, cast.rise, cast.rise + _UP * cast.size) for cast in casts])
    a, b, c, d, e, f, rise, up = np.repeat(rows.reshape(-1, 8), counts, axis=0).T
    middle = (first + last) / 2
    high = np.array([_height(pieces[number]) for number in chosen], dtype=np.float64)
    return _Codes(
        np.repeat(np.array(chosen, dtype=np.int_), counts),
        np.array([place for count in counts for place in range(count)], dtype=np.int_),
        np.stack([a * first + c * rise + e, b * first + d * rise + f], axis=1),
        np.stack([a * middle + c * up + e, b * middle + d * up + f], axis=1),
        np.repeat(high, counts),
    )


def _matched(codes: _Codes, glyphs: Sequence[Glyph]) -> tuple[_Flags, _Flags]:
    """Say of each code whether it sets one of some glyphs, and of each glyph whether one does."""
    origins = np.array([glyph.origin for glyph in glyphs], dtype=np.float64).reshape(-1, 2)
    sets, is_set = np.zeros(len(codes.size), np.bool_), np.zeros(len(origins), np.bool_)
    if not len(codes.size):
        return sets, is_set
    if not len(origins):
        return sets, is_set
    far = np.maximum(_NEAR * codes.size, _LEAST)
    most = float(far.max())
    rows = np.round(codes.start[:, 1] / most)
    order = np.lexsort((codes.start[:, 0], rows))
    keys = rows[order] * _ROW + codes.start[order, 0]
    row = np.round(origins[:, 1] / most)
    wanted = (np.concatenate([row - 1, row, row + 1]) * _ROW).reshape(3, -1) + origins[:, 0]
    low = np.searchsorted(keys, wanted.ravel() - most)
    count = np.searchsorted(keys, wanted.ravel() + most, side="right") - low
    glyph = np.repeat(np.arange(len(count)), count) % len(origins)
    code = order[np.arange(len(glyph)) + np.repeat(low - np.cumsum(count) + count, count)]
    same = np.abs(codes.start[code] - origins[glyph]).max(axis=1, initial=0.0) <= far[code]
    # A letter of a watermark may begin where one of the text does.
    sizes = np.array([one.size for one in glyphs], dtype=np.float64)[glyph]
    same &= (sizes <= _ALIKE * codes.size[code]) & (codes.size[code] <= _ALIKE * sizes)
    sets[code[same]], is_set[glyph[same]] = True, True
    return sets, is_set


def _within(codes: _Codes, found: Sequence[Box]) -> _Flags:
    """Say of each code whether its middle is under a box; a letter of a watermark's is not."""
    inside = np.zeros(len(codes.size), dtype=np.bool_)
    x, y = codes.middle[:, 0], codes.middle[:, 1]
    for box in found:
        near = codes.size <= ACROSS * min(box.x1 - box.x0, box.y1 - box.y0)
        inside |= near & (x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1)
    return inside


def _cut(sheet: Sheet, codes: _Codes, goes: _Flags) -> Sheet | None:
    cut: dict[int, list[int]] = {}
    for owner, place in zip(codes.owner[goes].tolist(), codes.place[goes].tolist(), strict=True):
        cut.setdefault(owner, []).append(place)
    if not cut:
        return sheet
    starts = [first for first, *_ in sheet.objects]
    whose = [bisect_right(starts, piece.step) - 1 for piece in sheet.pieces]
    anew = {whose[number] for number in cut}
    if any(
        number < 0
        or not sheet.objects[number][0] < sheet.pieces[one].step < sheet.objects[number][1]
        for one, number in ((one, whose[one]) for one in cut)
    ):
        return None
    if any(whose[at] in anew and not piece.known for at, piece in enumerate(sheet.pieces)):
        return None
    changed = {sheet.pieces[number].step for number in cut}
    pieces: list[Piece] = []
    for step, some in groupby(enumerate(sheet.pieces), lambda one: one[1].step):
        row = [(piece, cut.get(number, ())) for number, piece in some]
        pieces += _rest(row) if step in changed else [piece for piece, _ in row]
    return replace(sheet, pieces=tuple(pieces), anew=frozenset(starts[number] for number in anew))


def _rest(row: Iterable[tuple[Piece, Sequence[int]]]) -> Iterator[Piece]:
    """Yield what is left of the strings of an instruction, each stretch at its place."""
    apart = False
    part = 0
    for piece, gone in row:
        cast = piece.cast
        bytes_each = cast.font.size if cast.font else 1
        pens = list(accumulate(cast.steps(piece.text), initial=piece.pen))
        edges = [-1, *gone, len(pens) - 1]
        for before, last in pairwise(edges):
            first = before + 1
            apart |= first > 0
            if first < last:
                yield piece._replace(
                    part=part,
                    text=piece.text[first * bytes_each : last * bytes_each],
                    pen=pens[first],
                    wide=pens[last] - pens[first],
                    start=at(cast.full, pens[first], 0),
                    end=at(cast.full, pens[last], 0),
                    apart=apart,
                )
                apart, part = False, part + 1
