# SPDX-License-Identifier: EUPL-1.2
"""What the PDFs of the battery are made of: a page with three lines, fonts, streams, images."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pymupdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

NAME, OTHER = "Steffinez", "Müllerink"
"""The names that go: one with a ligature, one with a diacritic."""
KEPT = ("Geachte", "minister", "besluit", "openbaar")
FIRST, LINE = "Geachte heer of mevrouw,", f"De heer {NAME} sprak met de minister."
REST = "De minister sprak. Het besluit is openbaar."
Make = Callable[[Pdf], object]

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    "1 begincodespacerange <00> <FF> endcodespacerange {count} beginbfchar {pairs} endbfchar "
    "endcmap end end"
)


def base(line: str = LINE) -> Pdf:
    """Return a page of 400 by 240 points with three lines; /F1 is Helvetica."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(400, 240))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(helvetica())))
    page.Contents = Array([])
    for text, y in ((FIRST, 200), (line, 170), (REST, 40)):
        show(pdf, text, 40, y)
    return pdf


def helvetica(**keys: object) -> Dictionary:
    """Return Helvetica with the given keys."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.Encoding = Name.WinAnsiEncoding
    for key, value in keys.items():
        font[f"/{key}"] = value
    return font


def draw(pdf: Pdf, content: str | bytes) -> None:
    """Add a stream to the first page's content."""
    data = content.encode("latin-1") if isinstance(content, str) else content
    pdf.pages[0].obj.Contents.append(pdf.make_stream(b"q " + data + b" Q"))


def show(pdf: Pdf, text: str, x: float = 40, y: float = 120) -> None:
    """Set a line in Helvetica at 11 points."""
    draw(pdf, f"BT /F1 11 Tf {x} {y} Td ({text}) Tj ET")


def resource(pdf: Pdf, kind: str, name: str, value: object) -> None:
    """Give the first page a resource."""
    resources = pdf.pages[0].obj.Resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"][f"/{name}"] = value


def spelled(pdf: Pdf, said: list[str], *, letters: str = "", y: float = 120) -> None:
    """Show one glyph a text of `said`, as its ToUnicode says; the glyphs are those of `letters`."""
    shapes = [Name(f"/{letter}") for letter in letters or "n" * len(said)]
    named = Dictionary(Type=Name.Encoding, Differences=Array([161, *shapes]))
    font = helvetica(Encoding=named, ToUnicode=mapped(pdf, said))
    coded(pdf, font, bytes(range(161, 161 + len(said))), y=y)


def mapped(pdf: Pdf, said: list[str], *, wide: bool = False) -> Stream:
    """Return a ToUnicode of codes from 161, of one byte or two, and a text each."""
    codes = [f"{'00' * wide}{code:02X}" for code in range(161, 161 + len(said))]
    pairs = [f"<{c}> <{t.encode('utf-16-be').hex()}>" for c, t in zip(codes, said, strict=True)]
    cmap = _TO_UNICODE.format(count=len(pairs), pairs=" ".join(pairs))
    return pdf.make_stream(
        cmap.replace("<00> <FF>", "<0000> <FFFF>" if wide else "<00> <FF>").encode()
    )


def coded(pdf: Pdf, font: Dictionary, codes: bytes, *, y: float = 120) -> None:
    """Show codes in a font after other words on a line."""
    resource(pdf, "Font", "F2", pdf.make_indirect(font))
    shown = codes.hex()
    draw(
        pdf, f"BT /F1 11 Tf 40 {y} Td (De heer ) Tj /F2 11 Tf <{shown}> Tj /F1 11 Tf ( kwam) Tj ET"
    )


def form(pdf: Pdf, content: str, **keys: object) -> Stream:
    """Return a form XObject of the page's size with the page's fonts."""
    made = pdf.make_stream(content.encode("latin-1"))
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 240])
    made.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def said(text: str = NAME, y: float = 120) -> str:
    """Return the operators that set a line with a name."""
    return f"BT /F1 11 Tf 40 {y} Td (De heer {text} kwam) Tj ET"


def picture(text: str = NAME) -> tuple[int, int, bytes]:
    """Return width, height and gray pixels of a line at 200 dpi."""
    with pymupdf.open() as document:
        page = document.new_page(width=160, height=30)
        page.insert_text((10, 20), f"De heer {text}", fontsize=12)
        pixels = page.get_pixmap(dpi=200, colorspace="gray")
        return pixels.width, pixels.height, bytes(pixels.samples)


def image(pdf: Pdf, text: str = NAME, **keys: object) -> Stream:
    """Return an image of a line of text."""
    width, height, pixels = picture(text)
    made = pdf.make_stream(pixels)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height, made.BitsPerComponent = width, height, 8
    made.ColorSpace = Name.DeviceGray
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def place(pdf: Pdf, what: Stream, name: str = "Im1", *, matrix: str = "160 0 0 30 40 100") -> None:
    """Draw an XObject."""
    resource(pdf, "XObject", name, what)
    draw(pdf, f"{matrix} cm /{name} Do")


def annotation(pdf: Pdf, subtype: str, **keys: object) -> Dictionary:
    """Add an annotation at the middle of the page."""
    values = {f"/{key}": value for key, value in keys.items()}
    kind = {"/Type": Name.Annot, "/Subtype": Name(f"/{subtype}"), "/Rect": [40, 90, 200, 110]}
    made = pdf.make_indirect(Dictionary({**kind, "/F": 4, **values}))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), made])
    return made


def appearance(pdf: Pdf, text: str = NAME) -> Dictionary:
    """Return the appearance of an annotation that shows a text."""
    shown = form(pdf, f"BT /F1 11 Tf 4 6 Td ({text}) Tj ET", BBox=Array([0, 0, 160, 20]))
    return Dictionary(N=shown)


def field(pdf: Pdf, kind: str, **keys: object) -> Dictionary:
    """Add a form field that is its own widget."""
    made = annotation(pdf, "Widget", FT=Name(f"/{kind}"), **{"T": String("veld"), **keys})
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]), DA=String("/F1 11 Tf"))
    return made


def element(pdf: Pdf, **keys: object) -> Dictionary:
    """Tag the first page as one paragraph with these keys."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    page = pdf.pages[0].obj
    values = {f"/{key}": value for key, value in keys.items()}
    kind = {"/Type": Name.StructElem, "/S": Name.P, "/P": root, "/Pg": page, "/K": 0}
    made = pdf.make_indirect(Dictionary({**kind, **values}))
    root.K = made
    root.ParentTree = Dictionary(Nums=Array([0, pdf.make_indirect(Array([made]))]))
    page.StructParents = 0
    page.Contents = Array(
        [
            pdf.make_stream(b"/P <</MCID 0>> BDC"),
            *page.Contents,
            pdf.make_stream(b"EMC"),
        ]
    )
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    return made


def spec(pdf: Pdf, name: str = f"{NAME}.txt", content: str = f"Van {NAME}") -> Dictionary:
    """Return a file that is embedded."""
    inside = pdf.make_stream(content.encode())
    inside.Type = Name.EmbeddedFile
    keys = {"/Type": Name.Filespec, "/F": String(name), "/UF": String(name)}
    return pdf.make_indirect(Dictionary({**keys, "/EF": Dictionary(F=inside)}))


def saved(pdf: Pdf, **how: Any) -> bytes:  # noqa: ANN401 - the options of pikepdf
    """Return the bytes of a PDF."""
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, **how)
    return out.getvalue()


def stream(pdf: Pdf, data: str | bytes, keys: Mapping[str, object] | None = None) -> Stream:
    """Return a stream with these keys."""
    made = pdf.make_stream(data.encode() if isinstance(data, str) else data)
    for key, value in (keys or {}).items():
        made[f"/{key}"] = value
    return made


def script() -> Dictionary:
    """Return an action with a script."""
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))
