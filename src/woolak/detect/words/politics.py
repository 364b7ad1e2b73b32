# SPDX-License-Identifier: EUPL-1.2
"""A rulebook's lists of office holders in; who bears which name, and words of politics, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import alternatives, anchors
from woolak.detect.matching.anchors import Anchored
from woolak.detect.words import assemblies
from woolak.detect.words.assemblies import Assemblies
from woolak.detect.words.lexicon import fold
from woolak.model import Role

_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"
_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_AT = r"[ \n](?:van|bij)[ \n](?:(?:de|het|onze|mijn|haar|zijn|die)[ \n])?"
"""Between a name and the unit where somebody works."""
_ROWS = (
    ("historisch", Role.HISTORISCH, ""),
    ("topambtenaren", Role.TOP_AMBTENAAR, "topambtenaar"),
    ("oudbewindspersonen", Role.BEWINDSPERSOON, "(oud-)bewindspersoon"),
    ("bestuurders", Role.BESTUURDER, "bestuurder"),
    ("buitenlands", Role.BESTUURDER, "buitenlands of Europees ambtsdrager"),
    ("europarlement", Role.VOLKSVERTEGENWOORDIGER, "lid van het Europees Parlement"),
    ("kamerleden", Role.VOLKSVERTEGENWOORDIGER, "lid van de Staten-Generaal"),
    ("bewindspersonen", Role.BEWINDSPERSOON, "(oud-)bewindspersoon"),
)
"""The lists of office holders, the strongest role last."""
_BY_SURNAME = frozenset(stem for stem, *_ in _ROWS) - {"historisch", "topambtenaren"}
"""The lists of those whom papers on politics call by their surname alone."""
_SMALL = frozenset(
    ["van", "de", "den", "der", "het", "'t", "ten", "ter", "te", "in", "op", "von", "el", "al"]
)
"""The tussenvoegsels of those on the lists."""

Listed = Mapping[str, tuple[Role, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Politics:
    """Role and function of office holders by full name and by surname, and words of politics.

    Names are folded; a surname has its tussenvoegsel, and half a double one counts as well.
    `ambtsnamen` are the last words of the names on the lists. `zeker` finds a word that is said of
    parliament and government only, `opvolging` what ends directly before who held the office
    earlier or later, `naamgever` what begins directly before whom a commission is named after,
    `aan_kamer` what a letter to parliament says, `kolom` the quoted heading of a column of members,
    `vergadering` what stands before the people of an assembly, `dienst` what ends before the office
    of whom somebody works for, `raadsstuk` what a proposal to a council is called, `fractie` a
    party that people speak for,
    `afdeling` where civil servants work, behind or before a name. `ambtsdrager` ends before the
    surname of who holds office, `buitenland` before that of who holds one abroad, `wordt` stands
    between a name and the office that he gets or held, `meervoud` ends an office of several,
    `huislid` says of which body inside a house the members named before it are.
    """

    lijst: Listed = field(repr=False)
    achternamen: Listed = field(repr=False)
    ambtsnamen: frozenset[str] = field(repr=False)
    denkers: frozenset[str] = field(repr=False)
    woorden: regex.Pattern[str] = field(repr=False)
    zeker: regex.Pattern[str] = field(repr=False)
    opvolging: regex.Pattern[str] = field(repr=False)
    naamgever: regex.Pattern[str] = field(repr=False)
    aan_kamer: regex.Pattern[str] = field(repr=False)
    kolom: regex.Pattern[str] = field(repr=False)
    dienst: regex.Pattern[str] = field(repr=False)
    raadsstuk: Anchored = field(repr=False)
    fractie: Anchored = field(repr=False)
    afdeling: regex.Pattern[str] = field(repr=False)
    ambtsdrager: regex.Pattern[str] = field(repr=False)
    buitenland: regex.Pattern[str] = field(repr=False)
    wordt: regex.Pattern[str] = field(repr=False)
    meervoud: regex.Pattern[str] = field(repr=False)
    huislid: regex.Pattern[str] = field(repr=False)
    vergadering: Assemblies = field(repr=False)


def build(lists: Mapping[str, frozenset[str]]) -> Politics:
    """Compile the lists of a rulebook on office holders and on politics."""

    def any_of(name: str) -> str:
        return alternatives.any_of(lists.get(name, frozenset())) or "(?!)"

    return Politics(
        lijst={name: told for _, name, told in _listed(lists)},
        achternamen={
            last: told for stem, name, told in _listed(lists) for last in _lasts(stem, name)
        },
        ambtsnamen=frozenset(name.split()[-1] for _, name, _ in _listed(lists)),
        denkers=frozenset(fold(name) for name in lists.get("denkers", frozenset())),
        woorden=regex.compile(rf"{_BEFORE}(?:{any_of('politiek')}){_AFTER}"),
        zeker=regex.compile(rf"{_BEFORE}(?:{_with_capitals(lists)}){_AFTER}"),
        opvolging=regex.compile(rf"{_BEFORE}(?i:{any_of('opvolging')})\s$"),
        naamgever=regex.compile(rf"(?i:{any_of('naamgevers_openbaar')})[- ]"),
        aan_kamer=regex.compile(rf"{_BEFORE}(?:{any_of('aan_de_kamer')}){_AFTER}"),
        kolom=regex.compile(rf"'(?i:{any_of('kolom_kamerlid')})'"),
        dienst=regex.compile(rf"{_BEFORE}(?i:{any_of('in_dienst')})$"),
        raadsstuk=anchors.words(
            rf"{_BEFORE}(?i:{any_of('raadsstukken')}){_AFTER}",
            lists.get("raadsstukken", frozenset()),
        ),
        fractie=anchors.words(
            rf"{_BEFORE}(?:{any_of('fracties')})(?![\p{{L}}\p{{N}}-])",
            lists.get("fracties", frozenset()),
        ),
        afdeling=regex.compile(rf"{_AT}(?:{any_of('afdelingen')}){_AFTER}"),
        ambtsdrager=regex.compile(rf"(?<!\p{{L}}){any_of('voor_ambtsdrager')} $"),
        buitenland=regex.compile(rf"(?<!\p{{L}})(?i:{any_of('voor_buitenlands')}) $"),
        wordt=_becomes(lists),
        meervoud=regex.compile(rf"(?i:{any_of('ambt_van_meer')})$"),
        huislid=regex.compile(
            rf"[ \n](?:van|uit|in|namens)[ \n](?:(?:de|het|onze|die|deze)[ \n])?"
            rf"(?i:{any_of('lid_van_huis')}){_AFTER}"
        ),
        vergadering=assemblies.build(lists),
    )


def _becomes(lists: Mapping[str, frozenset[str]]) -> regex.Pattern[str]:
    """Compile what stands before an office: `wordt per 1 mei 2020 benoemd tot`, `(toenmalig`."""
    between = alternatives.any_of(lists.get("ambt_wordt", frozenset()))
    then = alternatives.any_of(lists.get("ambt_toen", frozenset()), stars=True)
    return regex.compile(
        r"(?:\s\([^()\n]{1,30}\))?\s(?:wordt|werd|is|was|blijft)\s"
        rf"(?:(?:{between}|\d{{1,2}}|\d{{4}})\s){{0,8}}$|\s\((?:{then}\s){{1,2}}$"
    )


def _with_capitals(lists: Mapping[str, frozenset[str]]) -> str:
    """Return the sure words of politics, in the capitals of a heading as well."""
    every = lists.get("politiek_zeker", frozenset())
    headed = {form for term in every if term.islower() for form in (term.upper(), term.title())}
    return alternatives.any_of(every | headed) or "(?!)"


def _listed(
    lists: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, str, tuple[Role, str]]]:
    """Yield (list, folded name, role and function) for each way in which a name is written."""
    for stem, role, functie in _ROWS:
        for line in sorted(lists.get(stem, frozenset())):
            for name in line.split(";")[0].split("="):
                yield stem, fold(" ".join(name.split())), (role, functie)


def _lasts(stem: str, name: str) -> Iterator[str]:
    """Yield the surname in a folded full name, and the first half of a double one."""
    if stem not in _BY_SURNAME:
        return
    pieces = name.split()
    small = next((at for at, piece in enumerate(pieces[1:], 1) if piece in _SMALL), 0)
    initialled = "." in pieces[0]
    last = " ".join(pieces[1:] if initialled else pieces[small:] if small else pieces[-1:])
    yield last
    if "-" in last:
        yield last.split("-")[0]
