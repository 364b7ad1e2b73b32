# SPDX-License-Identifier: EUPL-1.2
"""Bad files are rejected with their reason; good ones come out prepared, untouched on disk."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from drawn import helvetica
from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.opening.open import check, opened
from woolak.pdf.reading.read import pages


def _saved(path: Path, count: int = 1, **options: object) -> Path:
    doc = pymupdf.open()
    for number in range(count):
        doc.new_page().insert_text((50, 60), f"Bladzijde {number + 1}")
    doc.save(path, no_new_id=True, **options)
    return path


def _reason(path: Path) -> Reason:
    with pytest.raises(Rejected) as caught:
        check(path)
    error = caught.value
    assert error.__suppress_context__ or not error.__context__, "the cause may quote the path"
    return error.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"<html><body>Besluit</body></html>", Reason.NOT_PDF),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), Reason.NOT_PDF),
        (b" " * 1024 + b"%PDF-1.7\n", Reason.NOT_PDF),
        (b"<html>%PDF-1.7 is een formaat</html>", Reason.DAMAGED),
        (b"%PDF-1.7\n", Reason.DAMAGED),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, Reason.DAMAGED),
    ],
)
def test_what_is_no_usable_pdf_is_rejected(tmp_path: Path, content: bytes, reason: Reason):
    path = tmp_path / "stuk.pdf"
    path.write_bytes(content)
    assert _reason(path) is reason


def test_an_image_named_pdf_is_no_pdf(tmp_path: Path):
    path = tmp_path / "foto.pdf"
    path.write_bytes(pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20)).tobytes("png"))
    assert _reason(path) is Reason.NOT_PDF


def test_a_missing_file_a_folder_and_a_broken_name_are_unreadable(tmp_path: Path):
    for path in (tmp_path / "weg.pdf", tmp_path, tmp_path / "nul\0.pdf"):
        assert _reason(path) is Reason.UNREADABLE_FILE


def test_a_file_without_permission_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert _reason(_saved(tmp_path / "a.pdf")) is Reason.UNREADABLE_FILE


def test_a_user_password_is_rejected_and_an_owner_password_is_not(tmp_path: Path):
    aes = pymupdf.mupdf.PDF_ENCRYPT_AES_256
    locked = _saved(tmp_path / "a.pdf", encryption=aes, user_pw="geheim", owner_pw="baas")
    limited = _saved(tmp_path / "b.pdf", encryption=aes, owner_pw="baas", permissions=0)
    assert _reason(locked) is Reason.PASSWORD
    assert check(limited) == 1


def test_a_file_locked_for_a_certificate_asks_for_a_key(tmp_path: Path):
    path = _saved(tmp_path / "a.pdf", encryption=pymupdf.mupdf.PDF_ENCRYPT_AES_256, owner_pw="baas")
    path.write_bytes(path.read_bytes().replace(b"/Standard", b"/Adobe.PK"))
    assert _reason(path) is Reason.PASSWORD


def test_a_pdf_without_pages_says_so(tmp_path: Path):
    path = tmp_path / "leeg.pdf"
    pikepdf.new().save(path)
    assert _reason(path) is Reason.NO_PAGES


@pytest.mark.parametrize("part", [0.2, 0.3])
def test_what_is_left_of_a_file_that_broke_off_is_damaged(tmp_path: Path, part: float):
    path = _saved(tmp_path / "a.pdf", count=3, use_objstms=1)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert _reason(path) is Reason.DAMAGED


def test_content_that_nests_too_deep_is_too_complex(tmp_path: Path):
    path = _with_content(tmp_path / "a.pdf", b"q " * 200_000)
    with pytest.raises(Rejected) as caught:
        pages(path, "0001")
    assert caught.value.reason is Reason.TOO_COMPLEX


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 0 Tf 50 50 Td (nul) Tj ET",
        b"BT /F1 11 Tf 0 Tz 50 50 Td (nul) Tj ET",
        b"BT /F1 11 Tf 0 0 0 0 50 50 Tm (nul) Tj ET",
        b"q 1 0 0 0 0 500 cm BT /F1 11 Tf 50 50 Td (nul) Tj ET Q",
        b"q 1 0 0 1 1000000000000 0 cm BT /F1 11 Tf 50 50 Td (ver) Tj ET Q",
    ],
)
def test_text_without_a_size_or_a_place_needs_eyes(tmp_path: Path, content: bytes):
    path = _with_content(tmp_path / "a.pdf", content)
    assert pages(path, "0001")[0].unread is Reason.NEEDS_EYES


def test_a_page_of_a_thousand_million_points_needs_eyes_or_ocr(tmp_path: Path):
    path = _with_content(tmp_path / "a.pdf", b"BT /F1 11 Tf 50 50 Td (ver) Tj ET")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 10**9, 10**9])
        pdf.save(path)
    assert pages(path, "0001")[0].unread is not Reason.CRASH


def _with_content(path: Path, content: bytes) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica()))
    page.Contents = pdf.make_stream(content)
    pdf.save(path)
    return path


def test_a_page_tree_that_is_too_deep_is_too_complex(tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    node = pdf.pages[0].obj
    for _ in range(600):
        kids = pikepdf.Array([node])
        up = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Kids=kids))
        node.Parent = up
        node = up
    pdf.Root.Pages = node
    pdf.save(tmp_path / "diep.pdf")
    assert _reason(tmp_path / "diep.pdf") is Reason.TOO_COMPLEX


@pytest.mark.parametrize("count", [1, 5, 2_000_000])
def test_a_false_page_count_is_no_way_to_hide_pages(tmp_path: Path, count: int):
    path = _saved(tmp_path / "a.pdf", count=2)
    path.write_bytes(path.read_bytes().replace(b"/Count 2", b"/Count %d" % count))
    assert _reason(path) is Reason.DAMAGED


def test_a_file_that_mupdf_repairs_is_accepted(tmp_path: Path):
    path = _saved(tmp_path / "a.pdf", count=3)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref\n0")])
    assert check(path) == 3


def test_nothing_is_written_to_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 40)
    _reason(path)
    assert capfd.readouterr() == ("", "")


def test_opening_keeps_only_the_pages_asked_for(tmp_path: Path):
    path = _saved(tmp_path / "a.pdf", count=5)
    with opened(path, [2, 4]) as doc:
        assert [doc[index].get_text().strip() for index in (0, 1)] == ["Bladzijde 2", "Bladzijde 4"]
    with pytest.raises(IndexError), opened(path, [6]):
        pass


def test_the_layers_that_a_reader_sees_are_on_and_the_others_are_gone(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    shown, hidden = doc.add_ocg("aan", on=True), doc.add_ocg("uit", on=False)
    page.insert_text((50, 50), "zichtbaar", oc=shown)
    page.insert_text((50, 80), "verborgen", oc=hidden)
    page.insert_text((50, 110), "ontkend", oc=doc.set_ocmd(ve=["not", shown]))
    page.insert_text((50, 140), "een-van-beide", oc=doc.set_ocmd(ocgs=[shown, hidden]))
    doc.save(tmp_path / "a.pdf")
    with opened(tmp_path / "a.pdf") as prepared:
        words = prepared[0].get_text().split()
    assert words == ["zichtbaar", "een-van-beide"]


def test_annotations_and_fields_become_page_content_and_the_file_stays(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.add_freetext_annot((50, 50, 250, 70), "vrije tekst")
    page.add_freetext_annot((50, 80, 250, 100), "alleen op scherm").set_flags(0)
    page.add_stamp_annot((300, 50, 400, 80))
    field = pymupdf.Widget()
    field.rect, field.field_name = pymupdf.Rect(50, 120, 250, 140), "naam"
    field.field_type, field.field_value = pymupdf.mupdf.PDF_WIDGET_TYPE_TEXT, "ingevuld"
    page.add_widget(field)
    doc.save(tmp_path / "a.pdf")
    before = (tmp_path / "a.pdf").read_bytes()
    with opened(tmp_path / "a.pdf") as prepared:
        text = prepared[0].get_text()
        assert not list(prepared[0].annots())
        assert not list(prepared[0].widgets())
    assert {"vrije", "scherm", "APPROVED", "ingevuld"} <= set(text.split())
    assert (tmp_path / "a.pdf").read_bytes() == before


def test_the_icon_of_a_comment_is_dropped_and_the_other_annotations_stay(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.add_text_annot((100, 100), "Fijn, groet Yara")
    page.add_freetext_annot((50, 50, 250, 70), "vrije tekst")
    doc.save(tmp_path / "a.pdf")
    with opened(tmp_path / "a.pdf") as prepared:
        assert prepared[0].get_text().split() == ["vrije", "tekst"]
        pixels = prepared[0].get_pixmap(clip=(90, 90, 140, 140), colorspace=pymupdf.csGRAY).samples
    assert set(pixels) == {255}


@pytest.mark.parametrize("numbers", [None, [2]])
@pytest.mark.parametrize(
    ("keys", "unread"), [({"NeedsRendering": True}, Reason.NEEDS_EYES), ({}, None)]
)
def test_a_form_that_only_its_xml_lays_out_is_not_clean(
    tmp_path: Path, keys: dict[str, object], unread: Reason | None, numbers: list[int] | None
):
    path = _saved(tmp_path / "formulier.pdf", 2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        data = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=data)
        for key, value in keys.items():
            pdf.Root[f"/{key}"] = value
        pdf.save(path)
    assert {page.unread for page in pages(path, "0001", numbers)} == {unread}
