# SPDX-License-Identifier: EUPL-1.2
"""A font program or a colour profile goes in; the same without texts about itself comes out.

What cannot be taken apart comes back as it was.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterator
from itertools import pairwise

from pymupdf import mupdf

_TABLES = frozenset(
    b"cmap|cvt |fpgm|glyf|head|hhea|hmtx|loca|maxp|prep|post|OS/2|vhea|vmtx|CFF |VORG|gasp".split(
        b"|"
    )
)
_STANDARD_STRINGS = 391
_TEXTS = frozenset((0, 1, 2, 3, 4, 0x0C00, 0x0C15, 0x0C16, 0x0C26))
"""Operators of a font's dictionary that name a text (Adobe technical note 5176, table 9)."""
_FONT_ARRAY = 0x0C24
_TYPE1_TEXT = re.compile(
    rb"(/(?:FullName|FamilyName|Notice|Weight|version|Copyright)\s*\()((?:[^()\\]|\\.)*)(?=\))"
)
_TYPE1_NAME = re.compile(rb"(/FontName\s*/)([^\s/\[\]{}()<>%]+)")
_COMMENT = re.compile(rb"(%)([^\r\n]*)")
_PROFILE_TEXTS = frozenset(
    (
        b"desc",
        b"cprt",
        b"dmnd",
        b"dmdd",
        b"vued",
        b"view",
        b"targ",
        b"meta",
        b"pseq",
        b"psid",
        b"scrn",
    )
)
_PROFILE_TAGS = frozenset(
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 rXYZ gXYZ bXYZ rTRC "
    b"gTRC bTRC kTRC wtpt bkpt chad chrm clro clrt gamt lumi meas pre0 pre1 pre2 resp tech".split()
)
_PROFILE_HEAD = 128


_ORDINARY = re.compile(
    r"(?:[A-Za-z]{1,2}|glyph|cid|index|char|afii)\d{1,5}|uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6}"
    r"|[A-Za-z](?:_[A-Za-z]){1,2}"
)
_COLLECTIONS = frozenset(("Adobe", "Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR"))
_SHORT = 4
_POST = struct.Struct(">L28xH")
_POST_NAMES = 0x20000


def ordinary(name: str) -> bool:
    """Say whether a glyph has a name that fonts everywhere give: of a letter, or a number."""
    bare, _, form = name.partition(".")
    known = name in _COLLECTIONS or mupdf.fz_unicode_from_glyph_name_strict(bare) > 0
    return len(form) <= _SHORT and (known or _ORDINARY.fullmatch(bare) is not None)


def unnamed(data: bytes, kept: Collection[str]) -> bytes:
    """Return a font of the same size in which glyphs have an ordinary name, or one of `kept`."""
    try:
        if data.startswith(b"\1"):
            return _unnamed_cff(data, kept)
        made = bytearray(data)
        for tag, _, start, length in _listed(data):
            table = data[start : start + length]
            if tag == b"CFF ":
                made[start : start + length] = _unnamed_cff(table, kept)
            elif tag == b"post" and length >= _POST.size:
                made[start : start + length] = _unnamed_post(table, kept)
        return bytes(made)
    except (struct.error, ValueError, IndexError):
        return data


def _unnamed_cff(data: bytes, kept: Collection[str]) -> bytes:
    _, after = _index(data, data[2])
    _, after = _index(data, after)
    made = bytearray(data)
    for start, end in _index(data, after)[0]:
        _neutral(made, start, end, kept)
    return bytes(made)


def _unnamed_post(data: bytes, kept: Collection[str]) -> bytes:
    version, count = _POST.unpack_from(data)
    made, at = bytearray(data), _POST.size + 2 * count
    while version == _POST_NAMES and at < len(data):
        _neutral(made, at + 1, at + 1 + data[at], kept)
        at += 1 + data[at]
    return bytes(made)


def _neutral(made: bytearray, start: int, end: int, kept: Collection[str]) -> None:
    name = bytes(made[start:end]).decode("latin-1")
    if name not in kept and not ordinary(name):
        made[start:end] = b"A" * (end - start)


def sfnt(data: bytes) -> bytes:
    """Return a TrueType or OpenType font with the tables that painting needs."""
    try:
        return _sfnt(data)
    except (struct.error, ValueError, IndexError):
        return data


def _sfnt(data: bytes) -> bytes:
    version = data[:4]
    if version not in (b"\0\1\0\0", b"OTTO", b"true"):
        return data
    kept = [entry for entry in _listed(data) if entry[0] in _TABLES]
    power = max(len(kept), 1).bit_length() - 1
    search = 16 << power
    head = struct.pack(">4sHHHH", version, len(kept), search, power, 16 * len(kept) - search)
    at = len(head) + 16 * len(kept)
    directory, body = b"", b""
    for tag, checksum, offset, length in kept:
        table = data[offset : offset + length]
        table = cff(table) if tag == b"CFF " else table
        directory += struct.pack(">4sLLL", tag, checksum, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + directory + body


def _listed(data: bytes) -> list[tuple[bytes, int, int, int]]:
    """Return tag, checksum, start and length of each table of a font."""
    (count,) = struct.unpack_from(">H", data, 4)
    return [struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(count)]


def cff(data: bytes) -> bytes:
    """Return a CFF font of the same size in which its names and notices are neutral."""
    try:
        return _cff(data)
    except (struct.error, ValueError, IndexError):
        return data


def _cff(data: bytes) -> bytes:
    names, after = _index(data, data[2])
    tops, after = _index(data, after)
    strings, _ = _index(data, after)
    found = [span for top in tops for span in _texts(data, top, strings)]
    made = bytearray(data)
    for start, end in (*names, *found):
        made[start:end] = b"A" * (end - start)
    return bytes(made)


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """Return the spans of an INDEX's objects and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    edges = [
        int.from_bytes(data[at + 3 + size * n : at + 3 + size * (n + 1)], "big")
        for n in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    if not all(0 < one <= other for one, other in pairwise(edges)):
        raise ValueError("INDEX")
    return [(base + a, base + b) for a, b in pairwise(edges)], base + edges[-1]


def _texts(
    data: bytes, span: tuple[int, int], strings: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for operator, operands in _operators(data[slice(*span)]):
        if operator in _TEXTS and operands:
            number = operands[-1] - _STANDARD_STRINGS
            if 0 <= number < len(strings):
                yield strings[number]
        elif operator == _FONT_ARRAY and operands:
            for part in _index(data, operands[-1])[0]:
                yield from _texts(data, part, strings)


def _operators(data: bytes) -> Iterator[tuple[int, list[int]]]:
    at, operands = 0, list[int]()
    while at < len(data):
        first = data[at]
        if first <= 21:  # noqa: PLR2004 - the bytes of a DICT: note 5176, table 3
            wide = 2 if first == 0x0C else 1  # noqa: PLR2004
            yield int.from_bytes(data[at : at + wide], "big"), operands
            operands, at = [], at + wide
        else:
            value, at = _operand(data, at)
            operands.append(value)


def _operand(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first == 28:  # noqa: PLR2004
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if first == 29:  # noqa: PLR2004
        return struct.unpack_from(">l", data, at + 1)[0], at + 5
    if first == 30:  # noqa: PLR2004 - a real number: nibbles up to one of 15
        end = at + 1
        while data[end] & 0x0F != 0x0F and data[end] >> 4 != 0x0F:  # noqa: PLR2004
            end += 1
        return 0, end + 1
    if first <= 246:  # noqa: PLR2004
        return first - 139, at + 1
    if first <= 250:  # noqa: PLR2004
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def type1(data: bytes) -> bytes:
    """Return a Type1 font of the same size in which its names and notices are neutral."""
    head, eexec, rest = data.partition(b"eexec")
    if not eexec:
        return data
    magic, line, body = head.partition(b"\n") if b"\n" in head else head.partition(b"\r")
    body = _TYPE1_TEXT.sub(_blank, body)
    body = _TYPE1_NAME.sub(lambda found: found[1] + b"A" * len(found[2]), body)
    body = _COMMENT.sub(_blank, body)
    first = magic[:14] + b" " * (len(magic) - 14) if len(magic) > 14 else magic  # noqa: PLR2004
    return first + line + body + eexec + rest


def _blank(found: re.Match[bytes]) -> bytes:
    return found[1] + b" " * len(found[2])


def calculation(data: bytes) -> bytes:
    """Return a function in the language of PostScript without its comments (7.10.5)."""
    return re.sub(rb"%[^\r\n]*", b" ", data)


def profile(data: bytes) -> bytes:
    """Return an ICC profile whose descriptions are empty, and that has nothing of its maker's own.

    Its tags stand where they stood (ICC.1:2010, 7 and 9); what no tag that painting needs refers to
    is blank.
    """
    if len(data) < _PROFILE_HEAD + 4 or data[36:40] != b"acsp":
        return b""
    size = int.from_bytes(data[:4], "big")
    data = data[:size] if _PROFILE_HEAD < size < len(data) else data
    (count,) = struct.unpack_from(">L", data, _PROFILE_HEAD)
    table = _PROFILE_HEAD + 4 + 12 * min(count, 100)
    made = bytearray(data[:table] + bytes(len(data) - table))
    made[80:100] = bytes(20)
    for at in range(_PROFILE_HEAD + 4, table, 12):
        tag, start, length = struct.unpack_from(">4sLL", data.ljust(table, b"\0"), at)
        end = min(start + length, len(data))
        if start < table:
            continue
        if tag in _PROFILE_TEXTS:
            made[start:end] = _emptied(data[start:end])
        elif tag in _PROFILE_TAGS:
            made[start:end] = data[start:end]
    return bytes(made)


def _emptied(text: bytes) -> bytes:
    made = bytearray(text)
    kind = text[:4]
    skipped = {b"desc": 12, b"mluc": 16}.get(kind, 8)
    if kind == b"mluc" and len(text) >= 12:  # noqa: PLR2004
        skipped += 12 * min(int.from_bytes(text[8:12], "big"), 100)
    made[skipped:] = bytes(max(0, len(text) - skipped))
    return bytes(made[: len(text)])
