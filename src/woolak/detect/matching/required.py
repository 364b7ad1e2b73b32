# SPDX-License-Identifier: EUPL-1.2
r"""A pattern in, what a text must hold for it to match out: words and parts of words, digits.

`(?:kenteken|plaat)[ ]?\d{4}` needs one of `kenteken` and `plaat`, and it needs four digits in a
row; it begins with one of the words. What cannot be told is left out, so a pattern is never thought
to need more than it does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

DIGIT = "9"
"""Stands for any digit."""
EDGE = " "
"""Stands for where a word begins or ends."""
BARE = "^"
"""Stands for no letter before: a word begins there, or its letters do behind a digit."""

Need = frozenset[str]
"""One of these must be there: letters and digits, in lower case, that stand within one word."""

_SHORTEST = 2
_MANY = 64
"""More ways to go on than these are not told apart."""
_TELL = {1: 1.9, 2: 2.6, 3: 2.9, 4: 3.2}
"""How much so many digits tell, in letters: numbers of four and fewer are in every text."""
_WHOLE = 1.0
"""How much more it tells that a word begins and ends there."""
_OPEN = regex.compile(
    r"\((?:\?(?:[a-z-]*:|P?<[a-z_]\w*>|>|(?P<look>=|!|<=|<!)|(?P<flags>[a-z]+)\)))?"
)
_PLAIN = regex.compile(r"\(\?i?:(?P<words>[A-Za-z0-9]+(?:\|[A-Za-z0-9]+)*)\)")
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*+\]")
_ESCAPE = regex.compile(r"\\(?:[pP]\{[^}]*\}|.)", regex.DOTALL)
_COUNT = regex.compile(
    r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{(?P<least>\d+)(?P<more>,\d*)?\})[+?]?"
)
_DIGITS = regex.compile(r"\[(?:\\d|\d-\d|\d)+\]|\\d")
_LETTERS = regex.compile(r"\[\p{L}+\]")
_BETWEEN = regex.compile(r"\[(?!\^)(?:\\[tn./)(|\]\[-]|[^\]\\\w])+\]|\\(?:[tns]|[^\w\s])")
_BARE = regex.compile(r"\(\?<!(?:\\p\{L\}|\\w|\[(?:\\p\{L\}|\\w)[^\]]*\])\)")
_APART = regex.compile(rf"(?:\(\?[a-z]+\))?{_BARE.pattern}")
"""A pattern that begins so begins where no letter stands before it."""
_SPECIAL = frozenset(".^$")
_NO_ROOM = frozenset({r"\b", r"\A"})


_NOTHING: Need = frozenset()
"""What begins a thing that takes no room: a look ahead or behind, a flag."""


@dataclass(slots=True)
class _Reader:
    """Where the reading of a pattern has come to."""

    pattern: str
    at: int = 0


@dataclass(slots=True)
class _Sequence:
    """What stands one after another so far: what it needs, and the letters that go on.

    `first` is what it begins with, None when that cannot be told; `maybe` what can stand before it.
    """

    needs: list[Need] = field(default_factory=list)
    runs: frozenset[str] = frozenset({""})
    first: Need | None = _NOTHING
    maybe: Need = _NOTHING

    def add(self, ways: frozenset[str]) -> None:
        """Let the letters go on in one of these ways."""
        if len(self.runs) * len(ways) > _MANY:
            self.cut()
        self.runs = frozenset(run + way for run in self.runs for way in ways)

    def cut(self, begin: str = "") -> None:
        """End the letters, and begin anew."""
        if self.runs not in ({""}, {BARE}):
            self.begin(frozenset(run.lstrip(BARE) for run in self.runs))
        if all(run == DIGIT or (len(run) >= _SHORTEST and _bare(run)) for run in self.runs):
            self.needs.append(self.runs)
        self.runs = frozenset({begin})

    def begin(self, first: Need | None) -> None:
        """Say what stands here, if nothing did yet."""
        if self.first == _NOTHING and first != _NOTHING:
            self.first = None if first is None else first | self.maybe

    def perhaps(self, first: Need | None) -> None:
        """Say what can stand here, if nothing did yet."""
        if first is None:
            self.begin(None)
        elif self.first == _NOTHING:
            self.maybe |= first


def needs(pattern: str) -> tuple[Need, ...]:
    """Return what every match of the pattern holds; one of each of these sets."""
    reader = _Reader(pattern)
    found, _ = _alternatives(reader)
    return tuple(dict.fromkeys(found)) if reader.at == len(pattern) else ()


def leads(pattern: str) -> Need:
    """Return what every match of the pattern begins with, one of these; none when unknown.

    A word that no letter may stand before has an EDGE in front. Digits alone tell too little.
    """
    reader = _Reader(pattern)
    _, first = _alternatives(reader)
    if reader.at < len(pattern) or not first:
        return _NOTHING
    if any(run[0] == EDGE or not run.strip(EDGE + DIGIT) for run in first):
        return _NOTHING
    if _APART.match(pattern):
        return frozenset(EDGE + run for run in first)
    return first if all(len(run.strip(EDGE)) >= _SHORTEST for run in first) else _NOTHING


def _alternatives(reader: _Reader, begin: str = "") -> tuple[list[Need], Need | None]:
    """Read up to the end of a group: what each of its branches needs, or any of them.

    With it comes what it begins with, None when that cannot be told. `begin` is what stands before.
    """
    branches = [_sequence(reader, begin)]
    while reader.pattern.startswith("|", reader.at):
        reader.at += 1
        branches.append(_sequence(reader, begin))
    if len(branches) == 1:
        return branches[0]
    firsts = [first for _, first in branches if first]
    first = frozenset().union(*firsts) if len(firsts) == len(branches) else None
    if not all(own for own, _ in branches):
        return [], first
    return [frozenset().union(*(max(own, key=_telling) for own, _ in branches))], first


def _telling(need: Need) -> tuple[float, int]:
    """Rank by how rare it is: long words and numbers tell more than short ones do."""
    return min(map(_told, need)), -len(need)


def _told(word: str) -> float:
    bare = _bare(word)
    size = len(bare)
    letters = _TELL.get(size, size) if bare == DIGIT * size else size
    whole = len(word) - size > 1
    return letters + (_WHOLE if whole else 0.1 * (len(word) - size))


def _bare(run: str) -> str:
    return run.strip(EDGE + BARE)


def _sequence(reader: _Reader, begin: str = "") -> tuple[list[Need], Need | None]:
    made = _Sequence(runs=frozenset({begin}))
    while reader.at < len(reader.pattern) and reader.pattern[reader.at] not in "|)":
        if apart := _BARE.match(reader.pattern, reader.at):
            reader.at = apart.end()
            made.cut(BARE)
            continue
        led = made.runs == {BARE}
        ways, own, first = _atom(reader, BARE if led else "")
        count = _COUNT.match(reader.pattern, reader.at)
        reader.at = count.end() if count else reader.at
        if count and count["none"]:
            made.cut()
            made.perhaps(ways or first)
        elif ways == {EDGE}:
            made.add(ways)
            made.cut(EDGE)
        elif ways:
            _repeated(made, ways, count)
        elif led and not own and first == _NOTHING:  # what takes no room: no letter stands before
            continue
        else:
            made.cut()
            made.begin(first)
            made.needs += own
    made.cut()
    return made.needs, None if made.first == _NOTHING and made.maybe else made.first


def _repeated(made: _Sequence, ways: frozenset[str], count: regex.Match[str] | None) -> None:
    """Add letters as often as they stand there at the least."""
    for _ in range(int(count["least"] or 1) if count else 1):
        made.add(ways)
    if count and (count["more"] or count["least"] is None):
        made.cut()


def _atom(reader: _Reader, begin: str = "") -> tuple[frozenset[str], list[Need], Need | None]:
    """Read one thing: the ways in which it is spelled, else what it needs and begins with."""
    pattern, at = reader.pattern, reader.at
    if pattern[at] == "(":
        words = _plain(reader)
        return (words, [], None) if words else (frozenset(), *_group(reader, begin))
    kind = _CLASS if pattern[at] == "[" else _ESCAPE if pattern[at] == "\\" else None
    if kind is None:
        reader.at += 1
        return _spelled(pattern[at]), [], _NOTHING if pattern[at] in "^$" else None
    found = kind.match(pattern, at)
    if found is None:
        raise ValueError("the pattern ends in the middle of a class or an escape")
    reader.at = found.end()
    if _DIGITS.fullmatch(found[0]):
        return frozenset({DIGIT}), [], None
    if _LETTERS.fullmatch(found[0]) and len(set(found[0][1:-1].lower())) == 1:
        return frozenset({found[0][1].lower()}), [], None
    first = _NOTHING if found[0] in _NO_ROOM else None
    return frozenset({EDGE} if _BETWEEN.fullmatch(found[0]) else ()), [], first


def _spelled(letter: str) -> frozenset[str]:
    if letter in _SPECIAL:
        return frozenset()
    return frozenset({shape(letter.lower()) if letter.isalnum() else EDGE})


def shape(word: str) -> str:
    """Return a word with every digit of it as that one which stands for any."""
    if word.isalpha():
        return word
    return "".join(DIGIT if letter.isdecimal() else letter for letter in word)


def _plain(reader: _Reader) -> frozenset[str]:
    """Read a group that is a choice of words, nothing for any other."""
    found = _PLAIN.match(reader.pattern, reader.at)
    if found is None:
        return frozenset()
    reader.at = found.end()
    return frozenset(shape(word.lower()) for word in found["words"].split("|"))


def _group(reader: _Reader, begin: str) -> tuple[list[Need], Need | None]:
    opened = _OPEN.match(reader.pattern, reader.at)
    if opened is None:
        raise ValueError("an opening bracket of an unknown kind")
    reader.at = opened.end()
    if opened["flags"]:
        return [], _NOTHING
    inside = _alternatives(reader, "" if opened["look"] else begin)
    if not reader.pattern.startswith(")", reader.at):
        raise ValueError("a bracket that is not closed")
    reader.at += 1
    return ([], _NOTHING) if opened["look"] else inside
