# SPDX-License-Identifier: EUPL-1.2
"""How the cost of a run grows: with documents, with pages in a document, with findings on a page.

One round, whole commands, on two workers. What counts is the work of all processes, which says the
same on a busy machine; the clock and the memory are printed beside it. `--most 10000` and
`--pages 3000` go as far as dossiers do; `--svg FILE` draws the curve.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf
from benchmarks import cost, curve

_DOCUMENTS = (10, 30, 100, 300, 1000, 3000, 10_000)
_PAGES = (10, 100, 1000, 3000)
_FINDINGS = (0, 3, 10, 30, 100)
_PROSE = (
    "De afdeling heeft het voorstel besproken en ziet geen reden om de planning te wijzigen.",
    "In de volgende fase wordt gekeken naar de gevolgen voor de uitvoering en de kosten.",
    "De minister heeft de Kamer hierover eerder geinformeerd.",
    "Het overleg vindt plaats in week {number} op het ministerie.",
)
_LINES = 50


def page(document: pymupdf.Document, number: int, findings: int) -> None:
    """Add a page of prose in which so many addresses and telephones of invented people stand."""
    rows = [_PROSE[row % len(_PROSE)].format(number=number) for row in range(_LINES)]
    for at in range(findings):
        one = number * 100 + at
        told = f"p.persoon{one}@minbzk.nl" if at % 2 else f"06-{one % 10**8:08}"
        rows[at % _LINES] = f"{rows[at % _LINES][: 60 - 20 * (at >= _LINES)]} {told}"
    sheet = document.new_page()
    sheet.insert_text((40, 50), [f"Nota {number}", *rows], fontsize=9)


def written(path: Path, number: int, pages: int, findings: int) -> None:
    """Write one document."""
    with pymupdf.open() as document:
        for at in range(pages):
            page(document, number * 5000 + at, findings)
        document.save(path, deflate=True)


def run(top: Path, name: str, shape: tuple[int, int, int], workers: int) -> cost.Cost:
    """Make documents of a shape (documents, pages, findings) and run woolak on them."""
    documents, pages, findings = shape
    folder = top / name
    folder.mkdir()
    for number in range(documents):
        written(folder / f"{number:05}.pdf", number, pages, findings)
    command = [sys.executable, "-m", "woolak.cli", "run", str(folder), "--ocr", "off"]
    command += ["--dossier", str(top / f"{name}-zaak"), "--engine", f"local:{workers}"]
    found = cost.of([*command, "--timeout", "3600"])
    if found.code not in (0, 4):
        sys.exit(f"woolak ended with {found.code}")
    each = 1000 * found.work / (documents * pages)
    print(
        f"{documents:6} x {pages:4} pages, {findings:3} findings a page: {found.work:8.1f} s of "
        f"work, {each:7.1f} ms a page, {found.clock:7.1f} s on the clock, "
        f"{found.parent:5.0f} MB command, {found.other:5.0f} MB largest worker",
        flush=True,
    )
    return found


def shapes(most: int, pages: int) -> Iterator[tuple[str, int, tuple[int, int, int]]]:
    """Yield (series, x, shape) of every run."""
    for count in _DOCUMENTS:
        if count <= most:
            yield "documents", count, (count, 1, 5)
    for count in _PAGES:
        if count <= pages:
            yield "pages", count, (1, count, 5)
    for count in _FINDINGS:
        yield "findings", count, (20, 2, count)


def machine() -> str:
    """Return the processor and the system that this runs on."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = next(line.split(":")[1] for line in told.splitlines() if "model name" in line)
    except (OSError, StopIteration):
        name = platform.machine()
    cores = len(os.sched_getaffinity(0))
    return f"{' '.join(name.split())}, {cores} cores, Python {platform.python_version()}"


def drawn(found: dict[str, list[tuple[int, float]]]) -> Sequence[curve.Panel]:
    """Return the panels of the picture."""
    titles = {
        "documents": ("More documents (of one page)", "documents"),
        "pages": ("More pages in one document", "pages"),
        "findings": ("More findings on a page (20 documents)", "findings a page"),
    }
    return [
        curve.Panel(title, across, "ms of work a page", found[name])
        for name, (title, across) in titles.items()
        if found.get(name)
    ]


def main() -> None:
    """Print a line for each run, and draw them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("--most", type=int, default=1000, help="documents")
    parser.add_argument("--pages", type=int, default=1000, help="pages in one document")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    found: dict[str, list[tuple[int, float]]] = {}
    with tempfile.TemporaryDirectory() as top:
        # One document of one page: nearly all of it is starting up.
        start = run(Path(top), "start", (1, 1, 0), given.workers).work
        for series, count, shape in shapes(given.most, given.pages):
            work = run(Path(top), f"{series}{count}", shape, given.workers).work
            each = 1000 * (work - start) / (shape[0] * shape[1])
            found.setdefault(series, []).append((count, max(each, 0.0)))
    if given.svg:
        note = f"Work of all processes, without the {start:.1f} s of starting up. {machine()}."
        heading = "What a page costs in a whole run of woolak"
        given.svg.write_text(curve.svg(drawn(found), heading, note), encoding="utf-8")


if __name__ == "__main__":
    main()
