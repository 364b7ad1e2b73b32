# SPDX-License-Identifier: EUPL-1.2
"""A name that ends in a letter in, with the rest of its surname out: `Lammert K ortendijk`.

Readers of pixels, and of letters that were placed one by one, set the first letter apart.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_REST = regex.compile(
    r"(?:(?<=[ \n]\p{Lu})[ ]|(?<=[ \n]\p{Lu}\.))(?P<rest>\p{Ll}{4,})"
    r"(?:-\p{Lu}(?:\p{Ll}+|[ ](?P<rest>\p{Ll}{4,})))?(?![\p{L}\p{N}@-]|\.\S)"
)

_HALF = regex.compile(
    r"(?<=\p{Ll})-[ ](?P<half>\p{Lu}\p{Ll}{4,})(?![\p{L}\p{N}@:]|-\p{L}|[ ]\p{Lu}|\.\S)"
)
"""The other half of a double surname, behind a hyphen and a gap that was none."""


def whole(words: Vocabulary, text: str, name: Name) -> Name:
    """Return the name with what no dictionary has behind its last letter."""
    half = _HALF.match(text, name.end) if name.full else None
    if half is not None and _nameless(words, half["half"]):
        return replace(name, end=half.end())
    found = _REST.match(text, name.end)
    rest = found.captures("rest") if found is not None else []
    if found is None or any(words.lexicon.word(w) or words.lexicon.english(w) for w in rest):
        return name
    return replace(name, end=found.end())


def _nameless(words: Vocabulary, part: str) -> bool:
    """Say whether a word is in no list, or a surname only: a hyphen may stand before any other."""
    known = words.lexicon.word(part) or words.lexicon.english(part) or words.lexicon.place(part)
    return not (known or words.lexicon.first(part) or words.functie.match(part) is not None)
