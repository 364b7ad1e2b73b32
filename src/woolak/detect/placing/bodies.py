# SPDX-License-Identifier: EUPL-1.2
"""A list of who was there in; who is somebody in it out, when bodies are called by their places.

`Participants: Sweden, Denmark (Jan Bos)`, `Deelnemers: Zwolle, Almelo, Deventer`.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from woolak.detect.naming import people
from woolak.detect.text.view import View
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_SOME, _MANY = 2, 3
_PARTS = regex.compile(r"[,/;]| en | t/m ")
_SPEAKERS = regex.compile(r"\((?P<who>[^()]{2,120})\)?")


def people_of(words: Vocabulary, text: str, start: int, end: int, *, lower: bool) -> list[Name]:
    """Return the people of a list: none of its places, and nobody where it is one of days."""
    if of_days(words, text, start, end):
        return []
    return who(words, text, list(people.people(words, text, start, end, lower=lower)))


def who(words: Vocabulary, text: str, listed: Sequence[Name]) -> list[Name]:
    """Return who is listed without the places, where these are what the list is of.

    A place that is a surname as well is one when nothing else is listed.
    """
    parts = {name: _spoken(text, name) for name in listed}
    plain = [one for every in parts.values() for one in every if _town(words, one)]
    if len(plain) < _SOME or 2 * len(plain) <= sum(map(len, parts.values())):
        return list(listed)
    every = len(plain) >= _MANY and all(
        _place(words, one) for spoken in parts.values() for one in spoken
    )
    gone = [name for name in listed if every or all(_town(words, p) for p in parts[name])]
    inside = [one for name in gone for one in _speaking(words, text, name)]
    return [*(name for name in listed if name not in gone), *inside]


def of_days(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether the days stand in a list on which somebody works: `Aanwezig: ma, di, do`."""
    every = [part.strip(" .") for part in _PARTS.split(text[start:end])]
    days = (words.beside.weekday.fullmatch(part) is not None for part in every)
    return len(every) > _SOME and all(days)


def days(words: Vocabulary, view: View) -> frozenset[int]:
    """Return where the days begin that fill cells of a roster: nobody is Ma, Di, Wo and Do."""
    cells = [(view.text[cell.start : cell.end].strip(), cell.start) for cell in view.cells]
    found = [(said, at) for said, at in cells if words.beside.weekday.fullmatch(said) is not None]
    several = len({said.lower().strip(".") for said, _ in found}) > _MANY
    return frozenset(at for _, at in found) if several else frozenset()


def _spoken(text: str, name: Name) -> list[str]:
    """Return what a name is made of by its commas, without what stands in brackets behind it."""
    return text[name.start : name.end].partition("(")[0].strip().split(", ")


def _speaking(words: Vocabulary, text: str, name: Name) -> list[Name]:
    """Return who speaks for a place in brackets that were taken for a part of its name."""
    found = _SPEAKERS.search(text, name.start, name.end)
    return list(people.people(words, text, *found.span("who"))) if found is not None else []


def _town(words: Vocabulary, spoken: str) -> bool:
    """Say whether words are the name of a place, and of nobody."""
    return _place(words, spoken) and not words.lexicon.last(spoken)


def _place(words: Vocabulary, spoken: str) -> bool:
    return words.lexicon.place(spoken) and not words.lexicon.first(spoken)
