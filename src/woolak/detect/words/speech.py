# SPDX-License-Identifier: EUPL-1.2
"""The lists of how people speak to and of each other in; the patterns that ask for them out.

`thx bas`, `kan sjoerd dat doen`, `actie TB`: a word without a capital, a vocative and letters are
names by what stands directly before or behind them. A list that is not there matches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import alternatives, anchors
from woolak.detect.matching.anchors import Anchored
from woolak.detect.words import lexicon
from woolak.detect.words.lexicon import fold

_BEFORE = r"(?<!\p{L})"
_AFTER = r"(?!\p{L})"
_EVERYWHERE = 20_000
_Lists = Mapping[str, frozenset[str]]
_Pattern = regex.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What ends directly before a name, or begins directly behind it; and sets of such words."""

    leidt_klein: _Pattern = field(repr=False)
    begroet: _Pattern = field(repr=False)
    begint_vraag: _Pattern = field(repr=False)
    in_vraag: _Pattern = field(repr=False)
    begint_zin: _Pattern = field(repr=False)
    begint_klein: _Pattern = field(repr=False)
    gevraagd: _Pattern = field(repr=False)
    aangesproken: _Pattern = field(repr=False)
    antwoordt: _Pattern = field(repr=False)
    plaats_doet: _Pattern = field(repr=False)
    voor_plaats: _Pattern = field(repr=False)
    op_reis: _Pattern = field(repr=False)
    geval_van: _Pattern = field(repr=False)
    bericht: _Pattern = field(repr=False)
    voor_code: _Pattern = field(repr=False)
    label_code: _Pattern = field(repr=False)
    voor_letter: _Pattern = field(repr=False)
    vraagt_of_dankt: _Pattern = field(repr=False)
    verwant: Anchored = field(repr=False)
    genummerd: _Pattern = field(repr=False)
    van_iemand: _Pattern = field(repr=False)
    meldt_aan: _Pattern = field(repr=False)
    zelf: _Pattern = field(repr=False)
    apart: _Pattern = field(repr=False)
    meldt: frozenset[str] = field(repr=False)
    hulpwerkwoorden: frozenset[str] = field(repr=False)
    tussen: frozenset[str] = field(repr=False)
    uitdrukkingen: frozenset[str] = field(repr=False)
    bij_iemand: frozenset[str] = field(repr=False)
    tussendoor: frozenset[str] = field(repr=False)
    engels: frozenset[str] = field(repr=False)
    in_plaatsen: frozenset[str] = field(repr=False)
    van_plaatsen: frozenset[str] = field(repr=False)


def build(lists: _Lists) -> Speech:
    """Compile the lists of a rulebook on how people speak to and of each other."""

    def any_of(*names: str) -> str:
        return f"(?:{alternatives.any_of(_terms(lists, *names))})"

    vocative = rf"{any_of('aangesproken')}[ ]{any_of('aangesproken_wie')}"
    whom = any_of("aangesproken_wie", "gevraagd_wie")
    does = any_of("hulpwerkwoorden", "begint_zin")
    told, when = any_of("meldt_aan"), any_of("meldt_aan_wanneer")
    return Speech(
        leidt_klein=_led(any_of("leidt_klein"), "[ ,.!]{1,2}"),
        begroet=_led(any_of("begroet"), "[ ,]{1,2}"),
        begint_vraag=_led(any_of("hulpwerkwoorden", "begint_vraag")),
        in_vraag=_behind(any_of("in_vraag")),
        begint_zin=_behind(does),
        begint_klein=regex.compile(rf"[\n:.!?][ ]?{any_of('begint_klein')}{_AFTER}"),
        gevraagd=_behind(rf"{any_of('aangesproken', 'gevraagd')}[ ]{whom}", "[ ,]{1,2}"),
        aangesproken=regex.compile(rf"(?i),[ \n]{vocative}{_AFTER}"),
        antwoordt=_led(any_of("antwoordt")),
        plaats_doet=_behind(any_of("plaats_doet"), gap=r"[ \n]"),
        voor_plaats=_led(any_of("voor_plaats")),
        op_reis=_led(any_of("op_reis")),
        bericht=regex.compile(
            rf"(?i){_BEFORE}{any_of('in_bericht')}{_AFTER}[^.!?\n]{{0,80}}[.!?][ \n]$"
        ),
        geval_van=_led(any_of("geval_van"), "[ \n]?"),
        voor_code=_led(any_of("voor_code"), "[.:]?"),
        label_code=_led(any_of("label_code"), "[.:]?"),
        voor_letter=regex.compile(rf"(?<!\p{{L}})(?i:{any_of('voor_letter')})[ ]$"),
        vraagt_of_dankt=regex.compile(rf"(?i)(?:^|[.!?:\n][ ]?){any_of('vraagt_of_dankt')}[ ]$"),
        verwant=anchors.words(
            rf"{_BEFORE}(?i:{any_of('bezittelijk')}[ ](?:\p{{L}}{{3,}}[ ])?"
            rf"{any_of('verwant')}){_AFTER}",
            lists.get("bezittelijk", frozenset()),
        ),
        genummerd=_led(any_of("genummerd")),
        van_iemand=_behind(rf"(?i:{any_of('van_iemand')}[ ](?:ik|wij|we))"),
        meldt_aan=_led(rf"(?:(?:ik|we|wij|jij|je)\s{told}(?:\s{when})?|net)", r"\s"),
        zelf=regex.compile(rf"(?i)[ ]?:[ ]{any_of('zelf')}{_AFTER}"),
        apart=_behind(f"(?:{does}|die)", ", "),
        meldt=_terms(lists, "meldt_aan", "meldt_aan_wanneer"),
        hulpwerkwoorden=_terms(lists, "hulpwerkwoorden"),
        tussen=_terms(lists, "tussen_wie_en_wat"),
        uitdrukkingen=_terms(lists, "uitdrukkingen"),
        bij_iemand=_terms(lists, "bij_iemand"),
        tussendoor=_terms(lists, "tussendoor"),
        engels=_terms(lists, "engels_klein"),
        in_plaatsen=_terms(lists, "rij_plaatsen"),
        van_plaatsen=_terms(lists, "rij_van_plaatsen"),
    )


def _terms(lists: _Lists, *names: str) -> frozenset[str]:
    return frozenset().union(*(lists.get(name, frozenset()) for name in names))


def _led(pattern: str, gap: str = "[ ]") -> _Pattern:
    """Compile what stands before a name, in any capitals, with the `gap` between."""
    return regex.compile(rf"(?i){_BEFORE}{pattern}{gap}$")


def _behind(pattern: str, gap: str = "[ ]") -> _Pattern:
    return regex.compile(rf"{gap}{pattern}{_AFTER}")


def called(lists: _Lists) -> dict[str, frozenset[str]]:
    """Return the short forms of each first name, all folded, from lines as `jacob: jaap, ko`.

    Names that differ in their accents only share theirs.
    """
    found: dict[str, frozenset[str]] = {}
    for line in sorted(_terms(lists, "roepvormen")):
        name, _, shorts = line.partition(":")
        key = fold(name.strip())
        known = found.get(key, frozenset())
        found[key] = known | {fold(short.strip()) for short in shorts.split(",")}
    return found


def rare(shorts: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the short forms of first names that are no words that stand in every text."""
    return frozenset(nick for nick in frozenset().union(*shorts) if _seldom(nick))


def _seldom(word: str) -> bool:
    return lexicon.load().woorden.get(word, 0) < _EVERYWHERE
