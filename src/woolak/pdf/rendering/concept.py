# SPDX-License-Identifier: EUPL-1.2
"""A PDF and what would be redacted go in; a concept with standard redaction annotations comes out.

Nothing is removed from a concept: it shows a line department or a third party what would go
(ISO 32000-1, 12.5.6.23). Markings that another program put in a PDF are read back as boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

from woolak.errors import Rejected
from woolak.gronden import GRONDEN
from woolak.model import Box, Reason, Redaction
from woolak.pdf.opening.open import opened, turn

NOTICE = "CONCEPT - vertrouwelijk - niet gelakt: de tekst onder de vakken staat er nog"
_RED, _WHITE = (0.61, 0.0, 0.27), (1.0, 1.0, 1.0)
_SIZE, _MARGIN = 8.0, 14.0
_MOST = 20_000
_REDACT = 12  # PyMuPDF's PDF_ANNOT_REDACT, made at run time


@dataclass(frozen=True, slots=True)
class Marking:
    """A redaction annotation: its page (1-based), its box as displayed, and what it says."""

    page: int
    box: Box
    label: str = field(repr=False)


def make(path: Path, redactions: Sequence[Redaction]) -> bytes:
    """Return the document with a marking for each box and CONCEPT on each page.

    Names of who made it, what was attached and what was commented stay out. Raises Rejected.
    """
    with opened(path) as doc:
        try:
            for redaction in redactions:
                _mark(doc[redaction.page - 1], redaction)
            for number in range(doc.page_count):
                _notice(doc[number])
            doc.set_metadata({"title": "CONCEPT", "producer": "woolak"})
            doc.del_xml_metadata()
            for name in doc.embfile_names():
                doc.embfile_del(name)
            return bytes(doc.tobytes(garbage=4, deflate=True))
        except (RuntimeError, ValueError, IndexError) as error:
            raise Rejected(Reason.DAMAGED) from error


def _mark(page: pymupdf.Page, redaction: Redaction) -> None:
    back = ~turn(page)
    label = GRONDEN[redaction.grond].box
    for box in redaction.boxes:
        rect = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * back
        annotation = page.add_redact_annot(rect, text=label, fill=_WHITE, fontsize=_SIZE)
        annotation.set_info(title="woolak", content=label, subject=redaction.id)
        annotation.set_colors(stroke=_RED)
        annotation.update()


def _notice(page: pymupdf.Page) -> None:
    """Write what this is along the top of the page as displayed."""
    at = pymupdf.Point(_MARGIN, _MARGIN) * ~turn(page)
    page.clean_contents()
    page.insert_text(at, NOTICE, fontsize=_SIZE, color=_RED, rotate=page.rotation)


def read(path: Path) -> list[Marking]:
    """Return the redaction annotations of a PDF, those of woolak's own concepts left out.

    Raises Rejected when it cannot be read or holds more markings than anyone drew.
    """
    try:
        with pymupdf.open(path, filetype="pdf") as doc:
            if doc.needs_pass:
                raise Rejected(Reason.PASSWORD)
            found = [m for number in range(doc.page_count) for m in _markings(doc[number])]
    except (RuntimeError, ValueError) as error:
        raise Rejected(Reason.DAMAGED) from error
    if len(found) > _MOST:
        raise Rejected(Reason.TOO_COMPLEX)
    return found


def _markings(page: pymupdf.Page) -> Iterator[Marking]:
    displayed = turn(page)
    for annotation in page.annots(types=[_REDACT]):
        if annotation.info.get("title") == "woolak":
            continue
        label = _label(page.parent, annotation)
        points = annotation.vertices or []
        quads = [points[at : at + 4] for at in range(0, len(points) - 3, 4)]
        for rect in [pymupdf.Quad(quad).rect for quad in quads] or [annotation.rect]:
            shown = pymupdf.Rect(rect) * displayed
            if not shown.is_empty:
                yield Marking(page.number + 1, Box(shown.x0, shown.y0, shown.x1, shown.y1), label)


def _label(doc: pymupdf.Document, annotation: pymupdf.Annot) -> str:
    """Return what a marking says of its ground: the text over it, else its comment."""
    kind, text = doc.xref_get_key(annotation.xref, "OverlayText")
    return text if kind == "string" and text.strip() else str(annotation.info.get("content", ""))
