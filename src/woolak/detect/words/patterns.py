# SPDX-License-Identifier: EUPL-1.2
"""Lists of words of the rulebook in; the compiled patterns that detection looks for out."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import BULLETS, Anchored
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP

_LONG_STEM = 7
"""Words longer than this make an institution without a capital too: `Schweitzer ziekenhuis`."""
_STEM = 4
"""Longer words for an institution count as the end of a compound as well: `Kannerhuis`."""
_LINE = rf"(?:(?<=\n)|(?<=\A)|(?<=\t)){BULLETS}*+"
_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"


def label(terms: Iterable[str], *, colon: bool) -> Anchored:
    """Compile a label at the start of a line or cell: `label:`, or the label alone in its cell."""
    bare = {term.rstrip(":") for term in terms}
    note = r"(?:\s?\([^()\n]{1,40}\))?"
    short = r"(?<=\p{Ll}{2}\.)(?=[ ]\p{Lu}[\p{L}-]+[,;/])"  # `aanw. Bakker, De Wit`
    end = rf"{note}\s*:" if colon else rf"(?:{note}\s*(?::|(?=\t|\n|\Z))|{short})"
    return anchors.lines(rf"{_LINE}(?P<label>(?i:{any_of(bare)})){end}", bare)


def second(terms: Iterable[str]) -> Anchored:
    """Compile the labels of a list that stand behind another list: `Aanwezig: Bos. Afwezig: Vos`.

    They have a colon.
    """
    every = list(terms)
    label = rf"(?P<label>(?i:{any_of(every)}))[ ]?:\s(?=\S)"
    return anchors.words(rf"(?<=[.;)][ \n]){label}", every)


def memo(kop: Iterable[str], stop: Iterable[str]) -> Anchored:
    """Compile the labels in the head of a memo: alone in a cell, or in capitals before a name.

    Those that people stand behind are in the group `who` as well.
    """

    def either(terms: Iterable[str]) -> str:
        bare = {term.rstrip(":") for term in terms}
        capitals = any_of(term.upper() for term in bare)
        shown = rf"(?i:{any_of(bare)})(?=\t|\n)"
        return rf"{shown}|(?:{capitals})(?= \p{{Lu}}\p{{Ll}})"

    every = [*kop, *stop]
    return anchors.lines(rf"{_LINE}(?P<label>(?P<who>{either(kop)})|{either(stop)})", every)


def start(terms: Iterable[str]) -> Anchored:
    """Compile what begins a line: a greeting, a sign-off."""
    every = list(terms)
    label = rf"(?P<label>(?i:{any_of(every)}))(?![\p{{L}}\p{{M}}])"
    return anchors.lines(_LINE + label, every)


def namens(terms: Iterable[str]) -> Anchored:
    """Compile what says that somebody signs for another: `namens deze`."""
    return anchors.words(
        rf"(?:(?<=(?:\A|\n|\t){BULLETS}*)|(?<=,\s))(?P<label>(?i:{any_of(terms)})){_AFTER}",
        terms,
    )


def pers(terms: frozenset[str]) -> Anchored:
    """Compile what stands before the contact for the press."""
    every = any_of(terms)
    return anchors.words(
        rf"{_BEFORE}(?i:{every})\s*(?::|bij|met)?\s+(?=(?:\p{{Ll}}+ )?\p{{Lu}})", terms
    )


def actie(terms: frozenset[str]) -> Anchored:
    """Compile the words for an action, before a colon or an arrow; `Actie Vonk: planning` too."""
    return anchors.words(
        rf"{_BEFORE}(?P<label>(?i:{any_of(terms)}))(?:\s+\d+)?"
        r"(?:\s*[:>→]\s*|(?<=\(actie)\s+"
        r"|(?<=(?:\A|[\n.]|[.*•–-][ ])Actie)[ ](?=[^\n:.,]{2,40}:[ ]))",
        terms,
    )


def titel(terms: frozenset[str]) -> Anchored:
    """Compile the titles and forms of address."""
    postcode = r"(?<!(?<!\d)\d{4}[ \u00a0])"  # `2511 DR Den Haag` names no doctor
    pattern = rf"{_BEFORE}{postcode}(?:(?i:{any_of(terms)})){_AFTER}(?=[\s/])"
    return anchors.words(pattern, terms)


def naamgever(terms: Iterable[str]) -> Anchored:
    """Compile what a name follows that is of a thing; a term that ends in `-` needs the hyphen.

    `Tot slot Karin Jansen over de planning` speaks of no castle.
    """
    tv = r"(?:(?:Gebr|Fa|St|Dr|Mr|Ds|Prof|Ir|Burg|(?:Zr|Hr)\.\s?Ms)\.\s)?"
    tv += r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en)\s+){0,2}"
    every = list(terms)
    loose = any_of(term for term in every if term[-1] != "-")
    joined = any_of(term.rstrip("-") for term in every)
    led = rf"(?i:{_BEFORE}(?<!(?<!\p{{L}})tot[ \n])(?:(?:{loose})[- ]|(?:{joined})-))"
    own = rf"(?!(?i:{loose})-)"  # `het rapport van de Werkgroep-Van der Meer`
    return anchors.words(rf"{led}{tv}{own}{CAP}(?:[-/ ]{tv}{CAP}){{0,3}}", every)


def is_zaak(terms: Iterable[str]) -> Anchored:
    """Compile what is said of a thing and of nobody, where the clause ends or tells more of it."""
    every = list(terms)
    told = r"(?=[.,;:)\n]|\Z|[ ](?:die|dat|waar\p{Ll}*)(?!\p{L}))"
    return anchors.words(rf"(?i:{_BEFORE}{any_of(every)}){told}", every)


def zaaknaam(terms: Iterable[str], tussen: Iterable[str]) -> Anchored:
    """Compile what one capitalised word follows that names a thing: `het systeem Iris`."""
    every = list(terms)
    alone = rf"(?! (?:(?i:{any_of(tussen)}) )?\p{{Lu}}\p{{Ll}})"
    quote = r"['‘’“”\"„]?"
    led = r"(?:Het )?"
    return anchors.words(
        rf"{_BEFORE}(?i:{any_of(every)}):? {quote}{led}{CAP}{quote}{_AFTER}{alone}", every
    )


def zaaknamen(terms: Iterable[str], tussen: Iterable[str]) -> Anchored:
    """Compile a list of things that have names: `de systemen Orion, Atlas en Iris`."""
    every = list(terms)
    tv = r"(?:(?:Van|De|Den|Ter|Ten)(?: de[nr]?)? )?"
    one = rf"{tv}{CAP}{_AFTER}(?! (?:{any_of(tussen)} )?\p{{Lu}}\p{{Ll}})"
    more = rf"(?:(?:, (?:en )?| en | of ){one}){{0,9}}"
    return anchors.words(rf"{_BEFORE}(?i:{any_of(every)})(?: zoals)? {one}{more}", every)


def instelling(terms: frozenset[str]) -> regex.Pattern[str]:
    """Compile what follows the name of an institution: a capital or a hyphen sets it apart."""
    kinds = rf"(?i:{any_of(terms)})\.?{_AFTER}"
    plain = any_of(term for term in terms if len(term) > _LONG_STEM)
    return regex.compile(rf"[ ]+&\s|-{kinds}|[ ](?=\p{{Lu}}){kinds}|[ ](?:{plain}){_AFTER}")


def building(terms: Iterable[str]) -> regex.Pattern[str]:
    """Compile the end of a compound that names an institution: `Kannerhuis`."""
    return regex.compile(rf"\p{{L}}{{3}}(?i:{any_of(t for t in terms if len(t) > _STEM)})$")


def partij(terms: frozenset[str]) -> regex.Pattern[str]:
    """Compile a party in brackets behind the name of a member: `(VVD)`, `(CDA, Ede)`."""
    return regex.compile(rf"\s?\((?:{any_of(terms)})(?:[,/ ][^()\n]{{0,20}})?\)")


def portefeuille(terms: frozenset[str]) -> regex.Pattern[str]:
    """Compile the portfolio behind an office: `van Financiën`."""
    articles = r"\s+(?i:van|voor|for|of)\s+(?i:(?:het|de|the)\s+)?(?i:ministerie\s+van\s+)?"
    return regex.compile(rf"{articles}(?i:{any_of(terms)}){_AFTER}")


def begun(terms: Iterable[str]) -> str:
    """Return a pattern for terms of which the first letter may be small or a capital."""
    either = {
        first + term[1:]
        for term in terms
        for first in ((term[0].upper(), term[0].lower()) if " " in term else term[0])
    }
    return any_of(either)


def ending(terms: Iterable[str]) -> regex.Pattern[str]:
    """Compile the ends of words."""
    return regex.compile(rf"\p{{L}}{{2}}(?:{any_of(fold(term) for term in terms) or '(?!)'})$")
