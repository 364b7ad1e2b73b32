# SPDX-License-Identifier: EUPL-1.2
"""A page with invented people in; its redacted file, and that file spoilt in one way, out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pymupdf

from woolak.model import Box, Leak, Redaction
from woolak.pdf.proving.verify import Removed, verify

NAME = "Pietersen"
LABEL = "5.1.2.e"
SPOKEN = "Gelakt: artikel 5.1, tweede lid, aanhef en onder e, Woo"
Spoil = Callable[[pikepdf.Pdf], object]


@dataclass(frozen=True)
class Case:
    """An original, its redacted file, and what was redacted."""

    original: Path
    output: Path
    redactions: list[Redaction]
    removed: list[Removed]

    def leaks(self) -> list[Leak]:
        """Return what the proof says."""
        return verify(self.original, self.output, self.redactions, self.removed)

    def where(self) -> set[str]:
        """Return the mechanisms that the proof names."""
        return {leak.where for leak in self.leaks()}

    def spoil(self, change: Spoil) -> Case:
        """Change the output with pikepdf."""
        with pikepdf.open(self.output, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(self.output, fix_metadata_version=False)
        return self


def letter(page: pymupdf.Page) -> None:
    """Write a letter of three lines in which one name occurs once."""
    page.insert_text((60, 80), "Geachte heer of mevrouw,", fontsize=11)
    page.insert_text((60, 100), f"De heer {NAME} heeft ons geschreven.", fontsize=11)
    page.insert_text((60, 120), "Wij danken voor het bericht (TB).", fontsize=11)


def case(
    folder: Path,
    draw: Callable[[pymupdf.Page], None] = letter,
    *,
    words: tuple[str, ...] = (NAME,),
    first: bool = False,
    page_keys: dict[str, object] | None = None,
) -> Case:
    """Return a page that was redacted well: words gone, labelled boxes over each or the first."""
    original, output = folder / "original.pdf", folder / "0001.pdf.part"
    _draw(original, draw, page_keys or {})
    with pymupdf.open(original) as document:
        page = document[0]
        found = [(word, hit) for word in words for hit in page.search_for(word)]
        found = found[:1] if first else found
        size = page.cropbox.width, page.cropbox.height
        shown = [_turned(hit, page.rotation, size, page_keys or {}) for _, hit in found]
        for _, hit in found:
            strip = (
                hit.x0 + 0.2,
                hit.y0 + hit.height * 0.4,
                hit.x1 - 0.2,
                hit.y1 - hit.height * 0.35,
            )
            page.add_redact_annot(strip, fill=False, cross_out=False)
        page.apply_redactions(graphics=0)  # Line art stays.
        data = document.tobytes(garbage=4, deflate=True)
    _finish(data, output, shown)
    redactions = [Redaction(f"L{n}", "0001", 1, (box,), "5.1.2e") for n, box in enumerate(shown, 1)]
    return Case(original, output, redactions, [Removed(1, word) for word, _ in found])


def _turned(
    hit: pymupdf.Rect, rotation: int, size: tuple[float, float], keys: dict[str, object]
) -> Box:
    """Return a place as displayed; PyMuPDF's own matrix for it does not know /UserUnit."""
    unit = float(str(keys.get("/UserUnit", 1)))
    width, height = (side * unit for side in _crop(keys, size))
    return {
        0: Box(hit.x0, hit.y0, hit.x1, hit.y1),
        90: Box(height - hit.y1, hit.x0, height - hit.y0, hit.x1),
        180: Box(width - hit.x1, height - hit.y1, width - hit.x0, height - hit.y0),
        270: Box(hit.y0, width - hit.x1, hit.y1, width - hit.x0),
    }[rotation]


def _crop(keys: dict[str, object], size: tuple[float, float]) -> tuple[float, float]:
    crop = keys.get("/CropBox")
    return (crop[2] - crop[0], crop[3] - crop[1]) if isinstance(crop, list) else size


def _draw(path: Path, draw: Callable[[pymupdf.Page], None], keys: dict[str, object]) -> None:
    with pymupdf.open() as document:
        draw(document.new_page(width=400, height=300))
        data = document.tobytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key, value in keys.items():
            pdf.pages[0].obj[key] = value
        pdf.save(path)


def _finish(data: bytes, output: Path, shown: list[Box]) -> None:
    with pikepdf.open(io.BytesIO(data)) as made, pikepdf.new() as pdf:
        pdf.pages.append(made.pages[0])
        page = pdf.pages[0]
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q")
        font = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1}
        font["/BaseFont"] = pikepdf.Name.Helvetica
        fonts = page.obj.Resources.get("/Font", pikepdf.Dictionary())
        fonts["/Lak0"] = pdf.make_indirect(pikepdf.Dictionary(font))
        page.obj.Resources["/Font"] = fonts
        boxes = [painted(f"L{n}", user(page, box)) for n, box in enumerate(shown, 1)]
        if boxes:
            page.contents_add(b"\n".join(boxes))
        pdf.save(output)


def user(page: pikepdf.Page, box: Box) -> Box:
    """Return a displayed box in user space (ISO 32000-1, 8.3.2.3 and 14.11.2)."""
    crop = [float(side) for side in page.obj.get("/CropBox", page.obj.MediaBox)]
    unit = float(page.obj.get("/UserUnit", 1))
    corners = []
    for x, y in ((box.x0 / unit, box.y0 / unit), (box.x1 / unit, box.y1 / unit)):
        corners.append(
            {
                0: (crop[0] + x, crop[3] - y),
                90: (crop[0] + y, crop[1] + x),
                180: (crop[2] - x, crop[1] + y),
                270: (crop[2] - y, crop[3] - x),
            }[int(page.obj.get("/Rotate", 0))]
        )
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def painted(redaction: str, place: Box) -> bytes:
    """Return the marked content of one box."""
    spoken = SPOKEN.encode("utf-16-be").hex().upper()
    area = f"{place.x0} {place.y0} {place.x1 - place.x0} {place.y1 - place.y0} re"
    return (
        f"/Span <</E <FEFF{spoken}> /Lak ({redaction})>> BDC q 1 g 0 G 0.5 w {area} B "
        f"0 g BT /Lak0 6 Tf {place.x0 + 2} {place.y0 + 3} Td ({LABEL}) Tj ET Q EMC"
    ).encode()
