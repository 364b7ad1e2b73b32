# SPDX-License-Identifier: EUPL-1.2
"""A page and the boxes of its characters in; the boxes as if letters that lean stood upright, out.

The ink of a leaning letter reaches out of its place among the others, for a narrow one so far that
its middle lies in the next place: what it belongs to is seen from where it would stand upright.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from math import hypot
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

Numbers = npt.NDArray[np.float64]
_Linear = tuple[float, float, float, float]
"""(a, b, c, d) of a matrix."""

_AS_IT_IS: _Linear = (1.0, 0.0, 0.0, 1.0)

_LEAST = 0.03
"""The tangent of a lean that is none, and of an angle that lies along an axis."""


Object = tuple[int, int]
"""The kind of an object of a page and its address."""


def _called(name: str, given: Any, *takes: Any) -> Callable[..., Any]:  # noqa: ANN401 - of ctypes
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    called: Callable[..., Any] = ctypes.PYFUNCTYPE(given, *takes)(address)
    return called


# Called for each object: with plain addresses, and without letting other threads in, a call takes a
# fraction of the time of one through the types that pypdfium2 gives it.
_KIND = _called("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
_MATRIX = _called("FPDFPageObj_GetMatrix", ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_ON_PAGE = _called("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_IN_FORM = _called("FPDFFormObj_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)


def objects(page: pdfium.PdfPage) -> Iterator[Object]:
    """Yield the objects of a page; those in a form XObject are in it."""
    address = ctypes.cast(page.raw, ctypes.c_void_p).value
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = _ON_PAGE(address, index)
        yield _KIND(item), item


def inside(form: int) -> Iterator[Object]:
    """Yield the objects of the form XObject at an address."""
    for index in range(raw.FPDFFormObj_CountObjects(typed(form))):
        item = _IN_FORM(form, index)
        yield _KIND(item), item


def typed(item: int) -> raw.FPDF_PAGEOBJECT:
    """Return the object at an address as pypdfium2 takes it."""
    return ctypes.cast(item, raw.FPDF_PAGEOBJECT)


def matrix(item: int) -> Numbers:
    """Return the (3, 3) map from an object's own space to that of its page or form."""
    part = raw.FS_MATRIX()
    _MATRIX(item, ctypes.addressof(part))
    return np.array([[part.a, part.b, 0], [part.c, part.d, 0], [part.e, part.f, 1]])


def upright(
    page: pdfium.PdfPage, text: raw.FPDF_TEXTPAGE, corners: Numbers, numbers: Sequence[int]
) -> Numbers:
    """Return (n, 4) boxes left, bottom, right, top in user space, those that lean set upright.

    `numbers` are those of the characters. Only text along an axis leans; other text has boxes that
    tell little of its letters anyway.
    """
    if not len(corners) or not _leans(objects(page), _AS_IT_IS):
        return corners
    found = [_told(text, index) for index in numbers]
    maps = np.array([one for one, _ in found])
    origins = np.array([at for _, at in found])
    out = corners.copy()
    for along, across in ((0, 1), (1, 0)):
        ways, ups = maps[:, :2], maps[:, 2:]
        level = np.abs(ways[:, across]) <= _LEAST * np.abs(ways[:, along])
        level &= np.abs(ups[:, across]) > 0
        lean = np.where(level, ups[:, along], 0) / np.where(level, ups[:, across], 1)
        lean = np.where(np.abs(lean) > _LEAST, lean, 0)
        low = lean * (corners[:, across] - origins[:, across])
        high = lean * (corners[:, across + 2] - origins[:, across])
        start = corners[:, along] - np.minimum(low, high)
        end = corners[:, along + 2] - np.maximum(low, high)
        out[:, along] = np.where(lean, np.minimum(start, end), out[:, along])
        out[:, along + 2] = np.where(lean, np.maximum(start, end), out[:, along + 2])
    return out


def _leans(some: Iterator[Object], outer: _Linear) -> bool:
    part = raw.FS_MATRIX()
    place = ctypes.addressof(part)
    for kind, item in some:
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            _MATRIX(item, place)
            a, b, c, d = part.a, part.b, part.c, part.d
            if outer is not _AS_IT_IS:
                a, b, c, d = _after((a, b, c, d), outer)
            # Along both axes it stands upright: hardly any text does otherwise.
            across = a * c + b * d
            if across and abs(across) > _LEAST * hypot(a, b) * hypot(c, d):
                return True
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            _MATRIX(item, place)
            if _leans(inside(item), _after((part.a, part.b, part.c, part.d), outer)):
                return True
    return False


def _after(first: _Linear, then: _Linear) -> _Linear:
    a, b, c, d = first
    e, f, g, h = then
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _told(text: raw.FPDF_TEXTPAGE, index: int) -> tuple[_Linear, tuple[float, float]]:
    """Return the linear part of a character's matrix, and its origin."""
    part, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(text, index, part)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return (part.a, part.b, part.c, part.d), (x.value, y.value)
