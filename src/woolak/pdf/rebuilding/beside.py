# SPDX-License-Identifier: EUPL-1.2
"""An original and its redactions go in; its clean links, outline and tags come out, to put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import pikepdf
import pypdfium2 as pdfium

from woolak.model import Redaction
from woolak.pdf import boxes
from woolak.pdf.moves import Layout
from woolak.pdf.proving.spelling import SEPARATOR, fold, squeezed
from woolak.pdf.rebuilding import links as sanitize_links
from woolak.pdf.rebuilding import outline as sanitize_outline
from woolak.pdf.rebuilding import tags as sanitize_tags
from woolak.pdf.rebuilding.content import Content
from woolak.pdf.rebuilding.language import of_document
from woolak.pdf.rebuilding.links import Doorkeeper, Link
from woolak.pdf.rebuilding.marks import Cut, Marks
from woolak.pdf.rebuilding.outline import Bookmark
from woolak.pdf.rebuilding.places import Place, places
from woolak.pdf.rebuilding.tags import BrokenTree
from woolak.pdf.rebuilding.tags_boxes import Boxes, Seats, elements, seat
from woolak.pdf.rebuilding.tags_written import write as write_tags
from woolak.pdf.rebuilding.traces import Clean

T = TypeVar("T")

_FAULTS = (pikepdf.PikepdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError)
_PUT_BACK = ("links_dropped:", "outline_dropped", "tags_dropped")


@dataclass(frozen=True, slots=True)
class Beside:
    """The original of a redacted file, and what says whether a text tells of what was removed.

    `redactions` have their boxes as in the original, `layout` as painted when those differ.
    """

    original: Path
    redactions: Sequence[Redaction]
    clean: Clean
    layout: Layout = field(default_factory=Layout)
    plain: Clean = lambda _: True
    """Whether an address that no page shows is sure to name nobody."""

    def painted(self) -> dict[str, Redaction]:
        """Return the redactions as painted, by their id."""
        return {one.id: one for one in (*self.redactions, *self.layout.redactions)}


@dataclass(slots=True)
class _Tags:
    """The tree that goes back, and what each new page turned out to mark."""

    seats: Seats
    places: Mapping[int, Mapping[str, Place]]
    numbers: Mapping[int, frozenset[int]]
    used: dict[int, set[int]] = field(default_factory=dict)

    def cuts(self, page: int) -> dict[int, list[Cut]]:
        """Return where the marked text of a page is cut for a box: not where it ends anyway."""
        found: dict[int, set[Cut]] = {}
        for place in self.places.get(page, {}).values():
            if place.cut.at < place.of:
                found.setdefault(place.number, set()).add(place.cut)
        return {number: sorted(cuts) for number, cuts in found.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """What goes back beside the pages of a new file, filled page by page as those are made."""

    language: str
    links: list[Link]
    found: int
    """How many links the original has."""
    outline: Sequence[Bookmark]
    tags: _Tags | None
    notes: tuple[str, ...]

    def marks(self, page: int, named: Mapping[str, int]) -> Marks | None:
        """Return which marks of a page (0-based) stay; `named` are those of its resources."""
        if self.tags is None:
            return None
        strings = {place.number: place.of for place in self.tags.places.get(page, {}).values()}
        numbers = self.tags.numbers.get(page, frozenset())
        return Marks(numbers, named, self.tags.cuts(page), strings)

    def take(self, page: int, content: Content, stream: bytes) -> bytes:
        """Note what a page marks; return its stream of boxes as the tags can refer to it.

        A link on a painted box, which may be wider than what it covers, goes.
        """
        areas = boxes.areas(stream)
        self.links[:] = [k for k in self.links if k.page != page or not k.touches(areas)]
        if self.tags is None:
            return stream
        used = self.tags.used[page] = set(content.marks)
        if not stream:
            return stream
        first = max(used, default=-1) + 1
        spoken = boxes.spoken(stream)
        used.update(range(first, first + len(spoken)))
        made = elements(page, spoken, first)
        places_here = self.tags.places.get(page, {})
        seat(self.tags.seats, Boxes(page, made, places_here, content.parts, self.tags.cuts(page)))
        return boxes.numbered(stream, first)

    def write(self, new: pikepdf.Pdf) -> tuple[str, ...]:
        """Put everything back into a new file whose pages are there; return the notes."""
        new.Root["/Lang"] = pikepdf.String(self.language)
        lost = self.found - len(self.links)
        notes = (*self.notes, f"links_dropped:{lost}") if lost else self.notes
        made = sanitize_links.write(new, self.links)
        sanitize_outline.write(new, self.outline)
        if self.tags is None:
            return notes
        if not any(self.tags.used.values()):
            return (*notes, "tags_dropped")
        pairs = zip(self.links, made, strict=True)
        links = {link.source: (link.page, annotation) for link, annotation in pairs}
        marks = [self.tags.used.get(page, set()) for page in range(len(new.pages))]
        write_tags(new, self.tags.seats.top, marks, links)
        return notes


def settled(lost: Sequence[str], kept: Sequence[str]) -> tuple[str, ...]:
    """Return the notes on a file: what its bare pages lost, less what was put back beside them."""
    still = [note for note in lost if not note.startswith(_PUT_BACK)]
    return tuple(sorted({*still, *kept}))


def read(beside: Beside, redacted: Path) -> Kept:
    """Return what may go back of an original; raises pikepdf.PdfError when it cannot be opened.

    What turns out to be damaged does not go back.
    """
    with pikepdf.open(beside.original) as pdf, _shown(redacted) as shown:
        no_links: tuple[list[Link], int] = [], sanitize_links.count(pdf)
        no_outline: tuple[Sequence[Bookmark], list[str]] = (), ["outline_dropped"]
        no_tags: tuple[_Tags | None, list[str]] = None, ["tags_dropped"]
        links, count = _whole(lambda: _links(pdf, beside, shown), no_links)
        outline, told = _whole(lambda: _outline(pdf, beside, shown), no_outline)
        tags, more = _whole(lambda: _tags(pdf, beside, shown), no_tags)
        language = of_document(pdf.Root.get("/Lang"))
        return Kept(language, links, count, outline, tags, (*told, *more))


def _whole(attempt: Callable[[], T], otherwise: T) -> T:
    try:
        return attempt()
    except _FAULTS:
        return otherwise


def _links(pdf: pikepdf.Pdf, beside: Beside, shown: _Shown) -> tuple[list[Link], int]:
    covered = {
        page - 1: [box for redaction in group for box in redaction.boxes]
        for page, group in _by_page(beside.redactions)
    }
    keeper = Doorkeeper(beside.clean, shown.holds, covered, beside.layout, beside.plain)
    return sanitize_links.read(pdf, keeper)


def _outline(
    pdf: pikepdf.Pdf, beside: Beside, shown: _Shown
) -> tuple[Sequence[Bookmark], list[str]]:
    def good(page: int, title: str) -> bool:
        return beside.clean(title) and shown.says(page, title)

    outline, replaced = sanitize_outline.read(pdf, good)
    if not outline and "/First" in pdf.Root.get("/Outlines", pikepdf.Dictionary()):
        return (), ["outline_dropped"]
    return outline, [f"outline_titles_replaced:{replaced}"] if replaced else []


def _by_page(redactions: Sequence[Redaction]) -> Iterator[tuple[int, list[Redaction]]]:
    ordered = sorted(redactions, key=lambda redaction: redaction.page)
    for page, group in groupby(ordered, key=lambda redaction: redaction.page):
        yield page, list(group)


def _tags(pdf: pikepdf.Pdf, beside: Beside, shown: _Shown) -> tuple[_Tags | None, list[str]]:
    if "/StructTreeRoot" not in pdf.Root:
        return None, []
    try:
        top, alternates = sanitize_tags.read(pdf)
    except BrokenTree:
        return None, ["tags_dropped"]
    seats = Seats.of(top)
    numbers: dict[int, set[int]] = {}
    for page, number in seats.owners:
        numbers.setdefault(page, set()).add(number)
    frozen = {page: frozenset(found) for page, found in numbers.items()}
    told = [f"alternate_texts_dropped:{alternates}"] if alternates else []
    return _Tags(seats, _places(pdf, beside, shown.pdf()), frozen), told


def _places(
    pdf: pikepdf.Pdf, beside: Beside, redacted: pdfium.PdfDocument
) -> dict[int, dict[str, Place]]:
    """Return the places of the redactions by page (0-based); none when pdfium cannot say."""
    found: dict[int, dict[str, Place]] = {}
    painted = beside.painted()
    try:
        with _opened(beside.original) as original:
            for page, group in _by_page(beside.redactions):
                unit = float(pdf.pages[page - 1].obj.get("/UserUnit", 1))
                pairs = [(one, painted[one.id]) for one in group]
                found[page - 1] = places(original, redacted, unit, pairs)
    except pdfium.PdfiumError:
        return {}
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """The text that the pages of a redacted file show, opened and read when it is asked for."""

    pdf: Callable[[], pdfium.PdfDocument]
    read: dict[int, str] = field(default_factory=dict, repr=False)

    def holds(self, page: int, address: str) -> bool:
        """Say whether a page shows an address, with or without `https://`."""
        bare = _SCHEME.sub("", address).rstrip("/")
        return bool(bare) and "".join(bare.split()).casefold() in self._packed(page)

    def says(self, page: int, title: str) -> bool:
        """Say whether a page shows a title."""
        letters = squeezed(fold(title)).replace(SEPARATOR, "")
        return bool(letters) and letters in squeezed(fold(self._packed(page)))

    def _packed(self, page: int) -> str:
        if page not in self.read:
            opened = self.pdf()[page]
            text = opened.get_textpage()
            self.read[page] = "".join(text.get_text_range().split()).casefold()
            text.close()
            opened.close()
        return self.read[page]


_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


@contextmanager
def _shown(path: Path) -> Iterator[_Shown]:
    with ExitStack() as stack:
        yield _Shown(cache(lambda: stack.enter_context(_opened(path))))


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    pdf = pdfium.PdfDocument(path)
    try:
        yield pdf
    finally:
        pdf.close()
