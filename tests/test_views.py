# SPDX-License-Identifier: EUPL-1.2
"""Views: text as a reader takes it in, and the way back to each page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper import page
from woolak.detect.examples import page_of
from woolak.detect.text.view import View, views
from woolak.model import Box, Page, Word

LONG = "Dit is een regel van de brief die de hele breedte van de kolom nodig heeft om"
_LETTERS = st.text(alphabet="abcDEéü.,-", min_size=1, max_size=9)


def _letter(number: int, *body: str) -> Page:
    lines = [(60.0, 200.0 + 14 * i, text, 1) for i, text in enumerate(body)]
    side = ("Afdeling Strategie", "Datum", "22 december 2023", "Ons kenmerk", "4730561")
    lines += [(470.0, 200.0 + 14 * i, text, 2) for i, text in enumerate(side)]
    return page(lines, number)


def test_a_side_column_that_interrupts_the_body_is_a_view_of_its_own() -> None:
    first = _letter(1, LONG, LONG, "de verbindingen tussen")
    body, *margins = views(
        [first, _letter(2, "bestaande kennisinstituten te versterken.", LONG, LONG)]
    )
    assert "verbindingen tussen bestaande kennisinstituten" in body.text
    assert [margin.margin for margin in margins] == [True, True]
    assert all("Ons kenmerk" in margin.text for margin in margins)


def test_a_word_hyphenated_over_a_page_break_is_whole_and_leads_back_to_both_pages() -> None:
    body = views(
        [
            page([(60.0, 700.0, LONG + " Wetenschap-", 1)]),
            page([(60.0, 80.0, "pelijke Raad", 1)], 2),
        ]
    )[0]
    at = body.text.index("Wetenschappelijke")
    places = body.places(at, at + len("Wetenschappelijke"))
    assert [(p.number, p.text[s:e]) for p, s, e in places] == [(1, "Wetenschap"), (2, "pelijke")]


def test_a_double_surname_over_a_page_break_keeps_its_hyphen() -> None:
    first = page([(60.0, 700.0, "Het woord was aan mevrouw Geertje Vossenkamp-", 1)])
    body = views([first, page([(60.0, 80.0, "Elzenwold, die dit toelichtte.", 1)], 2)])[0]
    assert "mevrouw Geertje Vossenkamp-Elzenwold, die" in body.text


def test_words_of_a_page_printed_upside_down_stay_together() -> None:
    upright = page([(60.0, 200.0, "Contactpersoon: mevrouw Yara el Khattabi", 1)])
    turned = [
        replace(
            word,
            box=Box(595 - word.box.x1, word.box.y0, 595 - word.box.x0, word.box.y1),
            edges=tuple(595 - edge for edge in word.edges),
        )
        for word in upright.words
    ]
    assert views([replace(upright, words=tuple(turned))])[0].text == upright.text


def _slanted(level: Page, slope: float) -> Page:
    """Return a page of which each letter is a word, and stands on a line that rises."""
    words = [
        Word(word.text[i], word.start + i, Box(left, y, left + 5, y + 12), word.line, word.block)
        for word in level.words
        for i, left in enumerate(word.edges[:-1])
        for y in [word.box.y0 - slope * (left - level.words[0].edges[0])]
    ]
    return replace(level, words=tuple(words))


def test_a_slanted_stamp_is_read_in_whole_words_and_apart_from_the_lines_beside_it() -> None:
    stamp = [(330.0, 300.0, "Ontvangen: mevrouw", 2), (330.0, 314.0, "Geertje Zwaag", 2)]
    whole = page([(60.0, 250.0, "De griffie noteert", 1), *stamp])
    beside = [word for word in whole.words if word.block == 1]
    for slope in (0.2, 0.7, 1.5):
        turned = _slanted(replace(whole, words=whole.words[len(beside) :]), slope)
        body, apart = views([replace(turned, words=(*beside, *turned.words))])
        assert body.text == "De griffie noteert"
        assert apart.text == "Ontvangen: mevrouw\nGeertje Zwaag"
        assert [(start, end) for _, start, end in apart.places(0, 9)] == [(20, 29)]


def test_a_finished_sentence_is_not_joined_to_the_next_page() -> None:
    body = views([page([(60.0, 700.0, "Einde.", 1)]), page([(60.0, 80.0, "Begin hier", 1)], 2)])[0]
    assert body.text == "Einde.\n\nBegin hier"


def test_a_label_at_the_top_of_a_page_is_no_part_of_the_line_before() -> None:
    label = "Contactpersoon: mevrouw Geertje van der Zwaagdijk Vossenkamp"
    body = views([page([(60.0, 700.0, label, 1)]), page([(60.0, 80.0, label, 1)], 2)])[0]
    assert body.text == f"{label}\n\n{label}"


def test_a_header_that_repeats_is_no_part_of_the_sentence_it_stands_in() -> None:
    pages = [
        page([(60.0, 30.0, f"Kenmerk 4730561 blad {n}", 1), (60.0, 300.0, LONG, 2)], n)
        for n in (1, 2)
    ]
    assert "Kenmerk" not in views(pages)[0].text


def test_a_line_that_wraps_becomes_one_line_and_a_short_line_ends() -> None:
    body = views(
        [page([(60.0, 100.0, LONG, 1), (60.0, 114.0, "Jan", 1), (60.0, 128.0, "Piet", 1)])]
    )[0]
    assert body.text.endswith("om Jan\nPiet")


def test_a_wide_gap_on_a_line_makes_two_cells() -> None:
    body = views([page([(60.0, 100.0, "Naam", 1), (300.0, 100.0, "Functie", 2)])])[0]
    assert body.text == "Naam\tFunctie"


def test_a_table_beside_short_cells_is_no_margin() -> None:
    rows = [(60.0, 100.0 + 14 * i, "naam", 1) for i in range(4)]
    rows += [(420.0, 100.0 + 14 * i, "functie", 2) for i in range(4)]
    assert [view.margin for view in views([page(rows)])] == [False]


@given(st.lists(st.lists(_LETTERS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_token_stands_at_its_offset_and_every_word_is_in_one_view(
    lines: list[list[str]],
) -> None:
    half = len(lines) // 2 or 1
    pages = [
        page(
            [(60.0, 100.0 + 14 * i, " ".join(words), i // 3) for i, words in enumerate(part)],
            number,
        )
        for number, part in enumerate((lines[:half], lines[half:]), 1)
        if part
    ]
    seen = views(pages)
    assert all(_stands(view) for view in seen)
    assert sum(len(view.tokens) for view in seen) == sum(len(one.words) for one in pages)


def _stands(view: View) -> bool:
    return all(view.text[t.start : t.end] == t.word.text for t in view.tokens)


def _columns(*rows: tuple[float, str, str]) -> str:
    """Return the text of a view of rows of two cells, each a line of its own on the page."""
    lines = [(60.0, y, left, 2 * i) for i, (y, left, _) in enumerate(rows) if left]
    lines += [(160.0, y, right, 2 * i + 1) for i, (y, _, right) in enumerate(rows) if right]
    return views([page(sorted(lines, key=lambda line: line[1]))])[0].text


def test_the_lines_of_a_wrapped_cell_stand_together_whatever_stands_beside_them() -> None:
    text = _columns(
        (100.0, "Naam", "Organisatie"),
        (130.0, "Corné van", "Politie"),
        (143.0, "Loon", ""),
        (170.0, "Selma", "Reclassering"),
        (200.0, "Noortje Hendrikse", ""),
        (206.0, "", "projectleider"),
        (213.0, "van Wijngaarden", ""),
    )
    assert "Corné van Loon\tPolitie" in text
    assert "Noortje Hendrikse van Wijngaarden\tprojectleider" in text


def test_a_cell_goes_on_in_a_table_without_white_space_between_its_rows() -> None:
    rows = [
        ("Naam", "Organisatie", "Afkorting"),
        ("Selma", "Politie", "SdR"),
        ("de Rooij", "", ""),
        ("Corné", "Reclassering", "CvL"),
        ("van Loon", "", ""),
        ("Ida Pruis", "Politie", "IP"),
    ]
    lines = [
        (60.0 + 120 * column, 100.0 + 13 * line, text, 3 * line + column)
        for line, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    text = views([page(lines)])[0].text
    assert "Selma\nde Rooij\tPolitie\tSdR" in text
    assert "Corné\nvan Loon\tReclassering\tCvL" in text


def test_initials_a_hyphen_and_a_bracket_go_on_in_their_cell() -> None:
    text = _columns(
        (100.0, "R.", "Graag de tekst aanpassen"),
        (113.0, "Matulessy", ""),
        (140.0, "Rosalie", "Is dit bedrag"),
        (153.0, "Hoogervliet-", "met btw?"),
        (166.0, "Tanis", ""),
        (190.0, "Leistra, F.", "Akkoord met deze tekst"),
        (203.0, "(Foppe)", ""),
        (230.0, "Kranen-", "Zie de brief"),
        (243.0, "barg", ""),
    )
    assert "R. Matulessy\t" in text
    assert "Rosalie Hoogervliet-Tanis\t" in text
    assert "Leistra, F. (Foppe)\t" in text
    assert "Kranenbarg\t" in text


def test_a_name_goes_on_over_the_lines_of_a_narrow_column_of_prose() -> None:
    lines = (
        "Aan het begin van de middag",
        "heet de voorzitter ook Ferry",
        "Hukom welkom als het nieuwe",
        "lid van de werkgroep.",
    )
    text = views([page([(60.0, 100.0 + 13 * i, line, 1) for i, line in enumerate(lines)])])[0].text
    assert "Ferry Hukom welkom" in text


_WIDE = "Cc: Jan Hoekzema, Piet Wiegersma, Suresh Baldewsingh, Karin Uitdehaag, Els Terwel en Ko"


def _below(*lines: str) -> str:
    """Return the text of two lines or more below a line that is wider than they are."""
    return views([page_of("\n".join((_WIDE, "", *lines)))])[0].text


def test_a_paragraph_narrower_than_the_page_goes_on_where_its_next_word_does_not_fit() -> None:
    assert "Malika Benamar staat" in _below(
        "Ik loop straks bij Ama langs op de kamer. Malika", "Benamar staat niet in het boek."
    )
    assert "naar minister Ollongren" in _below(
        "Susanne stelt voor om met twee varianten naar minister", "Ollongren te gaan."
    )
    assert "van Olamide Asiedu hieronder" in _below(
        "De Q&A staat klaar. Darlene heeft de vragen van het",
        "Kamerlid Bakker (PvdB) verwerkt. Zie de mail van Olamide",
        "Asiedu hieronder. Wat vind jij?",
    )


@given(
    st.lists(st.lists(_LETTERS, min_size=2, max_size=8), min_size=1, max_size=6),
    st.sampled_from(["> ", ">", "> > ", ">> "]),
)
def test_the_words_of_a_quoted_message_are_those_of_the_message(
    lines: list[list[str]], mark: str
) -> None:
    plain = "\n".join(" ".join(line) for line in lines)
    quoted = "\n".join(mark + line for line in plain.split("\n"))
    assert views([page_of(quoted)])[0].text.split() == plain.split()


def test_what_closes_a_letter_and_a_next_remark_are_lines_of_their_own() -> None:
    closed = "Please find attached the updated version. The table on page 3 is now correct."
    assert f"{closed}\nKind regards,\nMax" in _below(closed, "Kind regards,", "Max")
    remarks = "Met opmerkingen [sowya] 4: Akkoord, Dominic K.", "Met opmerkingen [sowya] 11: Nee"
    assert "\n".join(remarks) in _below(*remarks)


def test_what_is_quoted_deeper_and_what_stands_below_a_mark_alone_are_blocks_of_their_own() -> None:
    lines = ("> dat doet Karin", "> > wie doet dat", "> groet Piet", ">", "> dag", "tot morgen")
    text = views([page_of("\n".join(lines))])[0].text
    assert text.replace("\n\n", "\n").split("\n") == [
        line.lstrip("> ") for line in lines if line != ">"
    ]


def test_a_name_over_two_quoted_lines_leads_back_to_its_words_alone() -> None:
    quoted = page_of("> Ik loop straks even langs bij Malika\n> Benamar over de nota.")
    body = views([quoted])[0]
    at = body.text.index("Malika Benamar")
    assert [token.word.text for token in body.touched(at, at + 14)] == ["Malika", "Benamar"]


def test_what_signs_a_message_and_the_lines_of_a_list_are_no_paragraph() -> None:
    assert "groet\nKees Bakker" in _below(
        "Kun je mij vandaag nog bellen? Met vriendelijke groet", "Kees Bakker"
    )
    assert "daarvoor.\nKees belt" in _below(
        "Wij zijn akkoord met alles. Dank daarvoor.", "Kees belt jou morgen."
    )
    assert "nota\nVraag" in _below(
        "Voorstel van Jan Hoekzema voor de nota", "Vraag van Karin over de planning"
    )


def test_a_bracket_amid_a_line_closes_on_the_next() -> None:
    told = _below(
        "Actie: Feliks (reserveert de grote zaal) Actie: Monique (stukken aan",
        "Goaitsen) Actie: Ko",
    )
    assert "aan Goaitsen) Actie" in told
    assert "van F.J. (Floor) Hermsen en" in _below(
        "Het stuk over de subsidie voor dorpshuizen is van F.J. (Floor)", "Hermsen en van Bito"
    )


def test_initials_at_the_end_of_a_page_go_on_with_what_stands_on_the_next() -> None:
    first = page([(60.0, 700.0, f"{LONG} Lentelink, J.P.", 1)])
    second = page([(60.0, 80.0, "(Joost) uit te voeren.", 1)], 2)
    assert "Lentelink, J.P. (Joost)" in views([first, second])[0].text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("is te bellen op 06 12", "34 56 78 of via de balie."),
        ("is te bellen op +31", "(0)6 1234 5678 of via de balie."),
        ("gaat naar NL91 ABNA", "0417 1643 00 van de dienst."),
        ("woont op de Lindelaan 4, 2512", "AB Den Haag, en is thuis."),
        ("is gemaakt door mevrouw SJ", "Vossenkamp van de dienst."),
    ],
)
def test_a_number_or_a_name_that_a_page_break_parts_goes_on(before: str, after: str) -> None:
    first = page([(60.0, 700.0, f"{LONG} {before}", 1)])
    body = views([first, page([(60.0, 80.0, after, 1)], 2)])[0]
    assert f"{before} {after}" in body.text


def test_a_number_at_the_end_of_a_page_is_apart_from_a_heading_on_the_next() -> None:
    first = page([(60.0, 700.0, f"{LONG} vragen van 2024", 1)])
    body = views([first, page([(60.0, 80.0, "Aanleiding", 1)], 2)])[0]
    assert "2024\n\nAanleiding" in body.text


def test_a_gap_like_a_space_ends_a_cell_where_no_line_nearby_crosses_it() -> None:
    rows = [(60.0, 100.0 + 13 * i, "Naam", 3 * i) for i in range(3)]
    rows += [(161.0, 100.0 + 13 * i, "Is dit bedrag goed", 3 * i + 1) for i in range(3)]
    near = page([*rows, (60.0, 139.0, "de Wiśniewska Kowal Graag de tekst", 9)])
    at = next(i for i, word in enumerate(near.words) if word.text == "Graag")
    words = [*near.words[:at], *(_moved(word, 1.0) for word in near.words[at:])]
    assert "Kowal\tGraag" in views([replace(near, words=tuple(words))])[0].text


def test_a_title_in_letters_of_one_width_is_whole_above_a_table_that_begins_below_a_space() -> None:
    rows = [(113.0, "Bos, P.", "bosp"), (126.0, "Yilmaz, A.", "yilmaza"), (139.0, "Wiel", "wiel")]
    lines = [(60.0, 100.0, "Overzicht systeem Leonardo", 1)]
    lines += [(60.0, y, name, 2) for y, name, _ in rows]
    before = page(lines).words[1].edges[-1] + 5.0
    lines += [(before, y, account, 2) for y, _, account in rows]
    text = views([page(lines)])[0].text
    assert "Overzicht systeem Leonardo" in text


def test_a_line_of_text_directly_under_a_table_is_no_part_of_its_last_row() -> None:
    lines = [
        *((60.0, 100.0, "Steller", 0), (160.0, 100.0, "O. van de", 1), (260.0, 100.0, "OvdP", 2)),
        *((160.0, 113.0, "Poelakker", 3), (60.0, 127.0, "Eerder is de minister op de hoogte", 4)),
        (60.0, 140.0, "gesteld van het advies.", 4),
    ]
    assert "O. van de Poelakker\tOvdP" in views([page(lines)])[0].text


def test_rows_of_lines_set_wide_apart_are_told_by_how_sentences_go_on() -> None:
    rows = [
        (100.0, "Naam", "Taak"),
        (130.0, "Selma van", "maakt het verslag"),
        (147.0, "Loon", ""),
    ]
    lines = [(60.0, y, left, 2 * i) for i, (y, left, _) in enumerate(rows)]
    lines += [(160.0, y, right, 2 * i + 1) for i, (y, _, right) in enumerate(rows) if right]
    prose = (
        "De voorzitter opent de vergadering en heet",
        "allen welkom. Het verslag van de vorige",
        "keer is vastgesteld, met dank aan de",
        "steller van de notitie.",
    )
    lines += [(60.0, 190.0 + 17 * i, text, 9) for i, text in enumerate(prose)]
    assert "Selma van Loon\tmaakt het verslag" in views([page(lines)])[0].text


def _moved(word: Word, by: float) -> Word:
    edges = tuple(edge + by for edge in word.edges)
    return replace(word, box=Box(edges[0], word.box.y0, edges[-1], word.box.y1), edges=edges)


def test_a_list_set_tight_in_two_columns_stays_a_list() -> None:
    text = _columns(*((100.0 + 13 * i, f"Naam{i}", f"Afdeling{i}") for i in range(4)))
    assert text.count("\n") >= 3
    assert "Naam0 Naam1" not in text


def test_a_narrow_gap_ends_a_cell_where_other_lines_begin() -> None:
    rows = [(60.0, 100.0 + 20 * i, "Naam", 3 * i) for i in range(3)]
    rows += [(160.0, 100.0 + 20 * i, "functie", 3 * i + 1) for i in range(3)]
    wide = page([*rows, (60.0, 160.0, "Wiśniewska-Kowalsk secretaris", 9)])
    last = wide.words[-1]
    edges = tuple(edge + 5 for edge in last.edges)
    moved = replace(last, box=Box(edges[0], last.box.y0, edges[-1], last.box.y1), edges=edges)
    wide = replace(wide, words=(*wide.words[:-1], moved))
    assert "Wiśniewska-Kowalsk\tsecretaris" in views([wide])[0].text


def test_a_column_begins_where_each_line_has_a_gap_that_is_wider_than_its_spaces() -> None:
    rows = page([(60.0, 100.0 + 30 * i, "3918244712 De Wieken 24", i) for i in range(3)])
    words = [_moved(word, 6.0 if word.box.x0 > 110 else 0.0) for word in rows.words]
    text = views([replace(rows, words=tuple(words))])[0].text
    assert text.count("3918244712\tDe Wieken 24") == 3


_SENDER = ("Yara Smit", "De Wieken 12", "3511 AB Utrecht")
_ADDRESSEE = ("Ministerie van Onderwijs", "Directie Wetgeving", "Postbus 16375", "2500 BJ Den Haag")


def _side_by_side(*columns: tuple[str, ...]) -> Page:
    rows = [
        (60.0 + 180 * at, 100.0 + 14 * line, column[line], 10 * line + at)
        for line in range(max(map(len, columns)))
        for at, column in enumerate(columns)
        if line < len(column)
    ]
    return page([*rows, (60.0, 300.0, LONG, 99)])


def test_the_addresses_at_the_top_of_a_letter_are_read_one_after_another() -> None:
    both = _side_by_side(_ADDRESSEE, _SENDER)
    assert views([both])[0].text == "\n\n".join(["\n".join(_ADDRESSEE), "\n".join(_SENDER), LONG])


def test_a_telephone_below_one_address_tells_nothing_of_the_address_beside_it() -> None:
    both = _side_by_side((*_SENDER, "020 622 77 88"), _ADDRESSEE)
    assert "\n".join(_ADDRESSEE) in views([both])[0].text


def test_addresses_beside_a_label_stay_in_their_rows() -> None:
    labels = ("Werk", "adres:", "plaats:")
    text = views([_side_by_side(labels, _SENDER, _SENDER)])[0].text
    assert "adres:\tDe Wieken 12\tDe Wieken 12" in text


def test_addresses_in_the_columns_of_a_table_stay_in_their_rows() -> None:
    one = (*_SENDER, *_SENDER)
    assert "Yara Smit\tYara Smit" in views([_side_by_side(one, one)])[0].text


def test_a_letterhead_beside_the_title_of_a_letter_is_a_block_of_its_own() -> None:
    head = ("Gemeente Zomerdam", "De Wieken 66", "9351 BJ Zomerdam")
    text = views([_side_by_side(head, ("Aanslagbiljet 2024", "Nummer 118", "Datum 3 mei"))])[0].text
    assert text.startswith("\n".join(head) + "\n\n")
