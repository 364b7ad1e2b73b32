# SPDX-License-Identifier: EUPL-1.2
"""The name stock and a random generator go in; invented people come out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from benchmarks.corpus import numbers, stock
from benchmarks.corpus.numbers import chance

from woolak.model import Role

_NICK = {
    "Willemijn": "Mijntje", "Machteld": "Mach", "Charlotte": "Lotje", "Boudewijn": "Bou",
    "Cornelis": "Cor", "Gijsbert": "Gijs", "Jacqueline": "Jacq", "Bernadette": "Bernie",
    "Krzysztof": "Krzys", "Małgorzata": "Gosia", "Katarzyna": "Kasia", "Agnieszka": "Aga",
    "Mustapha": "Mus", "Mustafa": "Musti", "Christopher": "Chris", "Timothy": "Tim",
    "Margaret": "Maggie", "Wolfgang": "Wolfi", "Dominggus": "Minggus", "Abdelmajid": "Majid",
    "Abdelhak": "Hakki", "Oluwaseun": "Seun", "Adebayo": "Bayo", "Josephine": "Jos",
}  # fmt: skip
_ENDINGS = ("ie", "", "y", "")
_DIGRAPHS = ("Tj", "Th", "Ch", "Ph", "IJ", "Sj")
_TITLES = ("drs.", "mr.", "dr.", "ir.", "ing.", "mr. dr.", "prof. dr.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist; `surname` has its tussenvoegsels."""

    id: str
    origin: str
    first: str
    surname: str
    initials: str
    nickname: str
    role: Role
    woman: bool
    title: str
    function: str
    unit: str
    domain: str
    phone: str
    mobile: str
    room: str
    mail_style: int
    outlook_style: int

    @property
    def prefix(self) -> str:
        """Return the tussenvoegsels, or nothing."""
        return prefix(self.surname)

    @property
    def stem(self) -> str:
        """Return the surname without its tussenvoegsels."""
        return self.surname.removeprefix(self.prefix).strip()

    @property
    def code(self) -> str:
        """Return the letters by which lists and tables know this person: JdV, KOA."""
        small = "".join(word.strip("'")[0] for word in self.prefix.split())
        last = "".join(part[0].upper() for part in re.split(r"[\s-]+", self.stem))
        return f"{self.first[0]}{small}{last}"


def prefix(surname: str) -> str:
    """Return the leading words of a surname that start with a small letter or an apostrophe."""
    found = re.match(r"(?:(?:[a-z]+|'[a-z]|[a-z]+')\s)+|d'(?=[A-Z])", surname)
    return found[0].strip() if found else ""


def fold(text: str) -> str:
    """Write a name without diacritics, as in an address."""
    plain = text.translate(str.maketrans("ıİłŁđĐøØæß", "iIlLdDoOas"))
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def local_part(person: Person) -> str:
    """Return what stands before the @ in the address of a person."""
    first, last = (
        re.sub(r"[^a-z.-]", "", fold(part).lower().replace(" ", ""))
        for part in (person.first, person.surname)
    )
    initials = fold(person.initials).lower().rstrip(".")
    styles = (f"{initials}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{last}{first[0]}")
    return styles[person.mail_style % len(styles)]


def account(person: Person) -> str:
    """Return the login of a person, as stamped by a system."""
    last = re.sub(r"[^a-z]", "", fold(person.stem).lower())
    first = fold(person.first).lower()
    styles = (f"{last[:6]}{first[:2]}", f"{first[:1]}{last[:7]}", f"{last[:5]}{first[:1]}01")
    return styles[person.mail_style % len(styles)]


class Registry:
    """Makes people with ids of their own; the groups of origin come in turn."""

    def __init__(self, rng: Random) -> None:
        """Start with everybody unused."""
        self._rng = rng
        self._made = 0
        self._queue: list[str] = []

    def person(self, role: Role, unit: str, function: str, domain: str) -> Person:
        """Make the next person, in this role, unit and function."""
        rng = self._rng
        if not self._queue:
            self._queue = list(stock.origins())
            rng.shuffle(self._queue)
        origin = self._queue.pop()
        firsts, lasts = stock.origins()[origin]
        first, surname = rng.choice(firsts), rng.choice(lasts)
        if chance(rng, 0.08):
            surname = f"{surname}-{rng.choice(lasts)}"
        self._made += 1
        return Person(
            id=f"P{self._made:05d}", origin=origin, first=first, surname=surname,
            initials=_initials(first, rng), nickname=_nickname(first, rng), role=role,
            woman=chance(rng, 0.5), title=rng.choice(_TITLES) if chance(rng, 0.25) else "",
            function=function, unit=unit, domain=domain, phone=numbers.office_phone(rng),
            mobile=numbers.mobile(rng), room=numbers.room(rng), mail_style=rng.randrange(4),
            outlook_style=rng.randrange(8),
        )  # fmt: skip


def _initials(first: str, rng: Random) -> str:
    start = next((d for d in _DIGRAPHS if first.startswith(d)), first[0])
    letters = [start if chance(rng, 0.4) else start[0]]
    letters += rng.choices("ABCDEFGHIJKLMNPRSTVW", k=rng.choices((0, 1, 2), (4, 4, 2))[0])
    return "".join(f"{letter}." for letter in letters)


def _nickname(first: str, rng: Random) -> str:
    if first in _NICK:
        return _NICK[first]
    short = re.match(r"[^aeiouy]*[aeiouy]+[^aeiouy\s-]", fold(first), re.IGNORECASE)
    stem = first[: len(short[0])] if short else first[:3]
    return f"{stem}{rng.choice(_ENDINGS)}" if stem != first else f"{first}je"
