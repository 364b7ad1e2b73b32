# SPDX-License-Identifier: EUPL-1.2
"""A PDF and its redactions go in; a PDF comes out with boxes, and without what lay under them.

Text goes by a thin strip from the middle of its first glyph to that of its last, because a box as
high as the line also takes letters of the lines above and below, and one as wide as slanted text
takes what stands beside it; what a strip misses goes by its whole box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pymupdf

from woolak.errors import Rejected, Unfinished
from woolak.model import Box, Reason, Redaction
from woolak.pdf import boxes, pixels
from woolak.pdf.garbage import seldom
from woolak.pdf.losses import losses
from woolak.pdf.moves import Layout
from woolak.pdf.open import opened, turn
from woolak.pdf.redact_ink import (
    STRAIGHT,
    Glyph,
    Line,
    Slant,
    around,
    holds,
    inks,
    lines,
    meets,
    surroundings,
    text_on,
    words_in,
)
from woolak.pdf.room import around_text
from woolak.pdf.sanitize_content import plain
from woolak.pdf.width import looked_at, one_width
from woolak.pdf.width_fonts import Known
from woolak.pdf.width_lines import survey

# PyMuPDF's PDF_REDACT_IMAGE_*, PDF_REDACT_LINE_ART_* and PDF_REDACT_TEXT_*, made at run time.
_NO_IMAGE, _PIXELS = 0, 2
_NO_GRAPHICS, _COVERED_GRAPHICS = 0, 1
_TEXT, _NO_TEXT = 0, 1
_SPOT = 0.02
"""MuPDF takes a glyph when a mark meets the inner part of its box (60 % wide, 80 % high): a spot of
twice this many ems in its middle is enough, and spares neighbours that overlap it."""


_FAULTS = (RuntimeError, ValueError, LookupError, pymupdf.mupdf.FzErrorBase)
_CANNOT = (Unfinished, *_FAULTS)
"""What says that a page cannot be redacted as it is."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What holds for a whole document: the label's font, the names, and the fonts read so far."""

    font: int
    names: frozenset[str]
    flat: frozenset[int]
    """The pages (1-based) that become pictures."""
    known: Known = field(default_factory=dict)


def apply(source: Path, target: Path, redactions: Sequence[Redaction]) -> tuple[str, ...]:
    """Write `target`: `source` with all redactions made; return notes on what it does not keep.

    Boxes are in displayed points. Raises Rejected as `open.check` does, UnknownGround, and
    Unfinished (leak_found, page n) when text under a box cannot be removed.
    """
    notes, _ = lay_out(source, target, redactions, frozenset())
    return notes


@seldom()
def lay_out(
    source: Path,
    target: Path,
    redactions: Sequence[Redaction],
    names: frozenset[str],
    flat: frozenset[int] = frozenset(),
) -> tuple[tuple[str, ...], Layout]:
    """Do as `apply` does, and give the redactions with an id in `names` one width (see `width`).

    Return the notes, among them how many boxes keep their width, and where everything stands now.
    The pages `flat` (1-based), and those that cannot be redacted otherwise, become pictures.
    """
    notes = losses(source)
    ordered = sorted(redactions, key=lambda redaction: redaction.page)
    layout, kept, failed = Layout(), 0, set[int]()
    with opened(source) as doc:
        try:
            _keep_apart(doc)
            order = _Order(_font(doc) if ordered else 0, names, flat)
            for number, group in groupby(ordered, key=lambda redaction: redaction.page):
                try:
                    page, left = _redact(doc[number - 1], tuple(group), order)
                except _CANNOT:
                    failed.add(number)
                    continue
                layout, kept = layout.with_(page), kept + left
            if not failed:
                _drop_document_level(doc)
                doc.save(target, garbage=4, deflate=True, no_new_id=True)
        except _FAULTS as error:
            raise Rejected(Reason.DAMAGED) from error
    if failed & flat:
        raise Unfinished(Reason.LEAK_FOUND, f"page {min(failed & flat)}")
    if failed:
        return lay_out(source, target, redactions, names, flat | failed)
    told = [f"width_kept:{kept}"] if kept else []
    told += [f"page_rasterised:{number}" for number in sorted(flat)]
    return (*notes, *told), layout


def _redact(
    page: pymupdf.Page, redactions: tuple[Redaction, ...], order: _Order
) -> tuple[Layout, int]:
    """Redact a page; return its layout and how many names keep their width."""
    found = [box for redaction in redactions for box in redaction.boxes]
    if page.number + 1 in order.flat:
        return _flattened(page, redactions, order)
    names = [one for one in redactions if one.id in order.names]
    named = [box for one in names for box in one.boxes]
    log = page.get_bboxlog()
    text = text_on(page)
    before, drawn = lines(page, surroundings(found), named, text), inks(page, log)
    seen = survey(page, text, log) if names else None
    _plain(page)
    removed = _strips(before, found)
    for slant, strips in removed.items():
        with _set_upright(page, slant):
            _remove_text(page, strips)
    # MuPDF rewrites a page only when it has something to remove; that also balances its q and Q.
    on_ink = [box for box in found if any(meets(box, ink) for ink in drawn)]
    if on_ink or not removed or page.get_images(full=True):
        _remove_pixels(page, on_ink or found)
    _remove_what_is_left(page, found)
    layout, kept = Layout(redactions), sum(len(one.boxes) for one in names)
    known = seen and looked_at(page, seen, before, order.known, _to_user_space(page))
    if known and (made := one_width(known, redactions, order.names)):
        layout, before, kept = made.layout, made.before, made.kept
        if made.content != known.content:
            page.parent.xref_set_key(page.xref, "Contents", _stream(page.parent, made.content))
    _paint_boxes(page, layout.redactions, (before, drawn), order.font)
    return layout, kept


def _flattened(
    page: pymupdf.Page, redactions: tuple[Redaction, ...], order: _Order
) -> tuple[Layout, int]:
    found = [box for redaction in redactions for box in redaction.boxes]
    around = lines(page, surroundings(found)), inks(page, page.get_bboxlog())
    pixels.flatten(page, found, _to_user_space(page))
    _paint_boxes(page, redactions, around, order.font)
    return Layout(redactions), sum(len(one.boxes) for one in redactions if one.id in order.names)


def _paint_boxes(
    page: pymupdf.Page,
    redactions: Sequence[Redaction],
    around: tuple[Sequence[Line], Sequence[Box]],
    font: int,
) -> None:
    before, drawn = around
    found = [box for redaction in redactions for box in redaction.boxes]
    painted = [
        boxes.fitted(redaction, around_text(box, before, _obstacles(page, drawn, found, box)))
        for redaction in redactions
        for box in redaction.boxes
    ]
    _paint(page, boxes.stream(painted, _to_user_space(page)), font)


def _plain(page: pymupdf.Page) -> None:
    doc = page.parent
    if (content := page.read_contents()) != (written := plain(content)):
        doc.xref_set_key(page.xref, "Contents", _stream(doc, written))
    for xref, *_ in page.get_xobjects():
        content = doc.xref_stream(xref)
        if content and content != (written := plain(content)):
            doc.update_stream(xref, written)


def _obstacles(
    page: pymupdf.Page, drawn: Sequence[Box], found: Sequence[Box], box: Box
) -> list[Box]:
    """Return what a box may not grow over: lines, images, other boxes and the edges of the page."""
    sheet = page.rect
    far = 1e4
    edges = [
        Box(-far, -far, 0, far),
        Box(-far, -far, far, 0),
        Box(sheet.width, -far, far + sheet.width, far),
        Box(-far, sheet.height, far, far + sheet.height),
    ]
    return [*edges, *drawn, *(other for other in found if other != box)]


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
        under = _under(line, near)
        marked = [(glyph.slant if under(glyph) else None, glyph) for glyph in line.glyphs]
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
    return [glyph for line in printed for glyph in filter(_under(line, found), line.glyphs)]


def _under(line: Line, found: Sequence[Box]) -> Callable[[Glyph], bool]:
    near = [(box.x0, box.y0, box.x1, box.y1) for box in found if meets(box, line.reach)]

    def under(glyph: Glyph) -> bool:
        home = glyph.home
        x, y = (home.x0 + home.x1) / 2, (home.y0 + home.y1) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in near)

    return under


def _remove_text(page: pymupdf.Page, areas: Iterable[Box]) -> None:
    if _marked(page, areas):
        page.apply_redactions(images=_NO_IMAGE, graphics=_NO_GRAPHICS, text=_TEXT)


@contextmanager
def _set_upright(page: pymupdf.Page, slant: Slant) -> Iterator[None]:
    """Turn a page for as long as text of this slant is removed: boxes of glyphs are upright."""
    if slant == STRAIGHT:
        yield
        return
    to_page = pymupdf.Matrix(*_to_user_space(page))
    turned = ~to_page * pymupdf.Matrix(*slant, 0, 0) * to_page
    _set_under(page, turned)
    yield
    _set_under(page, ~turned)


def _set_under(page: pymupdf.Page, matrix: pymupdf.Matrix) -> None:
    numbers = " ".join(f"{matrix[index]:.9f}" for index in range(6))
    content = f"{numbers} cm\n".encode("ascii") + page.read_contents()
    page.parent.xref_set_key(page.xref, "Contents", _stream(page.parent, content))


def _remove_pixels(page: pymupdf.Page, areas: Iterable[Box]) -> None:
    """Blank the pixels of images, and drop line art that the painted box would hide anyway."""
    if _marked(page, areas):
        page.apply_redactions(images=_PIXELS, graphics=_COVERED_GRAPHICS, text=_NO_TEXT)


def _marked(page: pymupdf.Page, areas: Iterable[Box]) -> bool:
    """Mark areas as one annotation of many quads: PyMuPDF goes through all for each new one."""
    rects = [pymupdf.Rect(area.x0, area.y0, area.x1, area.y1) for area in areas]
    if not rects:
        return False
    # PyMuPDF takes coordinates as if the page had no /Rotate; QuadPoints are in user space.
    annotation = page.add_redact_annot(rects[0] * ~turn(page), fill=False, cross_out=False)  # type: ignore[arg-type]
    to_page = pymupdf.Matrix(*_to_user_space(page))
    corners = ((rect * to_page).normalize().quad for rect in rects)
    points = (f"{p.x:.4f} {p.y:.4f}" for q in corners for p in (q.ll, q.lr, q.ul, q.ur))
    page.parent.xref_set_key(annotation.xref, "QuadPoints", f"[{' '.join(points)}]")
    return True


def _paint(page: pymupdf.Page, content: bytes, font: int) -> None:
    doc = page.parent
    _add_font(page, font)
    streams = [b"q\n" + page.read_contents() + b"\nQ", content]
    doc.xref_set_key(page.xref, "Contents", f"[{' '.join(_stream(doc, one) for one in streams)}]")


def _stream(doc: pymupdf.Document, content: bytes) -> str:
    xref = doc.get_new_xref()
    doc.update_object(xref, "<<>>")
    doc.update_stream(xref, content)
    return f"{xref} 0 R"


def _font(doc: pymupdf.Document) -> int:
    xref = int(doc.get_new_xref())
    doc.update_object(xref, boxes.FONT_OBJECT)
    return xref


def _add_font(page: pymupdf.Page, font: int) -> None:
    """Name the label's font in the page's resources, which MuPDF may have made indirect."""
    doc, holder, path = page.parent, page.xref, ""
    for key in ("Resources", "Font"):
        kind, value = doc.xref_get_key(holder, path + key)
        holder, path = (int(value.split()[0]), "") if kind == "xref" else (holder, f"{path}{key}/")
    doc.xref_set_key(holder, path + boxes.FONT, f"{font} 0 R")


def _to_user_space(page: pymupdf.Page) -> boxes.Matrix:
    """Return the matrix from displayed points to user space: /Rotate, the boxes and UserUnit."""
    shown = pymupdf.mupdf.FzMatrix()
    of_pdf = pymupdf.mupdf.pdf_page_from_fz_page(page.this)
    pymupdf.mupdf.pdf_page_transform(of_pdf, pymupdf.mupdf.FzRect(), shown)
    whole = ~pymupdf.Matrix(shown.a, shown.b, shown.c, shown.d, shown.e, shown.f)
    return whole.a, whole.b, whole.c, whole.d, whole.e, whole.f


def _keep_apart(doc: pymupdf.Document) -> None:
    """Give each page an object of its own, and merge a last stream of boxes into its content.

    Boxes of an earlier redaction are ordinary content now.
    """
    _copy_repeated(doc)
    for page in doc.pages():
        streams = page.get_contents()
        if len(streams) > 1 and boxes.ours(doc.xref_stream(streams[-1])):
            doc.xref_set_key(page.xref, "Contents", _stream(doc, page.read_contents()))


def _copy_repeated(doc: pymupdf.Document) -> None:
    known: set[int] = set()
    for number in range(doc.page_count):
        if (xref := doc.page_xref(number)) in known:
            doc.fullcopy_page(number, number)
            doc.delete_page(number + 1)
        known.add(xref)


def _drop_document_level(doc: pymupdf.Document) -> None:
    """Leave nothing but pages: no link, outline, script, attachment, structure tree, metadata."""
    for page in doc.pages():
        doc.xref_set_key(page.xref, "Annots", "null")
    catalog = doc.pdf_catalog()
    for key in doc.xref_get_keys(catalog):
        if key not in ("Type", "Pages"):
            doc.xref_set_key(catalog, key, "null")
    doc.xref_set_key(-1, "Info", "null")
