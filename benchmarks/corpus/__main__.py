# SPDX-License-Identifier: EUPL-1.2
"""Build a corpus: python -m benchmarks.corpus OUT --size small --seed 1."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus.build import build
from benchmarks.corpus.dossiers import SIZES


def main() -> None:
    """Read the command line, build, and say what was made."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for PDFs and gold")
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    count = build(given.out, given.size, given.seed)
    print(f"{count} documents with gold in {given.out}")


main()
