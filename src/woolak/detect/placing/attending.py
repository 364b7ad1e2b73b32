# SPDX-License-Identifier: EUPL-1.2
"""A view in; who stands behind the second label of a line that lists who was there, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from woolak.detect.naming import people
from woolak.detect.placing import bodies, codes, messages
from woolak.detect.text.view import Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_LIST_ENDS = regex.compile(
    r"(?<=\p{L}{2}\)?)[.;](?=\s|\Z)|\n\n|(?<![,;]|[ ]en)[ ]*\n(?=[^\n:]{2,30}:|\w{1,2}\.[ ])"
)
"""The end of a sentence or a paragraph, and a line before one with a label or a number."""
_FOR_BODY = regex.compile(
    r"(?<=[,;:\n][ \n]?)(?P<body>\p{Lu}[\p{L}&-]+(?:[ ]\p{Lu}[\p{L}&-]+)?)[ \n]"
    r"\((?P<who>[^()\n]{2,80})\)"
)
"""A body with who speaks for it behind it in brackets."""
_OF_UNIT = regex.compile(
    r"(?<=[,;:\n][ \n])(?P<who>\p{Lu}\p{Ll}+)(?=[ ]\((?:\p{Lu}[\p{L}&/-]*\p{Lu})[^()\n]{0,20}\))"
)
"""One word before the letters of a unit in brackets: `Hert (IPO)`."""


def with_unit(words: Vocabulary, view: View, start: int, end: int, why: str) -> Iterator[Hit]:
    """Yield one word before a unit in brackets in a list of people, which no list need know."""
    for found in _OF_UNIT.finditer(view.text, start, end):
        who = found["who"]
        thing = words.nobody([who]) or words.instellingen.fullmatch(who) is not None
        thing = thing or words.portefeuille.fullmatch(f" {who}") is not None
        thing = thing or words.zaak_uitgang.search(fold(who)) is not None
        town = words.lexicon.place(who) and not words.lexicon.last(who)
        if not (thing or town or words.functie.fullmatch(who)):
            name = Name(*found.span("who"), achternaam=who)
            yield messages.named(words, view, name, "structuur.aanwezig", why)


def lettered(
    words: Vocabulary, text: str, start: int, end: int
) -> Iterator[tuple[Name, Hit | None]]:
    """Yield who stands in a list of people, each with the letters beside the name, if any."""
    listed = {} if bodies.of_days(words, text, start, end) else dict(_each(words, text, start, end))
    for name in bodies.who(words, text, tuple(listed)):
        yield name, listed.get(name)


def _each(words: Vocabulary, text: str, start: int, end: int) -> Iterator[tuple[Name, Hit | None]]:
    """Yield what is spelled as people in a list are, and may be places."""
    names = people.people(words, text, start, end)
    while (name := next(names, None)) is not None:
        code = codes.beside(text, name)
        yield name, code
        if code is not None:  # `UtCVDP`, and somebody on the next line
            names = people.people(words, text, code.end, end)


def speaking(
    words: Vocabulary, view: View, where: tuple[int, int], listed: Sequence[Name], why: str
) -> Iterator[Hit]:
    """Yield who stands in brackets behind a body in a list of people: `RWS (Bos, Vos)`.

    `listed` are those who were found in the list by themselves.
    """
    for found in _FOR_BODY.finditer(view.text, *where):
        body, (low, high) = found["body"], found.span()
        known = body in words.afkortingen or words.instellingen.fullmatch(body) is not None
        if not known or any(n.start < high and n.end > low for n in listed):
            continue
        for name in people.people(words, view.text, *found.span("who")):
            spoken = view.text[name.start : name.end]
            town = words.lexicon.place(spoken) and not words.lexicon.last(spoken)
            if not (town or words.instellingen.fullmatch(spoken)):
                yield messages.named(words, view, name, "structuur.aanwezig", why)


def second(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Yield the names behind a label of a list in mid-line: `Aanwezig: Bos. Afwezig: Lindner.`."""
    for found in words.aanwezig_erna.finditer(view.text):
        stop = _LIST_ENDS.search(view.text, found.end())
        end = stop.start() if stop is not None else len(view.text)
        for name in bodies.people_of(words, view.text, found.end(), end, lower=False):
            why = f"Naam in de lijst '{found['label'].strip()}'."
            yield messages.named(words, view, name, "structuur.aanwezig", why)
