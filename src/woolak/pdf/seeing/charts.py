# SPDX-License-Identifier: EUPL-1.2
"""A drawn place and the words of its page go in; whether it is plainly a chart comes out.

A chart has numbers at steady steps along its left side, and labels along its bottom. Without both,
a line that winds may be a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from woolak.model import Box, Word

_WIDE, _HIGH = 100.0, 60.0
_BESIDE, _ASIDE = 60.0, 5.0
_LABELS = 3
_STEADY = 1.3
_NUMBER = re.compile(r"[-\u2212+€$]?\d[\d.,]*\s?%?")


def charts(box: Box, words: Sequence[Word]) -> bool:
    """Say whether the drawings in a box, in displayed points, make a chart with two axes."""
    if box.x1 - box.x0 < _WIDE or box.y1 - box.y0 < _HIGH:
        return False
    numbers = [word.box for word in words if _NUMBER.fullmatch(word.text)]
    beside = [b for b in numbers if _beside(b, box)]
    under = [word.box for word in words if _under(word.box, box)]
    return _scale(sorted((b.y0 + b.y1) / 2 for b in beside)) and len(under) >= _LABELS


def _beside(label: Box, box: Box) -> bool:
    middle = (label.y0 + label.y1) / 2
    near = box.x0 - _BESIDE < label.x0 < box.x0 + _BESIDE / 2
    return box.y0 - _ASIDE < middle < box.y1 + _ASIDE and near


def _under(label: Box, box: Box) -> bool:
    middle = (label.x0 + label.x1) / 2
    return box.x0 - _BESIDE / 2 < middle < box.x1 + _BESIDE / 2 and (
        box.y1 - _BESIDE / 4 < label.y0 < box.y1 + _BESIDE
    )


def _scale(places: Sequence[float]) -> bool:
    """Say whether labels follow each other at steady steps."""
    steps = [after - before for before, after in pairwise(places) if after - before > 1]
    return len(steps) >= _LABELS - 1 and max(steps) <= _STEADY * min(steps)
