# SPDX-License-Identifier: EUPL-1.2
"""A drawn character goes in; how far it looks from each letter and figure comes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak.pdf.specimen import Drawn, Ink, sample, specimen

_FACES = ("helv", "hebo", "heit", "tiro", "tibo", "tiit", "cour")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_SIDE = 12
_SHAPE, _PLACE = 0.35, 0.6


class _Faces(NamedTuple):
    """The n letters of the faces.

    (n, 144) shapes of length one, (n,) logarithms of width by height, (n, 2) low and high in em.
    """

    letters: str
    shapes: npt.NDArray[np.float32]
    aspects: npt.NDArray[np.float32]
    places: npt.NDArray[np.float32]


def ranked(drawn: Drawn) -> list[tuple[float, str]]:
    """Return the letters and figures with how far a drawn character is from each, nearest first."""
    faces = _faces()
    nearest: dict[str, float] = {}
    for letter, distance in zip(faces.letters, _far(drawn, faces), strict=True):
        nearest[letter] = min(distance, nearest.get(letter, distance))
    return sorted((distance, letter) for letter, distance in nearest.items())


def apart(drawn: Drawn, char: str) -> float:
    """Return how far a drawn character is from any other one; infinity where we cannot draw it."""
    own = _own(char)
    return min(_far(drawn, own)) if own else inf


def _far(drawn: Drawn, faces: _Faces) -> list[float]:
    shape, aspect = _shape(drawn.ink)
    far = 1 - faces.shapes @ shape + _SHAPE * np.abs(faces.aspects - aspect)
    far += _PLACE * np.abs(faces.places - (drawn.low, drawn.high)).sum(axis=1)
    distances: list[float] = far.tolist()
    return distances


@lru_cache(maxsize=2000)
def _own(char: str) -> _Faces | None:
    drawn = sample(char)
    return _faces_of([drawn]) if drawn and drawn.ink.size else None


@cache
def _faces() -> _Faces:
    found: list[Drawn] = []
    with pymupdf.open() as doc:
        page = doc.new_page()
        for face in _FACES:
            font = page.insert_font(fontname=face)
            drawn = specimen(doc, font)[1]
            found += [one for one in drawn if one.claim and one.claim in LETTERS and one.ink.size]
    return _faces_of(found)


def _faces_of(found: Sequence[Drawn]) -> _Faces:
    shapes, aspects = zip(*(_shape(drawn.ink) for drawn in found), strict=True)
    places = np.array([(drawn.low, drawn.high) for drawn in found], np.float32)
    return _Faces("".join(d.claim for d in found), np.array(shapes), np.array(aspects), places)


def _shape(ink: Ink) -> tuple[npt.NDArray[np.float32], float]:
    high, wide = ink.shape
    small = _pooled(high) @ ink @ _pooled(wide).T
    flat = (small - small.mean()).ravel()
    return (flat / (np.linalg.norm(flat) + 1e-6)).astype(np.float32), float(np.log(wide / high))


@lru_cache(maxsize=200)
def _pooled(length: int) -> npt.NDArray[np.float32]:
    """Return the (12, length) matrix that averages pixels into 12."""
    edges = np.linspace(0, length, _SIDE + 1)
    pixels = np.arange(length)
    shared = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    weights: Ink = (np.clip(shared, 0, None) / (length / _SIDE)).astype(np.float32)
    return weights
