# SPDX-License-Identifier: EUPL-1.2
"""A rulebook's lists on remarks and signing in; what stands around the letters of people, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored

_LETTERS = r"(?P<code>\p{Lu}{2}|\p{Lu}\p{Ll}{1,2}\p{Lu}{1,2})"
"""Three capitals are a directorate."""


@dataclass(frozen=True, slots=True, eq=False)
class Remarks:
    """What tells whose letters these are; they are the group `code`.

    `noted` is who remarks something, `balloon` who does so in the margin of a word processor:
    `Met opmerkingen [JdV12]:`. A paper that says one of `routed` anywhere, which are in
    small letters, goes round to get people's initials.
    """

    noted: Anchored = field(repr=False)
    balloon: regex.Pattern[str] = field(repr=False)
    routed: frozenset[str] = field(repr=False)


def build(lists: Mapping[str, frozenset[str]]) -> Remarks:
    """Compile the lists of a rulebook on remarks, and on papers that go round."""
    names = ("opmerking_bij", "opmerking_van", "opmerking_kantlijn")
    beside, by, margin = (lists.get(name, frozenset()) for name in names)
    return Remarks(
        anchors.words(
            rf"\b(?i:{any_of(beside)})(?: van)? {_LETTERS}(?=\s?[:)])"
            rf"|\b(?i:{any_of(by)}) van {_LETTERS}(?![\p{{L}}\d/&-])",
            beside | by,
        ),
        regex.compile(
            rf"\b(?i:{any_of(margin)})[ ]?\[[ ]?(?:(?i:comment|cm|a)[ ])?"
            r"(?P<code>\p{L}[\p{L}.-]{0,7}?)[ ]?\d{1,4}[ ]?(?:R\d{1,4})?\](?=\s?:|\s)"
        ),
        frozenset(term.lower() for term in lists.get("rondgang", frozenset())),
    )
