# SPDX-License-Identifier: EUPL-1.2
"""A run of letters goes in; its text, with spaces that part no word as soft hyphens, comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Any

ONE_WORD = 0.12
"""Below this gap (in em) two runs of text are one word; MuPDF writes a space from about 0.2 on."""
_NO_ROOM = 0.02
_WIDE, _SAME_GAP, _FEW = 0.06, 0.06, 3
"""Ems between the letters of type that is set wide, by which its gaps may differ; a few of them."""

synthetic = itemgetter("synthetic")
"""Says of a character of a rawdict whether MuPDF made it up."""


def unspaced(text: str, lefts: list[float], ends: Sequence[float], size: float) -> str:
    """Return the text with spaces that take no room as soft hyphens, which is what they stand for.

    Browsers draw the soft hyphen of an unbroken word so, and give its letter only as ActualText. A
    space that is drawn over the letter before it, after which the next one follows, is set behind.
    """
    at = text.find(" ", 0, -1)
    least, onto = _NO_ROOM * size, ONE_WORD * size
    while at >= 0:
        follows, before = lefts[at + 1], ends[at - 1] if at else lefts[at]
        over = lefts[at] < before - onto and abs(follows - before) < least
        lefts[at] = before if over else lefts[at]
        if abs(follows - lefts[at]) < least:
            text = f"{text[:at]}\u00ad{text[at + 1 :]}"
        at = text.find(" ", at + 1, -1)
    return text


JOINT = "\u00ad"
"""The soft hyphen that stands for such a space."""


def tracked(
    text: str,
    chars: Sequence[Mapping[str, Any]],
    places: tuple[list[float], list[float]],
    em: float,
) -> str:
    """Return the text with soft hyphens for spaces of MuPDF's that are as wide as every gap.

    In type that is set wide some gaps are just as wide as those that it takes for spaces.
    """
    lefts, ends = places
    printed = [at for at, char in enumerate(text) if not char.isspace()]
    near = [(a, b) for a, b in pairwise(printed) if all(map(synthetic, chars[a + 1 : b]))]
    gaps = [lefts[b] - ends[a] for a, b in near]
    usual = median(gaps) if len(gaps) > _FEW else 0.0
    if usual < _WIDE * em:
        return text
    letters = list(text)
    for (a, b), gap in zip(near, gaps, strict=True):
        if b > a + 1 and gap < usual + _SAME_GAP * em:
            letters[a + 1 : b] = JOINT * (b - a - 1)
    return "".join(letters)
