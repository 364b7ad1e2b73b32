# SPDX-License-Identifier: EUPL-1.2
"""Documents and redactions in; the inventarislijst as CSV, HTML, PDF and XLSX out.

Titles are made of the sort of document, its date and the subject that its published text names; the
judgement follows from the redactions. Nothing from a file name, or from an original, gets in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from woolak import gronden
from woolak.dates import written
from woolak.errors import NEDERLANDS
from woolak.model import Document, RegisterRow, Status
from woolak.pdf.tagged import table as tagged_table
from woolak.pdf.tagged.sheets import Listed
from woolak.publish import listing, table
from woolak.publish.edition import Edition
from woolak.publish.table import Cell, Column, Sheet

COLUMNS = (
    Column("Nr.", 6),
    Column("ID", 12),
    Column("Document", 46, wrap=True),
    Column("Datum", 12),
    Column("Soort", 18, wrap=True),
    Column("Beoordeling", 16),
    Column("Weigeringsgronden", 21, wrap=True),
    Column("Aantal lakkingen", 12),
    Column("Opmerking", 34, wrap=True),
    Column("Gerelateerd", 14),
)
NAMES = tuple(column.name for column in COLUMNS)
OPENBAAR, DEELS, NIET, REEDS = "Openbaar", "Deels openbaar", "Niet openbaar", "Reeds openbaar"
CONCEPT = "CONCEPT"
_SOORT = re.compile(r"[^\W\d_](?:[^\W\d_]|[ /()-]){0,39}")
_PAGE = re.compile(r"pages? (\d+(?:[-, ]+\d+)*)")


def rows(edition: Edition) -> list[tuple[Cell, ...]]:
    """Return one row per document, in the order of the ids, with the cells of COLUMNS."""
    redactions, known = edition.by_document(), {d.id: d for d in edition.documents}
    listed = []
    for number, document in enumerate(edition.documents, 1):
        judged = known.get(document.duplicate_of, document)
        there = redactions.get(judged.id, ())
        said = remark(document, concept=edition.concept)
        count = len(redactions.get(document.id, ()))
        about = edition.subjects.get(judged.id, "")
        facts = (
            *_described(judged, about),
            judgement(judged, there),
            "; ".join(grounds(judged, there)),
        )
        listed.append(
            (number, document.id, *facts, count, said, document.duplicate_of or document.family)
        )
    return listed


def write(folder: Path, edition: Edition) -> None:
    """Write inventarislijst.csv, .html, .pdf, .xlsx; each row says CONCEPT while that holds."""
    cells = rows(edition)
    table.write_csv(folder / "inventarislijst.csv", NAMES, cells)
    name = f"{CONCEPT} inventarislijst" if edition.concept else "Inventarislijst"
    heading = " ".join(filter(None, ("Inventarislijst", edition.zaaknummer)))
    warning = listing.WARNING if edition.concept else ""
    listing.write(folder / "inventarislijst.html", heading, NAMES, cells, warning)
    tagged_table.write(folder / "inventarislijst.pdf", _annex(heading, warning, cells))
    sheet = Sheet(name, heading, COLUMNS, cells, warning)
    table.write_xlsx(folder / "inventarislijst.xlsx", [sheet], edition.moment)


def _annex(heading: str, warning: str, rows: list[tuple[Cell, ...]]) -> Listed:
    return Listed(
        heading,
        warning,
        listing.caption(NAMES, rows),
        tuple((column.name, column.width) for column in COLUMNS),
        [tuple(map(str, row)) for row in rows],
        listing.GROUNDS,
        listing.explained(NAMES, rows),
    )


def judgement(document: Document, redactions: Iterable[RegisterRow]) -> str:
    """Return the Beoordeling that follows from the facts; empty while there is none yet."""
    if document.status is Status.WITHHELD:
        return NIET
    if document.status is not Status.PUBLISHED:
        return ""
    return DEELS if any(True for _ in redactions) else OPENBAAR


def grounds(document: Document, redactions: Iterable[RegisterRow]) -> list[str]:
    """Return the grounds used, in the order of the law."""
    used = {row.ground for row in redactions}
    if document.status is Status.WITHHELD and document.grond:
        used.add(document.grond)
    order = list(gronden.GRONDEN)
    return sorted(used, key=lambda code: (order.index(code) if code in order else len(order), code))


def title(soort: str, datum: str, about: str = "") -> str:
    """Return a title such as `Beslisnota van 25 maart 2020: Planbureau`.

    `about` is what the document as it is published says of its subject.
    """
    name = _soort(soort) or "Document"
    if date(datum):
        day = dt.date.fromisoformat(datum)
        name = f"{name} van {written(day)}"
    return f"{name}: {about}" if about else name


def remark(document: Document, *, concept: bool) -> str:
    """Return what a reader of the list must know about a document."""
    return " ".join(filter(None, (f"{CONCEPT}." if concept else "", _about(document))))


def _described(document: Document, about: str) -> tuple[Cell, ...]:
    return (
        title(document.soort, document.datum, about),
        date(document.datum),
        _soort(document.soort),
    )


def _about(document: Document) -> str:
    if document.status is Status.DUPLICATE:
        return f"Dubbel: zie {document.duplicate_of}."
    if document.reason and document.status in (Status.UNFINISHED, Status.REJECTED):
        page = _PAGE.match(document.place)
        return NEDERLANDS[document.reason] + (f" (blz. {page[1]})" if page else "")
    if document.status in (Status.NEW, Status.SCANNED, Status.UNFINISHED):
        return "Nog niet beoordeeld."
    return ""


def date(datum: str) -> str:
    """Return a date as yyyy-mm-dd; empty when it is none."""
    try:
        return dt.date.fromisoformat(datum).isoformat()
    except ValueError:
        return ""


def _soort(soort: str) -> str:
    if not _SOORT.fullmatch(soort):
        return ""
    return soort[0].upper() + soort[1:]
