# SPDX-License-Identifier: EUPL-1.2
"""Text in, names out with the capacity in which they act, told further off than right beside them.

Judges under their judgment, who stands between commas behind a function and an organisation, and
chairs of a public body that is named behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming.people import plausible
from woolak.detect.office.roles import Public
from woolak.detect.text.view import Hit
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_RULED = anchors.begun(
    r"(?i)(?:uitspraak|beschikking|vonnis|beslissing|arrest)\s+(?:is|werd|wordt)\s+"
    r"(?:aldus\s+)?(?:gedaan|gewezen|gegeven|vastgesteld)\s+(?:en\s+\p{L}+\s+)?door\s+"
)
_SEATS = anchors.begun(
    r"(?:(?i:leden)(?:[ \n](?:en[ \n]voorzitter[ \n])?van[ \n]de[ \n]\p{Ll}*(?:commissie|raad))?"
    r"[ \n](?:worden|zijn)[ \n]benoemd|(?i:commissie|adviesraad)[ \n]bestaat[ \n]uit"
    r"(?:[ \n]de[ \n]volgende[ \n](?:leden|personen))?)[ ]?:(?=\s*\n)"
)
_ITEM = regex.compile(r"\s*\n[\s•·*–-]*(?:(?:[a-z]|\d{1,2}°?)[.)]?[ ]+(?=\p{Ll}|\p{Lu}))?")
"""Before whom a line of a list names, one a line."""
_CLERK = regex.compile(r",?\s+(?:in\s+(?:aanwezigheid|tegenwoordigheid)|bijgestaan)|\n\n|\.\n")
_NEXT = regex.compile(r"(?:,\s+\p{Ll}+(?:\s\p{Ll}+)?)?(?:,\s*(?:en\s+)?|\s+en\s+)")
_WHERE = regex.compile(
    rf"[ ](?:van|bij|of|at)[ ](?:(?:de|het|the)[ ])?(?:{CAP}|[\p{{Lu}}&]{{2,}})"
    rf"(?:[ &-]+(?:(?:van|voor|de|en|der)[ ])?{CAP}){{0,4}},[ ]"
)
_CLOSED = regex.compile(r"[,.;)]|[ ]\p{Ll}|\Z")
_AHEAD = 90
_RULING = 400


def acting(words: Vocabulary, text: str, functions: Mapping[int, str]) -> Iterator[Hit]:
    """Yield who acts in a function that is told in the sentence; `functions` by where they end."""
    for judge in _judges(words, text):
        why = "Rechter, genoemd onder de uitspraak."
        yield _hit(judge, Role.ONBEKEND, "rechter", why)
    for member in _appointed(words, text):
        why = "Lid van een commissie, genoemd in het besluit dat haar instelt."
        yield _hit(member, Role.ONBEKEND, "lid van de commissie", why)
    for end, functie in functions.items():
        place = _WHERE.match(text, end)
        name = _whole(words, text, place.end()) if place is not None else None
        if name is not None:
            yield _hit(name, words.role_of(functie), functie, f"Functie voor de naam: {functie}.")


def _whole(words: Vocabulary, text: str, at: int) -> Name | None:
    """Return the full name at `at`, if the sentence goes on behind it."""
    name = grammar.natural(words.grammar, text, at, at + _AHEAD)
    if name is None or not (name.full and plausible(words, name)):
        return None
    return name if _CLOSED.match(text, name.end) else None


def chairs(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield chairs of public bodies that are named behind them: `voorzitter X van de VO-raad`."""
    for head in words.hoofd.finditer(text):
        if not text.startswith(" ", head.end()):
            continue
        name = grammar.natural(words.grammar, text, head.end() + 1, head.end() + _AHEAD)
        body = words.lichaam.match(text, name.end) if name is not None else None
        if name is not None and body is not None and plausible(words, name):
            functie = head[0] + body[0]
            why = f"Publieke functie naast de naam: {functie.lower()}."
            yield Public(
                name.start, name.end, name, Role.BESTUURDER, functie, "functies.ambtsdrager", why
            )


def _judges(words: Vocabulary, text: str) -> Iterator[Name]:
    """Yield who gave a judgment, until the clerk is named."""
    for found in _RULED.finditer(text):
        at = found.end()
        stop = _CLERK.search(text, at, at + _RULING)
        end = stop.start() if stop is not None else at
        while at < end:
            name = grammar.natural(words.grammar, text, at, end)
            if name is None or not (name.full or name.titel):
                break
            yield name
            more = _NEXT.match(text, name.end, end)
            at = more.end() if more is not None else end


def _appointed(words: Vocabulary, text: str) -> Iterator[Name]:
    """Yield whom a decision appoints to a commission, one on a line; not its secretary."""
    for found in _SEATS.finditer(text):
        at = found.end()
        while (item := _ITEM.match(text, at)) is not None:
            name = grammar.natural(words.grammar, text, item.end(), item.end() + _AHEAD)
            end = text.find("\n", item.end())
            end = len(text) if end < 0 else end
            if name is None or not (name.titel or name.initialen):
                break
            if "secretaris" not in text[name.end : end]:
                yield name
            at = end


def _hit(name: Name, role: Role, functie: str, why: str) -> Hit:
    where = name.start, name.end
    return Hit(*where, Kind.NAME, 0.9, "namen.functie", why, role=role, functie=functie)
