# SPDX-License-Identifier: EUPL-1.2
"""A place behind an office in, the name of its bearer that fits there out.

It stands beside the office, between commas, or signs on the line below.
"""

from __future__ import annotations

import regex

from woolak.detect.naming.people import plausible
from woolak.detect.text.view import line_end
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_LINES = regex.compile(r"[ \t]*,?[ \t]*\n{1,6}\s*")
_COMMA = regex.compile(r",\s+(?=\p{Lu}|(?:de heer|mevrouw|dhr|mw|prof|dr|drs|mr|ir|jhr)\.? )")
_APART = regex.compile(r"\s*(?:\)|\.(?:\s|\Z)|,(?:\s+\p{Ll}|\.)|\n|\Z)")
"""What follows a name that stands beside an office, and not in a list of people."""
_GOES_ON = regex.compile(r",\s+(?!(?:en|and)\s)\p{Ll}")
"""What an apposition ends with inside a sentence, unlike an item of a list."""
_PARTS = regex.compile("[:;]")
_SUBJECT = regex.compile(r"(?i)^(?:(?:onderwerp|betreft|subject|re|fw|fwd|antw):[ ]*)+")


def surname(words: Vocabulary, name: Name) -> bool:
    """Say whether a name ends in a surname, or in no word at all."""
    return words.lexicon.last(last(name)) or not words.lexicon.word(last(name))


def last(name: Name) -> str:
    """Return the surname, or the only word, of a name."""
    return name.achternaam or name.voornamen[-1]


def fits(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether what follows an office is a name, and no unit, place or first word of a title."""
    first = text[name.start : name.end].split(maxsplit=1)[0]
    ends = last(name)
    listed = fold(ends) in words.politics.ambtsnamen  # `minister Dijkgraaf` has an office for name
    office = words.functie.match(text, name.start, name.end) is not None
    if not listed and (office or not plausible(words, name)):
        return False
    if name.tussenvoegsel[:1].islower() and not (name.voornamen or name.initialen or name.titel):
        return False
    somewhere = words.lexicon.place(ends) and fold(ends) not in words.politics.ambtsnamen
    if somewhere and not (name.full or name.tussenvoegsel):
        return False
    return bool(
        listed
        or name.full
        or name.titel
        or words.lexicon.last(ends)
        or words.lexicon.first(ends)
        or not words.lexicon.common(ends if name.tussenvoegsel else first)
    )


def signed(words: Vocabulary, text: str, start: int, at: int) -> Name | None:
    """Return the name on the line below `De Minister van ...,`: who signs a letter in person."""
    head = text[text.rfind("\n", 0, start) + 1 : start].strip().lower()
    gap = _LINES.match(text, at)
    if (
        gap is None
        or head not in ("de", "the", "het")
        or (gap[0].count("\n\n\n") and "," not in gap[0])
    ):
        return None
    name = grammar.natural(words.grammar, text, gap.end(), line_end(text, gap.end()))
    if name is None or text[name.end : line_end(text, name.end)].strip():
        return None
    return name if fits(words, text, name) and (name.full or name.titel) else None


def between_commas(words: Vocabulary, text: str, at: int) -> Name | None:
    """Return the full name between commas behind an office: `de burgemeester van Ede, X, heeft`."""
    comma = _COMMA.match(text, at)
    begin = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1
    *before, line = _PARTS.split(_SUBJECT.sub("", text[begin:at]))
    if comma is None or "namens" in line.lower():
        return None
    name = grammar.natural(words.grammar, text, comma.end(), line_end(text, comma.end()))
    if name is None or not fits(words, text, name):
        return None
    listed = fold(last(name)) in words.politics.ambtsnamen
    whole = name.full or name.titel or name.tussenvoegsel[:1].isupper()
    called = listed or (whole and not before)
    then = _GOES_ON if before else _APART
    return name if called and then.match(text, name.end) else None
