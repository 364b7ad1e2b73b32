# SPDX-License-Identifier: EUPL-1.2
"""A page and the boxes on it go in; its content stream without what lay under them comes out.

Text goes code by code where every code is known (see `codes`). Elsewhere MuPDF removes it,
by a thin strip from the middle of its first glyph to that of its last, because a box as high as the
line also takes letters of the lines above and below, and one as wide as slanted text takes what
stands beside it; what a strip misses goes by its whole box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import pikepdf
import pymupdf
from pymupdf import mupdf

from woolak.errors import Unfinished
from woolak.model import Box, Reason
from woolak.pdf import boxes
from woolak.pdf.content import strings
from woolak.pdf.content.fonts import Known, advances
from woolak.pdf.content.machine import Sheet
from woolak.pdf.content.printed import (
    STRAIGHT,
    Glyph,
    Line,
    Rectangle,
    Slant,
    around,
    holds,
    meets,
    parted,
)
from woolak.pdf.content.printed_lines import lines, words_in
from woolak.pdf.opening.open import turn
from woolak.pdf.rebuilding.content import plain
from woolak.pdf.removing import codes
from woolak.pdf.removing import images as redact_images
from woolak.pdf.width.write import written

# PyMuPDF's PDF_REDACT_IMAGE_*, PDF_REDACT_LINE_ART_* and PDF_REDACT_TEXT_*, made at run time.
_NO_IMAGE, _PIXELS = 0, 2
_NO_GRAPHICS, _COVERED_GRAPHICS = 0, 1
_TEXT, _NO_TEXT = 0, 1
_SPOT = 0.02
"""MuPDF takes a glyph when a mark meets the inner part of its box (60 % wide, 80 % high): a spot of
twice this many ems in its middle is enough, and spares neighbours that overlap it."""

_BESIDE = 6.0
"""Points beside a box within which a glyph may be set where one under the box is."""

_FAULTS = (pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError)
"""What odd numbers and operands in a content stream lead to."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """A page's content stream without what lay under boxes, and its strings where it can be read.

    `sheet` may have codes left out that `content` still has: `written` is without them.
    """

    content: bytes = field(repr=False)
    sheet: Sheet | None

    def written(self) -> bytes:
        """Return the content stream without what was removed."""
        if self.sheet is None or not self.sheet.anew:
            return self.content
        return written(self.sheet, {}, ())


@dataclass(frozen=True, slots=True)
class Way:
    """How text is removed: code by code where that can be, or by MuPDF alone; the fonts read."""

    by_code: bool
    known: Known


def emptied(
    page: pymupdf.Page,
    was: Emptied,
    around_it: tuple[Sequence[Line], Sequence[Box]],
    found: Sequence[Box],
    way: Way,
) -> Emptied:
    """Return a page's content without what lies under boxes.

    `was` is what `read` returned, and `around_it` are its lines and its ink but for text. The
    content is on the page, but for codes that were left out of its `sheet`. Raises Unfinished when
    text under a box cannot be removed.
    """
    before, drawn = around_it
    left = _without(was, before, found) if way.by_code else None
    on_ink = [box for box in found if any(meets(box, ink) for ink in drawn)]
    images = bool(page.get_images(full=True))
    if left and not (on_ink or images or page.get_xobjects()):
        return left
    if left:
        set_content(page, left.written())
    _plain(page)
    removed = left is not None or _by_strips(page, before, found)
    # MuPDF rewrites a page only when it has something to remove; that also balances its q and Q.
    if on_ink or images or not removed:
        redact_images.refine(page)
        _remove_pixels(page, on_ink or found)
    _remove_what_is_left(page, found)
    return read(page, way.known)


def read(page: pymupdf.Page, known: Known) -> Emptied:
    """Return a page's content stream as it stands, with its strings where it can be read."""
    content = page.read_contents()
    shown = ~pymupdf.Matrix(*to_user_space(page))
    matrix = shown.a, shown.b, shown.c, shown.d, shown.e, shown.f
    try:
        return Emptied(content, strings.read(content, advances(page, known), matrix))
    except _FAULTS:
        return Emptied(content, None)


def _without(was: Emptied, before: Sequence[Line], found: Sequence[Box]) -> Emptied | None:
    """Return a page without the codes of what lies under boxes; None when not all are known."""
    if was.sheet is None:
        return None
    gone, kept = _parted(before, found)
    try:
        sheet = codes.without(was.sheet, gone, kept, found)
    except _FAULTS:
        return None
    return Emptied(was.content, sheet) if sheet else None


def _by_strips(page: pymupdf.Page, before: Sequence[Line], found: Sequence[Box]) -> bool:
    removed = _strips(before, found)
    for slant, strips in removed.items():
        with _set_upright(page, slant):
            _remove_text(page, strips)
    return bool(removed)


def _plain(page: pymupdf.Page) -> None:
    doc = page.parent
    if (content := page.read_contents()) != (simple := plain(content)):
        set_content(page, simple)
    for xref, *_ in page.get_xobjects():
        content = doc.xref_stream(xref)
        if content and content != (simple := plain(content)):
            doc.update_stream(xref, simple)


def _remove_what_is_left(page: pymupdf.Page, found: Sequence[Box]) -> None:
    """Remove what strips missed by glyph boxes, then by whole boxes: font metrics may be wrong."""
    left = _covered(lines(page, found), found) if words_in(page, found) else []
    if left:
        _remove_text(page, [glyph.home for glyph in left])
        left = _covered(lines(page, found), found)
    if left:
        _remove_text(page, [box for box in found if any(holds(box, g.home) for g in left)])
        left = _covered(lines(page, found), found)
    if left:
        raise Unfinished(Reason.LEAK_FOUND, f"page {page.number + 1}")


def _strips(printed: Iterable[Line], found: Sequence[Box]) -> dict[Slant, list[Box]]:
    """Return a strip per run of covered glyphs: MuPDF's time is quadratic in their number.

    They are ordered by how their text is slanted, and stand where it is no longer.
    """
    strips: dict[Slant, list[Box]] = {}
    for line in printed:
        near = [box for box in found if meets(box, line.reach)]
        if not near:
            continue
        under = set(map(id, parted(line.glyphs, near)[0]))
        marked = [(glyph.slant if id(glyph) in under else None, glyph) for glyph in line.glyphs]
        for slant, run in groupby(marked, itemgetter(0)):
            if slant is not None:
                upright = pymupdf.Matrix(*slant, 0, 0)
                cores = [_core(glyph, upright) for _, glyph in run]
                strips.setdefault(slant, []).append(around(cores))
    return strips


def _core(glyph: Glyph, upright: pymupdf.Matrix) -> Box:
    box, reach = glyph.box, _SPOT * glyph.size
    at = pymupdf.Point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) * upright
    return Box(at.x - reach, at.y - reach, at.x + reach, at.y + reach)


def _covered(printed: Iterable[Line], found: Sequence[Box]) -> list[Glyph]:
    return _parted(printed, found)[0]


def _parted(printed: Iterable[Line], found: Sequence[Box]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs that lie under a box, and those beside them that do not."""
    gone: list[Glyph] = []
    kept: list[Glyph] = []
    for line in printed:
        near = [box for box in found if meets(box, line.reach)]
        done = 0
        for first, last in sorted(line.beside(box, _BESIDE) for box in near):
            under, other = parted(line.glyphs[max(done, first) : last], near)
            gone += under
            kept += other
            done = max(done, last)
    return gone, kept


def _remove_text(page: pymupdf.Page, areas: Iterable[Rectangle]) -> None:
    if _marked(page, areas):
        page.apply_redactions(images=_NO_IMAGE, graphics=_NO_GRAPHICS, text=_TEXT)


@contextmanager
def _set_upright(page: pymupdf.Page, slant: Slant) -> Iterator[None]:
    """Turn a page for as long as text of this slant is removed: boxes of glyphs are upright."""
    if slant == STRAIGHT:
        yield
        return
    to_page = pymupdf.Matrix(*to_user_space(page))
    turned = ~to_page * pymupdf.Matrix(*slant, 0, 0) * to_page
    _set_under(page, turned)
    yield
    _set_under(page, ~turned)


def _set_under(page: pymupdf.Page, matrix: pymupdf.Matrix) -> None:
    numbers = " ".join(f"{matrix[index]:.9f}" for index in range(6))
    content = f"{numbers} cm\n".encode("ascii") + page.read_contents()
    set_content(page, content)


def _remove_pixels(page: pymupdf.Page, areas: Iterable[Rectangle]) -> None:
    """Blank the pixels of images, and drop line art that the painted box would hide anyway."""
    if _marked(page, areas):
        page.apply_redactions(images=_PIXELS, graphics=_COVERED_GRAPHICS, text=_NO_TEXT)


def _marked(page: pymupdf.Page, areas: Iterable[Rectangle]) -> bool:
    """Mark areas as one annotation of many quads: PyMuPDF goes through all for each new one."""
    rects = [pymupdf.Rect(area.x0, area.y0, area.x1, area.y1) for area in areas]
    if not rects:
        return False
    # PyMuPDF takes coordinates as if the page had no /Rotate; QuadPoints are in user space.
    annotation = page.add_redact_annot(rects[0] * ~turn(page), fill=False, cross_out=False)  # type: ignore[arg-type]
    to_page = pymupdf.Matrix(*to_user_space(page))
    corners = ((rect * to_page).normalize().quad for rect in rects)
    points = (f"{p.x:.4f} {p.y:.4f}" for q in corners for p in (q.ll, q.lr, q.ul, q.ur))
    page.parent.xref_set_key(annotation.xref, "QuadPoints", f"[{' '.join(points)}]")
    return True


def set_content(page: pymupdf.Page, *parts: bytes) -> None:
    """Give a page a content stream of its own, or some that follow each other."""
    pdf = pymupdf._as_pdf_document(page.parent)  # noqa: SLF001 - as in `shown`
    streams = mupdf.pdf_new_array(pdf, len(parts))
    for part in parts:
        mupdf.pdf_array_push(streams, added(pdf, part))
    mupdf.pdf_dict_puts(mupdf.pdf_new_indirect(pdf, page.xref, 0), "Contents", streams)


def stream(doc: pymupdf.Document, content: bytes) -> str:
    """Add a stream to a document and return the reference to it; rebuilding compresses it."""
    pdf = pymupdf._as_pdf_document(doc)  # noqa: SLF001 - as in `shown`
    return f"{mupdf.pdf_to_num(added(pdf, content))} 0 R"


def added(pdf: Any, content: bytes) -> Any:  # noqa: ANN401 - MuPDF's own objects
    """Add a stream to a document of MuPDF's own and return the reference to it."""
    data = mupdf.fz_new_buffer_from_copied_data(content)
    return mupdf.pdf_add_stream(pdf, data, mupdf.PdfObj(), 0)


def to_user_space(page: pymupdf.Page) -> boxes.Matrix:
    """Return the matrix from displayed points to user space: /Rotate, the boxes and UserUnit."""
    shown = pymupdf.mupdf.FzMatrix()
    of_pdf = pymupdf.mupdf.pdf_page_from_fz_page(page.this)
    pymupdf.mupdf.pdf_page_transform(of_pdf, pymupdf.mupdf.FzRect(), shown)
    whole = ~pymupdf.Matrix(shown.a, shown.b, shown.c, shown.d, shown.e, shown.f)
    return whole.a, whole.b, whole.c, whole.d, whole.e, whole.f
