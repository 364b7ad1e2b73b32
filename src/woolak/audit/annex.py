# SPDX-License-Identifier: EUPL-1.2
"""The rows of an inventory in; what its page and its PDF say otherwise, or beside them, out.

Both are read as a screen reader reads them. What they say beside the table follows from the rows,
but for the number of the case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from woolak.audit import same, sheets
from woolak.audit.report import Check, block
from woolak.pdf.proving.verify import hidden
from woolak.pdf.tagged import rows as tagged_rows
from woolak.publish import listing

PAGE, PDF = "inventarislijst.html", "inventarislijst.pdf"
_HEADING = re.compile(r"Inventarislijst(?: .{1,300})?")
_FOOT = re.compile(r"Bladzijde \d+ van \d+")
_LACKS = {
    "language": "De taal van het bestand staat er niet in.",
    "tags": "Het bestand is niet getagd.",
    "title": "Het bestand heeft geen titel die een lezer ervan ziet.",
    "fonts": "Een lettertype is niet ingesloten.",
    "scope": "Een kopcel zegt niet waar zij bij hoort.",
    "untagged": "Er staat tekst die niet wordt voorgelezen.",
    "letters": "Wat er staat, is niet wat er wordt voorgelezen.",
    "drawn": "Er is iets getekend dat niet in een lijst hoort.",
}


def check(folder: Path, rows: Sequence[sheets.Row], *, concept: bool) -> Iterator[Check]:
    """Compare what both annexes say beside their table, and how the PDF says it, with the rows."""
    try:
        due = list(_due(rows, concept=concept))
    except (ValueError, IndexError):
        return  # a cell that is no number has been named
    try:
        yield from _beside(PAGE, sheets.beside(folder / PAGE), due)
    except sheets.UnreadableSheetError as error:
        yield block("R4", str(error), PAGE)
    try:
        told, leaks = tagged_rows.read(folder / PDF), hidden(folder / PDF)
    except (*tagged_rows.FAULTS, OSError):
        yield block("R4", "Het bestand ontbreekt of is beschadigd.", PDF)
        return
    yield from same.differ(PDF, _drawn(told.rows, rows), rows)
    yield from _beside(PDF, told.beside, due)
    if any(text not in (*due, *rows[0]) and not _FOOT.fullmatch(text) for text in told.aside):
        yield block("I6", "Buiten de lijst staat een andere tekst.", PDF)
    yield from (block("P7", _LACKS[lack], PDF) for lack in sorted(told.lacks))
    for leak in leaks:
        yield block("P5", f"In het bestand is iets verborgen ({leak.where}).", PDF)


def _drawn(there: Sequence[sheets.Row], due: Sequence[sheets.Row]) -> Iterator[sheets.Row]:
    """Yield the rows of the PDF; a cell that is only drawn otherwise is given as it was meant."""
    for at, row in enumerate(there):
        meant = due[at] if at < len(due) else ()
        pairs = zip_longest(row, meant, fillvalue="")
        yield tuple(other if _alike(one, _spelled(other)) else one for one, other in pairs)


def _alike(there: str, due: str) -> bool:
    """Say whether a text is another but for letters that a font may lack: their base, or a `?`."""
    return len(there) == len(due) and all(
        one in (other, "?", unicodedata.normalize("NFKD", other)[0])
        for one, other in zip(there, due, strict=True)
    )


def _spelled(cell: str) -> str:
    """Return a cell as a line of text has it: no two spaces in a row, letters with their marks."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _due(rows: Sequence[sheets.Row], *, concept: bool) -> Iterator[str]:
    """Yield the texts that stand beside the table, after the heading."""
    header, *cells = rows
    if concept:
        yield listing.WARNING
    yield listing.caption(header, cells)
    grounds = listing.explained(header, cells)
    if grounds:
        yield listing.GROUNDS
    for ground in grounds:
        yield from ground


def _beside(name: str, there: Sequence[str], due: Sequence[str]) -> Iterator[Check]:
    heading, *others = there or [""]
    if not _HEADING.fullmatch(heading) or others != list(due):
        yield block("I6", "Buiten de tabel staat een andere tekst.", name)
