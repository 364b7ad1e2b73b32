# SPDX-License-Identifier: EUPL-1.2
"""The codebook of grounds: chapter 5 of the Wet open overheid as one table, and rules between them.

Codes are stored as `5.1.2e`, shown in a box as `5.1.2.e` and written out in running text. Labels
follow the production report of the VWS platform, where `dubbel` passes but is no ground. Codes of
the Wob, which the Woo replaced on 1 May 2022, are read and never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from woolak.errors import UnknownGround
from woolak.model import Kind

_EVERY = frozenset(Kind)
_CONTENT = frozenset({Kind.OTHER, Kind.IMAGE})
_BUSINESS = _CONTENT | {Kind.IBAN, Kind.ID_NUMBER}
_NUMBERS = frozenset({Kind.BSN, Kind.ID_NUMBER, Kind.OTHER})
_SPECIAL = frozenset({Kind.HEALTH, Kind.SPECIAL_CATEGORY, Kind.IMAGE, Kind.OTHER})
_REACHED = _CONTENT | {Kind.PHONE, Kind.EMAIL, Kind.ACCOUNT, Kind.ADDRESS, Kind.LICENSE_PLATE}


@dataclass(frozen=True, slots=True)
class Grond:
    """A ground for refusal.

    `absoluut`: no weighing; `belang`: the interest it protects, in a sentence after "het belang
    van"; `kinds`: what it may be used for; `persoonlijk`: it may carry personal data.
    """

    code: str
    box: str
    citation: str
    label: str
    absoluut: bool
    belang: str
    kinds: frozenset[Kind]
    persoonlijk: bool = False

    @property
    def short(self) -> str:
        """Return the label as it stands inside a sentence."""
        return self.label[0].lower() + self.label[1:]


_LID = {"1": "eerste", "2": "tweede"}


def _onder(code: str, label: str, belang: str, kinds: frozenset[Kind] = _CONTENT) -> Grond:
    lid, letter = code[4], code[5]
    citation = f"artikel 5.1, {_LID[lid]} lid, aanhef en onder {letter}, Woo"
    box, personal = f"5.1.{lid}.{letter}", code in _PERSONAL
    return Grond(code, box, citation, label, lid == "1", belang, kinds, personal)


def _heel(code: str, lid: str, label: str, belang: str, kinds: frozenset[Kind]) -> Grond:
    article = "5.1" if code.startswith("5.1") else code
    return Grond(code, code, f"artikel {article}, {lid} lid, Woo", label, False, belang, kinds)


_PERSONAL = frozenset({"5.1.1d", "5.1.1e", "5.1.2e"})
_TABLE = (
    _onder("5.1.1a", "Eenheid van de Kroon", "de eenheid van de Kroon"),
    _onder("5.1.1b", "Veiligheid van de Staat", "de veiligheid van de Staat", _EVERY - {Kind.BSN}),
    _onder(
        "5.1.1c",
        "Vertrouwelijk verstrekte bedrijfs- of fabricagegegevens",
        "bedrijven die gegevens vertrouwelijk aan de overheid meedelen",
        _BUSINESS,
    ),
    _onder(
        "5.1.1d",
        "Bijzondere en strafrechtelijke persoonsgegevens",
        "de bescherming van bijzondere en strafrechtelijke persoonsgegevens",
        _SPECIAL,
    ),
    _onder(
        "5.1.1e",
        "Nationale identificatienummers",
        "de bescherming van wettelijke identificatienummers",
        _NUMBERS,
    ),
    _onder(
        "5.1.2a",
        "Internationale betrekkingen",
        "de betrekkingen van Nederland met andere landen en internationale organisaties",
    ),
    _onder(
        "5.1.2b",
        "Economische of financiële belangen van de Staat",
        "de economische of financiële positie van de Staat en andere overheden",
        _BUSINESS,
    ),
    _onder(
        "5.1.2c",
        "Opsporing en vervolging van strafbare feiten",
        "de opsporing en vervolging van strafbare feiten",
        _EVERY - {Kind.BSN},
    ),
    _onder(
        "5.1.2d",
        "Inspectie, controle en toezicht",
        "inspectie, controle en toezicht door bestuursorganen",
    ),
    _onder(
        "5.1.2e",
        "Eerbiediging van de persoonlijke levenssfeer",
        "de eerbiediging van de persoonlijke levenssfeer",
        _EVERY - {Kind.BSN},
    ),
    _onder(
        "5.1.2f",
        "Andere concurrentiegevoelige bedrijfs- en fabricagegegevens",
        "bedrijven bij de bescherming van concurrentiegevoelige gegevens",
        _BUSINESS,
    ),
    _onder(
        "5.1.2g",
        "Bescherming van het milieu waarop de informatie betrekking heeft",
        "de bescherming van het milieu waarop de informatie betrekking heeft",
    ),
    _onder(
        "5.1.2h",
        "Beveiliging van personen en bedrijven en voorkomen van sabotage",
        "de beveiliging van personen en bedrijven en het voorkomen van sabotage",
        _EVERY - {Kind.BSN},
    ),
    _onder(
        "5.1.2i",
        "Goed functioneren van de Staat en andere overheden",
        "het goed functioneren van de Staat en andere overheden",
        _REACHED,
    ),
    _heel(
        "5.1.5",
        "vijfde",
        "Onevenredige benadeling",
        "het voorkomen van onevenredige benadeling",
        _EVERY - {Kind.BSN},
    ),
    _heel(
        "5.2",
        "eerste",
        "Persoonlijke beleidsopvattingen",
        "vertrouwelijk intern beraad",
        _CONTENT,
    ),
    _heel(
        "5.4",
        "eerste",
        "Informatie bij de formateur",
        "een vertrouwelijke formatie",
        _CONTENT,
    ),
)

GRONDEN: dict[str, Grond] = {grond.code: grond for grond in _TABLE}

OTHER_REASONS: dict[str, str] = {
    "dubbel": "Beoordeeld in een ander document",
    "buiten reikwijdte": "Valt buiten de reikwijdte van het verzoek",
    "bijzondere regeling": "Een bijzondere regeling gaat voor (bijlage bij artikel 8.8 Woo)",
}
"""Reasons that are no ground of chapter 5: never in a list of grounds."""

WOB: dict[str, str] = {
    **{f"10.1{letter}": f"5.1.1{letter}" for letter in "abcd"},
    **{f"10.2{letter}": f"5.1.2{letter}" for letter in "abcde"},
    "10.2g": "5.1.5",
    "11.1": "5.2",
}
"""Grounds of the Wob, each with the one of the Woo that came in its place."""

LID_1 = frozenset(code for code in GRONDEN if code.startswith("5.1.1"))
LID_2 = frozenset(code for code in GRONDEN if code.startswith("5.1.2"))


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule about grounds: it bears on `gronden`, and forbids them beside any of `niet_met`.

    `op_verzoek`: only for a decision on a request. `regel` is the Dutch sentence.
    """

    id: str
    gronden: frozenset[str]
    regel: str
    source: str
    niet_met: frozenset[str] = frozenset()
    op_verzoek: bool = False


NIET_SAMEN = Regel(
    "G3",
    frozenset({"5.1.5"}),
    "Het vijfde lid geldt niet voor informatie die onder het eerste of tweede lid valt.",
    "artikel 5.1, vijfde lid, Woo",
    niet_met=LID_1 | LID_2,
)
MOTIVEREN = Regel(
    "G8",
    LID_2,
    "Een weigering op grond van het tweede lid wordt uitdrukkelijk gemotiveerd.",
    "artikel 5.1, derde lid, Woo",
)
OUDER_DAN_VIJF_JAAR = Regel(
    "G7",
    LID_2 | {"5.1.5", "5.2"},
    "Bij informatie ouder dan vijf jaar staat er waarom het belang nog steeds zwaarder weegt.",
    "artikel 5.3 Woo",
    op_verzoek=True,
)
EMISSIES = Regel(
    "G9",
    LID_1 | LID_2,
    "Voor milieu-informatie over emissies gelden het eerste en tweede lid niet.",
    "artikel 5.1, zevende lid, Woo",
)
FORMATIE = Regel(
    "G6",
    frozenset({"5.4"}),
    "Deze grond is alleen voor informatie die bij de formateur berust.",
    "artikel 5.4 Woo",
)
REGELS = (NIET_SAMEN, FORMATIE, OUDER_DAN_VIJF_JAAR, MOTIVEREN, EMISSIES)


def rank(code: str | None) -> int:
    """Return how strong a ground is, 0 the strongest: absolute ones first, then as in the law."""
    ordered = sorted(GRONDEN.values(), key=lambda grond: not grond.absoluut)
    codes = [grond.code for grond in ordered]
    return codes.index(code) if code in codes else len(codes)


def strongest(one: str | None, other: str | None) -> str | None:
    """Return the stronger of two grounds, either of which may be absent."""
    return min(one, other, key=rank)


def clash(codes: Iterable[str]) -> Regel | None:
    """Return the rule that forbids these grounds for one piece of information, if there is one."""
    used = frozenset(codes)
    for rule in REGELS:
        if used & rule.gronden and used & rule.niet_met:
            return rule
    return None


_ORDINAL = re.compile(r"\b([125])e(?= lid)")
_PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]+|_")
_NUMBER_WORDS = {"eerste": "1", "tweede": "2", "vijfde": "5"}
_FILLERS = frozenset(
    [
        "artikel",
        "artikelen",
        "art",
        "aanhef",
        "en",
        "onder",
        "sub",
        "onderdeel",
        "letter",
        "lid",
        "van",
        "de",
        "het",
        "wet",
        "open",
        "overheid",
        "openbaarheid",
        "bestuur",
        "woo",
        "wob",
    ]
)
_MARKS = frozenset(".,:()-–")
_REASONS = {
    "dubbel": ("dubbel", "duplicaat", "doublure"),
    "buiten reikwijdte": (
        *("buiten reikwijdte", "buiten reikwijdte verzoek", "buiten de reikwijdte van het verzoek"),
        *("buiten verzoek", "br", "br verzoek", "niet onder verzoek"),
    ),
    "bijzondere regeling": ("bijzondere regeling", "buiten woo, bijzondere regeling", "8.8"),
}


def parse(spelling: str) -> Grond:
    """Return the ground that a spelling found in practice means.

    Raises UnknownGround for anything else, among them Wob codes (10.2.e) and the ambiguous `5.1.e`.
    """
    parts = _parts(spelling)
    if parts[2:3] == ["5"] or parts[:2] in (["5", "2"], ["5", "4"]):
        whole = {("5", "1", "5"): "5.1.5", ("5", "2"): "5.2", ("5", "2", "1"): "5.2"}
        whole |= {("5", "4"): "5.4", ("5", "4", "1"): "5.4"}
        code = whole.get(tuple(parts), "")
    else:
        code = ".".join(parts[:-1]) + parts[-1] if len(parts) == _WITH_LETTER else ""
    if code not in GRONDEN:
        raise UnknownGround(spelling, WOB.get(wob(spelling) or "", ""))
    return GRONDEN[code]


_WITH_LETTER = 4


def wob(spelling: str) -> str | None:
    """Return the ground of the Wob (`10.2e`) that a spelling means, None when it is none."""
    parts = _parts(spelling)
    if parts == ["11"]:
        return "11.1"
    code = "11.1" if parts == ["11", "1"] else ".".join(parts[:2]) + "".join(parts[2:])
    return code if code in WOB else None


def reason(spelling: str) -> str | None:
    """Return the reason outside chapter 5 (a key of OTHER_REASONS) that a spelling means."""
    plain = " ".join(spelling.casefold().split()).rstrip(".")
    return next((name for name, known in _REASONS.items() if plain in known), None)


def _parts(spelling: str) -> list[str]:
    """Return the numbers and letters of a spelling without its words; empty when it has others."""
    text = _ORDINAL.sub(r"\1", " ".join(spelling.casefold().split()))
    parts: list[str] = []
    for piece in _PIECE.findall(text):
        part = _NUMBER_WORDS.get(piece, piece)
        if part.isdigit() or (part.isalpha() and len(part) == 1):
            parts.append(part)
        elif part not in _FILLERS and not set(part) <= _MARKS:
            return []
    return parts
