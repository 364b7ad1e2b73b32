# SPDX-License-Identifier: EUPL-1.2
"""A text goes in; the words come out that it uses for firms, by what stands beside them.

A tender is awarded to a firm, `als onderaannemer` is said of one; who stands in a row with a known
body is one as well: `Siemens en Petrofac`. Who is called so by a first name or initials is nobody's
firm.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from woolak.detect.matching import prescan
from woolak.detect.naming import pieces
from woolak.detect.words.grammar import Name
from woolak.detect.words.shapes import CAP, INITIALS
from woolak.detect.words.vocabulary import Vocabulary

_FORM = r"[ ](?:B\.?V\.?|N\.?V\.?|Group|Groep)(?!\p{L})"
_FORMS = regex.compile(_FORM)
_LEGAL = regex.compile(rf"(?<![\p{{L}}.-])(?P<firm>{CAP}){_FORM}")
_BODY = r"(?P<body>\p{Lu}[\p{L}\d&+-]*(?:[ ]\p{Lu}[\p{L}&-]+){0,2})"
_JOIN = r"(?:,[ \n]|[ \n](?:en|and|of|&)[ \n])"
_LEFT = regex.compile(rf"(?<![\p{{L}}.-]|\p{{Lu}}\p{{Ll}}+[ ]){_BODY}{_JOIN}\Z")
_RIGHT = regex.compile(rf"{_JOIN}{_BODY}(?![\p{{L}}-])")
_CALLED = rf"(?:(?P<first>{CAP})[ ]|{INITIALS}[ ]?)(?:\p{{Ll}}{{2,3}}[ ]){{0,2}}"
_FAR = 60
"""The words beside a firm stand within so many characters."""


@lru_cache(maxsize=8)
def named(words: Vocabulary, text: str) -> frozenset[str]:
    """Return the words of which a text says what is said of firms only, and that name nobody."""
    found = {hit["firm"] for hit in _in_law(text)}
    found |= {firm for hit in words.beside.firm_before.finditer(text) for firm in _each(hit)}
    if any(words.beside.said_of_firms.finditer(text)):
        found |= {firm for hit in words.beside.firm_after.finditer(text) for firm in _each(hit)}
    return frozenset(firm for firm in found if not _somebody(words, text, firm))


def _in_law(text: str) -> Iterator[regex.Match[str]]:
    """Yield the firms that a text calls by what they are in law: `Damen B.V.`."""
    forms = (form.end() for form in _FORMS.finditer(text))
    for place in prescan.joined(forms, len(text)):
        yield from _LEGAL.finditer(text, *place)


def _each(hit: regex.Match[str]) -> list[str]:
    return hit.captures("firm")


def _somebody(words: Vocabulary, text: str, firm: str) -> bool:
    """Say whether a word is a first name, or somebody's surname in this text: `J. Damen`."""
    if words.lexicon.first(firm):
        return True
    bearers = regex.finditer(rf"(?<![\p{{L}}.-]){_CALLED}{regex.escape(firm)}(?!\p{{L}})", text)
    return any(hit["first"] is None or words.lexicon.first(hit["first"]) for hit in bearers)


def beside(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a known body is joined to a name, with `en` or a comma: `ASML and Wingtech`."""
    left = _LEFT.search(text, max(name.start - _FAR, 0), name.start)
    right = _RIGHT.match(text, name.end, name.end + _FAR)
    return any(_known(words, found["body"]) for found in (left, right) if found is not None)


@lru_cache(maxsize=1 << 14)
def _known(words: Vocabulary, body: str) -> bool:
    """Say whether words are those of an institution that nobody is called after."""
    if body in words.afkortingen or pieces.CAMEL.search(body):
        return True
    return words.instellingen.fullmatch(body) is not None and not pieces.is_listed(words, body)
