# SPDX-License-Identifier: EUPL-1.2
"""A published folder in; what in its lists does not follow from manifest and register out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from woolak.audit import annex, folder, same, sheets
from woolak.audit.folder import REGISTER, Line, Published
from woolak.audit.report import Check, block, warn
from woolak.audit.shapes import Entry
from woolak.errors import NEDERLANDS
from woolak.model import Status
from woolak.publish import subject

INVENTORY = "inventarislijst.csv"
HEADER = (
    "Nr.",
    "ID",
    "Document",
    "Datum",
    "Soort",
    "Beoordeling",
    "Weigeringsgronden",
    "Aantal lakkingen",
    "Opmerking",
    "Gerelateerd",
)
_REGISTER = (
    *("schema", "seq", "redaction", "document", "page", "kind", "role"),
    *("ground", "motivation", "source", "decided", "date", "prev", "hash"),
)
_VALUES = frozenset({"Openbaar", "Deels openbaar", "Niet openbaar", "Reeds openbaar"})
_DECIDED = frozenset({Status.PUBLISHED, Status.WITHHELD, Status.DUPLICATE})
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_TITLE = re.compile(
    rf"(?P<soort>[^:]+?)(?: van \d{{1,2}} (?:{_MONTH}) \d{{4}})?(?:: (?P<about>.+))?"
)
_SENTENCES = "|".join(re.escape(sentence) for sentence in NEDERLANDS.values())
_REMARK = re.compile(
    r"(?:CONCEPT\.)? ?(?:Dubbel: zie [A-Za-z0-9]+\.|Nog niet beoordeeld\."
    rf"|(?:{_SENTENCES})(?: \(blz\. [\d, -]+\))?)?"
)


def check(published: Published, today: dt.date) -> Iterator[Check]:
    """Compare the two spreadsheets of the register with it, and the inventory with all the rest."""
    for name in ("register.csv", "register.xlsx"):
        if (published.path / REGISTER).is_file() and not _torn(published):
            yield from _same(published, name, _register(published))
    rows, fault = _read(published, INVENTORY)
    if fault:
        yield fault
        return
    for name in ("inventarislijst.xlsx", "inventarislijst.html"):
        yield from _same(published, name, iter(rows))
    if not rows or rows[0] != HEADER:
        yield block("I3", "De kolommen zijn niet die van een inventarislijst.", INVENTORY)
        return
    yield from _inventory(published, rows[1:], today)
    yield from annex.check(published.path, rows, concept=published.manifest.concept)


def _torn(published: Published) -> bool:
    return any(fault.id == "R1" for fault in published.faults)


def _register(published: Published) -> Iterator[sheets.Row]:
    yield _REGISTER
    for row in folder.rows(published.path / REGISTER):
        yield tuple(str(row[name]) for name in _REGISTER)


def _read(published: Published, name: str) -> tuple[list[sheets.Row], Check | None]:
    try:
        return list(sheets.rows(published.path / name)), None
    except sheets.UnreadableSheetError as error:
        return [], block("R4", str(error), name)


def _same(published: Published, name: str, expected: Iterable[sheets.Row]) -> Iterator[Check]:
    """Yield the first rows of a spreadsheet that differ from what they repeat."""
    try:
        yield from same.differ(name, sheets.rows(published.path / name), expected)
    except sheets.UnreadableSheetError as error:
        yield block("R4", str(error), name)


def _inventory(published: Published, rows: list[sheets.Row], today: dt.date) -> Iterator[Check]:
    lines, entries = published.of(), {entry.id: entry for entry in published.entries}
    listed: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(rows, 2):
        place = f"{INVENTORY}, rij {number}"
        row = dict(zip(HEADER, cells, strict=False))
        if len(cells) != len(HEADER) or row["ID"] in listed or row["ID"] not in entries:
            yield block("I3", "De rij hoort bij geen document, of staat er dubbel in.", place)
            continue
        listed[row["ID"]] = row
        place = f"{place} (document {row['ID']})"
        yield from _facts(row, lines[row["ID"]], place)
        yield from _judgement(row, entries[row["ID"]], place)
        yield from _titled(published, row, entries, place)
        yield from _words(row, place, today, concept=published.manifest.concept)
    for missing in sorted(entries.keys() - listed.keys()):
        yield block("I3", f"Document {missing} staat niet in de lijst.", INVENTORY)
    yield from _related(listed)
    if undated := sum(not row["Datum"] for row in listed.values()):
        said = f"Documenten zonder datum: {undated}. Toets artikel 5.3 daar zelf."
        yield warn("I5", said, INVENTORY)
    if published.manifest.concept != any(e.status not in _DECIDED for e in published.entries):
        yield block("I2", "CONCEPT klopt niet met de status van de documenten.", folder.MANIFEST)


def _facts(row: dict[str, str], lines: list[Line], place: str) -> Iterator[Check]:
    """Check the grounds and the count against the lines of the register for this document."""
    if row["Aantal lakkingen"] != str(len(lines)):
        yield block(
            "I9", f"Het aantal lakkingen moet {len(lines)} zijn, zoals in het register.", place
        )
    used = {line.ground for line in lines}
    if used and used != _grounds(row):
        yield block("I1", "De gronden zijn niet die van het register.", place)


def _judgement(row: dict[str, str], entry: Entry, place: str) -> Iterator[Check]:
    """Check the judgement against the status, the grounds and the number of redactions."""
    said, redacted = row["Beoordeling"], row["Aantal lakkingen"] != "0"
    if entry.status is Status.DUPLICATE:
        if not row["Gerelateerd"]:
            yield block("I8", "Bij een dubbel document moet staan waarvan het een kopie is.", place)
        return
    if said not in _VALUES and (said or entry.status in _DECIDED):
        yield block("I4", "De beoordeling is geen van de vier toegestane waarden.", place)
    due = {Status.WITHHELD: "Niet openbaar"}.get(entry.status, "")
    if entry.status is Status.PUBLISHED:
        due = "Deels openbaar" if redacted else "Openbaar"
    if said in _VALUES and said != due:
        yield block("I2", "De beoordeling volgt niet uit de lakkingen.", place)
    if (said in ("Deels openbaar", "Niet openbaar")) != bool(_grounds(row)):
        yield block("I2", "De weigeringsgronden passen niet bij de beoordeling.", place)


def _words(row: dict[str, str], place: str, today: dt.date, *, concept: bool) -> Iterator[Check]:
    """Check that the remark is no text of its own, and that the date is one."""
    if not _REMARK.fullmatch(row["Opmerking"]):
        yield block("I6", "De opmerking is geen vaste zin van woolak.", place)
    if row["Opmerking"].startswith("CONCEPT.") != concept:
        yield block("I2", "De rij moet CONCEPT zeggen zolang niet alles is beoordeeld.", place)
    if row["Datum"] and not _past(row["Datum"], today):
        yield warn("I5", "De datum is geen datum, of ligt in de toekomst.", place)


def _titled(
    published: Published, row: dict[str, str], entries: Mapping[str, Entry], place: str
) -> Iterator[Check]:
    """Check that a title says nothing that the document, as it is published, does not say."""
    found = _TITLE.fullmatch(row["Document"])
    if not found or found["soort"] != (row["Soort"] or "Document"):
        yield block("I6", "De titel bestaat niet uit soort, datum en onderwerp.", place)
        return
    if found["about"]:
        judged = row["Gerelateerd"] if row["Opmerking"].startswith("Dubbel") else row["ID"]
        entry = entries.get(judged)
        text = _text(published.path / f"{judged}.txt") if entry and entry.texts else ""
        if not subject.within(found["about"], text):
            yield block("I6", "Het onderwerp in de titel staat niet in het document.", place)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _past(datum: str, today: dt.date) -> bool:
    try:
        return dt.date.fromisoformat(datum) <= today
    except ValueError:
        return False


def _related(listed: dict[str, dict[str, str]]) -> Iterator[Check]:
    for document, row in listed.items():
        twin = listed.get(row["Gerelateerd"])
        place = f"{INVENTORY}, document {document}"
        if row["Gerelateerd"] and (twin is None or twin is row):
            yield block("I8", "De lijst verwijst naar een document dat er niet is.", place)
        elif (
            twin
            and "Dubbel: zie" in row["Opmerking"]
            and any(row[name] != twin[name] for name in ("Beoordeling", "Weigeringsgronden"))
        ):
            yield block("I8", "Een dubbel document is anders beoordeeld dan het eerste.", place)


def _grounds(row: dict[str, str]) -> set[str]:
    return {ground.strip() for ground in row["Weigeringsgronden"].split(";") if ground.strip()}
