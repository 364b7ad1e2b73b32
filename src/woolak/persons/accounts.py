# SPDX-License-Identifier: EUPL-1.2
"""Persons and a page in, the account names on it that are made of their names out.

`jvries2`, `y_haverkamp_minbzk_nl`, `HAVERKY`, `@gvanzuylen`: an office makes them by a few schemes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Finding, Kind, Person

_TOKEN = regex.compile(r"(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}]*(?:[._-][\p{L}\p{N}]+){0,6}")
_PIECE = regex.compile(r"[\p{L}\p{N}]+")
_LETTER = regex.compile(r"[\p{L}\p{M}]+")
_DIGITS = regex.compile(r"\d{1,4}$")
_CAMEL = regex.compile(r"\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}")
_SHORTEST = 5
"""An account name has at least so many letters; one that the office cut off has one more."""
_CUTS = range(6, 9)
_TITLES = 2


def addresses(words: Vocabulary, person: Person) -> frozenset[str]:
    """Return the account names that offices make of a name, folded, without signs and digits.

    With the short ones: before an @ they are told by their place, `zeeg`.
    """
    surname = person.achternaam.split()
    lead = next((i for i, part in enumerate(surname) if fold(part) not in words.tussenvoegsels), 0)
    whole = " ".join(surname[lead:])
    last = _joined(whole.split("-")[0])
    every = {last, _joined(whole)}
    firsts = _firsts(person) - {""}
    if len(last) < _TITLES or not firsts:
        return frozenset()
    tussen = fold(" ".join([person.tussenvoegsel, *surname[:lead]]))
    between = {"", _joined(tussen), "".join(part[:1] for part in tussen.split())}
    made = {name for whole in every for name in _made(firsts, between, whole)}
    return frozenset(name for name in made if len(name) > _TITLES)


def long(made: Iterable[str]) -> frozenset[str]:
    """Return of account names those that are told wherever they stand."""
    return frozenset(name for name in made if len(name) >= _SHORTEST)


def addressed(
    there: Iterable[Finding], known: dict[str, Finding]
) -> Iterator[tuple[int, int, Finding]]:
    """Yield (start, end, what `known` holds) for addresses that seemed made of common words."""
    for finding in there:
        if finding.kind is not Kind.EMAIL or finding.keep or finding.score >= SUSPECT:
            continue
        whose = known.get(_key(finding.text.split("@")[0]))
        if whose is not None and finding.start is not None and finding.end is not None:
            yield finding.start, finding.end, whose


def _firsts(person: Person) -> set[str]:
    """Return what an account name takes of the first names: `minhanh`, `ma`, `m`, `jan`."""
    given = [_joined(first) for first in person.voornamen]
    letters = fold("".join(_LETTER.findall(person.initialen)))
    halves = [half for first in person.voornamen for half in fold(first).split("-")]
    found = {*given[:1], *halves[:1], "".join(given), letters, letters[:1]}
    return found | {"".join(half[:1] for half in halves), "".join(given)[:1]}


def _made(firsts: set[str], between: set[str], last: str) -> Iterator[str]:
    for first in firsts:
        for middle in between:
            whole = (first + middle + last, middle + last + first, last + first + middle)
            yield from (*whole, last + middle + first)
            yield from (first + middle + last[:more] for more in (1, 2) if len(first) > 1)
            yield from (name[:cut] for name in whole for cut in _CUTS)
            for more in (1, 2, 3):
                yield from (last[:cut] + first[:more] for cut in (4, 5, 6, 7, len(last)))
                yield middle + last + first[:more]


def find(
    words: Vocabulary, text: str, known: dict[str, Finding]
) -> Iterator[tuple[int, int, Finding]]:
    """Yield (start, end, what `known` holds) for each account name in a text."""
    for token in _TOKEN.finditer(text):
        if token[0].isascii() and token[0].isalpha():  # most words: their letters are their key
            whose = known.get(token[0].lower())
            if whose is not None and _shaped(words, text, *token.span()):
                yield *token.span(), whose
            continue
        pieces = [
            (m.start() + token.start(), m.end() + token.start(), m[0])
            for m in _PIECE.finditer(token[0])
        ]
        at = 0
        while at < len(pieces):
            reach = _reach(words, text, pieces[at:], known)
            if reach:
                start, end = pieces[at][0], pieces[at + reach - 1][1]
                yield start, end, known[_key(text[start:end])]
            at += max(reach, 1)


def _reach(
    words: Vocabulary, text: str, pieces: list[tuple[int, int, str]], known: dict[str, Finding]
) -> int:
    """Return how many of the pieces make an account name, 0 when they make none."""
    for count in range(min(len(pieces), 4), 0, -1):
        start, end = pieces[0][0], pieces[count - 1][1]
        if _key(text[start:end]) in known and _shaped(words, text, start, end):
            return count
    return 0


def _shaped(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether letters are written as an account name is, and as no other word."""
    spoken = text[start:end]
    plain = _DIGITS.sub("", spoken)
    if words.lexicon.ordinary(plain) or plain in words.afkortingen:
        return plain != spoken and plain.islower()
    at = text[max(start - 1, 0) : start] in ("@", "\\")
    return plain.islower() or plain != spoken or at or plain.isupper() or bool(_CAMEL.search(plain))


def _key(spoken: str) -> str:
    return _joined(_DIGITS.sub("", spoken))


def _joined(text: str) -> str:
    return fold("".join(_LETTER.findall(text)))
