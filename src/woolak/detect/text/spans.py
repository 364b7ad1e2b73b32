# SPDX-License-Identifier: EUPL-1.2
"""Spans of a text go in, in any order; those over a stretch of it come out, found by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Spans(Generic[_T]):
    """Things in the order of their starts; up to each, how far the first ones reach."""

    things: tuple[_T, ...] = field(repr=False)
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    reach: tuple[int, ...]

    def over(self, low: int, high: int) -> Iterator[_T]:
        """Yield the things that share a character with [low, high), the last one first."""
        at = bisect_left(self.starts, high) - 1
        while at >= 0 and self.reach[at] > low:
            if self.ends[at] > low:
                yield self.things[at]
            at -= 1


def in_order(things: Iterable[_T], place: Callable[[_T], tuple[int, int]]) -> Spans[_T]:
    """Return things by their places; `place` gives the [start, end) offsets of one."""
    ordered = sorted(((*place(one), at, one) for at, one in enumerate(things)), key=lambda x: x[:3])
    ends = tuple(end for _, end, _, _ in ordered)
    starts = tuple(start for start, *_ in ordered)
    reach = tuple(accumulate(ends, max))
    return Spans(tuple(one for *_, one in ordered), starts, ends, reach)
