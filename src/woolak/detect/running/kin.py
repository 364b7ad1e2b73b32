# SPDX-License-Identifier: EUPL-1.2
"""Text in, the first names of those whom somebody calls his own out: `mijn dochter Olijf`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from woolak.detect.text.view import Hit, View
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_WORD = regex.compile(r"[ ](?P<who>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}-]|[ ]\p{Lu})")
"""One word that is written as a first name is."""


def find(words: Vocabulary, view: View, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield one word with a capital behind `mijn dochter`, which no list of names need know."""
    found = [(hit.start, hit.end) for hit in hits]
    for lead in words.speech.verwant.finditer(view.text):
        one = _WORD.match(view.text, lead.end())
        if one is None or any(a < one.end("who") and b > one.start("who") for a, b in found):
            continue
        if not words.nobody([one["who"]]) or words.lexicon.first(one["who"]):
            why = f"Naam na '{lead[0].lower()}'."
            yield Hit(*one.span("who"), Kind.NAME, 0.7, "namen.voornaam", why, role=Role.BURGER)
