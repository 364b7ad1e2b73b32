# SPDX-License-Identifier: EUPL-1.2
"""A text and the names found in it go in; out come those that go on where a line of prose ends.

A view joins the lines that a page wraps; mail that was wrapped before it was printed, quoted or
put in a cell ends its lines anywhere, and the surname then begins the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from woolak.detect.naming import people, pieces
from woolak.detect.text.view import Hit
from woolak.detect.words import grammar
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind

_MIDST = regex.compile(r"(?<![\p{L}\p{N}])\p{Ll}[\p{Ll}'’-]*,?[ ]$")
"""A word in small letters, before a name that no line begins with."""
_TURN = regex.compile(r"[ ]?\n[ ]?(?:[>|][> |]*)?(?=\p{L})")
_FLOWS = regex.compile(r"[ ](?=\p{Ll})|[,;.!?)]|\Z|[ ]?\n")
"""How a sentence goes on behind a surname."""
_LONG, _WORDY = 12, 3
"""A line of prose has no fewer characters, and no fewer words."""


def find(words: Vocabulary, text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the first names that end a line of prose together with the surname on the next one."""
    for hit in hits:
        turn = _TURN.match(text, hit.end) if hit.kind is Kind.NAME and not hit.keep else None
        if turn is None or hit.score < SUSPECT or not _prose(text, hit):
            continue
        spoken = text[hit.start : hit.end]
        if spoken.isalpha() and not words.lexicon.first(spoken):
            continue
        end = _surname(words, text, turn.end()) if spoken.replace("-", "").isalpha() else -1
        if end > 0:
            why = "Voornaam aan het eind van een regel, achternaam op de volgende."
            yield replace(hit, end=end, score=0.7, rule="namen.volledig", why=why)


def _prose(text: str, hit: Hit) -> bool:
    """Say whether a name stands in mid-sentence at the end of a long line."""
    begin = text.rfind("\n", 0, hit.start) + 1
    line = text[begin : hit.end]
    long = len(line) >= _LONG and len(line.split()) >= _WORDY and "\t" not in line
    return long and _MIDST.search(text, max(hit.start - 24, begin), hit.start) is not None


def _surname(words: Vocabulary, text: str, at: int) -> int:
    """Return where the surname at the beginning of a line ends, -1 when none stands there."""
    name = grammar.natural(words.grammar, text, at, min(at + 60, len(text)))
    if name is None or name.initialen or name.titel or name.start != at:
        return -1
    if name.tussenvoegsel and name.achternaam and not name.voornamen:
        return name.end if people.plausible(words, name) else -1
    word = pieces.parts_of(name)[0]
    if words.nobody([word]) or words.functie.match(text, at) or not word[1:2].islower():
        return -1
    if words.lexicon.place(word) and not words.surname(word):
        return -1
    known = words.surname(word) or pieces.unknown(words, word)
    known = known or (words.lexicon.last(word) and pieces.borne(words, word))
    end = at + len(word)
    if len(pieces.parts_of(name)) > 1 and words.surname(pieces.parts_of(name)[1]):
        end = at + len(word) + 1 + len(pieces.parts_of(name)[1])
    return end if known and _FLOWS.match(text, end) else -1
