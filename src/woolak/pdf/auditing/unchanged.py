# SPDX-License-Identifier: EUPL-1.2
"""An original and its redacted file in; the pages that lost or gained text outside the boxes out.

Letters are counted, not placed: a line may have been laid out anew around boxes of one width.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from woolak.model import Box
from woolak.pdf.opening import hidden
from woolak.pdf.proving.marks import bare, boxes, unit
from woolak.pdf.proving.places import on_page, outside
from woolak.pdf.proving.sheets import Flags, Glyphs, glyphs, opened, sheet

FAULTS = (*hidden.FAULTS, OSError, RuntimeError, IndexError)
"""What is raised on files that cannot be compared."""


def changed(original: Path, output: Path, redacted: Mapping[int, Sequence[Box]]) -> dict[int, str]:
    """Return for each page that differs whether it `lost` or `gained` letters, or has other sides.

    `redacted` are the boxes on each page of the original. Raises one of FAULTS.
    """
    seen = hidden.seen(original).data or original.read_bytes()
    with pikepdf.open(io.BytesIO(seen), suppress_warnings=True) as pdf:
        units = [unit(page) for page in pdf.pages]
    now = bare(output, {mark.page for mark in boxes(output)})
    if len(units) != len(now.units):
        return {0: "pages"}
    found: dict[int, str] = {}
    with opened(seen) as before, opened(now.data) as after:
        for number, pair in enumerate(zip(units, now.units, strict=True), 1):
            if why := _page((before, after), number, pair, redacted.get(number, ())):
                found[number] = why
    return found


def _page(
    files: tuple[pdfium.PdfDocument, pdfium.PdfDocument],
    number: int,
    units: tuple[float, float],
    covered: Sequence[Box],
) -> str:
    with (
        sheet(files[0], number, units[0]) as (before, was),
        sheet(files[1], number, units[1]) as (after, now),
    ):
        if max(abs(was.width - now.width), abs(was.height - now.height)) > 1:
            return "size"
        old, new = glyphs(before, was), glyphs(after, now)
        stays = outside(old, covered) & on_page(old, was)
        edge = _letters(old, on_page(old, was))
        least, here = _letters(old, stays), _letters(new, on_page(new, now))
    if least - here:
        return "lost"
    return "gained" if here - edge else ""


def _letters(read: Glyphs, wanted: Flags) -> Counter[str]:
    pairs = zip(read.text, wanted & read.ink, strict=True)
    return Counter(char for char, there in pairs if there and char.isalnum())
