# SPDX-License-Identifier: EUPL-1.2
"""Files that readers repair each in their own way get a copy that all read alike, or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2 as pdfium
import pytest

from drawn import helvetica
from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.mending.mended import take_in

Edit = Callable[[bytes], bytes]


def _three(path: Path, edit: Edit = bytes) -> Path:
    doc = pymupdf.open()
    for number in range(3):
        doc.new_page().insert_text((50, 60), f"Bladzijde {number + 1}")
    path.write_bytes(edit(doc.tobytes(no_new_id=True, deflate=True)))
    return path


def _words(path: Path) -> list[str]:
    with pymupdf.open(path) as doc:
        return [page.get_text().strip() for page in doc]


def _kids(data: bytes, change: bytes) -> bytes:
    return re.sub(rb"/Kids\s*\[([^\]]*)\]", b"/Kids [%b]" % change, data)


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.replace(b"/Count 3", b"/Count 2"),
        lambda data: data.replace(b"/Count 3", b"/Count 9"),
        lambda data: data.replace(b"/Count 3", b"/Count -3"),
        lambda data: data.replace(b"/Count 3", b"/Count 0"),
        lambda data: data.replace(b"/Count 3", b"/Aantal 3"),
        lambda data: _kids(data, rb"null \1"),
        lambda data: _kids(data, rb"17 \1"),
        lambda data: _kids(data, rb"\1 999 0 R"),
        lambda data: data.replace(b"\nendstream", b""),
        lambda data: data.replace(b"endstream", b"endstrean"),
        lambda data: re.sub(rb"\s*endstream\s*endobj", b"", data),
        lambda data: re.sub(rb"/Length \d+", b"/Length 9", data),
        lambda data: re.sub(rb"startxref\n\d+", b"startxref\n99999999", data),
        lambda data: re.sub(rb"/Root \d+ 0 R", b"", data),
    ],
)
def test_what_readers_repair_each_in_their_own_way_is_mended(tmp_path: Path, edit: Edit):
    path, copy = _three(tmp_path / "a.pdf", edit), tmp_path / "b.pdf"
    before = path.read_bytes()
    assert take_in(path, copy) == 3
    assert _words(copy) == ["Bladzijde 1", "Bladzijde 2", "Bladzijde 3"]
    assert path.read_bytes() == before


def test_a_sound_file_gets_no_copy(tmp_path: Path):
    path, copy = _three(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    assert take_in(path, copy) == 3
    assert not copy.exists()


@pytest.mark.parametrize("deep", [60, 600])
def test_a_tree_of_pages_that_goes_deep_becomes_a_flat_list(tmp_path: Path, deep: int):
    with pikepdf.open(_three(tmp_path / "a.pdf")) as pdf:
        node = pdf.Root.Pages
        node.Rotate = 90
        for page in node.Kids:
            del page["/Rotate"]
        for _ in range(deep):
            kids = pikepdf.Array([node])
            up = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=3, Kids=kids))
            node.Parent = up
            node = up
        pdf.Root.Pages = node
        pdf.save(tmp_path / "diep.pdf")
    assert take_in(tmp_path / "diep.pdf", tmp_path / "b.pdf") == 3
    with pymupdf.open(tmp_path / "b.pdf") as doc:
        assert [page.rotation for page in doc] == [90, 90, 90]


def test_a_tree_that_leads_back_to_itself_is_walked_once(tmp_path: Path):
    with pikepdf.open(_three(tmp_path / "a.pdf")) as pdf:
        number = pdf.Root.Pages.objgen[0]
    path = _three(tmp_path / "a.pdf", lambda data: _kids(data, rb"\1 %d 0 R" % number))
    assert take_in(path, tmp_path / "b.pdf") == 3


def test_what_shows_less_when_it_is_mended_stays_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = _three(tmp_path / "a.pdf", lambda data: data.replace(b"/Count 3", b"/Count 2"))
    one = tmp_path / "een.pdf"
    with pymupdf.open(path) as doc:
        doc.select([0])
        doc.save(one)
    monkeypatch.setattr("woolak.pdf.mending.mended._flat", lambda _: (one.read_bytes(), False))
    with pytest.raises(Rejected) as caught:
        take_in(path, tmp_path / "b.pdf")
    assert caught.value.reason is Reason.DAMAGED
    assert not (tmp_path / "b.pdf").exists()


def test_a_copy_without_anything_on_its_pages_is_none(tmp_path: Path):
    broken = re.compile(rb"stream\n.*?endstream", re.DOTALL)
    path = _three(tmp_path / "a.pdf", lambda data: broken.sub(b"stream\n\x00\x01", data))
    path.write_bytes(path.read_bytes().replace(b"/Count 3", b"/Count 2"))
    with pytest.raises(Rejected):
        take_in(path, tmp_path / "b.pdf")


def _drawn(
    path: Path, content: bytes, dress: Callable[[pikepdf.Pdf, pikepdf.Object], None]
) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica()))
    page.Contents = pdf.make_stream(content)
    dress(pdf, page.Resources)
    pdf.save(path)
    return path


def _in_a_form(content: bytes) -> Callable[[pikepdf.Pdf, pikepdf.Object], None]:
    """Return what puts content in a form that shares the resources of its page."""

    def dress(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> None:
        form = pdf.make_stream(content)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [0, 0, 400, 400]
        resources.XObject = pikepdf.Dictionary(X0=form)
        form.Resources = pdf.make_indirect(resources)

    return dress


_ONCE = b"BT /F1 11 Tf 50 350 Td (een keer) Tj ET"


def test_a_form_that_draws_itself_is_drawn_once(tmp_path: Path):
    path = _drawn(tmp_path / "a.pdf", b"/X0 Do", _in_a_form(_ONCE + b" /X0 Do"))
    assert take_in(path, tmp_path / "b.pdf") == 1
    with pdfium.PdfDocument(tmp_path / "b.pdf") as document:
        assert document[0].get_textpage().get_text_range().strip() == "een keer"


def test_a_form_that_shares_the_resources_of_its_page_gets_no_copy(tmp_path: Path):
    path = _drawn(tmp_path / "a.pdf", b"/X0 Do", _in_a_form(_ONCE))
    assert take_in(path, tmp_path / "b.pdf") == 1
    assert not (tmp_path / "b.pdf").exists()


def test_a_copy_in_which_a_drawing_is_missing_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def dress(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> None:
        font = pdf.make_indirect(resources.Font.F1)
        resources.ExtGState = pikepdf.Dictionary(G0=pikepdf.Dictionary(Font=[font, 14]))

    words = b"q /G0 gs BT 50 350 Td (naam) Tj ET Q "
    path = _drawn(tmp_path / "a.pdf", words + b"60 60 90 90 re f", dress)
    less = _drawn(tmp_path / "minder.pdf", words, dress).read_bytes()
    monkeypatch.setattr("woolak.pdf.mending.mended._flat", lambda _: (less, True))
    take_in(path, tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


def test_a_font_of_a_graphics_state_is_named_where_that_state_is(tmp_path: Path):
    def dress(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> None:
        font = pdf.make_indirect(resources.Font.F1)
        del resources["/Font"]
        state = pikepdf.Dictionary(Font=pikepdf.Array([font, 14]), LW=2)
        resources.ExtGState = pikepdf.Dictionary(G0=state)

    content = b"q /G0 gs BT 50 350 Td (naam) Tj ET Q"
    assert take_in(_drawn(tmp_path / "a.pdf", content, dress), tmp_path / "b.pdf") == 1
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        page = pdf.pages[0].obj
        assert b"/WoolakGSG0 14 Tf" in page.Contents.read_bytes()
        assert "/Font" not in page.Resources.ExtGState.G0
        assert page.Resources.ExtGState.G0.LW == 2


def test_a_password_is_not_repaired_away(tmp_path: Path):
    with pikepdf.open(_three(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "slot.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Rejected) as caught:
        take_in(tmp_path / "slot.pdf", tmp_path / "b.pdf")
    assert caught.value.reason is Reason.PASSWORD


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_file_that_stops_short_of_some_of_its_objects_is_no_whole_document(
    tmp_path: Path, share: float
):
    path = _three(tmp_path / "a.pdf", lambda data: data[: int(share * data.rindex(b"endobj"))])
    with pytest.raises(Rejected) as refused:
        take_in(path, tmp_path / "b.pdf")
    assert refused.value.reason is Reason.DAMAGED


def test_a_file_whose_table_alone_is_gone_is_whole(tmp_path: Path):
    path = _three(tmp_path / "a.pdf", lambda data: data[: data.rindex(b"xref\n0")])
    assert take_in(path, tmp_path / "b.pdf") == 3
    assert _words(tmp_path / "b.pdf") == ["Bladzijde 1", "Bladzijde 2", "Bladzijde 3"]
