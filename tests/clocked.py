# SPDX-License-Identifier: EUPL-1.2
"""python clocked.py DOSSIER IN: a whole run on two workers, with a key and a clock that stand."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from woolak import dossier, run

NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


def main(folder: Path, source: Path) -> None:
    """Make the dossier unless it is there, and run to the end."""
    if not dossier.complete(folder):
        run.make(folder, key=b"k" * 32)
    with dossier.open_dossier(folder, clock=lambda: NOW) as opened:
        run.run([source], opened, run.Settings("local:2", ocr=False), lambda *_: None)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
