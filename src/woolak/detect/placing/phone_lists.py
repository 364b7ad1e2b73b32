# SPDX-License-Identifier: EUPL-1.2
"""Text in, who stands in a list of telephone numbers out: `Ertürk, Özge A17.17 070 352 79 37`.

Such a list needs no heading: its lines begin with somebody and end with a number, with a room or a
unit between them.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import people
from woolak.detect.text.view import Hit
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_LEAST = 3
"""A list has so many lines of people, and they are half of its lines at least."""
_ENTRY = anchors.lines(
    r"(?m)^[ •*–-]*(?P<who>\p{L}[\p{L}\p{M}'’., -]{1,38}?(?:\(\p{Lu}[\p{L}\p{M} .'’-]{1,20}\))?)"
    r"[ \t]+(?:\p{Lu}{1,2}[ -]?\d{1,3}(?:[.-]\d{1,4})?[a-z]?[ \t]+)?(?:tel\.? ?:? ?)?"
    r"(?:\+31|0)(?: ?\(0\))?[\d -]{7,14}\d[ \t]*$"
)
_WORDS = regex.compile(r"[\p{L}\p{M}'’-]+")
_WHY = "Staat in een lijst met telefoonnummers."


def find(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Return whoever stands before a number in lines that are a list of telephone numbers."""
    lines = [found.span("who") for found in _ENTRY.finditer(text)]
    some = [span for span in lines if _somebody(words, text, *span)] if lines[_LEAST - 1 :] else []
    if len(some) >= max(_LEAST, len(lines) / 2):
        for start, end in some:
            yield Hit(start, end, Kind.NAME, 0.9, "structuur.tabel", _WHY, role=Role.AMBTENAAR)


def _somebody(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether what stands before a number can be somebody, and nothing else."""
    spoken = text[start:end]
    every = [word for word in _WORDS.findall(spoken) if word[:1].isupper()]
    if not every or words.nobody(every) or words.functie.match(spoken) is not None:
        return False
    if words.instellingen.match(spoken) or any(word in words.afkortingen for word in every[:1]):
        return False
    name = people.person(words, text, start, end)
    if name is not None and name.end >= end:
        return True
    known = every[0].lower() in words.achternaam_woorden or not words.lexicon.ordinary(every[0])
    return known and ("," in spoken or len(every) == 1)
