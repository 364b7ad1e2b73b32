# SPDX-License-Identifier: EUPL-1.2
"""A person goes in; the name in one of its written forms comes out as a mention."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.corpus.ledger import BREAK, Mention
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.people import Person, account, fold, local_part

from woolak.model import Kind, Role, Verdict

_LONG = 8
"""Letters that a word must have to be hyphenated."""
PUBLIC = {Role.TOP_AMBTENAAR, Role.BESTUURDER}
"""Invented people in these roles are named with their office beside them, and stay."""


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _full(p: Person, rng: Random) -> str:
    if p.origin == "chinees_vietnamees" and chance(rng, 0.15):
        return f"{p.surname} {p.first}"
    return f"{p.first} {p.surname}"


def _initials_surname(p: Person, rng: Random) -> str:
    initials = rng.choices(
        (
            p.initials,
            p.initials.replace(".", ". ").strip(),
            p.initials.replace(".", ""),
            f"{p.initials} ({p.first})",
        ),
        (12, 2, 2, 4),
    )[0]
    return f"{initials} {p.surname}"


def _initials_plain(p: Person, rng: Random) -> str:
    bare = p.initials.replace(".", "")
    tail = f" {p.prefix}" if p.prefix else ""
    return rng.choice((f"{bare} {p.surname}", f"{p.stem} {bare}{tail}"))


def _outlook(p: Person, _: Random) -> str:
    small = p.prefix
    tail = f" {small}" if small else ""
    return (
        f"{p.stem}, {p.initials}{tail} ({p.first})",
        f"{p.stem}, {p.initials}{tail}",
        f"{p.stem}{f', {small}' if small else ''}, {p.first}",
        f"{p.stem}, {p.first}{tail}",
        f"{p.surname}, {p.first}",
        f"{p.stem}{tail}, {p.initials} ({p.first})",
        f"{p.stem}, {p.initials.replace('.', '')}{tail} ({p.first})",
        f"{p.stem}, {p.first} {p.initials}{tail}",
    )[p.outlook_style]


def _surname(p: Person, _: Random) -> str:
    return _capital(p.surname)


def _lower(p: Person, rng: Random) -> str:
    forms = (p.first, f"{p.first} {p.surname}", p.surname)
    return rng.choices(forms, (7, 2, 1))[0].lower()


def _caps(p: Person, rng: Random) -> str:
    text = rng.choice((f"{p.first} {p.surname}", f"{p.initials} {p.surname}", p.surname))
    return text.upper()


def _folded(p: Person, _: Random) -> str:
    return fold(f"{p.first} {p.surname}")


def _first_initial(p: Person, rng: Random) -> str:
    return f"{p.first} {p.stem[0].upper()}{rng.choice(('.', '.', ''))}"


def _glued(p: Person, rng: Random) -> str:
    return f"{p.first} {_broken_word(p.surname, rng)}"


def _broken_word(surname: str, rng: Random) -> str:
    """Put a hyphen and a line end in a long name, or a line end before it."""
    word = max(re.split(r"[\s-]", surname), key=len)
    at = next((i for i in range(4, len(word) - 2) if word[i] not in "aeiouy"), 0)
    if at and len(word) >= _LONG and chance(rng, 0.6):
        return surname.replace(word, f"{word[:at]}-{BREAK}{word[at:]}", 1)
    return f"{BREAK}{surname}"


_WRITERS: dict[str, Callable[[Person, Random], str]] = {
    "full": _full,
    "initials_surname": _initials_surname,
    "initials_plain": _initials_plain,
    "outlook": _outlook,
    "first_name": lambda p, _: p.first,
    "surname": _surname,
    "lower_case": _lower,
    "all_caps": _caps,
    "code": lambda p, _: p.code,
    "nickname": lambda p, _: p.nickname,
    "first_and_initial": _first_initial,
    "email": lambda p, _: local_part(p),
    "account": lambda p, _: account(p),
    "folded": _folded,
    "broken": _glued,
}
FORMS = tuple(_WRITERS)
_KINDS = {"code": Kind.INITIALS, "email": Kind.EMAIL, "account": Kind.ACCOUNT}


def mention(person: Person, form: str, rng: Random) -> Mention:
    """Write the name of a person in a form; people in a public office stay."""
    shown = _WRITERS[form](person, rng)
    form = {
        "folded": "folded"
        if fold(person.first + person.surname) != person.first + person.surname
        else "full"
    }.get(form, form)
    stays = person.role in PUBLIC and form in {"full", "initials_surname", "surname"}
    return Mention(
        text=re.sub(r"\s+", " ", re.sub(rf"-{BREAK}", "", shown)).strip(),
        kind=_KINDS.get(form, Kind.NAME),
        role=person.role,
        verdict=Verdict.KEEP if stays else _verdict(person),
        form=person.role.value if stays else form,
        ground=None if stays else "5.1.2e",
        origin="" if stays else person.origin,
        person="" if stays else person.id,
        shown=shown,
    )


def _verdict(person: Person) -> Verdict:
    return Verdict.ASK if person.function.startswith("directeur") else Verdict.REDACT
