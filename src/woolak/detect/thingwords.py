# SPDX-License-Identifier: EUPL-1.2
"""The lists of what bears a name and is no human being in; the patterns that find its name out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from woolak.detect import anchors, grammar
from woolak.detect.anchors import Anchored
from woolak.detect.lexicon import fold

_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"
_QUOTE = r"['‘’“”\"„]?"
_ENDS = rf"{_AFTER}(?![ -]\p{{Lu}}|-)"
ONE = rf"(?<![\p{{L}}\p{{N}}])(?:Van |De |Den )?\p{{Lu}}[\p{{L}}\p{{M}}'’]+(?:-\p{{L}}+)*{_ENDS}"
"""The name of a thing: one word with a capital."""
MANY = rf"{ONE}(?:(?:, (?:en )?| en | of |/|, alsmede ){ONE}){{0,11}}"


@dataclass(frozen=True, slots=True, eq=False)
class ThingWords:
    """Patterns that say of a word with a capital that it is a thing's name; group `who` holds it.

    `sure` says so by itself, `hints` (words before and behind a name) only together.
    `called` are the words for what bears a name, `headings` those of columns of names; folded.
    """

    sure: tuple[Anchored, ...] = field(repr=False)
    hints: tuple[Anchored, ...] = field(repr=False)
    called: frozenset[str] = field(repr=False)
    headings: frozenset[str] = field(repr=False)


def thing_words(lists: Mapping[str, frozenset[str]]) -> ThingWords:
    """Compile the lists of a rulebook on what bears a name."""

    def terms(name: str) -> frozenset[str]:
        return lists.get(name, frozenset())

    systems, several = terms("zaak_heet"), terms("zaken_heten")
    called = systems | several
    behind = rf"{_BEFORE}(?i:{grammar.words(called)}){_AFTER}"
    told = (
        rf"(?<=(?P<who>{MANY})(?: \(|, (?:een|de|het|onze|ons) | (?:is|zijn|was|waren|wordt) "
        rf"(?:een |de |het |onze |twee |drie )?)(?:\p{{Ll}}[\p{{L}}-]* ){{0,2}}){behind}"
    )
    named = (
        rf"{behind}(?:,? (?:genaamd|geheten|genoemd|heet|heten|met de namen?)|"
        rf" (?:\p{{Ll}}+ ){{0,3}}\p{{Ll}}+:) {_QUOTE}(?P<who>{MANY})"
    )
    near = rf"(?i:{grammar.words(terms('zaak_bij'))})"
    leads = rf"{_BEFORE}{near}(?: (?:van|naar|met|op|tussen|uit|voor))? {_QUOTE}(?P<who>{MANY})"
    does = rf"(?<=(?P<who>{MANY}){_QUOTE} ){_BEFORE}(?:{grammar.words(terms('zaak_doet'))}){_AFTER}"
    return ThingWords(
        (anchors.words(told, called), anchors.words(named, called)),
        (anchors.words(leads, terms("zaak_bij")), anchors.words(does, terms("zaak_doet"))),
        frozenset(fold(term) for term in systems),
        frozenset(fold(term) for term in terms("kolom_zaaknaam")),
    )
