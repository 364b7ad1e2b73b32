# SPDX-License-Identifier: EUPL-1.2
"""A word that OCR read and its pixels go in; the borders of its characters come out.

Tesseract guesses where a letter ends within a word, now and then a whole letter aside: a cut there
would leave the last letter of a name beside its box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from woolak.pdf.ink import Gray

_Columns = npt.NDArray[np.float32]

_WHITE = 0.25
"""Of the darkest column of a word: with less ink than this a column lies between letters."""
_FIGURE = 556
_WIDTHS = {
    char: width
    for width, chars in (
        (191, "'"),
        (222, "ijl"),
        (260, "|"),
        (278, "!,./:;I[\\]ft"),
        (333, "()-`r"),
        (355, '"'),
        (389, "*"),
        (500, "Jcksvxyz"),
        (584, "+<=>~"),
        (611, "FTZ"),
        (667, "&ABEKPSVXY"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "Mm"),
        (889, "%"),
        (944, "W"),
        (1015, "@"),
    )
    for char in chars
}
"""Thousandths of the size that letters of Helvetica are wide (its font metrics); others _FIGURE."""
_NARROW = 0.08
"""Of the height of a word: no letter is narrower."""


def of_signs(text: str, box: Sequence[int], signs: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Return the borders of the characters; none when Tesseract has another number of them."""
    if len(signs) != len(text) or any(sign is None for sign in signs):
        return ()
    inner = [(a[2] + b[0]) / 2 for a, b in pairwise(signs)]
    return tuple(sorted((box[0], *inner, box[2])))


def parted(
    text: str, box: Sequence[int], edges: tuple[float, ...], pixels: tuple[Gray, int]
) -> tuple[float, ...]:
    """Return the borders of a word that may be cut at its signs, in an image and its paper's tone.

    Where each letter stands apart its white tells. Else no cut is made beside a sign at an end, and
    the others lie in the white that is nearest; where Tesseract leaves a letter no width, nearest
    to where letters of a common type would end.
    """
    if text.isalnum():
        return edges
    x0, y0, x1, y1 = box
    gray, blank = pixels
    apart = np.abs(gray[y0:y1, x0:x1].astype(np.float32) - blank)
    if not apart.size:
        return edges
    runs = _runs(np.asarray(apart.max(axis=0)))
    if len(runs) == len(text):
        between = (x0 + (a[1] + b[0]) / 2 for a, b in pairwise(runs))
        return _behind(text, (x0, *between, x1))
    ink = np.asarray(apart.sum(axis=0))
    if edges and _wide(text, found := _snapped(text, edges, ink), y1 - y0):
        return _ended(text, _behind(text, found))
    return _ended(text, _behind(text, _snapped(text, _typed(text, x0, x1), ink)))


def _runs(columns: _Columns) -> list[tuple[int, int]]:
    """Return where letters begin and end along a word, by the darkest of each of its columns."""
    inked = np.pad(columns > _WHITE * columns.max(), 1)
    steps = np.flatnonzero(np.diff(inked.astype(np.int8)))
    return list(zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True))


def _snapped(text: str, edges: Sequence[float], ink: _Columns) -> tuple[float, ...]:
    """Return the borders in the white between letters that is nearest."""
    x0, x1 = edges[0], edges[-1]
    reach = max(1, round((x1 - x0) / len(text) / 2))

    def white(edge: float) -> float:
        at = round(edge - x0)
        near = range(max(0, at - reach), min(len(ink), at + reach + 1))
        return x0 + min(near, key=lambda x: (ink[x], abs(x - at)), default=at) + 0.5

    return tuple(sorted((x0, *map(white, edges[1:-1]), x1)))


def _wide(text: str, edges: Sequence[float], high: float) -> bool:
    """Say whether each letter and figure has some width."""
    letters = zip(text, pairwise(edges), strict=True)
    return all(b - a >= _NARROW * high for char, (a, b) in letters if char.isalnum())


def _typed(text: str, x0: float, x1: float) -> tuple[float, ...]:
    """Return the borders that a word set in a common type between two places would have."""
    wide = [0, *accumulate(map(_width, text))]
    return tuple(x0 + (x1 - x0) * end / wide[-1] for end in wide)


def _width(char: str) -> int:
    """Return how wide a letter of Helvetica is, in thousandths; one with an accent as without."""
    return _WIDTHS.get(unicodedata.normalize("NFD", char)[0], _FIGURE)


def _behind(text: str, edges: tuple[float, ...]) -> tuple[float, ...]:
    """Return the borders with that before an @ behind it: a letter aside it would cut a name."""
    at = text.find("@")
    return (*edges[:at], edges[at + 1], *edges[at + 1 :]) if at > 0 else edges


def _ended(text: str, edges: Sequence[float]) -> tuple[float, ...]:
    """Return the borders with those beside signs at the ends moved to the ends."""
    inner = [at for at, char in enumerate(text) if char.isalnum()]
    if not inner:
        return tuple(edges)
    made = list(edges)
    made[: inner[0] + 1] = [edges[0]] * (inner[0] + 1)
    made[inner[-1] + 1 :] = [edges[-1]] * (len(edges) - inner[-1] - 1)
    return tuple(made)
