# SPDX-License-Identifier: EUPL-1.2
"""Pages that need OCR go in; what their pixels say comes out as pages of the layer `ocr`.

Where the text of a page can be trusted only its images are read, with that text taken away: text
that hides under or over a scan does not stand in for its pixels. Else the whole page is read.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import pymupdf

from woolak.errors import Rejected
from woolak.model import Box, Layer, Page, Reason
from woolak.pdf import read, tesseract
from woolak.pdf.drawings import joined
from woolak.pdf.glyphs import TURNED, Piece
from woolak.pdf.ink import Gray, marks
from woolak.pdf.layout import Rules, blocks
from woolak.pdf.open import FAULTS, opened, turn
from woolak.pdf.pictures import Picture, pictures
from woolak.pdf.tesseract import Seen, available
from woolak.pdf.written import Place, Placed, written

__all__ = ["available", "pages"]

_DPI = 300.0
_LEAST_DPI = 120.0
_MOST_PIXELS = 40_000_000
_MOST_FINE_PIXELS = 16_000_000
_LARGE = 200.0 * 300.0
"""Square points: what is larger is read at its own, finer resolution only when that is needed."""
_TINY = 6.0
_CLEAR, _ENLARGED = 40.0, 4.0
"""Drawings that are less high or wide than this, in points, are enlarged, but not by more."""
_PAD = 1.5
"""Points: the boxes of OCR are tight, and dark pixels remain around the ink."""
_TOUCHING = 6.0
_FURTHEST = 2000.0
_UNCLEAR = 40.0
_MOST_UNCLEAR = 0.1
_FEW = 3


def pages(
    path: Path,
    document: str,
    numbers: Sequence[int],
    *,
    approved: frozenset[str] = frozenset(),
    seconds: float = 60.0,
) -> list[Page]:
    """Return the pages as `read.pages` does, those that need OCR read by it in `seconds` each.

    Such a page comes again with what its pixels add, in the layer `ocr`, and its `unread` is
    settled: None, or needs_eyes when something on it could not be made out. Raises Rejected.
    """
    found = read.pages(path, document, numbers, approved=approved)
    todo = sorted({page.number for page in found if page.unread is Reason.NEEDS_OCR})
    if not todo:
        return found
    reader = _Reader(approved, seconds)
    settled: dict[int, tuple[Reason | None, list[Page]]] = {}
    with opened(path, todo) as doc:
        for index, number in enumerate(todo):
            mine = next(page for page in found if page.number == number)
            try:
                settled[number] = _settled(reader, doc[index], mine)
            except FAULTS:
                raise Rejected(Reason.DAMAGED, f"page {number}") from None
    return list(_merged(found, settled))


def _merged(
    found: Iterable[Page], settled: dict[int, tuple[Reason | None, list[Page]]]
) -> Iterator[Page]:
    for number, group in groupby(found, key=lambda page: page.number):
        if number not in settled:
            yield from group
            continue
        why, more = settled[number]
        yield from (replace(page, unread=why) for page in group)
        yield from more


def _settled(reader: _Reader, page: pymupdf.Page, mine: Page) -> tuple[Reason | None, list[Page]]:
    """Return what is still unread of a page, and the page that its pixels make, if they say any."""
    whole = read.in_doubt(page)
    parts = reader.parts(page)
    try:
        seen = list(reader.seen(page, parts, whole=whole))
    except TimeoutError:
        return Reason.TIMEOUT, []
    if whole:
        seen = [_new(each, mine, [part.box for part in parts]) for each in seen]
    text, words = written(_placed(seen))
    why = Reason.NEEDS_EYES if any(part.unclear for part in seen) or not seen else None
    ocr = replace(mine, text=text, words=words, layer=Layer.OCR, unread=None)
    return why, [ocr] if words else []


class _Part(NamedTuple):
    """A part of a page to read, in points, and the dots an inch that show all it has to show."""

    box: Box
    finest: float = _DPI


class _Cut(NamedTuple):
    """Part of a page as gray pixels; x and y, in points, are where it begins.

    `dpi` is how many of its pixels go in an inch of the page; `shown` is what readers are told, for
    whom small things are enlarged.
    """

    gray: Gray
    x: float
    y: float
    dpi: float
    shown: float


class _Read(NamedTuple):
    """What was read in a part of a page, and whether a person has to look at it."""

    cut: _Cut
    words: Sequence[Seen]
    unclear: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parts of pages; what looks the same on the next page is not read again."""

    approved: frozenset[str]
    seconds: float
    known: dict[bytes, tuple[Sequence[Seen], bool]] = field(default_factory=dict, repr=False)

    def seen(self, page: pymupdf.Page, parts: Sequence[_Part], *, whole: bool) -> Iterator[_Read]:
        """Yield what is read in the parts of a page, without its text, or in all of it.

        A part that runs on outside the page is read to its own edges. Nothing is yielded of a page
        that is far too large to read. Raises TimeoutError.
        """
        sheet = Box(0, 0, page.rect.width, page.rect.height)
        if whole or not parts:
            parts = [_Part(_around([sheet, *(part.box for part in parts)]))]
        parts = _joined(parts)
        out = max(_beyond(part.box, sheet) for part in parts)
        if out > _FURTHEST or min(_sharpness(part, _DPI) for part in parts) < _LEAST_DPI:
            return
        if not whole:
            _take_text_away(page)
        if out:
            _grow(page, out)
        for part in parts:
            yield self._closely(page, part, out)

    def _closely(self, page: pymupdf.Page, part: _Part, out: float) -> _Read:
        """Return what is read in a part; in what is large only as finely as it takes."""
        fine = _sharpness(part, part.finest)
        large = _area(part.box) > _LARGE and fine > _DPI
        found = self.read(_cut(page, part, out, _sharpness(part, _DPI) if large else fine))
        if not large or not (found.unclear or _tiny(found.words, found.cut)):
            return found
        finer = self.read(_cut(page, part, out, fine))
        return finer if _weight(finer.words) >= _weight(found.words) else found

    def parts(self, page: pymupdf.Page) -> list[_Part]:
        """Return the images and the drawings of a page, as displayed, that may hold text."""
        turned = turn(page)
        found = [
            _Part(_displayed(one.box, turned), _finest(one))
            for one in pictures(page, hashes=bool(self.approved))
            if one.digest not in self.approved
        ]
        drawn = [_displayed(box, turned) for box in read.drawings(page)]
        return found + [_Part(box, _DPI * _enlarged(box)) for box in drawn]

    def read(self, cut: _Cut) -> _Read:
        """Return the words of a cut; raises TimeoutError."""
        key = hashlib.sha256(repr(cut.gray.shape).encode() + cut.gray.tobytes()).digest()
        if key not in self.known:
            found = tesseract.read(cut.gray, cut.shown, self.seconds)
            self.known[key] = found.words, _unclear(found, cut.shown)
        words, unclear = self.known[key]
        return _Read(cut, words, unclear)


def _displayed(box: Sequence[float], turned: pymupdf.Matrix) -> Box:
    rect = pymupdf.Rect(box) * turned
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def _finest(picture: Picture) -> float:
    """Return the dots an inch of an image: of a screen shot that was made small, many."""
    x0, y0, x1, y1 = picture.box
    inches = [max(side, 0.01) / 72 for side in sorted((x1 - x0, y1 - y0))]
    own = max(pixels / inch for pixels, inch in zip(sorted(picture.pixels), inches, strict=True))
    return max(_DPI, own)


def _enlarged(box: Box) -> float:
    """Return how much a drawing is enlarged: a small one has to show whether its lines are thin."""
    return max(1.0, min(_ENLARGED, _CLEAR / max(0.01, min(box.x1 - box.x0, box.y1 - box.y0))))


def _tiny(words: Sequence[Seen], cut: _Cut) -> bool:
    sizes = sorted(word.size for word in words)
    return bool(sizes) and sizes[len(sizes) // 10] * 72 / cut.dpi < _TINY


def _weight(words: Sequence[Seen]) -> float:
    return sum(word.letters * word.sure for word in words)


def _unclear(found: tesseract.Reading, dpi: float) -> bool:
    """Say whether a person has to look: at much that reads badly, handwriting or a photograph."""
    letters = sum(word.letters for word in found.words)
    doubtful = sum(word.letters for word in found.words if word.sure < _UNCLEAR)
    if doubtful > _MOST_UNCLEAR * letters:
        return True
    return any(mark.needs_eyes for mark in marks(found.rest, dpi))


def _take_text_away(page: pymupdf.Page) -> None:
    sheet, out = page.rect, _FURTHEST
    everywhere = pymupdf.Rect(-out, -out, max(sheet.br) + out, max(sheet.br) + out)
    page.add_redact_annot(everywhere, fill=False, cross_out=False)  # type: ignore[arg-type]
    page.apply_redactions(images=0, graphics=0, text=0)


def _grow(page: pymupdf.Page, out: float) -> None:
    """Make the page larger by so many points on every side."""
    doc, crop, media = page.parent, page.cropbox, page.mediabox
    unit = doc.xref_get_key(page.xref, "UserUnit")
    more = out / (float(unit[1]) if unit[0] in ("int", "float", "real") else 1.0)
    # PyMuPDF's cropbox has the y axis turned over the top of the MediaBox.
    low, high = media.y1 - crop.y1, media.y1 - crop.y0
    sides = (crop.x0 - more, low - more, crop.x1 + more, high + more)
    for key in ("MediaBox", "CropBox"):
        doc.xref_set_key(page.xref, key, f"[{' '.join(f'{side:.4f}' for side in sides)}]")


def _cut(page: pymupdf.Page, part: _Part, out: float, dpi: float) -> _Cut:
    """Return the pixels of a part of a page that was made larger by `out` on every side."""
    box = part.box
    page = page.parent.reload_page(page)
    clip = pymupdf.Rect(box.x0 + out, box.y0 + out, box.x1 + out, box.y1 + out)
    matrix = pymupdf.Matrix(dpi / 72, dpi / 72)
    drawn = page.get_pixmap(matrix=matrix, clip=clip, colorspace=pymupdf.csGRAY)
    gray = np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.stride)
    point = 72 / dpi
    shown = min(dpi, _DPI)
    return _Cut(gray[:, : drawn.width], drawn.x * point - out, drawn.y * point - out, dpi, shown)


def _sharpness(part: _Part, wanted: float) -> float:
    """Return the dots an inch to read at: as wanted, where that does not take too many pixels."""
    inches = max(1.0, _area(part.box)) / 72**2
    coarse = min(_DPI, math.sqrt(_MOST_PIXELS / inches))
    return max(coarse, min(wanted, math.sqrt(_MOST_FINE_PIXELS / inches)))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _beyond(box: Box, sheet: Box) -> float:
    """Return how far a box sticks out of the page; hair's breadths apart."""
    out = max(-box.x0, -box.y0, box.x1 - sheet.x1, box.y1 - sheet.y1)
    return out if out > 1 else 0.0


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Return the parts with those joined that touch: scanners cut one page into many images."""
    found = list(parts)
    boxes = joined([(p.box.x0, p.box.y0, p.box.x1, p.box.y1) for p in found], _TOUCHING)
    wholes = [Box(*box) for box in boxes]
    return [
        _Part(whole, max(part.finest for part in found if _within(part.box, whole)))
        for whole in wholes
    ]


def _within(box: Box, whole: Box) -> bool:
    return box.union(whole) == whole


def _around(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def _placed(found: Iterable[_Read]) -> Iterator[Placed]:
    """Yield the blocks of what was read for each direction of text, the main one first."""
    rows: defaultdict[int, list[list[Piece]]] = defaultdict(list)
    for part in found:
        for way, words in groupby(sorted(part.words, key=_way), key=lambda word: word.turn):
            rows[way] += _rows(part.cut, list(words))
    for way in sorted(rows, key=lambda way: -sum(map(len, rows[way]))):
        yield Place(*TURNED[way].turn, 0, 0), blocks(rows[way], Rules())


def _way(word: Seen) -> tuple[int, int, int]:
    return word.turn, word.row, word.box[0]


def _rows(cut: _Cut, words: Sequence[Seen]) -> list[list[Piece]]:
    """Return the lines of words in one direction of text, in points of its frame."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.row)]
    slope = _slope(lines)
    return [[_piece(word, cut, slope) for word in line] for line in lines]


def _slope(lines: Iterable[Sequence[Seen]]) -> float:
    """Return how far the lines of a crooked scan sink along their way."""
    long = [(line[0], line[-1]) for line in lines if len(line) > _FEW]
    runs = [(b.base - a.base) / (b.box[0] - a.box[0]) for a, b in long if b.box[0] > a.box[0]]
    return median(runs) if runs else 0.0


def _piece(word: Seen, cut: _Cut, slope: float) -> Piece:
    """Return a word in its frame; its baseline as if the scan were straight."""
    point = 72 / cut.dpi
    right, low = cut.x + cut.gray.shape[1] * point, cut.y + cut.gray.shape[0] * point
    along, across = ((cut.x, cut.y), (cut.y, -right), (-right, -low), (-low, cut.x))[word.turn]
    x0, y0, x1, y1 = word.box
    inner = word.edges[1:-1] if word.edges else np.linspace(x0, x1, len(word.text) + 1)[1:-1]
    edges = (x0 * point - _PAD, *(float(edge) * point for edge in inner), x1 * point + _PAD)
    return Piece(
        word.text,
        tuple(along + edge for edge in edges),
        across + y0 * point - _PAD,
        across + y1 * point + _PAD,
        across + (word.base - slope * (x0 + x1) / 2) * point,
        word.size * point,
        -1,
    )


def _new(part: _Read, mine: Page, pictures: Sequence[Box]) -> _Read:
    """Return what was read without the words that the text layer has at the same place.

    What lies on an image stays: the text there may be hidden, and not what the eye reads.
    """
    known = [(word.box, _letters(word.text)) for word in mine.words]

    def repeats(word: Seen) -> bool:
        box = _shown(word, part.cut)
        if any(box.overlaps(picture) for picture in pictures):
            return False
        return _letters(word.text) in "".join(text for at, text in known if at.overlaps(box))

    return part._replace(words=[word for word in part.words if not repeats(word)])


def _shown(word: Seen, cut: _Cut) -> Box:
    x0, y0, x1, y1 = tesseract.upright(word, cut.gray.shape)
    point = 72 / cut.dpi
    return Box(cut.x + x0 * point, cut.y + y0 * point, cut.x + x1 * point, cut.y + y1 * point)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
