# SPDX-License-Identifier: EUPL-1.2
"""People, a date and a subject go in; the sentences of one document, with their marks, come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus import forms, numbers, public, stock
from benchmarks.corpus.ledger import Ledger, Mention
from benchmarks.corpus.people import Person

from woolak.model import Kind, Role, Verdict

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_SHORT = {
    "first": "first_name", "initials": "initials_surname", "lower": "lower_case",
    "caps": "all_caps", "nick": "nickname", "plain": "initials_plain",
    "firsti": "first_and_initial",
}  # fmt: skip
_PRONOUNS = {"hij": ("zij", "hij"), "zijn": ("haar", "zijn"), "hem": ("haar", "hem")}


def _illness(rng: Random) -> str:
    return rng.choice(stock.sections("openbaar/gezondheid.txt")["ziekte"])


_FACTS: dict[str, tuple[Kind, str, Callable[[Random], str]]] = {
    "bsn": (Kind.BSN, "5.1.1e", numbers.bsn),
    "iban": (Kind.IBAN, "5.1.2e", numbers.iban),
    "kenteken": (Kind.LICENSE_PLATE, "5.1.2e", numbers.plate),
    "geboren": (Kind.BIRTH_DATE, "5.1.2e", numbers.birth_date),
    "pnummer": (Kind.PERSONNEL_NUMBER, "5.1.2e", numbers.personnel_number),
    "ziekte": (Kind.HEALTH, "5.1.1d", _illness),
}


@dataclass(frozen=True, slots=True)
class Case:
    """What the documents of one dossier share."""

    number: int
    subject: str
    ministry: str
    abbreviation: str
    domain: str
    unit: str
    day: date
    team: tuple[Person, ...]
    outsiders: tuple[Person, ...]
    citizens: tuple[Person, ...]
    press: tuple[Person, ...]
    top: tuple[Person, ...]
    mayors: tuple[Person, ...]


class Scene:
    """One document while it is written."""

    rng: Random

    def __init__(self, case: Case, rng: Random, cast: Sequence[Person]) -> None:
        """Start a document of a dossier with the people who play a part in it."""
        self.case = case
        self.rng = rng
        self.ledger = Ledger()
        self.cast = list(cast)
        self.day = case.day + timedelta(days=rng.randint(0, 200))
        self._recent: dict[str, list[str]] = {}

    def name(self, person: Person, form: str) -> str:
        """Mention a person in a written form (`outlook`, `first`, `any`)."""
        form = _SHORT.get(form, form)
        if form == "any":
            choices, weights = ("full", "initials_surname", "first_name", "broken"), (5, 2, 6, 1)
            form = self.rng.choices(choices, weights)[0]
        return self.ledger.add(forms.mention(person, form, self.rng))

    def title(self, person: Person) -> str:
        """Return the academic title of a person with a space, or nothing; it may go or stay."""
        return f"{self.either(person.title)} " if person.title else ""

    def private(self, text: str, kind: Kind, person: Person, ground: str = "5.1.2e") -> str:
        """Mention a number, address or fact of a person that must go."""
        found = Mention(text, kind, person.role, Verdict.REDACT, kind.value, ground, "", person.id)
        return self.ledger.add(found)

    def either(self, text: str) -> str:
        """Mention what may go or stay, so that it counts for nothing."""
        return self.ledger.add(Mention(text, Kind.OTHER, Role.ONBEKEND, None, "either"))

    def keep(
        self, text: str, form: str, kind: Kind = Kind.OTHER, role: Role = Role.ONBEKEND
    ) -> str:
        """Mention a public item of the class `form`."""
        return self.ledger.add(Mention(text, kind, role, Verdict.KEEP, form))

    def mail(self, person: Person) -> str:
        """Write the address of a person: its local part goes, the domain of the employer stays."""
        if person.role in {Role.BURGER, Role.JOURNALIST}:
            local = forms.mention(person, "email", self.rng).text
            whole = f"{local}{self.rng.randint(1, 99)}@{self.rng.choice(public.FREE_MAIL)}"
            return self.private(whole, Kind.EMAIL, person)
        domain = self.keep(person.domain, "mail_domain", Kind.EMAIL, person.role)
        return f"{self.name(person, 'email')}@{domain}"

    def phone(self, person: Person) -> str:
        """Write the direct line of a person."""
        return self.private(person.phone, Kind.PHONE, person)

    def mobile(self, person: Person) -> str:
        """Write the mobile number of a person."""
        return self.private(person.mobile, Kind.PHONE, person)

    def formal(self, person: Person) -> str:
        """Write `mevrouw Van Dijk` or `de heer D. van Dijk`."""
        address = "mevrouw" if person.woman else "de heer"
        return f"{address} {self.name(person, self.rng.choice(('surname', 'surname', 'initials')))}"

    def say(self, heading: str, **who: Person) -> str:
        """Write a sentence from under a heading; whom `who` lacks is taken from the cast."""
        options = stock.phrases()[heading]
        recent = self._recent.setdefault(heading, [])
        sentence = self.rng.choice([o for o in options if o not in recent] or list(options))
        recent.append(sentence)
        others = [p for p in self.cast if p not in who.values()]
        self.rng.shuffle(others)
        known = dict(who)
        for letter in dict.fromkeys(m[1] for m in _SLOT.finditer(sentence) if m[2]):
            if letter not in known:
                known[letter] = others.pop() if others else self.rng.choice(self.cast)
        return _SLOT.sub(lambda m: self._slot(m[1], m[2], known), sentence)

    def several(self, heading: str, count: int, **who: Person) -> str:
        """Write some sentences under a heading, one after the other."""
        return " ".join(self.say(heading, **who) for _ in range(count))

    def _slot(self, key: str, part: str | None, known: dict[str, Person]) -> str:
        if part:
            return self._of(known[key], part)
        return public.item(self, key)

    def _of(self, person: Person, part: str) -> str:
        if part in {"formal", "mail", "phone", "mobile", "title"}:
            return str(getattr(self, part)(person))
        if part in {"function", "unit"} | _PRONOUNS.keys():
            said = _PRONOUNS.get(part)
            return said[not person.woman] if said else str(getattr(person, part))
        if part in _FACTS:
            kind, ground, make = _FACTS[part]
            return self.private(make(self.rng), kind, person, ground)
        if part == "adres":
            return self.address(person)
        if part == "en":
            return f"{'Ms' if person.woman else 'Mr'} {self.name(person, 'surname')}"
        return self.name(person, part)

    def address(self, person: Person) -> str:
        """Write a private address in a sentence: street, postcode; the town may go or stay."""
        street = self.private(numbers.street(self.rng), Kind.ADDRESS, person)
        postcode, town = numbers.town(self.rng)
        return f"{street}, {self.private(postcode, Kind.ADDRESS, person)} {self.either(town)}"
