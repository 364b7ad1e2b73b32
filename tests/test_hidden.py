# SPDX-License-Identifier: EUPL-1.2
"""What a layer or an annotation hides from a reader is not made visible, and not published."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String

from drawn import helvetica
from woolak.errors import Rejected
from woolak.model import Box, Reason, Redaction
from woolak.pdf.opening import hidden
from woolak.pdf.reading.read import pages
from woolak.redaction import Job, redact_one

SHOWN, SECRET = "De planning is ongewijzigd.", "Intern standpunt van Sanne Kuipers."


def line(text: str, y: int) -> bytes:
    return b"BT /F1 11 Tf 1 0 0 1 50 %d Tm (%b) Tj ET\n" % (y, text.encode())


def layered(path: Path, content: bytes, config: Dictionary) -> Path:
    """Write a page with a group A that is off and a group B that is on, unless `config` differs."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    groups = [
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("A", "B")
    ]
    if "/OFF" not in config and "/BaseState" not in config:
        config.OFF = Array(groups[:1])
    either = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array(groups), P=Name.AllOn))
    no_b = pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Not, groups[1]])))
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=config)
    form = pdf.make_stream(line(SECRET, 200))
    form.Type, form.Subtype, form.OC = Name.XObject, Name.Form, groups[0]
    form.BBox, form.Resources = Array([0, 0, 400, 400]), Dictionary(Font=Dictionary(F1=helvetica()))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(
        Font=Dictionary(F1=helvetica()),
        Properties=Dictionary(A=groups[0], B=groups[1], C=either, D=no_b),
        XObject=Dictionary(X=form),
    )
    page.Contents = pdf.make_stream(line(SHOWN, 300) + content)
    pdf.save(path)
    return path


def within(name: bytes, content: bytes) -> bytes:
    return b"/OC /%b BDC\n%bEMC\n" % (name, content)


@pytest.mark.parametrize(
    "content",
    [
        within(b"A", line(SECRET, 200)),
        within(b"C", line(SECRET, 200)),
        within(b"D", line(SECRET, 200)),
        within(b"B", within(b"A", line(SECRET, 200))),
        within(b"A", b"/Span BMC " + line(SECRET, 200) + b"EMC "),
        b"/X Do ",
        within(b"A", b"BT /F1 11 Tf 14 TL 50 200 Td (%b) ' ET\n" % SECRET.encode()),
    ],
    ids=["group", "all of them", "not one", "in another", "marks inside", "form", "next line"],
)
def test_what_a_layer_hides_is_not_read_and_the_rest_is(tmp_path: Path, content: bytes):
    path = layered(tmp_path / "a.pdf", content + line("Slotregel.", 100), Dictionary())
    (page,) = pages(path, "0001")
    assert page.unread is None
    assert page.text.split() == [*SHOWN.split(), "Slotregel."]


def test_a_layer_that_is_on_is_read(tmp_path: Path):
    path = layered(tmp_path / "a.pdf", within(b"B", line(SECRET, 200)), Dictionary())
    assert "Kuipers" in pages(path, "0001")[0].text


def test_a_group_with_another_intent_than_viewing_hides_nothing(tmp_path: Path):
    path = layered(tmp_path / "a.pdf", within(b"A", line(SECRET, 200)), Dictionary())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OCProperties.OCGs[0].Intent = Name.Design
        pdf.save()
    (page,) = pages(path, "0001")
    assert page.text == f"{SHOWN}\n\n{SECRET}"
    assert page.unread is None


def test_layers_over_each_other_are_not_mixed(tmp_path: Path):
    over = within(b"A", line(SECRET, 300))
    assert pages(layered(tmp_path / "a.pdf", over, Dictionary()), "0001")[0].text == SHOWN


def test_a_page_that_looks_otherwise_without_what_is_hidden_needs_eyes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = layered(tmp_path / "a.pdf", within(b"A", line(SECRET, 200)), Dictionary())
    monkeypatch.setattr(hidden, "_alike", lambda *_: False)
    (page,) = pages(path, "0001")
    assert page.unread is Reason.NEEDS_EYES
    assert "Kuipers" in page.text


def test_a_layer_on_which_readers_differ_needs_eyes(tmp_path: Path):
    rule = Dictionary(Event=Name.View, Category=Array([Name.Print]), OCGs=Array())
    config = Dictionary(AS=Array([rule]))
    path = layered(tmp_path / "a.pdf", within(b"A", line(SECRET, 200)), config)
    assert pages(path, "0001")[0].unread is Reason.NEEDS_EYES


def published(path: Path, part: Path) -> bytes:
    """Redact the first word of a page and return the file, with its streams unpacked."""
    (page,) = pages(path, "0001")[:1]
    box = page.words[0].box
    red = Redaction("0001-0001", "0001", 1, (Box(box.x0, box.y0, box.x1, box.y1),), "5.1.2e")
    outcome = redact_one(Job("0001", path, part, 1, (red,), (), frozenset(), ()))
    assert outcome.leaks == ()
    with pikepdf.open(part) as pdf:
        pdf.save(part.with_suffix(".raw"), compress_streams=False)
    return part.with_suffix(".raw").read_bytes()


def test_nothing_of_a_hidden_layer_is_published_and_the_file_passes_its_proof(tmp_path: Path):
    content = within(b"A", line(SECRET, 200)) + b"/X Do " + within(b"B", line("Bijlage.", 100))
    path = layered(tmp_path / "a.pdf", content, Dictionary())
    data = published(path, tmp_path / "b.part")
    assert b"standpunt" not in data
    with pdfium.PdfDocument(tmp_path / "b.part") as out:
        assert "Bijlage." in out[0].get_textpage().get_text_range()


def test_a_stamp_on_a_layer_that_is_off_is_not_published_and_needs_no_eyes(tmp_path: Path):
    path = layered(tmp_path / "a.pdf", b"", Dictionary())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        sheet = pdf.pages[0].obj
        shown = pdf.make_stream(b"BT /F1 11 Tf 4 6 Td (%b) Tj ET" % SECRET.encode())
        shown.Subtype, shown.BBox = Name.Form, Array([0, 0, 160, 20])
        shown.Resources = Dictionary(Font=sheet.Resources.Font)
        stamp = Dictionary(Subtype=Name.Stamp, Rect=Array([40, 90, 200, 110]), F=4)
        stamp.OC, stamp.AP = pdf.Root.OCProperties.D.OFF[0], Dictionary(N=shown)
        sheet.Annots = Array([pdf.make_indirect(stamp)])
        pdf.save()
    (read,) = pages(path, "0001")
    assert (read.unread, read.text) == (None, SHOWN)
    assert b"standpunt" not in published(path, tmp_path / "b.part")


@pytest.mark.parametrize("flags", [2, 32, 32 | 4])
def test_an_annotation_that_is_not_on_screen_is_not_published(tmp_path: Path, flags: int):
    with pymupdf.open() as doc:
        page = doc.new_page()
        page.insert_text((50, 50), SHOWN)
        page.add_freetext_annot((50, 80, 350, 100), SECRET).set_flags(flags)
        doc.save(tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf", "0001")[0].text == SHOWN
    assert b"standpunt" not in published(tmp_path / "a.pdf", tmp_path / "b.part")


def test_a_file_that_only_some_readers_can_open_is_damaged_and_no_crash(tmp_path: Path):
    path = tmp_path / "no-kids.pdf"
    path.write_bytes(
        b"%PDF-1.3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    with pytest.raises(Rejected) as refused:
        redact_one(Job("0001", path, tmp_path / "0001.part", 1, (), ()))
    assert refused.value.reason == Reason.DAMAGED
