# SPDX-License-Identifier: EUPL-1.2
"""A run of capitalised words in running text goes in; a hit comes out when it is a person's name.

What the words are (first name, surname, unknown, ordinary) and what stands around them are weighed
together: a name from no list needs a place for a person, an ordinary word needs more of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import regex

from woolak.detect.naming import (
    capacity,
    capitals,
    cut,
    evidence,
    further,
    informal,
    pieces,
)
from woolak.detect.naming.evidence import HUMAN, NOTHING, SHARED, STRONG
from woolak.detect.running import articles, english, firms, runs, series, things
from woolak.detect.running.things import Place
from woolak.detect.text.view import Hit
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind

_BEGINS = regex.compile(r"(?m)(?:\A|[.!?:>|•\t\n\"“‘(]|^\s*[-–*\d]+[.)]?)\s*$")
_SHORTENED = regex.compile(r"(?<![\p{L}.])(?:\p{Ll}\.){2,4} $")
"""An abbreviation, behind which no sentence begins: `i.o.m. Schimmel`."""
_CAP_BEFORE = regex.compile(rf"(?<=\p{{Ll}}[ ,]\s?)(?:{CAP})[ ]$")
_LOOSE_TAIL = regex.compile(r"\s?(?:[,;.!?):/\n]|\Z|\s\p{Ll}|\s\()")
_LISTED = regex.compile(r"[ \u00a0]*(?:\n|\Z|\()")
_SAYS = regex.compile(r":\s+\p{Ll}")
_SMALL_NEXT = regex.compile(r"[ ]\p{Ll}{3}")
_YEAR = regex.compile(r",? \(?(?:19|20)\d\d(?!\d)")
"""Behind the author of what is cited: `Zie Bovens, 2019; Van den Berg 2018`."""
_AT = regex.compile(r"(?i)(?<!\p{L})(?:bij|in|op|uit|naar|via)[ ]$")
"""Before where people are as well as before who they are with."""
_LONG = 20000
"""A first name more frequent than this as a word is never one in running text."""
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_SHORT = 3
_CODE = 5
"""A word in capitals shorter than this is a code."""


def verdict(
    words: Vocabulary, text: str, name: Name, *, joined: bool = False, leads: bool = False
) -> Hit | None:
    """Return the hit for the name that a run of capitalised words holds, None for no name.

    `joined`: another name stands before it, with `en` or a comma between them; or, when it `leads`,
    behind it.
    """
    if (name.alone and _never(words, name.voornamen[0])) or runs.town(words, text, name):
        return None
    lead = text[max(name.start - 12, 0) : name.start]
    starts = not lead.replace(" ", "").isalpha() and _BEGINS.search(lead) is not None
    starts = starts and not leads and _SHORTENED.search(lead) is None
    seen = name if pieces.syllabic(words, pieces.parts_of(name)) else None
    seen = seen or pieces.trimmed(words, text, name)
    if seen is None:
        return _first_alone(words, text, name, starts=starts)
    if starts and not joined and _plain(words, seen):
        return None
    parts = pieces.parts_of(seen)
    whole = len(parts) == 2 and pieces.surname_behind(words, *parts)  # noqa: PLR2004
    whole = whole or pieces.led(words, seen) or pieces.called(words, parts)
    unit = not words.afkortingen.isdisjoint(parts[:1]) or series.of_body(words, parts)
    if (words.nobody(parts) and not whole) or unit:
        return _first_alone(words, text, name) if words.nobody(parts[-1:]) else None
    bare = len(parts) == 1 and not (seen.tussenvoegsel or seen.initialen)
    office = bare and words.functie.fullmatch(parts[0]) is not None
    office = office and (articles.led(text, seen.start) or not pieces.is_listed(words, parts[0]))
    if office or (bare and _hopeless(words, parts[0], starts)):
        return None  # `de Commissaris van de Koning (CdK)`
    around = evidence.around(words, text, seen.start, seen.end)
    around = max(around, SHARED) if parts[1:] and runs.item(words, text, seen) else around
    place = Place(words, text, starts, max(around, STRONG) if joined else around)
    return _shaped(place, seen, parts)


def _first_alone(words: Vocabulary, text: str, name: Name, *, starts: bool = False) -> Hit | None:
    """Return the first name before a word that is no surname: `Ik sprak Tessa Overleg niet`."""
    if starts:
        told = ("namen.volledig", 0.6, "Een voornaam met een woord, van wie iets wordt gezegd.")
        return hit(words, text, name, told) if runs.begun(words, text, name) else None
    first = runs.first_alone(words, text, name)
    told = ("namen.voornaam", 0.5, "Een voornaam, los in de tekst.")
    return hit(words, text, first, told) if first is not None else None


@lru_cache(maxsize=_KEPT)
def _never(words: Vocabulary, part: str) -> bool:
    """Say whether one word is no name, wherever it stands."""
    return words.nobody([part]) or part in words.afkortingen or _hopeless(words, part, False)


@lru_cache(maxsize=_KEPT)
def _hopeless(words: Vocabulary, part: str, starts: bool) -> bool:  # noqa: FBT001 - a key
    """Say whether one word is no name, whatever stands around it."""
    if len(part) < _SHORT:
        return False
    code = not pieces.capped(part) and part[:2].isupper() and part[:2].isalpha()
    if (code and len(part) < _CODE) or pieces.CAMEL.search(part):
        return True
    if any(fits(words, part) for fits, *_ in _NEEDS):
        return False
    return starts or not (words.lexicon.first(part) or pieces.unknown(words, part))


def _plain(words: Vocabulary, name: Name) -> bool:
    """Say whether a name is one ordinary word that no list of names knows."""
    word = "" if name.tussenvoegsel or name.initialen else " ".join(pieces.parts_of(name))
    known = words.lexicon.first(word) or words.lexicon.last(word)
    return bool(word) and " " not in word and not known and words.lexicon.ordinary(word)


def _of_a_law(place: Place, name: Name) -> bool:
    """Say whether an article before a whole name makes it a thing: `de Lex Michiels`."""
    led = articles.led(place.text, name.start)
    return led and place.around < STRONG and not (name.titel or name.initialen)


def _shaped(place: Place, seen: Name, parts: list[str]) -> Hit | None:
    """Judge a name by its shape."""
    words, text = place.words, place.text
    if len(parts) > 1 and _of_a_law(place, seen):
        return None
    if seen.tussenvoegsel:
        return _with_tussen(place, seen)
    if len(parts) == 1 and seen.initialen:
        return _with_initial(place, seen, parts[0])
    if seen.voornamen and all(len(part) == 1 for part in seen.voornamen):
        fits = place.around >= SHARED and pieces.is_name(words, parts[-1])
        told = ("namen.voorletters", 0.5, "Een letter met een achternaam.")
        return hit(words, text, seen, told) if fits and len(parts) > 1 else None
    if len(parts[-1]) == 1:
        return _with_initial(place, seen, parts[0])
    return _single(place, seen, parts[0]) if len(parts) == 1 else _run(place, seen, parts)


def _run(place: Place, name: Name, parts: list[str]) -> Hit | None:
    told = runs.told(place.words, parts, starts=place.starts, around=place.around)
    return _hit(place, name, *told) if told is not None else None


def _with_tussen(place: Place, name: Name) -> Hit | None:
    words, last = place.words, name.achternaam
    several = name.tussenvoegsel.count(" ") and fold(name.tussenvoegsel.split()[-1]) != "de"
    foreign = fold(name.tussenvoegsel.split()[0]) in words.beside.foreign
    sure = several or foreign or "'" in name.tussenvoegsel or "’" in name.tussenvoegsel
    if not name.voornamen:
        return _bare_tussen(place, name, sure=bool(sure))
    first = name.voornamen[0]
    named = words.lexicon.first(first) and first.lower() not in words.geen_voornaam
    strange = pieces.unknown(words, first)
    known = words.lexicon.last(last) or "-" in last
    told = "Voornaam met een achternaam."
    if words.lexicon.ordinary(first) and place.starts and not (named and (sure or known)):
        return None
    met = place.around >= SHARED and words.surname(last) and _may_call(words, first)
    met = met and not (place.starts or articles.led(place.text, name.start))
    if not (named or strange or met or (words.lexicon.first(first) and place.around)):
        return None
    town = words.lexicon.place(last) and name.tussenvoegsel.islower() and not known
    if not town and (known or sure or not words.lexicon.ordinary(last)):
        often = words.lexicon.woorden.get(first.lower(), 0) > _LONG
        score = 0.5 if often or (strange and not known) else 0.8
        return _hit(place, name, "namen.volledig", score, told)
    enough = named if town else place.around >= STRONG or _article_in_name(words, name)
    return _hit(place, name, "namen.volledig", 0.5, told) if enough else _suspect(place, name)


def _may_call(words: Vocabulary, first: str) -> bool:
    """Say whether somebody may be called by a word: `Pit van Tongeren`, `Robijn de Vries`."""
    thing = words.functie.match(first) or words.instelling.match(first)
    thing = thing or words.zaak_uitgang.search(fold(first))
    return pieces.capped(first) and not (
        thing or words.nobody([first]) or words.lexicon.place(first)
    )


def _article_in_name(words: Vocabulary, name: Name) -> bool:
    """Say whether a first name, an article and a word are a name: `Ilse de Kluiver`."""
    first, last = name.voornamen[0], name.achternaam
    article = fold(name.tussenvoegsel.split()[-1]) in ("de", "den", "het")
    article = article or (words.lexicon.rare(last) and words.given(first))  # `Jan van Snoeck`
    return article and pieces.capped(last) and pieces.borne(words, last)


def _bare_tussen(place: Place, name: Name, *, sure: bool) -> Hit | None:
    """Judge `Van der Berg` without a first name: in mid-sentence its capital says a surname."""
    words, last = place.words, name.achternaam
    if place.around < STRONG and _YEAR.match(place.text, name.end):
        return None
    article = fold(name.tussenvoegsel) in ("de", "het") and place.starts
    nobody = article and (last.lower() in words.geen_persoon or words.functie.fullmatch(last))
    if nobody or any(f(words, place.text, name) for f in (articles.neuter, capitals.heading)):
        return None
    whole = f"{name.tussenvoegsel} {last}"
    named = sure or fold(name.tussenvoegsel) not in ("de", "den", "het")
    near = STRONG if place.starts or not named else SHARED
    town = words.lexicon.place(last) and not words.lexicon.last(last)
    town = town and (place.starts or not named)  # `met Van de Poelakker`: no place has that capital
    hamlet = words.lexicon.place(whole) and fold(whole) not in words.veel_voorkomend
    somewhere = hamlet or (town and not sure)
    near = HUMAN if hamlet and whole.isupper() else near  # `DEN HAAG (ANP)`
    somewhere = somewhere and place.around < near
    if name.tussenvoegsel[:1].islower() or somewhere:
        return None
    word = last.lower() in words.achternaam_woorden and not words.instelling.match(f" {last}")
    known = sure or words.surname(last) or word or place.around == STRONG
    if place.starts and place.around < (SHARED if known else HUMAN):
        return None
    plain = words.lexicon.ordinary(last) and not words.lexicon.last(last)
    if not sure and plain and (place.starts or not named or words.lexicon.common(last)):
        return None
    if place.starts and evidence.from_him(words, place.text, name.end):  # `Van Bakker kreeg ik`
        name = replace(name, start=name.end - len(last))
    return _hit(place, name, "namen.achternaam", 0.5, "Een achternaam met tussenvoegsel.")


def _with_initial(place: Place, name: Name, part: str) -> Hit | None:
    """Judge a first name with an initial: `Jan B.`."""
    words = place.words
    fits = words.lexicon.first(part) and part.lower() not in words.geen_voornaam
    plain = fits and not words.lexicon.ordinary(part)
    inside = pieces.inside(place.text, name.start) and pieces.unknown(words, part)
    if plain or inside or (fits and (not place.starts or place.around)) or place.around >= STRONG:
        name = cut.whole(words, place.text, name)
        return _hit(place, name, "namen.volledig", 0.7, "Voornaam met een voorletter.")
    return None


def _single(place: Place, name: Name, part: str) -> Hit | None:
    """Judge one word; how much evidence it needs depends on what word it is."""
    words, text = place.words, place.text
    if len(part) < _SHORT:
        return _short(place, name, part)
    alone = _CAP_BEFORE.search(place.text[max(name.start - 24, 0) : name.start]) is None
    if alone and _capital_says(place, name, part):  # `Zij belde met Ton.`
        return _hit(place, name, "namen.voornaam", 0.5, "Een voornaam, midden in een zin.")
    day = fold(part) in words.beside.days and place.around < HUMAN  # `wil Zondag open`
    day = day or series.of_words(words, text, name.start, part)
    day = day or (place.around < STRONG and series.month(words, text, name.start, name.end))
    if (
        day
        or things.spelled_out(place, name, part)
        or pieces.CAMEL.search(part)
        or things.of_a_thing(place, name, part)
    ):
        return None
    if place.around < HUMAN and english.word(words, text, name, starts=place.starts):
        return None
    found = _weighed(place, name, part, alone=alone)
    if alone and (found is None or found.score < SUSPECT) and english.name(words, text, name):
        rule = "namen.voornaam" if words.lexicon.first(part) else "namen.achternaam"
        return _hit(place, name, rule, 0.5, "Een naam in een Engelse zin.")
    return found


def _weighed(place: Place, name: Name, part: str, *, alone: bool) -> Hit | None:
    """Judge one word by what kind of word it is; `alone`: none with a capital before it."""
    words, text = place.words, place.text
    for fits, rule, middle, start, told in _NEEDS:
        if fits(words, part):
            strange = fits in (pieces.rare, pieces.unknown)
            if strange and place.around < STRONG and firms.beside(words, text, name):
                break
            if strange and articles.of_a_thing(words, text, name, rare=fits is pieces.rare):
                return None
            least = start if place.starts else middle
            if fits is pieces.plain_last:
                loose = informal.casual(words, text) and not place.starts
                loose = loose and _AT.search(text, max(name.start - 6, 0), name.start) is None
                least = NOTHING if loose else least
            enough = _level(place, name, part, fits) >= least
            if enough and (alone or place.around):
                return _hit(place, name, rule, 0.5, told)
            break
    listed = words.lexicon.first(part) or pieces.unknown(words, part)
    return _suspect(place, name) if listed and not place.starts else None


def _level(place: Place, name: Name, part: str, fits: Callable[[Vocabulary, str], bool]) -> int:
    """Return how much the place of one word says of a person, for the kind of word it is."""
    words, text, level = place.words, place.text, place.around
    if fits is _word_first and evidence.signed(words, text, name.start, name.end):
        return STRONG
    if fits is pieces.unknown and level == SHARED and evidence.on_the_way(text, name.start):
        return evidence.after(words, text, name.end)
    listed = fits is pieces.plain_last and words.lexicon.last(part) and not level
    return SHARED if listed and evidence.acts(words, text, name.end) else level


def _capital_says(place: Place, name: Name, part: str) -> bool:
    """Say whether a word is a first name by its capital alone, in the middle of a sentence."""
    known = part.lower() in place.words.voornaam_midden and part[1:].islower()
    midst = known and not place.starts and pieces.inside(place.text, name.start)
    midst = midst and not articles.led(place.text, name.start)
    return midst and _LOOSE_TAIL.match(place.text, name.end) is not None


def _short(place: Place, name: Name, part: str) -> Hit | None:
    """Judge a name of two letters: `Li`, `Wu`, `Jo`."""
    words = place.words
    if fold(part) in words.tussenvoegsels and _SMALL_NEXT.match(place.text, name.end):
        return None  # `De inschrijvingen`
    given, accented = pieces.two_letters(words, part)
    last = part.istitle() and words.lexicon.last(part)
    called = fold(part) in words.geroepen and part not in words.afkortingen
    wanted = SHARED if place.starts or not accented else NOTHING
    called = called and place.around >= (HUMAN if place.starts else STRONG)
    if called or (given and not last and place.around >= wanted):
        why = "Een roepvorm, waar een mens wordt genoemd."
        return _hit(place, name, "namen.voornaam", 0.5, why)
    if not last or place.around < (HUMAN if place.starts and not given else SHARED):
        return None
    why = "Een korte naam, waar een mens wordt genoemd."
    return _hit(place, name, "namen.achternaam", 0.5, why)


def _word_first(words: Vocabulary, part: str) -> bool:
    return words.lexicon.first(part) and part.lower() not in words.geen_voornaam


_NEEDS: tuple[tuple[Callable[[Vocabulary, str], bool], str, int, int, str], ...] = (
    (Vocabulary.given, "namen.voornaam", NOTHING, NOTHING, "Een voornaam, los in de tekst."),
    (_word_first, "namen.voornaam", NOTHING, STRONG, "Een voornaam, midden in een zin."),
    (lambda words, part: words.lexicon.first(part), "namen.voornaam", STRONG, HUMAN,
     "Een woord dat ook een voornaam is, waar een mens wordt genoemd."),
    (lambda words, part: fold(part) in words.geroepen and not words.lexicon.last(part),
     "namen.voornaam", STRONG, HUMAN, "Een roepvorm, waar een mens wordt genoemd."),
    (pieces.plain_last, "namen.achternaam", SHARED, SHARED,
     "Achternaam, waar een mens wordt genoemd."),
    (pieces.word_last, "namen.achternaam", SHARED, HUMAN,
     "Een achternaam die ook een woord is, waar een mens wordt genoemd."),
    (lambda words, part: words.lexicon.last(part), "namen.achternaam", STRONG, HUMAN,
     "Een achternaam, waar een mens wordt genoemd."),
    (pieces.unknown, "namen.onbekend", SHARED, STRONG,
     "Woord in geen woordenlijst, waar een mens wordt genoemd."),
    (pieces.rare, "namen.onbekend", STRONG, HUMAN,
     "Zeldzaam woord met een hoofdletter, waar een mens wordt genoemd."),
)  # fmt: skip
"""What a word is, the rule for it, and the evidence it needs in mid-sentence and at a start."""


def _suspect(place: Place, name: Name) -> Hit | None:
    why = "Woord met een hoofdletter dat in geen woordenlijst staat."
    return None if place.starts else _hit(place, name, "namen.vermoeden", 0.3, why)


def _hit(place: Place, name: Name, rule: str, score: float, why: str) -> Hit:
    return hit(place.words, place.text, name, (rule, score, why))


def hit(words: Vocabulary, text: str, name: Name, told: tuple[str, float, str]) -> Hit:
    """Return the hit for a name under (rule, score, why), with the function beside it."""
    rule, score, why = told
    name = further.longer(words, text, name, len(text))
    role, functie = capacity.beside(words, text, name.start, name.end)
    return Hit(name.start, name.end, Kind.NAME, score, rule, why, role=role, functie=functie)
