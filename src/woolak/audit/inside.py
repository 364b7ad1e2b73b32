# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; what only its own people can check out: originals, log, state, publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from woolak import chain, dossier, rulebook
from woolak.audit import folder, judged, tables
from woolak.audit.folder import MANIFEST, Published
from woolak.audit.published import audit_published
from woolak.audit.report import Check, Report, block, warn
from woolak.dossier import Dossier
from woolak.dossier.reading import MENDED
from woolak.errors import WoolakError
from woolak.model import Document, LogEntry, Status
from woolak.publish.edition import HASHED, last_entry
from woolak.publish.manifest import log_commitment, original_commitment

_DAMAGED = block("D1", "De database van het dossier is beschadigd.", "woolak.db")


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a dossier knows, read at once: its state, its log, and the folder it published."""

    path: Path
    documents: tuple[Document, ...]
    log: tuple[LogEntry, ...] = field(repr=False)
    latest: Mapping[tuple[str, str], LogEntry] = field(repr=False)
    key: bytes = field(repr=False)
    reviewed: str
    published: Published | None

    def last(self, event: str, document: str) -> LogEntry | None:
        """Return the last entry of this event about a document."""
        return self.latest.get((event, document))


def audit_dossier(path: Path, today: dt.date | None = None, fingerprint: str = "") -> Report:
    """Audit a dossier and the folder it published; changes nothing in it."""
    outside = _outside(path, today, fingerprint)
    checks: list[Check] = []
    documents = outside.documents
    try:
        with dossier.open_dossier(path, readonly=True) as opened:
            if not opened.whole():
                checks.append(_DAMAGED)
            log = tuple(_log(opened, checks))
            inside = _read(opened, log)
            documents = len(inside.documents)
            checks += _checked(inside)
            checks += _decided(opened, log)
            checks += tables.check(opened, log)
            checks += judged.check(opened, today or dt.datetime.now(dt.UTC).date())
            checks += _rules(opened)
    except WoolakError:
        checks.append(block("D1", "Dit is geen dossier, of het is niet te openen."))
    except Exception:  # noqa: BLE001 - whatever a damaged database makes its readers raise
        checks.append(_DAMAGED)
    findings = (*dict.fromkeys(checks), *outside.findings)
    return replace(outside, subject="dossier", findings=findings, documents=documents)


def _rules(opened: Dossier) -> Iterator[Check]:
    """Check that the rules in the dossier are those that it was made with."""
    try:
        same = rulebook.digest(opened.pack) == opened.meta["pack_digest"]
    except (WoolakError, OSError):
        same = False
    if not same:
        yield block("D3", "De regels zijn veranderd nadat het dossier is gemaakt.", "rules")


def _outside(path: Path, today: dt.date | None, fingerprint: str) -> Report:
    if (path / "published").exists():
        return audit_published(path / "published", today, fingerprint)
    nothing = warn("D2", "Er is nog niets gepubliceerd; dat doet 'woolak publish'.", "published")
    return Report("published", (nothing,))


def _read(opened: Dossier, log: tuple[LogEntry, ...]) -> _Inside:
    published = folder.read(opened.path / "published")
    return _Inside(
        opened.path,
        tuple(opened.documents()),
        log,
        {(entry.event, str(entry.data.get("document"))): entry for entry in log},
        opened.key,
        opened.meta["reviewed"],
        published if isinstance(published, Published) else None,
    )


def _log(opened: Dossier, checks: list[Check]) -> Iterator[LogEntry]:
    """Yield the entries that can be read; add each that does not follow from the one before."""
    seq, prev = 0, chain.GENESIS
    try:
        for entry in opened.log():
            place = f"log, regel {entry.seq}"
            if entry.seq != seq + 1 or entry.prev != prev:
                checks.append(block("C3", "De regel sluit niet aan op de regel ervoor.", place))
            if entry.hash != chain.digest(entry.prev, asdict(entry)):
                checks.append(block("C3", "De regel is veranderd: de hash klopt niet.", place))
            seq, prev = entry.seq, entry.hash
            yield entry
    except (ValueError, TypeError, AttributeError):
        checks.append(block("C3", "De regel is beschadigd.", f"log, regel {seq + 1}"))


def _checked(inside: _Inside) -> Iterator[Check]:
    for document in inside.documents:
        yield from _original(inside, document)
        yield from _redacted(inside, document)
        yield from _told(inside, document)
    yield from _manifest(inside)
    yield from _published(inside)


def _original(inside: _Inside, document: Document) -> Iterator[Check]:
    """Hash an original again; one that could not be read when it was added has no hash."""
    added = inside.last("added", document.id)
    if added is None or added.data.get("sha256") != document.original_sha256:
        yield block("L1", "Het log noemt een ander origineel.", f"document {document.id}")
    elif added.data.get("pages", document.pages) != document.pages:
        yield block("L1", "Het log noemt een ander aantal bladzijden.", f"document {document.id}")
    if not document.original_sha256:
        return
    place = f"origineel van {document.id}"
    try:
        now = chain.sha256(inside.path / "originals" / f"{document.original_sha256}.pdf")
    except OSError as error:
        yield block("O1", f"Het origineel {_unread(error)}.", place)
        return
    if now != document.original_sha256:
        yield block("O1", "Het origineel is veranderd.", place)
    yield from _mended(inside, document, added.data.get("mended") if added else None)


def _mended(inside: _Inside, document: Document, told: object) -> Iterator[Check]:
    """Hash the mended copy of a damaged original again: it is what was read and redacted."""
    place = f"herstelde kopie van {document.id}"
    copy = inside.path / "originals" / f"{document.original_sha256}{MENDED}"
    if told is None and not copy.exists():
        return
    try:
        now = chain.sha256(copy)
    except OSError as error:
        yield block("O1", f"De herstelde kopie {_unread(error)}.", place)
        return
    if now != told:
        yield block("O1", "De herstelde kopie is niet die waarvan het log spreekt.", place)


def _unread(error: OSError) -> str:
    missing = isinstance(error, FileNotFoundError)
    return "ontbreekt" if missing else "is niet te lezen; kijk de rechten en de schijf na"


def _redacted(inside: _Inside, document: Document) -> Iterator[Check]:
    """Check that the file that was verified is the file that lies there and was published."""
    if document.status is not Status.PUBLISHED:
        return
    place = f"redacted/{document.id}.pdf"
    redacted = inside.last("redacted", document.id)
    if redacted is None or redacted.data.get("sha256") != document.published_sha256:
        yield block("L2", "Het log noemt een ander gelakt bestand.", f"document {document.id}")
    try:
        now = chain.sha256(inside.path / "redacted" / f"{document.id}.pdf")
    except OSError as error:
        yield block("O2", f"Het gelakte bestand {_unread(error)}.", place)
        return
    if now != document.published_sha256:
        yield block("O2", "Het gelakte bestand is veranderd na de controle.", place)


def _told(inside: _Inside, document: Document) -> Iterator[Check]:
    """Compare the status with the log, which tells of a file's release in one entry for all."""
    events = [inside.last(event, document.id) for event in ("added", "status", "withheld")]
    last = max(filter(None, events), key=lambda entry: entry.seq, default=None)
    told = last and last.data.get("status", last.event)
    due = Status.SCANNED if document.status is Status.PUBLISHED else document.status
    if told not in (due, document.status):
        yield block("L3", "De status is niet die van het log.", f"document {document.id}")


def _manifest(inside: _Inside) -> Iterator[Check]:
    """Compare the manifest with the dossier: documents, originals, review, log."""
    if inside.published is None:
        return
    manifest, key = inside.published.manifest, inside.key
    known = {document.id: document for document in inside.documents}
    for entry in manifest.documents:
        document = known.pop(entry.id, None)
        place = f"{MANIFEST}, document {entry.id}"
        if document is None:
            yield block("O3", "Dit document zit niet in het dossier.", place)
            continue
        due = document.original_sha256 and original_commitment(
            key, document.id, document.original_sha256
        )
        if entry.original != (due or None):
            yield block("O3", "Het bewijs van het origineel klopt niet.", place)
        if entry.pages != document.pages:
            yield block("O3", "Het aantal bladzijden is niet dat van het dossier.", place)
        if (entry.status, entry.sha256) != (document.status, document.published_sha256):
            yield warn("O4", "Het dossier is verder dan de map: publiceer opnieuw.", place)
    if known or manifest.reviewed != inside.reviewed:
        yield warn("O4", "Het dossier is verder dan de map: publiceer opnieuw.", MANIFEST)


def _published(inside: _Inside) -> Iterator[Check]:
    """Check that the folder is the one that the log tells of, made from the log as it stands."""
    told = [entry for entry in inside.log if entry.event == HASHED]
    if inside.published is None:
        if told:
            yield block(
                "O5", "Volgens het log is er gepubliceerd, maar de map ontbreekt of is stuk.", "log"
            )
        return
    sha256 = chain.sha256(inside.published.path / MANIFEST)
    if not told or told[-1].data.get("sha256") != sha256:
        yield block("O5", "Dit is niet het manifest dat volgens het log is gemaakt.", MANIFEST)
    said, head = inside.published.manifest.log.commitment, last_entry(inside.log)
    if said not in {log_commitment(inside.key, entry.hash) for entry in inside.log}:
        yield block("C4", "Het log is niet dat van het manifest: er ontbreekt iets.", "log")
    elif head and said != log_commitment(inside.key, head.hash):
        yield warn("O4", "Na het publiceren is er nog iets gebeurd: publiceer opnieuw.", "log")


def _decided(opened: Dossier, log: tuple[LogEntry, ...]) -> Iterator[Check]:
    """Check that every decision in force is the last that the log tells of."""
    told = {str(e.data.get("finding")): e for e in log if e.event == "decided"}
    for decision in opened.decisions().values():
        entry = told.get(decision.finding)
        facts = (decision.verdict, decision.grond, decision.by)
        if entry is None:
            yield block("L4", "Een beslissing staat niet in het log.", "log")
        elif (entry.data.get("verdict"), entry.data.get("grond"), entry.by) != facts:
            yield block("L4", "Een beslissing is anders dan in het log.", f"log, regel {entry.seq}")
