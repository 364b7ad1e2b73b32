# SPDX-License-Identifier: EUPL-1.2
"""A document goes in; its images lose the pixels that no page shows.

Where they cannot, the pages that draw them come out: these are to be drawn anew, as pictures.

A scan that is cropped, or that has a white or black rectangle over a name, still holds the name: it
is only not shown. So does an image whose mask is empty there, or that is painted in the colour of
what it stands on. What is not shown cannot be read by OCR of the page, and is not published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pikepdf
import pymupdf

from woolak.pdf.opening.inline import Tangled, taken_out
from woolak.pdf.removing import planes
from woolak.pdf.removing.looked import FINEST, Image, drawn, look, wider
from woolak.pdf.removing.planes import Flags, Levels, Plane

_ROUGHLY, _BLOCK, _TOLERANCE = 110, 5, 24
_LEAST = 6
_FAINT = 12.0
"""Differences of 255 between cells that are noise, where nothing of an image is shown."""
_SECRETS = 10
"""Cells: what has so many that a page shows in one tone, and the image does not, may be a word."""
_AROUND = 6
"""Cells between the letters of a word, and between lines."""
_DOT, _IN_A_DOT = 8.0, 32
"""Points; rows and columns that an image keeps which is nowhere larger: OCR does not read it."""
_FINE, _SQUEEZED, _LINES = 4.2, 4.0, 64
"""Samples a point that always stay; how many times those along the other side, if it has many."""
_MUCH = 1.25
_MOST_APART = 40
_ALL = 100
"""Per cent."""
_FAULTS = (pikepdf.PikepdfError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError)

Sides = tuple[float, float] | None
_KEYS = ("Width", "Height", "BitsPerComponent", "ColorSpace", "Decode", "DecodeParms", "Filter")


class Blanked(NamedTuple):
    """How many images are blank where no page shows them, and the pages (1-based) to be drawn anew.

    On those something may be hidden that could not be taken out of an image.
    """

    images: int
    unclear: frozenset[int]


def blank(doc: pymupdf.Document) -> Blanked:
    """Blank what no page shows of the images of a prepared document.

    Images that only patterns and letters draw are left: they are read as they are stored. An image
    that cannot be decoded, or without whose hidden part a page would look otherwise, stays, and the
    pages that may draw it are unclear.
    """
    numbers, unclear = _with_images(doc)
    if not numbers:
        return Blanked(0, frozenset(n + 1 for n in unclear))
    try:
        for number in {entry[0] for n in numbers for entry in doc.get_page_images(n)}:
            planes.unfold(doc, number)
        changed, left = _changed(doc, look(doc, numbers))
    except _FAULTS:
        return Blanked(0, frozenset(n + 1 for n in (*numbers, *unclear)))
    stay = _written(doc, changed, numbers)
    drawing = _drawing(doc, numbers, left | stay)
    return Blanked(len(changed) - len(stay), frozenset(n + 1 for n in (*drawing, *unclear)))


def used(doc: pymupdf.Document) -> int:
    """Return how many images the pages of a document use.

    Where an image is drawn twice and redacted in one of the places, it is two from then on: the
    other then holds what only the first place showed.
    """
    return len({entry[0] for n in range(doc.page_count) for entry in doc.get_page_images(n)})


def _with_images(doc: pymupdf.Document) -> tuple[list[int], set[int]]:
    """Return the pages (0-based) to be looked at, and those whose images cannot be taken out."""
    numbers, unclear = list[int](), set[int]()
    for number in range(doc.page_count):
        try:
            inline = taken_out(doc, number)
        except Tangled:
            inline = False
            unclear.add(number)
        if inline or _large(doc, number):
            numbers.append(number)
    return numbers, unclear


Changed = Mapping[int, Mapping[int, Plane]]
"""By image: by number, its own samples and those of its mask, as they are to be."""


def _changed(doc: pymupdf.Document, images: Sequence[Image]) -> tuple[Changed, set[int]]:
    """Return the new samples of images, and which images hide something that cannot be decoded."""
    using: defaultdict[int, list[Image]] = defaultdict(list)
    for image in images:
        for number in image.planes:
            using[number].append(image)
    hidden = {image.number: _hidden(image) for image in images}
    found: dict[int, dict[int, Plane]] = {}
    left = set[int]()
    for image in images:
        for number in image.planes:
            cells = [hidden[each.number] for each in using[number]]
            sides = [each.sides for each in using[number]]
            if (known := planes.plane(doc, number)) is None:
                left |= {image.number} if all(some.all.any() for some in cells) else set()
            elif new := _made(known, cells, sides):
                found.setdefault(image.number, {})[number] = new
    return found, left


class Hidden(NamedTuple):
    """The cells of an image of which no page shows anything, and with those that show one tone."""

    unseen: Flags
    all: Flags


def _hidden(image: Image) -> Hidden:
    shown = np.ones((1, 1), dtype=np.bool_) if image.shown is None else image.shown
    unseen = ~wider(shown)
    if image.vivid is None or image.detail is None:
        return Hidden(unseen, unseen)
    # What stands out may lie a cell further on the page than in the image.
    vivid = wider(image.vivid)
    secret = image.detail & ~vivid & shown
    if secret.sum() < _SECRETS:
        return Hidden(unseen, unseen)
    return Hidden(unseen, unseen | (_closed(secret) & ~vivid))


def _closed(cells: Flags) -> Flags:
    """Return cells with what lies between them: a block must not have the shape of its letters."""
    grown = np.pad(cells, _AROUND)
    for _ in range(_AROUND):
        grown = wider(grown)
    for _ in range(_AROUND - 1):
        grown = ~wider(~grown)
    return np.asarray(grown[_AROUND:-_AROUND, _AROUND:-_AROUND])


def _made(found: Plane, hidden: Sequence[Hidden], sides: Sequence[Sides]) -> Plane | None:
    """Return the samples of a plane without what is hidden; None where nothing has to go."""
    high, wide = found.codes.shape[:2]
    tells = _tells(found, hidden)
    if tells:
        _fill(found, hidden)
    most = _most(found, sides)
    if high > _MUCH * most[0] or wide > _MUCH * most[1]:
        return planes.smaller(found, most)
    return found if tells else None


def _fill(found: Plane, hidden: Sequence[Hidden]) -> None:
    """Give what is hidden the tone of most of it, and what shows in one tone that tone."""
    high, wide = found.codes.shape[:2]
    gone = np.logical_and.reduce([_enlarged(cells.all, high, wide) for cells in hidden])
    unseen = np.logical_and.reduce([_enlarged(cells.unseen, high, wide) for cells in hidden])
    for cells, mean in ((gone & unseen, False), (gone & ~unseen, not found.indexed)):
        if cells.any():
            tone = np.mean if mean else np.median
            found.codes[cells] = tone(found.codes[cells], axis=0).round().astype(found.codes.dtype)


def _most(found: Plane, sides: Sequence[Sides]) -> tuple[int, int]:
    """Return how many rows and columns of a plane may be told apart where it is placed."""
    rows, columns = found.codes.shape[:2]
    known = [side for side in sides if side]
    if len(known) < len(sides):
        return rows, columns
    high, wide = (max(side[at] for side in known) for at in (0, 1))
    if max(high, wide) <= _DOT:
        return _IN_A_DOT, _IN_A_DOT
    return _along_side(rows, high, columns / wide if columns >= _LINES else 0), _along_side(
        columns, wide, rows / high if high and rows >= _LINES else 0
    )


def _along_side(count: int, points: float, across: float) -> int:
    return min(count, 2 + int(points * max(_FINE, _SQUEEZED * across))) if across else count


def _tells(found: Plane, hidden: Sequence[Hidden]) -> bool:
    """Say whether what is hidden of a plane is of more than one tone."""
    if not all(cells.all.any() for cells in hidden):
        return False
    shape = max((cells.all.shape for cells in hidden), key=lambda sides: sides[0] * sides[1])
    level: Levels = planes.means(found, (max(shape[0], FINEST), max(shape[1], FINEST)))
    down, across = level.shape[:2]
    gone = np.logical_and.reduce([_enlarged(cells.all, down, across) for cells in hidden])
    inside = level[gone]
    return bool(inside.size) and float(np.ptp(inside, axis=0).max()) > _FAINT


def _enlarged(cells: Flags, high: int, wide: int) -> Flags:
    """Return which pixels lie in such cells only, and where they are coarse, next to such alone."""
    return _along(_along(cells, high).T, wide).T


def _along(cells: Flags, count: int) -> Flags:
    size = len(cells)
    starts = np.arange(count) * size // count
    if count >= size:
        return np.asarray(cells[starts], dtype=np.bool_)
    whole = np.pad(np.logical_and.reduceat(cells, starts, axis=0), ((1, 1), (0, 0)), mode="edge")
    return np.asarray(whole[:-2] & whole[1:-1] & whole[2:], dtype=np.bool_)


def _write(doc: pymupdf.Document, changed: Changed) -> None:
    for many in changed.values():
        for number, made in many.items():
            planes.put(doc, number, made)
    _forget()


def _written(doc: pymupdf.Document, changed: Changed, numbers: Sequence[int]) -> set[int]:
    """Blank images; return those that stay, as a page (0-based) would look otherwise without."""
    before = {number: _glance(doc, number) for number in numbers} if changed else {}
    kept = {n: _kept(doc, n) for many in changed.values() for n in many}
    _write(doc, changed)
    apart = [number for number in before if _apart(doc, number, before[number])]
    if not apart:
        return set()
    drawn = {entry[0] for number in apart for entry in doc.get_page_images(number)}
    suspects = [image for image in changed if image in drawn] or list(changed)
    for image in suspects:
        _restore(doc, changed[image], kept)
    stay = set(suspects[_MOST_APART:])
    for image in suspects[:_MOST_APART]:
        _write(doc, {image: changed[image]})
        if any(_apart(doc, n, before[n]) for n in _drawing(doc, apart, {image})):
            _restore(doc, changed[image], kept)
            stay.add(image)
    return stay


def _drawing(doc: pymupdf.Document, numbers: Sequence[int], images: Collection[int]) -> list[int]:
    """Return the pages that may draw one of these images; all of them when none says that it does.

    Pages as indices, 0-based.
    """
    if not images:
        return []
    listed = {n: {entry[0] for entry in doc.get_page_images(n)} for n in numbers}
    if set().union(*listed.values()) >= set(images):
        return [number for number, some in listed.items() if not some.isdisjoint(images)]
    return list(numbers)


def _large(doc: pymupdf.Document, number: int) -> bool:
    found = doc.get_page_images(number)
    return any(
        (wide > _LEAST and high > _LEAST) or mask or doc.xref_get_key(xref, "Mask")[0] == "xref"
        for xref, mask, wide, high, *_ in found
    )


def _glance(doc: pymupdf.Document, number: int) -> Levels:
    """Return a page in blocks: how an image is made smaller depends on how it is stored."""
    pixels = drawn(doc[number], _ROUGHLY)
    high, wide = (side // _BLOCK * _BLOCK for side in pixels.shape[:2])
    blocks = pixels[:high, :wide].reshape(high // _BLOCK, _BLOCK, wide // _BLOCK, _BLOCK, 3)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32))


def _apart(doc: pymupdf.Document, number: int, before: Levels) -> bool:
    return float(np.abs(before - _glance(doc, number)).max(initial=0)) > _TOLERANCE


def _kept(doc: pymupdf.Document, number: int) -> tuple[bytes, dict[str, str]]:
    keys = {key: doc.xref_get_key(number, key)[1] for key in _KEYS}
    return doc.xref_stream_raw(number), keys


def _restore(
    doc: pymupdf.Document,
    numbers: Iterable[int],
    kept: Mapping[int, tuple[bytes, Mapping[str, str]]],
) -> None:
    for number in numbers:
        data, keys = kept[number]
        doc.update_stream(number, data, compress=False)
        for key, value in keys.items():
            doc.xref_set_key(number, key, value)
    _forget()


def _forget() -> None:
    """Have MuPDF forget the images that it decoded, which it knows by their number."""
    pymupdf.TOOLS.store_shrink(_ALL)
