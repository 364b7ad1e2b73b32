# SPDX-License-Identifier: EUPL-1.2
"""Text in, office holders out who are on a dated list, by their full name or by a rare surname.

A full name counts in a text on politics, a surname in a sentence on it; never that of somebody
with another function beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import capacity
from woolak.detect.naming.guards import Spans
from woolak.detect.office import among, citations, holders
from woolak.detect.office.roles import Public
from woolak.detect.text.view import Hit
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_MIDST = regex.compile(r"(?<!\p{L})\p{Ll}+[ ]$")
_ON = regex.compile(r"[ ]\p{Ll}|[.!?](?!\p{L})|[ ]?\Z")
"""Around a name in mid-sentence."""
_NEAR = 160
_CLOSE = 60
"""Initials and a surname are of an office holder when the office stands this near."""
_LONG = 48
"""A name on a list is no longer than this."""
_ROW = 2
"""So many others on the lists beside one are no chance: surnames of theirs are those of many."""
_THEIR = regex.compile(r"(?<!\p{L})(?:moties?|amendement(?:en)?|die)[ ]van[ ]$")
"""Before whose motion it is: `de motie van Bos`, `maar die van Vos niet`."""
_GREETED = regex.compile(r"(?i)(?<!\p{L})(?:geachte|beste)[ ]$")
_ASKED = regex.compile(
    r"(?i)(?<!\p{L})(?:(?<!voor |bij )vragen|vraag|verzoek|verzocht|gevraagd)(?!\p{L})"
)
"""What a letter to parliament answers."""
_BELOW = regex.compile(r"[ ]*\n[ ]*(?P<line>[^\s\n])")
"""A line directly below who signs a letter."""
_SIGNS = frozenset({Role.BESTUURDER, Role.BEWINDSPERSOON})
_OFFICE = 24
"""An office directly before a surname is no longer than this."""
_TURN = regex.compile(
    r"(?i)termijn(?:[ ](?:van[ ]de[ ])?(?:Kamer|kabinet))?\s[^\n]*\s*(?:[^\n]*,[ ])?\Z"
)
"""The part of a debate in the cell before those who speak in it."""
_ABROAD = "buitenlands"
"""How it is told of those on the list that they hold office in another country."""
_IN_OFFICE = regex.compile(r"(?<!\p{L})(?:Minister|Staatssecretaris|Premier)[ ]\p{Lu}\p{Ll}")
"""An office with somebody who holds it, at the beginning of a sentence."""
_LED = regex.compile(r"\p{L}+\.?\s")
_STOP = regex.compile(r"[.!?](?=\s+\p{Lu})|\n\n")


def everywhere(words: Vocabulary, text: str, taken: Spans) -> Iterator[Public]:
    """Yield the full names on the lists that stand outside what is `taken`."""
    known = anchors.places(text).words
    for first in _first_listed(words) & known.keys():
        for at in known[first]:
            if text[at].isupper() and not taken.touch(at, at + 1):
                one = _at(words, text, at)
                if one is not None:
                    yield one


def named_after(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield whom a commission or a cabinet is named after: `de commissie-Remkes`."""
    for found in words.naamgever.finditer(text):
        head = words.politics.naamgever.match(found[0])
        name = grammar.natural(words.grammar, found[0], head.end()) if head is not None else None
        if name is not None and _surname(name):
            start, end = found.start() + name.start, found.start() + name.end
            yield Public(start, end, name, Role.BESTUURDER, found[0], "functies.ambtsdrager", "")


def meant(words: Vocabulary, text: str, taken: Spans) -> Iterator[Public]:
    """Yield the surnames that hardly anybody else bears, in a sentence on politics."""
    known = anchors.places(text).words
    here = _last_words(words) & known.keys()
    for last, word in _strange(words) if here else ():
        for at in known[word] if word in here else ():
            if text[at].isupper() and not taken.touch(at, at + 1):
                name = Name(at, at + len(word), achternaam=text[at : at + len(word)])
                if _rare(words, text, name, last) and holders.theirs(words, text, last):
                    told = words.politics.achternamen[last]
                    yield Public(at, at + len(word), name, *told, "functies.lijst", "")


@lru_cache(maxsize=2)
def _strange(words: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return the surnames on the lists that are no other word, each with its last part.

    They are on no list of surnames.
    """
    every = words.politics.achternamen
    strange = (last for last in every if _is_strange(words, last))
    return tuple((last, regex.split(r"[- ]", last)[-1]) for last in strange)


@lru_cache(maxsize=2)
def _last_words(words: Vocabulary) -> frozenset[str]:
    return frozenset(word for _, word in _strange(words))


def _is_strange(words: Vocabulary, last: str) -> bool:
    word = last.rsplit(maxsplit=1)[-1].title()
    lexicon = words.lexicon
    known = lexicon.last(word) or lexicon.ordinary(word) or lexicon.first(word)
    return not (known or lexicon.place(word))


def _at(words: Vocabulary, text: str, at: int) -> Public | None:
    """Return the office holder whose full name begins at `at`."""
    name = grammar.natural(words.grammar, text, at, at + _LONG)
    return within(words, text, name) if name is not None and name.start == at else None


def within(words: Vocabulary, text: str, name: Name) -> Public | None:
    """Return the office holder whose full name a longer name begins with, or is."""
    while (degree := words.grammar.graad.match(text, name.start, name.end)) is not None:
        name = replace(name, start=degree.end())  # `dr. J.P. Balkenende` is on no list
    if not _may_be(words, text[name.start : name.end]):
        return None
    spoken = text[name.start : name.end].split(" ")
    for count in range(len(spoken), 1, -1):
        end = name.start + len(" ".join(spoken[:count]))
        part = grammar.natural(words.grammar, text, name.start, end)
        if part is not None and (found := _by_name(words, text, part)) is not None:
            return found
    return None


def _may_be(words: Vocabulary, spoken: str) -> bool:
    """Say whether a name on the lists begins here."""
    pieces = fold(spoken).split()
    if not pieces or pieces[0] not in _first_listed(words):
        return False
    counts = range(1, len(pieces) + 1)
    return any(" ".join(pieces[:count]) in words.politics.lijst for count in counts)


@lru_cache(maxsize=2)
def _first_listed(words: Vocabulary) -> frozenset[str]:
    """Return the words that the names on the lists begin with."""
    return frozenset(name.partition(" ")[0] for name in words.politics.lijst)


def _by_name(words: Vocabulary, text: str, name: Name) -> Public | None:
    """Return the office holder whose full name this is, if the text is about politics."""
    known = words.politics.lijst.get(fold(" ".join(text[name.start : name.end].split())))
    if known is None:
        return None
    role, functie = known
    if role is Role.HISTORISCH:
        why = "Een historisch persoon."
        return Public(name.start, name.end, name, role, "", "functies.historisch", why)
    near = name.voornamen or words.ambt.search(text, *_beside(text, name)) is not None
    if not near or (not name.voornamen and not holders.theirs(words, text, name.achternaam)):
        return None
    foreign = functie.startswith(_ABROAD)
    if not foreign and (_serves(words, text, name) or not _told(words, text, name, role)):
        return None
    why = f"Volledige naam van een {functie}, in een politiek verband."
    return Public(name.start, name.end, name, role, functie, "functies.lijst", why)


def _told(words: Vocabulary, text: str, name: Name, role: Role) -> bool:
    """Say whether a full name means the office holder: a common surname needs politics near it.

    That of a minister means him in any sentence, unless many bear the surname.
    """
    around = text[max(name.start - _NEAR, 0) : name.end + _NEAR]
    near = any(told.search(around) for told in (words.politics.woorden, words.politics.zeker))
    near = near or words.ambt.search(text, *_beside(text, name)) is not None
    near = near or (bool(name.voornamen) and len(among.in_full(words, text)) > 1)
    near = near or _held(words, text, name.achternaam)
    if near or not words.lexicon.last(name.achternaam):
        return True
    if fold(name.achternaam) in words.veel_voorkomend:
        return False
    return (role is Role.BEWINDSPERSOON and _in_prose(words, text, name)) or _political(words, text)


def _in_prose(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name with a first name stands in mid-sentence, and nobody's unit behind it."""
    midst = _MIDST.search(text, max(name.start - _OFFICE, 0), name.start) is not None
    midst = midst and bool(name.voornamen) and _ON.match(text, name.end) is not None
    return midst and not holders.works(words, text, name.end)


def _held(words: Vocabulary, text: str, last: str) -> bool:
    """Say whether an office stands directly before the surname elsewhere: `minister Kuipers`."""
    for at in anchors.places(text).words.get(last.lower(), ()):
        start = holders.past_tussen(words, text, at)
        before = text[max(start - _OFFICE, 0) : start].rstrip()
        if any(found.end() == len(before) for found in words.ambt.finditer(before)):
            return True
    return False


@lru_cache(maxsize=8)
def _political(words: Vocabulary, text: str) -> bool:
    named = _IN_OFFICE.search(text) is not None
    return named or words.politics.woorden.search(text) is not None


def in_small(words: Vocabulary, text: str, start: int, end: int) -> Public | None:
    """Return the office holder who is named without a capital: `hugo de jonge`, `minister kaag`."""
    last = fold(text[start:end])
    known = words.politics.lijst.get(last)
    before = text[max(start - 40, 0) : start]
    if known is None and (
        words.politics.opvolging.search(before) or words.politics.ambtsdrager.search(before)
    ):
        known = words.politics.achternamen.get(last)
    if known is None:
        return None
    name, why = Name(start, end, achternaam=last), f"Naam van een {known[1]}, zonder hoofdletter."
    return Public(start, end, name, *known, "functies.lijst", why)


def in_column(words: Vocabulary, text: str, hit: Hit) -> Public | None:
    """Return the office holder whom structure takes for anybody: under `Indiener`, in a signature.

    The heading of a column is told in `why` of a hit.
    """
    name = grammar.parse(words.grammar, text[hit.start : hit.end])
    if name is None:
        return None
    name = replace(name, start=hit.start, end=hit.end)
    signs = hit.rule == "structuur.ondertekening" and _in_person(words, text, hit.end)
    if signs or hit.rule == "structuur.aanwezig":
        return within(words, text, name)
    last = _surname(name)
    known = words.politics.achternamen.get(fold(last)) if last else None
    if known is None or not holders.theirs(words, text, last):
        return None
    greeted = hit.rule == "structuur.aanhef" and _to_parliament(words, text)
    told = hit.rule == "structuur.tabel" and (
        words.politics.kolom.search(hit.why)
        or _TURN.search(text, max(hit.start - 80, 0), hit.start)
    )
    if not (greeted or (told and _parliamentary(words, text))):
        return None
    why = f"Achternaam van een {known[1]}, in een stuk over vragen en moties."
    return Public(name.start, name.end, name, *known, "functies.lijst", why)


def _in_person(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether who signs holds office: it is told, and no other function stands below."""
    below = _BELOW.match(text, end)
    told = below is None or words.ambt.match(text, below.start("line")) is not None
    return told and any(words.role_of(m[0]) in _SIGNS for m in words.ambt.finditer(text))


@lru_cache(maxsize=8)
def _to_parliament(words: Vocabulary, text: str) -> bool:
    return words.politics.aan_kamer.search(text) is not None


@lru_cache(maxsize=8)
def _parliamentary(words: Vocabulary, text: str) -> bool:
    return words.politics.zeker.search(text) is not None


def _serves(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether the function of a civil servant stands beside a name, or a unit behind `Bos`."""
    if capacity.beside(words, text, name.start, name.end)[0] is Role.AMBTENAAR:
        return True
    if words.politics.afdeling.match(text, name.end) is not None:
        return True
    many = fold(name.achternaam) in words.veel_voorkomend
    return many and holders.works(words, text, name.end)


def _beside(text: str, name: Name) -> tuple[int, int]:
    """Return the stretch around a name in which an office is his."""
    return max(name.start - _CLOSE, 0), min(name.end + _CLOSE, len(text))


def by_surname(words: Vocabulary, text: str, name: Name) -> Public | None:
    """Return the office holder who is meant by a surname alone, in a sentence on politics.

    One that many bear never suffices; one on a list of surnames needs a word that is said of
    parliament and government only, unless who came before or after him is told.
    """
    several = not name.alone or " " in name.voornamen[0]
    led = _LED.match(text, name.start, name.end) if several else None
    if led is not None and words.politics.opvolging.fullmatch(led[0]):  # `Stas Van der Burg`
        rest = grammar.natural(words.grammar, text, led.end(), name.end)
        return by_surname(words, text, rest) if rest is not None else None
    last = _surname(name)
    thinker = fold(last) in words.politics.denkers and not citations.lives(words, text, name)
    if thinker and holders.theirs(words, text, last):
        why = "Een denker of een historisch persoon."
        return Public(name.start, name.end, name, Role.HISTORISCH, "", "functies.historisch", why)
    known = words.politics.achternamen.get(fold(last)) if last else None
    if known is None or words.lexicon.first(last):
        return None
    abroad = known[1].startswith(_ABROAD) and _is_strange(words, last)
    told = abroad and words.politics.buitenland.search(text, *_ahead(name)) is not None
    told = told or _among(words, text, last)
    if not (told or _rare(words, text, name, last)):
        return None
    if not holders.theirs(words, text, last):
        return None
    why = f"Achternaam van een {known[1]}, in een zin over politiek; niemand anders heet hier zo."
    return Public(name.start, name.end, name, *known, "functies.lijst", why)


def _among(words: Vocabulary, text: str, last: str) -> bool:
    """Say whether somebody else in office is named in the text, and hardly anyone bears the name.

    `Bruins heeft de nota gemaakt` is as likely said of a civil servant, whoever governs beside him.
    """
    if fold(last) in words.veel_voorkomend or words.lexicon.ordinary(last):
        return False
    return _is_strange(words, last) and among.others(words, text, last) > 0


def _ahead(name: Name) -> tuple[int, int]:
    """Return the stretch directly before a name."""
    return max(name.start - _OFFICE, 0), name.start


def author(words: Vocabulary, text: str, name: Name, authors: frozenset[str]) -> Public | None:
    """Return the author who is cited elsewhere in the text, where somebody argues something."""
    last = _surname(name)
    ends = fold(last.rsplit(maxsplit=1)[-1]) if last else ""
    if ends not in authors or {ends, fold(last)} & words.veel_voorkomend:
        return None
    if not (
        citations.argues(words, text, name.start, name.end) and holders.theirs(words, text, last)
    ):
        return None
    why = "Auteur van een publicatie die dit stuk aanhaalt."
    return Public(name.start, name.end, name, Role.AUTEUR, "", "functies.auteur", why)


def _surname(name: Name) -> str:
    """Return the surname that is all of a name, with its tussenvoegsel."""
    if name.initialen or len(name.voornamen) > (0 if name.achternaam else 1):
        return ""
    return f"{name.tussenvoegsel} {name.achternaam or name.voornamen[0]}".strip()


def _rare(words: Vocabulary, text: str, name: Name, last: str) -> bool:
    """Say whether the sentence tells enough for a surname that so many bear."""
    before = words.politics.opvolging.search(text, max(name.start - 40, 0), name.start)
    sentence = _sentence(text, name)
    if before or (name.titel and _answered(words, text, name, sentence)):
        return True
    if {fold(last), fold(name.achternaam)} & words.veel_voorkomend:
        return False
    row = among.row(words, text, name, _surname(name))
    sure = words.politics.zeker.search(text, *sentence)
    if row >= _ROW or (sure and _THEIR.search(text, *_ahead(name))):
        return True
    if not _is_strange(words, last):
        return False
    if row or (sure and not citations.lives(words, text, name)):
        return True
    told = words.politics.woorden.search(text, *sentence) is not None
    return bool(name.titel) and (told or _parliamentary(words, text))


def _answered(words: Vocabulary, text: str, name: Name, sentence: tuple[int, int]) -> bool:
    """Say whether a letter to parliament greets somebody, or answers what he asked."""
    greeted = _GREETED.search(text, max(name.start - _OFFICE, 0), name.start) is not None
    told = words.politics.woorden.search(text, *sentence) or _ASKED.search(text, *sentence)
    return (greeted or told is not None) and _to_parliament(words, text)


def _sentence(text: str, name: Name) -> tuple[int, int]:
    """Return where the sentence of a name begins and ends."""
    low, high = max(name.start - _NEAR, 0), min(name.end + _NEAR, len(text))
    stops = [found.end() for found in _STOP.finditer(text, low, name.start)]
    after = _STOP.search(text, name.end, high)
    return (stops[-1] if stops else low), (after.start() if after else high)
