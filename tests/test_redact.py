# SPDX-License-Identifier: EUPL-1.2
"""What a redaction removes, what it leaves alone, and where its box stands."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak.errors import Unfinished, UnknownGround
from woolak.gronden import GRONDEN
from woolak.model import Box, Reason, Redaction
from woolak.pdf import boxes
from woolak.pdf.content import printed_lines
from woolak.pdf.content.printed import Sides, along
from woolak.pdf.opening.open import turn
from woolak.pdf.removing import redact
from woolak.pdf.removing.room import rooms

NAME = "Jan de Vries"


def _page(doc: pymupdf.Document, rotate: int = 0) -> pymupdf.Page:
    page = doc.new_page(width=400, height=500)
    for y, text in ((88, "jgpq boven QÅ"), (100, f"Aan {NAME}, met dank"), (112, "ÉÅ onder bdfk")):
        page.insert_text((60, y), text, fontsize=11)
    page.set_rotation(rotate)
    return page


def _saved(doc: pymupdf.Document, path: Path) -> Path:
    doc.save(path)
    return path


def _found(path: Path, text: str = NAME, grond: str = "5.1.2e") -> list[Redaction]:
    """Return redactions of every occurrence, in displayed points."""
    found: list[Redaction] = []
    with pymupdf.open(path) as doc:
        for page in doc.pages():
            for rect in page.search_for(text):
                shown = (rect * turn(page)).normalize()
                box = Box(*shown)
                found.append(
                    Redaction(f"0001-{len(found) + 1}", "0001", page.number + 1, (box,), grond)
                )
    return found


def _text(path: Path, page: int = 0) -> str:
    with pypdfium2.PdfDocument(path) as doc:
        return str(doc[page].get_textpage().get_text_range())


def _redacted(source: Path, redactions: list[Redaction] | None = None) -> Path:
    target = source.with_suffix(".part")
    redact.apply(source, target, _found(source) if redactions is None else redactions)
    return target


def _where(path: Path, letter: str) -> list[float]:
    with pypdfium2.PdfDocument(path) as doc:
        text = doc[0].get_textpage()
        at = text.get_text_range().index(letter)
        return list(text.get_charbox(at))


def test_text_under_a_box_is_gone_and_tight_neighbours_keep_every_letter(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    text = _text(_redacted(_saved(doc, tmp_path / "a.pdf")))
    assert "Vries" not in text
    for kept in ("jgpq boven QÅ", "Aan ", ", met dank", "ÉÅ onder bdfk"):
        assert kept in text


def test_text_after_a_box_does_not_move(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    source = _saved(doc, tmp_path / "a.pdf")
    target = _redacted(source)
    assert _where(target, ", met") == pytest.approx(_where(source, ", met"), abs=0.01)


def test_a_move_back_to_the_start_of_the_line_is_kept(tmp_path: Path):
    """Chromium writes `0 0 Td` after a soft hyphen; MuPDF leaves it out of a redacted page."""
    doc = pymupdf.open()
    page = doc.new_page(width=400, height=500)
    page.insert_text((60, 100), NAME, fontsize=11)
    content = b"BT /helv 11 Tf 60 300 Td 20 0 Td (-) Tj 0 0 Td (X) Tj 9 0 Td (Y) Tj ET "
    doc.update_stream(page.get_contents()[0], content + page.read_contents())
    source = _saved(doc, tmp_path / "a.pdf")
    target = _redacted(source)
    for letter in "XY":
        assert _where(target, letter) == pytest.approx(_where(source, letter), abs=0.01)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("unit", [1, 2])
def test_the_box_covers_the_word_on_any_page(tmp_path: Path, rotate: int, *, crop: bool, unit: int):
    doc = pymupdf.open()
    page = _page(doc, rotate)
    if crop:
        page.set_mediabox(pymupdf.Rect(-20, -30, 400, 500))
        page.set_cropbox(pymupdf.Rect(40, 50, 380, 460))
    doc.xref_set_key(page.xref, "UserUnit", str(unit))
    source = _saved(doc, tmp_path / "a.pdf")
    (redaction,) = _found(source)
    target = _redacted(source, [redaction])
    assert "Vries" not in _text(target)
    assert "met dank" in _text(target)
    with pypdfium2.PdfDocument(target) as pdf, pymupdf.open(target) as doc:
        image = pdf[0].render(scale=4).to_pil().convert("L")
        scale = image.width / doc[0].rect.width
    box = redaction.boxes[0]
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    inner = image.crop([int(v * scale) for v in (box.x0 + 2, box.y0 + 3, box.x1 - 2, box.y1 - 3)])
    dark = sum(value < 128 for value in inner.tobytes()) / (inner.width * inner.height)
    assert 0.002 < dark < 0.2
    ends = [(box.x0 + 0.25, y), (box.x1 - 0.25, y)], [(x, box.y0 + 0.25), (x, box.y1 - 0.25)]
    for edge in ends[rotate % 180 != 0]:
        assert image.getpixel((int(edge[0] * scale), int(edge[1] * scale))) < 200


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_vertical_text_is_removed(tmp_path: Path, turn: int):
    doc = pymupdf.open()
    doc.new_page(width=400, height=500).insert_text(
        (200, 250), f"Aan {NAME} dank", fontsize=11, rotate=turn
    )
    text = _text(_redacted(_saved(doc, tmp_path / "a.pdf")))
    assert "Vries" not in text
    assert "Aan" in text
    assert "dank" in text


def test_slanted_text_is_removed(tmp_path: Path):
    doc = pymupdf.open()
    at = pymupdf.Point(100, 300)
    doc.new_page(width=400, height=500).insert_text(
        at, f"Aan {NAME}", fontsize=11, morph=(at, pymupdf.Matrix(25))
    )
    assert "Vries" not in _text(_redacted(_saved(doc, tmp_path / "a.pdf")))


def test_text_outside_the_page_is_removed(tmp_path: Path):
    doc = pymupdf.open()
    doc.new_page(width=400, height=500).insert_text((-150, 320), f"{NAME} blijft", fontsize=11)
    source = _saved(doc, tmp_path / "a.pdf")
    box = Box(-151, 308, -88, 324)
    target = _redacted(source, [Redaction("0001-1", "0001", 1, (box,), "5.1.2e")])
    with pymupdf.open(target) as out:
        assert "Vries" not in out[0].get_text(clip=pymupdf.INFINITE_RECT())


def _with_image(tmp_path: Path, *, alpha: bool = False) -> Path:
    doc = pymupdf.open()
    space = pymupdf.csRGB
    pixmap = pymupdf.Pixmap(space, pymupdf.IRect(0, 0, 200, 100), alpha)
    pixmap.clear_with(0)
    if alpha:
        pixmap.set_alpha(bytes([180]) * 20000)
    xref = 0
    for _ in range(2):
        page = doc.new_page(width=400, height=300)
        xref = page.insert_image(pymupdf.Rect(100, 100, 300, 200), pixmap=pixmap, xref=xref)
    return _saved(doc, tmp_path / "a.pdf")


def _under_image(source: Path) -> Path:
    box = Box(150, 120, 200, 150)
    return _redacted(source, [Redaction("0001-1", "0001", 1, (box,), "5.1.2e")])


@pytest.mark.parametrize("alpha", [False, True])
def test_pixels_under_a_box_are_blank_on_that_page_only(tmp_path: Path, *, alpha: bool):
    target = _under_image(_with_image(tmp_path, alpha=alpha))
    with pymupdf.open(target) as doc:
        first, second = (
            doc.extract_image(page.get_images()[0][0])["image"] for page in doc.pages()
        )
        pixels = pymupdf.Pixmap(first)
        assert pixels.pixel(75, 35)[:3] == (255, 255, 255)
        assert pixels.pixel(20, 10)[:3] == (0, 0, 0)
        assert pymupdf.Pixmap(second).pixel(75, 35)[:3] == (0, 0, 0)


@pytest.mark.parametrize("key", ["SMask", "Mask"])
def test_letters_in_a_mask_over_a_few_pixels_of_ink_stay_whole_beside_a_box(
    tmp_path: Path, key: str
):
    doc = pymupdf.open()
    page = doc.new_page(width=400, height=300)
    ink = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 10, 5))
    ink.clear_with(0)
    xref = page.insert_image(pymupdf.Rect(100, 100, 300, 200), pixmap=ink)
    mask, letters = doc.get_new_xref(), {"SMask": b"\xff" * 80_000, "Mask": b"\x00" * 10_000}
    kind = "/ImageMask true/BitsPerComponent 1" if key == "Mask" else "/BitsPerComponent 8"
    head = f"<</Type/XObject/Subtype/Image/Width 400/Height 200{kind}"
    doc.update_object(mask, head + ("" if key == "Mask" else "/ColorSpace/DeviceGray") + ">>")
    doc.update_stream(mask, letters[key])
    doc.xref_set_key(xref, key, f"{mask} 0 R")
    target = _under_image(_saved(doc, tmp_path / "a.pdf"))
    with pymupdf.open(target) as out:
        bare = out[0].read_contents()
        out.update_stream(out[0].get_contents()[-1], b" ")
        pixels = out[0].get_pixmap(dpi=144, colorspace="gray")
    assert b"Do" in bare
    for x, y in ((298, 238), (402, 238), (350, 237), (350, 303)):
        assert pixels.pixel(x, y) < (40,), (x, y)
    assert pixels.pixel(350, 270) == (255,)


def test_pixels_of_inline_images_are_blank(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page(width=400, height=300)
    page.insert_text((10, 10), "x")
    image = b"q 200 0 0 100 100 100 cm BI /W 4 /H 1 /CS /G /BPC 8 ID \0\0\0\0 EI Q"
    doc.update_stream(page.get_contents()[0], image)
    target = _under_image(_saved(doc, tmp_path / "a.pdf"))
    assert b"00ff0000>" in pymupdf.open(target)[0].read_contents().lower()


def _with_form(tmp_path: Path, content: bytes, key: str = "Do") -> Path:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    form = pdf.make_stream(
        f"BT /F 11 Tf 60 400 Td (Aan {NAME} dank) Tj ET".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 400, 500],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
    )
    if key == "Pattern":
        form["/Type"], form["/PatternType"] = pikepdf.Name.Pattern, 1
        form["/PaintType"], form["/TilingType"] = 1, 1
        form["/XStep"], form["/YStep"] = 400, 500
        del form["/Subtype"]
        shared = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(X=form))
    else:
        shared = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    for _ in range(2):
        pdf.add_blank_page(page_size=(400, 500))
        pdf.pages[-1].Resources = shared
        pdf.pages[-1].Contents = pdf.make_stream(content)
    pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_a_shared_form_loses_its_text_on_the_redacted_page_only(tmp_path: Path):
    source = _with_form(tmp_path, b"/X Do")
    target = _redacted(source, _found(source)[:1])
    assert "Vries" not in _text(target)
    assert NAME in _text(target, 1)


def test_what_cannot_be_removed_becomes_a_picture_and_is_noted(tmp_path: Path):
    source = _with_form(tmp_path, b"/Pattern cs /X scn 0 0 400 500 re f", "Pattern")
    box = Box(50, 85, 250, 105)
    hit = Redaction("L1", "0001", 1, (box,), "5.1.2e")
    notes = redact.apply(source, tmp_path / "a.part", [hit])
    assert "page_rasterised:1" in notes
    assert "Vries" not in _text(tmp_path / "a.part")


def test_boxes_on_a_picture_of_a_page_are_not_filled_byte_by_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delattr(pymupdf.Pixmap, "set_rect")
    source = _with_form(tmp_path, b"/Pattern cs /X scn 0 0 400 500 re f", "Pattern")
    _redacted(source, [Redaction("0001-1", "0001", 1, (Box(-50, 85, 250, 105),), "5.1.2e")])
    with pymupdf.open(tmp_path / "a.part") as doc:
        picture = pymupdf.Pixmap(doc, doc[0].get_images()[0][0])
        scale = picture.width / doc[0].rect.width
    covered = [picture.pixel(x, round(96 * scale)) for x in range(round(250 * scale))]
    assert {part for pixel in covered for part in pixel} == {255}


def test_what_cannot_be_drawn_either_stops_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("woolak.pdf.removing.pixels.flatten", broken)
    source = _with_form(tmp_path, b"/Pattern cs /X scn 0 0 400 500 re f", "Pattern")
    with pytest.raises(Unfinished) as stopped:
        _redacted(source, [Redaction("0001-1", "0001", 1, (Box(50, 85, 250, 105),), "5.1.2e")])
    assert stopped.value.reason is Reason.LEAK_FOUND
    assert stopped.value.place == "page 1"
    assert "Vries" not in str(stopped.value)


def test_a_font_with_false_metrics_falls_back_to_whole_boxes(tmp_path: Path):
    source = _with_form(tmp_path, b"/X Do")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        font = pdf.pages[0].Resources.XObject.X.Resources.Font.F
        font.FontDescriptor = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=pikepdf.Name.Helvetica,
                Flags=32,
                FontBBox=[0, 2000, 1000, 3000],
                Ascent=3000,
                Descent=2000,
                ItalicAngle=0,
                CapHeight=3000,
                StemV=80,
            )
        )
        pdf.save()
    target = _redacted(source)
    assert "Vries" not in _text(target)
    assert "Vries" not in _text(target, 1)


def test_a_rule_below_a_word_stays_and_what_a_box_hides_wholly_goes(tmp_path: Path):
    doc = pymupdf.open()
    page = _page(doc)
    page.draw_line((50, 101), (350, 101))
    page.draw_rect(pymupdf.Rect(90, 95, 94, 98), fill=(0, 0, 0), width=0)
    source = _saved(doc, tmp_path / "a.pdf")
    with pymupdf.open(_redacted(source)) as out:
        drawn = [drawing["rect"] for drawing in out[0].get_drawings()]
    assert any(rect.width > 299 for rect in drawn)
    assert not any(rect in pymupdf.Rect(89, 94, 95, 99) for rect in drawn)


FORM = re.compile(
    rb"/Span <</E <FEFF([0-9A-F]+)> /Lak \(([^)]*)\)>> BDC\nq .*? re B\nBT .*? "
    rb"\(([^)]*)\) Tj ET\nQ EMC\n",
    re.DOTALL,
)


def test_boxes_are_the_last_stream_of_a_page_with_id_label_and_citation(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    _page(doc)
    target = _redacted(_saved(doc, tmp_path / "a.pdf"))
    with pikepdf.open(target) as pdf:
        last = [page.Contents[-1].read_bytes() for page in pdf.pages]
    (first,), (second,) = (FORM.findall(stream) for stream in last)
    assert (first[1], second[1]) == (b"0001-1", b"0001-2")
    assert first[2] == b"5.1.2.e"
    spoken = bytes.fromhex(first[0].decode()).decode("utf-16-be")
    assert spoken == "Gelakt: artikel 5.1, tweede lid, aanhef en onder e, Woo"
    assert all(boxes.ours(stream) for stream in last)


def test_boxes_of_an_earlier_redaction_are_ordinary_content(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    once = _redacted(_saved(doc, tmp_path / "a.pdf"))
    again = tmp_path / "b.pdf"
    redact.apply(once, again, ())
    with pikepdf.open(again) as pdf:
        assert isinstance(pdf.pages[0].Contents, pikepdf.Stream)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    source = _saved(doc, tmp_path / "a.pdf")
    assert _redacted(source).read_bytes() == _redacted(source).read_bytes()


def test_links_go_and_are_counted(tmp_path: Path):
    doc = pymupdf.open()
    page = _page(doc)
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(60, 90, 200, 104), "uri": "mailto:j@x.nl"}
    )
    source = _saved(doc, tmp_path / "a.pdf")
    target = tmp_path / "b.pdf"
    assert redact.apply(source, target, _found(source)) == ("links_dropped:1",)
    assert b"mailto" not in target.read_bytes()


def test_an_unknown_ground_is_refused(tmp_path: Path):
    doc = pymupdf.open()
    _page(doc)
    source = _saved(doc, tmp_path / "a.pdf")
    with pytest.raises(UnknownGround):
        _redacted(source, _found(source, grond="10.2.e"))


SPAN = st.tuples(st.floats(0, 500), st.floats(0.5, 300), st.floats(1, 60))


@given(SPAN, st.tuples(st.floats(0, 40), st.floats(0, 40)), st.sampled_from(sorted(GRONDEN)))
def test_a_label_fits_its_box_and_the_box_its_room(
    span: tuple[float, float, float], free: tuple[float, float], grond: str
):
    start, wide, thick = span
    end = start + wide
    for upright in (True, False):
        box = Box(start, 10, end, 10 + thick) if upright else Box(10, start, 10 + thick, end)
        room = boxes.Room(box, start - free[0], end + free[1], upright)
        painted = boxes.fitted(Redaction("1", "1", 1, (box,), grond), room)
        low, high = along(painted.box, upright=upright)
        assert room.low <= low <= start
        assert end <= high <= room.high
        assert boxes.SMALLEST <= painted.size <= boxes.LARGEST
        width = painted.size * boxes.advance(painted.label) * painted.stretch / 100
        assert width <= high - low + 1e-6
        assert boxes.ours(boxes.stream([painted], (1, 0, 0, -1, 0, 500)))


def test_initials_get_a_readable_label_where_there_is_white_space():
    box = Box(100, 90, 114, 105)
    painted = boxes.fitted(
        Redaction("1", "1", 1, (box,), "5.1.2e"), rooms([box], (), [Sides(20, 90, 60, 105)])[0]
    )
    assert painted.size == pytest.approx(boxes.READABLE)
    assert painted.stretch == 100


def test_a_stream_with_anything_else_in_it_is_not_taken_for_boxes():
    box = Box(100, 90, 180, 105)
    [room] = rooms([box], (), ())
    stream = boxes.stream(
        [boxes.fitted(Redaction("1", "1", 1, (box,), "5.2"), room)], (1, 0, 0, 1, 0, 0)
    )
    assert boxes.ours(stream)
    secret = "Gelakt: Kees".encode("utf-16-be").hex().upper().encode()
    assert not boxes.ours(re.sub(rb"<FEFF[0-9A-F]+>", b"<FEFF" + secret + b">", stream))
    assert not boxes.ours(stream + b"BT (Kees) Tj ET\n")
    assert not boxes.ours(b"")


@pytest.mark.parametrize("beside", ["", "level", "upright", "tall", "slanted"])
def test_letters_taken_by_band_are_those_of_the_whole_page(beside: str):
    places = [Box(100, top, 140, top + 12) for top in (90, 250, 410)]
    with pymupdf.open() as doc:
        sheet = doc.new_page()
        for row in range(40):
            sheet.insert_text((50, 60 + 16 * row), "Voor Jan de Vries ligt een nota klaar")
        if beside == "level":
            sheet.insert_text((95, 101), "Jan", fontsize=7)
        if beside == "upright":
            sheet.insert_text((120, 700), "Langs de kant staat een lange regel" * 3, rotate=90)
        if beside == "tall":
            sheet.insert_text((90, 300), "Jan", fontsize=190)
        if beside == "slanted":
            lean = (pymupdf.Point(60, 400), pymupdf.Matrix(-50))
            sheet.insert_text((60, 400), "CONCEPT CONCEPT", fontsize=60, morph=lean)
        text = printed_lines.text_on(sheet)
        near = [Box(at.x0 - 36, at.y0 - 20, at.x1 + 36, at.y1 + 20) for at in places]
        by_band = printed_lines.lines(sheet, near, places, text)
        assert by_band
        assert set(by_band) == set(printed_lines.lines(sheet, near, places))
        assert len(by_band) == len(printed_lines.lines(sheet, near, places))
        close = printed_lines.lines_around(sheet, places, places, text)
        assert rooms(places, close, ()) == rooms(places, by_band, ())


@pytest.mark.parametrize(("high", "size", "rotate"), [(12, 11, 0), (5, 40, 0), (60, 11, 90)])
def test_a_box_spares_what_stands_above_below_and_beside_it(high: float, size: float, rotate: int):
    wide = 12 if rotate else 60
    place = Box(100, 200, 100 + wide, 200 + high)
    with pymupdf.open() as doc:
        sheet = doc.new_page()
        for at in range(60, 500, 17):
            where = (at, 300) if rotate else (50, at)
            sheet.insert_text(where, "Voor Jan de Vries ligt", fontsize=size, rotate=rotate)
        near = [Box(64, 180, 136 + wide, 220 + high)]
        text = printed_lines.text_on(sheet)
        close = printed_lines.lines_around(sheet, [place], [place], text)
        assert close
        far = printed_lines.lines(sheet, near, [place], text)
        assert rooms([place], close, ()) == rooms([place], far, ())


def test_a_page_that_cannot_be_drawn_whole_is_withheld_and_not_published_without_its_text(
    tmp_path: Path,
):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 240))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    content = b"BT /F1 11 Tf 40 100 Td (Aan %b, met dank) Tj ET" % NAME.encode()
    below: pikepdf.Dictionary = pikepdf.Dictionary()
    for _ in range(61):
        form = pdf.make_stream(content)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 400, 240])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=below)
        content, below = b"q 1 0 0 1 0 0 cm /Fm Do Q", pikepdf.Dictionary(Fm=form)
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=below)
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(Unfinished):
        redact.lay_out(
            tmp_path / "a.pdf",
            tmp_path / "b.pdf",
            _found(tmp_path / "a.pdf"),
            frozenset(),
            redact.Manner(frozenset({1})),
        )


def test_the_streams_of_a_page_without_boxes_are_one_in_a_large_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    doc = pymupdf.open()
    for _ in range(3):
        _page(doc)
    source = _saved(doc, tmp_path / "a.pdf")
    only_first = _found(source)[:1]
    as_it_was = [_text(_redacted(source, only_first), page) for page in range(3)]
    monkeypatch.setattr(redact, "_MANY", 2)
    joined = _redacted(source, only_first)
    with pikepdf.open(joined) as pdf:
        streams = [page.obj["/Contents"] for page in pdf.pages]
    assert [isinstance(one, pikepdf.Stream) for one in streams] == [False, True, True]
    assert [_text(joined, page) for page in range(3)] == as_it_was
    assert NAME not in as_it_was[0]
    assert NAME in as_it_was[1]
