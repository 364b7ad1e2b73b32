# SPDX-License-Identifier: EUPL-1.2
"""A published PDF and the texts that were removed from it in; where one is still stored out.

The proof was given when the file was made (`verify`); this looks again, with the reader of today.
What the pages show elsewhere on purpose is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pikepdf

from woolak.pdf.proving.carriers_tags import forget
from woolak.pdf.proving.marks import boxes, unbox
from woolak.pdf.proving.plain_text import shown
from woolak.pdf.proving.residue import Place, residue
from woolak.pdf.proving.spelling import needle, needles, searched


def stored(path: Path, texts: Iterable[str]) -> set[Place]:
    """Return the page (0: none) and mechanism of each place; raises what a damaged file raises."""
    there = searched(shown(path))
    every = needles(item for text in set(texts) if (item := needle(text)))
    telling = set(every.some) - set(every.within(there))
    if not telling:
        return set()
    pages = {mark.page for mark in boxes(path)}
    with pikepdf.open(path) as pdf:
        unbox(pdf, pages)
        forget(pdf)
        return residue(pdf, path, telling, {item for item in telling if item.joins})
