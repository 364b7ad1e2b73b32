# SPDX-License-Identifier: EUPL-1.2
"""Work on many small objects goes in; it comes out without a search for garbage at every turn.

The letters of a page are some ten thousand containers without a cycle among them, and Python looks
through them all, time and again, as long as they come in.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
