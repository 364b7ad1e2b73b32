# SPDX-License-Identifier: EUPL-1.2
"""A page and its redactions go in; a PNG of the page as it will be published comes out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from woolak.model import Redaction
from woolak.pdf.opening.open import opened
from woolak.pdf.removing import redact
from woolak.pdf.rendering import render


def png(
    path: Path, page: int, redactions: Sequence[Redaction], names: frozenset[str], dpi: int = 110
) -> bytes:
    """Return page `page` (1-based) after these redactions of it, made as for the file itself.

    `names` are the ids of those that get one width. Raises Rejected and Unfinished as `redact`.
    """
    with tempfile.TemporaryDirectory() as folder:
        single, made = Path(folder) / "een.pdf", Path(folder) / "gelakt.pdf"
        with opened(path, [page]) as doc:
            doc.save(single)
        redact.lay_out(single, made, [replace(one, page=1) for one in redactions], names)
        return render.png(made, 1, dpi, gray=False)
