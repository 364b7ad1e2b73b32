# SPDX-License-Identifier: EUPL-1.2
"""Pages of prose go in; how long reading, redacting, rebuilding and proving take, out.

Side by side with PyMuPDF alone, which reads every glyph, applies the same redactions and saves, in
one process on one core: `python benchmarks/pages.py [pages]`. Each stage is a ratio to that.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pymupdf

from woolak.model import Redaction
from woolak.pdf.proving import verify
from woolak.pdf.reading import read
from woolak.pdf.rebuilding import beside as sanitize_beside
from woolak.pdf.rebuilding import sanitize, traces
from woolak.pdf.removing import redact

_PER_PAGE = 10
_WORDS = ["nota", "over", "planning", "van", "het", "programma", "is", "besproken", "en", "wordt"]


def document(path: Path, pages: int) -> None:
    """Write pages of some 3,900 characters, 10 of their words long names of nobody."""
    chance = random.Random(7)  # noqa: S311 - no secret
    with pymupdf.open() as doc:
        for _ in range(pages):
            page = doc.new_page()
            for row in range(46):
                words = chance.choices(_WORDS, k=13)
                if row % 5 == 0:
                    words[chance.randrange(3, 10)] = f"Zq{chance.randrange(10**6, 10**7)}"
                page.insert_text((50, 60 + 16 * row), " ".join(words), fontsize=9)
        doc.save(path, deflate=True)


def plain(source: Path, target: Path) -> None:
    """Do what a script with PyMuPDF does: rawdict, annotations, apply, save."""
    with pymupdf.open(source) as doc:
        for page in doc.pages():
            page.get_text("rawdict")
            for word in page.get_text("words"):
                if word[4].startswith("Zq"):
                    page.add_redact_annot(pymupdf.Rect(word[:4]), fill=False)
            page.apply_redactions()
        doc.save(target, garbage=4, deflate=True)


def _spent() -> float:
    """Return the seconds of the processor so far, those of the second reader's process too."""
    return sum(os.times()[:4])


def measured(folder: Path, pages: int, *, fixed: bool) -> dict[str, float]:
    """Return the seconds of each stage."""
    source, raw, out = folder / "a.pdf", folder / "a.raw", folder / "a.part"
    found: list[Redaction] = []
    removed: list[tuple[int, str]] = []
    took: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], object]) -> object:
        start = _spent()
        result = work()
        took[stage] = _spent() - start
        return result

    timed("plain PyMuPDF", lambda: plain(source, folder / "plain.pdf"))
    read.pages(source, "0001", [1])
    texts = timed("read", lambda: read.pages(source, "0001"))
    for page in texts:  # type: ignore[attr-defined]
        for word in page.words:
            if word.text.startswith("Zq"):
                name = f"0001-{len(found) + 1:04d}"
                found.append(Redaction(name, "0001", page.number, (word.box,), "5.1.2e"))
                removed.append((page.number, word.text))
    if len(found) != pages * _PER_PAGE:
        raise SystemExit("not every name was read")
    names = frozenset(one.id for one in found) if fixed else frozenset[str]()
    laid = timed("redact", lambda: redact.lay_out(source, raw, found, names))
    layout = laid[1]  # type: ignore[index]
    clean = traces.check(text for _, text in removed)
    beside = sanitize_beside.Beside(source, found, clean, layout)
    timed("rebuild", lambda: sanitize.rebuild(raw, out, "Document 0001", beside))
    gone = [verify.Removed(page, text) for page, text in removed]
    leaks = timed("prove", lambda: verify.verify(source, out, found, gone, layout))
    if leaks:
        raise SystemExit("the proof fails")
    return took


def main(pages: int) -> None:
    """Print a table of milliseconds a page and ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document(folder / "a.pdf", pages)
        for fixed in (False, True):
            took = measured(folder, pages, fixed=fixed)
            base = took["plain PyMuPDF"]
            print("one width for names" if fixed else "widths as they were")
            for stage, seconds in took.items():
                print(f"  {stage:14} {1000 * seconds / pages:7.1f} ms a page {seconds / base:5.2f}")
            total = sum(took.values()) - base
            print(f"  {'together':14} {1000 * total / pages:7.1f} ms a page {total / base:5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
