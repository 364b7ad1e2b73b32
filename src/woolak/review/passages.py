# SPDX-License-Identifier: EUPL-1.2
"""Texts in; their words, and whether two places stand in the same or nearly the same words, out.

Quotation marks, line breaks, capitals, accents and punctuation do not count; one word more, less
or otherwise on either side of a place is a slip, and so is a typing error in a name.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from woolak.detect.words.lexicon import fold

WINDOW = 8
"""Words on either side of a place that are compared."""
_ENOUGH, _EACH = 7, 3
"""Words that agree in all, and on each side unless one side has enough of them alone."""
_BEYOND = 2
"""Words that have to agree again behind a slip."""
_SLIPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
_LEAST = 5
"""Letters of a name in which one letter may be wrong."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text, and the offset at which each begins."""

    spoken: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word at or after `start`, and the first at or after `end`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def around(self, first: int, last: int) -> Around:
        """Return what stands around the words [first, last)."""
        before = self.spoken[max(0, first - WINDOW) : first][::-1]
        return Around(before, self.spoken[last : last + WINDOW])


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a place, on both sides the nearest first."""

    before: tuple[str, ...] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)

    def nearest(self, number: int) -> Around:
        """Return only so many words on either side."""
        return Around(self.before[:number], self.after[:number])


def words(text: str) -> Words:
    """Return the words of a text."""
    found = [(match[0], match.start()) for match in _WORD.finditer(text)]
    return Words(tuple(_folded(word) for word, _ in found), tuple(start for _, start in found))


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    return sys.intern(fold(word))


def alike(one: Around, other: Around) -> bool:
    """Say whether two places stand in the same passage, or nearly so."""
    before, after = _run(one.before, other.before), _run(one.after, other.after)
    both = min(before, after) >= _EACH
    return before + after >= _ENOUGH and (both or max(before, after) >= _ENOUGH)


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words agree from the place outwards, past one slip."""
    clean = _same(one, other)
    left, right = one[clean:], other[clean:]
    if not left or not right:
        return clean
    beyond = max(_same(left[i:], right[j:]) for i, j in _SLIPS)
    return clean + (beyond if beyond >= _BEYOND else 0)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def nearly(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names are one name but for a letter, or but for a word more.

    Digits never differ by accident, and neither does the first letter: J. and K. are two people.
    """
    if len(one) == len(other):
        wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return not wrong or (len(wrong) == 1 and _mistyped(*wrong[0]))
    short, long = sorted((one, other), key=len)
    told = max(map(len, short), default=0) >= _LEAST
    return told and set(short) < set(long) and _letters(*one, *other)


def _mistyped(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST or one[0] != other[0] or not _letters(one, other):
        return False
    if len(one) > len(other):
        one, other = other, one
    at = _same(one, other)
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped


def _letters(*spoken: str) -> bool:
    return all(word.isalpha() for word in spoken)
