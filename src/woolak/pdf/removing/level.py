# SPDX-License-Identifier: EUPL-1.2
"""A redacted page goes in; a blank line that keeps its words searchable comes out, where needed.

pdfium, in Chrome and Edge, takes a page for vertical text when its strings cover less of the width
that they stand in than of the height, and reads it letter by letter: a table whose column of names
went. A blank as wide as the page covers all of that width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak.pdf import boxes
from woolak.pdf.content.printed_lines import text_on
from woolak.pdf.removing.removing import to_user_space

_COVERED, _SURELY = 0.9, 0.1
"""The part of the width that words cover on pages that are surely read level (pdfium: 0.8), and by
how much more than of the height."""
_BLANK = 0.278
"""The width of a blank of the label's font, in ems."""
_MOSTLY = 0.5
_RISE = 2.0
"""Points by which the blank line rises: for pdfium what has no height covers nothing."""

_Words = npt.NDArray[np.float64]


def blank(page: pymupdf.Page) -> bytes:
    """Return content for a page that is shown as it is written; none where it is read level.

    It hangs on what stands on the redacted page, so that it tells nothing of what stood there.
    """
    found: Sequence[tuple[Any, ...]] = () if page.rotation else text_on(page).extractWORDS()
    words = np.array([word[:4] for word in found], dtype=np.float64).reshape(-1, 4)
    wide, high = (words[:, 2:] - words[:, :2]).T
    if not found or (wide >= high).mean() <= _MOSTLY:
        return b""
    across, down = (_covered(words, axis) for axis in (0, 1))
    return b"" if across > min(_COVERED, down + _SURELY) else _line(page)


def _covered(words: _Words, axis: int) -> float:
    """Return what part of the way from the first to the last word there are words beside."""
    spans = words[np.argsort(words[:, axis])][:, axis::2]
    reached = np.maximum.accumulate(spans[:, 1])
    gaps = np.maximum(0.0, spans[1:, 0] - reached[:-1])
    return 1.0 - float(gaps.sum()) / max(1.0, float(reached[-1] - spans[0, 0]))


def _line(page: pymupdf.Page) -> bytes:
    """Return a blank, a gap and a blank as one string through the middle of the page."""
    a, _, c, d, e, f = to_user_space(page)
    wide, half = page.rect.width, page.rect.height / 2
    x, y = c * half + e, d * half + f
    gap, slope = 1000 * (wide - 2 * _BLANK), _RISE / wide
    placed = (
        f"/{boxes.FONT} 1 Tf {a:.6f} {slope:.6f} 0 1 {x:.2f} {y:.2f} Tm [( ) {-gap:.0f} ( )] TJ"
    )
    return f"\n/Artifact BMC BT {placed} ET EMC".encode("ascii")
