# SPDX-License-Identifier: EUPL-1.2
"""The office holders of a text go in; out come those whose surname alone means them there.

A surname is theirs when the text names the office beside it and nobody else in the text can bear
it: no other first name or initials, no function of a civil servant, no unit, no account.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming.guards import Spans, spans
from woolak.detect.office.roles import Public
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP, INITIALS
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_GIVEN = regex.compile(rf"(?<![\p{{L}}\p{{N}}@.])(?P<given>{INITIALS}|{CAP}(?:-{CAP})*)[ ]?$")
_UNIT = regex.compile(
    r"[ ]\((?P<unit>[^()\n]{2,40})\)|[ ]-[ ]?(?P<unit>\p{Lu}[\p{L}/&]+)"
    r"|\t(?P<unit>\p{Lu}[\p{L}&]*\p{Lu}(?:/[\p{L}\d]+)?)(?=[\t\n]|\Z)"
)
_JOINED = regex.compile(r"\s?-\s?(?:\p{Ll}{2,3}[ ])*\p{Lu}|[ ]?[@<]|[._]?\w*@")
_UNIT_BEFORE = regex.compile(
    r"(?i:afdeling|directie|team|dienst)[ ][^,.;:\n]{2,24},[ ](?:mevrouw|de heer|mw\.?|dhr\.?)[ ]$"
)
"""A unit before who works there: `afdeling Burgerzaken, mevrouw Van der Plas`."""
_SHORT = regex.compile(r"([\p{L}'’]{1,4})[ ]$")
_BESIDE = regex.compile(r"(?:,[ \n]|[ ]\()(?:(?:de|onze|mijn|our)[ ])?")
"""Between a surname and the function behind it."""
_BEFORE = 48
_KEPT = 1 << 10
"""For so many surnames it is kept who on the list bears them."""
_PUBLIC = frozenset(
    {
        *(Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER),
        *(Role.TOP_AMBTENAAR, Role.HISTORISCH),
    }
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in office: in which role, and whether nobody else in the text bears the surname.

    `letters` are the initials with which the text names him beside his office, folded.
    """

    role: Role
    functie: str
    alone: bool
    letters: frozenset[str] = field(default=frozenset(), repr=False)


def holders(words: Vocabulary, text: str, offices: Iterable[Public]) -> dict[str, Holder]:
    """Return who holds office in this text, by the folded surname, half a double one too."""
    known: dict[str, list[Public]] = {}
    for office in offices:
        if office.role is not Role.AUTEUR:
            for surname in _keys(office.name):
                known.setdefault(surname, []).append(office)
    taken = spans((one.start, one.end) for every in known.values() for one in every)
    return {
        surname: _holder(words, text, (surname, every, taken)) for surname, every in known.items()
    }


def _keys(name: Name) -> set[str]:
    last = key(name)
    return {last, last.split("-")[0]} - {""}


def _holder(words: Vocabulary, text: str, about: tuple[str, list[Public], Spans]) -> Holder:
    surname, offices, taken = about
    best = next((one for one in offices if one.role in _PUBLIC), offices[0])
    known = surname in words.politics.ambtsnamen and best.role is Role.BEWINDSPERSOON
    given = words.lexicon.first(surname) and not any(one.name.tussenvoegsel for one in offices)
    common = (surname in words.veel_voorkomend and not known) or given
    mentions = [] if common else list(_mentions(text, offices, taken))
    known_as = set(_letters(words, surname, offices))
    alone = not common and not any(other(words, text, at, known_as) for at in mentions)
    spelled = frozenset(fold(one.name.initialen) for one in offices if one.name.initialen)
    return Holder(best.role, best.functie, alone and best.role in _PUBLIC, spelled)


def means(holder: Holder, name: Name) -> bool:
    """Say whether a name with this surname is his: no first name, and his initials.

    Papers write those of a minister also where they tell of him without his office.
    """
    several = len(regex.findall(r"\p{Lu}", name.initialen)) > 1
    told = holder.role is Role.BEWINDSPERSOON or fold(name.initialen) in holder.letters
    return not name.voornamen and (told or not several)


def _mentions(text: str, offices: list[Public], taken: Spans) -> Iterator[tuple[int, int]]:
    """Yield where the surname stands, but for the places where the office is beside it."""
    spoken = {(one.name.achternaam or one.name.voornamen[-1]) for one in offices}
    where = anchors.places(text).words
    for last in spoken:
        first = regex.split(r"[- ]", last)[0]
        for at in where.get(first.lower(), ()):
            whole = last if text.startswith(last, at) else first
            if not taken.touch(at, at + 1):
                yield at, at + len(whole)


def _letters(words: Vocabulary, surname: str, offices: list[Public]) -> Iterator[str]:
    """Yield the first names and the first initials that are those of who holds the office."""
    for one in offices:
        yield from (fold(given) for given in one.name.voornamen if one.name.achternaam)
        yield fold(one.name.initialen[:1])
    yield from letters(words, surname)


@lru_cache(maxsize=_KEPT)
def letters(words: Vocabulary, surname: str) -> frozenset[str]:
    """Return the first names and first letters of those on the lists with this surname."""
    bearers = _ending(words).get(surname, ())
    return frozenset(part for full in bearers for part in (full.split()[0].strip("."), full[:1]))


@lru_cache(maxsize=2)
def _ending(words: Vocabulary) -> dict[str, list[str]]:
    """Return the names on the lists by what they end in behind a space or a hyphen."""
    found: dict[str, list[str]] = {}
    for full in words.politics.lijst:
        for at, letter in enumerate(full):
            if letter in " -":
                found.setdefault(full[at + 1 :], []).append(full)
    return found


def places(text: str, last: str) -> Iterator[tuple[int, int]]:
    """Yield where the last word of a surname stands, or the first half of it."""
    word = regex.split(r"[- ]", last)[-1]
    for at in anchors.places(text).words.get(word.lower(), ()):
        yield at, at + len(word)


def other(words: Vocabulary, text: str, where: tuple[int, int], letters: Collection[str]) -> bool:
    """Say whether the surname at this place is that of somebody else."""
    start, end = where
    begin = past_tussen(words, text, start)
    line = text[max(begin - _BEFORE, 0) : begin]
    if text[start - 1 : start] in "._" or _JOINED.match(text, end) is not None:
        return True
    if words.politics.afdeling.match(text, end) or _UNIT_BEFORE.search(line):
        return True
    if serves(words, text, end):
        return True
    given = _GIVEN.search(line)
    if given is not None and _names(words, given["given"]):
        called = fold(given["given"])
        return called.split(".")[0] not in letters and called not in letters
    function = words.functie_at_end(text, begin)
    return (function is not None and not function[2]) or works(words, text, end)


@lru_cache(maxsize=32)
def theirs(words: Vocabulary, text: str, last: str) -> bool:
    """Say whether nobody in the text bears a surname but those on the lists."""
    known = letters(words, fold(last.rsplit(maxsplit=1)[-1]))
    return not any(other(words, text, at, known) for at in places(text, last))


def serves(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether the function of no office holder stands behind: `Kaag, jurist bij de IND`."""
    gap = _BESIDE.match(text, end)
    told = words.functie_at(text, gap.end(), gap.end() + _BEFORE) if gap is not None else None
    return told is not None and not told[2]


def past_tussen(words: Vocabulary, text: str, start: int) -> int:
    """Return where the tussenvoegsels before the surname at `start` begin."""
    while found := _SHORT.search(text, max(start - 6, 0), start):
        if fold(found[1]) not in words.tussenvoegsels:
            break
        start = found.start()
    return start


def _names(words: Vocabulary, given: str) -> bool:
    """Say whether a word before a surname is a first name, initials, or no word at all."""
    if words.titel.fullmatch(given) or words.titel.match(given + " "):
        return False
    if given.endswith("."):
        return True
    if words.politics.opvolging.fullmatch(given + " "):  # `stas Van der Burg`
        return False
    return words.lexicon.first(given) or not words.lexicon.ordinary(given)


def works(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether a unit stands behind the surname: `Kaag (directie Financiën)`, `Kaag - DJZ`."""
    unit = _UNIT.match(text, end)
    if unit is None or words.partij.match(text, end) is not None:
        return False
    told = unit["unit"]
    minister = fold(told) in words.politics.ambtsnamen  # `Bilateral Hoekstra - Baerbock`
    return not (minister or fold(told) in words.departementen or words.lexicon.place(told))


def key(name: Name) -> str:
    """Return the folded surname, or the one word that a name is."""
    last = name.achternaam or (name.voornamen[-1] if name.voornamen else "")
    return fold(last)


def same(name: Name, second: Name) -> bool:
    """Say whether two names with one surname can be one: first names, or else initials, agree."""
    if name.voornamen and second.voornamen:
        return fold(name.voornamen[0]) == fold(second.voornamen[0])
    mine, theirs = (n.initialen or "".join(n.voornamen[:1]) for n in (name, second))
    return not (mine and theirs) or fold(mine[0]) == fold(theirs[0])
