# SPDX-License-Identifier: EUPL-1.2
"""A page and a word of it in; whether it begins a cell below one of the given headings, out."""

from __future__ import annotations

from collections.abc import Collection

from woolak.detect.words.lexicon import fold
from woolak.model import Page, Word

_ALIGNED = 4.0
"""Points between where a heading and the cells below it begin."""
_CLOSE = 4.0
"""The cells of a column follow each other within so many line heights."""


def heads(text: str, start: int) -> bool:
    """Say whether a word begins a line or a cell of the text."""
    return text[max(start - 1, 0) : start] in ("", "\n", "\t")


def under(page: Page, start: int, wanted: Collection[str], every: Collection[str]) -> bool:
    """Say whether the nearest of all headings above the word at `start` is one of the wanted."""
    here = next((word for word in page.words if word.start == start), None)
    if here is None:
        return False
    above = sorted(
        (w for w in page.words if w.box.y0 < here.box.y0 and _aligned(w, here)),
        key=lambda word: -word.box.y0,
    )
    for word in above:
        if here.box.y0 - word.box.y1 > _CLOSE * (here.box.y1 - here.box.y0):
            return False
        if heads(page.text, word.start) and _spoken(word) in every:
            return _spoken(word) in wanted
        here = word
    return False


def _aligned(one: Word, other: Word) -> bool:
    return abs(one.box.x0 - other.box.x0) <= _ALIGNED


def _spoken(word: Word) -> str:
    return fold(word.text.strip(" :*"))
