# SPDX-License-Identifier: EUPL-1.2
"""An office in a text and the names behind it in; those of its bearers out.

Whoever acts for the office, works for it, or sits in a body of the house, is somebody else.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.words import grammar, serving
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_NAMENS = regex.compile(
    r"(?i)(?<!\p{L})(?:namens|op verzoek van|in opdracht van|voor)[ ](?:de|het)[ ]$"
)
"""Before an office for which somebody else acts: `namens de minister mr. J. Bos`."""
_REACHED = regex.compile(
    r"[ \t]{1,3}(?:\p{Lu}{1,2}[ -]?\d{1,2}[.-]\d{2}(?!\d)|\(?0\d|\+\d|[\w.-]{2,30}@)"
)
"""The room, the telephone or the address of who stands in a list."""
_LETTERS = 3
_FUNCTION = 40
_OF_WHOM = regex.compile(r"(?i)(?<!\p{L})(?:van|voor|bij|aan|of|to|for)[ ]$")
"""Before an office that its bearer follows: `woordvoerder van minister Anna Bos`."""


def kept(words: Vocabulary, text: str, office: regex.Match[str], names: list[Name]) -> list[Name]:
    """Return the names behind an office of those who hold it."""
    if not names or words.politics.huislid.match(text, names[-1].end):
        return []  # `de leden Jan Bos en Piet Vos van de ondernemingsraad`
    names = [name for name in names if not _in_row(words, text, office, name)]
    if _NAMENS.search(text, max(office.start() - 20, 0), office.start()):
        return [name for name in names if _known(words, name)]
    if words.role_of(office[0]) is not Role.BEWINDSPERSOON or not _served(words, text, office):
        return names
    return [name for name in names if not (name.voornamen and name.full) or _known(words, name)]


def before_preposition(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Return a name up to a preposition that may stand in one: `Bruins Slot aan de Kamer`."""
    at = text.find(f" {name.tussenvoegsel} ", name.start, name.end) if name.tussenvoegsel else -1
    return grammar.natural(words.grammar, text, name.start, at) if at > 0 else None


def _in_row(words: Vocabulary, text: str, office: regex.Match[str], name: Name) -> bool:
    """Say whether what seems an office is a name in a list: `De Koning Kevin A09.29`, `DG Bos`.

    A room, a telephone or an address stands behind it; behind letters, the function of another.
    """
    letters = office[0].isupper() and len(office[0]) <= _LETTERS
    if not letters and (name.full or _known(words, name)):
        return False
    told = words.functie_at(text, name.end + 1, name.end + _FUNCTION) if letters else None
    return _REACHED.match(text, name.end) is not None or (told is not None and not told[2])


def _served(words: Vocabulary, text: str, office: regex.Match[str]) -> bool:
    """Say whether who works for an office may be named behind it: `secretaresse minister`."""
    start = office.start()
    return serving.serves(words, text, start) and not _OF_WHOM.search(
        text, max(start - 6, 0), start
    )


def _known(words: Vocabulary, name: Name) -> bool:
    """Say whether somebody on the lists is called so: surname, and first letter."""
    last = fold(name.achternaam or name.voornamen[-1])
    first = fold("".join(name.voornamen[:1]) or name.initialen)[:1] if name.full else ""
    return first in _first_letters(words).get(last, ()) if first else last in _first_letters(words)


@lru_cache(maxsize=2)
def _first_letters(words: Vocabulary) -> dict[str, frozenset[str]]:
    """Return the first letters of the names on the lists, by the last of their words."""
    found: dict[str, frozenset[str]] = {}
    for full in words.politics.lijst:
        before, _, last = full.rpartition(" ")
        if before:
            found[last] = found.get(last, frozenset()) | {full[0]}
    return found
