# SPDX-License-Identifier: EUPL-1.2
"""Small PDFs, drawn as a test needs them, and read at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from woolak.model import Page
from woolak.pdf.reading.read import pages

TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    b"1 begincodespacerange <00> <FF> endcodespacerange "
    b"1 beginbfchar %b endbfchar endcmap end end"
)


def helvetica() -> Dictionary:
    """Return the font afresh: what a PDF holds ends with it."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


def saved(doc: pymupdf.Document, path: Path) -> Page:
    """Save the document and return its first page as read."""
    doc.save(path)
    return pages(path, "0001")[0]


def lines(path: Path, texts: Sequence[str], *, leading: float = 13) -> Page:
    """Return a page with these lines, 11 points high, as read."""
    doc = pymupdf.open()
    page = doc.new_page()
    for index, line in enumerate(texts):
        page.insert_text((50, 80 + index * leading), line)
    return saved(doc, path)


def raw(path: Path, content: bytes) -> list[Page]:
    """Return a page of 400 by 400 points with this content as read; /F1 is Helvetica."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    page.Contents = pdf.make_stream(content)
    pdf.save(path)
    return pages(path, "0001")


def encoded(path: Path, text: str) -> Page:
    """Return a page with a font whose ToUnicode gives exactly these characters, as read."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    chars = sorted(set(text))
    pairs = [
        f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for code, char in enumerate(chars, 65)
    ]
    unicode = pdf.make_stream(TO_UNICODE % "\n".join(pairs).encode())
    font = helvetica()
    font.ToUnicode, font.FirstChar, font.LastChar = unicode, 65, 64 + len(chars)
    font.Widths = Array([250 if char == " " else 600 for char in chars])
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    shown = bytes(65 + chars.index(char) for char in text).hex().encode()
    page.Contents = pdf.make_stream(b"BT /F1 11 Tf 20 300 Td <%b> Tj ET" % shown)
    pdf.save(path)
    return pages(path, "0001")[0]
