# SPDX-License-Identifier: EUPL-1.2
"""What only eyes can see is read with its place, or the page says that a person has to look."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pymupdf
import pytest
from PIL import Image

from test_trust import claiming
from woolak import dossier, run
from woolak.evaluate import misread
from woolak.model import Box, Layer, Page, Reason, Redaction, Status
from woolak.pdf import ink
from woolak.pdf.proving import verify
from woolak.pdf.reading import read, unread
from woolak.pdf.seeing import ocr, painted, tesseract

pytestmark = pytest.mark.needs("ocr")

LINES = (
    "Geachte mevrouw Yilmaz,",
    "De heer K. van den Broek belt",
    "op 070 370 12 34 over het plan.",
)
SIZE = (260, 120)
Gray = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.float64]


def typed(lines: Iterable[str] = LINES, dpi: int = 200, size: tuple[int, int] = SIZE) -> Gray:
    """Return lines of text in pixels, black on white."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=size[0], height=size[1])
        for number, line in enumerate(lines):
            page.insert_text((20, 30 + 24 * number), line, fontsize=11)
        drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width).copy()


def png(gray: Gray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(gray).save(out, "PNG")
    return out.getvalue()


def scan(path: Path, *images: Gray, dpi: int = 200) -> Path:
    """Write a PDF with a page for each image."""
    with pymupdf.open() as doc:
        for gray in images:
            high, wide = (side * 72 / dpi for side in gray.shape)
            doc.new_page(width=wide, height=high).insert_image((0, 0, wide, high), stream=png(gray))
        doc.save(path)
    return path


def both(path: Path, **how: float) -> tuple[Page, Page | None]:
    """Return page 1 as its text layer and as OCR reads it."""
    found = ocr.pages(path, "0001", [1], **how)  # type: ignore[arg-type]
    return found[0], next((page for page in found if page.layer is Layer.OCR), None)


def said(path: Path) -> str:
    page, pixels = both(path)
    assert page.unread is None
    return " ".join(pixels.text.split()) if pixels else ""


def test_a_scan_is_read_and_needs_no_person(tmp_path: Path):
    assert said(scan(tmp_path / "a.pdf", typed())) == " ".join(LINES)


def inked(path: Path) -> Numbers:
    """Return the (n, 2) places, in points, of the dark pixels of a page as displayed."""
    with pymupdf.open(path) as doc:
        drawn = doc[0].get_pixmap(dpi=144, colorspace=pymupdf.csGRAY)
    gray = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)
    return np.argwhere(gray < 128)[:, ::-1].astype(np.float64) / 2 + 0.25


def within(points: Numbers, box: Box) -> npt.NDArray[np.bool_]:
    x, y = points.T
    inside: npt.NDArray[np.bool_] = (x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1)
    return inside


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_boxes_of_words_cover_the_ink_in_every_direction(turns: int, tmp_path: Path):
    path = scan(tmp_path / "a.pdf", np.rot90(typed(), turns))
    assert said(path) == " ".join(LINES)
    pixels = both(path)[1]
    assert pixels
    points = inked(path)
    boxes = [within(points, word.box) for word in pixels.words]
    assert np.logical_or.reduce(boxes).all()
    assert all(box.any() for box in boxes)


@pytest.mark.parametrize("rotation", [90, 270])
def test_a_page_with_rotate_is_read_as_displayed(rotation: int, tmp_path: Path):
    with pymupdf.open(scan(tmp_path / "a.pdf", np.rot90(typed(), rotation // 90))) as doc:
        doc[0].set_rotation(rotation)
        doc.save(tmp_path / "b.pdf")
    assert said(tmp_path / "b.pdf") == " ".join(LINES)
    pixels = both(tmp_path / "b.pdf")[1]
    assert pixels
    assert all(word.upright for word in pixels.words)


def test_text_in_two_directions_is_read_in_both(tmp_path: Path):
    page = np.full((600, 900), 255, np.uint8)
    lines = typed()
    page[50 : 50 + lines.shape[0], : lines.shape[1]] = lines
    aside = np.rot90(typed(["Sanne Kuipers"], size=(130, 40)), 1)
    page[80 : 80 + aside.shape[0], 770 : 770 + aside.shape[1]] = aside
    found = said(scan(tmp_path / "a.pdf", page))
    assert "Yilmaz" in found
    assert "Sanne Kuipers" in found


def test_a_crooked_scan_with_grain_and_little_contrast_is_read(tmp_path: Path):
    turned = Image.fromarray(typed(dpi=300)).rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255)
    pale = 150 + np.asarray(turned, dtype=np.float64) * 0.35
    grain = np.random.default_rng(1).normal(0, 6, pale.shape)
    gray = (pale + grain).clip(0, 255).astype(np.uint8)
    assert said(scan(tmp_path / "a.pdf", gray, dpi=300)) == " ".join(LINES)


def test_letters_made_of_dots_are_read(tmp_path: Path):
    gray = np.where(typed() < 128, 90, 235).astype(np.uint8)
    dots = np.array(Image.fromarray(gray).convert("1").convert("L"))
    page, pixels = both(scan(tmp_path / "a.pdf", dots))
    assert page.unread is None
    assert pixels
    assert "Yilmaz" in pixels.text
    assert "K. van den Broek" in pixels.text


def test_lines_of_a_crooked_scan_stay_lines(tmp_path: Path):
    turned = Image.fromarray(typed()).rotate(1, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = both(scan(tmp_path / "a.pdf", np.asarray(turned)))[1]
    assert pixels
    assert [line for line in pixels.text.splitlines() if line] == list(LINES)


def test_an_address_is_cut_at_the_white_beside_its_letters(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", typed(["Mail k.broek@example.nl nu."], dpi=300), dpi=300)
    pixels = both(path)[1]
    assert pixels
    start = pixels.text.index("k.broek")
    (local,) = pixels.boxes(start, start + len("k.broek"), exact=True)
    column = np.abs(inked(path)[:, 0] - local.x1) < 0.2
    assert not column.any()


def photograph() -> Gray:
    """Return something with many tones and no letters."""
    coarse = np.random.default_rng(2).integers(0, 255, (12, 12)).astype(np.uint8)
    return np.asarray(Image.fromarray(coarse).resize((500, 500), Image.Resampling.BICUBIC))


def scribble() -> Gray:
    """Return a signature: thin, and like no letter."""
    page = np.full((150, 600), 255, np.uint8)
    along = np.linspace(0, 1, 6000)
    x = 40 + 480 * along + 30 * np.sin(40 * along)
    y = 75 + 50 * np.sin(23 * along) * np.cos(7 * along)
    for down in range(3):
        page[(y + down).astype(int), x.astype(int)] = 0
    return page


def logo() -> Gray:
    """Return a bar with a disc left out."""
    page = np.full((200, 120), 255, np.uint8)
    page[10:180, 30:90] = 40
    y, x = np.mgrid[0:200, 0:120]
    page[(y - 140) ** 2 + (x - 60) ** 2 < 200] = 255
    return page


@pytest.mark.parametrize("what", [photograph, scribble])
def test_a_photograph_and_handwriting_need_eyes(what: object, tmp_path: Path):
    assert callable(what)
    assert both(scan(tmp_path / "a.pdf", what()))[0].unread is Reason.NEEDS_EYES


def test_a_logo_does_not_hold_a_page_up(tmp_path: Path):
    page, pixels = both(scan(tmp_path / "a.pdf", logo()))
    assert (page.unread, pixels) == (None, None)


def test_handwriting_between_typed_lines_needs_eyes(tmp_path: Path):
    page = np.pad(typed(), ((0, 170), (0, 0)), constant_values=255)
    page[340:490, 60:660] = scribble()
    assert both(scan(tmp_path / "a.pdf", page))[0].unread is Reason.NEEDS_EYES


def test_the_lines_of_a_table_are_no_handwriting(tmp_path: Path):
    page = typed()
    page[45:48, 30:690] = page[105:108, 30:690] = page[170:173, 30:690] = 90
    page[45:173, 30:33] = page[45:173, 400:403] = page[45:173, 687:690] = 90
    assert both(scan(tmp_path / "a.pdf", page))[0].unread is None


@pytest.mark.parametrize("angle", [0, 3])
def test_the_frame_of_a_stamp_is_no_handwriting_and_what_a_pen_puts_in_it_is(
    angle: int, tmp_path: Path
):
    page = np.pad(typed(), ((0, 200), (0, 0)), constant_values=255)
    stamp = np.full((130, 340), 255, np.uint8)
    stamp[:8] = stamp[-8:] = stamp[:, :8] = stamp[:, -8:] = 40
    empty = page.copy()
    for sheet in (empty, page):
        tilted = Image.fromarray(stamp).rotate(
            angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255
        )
        high, wide = tilted.height, tilted.width
        sheet[350 : 350 + high, 60 : 60 + wide] = np.asarray(tilted)
        stamp[10:120, 10:330] = scribble()[20:130, :320]
    assert both(scan(tmp_path / "a.pdf", empty))[0].unread is None
    assert both(scan(tmp_path / "b.pdf", page))[0].unread is Reason.NEEDS_EYES


def letter(path: Path, *, mode: int, text: str = "Onze brief van mei") -> Path:
    """Write a page with text, visible (mode 0) or hidden (3), and an image with other text."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=300)
        page.insert_image((20, 100, 20 + SIZE[0], 100 + SIZE[1]), stream=png(typed()))
        where = (30, 60) if mode == 0 else (40, 130)
        page.insert_text(where, text, fontsize=11, render_mode=mode)
        doc.save(path)
    return path


def test_of_a_page_with_text_and_an_image_only_the_image_is_added(tmp_path: Path):
    page, pixels = both(letter(tmp_path / "a.pdf", mode=0))
    assert page.text == "Onze brief van mei"
    assert pixels
    assert " ".join(pixels.text.split()) == " ".join(LINES)


def test_hidden_text_under_a_scan_is_read_beside_its_pixels(tmp_path: Path):
    page, pixels = both(letter(tmp_path / "a.pdf", mode=3, text="Geachte mevrouw Yilmaz,"))
    assert page.text == "Geachte mevrouw Yilmaz,"
    assert pixels
    assert "Yilmaz" in pixels.text


def test_letters_that_lie_are_read_and_what_reads_the_same_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(unread, "reason", lambda *_: Reason.NEEDS_OCR)
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=100)
        page.insert_text((30, 60), "Onze brief van mei", fontsize=11)
        doc.save(tmp_path / "a.pdf")
    page, pixels = both(tmp_path / "a.pdf")
    assert (page.unread, pixels) == (None, None)


def test_a_word_to_which_unseen_letters_are_glued_is_read_by_itself(tmp_path: Path):
    text = "Onze Smorkaard van mei"
    claiming(tmp_path / "a.pdf", lambda char: "Vlon" if char == " " else char, text)
    page, pixels = both(tmp_path / "a.pdf")
    assert "Smorkaard" not in page.text.split()
    assert pixels
    assert "Smorkaard" in pixels.text.split()


def test_an_image_is_read_to_its_edges_outside_the_page(tmp_path: Path):
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=300)
        page.insert_image((-180, 100, 80, 220), stream=png(typed()))
        doc.save(tmp_path / "a.pdf")
    pixels = both(tmp_path / "a.pdf")[1]
    assert pixels
    assert pixels.text.startswith("Geachte mevrouw")
    assert pixels.words[0].box.x1 < 0


def test_what_looks_the_same_on_the_next_page_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shapes: list[tuple[int, ...]] = []
    really = tesseract.read

    def noted(gray: Gray, dpi: float, seconds: float) -> tesseract.Reading:
        shapes.append(gray.shape)
        return really(gray, dpi, seconds)

    monkeypatch.setattr(tesseract, "read", noted)
    found = ocr.pages(scan(tmp_path / "a.pdf", typed(), typed(), logo()), "0001", [1, 2, 3])
    assert len(shapes) == 2
    assert found[1].text == found[3].text != ""


def test_an_approved_logo_is_not_read(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", photograph())
    approved = frozenset(read.images(path, 1))
    assert ocr.pages(path, "0001", [1], approved=approved)[0].unread is None


def test_a_page_that_takes_too_long_says_so(tmp_path: Path):
    assert both(scan(tmp_path / "a.pdf", typed()), seconds=0)[0].unread is Reason.TIMEOUT


def test_ink_in_one_flat_tone_is_no_photograph():
    flat = np.full((800, 800), 255, np.uint8)
    flat[100:700, 100:700] = 60
    assert [mark.needs_eyes for mark in ink.marks(flat, 200)] == [False]


@pytest.mark.parametrize("word", ["", "Yilmaz"])
def test_one_tone_that_runs_into_another_is_no_photograph_unless_something_stands_on_it(word: str):
    ground = np.full((1000, 1000), 255, np.uint8)
    ground[100:700, 100:700] = np.linspace(30, 230, 600).astype(np.uint8)
    if word:
        letters = typed([word], size=(180, 48))
        place = ground[300 : 300 + letters.shape[0], 150 : 150 + letters.shape[1]]
        np.minimum(place, letters, out=place)
    assert [mark.needs_eyes for mark in ink.marks(ground, 200)] == [bool(word)]


@pytest.mark.parametrize(
    ("content", "pictured"),
    [
        (b"/Pattern cs /P0 scn 0 0 9 9 re f 0 g BT (a) Tj ET", False),
        (b"q /Pattern cs /P0 scn 0 0 9 9 re f Q BT (a) Tj ET", False),
        (b"/Pattern cs /P0 scn q 0 g Q BT (a) Tj ET", True),
        (b"/Pattern CS /P0 SCN 0 g BT 1 Tr [(a)] TJ ET", True),
        (b"/Pattern cs 1 0 0 /P0 scn /F Do", True),
        (b"BT /Pattern cs /P0 scn (a (b) q 0 g) Tj ET", True),
    ],
)
def test_text_that_is_painted_with_a_pattern_may_be_a_picture(content: bytes, *, pictured: bool):
    with pymupdf.open() as doc:
        page = doc.new_page()
        xref = doc.get_new_xref()
        doc.update_object(xref, "<<>>")
        doc.update_stream(xref, content)
        doc.xref_set_key(page.xref, "Contents", f"{xref} 0 R")
        assert painted.with_patterns(page) is pictured


def _boxed(path: Path, out: Path, box: tuple[float, float, float, float]) -> list[str]:
    """Prove an output in which nothing was removed but what stands in `box`."""
    from woolak.pdf.rebuilding import sanitize
    from woolak.pdf.removing import redact

    redaction = Redaction("0001-0001", "0001", 1, (Box(*box),), "5.1.2e")
    redact.apply(path, out.with_suffix(".raw"), [redaction])
    sanitize.rebuild(out.with_suffix(".raw"), out, "Document 0001")
    gone = verify.Removed(1, "Yilmaz")
    return [leak.where for leak in verify.verify(path, out, [redaction], [gone])]


def test_the_proof_reads_pixels_that_stayed_beside_a_box(tmp_path: Path):
    """No other check can see that the box stands where the name is not."""
    path = scan(tmp_path / "a.pdf", typed())
    assert _boxed(path, tmp_path / "goed.pdf", (106, 18, 146, 36)) == []
    assert _boxed(path, tmp_path / "mis.pdf", (150, 18, 190, 36)) == ["legible_under_box"]


def _job(folder: Path, *, with_ocr: bool) -> tuple[Status, Reason | None]:
    with dossier.open_dossier(folder / "zaak") as opened:
        settings = run.Settings("inline", ocr=with_ocr)
        run.run([folder / "brief.pdf"], opened, settings, lambda *_: None)
        known = opened.document("0001")
    return known.status, known.reason


def test_a_scan_waits_for_ocr_and_is_then_published_without_the_name(tmp_path: Path):
    scan(tmp_path / "brief.pdf", typed())
    run.make(tmp_path / "zaak")
    assert _job(tmp_path, with_ocr=False) == (Status.UNFINISHED, Reason.NEEDS_OCR)
    assert _job(tmp_path, with_ocr=True) == (Status.PUBLISHED, None)
    published = tmp_path / "zaak" / "published" / "0001.pdf"
    with pymupdf.open(published) as doc:
        drawn = pymupdf.Pixmap(doc, doc[0].get_images()[0][0])
    gray = np.asarray(Image.open(io.BytesIO(drawn.tobytes("png"))).convert("L"))
    name = gray[55:100, 308:404]
    assert typed()[55:100, 308:404].min() < 100
    assert name.min() == 255
    pixels = both(published)[1]
    assert pixels
    assert "Yilmaz" not in pixels.text


def test_gold_is_placed_where_ocr_misread_it():
    text = "Aan Petra Hoogtand van Ibrahim Gelk, en Petra"
    places = misread.place(["Petra", "Petra Hoogland", "Ibrahim Çelik", "Jansen"], text)
    assert [place and text[slice(*place)] for place in places] == [
        "Petra", "Petra Hoogtand", "Ibrahim Gelk", None,
    ]  # fmt: skip
    assert places[0] == (40, 45)


def test_a_line_that_a_clip_cuts_through_is_read(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", typed())
    with pymupdf.open(path) as doc:
        content = doc[0].read_contents()
        doc.update_stream(doc[0].get_contents()[0], b"0 66 400 200 re W n " + content)
        doc.saveIncr()
    _, pixels = both(path)
    assert pixels is not None
    assert "Broek belt" in pixels.text
    assert "070" not in pixels.text


def test_a_pale_line_between_dark_ones_is_read(tmp_path: Path):
    gray = typed()
    line = gray[90:150]
    gray[90:150] = 255 - (255 - line) // 5
    assert said(scan(tmp_path / "a.pdf", gray)) == " ".join(LINES)


def test_an_image_that_is_mostly_transparent_is_read(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", typed())
    with pymupdf.open(path) as doc:
        kind, value = doc.xref_get_key(doc[0].xref, "Resources")
        at, key = (int(value.split()[0]), "") if kind == "xref" else (doc[0].xref, "Resources/")
        doc.xref_set_key(at, f"{key}ExtGState", "<</G0 <</ca .3>>>>")
        content = doc[0].read_contents()
        doc.update_stream(doc[0].get_contents()[0], b"/G0 gs " + content)
        doc.saveIncr()
    assert said(path) == " ".join(LINES)


@pytest.mark.parametrize(("high", "unread"), [(24, Reason.NEEDS_EYES), (200, None)])
def test_a_pattern_that_shows_a_part_of_its_image_needs_eyes(
    tmp_path: Path, high: int, unread: Reason | None
):
    path = scan(tmp_path / "a.pdf", typed())
    with pymupdf.open(path) as doc:
        image = doc[0].get_images()[0][0]
        wide, tall = SIZE
        tile, page = doc.get_new_xref(), doc[0].xref
        doc.update_object(
            tile,
            f"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 {wide} {tall}]/XStep {wide}"
            f"/YStep {tall}/Resources<</XObject<</Im {image} 0 R>>>>>>",
        )
        doc.update_stream(tile, f"{wide} 0 0 {tall} 0 0 cm /Im Do".encode())
        doc.xref_set_key(page, "Resources", f"<</Pattern<</P1 {tile} 0 R>>>>")
        content = f"/Pattern cs /P1 scn 0 {max(0, tall - 16 - high)} {wide} {high} re f"
        doc.update_stream(doc[0].get_contents()[0], content.encode())
        doc.save(tmp_path / "b.pdf")
    found, pixels = both(tmp_path / "b.pdf")
    assert pixels is not None
    assert found.unread is unread


def lacking(path: Path, *lines: str) -> tuple[Page, Page | None]:
    """Write lines in a font without Vietnamese letters, and read them."""
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_font(fontname="F9", fontbuffer=pymupdf.Font("cour").buffer)
    page.insert_text((50, 80), list(lines), fontname="F9")
    doc.save(path)
    return both(path)


def test_a_letter_that_a_font_lacks_does_not_hold_up_its_page(tmp_path: Path):
    text, seen = lacking(tmp_path / "a.pdf", "Van: Hiền Ngô", "Aan: Karin Jansen")
    assert text.text == "Van: Hi\ufffdn Ngô\nAan: Karin Jansen"
    assert text.unread is None
    assert seen is None or "Jansen" not in seen.text


def test_more_lines_without_their_letters_than_a_few_are_read_by_their_pixels(tmp_path: Path):
    _, seen = lacking(tmp_path / "a.pdf", *["Van: Hiền Ngô"] * 30, "Aan: Karin Jansen")
    assert seen is not None
