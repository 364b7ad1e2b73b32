# SPDX-License-Identifier: EUPL-1.2
"""One mechanism of PDF a test: the name is gone for every reader, and all else stays."""

from __future__ import annotations

import io
import math
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import ImageCms

from removed import NAME, TEXT, Change, Published, drawn, form, published, shown
from woolak.model import Redaction
from woolak.pdf.proving.verify import Removed, boxes, verify
from woolak.pdf.reading.read import pages
from woolak.pdf.removing import codes


def _only_the_name_went(found: Published) -> None:
    assert found.leaks == ()
    assert not found.holds()
    assert not any(note.startswith("page_rasterised") for note in found.notes)
    read = found.text()
    kept = (
        "Nota over de planning|Aan mevrouw|, met dank|voor het advies (bijlage 2).|Deze slotregel"
    )
    for words in kept.split("|"):
        assert "".join(words.split()) in read, words


@pytest.mark.parametrize("lean", [0.1, 0.2, 0.333])
def test_synthetic_italics_lose_the_name_only(tmp_path: Path, lean: float):
    content = shown(before=b"1 0 %g 1 40 300 Tm" % lean)
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


@pytest.mark.parametrize(
    ("lean", "turned", "widths"),
    [(0.2, 0, True), (0.3, 0, False), (0.5, 0, True), (0.3, 180, True), (0.3, 90, False)],
)
def test_a_narrow_last_letter_that_leans_out_of_its_box_goes(
    tmp_path: Path, *, lean: float, turned: int, widths: bool
):
    lines = (b"Aan mevrouw Fronkil met Fronkal en", b"Fronkil")
    content = shown(lines, before=b"1 0 %g 1 40 300 Tm" % lean).replace(b"F1 11", b"F1 18")
    source = drawn(tmp_path / "a.pdf", content, Rotate=turned)
    found = published(source, "Fronkil", "Fronkal", widths=widths)
    assert found.leaks == ()
    read = found.text().replace("Notaoverdeplanning", "").replace("Dezeslotregelblijft.", "")
    assert sorted(read.replace("5.1.2.e", "")) == sorted(2 * "Aanmevrouwmeten")


def test_a_last_letter_that_leans_out_of_its_box_and_stayed_fails_the_proof(tmp_path: Path):
    before = b"1 0 .5 1 40 300 Tm"
    source = drawn(tmp_path / "a.pdf", shown((b"Aan Fronkil",), before).replace(b"F1 11", b"F1 18"))
    [page] = pages(source, "0001")
    [word] = [word for word in page.words if word.text == "Fronkil"]
    cut = drawn(
        tmp_path / "b.pdf",
        shown((b"Aan ",), before).replace(b"F1 11", b"F1 18")
        + b"BT /F1 18 Tf 1 0 .5 1 %g 300 Tm (l) Tj ET" % word.edges[-2],
    )
    found = [Redaction("0001-0001", "0001", 1, (word.box,), "5.1.2e")]
    leaks = verify(source, cut, found, [Removed(1, "Fronkil")])
    assert "text_under_box" in {leak.where for leak in leaks}


@pytest.mark.parametrize("sine", [0.0175, 0.0349, 0.0523])
def test_slightly_turned_lines_lose_the_name_only(tmp_path: Path, sine: float):
    cosine = (1 - sine**2) ** 0.5
    before = b"%.4f %.4f %.4f %.4f 40 300 Tm" % (cosine, sine, -sine, cosine)
    content = shown((b"regel erboven die blijft", *TEXT), before=before).replace(b"-16", b"-13")
    found = published(drawn(tmp_path / "a.pdf", content))
    assert found.leaks == ()
    assert not found.holds()
    letters = sorted("".join(found.text().split()))
    lines = b"Nota over de planning regel erboven die blijft Deze slotregel blijft. "
    kept = (lines + b" ".join(TEXT)).decode().replace(NAME, "5.1.2.e")
    assert letters == sorted(2 * "".join(kept.split()))


@pytest.mark.parametrize("degrees", [5, 10, 20, 35, 45, 60, 80, 100])
def test_text_at_any_angle_loses_its_name_and_stays_text(tmp_path: Path, degrees: int):
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    before = b"%.5f %.5f %.5f %.5f 160 100 Tm" % (cosine, sine, -sine, cosine)
    found = published(drawn(tmp_path / "a.pdf", shown(before=before)))
    assert found.leaks == ()
    assert not found.holds()
    assert not any(note.startswith("page_rasterised") for note in found.notes)
    assert "Deze slotregel".replace(" ", "") in found.text()


@pytest.mark.parametrize("degrees", [30, 45, 60])
@pytest.mark.parametrize("size", [30, 60, 120])
def test_a_watermark_across_the_name_stays(tmp_path: Path, degrees: int, size: int):
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = b"%.5f %.5f %.5f %.5f 60 180 Tm" % (cosine, sine, -sine, cosine)
    mark = b"q 0.85 g BT /F1 %d Tf %b (CONCEPT) Tj ET Q " % (size, matrix)
    found = published(drawn(tmp_path / "a.pdf", mark + shown()))
    _only_the_name_went(found)
    assert "CONCEPT" in found.text()
    assert found.notes == ()


def test_a_watermark_of_which_a_letter_begins_where_one_of_the_name_does_stays(tmp_path: Path):
    across = b"BT /F1 70 Tf .766 .643 -.643 .766 116 300 Tm (CONCEPT) Tj ET "
    found = published(drawn(tmp_path / "a.pdf", across + shown()))
    _only_the_name_went(found)
    assert "CONCEPT" in found.text()


def test_kerning_in_a_name_goes_with_it(tmp_path: Path):
    kerned = b"[(Aan mevrouw Fro) 13 (nke) -17.5 (ga) 21 (ar, met dank)] TJ"
    content = b"BT /F1 11 Tf 40 300 Td %b ET" % kerned
    found = published(drawn(tmp_path / "a.pdf", content), widths=False)
    assert found.leaks == ()
    assert not found.holds()
    assert re.findall(rb"(?<=[ \[])(?:13|-17\.5|21)(?=[ \]])", _content(found)) == []
    assert len(re.findall(rb"-\d{4}\.?\d*", _content(found))) == 1


def test_the_clips_and_the_objects_of_a_name_go_with_it(tmp_path: Path):
    words = [b"Aan", b"Fronkegaar", b"dank"]
    content = b" ".join(
        b"q %d 290 %d 20 re W n BT /F1 11 Tf %d 300 Td (%b) Tj ET Q" % (at, len(word) * 7, at, word)
        for at, word in zip((40, 80, 160), words, strict=True)
    )
    found = published(drawn(tmp_path / "a.pdf", content), widths=False)
    assert found.leaks == ()
    assert not found.holds()
    assert _content(found).count(b"W\nn") == 2
    assert _content(found).count(b"BT") == 4


def test_how_often_the_font_of_a_name_was_set_is_not_told(tmp_path: Path):
    told = set()
    for name in (b"(Fronkegaar)", b"(Fronke) Tj /F1 11 Tf 0 Tc 34.232 0 Td (gaar)"):
        content = b"BT /F1 11 Tf 40 300 Td (Aan ) Tj 30 0 Td %b Tj ET" % name
        told.add(_content(published(drawn(tmp_path / "a.pdf", content), widths=False)))
    assert len({re.sub(rb"0(\.0)? Tc\n", b"", one) for one in told}) == 1


def _content(found: Published) -> bytes:
    """Return the content of the first page without its boxes."""
    with Pdf.open(found.path) as pdf:
        return bytes(pdf.pages[0].obj.Contents[0].read_bytes())


def test_fonts_that_a_page_inherits_stay_its_fonts(tmp_path: Path):
    def inherited(pdf: Pdf, page: Dictionary) -> None:
        pdf.Root.Pages.Resources = page.Resources
        del page["/Resources"]

    _only_the_name_went(published(drawn(tmp_path / "a.pdf", shown(), inherited)))


def test_a_name_on_the_page_and_in_a_form_at_its_very_place(tmp_path: Path):
    def twice(pdf: Pdf, page: Dictionary) -> None:
        page.Resources.XObject = Dictionary(X=form(pdf, shown()))

    _only_the_name_went(published(drawn(tmp_path / "a.pdf", shown() + b" /X Do", twice)))


def test_what_removing_by_code_leaves_goes_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(codes, "without", lambda sheet, *_: sheet)
    found = published(drawn(tmp_path / "a.pdf", shown()))
    _only_the_name_went(found)


def test_mirrored_text_loses_the_name_only(tmp_path: Path):
    content = shown(before=b"-1 0 0 1 300 300 Tm")
    found = published(drawn(tmp_path / "a.pdf", content))
    assert found.leaks == ()
    assert not found.holds()


@pytest.mark.parametrize("leading", [b"-7.5", b"-9", b"-11"])
def test_lines_set_tighter_than_their_letters_lose_the_name_only(tmp_path: Path, leading: bytes):
    lines = (b"een zin die gypsy vlak boven staat", *TEXT)
    content = shown(lines, before=b"40 300 Td").replace(b"-16", leading)
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


def test_text_set_by_quote_operators_loses_the_name_only(tmp_path: Path):
    first, second = (line.replace(b"(", rb"\(").replace(b")", rb"\)") for line in TEXT)
    content = b"BT /F1 11 Tf 16 TL 40 300 Td (%b) ' 0.2 0 (%b) \" ET" % (first, second)
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(-100, -100, 900, 900), (-50, 0, 400, 400), (20, 30, 390, 380)])
def test_a_crop_box_beyond_or_within_the_media_box(
    tmp_path: Path, rotate: int, crop: tuple[int, int, int, int]
):
    path = drawn(tmp_path / "a.pdf", shown(), CropBox=Array(crop), Rotate=rotate)
    _only_the_name_went(published(path))


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_media_box_far_from_the_origin_with_a_unit(tmp_path: Path, rotate: int):
    path = drawn(tmp_path / "a.pdf", shown(), _moved_off, UserUnit=2.5, Rotate=rotate)
    _only_the_name_went(published(path))


def _moved_off(pdf: Pdf, page: Dictionary) -> None:
    page.MediaBox = Array([-1000, -2000, -600, -1600])
    page.Contents = pdf.make_stream(b"1 0 0 1 -1000 -2000 cm " + page.Contents.read_bytes())


def test_text_in_a_font_that_is_missing_is_shown_in_helvetica(tmp_path: Path):
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", shown(font=b"F9"))))


def test_a_form_field_publishes_the_words_that_were_chosen(tmp_path: Path):
    def change(pdf: Pdf, page: Dictionary) -> None:
        pair = Array([String("7"), String("Ter kennisname")])
        field = _annotation("Widget", FT=Name.Ch, Ff=1 << 17, T=String("k"), V=String("7"))
        field.Opt = Array([Array([String("6"), String("Ter beslissing")]), pair])
        fields = Array([pdf.make_indirect(field)])
        page.Annots = fields
        pdf.Root.AcroForm = Dictionary(Fields=fields, NeedAppearances=True)

    found = published(drawn(tmp_path / "a.pdf", shown(), change))
    _only_the_name_went(found)
    assert "Terkennisname" in found.text()


def _annotation(kind: str, **keys: object) -> Dictionary:
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([40, 180, 300, 220]))
    made.F, made.DA = 4, String("/Helv 11 Tf 0 g")
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


@pytest.mark.parametrize("direct", [False, True])
def test_a_free_text_without_an_appearance_becomes_text_of_the_page(
    tmp_path: Path, *, direct: bool
):
    def change(pdf: Pdf, page: Dictionary) -> None:
        note = _annotation("FreeText", Contents=String(f"Tekstvak van {NAME} hier"))
        page.Annots = Array([note if direct else pdf.make_indirect(note)])

    found = published(drawn(tmp_path / "a.pdf", shown(), change))
    _only_the_name_went(found)
    assert "Tekstvakvan" in found.text()
    assert "annotations_flattened:1" in found.notes


def _letters_of_a_picture(found: Published) -> str:
    """Return what tesseract reads of the first page."""
    with pypdfium2.PdfDocument(found.path) as pdf:
        pdf[0].render(scale=4).to_pil().save(found.path.with_suffix(".png"))
    command = ["tesseract", str(found.path.with_suffix(".png")), "-", "-l", "nld"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def _pattern(pdf: Pdf, page: Dictionary) -> None:
    tile = _dressed(pdf.make_stream(shown()), page.Resources, Type=Name.Pattern, PatternType=1)
    tile.PaintType, tile.TilingType, tile.XStep, tile.YStep = 1, 1, 400, 400
    page.Resources.Pattern = Dictionary(P0=tile)


def _mask(pdf: Pdf, page: Dictionary) -> None:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    content = b"0 g 0 0 400 400 re f 1 g " + shown()
    made = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=form(pdf, content, Group=group))
    page.Resources.ExtGState = Dictionary(G0=Dictionary(SMask=made))


def _itself(pdf: Pdf, page: Dictionary) -> None:
    made = pdf.make_indirect(form(pdf, shown() + b" /X0 Do"))
    made.Resources.XObject = Dictionary(X0=made)
    page.Resources.XObject = Dictionary(X0=made)


def _dressed(stream: Stream, resources: Object, **keys: object) -> Stream:
    stream.BBox, stream.Resources = Array([0, 0, 400, 400]), Dictionary(Font=resources.Font)
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return stream


@pytest.mark.parametrize(
    ("content", "change"),
    [
        (b"q /Pattern cs /P0 scn 0 200 400 150 re f Q", _pattern),
        (b"q /G0 gs 0 g 0 200 400 150 re f Q", _mask),
    ],
    ids=["tiling pattern", "soft mask"],
)
def test_a_page_that_cannot_be_redacted_otherwise_becomes_a_picture_with_a_layer_of_text(
    tmp_path: Path, content: bytes, change: object
):
    found = published(drawn(tmp_path / "a.pdf", content, change))  # type: ignore[arg-type]
    assert found.leaks == ()
    assert "page_rasterised:1" in found.notes
    assert not found.holds()
    assert "Notaoverdeplanning" in found.text()
    seen = _letters_of_a_picture(found)
    assert NAME not in seen
    for words in ("Nota over de planning", "met dank", "voor het advies", "Deze slotregel"):
        assert words in seen


def test_a_form_that_draws_itself_loses_the_name_each_time_and_keeps_its_words(tmp_path: Path):
    found = published(drawn(tmp_path / "a.pdf", b"/X0 Do", _itself))
    assert found.leaks == ()
    assert not found.holds()
    assert NAME not in found.text()
    for words in ("Notaoverdeplanning", "metdank", "voorhetadvies", "Dezeslotregel"):
        assert words in found.text()


def test_only_the_page_that_fails_its_proof_goes_another_way(tmp_path: Path):
    def change(pdf: Pdf, _page: Dictionary) -> None:
        pdf.pages.append(pdf.pages[0])
        second = pdf.pages[1].obj
        second.Contents = pdf.make_stream(shown() + b" q /Pattern cs /P0 scn 0 0 400 150 re f Q")
        _pattern(pdf, second)

    found = published(drawn(tmp_path / "a.pdf", shown(), change))
    assert found.leaks == ()
    assert not found.holds()
    assert [note for note in found.notes if "raster" in note] == ["page_rasterised:2"]
    assert found.notes.count("width_kept:1") == 1


def test_a_page_that_is_used_twice_is_two_pages_with_boxes_of_their_own(tmp_path: Path):
    def change(pdf: Pdf, _page: Dictionary) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages.Kids[0])
        pdf.Root.Pages.Count = 2

    found = published(drawn(tmp_path / "a.pdf", shown(), change))
    _only_the_name_went(found)
    assert sorted((mark.page, mark.redaction) for mark in boxes(found.path)) == [
        (1, "0001-0001"),
        (2, "0001-0002"),
    ]


def _named_font(pdf: Pdf, page: Dictionary) -> None:
    """Put the name in every place of a font and its program where nobody reads a page."""
    font = TTFont("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
    for record in font["name"].names:
        record.string = NAME
    subsetter = Subsetter(Options(name_IDs=["*"]))
    subsetter.populate(text="Lettertype met een naam.")
    subsetter.subset(font)
    font.save(data := io.BytesIO())
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/ABCDEF+{NAME}"), Flags=32)
    described.FontFamily, described.ItalicAngle = String(NAME), 0
    described.FontBBox, described.StemV = Array([0, -200, 1000, 900]), 80
    described.Ascent, described.Descent, described.CapHeight = 900, -200, 700
    described.FontFile2 = pdf.make_stream(data.getvalue(), Author=String(NAME))
    made = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=described.FontName)
    made.Name, made.Encoding = Name(f"/Letter_{NAME}"), Name.WinAnsiEncoding
    made.FirstChar, made.LastChar, made.Widths = 32, 126, Array([600] * 95)
    made.FontDescriptor = pdf.make_indirect(described)
    page.Resources.Font[f"/F_{NAME}"] = pdf.make_indirect(made)


def _named_ink(pdf: Pdf, page: Dictionary) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    ink = Array([Name.Separation, Name(f"/Inkt_{NAME}"), Name.DeviceGray, tint])
    inks = Array([Name.DeviceN, Array([Name(f"/Inkt_{NAME}")]), Name.DeviceGray, tint])
    inks.append(Dictionary(Colorants=Dictionary({f"/Inkt_{NAME}": ink})))
    page.Resources.ColorSpace = Dictionary({f"/C_{NAME}": ink, f"/D_{NAME}": inks})
    page.Resources.XObject = Dictionary(
        {f"/X_{NAME}": form(pdf, b"0 0 9 9 re f", Name=Name(f"/{NAME}"))}
    )


def _named_profile(pdf: Pdf, page: Dictionary) -> None:
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = data.index(b"desc", 132 + 12 * 30) if data.count(b"desc") > 1 else 0
    text = NAME.encode("utf-16-be")
    data[at + 28 : at + 28 + len(text)] = text
    page.Resources.ColorSpace = Dictionary(
        C=Array([Name.ICCBased, pdf.make_stream(bytes(data), N=3)])
    )


FREE = NAME.encode()


@pytest.mark.parametrize(
    ("content", "change"),
    [
        (b"BT /F_%b 11 Tf 40 200 Td (Lettertype met een naam.) Tj ET" % FREE, _named_font),
        (b"/C_%b cs 1 scn 9 9 9 9 re f /D_%b cs 1 scn /X_%b Do" % (FREE, FREE, FREE), _named_ink),
        (b"/C cs 1 0 0 sc 9 9 9 9 re f", _named_profile),
        (b"/%b BMC 9 9 9 9 re f EMC BX /G (%b) XX EX /%b ri" % (FREE, FREE, FREE), None),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G /Van (%b) ID 0 EI" % FREE, None),
    ],
    ids=["font", "inks and forms", "colour profile", "marks and intents", "inline image"],
)
def test_a_name_that_nothing_on_the_page_shows_is_not_written_in_the_new_file(
    tmp_path: Path, content: bytes, change: Change | None
):
    path = drawn(tmp_path / "a.pdf", content, *([change] if change else []))
    found = published(path, "Iemand anders")
    assert found.leaks == ()
    assert not found.holds()
    assert "Deze slotregel".replace(" ", "") in found.text()
    assert _alike(path, found.path)


def _alike(one: Path, other: Path) -> bool:
    """Say whether the first pages of two files look the same."""
    seen = []
    for path in (one, other):
        with pypdfium2.PdfDocument(path) as pdf:
            seen.append(pdf[0].render(scale=1).to_pil().convert("L").tobytes())
    return all(abs(a - b) < 8 for a, b in zip(*seen, strict=True))


def test_a_slanted_name_leaves_the_line_that_its_corners_reach(tmp_path: Path):
    turned = b"BT /F1 30 Tf .7071 .7071 -.7071 .7071 60 60 Tm (Kopie Fronkegaar) Tj ET "
    beside = (
        b"BT /F1 11 Tf 40 240 Td (regel die blijft) Tj ET BT /F1 11 Tf 260 120 Td (ook dit) Tj ET"
    )
    found = published(drawn(tmp_path / "a.pdf", turned + beside))
    assert found.leaks == ()
    assert not found.holds()
    letters = "".join(found.text().split())
    assert "regeldieblijft" in letters
    assert "ookdit" in letters
    assert not any(note.startswith("page_rasterised") for note in found.notes)


def test_the_ground_on_a_slanted_name_reads_level_as_readers_guess_the_way_of_lines(tmp_path: Path):
    turned = b"BT /F1 30 Tf .8192 .5736 -.5736 .8192 60 100 Tm (Kopie Fronkegaar) Tj ET"
    found = published(drawn(tmp_path / "a.pdf", turned))
    assert found.leaks == ()
    ways = re.findall(rb"Tz (\S+ \S+ \S+ \S+) \S+ \S+ Tm \(5\.1\.2\.e\)", found.bytes())
    assert len(ways) > 1
    assert set(ways) == {b"1 0 0 1"}


@pytest.mark.parametrize("low", [118, 121, 124, 127, 130])
def test_a_line_that_a_slanted_name_crosses_loses_no_letter_beside_the_boxes(
    tmp_path: Path, low: int
):
    turned = b"BT /F1 24 Tf .866 .5 -.5 .866 60 %d Tm (Kopie Fronkegaar) Tj ET " % low
    lines = b" ".join(
        b"BT /F1 11 Tf 40 %d Td (zeer veel rare namen en rozen van ons) Tj ET" % y
        for y in range(100, 300, 15)
    )
    found = published(drawn(tmp_path / "a.pdf", turned + lines))
    assert found.leaks == ()
    assert not any(note.startswith("page_rasterised") for note in found.notes)
