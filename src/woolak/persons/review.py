# SPDX-License-Identifier: EUPL-1.2
"""Persons as linked and what reviewers said of who is who in; persons as they hold out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from woolak.model import Finding, Kind, Person
from woolak.model.review import Tie
from woolak.persons import link
from woolak.rulebook import Rulebook

SAME, APART = "same", "apart"
_Groups = dict[str, list[str]]


def regroup(
    people: Sequence[Person],
    findings: Iterable[Finding],
    ties: Sequence[Tie],
    book: Rulebook | None,
) -> list[Person]:
    """Return the persons after every tie, in the order in which they were said.

    A person that was split keeps its id for the part that has most of its mentions. Without a
    `book` a new person is called by its longest mention.
    """
    if not ties:
        return list(people)
    known = {finding.id: finding for finding in findings}
    groups = _tied(people, [tie for tie in ties if {tie.finding, tie.other} <= set(known)])
    home = {finding: person for person in people for finding in person.findings}
    taken: set[str] = set()
    made: list[Person] = []
    for members in sorted(groups.values(), key=len, reverse=True):
        first = _of_most(members, home, taken)
        taken |= {first.id} if first else set()
        made.append(_person(first, members, known, book))
    return sorted(made, key=lambda person: person.id)


def _tied(people: Sequence[Person], ties: Sequence[Tie]) -> _Groups:
    groups = {person.id: list(person.findings) for person in people}
    where = {finding: name for name, members in groups.items() for finding in members}
    for tie in ties:
        for finding in (tie.finding, tie.other):
            if finding not in where:
                where[finding] = f"alone:{finding}"
                groups[where[finding]] = [finding]
        if tie.what == SAME:
            _join(groups, where, where[tie.other], where[tie.finding])
        else:
            _move(groups, where, tie)
    return {name: members for name, members in groups.items() if members}


def _join(groups: _Groups, where: dict[str, str], into: str, gone: str) -> None:
    if into == gone:
        return
    for finding in groups[gone]:
        where[finding] = into
    groups[into] += groups.pop(gone)


def _move(groups: _Groups, where: dict[str, str], tie: Tie) -> None:
    groups[where[tie.finding]].remove(tie.finding)
    target = f"split:{tie.finding}" if tie.finding == tie.other else where[tie.other]
    where[tie.finding] = target
    groups.setdefault(target, []).append(tie.finding)


def _of_most(members: Sequence[str], home: Mapping[str, Person], taken: set[str]) -> Person | None:
    counted = Counter(home[m].id for m in members if m in home)
    known = {home[m].id: home[m] for m in members if m in home}
    return next((known[i] for i, _ in counted.most_common() if i not in taken), None)


def _person(
    first: Person | None,
    members: Sequence[str],
    known: Mapping[str, Finding],
    book: Rulebook | None,
) -> Person:
    if first is not None:
        return replace(first, findings=tuple(members))
    found = [known[member] for member in members]
    linked = link(found, book) if book else []
    alone = max(linked, key=lambda person: len(person.findings), default=None)
    name = "S" + hashlib.sha256(f"split:{min(members)}".encode()).hexdigest()[:11]
    if alone is not None:
        return replace(alone, id=name, findings=tuple(members))
    one = max(found, key=lambda finding: (finding.kind is Kind.NAME, len(finding.text)))
    called = " ".join(one.text.split())
    return Person(name, (), "", "", called, one.functie, one.role, tuple(members))
