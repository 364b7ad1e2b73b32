# SPDX-License-Identifier: EUPL-1.2
"""A name in text goes in; out it comes with what of it goes on behind: `Ben-David`."""

from __future__ import annotations

from dataclasses import replace

import regex

from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_REST = regex.compile(r"-(?P<half>\p{Lu}\p{Ll}{2,}|\p{Ll}{2,5})(?![\p{L}-])")
_AGAIN = regex.compile(r"[ ](?P<tv>\p{Ll}{2,4})[ ]\p{Lu}[\p{L}'’-]+")
SECOND = regex.compile(r"[ ](?P<last>\p{Lu}\p{Ll}[\p{L}'’-]*)(?![\p{L}.-])")
"""A word with a capital that may be a second surname."""
_FEW = 3


def longer(words: Vocabulary, text: str, name: Name, end: int) -> Name:
    """Add a second surname without a hyphen, or the rest of one: `Van Hung Truong`, `Ben-David`."""
    if (rest := _REST.match(text, name.end, end)) is not None:
        half = rest["half"]
        known = half[0].isupper() or fold(half) in words.lettergrepen
        return replace(name, end=rest.end()) if known else name
    foreign = fold(name.tussenvoegsel) in words.beside.foreign
    again = _AGAIN.match(text, name.end, end) if foreign else None
    if again is not None and fold(again["tv"]) in words.beside.foreign:  # `el Bakkali el Idrissi`
        return replace(name, end=again.end())
    more = SECOND.match(text, name.end, end)
    if more is None or not name.achternaam:
        return name
    strange = foreign and not words.lexicon.ordinary(more["last"])  # `dos Santos Silva`
    if not (strange or words.surname(more["last"])):
        return name
    if len(more["last"]) < _FEW and name.tussenvoegsel != "Van":  # `Van Dung Ly`
        return name
    other = words.lexicon.first(more["last"]) or words.lexicon.place(more["last"])
    return name if other and not strange else replace(name, end=more.end())
