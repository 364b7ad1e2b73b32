# SPDX-License-Identifier: EUPL-1.2
"""A seed and a size go in; dossiers with their people, and the documents of each, come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.corpus import public, stock
from benchmarks.corpus.blocks import Paper
from benchmarks.corpus.kinds import chats, letters, lists, mails, meetings, press
from benchmarks.corpus.people import Person, Registry
from benchmarks.corpus.scene import Case, Scene

from woolak.model import Role

SIZES = {"tiny": (1, 4), "small": (2, 20), "normal": (4, 30), "large": (32, 30)}
"""For each size: how many dossiers, and how many documents a dossier."""

_KINDS: tuple[Callable[[Scene], Paper], ...] = (
    mails.thread, letters.note, meetings.minutes, chats.chat, letters.citizen, mails.informal,
    meetings.routing, letters.parliament, lists.contacts, letters.personnel, mails.thread,
    mails.absence, letters.decision, letters.memo, meetings.comments, lists.phones, lists.invoice,
    lists.contract, lists.roster, mails.informal, press.release, press.request,
    lists.presence, lists.claim, meetings.english, letters.note, mails.thread, chats.chat,
    meetings.minutes, lists.organisation,
)  # fmt: skip
_FIRST, _LAST = date(2019, 9, 1), date(2024, 5, 1)


def scenes(seed: int, size: str) -> Iterator[tuple[str, Scene, Paper]]:
    """Yield the name, the ledger and the document of every paper of a corpus, in order."""
    rng = Random(seed)  # noqa: S311 - invented data, no secret
    registry = Registry(rng)
    dossiers, documents = SIZES[size]
    for number in range(1, dossiers + 1):
        case = _case(number, rng, registry)
        kinds = _KINDS[number % 2 :: 2] + _KINDS if documents < len(_KINDS) else _KINDS
        for at in range(documents):
            scene = Scene(case, rng, _cast(case, rng))
            paper = kinds[at % len(kinds)](scene)
            yield f"d{number:02d}-{at + 1:02d}-{paper.kind}", scene, paper


def _cast(case: Case, rng: Random) -> list[Person]:
    people = [*case.team, *rng.sample(case.outsiders, 2)]
    return rng.sample(people, rng.randint(9, len(people)))


def _case(number: int, rng: Random, registry: Registry) -> Case:
    world = stock.sections("openbaar/wereld.txt")
    ministry, abbreviation, domain = rng.choice(world["ministerie"]).split(" | ")
    units = rng.sample(world["afdeling"], 4)

    def people(count: int, role: Role, functions: str, units: list[str]) -> tuple[Person, ...]:
        where = domain if role is Role.AMBTENAAR else rng.choice(world["domein"])
        return tuple(
            registry.person(role, rng.choice(units), rng.choice(world[functions]), where)
            for _ in range(count)
        )

    day = _FIRST + timedelta(days=rng.randint(0, (_LAST - _FIRST).days))
    team = people(20, Role.AMBTENAAR, "functie", units)
    citizens = people(6, Role.BURGER, "functie.burger", ["-"])
    return Case(
        number, rng.choice(world["onderwerp"]), ministry, abbreviation, domain, units[0], day,
        team=_politicians_name(team, day, rng),
        outsiders=people(6, Role.BEDRIJF, "functie.bedrijf", list(world["organisatie"])),
        citizens=_namesake(citizens, team[-1], rng),
        press=people(2, Role.JOURNALIST, "functie.pers", ["-"]),
        top=people(3, Role.TOP_AMBTENAAR, "functie.top", units),
        mayors=people(2, Role.BESTUURDER, "functie.bestuurder", units),
    )  # fmt: skip


def _politicians_name(team: tuple[Person, ...], day: date, rng: Random) -> tuple[Person, ...]:
    """Let one colleague have the surname of a member of the Kamer: a civil servant all the same."""
    surname = rng.choice(public.members(day))[0].split(" ", 1)[1]
    changed = replace(
        team[0], surname=surname, origin="nederlands", first=_first("nederlands", rng)
    )
    return (replace(changed, initials=f"{changed.first[0]}."), *team[1:])


def _namesake(citizens: tuple[Person, ...], other: Person, rng: Random) -> tuple[Person, ...]:
    """Let one citizen have the surname of a colleague."""
    changed = replace(
        citizens[0], surname=other.surname, origin=other.origin, first=_first(other.origin, rng)
    )
    return (replace(changed, initials=f"{changed.first[0]}."), *citizens[1:])


def _first(origin: str, rng: Random) -> str:
    return rng.choice(stock.origins()[origin][0])
