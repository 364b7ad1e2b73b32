# SPDX-License-Identifier: EUPL-1.2
"""What reviewers did, stored with its links of the log and read back; no name is in the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from woolak import chain
from woolak.dossier import rows
from woolak.dossier.writing import Writing
from woolak.model import Decision, Finding, Person, Reason, Verdict
from woolak.model.review import Action, Deed, Step, Tie


class Reviewing(Writing):
    """The half of an open dossier that a review reads and writes."""

    def alias(self, name: str) -> str:
        """Return the alias of a reviewer, made on the first time; inside a transaction.

        The log gets an HMAC of the name: whoever holds the key can prove who B01 was.
        """
        known = {who: alias for alias, who in self.reviewers().items()}
        if name in known:
            return known[name]
        alias = f"B{self._reviewers() + 1:02d}"
        self._insert("reviewers", [{"alias": alias, "name": name}])
        proof = chain.commitment(self.key, f"reviewer:{alias}", name)
        self.record_event("reviewer", {"alias": alias, "commitment": proof}, by=alias)
        return alias

    def _reviewers(self) -> int:
        """Return how many aliases were ever given out, those of erased names included."""
        found = self._all("SELECT count(*) AS n FROM log WHERE event = 'reviewer'")
        return int(found[0]["n"])

    def reviewers(self) -> dict[str, str]:
        """Return the name behind each alias, as far as it was not erased."""
        found = self._all("SELECT alias, name FROM reviewers ORDER BY alias")
        return {r["alias"]: r["name"] for r in found}

    def erase_reviewers(self, aliases: Iterable[str] | None = None) -> list[str]:
        """Erase who reviewers are and what they remarked, of all or of some; return their aliases.

        Their decisions stay, under the alias. Afterwards nothing of it is left in the file either.
        """
        known = self.reviewers()
        gone = sorted(known if aliases is None else set(aliases) & known.keys())
        self._db.execute("PRAGMA secure_delete = ON")
        with self.transaction():
            for alias in gone:
                sql = 'DELETE FROM remarks WHERE action IN (SELECT seq FROM actions WHERE "by" = ?)'
                self._db.execute(sql, (alias,))
                self._db.execute("DELETE FROM reviewers WHERE alias = ?", (alias,))
            self.record_event("reviewers_erased", {"aliases": gone}, by="operator")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def place_rows(self) -> Iterator[rows.Row]:
        """Yield every finding with its advice and the decision in force, without boxes."""
        inforce = {
            r["finding"]: r for r in self._db.execute("SELECT * FROM decisions ORDER BY seq")
        }
        sql = """SELECT f.id, f.document, f.page, f.layer, f.kind, f.text, f.score, f.rules,
            coalesce(a.role, f.role) AS role, a.verdict AS advice, a.proposal,
            a.grond AS advised_grond, n.finding NOTNULL AS fresh
            FROM findings f LEFT JOIN advices a ON a.finding = f.id
            LEFT JOIN fresh n ON n.finding = f.id
            ORDER BY length(f.document), f.document, f.page, f.start IS NULL, f.start, f.id"""
        nothing = dict.fromkeys(("verdict", "grond", "by", "at", "seq"))
        for row in self._db.execute(sql):
            yield {**row, **(inforce.get(row["id"]) or nothing)}

    def finding(self, finding: str) -> Finding | None:
        """Return one finding with everything that is known of it."""
        found = self._all("SELECT * FROM findings WHERE id = ?", finding)
        return rows.to_finding(found[0]) if found else None

    def findings_on(self, document: str, page: int) -> list[Finding]:
        """Return the findings of one page in reading order."""
        sql = """SELECT * FROM findings WHERE document = ? AND page = ?
            ORDER BY start IS NULL, start, "end", id"""
        return [rows.to_finding(r) for r in self._all(sql, document, page)]

    def advices_on(self, document: str, page: int) -> dict[str, str]:
        """Return why each finding of a page is advised as it is."""
        sql = """SELECT a.finding, a.why FROM advices a JOIN findings f ON f.id = a.finding
            WHERE f.document = ? AND f.page = ?"""
        return {r["finding"]: r["why"] for r in self._all(sql, document, page)}

    def page_bodies(
        self, document: str | None = None, page: int | None = None
    ) -> Iterator[rows.Row]:
        """Yield (document, number, layer, body) of pages; rows.text_of reads a body's text."""
        wanted = [("document", document), ("number", page)]
        chosen = [(name, value) for name, value in wanted if value is not None]
        where = " AND ".join(f"{name} = ?" for name, _ in chosen) or "1"
        sql = f"SELECT document, number, layer, body FROM pages WHERE {where} ORDER BY 1, 2, 3 DESC"  # noqa: S608
        yield from self._db.execute(sql, [value for _, value in chosen])

    def page_reasons(self) -> dict[tuple[str, int], Reason]:
        """Return why pages could not be read completely."""
        found = self._all("SELECT document, number, unread FROM pages WHERE unread NOTNULL")
        return {(r["document"], r["number"]): Reason(r["unread"]) for r in found}

    def act(self, action: Action, steps: Iterable[Step], remark: str = "") -> Action:
        """Store an action with every decision it took, and its links; inside a transaction."""
        steps = list(steps)
        last = self._all("SELECT coalesce(max(seq), 0) AS seq FROM actions")[0]["seq"]
        columns = {
            "seq": last + 1,
            "by": action.by,
            "at": action.at,
            "what": action.what,
            "document": action.document,
            "page": action.page,
            "places": action.places or len(steps),
            "undone": 0,
        }
        self._insert("actions", [columns])
        self._insert("steps", (_step(last + 1, step) for step in steps))
        if remark:
            self._insert("remarks", [{"action": last + 1, "text": remark}])
        facts = {key: columns[key] for key in ("what", "document", "page", "places")}
        self.record_event("action", {"action": last + 1, **facts}, action.by)
        # What is said of a whole document is a step of it, and no decision about a place.
        self.decide_all(step.new for step in steps if step.finding != action.document)
        return self.action(last + 1)

    def action(self, seq: int) -> Action:
        """Return one action."""
        return _action(self._all("SELECT * FROM actions WHERE seq = ?", seq)[0])

    def actions(self, limit: int = -1, by: str | None = None) -> list[Action]:
        """Return the latest actions, of one reviewer or of all, the newest first."""
        sql = """SELECT * FROM actions WHERE ? IS NULL OR "by" = ? ORDER BY seq DESC LIMIT ?"""
        return [_action(r) for r in self._all(sql, by, by, limit)]

    def remarks(self) -> dict[int, str]:
        """Return the remark made with an action, as far as it was not erased."""
        return {r["action"]: r["text"] for r in self._all("SELECT action, text FROM remarks")}

    def steps(self, action: int) -> list[Step]:
        """Return what an action changed."""
        known = self.action(action)
        found = self._all("SELECT * FROM steps WHERE action = ?", action)
        return [_to_step(r, known) for r in found]

    def turn(self, action: int, by: str, *, undone: bool) -> None:
        """Store that an action was undone, or done again; inside a transaction."""
        for table, value in (("ties", not undone), ("checks", not undone)):
            sql = f"UPDATE {table} SET active = ? WHERE action = ?"  # noqa: S608
            self._db.execute(sql, (int(value), action))
        self._db.execute("UPDATE actions SET undone = ? WHERE seq = ?", (int(undone), action))
        self.record_event("undone" if undone else "redone", {"action": action}, by)

    def person_steps(self) -> list[tuple[int, Step]]:
        """Return (action, step) of decisions taken for a whole person, the oldest first."""
        sql = """SELECT s.*, a."by", a.at FROM steps s JOIN actions a ON a.seq = s.action
            WHERE a.what = ? AND a.undone = 0 ORDER BY a.seq"""
        found = self._all(sql, Deed.PERSON)
        return [(r["action"], _step_of(r, r["by"], r["at"])) for r in found]

    def tie(self, action: int, ties: Iterable[Tie]) -> None:
        """Store who a reviewer says is who, under its action; inside a transaction."""
        lines = [
            {"action": action, "what": t.what, "finding": t.finding, "other": t.other, "active": 1}
            for t in ties
        ]
        self._insert("ties", lines)
        self.record_event("tied", {"action": action, "places": len(lines)})

    def ties(self) -> list[Tie]:
        """Return who reviewers say is who, in the order in which they said it."""
        found = self._all("SELECT * FROM ties WHERE active = 1 ORDER BY seq")
        return [Tie(r["what"], r["finding"], r["other"]) for r in found]

    def change_persons(self, action: int, gone: Iterable[Person], come: Iterable[Person]) -> None:
        """Store who is who from now on, and what it was, for undoing; inside a transaction."""
        for side, people in (("before", list(gone)), ("after", list(come))):
            lines = [
                {
                    "action": action,
                    "side": side,
                    "id": p.id,
                    "body": json.dumps(rows.from_person(p)),
                }
                for p in people
            ]
            self._insert("person_versions", lines)
        self.turn_persons(action, back=False)

    def turn_persons(self, action: int, *, back: bool) -> bool:
        """Put the persons of an action back as they were, or forward; inside a transaction.

        Return False, and change nothing, when they were changed otherwise since.
        """
        sides = ("after", "before") if back else ("before", "after")
        now, then = (self._versions(action, side) for side in sides)
        known = {person.id: person for person in self.persons()}
        if any(known.get(person.id) != person for person in now):
            return False
        self._db.executemany("DELETE FROM persons WHERE id = ?", [(p.id,) for p in now])
        self._insert("persons", map(rows.from_person, then), replace=True)
        return True

    def _versions(self, action: int, side: str) -> list[Person]:
        sql = "SELECT body FROM person_versions WHERE action = ? AND side = ?"
        return [rows.to_person(json.loads(r["body"])) for r in self._all(sql, action, side)]

    def look(self, document: str, page: int, by: str) -> None:
        """Store that a reviewer had a page on the screen; inside a transaction."""
        sql = "INSERT OR IGNORE INTO looks VALUES (?, ?, ?, ?)"
        self._db.execute(sql, (document, page, by, self.clock().isoformat()))

    def looks(self) -> dict[tuple[str, int], set[str]]:
        """Return who had which page on the screen."""
        return _by_page(self._all('SELECT document, page, "by" FROM looks'))

    def check(self, action: Action) -> None:
        """Store that the action's page was ticked off as checked; inside a transaction."""
        facts = {"document": action.document, "page": action.page, "by": action.by}
        line = {**facts, "at": action.at, "action": action.seq, "active": 1}
        self._insert("checks", [line], replace=True)

    def check_of(self, document: str, page: int, by: str) -> int | None:
        """Return the action by which a reviewer ticked off a page, if it holds."""
        sql = """SELECT action FROM checks
            WHERE document = ? AND page = ? AND "by" = ? AND active = 1"""
        found = self._all(sql, document, page, by)
        return int(found[0]["action"]) if found else None

    def checks(self, document: str | None = None) -> dict[tuple[str, int], set[str]]:
        """Return who ticked off which page."""
        sql = """SELECT document, page, "by" FROM checks
            WHERE active = 1 AND (? IS NULL OR document = ?)"""
        return _by_page(self._all(sql, document, document))

    def unseen(self, document: str) -> dict[int, Reason]:
        """Return the pages that neither OCR nor a person has read and that show, and why."""
        unread = self.unread(document)
        if not unread:
            return {}
        seen = {page for _, page in self.checks(document)} | self.covered(document)
        return {n: why for n, why in unread.items() if n not in seen}

    def covered(self, document: str) -> set[int]:
        """Return the pages of which nothing shows: a box covers them from edge to edge."""
        sql = """SELECT f.page, f.boxes FROM findings f JOIN decisions d ON d.seq =
            (SELECT max(seq) FROM decisions WHERE finding = f.id)
            WHERE f.document = ? AND f.layer = 'hand' AND d.verdict = 'redact'"""
        found: set[int] = set()
        for row in self._all(sql, document):
            sizes = (rows.size_of(r["body"]) for r in self.page_bodies(document, row["page"]))
            wide, high = next(sizes, (0.0, 0.0))
            sides = json.loads(row["boxes"])
            whole = any(
                x0 <= 0 and y0 <= 0 and x1 >= wide and y1 >= high for x0, y0, x1, y1 in sides
            )
            found |= {row["page"]} if whole and wide else set()
        return found

    def free(self, document: str) -> None:
        """Forget the ground under which a whole document was refused."""
        self._db.execute("UPDATE documents SET grond = NULL WHERE id = ?", (document,))

    def confirm(self, places: Mapping[str, int], by: str) -> None:
        """Store that a second reviewer agrees, as {finding: decision}; inside a transaction."""
        at = self.clock().isoformat()
        lines = [
            {"decision": seq, "finding": finding, "by": by, "at": at}
            for finding, seq in places.items()
        ]
        self._insert("confirmations", lines, replace=True)
        told = [("confirmed", {"finding": finding}, by) for finding in places]
        self.record_events(told)

    def confirmations(self) -> dict[int, tuple[str, ...]]:
        """Return who agreed with which decision."""
        found: dict[int, tuple[str, ...]] = {}
        for row in self._all('SELECT decision, "by" FROM confirmations ORDER BY decision, "by"'):
            found[row["decision"]] = (*found.get(row["decision"], ()), row["by"])
        return found

    def confirmed(self, document: str) -> dict[str, set[str]]:
        """Return who agreed with the decision in force on each finding of a document."""
        sql = """SELECT c.finding, c."by" FROM findings f
            JOIN confirmations c ON c.decision =
                (SELECT max(d.seq) FROM decisions d WHERE d.finding = f.id)
            WHERE f.document = ?"""
        found: dict[str, set[str]] = {}
        for row in self._all(sql, document):
            found.setdefault(row["finding"], set()).add(row["by"])
        return found

    def mark_fresh(self, findings: Mapping[str, str]) -> None:
        """Store which findings were decided with their person after the fact."""
        lines = [{"finding": f, "person": person} for f, person in findings.items()]
        self._insert("fresh", lines, replace=True)

    def not_fresh(self, findings: Iterable[str]) -> None:
        """Store that a person looked at these; inside a transaction."""
        self._db.executemany("DELETE FROM fresh WHERE finding = ?", [(f,) for f in findings])

    def last_decision(self) -> int:
        """Return the number of the newest decision."""
        return int(self._all("SELECT coalesce(max(seq), 0) AS seq FROM decisions")[0]["seq"])


def _packed(person: Person) -> str:
    return json.dumps(rows.from_person(person))


def _by_page(found: Iterable[rows.Row]) -> dict[tuple[str, int], set[str]]:
    pages: dict[tuple[str, int], set[str]] = {}
    for row in found:
        pages.setdefault((row["document"], row["page"]), set()).add(row["by"])
    return pages


def _action(row: rows.Row) -> Action:
    facts = {**row, "what": Deed(row["what"]), "undone": bool(row["undone"])}
    return Action(**facts)


def _step(action: int, step: Step) -> dict[str, object]:
    old = step.old
    return {
        "action": action,
        "finding": step.finding,
        "old_verdict": old.verdict if old else None,
        "old_grond": old.grond if old else None,
        "old_by": old.by if old else None,
        "verdict": step.new.verdict,
        "grond": step.new.grond,
    }


def _to_step(row: rows.Row, action: Action) -> Step:
    return _step_of(row, action.by, action.at)


def _step_of(row: rows.Row, by: str, at: str) -> Step:
    finding, before = row["finding"], row["old_verdict"]
    old = (
        Decision(finding, Verdict(before), row["old_grond"], row["old_by"], at) if before else None
    )
    return Step(finding, old, Decision(finding, Verdict(row["verdict"]), row["grond"], by, at))
