# SPDX-License-Identifier: EUPL-1.2
"""What the audit found; and the same as Dutch text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What a finding of the audit means for publishing."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the audit: a stable rule id, one Dutch sentence, and the place it is about."""

    id: str
    severity: Severity
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an audit found, and how much it looked at.

    `subject` is `dossier` or `published`; `head` is the head of the public register, which belongs
    in the decision letter.
    """

    subject: str
    findings: tuple[Check, ...]
    documents: int = 0
    redactions: int = 0
    files: int = 0
    head: str = ""

    @property
    def ok(self) -> bool:
        """Say whether no blocking rule failed."""
        return all(check.severity is not Severity.BLOCK for check in self.findings)


def block(rule: str, message: str, place: str = "") -> Check:
    """Return a finding that forbids publishing."""
    return Check(rule, Severity.BLOCK, message, place)


def warn(rule: str, message: str, place: str = "") -> Check:
    """Return a finding that a person must judge."""
    return Check(rule, Severity.WARN, message, place)


def info(rule: str, message: str, place: str = "") -> Check:
    """Return a fact that the reader of the audit must know."""
    return Check(rule, Severity.INFO, message, place)


_WORDS = {Severity.BLOCK: "FOUT", Severity.WARN: "LET OP", Severity.INFO: "INFO"}
_SUBJECTS = {"dossier": "het dossier", "published": "de gepubliceerde map"}


def as_text(report: Report) -> str:
    """Return the report for people, the worst first."""
    verdict = "IN ORDE" if report.ok else "NIET IN ORDE"
    lines = [f"Controle van {_SUBJECTS[report.subject]}: {verdict}"]
    lines += [_line(check) for severity in Severity for check in _of(report.findings, severity)]
    lines.append(
        f"Bekeken: {report.documents} documenten, {report.redactions} lakkingen, "
        f"{report.files} bestanden."
    )
    if report.head:
        lines.append(f"Kop van het register: {report.head}")
    return "\n".join(lines)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report for programs: what JSON can hold, `schema: 1`."""
    return {"schema": 1, "ok": report.ok, **asdict(report)}


def _of(findings: Iterable[Check], severity: Severity) -> list[Check]:
    return [check for check in findings if check.severity is severity]


def _line(check: Check) -> str:
    place = f"{check.place}: " if check.place else ""
    return f"  {_WORDS[check.severity]:<6} {check.id:<3} {place}{check.message}"
