# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; the notes that say what a redacted copy of it does not keep come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.named import named


def losses(path: Path) -> tuple[str, ...]:
    """Return the notes, sorted and named as in a dossier; raises Rejected for a bad file."""
    try:
        with pikepdf.open(path) as pdf:
            return tuple(sorted({*_of_catalog(pdf), *_of_pages(pdf), *_of_objects(pdf)}))
    except pikepdf.PasswordError as error:
        raise Rejected(Reason.PASSWORD) from error
    except pikepdf.PdfError as error:
        raise Rejected(Reason.DAMAGED) from error


def _of_catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/First" in _dictionary(root, "/Outlines"):
        yield "outline_dropped"
    if "/StructTreeRoot" in root:
        yield "tags_dropped"
    if _dictionary(root, "/OCProperties"):
        yield "layers_flattened"
    form = _dictionary(root, "/AcroForm")
    if len(form.get("/Fields", [])) or "/XFA" in form:
        yield "forms_flattened"
    if _dictionary(root, "/Perms"):
        yield "signature_removed"
    yield from _claims(root)


def _claims(root: pikepdf.Object) -> Iterator[str]:
    metadata = root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return
    # XMP may be UTF-16: without its NUL bytes the ASCII of a namespace prefix reads the same.
    xmp = metadata.read_bytes().replace(b"\0", b"")
    if b"pdfaid" in xmp or b"pdfa/ns/id" in xmp:
        yield "pdfa_claim_dropped"
    if b"pdfuaid" in xmp or b"pdfua/ns/id" in xmp:
        yield "pdfua_claim_dropped"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    kinds = Counter(
        str(annotation.get("/Subtype", ""))
        for page in pdf.pages
        for annotation in _annotations(page)
    )
    flags = (a.get("/F", 0) for page in pdf.pages for a in _annotations(page))
    if unseen := sum(isinstance(flag, int) and bool(flag & _OFF_SCREEN) for flag in flags):
        yield f"hidden_annotations_dropped:{unseen}"
    links, popups, widgets = (kinds.pop(kind, 0) for kind in ("/Link", "/Popup", "/Widget"))
    if links:
        yield f"links_dropped:{links}"
    if widgets:
        yield "forms_flattened"
    if kinds.total() or popups:
        yield f"annotations_flattened:{kinds.total() or popups}"


def _annotations(page: pikepdf.Page) -> list[pikepdf.Dictionary]:
    listed = page.obj.get("/Annots")
    found = list(listed) if isinstance(listed, pikepdf.Array) else []
    return [a for a in found if isinstance(a, pikepdf.Dictionary)]


_OFF_SCREEN = 2 | 32
"""The flags Hidden and NoView (ISO 32000-1, 12.5.3)."""


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    attachments = 0
    for entry in (entry for whole in pdf.objects if _may(whole) for entry in _dictionaries(whole)):
        if "/JS" in entry:
            yield "javascript_removed"
        if entry.get("/FT") == "/Sig" and "/V" in entry:
            yield "signature_removed"
        attachments += "/EF" in entry
    if attachments:
        yield f"attachments_dropped:{attachments}"


def _may(whole: pikepdf.Object) -> bool:
    names = named(whole)
    return names is None or not names.isdisjoint(_TELLING)


_TELLING = frozenset((b"JS", b"FT", b"EF"))
"""The keys that an object of any loss has."""


def _dictionaries(whole: object) -> Iterator[pikepdf.Dictionary]:
    """Yield a dictionary and the direct ones in it: an action often stands inside its owner."""
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        if isinstance(value, pikepdf.Stream):
            continue
        if isinstance(value, pikepdf.Dictionary):
            yield value
            inner = list(value.values())
        elif isinstance(value, pikepdf.Array) and len(value) < _LONG:
            inner = list(value)
        else:
            continue
        waiting += [part for part in inner if _direct(part)]


_LONG = 200
"""Longer direct arrays are tables of numbers (widths, kids): no actions stand in them."""


def _direct(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _dictionary(owner: pikepdf.Object, key: str) -> pikepdf.Dictionary:
    value = owner.get(key)
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()
