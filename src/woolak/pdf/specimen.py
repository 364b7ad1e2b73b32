# SPDX-License-Identifier: EUPL-1.2
"""A font of a PDF goes in; each of its characters as it is drawn comes out, with what it claims.

A font may say anything of its letters (/ToUnicode, names of glyphs): here they are drawn, each in a
cell of its own, to see whether they look like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf
from pymupdf import mupdf

Ink = npt.NDArray[np.float32]
Gray = npt.NDArray[np.uint8]
Marks = npt.NDArray[np.bool_]

_SIZE, _CELL = 24.0, 60.0
_LEFT, _BASE = 15.0, 20.0
_ACROSS = 16
_SCALE = 1.5
_MOST = 1000
_WHITE = 255
_LIGHT = 204
"""From this gray on a pixel has no ink: a fifth of black."""
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f\s]*>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<|\[)")
_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
)


class Drawn(NamedTuple):
    """A character as drawn: its ink, 0 to 1, cut to its edges; `low` and `high` in em above base.

    Without ink the array is empty.
    """

    claim: str
    ink: Ink
    low: float
    high: float


def specimen(
    doc: pymupdf.Document, font: int, wanted: frozenset[str] | None = None
) -> tuple[str, list[Drawn]]:
    """Return a font's name, as text extraction tells it, and its characters.

    With `wanted` those only that claim one of these. Raises what MuPDF raises on a bad font.
    """
    codes = _codes(doc, font)[:_MOST]
    with pymupdf.open() as sheet:
        number = _carried(doc, font, sheet)
        page = _set(sheet, number, codes)
        name, claims = _claims(page, len(codes))
        if wanted is not None:
            some = [at for at, claim in enumerate(claims) if not wanted.isdisjoint(claim)]
            claims = [claims[at] for at in some]
            page = _set(sheet, number, [codes[at] for at in some])
        return name, _cells_of(_pixels(page), claims)


def _carried(doc: pymupdf.Document, font: int, sheet: pymupdf.Document) -> int:
    """Copy a font into a document and return its number there."""
    target = pymupdf._as_pdf_document(sheet)  # noqa: SLF001 - the only way to carry a font over
    source = mupdf.pdf_new_indirect(pymupdf._as_pdf_document(doc), font, 0)  # noqa: SLF001
    number = int(mupdf.pdf_to_num(mupdf.pdf_graft_object(target, source)))
    if (upright := sheet.xref_get_key(number, "Encoding")[1]).endswith("-V"):
        sheet.xref_set_key(number, "Encoding", upright[:-1] + "H")
    return number


def _set(sheet: pymupdf.Document, font: int, codes: Sequence[bytes]) -> pymupdf.Page:
    """Return a new page with each code in a cell of its own."""
    rows = -(-len(codes) // _ACROSS) or 1
    page = sheet.new_page(width=_ACROSS * _CELL, height=rows * _CELL)
    number = page.number
    sheet.xref_set_key(page.xref, "Resources", f"<</Font<</F {font} 0 R>>>>")
    content = sheet.get_new_xref()
    sheet.update_object(content, "<<>>")
    sheet.update_stream(content, b"".join(_cells(codes, rows)), compress=0)
    sheet.xref_set_key(page.xref, "Contents", f"{content} 0 R")
    # PyMuPDF's `reload_page` would drop what is loaded of every font, of other documents too.
    again: pymupdf.Page = sheet.load_page(number)
    return again


def sample(char: str) -> Drawn | None:
    """Return a character as MuPDF's own font of many scripts draws it; None where it has none."""
    font = pymupdf.Font("cjk")
    if not font.has_glyph(ord(char)):
        return None
    with pymupdf.open() as sheet:
        page = sheet.new_page(width=_CELL, height=_CELL)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((_LEFT, _CELL - _BASE), char, font=font, fontsize=_SIZE)
        writer.write_text(page)
        return _cells_of(_pixels(page), [char])[0]


def _cells(codes: Sequence[bytes], rows: int) -> Iterator[bytes]:
    for index, code in enumerate(codes):
        x, y = index % _ACROSS * _CELL, (rows - 1 - index // _ACROSS) * _CELL
        clip = b"q %g %g %g %g re W n " % (x, y, _CELL, _CELL)
        at = b"BT /F %g Tf 1 0 0 1 %g %g Tm <%b> Tj ET Q\n" % (_SIZE, x + _LEFT, y + _BASE, code)
        yield clip + at


def _claims(page: pymupdf.Page, count: int) -> tuple[str, list[str]]:
    """Return the name of the font of a page with codes in cells, and what each of them claims."""
    claims: list[str] = [""] * count
    name = ""
    blocks = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=_FLAGS).extractRAWDICT()
    for span in (s for b in blocks["blocks"] for n in b.get("lines", ()) for s in n["spans"]):
        name = span["font"]
        for char in span["chars"]:
            x, y = char["origin"]
            index = int((x - _LEFT + 1) // _CELL) + _ACROSS * int(y // _CELL)
            if 0 <= index < count:
                claims[index] += char["c"]
    return name, claims


def _pixels(page: pymupdf.Page) -> Gray:
    picture = page.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), colorspace=pymupdf.csGRAY)
    return np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)


def _cells_of(gray: Gray, claims: Sequence[str]) -> list[Drawn]:
    """Return what stands in each of the cells of a sheet, row by row."""
    side = round(_CELL * _SCALE)
    across, down = gray.shape[1] // side, gray.shape[0] // side
    cells = gray[: down * side, : across * side].reshape(down, side, across, side).swapaxes(1, 2)
    rows, columns = cells.min(axis=3) < _LIGHT, cells.min(axis=2) < _LIGHT
    places = [divmod(index, across) for index in range(len(claims))]
    return [
        _cell(c, cells[at], rows[at], columns[at]) for c, at in zip(claims, places, strict=True)
    ]


def _cell(claim: str, gray: Gray, rows: Marks, columns: Marks) -> Drawn:
    """Return what stands in a cell, of which `rows` and `columns` say where there is ink."""
    if not rows.any():
        return Drawn(claim, np.zeros((0, 0), np.float32), 0.0, 0.0)
    top, left = int(rows.argmax()), int(columns.argmax())
    bottom, right = len(rows) - int(rows[::-1].argmax()), len(columns) - int(columns[::-1].argmax())
    base, em = (_CELL - _BASE) * _SCALE, _SIZE * _SCALE
    ink: Ink = 1 - gray[top:bottom, left:right].astype(np.float32) / np.float32(_WHITE)
    return Drawn(claim, ink, (base - bottom) / em, (base - top) / em)


def _codes(doc: pymupdf.Document, font: int) -> list[bytes]:
    """Return the codes of a font in hexadecimal: those that its /ToUnicode names, if it has one."""
    kind, value = doc.xref_get_key(font, "ToUnicode")
    if kind == "xref":
        return list(dict.fromkeys(_mapped(doc.xref_stream(int(value.split()[0])) or b"")))
    if doc.xref_get_key(font, "Subtype")[1] == "/Type0":
        return []
    first, last = (doc.xref_get_key(font, key) for key in ("FirstChar", "LastChar"))
    low = int(first[1]) if first[0] == "int" else 32
    high = int(last[1]) if last[0] == "int" else 255
    return [b"%02X" % code for code in range(max(0, low), min(255, high) + 1)]


def _mapped(cmap: bytes) -> Iterator[bytes]:
    for table in _CHARS.findall(cmap):
        yield from (code.upper() for code in _PAIR.findall(table))
    for table in _RANGES.findall(cmap):
        for low, high in _RANGE.findall(table):
            first, last = int(low, 16), int(high, 16)
            for code in range(first, min(last, first + _MOST) + 1):
                yield b"%0*X" % (len(low), code)
