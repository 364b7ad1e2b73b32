# SPDX-License-Identifier: EUPL-1.2
"""A name goes in; without the first word of a sentence that follows it, it comes out.

Lines of a paragraph are joined: behind a label a name may end where a sentence begins.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_LAST = regex.compile(r"(?<=\p{L}[ ]\p{Lu}[\p{L}\p{M}-]{3,})[ ](?P<word>\p{Lu}\p{Ll}+)\Z")
_GOES_ON = regex.compile(r"[ ]\p{Ll}")


def without(words: Vocabulary, text: str, name: Name) -> Name:
    """Return a name without its last word where that begins a sentence: `Jan Bakker De dag is`."""
    found = _LAST.search(text[name.start : name.end])
    if found is None or _GOES_ON.match(text, name.end) is None:
        return name
    word = fold(found["word"])
    named = words.lexicon.last(word) or words.lexicon.first(word)
    opens = word in words.tussenvoegsels or (words.lexicon.ordinary(word) and not named)
    return replace(name, end=name.start + found.start()) if opens else name
