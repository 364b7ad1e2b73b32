# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a JPEG, JPEG 2000 or JBIG2 image go in; the same without metadata comes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from woolak.pdf.rebuilding.programs import profile

_FILL = 0xFF
_SOI = b"\xff\xd8"
_EOI, _SOS, _APP0, _APP14 = 0xD9, 0xDA, 0xE0, 0xEE
# In the scan itself 0xFF is followed by zero (a data byte), a restart marker or fill bytes.
_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
_JFIF_BYTES = 18
_JPX_KEPT = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
_CODESTREAM = b"\xff\x4f"
_HEADER, _STREAM, _COLOUR = b"jp2h", b"jp2c", b"colr"
_HEADER_KEPT = (b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef", b"res ")
_JPX_END, _TILE, _DATA, _COMMENT = 0xD9, 0x90, 0x93, 0x64
_EXTENSION, _MANY, _OPEN = 62, 7, 0xFFFFFFFF
_MOST_SEGMENTS = 1 << 16


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
    # Beyond the last application segment are those of no use yet, and comments.
    return b"" if marker > _APP0 else segment


def jpeg2000(data: bytes) -> bytes:
    """Return a JPEG 2000 file with only the boxes that hold the picture, without comments."""
    if data.startswith(_CODESTREAM):
        return _codestream(data)
    return b"".join(_boxes(data, _JPX_KEPT)) or data


def _boxes(data: bytes, kept: Collection[bytes]) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        length, head = int.from_bytes(data[at : at + 4], "big"), 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = at + length if length else len(data)
        if end <= at:
            return
        kind = data[at + 4 : at + 8]
        if kind in kept:
            yield _box(kind, data[at + head : end])
        at = end


def _box(kind: bytes, body: bytes) -> bytes:
    if kind == _HEADER:
        body = b"".join(_boxes(body, _HEADER_KEPT)) or body
    elif kind == _STREAM:
        body = _codestream(body)
    elif kind == _COLOUR and body[:1] == b"\2":
        body = body[:3] + (profile(body[3:]) or body[3:])
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def _codestream(data: bytes) -> bytes:
    """Return a codestream with blank comments, up to its end (ISO 15444-1, annex A)."""
    made, at = bytearray(data), 2
    tile = 0
    while at + 4 <= len(data) and data[at] == _FILL:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _JPX_END:
            return bytes(made[: at + 2])
        if marker == _TILE:
            tile = int.from_bytes(data[at + 6 : at + 10], "big")
            tile = at + tile if tile else max(data.rfind(b"\xff\xd9"), at + 2)
        if marker == _DATA:
            at = max(tile, at + 2)
            continue
        if marker == _COMMENT:
            made[at + 6 : at + 2 + length] = b" " * (length - 4)
        at += 2 + length
    return bytes(made)


def jbig2(data: bytes) -> bytes:
    """Return a JBIG2 stream without the segments that comment on it, up to its last segment.

    A stream that cannot be taken apart comes back unchanged (ISO 14492, 7.2).
    """
    try:
        return b"".join(_jbig2(data)) or data
    except IndexError:
        return data


def _jbig2(data: bytes) -> Iterator[bytes]:
    at, last = 0, -1
    while at + 11 <= len(data):
        number = int.from_bytes(data[at : at + 4], "big")
        if number <= last or number > last + _MOST_SEGMENTS:
            return
        flags, referred = data[at + 4], data[at + 5] >> 5
        head = 6
        if referred == _MANY:
            referred = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
            head = 9 + (referred + 8) // 8
        head += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)  # noqa: PLR2004
        head += 4 if flags & 0x40 else 1
        length = int.from_bytes(data[at + head : at + head + 4], "big")
        end = len(data) if length == _OPEN else at + head + 4 + length
        if flags & 0x3F != _EXTENSION:
            yield data[at:end]
        at, last = end, number


def fax(data: bytes) -> bytes:
    """Return a picture in the fax format of group 4 up to its end (ITU-T T.6, 2.4.1.1)."""
    ends = [found.end() for pattern in _BLOCK_ENDS if (found := pattern.search(data))]
    return data[: min(ends)] if ends else data


def _block_end(shift: int) -> re.Pattern[bytes]:
    """Return the mark of the end, as it stands so many bits into a byte."""
    mark = (0x001001 << (8 - shift)).to_bytes(4, "big")
    first = bytes(byte for byte in range(256) if not byte & (0xFF >> shift))
    last = bytes(byte for byte in range(256) if byte >> (8 - shift) == mark[3] >> (8 - shift))
    some = b"".join(b"\\x%02x" % byte for byte in first)
    more = b"[" + b"".join(b"\\x%02x" % byte for byte in last) + b"]" if shift else b""
    return re.compile(b"[" + some + b"]" + re.escape(mark[1:3]) + more, re.DOTALL)


_BLOCK_ENDS = tuple(_block_end(shift) for shift in range(8))
