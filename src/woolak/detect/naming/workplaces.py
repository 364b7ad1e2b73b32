# SPDX-License-Identifier: EUPL-1.2
"""A name as its words spell it in; the name without the unit or the place of work behind it out."""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.naming import pieces
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

CODE = regex.compile(r"(?=[^ ]{2,9}$)\p{Lu}[\p{L}&/-]*\p{Lu}\p{Ll}{0,2}")
"""A word in capitals, as a unit is written."""
SPELLED = 6
"""A word in capitals alone is a code when it is shorter than this."""
_OF_NAMES = frozenset({"der", "den", "ter", "ten", "'t", "’t", "el"})
"""Nobody works `van der` something: these belong to a surname."""
_LEADS = regex.compile(r"(?i)(?:directeur|hoofd|manager|leider|co[oö]rdinator|chef)$")
_FIELDS = regex.compile(r"(?:, (?P<field>\p{Lu}\p{Ll}+))*,? (?:en|&) (?P<field>\p{Lu}\p{Ll}{3,})")
"""The other fields that somebody leads: `, Ondergrond en Zee`."""
_NAMED_UNIT = regex.compile(
    r"\s*(?P<head>\p{L}\p{Ll}{3,})[ ](?P<first>\p{Lu}\p{Ll}{3,})(?:[ ](?P<more>\p{Lu}\p{Ll}{3,}))?"
    r"(?:,[ ](?P<joined>\p{Lu}\p{Ll}{3,}))*(?:[ ](?:en|&)[ ](?P<joined>\p{Lu}\p{Ll}{3,}))?"
    r"(?![\p{L}-])"
)
"""What a unit is called: `Directie Natuur, Bos en Landschap`."""
_TASK = regex.compile(
    r"\s*(?:\p{Ll}[\p{Ll}-]+[ ]){1,4}(?P<first>\p{Lu}[\p{L}&/-]+)[ ](?:en|&)[ ]"
    r"(?P<field>\p{Lu}\p{Ll}+)(?![\p{L}-])"
)
_NEVER_AT = frozenset({"de", "den", "'t", "’t"})
_CAPITAL = regex.compile(r"[ ]\p{Lu}\p{Ll}")
_LABELLED = regex.compile(r"\.[ ]?:")
"""What follows an abbreviated label on the next line, which is no part of a name: `Afw.:`."""
_AT = frozenset({"te", "in", "uit"})
_BRAND = regex.compile(
    r"(?!(?:Mac|Fitz|Van|Den|Der|Ter|Ten|Abd|Abdel|Ben|Bou|Ait|Oul?d)\p{Lu})"
    r"\p{Lu}\p{Ll}{2,}\p{Lu}[\p{L}\d]+"
)
"""A firm as it writes itself, two words in one: `ProRail`; and no `MacAllister`."""
_KEPT = 1 << 14
"""Of so many words the answer is kept."""
_LONG = 10
"""Nobody has a first name that is a word of so many letters."""
_MANY = 3
"""More capitals than these are a body."""
_SMALL = regex.compile(r"[ ](?P<word>(?!en |and |of )\p{Ll}{3,})(?![\p{L}-])")
"""A word in small letters that goes on from one with a capital."""
_TWO = 2
"""So many first names before the name of a body have it for their surname."""
_NO_NAME = "te"
"""A word that stands in every text, and is nobody's name."""


_HALVES = regex.compile(r"(?<![\p{L}/])(?P<one>\p{Lu}{2,5})/(?P<other>\p{Lu}{2,5})(?![\p{L}/])")


def known(words: Vocabulary, cap: str) -> bool:
    """Say whether a word is a first name or a surname, and no first name that is a word."""
    return (words.lexicon.first(cap) and cap.lower() not in words.geen_voornaam) or (
        words.lexicon.last(cap)
    )


def halved(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether letters are half of the code of a unit, no two first names: `MEVA/ABA`."""
    found = _HALVES.search(text, max(start - SPELLED - 2, 0), start + 2 * SPELLED)
    if found is None or start not in (found.start("one"), found.start("other")):
        return False
    return not all(map(words.lexicon.word, found.group("one", "other")))


def left_out(words: Vocabulary, text: str, name: Name) -> Name:
    """Leave out where somebody works: `Kuipers van de Universiteit`, `Jansen van Financiën`."""
    if not name.tussenvoegsel.islower():
        return name
    party = words.partij.fullmatch(f"({name.achternaam})") is not None
    led = name.voornamen or name.initialen or (party and name.titel)
    if not led or _whole(words, text, name):
        return name
    other = name.tussenvoegsel == "van" and words.given(name.achternaam)
    firm = _CAPITAL.match(text, name.end) if other else None  # `Bos van Kees Smit Meubelen`
    if firm or words.instelling.match(text, name.end):  # `Bos van Verstegen Accountants`
        return given_alone(words, text, name) or name
    if not _works(words, text, name, party=party):
        return name
    return given_alone(words, text, name) or name


def given_alone(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Return what stands before the tussenvoegsel of a name, with its title: `mr. J. Bos`."""
    tussen = text.rfind(name.tussenvoegsel, name.start, name.end)
    led = name.titel and not text.startswith(name.titel, name.start)
    start = max(name.start - len(name.titel) - 1, 0) if led else name.start
    return grammar.natural(words.grammar, text, start, len(text[:tussen].rstrip()))


def _whole(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name is known, or has a tussenvoegsel that stands before no employer."""
    if fold(" ".join(text[name.start : name.end].split())) in words.politics.lijst:
        return True  # `Anton de Kom`
    if name.tussenvoegsel in _NEVER_AT and words.functie.match(name.achternaam) is None:
        return True  # nobody works `de` something: `Evert-Jan de Kaste`
    return name.tussenvoegsel.split()[-1] in _OF_NAMES or pieces.led(words, name)


def _works(words: Vocabulary, text: str, name: Name, *, party: bool) -> bool:
    """Say whether what stands behind the tussenvoegsel is no surname, but where somebody works."""
    last = _NO_NAME if _serves(words, text, name) else name.achternaam
    named = words.lexicon.last(last) or words.lexicon.first(last)
    if _at_place(words, name, last):
        last, named = _NO_NAME, False
    common = words.lexicon.common(last) or _thing(words, last) or party or _employer(words, name)
    common = common or (name.tussenvoegsel == "van" and _BRAND.fullmatch(last) is not None)
    return last.lower() in words.geen_persoon or (common and not named)


def _serves(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether somebody works for an office, `Jan Bos voor de Koning`, or `van P&O`."""
    office = bool(name.voornamen[1:] and words.functie.fullmatch(name.achternaam))
    # `J A B de Koning` is a name.
    return (office and name.tussenvoegsel not in _NEVER_AT) or text.startswith("&", name.end)


def _at_place(words: Vocabulary, name: Name, last: str) -> bool:
    """Say whether a town stands behind a first name, and not a surname: `Femke te Kamp`."""
    alone = name.tussenvoegsel == "te" and not (name.voornamen[1:] or name.initialen)
    surname = alone and words.lexicon.first("".join(name.voornamen))
    at = name.tussenvoegsel in _AT and bool(name.voornamen)
    return at and words.lexicon.place(last) and not surname


def _thing(words: Vocabulary, last: str) -> bool:
    """Say whether a word ends as those for things and units do, and is no town."""
    ends = words.zaak_uitgang.search(last.lower()) is not None
    return ends and words.lexicon.ordinary(last) and not words.lexicon.place(last)


def _employer(words: Vocabulary, name: Name) -> bool:
    """Say whether a word behind a whole name is where he works: `F Rinsma van Rijksinkoop`."""
    given = "".join(name.voornamen[-1:]) if name.voornamen[1:] or name.initialen else ""
    own = bool(given) and (words.lexicon.last(given) or not words.lexicon.first(given))
    return own and name.tussenvoegsel == "van" and words.lexicon.word(name.achternaam.lower())


def without_unit(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Leave out a unit in capitals after a name (`Tessa DRC`); a name in capitals stays whole."""
    name = _before_body(words, text, name)
    spoken = text[name.start : name.end]
    every = spoken.split()
    if every[1:] and len(every[-1]) < SPELLED and _LABELLED.match(text, name.end) is not None:
        stop = name.start + len(spoken[: -len(every[-1])].rstrip())
        return grammar.natural(words.grammar, text, name.start, stop)
    if not every[1:] or not CODE.fullmatch(every[-1]) or spoken == spoken.upper():
        return name
    if known(words, every[-1]):
        return name
    end = name.start + len(spoken[: -len(every[-1])].rstrip())
    return grammar.natural(words.grammar, text, name.start, end)


def _before_body(words: Vocabulary, text: str, name: Name) -> Name:
    """Return the name without the institution that follows: `Ana Bos Rijkswaterstaat Noord`."""
    parts = pieces.parts_of(name)
    for part in () if name.tussenvoegsel or name.outlook else parts[1:]:
        if not _body(words, part) or pieces.is_listed(words, part):
            continue
        if part == parts[-1] and _has_it(words, parts):
            continue
        stop = text.find(part, name.start + len(parts[0]), name.end)
        stop = name.start + len(text[name.start : max(stop, name.start)].rstrip())
        return grammar.natural(words.grammar, text, name.start, stop) or name
    return name


def _has_it(words: Vocabulary, parts: list[str]) -> bool:
    """Say whether first names stand before the name of a body: `Kees Jan Lely`, `Kees Lely`."""
    *given, last = parts
    plain = words.lexicon.common(last) or words.lexicon.compound(last.lower())
    word = last[1:].islower() and not plain
    return all(map(words.given, given)) and (word or len(parts) > _TWO)


@lru_cache(maxsize=_KEPT)
def _body(words: Vocabulary, part: str) -> bool:
    return words.instellingen.fullmatch(part) is not None


def held(words: Vocabulary, text: str, name: Name, functie: str) -> bool:
    """Say whether a word behind who leads is a field: `directeur Water, Ondergrond en Zee`.

    It stands in a row with a word that nobody is called: `hoofd Bos en Natuur`.
    """
    if not name.alone or _LEADS.search(functie) is None:
        return False
    row = _FIELDS.match(text, name.end)
    others = row.captures("field") if row is not None else []
    ordinary = words.lexicon.ordinary(name.voornamen[0])
    return ordinary and any(pieces.plain(words, other) for other in others)


def of_letters(words: Vocabulary, name: Name) -> bool:
    """Say whether letters of bodies are taken for initials: `Recron, ANWB`, `Enexis, WML, Vitens`.

    Nobody whose surname is not known has so many, or a word behind them that is no first name.
    """
    letters = name.initialen
    if "." in letters or not letters.isupper() or name.tussenvoegsel:
        return False
    many = len(letters) > _MANY and not words.surname(name.achternaam)
    return many or (bool(name.voornamen) and not words.lexicon.first(name.voornamen[0]))


def unit_end(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return where the name of a unit ends that begins at `start`; `start` when none does.

    `Directie Dierlijke Agroketens en Dierenwelzijn`: no word of it is a name, the first and what
    `en` joins are a dictionary's.
    """
    found = _NAMED_UNIT.match(text, start, end)
    if found is None or words.politics.afdeling.match(f" van de {fold(found['head'])}") is None:
        return start
    every = [*found.captures("first"), *found.captures("more"), *found.captures("joined")]
    if any(pieces.is_listed(words, one) for one in every):
        return start
    told = [found["first"], *found.captures("joined")]
    unusual = bool(found.captures("more")) and not found["first"].endswith("e")
    if unusual or not all(words.lexicon.ordinary(one) for one in told):
        return start
    return found.end()


def field_end(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return where the fields of a function end: `, beleidsmedewerker OV en Spoor`; else `start`.

    The last is a surname as well; before it stands a unit, or a word that nobody is called.
    """
    found = _TASK.match(text, start, end)
    if found is None or found["field"] not in words.beside.fields:
        return start
    one = found["first"]
    unit = one.isupper() or pieces.plain(words, one)
    told = words.functie.search(text, start, found.start("first")) is not None
    return found.end() if unit and told else start


def a_code(words: Vocabulary, last: str) -> bool:
    """Say whether a word is written as the letters of a unit are, and no surname: `WJZ`."""
    return CODE.fullmatch(last) is not None and not words.lexicon.last(last)


def brand(words: Vocabulary, cap: str) -> bool:
    """Say whether a word is written as a firm writes itself, and nobody is called so: `ProRail`."""
    short = cap in words.afkortingen
    if short and not (cap.istitle() or cap.isupper()):  # `BuZa`, and no `Buza`
        return True
    made = _BRAND.fullmatch(cap) is not None or (short and len(cap) > SPELLED)
    return made and not pieces.is_listed(words, cap)


def first_body(words: Vocabulary, name: Name) -> bool:
    """Say whether a body stands before the comma: `Vattenfall, Eneco`, `Kustwacht, Tineke Zwaan`.

    An ordinary word is one before a first name and a surname in full.
    """
    last, whole = name.achternaam, bool(name.voornamen[1:])
    body = _body(words, last) or brand(words, last)
    if name.initialen and not name.tussenvoegsel:  # `Natuurmonumenten, RWS (Bos, Vos)`
        return body and "." not in name.initialen and not pieces.is_listed(words, last)
    if name.initialen or name.tussenvoegsel or not name.voornamen:
        return False
    if _body(words, name.voornamen[0]) and not pieces.is_listed(words, last):
        return True  # `Biogenta, Zorginstituut (Bos)`
    if body and not words.lexicon.last(last):
        return (
            brand(words, last)
            or whole
            or words.instellingen.fullmatch(name.voornamen[0]) is not None
        )
    return whole and pieces.usual(words, last) and words.given(name.voornamen[0])


def unit_first(words: Vocabulary, name: Name) -> bool:
    """Say whether letters for a unit stand before the comma, and somebody behind: `WJZ, P. Bos`."""
    given = bool(name.voornamen) and not name.voornamen[-1].isupper()
    return given and a_code(words, name.achternaam)


def body_of(words: Vocabulary, name: Name) -> bool:
    """Say whether words of a body are joined as names are: `Staatstoezicht op de Mijnen`."""
    first, last = "".join(name.voornamen[:1]), name.achternaam
    if _of_region(words, name):
        return True
    joined = bool(name.tussenvoegsel) and not (name.titel or name.initialen)
    long = len(first) >= _LONG or (bool(last) and pieces.usual(words, last))
    return joined and long and pieces.usual(words, first)


def _of_region(words: Vocabulary, name: Name) -> bool:
    """Say whether a body and its region are named: `Rijkswaterstaat Oost-Nederland`."""
    first, *rest = pieces.parts_of(name) or [""]
    bare = not (name.titel or name.initialen or name.tussenvoegsel)
    known = bare and bool(rest) and _body(words, first) and not pieces.is_listed(words, first)
    return known and all(_region(words, part) for part in rest)


def _region(words: Vocabulary, part: str) -> bool:
    way = fold(part.partition("-")[0]) in words.beside.ways
    return way or (words.lexicon.place(part) and not words.lexicon.last(part))


def of_town(words: Vocabulary, spoken: str) -> bool:
    """Say whether a body begins with its town: `Wageningen Livestock Research`."""
    first, *rest = spoken.split()
    if not rest or not all(part.isalpha() and part.istitle() for part in (first, *rest)):
        return False
    town = words.lexicon.place(first) and not words.lexicon.first(first)
    return town and words.lexicon.ordinary(rest[-1]) and not pieces.is_listed(words, rest[-1])


def things(words: Vocabulary, name: Name) -> bool:
    """Say whether it is all words that nobody is called: `Agrarische Vereniging`, `MT Inkoop`."""
    caps = pieces.parts_of(name)
    if name.titel or name.initialen or not caps[1:] or not caps[-1][1:]:
        return False
    rest = caps[1:] if caps[0] in words.afkortingen else caps
    seen = any(pieces.usual(words, c) for c in rest)
    rest = rest[:-1] if rest[2:] and words.lexicon.place(rest[-1]) else rest
    return seen and all(pieces.plain(words, c) or pieces.usual(words, c) for c in rest)


def goes_on(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether words in small letters go on from one that nobody is called: `Lokaal overleg`."""
    if not name.alone or not pieces.plain(words, name.voornamen[0]):
        return False
    if text.startswith(": ", name.end):  # `Ambtelijk: Jan Bos`
        return True
    more = _SMALL.match(text, name.end)
    joins = more is None or fold(more["word"]) in words.tussenvoegsels
    return not joins and words.lexicon.common(more["word"] if more else "")
