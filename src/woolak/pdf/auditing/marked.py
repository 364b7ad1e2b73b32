# SPDX-License-Identifier: EUPL-1.2
"""A page and places on it in; a PNG of the page with those places framed in red out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from woolak.model import Box
from woolak.pdf.proving.sheets import sheet

_SCALE = 1.25
_MOST_PIXELS = 4_000_000.0
_RED = (200, 0, 30)
_WIDE = 3
_ROOM = 3


def png(path: Path, number: int, boxes: Sequence[Box]) -> bytes:
    """Return page `number` (1-based) as displayed, with `boxes` framed; nothing else is added.

    Raises pypdfium2.PdfiumError or IndexError when there is no such page.
    """
    document = pdfium.PdfDocument(path)
    try:
        with sheet(document, number) as (page, shown):
            scale = min(_SCALE, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            picture = np.array(bitmap.to_numpy()[..., :3], dtype=np.uint8)
            bitmap.close()
    finally:
        document.close()
    for box in boxes:
        _frame(picture, box, scale)
    return _encoded(picture)


def _frame(picture: npt.NDArray[np.uint8], box: Box, scale: float) -> None:
    high, wide = picture.shape[:2]
    x0, x1 = (int(np.clip(edge * scale, 0, wide)) for edge in (box.x0 - _ROOM, box.x1 + _ROOM))
    y0, y1 = (int(np.clip(edge * scale, 0, high)) for edge in (box.y0 - _ROOM, box.y1 + _ROOM))
    inner = picture[y0 + _WIDE : y1 - _WIDE, x0 + _WIDE : x1 - _WIDE].copy()
    picture[y0:y1, x0:x1] = _RED
    picture[y0 + _WIDE : y1 - _WIDE, x0 + _WIDE : x1 - _WIDE] = inner


def _encoded(picture: npt.NDArray[np.uint8]) -> bytes:
    """Return RGB pixels as PNG (ISO 15948), each row without a filter."""
    high, wide = picture.shape[:2]
    rows = np.concatenate([np.zeros((high, 1), np.uint8), picture.reshape(high, -1)], axis=1)
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
