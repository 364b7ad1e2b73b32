# SPDX-License-Identifier: EUPL-1.2
"""A text goes in; the words come out that it uses for things and places, by what leads them.

An article or a preposition of place makes a thing of a word, unless it belongs to a name; so does
a word for a thing before it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.naming import evidence, pieces
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_THING = regex.compile(
    r"[ ](?=[\p{Lu}dlv])(?<=(?i:(?<!\p{L})(?P<lead>de|het|een|onze|the|in|op|via|binnen|te))[ ])"
    rf"(?P<thing>{CAP})"
    r"(?![ ]?\p{Lu}|-\p{Lu})"
)
_INITIALED = regex.compile(r"(?<=\p{Lu}\.[ ]?|\p{Lu}\.[ ]?\p{Ll}{2,3}[ ])")
"""Behind initials an article is no article: `J. de Boer`."""
_NAMED = regex.compile(r"(?P<first>\p{Lu}\p{L}+)(?: \p{Ll}{2,5})? ?$")
"""Somebody of whom an article is the beginning of the surname: `Jan van `, `Jan `."""
_BODY = regex.compile(
    r"\p{L}{2}(?:vereniging|stichting|federatie|instituut|dienst|co[oö]peratie|maatschappij)$"
)
"""How a body is called before its own name."""
_CAP_BEFORE = regex.compile(rf"(?<=\p{{Ll}}[ ,]\s?|\A|[\n\t.])(?:{CAP})[ ]$")
"""A word with a capital directly before another."""
_WORD_BEFORE = regex.compile(r"(?<![\p{L}-])(?P<word>\p{L}[\p{L}-]+)[ ]$")
_ARTICLE = regex.compile(
    r"(?i)(?<![\p{L}])(?:de|het|een|deze|onze|elke|iedere|geen|beide|alle|the|an?)[ ]$"
)
_LAST: list[tuple[str, frozenset[str]]] = []


def things_in(words: Vocabulary, text: str) -> frozenset[str]:
    """Return the words that a text uses for things and places: `de Octobox`, `in Warfhuizen`."""
    if not (_LAST and _LAST[0][0] is text):
        told = (found for found in _led(text) if not _in_name(words, text, found))
        _LAST[:] = [(text, frozenset(found["thing"] for found in told))]
    return _LAST[0][1]


def _led(text: str) -> Iterator[regex.Match[str]]:
    """Yield the words with a capital behind an article or a preposition."""
    at = 0
    while (found := _THING.search(text, at)) is not None:
        if _INITIALED.match(text, found.start("lead")):
            at = found.start() + 1
        else:
            yield found
            at = found.end()


def _in_name(words: Vocabulary, text: str, found: regex.Match[str]) -> bool:
    """Say whether what precedes a word belongs to a name: `Jan de Boer`, or goes by: `via Boer`."""
    lead, thing, start = found["lead"], found["thing"], found.start("lead")
    if lead == "via" or (lead[0].isupper() and not found.start("lead")):
        return words.surname(thing) and not words.lexicon.place(thing)
    if evidence.before(words, text, found.start("thing")) >= evidence.STRONG:  # `wacht op Bos`
        return True
    named = _NAMED.search(text, max(start - 24, 0), start)
    return named is not None and words.given(named["first"])


def of_a_thing(words: Vocabulary, text: str, name: Name, *, rare: bool) -> bool:
    """Say whether the word before a word that no list knows makes it a thing."""
    return behind(words, text, name, rare=rare) or supplied(words, text, name)


def behind(words: Vocabulary, text: str, name: Name, *, rare: bool) -> bool:
    """Say whether a word with a capital makes the next a thing: `Reorganisatie Facilitair`.

    A rare word behind any dictionary word, an unknown one behind a body: `Visvereniging Zoevo`.
    """
    before = _CAP_BEFORE.search(text, max(name.start - 40, 0), name.start)
    spoken = before[0].strip() if before is not None else ""
    if not spoken or words.functie.fullmatch(spoken):
        return False
    plain = pieces.plain(words, spoken)
    return plain and (rare or _BODY.search(spoken) is not None)


def supplied(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a word for a firm or a product stands before a word: `leverancier Zepcam`."""
    found = _WORD_BEFORE.search(text, max(name.start - 40, 0), name.start)
    return found is not None and fold(found["word"]) in words.voor_zaak


def neuter(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a sentence begins with where something is: `In het Engels hebben we het over`."""
    there = name.tussenvoegsel == "In het" and pieces.word_last(words, name.achternaam)
    return there and evidence.from_him(words, text, name.end)


def led(text: str, start: int) -> bool:
    """Say whether an article stands just before `start`: `de NS Reizigers`."""
    return _ARTICLE.search(text, max(start - 10, 0), start) is not None
