# SPDX-License-Identifier: EUPL-1.2
"""The words of a name go in; out comes what they are: part of a name, unknown, no part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import regex

from woolak.detect.naming import evidence
from woolak.detect.naming.evidence import HUMAN, NOTHING, SHARED, STRONG
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_JOIN = regex.compile(r"[-'’]")
CAMEL = regex.compile(r"(?<!^Mc|^Mac|^De|^Van|^Le|^La)(?<=\p{Ll})\p{Lu}")
"""A capital inside a word: that of a unit or a product."""
_TWO = regex.compile(
    r"(?!(?i:noord|zuid|oost|west|midden|nieuw|oud|groot|klein|hoog|laag|wet|plan|fase|deel)-)"
    r"(\p{Lu}\p{Ll}{1,4})-(\p{Lu}\p{Ll}{1,4})(?<!-(?i:noord|zuid|oost|west|wet))"
)
_CODED = regex.compile(r"(?P<code>\p{Lu}{2,})-\p{Lu}\p{Ll}")
_OF_UNIT = regex.compile(r"(?P<word>\p{Lu}\p{Ll}{3,})-\p{Lu}{2,}")
_VOWEL = regex.compile(r"[aeiouy]")
_OFTEN = 250
_COINED, _ENDLESS = 8, 13
"""An ending makes a word of one so long; any ending of things of one without end."""
_DIGRAPH = regex.compile(r"IJ\p{Ll}+")
_ON = regex.compile(r"[ ]\p{Ll}|[ ]?[.,;:)!?]")
"""How a sentence goes on behind a name, or ends."""
_NAMED_SO = regex.compile(r"(?i)(?<!\p{L})(?:de|het|een|deze|dit|the)[ ](?-i:\p{Ll}+)[ ]$")
"""Before what something is called: `het project Iris Onderwijs`."""
_MIDST = regex.compile(r"[\p{Ll},;] $")
"""What stands before a word in the middle of a sentence."""
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_SCARCE = 600
"""A first name of two letters that is a more frequent word than this is a word first."""
_NO_NICKS = frozenset(["Hé", "Dé"])
_INITIALS = 3
"""Hardly anybody has more initials than these."""
_SHORT = 3
"""A word shorter than this is no unknown name, and letters fewer than these are initials."""


def parts_of(name: Name) -> list[str]:
    """Return the capitalised words of a name."""
    return [*name.voornamen, *([name.achternaam] if name.achternaam else [])]


@lru_cache(maxsize=_KEPT)
def is_name(words: Vocabulary, part: str) -> bool:
    """Say whether a word can be part of a name: known as one, or no ordinary word or place."""
    if words.lexicon.first(part) and part.lower() not in words.geen_voornaam:
        return True
    return words.lexicon.last(part) or not (
        words.lexicon.ordinary(part) or words.lexicon.place(part)
    )


_OF_NAMES = frozenset(
    ["ten", "ter", "van den", "van der", "op den", "op de", "in den", "van 't", "op 't", "in 't"]
)
"""Tussenvoegsels that are seldom anything else behind letters."""


def surname_level(words: Vocabulary, name: Name) -> int:
    """Return how much a place must say of a person before a word behind letters is a surname."""
    last, tussen = name.achternaam, bool(name.tussenvoegsel)
    if len(name.voornamen[0]) > _INITIALS and tussen and not words.surname(last):
        return HUMAN  # `PFAS in de Westerschelde`
    if words.surname(last) or (tussen and not words.lexicon.ordinary(last)):
        return NOTHING
    several = len("".join(name.voornamen)) > 1 and fold(name.tussenvoegsel) in _OF_NAMES
    if several and not words.nobody([last]):  # `JW ten Have`
        return NOTHING
    if words.lexicon.place(last) and not (tussen or words.lexicon.last(last)):
        return HUMAN
    if unknown(words, last):
        return NOTHING if len(name.voornamen[0]) < _SHORT else SHARED
    listed = words.lexicon.last(last) or words.lexicon.rare(last)
    return SHARED if listed or last.lower() in words.achternaam_woorden else HUMAN


@lru_cache(maxsize=_KEPT)
def unknown(words: Vocabulary, part: str) -> bool:
    """Say whether no dictionary and no list of places knows a word."""
    if len(part) < _SHORT or CAMEL.search(part) or words.lexicon.place(part):
        return False
    halves = [piece for piece in _JOIN.split(part) if piece]
    if _syllables(words, part):
        return True
    if coined(words, part):
        return False
    return not words.lexicon.ordinary(part) and not all(
        words.lexicon.ordinary(piece) for piece in halves
    )


@lru_cache(maxsize=_KEPT)
def coined(words: Vocabulary, part: str) -> bool:
    """Say whether no name ends so, or has no vowel: `Netcongestie`, `Factsheet`, `Zvw`."""
    lower = fold(part)
    ends = len(part) >= _COINED and words.woord_uitgang.search(lower) is not None
    ends = ends or (len(part) >= _ENDLESS and words.zaak_uitgang.search(lower) is not None)
    mute = len(part) >= _SHORT and _VOWEL.search(lower) is None
    return (ends or mute) and not is_listed(words, part)


def _syllables(words: Vocabulary, part: str) -> bool:
    """Say whether a word is two short ones with a capital each, no places: `Pak-Hei`."""
    found = _TWO.fullmatch(part)
    known = words.lexicon
    return found is not None and not any(
        known.place(half) or known.compound(half.lower()) for half in found.groups()
    )


@lru_cache(maxsize=_KEPT)
def made_surname(words: Vocabulary, part: str) -> bool:
    """Say whether a compound that is in no dictionary ends as surnames do: `Vliegendhart`."""
    lower = part.lower()
    if lower in words.lexicon.woorden or words.zaak_uitgang.search(lower):
        return False
    return words.surname(part) and not words.instelling.match(" " + part)


def trimmed(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Return a run without the words at its end that are no part of a name (`Jan Jansen Utrecht`).

    Nothing is cut from a name with a tussenvoegsel; None when nothing would be left of two words.
    """
    seen = name
    while seen.achternaam and seen.voornamen and not seen.tussenvoegsel:
        if _ends_name(words, seen) or _called_so(words, text, seen):
            return seen
        spoken = text[seen.start : seen.end]
        end = seen.start + len(spoken[: -len(seen.achternaam)].rstrip())
        shorter = grammar.natural(words.grammar, text, seen.start, end)
        if shorter is None or shorter.end >= seen.end:
            return None
        seen = shorter
    return seen if seen is name or seen.achternaam else None


def without_label(words: Vocabulary, text: str, name: Name) -> Name:
    """Leave out the label that follows a name on its line: `mw. drs. D. Bos Kenmerk 270`."""
    if name.outlook or name.achternaam.lower() not in words.geen_persoon or led(words, name):
        return name
    given, last = list(name.voornamen), name.tussenvoegsel
    if not last and given:
        last = given.pop()
        if not name.initialen and (words.lexicon.first(last) or not name.titel):
            return name
    if not last[:1].isupper() or not (name.initialen or name.titel):
        return name
    end = text.rindex(name.achternaam, name.start, name.end)
    stop = name.start + len(text[name.start : end].rstrip())
    return replace(name, end=stop, voornamen=tuple(given), tussenvoegsel="", achternaam=last)


def _ends_name(words: Vocabulary, name: Name) -> bool:
    last = name.achternaam
    spoken = last.lower()
    one = len(name.voornamen) == 1
    given = name.voornamen[0]
    if one and (surname_behind(words, given, last) or _both_words(words, given, last)):
        return True
    if len(last) == 1:  # `Kees V`
        return one and words.lexicon.first(name.voornamen[0])
    nobody = spoken in words.geen_persoon or _leads(words, name)
    if nobody or words.functie.fullmatch(last) or CAMEL.search(last):
        return False
    if words.lexicon.last(last):
        return True
    if words.lexicon.place(last):  # `gebeld met Roos Weesp`, not `Jan Jansen Utrecht`
        return one and words.lexicon.first(given) and not words.nobody([given])
    first = name.voornamen[0]
    named = words.lexicon.first(first) and not words.lexicon.ordinary(first)
    named = named or all(map(words.given, name.voornamen))  # `Kees Lely`
    return not (words.lexicon.common(last) if named else words.lexicon.ordinary(last))


def _both_words(words: Vocabulary, given: str, last: str) -> bool:
    """Say whether a first name and a surname that are words can be a name: `Mark Rood`."""
    listed = last.lower() in words.achternaam_woorden and capped(last)
    return listed and words.lexicon.first(given) and borne(words, last)


def _leads(words: Vocabulary, name: Name) -> bool:
    """Say whether a tussenvoegsel ends a run of words; one can be a surname: `Minh Anh Do`."""
    last = name.achternaam.lower()
    listed = last in words.achternaam_woorden and capped(name.achternaam)
    return last in words.tussenvoegsels and not (listed and words.lexicon.first(name.voornamen[0]))


def _called_so(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether an ordinary word is a surname by its capital: `gebeld met Hugo IJzer`."""
    first, last = name.voornamen[0], name.achternaam
    if (
        not inside(text, name.start)
        or name.initialen
        or name.voornamen[1:]
        or not words.lexicon.first(first)
    ):
        return False
    if not (capped(last) and borne(words, last)) or words.nobody([last]):
        return False
    listed = last.lower() in words.achternaam_woorden or words.lexicon.last(last)
    on = words.given(first) and _ON.match(text, name.end) is not None
    on = on and not _several(words, last)
    listed = listed or (on and not _NAMED_SO.search(text, max(name.start - 40, 0), name.start))
    return listed or evidence.around(words, text, name.start, name.end) >= STRONG


def inside(text: str, start: int) -> bool:
    """Say whether what begins at `start` stands in the middle of a sentence."""
    return _MIDST.search(text, max(start - 2, 0), start) is not None


def led(words: Vocabulary, name: Name) -> bool:
    """Say whether a word that is nobody alone is a surname in full: `Hubert van As`."""
    given = bool(name.initialen or name.titel)
    given = given or any(words.lexicon.first(first) for first in name.voornamen[:1])
    word = name.achternaam.lower() in words.achternaam_na_tussenvoegsel
    return word and given and bool(name.tussenvoegsel) and capped(name.achternaam)


def capped(word: str) -> bool:
    """Say whether a word has a capital at its start and nowhere else: `Paars`, `IJzer`."""
    return word[:1].isupper() and (word[1:].islower() or _DIGRAPH.fullmatch(word) is not None)


def _several(words: Vocabulary, last: str) -> bool:
    """Say whether a word is that for several of a trade, as in a firm's name: `Quin Dokters`."""
    one = last.lower().removesuffix("s")
    return one != last.lower() and plain(words, last) and plain(words, one)


@lru_cache(maxsize=_KEPT)
def borne(words: Vocabulary, last: str) -> bool:
    """Say whether somebody may bear a word as a surname: it is no function, place or affair."""
    lower = last.lower()
    if lower in words.achternaam_woorden - words.geen_persoon:
        return True
    if words.lexicon.last(last) or lower in words.achternaam_woorden:
        return words.functie.fullmatch(last) is None
    if words.functie.match(last) or words.functie_uitgang.search(lower):
        return False
    thing = words.zaak_uitgang.search(lower) is not None or words.nobody([last])
    return not (thing or words.lexicon.place(last) or last in words.afkortingen)


@lru_cache(maxsize=_KEPT)
def thing(words: Vocabulary, part: str) -> bool:
    """Say whether a dictionary word that nobody is called ends as those for things do."""
    return words.zaak_uitgang.search(fold(part)) is not None and plain(words, part)


@lru_cache(maxsize=_KEPT)
def plain(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a dictionary's, and on no list of first names or surnames."""
    word = words.lexicon.ordinary(part) and words.lexicon.word(part.lower())
    return word and not is_listed(words, part)


def coded(words: Vocabulary, parts: Iterable[str]) -> bool:
    """Say whether letters are joined to a word as to that of a unit: `EXT-Council`."""
    every = [found for part in parts if (found := _CODED.match(part)) is not None]
    if any(fold(found["code"]) not in words.tussenvoegsels for found in every):
        return True
    ends = (found for part in parts if (found := _OF_UNIT.fullmatch(part)) is not None)
    return any(plain(words, found["word"]) for found in ends)  # `Secretariaat-OVO`


@lru_cache(maxsize=_KEPT)
def usual(words: Vocabulary, part: str) -> bool:
    """Say whether a word stands in running text, Dutch or English, and nobody is called so.

    The Dutch dictionary has English surnames that are words seldom seen: `Simmons`, `Hunt`.
    """
    lower = part.lower()
    often = words.lexicon.woorden.get(lower, 0)
    seen = often > _OFTEN or words.lexicon.compound(lower) or thing(words, part)
    seen = seen or (not often and lower in words.lexicon.engels) or coined(words, part)
    return seen and not is_listed(words, part)


@lru_cache(maxsize=_KEPT)
def is_listed(words: Vocabulary, part: str) -> bool:
    """Say whether a word is on a list of first names or surnames."""
    named = words.lexicon.last(part) or words.lexicon.first(part) or fold(part) in words.geroepen
    return named or part.lower() in words.achternaam_woorden


def surname_behind(words: Vocabulary, given: str, last: str) -> bool:
    """Say whether a word is the surname of who is called: `Gerardus Sterk`, `Stuart King`."""
    if not words.given(given) or not last[1:].islower():
        return False
    listed = words.lexicon.last(last) and last.lower() not in words.geen_persoon
    return listed or last.lower() in words.achternaam_woorden


def called(words: Vocabulary, parts: list[str]) -> bool:
    """Say whether a short form that is a word too has a surname behind it: `Memo Akgündüz`."""
    given, last = parts[0], parts[-1]
    short = len(parts) == 2 and capped(given) and fold(given) in words.geroepen  # noqa: PLR2004
    return short and len(given) >= _SHORT and (words.surname(last) or unknown(words, last))


def syllabic(words: Vocabulary, parts: list[str]) -> bool:
    """Say whether two words are a first name of two syllables: `Ka Yan`; not `Kim Man`."""
    if len(parts) != 2 or not all(map(capped, parts)):  # noqa: PLR2004
        return False
    each = all(fold(part) in words.lettergrepen for part in parts)
    return each and not all(words.lexicon.common(part) for part in parts)


@lru_cache(maxsize=_KEPT)
def everyday(words: Vocabulary, word: str) -> bool:
    """Say whether a word is no name by itself; a text has few words, so answers are kept."""
    lexicon = words.lexicon
    if words.functie_uitgang.search(fold(word)):
        return True
    if not lexicon.ordinary(word) or lexicon.first(word) or lexicon.last(word):
        return False
    if fold(word) in words.geroepen or word.lower() in words.achternaam_woorden:
        return False
    if lexicon.rare(word) or made_surname(words, word):
        return False
    return fold(word) not in words.tussenvoegsels


@lru_cache(maxsize=_KEPT)
def two_letters(words: Vocabulary, part: str) -> tuple[bool, bool]:
    """Say whether two letters are a first name (`Bo`, `Ed`), and one that no word looks like.

    The second are short forms with an accent: `Pé`.
    """
    accented = part[1:] == "é" and part[:1].isupper() and part not in _NO_NICKS
    first = words.lexicon.first(part) and words.lexicon.woorden.get(part.lower(), 0) <= _SCARCE
    other = words.lexicon.english(part) and fold(part) not in words.geroepen
    listed = part.istitle() and part.lower() not in words.geen_voornaam and first
    return accented or (listed and not other and part not in words.afkortingen), accented


def plain_last(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a surname, and neither another word nor a place."""
    return words.surname(part) and not words.lexicon.place(part)


def rare(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a rare one, and none for a thing."""
    return words.lexicon.rare(part) and not words.zaak_uitgang.search(fold(part))


def word_last(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a surname as well."""
    return part.lower() in words.achternaam_woorden
