# SPDX-License-Identifier: EUPL-1.2
"""A document goes in; its images lose the pixels that no page shows.

A scan that is cropped, or that has a white or black rectangle over a name, still holds the name: it
is only not shown. So does an image whose mask is empty there, or that is painted in the colour of
what it stands on. What is not shown cannot be read by OCR of the page, and is not published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pikepdf
import pymupdf

from woolak.pdf import planes
from woolak.pdf.inline import taken_out
from woolak.pdf.looked import FINEST, Image, drawn, look, wider
from woolak.pdf.planes import Flags, Levels, Plane

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


def blank(doc: pymupdf.Document) -> int:
    """Blank what no page shows of the images of a prepared document; return of how many images.

    Images that only patterns and letters draw are left; so is one without which a page would look
    otherwise.
    """
    numbers = [n for n in range(doc.page_count) if taken_out(doc, n) or _large(doc, n)]
    if not numbers:
        return 0
    try:
        for number in {entry[0] for n in numbers for entry in doc.get_page_images(n)}:
            planes.unfold(doc, number)
        images = look(doc, numbers)
    except _FAULTS:
        return 0
    changed = _changed(doc, images)
    if not changed:
        return 0
    before = [_glance(doc, number) for number in numbers]
    kept = {n: _kept(doc, n) for many in changed.values() for n in many}
    _write(doc, changed)
    if not _apart(doc, numbers, before):
        return len(changed)
    _restore(doc, kept)
    return _one_by_one(doc, changed, kept, numbers)


Changed = Mapping[int, Mapping[int, Plane]]
"""By image: by number, its own samples and those of its mask, as they are to be."""


def _changed(doc: pymupdf.Document, images: Sequence[Image]) -> Changed:
    using: defaultdict[int, list[Image]] = defaultdict(list)
    for image in images:
        for number in image.planes:
            using[number].append(image)
    hidden = {image.number: _hidden(image) for image in images}
    found: dict[int, dict[int, Plane]] = {}
    for image in images:
        for number in image.planes:
            cells = [hidden[each.number] for each in using[number]]
            sides = [each.sides for each in using[number]]
            if new := _made(doc, number, cells, sides):
                found.setdefault(image.number, {})[number] = new
    return found


def _hidden(image: Image) -> Flags:
    """Return the cells of an image of which no page shows anything."""
    shown = np.ones((1, 1), dtype=np.bool_) if image.shown is None else image.shown
    if image.vivid is None or image.detail is None:
        return ~wider(shown)
    secret = image.detail & ~image.vivid & shown
    hidden = ~wider(shown)
    if secret.sum() < _SECRETS:
        return hidden
    return hidden | (_closed(secret) & ~image.vivid)


def _closed(cells: Flags) -> Flags:
    """Return cells with what lies between them: a block must not have the shape of its letters."""
    grown = np.pad(cells, _AROUND)
    for _ in range(_AROUND):
        grown = wider(grown)
    for _ in range(_AROUND - 1):
        grown = ~wider(~grown)
    return np.asarray(grown[_AROUND:-_AROUND, _AROUND:-_AROUND])


def _made(
    doc: pymupdf.Document, number: int, hidden: Sequence[Flags], sides: Sequence[Sides]
) -> Plane | None:
    """Return the samples of a plane without what is hidden; None where nothing has to go."""
    try:
        found = planes.plane(doc, number)
    except _FAULTS:
        return None
    if found is None:
        return None
    high, wide = found.codes.shape[:2]
    tells = _tells(found, hidden)
    if tells:
        gone = np.logical_and.reduce([_enlarged(cells, high, wide) for cells in hidden])
        found.codes[gone] = np.median(found.codes[gone], axis=0).astype(found.codes.dtype)
    most = _most(found, sides)
    if high > _MUCH * most[0] or wide > _MUCH * most[1]:
        return planes.smaller(found, most)
    return found if tells else None


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


def _tells(found: Plane, hidden: Sequence[Flags]) -> bool:
    """Say whether what is hidden of a plane is of more than one tone."""
    if not all(cells.any() for cells in hidden):
        return False
    shape = max((cells.shape for cells in hidden), key=lambda sides: sides[0] * sides[1])
    level: Levels = planes.means(found, (max(shape[0], FINEST), max(shape[1], FINEST)))
    down, across = level.shape[:2]
    gone = np.logical_and.reduce([_enlarged(cells, down, across) for cells in hidden])
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


def _one_by_one(
    doc: pymupdf.Document,
    changed: Changed,
    kept: Mapping[int, tuple[bytes, Mapping[str, str]]],
    numbers: Sequence[int],
) -> int:
    """Blank the images with which alone no page looks otherwise; return how many."""
    done = 0
    for image, many in list(changed.items())[:_MOST_APART]:
        before = [_glance(doc, number) for number in numbers]
        _write(doc, {image: many})
        if _apart(doc, numbers, before):
            _restore(doc, {number: kept[number] for number in many})
        else:
            done += 1
    return done


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


def _apart(doc: pymupdf.Document, numbers: Sequence[int], before: Sequence[Levels]) -> bool:
    return any(
        float(np.abs(was - _glance(doc, number)).max(initial=0)) > _TOLERANCE
        for was, number in zip(before, numbers, strict=True)
    )


def _kept(doc: pymupdf.Document, number: int) -> tuple[bytes, dict[str, str]]:
    keys = {key: doc.xref_get_key(number, key)[1] for key in _KEYS}
    return doc.xref_stream_raw(number), keys


def _restore(doc: pymupdf.Document, kept: Mapping[int, tuple[bytes, Mapping[str, str]]]) -> None:
    for number, (data, keys) in kept.items():
        doc.update_stream(number, data, compress=False)
        for key, value in keys.items():
            doc.xref_set_key(number, key, value)
    _forget()


def _forget() -> None:
    """Have MuPDF forget the images that it decoded, which it knows by their number."""
    pymupdf.TOOLS.store_shrink(_ALL)
