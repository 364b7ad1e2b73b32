# SPDX-License-Identifier: EUPL-1.2
"""Lists of first names and surnames go in; invented people of every origin group come out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lijsten"
_SMALL = frozenset(
    (
        *("van", "de", "den", "der", "het", "'t", "in", "op", "ter", "ten", "te", "uit", "uyt"),
        *("aan", "bij", "onder", "over", "la", "le", "du", "des", "da", "von", "zu"),
        *("el", "al", "ben", "bin", "ibn", "abou", "aït"),
    )
)
_GLUED = ("d'",)
_OWN_TURN = 0.7
"""How often the group whose turn it is gets it; else chance decides."""
_PATIENCE = 600
"""After so many tries names may come back: the lists are used up."""
_DIGRAPHS = ("IJ", "Tj", "Ph", "Th", "Ch", "Tsj", "Sj")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; `prefix` is the tussenvoegsel, `number` makes mail and codes differ."""

    id: str
    origin: str
    role: str
    first: str = field(repr=False)
    middle: str = field(repr=False)
    prefix: str = field(repr=False)
    surname: str = field(repr=False)
    nick: str = field(repr=False)
    woman: bool
    ask: bool = False

    @property
    def initials(self) -> str:
        """Return the initials with full stops, digraphs and double first names kept."""
        parts = [_initial(p) for p in self.first.replace("-", " - ").split() if p != "-"]
        dashed = "-".join(parts) if "-" in self.first else "".join(parts)
        return dashed + self.middle

    @property
    def last(self) -> str:
        """Return the surname with its tussenvoegsel."""
        return " ".join(part for part in (self.prefix, self.surname) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one origin group."""

    name: str
    men: tuple[str, ...] = field(repr=False)
    women: tuple[str, ...] = field(repr=False)
    surnames: tuple[str, ...] = field(repr=False)


def _initial(first: str) -> str:
    for digraph in _DIGRAPHS:
        if first.startswith(digraph):
            return digraph + "."
    return first[0] + "."


@cache
def groups() -> tuple[Group, ...]:
    """Read the name lists, one group for each origin."""
    return tuple(_groups())


def _groups() -> Iterator[Group]:
    lines = (LISTS / "mensen.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    for name, men, women, surnames in zip(*(rows[i::4] for i in range(4)), strict=True):
        yield Group(name, _names(men), _names(women), _names(surnames))


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.partition(":")[2].split(","))


@cache
def nicks() -> dict[str, str]:
    """Read the nicknames, by first name."""
    lines = (LISTS / "roepnamen.txt").read_text(encoding="utf-8").splitlines()
    return {line.partition(":")[0]: line.partition(":")[2].strip() for line in lines if line}


def split(surname: str) -> tuple[str, str]:
    """Return tussenvoegsel and rest of a surname."""
    for glued in _GLUED:
        if surname.startswith(glued):
            return "", surname
    words = surname.split()
    cut = 0
    while cut < len(words) - 1 and words[cut].lower() in _SMALL:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


class Registry:
    """Makes people whose first names and surnames differ, as long as the lists allow."""

    def __init__(self, rng: random.Random, label: str) -> None:
        self._rng = rng
        self._label = label
        self._used: set[str] = set()
        self._count = 0
        self._turn = rng.sample(groups(), k=len(groups()))

    def person(self, role: str, want: str = "", *, ask: bool = False) -> Person:
        """Invent a person; `want` is an origin group, nick, diacritic, double or prefix."""
        for attempt in range(2 * _PATIENCE):
            if attempt == _PATIENCE:
                self._used.clear()
            found = self._try(role, ask=ask)
            if _fits(found, want):
                self._used |= {found.first, found.surname}
                self._count += 1
                if not want:
                    self._turn.append(self._turn.pop(0))
                return found
        raise ValueError(f"no such person left: {want}")

    def _try(self, role: str, *, ask: bool) -> Person:
        rng = self._rng
        group = self._turn[0] if rng.random() < _OWN_TURN else rng.choice(groups())
        woman = rng.choice((False, True))
        first = self._fresh(group.women if woman else group.men)
        prefix, surname = split(self._fresh(group.surnames))
        return Person(
            id=f"{self._label}-{self._count + 1:03d}",
            origin=group.name,
            role=role,
            first=first,
            middle="".join(
                f"{rng.choice('ABCDEGHJLMPRSW')}." for _ in range(rng.choice((0, 0, 1, 1, 2)))
            ),
            prefix=prefix,
            surname=surname,
            nick=nicks().get(first, ""),
            woman=woman,
            ask=ask,
        )

    def _fresh(self, names: tuple[str, ...]) -> str:
        free = [name for name in names if split(name)[1] not in self._used]
        return self._rng.choice(free or names)


def _fits(person: Person, want: str) -> bool:
    if want == "nick":
        return bool(person.nick)
    if want == "diacritic":
        return not (person.first + person.surname).isascii()
    if want == "double":
        return "-" in person.surname
    if want == "prefix":
        return bool(person.prefix)
    return not want or person.origin == want
