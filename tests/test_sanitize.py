# SPDX-License-Identifier: EUPL-1.2
"""What a rebuilt file holds: what its pages paint, and nothing that hid beside it."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from test_unread import SANS
from woolak.errors import Rejected
from woolak.model import Box, Reason, Redaction
from woolak.pdf.rebuilding import fonts, images, programs, samples, sanitize
from woolak.pdf.removing import redact

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
    clean = images.jpeg(_jpeg())
    assert HIDDEN.encode() not in clean
    before, after = (Image.open(io.BytesIO(data)).tobytes() for data in (_jpeg(), clean))
    assert before == after


@given(st.binary(max_size=300))
def test_cleaning_an_image_never_fails(data: bytes):
    images.jpeg(b"\xff\xd8" + data)
    images.jpeg2000(data)


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
        cmap = rebuilt.pages[0].Resources.Font.F0.ToUnicode.read_bytes()
    assert cmap == fonts.pruned(CMAP, None, 1)
    assert cmap.count(b"> <") == 1 + 7  # the code space and all letters


@given(st.dictionaries(st.integers(0, 0xFFFF), st.integers(0x20, 0xD7FF), max_size=250))
def test_a_pruned_map_says_the_same_for_the_codes_it_keeps(letters: dict[int, int]):
    body = b"\n".join(b"<%04X> <%04X>" % pair for pair in letters.items())
    source = b"%d beginbfchar\n%s\nendbfchar" % (len(letters), body)
    kept = frozenset(list(letters)[::2])
    once = fonts.pruned(source, kept, 2)
    again = fonts.pruned(once, frozenset(letters), 2)
    assert again == once or not kept
    for code in kept:
        assert b"<%04X> <%04X>" % (code, letters[code]) in once


def test_a_map_to_glyph_names_says_the_letters():
    made = fonts.pruned(b"2 beginbfchar <01> /Adieresis <02> /Zz9x endbfchar", None, 1)
    assert b"<01> <00C4>\n" in made
    assert b"<02>" not in made


@pytest.mark.parametrize(
    "cmap",
    [
        b"geen tabel " + HIDDEN.encode(),
        b"% " + HIDDEN.encode() + b"\n1 beginbfchar <61> <0061> endbfchar",
        b"/Wie (" + HIDDEN.encode() + b") def 1 beginbfchar <61> <0061> endbfchar",
        b"1 beginbfchar <61> <0061> <62> oeps " + HIDDEN.encode() + b" endbfchar",
        b"1 beginbfrange <00> <FFFFFF> <0061> " + HIDDEN.encode() + b" endbfrange",
    ],
)
def test_a_font_map_has_a_table_and_nothing_else(cmap: bytes, tmp_path: Path):
    pdf = _pdf(b"BT /F 12 Tf 50 700 Td (a) Tj ET")
    pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(cmap)
    _, out = _rebuilt(pdf, tmp_path)
    assert not _hidden(out)


def test_an_embedded_encoding_has_its_tables_and_nothing_else():
    made = fonts.encoding(
        b"% Krommenhoek\n/CMapName /Krommenhoek def /WMode 1 def /Identity-V usecmap\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange (Krommenhoek) pop\n"
        b"2 begincidrange <00> <0F> 7 <20> <2F> 30 endcidrange"
    )
    assert b"Krom" not in made
    assert b"/Identity-V usecmap\n/WMode 1 def\n" in made
    assert b"1 begincodespacerange\n<00> <FF>\nendcodespacerange" in made
    assert b"2 begincidrange\n<00> <0F> 7\n<20> <2F> 30\nendcidrange" in made


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


def _image(pdf: pikepdf.Pdf, data: bytes, keys: dict[str, Any]) -> None:
    made = pdf.make_stream(b"")
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 4, 3
    made.BitsPerComponent, made.ColorSpace = 8, Name.DeviceGray
    made.write(data, filter=keys.get("Filter"), decode_parms=keys.get("DecodeParms"))
    if "Intent" in keys:
        made.Intent = keys["Intent"]
    pdf.pages[0].Resources.XObject = Dictionary(Im=made)
    pdf.pages[0].Contents = pdf.make_stream(b"q 40 0 0 30 0 0 cm /Im Do Q")


ROWS = bytes(range(12))
AUTHOR = f" Auteur {HIDDEN}".encode()
PREDICTED = b"".join(b"\0" + ROWS[at : at + 4] for at in (0, 4, 8))
PNG = Dictionary(Predictor=15, Columns=4)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (ROWS + AUTHOR, {}),
        (zlib.compress(ROWS + AUTHOR), {"Filter": Name.FlateDecode}),
        (zlib.compress(ROWS) + AUTHOR, {"Filter": Name.FlateDecode}),
        (zlib.compress(PREDICTED + AUTHOR), {"Filter": Name.FlateDecode, "DecodeParms": PNG}),
        (ROWS.hex().encode() + b"> % " + AUTHOR, {"Filter": Name.ASCIIHexDecode}),
        (ROWS, {"Intent": Name(f"/{HIDDEN}")}),
    ],
    ids=["rows", "packed rows", "after the end", "rows with a predictor", "after >", "intent"],
)
def test_an_image_keeps_what_it_shows_and_nothing_behind_it(
    tmp_path: Path, data: bytes, keys: dict[str, object]
):
    pdf = _pdf()
    _image(pdf, data, keys)
    _, out = _rebuilt(pdf, tmp_path)
    assert not _hidden(out)
    with pikepdf.open(out) as rebuilt:
        assert rebuilt.pages[0].Resources.XObject.X0.read_bytes() == ROWS


def test_compressed_samples_stay_as_they_are_when_nothing_is_left_over():
    pdf = _pdf()
    packed = zlib.compress(PREDICTED, 1)
    _image(pdf, packed, {"Filter": Name.FlateDecode, "DecodeParms": PNG})
    assert samples.cut(pdf.pages[0].Resources.XObject.Im) is None


@pytest.mark.parametrize(
    "image",
    [
        b"BI /W 2 /H 2 /CS /G /BPC 8 ID \x10\x20\x30\x40" + AUTHOR + b"\nEI",
        b"BI /W 2 /H 2 /CS /G /BPC 8 /Wie (" + AUTHOR + b") ID \x10\x20\x30\x40\nEI",
        b"BI /W 2 /H 2 /CS /G /BPC 8 /Intent /" + HIDDEN.encode() + b" ID \x10\x20\x30\x40\nEI",
    ],
)
def test_an_inline_image_keeps_what_it_shows_and_nothing_else(tmp_path: Path, image: bytes):
    _, out = _rebuilt(_pdf(b"q 9 0 0 9 0 0 cm " + image + b" Q"), tmp_path)
    assert not _hidden(out)
    with pikepdf.open(out) as rebuilt:
        assert b"\x10\x20\x30\x40" in rebuilt.pages[0].Contents[0].read_bytes()


def test_names_of_a_graphics_state_are_those_of_the_standard(tmp_path: Path):
    pdf = _pdf(f"/S gs /{HIDDEN} ri 0 0 9 9 re f".encode())
    state = Dictionary(RI=Name(f"/{HIDDEN}"), BM=Name.Multiply, TR=Name(f"/{HIDDEN}"))
    pdf.pages[0].Resources.ExtGState = Dictionary(S=state)
    _, out = _rebuilt(pdf, tmp_path)
    assert not _hidden(out)
    with pikepdf.open(out) as rebuilt:
        assert Name.Multiply == rebuilt.pages[0].Resources.ExtGState.G0.BM


def _box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def test_a_jpeg_2000_loses_its_comments_and_stays_as_long_as_it_says():
    out = io.BytesIO()
    Image.new("L", (8, 8), 90).save(out, "JPEG2000", no_jp2=True)
    bare = out.getvalue()
    comment = b"\xff\x64" + (4 + len(AUTHOR)).to_bytes(2, "big") + b"\0\1" + AUTHOR
    at = bare.index(b"\xff\x52")
    commented = bare[:at] + comment + bare[at:]
    boxes = _box(b"jP  ", b"\r\n\x87\n") + _box(b"xml ", AUTHOR) + _box(b"jp2c", commented + AUTHOR)
    cleaned = [images.jpeg2000(data) for data in (commented + AUTHOR, boxes)]
    starts = [clean.index(b"\xff\x4f") for clean in cleaned]
    for clean, start in zip(cleaned, starts, strict=True):
        assert AUTHOR not in clean
        assert Image.open(io.BytesIO(clean[start:])).getpixel((3, 3)) == 90
    box = cleaned[1][starts[1] - 8 :]
    assert box[:4] == len(box).to_bytes(4, "big")


def test_a_jbig2_loses_the_segments_that_comment_on_it():
    def segment(number: int, kind: int, body: bytes) -> bytes:
        return number.to_bytes(4, "big") + bytes((kind, 0, 1)) + len(body).to_bytes(4, "big") + body

    page, region = segment(0, 48, bytes(19)), segment(2, 38, b"streepjes")
    source = page + segment(1, 62, AUTHOR) + region + AUTHOR
    assert images.jbig2(source) == page + region


def test_glyphs_that_no_page_shows_leave_the_font_of_a_document(tmp_path: Path):
    with pymupdf.open() as doc:
        page = doc.new_page()
        page.insert_text((50, 50), "Bank zonder Quax", fontname="V", fontfile=str(SANS))
        doc.subset_fonts()
        whole = doc.tobytes()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        content = pdf.pages[0].Contents[0].read_bytes()
        shown = re.search(rb"\[<([0-9a-f]+)>", content)
        assert shown
        kept = shown[1][: 4 * len("Bank zonder")]
        pdf.pages[0].Contents[0].write(content.replace(shown[1], kept))
        _, out = _rebuilt(pdf, tmp_path)
        was = _program(pdf.pages[0].Resources.Font.V)
    with pikepdf.open(out) as rebuilt:
        font = rebuilt.pages[0].Resources.Font.F0
        now, widths = _program(font), font.DescendantFonts[0].W
    assert _drawn(was) - _drawn(now) == len("Qux")
    assert len(widths) == 2 * len(set("Bank zonder"))
    with pymupdf.open("pdf", whole) as one, pymupdf.open(out) as other:
        clip = pymupdf.Rect(0, 0, 110, 100)
        pixels = [doc[0].get_pixmap(clip=clip).samples for doc in (one, other)]
        assert pixels[0] == pixels[1]
    assert "Bank zonder" in _text(out)


def _drawn(font: TTFont) -> int:
    return sum(font["glyf"][name].numberOfContours != 0 for name in font.getGlyphOrder())


def _program(font: pikepdf.Object) -> TTFont:
    data = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    return TTFont(io.BytesIO(data))


def test_a_font_program_names_no_glyph_that_the_font_does_not_ask_for():
    post = struct.pack(">L28xHHH", 0x20000, 2, 258, 259) + b"\x01A\x0b" + HIDDEN.encode()
    table = struct.pack(">4sHHHH4sLLL", b"\0\1\0\0", 1, 0, 0, 0, b"post", 0, 28, len(post)) + post
    assert HIDDEN.encode() not in programs.unnamed(table, ())
    assert programs.unnamed(table, {HIDDEN}) == table


def test_a_fax_ends_where_it_says():
    # Four rows without a dot: a code of one bit each, and twice the end of a line.
    fax = bytes.fromhex("f001001000")[:4]
    assert images.fax(fax + AUTHOR) == fax


def test_a_colour_profile_keeps_what_painting_needs():
    def tag(name: bytes, start: int, length: int) -> bytes:
        return struct.pack(">4sLL", name, start, length)

    texts = b"text\0\0\0\0" + AUTHOR
    head = bytes(36) + b"acsp" + bytes(88)
    at, size = 132 + 36, len(texts)
    tags = struct.pack(">L", 3) + tag(b"cprt", at, size) + tag(b"Zeig", at + size, size)
    tags += tag(b"gTRC", at + 2 * size, 14)
    curve = b"curv\0\0\0\0\0\0\0\1\1\0"
    body = head + tags + texts + texts + curve
    whole = len(body).to_bytes(4, "big") + body[4:]
    clean = programs.profile(whole + AUTHOR)
    assert AUTHOR not in clean
    assert len(clean) == len(whole)
    assert clean.endswith(curve)


def test_a_calculated_colour_has_no_comments():
    assert programs.calculation(b"{ % Auteur\n dup }") == b"{  \n dup }"


def test_keys_of_another_kind_than_they_should_be_stop_nothing(tmp_path: Path) -> None:
    pdf = _pdf()
    pdf.pages[0].UserUnit = Name.X
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], F=Name.X)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    notes, out = _rebuilt(pdf, tmp_path)
    assert notes == ("annotations_flattened:1",)
    with pikepdf.open(out) as made:
        assert "/UserUnit" not in made.pages[0]
