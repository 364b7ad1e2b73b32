# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a JPEG or JPEG 2000 image go in; the same image without metadata comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FILL = 0xFF
_SOI = b"\xff\xd8"
_EOI, _SOS, _APP0, _APP14, _APP15, _COM = 0xD9, 0xDA, 0xE0, 0xEE, 0xEF, 0xFE
# In the scan itself 0xFF is followed by zero (a data byte), a restart marker or fill bytes.
_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
_JFIF_BYTES = 18
_JPX_KEPT = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
_CODESTREAM = b"\xff\x4f"


def jpeg(data: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, comments, thumbnails and what follows its end.

    Kept are the JFIF and Adobe segments, which say how the colours are stored. Data that is no JPEG
    comes back unchanged.
    """
    if not data.startswith(_SOI):
        return data
    return _SOI + b"".join(_segments(data))


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == _FILL:
        marker = data[at + 1]
        if marker == _FILL:
            at += 1
            continue
        if marker == _EOI:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOS:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        if kept := _segment(marker, data[at:end]):
            yield kept
        at = end
    yield bytes((_FILL, _EOI))


def _segment(marker: int, segment: bytes) -> bytes:
    if marker == _APP0:
        # A JFIF segment may carry a thumbnail: write it anew without one.
        if segment[4:9] != b"JFIF\0" or len(segment) < _JFIF_BYTES:
            return b""
        return segment[:2] + b"\x00\x10" + segment[4:16] + b"\0\0"
    if marker == _APP14:
        return segment
    dropped = _APP0 < marker <= _APP15 or marker == _COM
    return b"" if dropped else segment


def jpeg2000(data: bytes) -> bytes:
    """Return a JPEG 2000 file with only the boxes that hold the picture; a bare stream as is."""
    if data.startswith(_CODESTREAM):
        return data
    return b"".join(_boxes(data)) or data


def _boxes(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        end = at + length if length else len(data)
        if end <= at:
            return
        if data[at + 4 : at + 8] in _JPX_KEPT:
            yield data[at:end]
        at = end
