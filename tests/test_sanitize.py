# SPDX-License-Identifier: EUPL-1.2
"""What a rebuilt file holds: what its pages paint, and nothing that hid beside it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from woolak.errors import Rejected
from woolak.model import Box, Reason, Redaction
from woolak.pdf import redact, sanitize, sanitize_fonts, sanitize_images

HIDDEN = "Krommenhoek"


def _pdf(
    content: bytes = b"BT /F 12 Tf 50 700 Td (Blijft staan) Tj ET", pages: int = 1
) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=pdf.make_indirect(font))))
    for _ in range(pages):
        pdf.add_blank_page(page_size=(400, 800))
        pdf.pages[-1].Resources = resources
        pdf.pages[-1].Contents = pdf.make_stream(content)
    return pdf


def _rebuilt(pdf: pikepdf.Pdf, tmp_path: Path) -> tuple[tuple[str, ...], Path]:
    pdf.save(tmp_path / "in.pdf")
    notes = sanitize.rebuild(tmp_path / "in.pdf", tmp_path / "out.pdf", "Document 0001")
    return notes, tmp_path / "out.pdf"


def _everything(path: Path) -> bytes:
    """Return all objects and decoded streams of a file as one run of bytes."""
    parts = []
    with pikepdf.open(path) as pdf:
        for whole in pdf.objects:
            parts.append(
                whole.unparse(resolved=True) if not isinstance(whole, pikepdf.Stream) else b""
            )
            if isinstance(whole, pikepdf.Stream):
                parts.append(repr(whole).encode())
                try:
                    parts.append(whole.read_bytes())
                except pikepdf.PdfError:
                    parts.append(whole.read_raw_bytes())
        parts.append(pdf.trailer.unparse())
    return b"\n".join(parts)


def _hidden(path: Path, word: str = HIDDEN) -> bool:
    found = _everything(path)
    utf16 = word.encode("utf-16-be")
    spellings = (word.encode(), utf16, utf16.hex().encode(), word.encode().hex().encode())
    return any(spelling.lower() in found.lower() for spelling in spellings)


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as doc:
        return str(doc[0].get_textpage().get_text_range())


def _hide_everywhere(pdf: pikepdf.Pdf) -> None:
    page, root = pdf.pages[0].obj, pdf.Root
    pdf.docinfo["/Author"] = HIDDEN
    root.Metadata = pdf.make_stream(f"<x>{HIDDEN}</x>".encode())
    root.PieceInfo = page.PieceInfo = Dictionary(App=Dictionary(Private=String(HIDDEN)))
    root.Names = Dictionary(Dests=Dictionary(Names=Array([String(HIDDEN), Array([page])])))
    root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Dictionary(S=Name.P, Alt=String(HIDDEN))))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(HIDDEN))]))
    root.AF = Array([Dictionary(Type=Name.Filespec, F=String(HIDDEN), EF=Dictionary())])
    page.Metadata = pdf.make_stream(HIDDEN.encode())
    page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], Contents=String(HIDDEN))])
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(HIDDEN)))
    page.Thumb = pdf.make_stream(HIDDEN.encode(), Width=1, Height=1)
    pdf.trailer.Secret = String(HIDDEN)
    page.Resources.Properties = Dictionary(L=Dictionary(Type=Name.OCG, Name=String(HIDDEN)))
    page.Resources.Font.F.Remark = String(HIDDEN)


def test_nothing_that_hides_beside_the_pages_is_copied(tmp_path: Path):
    pdf = _pdf()
    _hide_everywhere(pdf)
    notes, out = _rebuilt(pdf, tmp_path)
    assert _hidden(tmp_path / "in.pdf")
    assert not _hidden(out)
    assert _text(out) == "Blijft staan"
    for note in ("links_dropped:1", "tags_dropped", "javascript_removed", "attachments_dropped:1"):
        assert note in notes


def test_marked_content_and_comments_are_left_out_of_content(tmp_path: Path):
    secret = HIDDEN.encode()
    content = (
        b"/Span <</ActualText (" + secret + b")>> BDC BT /F 12 Tf 50 700 Td (Blijft) Tj ET EMC\n"
        b"%"
        + secret
        + b"\n/"
        + secret
        + b" BMC EMC /X <</T ("
        + secret
        + b")>> DP ("
        + secret
        + b") zz\n"
    )
    _, out = _rebuilt(_pdf(content), tmp_path)
    assert not _hidden(out)
    assert _text(out) == "Blijft"


def test_an_unused_entry_of_shared_resources_is_not_copied(tmp_path: Path):
    """One page's image or form must not live on because another page's resources name it."""
    pdf = _pdf(pages=2)
    for name in ("Secret", "Used"):
        pdf.pages[0].Resources["/XObject"] = pdf.pages[0].Resources.get("/XObject", Dictionary())
        pdf.pages[0].Resources.XObject[f"/{name}"] = pdf.make_stream(
            f"BT /F 9 Tf ({HIDDEN if name == 'Secret' else 'Zichtbaar'}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 100, 100],
        )
    pdf.pages[1].Contents = pdf.make_stream(b"/Used Do")
    _, out = _rebuilt(pdf, tmp_path)
    assert not _hidden(out)
    with pypdfium2.PdfDocument(out) as doc:
        assert doc[1].get_textpage().get_text_range() == "Zichtbaar"


def test_a_redacted_page_does_not_live_on_in_another_pages_resources(tmp_path: Path):
    pdf = _pdf(b"/X Do", pages=2)
    pdf.pages[0].Resources.XObject = Dictionary(
        X=pdf.make_stream(
            f"BT /F 12 Tf 50 700 Td ({HIDDEN}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 800],
        )
    )
    pdf.pages[1].Contents = pdf.make_stream(b"BT /F 12 Tf 50 700 Td (Twee) Tj ET")
    pdf.save(tmp_path / "a.pdf")
    box = Box(45, 85, 200, 105)
    redact.apply(tmp_path / "a.pdf", tmp_path / "b.pdf", [Redaction("1", "1", 1, (box,), "5.1.2e")])
    sanitize.rebuild(tmp_path / "b.pdf", tmp_path / "c.pdf", "Document 1")
    assert not _hidden(tmp_path / "c.pdf")


def _jpeg() -> bytes:
    image, file = Image.new("RGB", (16, 16), (200, 10, 10)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = HIDDEN
    image.save(file, "JPEG", exif=exif, comment=HIDDEN.encode())
    return file.getvalue() + HIDDEN.encode()


def test_a_jpeg_loses_exif_comment_and_tail_and_keeps_its_pixels():
    clean = sanitize_images.jpeg(_jpeg())
    assert HIDDEN.encode() not in clean
    before, after = (Image.open(io.BytesIO(data)).tobytes() for data in (_jpeg(), clean))
    assert before == after


@given(st.binary(max_size=300))
def test_cleaning_an_image_never_fails(data: bytes):
    sanitize_images.jpeg(b"\xff\xd8" + data)
    sanitize_images.jpeg2000(data)


@pytest.mark.parametrize("packed", [False, True])
def test_images_in_a_file_lose_their_metadata(tmp_path: Path, *, packed: bool):
    pdf = _pdf(b"q 100 0 0 100 50 50 cm /I Do Q")
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16)
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceRGB
    image.Metadata = pdf.make_stream(HIDDEN.encode())
    if packed:
        hexed = _jpeg().hex().encode() + b">"
        image.write(hexed, filter=Array([Name.ASCIIHexDecode, Name.DCTDecode]))
    else:
        image.write(_jpeg(), filter=Name.DCTDecode)
    pdf.pages[0].Resources.XObject = Dictionary(I=image)
    _, out = _rebuilt(pdf, tmp_path)
    assert HIDDEN.encode() not in _everything(out)
    red, _, _ = pymupdf.open(out)[0].get_pixmap().pixel(100, 700)
    assert red > 180


CMAP = b"""1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <4A> <004A> <6B> <0078> endbfchar
2 beginbfrange <61> <63> <0061> <41> <42> [<0041> <0042>] endbfrange"""


def _with_map(tmp_path: Path, content: bytes) -> tuple[Path, bytes]:
    pdf = _pdf(content)
    pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(CMAP)
    _, out = _rebuilt(pdf, tmp_path)
    with pikepdf.open(out) as rebuilt:
        return out, rebuilt.pages[0].Resources.Font.F0.ToUnicode.read_bytes()


def test_a_font_map_holds_only_the_letters_still_shown(tmp_path: Path):
    out, cmap = _with_map(tmp_path, b"BT /F 12 Tf 50 700 Td [(a) -20 (kB)] TJ ET")
    assert _text(out) == "axB"
    assert b"<004A>" not in cmap
    assert cmap.count(b"> <") == 4  # the code space and three letters


def test_a_font_map_stays_whole_when_used_codes_are_not_sure(tmp_path: Path):
    pdf = _pdf(b"BT /F 12 Tf 50 700 Td (a) Tj ET /F 12 Tf /X Do")
    form = pdf.make_stream(b"BT (J) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[0].Resources.XObject = Dictionary(X=form)
    pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(CMAP)
    _, out = _rebuilt(pdf, tmp_path)
    with pikepdf.open(out) as rebuilt:
        assert rebuilt.pages[0].Resources.Font.F0.ToUnicode.read_bytes() == CMAP


@given(st.dictionaries(st.integers(0, 0xFFFF), st.integers(0x20, 0xD7FF), max_size=250))
def test_a_pruned_map_says_the_same_for_the_codes_it_keeps(letters: dict[int, int]):
    body = b"\n".join(b"<%04X> <%04X>" % pair for pair in letters.items())
    source = b"%d beginbfchar\n%s\nendbfchar" % (len(letters), body)
    kept = frozenset(list(letters)[::2])
    once = sanitize_fonts.pruned(source, kept, 2)
    assert once is not None
    again = sanitize_fonts.pruned(once, frozenset(letters), 2)
    assert again == once or not kept
    for code in kept:
        assert b"<%04X> <%04X>" % (code, letters[code]) in once


def test_a_map_with_glyph_names_is_left_alone():
    assert sanitize_fonts.pruned(b"1 beginbfchar <01> /A endbfchar", frozenset({1}), 1) is None


def test_a_blanked_inline_stencil_still_paints_the_rest(tmp_path: Path):
    """MuPDF writes it with 8 bits a pixel, which every reader takes for 1."""
    content = (
        b"q 0 0 1 rg 200 0 0 100 100 100 cm BI /W 8 /H 8 /IM true /BPC 1 /D [1 0] ID "
        b"\xff\xff\xff\xff\xff\xff\xff\xff EI Q"
    )
    _pdf(content).save(tmp_path / "a.pdf")
    box = Box(150, 620, 200, 650)
    redact.apply(tmp_path / "a.pdf", tmp_path / "b.pdf", [Redaction("1", "1", 1, (box,), "5.1.2e")])
    with pikepdf.open(tmp_path / "b.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.pages[0].Contents[0]
        pdf.save()
    sanitize.rebuild(tmp_path / "b.pdf", tmp_path / "c.pdf", "Document 1")
    shown = pymupdf.open(tmp_path / "c.pdf")[0].get_pixmap()
    assert shown.pixel(175, 635) == (255, 255, 255)
    assert shown.pixel(120, 610) == (0, 0, 255)
    assert shown.pixel(280, 690) == (0, 0, 255)


def test_a_type3_font_still_paints(tmp_path: Path):
    pdf = _pdf(b"BT /T 20 Tf 50 700 Td (a) Tj ET")
    glyph = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    pdf.pages[0].Resources.Font.T = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 750, 750],
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(sq=glyph),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.sq])),
            FirstChar=97,
            LastChar=97,
            Widths=[1000],
        )
    )
    _, out = _rebuilt(pdf, tmp_path)
    assert pymupdf.open(out)[0].get_pixmap().pixel(57, 93) == (0, 0, 0)


def test_page_boxes_and_rotation_are_taken_from_the_tree(tmp_path: Path):
    pdf = _pdf()
    page, parent = pdf.pages[0].obj, pdf.Root.Pages
    parent.Rotate, parent.MediaBox = 90, Array([10, 20, 310, 420])
    del page["/MediaBox"]
    page.CropBox, page.UserUnit = Array([20, 30, 300, 400]), 2
    _, out = _rebuilt(pdf, tmp_path)
    with pikepdf.open(out) as rebuilt:
        new = rebuilt.pages[0].obj
        assert [int(v) for v in new.MediaBox] == [10, 20, 310, 420]
        assert [int(v) for v in new.CropBox] == [20, 30, 300, 400]
        assert (int(new.Rotate), int(new.UserUnit)) == (90, 2)


def test_a_form_that_names_itself_ends(tmp_path: Path):
    pdf = _pdf(b"/X Do")
    form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Resources.XObject = Dictionary(X=form)
    assert _rebuilt(pdf, tmp_path)[1].exists()


def _sign(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig), T=String("s"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def _claim(pdf: pikepdf.Pdf, prefix: str) -> None:
    with pdf.open_metadata() as metadata:
        metadata[f"{prefix}:part"] = "1"


def _outline(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Kop")))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _annotate(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def _layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Laag")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


LOSSES = {
    "signature_removed": _sign,
    "forms_flattened": _sign,
    "pdfa_claim_dropped": lambda pdf: _claim(pdf, "pdfaid"),
    "pdfua_claim_dropped": lambda pdf: _claim(pdf, "pdfuaid"),
    "outline_dropped": _outline,
    "annotations_flattened:1": _annotate,
    "layers_flattened": _layer,
    "tags_dropped": lambda pdf: pdf.Root.__setattr__("StructTreeRoot", Dictionary()),
}


@pytest.mark.parametrize("note", LOSSES)
def test_each_loss_is_noted_once_in_the_pipeline(tmp_path: Path, note: str):
    pdf = _pdf()
    LOSSES[note](pdf)
    pdf.save(tmp_path / "a.pdf")
    assert note in redact.apply(tmp_path / "a.pdf", tmp_path / "b.pdf", ())
    assert sanitize.rebuild(tmp_path / "b.pdf", tmp_path / "c.pdf", "Document 1") == ()


def test_the_boxes_stay_the_last_stream_and_an_imitation_is_cleaned(tmp_path: Path):
    _pdf().save(tmp_path / "a.pdf")
    box = Box(45, 85, 200, 105)
    redact.apply(
        tmp_path / "a.pdf", tmp_path / "b.pdf", [Redaction("0001-1", "1", 1, (box,), "5.2")]
    )
    sanitize.rebuild(tmp_path / "b.pdf", tmp_path / "c.pdf", "Document 1")
    with pikepdf.open(tmp_path / "b.pdf") as before, pikepdf.open(tmp_path / "c.pdf") as after:
        boxes = after.pages[0].Contents[-1].read_bytes()
        assert boxes == before.pages[0].Contents[-1].read_bytes()
    false = _pdf()
    imitation = boxes.replace(b"(5.2)", f"({HIDDEN})".encode())
    false.pages[0].Contents = Array([false.pages[0].Contents, false.make_stream(imitation)])
    _, out = _rebuilt(false, tmp_path)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages[0].Contents) == 1
        assert b"BDC" not in pdf.pages[0].Contents[0].read_bytes()


def test_head_and_bytes_are_fresh_and_repeatable(tmp_path: Path):
    _, out = _rebuilt(_pdf(), tmp_path)
    first = out.read_bytes()
    _, out = _rebuilt(_pdf(), tmp_path)
    assert out.read_bytes() == first
    assert b"D:20" not in first
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert dict(pdf.docinfo.items()) == {"/Title": "Document 0001", "/Producer": "woolak"}
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert not pdf.check_pdf_syntax()


def test_a_damaged_file_is_rejected(tmp_path: Path):
    (tmp_path / "in.pdf").write_bytes(b"%PDF-1.7\nrommel")
    with pytest.raises(Rejected) as stopped:
        sanitize.rebuild(tmp_path / "in.pdf", tmp_path / "out.pdf", "Document 1")
    assert stopped.value.reason is Reason.DAMAGED
