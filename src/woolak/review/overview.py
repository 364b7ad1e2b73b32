# SPDX-License-Identifier: EUPL-1.2
"""A dossier under review in; where each document stands, and how long the rest will take, out."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from woolak.model import Document, Status
from woolak.model.review import Action
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
    grave: bool
    why: str = field(repr=False)

    @property
    def done(self) -> int:
        """Return the progress in per cent."""
        due = self.places + len(self.eyes)
        return 100 if not due else round(100 * (self.places - self.open) / due)


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
    sample: int
    drawn: int
    fresh: int
    differing: int
    second: int
    minutes: int
    measured: bool


def documents(desk: Desk) -> list[Line]:
    """Return the documents, open questions first, then what needs eyes."""
    counted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for place in desk.places.values():
        if not gone(place):
            counted[place.document] += 1
            waiting[place.document] += place.id in desk.waiting
    lines = [_line(desk, d, (counted[d.id], waiting[d.id])) for d in desk.documents.values()]
    return sorted(lines, key=_urgency)


def _urgency(line: Line) -> tuple[bool, bool, bool, int, int, str]:
    waits = bool(line.open or line.eyes or line.sample)
    return (
        # An author beside an opinion is the gravest miss: beslisnota's first.
        not (line.grave and waits),
        not (line.eyes and line.document.status not in _CLOSED),
        not line.open,
        -len(line.eyes) - line.open,
        len(line.document.id),
        line.document.id,
    )


def _line(desk: Desk, document: Document, counted: tuple[int, int]) -> Line:
    places, waiting = counted
    numbers = range(1, document.pages + 1)
    looked = [n for n in numbers if desk.looks.get((document.id, n))]
    checked = [n for n in numbers if desk.checks.get((document.id, n))]
    eyes = tuple(n for n in numbers if (document.id, n) in desk.unread and n not in checked)
    drawn = tuple(n for n in numbers if due(desk, document.id, n))
    opened = len(set(looked) | set(checked))
    unseen = document.pages - opened if document.status not in _CLOSED else 0
    why = _why(document, waiting, eyes)
    grave = any((document.id, n) in desk.grave for n in numbers)
    return Line(
        document, waiting, places, len(looked), len(checked), unseen, eyes, drawn, grave, why
    )


def due(desk: Desk, document: str, page: int) -> bool:
    """Say whether a page of the sample still waits: for opening, or where that is asked, a tick."""
    where = (document, page)
    if where not in desk.sample or desk.checks.get(where):
        return False
    return desk.sample_ticked or not desk.looks.get(where)


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


def summary(desk: Desk) -> Summary:
    """Return the dossier as a whole."""
    open_people = len({desk.person_of[n] for n in desk.waiting if n in desk.person_of})
    alone = [desk.places[name] for name in desk.waiting if name not in desk.person_of]
    questions = len({(p.kind, p.folded) for p in alone})
    pages = [(d.id, n) for d in desk.documents.values() for n in range(1, d.pages + 1)]
    eyes = [where for where in desk.unread if not desk.checks.get(where)]
    unseen = [w for w in pages if not desk.looks.get(w) and not desk.checks.get(w)]
    sample = [where for where in pages if due(desk, *where)]
    seconds, measured = pace(desk.dossier.actions(_LAST))
    left = open_people + questions + len(eyes) + len(sample)
    return Summary(
        documents=len(desk.documents),
        pages=len(pages),
        places=sum(not gone(p) for p in desk.places.values()),
        people=len(desk.people),
        people_open=open_people,
        questions=questions,
        unseen=len(unseen),
        eyes=len(eyes),
        sample=len(sample),
        drawn=len(desk.sample),
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
