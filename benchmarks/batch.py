# SPDX-License-Identifier: EUPL-1.2
"""A seeded corpus goes in; the time of whole commands out: woolak, the naive script, bare PyMuPDF.

All start from nothing, in turns, and the least of the rounds counts: what woolak keeps between
runs, it has kept in the second. Beside the clock stands the work of all processes, for a machine
that is busy with more. The bars are ratios within this one run: woolak at most 1.2 times the
naive script on a small dossier, 0.8 times on a large one, and two workers 1.7 times as fast as one.
`--pages` makes the corpus as large as asked by repeating it under other seeds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pymupdf
from benchmarks import cost
from benchmarks.corpus.build import build

ROUNDS = 2
_PYTHON = sys.executable
Taken = tuple[float, float]
"""Seconds on the clock, seconds of work."""


def filled(folder: Path, pages: int) -> int:
    """Write documents until they have this many pages; return how many they have."""
    have, seed = 0, 100
    while have < pages:
        part = folder.parent / f"deel{seed}"
        build(part, "small", seed)
        for path in sorted(part.glob("*.pdf")):
            with pymupdf.open(path) as document:
                have += document.page_count
            path.rename(folder / f"{seed}-{path.name}")
            if have >= pages:
                break
        seed += 1
    return have


def bare(path: Path) -> int:
    """Read, redact and save one document as fast as the library can."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("rawdict")
            page.add_redact_annot((72, 72, 120, 84))
            page.apply_redactions()
        return len(document.tobytes(garbage=4, deflate=True))


def bare_all(paths: list[Path], workers: int) -> Taken:
    """Return the seconds that the library alone takes, with as many processes."""
    start, before = time.perf_counter(), sum(os.times()[:4])
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(bare, paths))
    return time.perf_counter() - start, sum(os.times()[:4]) - before


def timed(command: list[str]) -> Taken:
    """Return the seconds that a command takes; 4 says that a document is unfinished."""
    done = cost.of(command)
    if done.code not in (0, 4):
        sys.exit(f"{command[2]} ended with {done.code}")
    return done.clock, done.work


def measured(folder: Path, work: Path, workers: int) -> dict[str, Taken]:
    """Return the least seconds of each way, in rounds that alternate them."""
    best: dict[str, Taken] = {}
    for turn in range(ROUNDS):
        woolak = [_PYTHON, "-m", "woolak.cli", "run", str(folder), "--ocr", "off"]
        for count in (1, workers):
            dossier = ["--dossier", str(work / f"d{turn}-{count}"), "--engine", f"local:{count}"]
            _least(best, f"woolak, {count} workers", timed(woolak + dossier))
        naive = [_PYTHON, "-m", "benchmarks.naive", str(folder), str(work / f"n{turn}")]
        _least(best, "naive script", timed(naive))
        _least(best, "bare PyMuPDF", bare_all(sorted(folder.glob("*.pdf")), workers))
    return best


def _least(best: dict[str, Taken], name: str, taken: Taken) -> None:
    clock, work = best.get(name, taken)
    best[name] = min(clock, taken[0]), min(work, taken[1])


def main() -> None:
    """Print a line for each way: seconds, pages a second, ratio to the naive script."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--pages", type=int, default=160)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "in"
        folder.mkdir()
        pages = filled(folder, given.pages)
        best = measured(folder, Path(top), given.workers)
    print(f"{pages} pages, {len(best)} ways, least of {ROUNDS} rounds")
    for name, (clock, work) in best.items():
        ratio = clock / best["naive script"][0]
        rate = f"{clock:8.1f} s{pages / clock:8.1f} pages/s{ratio:7.2f} x naive"
        print(f"{name:22}{rate}{work:9.1f} s of work")


if __name__ == "__main__":
    main()
