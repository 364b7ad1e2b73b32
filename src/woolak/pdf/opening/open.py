# SPDX-License-Identifier: EUPL-1.2
"""A path goes in; a checked PDF comes out whose pages show everything they can, in memory only.

What a page shows through layers, annotations and form fields is then ordinary page content: it is
read, found and removed like any other text. The file itself is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pymupdf

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.opening import hidden, shown

# MuPDF writes its complaints to stderr itself, past every log and past the operator's one sentence.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_ICONS = frozenset({"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen"})
_REFERENCES = re.compile(r"\[\s*(?:\d+ \d+ R\s*)*\]")
_HIDDEN = 2 | 32
_TOO_DEEP = re.compile("overflow|nest|recurs|too deep|too many|stack")
"""MuPDF's words for content that goes too deep."""
_HEADER_WITHIN = 1024
_IN_MEMORY = 1 << 25
"""Bytes: a larger file is read from disk, part by part."""
_MOST_PAGES = 100_000
FAULTS = (
    pymupdf.mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
)
"""What PyMuPDF raises on a bad PDF: MuPDF's own errors are no RuntimeErrors on every path."""


def check(path: Path) -> int:
    """Return the number of pages of a PDF that can be processed; raises Rejected."""
    with _document(path) as doc:
        pages = int(doc.page_count)
        if pages > _MOST_PAGES:
            raise Rejected(Reason.TOO_COMPLEX)
        if _pages_for_qpdf(path) not in (None, pages):
            raise Rejected(Reason.DAMAGED)
        _load_all(doc)
    return pages


@contextmanager
def opened(path: Path, numbers: Sequence[int] | None = None) -> Iterator[pymupdf.Document]:
    """Yield the prepared document: all layers on, annotations and form fields baked in.

    `numbers` (1-based, ascending, each once) keeps only those pages, in that order: preparing a
    slice of a long document does not cost the whole document. Raises Rejected as `check` does, and
    IndexError for a page that the document does not have.
    """
    with doubted(path, numbers) as (doc, _):
        yield doc


@contextmanager
def doubted(
    path: Path, numbers: Sequence[int] | None = None
) -> Iterator[tuple[pymupdf.Document, frozenset[int]]]:
    """Yield what `opened` does, and the pages (1-based, of the whole) that may show otherwise.

    Of these it is not sure what a reader sees: they show all layers, or stand in for a form that
    only some readers lay out.
    """
    with _document(path) as whole, _as_seen(whole, path) as (doc, unsure):
        elsewhere = _laid_out_elsewhere(whole)
        if numbers is not None and not all(1 <= number <= doc.page_count for number in numbers):
            raise IndexError("no such page")
        try:
            prepare(doc, numbers)
        except FAULTS:
            raise Rejected(Reason.DAMAGED) from None
        yield doc, unsure | elsewhere


def _laid_out_elsewhere(doc: pymupdf.Document) -> frozenset[int]:
    """Return the pages of a dynamic XFA form: all, of which none is what its reader sees.

    They say "Please wait" or nothing; the form is XML beside them (ISO 32000-2, 7.7.2).
    """
    dynamic = doc.xref_get_key(doc.pdf_catalog(), "NeedsRendering")[1] == "true"
    return frozenset(range(1, doc.page_count + 1)) if dynamic else frozenset()


def why(error: BaseException) -> Reason:
    """Return the reason for which one of FAULTS stopped a document."""
    return Reason.TOO_COMPLEX if _TOO_DEEP.search(str(error)) else Reason.DAMAGED


@contextmanager
def _as_seen(
    doc: pymupdf.Document, path: Path
) -> Iterator[tuple[pymupdf.Document, frozenset[int]]]:
    """Yield the document without what its layers hide from a reader, and its unsure pages."""
    found = _seen(doc, path)
    if found.data is None:
        yield doc, found.unsure
        return
    with pymupdf.open("pdf", found.data) as shown_only:
        yield shown_only, found.unsure


def _seen(doc: pymupdf.Document, path: Path) -> hidden.Seen:
    if doc.xref_get_key(doc.pdf_catalog(), "OCProperties")[0] == "null":
        return hidden.Seen(None)
    try:
        return hidden.seen(path)
    except hidden.FAULTS:
        return hidden.Seen(None, frozenset(range(1, doc.page_count + 1)))


def turn(page: pymupdf.Page) -> pymupdf.Matrix:
    """Return the matrix from PyMuPDF's points, which leave /Rotate out, to displayed points.

    PyMuPDF's own `rotation_matrix` is wrong on a page with a UserUnit.
    """
    wide, high = page.rect.width, page.rect.height
    return {
        0: pymupdf.Matrix(1, 0, 0, 1, 0, 0),
        90: pymupdf.Matrix(0, 1, -1, 0, wide, 0),
        180: pymupdf.Matrix(-1, 0, 0, -1, wide, high),
        270: pymupdf.Matrix(0, -1, 1, 0, 0, high),
    }[page.rotation]


def prepare(doc: pymupdf.Document, numbers: Sequence[int] | None = None) -> None:
    """Bake annotations and fields in that a reader sees, before any page has been loaded.

    Layers are on by then: what they hide was taken out before.
    """
    # Without OCProperties optional content always shows, whatever its usage or membership says.
    if doc.xref_get_key(doc.pdf_catalog(), "OCProperties")[0] != "null":
        doc.xref_set_key(doc.pdf_catalog(), "OCProperties", "null")
    if numbers is not None:
        doc.select([number - 1 for number in numbers])
    shown.write_out(doc)
    for number in range(doc.page_count):
        _drop_icons(doc, doc.page_xref(number))
    doc.bake(annots=True, widgets=True)


def _drop_icons(doc: pymupdf.Document, page: int) -> None:
    """Drop what is not on screen, and the icons of comments and attached files.

    What those hold is on no page as text.
    """
    kind, value = doc.xref_get_key(page, "Annots")
    listed = doc.xref_object(int(value.split()[0])) if kind == "xref" else value
    if not _REFERENCES.fullmatch(listed):
        return
    numbers = [int(number) for number in re.findall(r"(\d+) \d+ R", listed)]
    shown = [
        n
        for n in numbers
        if doc.xref_get_key(n, "Subtype")[1] not in _ICONS and not _off_screen(doc, n)
    ]
    if shown != numbers:
        doc.xref_set_key(page, "Annots", f"[{' '.join(f'{n} 0 R' for n in shown)}]")


def _off_screen(doc: pymupdf.Document, annotation: int) -> bool:
    """Say whether an annotation has a flag Hidden or NoView (12.5.3)."""
    kind, flags = doc.xref_get_key(annotation, "F")
    return kind == "int" and bool(int(flags) & _HIDDEN)


@contextmanager
def _document(path: Path) -> Iterator[pymupdf.Document]:
    try:
        doc = _opened(path)
    except (*FAULTS, OSError) as error:
        # Files that are locked for a certificate have a handler that MuPDF does not know.
        locked = "encryption" in str(error.__cause__ or error.__context__)
        raise Rejected(Reason.PASSWORD if locked else Reason.DAMAGED) from None
    with doc:
        _look_at_structure(doc, path)
        yield doc


def _opened(path: Path) -> pymupdf.Document:
    """Open a file with MuPDF, which of a file on disk reads 4 KB anew for each object."""
    try:
        with path.open("rb") as file:
            data = file.read(_IN_MEMORY + 1)
    except (OSError, ValueError):
        raise Rejected(Reason.UNREADABLE_FILE) from None
    _look_at_head(data[:_HEADER_WITHIN])
    if len(data) > _IN_MEMORY:
        return pymupdf.open(path, filetype="pdf")
    return pymupdf.open("pdf", data)


def _look_at_head(head: bytes) -> None:
    if not head:
        raise Rejected(Reason.EMPTY)
    # MuPDF opens HTML and images whatever they are called.
    if b"%PDF-" not in head:
        raise Rejected(Reason.NOT_PDF)


def _look_at_structure(doc: pymupdf.Document, path: Path) -> None:
    if not doc.is_pdf:
        raise Rejected(Reason.NOT_PDF)
    if doc.needs_pass:
        raise Rejected(Reason.PASSWORD)
    try:
        pages = doc.page_count
    except FAULTS:
        raise Rejected(Reason.DAMAGED) from None
    if pages < 1:
        damaged = doc.is_repaired or _pages_for_qpdf(path) != 0
        raise Rejected(Reason.DAMAGED if damaged else Reason.NO_PAGES)


def _pages_for_qpdf(path: Path) -> int | None:
    """Return how many pages qpdf finds; None when only MuPDF can repair the file.

    The two disagree when /Count lies: MuPDF believes it and would leave pages unread. qpdf gives up
    on page trees deeper than 500 nodes, in which MuPDF loses pages.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError) as error:
        if "nested" in str(error):
            raise Rejected(Reason.TOO_COMPLEX) from None
        return None


def _load_all(doc: pymupdf.Document) -> None:
    try:
        for index in range(doc.page_count):
            doc.load_page(index)
    except FAULTS:
        raise Rejected(Reason.DAMAGED) from None
