# SPDX-License-Identifier: EUPL-1.2
"""The same page before and after goes in; whether ink is gone from it, or has come, comes out.

Text is compared letter by letter elsewhere. This sees scans, drawings and the shapes of letters, as
pdfium renders both pages, coarsely: less than a short word, and a shift of a point, are no matter.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from woolak.model import Box
from woolak.pdf.ink import Gray, things
from woolak.pdf.proving.sheets import Flags, Frame

_DOT = 2.0
"""Points: the side of a pixel."""
_MOST_PIXELS = 1_000_000
_TONE = 40
"""Differences of 255 between a pixel and all that are beside it on the other page."""
_LEAST = 20
"""Pixels that hang together: a word of three letters in small type has as many."""
_AROUND = 4.0
"""Points: pixels are blanked, and covered lines removed, a little beyond a box."""
_REACH = 2
_FINER = 4

Side = tuple[pdfium.PdfPage, Frame]


def altered(was: Side, now: Side, aside: Iterable[Box], drawn: Gray | None = None) -> list[str]:
    """Return `ink_gone` and `ink_come` where they hold outside the places that are set aside.

    These are as displayed. Annotations became part of the page, or are gone and noted: under those
    of the original ink is gone only when it shows with them and without, and none has come.
    `drawn` is what `coarse` returns of the page as it is now, when that is known.
    """
    after = coarse(*now) if drawn is None else drawn
    told = _told(was, (coarse(*was), after), aside := [*aside], 1)
    if not told:
        return []
    # A line that is thinner than a pixel is drawn as wide as one, and in an image it is gray.
    finer = _drawn(*was, _FINER), _drawn(*now, _FINER)
    return [name for name in told if name in _told(was, finer, aside, _FINER)]


def coarse(page: pdfium.PdfPage, shown: Frame) -> Gray:
    """Return the gray pixels of a page without its annotations: one to two points, or coarser."""
    return _drawn(page, shown, 1)


def _told(was: Side, both: tuple[Gray, Gray], aside: Iterable[Box], finer: int) -> list[str]:
    """Return what is told by pages that are drawn so many times finer, and made coarse again."""
    before, after = both
    high, wide = np.minimum(before.shape, after.shape)
    before, after = before[:high, :wide], after[:high, :wide]
    apart = np.maximum(before, after) - np.minimum(before, after) > _TONE
    scale = before.shape[1] / was[1].width
    _set_aside(apart, aside, scale)
    if np.count_nonzero(apart) < _LEAST:
        return []
    here = _window(apart)
    before, after, apart = before[here], after[here], apart[here]
    gone, come = apart & _stands_out(before, after), apart & _stands_out(after, before)
    if noted := [*_annotations(*was)]:
        every = np.ones((high, wide), np.bool_)
        _set_aside(every, noted, scale)
        beside, with_them = every[here], _drawn(*was, finer, annotations=True)[:high, :wide][here]
        gone &= beside | (_darker(before, after) & _darker(with_them, after))
        come &= beside
    return [name for name, some in (("ink_gone", gone), ("ink_come", come)) if _words(some)]


def faded(before: Gray, after: Gray) -> bool:
    """Say whether one drawing of a page, a pixel to two points, has ink that another has not."""
    return before.shape != after.shape or _words(_darker(before, after))


def _drawn(page: pdfium.PdfPage, shown: Frame, finer: int, *, annotations: bool = False) -> Gray:
    scale = min(1 / _DOT, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
    scale *= shown.width / page.get_width()
    bitmap = page.render(
        scale=scale * finer, grayscale=True, draw_annots=annotations, may_draw_forms=False
    )
    try:
        return _coarse(np.array(bitmap.to_numpy(), dtype=np.uint8), finer)
    finally:
        bitmap.close()


def _coarse(gray: Gray, side: int) -> Gray:
    """Return the means of squares of so many pixels; those that run on outside are left out."""
    high, wide = gray.shape[0] // side, gray.shape[1] // side
    cut = gray[: high * side, : wide * side].reshape(high, side, wide, side)
    return np.asarray(cut.mean(axis=(1, 3)), dtype=np.uint8) if side > 1 else gray


def _set_aside(apart: Flags, places: Iterable[Box], scale: float) -> None:
    for place in places:
        x0, y0 = (max(0, int((side - _AROUND) * scale)) for side in (place.x0, place.y0))
        x1, y1 = (max(0, int((side + _AROUND) * scale) + 1) for side in (place.x1, place.y1))
        apart[y0:y1, x0:x1] = False


def _window(marked: Flags) -> tuple[slice, slice]:
    """Return the rows and columns around what is marked, with a pixel more to every side."""
    ends = [np.flatnonzero(marked.any(axis=axis))[[0, -1]].tolist() for axis in (1, 0)]
    rows, columns = (slice(max(0, first - 1), last + 2) for first, last in ends)
    return rows, columns


def _annotations(page: pdfium.PdfPage, shown: Frame) -> Iterator[Box]:
    """Yield where annotations lie, as displayed."""
    for at in range(max(0, raw.FPDFPage_GetAnnotCount(page.raw))):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        place = raw.FS_RECTF()
        if annotation and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(place)):
            sides = np.array([[place.left, place.bottom, place.right, place.top]], dtype=float)
            yield Box(*map(float, shown.boxes(sides)[0]))
        raw.FPDFPage_CloseAnnot(annotation)


def _stands_out(one: Gray, other: Gray) -> Flags:
    """Return the pixels that are darker, or lighter, than all pixels near them on another page."""
    lighter = one.astype(np.int16) > _near(other, np.maximum) + _TONE
    return np.asarray(_darker(one, other) | lighter)


def _darker(one: Gray, other: Gray) -> Flags:
    return np.asarray(one.astype(np.int16) < _near(other, np.minimum) - _TONE)


def _near(page: Gray, least: np.ufunc) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    around = np.pad(page.astype(np.int16), 1, mode="edge")
    rows = least(least(around[:-2], around[1:-1]), around[2:])
    return np.asarray(least(least(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:]))


def _words(marked: Flags) -> bool:
    return any(len(rows) >= _LEAST for rows, _ in things(marked, _REACH))
