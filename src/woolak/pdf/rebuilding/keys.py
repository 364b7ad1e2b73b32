# SPDX-License-Identifier: EUPL-1.2
"""The keys of each kind of object that painting needs: nothing else is copied to a new file."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

DATA = "data"
_KEYS = {
    "font": (
        "Type Subtype FirstChar LastChar Widths FontBBox FontMatrix DW W DW2 W2 CIDToGIDMap "
        "Encoding"
    ),
    "descriptor": (
        "Type FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight "
        "XHeight StemV StemH AvgWidth MaxWidth MissingWidth"
    ),
    "image": (
        "Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode "
        "Interpolate SMaskInData Matte"
    ),
    "form": "Type Subtype FormType BBox Matrix",
    "tiling": "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
    "group": "Type S CS I K",
    "state": ("Type LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK"),
    "mask": "Type S BC TR",
    # Colour spaces, functions, shadings, halftones, encodings and CMaps.
    DATA: (
        "N Alternate Range FunctionType Domain C0 C1 Functions Bounds Encode Decode Size "
        "BitsPerSample Order BitsPerCoordinate BitsPerComponent BitsPerFlag VerticesPerRow Coords "
        "Extend Background BBox AntiAlias ShadingType ColorSpace Function WhitePoint BlackPoint "
        "Gamma Matrix Colorants Process Components MixingHints Solidities PrintingOrder DotGain "
        "Type Subtype BaseEncoding Differences CMapName CIDSystemInfo WMode UseCMap Registry "
        "Ordering Supplement Length1 Length2 Length3 HalftoneType Frequency Angle "
        "SpotFunction AccurateScreens TransferFunction Width Height Xsquare Ysquare Default "
        "PatternType Shading K Columns Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock "
        "DamagedRowsBeforeError Predictor Colors EarlyChange ColorTransform JBIG2Globals Filter"
    ),
}
ALLOWED = {shape: frozenset(f"/{key}" for key in keys.split()) for shape, keys in _KEYS.items()}

INTENTS = frozenset(
    ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
)
_CHOICES = {
    "/Intent": INTENTS,
    "/RI": INTENTS,
    "/SpotFunction": frozenset(
        (  # noqa: SIM905 - as table 128 lists them
            "/SimpleDot /InvertedSimpleDot /DoubleDot /InvertedDoubleDot /CosineDot /Double "
            "/InvertedDouble /Line /LineX /LineY /Round /Ellipse /EllipseA /InvertedEllipseA "
            "/EllipseB /EllipseC /InvertedEllipseC /Square /Cross /Rhomboid /Diamond"
        ).split()
    ),
    "/BM": frozenset(
        (  # noqa: SIM905 - as tables 136 and 137 list them
            "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge "
            "/ColorBurn /HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color "
            "/Luminosity"
        ).split()
    ),
    "/BaseEncoding": frozenset(("/MacRomanEncoding", "/MacExpertEncoding", "/WinAnsiEncoding")),
    "/Type": frozenset(
        (  # noqa: SIM905
            "/Font /FontDescriptor /XObject /Pattern /ExtGState /Encoding /CMap /Group /Mask "
            "/Halftone /Function /Page /SMask /Image"
        ).split()
    ),
    "/Subtype": frozenset(
        (  # noqa: SIM905
            "/Image /Form /Type0 /Type1 /MMType1 /Type3 /TrueType /CIDFontType0 /CIDFontType2"
        ).split()
    ),
    **{
        key: frozenset(("/Default", "/Identity"))
        for key in ("/TR", "/TR2", "/HT", "/BG", "/BG2", "/UCR", "/UCR2", "/TransferFunction")
    },
}


def unknown(key: str, value: Any) -> bool:  # noqa: ANN401
    """Say whether a value is a name, or has one, where the standard lists names, and not this one.

    Readers take such a name for the value that holds without it.
    """
    choices = _CHOICES.get(key)
    if choices is None:
        return False
    listed = list(value) if isinstance(value, pikepdf.Array) else [value]
    return any(isinstance(one, pikepdf.Name) and str(one) not in choices for one in listed)


def table(old: Any) -> pikepdf.Object | None:  # noqa: ANN401
    """Return a copy of an array of numbers, as tables of widths are; None of anything else."""
    if not isinstance(old, pikepdf.Array):
        return None
    written = old.unparse(resolved=True)
    return pikepdf.Object.parse(written) if _NUMBERS.fullmatch(written) else None


_NUMBERS = re.compile(rb"[\[\]\s\d.+-]+")
