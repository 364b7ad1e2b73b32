# SPDX-License-Identifier: EUPL-1.2
"""A seeded corpus goes in; the time of whole commands out: woolak, the naive script, bare PyMuPDF.

All start from nothing, in turns, after a round to warm up; the least of the rounds counts. The
bars are ratios within this one run: woolak at most 1.2 times the naive script on a small dossier,
0.8 times on a large one, and two workers 1.7 times as fast as one.
`--pages` makes the corpus as large as asked by repeating it under other seeds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pymupdf
from benchmarks.corpus.build import build

ROUNDS = 2
_PYTHON = sys.executable


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


def bare_all(paths: list[Path], workers: int) -> float:
    """Return the seconds that the library alone takes, with as many processes."""
    start = time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(bare, paths))
    return time.perf_counter() - start


def timed(command: list[str]) -> float:
    """Return the seconds that a command takes; 4 says that a document is unfinished."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"{command[2]} ended with {done.returncode}")
    return time.perf_counter() - start


def measured(folder: Path, work: Path, workers: int) -> dict[str, float]:
    """Return the least seconds of each way, in rounds that alternate them."""
    best: dict[str, float] = {}
    for turn in range(ROUNDS):
        woolak = [_PYTHON, "-m", "woolak.cli", "run", str(folder), "--ocr", "off"]
        for count in (1, workers):
            dossier = ["--dossier", str(work / f"d{turn}-{count}"), "--engine", f"local:{count}"]
            _least(best, f"woolak, {count} workers", timed(woolak + dossier))
        naive = [_PYTHON, "-m", "benchmarks.naive", str(folder), str(work / f"n{turn}")]
        _least(best, "naive script", timed(naive))
        _least(best, "bare PyMuPDF", bare_all(sorted(folder.glob("*.pdf")), workers))
    return best


def _least(best: dict[str, float], name: str, seconds: float) -> None:
    best[name] = min(seconds, best.get(name, seconds))


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
    for name, seconds in best.items():
        ratio = seconds / best["naive script"]
        print(f"{name:22}{seconds:8.1f} s{pages / seconds:8.1f} pages/s{ratio:7.2f} x naive")


if __name__ == "__main__":
    main()
