# SPDX-License-Identifier: EUPL-1.2
"""A font map and the codes still used go in; a map of those codes only comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_WIDEST_RANGE = 0x10000
_PER_SECTION = 100
"""The most entries that a section of a CMap may have."""


def codes(shown: Iterable[bytes], size: int) -> frozenset[int]:
    """Return the codes, each `size` bytes, of the strings that a font shows."""
    found = {text[at : at + size] for text in shown for at in range(0, len(text), size)}
    return frozenset(int.from_bytes(code, "big") for code in found)


def pruned(cmap: bytes, codes: frozenset[int], size: int) -> bytes | None:
    """Return a fresh ToUnicode CMap of `codes`, each `size` bytes; None when it cannot be read."""
    known: dict[int, bytes] = {}
    for kind, body in _SECTION.findall(cmap):
        entries = _chars(body) if kind == b"bfchar" else _ranges(body)
        if entries is None:
            return None
        known.update(entries)
    if not known and _SECTION.search(cmap) is None:
        return None
    return _written({code: known[code] for code in sorted(codes & known.keys())}, size)


def _chars(body: bytes) -> dict[int, bytes] | None:
    # A target may also be a glyph name: such a map is left as it is.
    if _CHAR.sub(b"", body).strip():
        return None
    return {int(_hex(code) or b"0", 16): _hex(text) for code, text in _CHAR.findall(body)}


def _ranges(body: bytes) -> dict[int, bytes] | None:
    if _RANGE.sub(b"", body).strip():
        return None
    entries: dict[int, bytes] = {}
    for low, high, text, items in _RANGE.findall(body):
        first, last = int(_hex(low) or b"0", 16), int(_hex(high) or b"0", 16)
        if last - first >= _WIDEST_RANGE:
            return None
        targets = [_hex(item) for item in _ITEM.findall(items)] if items else _counted(_hex(text))
        entries.update(zip(range(first, last + 1), targets, strict=False))
    return entries


def _counted(text: bytes) -> Iterator[bytes]:
    """Yield a range's targets: its text with the last 16 bits counted up."""
    start = int(text[-4:] or b"0", 16)
    for step in range(_WIDEST_RANGE):
        yield text[:-4] + b"%04X" % ((start + step) & 0xFFFF)


def _hex(digits: bytes) -> bytes:
    return b"".join(digits.split()).upper()


def _written(entries: dict[int, bytes], size: int) -> bytes:
    width = 2 * size
    lines = [b"<%0*X> <%s>" % (width, code, text) for code, text in entries.items()]
    sections = [lines[at : at + _PER_SECTION] for at in range(0, len(lines), _PER_SECTION)]
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part)) for part in sections
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CMapName /Woolak def\n/CMapType 2 def\n1 begincodespacerange\n"
        b"<%s> <%s>\nendcodespacerange\n"
        % (b"00" * size, b"FF" * size)
        + body
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
