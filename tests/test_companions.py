# SPDX-License-Identifier: EUPL-1.2
"""Who stands in a list of people goes with the others, whatever the name; what is no one stays."""

from __future__ import annotations

import pytest

from paper import redacted


def test_who_stands_beside_a_name_in_a_cell_goes() -> None:
    assert redacted("Namens DGRW\tSewdajal, Vogelsang") == {"Sewdajal", "Vogelsang"}


@pytest.mark.parametrize("other", ["Utrecht", "Kadaster", "DGRW", "Deltares"])
def test_a_place_or_a_body_beside_a_name_stays(other: str) -> None:
    assert other not in redacted(f"Aangehaakt\tSewdajal, {other}")


def test_surnames_that_are_words_go_in_a_row_of_names() -> None:
    row = "Product\tFroukje\tDo\tVisser\tRishi\tBoateng\nNotitie\tR\tA\tC\tI\t-"
    assert redacted(row) == {"Froukje", "Do", "Visser", "Rishi", "Boateng"}


def test_names_without_a_capital_go_in_a_list_with_dashes() -> None:
    lines = ["Wytske betaald", "hafida betaald", "Ashdown €2", "Tjeerd nog niet", "Emre betaald"]
    found = redacted("koffiegeld mei\n" + "\n".join(f"- {line}" for line in lines))
    assert {"Wytske", "hafida", "Ashdown", "Tjeerd", "Emre"} <= found


def test_what_is_to_be_done_stays_in_a_list_with_dashes() -> None:
    lines = ["Sjoukje belt", "nazending stukken", "Rishi mailt", "Emre", "overleg plannen", "Elif"]
    found = redacted("\n".join(f"- {line}" for line in lines))
    assert not found & {"nazending", "overleg", "Nazending", "Overleg"}


def test_a_surname_that_is_a_word_goes_in_a_column_of_surnames_with_initials() -> None:
    rows = ["Haring, M.P.", "Felicia, Q.F.", "Raad, T. de", "Belarbi, I.", "Postmus, G."]
    assert set(rows) <= redacted("\n".join(f"{row}\tK2.14" for row in rows))


def test_initials_without_full_stops_behind_a_surname_go_in_a_column() -> None:
    rows = ["JP Kaya", "Steinmetz MD", "NL Erdem", "Felicia NL", "AB Boateng"]
    found = redacted("Medew.\tma\tdi\n" + "\n".join(f"{row}\t8\t4" for row in rows))
    assert set(rows) <= found


def test_a_whole_name_that_ends_as_a_harbour_goes_in_a_column_and_its_heading_stays() -> None:
    rows = ["Chinedu Kamau", "Gülşen Bozkurt", "Sipke Oosterhaven", "Fiona Terpstra"]
    found = redacted("Etage\tBHV'er\n" + "\n".join(f"{n}e etage\t{r}" for n, r in enumerate(rows)))
    assert found == set(rows)


def test_a_heading_in_the_plural_heads_names() -> None:
    table = "Stuk\tTrekker\tMeelezers\nBrief\tRishi\tTimmer\nNota\tElif\tTimmer"
    assert redacted(table) == {"Rishi", "Elif", "Timmer"}


def test_labels_above_their_values_stay() -> None:
    form = "Achternaam\tRoepnaam\nMensah\tSelam\nOrganisatieonderdeel\tLeidinggevende\n"
    form += "DG Luchtvaart\tSiham Ben Haddou\nLeidinggevende\tLocatie\nElif Kaya\tDen Haag"
    assert not redacted(form) & {"Organisatieonderdeel", "DG Luchtvaart", "Leidinggevende"}
