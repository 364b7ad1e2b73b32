# SPDX-License-Identifier: EUPL-1.2
"""A rulebook's lists on public assemblies in; what announces who sits in one, or serves it, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored


@dataclass(frozen=True, slots=True, eq=False)
class Assemblies:
    """What stands before the people of an assembly that meets in public.

    `roll` ends where their list begins, `chair` before the committee whose minutes somebody signs,
    `headed` behind a label on a line of its own, `behind` stands behind a list; `open` is what only
    such an assembly says.
    """

    roll: Anchored = field(repr=False)
    chair: Anchored = field(repr=False)
    headed: Anchored = field(repr=False)
    behind: regex.Pattern[str] = field(repr=False)
    open: regex.Pattern[str] = field(repr=False)


def build(lists: Mapping[str, frozenset[str]]) -> Assemblies:
    """Compile the lists of a rulebook on assemblies."""
    members = lists.get("vergadering_leden", frozenset())
    leaders = lists.get("vergadering_leiding", frozenset())
    leading = rf"(?i:{any_of(leaders)})"
    return Assemblies(
        anchors.words(
            rf"(?i:{any_of(members)})(?:[ \n]\([^()\n]{{1,40}}\))?"
            r"(?i:[ ]?(?:(?:,[ \n])?te[ \n]weten[,:]?\s+|:\s+)"
            r"(?=de[ ](?:heer|heren|dames)|(?-i:\p{Lu})|mevr|mw|dhr))",
            members,
        ),
        anchors.words(
            rf"{leading}(?i:[ \n]van[ \n]de[ \n]"
            r"(?:(?:(?:vaste|algemene|tijdelijke|bijzondere)[ \n])?(?:Kamer)?commissie"
            r"|parlementaire[ \n]\p{L}*commissie)(?![\p{L}-]))",
            leaders,
        ),
        anchors.lines(
            r"(?m)^[ ]*(?i:(?:(?:fungerend|plaatsvervangend|plv\.|waarnemend|wnd\.)[ ])?"
            rf"(?:de[ ])?{leading})[ \t]*:[ \t]*"
        ),
        regex.compile(rf"(?i:,[ \n](?:{any_of(members)}))(?=[;.,\n]|[ ]en[ ](?:de|mevrouw)[ ]|\Z)"),
        regex.compile(rf"(?i:{any_of(lists.get('vergadering_openbaar', frozenset()))})"),
    )
