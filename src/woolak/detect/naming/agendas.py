# SPDX-License-Identifier: EUPL-1.2
"""A word in brackets behind an item of an agenda in, whether it is who speaks to that out."""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.words.vocabulary import Vocabulary

_ITEM = regex.compile(r"(?:\A|\n)[ ]*\d{1,2}[.)]?[ ][^\n(]{2,70}\((?:\p{Lu}\p{L}+/)?\Z")
"""An item of an agenda, before who speaks to it."""
_ITEM_END = regex.compile(r"(?:/\p{Lu}\p{L}+)?\)")
_ITEMS = regex.compile(
    r"(?m)^[ ]*\d{1,2}[.)]?[ ][^\n(]{2,70}\(\p{Lu}\p{Ll}+(?:/\p{Lu}\p{Ll}+)?\)[ ]*$"
)
_SEVERAL = 2
"""Who speaks to an item need be on no list where so many items have somebody behind them."""
_LINE = 80


@lru_cache(maxsize=2)
def _items(text: str) -> int:
    """Return how many items of a list have one or two people in brackets behind them."""
    return len(_ITEMS.findall(text))


def speaks(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a first name alone stands in brackets behind an item: `1. Opening (Ton)`."""
    word = text[start:end]
    named = words.lexicon.first(word) and word[1:].islower()
    strange = word[1:].islower() and not named
    strange = strange and _items(text) >= _SEVERAL
    strange = strange and not words.lexicon.ordinary(word) and not words.lexicon.place(word)
    if (
        not (named or strange)
        or _ITEM_END.match(text, end) is None
        or word.lower() in words.geen_persoon
    ):
        return False
    other = word.lower() in words.geen_voornaam and word.lower() not in words.voornaam_op_plaats
    return not other and _ITEM.search(text, max(start - _LINE, 0), start) is not None
