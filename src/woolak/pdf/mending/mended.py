# SPDX-License-Identifier: EUPL-1.2
"""A PDF whose build readers take in different ways goes in; a copy that all read alike comes out.

A table of objects that is wrong, streams without an end, page trees that lie or go hundreds of
nodes deep, forms that draw themselves: each reader takes those in its own way. The copy has one
flat list of pages, and all that is read, redacted and proved is that copy. It is made only where
nothing is lost by it: what pdfium, MuPDF and poppler show of the original has to be in it.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pikepdf
import pymupdf
import pypdfium2 as pdfium

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.ink import Gray
from woolak.pdf.mending.content import settle
from woolak.pdf.opening import open as opening
from woolak.pdf.proving import inked, poppler
from woolak.pdf.proving.sheets import glyphs, opened, sheet

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_LETTER = (0, 0, 612, 792)
"""The size that readers give a page without any."""
_CATALOG = re.compile(
    rb"\b(\d+)\s+(\d+)\s+obj\s*<<(?:(?!endobj).){0,400}?/Type\s*/Catalog\b", re.DOTALL
)
_OBJECT = re.compile(rb"(?=[\r\n](?:\d+ \d+ obj|xref|trailer|startxref)\b)")
_BEGINS = re.compile(rb">>\s*stream\r?\n")
_END = b"\nendstream\nendobj"
_TAIL = 2048
"""Bytes: a file that is whole says within so many of its end where its table of objects is."""
_DPI = 36
_MOST_NODES = 200_000
_DEEP = 40
"""Nodes: page trees that go deeper are read by some readers only."""
_CURABLE = frozenset({Reason.DAMAGED, Reason.TOO_COMPLEX, Reason.NO_PAGES})
_FAULTS = (pikepdf.PikepdfError, pdfium.PdfiumError, *opening.FAULTS)


def take_in(path: Path, copy: Path) -> int:
    """Return the number of pages of a PDF, and write `copy` where readers may differ about it.

    Raises Rejected when it cannot be processed, and when its end is gone with some of its objects:
    what is left of it could be read, and would pass for the whole.
    """
    if _cut_off(path):
        raise Rejected(Reason.DAMAGED)
    refused: Rejected | None = None
    pages = 0
    try:
        pages = opening.check(path)
    except Rejected as error:
        if error.reason not in _CURABLE:
            raise
        refused = error
    if refused is None and not _flawed(path):
        return pages
    try:
        return _mend(path, copy)
    except (Rejected, *_FAULTS):
        copy.unlink(missing_ok=True)
        if refused is not None:
            raise refused from None
        return pages


def _cut_off(path: Path) -> bool:
    """Say whether a file stops before its end, and objects that it speaks of are not there."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        if b"startxref" in file.read():
            return False
    data = path.read_bytes()
    begun = data.rfind(b" obj")
    if begun < 0 or b"startxref" in data[begun:]:
        return False
    if b"endobj" not in data[begun:]:
        return True
    try:
        # qpdf takes an object that the file ends right behind for one that is not there.
        with _open(io.BytesIO(data + b"\n%%EOF\n")) as pdf:
            return any(one is None for one in pdf.objects)
    except _FAULTS:
        return False


def _flawed(path: Path) -> bool:
    """Say whether a file that opens is built in a way that other readers may repair otherwise."""
    try:
        with _open(path) as pdf:
            tree = _tree(pdf)
            return tree.odd or bool(pdf.get_warnings()) or _settled(pdf, tree)
    except _FAULTS:
        return True


def _mend(path: Path, copy: Path) -> int:
    data = path.read_bytes()
    for repaired in (_as_it_is, _with_root, _with_ends, _by_way_of_mupdf):
        try:
            sound, settled = _flat(_open(io.BytesIO(repaired(data))))
            if not _misses(data, sound, settled=settled):
                copy.write_bytes(sound)
                return opening.check(copy)
        except (Rejected, *_FAULTS):
            continue
    raise Rejected(Reason.DAMAGED)


def _open(source: Path | io.BytesIO) -> pikepdf.Pdf:
    # What pages inherit would be looked up at once, which fails in trees that go deep.
    return pikepdf.open(source, suppress_warnings=True, inherit_page_attributes=False)


def _as_it_is(data: bytes) -> bytes:
    return data


def _with_root(data: bytes) -> bytes:
    """Return a file with a trailer that names the last catalog in it."""
    found = [*_CATALOG.finditer(data)]
    if not found:
        raise Rejected(Reason.DAMAGED)
    return data + b"\ntrailer\n<</Root %b %b R>>\nstartxref\n0\n%%%%EOF\n" % found[-1].groups()


def _with_ends(data: bytes) -> bytes:
    """Return a file in which each stream ends where the next object begins, if not before."""
    objects = _OBJECT.split(data)
    endless = (_BEGINS.search(one) and b"endstream" not in one for one in objects)
    return b"".join([one + _END * bool(open_) for one, open_ in zip(objects, endless, strict=True)])


def _by_way_of_mupdf(data: bytes) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as doc:
        return bytes(doc.tobytes())


def _settled(pdf: pikepdf.Pdf, tree: _Tree) -> bool:
    pages = [(page.node, page.inherited.get("/Resources")) for page in tree.pages]
    return settle(pdf, [(node, node.get("/Resources", above)) for node, above in pages])


def _flat(source: pikepdf.Pdf) -> tuple[bytes, bool]:
    """Return a file with a flat list of pages, and whether what they draw had to change too."""
    with source as pdf:
        tree = _tree(pdf)
        pages, settled = tree.pages, _settled(pdf, tree)
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages))
        kids = [pdf.make_indirect(_leaf(page.node, page.inherited, root)) for page in pages]
        if not kids:
            raise Rejected(Reason.NO_PAGES)
        root.Kids, root.Count = pikepdf.Array(kids), len(kids)
        pdf.Root.Pages, pdf.Root.Type = root, pikepdf.Name.Catalog
        out = io.BytesIO()
        pdf.save(out, encryption=False)
        return out.getvalue(), settled


def _leaf(
    page: pikepdf.Dictionary, inherited: Mapping[str, pikepdf.Object], root: pikepdf.Dictionary
) -> pikepdf.Dictionary:
    page.Type, page.Parent = pikepdf.Name.Page, root
    for key, value in inherited.items():
        if page.get(key) is None:
            page[key] = value
    if page.get("/MediaBox") is None:
        page.MediaBox = pikepdf.Array(_LETTER)
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        page.Contents = pikepdf.Array(_streams(contents))
    elif contents is not None and not isinstance(contents, pikepdf.Stream):
        del page["/Contents"]
    return page


def _streams(contents: pikepdf.Array) -> list[pikepdf.Object]:
    return [part for part in contents if isinstance(part, pikepdf.Stream)]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and what it takes from the nodes above it."""

    node: pikepdf.Dictionary = field(repr=False)
    inherited: Mapping[str, pikepdf.Object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The pages of a file in their order; `odd` when its tree is not as the format has it."""

    pages: list[_Page] = field(repr=False)
    odd: bool


@dataclass(slots=True)
class _Walk:
    """What was seen on a walk through a tree of pages."""

    seen: set[tuple[int, int]] = field(default_factory=set)
    odd: bool = False


def _tree(pdf: pikepdf.Pdf) -> _Tree:
    """Walk through the tree of pages, whatever its counts and types say; raises KeyError."""
    walk, pages = _Walk(), list[_Page]()
    waiting: list[tuple[object, int, dict[str, pikepdf.Object]]] = [(pdf.Root["/Pages"], 0, {})]
    ends: list[tuple[int, int, object]] = []
    while waiting:
        node, depth, above = waiting.pop()
        while ends and ends[-1][0] >= depth:
            walk.odd |= _lies(ends.pop(), len(pages))
        if not isinstance(node, pikepdf.Dictionary) or not _fresh(node, walk):
            walk.odd = True
            continue
        here = above | {key: node[key] for key in _INHERITED if node.get(key) is not None}
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array) and node.get("/Type") != "/Page":
            walk.odd |= depth > _DEEP or node.get("/Type") != "/Pages"
            ends.append((depth, len(pages), node.get("/Count")))
            waiting += [(kid, depth + 1, here) for kid in reversed(list(kids))]
        else:
            walk.odd |= _odd(node)
            pages.append(_Page(node, above))
    walk.odd |= any(_lies(end, len(pages)) for end in ends)
    return _Tree(pages, walk.odd)


def _lies(end: tuple[int, int, object], pages: int) -> bool:
    """Say whether a node has other than the pages that it says it has."""
    _, first, said = end
    return said != pages - first


def _fresh(node: pikepdf.Dictionary, walk: _Walk) -> bool:
    """Say whether a node was not met before; a page may be there twice, a node may not."""
    if len(walk.seen) > _MOST_NODES:
        raise Rejected(Reason.TOO_COMPLEX)
    if not node.is_indirect:
        return True
    known = node.objgen in walk.seen
    walk.seen.add(node.objgen)
    return not known or "/Kids" not in node


def _odd(page: pikepdf.Dictionary) -> bool:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        return len(_streams(contents)) != len(contents)
    nothing = contents is None or isinstance(contents, pikepdf.Stream)
    return not nothing or page.get("/Type") != "/Page"


def _misses(before: bytes, after: bytes, *, settled: bool) -> bool:
    """Say whether a copy has less than readers show of the original, or nothing at all.

    Where what is drawn was settled, readers draw some of it twice, or in a font of their own.
    """
    there = _by_mupdf(after)
    if _by_mupdf(before) - there or _by_poppler(before) - _by_poppler(after):
        return True
    return _less(before, after, settled=settled) or (not there and _white(after))


def _by_mupdf(data: bytes) -> Counter[str]:
    """Return the words that MuPDF reads, none when it cannot."""
    try:
        with pymupdf.open(stream=data, filetype="pdf") as doc:
            return Counter(word for page in _pages(doc) for word in page.get_text().split())
    except opening.FAULTS:
        return Counter()


def _by_poppler(data: bytes) -> set[str]:
    """Return the words that poppler reads until it breaks off, none where it is not there.

    Where the tree of pages lies it shows pages twice.
    """
    found: set[str] = set()
    try:
        for page in poppler.words(data, ()):
            found.update(page.text.split())
    except poppler.PopplerError:
        return found
    return found


def _white(data: bytes) -> bool:
    """Say whether no page of a file shows anything."""
    with pymupdf.open(stream=data, filetype="pdf") as doc:
        return all(page.get_pixmap(dpi=_DPI, alpha=False).is_unicolor for page in _pages(doc))


def _pages(doc: pymupdf.Document) -> Iterator[pymupdf.Page]:
    for number in range(doc.page_count):
        try:
            yield doc.load_page(number)
        except opening.FAULTS:
            continue


def _less(before: bytes, after: bytes, *, settled: bool) -> bool:
    """Say whether words or ink that pdfium shows of the original are not in the copy.

    Where what is drawn was settled, the copy has to hold the ink that pdfium or MuPDF shows.
    """
    try:
        document = pdfium.PdfDocument(before)
    except pdfium.PdfiumError:
        return False
    with closing(document) as was, opened(after) as now:
        found = [number for number in range(1, len(was) + 1) if _opens(was, number)]
        if len(found) > len(now):
            return True
        words, there = _words(was, found), _words(now, range(1, len(now) + 1))
        faded = any(_faded(was, number, now, at) for at, number in enumerate(found, 1))
        if settled:
            return not words.keys() <= there.keys() or (faded and _faded_in_mupdf(before, after))
        return bool(words - there) or faded


def _opens(document: pdfium.PdfDocument, number: int) -> bool:
    try:
        with sheet(document, number):
            return True
    except pdfium.PdfiumError:
        return False


def _words(document: pdfium.PdfDocument, numbers: Iterable[int]) -> Counter[str]:
    words: Counter[str] = Counter()
    for number in numbers:
        with sheet(document, number) as (page, shown):
            words.update(glyphs(page, shown).text.split())
    return words


def _faded(was: pdfium.PdfDocument, number: int, now: pdfium.PdfDocument, at: int) -> bool:
    with sheet(was, number) as before, sheet(now, at) as after:
        return "ink_gone" in inked.altered(before, after, ())


def _faded_in_mupdf(before: bytes, after: bytes) -> bool:
    was, now = ([*_drawings(data)] for data in (before, after))
    return len(was) != len(now) or any(inked.faded(*both) for both in zip(was, now, strict=True))


def _drawings(data: bytes) -> Iterator[Gray]:
    with pymupdf.open(stream=data, filetype="pdf") as doc:
        for page in _pages(doc):
            drawn = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)
            yield np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride)
