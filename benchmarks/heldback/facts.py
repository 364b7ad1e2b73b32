# SPDX-License-Identifier: EUPL-1.2
"""A generator of chance goes in; invented numbers, addresses and dates come out."""

from __future__ import annotations

import random
from collections.abc import Callable

_STREETS = (
    "Kersenboomgaard", "Oude Haven", "Meidoornlaan", "Sluiskade", "Koperslagersgilde",
    "Lange Nering", "Dorpsstraat", "Prinses Irenestraat", "Hoge Rijndijk", "Zandpad",
    "Burgemeester Colijnstraat", "Wilgenpad", "Achter de Kerk", "Breestraat", "Polderweg",
)  # fmt: skip
_PLACES = (
    "Zutphen", "Harlingen", "Meppel", "Terneuzen", "Weert", "Purmerend", "Winterswijk", "Gouda",
    "Dokkum", "Tiel", "Veenendaal", "Hoogezand", "Den Helder", "Oss", "Almelo",
)  # fmt: skip
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_BANKS = ("INGB", "RABO", "ABNA", "SNSB", "TRIO")
_ELEVEN = 11
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def mobile(rng: random.Random) -> str:
    """Return a mobile number in one of many spellings."""
    d = rng.choice("12345") + _digits(rng, 7)
    return rng.choice(
        (
            f"06-{d}",
            f"06 {d}",
            f"06-{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
            f"06 {d[:4]} {d[4:]}",
            f"+31 6 {d}",
            f"+31 (0)6 {d[:4]} {d[4:]}",
            f"+316{d}",
            f"06{d}",
            f"0031 6 {d[:2]} {d[2:5]} {d[5:]}",
        )
    )


def direct(rng: random.Random) -> str:
    """Return a direct line in The Hague."""
    d = rng.choice("5678") + _digits(rng, 6)
    return rng.choice(
        (
            f"070-{d}",
            f"070 {d[:3]} {d[3:5]} {d[5:]}",
            f"(070) {d[:3]} {d[3:]}",
            f"+31 70 {d[:3]} {d[3:5]} {d[5:]}",
        )
    )


def bsn(rng: random.Random) -> str:
    """Return a number that passes the test for a BSN."""
    while True:
        d = rng.choice("1234") + _digits(rng, 8)
        if sum(int(c) * w for c, w in zip(d, _WEIGHTS, strict=True)) % _ELEVEN == 0:
            return rng.choice((d, f"{d[:4]}.{d[4:6]}.{d[6:]}", f"{d[:3]} {d[3:6]} {d[6:]}"))


def iban(rng: random.Random) -> str:
    """Return a Dutch account number with right check digits."""
    bank, account = rng.choice(_BANKS), "0" + _digits(rng, 9)
    number = int("".join(str(int(c, 36)) for c in f"{bank}{account}NL00"))
    text = f"NL{98 - number % 97:02d}{bank}{account}"
    return rng.choice((text, " ".join(text[i : i + 4] for i in range(0, len(text), 4))))


def birth(rng: random.Random) -> str:
    """Return a date of birth."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1951, 2001)
    return rng.choice(
        (
            f"{day} {_MONTHS[month - 1]} {year}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day}/{month}/{year}",
        )
    )


def plate(rng: random.Random) -> str:
    """Return a Dutch licence plate."""
    a, b = ("".join(rng.choice("BDGHJKLNPRSTXZ") for _ in range(2)) for _ in range(2))
    n = _digits(rng, 3)
    return rng.choice((f"{a}-{n}-{b[0]}", f"{a[0]}-{n}-{b}", f"{n[:2]}-{a}{b[0]}-{n[2]}"))


def street(rng: random.Random) -> str:
    """Return street and house number."""
    tail = rng.choice(("", "", "a", "-2", " bis", " III"))
    return f"{rng.choice(_STREETS)} {rng.randint(2, 214)}{tail}"


def town(rng: random.Random) -> str:
    """Return postcode and place."""
    code = (
        f"{rng.randint(1100, 9899)} {rng.choice('ABCDEGHJKL')}{rng.choice('ABCDEGHJKLNPRSTVWXZ')}"
    )
    return f"{code} {rng.choice(_PLACES)}"


def staff_number(rng: random.Random) -> str:
    """Return a personnel number."""
    return rng.choice((_digits(rng, 8), f"P{_digits(rng, 6)}"))


def date(rng: random.Random) -> str:
    """Return a date in words, 2022-2023."""
    return f"{rng.randint(1, 28)} {rng.choice(_MONTHS)} {rng.randint(2022, 2023)}"


def short_date(rng: random.Random) -> str:
    """Return a date in figures."""
    return f"{rng.randint(1, 28):02d}-{rng.randint(1, 12):02d}-{rng.randint(2022, 2023)}"


def time(rng: random.Random) -> str:
    """Return a time of day."""
    return f"{rng.randint(7, 22):02d}:{rng.randint(0, 59):02d}"


def number(rng: random.Random) -> str:
    """Return seven digits, as in a reference."""
    return rng.choice("23456") + _digits(rng, 6)


def amount(rng: random.Random) -> str:
    """Return an amount of money."""
    return f"€ {rng.randint(2, 980)}.{_digits(rng, 3)},{rng.choice(('00', '50', '-'))}"


PRIVATE: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "mobile": ("phone", mobile),
    "direct": ("phone", direct),
    "bsn": ("bsn", bsn),
    "iban": ("iban", iban),
    "birth": ("birth_date", birth),
    "plate": ("license_plate", plate),
    "street": ("address", street),
    "town": ("address", town),
    "staff": ("personnel_number", staff_number),
}
"""By slot: the kind in the gold, and what makes the text."""
PUBLIC: dict[str, Callable[[random.Random], str]] = {
    "date": date,
    "sdate": short_date,
    "time": time,
    "number": number,
    "amount": amount,
}
