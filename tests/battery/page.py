# SPDX-License-Identifier: EUPL-1.2
"""Names that the page itself holds in another way than as one plain string."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pymupdf
import reportlab
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from battery.paper import (
    NAME,
    OTHER,
    Make,
    draw,
    form,
    image,
    picture,
    place,
    resource,
    said,
    show,
    spelled,
    stream,
)

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def _drawn(content: str) -> Make:
    return lambda pdf: draw(pdf, content)


def _line(before: str, shown: str) -> Make:
    return _drawn(f"BT /F1 11 Tf 40 120 Td {before} {shown} ET")


def _apart(order: Callable[[list[int]], list[int]] = list, dx: float = 7, dy: float = 0) -> str:
    """Return operators that set each letter at a place of its own, in an order."""
    at = order(list(range(len(NAME))))
    letters = [f"1 0 0 1 {40 + i * dx} {150 + i * dy} Tm ({NAME[i]}) Tj" for i in at]
    return "BT /F1 11 Tf " + " ".join(letters) + " ET"


def _one_of_two(pdf: Pdf) -> None:
    draw(pdf, "BT /F1 11 Tf 40 120 Td (De heer Stef\\255) Tj 0 -14 Td (finez kwam) Tj ET")


def _off_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 400, 239])
    show(pdf, f"De heer {NAME}", 2000, 900)


def _beside_crop(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([-300, 0, 400, 240])
    pdf.pages[0].obj.CropBox = Array([0, 0, 400, 240])
    show(pdf, f"De heer {NAME}", -250, 120)


def _layer(pdf: Pdf, *, member: bool = False) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Laag")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    shown = Dictionary(Type=Name.OCMD, OCGs=Array([group])) if member else group
    resource(pdf, "Properties", "MC0", pdf.make_indirect(shown))
    draw(pdf, f"/OC /MC0 BDC {said()} EMC")


def _form_in_form(pdf: Pdf) -> None:
    outer = form(pdf, "q 1 0 0 1 0 0 cm /Binnen Do Q")
    outer.Resources.XObject = Dictionary(Binnen=form(pdf, said()))
    place(pdf, outer, "Buiten", matrix="1 0 0 1 0 0")


def _form_on_two_pages(pdf: Pdf) -> None:
    place(pdf, form(pdf, said()), "Fm1", matrix="1 0 0 1 0 0")
    pdf.add_blank_page(page_size=(400, 240))
    first, second = pdf.pages[0].obj, pdf.pages[1].obj
    second.Resources = first.Resources
    second.Contents = pdf.make_stream(b"q /Fm1 Do Q")


def _form_in_another_group(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, I=True, K=True)
    place(pdf, form(pdf, said(), Group=group), "Fm1", matrix="1 0 0 1 0 0")


def _pattern(pdf: Pdf) -> None:
    tile = form(pdf, f"BT /F1 11 Tf 4 6 Td ({NAME}) Tj ET")
    del tile["/Subtype"]
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 90, 20]), 90, 20
    resource(pdf, "Pattern", "P1", tile)
    draw(pdf, "/Pattern cs /P1 scn 40 90 90 20 re f")


def _soft_mask(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = form(pdf, f"1 g {said()}", Group=group)
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    resource(pdf, "ExtGState", "Gs1", state)
    draw(pdf, "/Gs1 gs 0 g 30 110 200 24 re f")


def _type3(pdf: Pdf, *, whole: bool = True) -> None:
    content = f"1000 0 d0 BT /F1 11 Tf 0 0 Td (De heer {NAME}) Tj ET" if whole else ""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 200, 20]))
    font.FontMatrix, font.FirstChar, font.LastChar = Array([0.05, 0, 0, 0.05, 0, 0]), 97, 97
    font.Widths, font.Resources = Array([200]), Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    font.CharProcs = Dictionary(a=pdf.make_stream(content.encode()))
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a]))
    resource(pdf, "Font", "F3", pdf.make_indirect(font))
    draw(pdf, "BT /F3 20 Tf 40 120 Td (a) Tj ET")


def _actual(pdf: Pdf, glyphs: str, text: str, *, named: bool = False) -> None:
    mark = f"<</ActualText ({text})>>"
    if named:
        resource(pdf, "Properties", "A0", Dictionary(ActualText=String(text)))
        mark = "/A0"
    draw(pdf, f"/Span {mark} BDC BT /F1 11 Tf 40 120 Td ({glyphs}) Tj ET EMC")


def _outlined(pdf: Pdf) -> None:
    """Draw the name's letters as paths."""
    font = TTFont(_VERA)
    glyphs, names, x, parts = font.getGlyphSet(), font.getBestCmap(), 40.0, []
    for letter in f"De heer {NAME} kwam":
        pen = DecomposingRecordingPen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        parts += [_path(step, points, x) for step, points in pen.value]
        x += glyphs[names[ord(letter)]].width * 0.006
    draw(pdf, "0 g " + " ".join(parts) + " f")


def _path(step: str, points: tuple[tuple[float, float], ...], x: float) -> str:
    at = [(x + px * 0.006, 120 + py * 0.006) for px, py in filter(None, points)]
    if step == "qCurveTo":
        return " ".join(f"{px:.2f} {py:.2f} l" for px, py in at)
    known = {"moveTo": "m", "lineTo": "l", "closePath": "h"}
    return " ".join(f"{px:.2f} {py:.2f}" for px, py in at) + " " + known.get(step, "h")


def _image_mask(pdf: Pdf) -> None:
    width, height, pixels = picture()
    bits = bytearray()
    for row in range(height):
        line = pixels[row * width : (row + 1) * width].ljust(-(-width // 8) * 8, b"\xff")
        for at in range(0, len(line), 8):
            bits.append(sum((pixel > 128) << (7 - n) for n, pixel in enumerate(line[at : at + 8])))
    keys = {"Type": Name.XObject, "Subtype": Name.Image, "ImageMask": True, "BitsPerComponent": 1}
    made = stream(pdf, bytes(bits), {**keys, "Width": width, "Height": height})
    place(pdf, made)


def _inline_image(pdf: Pdf) -> None:
    width, height, pixels = picture()
    head = f"160 0 0 30 40 100 cm BI /W {width} /H {height} /CS /G /BPC 8 /F /Fl ID "
    draw(pdf, head.encode() + zlib.compress(pixels) + b"\nEI")


def _alternate(pdf: Pdf) -> None:
    shown = image(pdf, "Bakker")
    shown.Alternates = Array([Dictionary(Image=image(pdf), DefaultForPrinting=True)])
    place(pdf, shown)


def _masked_image(pdf: Pdf) -> None:
    shown = image(pdf, "")
    width, height, pixels = picture()
    keys = {"Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": height}
    gray = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    black = bytes(255 - pixel for pixel in pixels)
    shown.SMask = stream(pdf, black, {**keys, **gray})
    shown.write(bytes(len(pixels)))
    place(pdf, shown)


def _transparent(pdf: Pdf) -> None:
    resource(pdf, "ExtGState", "Gs0", Dictionary(ca=0))
    draw(pdf, f"/Gs0 gs {said()}")


def _behind_image(pdf: Pdf) -> None:
    draw(pdf, said())
    blank = image(pdf, "")
    place(pdf, blank, matrix="160 0 0 24 36 112")


def _scan_with_text(pdf: Pdf) -> None:
    place(pdf, image(pdf))
    draw(pdf, f"BT 3 Tr /F1 12 Tf 50 110 Td (De heer {NAME}) Tj ET")


def _jpeg(comment: bytes) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> None:
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 16, 16))
        pixels.clear_with(200)
        data = pixels.tobytes("jpeg")
        marked = data[:2] + comment[:2] + (len(comment)).to_bytes(2) + comment[2:] + data[2:]
        keys = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 16, "Height": 16}
        keys |= {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
        made = stream(pdf, b"", keys)
        made.write(marked, filter=Name.DCTDecode)
        place(pdf, made, matrix="8 0 0 8 350 20")

    return make


def _image_metadata(pdf: Pdf) -> None:
    shown = image(pdf, "")
    shown.Metadata = stream(pdf, f"<x>{NAME}</x>", {"Type": Name.Metadata, "Subtype": Name.XML})
    place(pdf, shown, matrix="8 0 0 8 350 20")


def _profile(pdf: Pdf) -> None:
    profile = stream(pdf, f"desc {NAME}", {"N": 1, "Alternate": Name.DeviceGray})
    place(pdf, image(pdf, "", ColorSpace=Array([Name.ICCBased, profile])), matrix="8 0 0 8 350 20")


def _font_file(pdf: Pdf) -> None:
    """Embed a font in whose name table the name stands, and set other text in it."""
    font, out = TTFont(_VERA), io.BytesIO()
    font["name"].setName(f"Gemaakt door {NAME}", 0, 1, 0, 0)
    font.save(out)
    _set_in(pdf, out.getvalue(), "zonder meer")


def _cid_font(pdf: Pdf) -> None:
    _set_in(pdf, _VERA.read_bytes(), f"De heer {NAME} en mevrouw {OTHER}")


def _set_in(pdf: Pdf, font: bytes, text: str) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=240)
        page.insert_font("V0", fontbuffer=font)
        page.insert_text((40, 120), text, fontname="V0", fontsize=9)
        made = Pdf.open(io.BytesIO(document.tobytes()))
    made.pages[0].contents_coalesce()
    resource(pdf, "Font", "V0", pdf.copy_foreign(made.pages[0].obj.Resources.Font.V0))
    draw(pdf, made.pages[0].obj.Contents.read_bytes())


def _split_streams(pdf: Pdf) -> None:
    contents = pdf.pages[0].obj.Contents
    for part in (f"q BT /F1 11 Tf 40 120 Td (De heer {NAME[:4]})", f"Tj ({NAME[4:]}) Tj ET Q"):
        contents.append(pdf.make_stream(part.encode()))


def _drop_cap(pdf: Pdf) -> None:
    rest = f"/F1 11 Tf 28 11 Td ({NAME[1:]} sprak) Tj 0 -13 Td (met de minister) Tj"
    draw(pdf, f"BT /F1 33 Tf 40 110 Td ({NAME[0]}) Tj {rest} ET")


def _form_a_letter(pdf: Pdf) -> None:
    for at, letter in enumerate(NAME):
        shown = form(pdf, f"BT /F1 11 Tf 0 0 Td ({letter}) Tj ET", BBox=Array([-2, -4, 12, 12]))
        place(pdf, shown, f"L{at}", matrix=f"1 0 0 1 {60 + 8 * at} 120")


def _forms_by_turns(pdf: Pdf) -> None:
    for first in (0, 1):
        letters = list(enumerate(NAME))[first::2]
        set_at = " ".join(f"1 0 0 1 {60 + 9 * at} 120 Tm ({one}) Tj" for at, one in letters)
        place(pdf, form(pdf, f"BT /F1 11 Tf {set_at} ET"), f"H{first}", matrix="1 0 0 1 0 0")


def _array(text: str, kern: int) -> str:
    return "[" + f" {kern} ".join(f"({letter})" for letter in text) + "] TJ"


def _slanted(sine: float) -> str:
    cosine = (1 - sine**2) ** 0.5
    matrix = f"{cosine:.5f} {sine} {-sine} {cosine:.5f} 40 60"
    return f"BT /F1 11 Tf {matrix} Tm (De heer {NAME} kwam) Tj ET"


def _clipped() -> str:
    """Return a line as LibreOffice may set it: each word in a clip and a text object of its own."""
    shown, x = [], 40
    for word in ("De", "heer", NAME, "kwam"):
        wide = 8 * len(word)
        text = f"BT /F1 11 Tf {x} 120 Td ({word}) Tj ET"
        shown.append(f"q {x} 110 {wide} 20 re W n {text} Q")
        x += wide
    return " ".join(shown)


def _inherited(pdf: Pdf) -> None:
    draw(pdf, said())
    pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
    del pdf.pages[0].obj["/Resources"]


def _beside_itself(pdf: Pdf) -> None:
    draw(pdf, said())
    pdf.pages[0].obj.CropBox = Array([1000, 1000, 1400, 1400])


def _rotated_page(pdf: Pdf) -> None:
    show(pdf, f"De heer {NAME} kwam")
    pdf.pages[0].obj.Rotate, pdf.pages[0].obj.UserUnit = 90, 2


def _content_twice(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    show(pdf, f"De heer {NAME} kwam")
    pdf.add_blank_page(page_size=(400, 240))
    pdf.pages[1].obj.Resources, pdf.pages[1].obj.Contents = page.Resources, page.Contents


def _halftone(pdf: Pdf) -> None:
    """Name a halftone whose thresholds are the bytes of the name (10.6.5.3)."""
    keys = {"Type": Name.Halftone, "HalftoneType": 6, "Width": len(NAME), "Height": 1}
    state = Dictionary(HT=stream(pdf, NAME, keys))
    resource(pdf, "ExtGState", "Gs9", state)
    draw(pdf, f"/Gs9 gs BT /F1 11 Tf 40 120 Td (De heer {NAME}) Tj ET")


CASES: dict[str, Make] = {
    "halftone_of_letters": _halftone,
    "ligature_in_the_font_map": lambda pdf: spelled(pdf, ["S", "t", "e", "\ufb03", "n", "e", "z"]),
    "ligature_as_three_letters": lambda pdf: spelled(pdf, ["S", "t", "e", "ffi", "n", "e", "z"]),
    "diacritic_apart": lambda pdf: spelled(pdf, ["M", "u\u0308", *"llerink"]),
    "zero_width_space_inside": lambda pdf: spelled(pdf, ["S", "t", "e", "\u200b", *"ffinez"]),
    "isolates_inside": lambda pdf: spelled(pdf, [f"{c}\u2066" for c in NAME]),
    "tag_characters_inside": lambda pdf: spelled(pdf, [f"{c}\U000e0061" for c in NAME]),
    "full_width_letters": lambda pdf: spelled(pdf, [chr(ord(c) + 0xFEE0) for c in NAME]),
    "mathematical_letters": lambda pdf: spelled(
        pdf, ["\U0001d412", *(chr(0x1D41A + ord(c) - 97) for c in NAME[1:])]
    ),
    "one_glyph_for_the_whole_name": lambda pdf: spelled(pdf, [NAME]),
    "non_breaking_spaces_inside": _line("", "(" + "\xa0".join(NAME) + ") Tj"),
    "letters_with_spaces": _line("", "(De heer " + " ".join(NAME) + " kwam) Tj"),
    "letters_spaced_by_tc": _line("6 Tc", f"({NAME}) Tj"),
    "letters_spaced_by_tj": _line("", _array(NAME, -450)),
    "letters_kerned": _line("", _array(NAME, 20)),
    "letters_placed_one_by_one": _drawn(_apart()),
    "letters_in_another_order": _drawn(_apart(lambda at: at[::-1])),
    "letters_every_other_first": _drawn(_apart(lambda at: at[::2] + at[1::2])),
    "letters_below_each_other": _drawn(_apart(dx=0, dy=-13)),
    "letters_on_a_slope": _drawn(_apart(dx=7, dy=-4)),
    "soft_hyphen_inside": _line("", f"(De heer {NAME[:4]}\\255{NAME[4:]} kwam) Tj"),
    "hyphenated_over_two_lines": _one_of_two,
    "upper_case": _line("", f"(De heer {NAME.upper()} kwam) Tj"),
    "hexadecimal_string": _line("", f"<{NAME.encode().hex()}> Tj"),
    "octal_escapes": _line("", "(" + "".join(f"\\{ord(c):03o}" for c in NAME) + ") Tj"),
    "string_broken_by_a_backslash": _line("", f"({NAME[:3]}\\\n{NAME[3:]}) Tj"),
    "first_letter_as_a_drop_cap": _drop_cap,
    "accent_set_before_its_letter": _line(
        "", f"(De heer {OTHER[0]}) Tj [(\\250) 417 (u{OTHER[2:]} kwam)] TJ"
    ),
    "note_in_small_letters_behind": _line("", f"(De heer {NAME}) Tj 6 Ts /F1 5 Tf (noot) Tj"),
    "a_form_for_each_letter": _form_a_letter,
    "letters_of_two_forms_by_turns": _forms_by_turns,
    "two_streams": _split_streams,
    "font_with_two_bytes_a_letter": _cid_font,
    "scaled_to_a_third": _line("33 Tz", f"({NAME}) Tj"),
    "raised_letters": _line("", f"({NAME[:4]}) Tj 3 Ts ({NAME[4:]}) Tj"),
    "tiny": _drawn(f"BT /F1 0.4 Tf 40 120 Td (De heer {NAME} kwam) Tj ET"),
    "rotated_a_quarter": _drawn(f"BT /F1 11 Tf 0 1 -1 0 300 80 Tm (De heer {NAME}) Tj ET"),
    "rotated_three_quarters": _drawn(f"BT /F1 11 Tf 0 -1 1 0 300 160 Tm (De heer {NAME}) Tj ET"),
    "rotated_an_eighth": _drawn(f"BT /F1 11 Tf .7 .7 -.7 .7 100 70 Tm (De heer {NAME}) Tj ET"),
    "slanted_ten_degrees": _drawn(_slanted(0.17365)),
    "slanted_a_third": _drawn(_slanted(0.5)),
    "watermark_across_the_name": _drawn(
        f"q .85 g BT /F1 60 Tf .866 .5 -.5 .866 60 60 Tm (CONCEPT) Tj ET Q {said()}"
    ),
    "each_word_in_a_clip": _drawn(_clipped()),
    "font_from_the_page_tree": _inherited,
    "crop_box_beside_the_page": _beside_itself,
    "upside_down": _drawn(f"BT /F1 11 Tf -1 0 0 -1 200 120 Tm (De heer {NAME} kwam) Tj ET"),
    "mirrored": _drawn(f"BT /F1 11 Tf -1 0 0 1 200 120 Tm (De heer {NAME} kwam) Tj ET"),
    "page_turned_with_large_units": _rotated_page,
    "drawn_twice_as_bold": _drawn(said() + " 1 0 0 1 0.3 0 cm " + said()),
    "invisible_text": _drawn("BT 3 Tr ET " + said().replace("BT", "BT 3 Tr")),
    "white_text": _drawn("1 g " + said()),
    "transparent_text": _transparent,
    "text_under_a_rectangle": _drawn(f"{said()} 0 g 36 112 200 20 re f"),
    "text_behind_an_image": _behind_image,
    "clipped_away": _drawn(f"0 0 1 1 re W n {said()}"),
    "clip_of_letters": _drawn(
        f"BT /F1 11 Tf 7 Tr 40 120 Td ({NAME}) Tj ET 0.5 g 0 100 400 40 re f"
    ),
    "outside_the_crop_box": _beside_crop,
    "outside_the_page": _off_page,
    "layer_that_is_off": _layer,
    "layer_of_layers_that_is_off": lambda pdf: _layer(pdf, member=True),
    "actual_text_says_it": lambda pdf: _actual(pdf, "de opsteller", f"De heer {NAME}"),
    "actual_text_hides_it": lambda pdf: _actual(pdf, f"De heer {NAME} kwam", "de opsteller"),
    "actual_text_in_the_resources": lambda pdf: _actual(
        pdf, "de opsteller", f"De heer {NAME}", named=True
    ),
    "form": lambda pdf: place(pdf, form(pdf, said()), "Fm1", matrix="1 0 0 1 0 0"),
    "form_in_a_form": _form_in_form,
    "form_on_two_pages": _form_on_two_pages,
    "form_as_transparency_group": _form_in_another_group,
    "content_of_two_pages": _content_twice,
    "tiling_pattern": _pattern,
    "soft_mask": _soft_mask,
    "type3_glyph_that_sets_text": _type3,
    "embedded_font_file": _font_file,
    "jpeg_comment": _jpeg(b"\xff\xfe" + NAME.encode()),
    "jpeg_exif": _jpeg(b"\xff\xe1Exif\0\0" + NAME.encode()),
    "image_metadata": _image_metadata,
    "colour_profile": _profile,
}
PIXELS: dict[str, Make] = {
    "image": lambda pdf: place(pdf, image(pdf)),
    "image_mask": _image_mask,
    "inline_image": _inline_image,
    "image_with_an_alternate": _alternate,
    "image_in_its_soft_mask": _masked_image,
    "image_under_a_hidden_text_layer": _scan_with_text,
    "letters_drawn_as_outlines": _outlined,
}
