# SPDX-License-Identifier: EUPL-1.2
"""An original, its output and the redactions in; every place where the output fails its proof.

The readers are pdfium, poppler and qpdf, not those that made the output. The steps of `verify`:

1. the file itself carries nothing beside its pages (`carriers`);
2. both files have the same pages, of the same size and rotation;
3. on each page no character lies under a box, and poppler, where it is installed, reads no word
   under a box either, nor a removed text anywhere;
4. nothing shows under a box in the rendering, no image holds anything there, and OCR, where it is
   installed, reads no removed text at or near a box on an image;
5. every character that the boxes leave readable is still there, at its place, or moved along its
   line with a box before it that got another width (`shifted`);
6. no ink is gone or has come there, as both pages are rendered coarsely (`inked`);
7. no removed text stands in the text of a page more often than outside the boxes of the original,
   nor at all where a box lies on nothing there: readers place that text differently;
8. no removed text stands in any stream, string, name or stretch of bytes (`residue`);
9. no link lies on a box, and no address and no title holds the letters of a removed text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pikepdf
import pypdfium2 as pdfium

from woolak.model import Box, Leak, Reason, Redaction
from woolak.pdf.garbage import seldom
from woolak.pdf.moves import Layout, Shift
from woolak.pdf.proving import poppler
from woolak.pdf.proving.carriers import as_leaks, carried, hidden
from woolak.pdf.proving.carriers_links import linked, telling
from woolak.pdf.proving.carriers_tags import forget
from woolak.pdf.proving.inked import altered, coarse
from woolak.pdf.proving.legible import legible
from woolak.pdf.proving.marks import Bare, Mark, bare, boxes, strip, stripped
from woolak.pdf.proving.places import half_covered, missing, on_page, outside, under, without_text
from woolak.pdf.proving.remains import Gray, blank, pictured, seen
from woolak.pdf.proving.residue import Place, residue
from woolak.pdf.proving.sheets import Flags, Frame, Glyphs, glyphs, opened, sheet
from woolak.pdf.proving.shifted import Pair, crowded, expected, lawful, pairs, unexplained
from woolak.pdf.proving.spelling import Needle, Needles, Searched, needle, needles, searched

__all__ = [
    "Mark",
    "Removed",
    "boxes",
    "hidden",
    "page_count",
    "readable_under",
    "unproved",
    "verify",
]

_SAME_SIZE = 0.5
_UNREADABLE = (pikepdf.PikepdfError, pdfium.PdfiumError)


Placed = TypeVar("Placed", Redaction, Shift)


@dataclass(frozen=True, slots=True)
class Removed:
    """A text that was removed from a page; it may stay where no box is."""

    page: int
    text: str = field(repr=False)


@seldom()
def verify(
    original: Path,
    output: Path,
    redactions: Sequence[Redaction],
    removed: Sequence[Removed],
    layout: Layout | None = None,
) -> list[Leak]:
    """Return a leak for each place where an output fails its proof; none when it holds.

    A page that lost something outside its boxes has reason `text_lost`. Page 0 is the document.
    `redactions` have their boxes as in the original, `layout` as painted when those differ.
    """
    leaks: list[Leak] = []
    sought = _sought(removed)
    plan = _plan(redactions, layout)
    try:
        with pikepdf.open(output) as pdf:
            leaks += as_leaks(output, carried(pdf, output))
            after = stripped(pdf, plan.redactions.keys())
        files = bare(original, ()), after
        leaks += _compared(output, files, plan, sought)
        with pikepdf.open(output) as pdf:
            strip(pdf, plan.redactions.keys() - files[1].odd)
            leaks += as_leaks(output, telling(pdf, (item.text for item in removed)))
            forget(pdf)
            leaks += as_leaks(output, residue(pdf, output, sought.words, sought.joined))
    except (*_UNREADABLE, OSError):
        leaks += as_leaks(output, {(0, "unreadable")})
    named = {redaction.document for redaction in redactions}
    document = named.pop() if len(named) == 1 else ""
    named_leaks = (replace(leak, document=document or leak.document) for leak in leaks)
    return list(dict.fromkeys(named_leaks))


def unproved() -> tuple[str, ...]:
    """Return a note for each reader that this machine lacks: its part of the proof is not given."""
    return () if poppler.available() else ("second_reader_missing",)


def readable_under(path: Path, marks: Sequence[Mark]) -> list[Leak]:
    """Return a leak for each page with a character or a picture under one of its painted boxes."""
    try:
        return as_leaks(path, set(_readable(path, _by_page((m.page, m.box) for m in marks))))
    except _UNREADABLE:
        return as_leaks(path, {(0, "unreadable")})


def page_count(path: Path) -> int:
    """Return how many pages a file has; raises PikepdfError when it cannot be read."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _readable(path: Path, covered: dict[int, list[Box]]) -> Iterator[Place]:
    file = bare(path, covered)
    yield from ((number, "box_stream") for number in file.odd)
    with opened(file.data) as document:
        for number, here in covered.items():
            with sheet(document, number, file.units[number - 1]) as (page, shown):
                found = _under(page, shown, glyphs(page, shown), here)
                yield from ((number, where) for where in found)


def _by_page(boxes_of: Iterable[tuple[int, Box]]) -> dict[int, list[Box]]:
    pages: dict[int, list[Box]] = defaultdict(list)
    for page, box in boxes_of:
        pages[page].append(box)
    return dict(pages)


@dataclass(slots=True)
class _Sought:
    """What is looked for.

    `strict` may not stand in a page's text more often than outside the boxes of the original;
    `words` and `joined` may stand nowhere: what the original shows outside is crossed off.
    """

    strict: Needles
    words: set[Needle]
    joined: set[Needle]

    def cross_off(self, text: Searched) -> None:
        """Stop looking in streams for what a page of the original holds outside its boxes."""
        there = self.strict.within(text)
        self.joined.difference_update(there)
        self.words.difference_update(item for item in there if item.count(text))


def _sought(removed: Sequence[Removed]) -> _Sought:
    strict = needles(item for one in removed if (item := needle(one.text)))
    return _Sought(strict, set(strict.some), {item for item in strict.some if item.joins})


@dataclass(frozen=True, slots=True)
class _Plan:
    """By page: the redactions as in the original, those as in the output, and what moved."""

    redactions: Mapping[int, Sequence[Redaction]]
    painted: Mapping[int, Sequence[Redaction]]
    moved: Mapping[int, Sequence[Shift]]

    def boxes(self, page: int) -> list[Pair] | None:
        """Return each box of a page as it was and as it is; None when those do not match."""
        return pairs(self.redactions.get(page, ()), self.painted.get(page, ()))

    def shifts(self, page: int) -> tuple[Shift, ...]:
        """Return the text of a page that moved."""
        return tuple(self.moved.get(page, ()))


def _plan(redactions: Sequence[Redaction], layout: Layout | None) -> _Plan:
    painted, shifts = (layout.redactions, layout.shifts) if layout else (redactions, ())
    return _Plan(_on_pages(redactions), _on_pages(painted), _on_pages(shifts))


def _on_pages(some: Iterable[Placed]) -> dict[int, list[Placed]]:
    pages: dict[int, list[Placed]] = defaultdict(list)
    for one in some:
        pages[one.page].append(one)
    return dict(pages)


def _compared(output: Path, files: tuple[Bare, Bare], plan: _Plan, sought: _Sought) -> list[Leak]:
    before, after = files
    if len(before.units) != len(after.units):
        return as_leaks(output, {(0, "page_count")}, Reason.TEXT_LOST)
    leaked: set[Place] = {(number, "box_stream") for number in after.odd}
    lost: set[Place] = set()
    with (
        _second_reader(after, plan, sought) as read,
        opened(before.data) as was,
        opened(after.data) as now,
    ):
        for number, units in enumerate(zip(before.units, after.units, strict=True), 1):
            if (both := plan.boxes(number)) is None:
                lost.add((number, "boxes"))
                continue
            pair = _Pair(was, now, number, units, both, plan.shifts(number))
            leaks, damage = _page(pair, sought)
            leaked |= {(number, where) for where in leaks}
            lost |= {(number, where) for where in damage}
        wanted = needles(sought.words)
        leaked |= set(_behind(now, len(after.units), wanted))
        leaked |= set(_read_again(read, after, plan, wanted))
    return as_leaks(output, leaked) + as_leaks(output, lost, Reason.TEXT_LOST)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same page before and after, the boxes on it before and after, and what moved."""

    was: pdfium.PdfDocument
    now: pdfium.PdfDocument
    number: int
    units: tuple[float, float]
    boxes: Sequence[Pair]
    shifts: tuple[Shift, ...]

    @property
    def covered(self) -> list[Box]:
        """Return the boxes as they were in the original."""
        return [was for was, _ in self.boxes]

    @property
    def painted(self) -> list[Box]:
        """Return the boxes as they are in the output."""
        return [now for _, now in self.boxes]

    @property
    def touched(self) -> list[Box]:
        """Return where a box or text that moved stood in the original, or stands now."""
        lines = [place for one in self.shifts for place in (one.area, one.moved(one.area))]
        return [*self.covered, *self.painted, *lines]

    @property
    def changed(self) -> bool:
        """Some boxes are not where they were."""
        return any(was != now for was, now in self.boxes)


def _page(pair: _Pair, sought: _Sought) -> tuple[list[str], list[str]]:
    """Return how a page leaks and how it is damaged."""
    with (
        sheet(pair.was, pair.number, pair.units[0]) as (before, was),
        sheet(pair.now, pair.number, pair.units[1]) as (after, now),
    ):
        old, new = glyphs(before, was), glyphs(after, now)
        drawn = coarse(after, now)
        leaks = list(_under(after, now, new, pair.painted, drawn))
        if pair.changed and pictured(after, now, pair.covered):
            leaks.append("image_under_box")
        if legible(after, now, pair.covered, sought.strict):
            leaks.append("legible_under_box")
        if not _alike(was, now):
            return leaks, ["page_size"]
        aside = _aside(before, was, old, pair.covered)
        ink = altered((before, was), (after, now), pair.touched, drawn)
    stays = outside(old, pair.covered)
    text = searched(_only(old.text, stays & (not aside)))
    if _more(sought.strict, searched(new.text), text):
        leaks.append("text")
    sought.cross_off(text)
    wanted = stays & on_page(old, was)
    moved, rows = expected(old, pair.shifts)
    if pair.changed and unexplained(new, moved, stays, pair.covered):
        leaks.append("text_under_box")
    lost = missing(moved, new, wanted)
    lost = lost and missing(moved, new, wanted & ~half_covered(old, pair.covered))
    damage = ["text_lost"] if lost else []
    in_order = lawful(pair.shifts, pair.boxes) and not crowded(old, moved, rows, wanted)
    if not in_order or not on_page(moved, was)[wanted].all():
        damage.append("text_moved")
    return leaks, damage + ink


def _aside(page: pdfium.PdfPage, shown: Frame, read: Glyphs, covered: Sequence[Box]) -> bool:
    """Say whether a box lies on nothing in the original, as pdfium shows it.

    What it was to cover stands elsewhere then, for some readers: it may stay nowhere.
    """
    here = without_text(read, covered)
    return bool(here) and blank(page, shown, here)


def _only(text: str, stays: Flags) -> str:
    """Return a text with blanks where it does not stay."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return str(np.where(stays, codes, ord(" ")).astype("<u4").tobytes(), "utf-32-le")


def _alike(was: Frame, now: Frame) -> bool:
    wider, higher = abs(was.width - now.width), abs(was.height - now.height)
    return max(wider, higher) <= _SAME_SIZE and was.rotation == now.rotation


def _more(wanted: Needles, now: Searched, was: Searched) -> bool:
    return any(item.count(now) > item.count(was) for item in wanted.within(now))


def _under(
    page: pdfium.PdfPage,
    shown: Frame,
    read: Glyphs,
    covered: Sequence[Box],
    drawn: Gray | None = None,
) -> Iterator[str]:
    """Yield the mechanisms by which something is readable under the boxes of a page."""
    if not covered:
        return
    if under(read, covered).any():
        yield "text_under_box"
    if seen(page, shown, covered, drawn):
        yield "visible_under_box"
    if pictured(page, shown, covered):
        yield "image_under_box"
    if linked(page, shown, covered):
        yield "link_on_box"


@contextmanager
def _second_reader(file: Bare, plan: _Plan, sought: _Sought) -> Iterator[Iterator[Glyphs] | None]:
    """Let poppler read a file beside pdfium; give its words by page, None where it is missing.

    Without a box and without a text to look for it has nothing to read.
    """
    if not poppler.available() or not (plan.redactions or sought.words):
        yield None
        return
    with poppler.reading(file.data, file.units) as words:
        yield words


def _read_again(
    words: Iterator[Glyphs] | None, file: Bare, plan: _Plan, wanted: Needles
) -> Iterator[Place]:
    """Yield what poppler still reads under a box, or anywhere of a removed text."""
    if words is None or not (plan.redactions or wanted.some):
        return
    try:
        for number, read in enumerate(words, 1):
            covered = [now for _, now in plan.boxes(number) or ()]
            if covered and under(read, covered).any():
                yield number, "text_under_box"
            if wanted.held(read.text):
                yield (number, "text") if number <= len(file.units) else (0, "form_text")
    except poppler.PopplerError:
        yield 0, "second_reader"


def _behind(document: pdfium.PdfDocument, pages: int, wanted: Needles) -> Iterator[Place]:
    """Yield a leak when a pattern, form or Type3 glyph sets a removed text (see `marks.Bare`)."""
    for number in range(pages + 1, len(document) + 1):
        with sheet(document, number) as (page, shown):
            if wanted.held(glyphs(page, shown).text):
                yield 0, "form_text"
