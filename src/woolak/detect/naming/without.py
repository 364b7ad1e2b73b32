# SPDX-License-Identifier: EUPL-1.2
"""A run of words with a capital in; the name in it, without what leads it and names nobody, out."""

from __future__ import annotations

import regex

from woolak.detect.naming import pieces
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_MEMBER = regex.compile(r"\p{Lu}{2,}['’]ers?")
"""Who is of a body, by its letters: `BHV'er`."""
_VOWEL = regex.compile(r"[aeiouy]")
_EVERYWHERE = 100_000
"""A word more frequent than this is no surname before a first name."""
_INITIALS = 3
"""Hardly anybody has more initials than these."""


def lead(words: Vocabulary, text: str, name: Name) -> Name:
    """Return a name without the word before a first name: `Belafspraak Klaas Dijkhoff`."""
    first, *given = name.voornamen or ("",)
    if not given and _by_office(words, name, first):
        start = name.end - len(name.achternaam)
        return grammar.natural(words.grammar, text, start, name.end) or name
    if not given or name.titel or not words.lexicon.first(given[0]):
        return name
    everywhere = words.lexicon.woorden.get(first.lower(), 0) > _EVERYWHERE  # `Want Karin Jansen`
    listed = words.lexicon.first(first) or (words.lexicon.last(first) and not everywhere)
    leads = (
        words.lexicon.word(first)
        or words.lexicon.english(first)
        or _MEMBER.fullmatch(first)
        or _letters(first, given[0])
    )
    office = first[1:].islower() and bool(words.functie.fullmatch(first)) and bool(name.achternaam)
    if words.lexicon.first(first) or (listed and not office) or not (leads or office):
        return name
    start = text.index(given[0], name.start + len(first))
    before = text[name.start + len(first) : start]  # `Inzet U. (Urvin) Hernandez`
    start -= len(before.lstrip()) if name.initialen and before.rstrip().endswith("(") else 0
    return grammar.natural(words.grammar, text, start, name.end) or name


def _letters(lead: str, given: str) -> bool:
    """Say whether the letters of a body stand before a first name: `VZVZ Twan Hendriks`."""
    letters = lead.isupper() and len(lead) > _INITIALS and given[1:].islower()
    return letters and _VOWEL.search(lead.lower()) is None


def _by_office(words: Vocabulary, name: Name, lead: str) -> bool:
    """Say whether a function stands before a surname, itself one too: `Pastoor Ramsaran`."""
    last = name.achternaam
    office = lead[1:].islower() and words.functie.fullmatch(lead) is not None
    bare = not (name.titel or name.initialen or name.tussenvoegsel or name.outlook)
    fits = pieces.is_name(words, last) and not (words.lexicon.first(last) or words.nobody([last]))
    return office and bare and bool(last) and fits and not words.lexicon.first(lead)


def thing(words: Vocabulary, text: str, name: Name) -> Name:
    """Return a name without the thing before it: `Maatschap Pham`, `Notitie Ben Moussa`."""
    first = "".join(name.voornamen[:1])
    if name.titel or not first or not pieces.thing(words, first):
        return name
    start = name.start + len(first)
    start += len(text[start : name.end]) - len(text[start : name.end].lstrip())
    return grammar.natural(words.grammar, text, start, name.end) or name
