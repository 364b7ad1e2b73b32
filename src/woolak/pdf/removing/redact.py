# SPDX-License-Identifier: EUPL-1.2
"""A PDF and its redactions go in; a PDF comes out with boxes, and without what lay under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pymupdf
from pymupdf import mupdf

from woolak.errors import Rejected, Unfinished
from woolak.model import Box, Reason, Redaction
from woolak.pdf import boxes
from woolak.pdf.content import strings
from woolak.pdf.content.fonts import Known
from woolak.pdf.content.printed import Line, Sides
from woolak.pdf.content.printed_lines import inks, lines_around, text_on
from woolak.pdf.garbage import seldom
from woolak.pdf.losses import losses
from woolak.pdf.moves import Layout, together
from woolak.pdf.opening import shown
from woolak.pdf.opening.open import opened
from woolak.pdf.removing import pixels, removing, unshown
from woolak.pdf.removing.level import blank
from woolak.pdf.removing.removing import Way, added, set_content, stream, to_user_space
from woolak.pdf.removing.room import rooms
from woolak.pdf.removing.veiled import on_veiled
from woolak.pdf.width.lines import survey
from woolak.pdf.width.width import Page, one_width

_MANY = 500
"""Streams of content that MuPDF compares with each other in no time."""

_FAULTS = (RuntimeError, ValueError, LookupError, pymupdf.mupdf.FzErrorBase)
_CANNOT = (Unfinished, *_FAULTS)
"""What says that a page cannot be redacted as it is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the pages (1-based) of a document are redacted: which become pictures, how text goes.

    Text goes code by code where that is sure, else and on the pages `whole` as MuPDF removes it.
    """

    flat: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()

    def after(self, failed: frozenset[int]) -> Manner:
        """Return how to go on when pages failed: the next way for each of them."""
        return Manner(self.flat | (failed & self.whole), self.whole | failed)


@dataclass(frozen=True, slots=True)
class _Order:
    """What holds for a whole document: the label's font, the names, how it is redacted."""

    font: int
    names: frozenset[str]
    manner: Manner
    known: Known

    def way(self, page: int) -> Way:
        """Return how text goes on a page."""
        return Way(page not in self.manner.whole, self.known)


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
    manner: Manner = Manner(),
) -> tuple[tuple[str, ...], Layout]:
    """Do as `apply` does, and give the redactions with an id in `names` one width (see `width`).

    Return the notes, among them how many boxes keep their width, and where everything stands now.
    Pages that cannot be redacted otherwise become pictures.
    """
    notes = losses(source)
    ordered = sorted(redactions, key=lambda redaction: redaction.page)
    with opened(source) as doc:
        try:
            _keep_apart(doc)
            blanked = unshown.blank(doc)
            flat = manner.flat | blanked.unclear
            manner = Manner(flat, manner.whole)
            order = _Order(_font(doc) if ordered else 0, names, manner, {})
            used = unshown.used(doc)
            made = _made(doc, ordered, order, blanked.unclear)
            if unshown.used(doc) > used:
                again = unshown.blank(doc)
                made = replace(made, failed=made.failed | (again.unclear - flat))
            if not made.failed:
                _drop_document_level(doc)
                _join_contents(doc, {one.page for one in ordered} | blanked.unclear | flat)
                pressed = {"deflate_images": True, "deflate_fonts": True}
                doc.save(target, garbage=4, no_new_id=True, **pressed)
        except _FAULTS as error:
            raise Rejected(Reason.DAMAGED) from error
    if made.failed & flat:
        raise Unfinished(Reason.LEAK_FOUND, f"page {min(made.failed & flat)}")
    if made.failed:
        return lay_out(source, target, redactions, names, manner.after(made.failed))
    told = [f"width_kept:{made.kept}"] if made.kept else []
    told += [f"hidden_pixels_dropped:{blanked.images}"] if blanked.images else []
    told += [f"page_rasterised:{number}" for number in sorted(flat)]
    return (*notes, *told), together(made.layouts)


@dataclass(frozen=True, slots=True)
class _Made:
    """How the pages of a document are laid out, how many names keep their width, what failed."""

    layouts: tuple[Layout, ...]
    kept: int
    failed: frozenset[int]


def _made(
    doc: pymupdf.Document, ordered: Sequence[Redaction], order: _Order, unclear: Collection[int]
) -> _Made:
    """Redact pages, and draw those anew of which it is not clear what their images hide."""
    on_pages: dict[int, tuple[Redaction, ...]] = dict.fromkeys(unclear, ())
    on_pages |= {page: tuple(some) for page, some in groupby(ordered, key=lambda one: one.page)}
    layouts, kept, failed = list[Layout](), 0, set[int]()
    for number, group in sorted(on_pages.items()):
        try:
            page, left = _redact(doc[number - 1], group, order)
        except _CANNOT:
            failed.add(number)
            continue
        layouts.append(page)
        kept += left
    return _Made(tuple(layouts), kept, frozenset(failed))


def _redact(
    page: pymupdf.Page, redactions: tuple[Redaction, ...], order: _Order
) -> tuple[Layout, int]:
    """Redact a page; return its layout and how many names keep their width."""
    found = [box for redaction in redactions for box in redaction.boxes]
    if page.number + 1 in order.manner.flat:
        return _flattened(page, redactions, order)
    names = [one for one in redactions if one.id in order.names]
    named = [box for one in names for box in one.boxes]
    text, was = text_on(page), removing.read(page, order.known)
    # Asking for the ink of a page reads it all once more.
    log = () if was.sheet and strings.only_text(was.sheet) else page.get_bboxlog()
    if on_veiled(page, log, found):
        raise Unfinished(Reason.LEAK_FOUND, f"page {page.number + 1}")
    before, drawn = lines_around(page, found, named, text), inks(page, log)
    seen = survey(page, text, log) if names else None
    left = removing.emptied(page, was, (before, drawn), found, order.way(page.number + 1))
    layout, kept = Layout(redactions), sum(len(one.boxes) for one in names)
    content = None
    if seen and left.sheet:
        known = Page(page.number + 1, seen, before, left.content, left.sheet)
        if made := one_width(known, redactions, order.names):
            layout, before, kept, content = made.layout, made.before, made.kept, made.content
    content = b"q\n%b\nQ" % (left.written() if content is None else content)
    _paint_boxes(page, content, layout.redactions, (before, drawn), order.font)
    return layout, kept


def _flattened(
    page: pymupdf.Page, redactions: tuple[Redaction, ...], order: _Order
) -> tuple[Layout, int]:
    found = [box for redaction in redactions for box in redaction.boxes]
    around = lines_around(page, found), inks(page, page.get_bboxlog())
    pixels.flatten(page, found, to_user_space(page))
    if redactions:
        content = b"q\n%b\nQ" % page.read_contents()
        _paint_boxes(page, content, redactions, around, order.font)
    return Layout(redactions), sum(len(one.boxes) for one in redactions if one.id in order.names)


def _paint_boxes(
    page: pymupdf.Page,
    content: bytes,
    redactions: Sequence[Redaction],
    around: tuple[Sequence[Line], Sequence[Box]],
    font: int,
) -> None:
    before, drawn = around
    found = [(redaction, box) for redaction in redactions for box in redaction.boxes]
    fixed = [*_edges(page), *map(_sides, drawn)]
    free = rooms([box for _, box in found], before, fixed)
    painted = [boxes.fitted(one, room) for (one, _), room in zip(found, free, strict=True)]
    _add_font(page, font)
    on_top = boxes.stream(painted, to_user_space(page))
    set_content(page, content, on_top)
    if level := blank(page):
        set_content(page, content + level, on_top)


def _sides(box: Box) -> Sides:
    return Sides(box.x0, box.y0, box.x1, box.y1)


def _edges(page: pymupdf.Page) -> list[Sides]:
    """Return what lies beside the page: no box may grow over it, as over lines and images."""
    sheet = page.rect
    far = 1e4
    return [
        Sides(-far, -far, 0, far),
        Sides(-far, -far, far, 0),
        Sides(sheet.width, -far, far + sheet.width, far),
        Sides(-far, sheet.height, far, far + sheet.height),
    ]


def _font(doc: pymupdf.Document) -> int:
    xref = int(doc.get_new_xref())
    doc.update_object(xref, boxes.FONT_OBJECT)
    return xref


def _add_font(page: pymupdf.Page, font: int) -> None:
    """Name the label's font in the page's resources, its own from now on (7.7.3.4).

    PyMuPDF's `xref_set_key` writes an object out and reads it again for each key.
    """
    pdf = pymupdf._as_pdf_document(page.parent)  # noqa: SLF001 - as in `shown`
    holder = mupdf.pdf_lookup_page_obj(pdf, page.number)
    resources = mupdf.pdf_dict_gets(holder, "Resources")
    if not mupdf.pdf_is_dict(resources):
        resources = _inherited(holder)
        mupdf.pdf_dict_puts(holder, "Resources", resources)
    fonts = mupdf.pdf_dict_gets(resources, "Font")
    if not mupdf.pdf_is_dict(fonts):
        fonts = mupdf.pdf_dict_puts_dict(resources, "Font", 1)
    mupdf.pdf_dict_puts(fonts, boxes.FONT, mupdf.pdf_new_indirect(pdf, font, 0))


def _inherited(holder: Any) -> Any:  # noqa: ANN401 - MuPDF's own objects
    """Return the resources of the pages above one that has none, to become its own."""
    above = mupdf.pdf_dict_get_inheritable(holder, mupdf.pdf_new_name("Resources"))
    if not mupdf.pdf_is_dict(above):
        return mupdf.pdf_new_dict(mupdf.pdf_get_bound_document(holder), 1)
    return above if mupdf.pdf_is_indirect(above) else mupdf.pdf_deep_copy_obj(above)


def _join_contents(doc: pymupdf.Document, but: Collection[int]) -> None:
    """Make one stream of those of each page, but for some pages (1-based) and in small documents.

    Some producers write eight streams a page or more. MuPDF compares each with each when it saves.
    """
    pdf = pymupdf._as_pdf_document(doc)  # noqa: SLF001 - as in `shown`
    left = [at for at in range(doc.page_count) if at + 1 not in but]
    pages = {at: mupdf.pdf_lookup_page_obj(pdf, at) for at in left}
    counts = {at: mupdf.pdf_array_len(mupdf.pdf_dict_gets(pages[at], "Contents")) for at in left}
    if sum(counts.values()) <= _MANY:
        return
    for at in left:
        if counts[at] > 1:
            mupdf.pdf_dict_puts(pages[at], "Contents", added(pdf, shown.content(doc, at)))


def _keep_apart(doc: pymupdf.Document) -> None:
    """Give each page an object of its own, and merge a last stream of boxes into its content.

    Boxes of an earlier redaction are ordinary content now.
    """
    _copy_repeated(doc)
    for number in range(doc.page_count):
        kind, value = doc.xref_get_key(doc.page_xref(number), "Contents")
        if kind == "xref" and doc.xref_is_stream(int(value.split()[0])):
            continue
        page = doc.load_page(number)
        streams = page.get_contents()
        if len(streams) > 1 and boxes.ours(doc.xref_stream(streams[-1])):
            doc.xref_set_key(page.xref, "Contents", stream(doc, page.read_contents()))


def _copy_repeated(doc: pymupdf.Document) -> None:
    known: set[int] = set()
    for number in range(doc.page_count):
        if (xref := doc.page_xref(number)) in known:
            doc.fullcopy_page(number, number)
            doc.delete_page(number + 1)
        known.add(xref)


def _drop_document_level(doc: pymupdf.Document) -> None:
    """Leave nothing but pages: no link, outline, script, attachment, structure tree, metadata."""
    pdf = pymupdf._as_pdf_document(doc)  # noqa: SLF001 - as in `shown`
    for number in range(doc.page_count):
        mupdf.pdf_dict_dels(mupdf.pdf_lookup_page_obj(pdf, number), "Annots")
    trailer = mupdf.pdf_trailer(pdf)
    catalog = mupdf.pdf_dict_gets(trailer, "Root")
    for key in doc.xref_get_keys(doc.pdf_catalog()):
        if key not in ("Type", "Pages"):
            mupdf.pdf_dict_dels(catalog, key)
    mupdf.pdf_dict_dels(trailer, "Info")
