# SPDX-License-Identifier: EUPL-1.2
"""A view and the words of a heading go in; the values straight below those words come out.

For tables whose columns stand so close that cells beside each other run together, as those of an
office program do: below `Kenteken Eigenaar` stands `GT-884-K J. Meulenkamp`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

import regex

from woolak.detect.text.view import Cell, Token, View
from woolak.detect.words.lexicon import fold

_ALIGNED = 2.5
"""What stands below a heading begins within so many points of where the heading does."""
_APART = 0.45
"""Words of one value stand closer than this, in heights of a line."""
_ROWS = 7.0
"""The next row of a table is no further down than this, in heights of a line."""
_WORDS = 4
"""A value has so many words at most: `18 40 77 26`."""
_PAIR = 2
"""A heading has one word or so many."""


@lru_cache(maxsize=1 << 12)
def bare(heading: str) -> str:
    """Return the letters of a heading: `Geb.datum` and `geb. datum` say the same.

    The digits of `06` and `06-nummer` tell what it is.
    """
    folded = fold(heading)
    letters = "".join(filter(str.isalpha, folded))
    return f"06{letters}" if folded.startswith("06") else letters


def below(
    view: View,
    heading: Cell,
    titles: Collection[str],
    value: regex.Pattern[str],
    *,
    whole: bool,
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values below each word of a cell that is one of the titles.

    `whole`: all that the cell and the line above it say is; the values are below its first word.
    """
    words = view.touched(heading.start, heading.end)
    said = [bare(word.word.text) for word in words]
    for at, word in enumerate(words):
        if (whole and at == 0) or said[at] in titles or "".join(said[at : at + _PAIR]) in titles:
            for tokens in _rows(view, word):
                yield from _value(view, tokens, value)


def _rows(view: View, heading: Token) -> Iterator[Sequence[Token]]:
    """Yield the words of each row below a heading, from where the heading begins, going down."""
    box = heading.word.box
    height = box.y1 - box.y0
    under = [
        at
        for at, token in enumerate(view.tokens)
        if token.page == heading.page
        and abs(token.word.box.x0 - box.x0) <= _ALIGNED
        and token.word.box.y0 > box.y1 - height / 3
    ]
    bottom = box.y1
    for at in sorted(under, key=lambda at: view.tokens[at].word.box.y0):
        top = view.tokens[at].word.box
        if top.y0 - bottom > _ROWS * height:
            return
        bottom = top.y1
        yield _together(view.tokens[at : at + _WORDS])


def _together(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the first words that stand on one line without a gap between them."""

    def close(pair: tuple[Token, Token]) -> bool:
        left, right = (token.word.box for token in pair)
        height = left.y1 - left.y0
        return abs(left.y0 - right.y0) < height / 2 and 0 <= right.x0 - left.x1 < _APART * height

    return [*tokens[:1], *(right for _, right in takewhile(close, pairwise(tokens)))]


def _value(
    view: View, tokens: Sequence[Token], value: regex.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Yield the span of the longest run of words, from the first, that is such a value."""
    start = tokens[0].start
    for last in reversed(tokens):
        if value.fullmatch(view.text, start, last.end) is not None:
            yield start, last.end
            return
