# SPDX-License-Identifier: EUPL-1.2
"""What workers load in place of `woolak.preload` when documents have to go wrong in them.

A document whose title says so crashes, hangs or eats the memory of the process that reads it.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from woolak import preload
from woolak.model import Page
from woolak.pdf.reading import read

__all__ = ["preload"]
_pages = read.pages


def _misbehaving(path: Path, document: str, *rest: object, **options: object) -> Sequence[Page]:
    data = path.read_bytes()
    if b"/Title(crash)" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"/Title(hang)" in data:
        time.sleep(3600)  # the limit under test ends it
    if b"/Title(hog)" in data:
        bytearray(8 << 30)
    return _pages(path, document, *rest, **options)  # type: ignore[arg-type]


read.pages = _misbehaving  # type: ignore[assignment]
