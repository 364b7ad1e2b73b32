# SPDX-License-Identifier: EUPL-1.2
"""A cell of a column of people goes in; who is named in it as only a cell does comes out.

`storm van dam` without capitals, `Lakhdar (i.o. Piersma)` with whom he stands in for.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.naming import people, pieces
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_SMALL = regex.compile(
    r"\s*(?P<name>(?P<first>\p{Ll}{2,}+)(?P<rest>(?:[ ][\p{Ll}'’]{1,}+){1,4}))\s*"
)
_STANDS_IN = regex.compile(r"\((?:\p{Ll}[\p{Ll}./]{0,12}[ ]){1,2}(?=\p{Lu}\p{Ll})")
"""Before whom somebody stands in for, or is with: `(i.o. Bos)`, `(vervangt Bos)`."""
_OF_UNIT = regex.compile(
    r"(?<!\S)\p{Lu}[\p{Lu}&]{1,7}(?:\s?\(|/)(?P<who>\p{Lu}\p{Ll}+(?:[ ][\p{L} ]+)?)(?=[),;/]|$)"
)
_WHOLE = regex.compile(
    r"(?P<first>\p{Lu}\p{Ll}+)(?:[ ](?:van|de|der|den|el|ter|ten|van (?:de|der|den))(?=[ ]))?"
    r"[ ](?P<last>\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?)"
)
_NAME_PART = regex.compile(
    r"(?=.{2,40}$)(?:[\p{L}\p{M}'’.-]+[ ,]+){0,4}\p{Lu}[\p{L}\p{M}'’.-]*"
    r"(?:,(?:[ ]\p{Ll}[\p{Ll}'’.]{0,3}){1,3})?"
)


def small(words: Vocabulary, text: str, start: int, end: int) -> Name | None:
    """Return the name in small letters that fills a cell: a first name, tussenvoegsels, a word."""
    found = _SMALL.fullmatch(text, start, end)
    if found is None or not words.lexicon.first(found["first"].title()):
        return None
    *between, last = found["rest"].split()
    if not all(fold(word) in words.tussenvoegsels for word in between) or len(last) < 2:  # noqa: PLR2004
        return None
    return Name(*found.span("name"))


def standing_in(words: Vocabulary, text: str, start: int, end: int) -> Iterator[Name]:
    """Yield who is named in brackets, or behind a unit, in a cell with people: `FEZ (Roos)`."""
    for found in _STANDS_IN.finditer(text, start, end):
        close = text.find(")", found.end(), end)
        name = people.person(words, text, found.end(), close) if close > 0 else None
        body = text[found.end() : close]
        thing = words.instellingen.fullmatch(body) or body in words.afkortingen
        if name is not None and name.end == close and not (thing or pieces.usual(words, body)):
            yield name
    for unit in _OF_UNIT.finditer(text, start, end):
        who = unit["who"]
        known = words.lexicon.first(who) or words.lexicon.last(who) or words.surname(who)
        if (known and not words.nobody([who])) or whole(words, who):
            yield Name(*unit.span("who"))


def surname(words: Vocabulary, spoken: str) -> bool:
    """Say whether a cell holds the word for an office or a rank that is a surname: `Koning`."""
    office = words.functie.fullmatch(spoken) is not None and spoken.istitle()
    return office and spoken.lower() in words.achternaam_woorden - words.geen_persoon


def whole(words: Vocabulary, spoken: str) -> bool:
    """Say whether a cell holds a first name and a surname, whatever words: `Wil Brood`."""
    found = _WHOLE.fullmatch(spoken)
    if found is None or not words.lexicon.first(found["first"]):
        return False
    return not (words.nobody(spoken.split()) or words.functie.fullmatch(found["last"]))


def part(words: Vocabulary, spoken: str) -> bool:
    """Say whether a cell for a surname or a first name holds one, whatever the word."""
    return bool(_NAME_PART.fullmatch(spoken)) and fold(spoken) not in words.geen_code
