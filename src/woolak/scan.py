# SPDX-License-Identifier: EUPL-1.2
"""A dossier with unread pages in; what was read and found on them, in the dossier, out.

First the text of every page, then by OCR the pages whose text is not everything: that takes a
hundred times as long, and can be done later on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from woolak import rulebook, work
from woolak.dossier import Dossier, rows
from woolak.errors import DocumentError
from woolak.model import Document, Finding, Layer, Page, Reason, Status

if TYPE_CHECKING:
    from woolak.detect.engine import Detector

SLICE = 16
"""Pages a task: opening a 3,000-page PDF for each page costs more than reading it."""
FEW = 4
"""Pages a task by OCR, which takes seconds for each."""

Told = Callable[[str, int, int], None]
_loaded: dict[str, Detector] = {}


@dataclass(frozen=True, slots=True)
class Slice:
    """Pages of one document for one task; numbers are 1-based.

    With `seconds`, those that each page may take, they are read by OCR.
    """

    path: Path = field(repr=False)
    document: str
    numbers: tuple[int, ...]
    total: int
    pack: Path = field(repr=False)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a task brings back: pages and findings packed as the dossier stores them."""

    pages: tuple[rows.Row, ...] = field(repr=False)
    findings: tuple[rows.Row, ...] = field(repr=False)
    soort: str = ""
    datum: str = ""


def search(job: Slice) -> Scanned:
    """Read the pages of a slice and search them.

    Runs in a worker. Raises DocumentError when the document cannot be read or a rule ran away.
    """
    from woolak.detect import documents, engine, language

    detector = _detector(job.pack)
    read = _by_ocr if job.seconds else _with_neighbours
    pages, fresh = read(job, detector.book.lists.get("logos", frozenset()))
    findings = engine.detect(detector, fresh)
    own = set(job.numbers)
    first = [page for page in fresh if page.number == 1]
    soort, datum = documents.describe(first, detector.book) if first else ("", "")
    marked = (_marked(page, language.foreign(page)) for page in pages if page.number in own)
    return Scanned(
        tuple(map(rows.from_page, marked)),
        tuple(rows.from_finding(finding) for finding in findings if finding.page in own),
        soort,
        datum,
    )


def prepare(pack: str) -> None:
    """Load what is made once, for the rules of a pack (a name or a folder): before forking."""
    from woolak.detect import engine, examples
    from woolak.pdf.reading import likeness

    detector = _detector(pack)
    # What half of the rules make ready is nearly all; each line that is searched takes its time.
    texts = [example for rule in detector.book.rules[::2] for example in rule.examples[:1]]
    engine.detect(detector, [examples.page_of("\n".join(texts))])
    likeness.faces()
    # Those that stand there when a worker starts may be others.
    forget_rules()


def rules(pack: Path) -> rulebook.Rulebook:
    """Return the rules of a pack, those that this process searches with when they are the same."""
    loaded = _loaded.get(rulebook.digest(pack))
    return loaded.book if loaded else rulebook.load(pack)


def forget_rules() -> None:
    """Load rules anew when they are next needed: those at the same place have changed."""
    _detector.cache_clear()


def search_again(pages: Sequence[Page], pack: Path) -> tuple[Finding, ...]:
    """Search pages that were read before, with the rules of a pack; runs in a worker."""
    from woolak.detect import engine

    detector = _detector(pack)
    by_ocr = [page for page in pages if page.layer is Layer.OCR]
    written = [page for page in pages if page.layer is not Layer.OCR]
    return (*engine.detect(detector, written), *engine.detect(detector, by_ocr))


def _marked(page: Page, foreign: bool) -> Page:  # noqa: FBT001 - what the page turned out to be
    """Return the page, one in a language that nobody searched marked as needing eyes."""
    return replace(page, unread=Reason.NEEDS_EYES) if foreign and not page.unread else page


def _with_neighbours(job: Slice, logos: frozenset[str]) -> tuple[list[Page], list[Page]]:
    """Read a page of context on either side too: sentences run on over page breaks."""
    from woolak.pdf.reading import read

    first, last = max(1, job.numbers[0] - 1), min(job.total, job.numbers[-1] + 1)
    pages = read.pages(job.path, job.document, range(first, last + 1), approved=logos)
    return pages, pages


def _by_ocr(job: Slice, logos: frozenset[str]) -> tuple[list[Page], list[Page]]:
    """Return the pages anew, and those that OCR added: the others were searched before."""
    from woolak.pdf.seeing import ocr

    pages = ocr.pages(job.path, job.document, job.numbers, approved=logos, seconds=job.seconds)
    return pages, [page for page in pages if page.layer is Layer.OCR]


@lru_cache(maxsize=2)
def _detector(pack: str | Path) -> Detector:
    from woolak.detect import engine

    digest = rulebook.digest(pack)
    if digest not in _loaded:
        _loaded.clear()
        _loaded[digest] = engine.load(rulebook.load(pack))
    return _loaded[digest]


def scan(dossier: Dossier, executor: work.Executor, told: Told, *, ocr: bool = True) -> None:
    """Read and search every page that was not yet, and store what came of it slice by slice.

    With `ocr`, and when its extra is installed, what has no text is read from its pixels.
    """
    from woolak.pdf.seeing import tesseract

    documents = [d for d in dossier.documents() if _to_scan(d)]
    whole = _work_off(dossier, list(_jobs(dossier, documents)), executor, told, "scan")
    if ocr and tesseract.available():
        limit = executor.limits.seconds
        jobs = [job for d in documents for job in _waiting(dossier, d, limit)]
        whole |= _work_off(dossier, jobs, executor, told, "ocr")
    with dossier.grouped():
        for document in documents:
            if whole.get(document.id, document.status is Status.NEW):
                _finish(dossier, document)


def _work_off(
    dossier: Dossier,
    jobs: Sequence[Slice],
    executor: work.Executor,
    told: Told,
    step: str,
) -> dict[str, bool]:
    """Do the jobs and say of each document in them whether all went well."""
    total, done = sum(len(job.numbers) for job in jobs), 0
    failed: set[str] = set()
    with dossier.grouped():
        for job, result in _run(jobs, executor):
            again = isinstance(result, DocumentError) and len(job.numbers) > 1
            # A page at a time: one page is blamed, the rest is kept.
            singles = [replace(job, numbers=(number,)) for number in job.numbers]
            for single, outcome in _run(singles, executor) if again else [(job, result)]:
                if not _store(dossier, single, outcome):
                    failed.add(job.document)
            done += len(job.numbers)
            told(step, done, total)
            told("unfinished", len(failed), total)
    return dict.fromkeys((job.document for job in jobs), True) | dict.fromkeys(failed, False)


def _run(
    jobs: Iterable[Slice], executor: work.Executor
) -> Iterator[tuple[Slice, Scanned | DocumentError]]:
    def seconds(job: Slice) -> float:
        return executor.limits.seconds + job.seconds * len(job.numbers)

    return work.run(search, jobs, executor, seconds)


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
    original = dossier.sound(document)
    return Slice(original, document.id, numbers, document.pages, dossier.pack)


def _waiting(dossier: Dossier, document: Document, seconds: float) -> Iterator[Slice]:
    """Yield the jobs for OCR of a document of which every page was read."""
    if len(dossier.scanned(document.id)) < document.pages:
        return
    again = (Reason.NEEDS_OCR, Reason.TIMEOUT)
    numbers = [n for n, why in dossier.unread(document.id).items() if why in again]
    for start in range(0, len(numbers), FEW):
        job = _slice(dossier, document, tuple(numbers[start : start + FEW]))
        yield replace(job, seconds=seconds)


def _store(dossier: Dossier, job: Slice, result: Scanned | DocumentError) -> bool:
    """Store what came of a job and say whether it went well."""
    with dossier.transaction():
        if isinstance(result, DocumentError):
            place = f"page {job.numbers[0]}"
            dossier.set_status(job.document, Status.UNFINISHED, result.reason, place)
            return False
        dossier.record_packed(result.pages, result.findings)
        known = dossier.document(job.document)
        soort, datum = known.soort or result.soort, known.datum or result.datum
        dossier.save(replace(known, soort=soort, datum=datum))
    return True


def _finish(dossier: Dossier, document: Document) -> None:
    """Store that a document was read, unless a page is missing, and what on it was not."""
    if len(dossier.scanned(document.id)) < document.pages:
        return
    unread = dossier.unread(document.id)
    findings = dossier.findings(document.id)
    facts = {
        "document": document.id,
        "findings": len(findings),
        "read": sum(finding.read for finding in findings),
    }
    with dossier.transaction():
        dossier.record_event("scanned", facts)
        if unread:
            number, reason = next(iter(unread.items()))
            dossier.set_status(document.id, Status.UNFINISHED, reason, f"page {number}")
        else:
            dossier.set_status(document.id, Status.SCANNED, None, "")
