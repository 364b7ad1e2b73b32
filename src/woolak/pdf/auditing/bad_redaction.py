# SPDX-License-Identifier: EUPL-1.2
"""Anybody's PDF in; every place where something was hidden and not removed, or lacks its ground."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from woolak.model import Box
from woolak.pdf.auditing import baggage, blacked, unseen
from woolak.pdf.opening import hidden
from woolak.pdf.proving.marks import unit
from woolak.pdf.proving.sheets import opened, sheet

FAULTS = (*hidden.FAULTS, OSError, RuntimeError, RecursionError, IndexError, MemoryError)
"""What is raised on a file that cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mechanism and the places where it was found; page 0 is the document itself."""

    where: str
    page: int = 0
    boxes: tuple[Box, ...] = ()


def faults(path: Path) -> list[Fault]:
    """Return what is wrong with a file, by page; a file that is broken raises whatever it does."""
    places: defaultdict[tuple[int, str], list[Box]] = defaultdict(list)
    for item in baggage.carried(path):
        places[item.page, item.where] += [item.box] if item.box else []
    for number, where, box in _seen(path):
        places[number, where].append(box)
    return [Fault(where, page, tuple(boxes)) for (page, where), boxes in sorted(places.items())]


def _seen(path: Path) -> Iterator[tuple[int, str, Box]]:
    """Yield the page, mechanism and place of each hidden word, and of each box without a ground."""
    data = hidden.seen(path).data or path.read_bytes()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        units = [unit(page) for page in pdf.pages]
    with opened(data) as document:
        for number in range(1, len(document) + 1):
            with sheet(document, number, units[number - 1]) as (page, shown):
                view = unseen.look(page, shown)
            for word in view.unseen:
                yield number, word.where, word.box
            for box in blacked.without_ground(view):
                yield number, "no_ground", box


def title(path: Path) -> str:
    """Return the title in a file's properties, empty when it has none or cannot be read."""
    try:
        return " ".join(baggage.titles(path))
    except FAULTS:
        return ""
