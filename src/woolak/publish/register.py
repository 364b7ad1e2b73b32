# SPDX-License-Identifier: EUPL-1.2
"""Redactions in; the public register as chained lines, as CSV and as XLSX out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from woolak import chain, gronden
from woolak.model import RegisterRow
from woolak.publish import table
from woolak.publish.edition import Edition
from woolak.publish.motivation import TEKSTEN
from woolak.publish.table import Cell, Column, Sheet

SCHEMA = 1
COLUMNS = (
    Column("schema", 9),
    Column("seq", 7),
    Column("redaction", 16),
    Column("document", 11),
    Column("page", 7),
    Column("kind", 17),
    Column("role", 18),
    Column("ground", 9),
    Column("motivation", 30),
    Column("source", 12),
    Column("decided", 13),
    Column("date", 12),
    Column("prev", 18, printed=False),
    Column("hash", 18, printed=False),
)
NAMES = tuple(column.name for column in COLUMNS)
_TEXTS = (Column("motivation", 30), Column("ground", 46), Column("text", 80, wrap=True))


def lines(redactions: Iterable[RegisterRow]) -> Iterator[dict[str, Any]]:
    """Yield the redactions as chained rows of format `schema: 1`, in the order given."""
    return chain.links(map(_row, redactions))


def write(folder: Path, edition: Edition) -> dict[str, object]:
    """Write register.jsonl, .csv and .xlsx; return what the manifest says of the register."""
    cells: list[tuple[Cell, ...]] = []
    with (folder / "register.jsonl").open("wb") as file:
        for row in lines(edition.redactions):
            file.write(chain.canonical(row) + b"\n")
            cells.append(tuple(row[name] for name in NAMES))
    table.write_csv(folder / "register.csv", NAMES, cells)
    sheets = (
        Sheet("Register", _heading(edition), COLUMNS, cells),
        Sheet("Motiveringen", "Motiveringen bij het register", _TEXTS, texts(edition.redactions)),
    )
    table.write_xlsx(folder / "register.xlsx", sheets, edition.moment)
    return {"rows": len(cells), "head": cells[-1][-1] if cells else chain.GENESIS}


def texts(redactions: Iterable[RegisterRow]) -> list[tuple[str, str, str]]:
    """Return each motivation code used with the ground written out and the text it stands for."""
    used = sorted({(row.ground, row.motivation) for row in redactions})
    return [(code, gronden.parse(ground).citation, TEKSTEN.get(code, "")) for ground, code in used]


def _row(redaction: RegisterRow) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "redaction": redaction.redaction,
        "document": redaction.document,
        "page": redaction.page,
        "kind": str(redaction.kind),
        "role": str(redaction.role),
        "ground": redaction.ground,
        "motivation": redaction.motivation,
        "source": str(redaction.source),
        "decided": redaction.decided,
        "date": redaction.date,
    }


def _heading(edition: Edition) -> str:
    return " ".join(filter(None, ("Register van lakkingen", edition.zaaknummer)))
