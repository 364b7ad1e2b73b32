# SPDX-License-Identifier: EUPL-1.2
"""Each check of the proof: a good file passes, one spoilt in one way fails that check only."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from reportlab.pdfgen import canvas

from proofs import NAME, SPOKEN, Case, Spoil, case, letter, painted, user
from woolak.model import Box, Reason
from woolak.pdf.proving.verify import Mark, Removed, boxes, readable_under, verify


def draw(operators: str) -> Spoil:
    """Return a change that adds a content stream before the one with the boxes."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        parts = list(page.Contents)
        parts.insert(len(parts) - 1, pdf.make_stream(operators.encode("latin-1")))
        page.Contents = pikepdf.Array(parts)

    return change


def under(made: Case, dx: float = 10, dy: float = 4) -> tuple[float, float]:
    """Return a point in user space under the first box, from its lower left corner."""
    box = made.redactions[0].boxes[0]
    return box.x0 + dx, 300 - box.y1 + dy


def test_a_good_file_passes(tmp_path: Path):
    assert case(tmp_path).leaks() == []


def test_a_file_without_redactions_passes(tmp_path: Path):
    assert case(tmp_path, words=()).leaks() == []


def test_invisible_text_under_a_box_is_found(tmp_path: Path):
    made = case(tmp_path)
    x, y = under(made)
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf {x} {y} Td (xq) Tj ET"))
    assert made.where() == {"text_under_box"}
    assert {leak.page for leak in made.leaks()} == {1}


def test_outlined_letters_under_a_box_are_found(tmp_path: Path):
    made = case(tmp_path)
    x, y = under(made)
    made.spoil(draw(f"0 g {x} {y} m {x + 5} {y} l {x + 2} {y + 8} l f"))
    assert made.where() == {"visible_under_box"}


def stamp(pdf: pikepdf.Pdf, rows: bytes, x: float, y: float) -> None:
    """Draw an image of 20 by 7 points, 20 dots wide, whose pixels are `rows`."""
    image = pdf.make_stream(zlib.compress(rows))
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = 20, len(rows) // 20, 8
    image.ColorSpace, image.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.FlateDecode
    page = pdf.pages[0].obj
    page.Resources["/XObject"] = pikepdf.Dictionary(Stempel=image)
    draw(f"q 20 0 0 7 {x} {y} cm /Stempel Do Q 1 g {x - 1} {y - 1} 22 9 re f")(pdf)


@pytest.mark.parametrize("pixel", [0, 255])
def test_what_an_image_holds_under_a_box_is_found_although_it_is_covered(
    tmp_path: Path, pixel: int
):
    made = case(tmp_path)
    x, y = under(made)
    row = bytes([255] * 6 + [pixel] * 8 + [255] * 6)
    made.spoil(lambda pdf: stamp(pdf, row * 7, x, y))
    assert made.where() == ({"image_under_box"} if pixel == 0 else set())


@pytest.mark.parametrize(
    "line",
    [
        "0 g 20 {line} 350 1 re f",
        "0 g {left} {line} {width} 0.8 re f",
        "0 G 1 w {middle} 20 m {middle} 280 l S",
        "0 G 1 w {middle} {above} m {middle} {below} l S",
        "0.6 g 20 150 {half} 100 re f",
        "0.8 g BT /helv 150 Tf 40 120 Td (C) Tj ET",
        "0.3 g 20 150 360 100 re f",
    ],
    ids=["rule", "underline", "border", "short border", "shade", "watermark", "dark cell"],
)
def test_a_rule_or_a_shade_that_runs_on_outside_the_box_may_stay(tmp_path: Path, line: str):
    box = case(tmp_path).redactions[0].boxes[0]
    low, high = 300 - box.y1, 300 - box.y0
    values = {"line": (low + high) / 2, "left": box.x0, "width": box.x1 - box.x0}
    values |= {"middle": (box.x0 + box.x1) / 2, "above": low - 2, "below": high + 2}
    operators = line.format(**values, half=(box.x0 + box.x1) / 2 - 20)

    made = case(tmp_path)
    for path in (made.original, made.output):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].contents_add(f"q {operators} Q".encode(), prepend=True)
            pdf.save(path)
    assert made.leaks() == []


def test_lines_set_tight_do_not_count_as_under_the_box(tmp_path: Path):
    def tight(page: pymupdf.Page) -> None:
        for row, text in enumerate(["ggg,jjj;ppp, qqq", f"aan {NAME}", "Allerliefste 'quote' ÄÖ"]):
            page.insert_text((60, 100 + 11 * row), text, fontsize=11)

    assert case(tmp_path, tight).leaks() == []


def test_a_character_that_is_gone_is_missed(tmp_path: Path):
    made = case(tmp_path, words=("bericht", NAME))
    made = Case(made.original, made.output, made.redactions[1:], made.removed[1:])
    found = {(leak.where, leak.reason) for leak in made.leaks()}
    assert found == {("text_lost", Reason.TEXT_LOST), ("ink_gone", Reason.TEXT_LOST)}


@pytest.mark.parametrize(("shift", "lost"), [(0.5, False), (2, True)])
def test_text_may_not_move_more_than_a_point(tmp_path: Path, shift: float, *, lost: bool):
    made = case(tmp_path)

    def move(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(f"1 0 0 1 {shift} 0 cm".encode(), prepend=True)
        draw(f"1 0 0 1 -{shift} 0 cm")(pdf)

    assert (made.spoil(move).where() == {"text_lost"}) is lost


def test_a_hyphen_at_a_line_end_is_no_loss_when_the_next_word_goes(tmp_path: Path):
    def hyphen(page: pymupdf.Page) -> None:
        page.insert_text((60, 80), "Dit is de ambtenaren-", fontsize=11)
        page.insert_text((60, 94), "pietersen en meer tekst", fontsize=11)

    assert case(tmp_path, hyphen, words=("pietersen",)).leaks() == []


def test_text_drawn_twice_for_bold_is_no_loss(tmp_path: Path):
    def bold(page: pymupdf.Page) -> None:
        letter(page)
        page.insert_text((60.3, 100), f"De heer {NAME} heeft ons geschreven.", fontsize=11)

    assert case(tmp_path, bold).leaks() == []


@pytest.mark.parametrize(
    ("key", "value"), [("/Rotate", 180), ("/MediaBox", [0, 0, 400, 320]), ("/UserUnit", 2)]
)
def test_a_page_of_another_size_or_rotation_is_found(tmp_path: Path, key: str, value: object):
    made = case(tmp_path, words=())
    made.spoil(lambda pdf: pdf.pages[0].obj.__setitem__(key, value))
    found = [(leak.where, leak.reason) for leak in made.leaks()]
    assert found == [("page_size", Reason.TEXT_LOST)]


def test_a_page_too_many_is_found(tmp_path: Path):
    made = case(tmp_path)
    made.spoil(lambda pdf: pdf.add_blank_page())
    assert made.where() == {"page_count"}


def encoded(page: pymupdf.Page, text: str = NAME, at: tuple[int, int] = (200, 200)) -> None:
    """Set a text with an embedded font of two-byte glyph numbers."""
    page.insert_font(fontname="F9", fontbuffer=pymupdf.Font("cour").buffer)
    page.insert_text(at, text, fontname="F9", fontsize=11, render_mode=3)


def test_a_removed_text_elsewhere_on_the_page_is_read_through_its_font(tmp_path: Path):
    made = case(tmp_path)
    with pymupdf.open(made.output) as document:
        first = document.page_xref(0)
        boxes_stream = document[0].get_contents()[-1]
        encoded(document[0])
        order = [xref for xref in document[0].get_contents() if xref != boxes_stream]
        listed = " ".join(f"{xref} 0 R" for xref in [*order, boxes_stream])
        document.xref_set_key(first, "Contents", f"[{listed}]")
        data = document.tobytes(garbage=4)
    made.output.write_bytes(data)
    made.spoil(lambda pdf: pdf.trailer.__delitem__("/Info") if "/Info" in pdf.trailer else None)
    assert made.where() == {"text"}


def beside(text: str) -> Callable[[pymupdf.Page], None]:
    """Return a letter with a line more."""

    def more(page: pymupdf.Page) -> None:
        letter(page)
        page.insert_text((60, 200), text, fontsize=11)

    return more


@pytest.mark.parametrize("line", [f"Zie {NAME.upper()} nog.", "Zie P i e t e r s e n nog."])
def test_a_text_that_the_original_has_outside_its_boxes_may_stay_there(tmp_path: Path, line: str):
    made = case(tmp_path, beside(line), words=(f"heer {NAME}",))
    removed = [Removed(1, NAME)]
    assert verify(made.original, made.output, made.redactions, removed) == []
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf 60 50 Td ({NAME}) Tj ET"))
    assert {
        leak.where for leak in verify(made.original, made.output, made.redactions, removed)
    } == {"text"}


@pytest.mark.parametrize("text", ["J", "TB", "Bos", "–", ""])
def test_a_short_text_is_looked_for_under_its_box_only(tmp_path: Path, text: str):
    made = case(tmp_path)
    removed = [*made.removed, Removed(1, text)]
    assert verify(made.original, made.output, made.redactions, removed) == []


def test_a_text_inside_another_word_is_no_leak(tmp_path: Path):
    made = case(tmp_path, beside("Zij veranderden dat, en andersom."))
    removed = [Removed(1, text) for text in ("Anders", "Rsom", "Ander")]
    assert verify(made.original, made.output, made.redactions, removed) == []


def test_a_removed_text_that_stays_beside_its_box_is_no_leak_and_once_more_is_one(tmp_path: Path):
    made = case(tmp_path, beside("Minister Pietersen bleef."), first=True)
    assert made.leaks() == []
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf 60 50 Td ({NAME}) Tj ET"))
    assert made.where() == {"text"}


def test_a_removed_text_may_stay_nowhere_when_its_box_lies_on_nothing(tmp_path: Path):
    made = case(tmp_path, beside("Minister Pietersen bleef."), first=True)
    with pymupdf.open(made.original) as document:
        hit = document[0].search_for(NAME)[0]
        strip = (hit.x0 + 0.2, hit.y0 + 5, hit.x1 - 0.2, hit.y1 - 5)
        document[0].add_redact_annot(strip, fill=False, cross_out=False)
        document[0].apply_redactions()
        data = document.tobytes()
    made.original.write_bytes(data)
    assert "text" in made.where()


def test_a_box_stream_with_more_than_boxes_is_found(tmp_path: Path):
    made = case(tmp_path)

    def add(pdf: pikepdf.Pdf) -> None:
        last = pdf.pages[0].obj.Contents[-1]
        last.write(last.read_bytes() + b" BT /Lak0 6 Tf 10 10 Td (nog iets) Tj ET")

    assert "box_stream" in made.spoil(add).where()


def test_a_removed_text_that_is_a_word_of_our_own_grounds_is_no_leak(tmp_path: Path):
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((60, 80), "De heer Onder is er niet.")

    assert case(tmp_path, draw, words=("Onder",)).leaks() == []


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def test_a_box_that_says_more_than_its_ground_is_found(tmp_path: Path):
    made = case(tmp_path)

    def add(pdf: pikepdf.Pdf) -> None:
        last = pdf.pages[0].obj.Contents[-1]
        said, says = (_hex(text) for text in (SPOKEN, f"Gelakt: {NAME}"))
        last.write(last.read_bytes().replace(said, says))

    assert "box_stream" in made.spoil(add).where()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, [10, 20, 390, 280]], ids=["whole", "cropped"])
@pytest.mark.parametrize("unit", [1, 2])
def test_boxes_are_where_they_are_displayed(
    tmp_path: Path, rotate: int, crop: list[int] | None, unit: int
):
    keys: dict[str, object] = {"/Rotate": rotate, "/UserUnit": unit}
    made = case(tmp_path, page_keys=keys | ({"/CropBox": crop} if crop else {}))
    assert made.leaks() == []
    (mark,), box = boxes(made.output), made.redactions[0].boxes[0]
    assert (mark.page, mark.redaction, mark.label) == (1, "L1", "5.1.2.e")
    found = (mark.box.x0, mark.box.y0, mark.box.x1, mark.box.y1)
    assert found == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.1)
    with pikepdf.open(made.output) as pdf:
        place = user(pdf.pages[0], box)
    x, y = place.x0 + 6, place.y0 + 3
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf {x} {y} Td (xq) Tj ET"))
    assert made.where() == {"text_under_box"}
    assert [leak.where for leak in readable_under(made.output, [mark])] == ["text_under_box"]


def test_boxes_are_read_in_the_matrix_in_which_they_are_painted(tmp_path: Path):
    made = case(tmp_path, words=())

    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q 2 0 0 2 10 0 cm")
        pdf.pages[0].contents_add(painted("A", Box(10, 20, 30, 40)) + painted("A", Box(0, 0, 9, 9)))

    made.spoil(paint)
    assert boxes(made.output) == [
        Mark(1, "A", "5.1.2.e", Box(30, 220, 70, 260)),
        Mark(1, "A", "5.1.2.e", Box(10, 282, 28, 300)),
    ]


def test_nothing_is_readable_under_the_boxes_of_a_good_file(tmp_path: Path):
    made = case(tmp_path)
    assert readable_under(made.output, boxes(made.output)) == []


def test_a_file_from_another_producer_is_read_alike(tmp_path: Path):
    path = tmp_path / "rl.pdf"
    page = canvas.Canvas(str(path), pagesize=(400, 300), invariant=True)
    page.drawString(60, 200, "Beste lezer")
    page.save()
    assert [leak.where for leak in readable_under(path, [_mark(Box(58, 88, 120, 104))])] == [
        "text_under_box",
        "visible_under_box",
    ]


def _mark(box: Box) -> Mark:
    return Mark(1, "L1", "5.1.2.e", box)


def test_an_output_that_cannot_be_read_is_a_leak(tmp_path: Path):
    made = case(tmp_path)
    made.output.write_bytes(b"%PDF-1.7 nothing")
    assert made.where() == {"unreadable"}
    assert readable_under(made.output, [])[0].where == "unreadable"


def test_no_leak_and_no_repr_tells_a_text(tmp_path: Path):
    made = case(tmp_path)
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf 60 50 Td ({NAME}) Tj ET"))
    assert made.where() == {"text", "content_stream"}
    assert NAME not in repr(made.leaks()) + repr(made.removed)
    assert {leak.document for leak in made.leaks()} == {"0001"}


def test_the_document_is_named_by_its_file_without_redactions(tmp_path: Path):
    made = case(tmp_path, words=())
    made.spoil(lambda pdf: pdf.add_blank_page())
    assert [leak.document for leak in made.leaks()] == ["0001"]
