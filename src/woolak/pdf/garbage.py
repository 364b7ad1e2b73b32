# SPDX-License-Identifier: EUPL-1.2
"""Work on many small objects goes in; it comes out without a search for garbage at every turn.

The letters of a page are some ten thousand containers without a cycle among them, and Python looks
through them all, time and again, as long as they come in. What a long document took is handed back.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

SELDOM = 200_000
"""So many more containers than before, some 20 MB, and Python looks for garbage."""


@contextmanager
def seldom() -> Iterator[None]:
    """Let Python look for garbage seldom, for as long as this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


LONG = 100
"""Pages: what a step on fewer of them leaves is soon used again."""


def handed_back(pages: int) -> bool:
    """Hand what is free back to the system after a step on so many pages; say whether it was.

    The C library (glibc; others cannot) keeps what lies between what is still in use, and qpdf,
    MuPDF and pdfium each leave tens of megabytes of a long document so.
    """
    trim = _trim() if pages >= LONG else None
    return bool(trim and trim(0))


@cache
def _trim() -> Any:  # noqa: ANN401 - a function of the C library, or None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
