# SPDX-License-Identifier: EUPL-1.2
"""A text and a width in; its lines as codes of an embedded font, and the font itself, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pymupdf

from woolak.pdf.tagged.file import TaggedFile

_UNKNOWN = "?"
_FACES = {"regular": ("helv", "NimbusSans-Regular"), "bold": ("hebo", "NimbusSans-Bold")}
_BOX = {"regular": b"-210 -299 1032 1075", "bold": b"-188 -307 1069 1070"}
_IN_A_BLOCK = 100
"""Entries of a table of characters: no block may have more (Adobe Technical Note 5014)."""


@dataclass(slots=True)
class Face:
    """A font: `known` are the (code, width in em) of the characters used so far.

    `shown` has the character of each glyph: what a reader that speaks or copies has of it.
    """

    look: str
    font: pymupdf.Font
    known: dict[str, tuple[str, float]] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Style:
    """How a text looks: its font, its size in points, its colour as PDF says it."""

    face: Face
    size: float
    colour: bytes = b"0 g"
    broken: dict[tuple[str, float], tuple[str, ...]] = field(default_factory=dict)
    """Lines that were made before: most texts of a list are there more than once."""


def face(look: str) -> Face:
    """Return MuPDF's own sans serif, `regular` or `bold`: it may be embedded in any document."""
    return Face(look, pymupdf.Font(_FACES[look][0]))


def width(style: Style, text: str) -> float:
    """Return the width of a text in points."""
    return style.size * sum(_glyph(style.face, char)[1] for char in _plain(text))


def drawn(style: Style, text: str) -> str:
    """Return a text as the font shows it: a letter that it has not becomes its base, or a `?`."""
    shown = style.face.shown
    return "".join(shown[int(_glyph(style.face, char)[0], 16)] for char in _plain(text))


def lines(style: Style, text: str, room: float) -> tuple[str, ...]:
    """Return a text as lines of hexadecimal codes, none wider than `room`; one when it is empty.

    A line that goes on keeps the space at its end, so that the lines together are the text.
    """
    key = text, room
    if key not in style.broken:
        pieces = (
            "".join(_glyph(style.face, char)[0] for char in n) for n in _broken(style, text, room)
        )
        style.broken[key] = tuple(pieces)
    return style.broken[key]


def _broken(style: Style, text: str, room: float) -> Iterator[str]:
    line = ""
    for word in _words(style, _plain(text), room):
        if line and width(style, line + word.rstrip()) > room:
            yield line
            line = ""
        line += word
    yield line.rstrip()


def _words(style: Style, text: str, room: float) -> Iterator[str]:
    """Yield the words, each with the space behind it; one that is too wide comes in parts."""
    for word in text.split(" "):
        part = ""
        for char in word:
            if part and width(style, part + char) > room:
                yield part
                part = ""
            part += char
        yield f"{part} "


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _glyph(face_: Face, char: str) -> tuple[str, float]:
    if char not in face_.known:
        there = next(c for c in (char, *_bases(char), _UNKNOWN) if face_.font.has_glyph(ord(c)))
        glyph = face_.font.has_glyph(ord(there))
        face_.shown[glyph] = there
        wide = face_.font.glyph_advance(ord(there))
        face_.known[char] = (f"{glyph:04X}", wide)
    return face_.known[char]


def _bases(char: str) -> str:
    """Return the letter under a mark that the font does not have."""
    return unicodedata.normalize("NFKD", char)[:1]


def embed(out: TaggedFile, number: int, face_: Face) -> None:
    """Write the whole font, with the widths and characters of the glyphs that were used."""
    name = _FACES[face_.look][1].encode()
    below, about, program, table = (out.new() for _ in range(4))
    glyphs = sorted(face_.shown.items())
    wide = b"".join(b"%d[%.0f]" % (g, face_.font.glyph_advance(ord(c)) * 1000) for g, c in glyphs)
    out.put(
        number,
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, below, table),
    )
    out.put(
        below,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[%b]>>"
        % (name, about, wide),
    )
    out.put(
        about,
        b"<</Type/FontDescriptor/FontName/%b/Flags 32/FontBBox[%b]/ItalicAngle 0/Ascent 729"
        b"/Descent -218/CapHeight 729/StemV %d/FontFile3 %d 0 R>>"
        % (name, _BOX[face_.look], 140 if face_.look == "bold" else 88, program),
    )
    out.stream(program, face_.font.buffer, b"/Subtype/CIDFontType0C")
    out.stream(table, _to_unicode(glyphs))


def _to_unicode(glyphs: list[tuple[int, str]]) -> bytes:
    """Return the table from codes to characters (9.10.3)."""
    pairs = [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>" for glyph, char in glyphs]
    blocks = [pairs[at : at + _IN_A_BLOCK] for at in range(0, len(pairs), _IN_A_BLOCK)]
    told = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{told}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
