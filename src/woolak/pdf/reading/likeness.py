# SPDX-License-Identifier: EUPL-1.2
"""A drawn character goes in; how far it looks from each letter and figure comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak import kept
from woolak.pdf.reading import specimen as specimens
from woolak.pdf.reading.specimen import Drawn, Ink, drawn, sample, specimen

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


def distances(some: Sequence[Drawn]) -> npt.NDArray[np.float32]:
    """Return how far n drawn characters with ink are from each of LETTERS: (n, 62)."""
    if not some:
        return np.zeros((0, len(LETTERS)), np.float32)
    known = faces()
    firsts = [known.letters.index(letter) for letter in LETTERS]
    nearest: npt.NDArray[np.float32] = np.minimum.reduceat(_far(some, known), firsts, axis=1)
    return nearest


def apart(one: Drawn, char: str) -> float:
    """Return how far a drawn character is from any other one; infinity where we cannot draw it."""
    own = _own(char)
    return float(_far([one], own).min()) if own else inf


@cache
def widest(letter: str) -> float:
    """Return how wide, by its height, the widest of the faces draws one of LETTERS."""
    known = faces()
    own = [at for at, each in enumerate(known.letters) if each == letter]
    return float(np.exp(known.aspects[own].max()))


def _far(some: Sequence[Drawn], faces: _Faces) -> npt.NDArray[np.float32]:
    """Return the distance of each of n drawn characters from each of the m of the faces: (n, m)."""
    own = _faces_of(some)
    far: npt.NDArray[np.float32] = 1 - own.shapes @ faces.shapes.T
    far += _SHAPE * np.abs(own.aspects[:, None] - faces.aspects)
    low, high = (np.abs(own.places[:, at, None] - faces.places[:, at]) for at in (0, 1))
    far += _PLACE * (low + high)
    return far


@lru_cache(maxsize=2000)
def _own(char: str) -> _Faces | None:
    own = sample(char)
    return _faces_of([own]) if own and own.ink.size else None


@cache
def faces() -> _Faces:
    """Return the letters of the faces that every reader has, drawn once per process."""
    letters, *sides = kept.made("letters", _made_of(), _packed)
    shapes, aspects, places = (np.frombuffer(side, np.float32) for side in sides)
    count = len(letters)
    return _Faces(letters, shapes.reshape(count, -1), aspects, places.reshape(count, 2))


def _made_of() -> str:
    """Return what changes whenever the faces, or how they are drawn here, do."""
    source = b"".join(Path(path).read_bytes() for path in (__file__, specimens.__file__))
    return f"{pymupdf.VersionBind} {np.__version__} {hashlib.sha256(source).hexdigest()}"


def _packed() -> tuple[str, bytes, bytes, bytes]:
    """Return the letters of the faces as plain data."""
    found: list[Drawn] = []
    with pymupdf.open() as doc:
        page = doc.new_page()
        for face in _FACES:
            font = page.insert_font(fontname=face)
            seen = specimen(doc, font)
            every = drawn(seen.claims, seen.gray)
            found += [one for one in every if one.claim and one.claim in LETTERS and one.ink.size]
    # One letter after the other, as LETTERS has them.
    made = _faces_of(sorted(found, key=lambda one: LETTERS.index(one.claim)))
    shapes, aspects, places = (
        side.astype(np.float32).tobytes() for side in (made.shapes, made.aspects, made.places)
    )
    return made.letters, shapes, aspects, places


def _faces_of(found: Sequence[Drawn]) -> _Faces:
    small = np.stack([_small(one.ink) for one in found])
    shapes = small - small.mean(axis=1, keepdims=True)
    shapes /= np.linalg.norm(shapes, axis=1, keepdims=True) + 1e-6
    sides = np.array([one.ink.shape for one in found], np.float32)
    aspects = np.log(sides[:, 1] / sides[:, 0])
    places = np.array([(one.low, one.high) for one in found], np.float32)
    return _Faces("".join(d.claim for d in found), shapes, aspects, places)


def _small(ink: Ink) -> npt.NDArray[np.float32]:
    """Return the ink in 12 by 12 pixels: (144,)."""
    high, wide = ink.shape
    return (_pooled(high) @ ink @ _pooled(wide).T).astype(np.float32, copy=False).ravel()


@lru_cache(maxsize=200)
def _pooled(length: int) -> npt.NDArray[np.float32]:
    """Return the (12, length) matrix that averages pixels into 12."""
    edges = np.linspace(0, length, _SIDE + 1)
    pixels = np.arange(length)
    shared = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    weights: Ink = (np.clip(shared, 0, None) / (length / _SIDE)).astype(np.float32)
    return weights
