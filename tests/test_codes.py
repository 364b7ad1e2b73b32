# SPDX-License-Identifier: EUPL-1.2
"""Letters and names in small tables: by the heading above them and by who stands beside them."""

from __future__ import annotations

import pytest

from paper import Line, book, page, redacted
from woolak.detect.placing import delimited, structure
from woolak.detect.text.view import views


def _table(*rows: tuple[str, ...], wide: float = 110.0) -> set[str]:
    lines: list[Line] = []
    for i, row in enumerate(rows):
        lines += [
            (60.0 + wide * j, 100.0 + 20 * i, cell, len(lines) + j)
            for j, cell in enumerate(row)
            if cell
        ]
    seen = views([page(lines)])[0]
    return {seen.text[h.start : h.end] for h in structure.find(seen, book())}


@pytest.mark.parametrize("heading", ["Par.", "Afk.", "Initialen", "Akk."])
def test_letters_below_a_heading_for_letters_are_somebodys_also_when_they_are_a_word(
    heading: str,
) -> None:
    found = _table(
        ("Stap", heading, "Dd"),
        ("Intake", "DAG", "3/4"),
        ("Toets", "KJW", "4/4"),
        ("Slot", "nee", "5/4"),
    )
    assert found == {"DAG", "KJW"}


def test_three_capitals_among_people_are_somebody_and_beside_a_unit_they_are_not() -> None:
    people = [("Nulmeting", "Zbakker"), ("Consultatie", "Thi/Almaz"), ("Raming", "Tess Qbos")]
    assert "FHW" in _table(("Activiteit", "Trekker"), *people, ("Toets", "FHW"))
    assert "FHW" not in _table(("Activiteit", "Trekker"), *people, ("Toets", "FHW"), ("X", "WJZ"))


def test_who_stands_in_for_somebody_in_a_cell_is_found() -> None:
    found = _table(("Product", "Trekker"), ("Brief", "Lakhdar (i.o. Piersma)"), ("Nota", "Bos"))
    assert {"Lakhdar", "Piersma"} <= found


def test_the_columns_of_a_raci_hold_people() -> None:
    found = _table(
        ("Product", "R", "A", "C", "I"), ("Nota", "Spits", "Tan", "Kees/Zoya", "MT"), wide=90
    )
    assert {"Spits", "Tan", "Kees", "Zoya"} <= found
    assert "MT" not in found


def test_a_name_in_small_letters_fills_its_cell_whole() -> None:
    found = _table(("Melding", "Gewijzigd door"), ("M1", "storm van dam"), ("M2", "roel wortel"))
    assert found == {"storm van dam", "roel wortel"}


def test_headings_that_were_read_as_one_are_told_apart_by_what_stands_below() -> None:
    lines: list[Line] = [(60.0, 100.0, "V Datum Auteur", 0), (300.0, 100.0, "Wat", 1)]
    rows = ("D Zarpong", "URG", "Zdinesh", "PK")
    for i, who in enumerate(rows):
        y = 120.0 + 20 * i
        lines += [(60.0, y, f"{i + 1} 10-02 {who}", 2 + 2 * i), (300.0, y, "opzet", 3 + 2 * i)]
    seen = views([page(lines)])[0]
    found = {seen.text[h.start : h.end] for h in structure.find(seen, book())}
    assert {"D Zarpong", "URG", "Zdinesh", "PK"} <= found


def test_initials_in_an_export_with_separators_are_found() -> None:
    lines: list[Line] = [
        (60.0, 100.0 + 14 * i, text, 0)
        for i, text in enumerate(("nr;achternaam;voorl;tussenv;eenheid", "1;Zeeghem;A.R.;van;DGA"))
    ]
    seen = views([page(lines)])[0]
    found = {seen.text[h.start : h.end] for h in delimited.find(seen, book())}
    assert found == {"Zeeghem", "A.R.", "van"}


def test_words_below_a_heading_of_a_narrow_column_are_told_by_where_they_begin() -> None:
    lines: list[Line] = [(60.0, 100.0, "Datum", 0), (125.0, 100.0, "Auteur", 1)]
    for i, who in enumerate(("D Zarpong", "URG", "Zdinesh", "PK")):
        lines += [(60.0, 120.0 + 20 * i, f"{i} 10-02-2024 {who}", 2 + i)]
    seen = views([page(lines)])[0]
    found = {seen.text[h.start : h.end] for h in structure.find(seen, book())}
    assert {"D Zarpong", "URG", "Zdinesh", "PK"} <= found


def test_letters_below_each_other_are_told_apart_where_a_paper_was_read_as_prose() -> None:
    lines: list[Line] = [
        (60.0, 100.0, "Nota", 0),
        (400.0, 100.0, "Via", 1),
        (440.0, 100.0, "Par.", 2),
    ]
    for i, code in enumerate(("RM", "SCS", "WW")):
        y = 114.0 + 14 * i
        lines += [(400.0, y, "FEZ", 3), (440.0, y, code, 4)]
    seen = views([page(lines)])[0]
    found = {seen.text[h.start : h.end] for h in structure.find(seen, book())}
    assert found == {"RM", "SCS", "WW"}


def test_a_first_name_in_a_numbered_list_is_no_heading() -> None:
    rows = ("1. Van Zwyl", "2. Wies Qusuma", "3. tafel", "4. stoel", "5. lamp", "6. kast")
    lines: list[Line] = [(60.0, 100.0 + 20 * i, row, i) for i, row in enumerate(rows)]
    seen = views([page(lines)])[0]
    assert not [hit for hit in structure.find(seen, book()) if hit.rule == "structuur.tabel"]


def test_units_below_a_heading_for_letters_stay_and_the_letters_beside_them_go() -> None:
    assert _table(("Akkoord", "Init."), ("WJZ", "KJW"), ("FEZ", "DcB")) == {"KJW", "DcB"}


@pytest.mark.parametrize("cell", ["akkoord TB", "TB, 3 april 2024", "Gezien TB", "w.g. TB"])
def test_letters_beside_a_remark_or_a_day_go_where_the_row_names_who_signs(cell: str) -> None:
    found = _table(("Naam", "Afdeling", "Paraaf"), ("Tim Bos", "Inkoop", cell))
    assert found == {"Tim Bos", "TB"}
    found = _table(("Naam", "Afdeling", "Paraaf"), ("Tim Bos", "Inkoop", cell.replace("TB", "tb")))
    assert found == {"Tim Bos", "tb"}


@pytest.mark.parametrize("cell", ["akkoord TB", "TB/KV akkoord", "w.g. KV", "KV namens"])
def test_letters_beside_a_remark_go_also_where_nobody_is_named(cell: str) -> None:
    found = _table(("Functie", "Paraaf"), ("Steller", cell), ("Directeur", "MTo"))
    assert found == {*(word for word in cell.replace("/", " ").split() if word.isupper()), "MTo"}


@pytest.mark.parametrize(
    "cell", ["akkoord SG", "Gez. 3 mrt", "Namens DG", "niet akkoord", "op 3/4"]
)
def test_a_remark_in_a_column_for_letters_stays(cell: str) -> None:
    assert _table(("Naam", "Afdeling", "Paraaf"), ("Tim Bos", "Inkoop", cell)) == {"Tim Bos"}


def test_letters_go_in_a_table_whose_last_headings_read_as_labels_of_a_colophon() -> None:
    rows = ("Steller", "Tim Bos", "akkoord TB", "3-4-2024"), ("Lid", "Jan Vos", "JVo", "4-4-2024")
    prose = [("Deze nota gaat over de uitvoering van het beleid.",)] * 2
    found = _table(*prose, ("Functie", "Naam", "Paraaf", "Datum"), *rows, *prose)
    assert found == {"Tim Bos", "TB", "Jan Vos", "JVo"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ten Cate-van der Plas", "UtCVDP"),
        ("Atkinson", "JA"),
        ("Phan Nga", "NP"),
        ("Özer-Karabulut", "AÖK"),
    ],
)
def test_letters_in_a_list_are_of_the_name_before_them(name: str, code: str) -> None:
    found = redacted(f"Aanwezig:\n{name} (secr.), {code}\nBouali (VenR/JB), JB\n")
    assert {name, code, "Bouali", "JB"} <= found


def test_letters_that_are_a_word_too_are_somebody_in_a_column_for_letters_only() -> None:
    table = "Naam\tOrganisatie\t{}\nB. Bahadoer\tDRM\tBB\nAtkinson\tVenR\tJA\n"
    assert {"BB", "JA"} <= redacted(table.format("Afk."))
    assert "JA" not in redacted(table.format("Akkoord"))


@pytest.mark.parametrize(
    ("name", "code"), [("F. Weide", "FW"), ("N.M. Baş", "NB"), ("Karin van Dam", "KvD")]
)
def test_letters_in_brackets_that_are_all_of_a_name_are_his(name: str, code: str) -> None:
    assert {name, code} <= redacted(f"Akkoord: {name} ({code})")


def test_letters_of_a_department_behind_a_name_that_has_them_stay() -> None:
    assert redacted("Akkoord: B. Zwart (BZ)") == {"B. Zwart"}
