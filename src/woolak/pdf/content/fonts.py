# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; how far each of its fonts moves the pen for a code comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from struct import unpack

import pymupdf

_TOKEN = re.compile(r"\[|\]|[-+.\d]+")
_REFERENCE = re.compile(r"(\d+) \d+ R")
_STANDARD = re.compile(r"Helvetica|Courier|Times-")
_SPACE = 32
_TWO = 2


@dataclass(frozen=True, slots=True)
class Advances:
    """The widths of a font's codes in ems; `size` is the number of bytes of a code."""

    size: int
    widths: Mapping[int, float]
    other: float
    bytewise: tuple[float, ...] = field(init=False, repr=False, compare=False)
    """The widths of the codes of one byte, by code."""

    def __post_init__(self) -> None:
        codes = range(256 if self.size == 1 else 0)
        widths = tuple([self.widths.get(code, self.other) for code in codes])
        object.__setattr__(self, "bytewise", widths)

    def codes(self, text: bytes) -> list[float]:
        """Return the width of each code of a string in ems."""
        if self.size == 1:
            return list(map(self.bytewise.__getitem__, text))
        widths, other = self.widths, self.other
        return [widths.get(code, other) for code in self._numbers(text)]

    def _numbers(self, text: bytes) -> Sequence[int]:
        """Return the codes of a string."""
        size = self.size
        if size == _TWO and not len(text) % _TWO:
            return unpack(f">{len(text) // _TWO}H", text)
        return [int.from_bytes(text[at : at + size], "big") for at in range(0, len(text), size)]

    def spaces(self, text: bytes) -> int:
        """Return how many codes word spacing applies to: one byte, 32 (ISO 32000-1, 9.3.3)."""
        return text.count(_SPACE) if self.size == 1 else 0


Known = dict[int, Advances | None]
"""The fonts of a document by their object's number."""


def advances(page: pymupdf.Page, known: Known) -> dict[str, Advances]:
    """Return the page's fonts by their names in its resources, those with known widths only."""
    doc = page.parent
    named: dict[str, Advances] = {}
    for xref, _, kind, *_, name, _, holder in doc.get_page_fonts(page.number, full=True):
        if holder:
            continue
        if xref not in known:
            known[xref] = _read(doc, xref, kind)
        if (found := known[xref]) is not None:
            named[f"/{name}"] = found
    return named


def _read(doc: pymupdf.Document, xref: int, kind: str) -> Advances | None:
    if kind == "Type0":
        return _composite(doc, xref)
    if kind == "Type3":
        return None
    widths = _numbers(_value(doc, xref, "Widths"))
    if not widths:
        return _standard(doc, xref)
    first = _numbers(_value(doc, xref, "FirstChar"))
    missing = _numbers(_value(doc, xref, "FontDescriptor/MissingWidth"))
    start = int(first[0]) if first else 0
    ems = {start + place: width / 1000 for place, width in enumerate(widths)}
    return Advances(1, ems, missing[0] / 1000 if missing else 0.0)


def _composite(doc: pymupdf.Document, xref: int) -> Advances | None:
    below = _REFERENCE.search(_value(doc, xref, "DescendantFonts"))
    if below is None or doc.xref_get_key(xref, "Encoding")[1] != "/Identity-H":
        return None
    other = _numbers(_value(doc, int(below[1]), "DW"))
    table = dict(_table(_TOKEN.findall(_value(doc, int(below[1]), "W"))))
    return Advances(2, table, (other[0] if other else 1000.0) / 1000)


def _table(tokens: list[str]) -> Iterator[tuple[int, float]]:
    """Yield code and width of a /W array: `c [w w ...]` or `first last w`."""
    at = 1
    while at + 2 < len(tokens):
        first = int(tokens[at])
        if tokens[at + 1] == "[":
            end = tokens.index("]", at)
            for place, width in enumerate(tokens[at + 2 : end]):
                yield first + place, float(width) / 1000
            at = end + 1
        else:
            for code in range(first, int(tokens[at + 1]) + 1):
                yield code, float(tokens[at + 2]) / 1000
            at += 3


def _standard(doc: pymupdf.Document, xref: int) -> Advances | None:
    """Return the widths of one of the fonts that every reader has and no file need describe."""
    name = doc.xref_get_key(xref, "BaseFont")[1].removeprefix("/")
    encoding = doc.xref_get_key(xref, "Encoding")[1]
    if not _STANDARD.match(name) or encoding not in ("/WinAnsiEncoding", "null"):
        return None
    return _built_in(name)


@lru_cache(maxsize=16)
def _built_in(name: str) -> Advances | None:
    try:
        font = pymupdf.Font(name)
    except (RuntimeError, ValueError):
        return None
    letters = ((code, bytes([code]).decode("cp1252", "replace")) for code in range(256))
    return Advances(1, {code: float(font.glyph_advance(ord(one))) for code, one in letters}, 0.0)


def _value(doc: pymupdf.Document, xref: int, key: str) -> str:
    kind, value = doc.xref_get_key(xref, key)
    if kind == "xref":
        return str(doc.xref_object(int(value.split()[0]), compressed=True))
    return str(value) if kind != "null" else ""


def _numbers(value: str) -> list[float]:
    return [float(one) for one in re.findall(r"[-+.\d]+", value)]
