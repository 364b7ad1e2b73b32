# SPDX-License-Identifier: EUPL-1.2
"""Make the held-back corpus, and measure woolak on it when asked; prints totals only.

python -m benchmarks.heldback OUT --seed 1 [--documents 80] [--measure]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.heldback import build, measure


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.heldback")
    parser.add_argument("out", type=Path, help="folder for the PDFs and their gold; made anew")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=build.DOCUMENTS)
    parser.add_argument("--measure", action="store_true", help="run woolak and print the totals")
    parser.add_argument("--keep", action="store_true", help="measure what is already there")
    options = parser.parse_args()
    out = options.out.resolve()
    if not options.keep:
        print(f"{build.build(out, options.seed, options.documents)} documents")
    if options.measure:
        print(measure.measure(out))


if __name__ == "__main__":
    main()
