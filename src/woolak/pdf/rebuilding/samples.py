# SPDX-License-Identifier: EUPL-1.2
"""An image goes in; its samples come out when more is stored than it shows, cut to what it shows.

A reader takes as many rows as an image says that it has: what follows them, or the end of the
compressed data, is never seen and never missed.
"""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

_PICTURES = frozenset(("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"))
_PARTS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
    "/G": 1,
    "/I": 1,
    "/RGB": 3,
    "/CMYK": 4,
}
_PNG = 10
_AT_ONCE = 1 << 20


def cut(image: Any) -> bytes | None:  # noqa: ANN401 - a pikepdf stream
    """Return the samples of an image, at most as many as it shows; None when none are left over.

    Images in a format of their own (JPEG, fax) have an end of their own and are left alone.
    """
    size = shown(image) if image.get("/Subtype") == "/Image" else None
    filters = _listed(image.get("/Filter"))
    if size is None or _PICTURES & {str(one) for one in filters}:
        return None
    if [str(one) for one in filters] == ["/FlateDecode"] and not _more(image, size):
        return None
    data = bytes(image.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    return data[: size[0] * size[1]] if filters or len(data) > size[0] * size[1] else None


def shown(image: Any) -> tuple[int, int] | None:  # noqa: ANN401
    """Return how many rows an image shows and the bytes of each; None when it cannot be told."""
    wide, high = (image.get(key) for key in ("/Width", "/Height"))
    stencil = bool(image.get("/ImageMask", False))
    bits = 1 if stencil else image.get("/BitsPerComponent")
    parts = 1 if stencil else _parts(image.get("/ColorSpace"))
    if not all(isinstance(one, int) and one > 0 for one in (wide, high, bits, parts)):
        return None
    return high, (wide * bits * parts + 7) // 8


def _parts(space: Any) -> int | None:  # noqa: ANN401
    """Return how many numbers make a colour."""
    if not isinstance(space, pikepdf.Array):
        return _PARTS.get(str(space))
    kind, of = (str(space[0]), space[1]) if len(space) > 1 else ("", space)
    if kind == "/ICCBased":
        count: object = of.get("/N")
        return count if isinstance(count, int) else None
    return len(of) if kind == "/DeviceN" else _PARTS.get(kind)


def _more(image: Any, size: tuple[int, int]) -> bool:  # noqa: ANN401
    """Say whether compressed samples go on after the last row, or something else does."""
    rows, wide = size
    parms = [one for one in _listed(image.get("/DecodeParms")) if one is not None]
    predicted = any(one.get("/Predictor", 1) >= _PNG for one in parms)
    left = rows * (wide + predicted)
    unpacked, data = zlib.decompressobj(), image.read_raw_bytes()
    try:
        while data and not unpacked.eof and left >= 0:
            left -= len(unpacked.decompress(data, _AT_ONCE))
            data = unpacked.unconsumed_tail
    except zlib.error:
        return True
    return left < 0 or bool(unpacked.unused_data.strip())


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
