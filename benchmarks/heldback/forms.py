# SPDX-License-Identifier: EUPL-1.2
"""A person and the name of a written form go in; the name written so comes out."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.heldback.marks import BREAK
from benchmarks.heldback.people import Person
from benchmarks.heldback.spelling import capitals, folded, letters, small

Written = tuple[str, str]
"""As it is set (line ends inside it), and as it is read."""


def _same(text: str) -> Written:
    return text, text


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _full(p: Person) -> str:
    return f"{p.first} {p.last}"


def _outlook(p: Person) -> str:
    after = f" {p.prefix}" if p.prefix else ""
    return f"{p.surname}, {p.initials}{after} ({p.first})"


def _outlook_first(p: Person) -> str:
    after = f" {p.prefix}" if p.prefix else ""
    return f"{p.surname}, {p.first}{after}"


def _outlook_commas(p: Person) -> str:
    between = f", {p.prefix}" if p.prefix else ""
    return f"{p.surname}{between}, {p.first}"


def _outlook_initials(p: Person) -> str:
    after = f" {p.prefix}" if p.prefix else ""
    return f"{p.surname}, {p.initials}{after}"


def _code(p: Person) -> str:
    words = f"{p.prefix} {p.surname}".replace("-", " ").replace("'", "").split()
    ends = [w[0] if w in p.prefix.split() else w[0].upper() for w in words if w[0].isalpha()]
    return p.first[0] + "".join(ends)


def _code_long(p: Person) -> str:
    return (p.first[0] + letters(p.surname)[:2]).upper()


def _first_letter(p: Person) -> str:
    return " ".join(part for part in (p.first, p.prefix, f"{p.surname[0]}.") if part)


def _short_prefix(p: Person) -> str:
    short = {"van der": "v.d.", "van den": "v.d.", "van de": "v.d.", "van": "v.", "van het": "v.h."}
    prefix = short.get(p.prefix, p.prefix)
    return " ".join(part for part in (p.initials, prefix, p.surname) if part)


def _hyphened(p: Person) -> Written:
    name = p.surname
    cut = next((i for i in range(3, len(name) - 2) if name[i - 1 : i + 1].isalpha()), 0)
    if not cut:
        return f"{p.first}{BREAK}{p.last}", _full(p)
    head = f"{p.first} {p.prefix} ".replace("  ", " ")
    return f"{head}{name[:cut]}-{BREAK}{name[cut:]}", _full(p)


def _local_dots(p: Person) -> str:
    initials = ".".join(re.findall("[a-z]", small(folded(p.initials))))
    return f"{initials}.{letters(p.last)}"


def _local_first(p: Person) -> str:
    return f"{letters(p.first)}.{letters(p.last)}"


def _local_short(p: Person) -> str:
    return f"{letters(p.first)[0]}{letters(p.last)}"


def _local_dashes(p: Person) -> str:
    words = [letters(w) for w in (p.first, *p.prefix.split(), p.surname)]
    return "-".join(w for w in words if w)


def _account(p: Person) -> str:
    return f"{letters(p.surname)[:5]}{letters(p.first)[0]}0{len(p.surname) % 9 + 1}"


def _account_upper(p: Person) -> str:
    return f"{letters(p.first)[0]}{letters(p.surname)[:7]}".upper()


def _name_of_account(p: Person) -> str:
    return f"{letters(p.surname)}{letters(p.first)[0]}"


PLAIN: dict[str, Callable[[Person], str]] = {
    "full": _full,
    "init": lambda p: f"{p.initials} {p.last}",
    "spaced": lambda p: f"{p.initials.replace('.-', '-').replace('.', ' ').strip()} {p.last}",
    "initfull": lambda p: f"{p.initials} ({p.first}) {p.last}",
    "short": _short_prefix,
    "outl": _outlook,
    "outf": _outlook_first,
    "outc": _outlook_commas,
    "outi": _outlook_initials,
    "first": lambda p: p.first,
    "last": lambda p: _capital(p.last),
    "nick": lambda p: p.nick or p.first,
    "firstletter": _first_letter,
    "code": _code,
    "codelong": _code_long,
    "low": lambda p: small(_full(p)),
    "lowfirst": lambda p: small(p.first),
    "lowlast": lambda p: small(p.last),
    "caps": lambda p: capitals(_full(p)),
    "capsinit": lambda p: capitals(f"{p.initials} {p.last}"),
    "capslast": lambda p: capitals(p.last),
    "folded": lambda p: folded(_full(p)),
    "foldedlast": lambda p: _capital(folded(p.last)),
    "half1": lambda p: f"{p.first} {p.prefix}".strip(),
    "half2": lambda p: p.surname,
}
BROKEN: dict[str, Callable[[Person], Written]] = {
    "brk": lambda p: (f"{p.first}{BREAK}{p.last}", _full(p)),
    "brklast": lambda p: (
        f"{p.initials} {p.prefix}{BREAK}{p.surname}"
        if p.prefix
        else f"{p.initials}{BREAK}{p.last}",
        f"{p.initials} {p.last}",
    ),
    "brkoutl": lambda p: (
        f"{p.surname},{BREAK}{p.first}{' ' + p.prefix if p.prefix else ''}",
        _outlook_first(p),
    ),
    "hyph": _hyphened,
}
LOCALS: dict[str, Callable[[Person], str]] = {
    "mail": _local_dots,
    "mailf": _local_first,
    "mails": _local_short,
    "maild": _local_dashes,
}
ACCOUNTS: dict[str, Callable[[Person], str]] = {
    "acct": _account,
    "acctu": _account_upper,
    "acctn": _name_of_account,
}
LABELS = {
    "full": "full",
    "init": "initials and surname",
    "spaced": "initials without full stops",
    "initfull": "initials (first name) surname",
    "short": "initials, shortened tussenvoegsel",
    "outl": "outlook: surname, initials (first)",
    "outf": "outlook: surname, first",
    "outc": "outlook: surname, prefix, first",
    "outi": "outlook: surname, initials",
    "first": "first name alone",
    "last": "surname alone",
    "nick": "nickname",
    "firstletter": "first name and letter",
    "code": "code",
    "codelong": "code",
    "low": "lower case, full",
    "lowfirst": "lower case, first name",
    "lowlast": "lower case, surname",
    "caps": "capitals",
    "capsinit": "capitals",
    "capslast": "capitals",
    "folded": "diacritics folded",
    "foldedlast": "diacritics folded",
    "half1": "broken over pages",
    "half2": "broken over pages",
    "brk": "broken over lines",
    "brklast": "broken over lines",
    "brkoutl": "broken over lines",
    "hyph": "hyphenated over lines",
    "mail": "e-mail local part",
    "mailf": "e-mail local part",
    "mails": "e-mail local part",
    "maild": "e-mail local part",
    "acct": "account name",
    "acctu": "account name",
    "acctn": "account name",
}


def write(form: str, person: Person) -> Written | None:
    """Return the name in a form, or None when the form is no form of a name."""
    if form in BROKEN:
        return BROKEN[form](person)
    for table in (PLAIN, LOCALS, ACCOUNTS):
        if form in table:
            return _same(table[form](person))
    return None


def label(form: str, person: Person) -> str:
    """Return the name of the form as totals show it; double surnames in Outlook order apart."""
    name = LABELS[form]
    if name == "diacritics folded" and (person.first + person.surname).isascii():
        return "full" if form == "folded" else "surname alone"
    if name == "nickname" and not person.nick:
        return "first name alone"
    if name.startswith("outlook") and "-" in person.surname:
        return "outlook: double surname"
    return name
