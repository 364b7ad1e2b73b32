# SPDX-License-Identifier: EUPL-1.2
"""A TrueType font and the glyphs still used go in; the same without the other glyphs comes out.

A font is embedded with the letters of its document: those that are left over tell of what went.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable
from itertools import pairwise

_HEAD = 12
_ENTRY = 16
_NEEDED = frozenset((b"glyf", b"loca", b"head", b"maxp", b"hmtx", b"hhea"))
_UNNEEDED = frozenset((b"cmap", b"post", b"OS/2"))
"""Tables of letters and names: a font of glyph numbers (9.9, CIDFontType2) works without."""
_MORE, _WORDS, _SCALE, _TWO_SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
_PART = struct.Struct(">HH")

Tables = dict[bytes, bytes]


def only(data: bytes, used: Collection[int]) -> bytes:
    """Return a font of glyph numbers in which none but the glyphs `used` draws anything.

    What cannot be taken apart comes back as it was.
    """
    try:
        tables = _tables(data)
        if not tables.keys() >= _NEEDED:
            return data
        _prune(tables, used)
    except (struct.error, ValueError, IndexError):
        return data
    kept = {tag: table for tag, table in tables.items() if tag not in _UNNEEDED}
    return _written(data[:4], kept)


def _tables(data: bytes) -> Tables:
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, _HEAD + _ENTRY * at) for at in range(count))
    return {tag: data[start : start + length] for tag, _, start, length in entries}


def _prune(tables: Tables, used: Iterable[int]) -> None:
    places, glyphs = _places(tables), tables[b"glyf"]
    parts = [glyphs[start:end] for start, end in pairwise(places)]
    kept = _with_parts(parts, {0, *used})
    made, starts = bytearray(), [0]
    for number, part in enumerate(parts):
        made += part + bytes(-len(part) % 4) if number in kept else b""
        starts.append(len(made))
    tables[b"glyf"] = bytes(made)
    tables[b"loca"] = struct.pack(f">{len(starts)}L", *starts)
    head = bytearray(tables[b"head"])
    struct.pack_into(">h", head, 50, 1)
    tables[b"head"] = bytes(head)
    tables[b"hmtx"] = _widths(tables, kept)


def _places(tables: Tables) -> tuple[int, ...]:
    """Return where each glyph starts, and where the last one ends."""
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0] + 1
    if struct.unpack_from(">h", tables[b"head"], 50)[0]:
        return struct.unpack_from(f">{count}L", tables[b"loca"])
    return tuple(2 * at for at in struct.unpack_from(f">{count}H", tables[b"loca"]))


def _widths(tables: Tables, kept: Collection[int]) -> bytes:
    """Return the widths, nothing where a glyph went."""
    count = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    made = bytearray(tables[b"hmtx"])
    for number in range(count - 1):
        if number not in kept:
            made[4 * number : 4 * number + 4] = bytes(4)
    return bytes(made)


def _with_parts(glyphs: list[bytes], used: Iterable[int]) -> set[int]:
    """Return the glyphs in use, and those that they are put together from."""
    waiting, kept = [n for n in used if n < len(glyphs)], set[int]()
    while waiting:
        number = waiting.pop()
        if number not in kept:
            kept.add(number)
            waiting += [part for part in _parts(glyphs[number]) if part < len(glyphs)]
    return kept


def _parts(glyph: bytes) -> list[int]:
    if len(glyph) < 10 or struct.unpack_from(">h", glyph)[0] >= 0:  # noqa: PLR2004 - its header
        return []
    found, at, flags = list[int](), 10, _MORE
    while flags & _MORE:
        flags, number = _PART.unpack_from(glyph, at)
        found.append(number)
        at += _PART.size + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return found


def _written(version: bytes, tables: Tables) -> bytes:
    count = len(tables)
    power = max(count, 1).bit_length() - 1
    search = 16 << power
    head = struct.pack(">4sHHHH", version, count, search, power, 16 * count - search)
    at, directory, body = len(head) + _ENTRY * count, b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sLLL", tag, checksum, at + len(body), len(table))
        body += padded
    return head + directory + body
