# SPDX-License-Identifier: EUPL-1.2
"""Drawn paths and bits go in; which of them make a dashed or dotted line comes out.

Programs that print web pages and sheets draw each dash of a border as a rectangle of its own. A
dash is as long as the next, and as far from it: letters never go on so, one beside the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

Rect = tuple[float, float, float, float]
Bit = tuple[Rect, object]
"""A box in points and the colour that it is painted in."""

_THICK, _FEWEST = 4.0, 3
_LONG = 120.0
"""Points: no letter has a stroke that is longer, and no word is so regular for so long."""
_SAME = 0.2


def dashed(whole: Rect, parts: Sequence[Rect]) -> bool:
    """Say whether the parts of one path, its box in points, are the dashes of a line."""
    for one, other in ((0, 1), (1, 0)):
        if whole[other + 2] - whole[other] <= _THICK and whole[one + 2] - whole[one] > _LONG:
            runs = _runs((part[one], part[one + 2]) for part in parts)
            if len(runs) > _FEWEST and _even(runs):
                return True
    return False


def undotted(bits: Sequence[Bit]) -> list[Rect]:
    """Return the bits without those of long even lines, each line in one colour."""
    gone = set[Bit]()
    for one, other in ((0, 1), (1, 0)):
        lines: defaultdict[object, list[Bit]] = defaultdict(list)
        for bit in set(bits):
            box, colour = bit
            across = (round(box[other], 1), round(box[other + 2], 1))
            lines[colour, across, round(box[one + 2] - box[one], 1)].append(bit)
        for line in lines.values():
            gone.update(_long(sorted(line, key=lambda bit: bit[0][one]), one))
    return [bit[0] for bit in bits if bit not in gone]


def _long(line: Sequence[Bit], one: int) -> Iterable[Bit]:
    """Yield the bits of a row that stand at the same distance for longer than a letter is."""
    starts = [box[one] for box, _ in line]
    first = 0
    for at in range(1, len(line) + 1):
        apart = starts[first + 1] - starts[first] if first + 1 < len(line) else 0.0
        if at < len(line) and abs(starts[at] - starts[at - 1] - apart) <= _SAME:
            continue
        if starts[at - 1] - starts[first] > _LONG:
            yield from line[first:at]
        first = at - 1 if at < len(line) and at - 1 > first else at


def _runs(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _even(runs: Sequence[tuple[float, float]]) -> bool:
    """Say whether runs are equally long, but for ends that are cut off, and equally far apart."""
    gaps = [after[0] - before[1] for before, after in pairwise(runs)]
    inner = [end - start for start, end in runs[1:-1]]
    ends = [runs[0][1] - runs[0][0], runs[-1][1] - runs[-1][0]]
    level = max(gaps) - min(gaps) <= _SAME and max(inner) - min(inner) <= _SAME
    return level and max(ends) <= max(inner) + _SAME
