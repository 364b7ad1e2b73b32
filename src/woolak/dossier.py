# SPDX-License-Identifier: EUPL-1.2
"""A dossier: a folder with originals, rules, results and one SQLite file that knows everything.

The only room that writes SQL. One process writes at a time; a change and its link in the log commit
together, or neither does.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Self

from woolak import __version__, chain, rows
from woolak.errors import CannotStart
from woolak.lock import KEY_BYTES, only_writer, write_key
from woolak.model import (
    Advice,
    Decision,
    Document,
    Finding,
    LogEntry,
    Page,
    Person,
    Reason,
    Redaction,
    RegisterRow,
    Status,
)
from woolak.schema import SCHEMA, VERSION
from woolak.zaak import Zaak

Clock = Callable[[], dt.datetime]
POLICY = "beleid"
"""Who decides where no person did."""


def now() -> dt.datetime:
    """Return the time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Dossier:
    """An open dossier; close it, or use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: IO[str] | None) -> None:
        self.path = path
        self.clock: Clock = now
        self._db = connection
        self._lock = lock
        self.key = (path / "sleutel").read_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Dossier()"

    def close(self) -> None:
        """Close the database and let the next process in."""
        self._db.close()
        if self._lock:
            self._lock.close()

    def original(self, document: Document) -> Path:
        """Return where the untouched original lies."""
        return self.path / "originals" / f"{document.original_sha256}.pdf"

    def redacted(self, document: Document) -> Path:
        """Return where the verified redacted file lies, once there is one."""
        return self.path / "redacted" / f"{document.id}.pdf"

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
        sql = "SELECT * FROM documents WHERE id IN (?, ?) ORDER BY id != ?"
        found = self._all(sql, document, f"{self.zaak.prefix}{document:0>4}", document)
        if not found:
            raise CannotStart(f"There is no document {document!r} here; see 'woolak status'.")
        return rows.to_document(found[0])

    def pages(self, document: str) -> list[Page]:
        """Return the pages of a document as read, every layer."""
        sql = "SELECT * FROM pages WHERE document = ? ORDER BY number, layer DESC"
        return [rows.to_page(r) for r in self._all(sql, document)]

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

    def redactions(self, document: str) -> list[Redaction]:
        """Return the redactions that the redacted file of a document carries."""
        sql = "SELECT * FROM redactions WHERE document = ? ORDER BY length(id), id"
        return [rows.to_redaction(r) for r in self._all(sql, document)]

    def register(self) -> list[RegisterRow]:
        """Return the public rows of every redaction in a published file."""
        sql = """SELECT r.id AS redaction, r.document, page, kind, role, r.grond AS ground,
                 motivation, r.source, decided, date
                 FROM redactions r JOIN documents d ON d.id = r.document
                 WHERE d.status = 'published' ORDER BY length(r.id), r.id"""
        return [RegisterRow(**r) for r in self._all(sql)]

    def output(self, document: str) -> tuple[str, str] | None:
        """Return (plan, sha256) of the verified redacted file of a document, if there is one."""
        found = self._all("SELECT plan, sha256 FROM outputs WHERE document = ?", document)
        return (found[0]["plan"], found[0]["sha256"]) if found else None

    def terms(self) -> list[tuple[str, str, str]]:
        """Return the dossier's own lists as (list, term, ground)."""
        found = self._all("SELECT list, term, grond FROM terms ORDER BY 1, 2, 3")
        return [(r["list"], r["term"], r["grond"]) for r in found]

    def log(self) -> Iterator[LogEntry]:
        """Yield the entries of the log from the first."""
        for row in self._db.execute("SELECT * FROM log ORDER BY seq"):
            yield rows.to_entry(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything inside together, or nothing."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error:
            self._undo()
            raise CannotStart(
                "The dossier's database cannot be written; check the disk's space and rights, "
                "then give the same command again."
            ) from None
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def record_event(self, event: str, data: Mapping[str, Any], by: str = POLICY) -> None:
        """Add a link to the log, inside a transaction; `data` holds no personal data."""
        last = self._all("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
        seq, prev = (last[0]["seq"] + 1, last[0]["hash"]) if last else (1, chain.GENESIS)
        body = {"at": self.clock().isoformat(), "by": by, "event": event, "data": dict(data)}
        link = chain.digest(prev, {**body, "seq": seq})
        line = {**body, "seq": seq, "prev": prev, "hash": link}
        self._insert("log", [{**line, "data": chain.canonical(body["data"]).decode()}])  # type: ignore[arg-type]

    def set_meta(self, key: str, value: str) -> None:
        """Store one fact of the dossier itself."""
        self._insert("meta", [{"key": key, "value": value}], replace=True)

    def save(self, document: Document) -> None:
        """Store what is known of a document now."""
        self._insert("documents", [rows.from_document(document)], replace=True)

    def set_status(self, document: str, status: Status, reason: Reason | None, place: str) -> None:
        """Store where a document stands, and log it when that is news."""
        known = self.document(document)
        if (known.status, known.reason, known.place) == (status, reason, place):
            return
        self.save(replace(known, status=status, reason=reason, place=place))
        self.record_event(
            "status", {"document": document, "status": status, "reason": reason, "place": place}
        )

    def record_scan(self, pages: Iterable[Page], findings: Iterable[Finding]) -> None:
        """Store what a slice of pages gave, in one transaction."""
        self._insert("pages", map(rows.from_page, pages), replace=True)
        self._insert("findings", map(rows.from_finding, findings), replace=True)

    def forget_pages(self, document: str) -> None:
        """Drop what was read of a document, so that the next scan reads it again."""
        self._db.execute("DELETE FROM pages WHERE document = ?", (document,))

    def forget(self, findings: Iterable[str]) -> None:
        """Drop findings that no longer hold; decisions about them stay in the log."""
        self._db.executemany("DELETE FROM findings WHERE id = ?", [(f,) for f in findings])

    def replace_judgement(self, persons: Iterable[Person], advices: Iterable[Advice]) -> None:
        """Store who the persons are and what is advised, in place of what was."""
        self._db.execute("DELETE FROM persons")
        self._db.execute("DELETE FROM advices")
        self._insert("persons", map(rows.from_person, persons))
        self._insert("advices", map(rows.from_advice, advices))

    def decide(self, decision: Decision) -> None:
        """Store a decision and its link in the log; inside a transaction."""
        columns = {
            "finding": decision.finding,
            "verdict": decision.verdict,
            "grond": decision.grond,
            "by": decision.by,
            "at": decision.at,
        }
        self._insert("decisions", [columns])
        facts = {key: columns[key] for key in ("finding", "verdict", "grond")}
        self.record_event("decided", facts, decision.by)

    def set_terms(self, name: str, terms: Iterable[tuple[str, str]]) -> None:
        """Replace the dossier's list `name` (redact or keep) by these terms and grounds."""
        self._db.execute("DELETE FROM terms WHERE list = ?", (name,))
        lines = [{"list": name, "term": term, "grond": grond} for term, grond in terms]
        self._insert("terms", lines, replace=True)
        self.record_event("list", {"list": name, "terms": len(lines)})

    def record_output(
        self, document: str, plan: str, sha256: str, redactions: Mapping[Redaction, RegisterRow]
    ) -> None:
        """Store which verified file a document has and what it carries; inside a transaction."""
        line = {"document": document, "plan": plan, "sha256": sha256}
        self._insert("outputs", [line], replace=True)
        self._db.execute("DELETE FROM redactions WHERE document = ?", (document,))
        self._insert(
            "redactions",
            (
                {
                    **rows.from_redaction(redaction),
                    "kind": row.kind,
                    "role": row.role,
                    "motivation": row.motivation,
                    "source": row.source,
                    "decided": row.decided,
                    "date": row.date,
                }
                for redaction, row in redactions.items()
            ),
        )
        self.record_event(
            "redacted", {"document": document, "sha256": sha256, "redactions": len(redactions)}
        )

    def drop_output(self, document: str) -> None:
        """Forget the redacted file of a document, because it no longer holds."""
        self._db.execute("DELETE FROM outputs WHERE document = ?", (document,))
        self._db.execute("DELETE FROM redactions WHERE document = ?", (document,))

    def _all(self, sql: str, *arguments: object) -> list[rows.Row]:
        try:
            return self._db.execute(sql, arguments).fetchall()
        except sqlite3.Error:
            raise _damaged(self.path) from None

    def _insert(
        self, table: str, lines: Iterable[Mapping[str, Any]], *, replace: bool = False
    ) -> None:
        if not (lines := list(lines)):
            return
        names = ", ".join(f'"{name}"' for name in lines[0])
        marks = ", ".join(f":{name}" for name in lines[0])
        verb = "INSERT OR REPLACE" if replace else "INSERT"
        self._db.executemany(f"{verb} INTO {table} ({names}) VALUES ({marks})", lines)


def create(path: Path, pack: str, digest: str, zaak: Zaak, key: bytes | None = None) -> None:
    """Make a new dossier folder around the pinned pack named `pack`.

    `path` exists and holds `rules/`. Raises CannotStart when the folder cannot be written.
    """
    try:
        for folder in ("originals", "redacted"):
            (path / folder).mkdir(exist_ok=True)
        write_key(path / "sleutel", key or secrets.token_bytes(KEY_BYTES))
        with _connect(path, create=True) as connection:
            connection.executescript(SCHEMA)
            facts = {
                "woolak": __version__,
                "schema": str(VERSION),
                "pack": pack,
                "pack_digest": digest,
                "reviewed": "no",
                "zaak": zaak.model_dump_json(),
                "created": "yes",
            }
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
        connection.close()
    except OSError as error:
        raise CannotStart(f"The dossier {path} cannot be made: {error.strerror}.") from None
    except sqlite3.Error:
        raise CannotStart(f"The dossier {path} cannot be made: is the disk full?") from None


def _release(lock: IO[str] | None) -> None:
    if lock:
        lock.close()


def complete(path: Path) -> bool:
    """Say whether a dossier was made here to the end."""
    if not (path / "woolak.db").is_file() or not (path / "sleutel").is_file():
        return False
    try:
        connection = _connect(path, readonly=True)
        return connection.execute("SELECT 1 FROM meta WHERE key = 'created'").fetchone() is not None
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        raise _damaged(path) from None


def _damaged(path: Path) -> CannotStart:
    return CannotStart(f"The database of {path} cannot be read; restore a back-up.")


def open_dossier(path: Path, *, clock: Clock = now, readonly: bool = False) -> Dossier:
    """Open a dossier, for writing by one process at a time; raises CannotStart."""
    if not (path / "woolak.db").is_file() or not (path / "sleutel").is_file():
        raise CannotStart(f"{path} is no dossier; make one with 'woolak new {path}'.")
    if (path / "sleutel").stat().st_size != KEY_BYTES:
        raise CannotStart(f"The file 'sleutel' of {path} is damaged; restore a back-up.")
    lock = None if readonly else only_writer(path)
    try:
        connection = _connect(path, readonly=readonly)
        version = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error:
        _release(lock)
        raise _damaged(path) from None
    if version is None or version["value"] != str(VERSION):
        connection.close()
        _release(lock)
        raise CannotStart(f"{path} was made by another version of woolak; use that version.")
    dossier = Dossier(path, connection, lock)
    dossier.clock = clock
    return dossier


def _named(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> rows.Row:
    return dict(zip((column[0] for column in cursor.description), values, strict=True))


def _connect(path: Path, *, readonly: bool = False, create: bool = False) -> sqlite3.Connection:
    mode = "ro" if readonly else "rwc" if create else "rw"
    target = f"{(path / 'woolak.db').absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(target, uri=True, isolation_level=None, timeout=30)
    connection.row_factory = _named
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection
