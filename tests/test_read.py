# SPDX-License-Identifier: EUPL-1.2
"""Reading gives every word, its place as displayed, and no false promise of completeness."""

from __future__ import annotations

import random
import tempfile
import unicodedata
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from drawn import encoded, helvetica, lines, raw, saved
from woolak.model import Layer, Page, Reason, Word
from woolak.pdf.reading.characters import joined, normalised
from woolak.pdf.reading.read import pages
from woolak.pdf.rendering.render import png


def _word(page: Page, text: str) -> Word:
    return next(word for word in page.words if word.text == text)


def test_every_word_stands_at_its_offset(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["Beste Fatma Aydin,", "", "het concept-", "besluit volgt."])
    assert [page.text[word.start : word.end] for word in page.words] == [
        word.text for word in page.words
    ]
    assert all(len(word.edges) == len(word.text) + 1 for word in page.words)


def test_words_lines_and_blocks_have_their_own_separator(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["Geachte heer,", "dit is een", "", "", "nieuwe alinea"])
    assert page.text == "Geachte heer,\ndit is een\n\nnieuwe alinea"


def test_wide_leading_does_not_tear_a_paragraph_apart(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["een", "twee", "drie", "vier"], leading=20)
    assert page.text == "een\ntwee\ndrie\nvier"


def test_a_word_hyphenated_over_two_lines_is_two_words_without_a_gap(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["aan mevrouw Van Bever-", "wijk gestuurd"])
    assert page.text == "aan mevrouw Van Beverwijk gestuurd"
    first, second = _word(page, "Bever"), _word(page, "wijk")
    assert first.end == second.start
    assert first.line != second.line
    assert len(page.boxes(first.start, second.end)) == 2
    assert first.box.x1 > first.edges[-1], "the hyphen is covered with its word"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Bever-", "wijk", "Bever"),
        ("Bever\u2010", "wijk", "Bever"),
        ("Bever\u00ad", "wijk", "Bever"),
        ("Lou\u00adhe\u00ad\u2010", "nahen", "Lou\u00adhe"),
        ("Jansen-", "Pietersen", "Jansen-"),
        ("Jansen-", "de", "Jansen-"),
        ("2024-", "0012", "2024-"),
        ("anne-", "marie@voorbeeld.nl", "anne-"),
        ("in-", "en", None),
        ("-", "punt", None),
        ("besluit", "volgt", None),
        ("vervolg-", "(zie", None),
    ],
)
def test_a_hyphen_goes_stays_or_stands_alone(first: str, second: str, whole: str | None):
    assert joined(first, second) == whole


def test_ligatures_and_loose_accents_are_read_as_typed(tmp_path: Path):
    page = encoded(tmp_path / "a.pdf", "Ste\ufb03e Zoe\u0308 \u0132sbrand Ko\u00adning")
    assert page.text == "Steffie Zoë IJsbrand Koning"
    assert all(len(word.edges) == len(word.text) + 1 for word in page.words)
    assert list(_word(page, "Steffie").edges) == sorted(_word(page, "Steffie").edges)


@given(st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1))
def test_normalising_gives_nfc_with_an_edge_around_each_character(text: str):
    edges = [float(index) for index in range(len(text) + 1)]
    plain, borders = normalised(text, edges)
    assert len(borders) == len(plain) + 1
    assert list(borders) == sorted(borders)
    assert borders[-1] == edges[-1]
    assert normalised(plain, borders)[0] == unicodedata.normalize("NFC", plain)


@given(st.text("abcdé\ufb01\ufb03\u00ad\u0133", min_size=1), st.floats(1, 20))
def test_normalising_keeps_letters_where_they_were_drawn(text: str, width: float):
    edges = [index * width for index in range(len(text) + 1)]
    plain, borders = normalised(text, edges)
    for char, left in zip(plain, borders, strict=False):
        drawn = text[int(left / width + 1e-6)]
        assert char in unicodedata.normalize("NFKC", drawn)


def test_spaced_letters_are_one_word(tmp_path: Path):
    content = b"BT /F1 11 Tf 4 Tc 20 300 Td (Naam Fatma) Tj ET "
    content += b"BT /F1 11 Tf 20 200 Td (J a n s e n) Tj ET"
    page = raw(tmp_path / "a.pdf", content)[0]
    assert page.text.split() == ["Naam", "Fatma", "Jansen"]


@pytest.mark.parametrize("pitch", [7.5, 8])
def test_letters_that_begin_at_one_distance_are_words(tmp_path: Path, pitch: float):
    name = "Wietske Appelterpstra-Appelhuizinga"
    content = " ".join(
        f"BT /F1 11 Tf {60 + pitch * at} 300 Td ({letter}) Tj ET"
        for at, letter in enumerate(name)
        if letter != " "
    )
    assert name in raw(tmp_path / "a.pdf", content.encode())[0].text


@pytest.mark.parametrize("wide", [1.5, 1.7, 2.2, 3])
def test_letters_set_wide_stay_words_also_where_some_gaps_look_like_spaces(
    tmp_path: Path, wide: float
):
    content = b"BT /F1 11 Tf %g Tc 20 300 Td (de heer Quintwyckel van Alten) Tj " % wide
    content += b"/F1 17 Tf %g Tc 0 -40 Td (QUINTWYCKEL) Tj ET" % (5 * wide)
    assert raw(tmp_path / "a.pdf", content)[0].text.split() == [
        *("de", "heer", "Quintwyckel", "van", "Alten", "QUINTWYCKEL")
    ]


def test_a_lowered_figure_is_no_part_of_the_word_before_it(tmp_path: Path):
    content = b"BT /F1 11 Tf 20 300 Td (Steffinga) Tj /F1 9 Tf -2 Ts (2) Tj ET"
    assert raw(tmp_path / "a.pdf", content)[0].text.split() == ["Steffinga", "2"]


def test_a_space_drawn_over_each_letter_parts_no_word(tmp_path: Path):
    widths = {"Z": 611, "w": 722, "a": 556, "r": 333, "t": 278}
    kerned = b"".join(b"(%b) %d ( ) %d " % (c.encode(), w, 278 - w) for c, w in widths.items())
    page, *_ = raw(tmp_path / "a.pdf", b"BT /F1 12 Tf 50 300 Td (Jan ) Tj [%b] TJ ET" % kerned)
    assert page.text == "Jan Zwart"
    edges = _word(page, "Zwart").edges
    assert [round(b - a, 1) for a, b in pairwise(edges)] == [
        round(wide * 0.012, 1) for wide in widths.values()
    ]


def test_a_drop_cap_and_the_rest_of_its_word_have_a_box_each(tmp_path: Path):
    rest = b"/F1 12 Tf 28 12 Td (anders sprak) Tj 0 -14 Td (daarna) Tj"
    (page,) = raw(tmp_path / "a.pdf", b"BT /F1 36 Tf 40 110 Td (S) Tj " + rest + b" ET")
    assert page.text == "Sanders sprak\ndaarna"
    large, word = page.boxes(0, 7)
    assert large.x1 <= word.x0 + 1 < large.x1 + 10
    assert word.y1 < _word(page, "daarna").box.y1


@pytest.mark.parametrize("white", [6, 14, 20])
def test_a_drop_cap_in_a_block_of_colour_begins_the_word_beside_the_block(
    tmp_path: Path, white: int
):
    block = b"0 0 .6 rg 32 102 40 40 re f 1 g BT /F1 36 Tf 40 110 Td (S) Tj ET 0 g "
    rest = f"BT /F1 12 Tf {64 + white} 122 Td (anders sprak) Tj 0 -14 Td (daarna) Tj ET".encode()
    (page,) = raw(tmp_path / "a.pdf", block + rest)
    assert page.text == "Sanders sprak\ndaarna"


def test_three_initials_are_no_spaced_word(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["van J P A de Vries"])
    assert page.text == "van J P A de Vries"


@given(st.permutations(list(range(13))))
def test_letters_drawn_in_any_order_are_read_from_left_to_right(order: list[int]):
    text = "Fatma Yilmazz"
    font = pymupdf.Font("helv")
    places = [50 + font.text_length(text[:index], 11) for index in range(len(text))]
    doc = pymupdf.open()
    page = doc.new_page()
    for index in order:
        page.insert_text((places[index], 80), text[index], fontsize=11)
    assert _from_bytes(doc).text == text


def _from_bytes(doc: pymupdf.Document) -> Page:
    with tempfile.TemporaryDirectory() as folder:
        return saved(doc, Path(folder) / "a.pdf")


def test_a_run_that_changes_colour_inside_a_word_is_one_word(tmp_path: Path):
    content = b"BT /F1 11 Tf 20 300 Td (Jan) Tj 1 0 0 rg (sen belt) Tj ET"
    assert raw(tmp_path / "a.pdf", content)[0].text == "Jansen belt"


def test_the_figure_of_a_footnote_is_no_part_of_the_name(tmp_path: Path):
    content = b"BT /F1 11 Tf 20 300 Td (Jansen) Tj /F1 6 Tf 4 Ts (1) Tj "
    content += b"/F1 11 Tf 0 Ts ( belt) Tj ET"
    assert raw(tmp_path / "a.pdf", content)[0].text == "Jansen 1 belt"


def test_letters_drawn_twice_for_bold_are_read_once(tmp_path: Path):
    bold = b"BT /F1 11 Tf 20 300 Td (Jansen) Tj ET BT /F1 11 Tf 20.4 300 Td (Jansen) Tj ET"
    assert raw(tmp_path / "a.pdf", bold)[0].text == "Jansen"


def test_texts_drawn_over_each_other_are_both_read(tmp_path: Path):
    over = b"BT /F1 11 Tf 20 300 Td (Jansen) Tj ET BT /F1 11 Tf 21 300 Td (geheim) Tj ET"
    assert set(raw(tmp_path / "a.pdf", over)[0].text.split()) == {"Jansen", "geheim"}


def test_a_text_over_another_stays_one_text_and_the_page_needs_ocr(tmp_path: Path):
    one = b"BT /F1 11 Tf 20 300 Td (Besproken met Wendela Bruinterbosch in de zaal) Tj ET "
    other = b"1 g BT /F1 11 Tf 92 300 Td (gewone woorden staan hier) Tj ET"
    page = raw(tmp_path / "a.pdf", one + other)[0]
    assert "Wendela Bruinterbosch" in page.text
    assert "gewone woorden staan hier" in page.text
    assert page.unread is Reason.NEEDS_OCR


def test_a_leader_of_dots_under_a_name_leaves_the_page_read(tmp_path: Path):
    dots = b"BT /F1 11 Tf 20 300 Td (........................) Tj ET "
    page = raw(tmp_path / "a.pdf", dots + b"BT /F1 11 Tf 24 300 Td (Jansen) Tj ET")[0]
    assert page.unread is None


@pytest.mark.parametrize("size", [2, 5])
def test_tiny_letters_between_those_of_a_word_are_no_part_of_it(tmp_path: Path, size: int):
    content, x = b"", 20.0
    for letter in "Pruisknoop":
        content += b"BT /F1 11 Tf %.2f 300 Td (%b) Tj ET " % (x, letter.encode())
        x += pymupdf.get_text_length(letter, fontsize=11)
        content += b"BT /F1 %d Tf %.2f 300 Td (yx) Tj ET " % (size, x - 0.5)
    page = raw(tmp_path / "a.pdf", content)[0]
    assert "Pruisknoop" in page.text.split()


# Columns, tables, order


def _grid(path: Path, cells: dict[tuple[float, float], str]) -> Page:
    doc = pymupdf.open()
    page = doc.new_page()
    items = list(cells.items())
    random.Random(7).shuffle(items)  # noqa: S311 - the order of drawing, no secret
    for place, text in items:
        page.insert_text(place, text, fontsize=10)
    return saved(doc, path)


def test_a_side_column_does_not_run_into_the_body(tmp_path: Path):
    body = [
        "Hierbij bied ik u de antwoorden aan op de",
        "vragen van het lid dat gisteren belde met",
    ]
    body += ["mevrouw Van", "der Heijden."]
    cells = {(50.0, 100.0 + 13 * index): line for index, line in enumerate(body)}
    side = ["Contactpersoon", "F. Yilmaz", "T 070 000 00 00"]
    cells |= {(400.0, 101.5 + 9 * index): line for index, line in enumerate(side)}
    page = _grid(tmp_path / "a.pdf", cells)
    assert page.text == "\n".join(body) + "\n\n" + "\n".join(side)


def test_the_cells_of_a_table_are_read_row_by_row(tmp_path: Path):
    names = [("Naam", "Functie", "Paraaf"), ("F. Yilmaz", "jurist", "FY"), ("A. Bos", "chef", "AB")]
    cells = {
        (50.0 + 120 * column, 100.0 + 14 * row): text
        for row, texts in enumerate(names)
        for column, text in enumerate(texts)
    }
    page = _grid(tmp_path / "a.pdf", cells)
    assert page.text == "\n\n".join(text for texts in names for text in texts)
    assert len({word.block for word in page.words}) == 9


def test_labels_stand_before_their_values_when_those_run_on(tmp_path: Path):
    cells = {(50.0, 100.0): "Van:", (50, 113): "Aan:", (50, 139): "Onderwerp:"}
    cells |= {(130, 100): "Yilmaz, F. (Fatma) - BD/DRC namens het hele team"}
    cells |= {(130, 113): "Bos, A. (Anna) - DGPenV; Okafor, C. (Chidi) - DGM; Wal,"}
    cells |= {(130, 126): "J. van der (Jelle) - BD", (130, 139): "RE: concept"}
    page = _grid(tmp_path / "a.pdf", cells)
    assert page.text == (
        "Van:\n\nYilmaz, F. (Fatma) - BD/DRC namens het hele team\n\nAan:\n\n"
        "Bos, A. (Anna) - DGPenV; Okafor, C. (Chidi) - DGM; Wal,\nJ. van der (Jelle) - BD\n\n"
        "Onderwerp:\n\nRE: concept"
    )


def test_drawn_lines_part_cells_that_stand_close(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 100), "Fatma", fontsize=10)
    page.insert_text((84, 100), "Jurist", fontsize=10)
    page.draw_line((81, 80), (81, 120))
    assert saved(doc, tmp_path / "a.pdf").text == "Fatma\n\nJurist"


def test_justified_lines_stay_whole(tmp_path: Path):
    content = b"BT /F1 11 Tf 10 Tw 20 300 Td (De minister heeft dit besloten) Tj ET"
    assert raw(tmp_path / "a.pdf", content)[0].text == "De minister heeft dit besloten"


def test_typed_words_below_the_column_of_a_header_are_no_column(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    rows = ["Aan:     Sevda Bos", "Cc:      Wim Loos", "Van:     Anna Bos", "Datum:   12 mei", ""]
    told = ["Van hier uit gaat de post naar haar", "Er staat niets in de bak van gister"]
    for at, row in enumerate([*rows, *told]):
        page.insert_text((50, 100 + 12 * at), row, fontsize=9, fontname="cour")
    assert "\n".join(told) in saved(doc, tmp_path / "a.pdf").text


def test_words_on_one_line_share_it(tmp_path: Path):
    page = lines(tmp_path / "a.pdf", ["aan Fatma Yilmaz", "te Den Haag"])
    assert [word.line for word in page.words] == [0, 0, 0, 1, 1, 1]


# Places


def _dark(picture: pymupdf.Pixmap, box: tuple[float, float, float, float]) -> int:
    x0, y0, x1, y1 = (round(value) for value in box)
    return sum(
        picture.pixel(x, y)[0] < 128
        for x in range(max(0, x0), min(picture.width, x1))
        for y in range(max(0, y0), min(picture.height, y1))
    )


@pytest.mark.parametrize("crop", [None, (30, 50, 330, 350)])
@pytest.mark.parametrize("text", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_cover_the_ink_as_displayed(
    tmp_path: Path, turn: int, text: int, crop: tuple[float, ...] | None
):
    doc = pymupdf.open()
    page = doc.new_page(width=400, height=380)
    page.insert_text((200, 190), "MMMM.... xx", fontsize=14, rotate=text)
    if crop:
        page.set_cropbox(pymupdf.Rect(*crop))
    page.set_rotation(turn)
    read = saved(doc, tmp_path / "a.pdf")
    picture = pymupdf.Pixmap(png(tmp_path / "a.pdf", 1, 72))
    assert (read.width, read.height) == (picture.width, picture.height)
    boxes = [(w.box.x0, w.box.y0, w.box.x1, w.box.y1) for w in read.words]
    assert all(_dark(picture, box) > 5 for box in boxes)
    everything = _dark(picture, (0, 0, picture.width, picture.height))
    assert sum(_dark(picture, box) for box in boxes) >= 0.95 * everything
    capitals, dots = (_word(read, "MMMM....").part(at, at + 4) for at in (0, 4))
    heavy, light = (_dark(picture, (b.x0, b.y0, b.x1, b.y1)) for b in (capitals, dots))
    assert heavy > 3 * light


def test_upright_says_along_which_axis_the_edges_lie(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((200, 190), "liggend")
    page.insert_text((300, 190), "staand", rotate=90)
    read = saved(doc, tmp_path / "a.pdf")
    for word in read.words:
        low, high = (word.box.x0, word.box.x1) if word.upright else (word.box.y0, word.box.y1)
        assert sorted((word.edges[0], word.edges[-1])) == pytest.approx([low, high])
    assert [word.upright for word in read.words] == [True, False]


def test_chosen_pages_keep_their_number(tmp_path: Path):
    doc = pymupdf.open()
    for number in range(1, 6):
        doc.new_page().insert_text((50, 50), f"blad{number}")
    doc.save(tmp_path / "a.pdf")
    read = pages(tmp_path / "a.pdf", "0001", [4, 2])
    assert [(page.number, page.text) for page in read] == [(2, "blad2"), (4, "blad4")]
    assert pages(tmp_path / "a.pdf", "0001", []) == []
    with pytest.raises(IndexError):
        pages(tmp_path / "a.pdf", "0001", [6])


# What only others see


def test_text_outside_the_page_clipped_white_or_invisible_is_read(tmp_path: Path):
    content = (
        b"BT /F1 12 Tf 50 700 Td (buiten) Tj ET "
        b"q 0 0 10 10 re W n BT /F1 12 Tf 50 100 Td (geclipt) Tj ET Q "
        b"BT 3 Tr /F1 12 Tf 50 200 Td (onzichtbaar) Tj ET "
        b"BT 0 Tr 1 g /F1 12 Tf 50 250 Td (wit) Tj ET"
    )
    page = raw(tmp_path / "a.pdf", content)[0]
    assert set(page.text.split()) == {"buiten", "geclipt", "onzichtbaar", "wit"}
    assert _word(page, "buiten").box.y1 < 0


def test_text_outside_the_cropbox_is_read(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 800), "eronder")
    page.set_cropbox(pymupdf.Rect(0, 0, 500, 500))
    assert saved(doc, tmp_path / "a.pdf").text == "eronder"


def test_what_layers_annotations_and_fields_show_is_text(tmp_path: Path):
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((50, 50), "laag", oc=doc.add_ocg("aan", on=True))
    page.add_freetext_annot((50, 100, 250, 120), "aantekening")
    field = pymupdf.Widget()
    field.rect, field.field_name = pymupdf.Rect(50, 150, 250, 170), "naam"
    field.field_type, field.field_value = pymupdf.mupdf.PDF_WIDGET_TYPE_TEXT, "ingevuld"
    page.add_widget(field)
    read = saved(doc, tmp_path / "a.pdf")
    assert set(read.text.split()) == {"laag", "aantekening", "ingevuld"}


def test_text_in_a_tiling_pattern_is_read(tmp_path: Path):
    pdf = pikepdf.new()
    draw = b"BT /F1 12 Tf 5 20 Td (patroon) Tj ET"
    tile = pdf.make_stream(
        draw,
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 100, 50]),
        XStep=100,
        YStep=50,
        Resources=Dictionary(Font=Dictionary(F1=helvetica())),
    )
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Pattern=Dictionary(P1=tile))
    page.Contents = pdf.make_stream(b"/Pattern cs /P1 scn 0 0 400 400 re f")
    pdf.save(tmp_path / "a.pdf")
    found = pages(tmp_path / "a.pdf", "0001")[0]
    assert "patroon" in found.text
    assert found.unread is Reason.NEEDS_OCR  # Where it stands, and how often, only the pixels say.


def test_actualtext_that_reads_otherwise_is_a_page_of_its_own(tmp_path: Path):
    content = (
        b"/Span <</ActualText (Fatma Yilmaz)>> BDC BT /F1 12 Tf 50 200 Td (xxxxxxxx) Tj ET EMC "
        b"BT /F1 12 Tf 50 100 Td (gewoon) Tj ET"
    )
    glyphs, other = raw(tmp_path / "a.pdf", content)
    assert (glyphs.layer, glyphs.text) == (Layer.TEXT, "xxxxxxxx\n\ngewoon")
    assert (other.layer, other.number) == (Layer.ACTUALTEXT, 1)
    assert "Fatma Yilmaz" in other.text


def test_actualtext_that_reads_the_same_is_not_repeated(tmp_path: Path):
    content = b"/Span <</ActualText (Fatma)>> BDC BT /F1 12 Tf 50 200 Td (Fatma) Tj ET EMC"
    assert [page.layer for page in raw(tmp_path / "a.pdf", content)] == [Layer.TEXT]


def test_text_that_is_marked_to_be_read_backwards_needs_eyes(tmp_path: Path):
    drawn = b"BT /F1 12 Tf 50 200 Td (zlaniffetS reeh eD) Tj ET"
    page = raw(tmp_path / "a.pdf", b"/ReversedChars BMC " + drawn + b" EMC")[0]
    assert page.unread is Reason.NEEDS_EYES


def test_the_boxes_of_a_slanted_name_lie_on_it_also_across_a_level_line(tmp_path: Path):
    slant = b".99 .139 -.139 .99"
    content = b"BT /F1 11 Tf %b 40 290 Tm (Quintwyckel-Vanderelst) Tj ET " % slant
    content += b"BT /F1 11 Tf 40 300 Td (OVER HET BESLUIT VAN DE COMMISSIE) Tj ET"
    page = raw(tmp_path / "a.pdf", content)[0]
    at = page.text.index("Quintwyckel")
    boxes = page.boxes(at, at + len("Quintwyckel-Vanderelst"))
    for box in boxes:
        along = (box.x0 + box.x1) / 2 - 40
        ink = page.height - 290 - 0.14 * along - 3.5
        assert box.y0 < ink - 2
        assert ink + 2 < box.y1
