# SPDX-License-Identifier: EUPL-1.2
"""A rulebook's lists of words beside names in; what tells a name from a thing, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored
from woolak.detect.words import shapes
from woolak.detect.words.lexicon import fold


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Words by which a name beside them is somebody's, or none; word sets are folded.

    `days` are names only where nothing else can be meant, `ways` tell which part of a thing is
    meant. `foreign` are tussenvoegsels that are no Dutch words. At the start of a line `headings`
    may stand before a name; `labels` are these, and what is named for the people who have it.
    `addressed` ends with how somebody is addressed and one space; `titled` finds it anywhere in a
    title. `before` stand before people, and before no street. `body` is what somebody is of, before
    what he does, as the group `body`. `firm_before` and `firm_after` find a firm, as the group
    `firm`, by what only firms have beside them. `months` finds a short month that fills a line or a
    cell; `weekday` is a day as a roster has it, with its date or without.
    """

    days: frozenset[str] = field(repr=False)
    ways: frozenset[str] = field(repr=False)
    foreign: frozenset[str] = field(repr=False)
    headings: frozenset[str] = field(repr=False)
    labels: frozenset[str] = field(repr=False)
    fields: frozenset[str] = field(repr=False)
    addressed: regex.Pattern[str] = field(repr=False)
    titled: regex.Pattern[str] = field(repr=False)
    body: regex.Pattern[str] = field(repr=False)
    before: frozenset[str] = field(repr=False)
    firm_before: Anchored = field(repr=False)
    said_of_firms: Anchored = field(repr=False)
    firm_after: regex.Pattern[str] = field(repr=False)
    months: regex.Pattern[str] = field(repr=False)
    weekday: regex.Pattern[str] = field(repr=False)


def build(lists: Mapping[str, frozenset[str]]) -> Beside:
    """Compile the lists of a rulebook with words that stand beside names."""
    forms = lists.get("aanspreekvormen", frozenset())
    spoken = rf"(?i)(?<!\p{{L}})(?:{any_of(forms)})"
    return Beside(
        days=_folded(lists, "dagen_en_maanden"),
        ways=_folded(lists, "windrichtingen"),
        foreign=_folded(lists, "tussenvoegsels_vreemd"),
        headings=_folded(lists, "kop_voor_naam"),
        fields=lists.get("beleidsterreinen", frozenset()),
        labels=_folded(lists, "kop_voor_naam") | _folded(lists, "bedrijf_van_mensen"),
        addressed=regex.compile(rf"{spoken}[ ]$"),
        titled=regex.compile(rf"{spoken}(?!\p{{L}})"),
        before=_folded(lists, "voor_iemand"),
        body=_body(lists.get("lichaam_van_iemand", frozenset())),
        firm_before=_before_firm(lists.get("voor_bedrijf", frozenset())),
        said_of_firms=_said(lists.get("na_bedrijf", frozenset())),
        firm_after=_after_firm(lists.get("na_bedrijf", frozenset())),
        months=regex.compile(
            rf"(?<=\A|[\n\t]){any_of(lists.get('maanden_kort', frozenset()))}(?=[\n\t]|\Z)"
        ),
        weekday=regex.compile(
            rf"(?i)(?:{any_of(lists.get('weekdagen', frozenset())) or '(?!)'})\.?{_DATE}"
        ),
    )


_DATE = r"(?:[ ]\d{1,2}(?:[-/. ](?:\d{1,2}|\p{L}{3,9}))?(?:[-/. ]\d{2,4})?)?"


_FIRM = rf"(?P<firm>{shapes.CAP}(?:-{shapes.CAP})?)"
_FIRMS = rf"{_FIRM}(?:(?:,[ \n]{_FIRM})*[ \n](?:en|and|of)[ \n]{_FIRM})?"


def _before_firm(phrases: frozenset[str]) -> Anchored:
    """Compile firms by what stands before them: `de gunning aan Hurks`."""
    lead = any_of(phrases)
    firms = rf"{_FIRMS}(?![\p{{L}}-]|[ ]\p{{Lu}}\p{{Ll}})"
    return anchors.words(rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?i:{lead})[ \n]{firms}", phrases)


def _said(phrases: frozenset[str]) -> Anchored:
    """Compile what is said of firms: without it no firm is found by it."""
    return anchors.words(rf"(?<=[ \n])(?:{any_of(phrases)})(?!\p{{L}})", phrases)


def _after_firm(phrases: frozenset[str]) -> regex.Pattern[str]:
    """Compile firms by what is said of them: `Kuijpers en Hurks trokken zich terug als ...`."""
    said = any_of(phrases)
    verb = r"[ \n]\p{Ll}{3,}(?:[ \n](?!dat[ \n]|als[ \n])\p{Ll}+){0,3}"
    return regex.compile(
        rf"(?<![\p{{L}}.-]|\p{{Lu}}\p{{Ll}}+[ ]){_FIRMS}{verb}[ \n](?:{said})(?!\p{{L}})"
    )


def _body(bodies: frozenset[str]) -> regex.Pattern[str]:
    """Compile the body that somebody is of: `Bos van de Veiligheidsregio heeft ...`."""
    return regex.compile(
        r"[ \u00a0\n]van[ \n](?:(?:de|het)[ \n])?"
        rf"(?P<body>\p{{Lu}}[\p{{L}}-]{{3,}}|{any_of(bodies)})"
        r"(?:[ \n](?:(?:van|voor|en|de|der)[ ]){0,2}\p{Lu}[\p{L}-]*){0,4}"
        r"(?:[ \n]\([^()\n]{2,40}\))?[ \n](?=\p{Ll})"
    )


def _folded(lists: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    return frozenset(fold(term) for term in lists.get(name, frozenset()))
