# SPDX-License-Identifier: EUPL-1.2
"""The people of one dossier go in; for each document the letters of its text get a person each."""

from __future__ import annotations

import random
from collections.abc import Mapping

from benchmarks.heldback import facts
from benchmarks.heldback.people import Person, Registry

_OFFICIALS = 34
_FREE_MAIL = ("gmail.com", "hotmail.com", "ziggo.nl", "live.nl", "kpnmail.nl", "outlook.com")


class Household:
    """The officials of a dossier, and what belongs to each person: numbers and addresses."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - chance that can be repeated
        self.registry = Registry(self.rng, seed.replace(" ", "-"))
        self.officials = [self.registry.person("ambtenaar") for _ in range(_OFFICIALS)]
        self._facts: dict[tuple[str, str], str] = {}
        self._turn = 0

    def next_official(self, taken: set[str]) -> Person:
        """Return the official whose turn it is and who does not stand in the document yet."""
        for _ in range(_OFFICIALS):
            person = self.officials[self._turn % _OFFICIALS]
            self._turn += 1
            if person.id not in taken:
                return person
        return self.registry.person("ambtenaar")

    def fact(self, person: Person, name: str) -> tuple[str, str]:
        """Return kind and text of a datum of a person; the same each time."""
        kind, make = facts.PRIVATE[name]
        key = (person.id, name)
        if key not in self._facts:
            self._facts[key] = make(self.rng)
        return kind, self._facts[key]

    def free_mail(self, person: Person) -> str:
        """Return the provider of a private person's mail."""
        key = (person.id, "provider")
        if key not in self._facts:
            self._facts[key] = self.rng.choice(_FREE_MAIL)
        return self._facts[key]


class Cast:
    """Who stands behind each letter of a text; `roles` and `wants` come from its head."""

    def __init__(
        self, household: Household, roles: Mapping[str, str], wants: Mapping[str, str]
    ) -> None:
        self.household = household
        self._roles = roles
        self._wants = wants
        self._people: dict[str, Person] = {}

    def person(self, letter: str) -> Person:
        """Return the person behind a letter."""
        if letter not in self._people:
            self._people[letter] = self._choose(letter)
        return self._people[letter]

    def anyone(self) -> str:
        """Return the letter of one of the officials so far."""
        letters = [k for k, p in self._people.items() if p.role == "ambtenaar" and not p.ask]
        return self.household.rng.choice(letters or ["A"])

    def forget(self) -> None:
        """Let every letter be somebody new."""
        self._people.clear()
        self._wants = dict(self._wants)

    def _choose(self, letter: str) -> Person:
        role, want = self._roles.get(letter, "ambtenaar"), self._wants.get(letter, "")
        if role == "ambtenaar" and not want:
            return self.household.next_official({p.id for p in self._people.values()})
        ask = role == "vraag"
        return self.household.registry.person("ambtenaar" if ask else role, want, ask=ask)
