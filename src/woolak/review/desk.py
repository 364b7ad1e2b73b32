# SPDX-License-Identifier: EUPL-1.2
"""An open dossier in; every place of it in memory out, as it stands now."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from woolak import sampling
from woolak.detect.words.lexicon import fold
from woolak.dossier import POLICY, Dossier
from woolak.dossier.rows import Row
from woolak.model import SUSPECT, Document, Finding, Kind, Layer, Person, Role, Verdict
from woolak.model.review import Place
from woolak.review.copies import Copies

PERSON, QUESTION, DATUM, SUSPICION, PUBLIC = "persoon", "vraag", "gegeven", "vermoeden", "openbaar"
"""The list on which a place stands: with its person, or by what it is."""


class Desk:
    """What the reviewers work on; one thread at a time owns it, and the dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        zaak = dossier.zaak
        self.mode, self.sample_ticked = zaak.vier_ogen, zaak.steekproef_verplicht == "ja"
        self.copies = Copies()
        self.reload()

    def reload(self) -> None:
        """Read everything anew: at the start, and after another process has judged or redacted."""
        dossier = self.dossier
        self.documents: dict[str, Document] = {d.id: d for d in dossier.documents()}
        self.people: dict[str, Person] = {}
        self.person_of: dict[str, str] = {}
        confirmed = dossier.confirmations()
        found = (_place(row, confirmed) for row in dossier.place_rows())
        self.places: dict[str, Place] = {place.id: place for place in _paired(found)}
        self.on_page: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.spoken: dict[str, list[str]] = defaultdict(list)
        for place in self.places.values():
            self._index(place)
        self.regroup(dossier.persons())
        self.names = dossier.reviewers()
        self.looks, self.checks = dossier.looks(), dossier.checks()
        unread = dossier.page_reasons()
        covered = {(name, n) for name in {d for d, _ in unread} for n in dossier.covered(name)}
        self.unread = {where: why for where, why in unread.items() if where not in covered}
        self.sample, self.grave = sampling.put_forward(dossier, self.documents.values())
        self.newest = dossier.last_decision()
        self.copies.forget()

    def regroup(self, people: Iterable[Person]) -> None:
        """Take over who the persons are."""
        shown = {p.id: replace(p, findings=self._shown(p)) for p in people}
        self.people = {name: person for name, person in shown.items() if person.findings}
        self.person_of = {f: p.id for p in self.people.values() for f in p.findings}
        self.waiting = {p.id for p in self.places.values() if open_question(self, p)}
        waiting = (self.places[name] for name in self.waiting)
        self.waiting_on = Counter((p.document, p.page) for p in waiting)

    def put(self, place: Place) -> None:
        """Take over how a place stands now."""
        self.places[place.id] = place
        before, now = place.id in self.waiting, open_question(self, place)
        (self.waiting.add if now else self.waiting.discard)(place.id)
        self.waiting_on[place.document, place.page] += now - before

    def _index(self, place: Place) -> None:
        self.on_page[place.document, place.page].append(place.id)
        self.spoken[place.folded].append(place.id)

    def saying(self, place: Place) -> list[Place]:
        """Return the places with the same text; only the place itself when it has none."""
        if not place.folded:
            return [place]
        return [self.places[name] for name in self.spoken[place.folded]]

    def _shown(self, person: Person) -> tuple[str, ...]:
        return tuple(f for f in person.findings if f in self.places)

    def of_person(self, person: str) -> list[Place]:
        """Return the places of a person; none for an unknown one."""
        known = self.people.get(person)
        return [self.places[f] for f in known.findings] if known else []

    def of_page(self, document: str, page: int) -> list[Place]:
        """Return the places on a page in reading order, those that were taken away left out."""
        there = (self.places[name] for name in self.on_page.get((document, page), ()))
        return [place for place in there if not gone(place)]

    def of_document(self, document: str) -> Iterator[Place]:
        """Yield the places of a document."""
        pages = self.documents[document].pages if document in self.documents else 0
        for number in range(1, pages + 1):
            yield from self.of_page(document, number)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take in findings that a person made, unless they are known."""
        for finding in findings:
            if finding.id not in self.places:
                self.places[finding.id] = place = _new(finding)
                self._index(place)

    def find_copies(self) -> Iterator[None]:
        """Find copies of passages, one page at each step; then what was missed in them."""
        pages = [(d.id, n) for d in self.documents.values() for n in range(1, d.pages + 1)]
        for document, number in pages:
            self.copies.add(self.dossier, document, number, self.of_page(document, number))
            yield
        for document, number in pages:
            self.copies.look_through(self.dossier, document, number)
            yield

    def renew_documents(self) -> None:
        """Read anew where the documents stand."""
        self.documents = {d.id: d for d in self.dossier.documents()}

    def name(self, alias: str) -> str:
        """Return who an alias is, for the screen."""
        return "het beleid" if alias == POLICY else self.names.get(alias, alias)


def _place(row: Row, confirmed: Mapping[int, tuple[str, ...]]) -> Place:
    text = str(row["text"])
    return Place(
        id=row["id"],
        document=row["document"],
        page=row["page"],
        layer=Layer(row["layer"]),
        kind=Kind(row["kind"]),
        text=text,
        folded=fold(" ".join(text.split())),
        score=row["score"],
        rule=json.loads(row["rules"])[0],
        role=Role(row["role"]),
        advice=Verdict(row["advice"]) if row["advice"] else None,
        proposal=Verdict(row["proposal"]) if row["proposal"] else None,
        advised_grond=row["advised_grond"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        grond=row["grond"],
        by=row["by"] or "",
        at=row["at"] or "",
        seq=row["seq"] or 0,
        fresh=bool(row["fresh"]),
        confirmed=confirmed.get(row["seq"] or 0, ()),
    )


def _new(finding: Finding) -> Place:
    spoken = " ".join(finding.text.split())
    return Place(
        id=finding.id,
        document=finding.document,
        page=finding.page,
        layer=finding.layer,
        kind=finding.kind,
        text=finding.text,
        folded=fold(spoken),
        score=finding.score,
        rule=finding.rules[0],
        role=finding.role,
        advice=None,
        proposal=None,
        advised_grond=None,
        verdict=None,
        grond=None,
        by="",
        at="",
        seq=0,
    )


def _paired(places: Iterable[Place]) -> Iterator[Place]:
    """Yield the places, each once: a page that reads otherwise in another layer has most twice."""
    by_page: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for place in places:
        by_page[place.document, place.page].append(place)
    for there in by_page.values():
        if len({place.layer for place in there}) == 1:
            yield from there
        else:
            yield from _twinned(there)


def _twinned(there: list[Place]) -> Iterator[Place]:
    spoken: dict[tuple[Kind, str], dict[Layer, list[Place]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for place in there:
        spoken[place.kind, place.folded][place.layer].append(place)
    for layers in spoken.values():
        first, *others = sorted(layers.values(), key=len, reverse=True)
        for at, place in enumerate(first):
            twins = tuple(other[at].id for other in others if at < len(other))
            yield replace(place, twins=twins)


def decided(place: Place) -> bool:
    """Say whether a person decided about a place."""
    return place.by not in ("", POLICY)


def gone(place: Place) -> bool:
    """Say whether a place was drawn by hand and taken away again."""
    return place.rule.startswith("hand") and place.verdict is Verdict.KEEP


def suspect(place: Place) -> bool:
    """Say whether a place is a suspicion only."""
    return place.score < SUSPECT


def listed(desk: Desk, place: Place) -> str:
    """Return the list on which a place stands."""
    if place.id in desk.person_of:
        return PERSON
    if suspect(place):
        return SUSPICION
    if place.advice is Verdict.ASK:
        return QUESTION
    return PUBLIC if place.advice is Verdict.KEEP else DATUM


def open_question(desk: Desk, place: Place) -> bool:
    """Say whether a place still waits for a person: a question, a suspicion, someone undecided."""
    if decided(place) or gone(place):
        return False
    return place.advice is Verdict.ASK or (
        place.id in desk.person_of and place.verdict is Verdict.REDACT
    )
