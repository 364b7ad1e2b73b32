# SPDX-License-Identifier: EUPL-1.2
"""The table of functions of a rulebook in; the patterns for those who hold one out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored
from woolak.model import Role
from woolak.rulebook import Rulebook

_ABBREVIATION = 4
"""A word of so many letters that has a capital keeps it."""
_AFTER = r"(?![\p{L}\p{M}\p{N}])"
_BEFORE = r"(?<![\p{L}\p{M}\p{N}])"
_Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Functie:
    """One row of the table of functions: its role, and whether a name beside it is public."""

    role: Role
    openbaar: bool
    woorden: regex.Pattern[str] = field(repr=False)


class Offices(TypedDict):
    """The rows; any function, a public one, and one that stands before a name; who chairs a body.

    `lichaam` is the body behind the name of who chairs it.
    """

    functies: tuple[Functie, ...]
    functie: Anchored
    ambt: Anchored
    ambt_voor: Anchored
    hoofd: Anchored
    lichaam: regex.Pattern[str]


def build(book: Rulebook) -> Offices:
    """Compile the table of functions of a rulebook."""
    table: list[_Row] = list(book.tabel("functies"))
    chaired = next((row for row in table if "lichamen" in row), {})
    heads = _listed(chaired, "hoofden")
    bodies = rf"(?:(?:de|het|the)\s+)?(?:{_bodies(chaired, book)})"
    rows = [_with_bodies(row, book) for row in table]
    public = [row for row in rows if row["openbaar"] == "ja"]
    return {
        "functies": tuple(_functie(row) for row in rows),
        "functie": _any(rows, "woorden"),
        "ambt": _any(public, "woorden"),
        "ambt_voor": _any(public, "voor"),
        "hoofd": anchors.words(rf"{_BEFORE}(?i:{any_of(heads)}){_AFTER}", heads),
        "lichaam": regex.compile(rf"\s+(?:van|of)\s+{bodies}{_AFTER}"),
    }


def _with_bodies(row: _Row, book: Rulebook) -> _Row:
    """Return a row with `hoofden` and `lichamen` as one pattern: `voorzitter van de Kiesraad`."""
    if "lichamen" not in row:
        return row
    heads = any_of(_listed(row, "hoofden"))
    between = r"(?:\s+(?:van|of))?(?:\s+(?:de|het|the))?\s+"
    return {**row, "patroon": rf"(?i:{heads}){between}(?:{_bodies(row, book)})"}


def _bodies(row: _Row, book: Rulebook) -> str:
    """Return a pattern for the public bodies of a row."""
    return any_of(book.lists.get(str(row.get("lichamen")), frozenset()))


def _functie(row: _Row) -> Functie:
    woorden = [*_listed(row, "woorden"), *_listed(row, "voor")]
    more = f"|{row['patroon']}" if "patroon" in row else ""
    pattern = regex.compile(rf"(?:{any_of(woorden)}{more})", regex.IGNORECASE)
    return Functie(Role(str(row["role"])), row["openbaar"] == "ja", pattern)


def _listed(row: _Row, key: str) -> list[str]:
    value = row.get(key, ())
    return list(value) if isinstance(value, (list, tuple)) else []


def _any(rows: Iterable[_Row], key: str) -> Anchored:
    """Compile all words of the table; an abbreviation (SG, DG) keeps its capitals."""
    every = [word for row in rows for word in _listed(row, key)]
    exact = {w for w in every if w.isupper() or (len(w) <= _ABBREVIATION and not w.islower())}
    loose = set(every) - exact
    bodies = [str(row["patroon"]) for row in rows if key == "woorden" and "patroon" in row]
    heads = [head for row in rows if "patroon" in row for head in _listed(row, "hoofden")]
    parts = [*bodies, rf"(?i:{any_of(loose)})", f"(?:{any_of(exact) or '(?!)'})"]
    return anchors.words(rf"{_BEFORE}(?:{'|'.join(parts)}){_AFTER}", [*every, *heads])
