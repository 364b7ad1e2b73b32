# SPDX-License-Identifier: EUPL-1.2
"""A word of a text in; whether it stands in an English sentence, and what that says of it, out.

In Dutch a capital at the start of a sentence says little of `Dekens` and much of `Just`; in English
it is the other way round.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.words.vocabulary import Vocabulary

_AROUND = 90
"""So many letters on either side tell the language of a sentence."""
_WORD = regex.compile(r"(?<![\p{L}\p{N}@._/-])\p{Ll}{3,}(?![\p{L}\p{N}@_/-]|\.\p{L})")
_PARAGRAPH = "\n\n"
_ENOUGH = 2
"""So many words that are English only; a Dutch sentence that has them has more of its own."""
_KEPT = 1 << 10
"""Of so many sentences each answer is kept."""


def sentence(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether English is spoken around [start, end)."""
    before = text[max(start - _AROUND, 0) : start].rpartition(_PARAGRAPH)[2]
    behind = text[end : end + _AROUND].partition(_PARAGRAPH)[0]
    return _spoken(words, f"{before} {behind}")


@lru_cache(maxsize=_KEPT)
def _spoken(words: Vocabulary, near: str) -> bool:
    told = _WORD.findall(near)
    dutch, english = words.lexicon.common, words.lexicon.english
    only = sum(english(word) and not dutch(word) for word in told)
    return only >= _ENOUGH and only > sum(dutch(word) and not english(word) for word in told)


def stands(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a word in small letters is an English one and no name: `it can be done`."""
    word = text[start:end]
    plain = words.lexicon.english(word) and not words.lexicon.first(word)
    return (plain or word in words.speech.engels) and sentence(words, text, start, end)
