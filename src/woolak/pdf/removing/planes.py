# SPDX-License-Identifier: EUPL-1.2
"""An image of a document goes in; its samples as they are stored come out, and back in changed.

An image is one plane, its mask another. Samples are codes: what colour they stand for is not asked,
so that every colour space, /Decode and mask can be written back as it was.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf

Codes = npt.NDArray[np.unsignedinteger[Any]]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.float32]

_ONE_BIT = ("CCITT", "JBIG2", "/CCF")
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_BITS = (1, 2, 4, 8, 16)
_BYTE, _WORD = 8, 16
_ENOUGH = 3000
_SPREAD = 97
"""Numbers of colours that follow each other become far apart, modulo 256."""


class Plane(NamedTuple):
    """Samples as (rows, columns, components), and their bits.

    `decoded`: as MuPDF understands them, in device colours; `indexed`: they number colours.
    """

    codes: Codes
    bits: int
    decoded: bool
    indexed: bool


def plane(doc: pymupdf.Document, number: int) -> Plane | None:
    """Return the samples of an image or a mask; None of what nobody can decode."""
    try:
        return _plane(doc, number)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError):
        return None


def _plane(doc: pymupdf.Document, number: int) -> Plane | None:
    wide, high = (_number(doc, number, key) for key in ("Width", "Height"))
    coded = doc.xref_get_key(number, "Filter")[1]
    if "JPX" not in coded and wide and high:
        bits = _BYTE if "DCT" in coded else _number(doc, number, "BitsPerComponent") or 1
        stencil = doc.xref_get_key(number, "ImageMask")[1] == "true"
        bits = 1 if stencil or any(one in coded for one in _ONE_BIT) else bits
        codes = _unpacked(doc.xref_stream(number) or b"", (high, wide), bits)
        if codes is not None:
            return Plane(codes, bits, False, "/Indexed" in _space(doc, number))
    picture = pymupdf.Pixmap(doc, number)
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    parts = picture.n - picture.alpha
    if parts not in _SPACES:
        return None
    pixels = rows[:, : picture.n * picture.width].reshape(picture.height, picture.width, picture.n)
    return Plane(pixels[..., :parts].copy(), _BYTE, True, False)


def unfold(doc: pymupdf.Document, number: int) -> None:
    """Give an image whose mask stands in its own data (JPEG 2000) a mask that can be looked at."""
    if doc.xref_get_key(number, "SMaskInData")[1] not in ("1", "2"):
        return
    picture = pymupdf.Pixmap(doc, number)
    if not picture.alpha or picture.n - 1 not in _SPACES:
        return
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    pixels = rows[:, : picture.n * picture.width].reshape(picture.height, picture.width, picture.n)
    mask = int(doc.get_new_xref())
    doc.update_object(mask, "<</Type/XObject/Subtype/Image/ColorSpace/DeviceGray>>")
    doc.update_stream(mask, b" ")
    put(doc, mask, Plane(pixels[..., -1:], _BYTE, False, False))
    put(doc, number, Plane(pixels[..., :-1], _BYTE, True, False))
    doc.xref_set_key(number, "SMask", f"{mask} 0 R")


def _number(doc: pymupdf.Document, number: int, key: str) -> int:
    kind, value = doc.xref_get_key(number, key)
    if kind == "xref":
        value = doc.xref_object(int(value.split()[0]))
    return int(value) if value.isdigit() else 0


def _space(doc: pymupdf.Document, number: int) -> str:
    kind, value = doc.xref_get_key(number, "ColorSpace")
    return str(doc.xref_object(int(value.split()[0])) if kind == "xref" else value)


def _unpacked(data: bytes, shape: tuple[int, int], bits: int) -> Codes | None:
    high, wide = shape
    parts = len(data) // high * 8 // (wide * bits) if bits in _BITS else 0
    row = (wide * parts * bits + 7) // 8
    if not parts or len(data) < high * row:
        return None
    rows = np.frombuffer(data, np.uint8, high * row).reshape(high, row)
    if bits == _WORD:
        codes: Codes = rows.view(">u2")
    elif bits == _BYTE:
        codes = rows
    else:
        each = np.unpackbits(rows, axis=1).reshape(high, -1, bits)
        codes = (each @ (1 << np.arange(bits)[::-1])).astype(np.uint8)
    return codes[:, : wide * parts].reshape(high, wide, parts).copy()


def _packed(found: Plane) -> bytes:
    high, wide, parts = found.codes.shape
    rows = found.codes.reshape(high, wide * parts)
    if found.bits == _WORD:
        return rows.astype(">u2").tobytes()
    if found.bits == _BYTE:
        return rows.astype(np.uint8).tobytes()
    each = rows[..., None] >> np.arange(found.bits)[::-1] & 1
    return np.packbits(each.astype(np.uint8).reshape(high, -1), axis=1).tobytes()


def put(doc: pymupdf.Document, number: int, found: Plane) -> None:
    """Write samples in the place of those of an image or a mask."""
    high, wide, parts = found.codes.shape
    keys = dict.fromkeys(("Filter", "DecodeParms"), "null")
    keys |= {"Width": str(wide), "Height": str(high), "BitsPerComponent": str(found.bits)}
    if found.decoded:
        keys |= {"Decode": "null", "SMaskInData": "null", "ColorSpace": _SPACES[parts]}
    for key, value in keys.items():
        doc.xref_set_key(number, key, value)
    doc.update_stream(number, _packed(found))


def means(found: Plane, shape: tuple[int, int]) -> Levels:
    """Return the mean of the samples in each of so many cells, 0 to 255: (down, across, n)."""
    # Of thousands of samples in a row each second or third tells as much.
    codes = found.codes
    top = 255.0 / ((1 << found.bits) - 1)
    if found.indexed:
        codes, top = (codes * np.uint16(_SPREAD) % 256).astype(np.uint8), 1.0
    down, across = (side // _ENOUGH or 1 for side in codes.shape[:2])
    codes = np.ascontiguousarray(codes[::down, ::across])
    for axis in (1, 0):
        codes = _pooled(codes, shape[axis], axis)
    return (codes * np.float32(top)).astype(np.float32)


def _pooled(values: npt.NDArray[Any], count: int, axis: int) -> npt.NDArray[Any]:
    size = values.shape[axis]
    edges = np.arange(count) * size // count
    if count >= size:
        return np.asarray(values.take(edges, axis=axis))
    sums = np.add.reduceat(values, edges, axis=axis, dtype=np.float32)
    wide = np.diff(np.append(edges, size)).astype(np.float32)
    each: npt.NDArray[Any] = sums / wide.reshape([-1 if at == axis else 1 for at in range(3)])
    return each


def smaller(found: Plane, most: tuple[int, int]) -> Plane:
    """Return samples in at most so many rows and columns; colours are mixed where they can be."""
    shape = [min(sides) for sides in zip(most, found.codes.shape[:2], strict=True)]
    if found.bits == _BYTE and not found.indexed:
        codes = found.codes
        for axis in (0, 1):
            codes = _pooled(codes, shape[axis], axis)
        return found._replace(codes=codes.round().astype(np.uint8))
    rows, columns = (
        np.arange(count) * side // count
        for count, side in zip(shape, found.codes.shape[:2], strict=True)
    )
    return found._replace(codes=found.codes[rows][:, columns])
