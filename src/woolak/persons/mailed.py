# SPDX-License-Identifier: EUPL-1.2
"""Addresses of mail in, the persons whom their local parts spell out: `d.slagter`, `anna.dewit`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Finding, Kind, Person

_SPELLED = regex.compile(r"\p{Ll}+(?:[._]\p{Ll}+(?:-\p{Ll}+)?)+")
_LETTERS = 2
"""A first part of no more than so many letters is of initials."""
_LAST = 3
"""A surname that an address spells has so many letters at least."""
_TOLD = 0.8
"""The least score of an address that is surely somebody's own."""


def persons(
    words: Vocabulary, known: Sequence[Person], findings: Iterable[Finding]
) -> Iterator[Person]:
    """Yield who is known by an address alone, without an id; with the id of that finding."""
    owned = {finding for person in known for finding in person.findings}
    for finding in findings:
        if finding.kind is not Kind.EMAIL or finding.keep or finding.score < _TOLD:
            continue
        if finding.id in owned:
            continue
        local = finding.text.split("@")[0].rstrip("0123456789").lower()
        if (told := _told(words, local)) is not None:
            first, initials, tussen, last = told
            named = (first.title(),) if first else ()
            yield Person("", named, initials, tussen, last.title(), "", finding.role, (finding.id,))


@lru_cache(maxsize=1 << 12)
def _told(words: Vocabulary, local: str) -> tuple[str, str, str, str] | None:
    """Return first name, initials, tussenvoegsel and surname of a local part, None if none."""
    if _SPELLED.fullmatch(local) is None:
        return None
    first, *rest = regex.split(r"[._]", local)
    *between, last = rest
    glued, last = _parted(words, last)
    tussen = " ".join([*between, *filter(None, [glued])])
    if tussen and fold(tussen) not in words.tussenvoegsels:
        return None
    if not _surname(words, last):
        return None
    if len(first) <= _LETTERS:
        return "", "".join(f"{letter.upper()}." for letter in first), tussen, last
    return (first, "", tussen, last) if words.lexicon.first(first) else None


def _surname(words: Vocabulary, last: str) -> bool:
    """Say whether a part of an address is a surname, and no unit or common word."""
    if len(last) < _LAST or last.upper() in words.afkortingen or last in words.geen_persoon:
        return False
    if last in words.politics.ambtsnamen and last not in words.veel_voorkomend:
        return False  # an address of who holds office
    return words.lexicon.last(last) or not (words.lexicon.word(last) or words.lexicon.place(last))


def _parted(words: Vocabulary, last: str) -> tuple[str, str]:
    """Return the tussenvoegsel that is written against a surname, and the surname: `vandenberg`."""
    if words.lexicon.last(last):
        return "", last
    for tussen in sorted(words.tussenvoegsels, key=len, reverse=True):
        plain = tussen.replace(" ", "").replace("'", "")
        more = last.removeprefix(plain)
        if len(plain) >= _LETTERS and more != last and words.lexicon.last(more):
            return tussen, more
    return "", last
