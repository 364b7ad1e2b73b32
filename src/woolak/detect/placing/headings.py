# SPDX-License-Identifier: EUPL-1.2
"""The heading of a column goes in; whether names or codes of people stand below it comes out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_PART = 3
"""A part of a heading with fewer letters says nothing: `van / tot`."""
_NOTE = regex.compile(r"\(.*?\)")
_PARTS = regex.compile(r"\s*(?:/|,|&|\+|\ben\b|\bof\b|\band\b|\n)\s*")
_NAME_OF = regex.compile(r"^(?:namen|naam|name)[ ](?:(?:van|of)[ ])?(?:(?:de|het|the)[ ])?")
"""What stands before the word for whose names a column holds: `Naam bezwaarmaker`."""
_BY = regex.compile(r"(?:\p{L}+[ ]){1,3}(?:door|by)(?:[ ](?:wie|whom))?")
"""What ends a heading for who did something: `aangeleverd door`."""
_SERVES = regex.compile(r"[\p{L}-]{5,40}")
_RACI = frozenset("raci")
"""The letters above the columns of a table of who does what."""


@lru_cache(maxsize=4000)
def holds(words: Vocabulary, heading: str) -> tuple[bool, bool]:
    """Say whether a column with this heading holds names, and whether it holds codes."""
    title = fold(_NOTE.sub("", heading).strip(" :?*."))
    parts = {part for part in _PARTS.split(title) if len(part) > _PART}
    code = not words.kolom_code.isdisjoint((title, f"{title}."))
    code = code or (bool(parts) and parts <= words.kolom_code)
    return names(words, title) or bool(parts & words.kolom_naam), code


def names(words: Vocabulary, title: str) -> bool:
    """Say whether this is a heading of a column of names, or `name` and the word for who has it."""
    bare = _NAME_OF.sub("", title)
    kind = bare.rpartition("-")[2]  # `MT-lid`
    every = title, bare, bare.removesuffix("s"), bare.removesuffix("en"), kind
    return not words.kolom_naam.isdisjoint(every) or _BY.fullmatch(title) is not None


def of_who_serves(words: Vocabulary, heading: str) -> bool:
    """Say whether a heading is a function that is not public: below it stands who has it."""
    title = _NOTE.sub("", heading).strip(" :?*.")
    for one in (title, title.removesuffix("s"), title.removesuffix("en")):
        found = words.functie_at(one, 0, len(one))
        if found is not None and found[1] == one and not found[2]:
            return True
    return bool(_SERVES.fullmatch(title)) and words.functie_uitgang.search(fold(title)) is not None


def of_journeys(title: str, others: Iterable[str]) -> bool:
    """Say whether a folded heading tells where journeys begin: `van` with `naar` in its row."""
    row = {fold(other.strip(" :")) for other in others}
    return title == "van" and not row.isdisjoint(("naar", "bestemming"))


def of_raci(title: str, others: Iterable[str]) -> bool:
    """Say whether a letter heads who is responsible, accountable, consulted or informed."""
    return (
        len(title) == 1 and title in _RACI and {other.strip().lower() for other in others} >= _RACI
    )
