# SPDX-License-Identifier: EUPL-1.2
"""Names that whoever made a PDF could choose freely go in; names that say nothing come out.

Resources, fonts, inks and glyphs are found by their names, so that those cannot be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woolak.pdf.boxes import FONT

Name = tuple[str, str]
"""The category of a resource and its name."""

_LETTERS = {
    "/Font": "F",
    "/XObject": "X",
    "/ExtGState": "G",
    "/ColorSpace": "C",
    "/Shading": "S",
    "/Pattern": "P",
}
_FIXED = frozenset(
    (
        "/DeviceGray",
        "/DeviceRGB",
        "/DeviceCMYK",
        "/Pattern",
        "/G",
        "/RGB",
        "/CMYK",
        "/I",
        "/Indexed",
    )
)
_SUBSET = re.compile(r"^(?:[A-Z]{6}\+)?")
_FAMILIES = re.compile(
    r"(?:Aptos|Arial|Arimo|Avenir|BookAntiqua|BookmanOldStyle|Calibri|Cambria|Candara|Carlito|"
    r"Century|CenturyGothic|Consolas|Constantia|Corbel|Courier|CourierNew|DejaVuSans|DejaVuSerif|"
    r"FranklinGothic|Frutiger|Futura|Garamond|Georgia|GillSans|Helvetica|HelveticaNeue|Impact|"
    r"LiberationMono|LiberationSans|LiberationSerif|LucidaConsole|LucidaSans|Lato|MicrosoftSansSerif|"
    r"MyriadPro|NimbusSans|NimbusRoman|NotoSans|NotoSerif|OpenSans|Palatino|PalatinoLinotype|Roboto|"
    r"RijksoverheidSansText|RijksoverheidSansHeading|RijksoverheidSans|RijksoverheidSerif|SegoeUI|"
    r"Symbol|SymbolMT|Tahoma|Times|TimesNewRoman|Tinos|TrebuchetMS|Univers|Verdana|Wingdings\d?|"
    r"ZapfDingbats)"
    r"(?:PS)?(?:MT)?(?:[-, ]?(?:Bold|Italic|Oblique|Roman|Regular|Light|Semibold|Medium|Black|"
    r"Narrow|Condensed|Book|Text|Web|MT|PS|It|BoldMT|BoldItalicMT|ItalicMT))*"
)
_INKS = frozenset(
    ("/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue")
)
_ORDERINGS = frozenset(("Identity", "UCS", "Japan1", "GB1", "CNS1", "Korea1", "KR", "Manga1"))
_COLORANTS = {"/Separation": 1, "/DeviceN": 1}


@dataclass(slots=True)
class Book:
    """The neutral names of one dictionary of resources, given out as they are asked for."""

    given: dict[Name, str] = field(default_factory=dict)

    def of(self, category: str, name: str) -> str:
        """Return the new name of a resource."""
        if name in _FIXED or name == f"/{FONT}":
            return name
        known = sum(1 for kind, _ in self.given if kind == category)
        return self.given.setdefault((category, name), f"/{_LETTERS[category]}{known}")


@dataclass(slots=True)
class Chosen:
    """The neutral names of a whole file's fonts and inks."""

    fonts: dict[str, str] = field(default_factory=dict)
    inks: dict[str, str] = field(default_factory=dict)

    def font(self, name: str) -> str:
        """Return a font's name: its own when it is that of a family that many have."""
        bare = _SUBSET.sub("", name.removeprefix("/"))
        if _FAMILIES.fullmatch(bare):
            return name if name.startswith("/") else f"/{name}"
        return self.fonts.setdefault(bare, f"/AAAAAA+Lettertype{len(self.fonts) + 1}")

    def ink(self, name: str) -> str:
        """Return an ink's name: its own when it is a process colour."""
        return name if name in _INKS else self.inks.setdefault(name, f"/Inkt{len(self.inks) + 1}")

    def colours(self, made: Any) -> None:  # noqa: ANN401 - a pikepdf array
        """Rename the inks of a copied colour space (ISO 32000-1, 8.6.6.4 and 8.6.6.5)."""
        if len(made) < 4 or not isinstance(made[0], pikepdf.Name) or str(made[0]) not in _COLORANTS:  # noqa: PLR2004
            return
        inks = made[1]
        if isinstance(inks, pikepdf.Array):
            made[1] = pikepdf.Array([pikepdf.Name(self.ink(str(one))) for one in inks])
            while len(made) > 4:  # noqa: PLR2004 - attributes that painting does not need
                del made[len(made) - 1]
        elif isinstance(inks, pikepdf.Name):
            made[1] = pikepdf.Name(self.ink(str(inks)))


def system(info: Any) -> pikepdf.Dictionary:  # noqa: ANN401
    """Return a character collection by one of the names that Adobe gave them."""
    ordering = str(info.get("/Ordering", "")) if isinstance(info, pikepdf.Dictionary) else ""
    supplement = info.get("/Supplement", 0) if ordering in _ORDERINGS else 0
    return pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"),
        Ordering=pikepdf.String(ordering if ordering in _ORDERINGS else "Identity"),
        Supplement=supplement if isinstance(supplement, int) else 0,
    )


def glyphs(names: Iterable[str]) -> dict[str, str]:
    """Return neutral names for the glyphs of a Type3 font."""
    return {name: f"/g{number}" for number, name in enumerate(sorted(names))}


def differences(encoding: Any, names: Mapping[str, str]) -> pikepdf.Dictionary:  # noqa: ANN401
    """Return the encoding of a Type3 font by the new names of its glyphs."""
    listed = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    made = [
        pikepdf.Name(names.get(str(one), "/.notdef")) if isinstance(one, pikepdf.Name) else one
        for one in (listed if isinstance(listed, pikepdf.Array) else ())
    ]
    return pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(made))
