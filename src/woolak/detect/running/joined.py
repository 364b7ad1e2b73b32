# SPDX-License-Identifier: EUPL-1.2
"""Names found in a text in; who is joined to one of them, and the rest of one, out.

`Kroon en Smits gaan`, `Visser/Smits`: the first is read before anything tells of a person. `Roos`
ends a line where `Visser en ...` begins the next one; `, Wil` stands before `Bakker en ...`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from woolak.detect.naming import pieces
from woolak.detect.running import weigh
from woolak.detect.text.view import Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind

_FAR = 40
_BEFORE = regex.compile(
    r"(?<![\p{L}\p{N}@.'’-]|\p{Lu}\p{Ll}*[ ])(?P<who>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)"
    r"(?:[ ](?:en|and|&)[ ]|/)$"
)
"""A word of its own with a capital, and what joins it to the next."""
_NEXT = regex.compile(
    r"\n(?P<who>(?:(?:van|de|der|den|el|ter|ten)[ ]){0,2}\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)"
    r"(?=[ ](?:en|and)[ ]\p{L}|[,;)]|[ ]\()"
)
"""What a line begins with, before another person or what is said of this one."""
_GIVEN = regex.compile(r"[\p{Ll},;)][ ](?P<given>\p{Lu}\p{Ll}+)[ ]$")
"""A word with a capital in mid-sentence, directly before a surname."""
_LINE = regex.compile(r"\p{Ll}[\p{L},.)]*[ ]$")


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield a name for each surname that is joined to the name of a person behind it."""
    known = [hit for hit in hits if not hit.keep and hit.score >= SUSPECT]
    for hit in known:
        found = _BEFORE.search(view.text, max(hit.start - _FAR, 0), hit.start)
        if found is None or any(one.start <= found.start() < one.end for one in known):
            continue
        who = found["who"]
        if pieces.borne(words, who) and words.lexicon.last(who.rpartition("-")[2]):
            name = Name(*found.span("who"), (who,))
            told = weigh.verdict(words, view.text, name, joined=True, leads=True)
            yield from [told] if told is not None else []
    for hit in known:
        for rest in (_below(words, view.text, hit), _led(words, view.text, hit)):
            yield from [rest] if rest is not None else []


def _below(words: Vocabulary, text: str, hit: Hit) -> Hit | None:
    """Return the surname on the next line of a first name that ends a line of a sentence."""
    found = _NEXT.match(text, hit.end)
    given = words.lexicon.first(text[hit.start : hit.end]) and text[hit.start].isupper()
    if found is None or not given or _LINE.search(text, max(hit.start - 24, 0), hit.start) is None:
        return None
    last = found["who"].rpartition(" ")[2]
    if words.nobody([last]) or not (words.lexicon.last(last) or words.surname(last)):
        return None
    why = "Achternaam op de volgende regel, achter een voornaam."
    return replace(hit, start=found.start("who"), end=found.end("who"), why=why)


def _led(words: Vocabulary, text: str, hit: Hit) -> Hit | None:
    """Return a surname with the first name before it that is a word as well: `, Wil Bakker`."""
    found = _GIVEN.search(text, max(hit.start - _FAR, 0), hit.start)
    if found is None or " " in text[hit.start : hit.end] or hit.kind is not Kind.NAME:
        return None
    if not words.lexicon.first(found["given"]) or words.titel.match(found["given"]):
        return None
    return replace(hit, start=found.start("given"))
