# SPDX-License-Identifier: EUPL-1.2
"""A random generator goes in; phones, accounts, addresses, dates and case numbers come out."""

from __future__ import annotations

from datetime import date
from random import Random

_NO_DIGIT = 10
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AREAS = (
    "070 3{}{} {}{} {}{}",
    "070-3{}{}{}{}{}{}",
    "030 2{}{} {}{} {}{}",
    "+31 70 3{}{} {}{}{}{}",
)
_MOBILES = (
    "06 {}{} {}{} {}{} {}{}", "06-{}{}{}{}{}{}{}{}", "06{}{}{}{}{}{}{}{}", "06-{}{} {}{} {}{} {}{}",
    "+31 6 {}{}{}{}{}{}{}{}", "+31 (0)6 {}{} {}{} {}{} {}{}", "0031 6 {}{}{}{} {}{}{}{}",
)  # fmt: skip
_PRIVATE_STREETS = (
    "Meidoornstraat", "Kastanjelaan", "Van Speijkstraat", "Dorpsstraat", "Burgemeester Roëllstraat",
    "Zuiderzeelaan", "Korenbloemhof", "Jan Steenstraat", "Willem de Zwijgerlaan", "De Akkers",
    "Kerkpad", "Oude Delft", "Nieuwe Gracht", "Prof. Lorentzlaan", "Hertog Janstraat", "'t Zand",
    "Eikenrode", "Pijlkruid", "Sint Annastraat", "Lange Nieuwstraat", "Vlinderveen",
)  # fmt: skip
_TOWNS = (
    "Almere", "Deventer", "Zoetermeer", "Roermond", "Hoogeveen", "Tilburg", "Leeuwarden", "Gouda",
    "Dordrecht", "Middelburg", "Emmen", "Purmerend", "'s-Hertogenbosch", "Bergen op Zoom", "Oss",
)  # fmt: skip
_BANKS = ("INGB", "RABO", "ABNA", "TRIO", "SNSB", "BUNQ", "KNAB", "ASNB")


def chance(rng: Random, share: float) -> bool:
    """Say yes in a share (0 to 1) of the cases."""
    return rng.random() < share


def _digits(rng: Random, pattern: str) -> str:
    return pattern.format(*(rng.randint(1, 9) for _ in range(pattern.count("{}"))))


def office_phone(rng: Random) -> str:
    """Return a direct line in one of the usual notations."""
    return _digits(rng, rng.choice(_AREAS))


def mobile(rng: Random) -> str:
    """Return a mobile number in one of the usual notations."""
    return _digits(rng, rng.choice(_MOBILES))


def room(rng: Random) -> str:
    """Return a room number."""
    return f"{rng.choice('ABCN')}{rng.randint(1, 21):02d}.{rng.randint(1, 60):02d}"


def bsn(rng: Random) -> str:
    """Return nine digits that pass the proof of eleven."""
    while True:
        head = [9, 9, 9, *(rng.randint(0, 9) for _ in range(5))]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), head, strict=True)) % 11
        if last != _NO_DIGIT:
            return "".join(map(str, [*head, last]))


def iban(rng: Random) -> str:
    """Return a Dutch account number with a right check, in groups of four or in one piece."""
    bank, number = rng.choice(_BANKS), f"{rng.randint(100_000_000, 999_999_999):010d}"
    as_number = "".join(str(int(c, 36)) for c in f"{bank}{number}NL00")
    whole = f"NL{98 - int(as_number) % 97:02d}{bank}{number}"
    if chance(rng, 0.4):
        return whole
    return " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def plate(rng: Random) -> str:
    """Return a licence plate in one of the Dutch series."""
    letters = "BDFGHJKLNPRSTVXZ"

    def some(count: int) -> str:
        return "".join(rng.choices(letters, k=count))

    two, three = rng.randint(10, 99), rng.randint(100, 999)
    one = rng.randint(1, 9)
    return rng.choice((
        f"{some(2)}-{three}-{some(1)}", f"{some(1)}-{three}-{some(2)}", f"{two}-{some(3)}-{one}",
        f"{one}-{some(3)}-{two}", f"{two}-{some(2)}-{some(2)}",
    ))  # fmt: skip


def street(rng: Random) -> str:
    """Return the street and number of a private house."""
    addition = rng.choice(("", "", "", "a", "-II"))
    return f"{rng.choice(_PRIVATE_STREETS)} {rng.randint(1, 240)}{addition}"


def town(rng: Random) -> tuple[str, str]:
    """Return a postcode and the town of a private address."""
    letters = "".join(rng.choices("ABCDEGHJKLMNPRSTVWXZ", k=2))
    return f"{rng.randint(1011, 9999)} {letters}", rng.choice(_TOWNS)


def birth_date(rng: Random) -> str:
    """Return a date of birth in one of the usual notations."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1948, 2001)
    return rng.choice((f"{day} {MONTHS[month - 1]} {year}", f"{day:02d}-{month:02d}-{year}"))


def personnel_number(rng: Random) -> str:
    """Return a number of eight digits."""
    return str(rng.randint(10_000_000, 89_999_999))


def case_number(rng: Random) -> str:
    """Return a reference of a ministry."""
    return rng.choice((
        f"{rng.randint(2_000_000, 6_999_999)}",
        f"{rng.randint(2019, 2025)}-{rng.randint(1, 999_999):010d}",
        f"DGB/{rng.randint(19, 25)}{rng.randint(100_000, 999_999)}",
        f"IENW/BSK-{rng.randint(2019, 2025)}/{rng.randint(1000, 299_999)}",
    ))  # fmt: skip


def parliamentary_paper(rng: Random) -> str:
    """Return a number of a Kamerstuk."""
    return f"{rng.randint(26, 36)} {rng.randint(100, 999)}, nr. {rng.randint(2, 480)}"


def long_date(day: date) -> str:
    """Return a date as letters have it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def mail_date(day: date, clock: str, *, english: bool) -> str:
    """Return the moment of a mail as its header has it."""
    if english:
        name = _ENGLISH_DAYS[day.weekday()]
        return f"{name}, {_ENGLISH[day.month - 1]} {day.day}, {day.year} {clock}"
    return f"{DAYS[day.weekday()]} {long_date(day)} {clock}"
