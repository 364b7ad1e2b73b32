# SPDX-License-Identifier: EUPL-1.2
"""A name on a line below a sign-off in; whether somebody signs there, out."""

from __future__ import annotations

from woolak.detect.naming import pieces
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary


def signs(words: Vocabulary, text: str, name: Name, end: int, *, signed: bool) -> bool:
    """Say whether a line in a signature is a name: nothing but separators and a role follow it."""
    rest = text[name.end : end].strip()
    if rest and not (rest[0] in ",|(<\t/–-" or rest[0].isdigit() or words.achtertitel.match(rest)):
        return False
    if signed and _heads(words, name):
        return False
    return name.full or bool(name.tussenvoegsel or name.titel) or not signed


def _heads(words: Vocabulary, name: Name) -> bool:
    """Say whether a heading below who signed is shaped as a name: `OVERZICHT VAN DE KOSTEN`."""
    first = name.voornamen[0] if name.voornamen and not name.titel else ""
    thing = pieces.usual(words, first) and pieces.plain(words, first)
    return thing and words.lexicon.ordinary(name.achternaam)
