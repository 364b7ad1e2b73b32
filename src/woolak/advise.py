# SPDX-License-Identifier: EUPL-1.2
"""Findings and the persons behind them go in; an advice for each by the decision table comes out.

Before the table: a term on the redact-list, then one on the keep-list, then what is public by
rule. Who has no known role is treated as a civil servant who does not act in public. A suspect
is a question, with the proposal to leave it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

import regex

from woolak.errors import RulesError
from woolak.gronden import GRONDEN
from woolak.model import SURE, SUSPECT, Advice, Finding, Kind, Person, Role, Verdict
from woolak.rulebook import Beleid, Rulebook
from woolak.rules_schema import verdict

REDACT_LIST, KEEP_LIST = "lijst.redact", "lijst.keep"
WHOLE_PAGE = "ogen.uit"
"""The rule of a box over a page that nobody read and nobody looks at."""

_Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class _Cover:
    """Non-overlapping spans on one page layer that speak for what lies inside them."""

    starts: tuple[int, ...]
    spans: tuple[Finding, ...] = field(repr=False)

    def over(self, finding: Finding) -> Finding | None:
        """Return the span around a finding, None when it sticks out of every one."""
        at = bisect_right(self.starts, finding.start or 0) - 1
        around = self.spans[at] if at >= 0 else None
        return around if around and (around.end or 0) >= (finding.end or 0) else None


def advise(findings: Sequence[Finding], persons: Sequence[Person], book: Rulebook) -> list[Advice]:
    """Return an advice for each finding, in their order.

    Raises RulesError when the pack has no decision table.
    """
    known = {name: person for person in persons for name in person.findings}
    forced = _covers(f for f in findings if REDACT_LIST in f.rules)
    kept = _covers(f for f in findings if KEEP_LIST in f.rules)
    public = _covers(f for f in findings if f.keep and KEEP_LIST not in f.rules and not _chosen(f))
    rows = cache(partial(_fitting, book))
    made = []
    for finding in findings:
        role, functie = _capacity(finding, known.get(finding.id))
        if WHOLE_PAGE in finding.rules:
            made.append(Advice(finding.id, Verdict.REDACT, "5.1.2e", finding.why, role))
        elif cover := _over(forced, finding):
            made.append(_forced(finding, cover, role))
        elif cover := _over(kept, finding) or _surer(_over(public, finding), finding):
            made.append(Advice(finding.id, Verdict.KEEP, None, cover.why, role))
        else:
            row = _row(finding, role, functie, rows(finding.kind, role))
            made.append(_by_policy(finding, role, row, book))
    return made


def _chosen(finding: Finding) -> bool:
    """Say whether the ministry chooses for itself: the name of a top official."""
    return finding.kind is Kind.NAME and finding.role is Role.TOP_AMBTENAAR


def _capacity(finding: Finding, person: Person | None) -> tuple[Role, str]:
    """Return role and function: the person's where known, else the evidence beside the finding."""
    if person is None:
        return finding.role, finding.functie
    role = finding.role if person.role is Role.ONBEKEND else person.role
    return role, person.functie or finding.functie


def _covers(findings: Iterable[Finding]) -> Mapping[_Place, _Cover]:
    pages: dict[_Place, list[Finding]] = {}
    for finding in findings:
        if finding.start is not None:
            pages.setdefault(_place(finding), []).append(finding)
    return {place: _cover(spans) for place, spans in pages.items()}


def _cover(findings: list[Finding]) -> _Cover:
    """Return the widest of the findings; one inside another says nothing of its own."""
    widest: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start or 0, -(f.end or 0))):
        if not widest or (finding.end or 0) > (widest[-1].end or 0):
            widest.append(finding)
    return _Cover(tuple(f.start or 0 for f in widest), tuple(widest))


def _over(covers: Mapping[_Place, _Cover], finding: Finding) -> Finding | None:
    cover = covers.get(_place(finding))
    return cover.over(finding) if cover and finding.start is not None else None


def _surer(cover: Finding | None, finding: Finding) -> Finding | None:
    """Return what is public by rule, unless a surer finding lies in it (a BSN in a reference)."""
    return cover if cover and cover.score >= finding.score else None


def _place(finding: Finding) -> _Place:
    return finding.document, finding.page, finding.layer


def _forced(finding: Finding, cover: Finding, role: Role) -> Advice:
    """Return the redaction that the redact-list orders, under its ground when it names one."""
    grond = next((name for name in cover.rules if name in GRONDEN), "5.1.2e")
    return Advice(finding.id, Verdict.REDACT, grond, cover.why, role)


def _by_policy(finding: Finding, role: Role, row: Beleid, book: Rulebook) -> Advice:
    choice = row.oordeel or verdict(book.schakelaars[row.schakelaar or ""])
    if choice is Verdict.KEEP:
        return Advice(finding.id, Verdict.KEEP, None, row.why, role)
    proposal = row.voorstel if choice is Verdict.ASK else None
    why = row.why
    if finding.score < SUSPECT:
        choice, proposal, why = Verdict.ASK, Verdict.KEEP, f"Alleen een vermoeden. {row.why}"
    elif finding.score < SURE and choice is Verdict.REDACT:
        choice, proposal, why = Verdict.ASK, Verdict.REDACT, f"Niet zeker. {row.why}"
    return Advice(finding.id, choice, row.grond, why, role, proposal)


def _fitting(book: Rulebook, kind: Kind, role: Role) -> tuple[Beleid, ...]:
    return tuple(row for row in book.beleid if row.fits(kind, role))


def _row(finding: Finding, role: Role, functie: str, rows: Iterable[Beleid]) -> Beleid:
    for row in rows:
        if _applies(row, finding, functie):
            return row
    raise RulesError((f"beleid: says nothing about {finding.kind} of someone in the role {role}",))


def _applies(row: Beleid, finding: Finding, functie: str) -> bool:
    if row.regel and not set(row.regel) & set(finding.rules):
        return False
    return not row.functie or bool(functie and _words(row.functie).search(functie))


@lru_cache(maxsize=256)
def _words(words: tuple[str, ...]) -> regex.Pattern[str]:
    """Return a pattern for any of the words; `directeur` is not found in `directeur-generaal`."""
    parts = "|".join(regex.escape(word) for word in words)
    return regex.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", regex.IGNORECASE)
