# SPDX-License-Identifier: EUPL-1.2
"""A page and the boxes of its characters in; the boxes as if letters that lean stood upright, out.

The ink of a leaning letter reaches out of its place among the others, for a narrow one so far that
its middle lies in the next place: what it belongs to is seen from where it would stand upright.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot

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


def objects(page: pdfium.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """Yield the objects of a page; those in a form XObject are in it."""
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        yield raw.FPDFPage_GetObject(page.raw, index)


def inside(form: raw.FPDF_PAGEOBJECT) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """Yield the objects of a form XObject."""
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        yield raw.FPDFFormObj_GetObject(form, index)


def matrix(item: raw.FPDF_PAGEOBJECT) -> Numbers:
    """Return the (3, 3) map from an object's own space to that of its page or form."""
    part = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, part)
    return np.array([[part.a, part.b, 0], [part.c, part.d, 0], [part.e, part.f, 1]])


def upright(page: pdfium.PdfPage, text: raw.FPDF_TEXTPAGE, corners: Numbers) -> Numbers:
    """Return (n, 4) boxes left, bottom, right, top in user space, those that lean set upright.

    Only text along an axis leans; other text has boxes that tell little of its letters anyway.
    """
    if not len(corners) or not _leans(objects(page), _AS_IT_IS):
        return corners
    count = len(corners)
    found = [_told(text, index) for index in range(count)]
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


def _leans(some: Iterator[raw.FPDF_PAGEOBJECT], outer: _Linear) -> bool:
    part = raw.FS_MATRIX()
    for item in some:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            raw.FPDFPageObj_GetMatrix(item, part)
            a, b, c, d = _after((part.a, part.b, part.c, part.d), outer)
            if abs(a * c + b * d) > _LEAST * hypot(a, b) * hypot(c, d):
                return True
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            raw.FPDFPageObj_GetMatrix(item, part)
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
