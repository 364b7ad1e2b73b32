# SPDX-License-Identifier: EUPL-1.2
"""A dossier with unread pages in; pages, findings, persons and advice in the dossier out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from woolak import work
from woolak.dossier import Dossier
from woolak.errors import DocumentError
from woolak.model import Document, Finding, Page, Status

SLICE = 16
"""Pages a task: opening a 3,000-page PDF for each page costs more than reading it."""

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """Consecutive pages of one document for one task; numbers are 1-based."""

    path: Path = field(repr=False)
    document: str
    numbers: tuple[int, ...]
    total: int
    pack: Path = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a task brings back."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    soort: str = ""
    datum: str = ""


def search(job: Slice) -> Scanned:
    """Read the pages of a slice, with a page of context on either side, and search them.

    Runs in a worker. Raises DocumentError when the document cannot be read or a rule ran away.
    """
    from woolak.detect import documents, engine
    from woolak.pdf import read

    detector = _detector(job.pack)
    first, last = max(1, job.numbers[0] - 1), min(job.total, job.numbers[-1] + 1)
    book = detector.book
    logos = book.lists.get("logos", frozenset())
    pages = read.pages(job.path, job.document, range(first, last + 1), approved=logos)
    findings = engine.detect(detector, pages)
    own = set(job.numbers)
    soort, datum = documents.describe(pages, book) if first == 1 else ("", "")
    return Scanned(
        tuple(page for page in pages if page.number in own),
        tuple(finding for finding in findings if finding.page in own),
        soort,
        datum,
    )


@lru_cache(maxsize=2)
def _detector(pack: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from woolak import rulebook
    from woolak.detect import engine

    return engine.load(rulebook.load(pack))


def scan(dossier: Dossier, executor: work.Executor, told: Told) -> None:
    """Read and search every page that was not yet, and store what came of it slice by slice."""
    documents = [d for d in dossier.documents() if _to_scan(d)]
    total, done = sum(d.pages for d in documents), 0
    for job, result in work.run(search, _jobs(dossier, documents), executor):
        if isinstance(result, DocumentError) and len(job.numbers) > 1:
            _page_by_page(dossier, job, executor)
        else:
            _store(dossier, job, result)
        done += len(job.numbers)
        told("scan", done, total)


def _to_scan(document: Document) -> bool:
    return document.status in (Status.NEW, Status.UNFINISHED) and document.pages > 0


def _jobs(dossier: Dossier, documents: list[Document]) -> Iterator[Slice]:
    for document in documents:
        done = dossier.scanned(document.id)
        for start in range(1, document.pages + 1, SLICE):
            stop = min(start + SLICE, document.pages + 1)
            numbers = tuple(n for n in range(start, stop) if n not in done)
            if numbers:
                yield _slice(dossier, document, numbers)


def _slice(dossier: Dossier, document: Document, numbers: tuple[int, ...]) -> Slice:
    original = dossier.original(document)
    return Slice(original, document.id, numbers, document.pages, dossier.pack)


def _page_by_page(dossier: Dossier, job: Slice, executor: work.Executor) -> None:
    """Run a failed slice again, a page at a time: one page is blamed, the rest is kept."""
    singles = [replace(job, numbers=(number,)) for number in job.numbers]
    for single, result in work.run(search, singles, executor):
        _store(dossier, single, result)


def _store(dossier: Dossier, job: Slice, result: Scanned | DocumentError) -> None:
    with dossier.transaction():
        if isinstance(result, DocumentError):
            place = f"page {job.numbers[0]}"
            dossier.set_status(job.document, Status.UNFINISHED, result.reason, place)
            return
        dossier.record_scan(result.pages, result.findings)
        if result.soort or result.datum:
            known = dossier.document(job.document)
            dossier.save(replace(known, soort=result.soort, datum=result.datum))
        if len(dossier.scanned(job.document)) == job.total:
            _finish(dossier, job.document)


def _finish(dossier: Dossier, document: str) -> None:
    unread = dossier.unread(document)
    facts = {"document": document, "findings": len(dossier.findings(document))}
    dossier.record_event("scanned", facts)
    if unread:
        number, reason = unread
        dossier.set_status(document, Status.UNFINISHED, reason, f"page {number}")
    else:
        dossier.set_status(document, Status.SCANNED, None, "")
