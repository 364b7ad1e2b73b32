# SPDX-License-Identifier: EUPL-1.2
"""A dossier under review in; where each document stands, and how long the rest will take, out."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from woolak import chain
from woolak.model import Document, Status
from woolak.model_review import Action
from woolak.review import copies, words
from woolak.review.deciding import wants_second
from woolak.review.desk import Desk, decided, gone

_LAST = 60
"""Actions from which the pace is taken."""
_PAUSE = 300.0
"""Seconds: a longer time between two actions was a pause."""
_USUAL = 6.0
"""Seconds an action takes, as long as nobody has shown a pace."""


@dataclass(frozen=True, slots=True)
class Line:
    """One document: how far it is, and why it is not finished."""

    document: Document
    open: int
    places: int
    looked: int
    checked: int
    unseen: int
    eyes: tuple[int, ...]
    sample: tuple[int, ...]
    why: str = field(repr=False)

    @property
    def done(self) -> int:
        """Return the progress in per cent."""
        return 100 if not self.places else round(100 * (self.places - self.open) / self.places)


@dataclass(frozen=True, slots=True)
class Summary:
    """The dossier as a whole; `minutes` from the pace so far."""

    documents: int
    pages: int
    places: int
    people: int
    people_open: int
    questions: int
    unseen: int
    eyes: int
    fresh: int
    differing: int
    second: int
    minutes: int
    measured: bool


def documents(desk: Desk, percent: int = 10) -> list[Line]:
    """Return the documents, open questions first, then what needs eyes."""
    counted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for place in desk.places.values():
        if not gone(place):
            counted[place.document] += 1
            waiting[place.document] += place.id in desk.waiting
    lines = [
        _line(desk, d, (counted[d.id], waiting[d.id]), percent) for d in desk.documents.values()
    ]
    return sorted(lines, key=_urgency)


def _urgency(line: Line) -> tuple[bool, bool, int, int, str]:
    nota = line.document.soort.casefold() == "beslisnota"
    return (
        not line.open,
        # An author beside an opinion is the gravest miss: beslisnota's first.
        not (nota and (line.eyes or line.sample)),
        -len(line.eyes) - line.open,
        len(line.document.id),
        line.document.id,
    )


def _line(desk: Desk, document: Document, counted: tuple[int, int], percent: int) -> Line:
    places, waiting = counted
    numbers = range(1, document.pages + 1)
    looked = [n for n in numbers if desk.looks.get((document.id, n))]
    checked = [n for n in numbers if desk.checks.get((document.id, n))]
    eyes = tuple(n for n in numbers if (document.id, n) in desk.unread and n not in checked)
    key = desk.dossier.key
    unopened = (n for n in numbers if n not in looked)
    drawn = tuple(n for n in unopened if sampled(key, document.id, n, percent))
    seen = len(set(looked) | set(checked))
    unseen = document.pages - seen if document.status not in _CLOSED else 0
    why = _why(document, waiting, eyes)
    return Line(document, waiting, places, len(looked), len(checked), unseen, eyes, drawn, why)


_CLOSED = (Status.REJECTED, Status.DUPLICATE, Status.WITHHELD)


def _why(document: Document, waiting: int, eyes: Sequence[int]) -> str:
    if eyes:
        where = ", ".join(map(str, eyes[:5]))
        return f"blz. {where} {'moet' if len(eyes) == 1 else 'moeten'} worden bekeken"
    if waiting:
        return f"nog {words.places(waiting)} te beslissen"
    if document.status in _CLOSED:
        return words.STATUS[document.status]
    if document.reason:
        return words.REASONS.get(document.reason, "")
    return ""


@lru_cache(maxsize=1 << 17)
def sampled(key: bytes, document: str, page: int, percent: int = 10) -> bool:
    """Say whether a page is in the sample that is put forward for opening: always the same ones."""
    made = hmac.new(chain.derived(key, "sample"), f"{document}/{page}".encode(), hashlib.sha256)
    return int.from_bytes(made.digest()[:4], "big") % 100 < percent


def summary(desk: Desk, percent: int = 10) -> Summary:
    """Return the dossier as a whole."""
    open_people = len({desk.person_of[n] for n in desk.waiting if n in desk.person_of})
    alone = [desk.places[name] for name in desk.waiting if name not in desk.person_of]
    questions = len({(p.kind, p.folded) for p in alone})
    pages = [(d.id, n) for d in desk.documents.values() for n in range(1, d.pages + 1)]
    eyes = [where for where in desk.unread if not desk.checks.get(where)]
    unseen = [w for w in pages if not desk.looks.get(w) and not desk.checks.get(w)]
    due = [w for w in unseen if sampled(desk.dossier.key, *w, percent)]
    seconds, measured = pace(desk.dossier.actions(_LAST))
    left = open_people + questions + len(eyes) + len(due)
    return Summary(
        documents=len(desk.documents),
        pages=len(pages),
        places=sum(not gone(p) for p in desk.places.values()),
        people=len(desk.people),
        people_open=open_people,
        questions=questions,
        unseen=len(unseen),
        eyes=len(eyes),
        fresh=sum(p.fresh for p in desk.places.values()),
        differing=sum(1 for _ in copies.differing(desk.copies, desk.places))
        + sum(1 for _ in copies.bare(desk.copies, desk.places, desk.of_page)),
        second=sum(wants_second(desk, p) and decided(p) for p in desk.places.values()),
        minutes=-(-int(left * seconds) // 60),
        measured=measured,
    )


def pace(actions: Sequence[Action]) -> tuple[float, bool]:
    """Return the seconds that an action takes, and whether that was measured."""
    times = [dt.datetime.fromisoformat(action.at) for action in reversed(actions)]
    gaps = [(b - a).total_seconds() for a, b in pairwise(times)]
    worked = [gap for gap in gaps if 0 < gap < _PAUSE]
    enough = len(worked) >= 10  # noqa: PLR2004 - fewer say nothing
    return (statistics.mean(worked), True) if enough else (_USUAL, False)
