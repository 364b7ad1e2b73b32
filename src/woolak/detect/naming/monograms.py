# SPDX-License-Identifier: EUPL-1.2
"""A name and letters in; whether the letters can stand for who bears the name out."""

from __future__ import annotations

from dataclasses import replace

import regex

from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold

_CHUNK = regex.compile(r"\p{Lu}\p{Ll}*|\p{Ll}")
_LONG = 3


def explains(name: Name, code: str) -> bool:
    """Say whether a code can be the initials of this name (`JdV` for Jan de Vries)."""
    wanted = code.lower()
    if wanted[0] not in begin(name):
        return False
    at = 0
    for letter in made_of(name):
        at += at < len(wanted) and letter == wanted[at]
    return at == len(wanted) or _shortens(name, code)


def begin(name: Name) -> frozenset[str]:
    """Return the letters, small, with one of which the initials of a name begin."""
    every, surname = made_of(name), name.achternaam.replace("-", " ").split()
    return frozenset(part[0].lower() for part in (every[:1], *surname[:1]) if every)


def made_of(name: Name) -> str:
    """Return the first letters of all of a name, small: `jdv`."""
    given = [*(v[0] for v in name.voornamen), *(c for c in name.initialen if c.isupper())]
    tussen = [part[0] for part in name.tussenvoegsel.replace("'", "").replace("’", "").split()]
    surname = [part[0] for part in name.achternaam.replace("-", " ").split()]
    return "".join([*given, *tussen, *surname]).lower()


def spans(name: Name, code: str) -> bool:
    """Say whether capitals begin as a first name and end as the surname: `SJK`, Sandeep Kalpoe."""
    given = (*name.voornamen, name.initialen)[0]
    surname = name.achternaam.replace("-", " ").split()
    if not (given and surname and code.isupper() and len(code) >= _LONG):
        return False
    return fold(given)[0] == fold(code)[0] and fold(code)[-1] in {fold(s)[0] for s in surname}


def listed(name: Name, code: str) -> bool:
    """Say whether a code beside a name in a list is his; the list may leave out first names."""
    given = len(name.voornamen) > (0 if name.achternaam else 1)
    bare = not (given or name.initialen)
    if bare and name.alone:
        name = replace(name, voornamen=(), achternaam=name.voornamen[0])
    two = [part[0] for part in (*name.voornamen, name.achternaam)] if name.achternaam else []
    turned = "".join(reversed(two)) == code and len(two) == len(code)  # `Phan Nga`, `NP`
    return (
        explains(name, code) or spans(name, code) or turned or (bare and explains(name, code[1:]))
    )


def _shortens(name: Name, code: str) -> bool:
    """Say whether a code is made of the beginnings of the parts of a name: `ThB`, `VerB`."""
    parts = [
        *name.voornamen,
        *name.tussenvoegsel.split(),
        *name.achternaam.replace("-", " ").split(),
    ]
    chunks = _CHUNK.findall(code)
    at = 0
    for part in parts:
        at += at < len(chunks) and part.lower().startswith(chunks[at].lower())
    return len(chunks) > 1 and at == len(chunks)
