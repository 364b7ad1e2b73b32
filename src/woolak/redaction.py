# SPDX-License-Identifier: EUPL-1.2
"""Decisions in; redacted files that passed their proof out, with what each of them carries."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from woolak import __version__, approval, chain, redaction_text, rows, work
from woolak.advise import WHOLE_PAGE
from woolak.dossier import POLICY, Dossier
from woolak.errors import DocumentError
from woolak.model import (
    Decision,
    Document,
    Kind,
    Leak,
    Reason,
    Redaction,
    RegisterRow,
    Role,
    Status,
)
from woolak.publish.motivation import motivation
from woolak.redaction_plan import Lak, plan

Told = Callable[[str, int, int], None]
_HALF_MADE = frozenset({".part", ".raw", ".seen"})
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
    laks: tuple[Lak, ...] = field(default=(), repr=False)
    packed: tuple[rows.Row, ...] = field(default=(), repr=False)
    """Its pages as stored, for the text editions."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task brings back: the hash of a proved file, or the leaks that withhold it."""

    sha256: str
    notes: tuple[str, ...]
    leaks: tuple[Leak, ...]
    texts: tuple[str, ...] = ()
    """The hashes of its text editions; none when these did not pass."""


def redact_one(job: Job) -> Outcome:
    """Redact, rebuild and prove one document; runs in a worker.

    The proved file is left at `job.part`; when the proof fails nothing is left.
    """
    from woolak.pdf import hidden

    with hidden.seen_file(job.source, job.part.with_suffix(".seen")) as source:
        return _redacted(replace(job, source=source), changed=source != job.source)


def _redacted(job: Job, *, changed: bool) -> Outcome:
    raw, none = job.part.with_suffix(".raw"), frozenset[str]()
    notes, leaks = tuple[str, ...](), tuple[Leak, ...]()
    try:
        # What removing code by code left or harmed, MuPDF may remove after all; and a line that
        # cannot be laid out anew is no reason to withhold a document.
        for names, by_code in dict.fromkeys(((job.names, True), (job.names, False), (none, False))):
            notes, leaks = _made(job, raw, names, frozenset(), by_code=by_code)
            if not leaks:
                break
        if leaks and (pages := _leaking(job, leaks)):
            # The last resort: such a page becomes a picture with a layer of text.
            notes, leaks = _made(job, raw, none, pages, by_code=False)
    except BaseException:
        job.part.unlink(missing_ok=True)
        raise
    finally:
        raw.unlink(missing_ok=True)
    if leaks:
        job.part.unlink()
        return Outcome("", notes, leaks)
    notes = (*notes, *(["hidden_layers_dropped"] if changed else ()))
    removed = [text for _, text in job.removed]
    sheets = redaction_text.sheets(map(rows.to_page, job.packed), job.laks)
    if redaction_text.write(job.document, sheets, job.part, removed):
        texts = redaction_text.parts(job.part)
    else:
        texts, notes = (), (*notes, "text_edition_dropped")
    told = tuple(map(chain.sha256, texts))
    return Outcome(chain.sha256(job.part), tuple(dict.fromkeys(notes)), (), told)


def _leaking(job: Job, leaks: Sequence[Leak]) -> frozenset[int]:
    """Return the redacted pages that fail; all of them when what fails is on no page."""
    redacted = {redaction.page for redaction in job.redactions}
    found = {leak.page for leak in leaks}
    return frozenset(redacted if 0 in found else redacted & found)


def _made(
    job: Job, raw: Path, names: frozenset[str], flat: frozenset[int], *, by_code: bool
) -> tuple[tuple[str, ...], tuple[Leak, ...]]:
    """Make a document's file, `names` in one width and the pages `flat` as pictures."""
    from woolak.detect import addresses
    from woolak.pdf import redact, sanitize, sanitize_beside, traces, verify

    manner = redact.Manner(flat, by_code)
    lost, layout = redact.lay_out(job.source, raw, job.redactions, names, manner)
    clean = traces.check(text for _, text in job.removed)
    beside = sanitize_beside.Beside(job.source, job.redactions, clean, layout, addresses.plain)
    kept = sanitize.rebuild(raw, job.part, f"Document {job.document}", beside)
    notes = sanitize_beside.settled(lost, kept)
    removed = [verify.Removed(page, text) for page, text in job.removed]
    leaks = verify.verify(job.source, job.part, job.redactions, removed, layout)
    wide = sum(len(one.boxes) for one in job.redactions if one.id in job.names - names)
    notes = (*notes, *([f"width_kept:{wide}"] if wide else []))
    return (*notes, *verify.unproved()), tuple(leaks)


def redact(dossier: Dossier, executor: work.Executor, told: Told) -> None:
    """Make and prove the redacted file of every document whose plan changed since the last one."""
    _drop_leftovers(dossier)
    ready = list(_ready(dossier))
    plans: dict[str, tuple[Lak, ...]] = {}

    def jobs() -> Iterator[Job]:
        for document in ready:
            laks = plan(dossier, document)
            job = _job(dossier, document, laks)
            if _stale(dossier, job):
                plans[document.id] = laks
                yield job
            else:
                _decided_since(dossier, job, laks)

    def seconds(job: Job) -> float:
        boxed = {redaction.page for redaction in job.redactions}
        return executor.limits.seconds + 2 * job.pages + 10 * len(boxed)

    refused = 0
    with dossier.grouped():
        for done, (job, outcome) in enumerate(work.run(redact_one, jobs(), executor, seconds), 1):
            refused += not _record(dossier, job, outcome, plans.pop(job.document))
            told("redact", done, len(ready))
            told("unfinished", refused, len(ready))


def _drop_leftovers(dossier: Dossier) -> None:
    """Remove what a run that was killed left half made: it may hold what has to go."""
    for path in (dossier.path / "redacted").iterdir() if dossier.alone else ():
        if path.suffix in _HALF_MADE:
            path.unlink(missing_ok=True)


def _ready(dossier: Dossier) -> Iterator[Document]:
    for document in dossier.documents():
        read = document.pages and len(dossier.scanned(document.id)) == document.pages
        busy = document.status in (Status.SCANNED, Status.PUBLISHED, Status.UNFINISHED)
        if read and busy and not dossier.unseen(document.id):
            yield document


def numbered(
    dossier: Dossier, document: Document, laks: Sequence[Lak]
) -> tuple[tuple[Redaction, ...], frozenset[str]]:
    """Return the redactions as the file carries them, and which of them get one width."""
    made = tuple(
        Redaction(f"{document.id}-{number:04d}", document.id, lak.page, lak.boxes, lak.grond)
        for number, lak in enumerate(laks, 1)
    )
    wide = frozenset(
        one.id
        for one, lak in zip(made, laks, strict=True)
        if dossier.zaak.naambreedte == "vast" and {f.kind for f in lak.findings} <= _NAMES
    )
    return made, wide


def _job(dossier: Dossier, known: Document, laks: Sequence[Lak]) -> Job:
    made, names = numbered(dossier, known, laks)
    # Of this process alone: a worker that outlives another that was killed may still be writing.
    part = dossier.redacted(known).with_suffix(f".{os.getpid()}.part")
    packed, taken = tuple(dossier.packed(known.id)), tuple(laks)
    original = dossier.original(known)
    removed = _removed(laks)
    return Job(known.id, original, part, known.pages, made, removed, names, taken, packed)


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


def _record(
    dossier: Dossier, job: Job, outcome: Outcome | DocumentError, laks: Sequence[Lak]
) -> bool:
    """Give a proved file its name and log it, or log why there is none; say which it was."""
    known = dossier.document(job.document)
    if isinstance(outcome, Outcome) and not outcome.leaks:
        texts = redaction_text.parts(job.part) if outcome.texts else ()
        _named(dict(zip((job.part, *texts), dossier.made(known), strict=False)))
        with dossier.transaction():
            dossier.save(replace(known, notes=(*outcome.notes, *_whole_pages(laks))))
            lines = _register(dossier, job, laks)
            hashes = (outcome.sha256, *outcome.texts)
            dossier.record_output(job.document, _digest(job), hashes, lines)
            dossier.set_status(job.document, Status.SCANNED, None, "")
        return True
    for path in dossier.made(known):
        path.unlink(missing_ok=True)
    with dossier.transaction():
        dossier.drop_output(job.document)
        reason, place = _refusal(outcome)
        dossier.set_status(job.document, Status.UNFINISHED, reason, place)
    return False


def _whole_pages(laks: Sequence[Lak]) -> Iterator[str]:
    """Yield a note for each page that was redacted whole because nobody read it."""
    for lak in laks:
        if any(WHOLE_PAGE in finding.rules for finding in lak.findings):
            yield f"page_unread_redacted:{lak.page}"


def _decided_since(dossier: Dossier, job: Job, laks: Sequence[Lak]) -> None:
    """Store who decided, where the file stays as it is and a person has confirmed what is in it."""
    lines = _register(dossier, job, laks)
    if list(lines.values()) == dossier.carried(job.document):
        return
    _, sha256 = dossier.output(job.document) or ("", "")
    hashes = (sha256, *dossier.texts().get(job.document, ()))
    with dossier.transaction():
        dossier.record_output(job.document, _digest(job), hashes, lines)


def _refusal(outcome: Outcome | DocumentError) -> tuple[Reason, str]:
    if isinstance(outcome, DocumentError):
        return outcome.reason, outcome.place
    leak = min(outcome.leaks, key=lambda leak: (leak.reason is Reason.TEXT_LOST, leak.page))
    return leak.reason, f"page {leak.page}: {leak.where}"


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


def _named(parts: Mapping[Path, Path]) -> None:
    """Give files in the making their names, all of one folder, once they are on the disk."""
    with ThreadPoolExecutor(len(parts)) as threads:
        # At the same time: a file system then writes its journal once.
        list(threads.map(_sync, parts))
    for part, final in parts.items():
        part.replace(final)
    _sync(final.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
