# SPDX-License-Identifier: EUPL-1.2
"""A corpus goes in; woolak runs on each of its dossiers, and one text of totals comes out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.heldback.totals import Place, report

from woolak.dossier import open_dossier
from woolak.evaluate import evaluate
from woolak.model import Status

_WOOLAK = Path(sys.executable).with_name("woolak")
_FINE = (0, 4, 5)
"""4 and 5: a document is unfinished or leaks. It is measured like the others, and counted."""


def measure(out: Path) -> str:
    """Return the totals over all dossiers; no text of a document is in them."""
    places: list[Place] = []
    words = removed = unfinished = 0
    for folder in sorted(p for p in out.iterdir() if p.is_dir()):
        with tempfile.TemporaryDirectory() as temporary:
            dossier = Path(temporary) / "dossier"
            _woolak("run", *map(str, sorted(folder.glob("*.pdf"))), "--dossier", str(dossier))
            counts = json.loads(_woolak("evaluate", "--json", str(dossier), str(folder)))
            words += counts["other_words"]
            removed += counts["other_words_removed"]
            found, failed = _places(dossier, folder)
            places += found
            unfinished += failed
    return report(places, (words, removed), unfinished)


def _woolak(*arguments: str) -> str:
    done = subprocess.run([_WOOLAK, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in _FINE:
        raise SystemExit(f"woolak {arguments[0]} ended with {done.returncode}")
    return done.stdout


def _places(dossier: Path, folder: Path) -> tuple[list[Place], int]:
    """Return what became of each gold entry, and how many documents are not published."""
    places: list[Place] = []
    with open_dossier(dossier, readonly=True) as opened:
        scores = evaluate(opened, folder)
        unfinished = sum(d.status is not Status.PUBLISHED for d in opened.documents())
    for score in scores:
        gold = json.loads((folder / f"{score.items[0].document}.json").read_text(encoding="utf-8"))
        entries = sorted([*gold["redact"], *gold["keep"]], key=lambda entry: entry["page"])
        for entry, item in zip(entries, score.items, strict=True):
            places.append(
                Place(
                    document=f"{folder.name}/{item.document}",
                    doc_kind=gold["type"],
                    kind=str(item.kind),
                    keep=str(item.verdict) == "keep",
                    origin=entry.get("origin", ""),
                    form=entry.get("form", ""),
                    person=entry.get("person", ""),
                    placed=item.placed,
                    right=item.right,
                )
            )
    return places, unfinished
