# SPDX-License-Identifier: EUPL-1.2
r"""A pattern in, what a text must hold for it to match out: parts of words, or a digit.

`(?:kenteken|plaat)[ ]?\d` needs one of `kenteken` and `plaat`, and it needs a digit. What cannot
be told is left out, so a pattern is never thought to need more than it does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

DIGIT = "\\d"
"""Stands for any digit."""

Need = frozenset[str]
"""One of these must be there: letters and digits, in lower case, that stand within one word."""

_SHORTEST = 2
_OPEN = regex.compile(
    r"\((?:\?(?:[a-z]*:|P?<[a-z_]\w*>|>|(?P<look>=|!|<=|<!)|(?P<flags>[a-z]+)\)))?"
)
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*+\]")
_ESCAPE = regex.compile(r"\\(?:[pP]\{[^}]*\}|.)", regex.DOTALL)
_COUNT = regex.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[+?]?")
_DIGITS = regex.compile(r"\[(?:\\d|\d-\d|\d)+\]")
_LETTERS = regex.compile(r"\[\p{L}+\]")


@dataclass(slots=True)
class _Reader:
    """Where the reading of a pattern has come to."""

    pattern: str
    at: int = 0


@dataclass(slots=True)
class _Sequence:
    """What stands one after another so far: what it needs, and the letters that go on."""

    needs: list[Need] = field(default_factory=list)
    run: str = ""

    def cut(self) -> None:
        """End the run of letters."""
        if len(self.run) >= _SHORTEST:
            self.needs.append(frozenset({self.run}))
        self.run = ""


def needs(pattern: str) -> tuple[Need, ...]:
    """Return what every match of the pattern holds; one of each of these sets."""
    reader = _Reader(pattern)
    found = _alternatives(reader)
    return tuple(dict.fromkeys(found)) if reader.at == len(pattern) else ()


def _alternatives(reader: _Reader) -> list[Need]:
    """Read up to the end of a group: what each of its branches needs, or any of them."""
    branches = [_sequence(reader)]
    while reader.pattern.startswith("|", reader.at):
        reader.at += 1
        branches.append(_sequence(reader))
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset().union(*(max(branch, key=_telling) for branch in branches))]


def _telling(need: Need) -> tuple[float, int]:
    """Rank by how rare it is: long words tell more than a digit does, and that more than two."""
    return min(2.5 if word == DIGIT else len(word) for word in need), -len(need)


def _sequence(reader: _Reader) -> list[Need]:
    made = _Sequence()
    while reader.at < len(reader.pattern) and reader.pattern[reader.at] not in "|)":
        letter, own = _atom(reader)
        count = _COUNT.match(reader.pattern, reader.at)
        reader.at = count.end() if count else reader.at
        if count and count["none"]:
            made.cut()
            continue
        if letter:
            made.run += letter
            if not count:
                continue
        made.cut()
        made.needs += own
    made.cut()
    return made.needs


def _atom(reader: _Reader) -> tuple[str, list[Need]]:
    """Read one thing: the letter that it is, else what it needs."""
    pattern, at = reader.pattern, reader.at
    if pattern[at] == "(":
        return "", _group(reader)
    kind = _CLASS if pattern[at] == "[" else _ESCAPE if pattern[at] == "\\" else None
    if kind is None:
        reader.at += 1
        return (pattern[at].lower() if pattern[at].isalnum() else ""), []
    found = kind.match(pattern, at)
    if found is None:
        raise ValueError("the pattern ends in the middle of a class or an escape")
    reader.at = found.end()
    if found[0] == DIGIT or _DIGITS.fullmatch(found[0]):
        return "", [frozenset({DIGIT})]
    if _LETTERS.fullmatch(found[0]) and len(set(found[0][1:-1].lower())) == 1:
        return found[0][1].lower(), []
    return "", []


def _group(reader: _Reader) -> list[Need]:
    opened = _OPEN.match(reader.pattern, reader.at)
    if opened is None:
        raise ValueError("an opening bracket of an unknown kind")
    reader.at = opened.end()
    if opened["flags"]:
        return []
    inside = _alternatives(reader)
    if not reader.pattern.startswith(")", reader.at):
        raise ValueError("a bracket that is not closed")
    reader.at += 1
    return [] if opened["look"] else inside
