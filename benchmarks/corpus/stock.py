# SPDX-License-Identifier: EUPL-1.2
"""Text files beside this module go in; lists of names, public items and sentences come out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
Sections = dict[str, tuple[str, ...]]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def sections(name: str) -> Sections:
    """Return the lines of a text file (`openbaar/begrippen.txt`) under each `[heading]` of it."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(HERE / name):
        if heading := re.fullmatch(r"\[([\w.]+)\]", line):
            current = found.setdefault(heading[1], [])
        else:
            current.append(line)
    return {key: tuple(items) for key, items in found.items()}


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a text file, each split at its `|`."""
    return tuple(tuple(map(str.strip, line.split("|"))) for line in _lines(HERE / name))


@cache
def origins() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return first names and surnames by group of origin."""
    return {
        path.stem: (_names(path, "voornamen"), _names(path, "achternamen"))
        for path in sorted((HERE / "namen").glob("*.txt"))
    }


def _names(path: Path, heading: str) -> tuple[str, ...]:
    listed = ",".join(sections(f"namen/{path.name}")[heading]).split(",")
    return tuple(dict.fromkeys(name.strip() for name in listed if name.strip()))


@cache
def phrases() -> Sections:
    """Return every sentence by its `[heading]`, over all files of sentences."""
    found: Sections = {}
    for path in sorted((HERE / "zinnen").glob("*.txt")):
        for heading, lines in sections(f"zinnen/{path.name}").items():
            found[heading] = found.get(heading, ()) + lines
    return found
