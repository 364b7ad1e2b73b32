# SPDX-License-Identifier: EUPL-1.2
"""A published PDF in; what who has it read aloud would miss out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf


def lacks(path: Path, title: str) -> Iterator[str]:
    """Yield `language`, `title` (another than this one), `title_shown`; raises PikepdfError."""
    with pikepdf.open(path) as pdf:
        root: Any = pdf.Root
        if not str(root.get("/Lang", "")):
            yield "language"
        if str(pdf.docinfo.get("/Title", "")) != title:
            yield "title"
        viewer = root.get("/ViewerPreferences", pikepdf.Dictionary())
        if viewer.get("/DisplayDocTitle") is not True:
            yield "title_shown"


def tagged(path: Path) -> bool:
    """Say whether a file has a structure of tags; raises PikepdfError."""
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        return isinstance(tree, pikepdf.Dictionary) and "/K" in tree
