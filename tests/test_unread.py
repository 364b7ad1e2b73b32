# SPDX-License-Identifier: EUPL-1.2
"""A page that could not be read completely says so; one that was, does not."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import reportlab
from pikepdf import Array, Dictionary, Name

from drawn import TO_UNICODE, helvetica, raw, saved
from woolak.model import Page, Reason
from woolak.pdf.reading.characters import unreliable
from woolak.pdf.reading.read import images, pages

SANS = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def test_a_page_of_plain_text_and_lines_is_read(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 50), "tekst")
    page.draw_rect((40, 30, 100, 60))
    page.draw_line((40, 70), (300, 70))
    assert saved(doc, tmp_path / "a.pdf").unread is None


def test_borders_of_cells_drawn_as_slivers_hold_no_text(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 50), "tekst")
    for x in range(60, 300, 20):
        sliver = [(x, 100), (x + 0.8, 100.8), (x + 0.8, 118), (x, 118.8)]
        page.draw_polyline(sliver, fill=(0, 0, 0), width=0, closePath=True)
    assert saved(doc, tmp_path / "a.pdf").unread is None


def test_an_empty_page_is_read(tmp_path: Path):
    doc = pymupdf.open()
    doc.new_page()
    page = saved(doc, tmp_path / "a.pdf")
    assert (page.text, page.words, page.unread) == ("", (), None)


def _picture(path: Path, box: tuple[float, float, float, float]) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 50), "tekst")
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 40, 40))
    pixels.clear_with(90)
    page.insert_image(box, stream=pixels.tobytes("png"))
    doc.save(path)


def test_an_image_that_could_hold_text_needs_ocr_unless_approved(tmp_path: Path):
    path = tmp_path / "a.pdf"
    _picture(path, (100, 100, 200, 200))
    assert pages(path, "0001")[0].unread is Reason.NEEDS_OCR
    approved = frozenset(images(path, 1))
    assert pages(path, "0001", approved=approved)[0].unread is None
    assert pages(path, "0001", approved=frozenset({"ander"}))[0].unread is Reason.NEEDS_OCR


def test_a_line_drawn_as_an_image_holds_no_text(tmp_path: Path):
    _picture(tmp_path / "a.pdf", (100, 100, 400, 102))
    assert pages(tmp_path / "a.pdf", "0001")[0].unread is None


def test_an_inline_image_counts_as_an_image(tmp_path: Path):
    pixels = bytes(range(100))
    content = b"q 100 0 0 100 50 50 cm BI /W 10 /H 10 /CS /G /BPC 8 ID " + pixels + b" EI Q"
    assert raw(tmp_path / "a.pdf", content)[0].unread is Reason.NEEDS_OCR


def test_letters_without_unicode_need_ocr(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 80), "Fatma Yilmaz", fontname="DV", fontfile=str(SANS))
    doc.subset_fonts()
    doc.xref_set_key(page.get_fonts()[0][0], "ToUnicode", "null")
    assert saved(doc, tmp_path / "a.pdf").unread is Reason.NEEDS_OCR


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("\uf0b7", False),
        ("\ufffd", False),
        ("\uf020\uf020\uf020", False),
        ("Jansen", False),
        ("Jan\uf041en", True),
        ("\uf041\uf042", True),
        ("\ufffd\ufffd", True),
        ("a\x03", True),
    ],
)
def test_a_lone_symbol_is_a_bullet_and_more_is_unread(text: str, verdict: bool):  # noqa: FBT001
    assert unreliable(text) is verdict


def _type3(path: Path, procedure: bytes, *, mapped: bool, side: int = 100) -> Page:
    """Read a page with one letter, whose glyph is this little drawing."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, side, side]),
        FontMatrix=Array([0.01, 0, 0, 0.01, 0, 0]),
        CharProcs=Dictionary(a65=pdf.make_stream(procedure)),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.a65])),
        FirstChar=65,
        LastChar=65,
        Widths=Array([side]),
        Resources=Dictionary(Font=Dictionary(F1=helvetica())),
    )
    if mapped:
        font.ToUnicode = pdf.make_stream(TO_UNICODE % b"<41> <0041>")
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(T3=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /T3 20 Tf 50 200 Td (A) Tj ET")
    pdf.save(path)
    return pages(path, "0001")[0]


def test_letters_that_are_drawings_need_a_tounicode(tmp_path: Path):
    square = b"100 0 d0 0 0 50 50 re f"
    assert _type3(tmp_path / "a.pdf", square, mapped=False).unread is Reason.NEEDS_OCR
    assert _type3(tmp_path / "a.pdf", square, mapped=True).unread is None


def test_a_drawn_letter_that_shows_text_of_its_own_needs_ocr(tmp_path: Path):
    hidden = b"100 0 d0 BT /F1 12 Tf 0 0 Td (geheim) Tj ET"
    assert _type3(tmp_path / "a.pdf", hidden, mapped=True).unread is Reason.NEEDS_OCR


def test_damaged_content_needs_eyes(tmp_path: Path):
    raw(tmp_path / "a.pdf", b"BT /F1 12 Tf 50 200 Td (een) Tj ET " * 40)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        contents = pdf.pages[0].obj.Contents
        packed = zlib.compress(contents.read_bytes())
        contents.write(packed[: len(packed) // 2], filter=Name.FlateDecode)
        pdf.save(tmp_path / "b.pdf")
    assert pages(tmp_path / "b.pdf", "0001")[0].unread is Reason.NEEDS_EYES


def test_an_appearance_of_no_bytes_is_no_damage(tmp_path: Path):
    raw(tmp_path / "a.pdf", b"BT /F1 12 Tf 50 200 Td (een) Tj ET /Leeg Do")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        empty = pdf.make_stream(b"")
        empty.write(b"", filter=Name.FlateDecode)
        empty.Type, empty.Subtype, empty.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        pdf.pages[0].obj.Resources.XObject = Dictionary(Leeg=empty)
        pdf.save(tmp_path / "b.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert pages(tmp_path / "b.pdf", "0001")[0].unread is None


@pytest.mark.parametrize(("step", "unread"), [(12, Reason.NEEDS_EYES), (0, None)])
def test_letters_along_a_curve_need_eyes(tmp_path: Path, step: int, unread: Reason | None):
    doc = pymupdf.open()
    page = doc.new_page()
    for at, letter in enumerate("Quintwyckel"):
        place = pymupdf.Point(100 + 12 * at, 200)
        page.insert_text(place, letter, morph=(place, pymupdf.Matrix(30 + step * at)))
    assert saved(doc, tmp_path / "a.pdf").unread is unread


@pytest.mark.parametrize("more", [b"foo 1 2 bar ", b"q /Weg Do Q ", b"/Weg gs "])
def test_a_word_that_is_no_operator_and_the_name_of_nothing_hide_nothing(
    tmp_path: Path, more: bytes
):
    content = more + b"BT /F1 11 Tf 50 300 Td (Fatma Yilmaz) Tj ET"
    page = raw(tmp_path / "a.pdf", content)[0]
    assert (page.text, page.unread) == ("Fatma Yilmaz", None)


def test_nonsense_in_the_content_needs_eyes(tmp_path: Path):
    content = b"BT /F1 12 Tf 50 200 Td (een) Tj ET << foo ) bar BT (twee) Tj ET"
    assert raw(tmp_path / "a.pdf", content)[0].unread is Reason.NEEDS_EYES


def _outlines(text: str, *, one_path: bool) -> bytes:
    """Return curves that stand as letters would: a ring for each."""
    ring = "{0} 205 m {0} 212 {1} 212 {1} 205 c {1} 198 {0} 198 {0} 205 c h"
    rings = [ring.format(50 + 9 * index, 57 + 9 * index) for index in range(len(text))]
    end = "\n" if one_path else " f\n"
    return (end.join(rings) + " f").encode()


@pytest.mark.parametrize(
    "letters",
    [_outlines("Fatma Y", one_path=False), _outlines("Fatma Yilmaz te Den Haag", one_path=True)],
)
def test_outlined_letters_need_ocr_though_the_page_has_text(tmp_path: Path, letters: bytes):
    content = b"BT /F1 12 Tf 50 300 Td (gewone tekst) Tj ET " + letters
    assert raw(tmp_path / "a.pdf", content)[0].unread is Reason.NEEDS_OCR


def test_a_page_with_only_a_drawing_needs_ocr(tmp_path: Path):
    assert raw(tmp_path / "a.pdf", _outlines("a", one_path=True))[0].unread is Reason.NEEDS_OCR


def test_a_round_bullet_or_box_beside_text_is_no_letter(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    for index in range(8):
        page.insert_text((70, 100 + 20 * index), "een punt van de lijst")
        page.draw_circle((60, 96 + 20 * index), 2, fill=(0, 0, 0))
    page.draw_rect((40, 300, 240, 320), radius=0.3, fill=(0.9, 0.9, 0.9))
    assert saved(doc, tmp_path / "a.pdf").unread is None


@pytest.mark.parametrize(
    ("shown", "mapped"),
    [(b"BT /F1 12 Tf 0 0 Td (geheim) Tj ET 0 0 1000 900 re S", True), (b"0 0 9 900 re f", False)],
)
def test_a_drawn_letter_that_shows_a_whole_text_is_not_read_as_a_letter(
    tmp_path: Path, shown: bytes, *, mapped: bool
):
    seen = _type3(tmp_path / "a.pdf", b"1000 0 d0 " + shown, mapped=mapped, side=1000)
    assert seen.unread is Reason.NEEDS_OCR
    assert "A" not in seen.text
