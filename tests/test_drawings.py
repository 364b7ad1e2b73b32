# SPDX-License-Identifier: EUPL-1.2
"""What images and paths paint needs OCR when it may be writing; rules, boxes and ticks do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pymupdf
import pytest
from pikepdf import Dictionary, Name

from drawn import helvetica
from test_unread import SANS
from woolak.model import Page, Reason
from woolak.pdf.reading.read import images, pages
from woolak.pdf.seeing import ocr
from woolak.pdf.seeing.lettering import left

TEXT = b"BT /F1 11 Tf 50 350 Td (gewone tekst van de nota) Tj ET "
NAME = "Sanne Kuipers"


def painted(path: Path, content: bytes, **images: pikepdf.Stream) -> Page:
    """Return a page with a line of text and this content as read."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica()), XObject=Dictionary())
    for name, image in images.items():
        page.Resources.XObject[f"/{name}"] = pdf.copy_foreign(image)
    page.Contents = pdf.make_stream(TEXT + content)
    pdf.save(path)
    return pages(path, "0001")[0]


_kept: list[pikepdf.Pdf] = []


def image(data: bytes, wide: int, high: int, **keys: object) -> pikepdf.Stream:
    """Return an image, gray unless its keys say otherwise, in a file of its own."""
    pdf = pikepdf.new()
    _kept.append(pdf)
    stream = pdf.make_stream(data)
    stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, wide, high
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceGray, 8
    for key, value in keys.items():
        stream[f"/{key}"] = pdf.copy_foreign(value) if isinstance(value, pikepdf.Stream) else value
    return pdf.make_indirect(stream)


def typed(text: str = NAME, wide: int = 120, high: int = 20, dpi: int = 200) -> pymupdf.Pixmap:
    """Return a line of text in gray pixels."""
    with pymupdf.open() as doc:
        doc.new_page(width=wide, height=high).insert_text((6, 14), text, fontsize=11)
        pixels: pymupdf.Pixmap = doc[0].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        return pixels


def inverse(pixels: bytes) -> bytes:
    return bytes(255 - value for value in pixels)


def letters(text: str = NAME, size: float = 11) -> list[bytes]:
    """Return the outline of each letter as a path that is not painted yet, at 50, 300."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    font = TTFont(SANS)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale, x, found = size / font["head"].unitsPerEm, 50.0, []
    for letter in text:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        found.append(_path(pen.value, x, scale))
        x += glyphs[names[ord(letter)]].width * scale
    return [path for path in found if path]


def _path(
    steps: list[tuple[str, tuple[tuple[float, float], ...]]], x: float, scale: float
) -> bytes:
    """Return a path of straight lines through the points of an outline."""
    out = b""
    for step, points in steps:
        for point in points:
            if point is not None:
                sign = b"m" if step == "moveTo" else b"l"
                out += b"%.2f %.2f %b " % (x + point[0] * scale, 300 + point[1] * scale, sign)
    return out


def rest(path: Path) -> tuple[str, Reason | None]:
    """Return what OCR reads on a page and what stays unread."""
    found = ocr.pages(path, "0001", [1])
    return " ".join(page.text for page in found if page.layer == "ocr"), found[0].unread


def test_letters_in_a_mask_over_one_pixel_of_ink_need_ocr(tmp_path: Path):
    line = typed()
    mask = image(inverse(line.samples), line.width, line.height)
    page = painted(
        tmp_path / "a.pdf", b"q 120 0 0 20 50 300 cm /I Do Q", I=image(b"\0", 1, 1, SMask=mask)
    )
    assert page.unread is Reason.NEEDS_OCR


@pytest.mark.needs("ocr")
def test_an_inline_image_with_a_palette_is_read(tmp_path: Path):
    line = typed("Behandeld door Sanne Kuipers", wide=160)
    palette = bytes(part for tone in range(256) for part in (tone, tone, tone // 2 + 64)).hex()
    head = (
        f"BI /W {line.width} /H {line.height} /BPC 8 /CS [/I /RGB 255 <{palette}>] /F /AHx "
        f"ID {line.samples.hex()}> EI"
    )
    painted(tmp_path / "a.pdf", f"q 160 0 0 20 50 300 cm {head} Q".encode())
    assert rest(tmp_path / "a.pdf") == ("Behandeld door Sanne Kuipers", None)


def test_an_approved_colour_approves_no_other_mask_over_it(tmp_path: Path):
    for name, text in (("a.pdf", "Ministerie"), ("b.pdf", NAME)):
        line = typed(text)
        mask = image(inverse(line.samples), line.width, line.height)
        painted(
            tmp_path / name, b"q 120 0 0 20 50 300 cm /I Do Q", I=image(b"\0", 1, 1, SMask=mask)
        )
    approved = frozenset(images(tmp_path / "a.pdf", 1))
    assert pages(tmp_path / "a.pdf", "0001", approved=approved)[0].unread is None
    assert pages(tmp_path / "b.pdf", "0001", approved=approved)[0].unread is Reason.NEEDS_OCR


@pytest.mark.parametrize("upright", [False, True])
def test_an_image_cut_in_bands_that_hold_no_letter_each_needs_ocr(tmp_path: Path, *, upright: bool):
    line, content, bands = typed(), b"", {}
    pixels = memoryview(line.samples)
    step = 4
    for at in range(0, (line.width if upright else line.height) // step * step, step):
        if upright:
            data = b"".join(pixels[y * line.width + at :][:step] for y in range(line.height))
            wide, high, x, y = 120 * step / line.width, 20.0, 50 + 120 * at / line.width, 300.0
            band = image(data, step, line.height)
        else:
            data = bytes(pixels[at * line.width : (at + step) * line.width])
            wide, high, x, y = 120.0, 20 * step / line.height, 50.0, 320 - 20 * at / line.height
            band = image(data, line.width, step)
        bands[f"I{at}"] = band
        content += b"q %g 0 0 %g %g %g cm /I%d Do Q " % (wide, high, x, y, at)
    assert painted(tmp_path / "a.pdf", content, **bands).unread is Reason.NEEDS_OCR


def test_a_stencil_for_each_letter_needs_ocr(tmp_path: Path):
    content = b"".join(
        b"q 4 0 0 6 %d 300 cm BI /W 8 /H 8 /IM true /BPC 1 /F /AHx ID 00%02x3c00ff00%02x00> EI Q "
        % (50 + 5 * index, index, 9 * index)
        for index in range(12)
    )
    assert painted(tmp_path / "a.pdf", content).unread is Reason.NEEDS_OCR


@pytest.mark.parametrize(
    "content",
    [
        b"q 300 0 0 1 50 300 cm /I Do Q",
        b"q 300 0 0 100 50 100 cm /I Do Q",
        b"q 6 0 0 6 40 352 cm /I Do Q",
    ],
)
def test_a_rule_a_ground_and_a_bullet_that_are_images_hold_no_text(tmp_path: Path, content: bytes):
    assert painted(tmp_path / "a.pdf", content, I=image(b"\x80", 1, 1)).unread is None


@pytest.mark.parametrize("how", [b"f", b"h .3 w S", b".3 w S"])
@pytest.mark.parametrize("text", [NAME, "JV"])
def test_letters_drawn_as_paths_need_ocr(tmp_path: Path, text: str, how: bytes):
    content = b"".join(path + how + b" " for path in letters(text))
    assert painted(tmp_path / "a.pdf", content).unread is Reason.NEEDS_OCR


def test_letters_that_cut_out_what_is_painted_need_ocr(tmp_path: Path):
    content = b"q " + b"".join(letters()) + b"W n 0 0 400 400 re f Q"
    assert painted(tmp_path / "a.pdf", content).unread is Reason.NEEDS_OCR


@pytest.mark.parametrize("end", [b"", b"f "])
def test_letters_made_of_little_squares_need_ocr(tmp_path: Path, end: bytes):
    line = typed(dpi=72)
    dots = [
        b"%d %d 1 1 re %b" % (50 + x, 320 - y, end)
        for y in range(line.height)
        for x in range(line.width)
        if line.samples[y * line.width + x] < 128
    ]
    assert painted(tmp_path / "a.pdf", b"".join(dots) + b"f").unread is Reason.NEEDS_OCR


ROUND = b"q 1 0 0 1 %g %g cm .5 0 m .5 .6 -.5 .6 -.5 0 c h f Q "
LINE_OF_NOTHING = b"q 1 0 0 1 %g %g cm 1 J 1 w 0 0 m 0 0 l S Q "


@pytest.mark.parametrize("dot", [ROUND, LINE_OF_NOTHING])
def test_letters_made_of_round_dots_need_ocr(tmp_path: Path, dot: bytes):
    line = typed(dpi=72)
    spots = [
        (50 + x, 320 - y)
        for y in range(line.height)
        for x in range(line.width)
        if line.samples[y * line.width + x] < 128
    ]
    dots = b"".join(dot % spot for spot in spots)
    assert painted(tmp_path / "a.pdf", dots).unread is Reason.NEEDS_OCR


def signature(x: float = 80, y: float = 200) -> bytes:
    """Return a line that winds as a pen does."""
    turns = [(9, 14, -6, -16, 12, 2), (8, 18, 3, -14, 9, -4), (-4, 12, 10, 9, 8, -7)] * 5
    content = b".8 w %g %g m " % (x, y)
    for a, b, c, d, e, f in turns:
        content += b"%g %g %g %g %g %g c " % (x + a, y + b, x + c, y + d, x + e, y + f)
        x, y = x + e, y + f
    return content + b"S "


@pytest.mark.needs("ocr")
def test_a_pen_stroke_needs_eyes(tmp_path: Path):
    assert painted(tmp_path / "a.pdf", signature()).unread is Reason.NEEDS_OCR
    assert rest(tmp_path / "a.pdf") == ("", Reason.NEEDS_EYES)


@pytest.mark.needs("ocr")
def test_an_ink_annotation_needs_eyes(tmp_path: Path):
    with pymupdf.open() as doc:
        page = doc.new_page()
        page.insert_text((50, 50), "Hoogachtend,")
        line = [(80 + 3 * i, 200 + (i * 37 % 23) - (i * 11 % 17)) for i in range(40)]
        page.add_ink_annot([line])
        doc.save(tmp_path / "a.pdf")
    assert rest(tmp_path / "a.pdf")[1] is Reason.NEEDS_EYES


@pytest.mark.needs("ocr")
def test_drawn_letters_and_clipped_letters_are_read(tmp_path: Path):
    drawn = b"".join(path + b"f " for path in letters())
    painted(tmp_path / "a.pdf", drawn)
    assert rest(tmp_path / "a.pdf") == (NAME, None)
    painted(tmp_path / "b.pdf", b"q " + b"".join(letters()) + b"W n 0 0 400 400 re f Q")
    assert rest(tmp_path / "b.pdf") == (NAME, None)


@pytest.mark.needs("ocr")
def test_a_screen_shot_that_was_made_small_is_read_at_its_own_resolution(tmp_path: Path):
    line = typed(wide=120, high=20, dpi=300)
    shot = image(line.samples, line.width, line.height)
    painted(tmp_path / "a.pdf", b"q 18 0 0 3 50 300 cm /I Do Q", I=shot)
    assert rest(tmp_path / "a.pdf") == (NAME, None)


@pytest.mark.needs("ocr")
def test_a_chart_needs_no_eyes_but_the_same_line_without_its_axes_does(tmp_path: Path):
    labels = b"BT /F1 9 Tf 50 100 Td " + b"".join(
        b"1 0 0 1 60 %d Tm (%d) Tj 1 0 0 1 %d 85 Tm (%d) Tj " % (100 + 30 * i, i, 85 + 40 * i, i)
        for i in range(5)
    )
    line = b"1 w 80 100 m " + b"".join(
        b"%d %d l " % (80 + 4 * i, 140 + (i * 29 % 41) - (i * 7 % 13)) for i in range(45)
    )
    axes = b"80 100 m 80 240 l S 80 100 m 270 100 l S "
    painted(tmp_path / "a.pdf", labels + b"ET " + axes + line + b"S")
    assert rest(tmp_path / "a.pdf")[1] is None
    painted(tmp_path / "b.pdf", line + b"S")
    assert rest(tmp_path / "b.pdf")[1] is Reason.NEEDS_EYES


def test_what_an_office_draws_around_its_text_is_no_writing(tmp_path: Path):
    with pymupdf.open() as doc:
        page = doc.new_page()
        page.insert_text((50, 50), "gewone tekst")
        for row in range(12):
            y = 100 + 20 * row
            page.draw_circle((60, y), 2, fill=(0, 0, 0))
            page.draw_rect((80, y - 6, 92, y + 6))
            page.draw_line((80, y - 6), (92, y + 6))
            page.draw_line((80, y + 6), (92, y - 6))
            for column in range(4):
                page.draw_rect((100 + 60 * column, y - 6, 158 + 60 * column, y + 8), radius=0.3)
                page.draw_rect((100 + 60 * column, y + 9, 159.5 + 60 * column, y + 9.5), fill=(0,))
            page.draw_polyline([(360, y), (370, y), (366, y - 4), (374, y), (366, y + 4)])
        page.draw_line((50, 500), (300, 560))
        doc.save(tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf", "0001")[0].unread is None


@pytest.mark.parametrize("end", [b"", b"f "])
def test_a_dashed_or_dotted_frame_is_no_writing_and_letters_of_dashes_are(
    tmp_path: Path, end: bytes
) -> None:
    """Each dash a rectangle, all of a side as one path or each by itself."""
    frame = b"".join(
        b"".join(b"%g %g 4.5 1.5 re %b" % (50 + 7.5 * step, y, end) for step in range(40)) + b"f "
        for y in (300, 303, 306, 309, 312)
    )
    assert painted(tmp_path / "a.pdf", frame).unread is None
    line = typed("Tilli Hill", wide=200, dpi=72)
    rows = [
        b"".join(
            b"%d %d 1 1 re %b" % (50 + x, 320 - y, end)
            for x in range(line.width)
            if line.samples[y * line.width + x] < 128
        )
        + b"f "
        for y in range(line.height)
    ]
    assert painted(tmp_path / "b.pdf", b"".join(rows)).unread is Reason.NEEDS_OCR
    tones = b"".join(b"%.1f g " % (step % 3 == 0) + dot for step, dot in enumerate(rows))
    assert painted(tmp_path / "c.pdf", tones).unread is Reason.NEEDS_OCR


def test_dots_in_two_tones_on_an_even_ground_may_be_letters(tmp_path: Path) -> None:
    line = typed(dpi=72)
    dots = [
        b"%.1f g %g %g .8 .8 re f " % (dark, 50 + x, 320 - y)
        for y in range(line.height)
        for x in range(line.width)
        for dark in [0.0 if line.samples[y * line.width + x] < 128 else 0.8]
    ]
    assert painted(tmp_path / "a.pdf", b"".join(dots)).unread is Reason.NEEDS_OCR


def test_a_wavy_underline_is_no_writing(tmp_path: Path) -> None:
    jagged = b"50 340 m " + b"".join(
        b"%.2f %d l " % (50 + 2.14 * step, 340 - 2 * (step % 2)) for step in range(1, 60)
    )
    curled = b"50 320 m " + b"".join(
        b"%d %d %d %d %d 320 c " % (x, 320 + 2 * s, x + 4, 320 + 2 * s, x + 4)
        for x, s in ((50 + 4 * step, 1 - 2 * (step % 2)) for step in range(40))
    )
    for path, wave in enumerate((jagged, curled)):
        assert painted(tmp_path / f"{path}.pdf", b"1 0 0 RG " + wave + b"S ").unread is None


def test_a_pen_that_only_starts_as_a_wave_may_be_writing(tmp_path: Path) -> None:
    steps = b"".join(b"%d %d l " % (50 + 3 * s, 340 - 9 * (s % 2)) for s in range(1, 16))
    pen = b"50 340 m " + steps + b"90 300 l 120 345 l 101 330 l S "
    assert painted(tmp_path / "a.pdf", pen).unread is Reason.NEEDS_OCR


def test_a_tick_in_a_box_of_its_own_is_no_writing_and_letters_in_boxes_are(tmp_path: Path) -> None:
    tick = (
        b"%d 303 m "
        + b"".join(b"%%d %d l " % (303 + 7 * (s % 2) + s % 5) for s in range(30))
        + b"f "
    )
    frame = b"0 G %d 300 16 16 re S "
    drawn = [frame % x + tick % (x + 3, *(x + 3 + s % 10 for s in range(30))) for x in (50, 68, 86)]
    assert painted(tmp_path / "a.pdf", drawn[0]).unread is None
    assert painted(tmp_path / "b.pdf", b"".join(drawn)).unread is Reason.NEEDS_OCR


@pytest.mark.parametrize("kind", ["tile", "shade"])
def test_outlined_letters_filled_with_a_pattern_need_ocr(tmp_path: Path, kind: str) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    tile = pdf.make_stream(b".2 g 0 0 10 10 re f")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = [0, 0, 10, 10], 10, 10
    tile.Resources = Dictionary()
    ink = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0.6], C1=[0.1])
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 400, 0])
    shading.Function, shading.Extend = ink, [True, True]
    shade = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    page = pdf.pages[0].obj
    page.Resources = Dictionary(
        Font=Dictionary(F1=helvetica()), Pattern=Dictionary(P0=tile if kind == "tile" else shade)
    )
    drawn = b"".join(path + b"f " for path in letters())
    page.Contents = pdf.make_stream(TEXT + b"/Pattern cs /P0 scn " + drawn)
    pdf.save(tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf", "0001")[0].unread is Reason.NEEDS_OCR


@pytest.mark.needs("ocr")
@pytest.mark.parametrize(("size", "tone"), [(18, 0.6), (18, 0.85), (30, 0.7)])
def test_large_outlines_stroked_with_a_pale_pattern_are_read_or_need_eyes(
    tmp_path: Path, size: float, tone: float
) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    tile = pdf.make_stream(b"%g g 0 0 6 6 re f %g g 0 0 3 3 re f" % (tone, tone + 0.05))
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = [0, 0, 6, 6], 6, 6, Dictionary()
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica()), Pattern=Dictionary(P0=tile))
    drawn = b"".join(path + b"h S " for path in letters(size=size))
    page.Contents = pdf.make_stream(TEXT + b"/Pattern CS /P0 SCN .8 w " + drawn)
    pdf.save(tmp_path / "a.pdf")
    text, unread = rest(tmp_path / "a.pdf")
    assert set(text.split()) == set(NAME.split()) or unread is Reason.NEEDS_EYES


@pytest.mark.needs("ocr")
def test_outlines_that_nobody_reads_need_eyes_also_where_the_whole_page_is_read(
    tmp_path: Path,
) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    tile = pdf.make_stream(b".1 g 0 0 6 6 re f")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = [0, 0, 6, 6], 6, 6, Dictionary()
    page = pdf.pages[0].obj
    page.UserUnit = 1.5
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica()), Pattern=Dictionary(P0=tile))
    drawn = b"".join(path + b"h S " for path in letters(size=14))
    page.Contents = pdf.make_stream(
        b"/Pattern cs /P0 scn " + TEXT + b"[1.2 .6] 0 d .4 w .3 G " + drawn
    )
    pdf.save(tmp_path / "a.pdf")
    text, unread = rest(tmp_path / "a.pdf")
    assert set(NAME.split()) <= set(text.split()) or unread is Reason.NEEDS_EYES


@pytest.mark.parametrize(("lengths", "why"), [(16, Reason.NEEDS_OCR), (6, None)])
def test_rows_of_pixels_drawn_as_dashes_need_ocr_and_dashed_rules_do_not(
    tmp_path: Path, lengths: int, why: Reason | None
) -> None:
    rows = (
        f"[{' '.join(str((row * step) % 7 / 4 + 0.5) for step in range(lengths))}] 0 d "
        f"50 {300 + row * 0.6} m 90 {300 + row * 0.6} l S "
        for row in range(15)
    )
    page = painted(tmp_path / "a.pdf", TEXT + b".6 w " + "".join(rows).encode())
    assert page.unread is why


def test_a_ground_that_runs_from_one_colour_to_another_holds_no_text(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 400, 0])
    shade.Function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.7], C1=[1], N=1)
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica()), Shading=Dictionary(S0=shade))
    page.Contents = pdf.make_stream(b"q 40 340 200 30 re W n /S0 sh Q " + TEXT)
    pdf.save(tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf", "0001", [1])[0].unread is None


@pytest.mark.needs("ocr")
def test_finely_dashed_outlines_beside_text_are_read_or_need_eyes(tmp_path: Path) -> None:
    drawn = b"".join(path + b"h " for path in letters(size=16))
    said = b"BT /F1 16 Tf 1 0 0 1 6 300 Tm (met) Tj 1 0 0 1 190 300 Tm (over de sluis) Tj ET "
    painted(tmp_path / "a.pdf", said + b"[.8 1.6] 0 d .4 w .2 G " + drawn + b"S")
    text, unread = rest(tmp_path / "a.pdf")
    assert set(NAME.split()) <= set(text.split()) or unread is Reason.NEEDS_EYES


def test_letters_that_are_left_stand_in_a_row_and_a_logo_does_not() -> None:
    sheet = np.full((200, 600), 255, np.uint8)
    sheet[20:180, 20:200] = 120
    assert not left(sheet, 300)
    for at in range(240, 480, 40):
        sheet[60:110, at : at + 28] = 220
        sheet[64:106, at + 4 : at + 24] = 255
    assert left(sheet, 300)


def test_discs_of_one_size_below_each_other_are_no_letters() -> None:
    y, x = np.mgrid[:700, :120]
    sheet = np.full((700, 120), 255, np.uint8)
    for at in range(60, 660, 110):
        sheet[(y - at) ** 2 + (x - 60) ** 2 < 45**2] = 120
    assert not left(sheet, 300)
    sheet[:, 75:] = 255
    assert left(sheet, 300)
