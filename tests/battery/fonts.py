# SPDX-License-Identifier: EUPL-1.2
"""Names in fonts that say other letters than they draw; the names of the glyphs are true.

Whoever copies the text finds nothing; who reads the page, or the names of the glyphs, the name.
"""

from __future__ import annotations

from pathlib import Path

import reportlab
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from battery.paper import NAME, Make, coded, mapped, spelled

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_FIRST = 161
OTHER_WORD = "Wandeling"


def _in_truetype(pdf: Pdf) -> None:
    """Set it in a TrueType font, whose own table of names tells its glyphs too."""
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Vera"))
    font.FirstChar, font.LastChar = _FIRST, _FIRST + len(NAME) - 1
    font.Widths = Array([600] * len(NAME))
    names = [Name(f"/{letter}") for letter in NAME]
    font.Encoding = Dictionary(
        Type=Name.Encoding,
        BaseEncoding=Name.WinAnsiEncoding,
        Differences=Array([_FIRST, *names]),
    )
    font.FontDescriptor = _described(pdf, symbolic=False)
    font.ToUnicode = mapped(pdf, list(OTHER_WORD))
    coded(pdf, font, bytes(range(_FIRST, _FIRST + len(NAME))))


def _in_cid(pdf: Pdf) -> None:
    """Set it in a font of two bytes a letter, with a map from codes to glyphs."""
    font, program = TTFont(_VERA), Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2)
    glyphs = [font.getGlyphID(font.getBestCmap()[ord(letter)]) for letter in NAME]
    program.BaseFont, program.DW = Name("/Vera"), 600
    program.CIDSystemInfo = Dictionary(
        Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
    )
    program.FontDescriptor = _described(pdf, symbolic=True)
    to_glyph = bytes(2 * _FIRST) + b"".join(glyph.to_bytes(2) for glyph in glyphs)
    program.CIDToGIDMap = pdf.make_stream(to_glyph)
    shown = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Vera"))
    shown.Encoding, shown.DescendantFonts = Name("/Identity-H"), Array([pdf.make_indirect(program)])
    shown.ToUnicode = mapped(pdf, list(OTHER_WORD), wide=True)
    coded(pdf, shown, b"".join((_FIRST + at).to_bytes(2) for at in range(len(NAME))))


def _described(pdf: Pdf, *, symbolic: bool) -> Dictionary:
    data = _VERA.read_bytes()
    program: Stream = pdf.make_stream(data, Length1=len(data))
    made = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Vera"), FontFile2=program)
    made.Flags, made.FontBBox = 4 if symbolic else 32, Array([-183, -236, 1287, 928])
    made.ItalicAngle, made.Ascent, made.Descent = 0, 928, -236
    made.CapHeight, made.StemV = 729, 80
    return pdf.make_indirect(made)


PIXELS: dict[str, Make] = {
    "font_map_says_other_letters": lambda pdf: spelled(pdf, list(OTHER_WORD), letters=NAME),
    "font_map_says_stars": lambda pdf: spelled(pdf, ["*"] * len(NAME), letters=NAME),
    "font_map_says_another_script": lambda pdf: spelled(
        pdf, [chr(0x431 + at) for at in range(len(NAME))], letters=NAME
    ),
    "font_map_says_several_signs_a_letter": lambda pdf: spelled(
        pdf, ["--"] * len(NAME), letters=NAME
    ),
    "truetype_says_other_letters": _in_truetype,
    "two_byte_font_says_other_letters": _in_cid,
}
