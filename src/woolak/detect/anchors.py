# SPDX-License-Identifier: EUPL-1.2
"""A pattern in that can begin at few places only; its matches out, tried at those places alone.

A text is cut into words and lines once for all patterns: trying a list of some hundred terms at
each character costs more than everything else that detection does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.alternatives import heads, may_begin

_WORD = regex.compile(r"[^\W_]+")
_BREAK = regex.compile(r"[\n\t]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a text begin, by their lower-case form, and where lines and cells do."""

    text: str = field(repr=False)
    words: Mapping[str, list[int]] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)


_LAST: list[Places] = []


def places(text: str) -> Places:
    """Return the places of a text; those of the last text are kept, as many ask for them."""
    if not (_LAST and _LAST[0].text is text):
        words: dict[str, list[int]] = defaultdict(list)
        for word, start in _words(text):
            words[word].append(start)
        lines = (0, *(found.end() for found in _BREAK.finditer(text)))
        _LAST[:] = [Places(text, dict(words), lines)]
    return _LAST[0]


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text in lower case, each with its offset in the text."""
    lower = text.lower()
    if len(lower) != len(text):  # `\u0130` has become two letters
        yield from ((found[0].lower(), found.start()) for found in _WORD.finditer(text))
        return
    at = 0
    for word in _WORD.findall(lower):
        at = lower.index(word, at)
        yield word, at
        at += len(word)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern that begins with one of the words `firsts`; None: at the start of a line or cell.

    It may begin with the end of a longer word too, when that is one of `tails`, and with a longer
    word that begins with one of `heads`. Asked as a compiled pattern is.
    """

    pattern: regex.Pattern[str] = field(repr=False)
    firsts: frozenset[str] | None = field(default=None, repr=False)
    tails: tuple[str, ...] = field(default=(), repr=False)
    heads: tuple[str, ...] = field(default=(), repr=False)
    begin: frozenset[str] = field(default=frozenset(), repr=False)

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Yield the matches in the text from left to right, none over another."""
        end = -1
        for start in self._starts(text):
            if start >= end and (found := self.pattern.match(text, start)) is not None:
                yield found
                end = max(found.end(), start + 1)

    def _starts(self, text: str) -> Iterable[int]:
        known = places(text)
        if self.firsts is None:
            return known.lines
        found = [at for word in self.firsts & known.words.keys() for at in known.words[word]]
        for word in (word for word in known.words if self.tails and word.endswith(self.tails)):
            tail = next(tail for tail in self.tails if word.endswith(tail))
            found += [at + len(word) - len(tail) for at in known.words[word]]
        for word in (word for word in known.words if self.heads and word.startswith(self.heads)):
            found += known.words[word]
        return sorted(set(found))

    def search(self, text: str, pos: int, endpos: int) -> regex.Match[str] | None:
        """Return the first match in text[pos:endpos]."""
        if self.firsts is not None:
            return self.pattern.search(text, pos, endpos)
        lines = places(text).lines
        for at in range(bisect_left(lines, pos), len(lines)):
            if lines[at] >= endpos:
                return None
            if (found := self.pattern.match(text, lines[at], endpos)) is not None:
                return found
        return None

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """Return the match at `pos`."""
        if not may_begin(self.begin, text, pos):
            return None
        return self.pattern.match(text, pos, len(text) if endpos is None else endpos)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Return the match of the whole text."""
        return self.pattern.fullmatch(text) if may_begin(self.begin, text, 0) else None


def lines(pattern: str) -> Anchored:
    """Return a pattern that begins where a line or a cell does."""
    return Anchored(regex.compile(pattern))


def listed(pattern: regex.Pattern[str], terms: Iterable[str]) -> Anchored:
    """Return a pattern for these terms, each of which begins a word; `*` is the rest of one."""
    firsts = [(found, term) for term in terms if (found := _WORD.match(term)) is not None]
    goes_on = {found[0].lower() for found, term in firsts if term[found.end() :].startswith("*")}
    return Anchored(
        pattern, frozenset(found[0].lower() for found, _ in firsts), heads=tuple(sorted(goes_on))
    )


def words(pattern: str, terms: Iterable[str], tails: tuple[str, ...] = ()) -> Anchored:
    """Return a pattern that begins with one of the terms, or with one of the tails of a word."""
    every = list(terms)
    firsts = {found[0].lower() for term in every if (found := _WORD.search(term)) is not None}
    begin = heads([*every, *tails])
    return Anchored(regex.compile(pattern), frozenset(firsts), tails, begin=begin)
