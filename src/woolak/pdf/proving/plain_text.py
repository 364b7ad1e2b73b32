# SPDX-License-Identifier: EUPL-1.2
"""A proved PDF, a text about it and the removed texts in; whether the text tells more of them out.

The PDF passed its proof; a text that holds no removed text more often than the PDF shows it passes
the same one. Spellings are those of the proof: no case, marks, ligatures, spaces or hyphens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from woolak.pdf.proving.spelling import needle, needles, searched


def tells_more(proved: Path, texts: Sequence[str], removed: Iterable[str]) -> bool:
    """Say whether one of the texts has a removed text more often than a proved PDF's pages do."""
    told = [searched(text) for text in texts]
    every = needles(item for one in set(removed) if (item := needle(one)))
    there = {item for text in told for item in every.within(text) if item.count(text)}
    if not there:
        return False
    seen = searched(shown(proved))
    return any(item.count(text) > item.count(seen) for item in there for text in told)


def readable(path: Path, texts: Iterable[str]) -> set[str]:
    """Return the texts that the pages of a PDF hold; empty when it cannot be opened."""
    try:
        seen = searched(shown(path))
    except pdfium.PdfiumError:
        return set()
    wanted = {text: item for text in set(texts) if (item := needle(text))}
    there = {item for item in needles(wanted.values()).within(seen) if item.count(seen)}
    return {text for text, item in wanted.items() if item in there}


def shown(path: Path) -> str:
    """Return what the pages of a PDF say, as pdfium reads it."""
    document = pdfium.PdfDocument(path)
    try:
        return "\n".join(_page(document, number) for number in range(len(document)))
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        read = page.get_textpage()
        try:
            return str(read.get_text_range())
        finally:
            read.close()
    finally:
        page.close()
