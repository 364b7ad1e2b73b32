# SPDX-License-Identifier: EUPL-1.2
"""A text goes in; the office holders on the lists that it names for certain come out.

Who is named among them by a surname alone is the office holder of that name, where nobody else in
the text bears it.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_OTHER = rf"(?P<other>(?:(?i:van|de|den|der|het|ten|ter|el|in|op) ){{0,2}}{CAP})"
_LEFT = regex.compile(
    rf"(?<!\p{{Lu}}[\p{{L}}'’-]{{0,24}} |\p{{Lu}}\. ?|[\p{{L}}-]){_OTHER}(?:, | en | of |/| - )$"
)
_RIGHT = regex.compile(rf"(?:, | en | of |/| - ){_OTHER}(?![\p{{L}}-]| \p{{Lu}})")
"""Another surname alone beside one, in a list."""
_LONG = 48
"""A name on a list is no longer than this."""
_TITLE = 32
"""An office directly before a surname is no longer than this."""
_NEAR = 48


@lru_cache(maxsize=8)
def in_full(words: Vocabulary, text: str) -> frozenset[str]:
    """Return the folded full names on the lists that a text has."""
    known = anchors.places(text).words
    found: set[str] = set()
    for first in _firsts(words).keys() & known.keys():
        for at in known[first]:
            spoken = fold(" ".join(text[at : at + _NEAR].split()))
            found |= {full for full in _firsts(words)[first] if _stands(spoken, full)}
    return frozenset(found)


def _stands(spoken: str, full: str) -> bool:
    return spoken.startswith(full) and not spoken[len(full) : len(full) + 1].isalpha()


@lru_cache(maxsize=2)
def _firsts(words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the full names on the lists by their first word; initials are none."""
    found: dict[str, tuple[str, ...]] = {}
    for full in words.politics.lijst:
        first, _, rest = full.partition(" ")
        if rest and "." not in first:
            found[first] = (*found.get(first, ()), full)
    return found


@lru_cache(maxsize=8)
def by_office(words: Vocabulary, text: str) -> frozenset[str]:
    """Return the folded surnames on the lists that have an office directly before them."""
    known = _folded(text)
    return frozenset(
        last
        for word in _lasts(words).keys() & known.keys()
        for last in _lasts(words)[word]
        if any(_in_office(words, text, at, last, word) for at in known[word])
    )


@lru_cache(maxsize=8)
def _folded(text: str) -> dict[str, tuple[int, ...]]:
    """Return where the words of a text stand, without diacritics: `Šefčovič`."""
    found: dict[str, tuple[int, ...]] = {}
    for word, places in anchors.places(text).words.items():
        found[fold(word)] = (*found.get(fold(word), ()), *places)
    return found


@lru_cache(maxsize=2)
def _lasts(words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the surnames on the lists by their last word."""
    found: dict[str, tuple[str, ...]] = {}
    for last in words.politics.achternamen:
        word = regex.split(r"[- ]", last)[-1]
        found[word] = (*found.get(word, ()), last)
    return found


def _in_office(words: Vocabulary, text: str, at: int, last: str, word: str) -> bool:
    start = at + len(word) - len(last)
    if start < 0 or fold(text[start : at + len(word)]) != last:
        return False
    before = fold(text[max(start - _TITLE, 0) : start].replace("\n", " "))
    politics = words.politics
    office = politics.ambtsdrager.search(before) or politics.opvolging.search(before)
    return bool(office or politics.buitenland.search(before))


def others(words: Vocabulary, text: str, last: str) -> int:
    """Return how many office holders with another surname a text names for certain."""
    own = fold(last)
    full = {name.split()[-1] for name in in_full(words, text)}
    office = {name.split()[-1] for name in by_office(words, text)}
    return len((full | office) - {own.split()[-1]})


def row(words: Vocabulary, text: str, name: Name, last: str) -> int:
    """Return how many surnames on the lists stand in a row with one: `Bos, Halsema en Krikke`.

    Somebody else in it makes that nobody is told.
    """
    others: set[str] = set()
    at = name.start
    while (side := _LEFT.search(text, max(at - _LONG, 0), at)) is not None:
        others.add(fold(side["other"]))
        at = side.start()
    at = name.end
    while (side := _RIGHT.match(text, at, at + _LONG)) is not None:
        others.add(fold(side["other"]))
        at = side.end()
    known = words.politics.achternamen.keys() - words.veel_voorkomend
    return len(others - {fold(last)}) if others <= known else 0
