# SPDX-License-Identifier: EUPL-1.2
"""A folder of any PDFs in; how redacting words of them at random goes, and what leaks, out.

    python -m benchmarks.collection [FOLDER [SEED]]   # samples, when none is given

In each file a few words are drawn for every page (seeded) and redacted wherever they stand, by the
code that redacts, rebuilds and proves. Poppler is the referee: a word that it still reads in a file
that passed its proof is a leak. OCR does not read the pages of pixels first, as `woolak run` lets
it: where the proof then reads a word of their text layer elsewhere, that is counted apart.
Prints figures, and per file that went wrong its name and why; never a word.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from woolak import redaction, work
from woolak.detect import terms
from woolak.errors import DocumentError
from woolak.model import Page, Redaction
from woolak.pdf.proving.verify import page_count
from woolak.pdf.reading.read import pages
from woolak.work import processes

_WORDS_A_PAGE = 2
_MOST_PAGES = 40
_LEAST = 5
_SECONDS_A_PAGE = 12
_WORD = re.compile(rf"(?<!\w)[^\W\d_]{{{_LEAST},}}(?!\w)")


@dataclass(frozen=True, slots=True)
class Item:
    """A file and the seed of its words."""

    path: Path
    seed: int


@dataclass(frozen=True, slots=True)
class Result:
    """How it went with one file: `published`, or a reason with its place."""

    outcome: str
    place: str = ""
    boxes: int = 0
    unread: int = 0


def one(item: Item) -> Result:
    """Redact words of one file and look for them in what passed its proof; runs in a worker."""
    read = pages(item.path, "0001")
    if len(read) > _MOST_PAGES:
        return Result("left out: long")
    chosen = _chosen(read, random.Random(item.seed))  # noqa: S311 - draws words, keeps no secrets
    found = [finding for page in read for finding in terms.find(page, chosen)]
    redactions = tuple(
        Redaction(f"0001-{number:04d}", "0001", finding.page, finding.boxes, "5.1.2e")
        for number, finding in enumerate((f for f in found if f.boxes), 1)
    )
    removed = tuple((finding.page, finding.text) for finding in found)
    unread = sum(page.unread is not None for page in read)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "0001.part"
        job = redaction.Job("0001", item.path, part, len(read), redactions, removed)
        outcome = redaction.redact_one(job)
        if outcome.leaks:
            leak = outcome.leaks[0]
            outcome_of = f"{leak.reason}, pages that wait for OCR" if unread else leak.reason
            return Result(outcome_of, f"{leak.page}: {leak.where}", len(redactions), unread)
        leaked = _read_by_poppler(part, {term.term for term in chosen})
    return Result("LEAK" if leaked else "published", "", len(redactions), unread)


def _chosen(read: list[Page], draw: random.Random) -> list[terms.Term]:
    words: set[str] = set()
    for page in read:
        there = sorted(set(_WORD.findall(page.text)))
        words.update(draw.sample(there, min(_WORDS_A_PAGE, len(there))))
    return [terms.Term(word) for word in sorted(words)]


def _read_by_poppler(path: Path, words: set[str]) -> bool:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)  # noqa: S607
    return bool(words & set(_WORD.findall(done.stdout.decode("utf-8", "replace"))))


def main(folder: Path, seed: int = 1) -> int:
    """Print the figures; return 1 when something leaked, crashed or hung."""
    files = sorted(path for path in folder.rglob("*.pdf") if path.is_file())
    items = [Item(path, seed + number) for number, path in enumerate(files)]
    counts: Counter[str] = Counter()
    boxes = 0
    with work.open_executor("local", processes.Limits()) as executor:
        for item, result in work.run(one, items, executor, _seconds):
            made = _failed(result) if isinstance(result, DocumentError) else result
            counts[made.outcome] += 1
            boxes += made.boxes
            if made.outcome not in ("published", "left out: long"):
                print(f"{item.path.relative_to(folder)}: {made.outcome} {made.place}", flush=True)
    print(f"{len(files)} files, {boxes} boxes")
    for outcome, count in counts.most_common():
        print(f"{count:6d}  {outcome}")
    return int(any(counts[bad] for bad in ("LEAK", "crash", "timeout")))


def _seconds(item: Item) -> float:
    """Return what `woolak run` allows a file of as many pages, all with boxes."""
    try:
        count = page_count(item.path)
    except pikepdf.PikepdfError:
        count = 1
    return processes.Limits().seconds + _SECONDS_A_PAGE * min(count, _MOST_PAGES)


def _failed(error: DocumentError) -> Result:
    return Result(str(error.reason), error.place)


if __name__ == "__main__":
    sys.exit(main(Path((*sys.argv[1:], "samples")[0]), *map(int, sys.argv[2:3])))
