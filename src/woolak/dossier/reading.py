# SPDX-License-Identifier: EUPL-1.2
"""What a dossier knows, read from its database row by row."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from woolak.dossier import rows, storage
from woolak.errors import CannotStart
from woolak.model import (
    Advice,
    Decision,
    Document,
    Finding,
    Kind,
    LogEntry,
    Page,
    Person,
    Reason,
    Redaction,
    RegisterRow,
    Verdict,
)
from woolak.model.publication import TEXTS
from woolak.zaak import Zaak

MENDED = ".hersteld.pdf"
"""What the name of an original's copy ends in, where it was damaged and could be mended."""

_REGISTER = """r.id AS redaction, r.document, r.page, r.kind, r.role, r.grond AS ground,
    r.motivation, r.source, r.decided, r.date"""

Clock = Callable[[], dt.datetime]
POLICY = "beleid"
"""Who decides where no person did."""

_EVENTS = "SELECT * FROM log WHERE event = ? ORDER BY seq"


def now() -> dt.datetime:
    """Return the time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def damaged(path: Path) -> CannotStart:
    """Return what to say of a database that cannot be read."""
    return CannotStart(f"The database of {path} cannot be read; restore a back-up.")


class Reading:
    """The half of an open dossier that changes nothing."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.clock: Clock = now
        self._db = connection
        self.key = (path / "sleutel").read_bytes()

    def original(self, document: Document) -> Path:
        """Return where the untouched original lies."""
        return self.path / "originals" / f"{document.original_sha256}.pdf"

    def sound(self, document: Document) -> Path:
        """Return what is read and redacted: the original, or its copy that all readers read alike.

        See `pdf.mended`, which makes that copy where the original is damaged.
        """
        copy = self.original(document).with_suffix(MENDED)
        return copy if copy.is_file() else self.original(document)

    def redacted(self, document: Document) -> Path:
        """Return where the verified redacted file lies, once there is one."""
        return self.path / "redacted" / f"{document.id}.pdf"

    def made(self, document: Document) -> tuple[Path, ...]:
        """Return where the redacted file and its text editions lie, once there are any."""
        pdf = self.redacted(document)
        return (pdf, *(pdf.with_suffix(suffix) for suffix in TEXTS))

    @property
    def pack(self) -> Path:
        """Return the rule pack as pinned."""
        return self.path / "rules" / self.meta["pack"]

    @property
    def meta(self) -> Mapping[str, str]:
        """Return the facts of the dossier itself: woolak, pack, pack_digest, reviewed, ..."""
        return MappingProxyType({r["key"]: r["value"] for r in self._all("SELECT * FROM meta")})

    @property
    def zaak(self) -> Zaak:
        """Return the facts of the case."""
        return Zaak.model_validate_json(self.meta["zaak"])

    def documents(self) -> list[Document]:
        """Return every document in the order of its id."""
        sql = "SELECT * FROM documents ORDER BY length(id), id"
        return [rows.to_document(r) for r in self._all(sql)]

    def document(self, document: str) -> Document:
        """Return one document; raises CannotStart when there is none with this id."""
        sql = "SELECT * FROM documents WHERE id = ?"
        found = self._all(sql, document) or self._all(sql, f"{self.zaak.prefix}{document:0>4}")
        if not found:
            raise CannotStart(f"There is no document {document!r} here; see 'woolak status'.")
        return rows.to_document(found[0])

    def parcels(self) -> set[tuple[str, str]]:
        """Return (source, sha256) of the archives, mails and other files that were taken apart."""
        return {(r["source"], r["sha256"]) for r in self._all("SELECT * FROM parcels")}

    def pages(self, document: str) -> list[Page]:
        """Return the pages of a document as read, every layer."""
        return list(self.each_page(document))

    def each_page(self, document: str) -> Iterator[Page]:
        """Yield the pages of a document, every layer, and hold one at a time: it may have 2,000."""
        sql = "SELECT * FROM pages WHERE document = ? ORDER BY number, layer DESC"
        return map(rows.to_page, self._all(sql, document))

    def each_text(self, document: str) -> Iterator[Page]:
        """Yield the pages of a document, every layer, without their words."""
        sql = "SELECT * FROM pages WHERE document = ? ORDER BY number, layer DESC"
        return map(rows.to_text, self._all(sql, document))

    def page(self, document: str, number: int) -> list[Page]:
        """Return the layers of one page as read; none for a page that was not."""
        sql = "SELECT * FROM pages WHERE document = ? AND number = ? ORDER BY layer DESC"
        return [rows.to_page(r) for r in self._all(sql, document, number)]

    def packed(self, document: str, number: int | None = None) -> Iterator[rows.Row]:
        """Yield the pages of a document, or one, as they are stored; `rows.to_page` opens them."""
        sql = "SELECT * FROM pages WHERE document = ? AND number = ifnull(?, number) ORDER BY 2"
        return self._each(sql, document, number)

    def scanned(self, document: str) -> set[int]:
        """Return the numbers of the pages that were read and searched."""
        sql = "SELECT DISTINCT number FROM pages WHERE document = ?"
        return {r["number"] for r in self._all(sql, document)}

    def unread(self, document: str) -> dict[int, Reason]:
        """Return the pages that could not be read completely, the first one first, and why."""
        sql = "SELECT number, unread FROM pages WHERE document = ? AND unread NOTNULL ORDER BY 1"
        return {r["number"]: Reason(r["unread"]) for r in self._all(sql, document)}

    def findings(self, document: str | None = None) -> list[Finding]:
        """Return the findings of one document, or of all, in reading order."""
        where, arguments = ("", ()) if document is None else ("WHERE document = ?", (document,))
        sql = f'SELECT * FROM findings {where} ORDER BY document, page, start, "end", id'  # noqa: S608
        return [rows.to_finding(r) for r in self._all(sql, *arguments)]

    def stored_findings(self, document: str) -> dict[str, Finding]:
        """Return the findings of a document under the id with which each is stored."""
        sql = "SELECT * FROM findings WHERE document = ? ORDER BY page, id"
        return {r["id"]: rows.to_finding(r) for r in self._all(sql, document)}

    def drawn(self) -> list[str]:
        """Return the ids of the findings that people drew or pointed out, in reading order."""
        sql = """SELECT id FROM findings WHERE substr(rules, 1, 7) IN ('["hand.', '["hand"')
                 ORDER BY document, page, start, "end", id"""
        return [r["id"] for r in self._all(sql)]

    def persons(self) -> list[Person]:
        """Return every person of the dossier."""
        return [rows.to_person(r) for r in self._all("SELECT * FROM persons ORDER BY id")]

    def advices(self, document: str | None = None) -> dict[str, Advice]:
        """Return the advice for each finding id."""
        where, arguments = ("", ()) if document is None else ("WHERE f.document = ?", (document,))
        sql = f"SELECT a.* FROM advices a JOIN findings f ON f.id = a.finding {where}"  # noqa: S608
        return {r["finding"]: rows.to_advice(r) for r in self._all(sql, *arguments)}

    def decisions(self, document: str | None = None) -> dict[str, Decision]:
        """Return the decision in force for each finding id."""
        where, arguments = ("", ()) if document is None else ("WHERE f.document = ?", (document,))
        sql = (
            f"SELECT d.* FROM decisions d JOIN findings f ON f.id = d.finding {where} ORDER BY seq"  # noqa: S608
        )
        return {r["finding"]: rows.to_decision(r) for r in self._all(sql, *arguments)}

    def decisions_about(self, findings: Iterable[str]) -> dict[str, Decision]:
        """Return the decision in force about each of these findings, where there is one."""
        sql = """SELECT d.* FROM decisions d JOIN findings f ON f.id = d.finding
                 WHERE d.finding IN (SELECT value FROM json_each(?)) ORDER BY seq"""
        found = self._all(sql, json.dumps(list(findings)))
        return {r["finding"]: rows.to_decision(r) for r in found}

    def decided_by_hand(self, verdict: Verdict) -> list[str]:
        """Return the findings about which a person's decision is in force, and is this one."""
        sql = """SELECT f.id FROM findings f JOIN decisions d
                   ON d.seq = (SELECT max(seq) FROM decisions WHERE finding = f.id)
                 WHERE d."by" != ? AND d.verdict = ?"""
        return [r["id"] for r in self._all(sql, POLICY, verdict)]

    def kinds(self, findings: Iterable[str]) -> dict[str, Kind]:
        """Return the kind of each of these findings."""
        sql = "SELECT id, kind FROM findings WHERE id IN (SELECT value FROM json_each(?))"
        return {r["id"]: Kind(r["kind"]) for r in self._all(sql, json.dumps(list(findings)))}

    def redactions(self, document: str) -> list[Redaction]:
        """Return the redactions that the redacted file of a document carries."""
        sql = "SELECT * FROM redactions WHERE document = ? ORDER BY length(id), id"
        return [rows.to_redaction(r) for r in self._all(sql, document)]

    def redacted_places(self) -> dict[str, int]:
        """Return how many redactions the redacted file of each document carries, if any."""
        sql = "SELECT document, count(*) AS places FROM redactions GROUP BY document"
        return {r["document"]: r["places"] for r in self._all(sql)}

    def pages_decided(self) -> dict[str, int]:
        """Return on how many pages of each document something is, or was, to be redacted."""
        sql = """SELECT f.document, count(DISTINCT f.page) AS pages FROM findings f
                 JOIN decisions d ON d.finding = f.id WHERE d.verdict = 'redact' GROUP BY 1"""
        return {r["document"]: r["pages"] for r in self._all(sql)}

    def asked_places(self) -> dict[str, int]:
        """Return how many questions of each document the policy answered, and no person did."""
        sql = """SELECT f.document, count(*) AS places FROM advices a
                 JOIN findings f ON f.id = a.finding
                 JOIN decisions d
                   ON d.seq = (SELECT max(seq) FROM decisions WHERE finding = a.finding)
                 WHERE a.verdict = 'ask' AND d."by" = ? GROUP BY f.document"""
        return {r["document"]: r["places"] for r in self._all(sql, POLICY)}

    def register(self) -> list[RegisterRow]:
        """Return the public rows of every redaction in a published file."""
        sql = f"""SELECT {_REGISTER} FROM redactions r JOIN documents d ON d.id = r.document
                 WHERE d.status = 'published' ORDER BY length(r.id), r.id"""  # noqa: S608
        # A million rows share a few words.
        words: dict[Any, Any] = {}
        return [RegisterRow(**_sharing(row, words)) for row in self._each(sql)]

    def carried(self, document: str) -> list[RegisterRow]:
        """Return the rows of the redactions that the redacted file of a document carries."""
        sql = f"SELECT {_REGISTER} FROM redactions r WHERE document = ? ORDER BY length(id), id"  # noqa: S608
        return [RegisterRow(**r) for r in self._all(sql, document)]

    def output(self, document: str) -> tuple[str, str] | None:
        """Return (plan, sha256) of the verified redacted file of a document, if there is one."""
        found = self._all("SELECT plan, sha256 FROM outputs WHERE document = ?", document)
        return (found[0]["plan"], found[0]["sha256"]) if found else None

    def whole(self) -> bool:
        """Say whether every page and every index of the database is sound."""
        return storage.whole(self._db)

    def decided(self) -> dict[str, int]:
        """Return how often each finding was decided about, also one that no longer holds."""
        sql = "SELECT finding, count(*) AS times FROM decisions GROUP BY finding"
        return {r["finding"]: r["times"] for r in self._all(sql)}

    def terms(self) -> list[tuple[str, str, str]]:
        """Return the dossier's own lists as (list, term, ground)."""
        found = self._all("SELECT list, term, grond FROM terms ORDER BY 1, 2, 3")
        return [(r["list"], r["term"], r["grond"]) for r in found]

    def log(self) -> Iterator[LogEntry]:
        """Yield the entries of the log from the first."""
        for row in self._db.execute("SELECT * FROM log ORDER BY seq"):
            yield rows.to_entry(row)

    def last_entry(self, but: str) -> LogEntry | None:
        """Return the last entry of the log that is not about the event `but`."""
        found = self._all("SELECT * FROM log WHERE event != ? ORDER BY seq DESC LIMIT 1", but)
        return rows.to_entry(found[0]) if found else None

    def texts(self) -> dict[str, tuple[str, ...]]:
        """Return the hashes of the text editions of each document, in the order of TEXTS."""
        last = {str(e.data["document"]): e.data.get("texts") or () for e in self.events("redacted")}
        return {document: tuple(texts) for document, texts in last.items() if texts}  # type: ignore[arg-type]

    def events(self, event: str) -> list[LogEntry]:
        """Return the entries of the log about one event, from the first."""
        return [rows.to_entry(r) for r in self._all(_EVENTS, event)]

    def _all(self, sql: str, *arguments: object) -> list[rows.Row]:
        return list(self._each(sql, *arguments))

    def _each(self, sql: str, *arguments: object) -> Iterator[rows.Row]:
        try:
            found = self._db.cursor()
            # Named here: a function that SQLite calls for each row takes twice the time.
            found.row_factory = None
            found.execute(sql, arguments)
            names = [column[0] for column in found.description]
            for values in found:
                yield {name: value for name, value in zip(names, values)}  # noqa: B905, C416
        except sqlite3.Error:
            raise damaged(self.path) from None


def _sharing(row: rows.Row, words: dict[Any, Any]) -> rows.Row:
    """Return a row with the first of each of its values."""
    return {name: words.setdefault(value, value) for name, value in row.items()}
