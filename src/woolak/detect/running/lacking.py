# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for words with a box where their font lacks a letter: `Hi□n Ngô`.

Every font has the letters of Dutch words: what it lacks is a letter of a name from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from woolak.detect.text.view import Hit, View
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind

_LOST = "\ufffd"
_WORD = regex.compile(
    r"(?<![\p{L}\ufffd])(?P<lost>\p{Lu}[\p{L}'’-]*\ufffd[\p{L}\ufffd'’-]*)"
    r"(?:[ ](?P<more>\p{Lu}\p{Ll}+))?"
)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "ft", "tt", "ti", "st")
"""What a font may have one letter for, without saying which."""
_WHY = "Woord met een letter die het lettertype mist, als in een naam van elders."


def find(words: Vocabulary, view: View, _: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the words with a capital that lack a letter, and the surname behind one."""
    if _LOST not in view.text:
        return
    for found in _WORD.finditer(view.text):
        if any(words.lexicon.word(found["lost"].replace(_LOST, each)) for each in _LIGATURES):
            continue
        yield Hit(*found.span("lost"), Kind.NAME, 0.6, "namen.onbekend", _WHY)
        if found["more"] and not words.lexicon.ordinary(found["more"]):
            for start in (found.start(), found.start("more")):
                yield Hit(start, found.end(), Kind.NAME, 0.6, "namen.onbekend", _WHY)
