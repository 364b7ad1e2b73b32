# SPDX-License-Identifier: EUPL-1.2
"""Text in, the same text out with its lines in capitals written as a sentence would be.

Every character keeps its place, so that what is found in the one stands there in the other.
"""

from __future__ import annotations

import regex

from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary

_LINE = regex.compile(
    r"(?m)^(?=[^\n]*\p{Lu}{3})[^\p{Ll}\n\t]*\p{Lu}{2}[^\p{Ll}\n\t]* \p{Lu}{2}[^\p{Ll}\n\t]*$"
)
_WORD = regex.compile(r"\p{Lu}[\p{Lu}\p{M}]*(?:['’-]\p{Lu}+)*")


def calmed(words: Vocabulary, text: str) -> str:
    """Return the text with its lines in capitals calmed: `AKKOORD ISENIA` as `akkoord Isenia`."""
    return _LINE.sub(lambda line: _calm(words, line[0]), text)


def _calm(words: Vocabulary, line: str) -> str:
    spoken = [word[0] for word in _WORD.finditer(line)]
    said = sum(_plain(words, word) for word in spoken)
    if not said or said == len(spoken):
        return line
    return _WORD.sub(lambda word: _cased(words, word[0]), line)


def _cased(words: Vocabulary, word: str) -> str:
    if word in words.afkortingen or len(word) == 1:
        return word
    cased = word.lower() if _plain(words, word) else word.title()
    return cased if len(cased) == len(word) else word


def _plain(words: Vocabulary, word: str) -> bool:
    """Say whether a word in capitals is one that a sentence would write small."""
    lower = word.lower()
    if fold(lower) in words.tussenvoegsels or lower in words.geen_persoon:
        return True
    return words.lexicon.ordinary(lower) and not words.given(lower)
