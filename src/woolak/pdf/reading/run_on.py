# SPDX-License-Identifier: EUPL-1.2
"""Blocks in reading order go in; those that one sentence joins over two columns come out as one.

A name broken at the foot of a column goes on at the head of the next. Works in the frame of the
reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from woolak.pdf.reading.layout import Line

_LINES = 2
_WORDS = 3
"""Running text has at least so many lines, of so many words: else it is a cell of a table."""
_ALIKE = 0.9
_ENDS = re.compile(r"[.:;!?…][\"'’”)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_SPACE = 0.25


def run_on(blocks: Iterable[list[Line]]) -> list[list[Line]]:
    """Return the blocks with those that go on in the next column joined to it."""
    found: list[list[Line]] = []
    for block in blocks:
        if found and _goes_on(found[-1], block):
            found[-1] = [*found[-1], *block]
        else:
            found.append(block)
    return found


def _goes_on(above: Sequence[Line], beside: Sequence[Line]) -> bool:
    """Say whether a block ends amid a sentence, and the other begins higher, at its right."""
    last, first = above[-1], beside[0]
    right = max(line.right for line in above)
    if first.left <= right or first.base > last.base - last.size or not _alike(last, first):
        return False
    ends = last.words[-1].text
    if _ENDS.search(ends) or not (_running(above) and _running(beside)):
        return False
    head = first.words[0]
    full = last.right + _SPACE * last.size + head.right - head.left > right
    return full or _HYPHEN.search(ends) is not None


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return small >= _ALIKE * large


def _running(block: Sequence[Line]) -> bool:
    return len(block) >= _LINES and median(len(line.words) for line in block) >= _WORDS
