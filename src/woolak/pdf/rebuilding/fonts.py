# SPDX-License-Identifier: EUPL-1.2
"""The CMaps of a font and the codes still used go in; fresh maps, of those codes, come out.

What a program wrote of its own beside the table of codes (comments, names, what no reader knows) is
never copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pymupdf import mupdf

_COMMENT = re.compile(rb"%[^\r\n]*")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:end\1|$)", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|/([^\s<>/\[\]]+))")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|/([^\s<>/\[\]]+)")
_SPACE = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_WIDEST_RANGE = 0x10000
_PER_SECTION = 100
"""The most entries that a section of a CMap may have."""
_ENCODING = re.compile(
    rb"begin(codespacerange|cidrange|cidchar|notdefrange|notdefchar)(.*?)end\1", re.DOTALL
)
_CODES = re.compile(rb"<[0-9A-Fa-f\s]*>|\d+")
_BASED_ON = re.compile(
    rb"/(Identity-[HV]|Adobe-(?:Japan1|GB1|CNS1|Korea1|KR)-[A-Z0-9]+"
    rb"|(?:Uni|GB|B5|HK|ET|CNS|KSC|EUC|Ext|Add|\d\d)[\w-]{0,24}-[HV]|[HV])\s+usecmap"
)
"""A map that this one goes on from: one of those that every reader has (9.7.5.2)."""
_UPRIGHT = re.compile(rb"/WMode\s+1\b")


def codes(shown: Iterable[bytes], size: int) -> frozenset[int]:
    """Return the codes, each `size` bytes, of the strings that a font shows."""
    found = {text[at : at + size] for text in shown for at in range(0, len(text), size)}
    return frozenset(int.from_bytes(code, "big") for code in found)


def size_of_codes(cmap: bytes) -> int:
    """Return how many bytes each code of a CMap has; 0 when they differ or none are named."""
    ends = [end for pair in _spaces(cmap) for end in pair]
    sizes = {len(end) // 2 for end in ends}
    return sizes.pop() if len(sizes) == 1 else 0


def pruned(cmap: bytes, codes: frozenset[int] | None, size: int) -> bytes:
    """Return a fresh ToUnicode CMap of `codes`, each `size` bytes.

    Without `codes` all that the map has are kept; with size 0 as long as they are written there.
    """
    cmap = _COMMENT.sub(b"", cmap)
    known: dict[bytes, bytes] = {}
    for kind, body in _SECTION.findall(cmap):
        entries = _chars(body) if kind == b"bfchar" else _ranges(body, codes)
        known.update((_long(code, size), text) for code, text in entries)
    kept = (code for code in sorted(known) if codes is None or int(code, 16) in codes)
    spaces = [(b"00" * size, b"FF" * size)] if size else _spaces(cmap)
    return _written({code: known[code] for code in kept}, spaces, _based_on(cmap))


def encoding(cmap: bytes) -> bytes:
    """Return an embedded CMap from codes to glyphs with its tables of numbers only (9.7.5.4)."""
    cmap = _COMMENT.sub(b"", cmap)
    parts = []
    for kind, body in _ENCODING.findall(cmap):
        told = _CODES.findall(body)
        each = 3 - kind.endswith(b"char") - (kind == b"codespacerange")
        count = len(told) // each
        lines = [b" ".join(told[at * each : (at + 1) * each]) for at in range(count)]
        parts.append(b"%d begin%b\n%b\nend%b\n" % (count, kind, b"\n".join(lines), kind))
    upright = b"/WMode 1 def\n" if _UPRIGHT.search(cmap) else b""
    return _framed(_based_on(cmap) + upright + b"".join(parts), b"1")


def _based_on(cmap: bytes) -> bytes:
    return b"".join(b"/%b usecmap\n" % name for name in _BASED_ON.findall(cmap))


def _spaces(cmap: bytes) -> list[tuple[bytes, bytes]]:
    found = (pair for body in _SPACE.findall(cmap) for pair in _PAIR.findall(body))
    return [(_hex(low), _hex(high)) for low, high in found]


def _long(code: bytes, size: int) -> bytes:
    return code[-2 * size :].rjust(2 * size, b"0") if size else code


def _chars(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    for code, text, name in _CHAR.findall(body):
        if target := _target(text, name):
            yield _hex(code) or b"00", target


def _ranges(body: bytes, codes: frozenset[int] | None) -> Iterator[tuple[bytes, bytes]]:
    for low, high, text, items in _RANGE.findall(body):
        start, width = int(_hex(low) or b"0", 16), len(_hex(low))
        last = min(int(_hex(high) or b"0", 16), start + _WIDEST_RANGE - 1)
        many = range(start, last + 1)
        targets = [_target(*item) for item in _ITEM.findall(items)]
        if codes is not None:
            many_used = sorted(code for code in codes if start <= code <= last)
        else:
            many_used = list(many)
        for code in many_used:
            at = code - start
            target = _counted(_hex(text), at) if not items else b"".join(targets[at : at + 1])
            if target:
                yield b"%0*X" % (width, code), target


def _target(text: bytes, name: bytes) -> bytes:
    """Return what a code stands for, in UTF-16: it may also be told as the name of a glyph."""
    if not name:
        return _hex(text)
    letter = mupdf.fz_unicode_from_glyph_name_strict(name.decode("latin-1"))
    return b"" if letter <= 0 else chr(letter).encode("utf-16-be").hex().upper().encode()


def _counted(text: bytes, step: int) -> bytes:
    """Return a target of a range: its text with the last 16 bits counted up."""
    return text[:-4] + b"%04X" % ((int(text[-4:] or b"0", 16) + step) & 0xFFFF)


def _hex(digits: bytes) -> bytes:
    return b"".join(digits.split()).upper()


def _written(
    entries: dict[bytes, bytes], spaces: Iterable[tuple[bytes, bytes]], before: bytes
) -> bytes:
    lines = [b"<%b> <%b>" % entry for entry in entries.items()]
    sections = [lines[at : at + _PER_SECTION] for at in range(0, len(lines), _PER_SECTION)]
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part)) for part in sections
    )
    room = [b"<%b> <%b>" % pair for pair in spaces]
    space = b"%d begincodespacerange\n%b\nendcodespacerange\n" % (len(room), b"\n".join(room))
    return _framed(before + (space if room else b"") + body, b"2")


def _framed(body: bytes, kind: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CMapName /Woolak def\n/CMapType %b def\n%b"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n" % (kind, body)
    )
