# SPDX-License-Identifier: EUPL-1.2
"""A surname on a page in, where what its bearer is called begins before it out."""

from __future__ import annotations

import regex

from woolak.detect.naming import pieces
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_SHORTENED = regex.compile(r"(?<![\p{L}])v\.?[ ]?(?:d\.?)?[ ]$")
"""A tussenvoegsel that is shortened: the capital behind it begins no sentence."""
_NEAR = 60
"""White space before a word is no longer than this."""
_BEGINS = '.!?:;\n\t•-–|>"“‘('
"""Behind these signs a capital is that of a sentence, a line or a cell."""


def in_sentence(text: str, start: int) -> bool:
    """Say whether a capital at `start` is not just that of a sentence, a line or a cell."""
    if _SHORTENED.search(text, max(start - 6, 0), start):
        return True
    before = text[max(start - _NEAR, 0) : start].rstrip(" \u00a0")[-1:]
    return bool(before) and before not in _BEGINS


def begins(words: Vocabulary, text: str, before: tuple[str, int, int], low: int) -> int:
    """Return where what somebody is called begins, before the surname at `low`: `met Hi Đặng`.

    `before` is the word before the surname: folded, with its offsets; `low` when it is no name.
    """
    _, start, end = before
    word = text[start:end]
    if text[end:low] != " " or not pieces.capped(word):
        return low
    known = fold(word) in words.geroepen or words.lexicon.first(word)
    if not (known or in_sentence(text, start)) or _other(words, text, before):
        return low
    return start


def _other(words: Vocabulary, text: str, before: tuple[str, int, int]) -> bool:
    """Say whether a word before a surname is a function, a title, a thing or a place."""
    _, start, end = before
    word = text[start:end]
    if words.functie.match(text, start) or words.titel.match(f"{word} "):
        return True
    if pieces.thing(words, word) or words.nobody([word]) or words.lexicon.place(word):
        return True
    return fold(word) in words.tussenvoegsels or word in words.afkortingen
