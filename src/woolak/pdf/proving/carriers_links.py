# SPDX-License-Identifier: EUPL-1.2
"""A PDF in; which of its links and bookmarks only lead somewhere, and the texts that they hold.

Written apart from what makes them: it says what may stand in one, and nothing else may.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from urllib.parse import unquote

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.model import Box
from woolak.pdf.proving.residue import Place
from woolak.pdf.proving.sheets import Frame
from woolak.pdf.proving.spelling import fold, needle, squeezed

ObjectId = tuple[int, int]

_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/F", "/A", "/Dest", "/StructParent"})
_ACTION = frozenset({"/S", "/URI", "/Type"})
_OUTLINE = frozenset({"/Type", "/First", "/Last", "/Count"})
_BOOKMARK = frozenset({"/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest"})
_VIEWS = frozenset({"/XYZ", "/Fit", "/FitH", "/FitV", "/FitB", "/FitBH", "/FitBV"})
_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]+(:\d{1,5})?([/?#][!-~]*)?|mailto:[\w.%+-]+@[\w.-]+",
    re.IGNORECASE | re.ASCII,
)
_PAGE_TITLE = re.compile(r"Bladzijde \d+")
_MOST = 100_000


def links(pdf: pikepdf.Pdf) -> frozenset[ObjectId]:
    """Return the link annotations that hold a place and an address or a page, and no more."""
    pages = {page.obj.objgen for page in pdf.pages}
    return frozenset(
        item.objgen
        for page in pdf.pages
        for item in _annotations(page)
        if item.is_indirect and _is_link(item, pages)
    )


def only_links(page: pikepdf.Page, proved: frozenset[ObjectId]) -> bool:
    """Say whether a page has no annotations but those proved."""
    listed = page.obj.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return False
    return all(isinstance(x, pikepdf.Dictionary) and x.objgen in proved for x in listed)


def bookmarks(pdf: pikepdf.Pdf) -> frozenset[ObjectId]:
    """Return the objects of an outline that holds titles and pages, and no more; else none."""
    root = pdf.Root.get("/Outlines")
    if not isinstance(root, pikepdf.Dictionary) or not root.is_indirect:
        return frozenset()
    pages = {page.obj.objgen for page in pdf.pages}
    if not set(root.keys()) <= _OUTLINE or not _is_count(root):
        return frozenset()
    found = {root.objgen}
    for item in _items(root):
        if not item.is_indirect or not _is_bookmark(item, pages):
            return frozenset()
        found.add(item.objgen)
    return frozenset(found)


def texts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield the mechanism and the text of each address and each title."""
    for page in pdf.pages:
        for item in _annotations(page):
            action = item.get("/A")
            if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
                yield "link_text", str(action.URI)
    root = pdf.Root.get("/Outlines")
    if isinstance(root, pikepdf.Dictionary):
        for item in _items(root):
            yield "outline_text", str(item.get("/Title", ""))


def telling(pdf: pikepdf.Pdf, removed: Iterable[str]) -> set[Place]:
    """Return where an address or a title holds the letters of a removed text.

    What a reader would see in it counts, percent signs read, also where the text stays on a page.
    """
    letters = {item.letters for text in removed if (item := needle(text))}
    found: set[Place] = set()
    for where, text in texts(pdf):
        for level in (text, unquote(text), unquote(unquote(text))):
            packed = squeezed(fold(level))
            if not _PAGE_TITLE.fullmatch(text) and any(item in packed for item in letters):
                found.add((0, where))
    return found


def linked(page: pdfium.PdfPage, shown: Frame, boxes: Sequence[Box]) -> bool:
    """Say whether a link lies on one of the displayed boxes, as pdfium sees it."""
    at, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, at, link):
        if not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        corners = np.array([[rect.left, rect.bottom, rect.right, rect.top]], dtype=np.float64)
        place = Box(*map(float, shown.boxes(corners)[0]))
        if any(place.overlaps(box) for box in boxes):
            return True
    return False


def _annotations(page: pikepdf.Page) -> Iterator[pikepdf.Dictionary]:
    listed = page.obj.get("/Annots")
    for item in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Dictionary):
            yield item


def _items(root: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """Yield each bookmark once."""
    waiting, seen = [root.get("/First")], {root.objgen}
    while waiting and len(seen) < _MOST:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            waiting += [item.get("/Next"), item.get("/First")]


def _is_link(item: pikepdf.Dictionary, pages: set[ObjectId]) -> bool:
    leads = ("/A" in item) != ("/Dest" in item)
    flags = all(isinstance(item.get(key, 0), int) for key in ("/F", "/StructParent"))
    return (
        set(item.keys()) <= _LINK
        and item.get("/Subtype") == "/Link"
        and item.get("/Type") == "/Annot"
        and _numbers(item, "/Rect")
        and ("/Border" not in item or _numbers(item, "/Border"))
        and flags
        and leads
        and (_is_address(item.get("/A")) if "/A" in item else _is_page(item.get("/Dest"), pages))
    )


def _is_address(action: object) -> bool:
    if not isinstance(action, pikepdf.Dictionary) or not set(action.keys()) <= _ACTION:
        return False
    uri = action.get("/URI")
    return (
        action.get("/S") == "/URI"
        and action.get("/Type", pikepdf.Name.Action) == "/Action"
        and isinstance(uri, pikepdf.String)
        and bool(_ADDRESS.fullmatch(str(uri)))
    )


def _is_page(target: object, pages: set[ObjectId]) -> bool:
    if not isinstance(target, pikepdf.Array) or len(target) < 2:  # noqa: PLR2004 - page, view
        return False
    parts: list[object] = list(target)
    page, view, *rest = parts
    return (
        isinstance(page, pikepdf.Dictionary)
        and page.objgen in pages
        and str(view) in _VIEWS
        and all(_is_number(one) for one in rest if one is not None)
    )


def _is_bookmark(item: pikepdf.Dictionary, pages: set[ObjectId]) -> bool:
    return (
        set(item.keys()) <= _BOOKMARK
        and isinstance(item.get("/Title"), pikepdf.String)
        and _is_count(item)
        and _is_page(item.get("/Dest"), pages)
    )


def _is_count(item: pikepdf.Dictionary) -> bool:
    return isinstance(item.get("/Count", 0), int)


def _numbers(item: pikepdf.Dictionary, key: str) -> bool:
    value = item.get(key)
    return isinstance(value, pikepdf.Array) and all(_is_number(one) for one in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
