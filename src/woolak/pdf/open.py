# SPDX-License-Identifier: EUPL-1.2
"""A path goes in; a checked PDF comes out whose pages show everything they can, in memory only.

What a page shows through layers, annotations and form fields is then ordinary page content: it is
read, found and removed like any other text. The file itself is never written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pymupdf

from woolak.errors import Rejected
from woolak.model import Reason

# MuPDF writes its complaints to stderr itself, past every log and past the operator's one sentence.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_HEADER_WITHIN = 1024
_MOST_PAGES = 100_000
_FAULTS = (RuntimeError, ValueError, LookupError, TypeError)
"""What PyMuPDF raises on a bad PDF: MuPDF's own errors are RuntimeErrors."""


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
    with _document(path) as doc:
        if numbers is not None and not all(1 <= number <= doc.page_count for number in numbers):
            raise IndexError("no such page")
        try:
            prepare(doc, numbers)
        except _FAULTS:
            raise Rejected(Reason.DAMAGED) from None
        yield doc


def prepare(doc: pymupdf.Document, numbers: Sequence[int] | None = None) -> None:
    """Turn all layers on and bake annotations and fields in, before any page has been loaded."""
    # Without OCProperties optional content always shows, whatever its usage or membership says.
    doc.xref_set_key(doc.pdf_catalog(), "OCProperties", "null")
    if numbers is not None:
        doc.select([number - 1 for number in numbers])
    doc.bake(annots=True, widgets=True)


@contextmanager
def _document(path: Path) -> Iterator[pymupdf.Document]:
    _look_at_bytes(path)
    try:
        doc = pymupdf.open(path, filetype="pdf")
    except (*_FAULTS, OSError) as error:
        # Files that are locked for a certificate have a handler that MuPDF does not know.
        locked = "encryption" in str(error.__cause__ or error.__context__)
        raise Rejected(Reason.PASSWORD if locked else Reason.DAMAGED) from None
    with doc:
        _look_at_structure(doc, path)
        yield doc


def _look_at_bytes(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_WITHIN)
    except (OSError, ValueError):
        raise Rejected(Reason.UNREADABLE_FILE) from None
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
    except _FAULTS:
        raise Rejected(Reason.DAMAGED) from None
    if pages < 1:
        raise Rejected(Reason.DAMAGED if _pages_for_qpdf(path) else Reason.NO_PAGES)


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
    except _FAULTS:
        raise Rejected(Reason.DAMAGED) from None
