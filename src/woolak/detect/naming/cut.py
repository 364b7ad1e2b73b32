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


def whole(words: Vocabulary, text: str, name: Name) -> Name:
    """Return the name with what no dictionary has behind its last letter."""
    found = _REST.match(text, name.end)
    rest = found.captures("rest") if found is not None else []
    if found is None or any(words.lexicon.word(w) or words.lexicon.english(w) for w in rest):
        return name
    return replace(name, end=found.end())
