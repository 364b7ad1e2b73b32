# SPDX-License-Identifier: EUPL-1.2
"""Names in glyphs that draw more than the letter which their font claims for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import reportlab
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from battery.paper import NAME, Make, draw, mapped, resource

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_EM = 2048
_FIRST = 161
Part = tuple[str, float, float, float]
"""Letters, where they begin and stand, in em, and by how much they are made smaller."""


def outlines(text: str) -> tuple[str, float]:
    """Return the outlines of a text in thousandths of an em, and how wide it is."""
    font = TTFont(_VERA)
    glyphs, names, x, drawn = font.getGlyphSet(), font.getBestCmap(), 0.0, []
    for letter in text:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        for step, points in pen.value:
            at = [f"{x + px * 1000 / _EM:.0f} {py * 1000 / _EM:.0f}" for px, py in points if step]
            many = step == "qCurveTo"
            drawn += [f"{one} l" for one in at] if many else [" ".join(at) + _STEPS[step]]
        x += glyphs[names[ord(letter)]].width * 1000 / _EM
    return " ".join(drawn), x


_STEPS = {"moveTo": " m", "lineTo": " l", "closePath": "h"}


def _type3(pdf: Pdf, codes: Sequence[str], claims: str, paint: str = "f") -> None:
    """Set a line in a font of which each glyph draws one of the texts, and claims a letter."""
    drawn = [outlines(text) for text in codes]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -300, 9000, 1000]))
    font.FontMatrix, font.Resources = Array([0.001, 0, 0, 0.001, 0, 0]), Dictionary()
    font.FirstChar, font.LastChar = _FIRST, _FIRST + len(codes) - 1
    font.Widths = Array([round(wide) for _, wide in drawn])
    named = [Name(f"/g{at}") for at in range(len(codes))]
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([_FIRST, *named]))
    font.CharProcs = Dictionary()
    for name, (path, wide) in zip(named, drawn, strict=True):
        font.CharProcs[str(name)] = pdf.make_stream(f"{wide:.0f} 0 d0 {path} {paint}".encode())
    font.ToUnicode = mapped(pdf, list(claims))
    resource(pdf, "Font", "F2", pdf.make_indirect(font))
    _shown(pdf, bytes(range(_FIRST, _FIRST + len(codes))))


def _shown(pdf: Pdf, codes: bytes) -> None:
    draw(pdf, f"BT /F1 11 Tf 40 120 Td (De heer ) Tj /F2 11 Tf <{codes.hex()}> Tj ET")


def _truetype(pdf: Pdf, drawn: Sequence[tuple[Sequence[Part], float]], claims: str) -> None:
    """Set a line in a font of which each glyph draws some parts, and has a width in em."""
    data = _built(drawn)
    program: Stream = pdf.make_stream(data, Length1=len(data))
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Eigen"), FontFile2=program)
    described.Flags, described.FontBBox = 4, Array([0, -250, 1000, 900])
    described.ItalicAngle, described.Ascent, described.Descent = 0, 900, -250
    described.CapHeight, described.StemV = 729, 80
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Eigen"))
    inner.CIDSystemInfo = Dictionary(
        Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
    )
    inner.FontDescriptor, inner.CIDToGIDMap = pdf.make_indirect(described), Name.Identity
    inner.W = Array([_FIRST, Array([round(wide * 1000) for _, wide in drawn])])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Eigen"))
    font.Encoding, font.DescendantFonts = Name("/Identity-H"), Array([pdf.make_indirect(inner)])
    font.ToUnicode = mapped(pdf, list(claims), wide=True)
    resource(pdf, "Font", "F2", pdf.make_indirect(font))
    _shown(pdf, b"".join((_FIRST + at).to_bytes(2) for at in range(len(drawn))))


def _built(drawn: Sequence[tuple[Sequence[Part], float]]) -> bytes:
    font = TTFont(_VERA)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    empty = [f"e{at}" for at in range(_FIRST - 1)]
    order = [".notdef", *empty, *(f"g{at}" for at in range(len(drawn)))]
    shapes = {name: TTGlyphPen(None).glyph() for name in order}
    widths = dict.fromkeys(order, (500, 0))
    for at, (parts, wide) in enumerate(drawn):
        pen = TTGlyphPen(None)
        for text, x, y, scale in parts:
            start = x * _EM
            for letter in text:
                glyph = glyphs[names[ord(letter)]]
                glyph.draw(TransformPen(pen, (scale, 0, 0, scale, start, y * _EM)))
                start += glyph.width * scale
        shapes[f"g{at}"], widths[f"g{at}"] = pen.glyph(), (round(wide * _EM), 0)
    made = FontBuilder(_EM, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap({})
    made.setupGlyf(shapes)
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=1800, descent=-500)
    made.setupNameTable({"familyName": "Eigen", "styleName": "Gewoon"})
    made.setupOS2()
    made.setupPost()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_THREES = [NAME[:3], NAME[3:6], NAME[6:]]
_KWAM: list[tuple[list[Part], float]] = [([(letter, 0, 0, 1)], 0.6) for letter in "kwam"]

PIXELS: dict[str, Make] = {
    "type3_code_of_three_letters": lambda pdf: _type3(pdf, _THREES, "Sen"),
    "type3_code_of_the_whole_name": lambda pdf: _type3(pdf, [NAME], "m"),
    "type3_code_of_stroked_letters": lambda pdf: _type3(pdf, _THREES, "xyz", "12 w S"),
    "type3_codes_among_true_letters": lambda pdf: _type3(
        pdf, [NAME[0], NAME[1], NAME[2:6], *NAME[6:]], "Stfnez"
    ),
    "glyph_of_three_letters": lambda pdf: _truetype(
        pdf, [([(part, 0, 0, 1)], 0.62 * len(part)) for part in _THREES], "Sen"
    ),
    "glyph_that_stacks_a_name_over_a_letter": lambda pdf: _truetype(
        pdf, [([("k", 0, 0, 1), (NAME, 0, 2, 1)], 0.6), *_KWAM[1:]], "kwam"
    ),
    "glyph_with_a_name_far_below": lambda pdf: _truetype(
        pdf, [*_KWAM[:3], ([("m", 0, 0, 1), (NAME, -2, -4, 1)], 0.9)], "kwam"
    ),
    "space_that_draws_a_name_above": lambda pdf: _truetype(
        pdf, [*_KWAM[:2], ([(NAME, 0, 2, 1)], 0.3), *_KWAM[2:]], "kw am"
    ),
}
