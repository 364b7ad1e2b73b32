# SPDX-License-Identifier: EUPL-1.2
"""Hits on a view go in; the same come out, with the telephone of a public address as public.

`GGD, Kerkstraat 12, Assen, 088 010 05 00` is the number of the building: nobody is named there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from woolak.detect.text.view import Hit
from woolak.model import SUSPECT, Kind
from woolak.rulebook import Rulebook

RULE = "contact.nummer_bij_adres"
_BOX = "contact.postbus"
"""Anybody may have a postbox."""
_WHY = "Het vaste nummer staat direct achter een openbaar adres, zonder dat iemand wordt genoemd."
_GAP = regex.compile(
    r"(?:[ ]?[,;|·•]?[ ]|[ ][(])"
    r"(?:(?i:tel(?:efoon)?|t)[ .:]{1,3}|\p{Ll}{4,12}[ ](?=088|0900|0800))?"
)
"""What stands between an address and its telephone, on one line: a word only before `088`."""
_MOBILE = regex.compile(r"[(]?(?:0|(?:\+|00)31[ ()0.-]{0,5})6")
_DIRECT = regex.compile(r"[ ]?[(,]?[ ]?(?i:doorkies|direct|toestel|tst|\p{Lu}\p{Ll}+\))")
_STOP = regex.compile(r"(?<=\p{L}{3}|\d)[.!?][ \n](?=\p{Lu})|\n\n")
_ENDS = regex.compile(r"(?<=\p{L}{3}|\d)[.!?][ ](?=\p{Lu})|\n")
_REACH, _PASSAGE, _BEHIND = 24, 160, 60


def public(hits: Iterable[Hit], text: str, book: Rulebook) -> list[Hit]:
    """Return the hits, and those of fixed numbers directly behind a public address."""
    every = list(hits)
    if book.rule(RULE) is None:
        return every
    addresses = [h for h in every if h.kind is Kind.ADDRESS and h.keep and h.rule != _BOX]
    people = [h for h in every if h.kind is Kind.NAME and not h.keep and h.score >= SUSPECT]
    own = [h for h in people if not any(a.start <= h.start < a.end for a in addresses)]
    phones = [h for h in every if h.kind is Kind.PHONE and not h.keep]
    found = [h for h in phones if _of_building(h, text, addresses) and not _named(h, text, own)]
    return [*every, *(_public(hit) for hit in found)]


def _of_building(hit: Hit, text: str, addresses: Sequence[Hit]) -> bool:
    if _MOBILE.match(text, hit.start) or _DIRECT.match(text, hit.end):
        return False
    ends = (a.end for a in addresses if 0 < hit.start - a.end < _REACH)
    return any(_GAP.fullmatch(text, end, hit.start) for end in ends)


def _named(hit: Hit, text: str, people: Sequence[Hit]) -> bool:
    """Say whether somebody is named before a number, or behind it, in its sentence or block."""
    low = max(hit.start - _PASSAGE, 0)
    low = max([low, *(stop.end() for stop in _STOP.finditer(text, low, hit.start))])
    stop = _ENDS.search(text, hit.end, hit.end + _BEHIND)
    high = stop.start() if stop is not None else hit.end + _BEHIND
    return any(low <= one.start < high for one in people)


def _public(hit: Hit) -> Hit:
    return Hit(hit.start, hit.end, Kind.PHONE, 0.97, RULE, _WHY, keep=True)
