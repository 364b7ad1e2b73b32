# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; the text of each page comes out as pdfium reads it, with a point for each sign."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one page, signs composed and ligatures apart; for each sign its middle.

    Points are from the top left of the page.
    """

    text: str
    points: tuple[tuple[float, float], ...]

    def point(self, at: int) -> tuple[float, float]:
        """Return the middle of the sign at an offset of the text."""
        return self.points[at]


def read(path: Path) -> list[Reading]:
    """Return what each page says."""
    pdf = pypdfium2.PdfDocument(path)
    pages = [_page(pdf[i]) for i in range(len(pdf))]
    pdf.close()
    return pages


def _page(page: Any) -> Reading:  # noqa: ANN401 - pypdfium2 has no types
    textpage, height = page.get_textpage(), page.get_height()
    text: list[str] = []
    points: list[tuple[float, float]] = []
    for signs, first in _clusters(textpage):
        left, bottom, right, top = textpage.get_charbox(first)
        shown = unicodedata.normalize("NFKC", signs)
        text.append(shown)
        middle = (round((left + right) / 2, 1), round(height - (bottom + top) / 2, 1))
        points += [middle] * len(shown)
    return Reading("".join(text), tuple(points))


def _clusters(textpage: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - as above
    """Yield each sign with the accents that are drawn after it, and its number."""
    signs, first = "", 0
    for index in range(textpage.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(textpage, index))
        if signs and unicodedata.combining(sign):
            signs += sign
            continue
        if signs:
            yield signs, first
        signs, first = sign, index
    if signs:
        yield signs, first
