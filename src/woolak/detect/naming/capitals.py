# SPDX-License-Identifier: EUPL-1.2
"""Text in, the same text out with its lines and sentences in capitals written as others are.

Every character keeps its place, so that what is found in the one stands there in the other.
"""

from __future__ import annotations

import regex

from woolak.detect.naming import workplaces
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_LINE = regex.compile(
    r"(?m)^(?=[^\n]*\p{Lu}{3})[^\p{Ll}\n\t]*\p{Lu}{2}[^\p{Ll}\n\t]* \p{Lu}{2}[^\p{Ll}\n\t]*$"
)
_SENTENCE = regex.compile(
    r"(?<=(?:[.!?] |\n))(?=(?:[^\p{Ll}\s]+ ){3})\p{Lu}{2}[^\p{Ll}\n\t]*\p{Lu}{2}"
    r"(?=[.!?]+(?:\s|\Z))"
)
"""A sentence in capitals amid others: `LET OP: T. HELDER HEEFT NOG NIET GEREAGEERD.`"""
_LEAD = regex.compile(
    r"(?<![\p{L}])(?:MET|DOOR|AAN|NAMENS|VOLGENS|HEER|MEVROUW|BIJ|VOOR) "
    r"(?P<tv>(?!DE |HET |DEN )\p{Lu}{2,4}(?: (?:\p{Lu}{2,3}|['’]T))?) (?P<last>\p{Lu}{3,})(?!\p{L})"
)
_BEGUN = regex.compile(
    r"(?:\A|[.!?:] )(?P<tv>VAN (?:DE[NR]|['’]T)) (?P<last>\p{Lu}{3,})(?= \p{Lu}{2})"
)
"""A tussenvoegsel that only names have, where a sentence begins."""
_NOUN = regex.compile(r"(?<![\p{L}-])(?P<noun>\p{Lu}{4,})[ ](?:(?:VAN|VOOR)[ ])?$")
"""A word in capitals before a surname, or before what looks as one."""
_LED = regex.compile(r"AKKOORD|NAMENS|DOOR|VOLGENS|HEER|MEVROUW|PARAAF")
_USUAL = ("de", "het", "van de", "van het")
"""Tussenvoegsels as a sentence has them still, unlike `van der`."""
_NEAR = 24
_INITIALS = regex.compile(r"\p{Lu}[:,]?[ ](?:MR\.[ ])?(?:\p{Lu}\.[ ]?){1,4}$")
_BEHIND = regex.compile(r"[ ](?P<next>\p{Lu}{4,})(?![\p{L}-])")
_FAR, _CODE = 16, 3
_WORD = regex.compile(r"\p{Lu}[\p{Lu}\p{M}]*(?:['’-]\p{Lu}+)*")


def calmed(words: Vocabulary, text: str) -> str:
    """Return the text with its lines in capitals calmed: `AKKOORD ISENIA` as `akkoord Isenia`."""
    made = _LINE.sub(lambda line: _calm(words, line[0]), text)
    made = _SENTENCE.sub(lambda sentence: _calm(words, sentence[0]), made)
    return text if made == text else made


def heading(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether words in a heading in capitals look as a surname: `BRIEF VAN DE INFORMATEUR`.

    A noun in capitals stands before them, and the last is a word or a function and no surname.
    """
    last = name.achternaam
    if not (name.tussenvoegsel.isupper() and last.isupper()):
        return False
    before = _NOUN.search(text, max(name.start - _NEAR, 0), name.start)
    if before is None or not _plain(words, before["noun"]) or _LED.search(before[0]):
        return False
    if words.functie.fullmatch(last) or words.gebouw.search(last):
        return True
    halves = last.split("-")
    return all(_plain(words, half) and not _surname(words, name, half) for half in halves)


def _surname(words: Vocabulary, name: Name, last: str) -> bool:
    """Say whether this may be somebody's: behind `VAN DE` a usual word is none of a few.

    `OVERZICHT VAN DE KOSTEN` is a heading; `BRIEF VAN DER VELDEN` and `NOTA VAN DE MOLEN` may not
    be one.
    """
    listed = words.lexicon.last(last)
    if not listed or fold(name.tussenvoegsel) not in _USUAL or not words.lexicon.common(last):
        return listed
    whole = fold(f"{name.tussenvoegsel} {last}")
    return last.lower() in words.achternaam_woorden or whole in words.veel_voorkomend


def _calm(words: Vocabulary, line: str) -> str:
    spoken = [word[0] for word in _WORD.finditer(line)]
    said = sum(_plain(words, word) for word in spoken)
    known = _led(words, line)
    if not said or (said == len(spoken) and not known):
        return line
    known |= _after_given(words, line)
    return _WORD.sub(lambda word: _written(words, line, word, known), line)


def _written(words: Vocabulary, line: str, word: regex.Match[str], known: frozenset[int]) -> str:
    """Return a word as a sentence has it; `known` is where first names and surnames begin."""
    if workplaces.halved(words, line, word.start()):
        return word[0]
    return word[0].title() if word.start() in known else _cased(words, word[0])


def _after_given(words: Vocabulary, line: str) -> frozenset[int]:
    """Return where surnames begin that are words too, behind a first name: `TIM GROEN`.

    Behind initials in mid-sentence as well (`MET R. KIST`); and first names that are words, before
    what is none (`KIM TRINH`).
    """
    found, given = set(), False
    for word in _WORD.finditer(line):
        lower = word[0].lower()
        listed = lower in words.achternaam_woorden or words.lexicon.last(lower)
        if (
            given
            and listed
            and len(word[0].title()) == len(word[0])
            and lower not in words.geen_persoon
        ):
            found.add(word.start())
        lettered = _INITIALS.search(line, max(word.start() - _FAR, 0), word.start())
        if lettered and len(word[0]) > _CODE and lower not in words.afkortingen:
            found.add(word.start())
        behind = _BEHIND.match(line, word.end())
        if words.lexicon.first(lower) and behind and not _plain(words, behind["next"]):
            found |= {word.start()} if behind["next"] not in words.afkortingen else set()
        given = words.lexicon.first(lower) or (given and fold(lower) in words.tussenvoegsels)
    return frozenset(found)


def _led(words: Vocabulary, line: str) -> frozenset[int]:
    """Return where a tussenvoegsel begins a surname, behind a preposition: `MET VAN SCHAIK`.

    Or at the beginning of a sentence: `VAN DER LAAN KOMT LATER`.
    """
    found = set()
    for begun in _BEGUN.finditer(line):
        if words.lexicon.last(begun["last"]) and words.functie.match(begun["last"]) is None:
            found |= {begun.start("tv"), begun.start("last")}
    for lead in _LEAD.finditer(line):
        tussen = fold(" ".join(lead["tv"].split()))
        if tussen in words.tussenvoegsels and words.surname(lead["last"].title()):
            found.add(lead.start("tv"))
    return frozenset(found)


def _cased(words: Vocabulary, word: str) -> str:
    if word in words.afkortingen or len(word) == 1:
        return word
    cased = word.lower() if _plain(words, word) else word.title()
    return cased if len(cased) == len(word) else word


def _plain(words: Vocabulary, word: str) -> bool:
    """Say whether a word in capitals is one that a sentence would write small."""
    lower = word.lower()
    if fold(lower) in words.tussenvoegsels or lower in words.geen_persoon:
        return True
    return words.lexicon.ordinary(lower) and not words.given(lower)
