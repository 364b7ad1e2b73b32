# SPDX-License-Identifier: EUPL-1.2
"""A folder, a size and a seed go in; PDFs with their gold beside them come out."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.corpus import dossiers, paper, plain


def build(folder: Path, size: str, seed: int) -> int:
    """Write a corpus into a folder that is made when it is not there; return how many documents."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, scene, document in dossiers.scenes(seed, size):
        write = plain.write if document.look.plain else paper.write
        places = write(document, scene.ledger, folder / f"{name}.pdf")
        gold: dict[str, object] = {
            "document": name,
            "needs_ocr": False,
            "type": document.kind,
            **scene.ledger.gold(places),
        }
        text = json.dumps(gold, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        count += 1
    return count
