# SPDX-License-Identifier: EUPL-1.2
"""Text in, ministers of other countries out: `minister Blok sprak met zijn ambtgenoot Maas`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming.people import plausible
from woolak.detect.office.roles import Public
from woolak.detect.words import grammar
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_BESIDE = anchors.begun(
    r"(?P<whose>(?i:zijn|haar|hun|his|her|their)[ \n])(?P<land>\p{Lu}\p{Ll}+[ \n])?"
    r"(?P<what>(?i:ambtgenoot|ambtgenoten?|counterparts?|collega(?:'s)?|colleagues?))[ \n]"
    r"(?=\p{Lu})"
)
_SENTENCE = regex.compile(r"[.!?]\s|\n\n")
_BACK = 200
_AHEAD = 60


def find(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who is named as the counterpart of a minister, in a sentence that names his office.

    A colleague is one when the country is told.
    """
    for beside in _BESIDE.finditer(text):
        if beside["land"] is None and beside["what"].lower().startswith("coll"):
            continue
        lead = _SENTENCE.split(text[max(beside.start() - _BACK, 0) : beside.start()])[-1]
        offices = [words.role_of(found[0]) for found in words.ambt.finditer(lead)]
        name = grammar.natural(words.grammar, text, beside.end(), beside.end() + _AHEAD)
        if name is None or not plausible(words, name) or _works(words, text, name.end):
            continue
        if Role.BEWINDSPERSOON in offices:
            why = f"Ambtgenoot van een bewindspersoon: {beside['what'].lower()}."
            where = name.start, name.end, name
            yield Public(*where, Role.BESTUURDER, "ambtgenoot", "functies.ambtsdrager", why)


def _works(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether it is told where somebody works: `(FEZ)`, `van de directie`."""
    return text.startswith(" (", end) or words.politics.afdeling.match(text, end) is not None
