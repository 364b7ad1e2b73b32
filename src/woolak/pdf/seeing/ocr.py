# SPDX-License-Identifier: EUPL-1.2
"""Pages that need OCR go in; what their pixels say comes out as pages of the layer `ocr`.

Where the text of a page can be trusted only its images are read, with that text taken away: text
that hides under or over a scan does not stand in for its pixels. Else the whole page is read.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pymupdf

from woolak.errors import Rejected
from woolak.model import Box, Layer, Page, Reason
from woolak.pdf.ink import Gray, marks
from woolak.pdf.opening import inline
from woolak.pdf.opening.open import FAULTS, opened, turn, why
from woolak.pdf.reading import read, tiled
from woolak.pdf.reading.joints import Joint, by_line
from woolak.pdf.reading.written import written
from woolak.pdf.seeing import cuts, lettering, painted, parts, tesseract, tilted
from woolak.pdf.seeing.bared import FURTHEST, grow, take_text_away
from woolak.pdf.seeing.cuts import Cut, Read
from woolak.pdf.seeing.frames import unframed
from woolak.pdf.seeing.glued import dark_on_light, glued
from woolak.pdf.seeing.parts import DPI, Part, around, together
from woolak.pdf.seeing.tesseract import Seen, available
from woolak.pdf.seeing.unclipped import partly, unclip

__all__ = ["available", "pages"]

_LEAST_DPI, _DOTS_DPI = 120.0, 110.0
_MOST_PIXELS = 40_000_000
_MOST_FINE_PIXELS = 16_000_000
_LARGE = 200.0 * 300.0
"""Square points: what is larger is read at its own, finer resolution only when that is needed."""
_TINY, _STROKE = 6.0, 20.0
_ASIDE = 8.0
_WELL, _WORD = 80.0, 4
_UNCLEAR, _MOST_UNCLEAR = 40.0, 0.1


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
                inline.as_objects(doc, index)
                settled[number] = _settled(reader, doc[index], mine)
            except FAULTS as error:
                raise Rejected(why(error), f"page {number}") from None
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
    whole = read.in_doubt(page) or painted.with_patterns(page)
    telling = parts.parts(page, mine.words, reader.approved)
    tiles = tiled.text(page, page.read_contents())  # Cut off at an angle they are no name.
    mixed, lacking = ([], []) if whole else (read.joined(page), read.lacking(page))
    try:
        lines = [reader.line(page, joints) for joints in by_line(mixed)]
        lines += [reader.lacking(page, joints) for joints in by_line(lacking)]
        telling = [part for part in telling if not _said(part, lines)]
        stored = [word for gray in tiled.samples(page) for word in reader.stored(gray)]
        seen = list(reader.seen(page, telling, whole=whole)) if telling or not lines else []
    except TimeoutError:
        return Reason.TIMEOUT, []
    seen = [*(_beside(each, lines) for each in seen), *lines]
    if whole:
        seen = [cuts.new(each, mine, [part.box for part in telling]) for each in seen]
    text, words = written(cuts.placed(seen))
    hidden = stored and not all(
        cuts.letters(word) in cuts.letters(text + mine.text) for word in stored
    )
    unclear = hidden or any(part.unclear or (tiles and tilted.some(part.words)) for part in seen)
    why = Reason.NEEDS_EYES if unclear or not seen else None
    ocr = replace(mine, text=text, words=words, layer=Layer.OCR, unread=None)
    return why, [ocr] if words else []


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parts of pages; what looks the same on the next page is not read again."""

    approved: frozenset[str]
    seconds: float
    known: dict[bytes, tuple[Sequence[Seen], bool]] = field(default_factory=dict, repr=False)

    def seen(self, page: pymupdf.Page, telling: Sequence[Part], *, whole: bool) -> Iterator[Read]:
        """Yield what is read in the parts of a page, without its text, or in all of it.

        A part that runs on outside the page is read to its own edges. Nothing is yielded of a page
        that is far too large to read, or that loses an image with its text. Raises TimeoutError.
        """
        sheet = Box(0, 0, page.rect.width, page.rect.height)
        if whole or not telling:
            drawn = any(part.drawn for part in telling)
            telling = [Part(around([sheet, *(part.box for part in telling)]), drawn=drawn)]
        telling = together(telling)
        out = max(_beyond(part.box, sheet) for part in telling)
        if out > FURTHEST or min(_sharpness(part, DPI) for part in telling) < _LEAST_DPI:
            return
        had = len(page.get_image_info())
        if not whole:
            take_text_away(page)
        if out:
            grow(page, out)
        page = page.parent.reload_page(page)
        if len(page.get_image_info()) < had:
            return  # MuPDF may lose an image when it writes content anew.
        done = [self._closely(page, part, out) for part in telling]
        more: list[Read] = []
        if not whole and unclip(page):
            more = list(self._cut_off(page.parent.reload_page(page), done, out))
        yield from (_beside(each, more) for each in done)
        yield from more

    def _cut_off(self, page: pymupdf.Page, done: Sequence[Read], out: float) -> Iterator[Read]:
        """Yield the words of which a page, now without clips, showed a part only."""
        for was in done:
            cut = _cut(page, was.cut.part, out, was.cut.dpi)
            shown = was.cut.gray
            if cut.gray.shape != shown.shape or np.array_equal(cut.gray, shown):
                continue
            known = {(word.text, word.turn) for word in was.words}
            words = [
                word
                for word in self.read(cut).words
                if (word.text, word.turn) not in known
                and partly(tesseract.upright(word, shown.shape), shown, cut.gray)
            ]
            yield Read(cut, words, unclear=False)

    def line(self, page: pymupdf.Page, joints: Sequence[Joint]) -> Read:
        """Return what is read in a line of which some letters are text, and some are drawn.

        A first letter as high as several lines is not read with its word: a person has to look.
        """
        cut = _cut(page, Part(_wider(joints[0].line, page)), 0.0, DPI)
        places = [pymupdf.Rect(one.part) * turn(page) for one in joints]
        parts = [tuple((place - (cut.x, cut.y) * 2) * (cut.dpi / 72)) for place in places]
        found, shape = self.read(cut._replace(gray=dark_on_light(cut.gray, parts))), cut.gray.shape
        return found._replace(words=glued(found.words, shape, parts), unclear=joints[0].cap)

    def lacking(self, page: pymupdf.Page, joints: Sequence[Joint]) -> Read:
        """Return the words of a line in which a box stands for what their font lacks."""
        found = self.line(page, joints)
        boxes = [pymupdf.Rect(one.part) * turn(page) for one in joints]
        return found._replace(
            words=[w for w in found.words if _holds(cuts.shown(w, found.cut), boxes)]
        )

    def stored(self, gray: Gray) -> list[str]:
        """Return the words that read well in an image as it is stored."""
        words = self.read(Cut(gray, 0, 0, DPI, DPI, Part(Box(0, 0, *gray.shape[::-1])))).words
        return [w.text for w in words if w.sure >= _WELL and w.letters >= _WORD]

    def _closely(self, page: pymupdf.Page, part: Part, out: float) -> Read:
        """Return what is read in a part; once more and finer where that may tell more."""
        fine, large = _sharpness(part, part.finest), _area(part.box) > _LARGE
        found = self.read(_cut(page, part, out, _sharpness(part, DPI) if large else fine))
        tiny = _tiny(found.words, found.cut)
        if part.drawn and fine > DPI and _hesitates(found):
            # Large outlined letters read better as they stand than enlarged.
            small = self.read(_cut(page, part, out, _sharpness(part, DPI)))
            found = max(small, found, key=lambda read: (not read.unclear, _weight(read.words)))
        if part.drawn and found.unclear and not found.words:
            # Letters made of dots are dust, until the dots run into each other.
            found = self.read(_cut(page, part, out, _DOTS_DPI))
        if tiny or (found.unclear and (part.drawn or fine > found.cut.dpi or not large)):
            finer = self.read(_cut(page, part, out, _sharpness(part, max(fine, 2 * DPI))))
            return max(finer, found, key=lambda read: (not read.unclear, _weight(read.words)))
        return found

    def read(self, cut: Cut) -> Read:
        """Return the words of a cut; raises TimeoutError."""
        kind = repr((cut.gray.shape, cut.shown, cut.part.pen, cut.part.chart, cut.part.drawn))
        key = hashlib.sha256(kind.encode() + cut.gray.tobytes()).digest()
        if key not in self.known:
            found = tilted.whole(cut.gray, cut.shown, self.seconds)
            found = found or tesseract.read(cut.gray, cut.shown, self.seconds)
            if not all(mark.plain for mark in marks(found.rest, cut.shown)):
                found = tilted.read(found, cut.gray, cut.shown, self.seconds)
            found = unframed(found, cut.gray, cut.dpi, cut.shown)
            self.known[key] = found.words, _unclear(found, cut)
        words, unclear = self.known[key]
        return Read(cut, words, unclear)


def _hesitates(found: Read) -> bool:
    """Say whether words read badly, or ink is left that may be letters."""
    return found.unclear or any(word.sure < _WELL for word in found.words)


def _tiny(words: Sequence[Seen], cut: Cut) -> bool:
    sizes = sorted(word.size for word in words)
    return bool(sizes) and sizes[len(sizes) // 10] * 72 / cut.dpi < _TINY


def _weight(words: Sequence[Seen]) -> float:
    return sum(word.letters * word.sure for word in words)


def _unclear(found: tesseract.Reading, cut: Cut) -> bool:
    """Say whether a person has to look: at much that reads badly, handwriting or a photograph."""
    letters = sum(word.letters for word in found.words)
    doubtful = sum(word.letters for word in found.words if word.sure < _UNCLEAR)
    if cut.part.chart:
        return False
    if doubtful > _MOST_UNCLEAR * letters:
        return True
    left = marks(found.rest, cut.shown)
    if cut.part.drawn and lettering.left(found.rest, cut.dpi):
        return True
    pen = cut.part.pen and any(max(mark[:2]) >= _STROKE and not mark.plain for mark in left)
    return pen or any(mark.needs_eyes for mark in left)


def _cut(page: pymupdf.Page, part: Part, out: float, dpi: float) -> Cut:
    """Return the pixels of a part of a page that was made larger by `out` on every side."""
    box = part.box
    clip = pymupdf.Rect(box.x0 + out, box.y0 + out, box.x1 + out, box.y1 + out)
    matrix = pymupdf.Matrix(dpi / 72, dpi / 72)
    drawn = page.get_pixmap(matrix=matrix, clip=clip, colorspace=pymupdf.csGRAY)
    gray = np.frombuffer(drawn.samples, dtype=np.uint8).reshape(drawn.height, drawn.stride)
    point = 72 / dpi
    shown = min(dpi, DPI)
    x, y = drawn.x * point - out, drawn.y * point - out
    return Cut(gray[:, : drawn.width], x, y, dpi, shown, part)


def _sharpness(part: Part, wanted: float) -> float:
    """Return the dots an inch to read at: as wanted, where that does not take too many pixels."""
    inches = max(1.0, _area(part.box)) / 72**2
    coarse = min(DPI, math.sqrt(_MOST_PIXELS / inches))
    return max(coarse, min(wanted, math.sqrt(_MOST_FINE_PIXELS / inches)))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _beyond(box: Box, sheet: Box) -> float:
    """Return how far a box sticks out of the page; hair's breadths apart."""
    out = max(-box.x0, -box.y0, box.x1 - sheet.x1, box.y1 - sheet.y1)
    return out if out > 1 else 0.0


def _wider(line: Sequence[float], page: pymupdf.Page) -> Box:
    """Return a line as displayed, with some white around it."""
    box = pymupdf.Rect(line) * turn(page)
    return Box(box.x0 - _ASIDE, box.y0 - _ASIDE / 2, box.x1 + _ASIDE, box.y1 + _ASIDE / 2)


def _said(part: Part, lines: Sequence[Read]) -> bool:
    """Say whether most of a part is read as letters of a line, and is no larger."""
    told = [line for line in lines if not line.unclear and _within(part.box, line.cut.part.box)]
    words = [
        cuts.shown(w, line.cut) for line in told for w in line.words if w.sure >= tesseract.SURE
    ]
    return parts.covered(part.box, words)


def _holds(word: Box, boxes: Sequence[pymupdf.Rect]) -> bool:
    """Say whether a word, and not half of the one above it, stands at one of the boxes."""
    height = (word.y1 - word.y0) / 2
    return any(
        word.x0 < box.x1
        and box.x0 < word.x1
        and min(word.y1, box.y1) - max(word.y0, box.y0) > height
        for box in boxes
    )


def _within(box: Box, line: Box) -> bool:
    return line.y0 - _ASIDE < box.y0 and box.y1 < line.y1 + _ASIDE


def _beside(part: Read, lines: Sequence[Read]) -> Read:
    """Return what was read in a part without the words that are read whole in a line."""
    known = [cuts.shown(word, line.cut) for line in lines for word in line.words]
    words = [
        w for w in part.words if not any(cuts.shown(w, part.cut).overlaps(box) for box in known)
    ]
    return part._replace(words=words)
