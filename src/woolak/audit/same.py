# SPDX-License-Identifier: EUPL-1.2
"""The rows of a list and those that it repeats in; the places where they differ out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from woolak.audit.report import Check, block
from woolak.audit.sheets import Row

_SHOWN = 5


def differ(name: str, there: Iterable[Row], due: Iterable[Row]) -> Iterator[Check]:
    """Yield the first rows of the list `name` that differ, and count the others."""
    wrong = 0
    source = "register.jsonl" if name.startswith("register") else "inventarislijst.csv"
    for number, (one, other) in enumerate(zip_longest(there, due), 1):
        if one == other:
            continue
        wrong += 1
        if wrong <= _SHOWN:
            yield block("R4", f"De rij wijkt af van {source}.", f"{name}, rij {number}")
    if wrong > _SHOWN:
        yield block("R4", f"Nog {wrong - _SHOWN} rijen wijken af.", name)
