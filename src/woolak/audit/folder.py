# SPDX-License-Identifier: EUPL-1.2
"""A published folder in; its manifest and register as read, with what is wrong with them, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from woolak import chain
from woolak.audit.report import Check, block
from woolak.audit.shapes import Entry, Manifest, Row

MANIFEST = "manifest.json"
REGISTER = "register.jsonl"
LISTS = (
    "inventarislijst.csv",
    "inventarislijst.html",
    "inventarislijst.pdf",
    "inventarislijst.xlsx",
    "register.csv",
    REGISTER,
    "register.xlsx",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register that has the right shape; `number` is its place in the file."""

    number: int
    redaction: str
    document: str
    page: int
    kind: str
    ground: str
    motivation: str
    decided: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published folder as read; the faults of reading it are in `faults`."""

    path: Path
    manifest: Manifest
    lines: tuple[Line, ...]
    faults: tuple[Check, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return what the manifest says of each document."""
        return self.manifest.documents

    def of(self) -> dict[str, list[Line]]:
        """Return the lines of the register for each document."""
        found: dict[str, list[Line]] = {entry.id: [] for entry in self.entries}
        for line in self.lines:
            found.setdefault(line.document, []).append(line)
        return found


def read(path: Path) -> Published | tuple[Check, ...]:
    """Return the folder at `path`, or why it cannot be audited at all."""
    if not path.is_dir():
        return (block("M1", "Dit is geen map met gepubliceerde documenten."),)
    manifest = _manifest(path / MANIFEST)
    if isinstance(manifest, Check):
        return (manifest,)
    lines: list[Line] = []
    faults = list(_register(path / REGISTER, manifest, lines))
    return Published(path, manifest, tuple(lines), tuple(faults))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a register as they stand, from a file that `read` found whole."""
    with path.open("rb") as file:
        for raw in file:
            yield json.loads(raw)


def _manifest(path: Path) -> Manifest | Check:
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return block("M1", "Het bestand ontbreekt; dit is geen (hele) gepubliceerde map.", MANIFEST)
    except OSError:
        return block("M1", "Het bestand is niet te lezen.", MANIFEST)
    except ValidationError as error:
        return block("M1", f"Het bestand is beschadigd of veranderd ({_fault(error)}).", MANIFEST)
    ids = [entry.id for entry in manifest.documents]
    if len(ids) != len(set(ids)):
        return block("I3", "Een document staat er meer dan eens in.", MANIFEST)
    return manifest


def _fault(error: ValidationError) -> str:
    """Name the place of the first fault, never its value."""
    fault = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"] if not _free(part))
    return f"bij {place}" if place else "geen geldige JSON"


def _free(part: int | str) -> bool:
    """Say whether a part of a place comes from the file itself: it may hold anything."""
    return isinstance(part, str) and not part.isidentifier()


def _register(path: Path, manifest: Manifest, lines: list[Line]) -> Iterator[Check]:
    """Fill `lines`; yield each line of another shape, or that does not follow from the last."""
    seq, prev = 0, chain.GENESIS
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                place = f"{REGISTER}, regel {number}"
                row = _row(raw)
                if row is None:
                    yield block("R1", "De regel is beschadigd of heeft een andere vorm.", place)
                    continue
                if row["seq"] != seq + 1 or row["prev"] != prev:
                    yield block("C1", "De regel sluit niet aan op de regel ervoor.", place)
                if row["hash"] != chain.digest(row["prev"], row):
                    yield block("C1", "De regel is veranderd: de hash klopt niet.", place)
                seq, prev = row["seq"], row["hash"]
                lines.append(_line(number, row))
    except FileNotFoundError:
        yield block("R1", "Het bestand ontbreekt.", REGISTER)
        return
    except OSError:
        yield block("R1", "Het bestand is niet te lezen.", REGISTER)
        return
    if (seq, prev) != (manifest.register_.rows, manifest.register_.head):
        yield block(
            "C2",
            "De laatste regel is niet die van het manifest: er ontbreekt iets, "
            "of er is iets veranderd of bijgekomen.",
            REGISTER,
        )


def _row(raw: bytes) -> dict[str, Any] | None:
    """Return a line of the exact shape and spelling, None for any other."""
    try:
        Row.model_validate_json(raw)
        row: dict[str, Any] = json.loads(raw, parse_constant=_refuse)
        return row if chain.canonical(row) + b"\n" == raw else None
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _line(number: int, row: dict[str, Any]) -> Line:
    return Line(
        number,
        row["redaction"],
        row["document"],
        row["page"],
        row["kind"],
        row["ground"],
        row["motivation"],
        row["decided"],
    )
