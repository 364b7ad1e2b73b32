# SPDX-License-Identifier: EUPL-1.2
"""A rulebook in, its lists and tables as compiled patterns out; compiled once per digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect import grammar
from woolak.detect.grammar import CAP, Grammar
from woolak.detect.lexicon import Lexicon, fold
from woolak.model import Role
from woolak.rulebook import Rulebook

_ABBREVIATION = 4
_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"
_LINE = r"(?:(?<=\n)|(?<=\A)|(?<=\t))[>•·*\-– \u00a0\uf0b7]*+"


@dataclass(frozen=True, slots=True)
class Functie:
    """One row of the table of functions: its role, and whether a name beside it is public."""

    role: Role
    openbaar: bool
    woorden: regex.Pattern[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The patterns and word sets that detection asks; word sets are folded."""

    grammar: Grammar = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    rules: frozenset[str]
    kop: regex.Pattern[str] = field(repr=False)
    kopstop: regex.Pattern[str] = field(repr=False)
    label: regex.Pattern[str] = field(repr=False)
    parafen: regex.Pattern[str] = field(repr=False)
    aanwezig: regex.Pattern[str] = field(repr=False)
    aanhef: regex.Pattern[str] = field(repr=False)
    groet: regex.Pattern[str] = field(repr=False)
    namens: regex.Pattern[str] = field(repr=False)
    actie: regex.Pattern[str] = field(repr=False)
    titel: regex.Pattern[str] = field(repr=False)
    aan_titel: regex.Pattern[str] = field(repr=False)
    achtertitel: regex.Pattern[str] = field(repr=False)
    kolom_naam: frozenset[str] = field(repr=False)
    kolom_code: frozenset[str] = field(repr=False)
    geen_persoon: frozenset[str] = field(repr=False)
    geen_voornaam: frozenset[str] = field(repr=False)
    straat: regex.Pattern[str] = field(repr=False)
    naamgever: regex.Pattern[str] = field(repr=False)
    instelling: regex.Pattern[str] = field(repr=False)
    instellingen: regex.Pattern[str] = field(repr=False)
    functies: tuple[Functie, ...] = field(repr=False)
    functie: regex.Pattern[str] = field(repr=False)
    ambt: regex.Pattern[str] = field(repr=False)
    ambt_voor: regex.Pattern[str] = field(repr=False)
    partij: regex.Pattern[str] = field(repr=False)
    portefeuille: regex.Pattern[str] = field(repr=False)
    politiek: regex.Pattern[str] = field(repr=False)
    lijst: dict[str, tuple[Role, str]] = field(repr=False)
    tussenvoegsels: frozenset[str] = field(repr=False)
    handelingen: frozenset[str] = field(repr=False)

    def functie_at(self, text: str, start: int, end: int) -> tuple[Role, str, bool] | None:
        """Return (role, function as written, public) of the function that begins at `start`."""
        found = self.functie.match(text, start, end)
        if found is None:
            return None
        for row in self.functies:
            if row.woorden.fullmatch(found[0].strip()):
                return row.role, found[0].strip(), row.openbaar
        return None

    def role_of(self, functie: str) -> Role:
        """Return the role of the first row that knows this function."""
        found = next((f for f in self.functies if f.woorden.match(functie)), None)
        return found.role if found else Role.ONBEKEND


_CACHE: dict[str, Vocabulary] = {}


def of(book: Rulebook) -> Vocabulary:
    """Return the vocabulary of a rulebook."""
    if book.digest not in _CACHE:
        _CACHE.clear()
        _CACHE[book.digest] = _build(book)
    return _CACHE[book.digest]


def _build(book: Rulebook) -> Vocabulary:
    def terms(name: str) -> frozenset[str]:
        return book.lists.get(name, frozenset())

    names = grammar.build(terms("tussenvoegsels"), terms("titels"), terms("graden"))
    rows = book.tabel("functies")
    return Vocabulary(
        grammar=names,
        lexicon=names.lexicon,
        rules=frozenset(rule.id for rule in book.rules),
        kop=_label(terms("koplabels"), colon=True),
        kopstop=_label(terms("kopstop"), colon=True),
        label=_label(terms("labels_naam"), colon=False),
        parafen=_label(terms("kolom_code"), colon=False),
        aanwezig=_label(terms("aanwezig"), colon=False),
        aanhef=_start(terms("aanhef")),
        groet=_start(terms("groet")),
        namens=regex.compile(
            rf"(?:{_LINE}|(?<=,\s))(?P<label>(?i:{grammar.words(terms('namens'))})){_AFTER}"
        ),
        actie=_actie(terms("actie")),
        titel=_titel(terms("titels")),
        aan_titel=regex.compile(rf",\s+(?=(?i:{grammar.words(terms('titels'))})\s+\p{{Lu}})"),
        achtertitel=regex.compile(rf"(?:{grammar.words(terms('achtertitels'))}){_AFTER}"),
        kolom_naam=_folded(terms("kolom_naam")),
        kolom_code=_folded(terms("kolom_code")),
        geen_persoon=_folded(terms("geen_persoon")),
        geen_voornaam=_folded(terms("geen_voornaam")),
        straat=regex.compile(rf"(?i)\p{{L}}*(?:{grammar.words(terms('straat_uitgangen'))})$"),
        naamgever=_naamgever(terms("naamgevers")),
        instelling=_instelling(terms("instelling_woorden")),
        instellingen=regex.compile(
            rf"{_BEFORE}(?:{grammar.words(terms('instellingen') | terms('eponiemen'))}){_AFTER}"
        ),
        functies=tuple(_functie(row) for row in rows),
        functie=_any(rows, "woorden"),
        ambt=_any([row for row in rows if row["openbaar"] == "ja"], "woorden"),
        ambt_voor=_any([row for row in rows if row["openbaar"] == "ja"], "voor"),
        partij=regex.compile(
            rf"\s?\((?:{grammar.words(terms('partijen'))})(?:[,/ ][^()\n]{{0,20}})?\)"
        ),
        portefeuille=regex.compile(
            rf"\s+(?:van|voor|for|of)\s+(?:(?:het|de|the)\s+)?"
            rf"(?i:{grammar.words(terms('portefeuilles'))}){_AFTER}"
        ),
        politiek=regex.compile(rf"{_BEFORE}(?:{grammar.words(terms('politiek'))}){_AFTER}"),
        lijst=_lijst(book),
        tussenvoegsels=_folded(terms("tussenvoegsels")),
        handelingen=_folded(terms("handelingen")),
    )


def _folded(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(term) for term in terms)


def _label(terms: Iterable[str], *, colon: bool) -> regex.Pattern[str]:
    """Compile a label at the start of a line or cell: `label:`, or the label alone in its cell."""
    bare = {term.rstrip(":") for term in terms}
    note = r"(?:\s?\([^()\n]{1,40}\))?"
    end = rf"{note}\s*:" if colon else rf"{note}\s*(?::|(?=\t|\n|\Z))"
    return regex.compile(rf"{_LINE}(?P<label>(?i:{grammar.words(bare)})){end}")


def _start(terms: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"{_LINE}(?P<label>(?i:{grammar.words(terms)}))(?![\p{{L}}\p{{M}}])")


def _actie(terms: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(
        rf"{_BEFORE}(?P<label>(?i:{grammar.words(terms)}))(?:\s+\d+)?(?:\s*[:>→]\s*|(?<=\(actie)\s+)"
    )


def _titel(terms: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"{_BEFORE}(?:(?i:{grammar.words(terms)})){_AFTER}(?=[\s/])")


def _naamgever(terms: Iterable[str]) -> regex.Pattern[str]:
    tv = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en)\s+){0,2}"
    return regex.compile(
        rf"(?i:{_BEFORE}(?:{grammar.words(terms)}))[- ]{tv}{CAP}(?:[-/ ]{tv}{CAP}){{0,3}}"
    )


def _instelling(terms: Iterable[str]) -> regex.Pattern[str]:
    """Compile what follows the name of an institution: a capital or a hyphen sets it apart."""
    kinds = rf"(?i:{grammar.words(terms)})\.?{_AFTER}"
    return regex.compile(rf"\s+&\s|-{kinds}|\s(?=\p{{Lu}}){kinds}")


def _functie(row: Mapping[str, object]) -> Functie:
    woorden = [*_listed(row, "woorden"), *_listed(row, "voor")]
    pattern = regex.compile(rf"(?:{grammar.words(woorden)})", regex.IGNORECASE)
    return Functie(Role(str(row["role"])), row["openbaar"] == "ja", pattern)


def _listed(row: Mapping[str, object], key: str) -> list[str]:
    value = row.get(key, ())
    return list(value) if isinstance(value, (list, tuple)) else []


def _any(rows: Iterable[Mapping[str, object]], key: str) -> regex.Pattern[str]:
    """Compile all words of the table; an abbreviation (SG, DG) keeps its capitals."""
    every = [word for row in rows for word in _listed(row, key)]
    exact = {w for w in every if w.isupper() or (len(w) <= _ABBREVIATION and not w.islower())}
    loose = set(every) - exact
    pattern = rf"(?:(?i:{grammar.words(loose)})|(?:{grammar.words(exact) or '(?!)'}))"
    return regex.compile(rf"{_BEFORE}{pattern}{_AFTER}")


def _lijst(book: Rulebook) -> dict[str, tuple[Role, str]]:
    """Return the folded full names of the lists of office holders, each with role and function."""
    found: dict[str, tuple[Role, str]] = {}
    for stem, role, functie in (
        ("historisch", Role.HISTORISCH, ""),
        ("kamerleden", Role.VOLKSVERTEGENWOORDIGER, "lid van de Staten-Generaal"),
        ("bewindspersonen", Role.BEWINDSPERSOON, "(oud-)bewindspersoon"),
    ):
        for line in book.lists.get(stem, frozenset()):
            for name in line.split(";")[0].split("="):
                found[fold(" ".join(name.split()))] = (role, functie)
    return found
