# SPDX-License-Identifier: EUPL-1.2
"""A pattern in that can begin at few places only; its matches out, tried at those places alone.

A text is cut into words and lines once for all patterns: trying a list of some hundred terms at
each character costs more than everything else that detection does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

import regex

from woolak.detect.matching import required
from woolak.detect.matching.alternatives import heads, may_begin

_WORD = regex.compile(r"[^\W_]+")
_BREAK = regex.compile(r"[\n\t]")
BULLETS = r"[>•·*\-– \u00a0\uf0b7]"
"""What stands before the first word of a line or cell."""
_OPENING = regex.compile(rf"{BULLETS}*+(?P<first>[\p{{L}}\p{{M}}]+|(?s:.))?")
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_ANY = ""
"""Stands for a first word that is not told apart from others."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a text begin, by their lower-case form, and where lines and cells do.

    `lower` is the text in lower case, in which every letter keeps its place. `openings` holds those
    of `lines` by the first word behind bullets.
    """

    text: str = field(repr=False)
    lower: str = field(repr=False)
    words: Mapping[str, list[int]] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)
    openings: Mapping[str, list[int]] = field(repr=False)


_LAST: list[Places] = []


def places(text: str) -> Places:
    """Return the places of a text; those of the last text are kept, as many ask for them."""
    if not (_LAST and _LAST[0].text is text):
        by_word: dict[str, list[int]] = defaultdict(list)
        lower = text.replace("\u0130", "I").lower()  # which would become two letters
        for word, start in _words(text, lower):
            by_word[word].append(start)
        starts = (0, *(found.end() for found in _BREAK.finditer(text)))
        openings: dict[str, list[int]] = defaultdict(list)
        for start in starts:
            openings[_opening(text, start)].append(start)
        _LAST[:] = [Places(text, lower, dict(by_word), starts, dict(openings))]
    return _LAST[0]


def _opening(text: str, at: int = 0) -> str:
    """Return the letters, or the sign, that come first behind bullets, in lower case."""
    found = _OPENING.match(text, at)
    first = found["first"] if found is not None else None
    return first.lower() if first is not None and first.isascii() else _ANY


def _words(text: str, lower: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text in lower case, each with its offset in the text."""
    if "\u0130" in text:
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

    It may begin with one of the letters in `parts` as well, wherever those stand.
    It may begin with the end of a longer word too, when that is one of `tails`, and with a longer
    word that begins with one of `heads`. `behind` holds, for a word that another always follows,
    the two letters with which that begins. `opens` holds the first words of what begins a line,
    when these are known. Asked as a compiled pattern is.
    """

    pattern: regex.Pattern[str] = field(repr=False)
    firsts: frozenset[str] | None = field(default=None, repr=False)
    tails: tuple[str, ...] = field(default=(), repr=False)
    heads: tuple[str, ...] = field(default=(), repr=False)
    begin: frozenset[str] = field(default=frozenset(), repr=False)
    behind: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    parts: tuple[str, ...] = field(default=(), repr=False)
    opens: frozenset[str] = field(default=frozenset(), repr=False)

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Yield the matches in the text from left to right, none over another."""
        return tried(self.pattern, text, self._starts(text))

    def _starts(self, text: str) -> Iterable[int]:
        known = places(text)
        if self.firsts is None:
            return self._lines(known)
        found: list[int] = []
        for word in self.firsts & known.words.keys():
            two, places_of = self.behind.get(word), known.words[word]
            found += _before(text, places_of, len(word), two) if two else places_of
        if self.tails:
            for word in (word for word in known.words if word.endswith(self.tails)):
                tail = next(tail for tail in self.tails if word.endswith(tail))
                found += [at + len(word) - len(tail) for at in known.words[word]]
        if self.heads:
            for word in (word for word in known.words if word.startswith(self.heads)):
                found += known.words[word]
        for part in self.parts:
            at = known.lower.find(part)
            while at >= 0:
                found.append(at)
                at = known.lower.find(part, at + 1)
        return sorted(set(found))

    def _lines(self, known: Places) -> Sequence[int]:
        """Return the lines and cells that begin as a match can, in order."""
        if not self.opens:
            return known.lines
        return sorted(chain(*(known.openings[one] for one in self.opens & known.openings.keys())))

    def search(self, text: str, pos: int, endpos: int) -> regex.Match[str] | None:
        """Return the first match in text[pos:endpos]."""
        if self.firsts is not None:
            return self.pattern.search(text, pos, endpos)
        starts = self._lines(places(text))
        for at in range(bisect_left(starts, pos), len(starts)):
            if starts[at] >= endpos:
                return None
            if (found := self.pattern.match(text, starts[at], endpos)) is not None:
                return found
        return None

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """Return the match at `pos`."""
        if not may_begin(self.begin, text, pos):
            return None
        return self.pattern.match(text, pos, len(text) if endpos is None else endpos)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Return the match of the whole text."""
        return _whole(self.pattern, text) if may_begin(self.begin, text, 0) else None


@lru_cache(maxsize=_KEPT)
def _whole(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """Return the match of a whole text; what is asked of a word is asked of it again."""
    return pattern.fullmatch(text)


def _before(text: str, starts: Iterable[int], size: int, two: frozenset[str]) -> Iterator[int]:
    """Yield the places of a word behind which one with these two letters begins, or may begin."""
    for at in starts:
        end = at + size
        letters = text[end + 1 : end + 3]
        if letters.lower() in two or not letters.isascii() or text[end + 1 : end + 2].isspace():
            yield at


def _behind(terms: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the two letters behind each first word of the terms that never stands alone."""
    found: dict[str, set[str]] = {}
    alone: set[str] = set()
    for term in terms:
        first = _WORD.search(term)
        if first is None:
            continue
        word, rest = first[0].lower(), term[first.end() :]
        letters = rest[1:3].lower()
        if first.start() or rest[:1] != " " or not (letters.isascii() and letters.isalpha()):
            alone.add(word)
        found.setdefault(word, set()).add(letters)
    return {
        word: frozenset(two)
        for word, two in found.items()
        if word not in alone and word.isascii() and all(len(letters) > 1 for letters in two)
    }


def tried(
    pattern: regex.Pattern[str], text: str, starts: Iterable[int]
) -> Iterator[regex.Match[str]]:
    """Yield the matches that begin at one of the starts, in their order, none over another."""
    end = -1
    for start in starts:
        if start >= end and (found := pattern.match(text, start)) is not None:
            yield found
            end = max(found.end(), start + 1)


def begun(pattern: str) -> Anchored:
    """Return a pattern that is tried where the letters stand that each of its matches begins with.

    Raises ValueError when these cannot be told from it.
    """
    parts = {run.strip(required.EDGE) for run in required.leads(pattern)}
    if not parts or any(not part.isalpha() for part in parts):
        raise ValueError("the pattern does not begin with letters")
    return Anchored(regex.compile(pattern), frozenset(), parts=tuple(sorted(parts)))


def lines(pattern: str, terms: Iterable[str] = ()) -> Anchored:
    """Return a pattern that begins where a line or a cell does, with one of the terms if given.

    Before a term stand BULLETS at most.
    """
    opens = frozenset(map(_opening, terms))
    return Anchored(regex.compile(pattern), opens=opens | {_ANY} if opens else opens)


def listed(pattern: regex.Pattern[str], terms: Iterable[str]) -> Anchored:
    """Return a pattern for these terms, each of which begins a word; `*` is the rest of one."""
    every = list(terms)
    firsts = [(found, term) for term in every if (found := _WORD.match(term)) is not None]
    goes_on = {found[0].lower() for found, term in firsts if term[found.end() :].startswith("*")}
    return Anchored(
        pattern,
        frozenset(found[0].lower() for found, _ in firsts),
        heads=tuple(sorted(goes_on)),
        behind=_behind(every),
    )


def words(pattern: str, terms: Iterable[str], tails: tuple[str, ...] = ()) -> Anchored:
    """Return a pattern that begins with one of the terms, or with one of the tails of a word."""
    every = list(terms)
    firsts = {found[0].lower() for term in every if (found := _WORD.search(term)) is not None}
    begin = heads([*every, *tails])
    return Anchored(
        regex.compile(pattern), frozenset(firsts), tails, begin=begin, behind=_behind(every)
    )
