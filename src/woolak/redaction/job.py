# SPDX-License-Identifier: EUPL-1.2
"""A document and its decisions in; what a worker needs to redact it, and the rows of its register.

This is done in the worker that redacts it, which reads the dossier; on a cluster, whose nodes may
not, in the process that writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from woolak import __version__, approval
from woolak.advise import WHOLE_PAGE
from woolak.dossier import POLICY, Dossier, rows
from woolak.model import Decision, Document, Kind, Redaction, RegisterRow, Role
from woolak.publish.motivation import motivation
from woolak.redaction.plan import Lak, plan
from woolak.redaction.text import Sheet, sheets

_NAMES = frozenset({Kind.NAME, Kind.INITIALS, Kind.EMAIL, Kind.ACCOUNT, Kind.SIGNATURE})
"""What identifies a person by its length: with `naambreedte: vast` all of these are as wide."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to redact and prove; paths are inside the dossier."""

    document: str
    source: Path = field(repr=False)
    part: Path = field(repr=False)
    pages: int
    redactions: tuple[Redaction, ...]
    removed: tuple[tuple[int, str], ...] = field(repr=False)
    names: frozenset[str] = frozenset()
    """The redactions that get one width: what their boxes hide is known by its length."""
    sheets: tuple[Sheet, ...] = ()
    """The text of its pages, for the text editions: as stored, with words, they are far larger."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document to redact, and what its file will carry; without a `job` it stays as it is.

    `news` says whether the dossier has other rows for it than `lines`.
    """

    job: Job | None
    plan: str
    lines: dict[Redaction, RegisterRow]
    notes: tuple[str, ...]
    news: bool


def prepare(dossier: Dossier, document: Document, part: Path) -> Prepared:
    """Return what is to be done about a document; its file will be made at `part`."""
    laks = plan(dossier, document)
    job = _job(dossier, document, laks, part)
    lines = _register(dossier, job, laks)
    stale = _stale(dossier, job)
    news = stale or list(lines.values()) != dossier.carried(job.document)
    mended = job.source != dossier.original(document)
    told = (*_whole_pages(laks), *(["file_repaired"] if mended else []))
    digest = _digest(job)
    ordered = replace(job, sheets=_sheets(dossier, job.document, laks)) if stale else None
    return Prepared(ordered, digest, lines, told, news)


def numbered(
    dossier: Dossier, document: Document, laks: Sequence[Lak]
) -> tuple[tuple[Redaction, ...], frozenset[str]]:
    """Return the redactions as the file carries them, and which of them get one width."""
    made = tuple(
        Redaction(f"{document.id}-{number:04d}", document.id, lak.page, lak.boxes, lak.grond)
        for number, lak in enumerate(laks, 1)
    )
    if dossier.zaak.naambreedte != "vast":
        return made, frozenset()
    pairs = zip(made, laks, strict=True)
    wide = (one.id for one, lak in pairs if {f.kind for f in lak.findings} <= _NAMES)
    return made, frozenset(wide)


def _job(dossier: Dossier, known: Document, laks: Sequence[Lak], part: Path) -> Job:
    made, names = numbered(dossier, known, laks)
    original = dossier.sound(known)
    removed = _removed(laks)
    return Job(known.id, original, part, known.pages, made, removed, names)


def _sheets(dossier: Dossier, document: str, laks: Sequence[Lak]) -> tuple[Sheet, ...]:
    """Return the text of each page; words are asked for only where something is redacted."""
    redacted = {lak.page for lak in laks}
    pages = (
        rows.to_page(row) if row["number"] in redacted else rows.to_text(row)
        for row in dossier.packed(document)
    )
    return sheets(pages, laks)


def _removed(laks: Sequence[Lak]) -> tuple[tuple[int, str], ...]:
    """Return (page, text) of what the proof looks for."""
    return tuple(sorted({(f.page, f.text) for lak in laks for f in lak.findings if f.text}))


def _stale(dossier: Dossier, job: Job) -> bool:
    output = dossier.output(job.document)
    there = dossier.redacted(dossier.document(job.document)).is_file()
    return not (output and output[0] == _digest(job) and there)


def _digest(job: Job) -> str:
    made_of = f"{__version__} {job.redactions} {sorted(job.names)}"
    return hashlib.sha256(made_of.encode()).hexdigest()


def _whole_pages(laks: Sequence[Lak]) -> Iterator[str]:
    """Yield a note for each page that was redacted whole because nobody read it."""
    for lak in laks:
        if any(WHOLE_PAGE in finding.rules for finding in lak.findings):
            yield f"page_unread_redacted:{lak.page}"


def _register(dossier: Dossier, job: Job, laks: Sequence[Lak]) -> dict[Redaction, RegisterRow]:
    """Return the row of the public register for each redaction."""
    decisions, advices = dossier.decisions(job.document), dossier.advices(job.document)
    confirmed = dossier.confirmed(job.document)
    lines: dict[Redaction, RegisterRow] = {}
    for redaction, lak in zip(job.redactions, laks, strict=True):
        first = lak.findings[0]
        decision = decisions[first.id]
        role = advices[first.id].role if first.id in advices else Role.ONBEKEND
        lines[redaction] = RegisterRow(
            redaction.id,
            redaction.document,
            redaction.page,
            first.kind,
            role,
            redaction.grond,
            motivation(redaction.grond, first.kind, role),
            first.source,
            _decided(decision, confirmed.get(first.id, approval.NO_ONE)),
            decision.at[:10],
        )
    return lines


def _decided(decision: Decision, confirmed: Collection[str]) -> str:
    if decision.by == POLICY:
        return "policy"
    return "two_reviewers" if approval.settled(decision.by, confirmed) else "reviewer"
