# SPDX-License-Identifier: EUPL-1.2
"""What the audit found; and the same as Dutch text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from woolak.model import Box


class Severity(StrEnum):
    """What a finding of the audit means for publishing."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the audit: a stable rule id, one Dutch sentence, and the place it is about.

    `file`, `page` (1-based) and `boxes` say where a picture of the place can be taken.
    """

    id: str
    severity: Severity
    message: str
    place: str = ""
    file: Path | None = field(default=None, repr=False)
    page: int = 0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an audit found, and how much it looked at.

    `subject` is `dossier`, `published`, `files` or `metadata`; `head` is the head of the public
    register, which belongs in the decision letter; `accepted` are the rules that were accepted,
    with the reason.
    """

    subject: str
    findings: tuple[Check, ...]
    documents: int = 0
    redactions: int = 0
    files: int = 0
    head: str = ""
    accepted: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether no blocking rule failed."""
        return all(check.severity is not Severity.BLOCK for check in self.findings)

    @property
    def sound(self) -> bool:
        """Say whether what was audited could be read at all."""
        return all(check.id not in ("D1", "M1") for check in self.findings)


def block(rule: str, message: str, place: str = "") -> Check:
    """Return a finding that forbids publishing."""
    return Check(rule, Severity.BLOCK, message, place)


def warn(rule: str, message: str, place: str = "") -> Check:
    """Return a finding that a person must judge."""
    return Check(rule, Severity.WARN, message, place)


def info(rule: str, message: str, place: str = "") -> Check:
    """Return a fact that the reader of the audit must know."""
    return Check(rule, Severity.INFO, message, place)


WORDS = {
    Severity.BLOCK: "FOUT",
    Severity.WARN: "LET OP",
    Severity.INFO: "INFO",
    Severity.ACCEPTED: "AANVAARD",
}
SUBJECTS = {
    "dossier": "het dossier",
    "published": "de gepubliceerde map",
    "files": "PDF-bestanden",
    "metadata": "de metadata voor DiWoo",
}
_FACTS = ("id", "severity", "message", "place")


def as_text(report: Report) -> str:
    """Return the report for people, the worst first."""
    verdict = "IN ORDE" if report.ok else "NIET IN ORDE"
    lines = [f"Controle van {SUBJECTS[report.subject]}: {verdict}"]
    lines += [_line(check) for severity in Severity for check in _of(report.findings, severity)]
    lines += [f"Aanvaard: regel {rule}, omdat: {why}" for rule, why in report.accepted]
    lines.append(
        f"Bekeken: {report.documents} documenten, {report.redactions} lakkingen, "
        f"{report.files} bestanden."
    )
    if report.head:
        lines.append(f"Kop van het register: {report.head}")
    return "\n".join(lines)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report for programs: what JSON can hold, `schema: 1`."""
    told = {key: value for key, value in asdict(report).items() if key != "findings"}
    found = [{fact: getattr(check, fact) for fact in _FACTS} for check in report.findings]
    accepted = [{"rule": rule, "reason": why} for rule, why in report.accepted]
    return {"schema": 1, "ok": report.ok, **told, "accepted": accepted, "findings": found}


def _of(findings: Iterable[Check], severity: Severity) -> list[Check]:
    return [check for check in findings if check.severity is severity]


def _line(check: Check) -> str:
    place = f"{check.place}: " if check.place else ""
    return f"  {WORDS[check.severity]:<8} {check.id:<3} {place}{check.message}"
