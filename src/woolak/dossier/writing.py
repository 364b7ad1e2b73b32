# SPDX-License-Identifier: EUPL-1.2
"""Facts in, rows and links of the log out: a change and its link commit together or not at all."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from woolak import chain
from woolak.dossier import rows
from woolak.dossier.reading import POLICY, Reading
from woolak.errors import CannotStart
from woolak.model import (
    Advice,
    Decision,
    Document,
    Finding,
    Page,
    Person,
    Reason,
    Redaction,
    RegisterRow,
    Status,
)
from woolak.zaak import Zaak

_TOGETHER = 0.25


class Writing(Reading):
    """The half of an open dossier that stores."""

    alone = False
    """Whether no other process writes at the same time."""
    _grouped = False
    _begun = 0.0

    @contextmanager
    def grouped(self) -> Iterator[None]:
        """Let the transactions inside commit together, those of a quarter of a second at a time.

        What is stored waits at most for the next transaction; each is still whole or not there.
        """
        self._grouped = self.alone
        try:
            yield
            if self._db.in_transaction:
                with self._written():
                    self._db.execute("COMMIT")
        finally:
            self._grouped = False
            self._undo()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything inside together, or nothing."""
        with self._written():
            if not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
                self._begun = time.monotonic()
            yield
            if not self._grouped or time.monotonic() - self._begun > _TOGETHER:
                self._db.execute("COMMIT")

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
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
        self.record_events([(event, data, by)])

    def record_events(self, events: Iterable[tuple[str, Mapping[str, Any], str]]) -> None:
        """Add a link to the log for each (event, data, by), inside a transaction."""
        last = self._all("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
        seq, prev = (last[0]["seq"], last[0]["hash"]) if last else (0, chain.GENESIS)
        self._insert("log", _links(events, seq, prev, self.clock().isoformat()))

    def set_meta(self, key: str, value: str) -> None:
        """Store one fact of the dossier itself."""
        self._insert("meta", [{"key": key, "value": value}], replace=True)

    def change_zaak(self, zaak: Zaak) -> None:
        """Store other facts of the case, and log which changed.

        Raises CannotStart for another prefix once documents have their id.
        """
        changed = [n for n in Zaak.model_fields if getattr(zaak, n) != getattr(self.zaak, n)]
        if "prefix" in changed and self.documents():
            raise CannotStart("The documents have their ids; the prefix cannot change any more.")
        with self.transaction():
            self.set_meta("zaak", zaak.model_dump_json())
            if changed:
                self.record_event("zaak", {"facts": changed}, by="operator")

    def save(self, document: Document) -> None:
        """Store what is known of a document now."""
        self._insert("documents", [rows.from_document(document)], replace=True)

    def record_parcel(self, source: str, sha256: str) -> None:
        """Store that a file was taken apart to its end; inside a transaction."""
        self._insert("parcels", [{"source": source, "sha256": sha256}], replace=True)
        self.record_event("opened", {"sha256": sha256})

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
        self.record_packed(map(rows.from_page, pages), map(rows.from_finding, findings))

    def record_packed(self, pages: Iterable[rows.Row], findings: Iterable[rows.Row]) -> None:
        """Store pages and findings that were packed where they were made, as `rows` does."""
        self._insert("pages", pages, replace=True)
        self._insert("findings", findings, replace=True)

    def forget_pages(self, document: str) -> None:
        """Drop what was read of a document, so that the next scan reads it again."""
        self._db.execute("DELETE FROM pages WHERE document = ?", (document,))

    def forget_search(self) -> None:
        """Drop what was read and what only rules found, so that the next scan does it again.

        What a person drew or decided on stays, and so does every decision.
        """
        self._db.execute("DELETE FROM pages")
        self._db.execute(
            """DELETE FROM findings WHERE layer != 'hand'
            AND id NOT IN (SELECT finding FROM decisions WHERE "by" != ?)""",
            (POLICY,),
        )
        self._db.execute(
            """UPDATE documents SET status = 'new', reason = NULL, place = ''
            WHERE pages > 0 AND status IN ('scanned', 'published', 'unfinished')"""
        )

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
        self.decide_all([decision])

    def decide_all(self, decisions: Iterable[Decision]) -> None:
        """Store decisions, each with its link in the log; inside a transaction."""
        made = list(decisions)
        self._insert("decisions", map(_decided, made))
        facts = ("finding", "verdict", "grond")
        self.record_events(
            ("decided", {name: getattr(d, name) for name in facts}, d.by) for d in made
        )

    def set_terms(self, name: str, terms: Iterable[tuple[str, str]]) -> None:
        """Replace the dossier's list `name` (redact or keep) by these terms and grounds."""
        self._db.execute("DELETE FROM terms WHERE list = ?", (name,))
        lines = [{"list": name, "term": term, "grond": grond} for term, grond in terms]
        self._insert("terms", lines, replace=True)
        self.record_event("list", {"list": name, "terms": len(lines)})

    def record_output(
        self,
        document: str,
        plan: str,
        hashes: tuple[str, ...],
        redactions: Mapping[Redaction, RegisterRow],
    ) -> None:
        """Store which verified file a document has and what it carries; inside a transaction.

        `hashes` are of the PDF and of its text editions, as far as there are any.
        """
        sha256, *texts = hashes
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
        facts = {"document": document, "sha256": sha256, "redactions": len(redactions)}
        self.record_event("redacted", {**facts, "texts": texts})

    def drop_output(self, document: str) -> None:
        """Forget the redacted file of a document, because it no longer holds."""
        self._db.execute("DELETE FROM outputs WHERE document = ?", (document,))
        self._db.execute("DELETE FROM redactions WHERE document = ?", (document,))

    def _insert(
        self, table: str, lines: Iterable[Mapping[str, Any]], *, replace: bool = False
    ) -> None:
        # One at a time: a dossier has a million of them.
        rest = iter(lines)
        if (first := next(rest, None)) is None:
            return
        names = ", ".join(f'"{name}"' for name in first)
        marks = ", ".join(f":{name}" for name in first)
        verb = "INSERT OR REPLACE" if replace else "INSERT"
        every = itertools.chain([first], rest)
        self._db.executemany(f"{verb} INTO {table} ({names}) VALUES ({marks})", every)


def _decided(made: Decision) -> dict[str, Any]:
    told = {"finding": made.finding, "verdict": made.verdict, "grond": made.grond}
    return {**told, "by": made.by, "at": made.at}


def _links(
    events: Iterable[tuple[str, Mapping[str, Any], str]], seq: int, prev: str, at: str
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the log that follow on the one with this number and hash."""
    for number, (event, data, by) in enumerate(events, seq + 1):
        body = {"at": at, "by": by, "event": event, "data": dict(data)}
        link = chain.digest(prev, {**body, "seq": number})
        told = chain.canonical(dict(data)).decode()
        yield {**body, "data": told, "seq": number, "prev": prev, "hash": link}
        prev = link
