# SPDX-License-Identifier: EUPL-1.2
"""The hits on a view go in; the same come out, e-mail addresses at somebody's own domain whole.

A domain that is called after a person who is named there tells who he is, as his address does.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from woolak.detect.text.view import Hit
from woolak.detect.words.lexicon import fold
from woolak.model import SUSPECT, Kind, Role
from woolak.rulebook import Rulebook

_PERSONAL = ("contact.email", "contact.email_onbekend")
_PRIVATE = "contact.email_prive"
_DOMAIN = regex.compile(
    r"@(?P<label>[\p{L}-]{4,40})\.(?:nl|com|eu|org|net|be|de|info|frl)(?![\w-])"
)
_WORDS = regex.compile(r"\p{L}+")
_SHORTEST = 4
_WHY = "Het domein heet naar een persoon die hier wordt genoemd."


def whole(hits: Iterable[Hit], text: str, book: Rulebook) -> list[Hit]:
    """Return the hits; an address at the domain of somebody who is named goes to its end."""
    every = list(hits)
    at = {hit: _DOMAIN.match(text, hit.end) for hit in every if hit.rule in _PERSONAL}
    if not any(at.values()) or book.rule(_PRIVATE) is None:
        return every
    names = _names(every, text)
    return [_widened(hit, at.get(hit), names) for hit in every]


def _widened(hit: Hit, domain: regex.Match[str] | None, names: frozenset[str]) -> Hit:
    if domain is None or domain["label"].lower().replace("-", "") not in names:
        return hit
    return Hit(hit.start, domain.end(), hit.kind, 0.95, _PRIVATE, _WHY, role=Role.BURGER)


def _names(hits: Iterable[Hit], text: str) -> frozenset[str]:
    """Return the surnames and the full names of people, as a domain can show them."""
    people = (h for h in hits if h.kind is Kind.NAME and not h.keep and h.score >= SUSPECT)
    said = (_WORDS.findall(fold(text[hit.start : hit.end])) for hit in people)
    ends = ("".join(words[at:]) for words in said for at in range(len(words)))
    return frozenset(one for one in ends if len(one) >= _SHORTEST)
