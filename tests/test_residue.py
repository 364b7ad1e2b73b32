# SPDX-License-Identifier: EUPL-1.2
"""A removed name that lives on outside what a page shows is found, in each place and spelling."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from proofs import NAME, Case, Spoil, case
from woolak.pdf.proving.residue import residue
from woolak.pdf.proving.spelling import needle, needles, readings, runs, searched

GLYPHS = "".join(f"<{ord(letter):02x}>" for letter in NAME)


def page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the only page's dictionary."""
    return pdf.pages[0].obj


def content(pdf: pikepdf.Pdf) -> None:
    """Leave the name in an operand that shows nothing."""
    pdf.pages[0].contents_add(f"/Span <</Noot ({NAME})>> BDC EMC".encode(), prepend=True)


def codes(pdf: pikepdf.Pdf) -> None:
    """Set the name with a font whose ToUnicode says that each letter is a full stop."""
    rows = b"".join(f"<{code:02x}> <002e> ".encode() for code in range(0x41, 0x7B))
    cmap = (
        b"1 begincodespacerange <00> <ff> endcodespacerange 58 beginbfchar " + rows + b"endbfchar"
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    font.ToUnicode = pdf.make_stream(cmap)
    page(pdf).Resources["/Font"]["/Lie"] = pdf.make_indirect(font)
    text = (
        f"q BT 3 Tr /Lie 11 Tf 60 40 Td [{' -50 '.join(f'({letter})' for letter in NAME)}] TJ ET Q"
    )
    pdf.pages[0].contents_add(text.encode(), prepend=True)


def form(pdf: pikepdf.Pdf) -> None:
    """Leave the name in a form that no page draws."""
    stream = pdf.make_stream(f"BT /F 9 Tf ({NAME}) Tj ET".encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    page(pdf).Resources["/XObject"] = Dictionary(Oud=stream)


def pattern(pdf: pikepdf.Pdf) -> None:
    """Leave the name in a tiling pattern, letter by letter."""
    shown = " ".join(f"({letter}) Tj" for letter in NAME)
    stream = pdf.make_stream(f"BT /F 9 Tf {shown} ET".encode())
    stream.Type, stream.PatternType, stream.PaintType, stream.TilingType = Name.Pattern, 1, 1, 1
    stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 9, 9]), 9, 9
    stream.Resources = Dictionary()
    page(pdf).Resources["/Pattern"] = Dictionary(P=stream)


def type3(pdf: pikepdf.Pdf) -> None:
    """Leave the name in the procedure of a glyph."""
    glyph = pdf.make_stream(
        b"9 0 d0 BT /F 9 Tf " + GLYPHS.encode() + b" Tj ET".replace(b"> <", b"")
    )
    glyph.write(b"9 0 d0 BT /F 9 Tf [" + GLYPHS.encode() + b"] TJ ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    page(pdf).Resources["/Font"]["/T3"] = pdf.make_indirect(font)


def tounicode(pdf: pikepdf.Pdf) -> None:
    """Leave the name as what one glyph stands for."""
    text = NAME.encode("utf-16-be").hex()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    font.ToUnicode = pdf.make_stream(f"1 beginbfchar <01> <{text}> endbfchar".encode())
    page(pdf).Resources["/Font"]["/Uni"] = pdf.make_indirect(font)


def string(pdf: pikepdf.Pdf) -> None:
    """Leave the name in the title."""
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(Title=String(f"Brief aan {NAME}")))


def name(pdf: pikepdf.Pdf) -> None:
    """Leave the name in a name."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+" + NAME))
    page(pdf).Resources["/Font"]["/N"] = pdf.make_indirect(font)


def metadata(pdf: pikepdf.Pdf) -> None:
    """Leave the name in the title of the XMP."""
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{NAME}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def font_program(pdf: pikepdf.Pdf) -> None:
    """Leave the name in the bytes of a font."""
    program = pdf.make_stream(bytes(range(256)) + NAME.encode("utf-16-be") + bytes(range(256)))
    font = Dictionary(Type=Name.FontDescriptor, FontName=Name.X, FontFile2=program)
    page(pdf).Resources["/Font"]["/D"] = pdf.make_indirect(font)


def stream(pdf: pikepdf.Pdf) -> None:
    """Leave the name in a stream of no known kind."""
    page(pdf).Resources["/Ander"] = pdf.make_stream(b"a,b\n" + NAME.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (content, "content_stream"),
        (codes, "content_stream"),
        (form, "form"),
        (pattern, "pattern"),
        (type3, "type3_glyph"),
        (tounicode, "tounicode"),
        (string, "string"),
        (name, "name"),
        (metadata, "metadata"),
        (font_program, "font_program"),
        (stream, "stream"),
    ],
)
def test_a_name_left_in_one_place_is_found_there(tmp_path: Path, spoil: Spoil, where: str):
    found = case(tmp_path).spoil(spoil).where()
    assert where in found
    assert found <= {where, "form_text", "raw_bytes", "metadata_stream", "marked_content"}


def test_a_name_that_only_the_font_of_a_form_spells_is_read(tmp_path: Path):
    made = case(tmp_path)
    with pymupdf.open() as other:
        sheet = other.new_page(width=200, height=50)
        sheet.insert_font(fontname="F9", fontbuffer=pymupdf.Font("cour").buffer)
        sheet.insert_text((9, 30), NAME, fontname="F9")
        (tmp_path / "other.pdf").write_bytes(other.tobytes())

    def add(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(tmp_path / "other.pdf") as source:
            drawn = pdf.copy_foreign(source.pages[0].as_form_xobject())
            page(pdf).Resources["/XObject"] = Dictionary(Oud=drawn)

    assert made.spoil(add).where() == {"form_text"}


@pytest.mark.parametrize("tail", [f"% {NAME}\n", f"%{NAME.upper()}\n"])
def test_a_name_in_bytes_that_no_object_holds_is_found(tmp_path: Path, tail: str):
    made = case(tmp_path)
    head, mark, rest = made.output.read_bytes().rpartition(b"startxref")
    made.output.write_bytes(head + tail.encode() + mark + rest)
    assert made.where() == {"raw_bytes"}


def test_what_the_original_shows_outside_the_boxes_may_stand_in_a_stream(tmp_path: Path):
    made: Case = case(tmp_path)
    removed = [*made.removed, type(made.removed[0])(1, "bericht")]
    Case(made.original, made.output, made.redactions, removed).spoil(string)
    assert (
        "content_stream" not in Case(made.original, made.output, made.redactions, removed).where()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Çelik-Şahin",
        "çelik-şahin",
        "ÇELIK - ŞAHIN",
        unicodedata.normalize("NFD", "Çelik-Şahin"),
        "Çelik-\r\nŞahin",
        "Ç e l i k Ş a h i n",
        "Çelik\xad-Şahin",
    ],
)
def test_spellings_of_a_name_are_one(text: str):
    wanted = needle("Çelik-Şahin")
    assert wanted is not None
    assert needles([wanted]).held(f"De heer {text}, jurist") == [wanted]


@pytest.mark.parametrize("codec", ["latin-1", "utf-8", "utf-16-be", "utf-16-le", "utf-16"])
def test_bytes_are_read_in_every_encoding(codec: str):
    wanted = needle("Çelik-Müller")
    assert wanted is not None
    assert needles([wanted]).held(readings("Çelik-Müller".encode(codec)))


def test_ligatures_are_read_as_letters():
    wanted = needle("Hoffman")
    assert wanted is not None
    assert needles([wanted]).held("de heer Ho\ufb00man")


@pytest.mark.parametrize("text", ["anderen", "veranderd", "1234567890", "x06123456789"])
def test_part_of_a_word_or_a_number_is_no_occurrence(text: str):
    wanted = [item for item in map(needle, ["ander", "23456789"]) if item]
    assert needles(wanted).held(text) == []


@pytest.mark.parametrize("text", ["J", "TB", "Bos", "a-b", "–", ""])
def test_below_four_letters_there_is_nothing_to_look_for(text: str):
    assert needle(text) is None


@given(st.text(st.sampled_from("abzéØ09"), min_size=4, max_size=12), st.data())
def test_a_text_is_found_however_it_is_spaced(text: str, data: st.DataObject):
    gaps = data.draw(
        st.lists(st.sampled_from(["", " ", "-", "\n", "\xad"]), min_size=12, max_size=12)
    )
    spaced = "".join(letter + gap for letter, gap in zip(text, gaps, strict=False))
    wanted = needle(text)
    assert wanted is not None
    assert wanted.count(searched(f"; {spaced} ;")) == 1


@given(st.binary(max_size=300))
def test_compressed_bytes_seldom_look_like_text(data: bytes):
    assert len(runs(data)) <= len(data)


def test_a_name_between_other_texts_in_a_font_program_is_found():
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    program = pdf.make_stream(b"\0\1\0\0Gemaakt door SteffinezBitstream Vera")
    keys = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile2=program)
    about = pdf.make_indirect(keys)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=about))
    found = [item for item in [needle("Steffinez")] if item]
    assert residue(pdf, Path(__file__).with_name("paper.py"), found, found) == {(0, "font_program")}


def test_a_key_that_is_no_utf_8_is_searched_as_well(tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root["/StefXfinez"] = 1
    pdf.save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/StefXfinez", b"/Stef\xe5finez"))
    found = [item for item in [needle("Stef\u00e5finez")] if item]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert residue(pdf, tmp_path / "a.pdf", found, found) == {(0, "string")}


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (pikepdf.ObjectStreamMode.disable, "Catalog Pages Trailer First"),
        (pikepdf.ObjectStreamMode.generate, "First Times Roman Document Woolak"),
    ],
)
def test_a_word_that_every_pdf_holds_is_no_residue(
    tmp_path: Path, mode: pikepdf.ObjectStreamMode, words: str
):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    info = Dictionary(Title=String("Document 0001"), Producer=String("woolak"))
    pdf.trailer["/Info"] = pdf.make_indirect(info)
    pdf.Root.Iets = Name("/Times-Roman")
    pdf.save(tmp_path / "a.pdf", object_stream_mode=mode)
    found = [item for item in map(needle, words.split()) if item]
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert residue(opened, tmp_path / "a.pdf", found, []) == set()
