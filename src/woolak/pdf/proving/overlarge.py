# SPDX-License-Identifier: EUPL-1.2
"""The boxes of characters in; those that are far larger than a letter can be, put where it stands.

A letter of a Type 3 font has the box that its own drawing claims (`d1`), which some producers give
the size of a whole line: its middle then lies letters away from the letter. A letter that stands
alone may be a picture of a text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from math import hypot

import numpy as np
from pypdfium2 import raw

from woolak.pdf.proving.leaning import Numbers

_LARGE = 15.0
"""Points: what is smaller is not asked for its size."""
_WIDE, _OF_ADVANCE = 2.0, 2.5
"""Times the size of the type, and times the room that the letter takes, that no letter is wide."""
_HIGH = 0.7
"""Part of the size of the type: the height of a capital."""


def within(text: raw.FPDF_TEXTPAGE, corners: Numbers, numbers: Sequence[int]) -> Numbers:
    """Return (n, 4) boxes left, bottom, right, top in user space, the overlarge ones made anew."""
    if not len(corners):
        return corners
    sides = corners[:, 2:] - corners[:, :2]
    out = corners
    for at in np.flatnonzero(sides.max(axis=1) > _LARGE).tolist():
        place = _place(text, numbers[at], float(sides[at].max()))
        if place is not None:
            out = out.copy() if out is corners else out
            out[at] = place
    return out


def _place(text: raw.FPDF_TEXTPAGE, number: int, side: float) -> Numbers | None:
    """Return the box of the room that a letter takes, None when its side may be what it shows."""
    part = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, number, part)
    size = abs(raw.FPDFText_GetFontSize(text, number))
    along, up = hypot(part.a, part.b), hypot(part.c, part.d)
    largest = size * max(along, up)
    if not size * along * up or side <= _WIDE * largest:
        return None
    here = _origin(text, number)
    beside = (hypot(*(_origin(text, number + step) - here)) for step in (1, -1))
    room = next((apart for apart in beside if 0 < apart <= largest), 0.0)
    if not room or side <= _OF_ADVANCE * room:
        return None
    right = np.array([part.a, part.b]) * room / along
    above = np.array([part.c, part.d]) * size * _HIGH
    corners = np.array([here, here + right, here + above, here + right + above])
    return np.hstack([corners.min(axis=0), corners.max(axis=0)])


def _origin(text: raw.FPDF_TEXTPAGE, number: int) -> Numbers:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, number, x, y)
    return np.array([x.value, y.value])
