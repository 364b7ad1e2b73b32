# SPDX-License-Identifier: EUPL-1.2
"""A finished edition in; the production report that the VWS platform imports out.

Contract: minvws/nl-rdo-woo-web, August 2026 (`InventoryReader`, `InventoryDataHelper`, `Citation`,
`Judgement`, `SourceType`). It reads the first worksheet, header in row 1, dates as text. A
judgement that it does not know becomes "Niet openbaar" without a word, so only its four values are
written. A copy has no file of its own: it is "Niet openbaar" with `dubbel` for a ground, and points
to the document that was judged.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from woolak.errors import CannotStart
from woolak.model import Document, Status
from woolak.publish import inventory, table
from woolak.publish.edition import Edition
from woolak.publish.table import Cell, Column, Sheet

HEADER = (
    *("ID", "Matter", "Family", "Email Thread ID", "Document", "File Type", "Datum"),
    *("Beoordeling", "Opgeschort", "Beoordelingsgrond", "Toelichting", "Publieke Link"),
    *("Gerelateerd ID", "Zaaknummer"),
)
_CONTEXT = "Publicatiecontext"
_MOST_ROWS = 50_000
_NUMBER = re.compile(r"[a-z0-9\-.;() ]*")
_TYPES = (("e-mail", "email"), ("mail", "email"), ("chat", "chat"), ("presentatie", "presentation"))


def write(path: Path, edition: Edition) -> None:
    """Write the report as XLSX; raises CannotStart when the platform would refuse it."""
    zaak = edition.zaak
    number = zaak.zaaknummer.lower()
    if not _NUMBER.fullmatch(number):
        raise CannotStart(
            "The platform takes a zaaknummer of letters, digits, '-', '.', ';' and spaces only; "
            "change it in the case file."
        )
    heads = frozenset(document.family for document in edition.documents)
    rows = [_row(edition, at, row, heads) for at, row in enumerate(inventory.rows(edition))]
    if len(rows) > _MOST_ROWS:
        raise CannotStart(f"The platform takes {_MOST_ROWS} documents at most; split the dossier.")
    names = [_CONTEXT if name == "Matter" and not zaak.matter else name for name in HEADER]
    columns = tuple(Column(name, 18) for name in names)
    sheet = Sheet("Productierapport", "Productierapport", columns, rows)
    table.write_xlsx(path, [sheet], edition.moment)


def _row(
    edition: Edition, at: int, row: tuple[Cell, ...], heads: Collection[str]
) -> tuple[Cell, ...]:
    document, zaak = edition.documents[at], edition.zaak
    facts = dict(zip(inventory.NAMES, map(str, row), strict=True))
    judged, grounds = facts["Beoordeling"], facts["Weigeringsgronden"]
    if document.status is Status.DUPLICATE:
        judged, grounds = inventory.NIET, "dubbel"
    told = {
        "ID": document.id,
        "Matter": zaak.matter or zaak.publicatiecontext,
        "Family": _family(edition, document, heads),
        "Document": facts["Document"],
        "File Type": _type(facts["Soort"]),
        "Datum": facts["Datum"],
        "Beoordeling": judged,
        "Beoordelingsgrond": grounds,
        "Toelichting": facts["Opmerking"],
        "Gerelateerd ID": facts["Gerelateerd"],
        "Zaaknummer": zaak.zaaknummer.lower(),
    }
    return tuple(told.get(name, "") for name in HEADER)


def _family(edition: Edition, document: Document, heads: Collection[str]) -> str:
    """Return what a mail and its attachments share: the number of the mail."""
    head = document.family or (document.id if document.id in heads else "")
    return head.removeprefix(edition.zaak.prefix).lstrip("0")


def _type(soort: str) -> str:
    low = soort.lower()
    return next((named for word, named in _TYPES if word in low), "pdf")
