# SPDX-License-Identifier: EUPL-1.2
"""A text in; the stretches of it in which each rule can match at all, out.

The words of the text are looked at once for all rules: a rule that needs `kenteken` is tried around
that word only, and one that begins with it at that word. A match reaches at most REACH characters
before and behind what it needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path

import regex

from woolak import kept
from woolak.detect.matching import anchors, required

REACH = 200
_REMEMBERED = 1 << 16
_BETWEEN = 150
"""Stretches that lie no farther apart are tried as one: to begin anew costs as much."""
_HEAD = 2
"""Parts of words are told apart by so many of their first letters, or by the one that they have."""
_DOT = "\u0307"
"""What is left of the dot of `\u0130` in lower case."""

_NAME, _A_PACK, _MOST_KEPT = "noden", 20, 5000

Stretch = tuple[int, int]
_Read = tuple[tuple[required.Need, ...], required.Need]
_Leads = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """For each pattern the numbers of its needs and its reach, and which needs a word fills.

    `led` says which patterns are tried only where they begin, `begun` which of them begin where in
    a word.
    """

    needs: tuple[tuple[tuple[int, ...], int], ...] = field(repr=False)
    filled: Callable[[str], tuple[int, ...]] = field(repr=False)
    size: int
    led: frozenset[int] = field(repr=False)
    begun: Callable[[str], tuple[tuple[int, int], ...]] = field(repr=False)


def plan(patterns: Iterable[str | None], reaches: Iterable[int] = ()) -> Plan:
    """Return the plan for these patterns, in their order; None is one that is tried everywhere.

    `reaches` says how far each of the first of them reaches; the others do to REACH.
    """
    patterns = list(patterns)
    read = _read_once(patterns)
    leads = _leads(patterns, read)
    numbers: dict[required.Need, int] = {}
    asked: list[tuple[tuple[int, ...], int]] = []
    for pattern, reach in zip(patterns, chain(reaches, repeat(REACH)), strict=False):
        needs, _ = read[pattern]
        asked.append((tuple(numbers.setdefault(need, len(numbers)) for need in needs), reach))
    led = frozenset().union(*leads.values())
    return Plan(tuple(asked), _filling(numbers), len(numbers), led, _begun(leads))


def _filling(numbers: Mapping[required.Need, int]) -> Callable[[str], tuple[int, ...]]:
    """Return what says which needs, by their numbers, a word fills."""
    parts: dict[str, tuple[int, ...]] = {}
    for need, number in numbers.items():
        for part in need:
            parts[part] = (*parts.get(part, ()), number)
    digits = parts.pop(required.DIGIT, ())
    heads: dict[str, list[tuple[str, bool, tuple[int, ...]]]] = {}
    for part, needed in parts.items():
        letters, bare = part.lstrip(required.BARE), part[0] == required.BARE
        heads.setdefault(letters[:_HEAD], []).append((letters, bare, needed))

    @lru_cache(maxsize=_REMEMBERED)
    def filled(word: str) -> tuple[int, ...]:
        whole = f"{required.EDGE}{required.shape(word)}{required.EDGE}"
        found = set(digits) if required.DIGIT in whole else set()
        for at in range(len(whole) - 1):
            of_two, of_one = heads.get(whole[at : at + _HEAD], ()), heads.get(whole[at], ())
            for letters, bare, needed in chain(of_two, of_one):
                if whole.startswith(letters, at) and not (bare and whole[at - 1].isalpha()):
                    found.update(needed)
        return tuple(found)

    return filled


def _leads(patterns: Sequence[str | None], read: Mapping[str | None, _Read]) -> _Leads:
    """Return which patterns begin with a part of a word, for those of which that is known."""
    parts: dict[str, tuple[int, ...]] = {}
    for number, pattern in enumerate(patterns):
        for part in read[pattern][1]:
            parts[part] = (*parts.get(part, ()), number)
    return parts


def _read_once(patterns: Sequence[str | None]) -> dict[str | None, _Read]:
    """Return what each pattern needs, and begins with; of a pack of rules that is kept.

    Reading the patterns of a pack takes a quarter of the time of a start.
    """
    if len(patterns) < _A_PACK:
        return {pattern: _read(pattern) for pattern in patterns}
    known: dict[str | None, _Read] = kept.read(_NAME, _made_of()) or {}
    found = {pattern: known.get(pattern) or _read(pattern) for pattern in patterns}
    if not found.keys() <= known.keys():
        old = known if len(known) + len(found) <= _MOST_KEPT else {}
        kept.write(_NAME, _made_of(), {**old, **found})
    return found


def _made_of() -> str:
    """Return a digest of what reads patterns: another version may read them otherwise."""
    return hashlib.sha256(Path(required.__file__).read_bytes()).hexdigest() + regex.__version__


def _read(pattern: str | None) -> _Read:
    try:
        needs = required.needs(pattern) if pattern is not None else ()
        return needs, required.leads(pattern) if needs and pattern else frozenset()
    except ValueError:
        return (), frozenset()


def _begun(parts: dict[str, tuple[int, ...]]) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """Return what tells which patterns can begin in a word, each with the place in the word."""
    heads: dict[str, list[tuple[str, bool, tuple[int, ...]]]] = {}
    for part, numbers in parts.items():
        letters, bare = part.lstrip(required.EDGE), part[0] == required.EDGE
        heads.setdefault(letters[:_HEAD], []).append((letters, bare, numbers))
    everyone = set(chain(*parts.values()))

    @lru_cache(maxsize=_REMEMBERED)
    def begun(word: str) -> tuple[tuple[int, int], ...]:
        whole = required.shape(word) + required.EDGE
        if _DOT in whole:  # in lower case it has become longer
            return tuple((number, at) for number in everyone for at in range(len(word)))
        return tuple(
            (number, at)
            for at in range(len(whole))
            for end in range(at + 1, min(at + _HEAD, len(whole)) + 1)
            for letters, bare, numbers in heads.get(whole[at:end], ())
            if whole.startswith(letters, at) and not (bare and at and whole[at - 1].isalpha())
            for number in numbers
        )

    return begun


def begins(plan: Plan, text: str) -> dict[int, list[int]]:
    """Return where each pattern of the plan that is `led` can begin in the text, in order."""
    found: dict[int, list[int]] = {}
    for word, starts in anchors.places(text).words.items():
        for number, at in plan.begun(word):
            found.setdefault(number, []).extend([start + at for start in starts])
    return {number: sorted(set(places)) for number, places in found.items()}


def stretches(plan: Plan, text: str) -> Iterator[Sequence[Stretch]]:
    """Yield for each pattern of the plan the stretches of the text to try it on, in order."""
    places: list[list[list[int]]] = [[] for _ in range(plan.size)]
    for word, starts in anchors.places(text).words.items():
        for number in plan.filled(word):
            places[number].append(starts)
    counts = [sum(map(len, found)) for found in places]
    known: dict[tuple[int, int], list[Stretch]] = {}
    for needs, reach in plan.needs:
        if not needs:
            yield ((0, len(text)),) if text else ()
            continue
        rarest = min(needs, key=counts.__getitem__) if needs[1:] else needs[0]
        if not counts[rarest]:
            yield ()
            continue
        if (rarest, reach) not in known:
            starts = sorted(chain(*places[rarest]))
            known[rarest, reach] = list(joined(starts, len(text), reach))
        yield known[rarest, reach]


def shared(left: Sequence[Stretch], right: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield what two runs of stretches, each in order, have in common."""
    at = other = 0
    while at < len(left) and other < len(right):
        low = max(left[at][0], right[other][0])
        high = min(left[at][1], right[other][1])
        if low < high:
            yield low, high
        if left[at][1] < right[other][1]:
            at += 1
        else:
            other += 1


def joined(starts: Iterable[int], size: int, reach: int = REACH) -> Iterator[Stretch]:
    """Yield the stretches within reach of these places, in order, that overlap made one."""
    first = last = -1
    apart = 2 * reach + _BETWEEN
    for at in starts:
        if first >= 0 and at - last > apart:
            yield max(first - reach, 0), min(last + reach, size)
            first = at
        first = first if first >= 0 else at
        last = at
    if first >= 0:
        yield max(first - reach, 0), min(last + reach, size)
