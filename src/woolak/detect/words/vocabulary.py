# SPDX-License-Identifier: EUPL-1.2
"""A rulebook in, its lists and tables as compiled patterns out; compiled once per digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TypedDict

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored
from woolak.detect.words import (
    beside,
    bibliography,
    grammar,
    lexicon,
    offices,
    patterns,
    politics,
    remarks,
    shapes,
    speech,
    works,
)
from woolak.detect.words.beside import Beside
from woolak.detect.words.grammar import Grammar
from woolak.detect.words.lexicon import Lexicon, fold
from woolak.detect.words.offices import Functie
from woolak.detect.words.politics import Politics
from woolak.detect.words.remarks import Remarks
from woolak.detect.words.speech import Speech
from woolak.detect.words.works import Works
from woolak.model import Role
from woolak.rulebook import Rulebook

_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_GOES_ON = ("/", "&", "-")
"""Behind letters for a function these make the name of a unit: `DG/afd`."""
_FUNCTION = 50
"""A function is no longer than this."""
_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The patterns and word sets that detection asks; word sets are in lower case or folded."""

    grammar: Grammar = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    rules: frozenset[str]
    kop: Anchored = field(repr=False)
    kopstop: Anchored = field(repr=False)
    memo: Anchored = field(repr=False)
    label: Anchored = field(repr=False)
    inline: Anchored = field(repr=False)
    parafen: Anchored = field(repr=False)
    aanwezig: Anchored = field(repr=False)
    aanwezig_erna: Anchored = field(repr=False)
    aanhef: Anchored = field(repr=False)
    groet: Anchored = field(repr=False)
    namens: Anchored = field(repr=False)
    actie: Anchored = field(repr=False)
    titel: Anchored = field(repr=False)
    aan_titel: regex.Pattern[str] = field(repr=False)
    achtertitel: regex.Pattern[str] = field(repr=False)
    kolom_naam: frozenset[str] = field(repr=False)
    kolom_code: frozenset[str] = field(repr=False)
    kolom_naamdeel: frozenset[str] = field(repr=False)
    kolom_afkorting: frozenset[str] = field(repr=False)
    kolom_toestel: frozenset[str] = field(repr=False)
    kolom_dienst: frozenset[str] = field(repr=False)
    geen_rooster: frozenset[str] = field(repr=False)
    kolom_account: frozenset[str] = field(repr=False)
    kolom_zaak: frozenset[str] = field(repr=False)
    koppen: frozenset[str] = field(repr=False)
    geen_code: frozenset[str] = field(repr=False)
    geen_naamletters: frozenset[str] = field(repr=False)
    geen_persoon: frozenset[str] = field(repr=False)
    geen_voornaam: frozenset[str] = field(repr=False)
    afkortingen: frozenset[str] = field(repr=False)
    geen_voorletters: frozenset[str] = field(repr=False)
    straat: regex.Pattern[str] = field(repr=False)
    straat_engels: frozenset[str] = field(repr=False)
    literatuur: regex.Pattern[str] = field(repr=False)
    naamgever: Anchored = field(repr=False)
    zaaknaam: Anchored = field(repr=False)
    zaaknamen: Anchored = field(repr=False)
    is_zaak: Anchored = field(repr=False)
    instelling: regex.Pattern[str] = field(repr=False)
    instellingen: Anchored = field(repr=False)
    gebouw: regex.Pattern[str] = field(repr=False)
    functies: tuple[Functie, ...] = field(repr=False)
    functie: Anchored = field(repr=False)
    ambt: Anchored = field(repr=False)
    ambt_voor: Anchored = field(repr=False)
    hoofd: Anchored = field(repr=False)
    lichaam: regex.Pattern[str] = field(repr=False)
    partij: regex.Pattern[str] = field(repr=False)
    portefeuille: regex.Pattern[str] = field(repr=False)
    pers: Anchored = field(repr=False)
    beside: Beside = field(repr=False)
    politics: Politics = field(repr=False)
    works: Works = field(repr=False)
    remarks: Remarks = field(repr=False)
    tussenvoegsels: frozenset[str] = field(repr=False)
    tussenvoegsels_klein: regex.Pattern[str] = field(repr=False)
    dag_boven_berichten: frozenset[str] = field(repr=False)
    handelingen: frozenset[str] = field(repr=False)
    menselijk: frozenset[tuple[str, ...]] = field(repr=False)
    zegt: frozenset[tuple[str, ...]] = field(repr=False)
    gedaan: frozenset[str] = field(repr=False)
    voor_persoon: frozenset[tuple[str, ...]] = field(repr=False)
    aanwijzing: frozenset[tuple[str, ...]] = field(repr=False)
    voor_zaak: frozenset[str] = field(repr=False)
    met_persoon: frozenset[str] = field(repr=False)
    voornaam_geen_woord: frozenset[str] = field(repr=False)
    voornaam_op_plaats: frozenset[str] = field(repr=False)
    voornaam_midden: frozenset[str] = field(repr=False)
    lettergrepen: frozenset[str] = field(repr=False)
    achternaam_na_tussenvoegsel: frozenset[str] = field(repr=False)
    achternaam_woorden: frozenset[str] = field(repr=False)
    achternaam_uitgang: regex.Pattern[str] = field(repr=False)
    zaak_uitgang: regex.Pattern[str] = field(repr=False)
    woord_uitgang: regex.Pattern[str] = field(repr=False)
    functie_uitgang: regex.Pattern[str] = field(repr=False)
    roepvormen: Mapping[str, frozenset[str]] = field(repr=False)
    geroepen: frozenset[str] = field(repr=False)
    kleine_afkortingen: frozenset[str] = field(repr=False)
    departementen: frozenset[str] = field(repr=False)
    veel_voorkomend: frozenset[str] = field(repr=False)
    speech: Speech = field(repr=False)

    def given(self, word: str) -> bool:
        """Say whether a word is a first name and hardly ever anything else."""
        return _given(self, word)

    def surname(self, word: str) -> bool:
        """Say whether a word is a surname and no other word, or unknown and ends as one."""
        return _surname(self, word)

    def functie_at(self, text: str, start: int, end: int) -> tuple[Role, str, bool] | None:
        """Return (role, function as written, public) of the function that begins at `start`."""
        found = self.functie.match(text, start, end)
        unit = (
            found is not None
            and found[0].isupper()
            and text[found.end() : found.end() + 1] in _GOES_ON
        )
        if found is None or unit:
            return None
        row = _row(self, found[0].strip())
        return (row.role, found[0].strip(), row.openbaar) if row is not None else None

    def functie_at_end(self, text: str, end: int) -> tuple[Role, str, bool] | None:
        """Return (role, function, public) of the function that ends just before `end`."""
        line = text[max(end - _FUNCTION, 0) : end].rstrip()
        words = line.split()
        for count in (1, 2, 3):
            start = line.rfind(" ".join(words[-count:])) if len(words) >= count else -1
            known = self.functie_at(line, start, len(line)) if start >= 0 else None
            if known is not None and start + len(known[1]) == len(line):
                return known
        return None

    def nobody(self, pieces: Iterable[str]) -> bool:
        """Say whether a word among these makes that no human being is named."""
        return any(piece.lower() in self.geen_persoon for piece in pieces)

    def role_of(self, functie: str) -> Role:
        """Return the role of the first row that knows this function."""
        return _role(self, functie)


@lru_cache(maxsize=_KEPT)
def _row(words: Vocabulary, functie: str) -> Functie | None:
    """Return the first row that knows a function, as written."""
    return next((row for row in words.functies if row.woorden.fullmatch(functie)), None)


@lru_cache(maxsize=_KEPT)
def _role(words: Vocabulary, functie: str) -> Role:
    begins = (row for row in words.functies if row.woorden.match(functie))
    found = _row(words, functie) or next(begins, None)
    return found.role if found else Role.ONBEKEND


@lru_cache(maxsize=_KEPT)
def _given(words: Vocabulary, word: str) -> bool:
    lower = word.lower()
    if lower in words.geen_voornaam or not words.lexicon.first(word):
        return False
    return lower in words.voornaam_geen_woord or not words.lexicon.ordinary(word)


@lru_cache(maxsize=_KEPT)
def _surname(words: Vocabulary, word: str) -> bool:
    if (doubled := shapes.DOUBLED.fullmatch(word)) is not None:
        return fold(doubled["tv"]) in words.tussenvoegsels
    word = word.partition(" ")[0]
    if "-" in word:
        return words.lexicon.double(word)
    if words.lexicon.last(word):
        return not words.lexicon.ordinary(word)
    return (
        not words.lexicon.common(word) and words.achternaam_uitgang.search(fold(word)) is not None
    )


_CACHE: dict[str, Vocabulary] = {}


def of(book: Rulebook) -> Vocabulary:
    """Return the vocabulary of a rulebook."""
    if book.digest not in _CACHE:
        _CACHE.clear()
        _CACHE[book.digest] = _build(book)
    return _CACHE[book.digest]


def _build(book: Rulebook) -> Vocabulary:
    terms = partial(_terms, book)
    names = _grammar(book)
    return Vocabulary(
        grammar=names,
        lexicon=names.lexicon,
        rules=frozenset(rule.id for rule in book.rules),
        kop=patterns.label(terms("koplabels"), colon=True),
        kopstop=patterns.label(terms("kopstop"), colon=True),
        memo=patterns.memo(terms("koplabels"), terms("kopstop")),
        label=patterns.label(terms("labels_naam"), colon=False),
        inline=anchors.words(
            rf"{_BEFORE}(?<!\p{{Lu}}\.)(?!(?:\p{{Lu}}\.){{2,}}[ ])"
            rf"(?P<label>(?i:{any_of(terms('labels_in_regel'))})):?\s(?=\S)",
            terms("labels_in_regel"),
        ),
        parafen=patterns.label(terms("kolom_code"), colon=False),
        aanwezig=patterns.label(terms("aanwezig"), colon=False),
        aanwezig_erna=patterns.second(terms("aanwezig")),
        aanhef=patterns.start(terms("aanhef")),
        groet=patterns.start(terms("groet")),
        namens=patterns.namens(terms("namens")),
        actie=patterns.actie(terms("actie")),
        titel=patterns.titel(terms("titels")),
        aan_titel=regex.compile(rf",\s+(?=(?i:{any_of(terms('titels'))})\s+\p{{Lu}})"),
        achtertitel=regex.compile(rf"(?:{any_of(terms('achtertitels'))}){_AFTER}"),
        kolom_naam=_folded(terms("kolom_naam")),
        kolom_code=_folded(terms("kolom_code")),
        kolom_naamdeel=_folded(terms("kolom_naamdeel")),
        kolom_afkorting=_folded(terms("kolom_afkorting")),
        kolom_toestel=_folded(terms("kolom_toestel")),
        kolom_dienst=_folded(terms("kolom_dienst")),
        geen_rooster=_folded(terms("geen_rooster")),
        geen_code=_folded(terms("geen_code")),
        geen_naamletters=terms("geen_naamletters"),
        geen_persoon=_lowered(terms("geen_persoon")),
        geen_voornaam=_lowered(terms("geen_voornaam")),
        straat=regex.compile(rf"(?i)\p{{L}}*(?:{any_of(terms('straat_uitgangen'))})$"),
        straat_engels=terms("straat_engels"),
        naamgever=patterns.naamgever(terms("naamgevers")),
        instelling=patterns.instelling(terms("instelling_woorden")),
        instellingen=anchors.words(
            rf"{_BEFORE}(?:{patterns.begun(terms('instellingen') | terms('eponiemen'))}){_AFTER}",
            terms("instellingen") | terms("eponiemen"),
        ),
        gebouw=patterns.building(terms("instelling_woorden")),
        **offices.build(book),
        partij=patterns.partij(terms("partijen") | terms("fracties")),
        portefeuille=patterns.portefeuille(terms("portefeuilles")),
        pers=patterns.pers(terms("perscontact")),
        beside=beside.build(book.lists),
        politics=politics.build(book.lists),
        works=works.build(book.lists),
        remarks=remarks.build(book.lists),
        zaaknaam=_zaken(book, "zaaknamen"),
        zaaknamen=_zaken(book, "naamgevers_meervoud"),
        is_zaak=patterns.is_zaak(terms("is_zaak")),
        tussenvoegsels=_folded(terms("tussenvoegsels")),
        **_evidence(book),
    )


def _grammar(book: Rulebook) -> Grammar:
    """Return the grammar of names, with the names and the places that the rulebook adds."""
    every = (
        *("tussenvoegsels", "titels", "graden", "voornamen", "achternamen", "plaatsen_buiten"),
        "voornaam_geen_plaats",
    )
    tussen, titels, graden, *own = (_terms(book, name) for name in every)
    more = _terms(book, "naam_voor_van"), _terms(book, "lettergrepen")
    return grammar.build(tussen, titels, graden, lexicon.load().with_names(*own), more)


def _zaken(book: Rulebook, name: str) -> Anchored:
    """Return the pattern for one thing, or for a list of things, that bear names."""
    tussen = _terms(book, "tussenvoegsels")
    make = patterns.zaaknaam if name == "zaaknamen" else patterns.zaaknamen
    return make(_terms(book, name), tussen)


class _Evidence(TypedDict):
    speech: Speech
    departementen: frozenset[str]
    veel_voorkomend: frozenset[str]
    handelingen: frozenset[str]
    menselijk: frozenset[tuple[str, ...]]
    zegt: frozenset[tuple[str, ...]]
    gedaan: frozenset[str]
    voor_persoon: frozenset[tuple[str, ...]]
    aanwijzing: frozenset[tuple[str, ...]]
    voor_zaak: frozenset[str]
    met_persoon: frozenset[str]
    afkortingen: frozenset[str]
    geen_voorletters: frozenset[str]
    voornaam_geen_woord: frozenset[str]
    voornaam_op_plaats: frozenset[str]
    voornaam_midden: frozenset[str]
    lettergrepen: frozenset[str]
    achternaam_na_tussenvoegsel: frozenset[str]
    achternaam_woorden: frozenset[str]
    achternaam_uitgang: regex.Pattern[str]
    zaak_uitgang: regex.Pattern[str]
    woord_uitgang: regex.Pattern[str]
    functie_uitgang: regex.Pattern[str]
    roepvormen: Mapping[str, frozenset[str]]
    geroepen: frozenset[str]
    kleine_afkortingen: frozenset[str]
    kolom_account: frozenset[str]
    kolom_zaak: frozenset[str]
    koppen: frozenset[str]
    literatuur: regex.Pattern[str]
    tussenvoegsels_klein: regex.Pattern[str]
    dag_boven_berichten: frozenset[str]


def _evidence(book: Rulebook) -> _Evidence:
    terms = partial(_terms, book)
    before = terms("voor_persoon")
    return {
        "speech": speech.build(book.lists),
        "handelingen": _folded(terms("handelingen")),
        "menselijk": _phrases(terms("menselijk")),
        "zegt": _phrases(terms("zegt")),
        "gedaan": _folded(terms("gedaan")),
        "voor_persoon": _phrases(term for term in before if term[0] != "="),
        "aanwijzing": _phrases(term[1:] for term in before if term[0] == "="),
        "voor_zaak": _folded(terms("voor_zaak")),
        "met_persoon": _folded(terms("met_persoon")),
        "afkortingen": terms("afkortingen"),
        "geen_voorletters": terms("geen_voorletters"),
        "voornaam_geen_woord": _lowered(terms("voornaam_geen_woord")),
        "achternaam_na_tussenvoegsel": _lowered(terms("achternaam_na_tussenvoegsel")),
        "voornaam_midden": _lowered(terms("voornaam_midden")),
        "lettergrepen": _folded(terms("lettergrepen")),
        "voornaam_op_plaats": _lowered(terms("voornaam_op_plaats")),
        "achternaam_woorden": _lowered(terms("achternaam_woorden")),
        "achternaam_uitgang": patterns.ending(terms("achternaam_uitgangen")),
        "zaak_uitgang": patterns.ending(terms("zaak_uitgangen")),
        "woord_uitgang": patterns.ending(terms("woord_uitgangen")),
        "functie_uitgang": patterns.ending(terms("functie_uitgangen")),
        "departementen": _folded(terms("departementen")),
        "veel_voorkomend": _folded(terms("veel_voorkomend")),
        "roepvormen": (called := speech.called(book.lists)),
        "kolom_zaak": _folded(terms("kolom_zaak")),
        "koppen": _folded(t for n in book.lists if n.startswith("kolom_") for t in book.lists[n]),
        "literatuur": bibliography.heading(terms("literatuur_kop")),
        "kolom_account": _folded(terms("kolom_account")),
        "kleine_afkortingen": _lowered(terms("afkortingen")),
        "geroepen": speech.rare(called.values()),
        "tussenvoegsels_klein": regex.compile(
            rf"(?<![\p{{L}}\p{{N}}'’])(?P<tv>{any_of(terms('tussenvoegsels_klein'))})[ ]$"
        ),
        "dag_boven_berichten": terms("dag_boven_berichten"),
    }


def _terms(book: Rulebook, name: str) -> frozenset[str]:
    """Return the terms of a list; one that is not there has none."""
    return book.lists.get(name, frozenset())


def _folded(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(term) for term in terms)


def _lowered(terms: Iterable[str]) -> frozenset[str]:
    """Return the terms as they are spelled: `Vân` is no `van`."""
    return frozenset(term.lower() for term in terms)


def _phrases(terms: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(term).replace(".", "").split()) for term in terms)
