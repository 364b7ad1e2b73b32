# SPDX-License-Identifier: EUPL-1.2
"""An original, its output and the redactions in; every place where the output fails its proof.

The readers are pdfium and qpdf, not those that made the output. The steps of `verify`:

1. the file itself carries nothing beside its pages (`carriers`);
2. both files have the same pages, of the same size and rotation;
3. on each page no character lies under a box;
4. nothing shows under a box in the rendering, and no image holds anything there;
5. every character outside the boxes is still there, at its place;
6. no removed text stands in the text of a page more often than outside the boxes of the original;
7. no removed text stands in any stream, string, name or stretch of bytes (`residue`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from woolak.model import Box, Leak, Reason, Redaction
from woolak.pdf.carriers import as_leaks, hidden
from woolak.pdf.marks import Mark, bare, boxes, unbox
from woolak.pdf.places import missing, on_page, outside, under
from woolak.pdf.remains import pictured, seen
from woolak.pdf.residue import Place, residue
from woolak.pdf.sheets import Frame, Glyphs, glyphs, opened, sheet
from woolak.pdf.spelling import Needle, fold, held, needle, squeezed

__all__ = ["Mark", "Removed", "boxes", "hidden", "readable_under", "verify"]

_SAME_SIZE = 0.5
_UNREADABLE = (pikepdf.PikepdfError, pdfium.PdfiumError)


@dataclass(frozen=True, slots=True)
class Removed:
    """A text that was removed from a page; `kept` when it legitimately stays elsewhere."""

    page: int
    text: str = field(repr=False)
    kept: bool


def verify(
    original: Path, output: Path, redactions: Sequence[Redaction], removed: Sequence[Removed]
) -> list[Leak]:
    """Return a leak for each place where an output fails its proof; none when it holds.

    A page that lost something outside its boxes has reason `text_lost`. Page 0 is the document.
    """
    leaks = hidden(output)
    needles = _needles(removed)
    try:
        leaks += _compared(original, output, redactions, needles)
        with pikepdf.open(output) as pdf:
            unbox(pdf, {redaction.page for redaction in redactions})
            leaks += as_leaks(output, residue(pdf, output, needles.words, needles.joined))
    except _UNREADABLE:
        leaks += as_leaks(output, {(0, "unreadable")})
    named = {redaction.document for redaction in redactions}
    document = named.pop() if len(named) == 1 else ""
    named_leaks = (replace(leak, document=document or leak.document) for leak in leaks)
    return list(dict.fromkeys(named_leaks))


def readable_under(path: Path, marks: Sequence[Mark]) -> list[Leak]:
    """Return a leak for each page with a character or a picture under one of its painted boxes."""
    try:
        return as_leaks(path, set(_readable(path, _by_page((m.page, m.box) for m in marks))))
    except _UNREADABLE:
        return as_leaks(path, {(0, "unreadable")})


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
class _Needles:
    """What is looked for.

    `strict` may not stand in a page's text more often than outside the boxes of the original;
    `words` and `joined` may stand nowhere: what the original shows outside is crossed off.
    """

    strict: list[Needle]
    words: list[Needle]
    joined: list[Needle]

    def cross_off(self, folded: str) -> None:
        """Stop looking in streams for what a page of the original holds outside its boxes."""
        packed = squeezed(folded)
        self.joined = [item for item in self.joined if item.letters not in packed]
        self.words = [i for i in self.words if i.letters not in packed or not i.count(folded)]


def _needles(removed: Sequence[Removed]) -> _Needles:
    made = [(needle(item.text), item.kept) for item in removed]
    kept = {item.letters for item, stays in made if item and stays}
    distinct = {item.letters: item for item, _ in made if item and item.letters not in kept}
    strict = list(distinct.values())
    return _Needles(strict, strict, [item for item in strict if item.joins])


def _compared(
    original: Path, output: Path, redactions: Sequence[Redaction], needles: _Needles
) -> list[Leak]:
    covered = _by_page((item.page, box) for item in redactions for box in item.boxes)
    before, after = bare(original, ()), bare(output, covered)
    if len(before.units) != len(after.units):
        return as_leaks(output, {(0, "page_count")}, Reason.TEXT_LOST)
    leaked: set[Place] = {(number, "box_stream") for number in after.odd}
    lost: set[Place] = set()
    with opened(before.data) as was, opened(after.data) as now:
        for number, units in enumerate(zip(before.units, after.units, strict=True), 1):
            pair = _Pair(was, now, number, units, covered.get(number, []))
            leaks, damage = _page(pair, needles)
            leaked |= {(number, where) for where in leaks}
            lost |= {(number, where) for where in damage}
        leaked |= set(_behind(now, len(after.units), needles))
    return as_leaks(output, leaked) + as_leaks(output, lost, Reason.TEXT_LOST)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same page before and after, and the boxes on it."""

    was: pdfium.PdfDocument
    now: pdfium.PdfDocument
    number: int
    units: tuple[float, float]
    covered: Sequence[Box]


def _page(pair: _Pair, needles: _Needles) -> tuple[list[str], list[str]]:
    """Return how a page leaks and how it is damaged."""
    with (
        sheet(pair.was, pair.number, pair.units[0]) as (before, was),
        sheet(pair.now, pair.number, pair.units[1]) as (after, now),
    ):
        old, new = glyphs(before, was), glyphs(after, now)
        leaks = list(_under(after, now, new, pair.covered))
    if not _alike(was, now):
        return leaks, ["page_size"]
    stays = outside(old, pair.covered)
    text = fold("".join(c if s else " " for c, s in zip(old.text, stays, strict=True)))
    if _more(needles.strict, fold(new.text), text):
        leaks.append("text")
    needles.cross_off(text)
    return leaks, ["text_lost"] if missing(old, new, stays & on_page(old, was)) else []


def _alike(was: Frame, now: Frame) -> bool:
    wider, higher = abs(was.width - now.width), abs(was.height - now.height)
    return max(wider, higher) <= _SAME_SIZE and was.rotation == now.rotation


def _more(needles: Sequence[Needle], now: str, was: str) -> bool:
    packed = squeezed(now)
    return any(item.count(now) > item.count(was) for item in needles if item.letters in packed)


def _under(
    page: pdfium.PdfPage, shown: Frame, read: Glyphs, covered: Sequence[Box]
) -> Iterator[str]:
    """Yield the mechanisms by which something is readable under the boxes of a page."""
    if not covered:
        return
    if under(read, covered).any():
        yield "text_under_box"
    if seen(page, shown, covered):
        yield "visible_under_box"
    if pictured(page, shown, covered):
        yield "image_under_box"


def _behind(document: pdfium.PdfDocument, pages: int, needles: _Needles) -> Iterator[Place]:
    """Yield a leak when a pattern, form or Type3 glyph sets a removed text (see `marks.Bare`)."""
    for number in range(pages + 1, len(document) + 1):
        with sheet(document, number) as (page, shown):
            if held(needles.words, glyphs(page, shown).text):
                yield 0, "form_text"
