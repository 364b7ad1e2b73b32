# SPDX-License-Identifier: EUPL-1.2
"""Decisions in; redacted files that passed their proof out, with what each of them carries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from woolak import chain, work
from woolak.dossier import Dossier, open_dossier
from woolak.errors import DocumentError
from woolak.model import Document, Leak, Reason, Status
from woolak.redaction import text as redaction_text
from woolak.redaction.job import Job, Prepared, numbered, prepare

__all__ = ["Done", "Job", "Order", "Outcome", "numbered", "ordered", "redact", "redact_one"]

Told = Callable[[str, int, int], None]
_HALF_MADE = frozenset({".part", ".raw", ".seen"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task brings back: the hash of a proved file, or the leaks that withhold it."""

    sha256: str
    notes: tuple[str, ...]
    leaks: tuple[Leak, ...]
    texts: tuple[str, ...] = ()
    """The hashes of its text editions; none when these did not pass."""


@dataclass(frozen=True, slots=True)
class Order:
    """A document to redact, for a worker that reads in the dossier what that takes.

    With `ready` it does not: that is already known.
    """

    document: str
    pages: int
    dossier: Path = field(repr=False)
    part: Path = field(repr=False)
    ready: Prepared | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """What comes back of an order: what the file carries, and the file unless it stays as it is."""

    ready: Prepared
    outcome: Outcome | None


def redact_one(job: Job) -> Outcome:
    """Redact, rebuild and prove one document; runs in a worker.

    The proved file is left at `job.part`; when the proof fails nothing is left.
    """
    from woolak.pdf.opening import hidden

    with hidden.seen_file(job.source, job.part.with_suffix(".seen")) as source:
        return _redacted(replace(job, source=source), changed=source != job.source)


def _redacted(job: Job, *, changed: bool) -> Outcome:
    raw = job.part.with_suffix(".raw")
    ways = _Ways(frozenset(one.page for one in job.redactions if one.id in job.names))
    try:
        notes, leaks = _made(job, raw, ways)
        for last in range(_Ways.LAST):
            if not leaks or not (pages := _leaking(job, leaks)):
                break
            ways = ways.after(pages, last + 1)
            notes, leaks = _made(job, raw, ways)
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
    if redaction_text.write(job.document, job.sheets, job.part, removed):
        texts = redaction_text.parts(job.part)
    else:
        texts, notes = (), (*notes, "text_edition_dropped")
    _on_disk((job.part, *texts))
    told = tuple(map(chain.sha256, texts))
    return Outcome(chain.sha256(job.part), tuple(dict.fromkeys(notes)), (), told)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The way in which each page is redacted after its proof failed; others go the first way.

    What removing code by code left or harmed, MuPDF may remove after all (1); a line that cannot be
    laid out anew is no reason to withhold a document (2); and at last a page becomes a picture with
    a layer of text (3).
    """

    LAST: ClassVar[int] = 3
    wide: frozenset[int]
    """The pages on which names get one width."""
    of: Mapping[int, int] = field(default_factory=dict)

    def after(self, failed: Iterable[int], least: int) -> _Ways:
        """Return the ways after pages failed: the next one for each, and `least` at least."""
        following = {page: max(self.of.get(page, 0) + 1, least) for page in failed}
        for page, way in following.items():
            following[page] = way + (way == 2 and page not in self.wide)  # noqa: PLR2004 - see above
        return _Ways(self.wide, {**self.of, **following})

    def pages(self, least: int) -> frozenset[int]:
        """Return the pages that go this way or a later one."""
        return frozenset(page for page, way in self.of.items() if way >= least)


def _leaking(job: Job, leaks: Sequence[Leak]) -> frozenset[int]:
    """Return the redacted pages that fail; all of them when what fails is on no page."""
    redacted = {redaction.page for redaction in job.redactions}
    found = {leak.page for leak in leaks}
    return frozenset(redacted if 0 in found else redacted & found)


def _made(job: Job, raw: Path, ways: _Ways) -> tuple[tuple[str, ...], tuple[Leak, ...]]:
    """Make a document's file, each page in its way; return its notes and how it fails its proof."""
    from woolak.detect.details import addresses
    from woolak.pdf.garbage import handed_back
    from woolak.pdf.proving import verify
    from woolak.pdf.rebuilding import beside as sanitize_beside
    from woolak.pdf.rebuilding import sanitize, traces
    from woolak.pdf.removing import redact

    manner, as_is = redact.Manner(ways.pages(3), ways.pages(1)), ways.pages(2)
    names = job.names - {one.id for one in job.redactions if one.page in as_is}
    lost, layout = redact.lay_out(job.source, raw, job.redactions, names, manner)
    handed_back(job.pages)
    clean = traces.check(text for _, text in job.removed)
    beside = sanitize_beside.Beside(job.source, job.redactions, clean, layout, addresses.plain)
    kept = sanitize.rebuild(raw, job.part, f"Document {job.document}", beside)
    notes = sanitize_beside.settled(lost, kept)
    handed_back(job.pages)
    removed = [verify.Removed(page, text) for page, text in job.removed]
    leaks = verify.verify(job.source, job.part, job.redactions, removed, layout)
    wide = sum(len(one.boxes) for one in job.redactions if one.id in job.names - names)
    notes = (*notes, *([f"width_kept:{wide}"] if wide else []))
    return (*notes, *verify.unproved()), tuple(leaks)


def ordered(order: Order) -> Done:
    """Redact what is ordered, unless the file that is there is the same; runs in a worker."""
    from woolak.pdf.garbage import handed_back

    handed_back(order.pages)
    ready = order.ready
    if ready is None:
        with open_dossier(order.dossier, readonly=True) as dossier:
            ready = prepare(dossier, dossier.document(order.document), order.part)
    outcome = redact_one(ready.job) if ready.job else None
    return Done(replace(ready, job=None), outcome)


def redact(dossier: Dossier, executor: work.Executor, told: Told) -> None:
    """Make and prove the redacted file of every document whose plan changed since the last one."""
    _drop_leftovers(dossier)
    ready = list(_ready(dossier))
    boxed = dossier.pages_decided()

    def seconds(order: Order) -> float:
        return executor.limits.seconds + 2 * order.pages + 10 * boxed.get(order.document, 0)

    refused = 0
    orders = (_order(dossier, document, executor) for document in ready)
    with dossier.grouped():
        for done, (order, outcome) in enumerate(work.run(ordered, orders, executor, seconds), 1):
            refused += not _record(dossier, order, outcome)
            told("redact", done, len(ready))
            told("unfinished", refused, len(ready))


def _order(dossier: Dossier, document: Document, executor: work.Executor) -> Order:
    # Of this process alone: a worker that outlives another that was killed may still be writing.
    part = dossier.redacted(document).with_suffix(f".{os.getpid()}.part")
    # SQLite's files are not shared between machines.
    ready = None if executor.shares_disk else prepare(dossier, document, part)
    return Order(document.id, document.pages, dossier.path, part, ready)


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


def _record(dossier: Dossier, order: Order, done: Done | DocumentError) -> bool:
    """Give a proved file its name and log it, or log why there is none; say which it was."""
    if isinstance(done, DocumentError):
        return _refused(dossier, order, done)
    if (outcome := done.outcome) is None:
        _decided_since(dossier, order, done.ready)
        return True
    if outcome.leaks:
        return _refused(dossier, order, outcome)
    known = dossier.document(order.document)
    texts = redaction_text.parts(order.part) if outcome.texts else ()
    _named(dict(zip((order.part, *texts), dossier.made(known), strict=False)))
    with dossier.transaction():
        dossier.save(replace(known, notes=(*outcome.notes, *done.ready.notes)))
        hashes = (outcome.sha256, *outcome.texts)
        dossier.record_output(order.document, done.ready.plan, hashes, done.ready.lines)
        dossier.set_status(order.document, Status.SCANNED, None, "")
    return True


def _refused(dossier: Dossier, order: Order, outcome: Outcome | DocumentError) -> bool:
    for path in dossier.made(dossier.document(order.document)):
        path.unlink(missing_ok=True)
    with dossier.transaction():
        dossier.drop_output(order.document)
        reason, place = _refusal(outcome)
        dossier.set_status(order.document, Status.UNFINISHED, reason, place)
    return False


def _decided_since(dossier: Dossier, order: Order, ready: Prepared) -> None:
    """Store who decided, where the file stays as it is and a person has confirmed what is in it."""
    if not ready.news:
        return
    _, sha256 = dossier.output(order.document) or ("", "")
    hashes = (sha256, *dossier.texts().get(order.document, ()))
    with dossier.transaction():
        dossier.record_output(order.document, ready.plan, hashes, ready.lines)


def _refusal(outcome: Outcome | DocumentError) -> tuple[Reason, str]:
    if isinstance(outcome, DocumentError):
        return outcome.reason, outcome.place
    leak = min(outcome.leaks, key=lambda leak: (leak.reason is Reason.TEXT_LOST, leak.page))
    return leak.reason, f"page {leak.page}: {leak.where}"


def _named(parts: Mapping[Path, Path]) -> None:
    """Give files in the making, which are on the disk, their names; all are of one folder."""
    for part, final in parts.items():
        part.replace(final)
    _sync(final.parent)


def _on_disk(parts: Sequence[Path]) -> None:
    """Make files survive a power cut, all at the same time: the disk's journal is written once."""
    with ThreadPoolExecutor(len(parts)) as threads:
        list(threads.map(_sync, parts))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
