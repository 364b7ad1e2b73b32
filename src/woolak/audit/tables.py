# SPDX-License-Identifier: EUPL-1.2
"""A dossier and its log in; every row that the log tells of and the tables lack, or differ in, out.

The log is chained, the tables are not: who empties or changes a table is found by what the log
says was put into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from woolak.audit import places
from woolak.audit.report import Check, block
from woolak.dossier import Dossier
from woolak.model import Document, LogEntry, Status

_SHOWN = 5
_Last = Mapping[tuple[str, str], LogEntry]


def check(opened: Dossier, log: Sequence[LogEntry]) -> Iterator[Check]:
    """Compare each table with the log."""
    documents = opened.documents()
    last = {(entry.event, str(entry.data.get("document"))): entry for entry in log}
    there = {document.id for document in documents}
    for event, name in last:
        if event == "added" and name not in there:
            yield block("L1", "Dit document staat niet meer in de database.", _document(name))
    yield from _decisions(opened, log)
    yield from _lists(opened, log)
    for document in documents:
        if document.status is Status.PUBLISHED:
            yield from _output(opened, document, last)
            if ("scanned", document.id) in last:
                yield from _read(opened, document, last)
                yield from places.check(opened, document, log)
    yield from _released(documents, log)


def _decisions(opened: Dossier, log: Sequence[LogEntry]) -> Iterator[Check]:
    """Name the first entries of the log whose decision is gone, and count the rest."""
    stored, told = Counter(opened.decided()), Counter[str]()
    lost = 0
    for entry in log:
        if entry.event != "decided":
            continue
        finding = str(entry.data.get("finding"))
        told[finding] += 1
        if told[finding] <= stored[finding]:
            continue
        lost += 1
        if lost <= _SHOWN:
            place = f"log, regel {entry.seq}"
            yield block("L4", "Deze beslissing staat niet meer in de database.", place)
    if lost > _SHOWN:
        said = f"Nog {lost - _SHOWN} beslissingen staan niet meer in de database."
        yield block("L4", said, "log")
    if stored - told:
        yield block("L4", "Een beslissing staat niet in het log.", "log")


def _lists(opened: Dossier, log: Sequence[LogEntry]) -> Iterator[Check]:
    """Count the terms of each list of the dossier, and the files that were taken apart."""
    stored = Counter(name for name, _, _ in opened.terms())
    due = {str(e.data["list"]): e.data["terms"] for e in log if e.event == "list"}
    for name in sorted(stored.keys() | due.keys()):
        if stored[name] != due.get(name, 0):
            said = "Deze lijst heeft een ander aantal termen dan volgens het log."
            yield block("L6", said, f"lijst {name}" if name in ("redact", "keep") else "lijst")
    parcels = {sha256 for _, sha256 in opened.parcels()}
    if parcels != {e.data["sha256"] for e in log if e.event == "opened"}:
        said = "De uitgepakte bestanden zijn niet die van het log."
        yield block("L6", said, "woolak.db")


def _output(opened: Dossier, document: Document, last: _Last) -> Iterator[Check]:
    """Check the redacted file and its redactions against the entry about making it."""
    output, entry = opened.output(document.id), last.get(("redacted", document.id))
    if output is None or output[1] != document.published_sha256:
        said = "Het gelakte bestand staat niet (meer) zo in de database."
        yield block("L2", said, _document(document.id))
    if entry and len(opened.redactions(document.id)) != entry.data.get("redactions"):
        said = "De database heeft een ander aantal lakkingen dan volgens het log."
        yield block("L5", said, _document(document.id))


def _read(opened: Dossier, document: Document, last: _Last) -> Iterator[Check]:
    """Check that what was read of a document and found in it is still there."""
    scanned = last["scanned", document.id]
    if len(opened.scanned(document.id)) != document.pages:
        said = "Niet elke bladzijde die is gelezen, staat nog in de database."
        yield block("L5", said, _document(document.id))
    findings = opened.findings(document.id)
    bare = {r.page for r in opened.redactions(document.id)} - {f.page for f in findings}
    if bare or (scanned.data.get("findings") and not findings):
        said = "De vindplaatsen waarop de lakkingen berusten, staan niet meer in de database."
        yield block("L5", said, _document(document.id))
        return
    read = sum(finding.read for finding in findings)
    if read != scanned.data.get("read", read):  # logs of an earlier woolak do not tell
        said = (
            "De database heeft een ander aantal vindplaatsen dan er volgens het log zijn gelezen."
        )
        yield block("L5", said, _document(document.id))


def _released(documents: Sequence[Document], log: Sequence[LogEntry]) -> Iterator[Check]:
    """Compare the files that were published with those that the log says were."""
    told = [entry for entry in log if entry.event == "published"]
    if not told:
        return
    files = told[-1].data.get("files")
    known = files if isinstance(files, dict) else {}
    for document in documents:
        now = document.published_sha256 if document.status is Status.PUBLISHED else None
        if now is not None and known.get(document.id) != now:
            said = "Volgens het log is een ander bestand gepubliceerd."
            yield block("L3", said, _document(document.id))


def _document(document: str) -> str:
    return f"document {document}"
