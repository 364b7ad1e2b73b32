# SPDX-License-Identifier: EUPL-1.2
"""Mentions go in while a document is written; marks for its text, and then its gold, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from woolak.model import Kind, Role, Verdict

MARK = re.compile("⟪(\\d+)⟫")
BREAK = "\n"
"""In what a mention shows: a line end that the writer forces."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that must go, must stay, or may do either (`verdict` None: a title, a room).

    `text` is as read; `shown` is the same with forced line ends. `form` is the written form of a
    name, or the class of a public item; `origin` and `person` are empty for what is nobody's name.
    """

    text: str
    kind: Kind
    role: Role
    verdict: Verdict | None
    form: str
    ground: str | None = None
    origin: str = ""
    person: str = ""
    shown: str = ""

    @property
    def pieces(self) -> list[str]:
        """Return the words of the mention as they are drawn."""
        return (self.shown or self.text).split()


@dataclass(frozen=True, slots=True)
class Place:
    """Where one piece of a mention was drawn: page from 1, points from the top left."""

    mention: int
    piece: int
    page: int
    x: float
    y: float


class Ledger:
    """Everything that one document mentions, in the order in which it was written."""

    def __init__(self) -> None:
        """Start with nothing mentioned."""
        self.mentions: list[Mention] = []

    def add(self, mention: Mention) -> str:
        """Note a mention and return the mark that stands for it in a text."""
        self.mentions.append(mention)
        return f"⟪{len(self.mentions) - 1}⟫"

    def gold(self, places: Sequence[Place]) -> dict[str, list[dict[str, object]]]:
        """Return the entries of the gold file under `redact`, `keep` and `either`."""
        found: dict[str, list[dict[str, object]]] = {"redact": [], "keep": [], "either": []}
        for occurrence in _occurrences(places):
            mention = self.mentions[occurrence[0].mention]
            broken = len({(p.page, round(p.y)) for p in occurrence}) > 1
            for _, on_page in groupby(occurrence, key=lambda place: place.page):
                part = list(on_page)
                whole = len(part) == len(mention.pieces)
                text = mention.text if whole else " ".join(mention.pieces[p.piece] for p in part)
                section = mention.verdict.value if mention.verdict else "either"
                section = {"ask": "redact"}.get(section, section)
                found[section].append(_entry(mention, text, part, broken=broken))
        return found


def _occurrences(places: Sequence[Place]) -> Iterator[list[Place]]:
    """Join the pieces of one mention; a mention drawn again (a repeated column) is another."""
    drawn: dict[int, list[Place]] = {}
    for place in places:
        if place.piece == 0 and place.mention in drawn:
            yield drawn.pop(place.mention)
        drawn.setdefault(place.mention, []).append(place)
    yield from drawn.values()


def _entry(
    mention: Mention, text: str, places: Sequence[Place], *, broken: bool
) -> dict[str, object]:
    entry: dict[str, object] = {
        "text": text,
        "page": places[0].page,
        "kind": mention.kind.value,
        "role": mention.role.value,
    }
    if mention.verdict in {Verdict.REDACT, Verdict.ASK}:
        entry |= {"ground": mention.ground or "5.1.2e", "verdict": mention.verdict.value}
    form = "broken" if broken and mention.origin and mention.kind is Kind.NAME else mention.form
    drawn = places if broken else places[:1]
    parts = [[mention.pieces[p.piece], round(p.x, 1), round(p.y, 1)] for p in drawn]
    entry |= {"form": form, "parts": parts}
    if mention.origin:
        entry |= {"origin": mention.origin}
    if mention.person:
        entry |= {"person": mention.person}
    return entry
