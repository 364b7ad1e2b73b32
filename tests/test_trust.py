# SPDX-License-Identifier: EUPL-1.2
"""A font that draws other letters than it claims is read from its pixels; others are believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from drawn import TO_UNICODE, helvetica, saved
from test_unread import SANS
from woolak.model import Page, Reason
from woolak.pdf.reading.read import pages
from woolak.pdf.reading.trust import doubtful

TEXT = "Mevrouw Sanne Kuipers belt morgen over het plan."


def claiming(path: Path, claim: Callable[[str], str], text: str = TEXT) -> Page:
    """Return a page that draws `text` in a font that claims something of each of its letters."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    rows = (b"<%02x> <%b>" % (ord(c), _hex(claim(c))) for c in sorted(set(text)))
    font = helvetica()
    font.ToUnicode = pdf.make_stream(TO_UNICODE % b"\n".join(rows))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /F1 11 Tf 20 300 Td (%b) Tj ET" % text.encode("cp1252"))
    pdf.save(path)
    return pages(path, "0001")[0]


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def rotated(char: str) -> str:
    return chr(97 + (ord(char.lower()) - 97 + 7) % 26) if char.isalpha() else char


@pytest.mark.parametrize(
    "claim",
    [
        rotated,
        lambda _: "x",
        lambda _: " ",
        lambda _: "\u200b",
        lambda _: "\u00ad",
        lambda c: c + c,
        lambda c: {"a": "\u0430", "e": "\u0435", "p": "\u0440"}.get(c, c),
        lambda c: {"S": "P", "K": "R", "e": "o"}.get(c, c),
        lambda c: {"e": "\u00e9", "n": "\u00f1", "a": "\u00e0"}.get(c, c),
        lambda _: "*",
        lambda _: "--",
        lambda c: chr(0x400 + ord(c)),
        lambda c: chr(0x4E00 + ord(c)),
    ],
    ids=[
        "a shuffled alphabet",
        "one letter for all",
        "blanks",
        "nothing",
        "soft hyphens",
        "doubled",
        "letters of another script",
        "three of them exchanged",
        "accents that are not there",
        "stars",
        "two signs for each",
        "another script throughout",
        "characters of China",
    ],
)
def test_letters_drawn_otherwise_than_they_claim_need_ocr(
    tmp_path: Path, claim: Callable[[str], str]
):
    assert claiming(tmp_path / "a.pdf", claim).unread is Reason.NEEDS_OCR


def test_a_true_map_is_believed(tmp_path: Path):
    page = claiming(tmp_path / "a.pdf", lambda c: c)
    assert (page.text, page.unread) == (TEXT, None)


@pytest.mark.parametrize(
    "face", ["helv", "hebo", "heit", "tiro", "tibo", "tiit", "cour", "cobo", "coit"]
)
def test_the_faces_of_every_reader_are_believed(tmp_path: Path, face: str):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 50), TEXT, fontname=face)
    page.insert_text((50, 80), "0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ", fontname=face)
    page.insert_text(
        (50, 110), "abcdefghijklmnopqrstuvwxyz \u00eb\u00ef\u00e9\u00fc\u00e7", fontname=face
    )
    assert saved(doc, tmp_path / "a.pdf").unread is None


@pytest.mark.parametrize("face", ["helv", "heit", "tiro", "tiit", "cour"])
def test_signs_and_letters_of_other_scripts_are_believed(face: str):
    font = pymupdf.Font(face)
    signs = "\u00a7\u20ac\u00a5\u00df\u00b5\u00f8 [1] (!) {} |/ *# \u00ab\u00bb \u00b0\u00d7"
    signs += " \u0391\u0392\u0393\u0394 \u03b1\u03b2\u03b3 \u0441\u044a\u0435\u0448\u044c"
    signs += " \u043c\u044f\u0433\u043a\u0438\u0445 \u0434\u0442\u0440\u0430"
    with pymupdf.open() as doc:
        page = doc.new_page()
        writer = pymupdf.TextWriter(page.rect)
        text = "".join(c for c in signs if font.has_glyph(ord(c)))
        writer.append((50, 50), text, font=font)
        writer.write_text(page)
        with pymupdf.open("pdf", doc.tobytes()) as again:
            blocks = again[0].get_textpage().extractRAWDICT()["blocks"]
            assert not doubtful(again[0], blocks)


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1))
@settings(max_examples=25, deadline=None)
def test_a_subset_of_any_letters_of_an_embedded_font_is_believed(text: str):
    with pymupdf.open() as doc:
        doc.new_page(width=1500).insert_text((50, 50), text, fontname="V", fontfile=str(SANS))
        doc.subset_fonts()
        with pymupdf.open("pdf", doc.tobytes()) as again:
            page = again[0]
            blocks = page.get_textpage().extractRAWDICT()["blocks"]
            assert not doubtful(page, blocks)


def test_a_bullet_in_a_font_of_signs_is_no_lie(tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    signs = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    signs.ToUnicode = pdf.make_stream(TO_UNICODE % b"<34> <00fc>")
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=helvetica(), F2=pdf.make_indirect(signs)))
    page.Contents = pdf.make_stream(
        b"BT /F2 11 Tf 20 300 Td (4) Tj /F1 11 Tf 20 0 Td (een punt van de lijst) Tj ET"
    )
    pdf.save(tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf", "0001")[0].unread is None


def test_vertical_text_is_believed(tmp_path: Path):
    with pymupdf.open() as doc:
        doc.new_page().insert_text((50, 50), TEXT, fontname="V", fontfile=str(SANS))
        doc.subset_fonts()
        doc.save(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        (font,) = (o for o in pdf.objects if _type0(o))
        font.Encoding = Name("/Identity-V")
        pdf.pages[0].obj.MediaBox = Array([0, -400, 595, 842])
        pdf.save(tmp_path / "b.pdf")
    page = pages(tmp_path / "b.pdf", "0001")[0]
    assert page.unread is None
    assert "Kuipers" in page.text


def _type0(item: pikepdf.Object) -> bool:
    return isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type0


def test_a_blank_that_claims_a_name_needs_ocr(tmp_path: Path):
    """Between words that are drawn as they say, each space says a name."""
    page = claiming(tmp_path / "a.pdf", lambda c: " Kuipers " if c == " " else c)
    assert page.unread is Reason.NEEDS_OCR


def test_a_font_that_lies_on_a_later_page_only_is_found_there(tmp_path: Path):
    path = tmp_path / "a.pdf"
    claiming(
        path, lambda c: {"b": "g", "k": "d", "x": "u"}.get(c, c), TEXT.replace("b", "") + "bkx"
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for text in (b"(Sanne stem)", b"(bokx xkob)", b"(Sanne stem)"):
            pdf.pages.append(pdf.pages[0])
            pdf.pages[-1].obj.Contents = pdf.make_stream(b"BT /F1 11 Tf 20 300 Td %b Tj ET" % text)
        del pdf.pages[0]
        pdf.save(path)
    assert [page.unread for page in pages(path, "0001")] == [None, Reason.NEEDS_OCR, None]


def test_a_range_that_lists_what_its_codes_claim_names_no_codes_by_that_list(tmp_path: Path):
    claimed = b" ".join(b"<%04x>" % code for code in range(32, 123))
    ranges = b"1 beginbfrange <20> <7a> [%b] endbfrange" % claimed
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    font = helvetica()
    font.ToUnicode = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange " + ranges + b" endcmap end end"
    )
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /F1 11 Tf 20 300 Td (%b) Tj ET" % TEXT.encode("cp1252"))
    pdf.save(tmp_path / "a.pdf")
    read = pages(tmp_path / "a.pdf", "0001")[0]
    assert read.text == TEXT
    assert read.unread is None
