# SPDX-License-Identifier: EUPL-1.2
"""A font of a PDF goes in; each of its characters as it is drawn comes out, with what it claims.

A font may say anything of its letters (/ToUnicode, names of glyphs): here they are drawn, each in a
cell of its own, to see whether they look like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf
from pymupdf import mupdf

Ink = npt.NDArray[np.float32]
Gray = npt.NDArray[np.uint8]
Marks = npt.NDArray[np.bool_]

_SCALE = 1.5
_MOST = 1000
_WHITE = 255
_LIGHT = 204
"""From this gray on a pixel has no ink: a fifth of black."""
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f\s]*>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<[^>]*>|\[[^\]]*)")
_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
)


class Cells(NamedTuple):
    """A sheet: the size of its type, of its cells, where in them letters begin, how many a row."""

    size: float
    cell: float
    left: float
    base: float
    across: int


LETTERS = Cells(24.0, 60.0, 15.0, 20.0, 16)
FAR = Cells(8.0, 200.0, 80.0, 90.0, 5)
"""For what reaches out of a cell of the other: ten em to every side."""
_ASIDE = 1.0
_FEWER = 2
"""Where a font has so many times as many characters as are wanted, only those are drawn."""
_TYPE3 = "Type3 ("


class Drawn(NamedTuple):
    """A character as drawn: its ink, 0 to 1, cut to its edges; `low` and `high` in em above base.

    Without ink the array is empty.
    """

    claim: str
    ink: Ink
    low: float
    high: float


class Specimen(NamedTuple):
    """The characters of a font: its name, as text extraction tells it, their claims and pixels.

    `gray` has a cell for each: (n, side, side). Those at `out` reach far; they are drawn again,
    smaller, in the cells of `far`, of ten em to every side. `left` are the claims not drawn here.
    """

    name: str
    claims: list[str]
    gray: Gray
    out: Sequence[int]
    far: Gray
    left: frozenset[str]


def specimen(doc: pymupdf.Document, font: int, wanted: frozenset[str] | None = None) -> Specimen:
    """Return the characters of a font as they are drawn.

    With `wanted` those only that claim one of these, unless that is most of them. Raises what MuPDF
    raises on a bad font.
    """
    codes = _codes(doc, font)[:_MOST]
    with pymupdf.open("pdf", _blank_pages()) as sheet:
        number = _carried(doc, font, sheet)
        page = _set(sheet, number, codes, LETTERS)
        name, claims = _claims(page, len(codes), LETTERS)
        left = frozenset[str]()
        some = [at for at, c in enumerate(claims) if wanted is None or not wanted.isdisjoint(c)]
        if _FEWER * len(some) < len(codes):
            left = frozenset("".join(claims)) - (wanted or frozenset())
            claims, codes = [claims[at] for at in some], [codes[at] for at in some]
            page = _set(sheet, number, codes, LETTERS, 1)
        gray, at = _cells_of(_pixels(page), len(codes), LETTERS), page.number
        out: Sequence[int] = range(len(codes))
        if not name.startswith(_TYPE3):
            some_far = _far_out(sheet, number, codes)
            out = _reaching(sheet.load_page(at), len(codes)) if some_far else range(0)
        far = gray[:0]
        if out:
            page = _set(sheet, number, [codes[at] for at in out], FAR, 3)
            far = _cells_of(_pixels(page), len(out), FAR)
        return Specimen(name, claims, gray, out, far, left)


def _far_out(sheet: pymupdf.Document, font: int, codes: Sequence[bytes]) -> bool:
    """Say whether some of the codes in cells may reach out of theirs: all are set in the first."""
    at = b"1 0 0 1 %g %g Tm" % (LETTERS.left, LETTERS.base)
    shown = b"".join([b"%b <%b> Tj\n" % (at, code) for code in codes])
    content = b"BT /F %g Tf %b ET" % (LETTERS.size, shown)
    side = LETTERS.cell
    page = _page(sheet, 2, (LETTERS.across * side, side), font, content)
    around = mupdf.FzRect(mupdf.FzRect.Fixed_EMPTY)
    device = mupdf.fz_new_bbox_device(around)
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return _reaches(0, (around.x0, around.y0, around.x1, around.y1))


def _reaching(page: pymupdf.Page, count: int) -> Sequence[int]:
    """Return which of some codes in cells reach out of theirs; all where that is not known.

    MuPDF asks the font for the place of its outlines; a Type3 font may tell any.
    """
    boxes = [box for kind, box in page.get_bboxlog() if kind == "fill-text"]
    if len(boxes) != count:
        return range(count)
    return [at for at, box in enumerate(boxes) if _reaches(at, box)]


def _reaches(at: int, box: Sequence[float]) -> bool:
    cell, x = LETTERS.cell, at % LETTERS.across * LETTERS.cell
    y = at // LETTERS.across * cell
    x0, y0, x1, y1 = box
    inside = x0 > x - _ASIDE and x1 < x + cell + _ASIDE
    inside = inside and y0 > y - _ASIDE and y1 < y + cell + _ASIDE
    return x1 > x0 and y1 > y0 and not inside


def _carried(doc: pymupdf.Document, font: int, sheet: pymupdf.Document) -> int:
    """Copy a font into a document and return its number there."""
    target = pymupdf._as_pdf_document(sheet)  # noqa: SLF001 - the only way to carry a font over
    source = mupdf.pdf_new_indirect(pymupdf._as_pdf_document(doc), font, 0)  # noqa: SLF001
    number = int(mupdf.pdf_to_num(mupdf.pdf_graft_object(target, source)))
    if (upright := sheet.xref_get_key(number, "Encoding")[1]).endswith("-V"):
        sheet.xref_set_key(number, "Encoding", upright[:-1] + "H")
    return number


def _set(
    sheet: pymupdf.Document, font: int, codes: Sequence[bytes], cells: Cells, number: int = 0
) -> pymupdf.Page:
    """Return a blank page (0-based) with each code in a cell of its own."""
    rows = -(-len(codes) // cells.across) or 1
    size = (cells.across * cells.cell, rows * cells.cell)
    return _page(sheet, number, size, font, b"".join(_cells(codes, rows, cells)))


def _page(
    sheet: pymupdf.Document, number: int, size: tuple[float, float], font: int, content: bytes
) -> pymupdf.Page:
    """Return a blank page with a size and content, whose font F is the one of that number.

    It is written whole: to set one key of an object after the other takes ten times as long.
    """
    stream = sheet.get_new_xref()
    sheet.update_object(stream, "<<>>")
    sheet.update_stream(stream, content, compress=0)
    sheet.update_object(
        sheet.page_xref(number),
        f"<</Type/Page/MediaBox[0 0 {size[0]:g} {size[1]:g}]"
        f"/Resources<</Font<</F {font} 0 R>>>>/Contents {stream} 0 R>>",
    )
    # PyMuPDF's `reload_page` would drop what is loaded of every font, of other documents too.
    page: pymupdf.Page = sheet.load_page(number)
    return page


@cache
def _blank_pages() -> bytes:
    """Return a PDF with a page for each sheet that a font may take: two, its reach, and far."""
    with pymupdf.open() as doc:
        for _ in range(4):
            doc.new_page()
        whole: bytes = doc.tobytes()
    return whole


def sample(char: str) -> Drawn | None:
    """Return a character as MuPDF's own font of many scripts draws it; None where it has none."""
    font = pymupdf.Font("cjk")
    if not font.has_glyph(ord(char)):
        return None
    side = LETTERS.cell
    with pymupdf.open() as sheet:
        page = sheet.new_page(width=side, height=side)
        writer = pymupdf.TextWriter(page.rect)
        at = (LETTERS.left, side - LETTERS.base)
        writer.append(at, char, font=font, fontsize=LETTERS.size)
        writer.write_text(page)
        return drawn([char], _cells_of(_pixels(page), 1, LETTERS))[0]


def _cells(codes: Sequence[bytes], rows: int, cells: Cells) -> Iterator[bytes]:
    size, side, left, base, across = cells
    for index, code in enumerate(codes):
        x, y = index % across * side, (rows - 1 - index // across) * side
        clip = b"q %g %g %g %g re W n " % (x, y, side, side)
        at = b"BT /F %g Tf 1 0 0 1 %g %g Tm <%b> Tj ET Q\n" % (size, x + left, y + base, code)
        yield clip + at


def _claims(page: pymupdf.Page, count: int, cells: Cells) -> tuple[str, list[str]]:
    """Return the name of the font of a page with codes in cells, and what each of them claims."""
    claims: list[str] = [""] * count
    name = ""
    blocks = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=_FLAGS).extractRAWDICT()
    for span in (s for b in blocks["blocks"] for n in b.get("lines", ()) for s in n["spans"]):
        name = span["font"]
        for char in span["chars"]:
            x, y = char["origin"]
            index = int((x - cells.left + 1) // cells.cell) + cells.across * int(y // cells.cell)
            if 0 <= index < count:
                claims[index] += char["c"]
    return name, claims


def _pixels(page: pymupdf.Page) -> Gray:
    # PyMuPDF's `get_pixmap` makes a list of all that is drawn first, for others to draw it again.
    scale = mupdf.FzMatrix(_SCALE, 0, 0, _SCALE, 0, 0)
    gray = mupdf.fz_device_gray()
    picture = mupdf.fz_new_pixmap_from_page_contents(page.this, scale, gray, 0)
    samples = np.array(mupdf.fz_pixmap_samples_memoryview(picture), np.uint8)
    return samples.reshape(picture.h(), picture.stride())


def _cells_of(gray: Gray, count: int, cells: Cells) -> Gray:
    """Return so many cells of a sheet, row by row: (n, side, side)."""
    side = round(cells.cell * _SCALE)
    across, down = gray.shape[1] // side, gray.shape[0] // side
    each = gray[: down * side, : across * side].reshape(down, side, across, side).swapaxes(1, 2)
    return each.reshape(-1, side, side)[:count]


def drawn(claims: Sequence[str], each: Gray, cells: Cells = LETTERS) -> list[Drawn]:
    """Return what stands in each of some cells (n, side, side)."""
    rows, columns = each.min(axis=2) < _LIGHT, each.min(axis=1) < _LIGHT
    return [
        _cell(claim, each[at], (rows[at], columns[at]), cells) for at, claim in enumerate(claims)
    ]


def _cell(claim: str, gray: Gray, marks: tuple[Marks, Marks], cells: Cells) -> Drawn:
    """Return what stands in a cell, of which `marks` say which rows and columns have ink."""
    rows, columns = marks
    if not rows.any():
        return Drawn(claim, np.zeros((0, 0), np.float32), 0.0, 0.0)
    top, left = int(rows.argmax()), int(columns.argmax())
    bottom, right = len(rows) - int(rows[::-1].argmax()), len(columns) - int(columns[::-1].argmax())
    base, em = (cells.cell - cells.base) * _SCALE, cells.size * _SCALE
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
