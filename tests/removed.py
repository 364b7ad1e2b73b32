# SPDX-License-Identifier: EUPL-1.2
"""A small PDF goes in; what its published file says to readers that woolak does not use, out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from woolak.model import Leak, Redaction
from woolak.pdf.reading.read import pages
from woolak.redaction import Job, redact_one

NAME = "Fronkegaar"
TEXT = (b"Aan mevrouw Fronkegaar, met dank", b"voor het advies (bijlage 2).")
HEAD = b"BT /F1 11 Tf 40 360 Td (Nota over de planning) Tj ET\n"
TAIL = b"\nBT /F1 11 Tf 40 40 Td (Deze slotregel blijft.) Tj ET"
Change = Callable[[pikepdf.Pdf, pikepdf.Dictionary], object]


def shown(
    lines: tuple[bytes, ...] = TEXT, before: bytes = b"40 300 Td", font: bytes = b"F1"
) -> bytes:
    """Return a text object with these lines below each other."""
    body = b" 0 -16 Td ".join(
        b"(%b) Tj" % line.replace(b"(", rb"\(").replace(b")", rb"\)") for line in lines
    )
    return b"BT /%b 11 Tf %b %b ET" % (font, before, body)


def drawn(
    path: Path, content: bytes, change: Change = lambda _pdf, _page: None, **keys: object
) -> Path:
    """Write a page of 400 by 400 points with this content between two lines that stay."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica(pdf)))
    page.Contents = pdf.make_stream(HEAD + content + TAIL)
    for key, value in keys.items():
        page[f"/{key}"] = value
    change(pdf, page)
    pdf.save(path)
    return path


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return a font that every reader has."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.Encoding = Name.WinAnsiEncoding
    return pdf.make_indirect(font)


def form(pdf: pikepdf.Pdf, content: bytes, **keys: object) -> pikepdf.Stream:
    """Return a form XObject of 400 by 400 points in which /F1 is Helvetica."""
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 400])
    made.Resources = Dictionary(Font=Dictionary(F1=helvetica(pdf)))
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


@dataclass(frozen=True)
class Published:
    """A published file, its notes, and what withheld it."""

    path: Path
    notes: tuple[str, ...]
    leaks: tuple[Leak, ...]

    def text(self) -> str:
        """Return what poppler and pdfium read on all pages, without white space."""
        poppler = subprocess.run(
            ["pdftotext", "-q", "-raw", str(self.path), "-"], capture_output=True, check=True
        ).stdout.decode(errors="replace")
        with pypdfium2.PdfDocument(self.path) as pdf:
            found = [page.get_textpage().get_text_range() for page in pdf]
        return "".join("".join([poppler, *found]).split())

    def bytes(self) -> bytes:
        """Return every object and decoded stream of the file."""
        with pikepdf.open(self.path) as pdf:
            return b"\n".join(
                part
                for item in pdf.objects
                for part in (
                    item.unparse() if not isinstance(item, pikepdf.Stream) else _read(item),
                    repr(dict(item.items())).encode()
                    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
                    else b"",
                )
            )

    def holds(self, word: str = NAME) -> bool:
        """Say whether a reader of pages or of bytes finds a word."""
        raw = self.bytes().lower()
        low = word.lower()
        return low in self.text().lower() or low.encode() in raw or low.encode("utf-16-be") in raw


def _read(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def published(source: Path, *words: str, widths: bool = True) -> Published:
    """Redact these words wherever woolak reads them, rebuild, prove."""
    read = pages(source, "0001")
    found: list[Redaction] = []
    for page in read:
        for word in words or (NAME,):
            at = page.text.find(word)
            while at >= 0:
                boxes = tuple(page.boxes(at, at + len(word)))
                name = f"0001-{len(found) + 1:04d}"
                found.append(Redaction(name, "0001", page.number, boxes, "5.1.2e"))
                at = page.text.find(word, at + 1)
    removed = tuple((one.page, word) for one in found for word in (words or (NAME,)))
    names = frozenset(one.id for one in found) if widths else frozenset[str]()
    part = source.with_suffix(".part")
    last = max(page.number for page in read)
    outcome = redact_one(Job("0001", source, part, last, tuple(found), removed, names))
    return Published(part, outcome.notes, outcome.leaks)


def holding(resources: Mapping[str, object]) -> Change:
    """Return a change that adds to the resources of the page."""

    def change(_pdf: pikepdf.Pdf, page: pikepdf.Dictionary) -> None:
        for key, value in resources.items():
            page.Resources[f"/{key}"] = value

    return change
