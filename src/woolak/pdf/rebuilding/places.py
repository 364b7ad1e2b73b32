# SPDX-License-Identifier: EUPL-1.2
"""A page before and after its redactions goes in; where its boxes belong in marked text comes out.

pdfium numbers what it draws with the marks around it: a box stands for the marked text that it took
away, and is read after what is left of that text before it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.model import Box, Redaction
from woolak.pdf.proving.sheets import Flags, Frame, Numbers, sheet
from woolak.pdf.rebuilding.marks import Cut

_WITHIN = 6.0
"""Points from the start of a box, which is surely inside it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box belongs: under which number, and where in its strings; `of` is their count."""

    number: int
    cut: Cut
    of: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The marked things of a page: their numbers, which are text, their boxes as displayed."""

    numbers: npt.NDArray[np.int_]
    text: Flags
    boxes: Numbers
    addresses: npt.NDArray[np.int_] = field(repr=False)

    def only(self, which: Flags) -> _Drawn:
        """Return some of the things."""
        return _Drawn(
            self.numbers[which], self.text[which], self.boxes[which], self.addresses[which]
        )


def places(
    before: pdfium.PdfDocument,
    after: pdfium.PdfDocument,
    unit: float,
    redactions: Sequence[tuple[Redaction, Redaction]],
) -> dict[str, Place]:
    """Return the place of each of a page's redactions for which there is one, by its id.

    A redaction is given twice: with its boxes in the original and with those that were painted.
    """
    page = redactions[0][0].page
    with sheet(before, page, unit) as (old, frame):
        drawn = _drawn(old, frame)
    found: dict[str, Place] = {}
    with sheet(after, page, unit) as (new, frame):
        left = _drawn(new, frame)
        left = left.only(left.text)
        letters = _Letters(new, frame)
        for redaction, painted in redactions:
            number = _number(drawn, redaction.boxes[0])
            if number is not None:
                strings = left.only(left.numbers == number)
                cut = _cut(strings, painted.boxes[0], letters)
                found[redaction.id] = Place(number, cut, len(strings.numbers))
    return found


def _number(drawn: _Drawn, box: Box) -> int | None:
    """Return the mark of what lies most under a box, else of the text above it or before it."""
    x0, y0, x1, y1 = drawn.boxes.T
    wide = np.minimum(x1, box.x1) - np.maximum(x0, box.x0)
    high = np.minimum(y1, box.y1) - np.maximum(y0, box.y0)
    shared = np.where((wide > 0) & (high > 0), wide * high, 0)
    for kind in (drawn.text, ~drawn.text):
        if (shared * kind).any():
            return int(drawn.numbers[np.argmax(shared * kind)])
    above = drawn.text & ((y1 <= (box.y0 + box.y1) / 2) | ((high > 0) & (x1 <= _start(box))))
    if not above.any():
        return None
    row = np.flatnonzero(above)
    return int(drawn.numbers[row[np.lexsort((x1[row], y1[row]))[-1]]])


def _cut(strings: _Drawn, box: Box, letters: _Letters) -> Cut:
    """Return before which of the strings left under a mark, or where in it, a box belongs."""
    middle = _start(box)
    x0, y0, x1, y1 = strings.boxes.T
    line = (np.minimum(y1, box.y1) > np.maximum(y0, box.y0)).astype(np.bool_)
    around = np.flatnonzero(line & (x0 < middle) & (x1 > middle))
    if len(around):
        at = int(around[0])
        before, count = letters.split(int(strings.addresses[at]), middle)
        return Cut(at, before, count) if before else Cut(at)
    earlier = np.flatnonzero(line & (x1 <= middle))
    if len(earlier):
        return Cut(int(earlier[-1]) + 1)
    if line.any():
        return Cut(int(np.argmax(line)))
    above = np.flatnonzero(y1 <= (box.y0 + box.y1) / 2)
    return Cut(int(above[-1]) + 1 if len(above) else 0)


def _start(box: Box) -> float:
    # Where a box ends says less: what follows it may have moved.
    return min(box.x0 + _WITHIN, (box.x0 + box.x1) / 2)


class _Letters:
    """The letters of a page, read only when a box stands in the middle of a string."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame) -> None:
        self._page, self._frame = page, frame
        self._read: tuple[npt.NDArray[np.int_], Numbers] | None = None

    def split(self, address: int, middle: float) -> tuple[int, int]:
        """Return how many letters of a string stand before a displayed x, and how many it has."""
        if self._read is None:
            self._read = _letters(self._page, self._frame)
        owners, boxes = self._read
        here = boxes[owners == address]
        return int(((here[:, 0] + here[:, 2]) / 2 < middle).sum()), len(here)


def _letters(page: pdfium.PdfPage, frame: Frame) -> tuple[npt.NDArray[np.int_], Numbers]:
    """Return the address of the string of each letter, and the letters' boxes as displayed."""
    text = raw.FPDFText_LoadPage(page.raw)
    left, right, bottom, top = sides = [ctypes.c_double() for _ in range(4)]
    owners, corners = [], []
    try:
        for index in range(max(raw.FPDFText_CountChars(text), 0)):
            # pdfium adds spaces and line ends that no string holds.
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            owners.append(_address(raw.FPDFText_GetTextObject(text, index)))
            raw.FPDFText_GetCharBox(text, index, *sides)
            corners.append((left.value, bottom.value, right.value, top.value))
    finally:
        raw.FPDFText_ClosePage(text)
    return np.array(owners, dtype=np.int_), frame.boxes(_rows(corners))


def _drawn(page: pdfium.PdfPage, frame: Frame) -> _Drawn:
    sides = [ctypes.c_float() for _ in range(4)]
    numbers, text, addresses, corners = [], [], [], []
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        number = raw.FPDFPageObj_GetMarkedContentID(item)
        if number < 0 or not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        numbers.append(number)
        text.append(raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT)
        addresses.append(_address(item))
        corners.append([side.value for side in sides])
    return _Drawn(
        np.array(numbers, dtype=np.int_),
        np.array(text, dtype=np.bool_),
        frame.boxes(_rows(corners)),
        np.array(addresses, dtype=np.int_),
    )


def _rows(corners: Sequence[Sequence[float]]) -> Numbers:
    return np.array(corners, dtype=np.float64).reshape(-1, 4)


def _address(item: object) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
