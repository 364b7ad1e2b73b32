# SPDX-License-Identifier: EUPL-1.2
"""Places in; the lines of a list out: one for each person, or for each text of one kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from woolak.model import Kind, Person, Role, Verdict
from woolak.model.review import Place
from woolak.review import words
from woolak.review.deciding import wants_second
from woolak.review.desk import PERSON, PUBLIC, Desk, decided, gone, listed

PER_SCREEN = 50
_AUTHOR = (Kind.NAME, Kind.INITIALS, Kind.SIGNATURE)
"""Kinds that tell who wrote an opinion."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: what is decided with one key.

    `state` is redact, keep, mixed or open; `proposal` what is advised (redact, keep, ask), and
    `lean` what happens to all of it as long as nobody decides (redact, keep, or nothing).
    """

    target: str
    title: str = field(repr=False)
    forms: tuple[tuple[str, int], ...] = field(repr=False)
    kind: str
    role: str
    functie: str = field(repr=False)
    places: int
    documents: int
    first: tuple[str, int]
    proposal: str
    lean: str
    grond: str
    state: str
    by: str
    fresh: int
    second: int
    grave: int
    person: bool

    @property
    def told(self) -> str:
        """Return in words how it stands."""
        if self.state != "open":
            return f"Gelakt {self.grond}" if self.state == "redact" else words.STATES[self.state]
        if self.proposal == Verdict.ASK and self.lean:
            return f"Vraag; voorstel: {words.VERDICTS[self.lean]}"
        return words.PROPOSED[self.proposal]

    @property
    def href(self) -> str:
        """Return where to look closer: the person, or the first place on its page."""
        if self.person:
            return f"/personen/{self.target}"
        return f"/pagina/{self.first[0]}/{self.first[1]}?plek={self.target}"


def items(desk: Desk, which: str) -> list[Item]:
    """Return the lines of a list: what is open, then names beside an opinion, then the frequent."""
    if which == PERSON:
        found = [person_item(desk, p) for p in desk.people.values() if not _public(desk, p)]
    else:
        found = [_text_item(desk, group) for group in _grouped(desk, which)]
        found += _public_people(desk) if which == PUBLIC else []
    return sorted(found, key=_order)


def _order(one: Item) -> tuple[bool, bool, int, str, str]:
    return one.state != "open", not one.grave, -one.places, one.title.casefold(), one.target


def item(desk: Desk, target: str) -> Item | None:
    """Return the line of one person or of one text."""
    if target in desk.people:
        return person_item(desk, desk.people[target])
    place = desk.places.get(target)
    if place is None:
        return None
    if place.id in desk.person_of:
        return person_item(desk, desk.people[desk.person_of[place.id]])
    return _text_item(desk, [p for p in _line(desk, place) if not gone(p)] or [place])


def _line(desk: Desk, place: Place) -> Iterable[Place]:
    where = listed(desk, place)
    return (p for p in desk.saying(place) if p.kind is place.kind and listed(desk, p) == where)


def _grouped(desk: Desk, which: str) -> Iterable[list[Place]]:
    groups: dict[tuple[Kind, str], list[Place]] = defaultdict(list)
    for place in desk.places.values():
        if not gone(place) and listed(desk, place) == which:
            key = (place.kind, place.folded or place.id)
            groups[key].append(place)
    return groups.values()


def _public(desk: Desk, person: Person) -> bool:
    """Say whether nothing of a person is advised to go: an office holder."""
    return all(desk.places[f].advice is Verdict.KEEP for f in person.findings)


def _public_people(desk: Desk) -> list[Item]:
    return [person_item(desk, p) for p in desk.people.values() if _public(desk, p)]


def person_item(desk: Desk, person: Person) -> Item:
    """Return the line of a person."""
    places = [desk.places[f] for f in person.findings]
    names = [p for p in places if p.kind in (Kind.NAME, Kind.INITIALS)] or places
    return _item(desk, person.id, places, names, person)


def _text_item(desk: Desk, places: Sequence[Place]) -> Item:
    return _item(desk, places[0].id, places, places, None)


def _item(
    desk: Desk, target: str, places: Sequence[Place], leading: Sequence[Place], who: Person | None
) -> Item:
    forms = Counter(" ".join(p.text.split()) for p in places).most_common()
    role = who.role if who else places[0].role
    grounds = Counter(p.grond or p.advised_grond or "" for p in places if not _stays(p))
    return Item(
        target=target,
        title=called(who) if who else forms[0][0] or words.KINDS[places[0].kind],
        forms=tuple(forms),
        kind="persoon" if who else words.KINDS[places[0].kind],
        role=words.ROLES[role] if who or role is not Role.ONBEKEND else "",
        functie=who.functie if who else "",
        places=len(places),
        documents=len({p.document for p in places}),
        first=(places[0].document, places[0].page),
        proposal=_proposal(leading),
        lean=_lean(leading),
        grond=words.box(grounds.most_common(1)[0][0] if grounds else "") or "5.1.2.e",
        state=state(leading),
        by=_by(desk, leading),
        fresh=sum(p.fresh for p in places),
        second=sum(wants_second(desk, p) and decided(p) for p in places),
        grave=sum((p.document, p.page) in desk.grave for p in places if p.kind in _AUTHOR),
        person=who is not None,
    )


def _stays(place: Place) -> bool:
    return (place.verdict or place.advice) is Verdict.KEEP


def called(person: Person) -> str:
    """Return the fullest name of a person."""
    given = " ".join(person.voornamen) or person.initialen
    parts = (given, person.tussenvoegsel, person.achternaam)
    return " ".join(part for part in parts if part)


def _proposal(places: Sequence[Place]) -> str:
    advised = {p.advice or Verdict.ASK for p in places}
    return str(advised.pop()) if len(advised) == 1 else str(Verdict.ASK)


def _lean(places: Sequence[Place]) -> str:
    leans = {p.verdict or Verdict.KEEP for p in places}
    return str(leans.pop()) if len(leans) == 1 else ""


def state(places: Sequence[Place]) -> str:
    """Return how places stand together: open as long as no person decided about one of them."""
    if not all(decided(p) for p in places):
        return "open"
    verdicts = {p.verdict for p in places}
    return str(verdicts.pop()) if len(verdicts) == 1 else "mixed"


def _by(desk: Desk, places: Sequence[Place]) -> str:
    last = max((p for p in places if decided(p)), key=lambda p: p.seq, default=None)
    return f"{desk.name(last.by)}, {words.moment(last.at)}" if last else ""
