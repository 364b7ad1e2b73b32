# SPDX-License-Identifier: EUPL-1.2
"""Each hidden carrier that a file may have beside its pages is a leak of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from proofs import Spoil, case
from woolak.pdf.losses import losses
from woolak.pdf.named import holds
from woolak.pdf.proving.carriers import carried, hidden


def _root(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def _page(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


def author(pdf: pikepdf.Pdf) -> None:
    """Name an author in the document information."""
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(Author=String("x"), Producer=String("w")))


def xmp(pdf: pikepdf.Pdf) -> None:
    """Name an author in the XMP."""
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = ["x"]


def odd_xmp(pdf: pikepdf.Pdf) -> None:
    """Write metadata that is no XML."""
    pdf.Root.Metadata = pdf.make_stream(b"<x", Type=Name.Metadata, Subtype=Name.XML)


def attachment(pdf: pikepdf.Pdf) -> None:
    """Attach a file."""
    pdf.attachments["bijlage.txt"] = b"tekst"


def outline(pdf: pikepdf.Pdf) -> None:
    """Add a bookmark that holds more than a title and a page."""
    with pdf.open_outline() as items:
        items.root.append(pikepdf.OutlineItem("Kop", 0))
    pdf.Root.Outlines.First["/Remark"] = String("x")


def annotation(pdf: pikepdf.Pdf) -> None:
    """Add a note."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String("x"), Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def jpeg(pdf: pikepdf.Pdf) -> None:
    """Show a photograph with a comment in it."""
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8))
    pixels.clear_with(255)
    data = pixels.tobytes("jpeg")
    comment = b"\xff\xfe" + (6).to_bytes(2) + b"note"
    image = pdf.make_stream(data[:2] + comment + data[2:])
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 8, 8, 8, Name.DeviceGray
    pdf.pages[0].obj.Resources["/XObject"] = Dictionary(I=image)


def nested_metadata(pdf: pikepdf.Pdf) -> None:
    """Hang metadata on a resource."""
    stream = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
    pdf.pages[0].obj.Resources["/Iets"] = stream


def structure(pdf: pikepdf.Pdf) -> None:
    """Describe a picture in the structure tree."""
    leaf = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String("x")))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=leaf))


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (author, {"info:Author"}),
        (xmp, {"info:Author", "xmp"}),
        (odd_xmp, {"xmp"}),
        (attachment, {"attachment", "catalog:AF", "catalog:Names"}),
        (outline, {"catalog:Outlines", "outline"}),
        (annotation, {"annotation", "page:Annots"}),
        (jpeg, {"image_metadata"}),
        (nested_metadata, {"metadata_stream"}),
        (structure, {"structure_text"}),
        (_root("/AcroForm", Dictionary(Fields=Array([]))), {"catalog:AcroForm", "form_fields"}),
        (
            _root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))),
            {"action", "catalog:OpenAction", "javascript"},
        ),
        (_root("/OCProperties", Dictionary(OCGs=Array([]))), {"catalog:OCProperties", "layer"}),
        (_root("/PageLabels", Dictionary()), {"catalog:PageLabels"}),
        (_root("/JanJansen", 1), {"catalog:other"}),
        (_page("/PieceInfo", Dictionary()), {"page:PieceInfo", "private_data"}),
        (_page("/Thumb", Dictionary()), {"page:Thumb", "thumbnail"}),
        (_page("/JanJansen", 1), {"page:other"}),
        (lambda pdf: pdf.trailer.__setitem__("/JanJansen", 1), {"trailer:other"}),
    ],
)
def test_a_carrier_is_found(tmp_path: Path, spoil: Spoil, where: set[str]):
    made = case(tmp_path).spoil(spoil)
    assert {leak.where for leak in hidden(made.output)} == where


def test_a_good_file_carries_nothing(tmp_path: Path):
    made = case(tmp_path)
    made.spoil(lambda pdf: pdf.Root.__setitem__("/Lang", String("nl-NL")))
    assert hidden(made.output) == []


def test_a_title_and_a_language_in_the_xmp_are_no_leak(tmp_path: Path):
    def title(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:title"], meta["pdf:Producer"] = "Document 0001", "woolak"

    assert hidden(case(tmp_path).spoil(title).output) == []


def test_an_earlier_revision_is_found(tmp_path: Path):
    made = case(tmp_path)
    with pymupdf.open(stream=made.output.read_bytes(), filetype="pdf") as document:
        document.set_language("nl")
        document.save(tmp_path / "first.pdf")
    data = (tmp_path / "first.pdf").read_bytes()
    (tmp_path / "second.pdf").write_bytes(data)
    with pymupdf.open(tmp_path / "second.pdf") as document:
        document[0].set_rotation(90)
        document.saveIncr()
    assert {"revision", "trailer:Prev"} <= {leak.where for leak in hidden(tmp_path / "second.pdf")}


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (b"", b"oude tekst", "trailing_bytes"),
        (b"x\n", b"", "leading_bytes"),
        (b"", b"\n%%EOF\n", "revision"),
    ],
)
def test_bytes_around_the_file_are_found(tmp_path: Path, before: bytes, after: bytes, where: str):
    path = case(tmp_path).output
    path.write_bytes(before + path.read_bytes() + after)
    assert where in {leak.where for leak in hidden(path)}


def test_an_object_that_no_table_knows_is_found(tmp_path: Path):
    path = case(tmp_path).output
    head, mark, rest = path.read_bytes().rpartition(b"startxref")
    path.write_bytes(head + b"99 0 obj\n(oud)\nendobj\n" + mark + rest)
    assert "stray_object" in {leak.where for leak in hidden(path)}


def test_damage_is_a_leak(tmp_path: Path):
    path = case(tmp_path).output
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert "syntax" in {leak.where for leak in hidden(path)}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>"])
def test_what_is_no_pdf_is_unreadable(tmp_path: Path, data: bytes):
    path = tmp_path / "0001.pdf"
    path.write_bytes(data)
    assert [(leak.document, leak.where) for leak in hidden(path)] == [("0001", "unreadable")]


def test_a_missing_file_is_unreadable(tmp_path: Path):
    assert [leak.where for leak in hidden(tmp_path / "0001.pdf")] == ["unreadable"]


def test_a_password_is_unreadable(tmp_path: Path):
    made = case(tmp_path)
    data = io.BytesIO()
    with pikepdf.open(made.output) as pdf:
        pdf.save(data, encryption=pikepdf.Encryption(owner="a", user="b"))
    made.output.write_bytes(data.getvalue())
    assert [leak.where for leak in hidden(made.output)] == ["unreadable"]


def test_numbers_and_booleans_that_are_objects_of_a_file_crash_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Own 4 0 R/Flag 5 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj 42 endobj\n5 0 obj true endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n"
    )
    assert losses(path) == ()
    with pikepdf.open(path) as pdf:
        assert (0, "catalog:other") in carried(pdf, path)
        assert not any(holds(item, b"/ActualText") for item in pdf.objects)
