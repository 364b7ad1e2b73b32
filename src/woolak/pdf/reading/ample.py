# SPDX-License-Identifier: EUPL-1.2
"""A drawn character goes in; whether it draws more than the one letter that it claims comes out.

One code may draw three letters, or a whole name beside, above or in the letter that it claims.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import numpy.typing as npt

from woolak.pdf.ink import things
from woolak.pdf.reading import likeness
from woolak.pdf.reading.specimen import Drawn

Flags = npt.NDArray[np.bool_]

_INK = 0.3
_LETTERS_END = 0x2E80
"""From here on letters have many parts: those of Chinese and Japanese."""
_MANY, _SEVERAL = 6, 4
"""Parts that no letter or sign has, and those that none has which reaches far from its place."""
_SPECK, _FAR_SPECK = 4, 2
"""Pixels of a specimen: the dots of a letter that is made of dots are no larger."""
_WIDER, _MUCH_WIDER, _OTHER = 1.35, 1.8, 0.55
_PART = 0.3
_STROKES = 4
_MARKS = re.compile(rb"\x01+")
"""Stretches of true in the bytes of flags."""


def ample(drawn: Drawn, far: npt.NDArray[np.float32]) -> bool:
    """Say whether a character draws several letters; `far`: how far from each of LETTERS."""
    claim = unicodedata.normalize("NFC", drawn.claim)
    claim = claim.strip() or claim
    if len(claim) != 1 or ord(claim) >= _LETTERS_END or not drawn.ink.size:
        return False
    ink = drawn.ink > _INK
    columns, rows = _runs(ink.any(axis=0)), _runs(ink.any(axis=1))
    if claim in likeness.LETTERS and _stretched(drawn, claim, _MUCH_WIDER) and _strokes(ink):
        return float(far[likeness.LETTERS.index(claim)]) > _OTHER
    if len(columns) == 1 and len(rows) <= 2:  # noqa: PLR2004 - a letter and its dot
        return False
    if claim in likeness.LETTERS and _beside(ink, columns) and _unlike(drawn, far, claim):
        return True
    return _parts(ink, _SPECK) >= _MANY


def ample_far(drawn: Drawn) -> bool:
    """Say so of a character that reaches far out of its place."""
    claim = unicodedata.normalize("NFC", drawn.claim)
    if not drawn.ink.size:
        return False
    if all(char.isspace() or unicodedata.category(char) == "Cf" for char in claim):
        return True
    plain = all(ord(char) < _LETTERS_END for char in claim)
    return plain and _parts(drawn.ink > _INK, _FAR_SPECK) >= _SEVERAL


def _unlike(drawn: Drawn, far: npt.NDArray[np.float32], claim: str) -> bool:
    other = float(far[likeness.LETTERS.index(claim)]) > _OTHER
    return other or _stretched(drawn, claim, _WIDER)


def _stretched(drawn: Drawn, claim: str, times: float) -> bool:
    high, wide = drawn.ink.shape
    return bool(wide > times * high * likeness.widest(claim))


def _strokes(ink: Flags) -> bool:
    """Say whether most rows cross more strokes than any letter has, as letters that touch do."""
    begins = ink[:, 1:] & ~ink[:, :-1]
    crossed = begins.sum(axis=1) + ink[:, 0]
    return bool(np.median(crossed) >= _STROKES)


def _runs(marked: Flags | np.bool_) -> list[tuple[int, int]]:
    """Return where each stretch of marks begins and ends."""
    return [found.span() for found in _MARKS.finditer(marked.tobytes())]


def _beside(ink: Flags, columns: list[tuple[int, int]]) -> bool:
    """Say whether two things of some height stand beside each other."""
    high = ink.shape[0]
    tall = [ink[:, start:end].any(axis=1).sum() >= _PART * high for start, end in columns]
    return tall.count(True) > 1


def _parts(ink: Flags, speck: int) -> int:
    """Return how many things a drawing consists of, specks left out."""
    return sum(max(_across(ys), _across(xs)) > speck for ys, xs in things(ink, reach=1))


def _across(places: list[int]) -> int:
    return max(places) - min(places) + 1
