# SPDX-License-Identifier: EUPL-1.2
"""Who stands in a list of people goes with the others, whatever the name; what is no one stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper import book, page, redacted
from woolak.detect.placing import structure
from woolak.detect.running import names
from woolak.detect.text.view import views
from woolak.model import SUSPECT, Page


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


def test_letters_in_brackets_go_that_tell_a_second_first_name() -> None:
    found = redacted("Deelnemers: Sandeep Kalpoe (SJK), Sjaan Bos (FEZ)")
    assert "SJK" in found
    assert "FEZ" not in found


def test_letters_before_the_name_in_brackets_go_and_those_of_a_unit_stay() -> None:
    assert redacted("Verslaglegging: HAB (H. Boon)") == {"HAB", "H. Boon"}
    assert redacted("Contact: BSK (H. Boon)") == {"H. Boon"}


def acted(*codes: str) -> set[str]:
    rows = [f"{n}\tNotitie {n}\t{code}\t{n} mei" for n, code in enumerate(codes, 1)]
    return redacted("\n".join(["Nr\tOmschrijving\tWie\tGereed", *rows]))


def test_a_column_of_nothing_but_letters_of_people_goes() -> None:
    assert acted("BCP", "KvD", "HEL/GL", "SFB") == {"BCP", "KvD", "HEL", "GL", "SFB"}


def test_units_in_a_column_of_who_acts_stay() -> None:
    assert acted("FEZ", "DGRW", "RWS", "BSK") == set()
    assert acted("FEZ", "JPB", "RWS", "KvD") == {"KvD"}


def test_letters_in_the_margin_go_when_they_are_of_who_is_named() -> None:
    lines = [(60.0, 80.0, "Lezers: T. Haitsma, M. Bos, E. Kaya", 0)]
    for n, code in enumerate(["TAH", "MVB", "EAK", "TAH", "BTW"]):
        lines += [
            (60.0, 120.0 + 40 * n, code, 2 * n + 1),
            (130.0, 120.0 + 40 * n, "Akkoord.", 2 * n + 2),
        ]
    assert located(page(lines)) >= {"TAH", "MVB", "EAK"}
    assert "BTW" not in located(page(lines))


def located(one: Page) -> set[str]:
    seen = views([one])[0]
    found = [*structure.find(seen, book()), *names.find(seen, book())]
    return {
        seen.text[hit.start : hit.end] for hit in found if not hit.keep and hit.score >= SUSPECT
    }


def dialled(heading: str) -> set[str]:
    rows = ["Haring, M.P.\t6216\tK2.14", "Piątek A\t9427\tK2.16", "Felicia, Q.F.\t6516\tThuis"]
    rows += ["Bozkurt GK\t2734\tK2.14"]
    return redacted("\n".join([heading, *rows]))


def test_the_digits_behind_each_name_of_a_list_of_telephones_go() -> None:
    assert {"6216", "9427", "6516", "2734"} <= dialled("Doorkiesnummers vleugel Noord")
    assert not {"6216", "9427"} & dialled("Behaalde punten vleugel Noord")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Voor PFAS moet je bij Dewkumar zijn.", "Dewkumar"),
        ("Vraag het anders bij Sikorska van de afdeling Bodem.", "Sikorska"),
        ("Let op: Kasanmoentalib wil altijd vooraf gebeld worden.", "Kasanmoentalib"),
        ("Er is een planning. Azzouzi en Tahiri leveren de cijfers.", "Azzouzi"),
        ("Het MT dankt Jet Brood voor de inzet.", "Jet Brood"),
        ("Storm is trouwens ook vrij.", "Storm"),
        ("Het stuk is gelezen door Clive Sanders.", "Clive Sanders"),
        ("Er is geen overeenstemming; G. Hazelhorst zoekt dat uit.", "G. Hazelhorst"),
    ],
)
def test_the_turns_of_phrase_around_colleagues_tell_a_name(text: str, name: str) -> None:
    assert name in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "De vergunning ligt bij Tata Steel in IJmuiden. U moet bij Rijkswaterstaat zijn.",
        "Vewin en Deltares leveren de cijfers. Het station is trouwens ook dicht.",
    ],
)
def test_bodies_in_the_same_turns_of_phrase_stay(text: str) -> None:
    assert redacted(text) == set()


def test_what_a_column_of_lists_holds_goes_with_the_rest() -> None:
    rows = ["Tessa, Yara", "Haddaoui, Soekarman", "Kramer, Ganpat", "Rishi, Ma", "Jansen, Kaya"]
    found = redacted("Kamer\tBezet\n" + "\n".join(f"B {n}\t{row}" for n, row in enumerate(rows)))
    assert {"Haddaoui", "Soekarman", "Ganpat", "Ma"} <= found


@pytest.mark.parametrize("sign", [" - ", " | ", " • ", " / "])
def test_names_strung_together_on_a_line_go(sign: str) -> None:
    names_ = ["Bąk", "Oebele", "V. Post", "Farah", "Detlef", "Taşdemir", "Machteld"]
    assert {"Bąk", "Taşdemir"} <= redacted("Rondzendlijst\n\n" + sign.join(names_))


def test_bodies_strung_together_stay() -> None:
    assert redacted("Partners: Vewin - Deltares - Kadaster - Wageningen - Arcadis") == set()


def test_a_group_of_full_and_bare_names_goes_whole() -> None:
    found = redacted("Groep 1 (zaal Eik): Yan Hu, Oebele, Achahbar")
    assert {"Yan Hu", "Oebele", "Achahbar"} <= found


def test_the_first_of_a_row_of_names_and_the_heading_of_members() -> None:
    assert "Clive" in redacted("Clive\tFroukje\tTessa\tRishi\tBoateng")
    table = "Dossier\t1e\tMT-lid\nWarmte\tFleur\tRuiter\nNet\tAnil\tBoulahrir\nKern\tMing\tBos"
    assert redacted(table) == {"Fleur", "Ruiter", "Anil", "Boulahrir", "Ming", "Bos"}


def test_who_begins_each_line_of_what_was_agreed_goes() -> None:
    lines = ["Froukje belt met de griffie", "Emre plant een vervolg", "Jeandra maakt een opzet"]
    lines += ["Rishi levert de kaart", "Elif stemt af"]
    assert {"Jeandra", "Emre"} <= redacted("Afspraken\n" + "\n".join(lines))


def test_letters_behind_a_name_in_a_sentence_go_also_when_they_are_a_word() -> None:
    found = redacted("Het stuk is gelezen door Clive Sanders (CAS) en Jip Kramer (JAK).")
    assert {"CAS", "JAK"} <= found
    assert "FEZ" not in redacted("Het stuk is gelezen door Frits Zomer (FEZ).")


def test_a_surname_below_a_first_name_in_large_goes_on_badges() -> None:
    lines = []
    for n, (first, last) in enumerate(
        [("Emre", "Jansen"), ("Elif", "Kaya"), ("Clive", "de Lange")]
    ):
        lines += [(60.0, 80.0 + 90 * n, first, 3 * n), (60.0, 110.0 + 90 * n, last, 3 * n + 1)]
    made = page(lines)
    large = [
        replace(w, box=replace(w.box, y1=w.box.y0 + 24)) if w.text in "Emre Elif Clive" else w
        for w in made.words
    ]
    assert {"Clive", "de Lange"} <= located(replace(made, words=tuple(large)))


@pytest.mark.parametrize("label", ["Afwezig", "Bericht van verhindering", "Later aangeschoven"])
def test_who_is_listed_behind_a_second_label_on_the_line_goes(label: str) -> None:
    found = redacted(f"Aanwezig: Bos, Vos. {label}: Lindner, Song.\n\nHet verslag is vastgesteld.")
    assert {"Bos", "Vos", "Lindner", "Song"} <= found
    assert not found & {"Het", "Het verslag"}


@pytest.mark.parametrize("unit", ["DGOO/DO", "PG/GZ", "VenR/JB", "WJZ/AR/KB"])
def test_the_unit_behind_a_name_is_nobody_in_a_list(unit: str) -> None:
    assert redacted(f"Aan: Addo, N.H.R. - {unit}") == {"Addo, N.H.R."}
