# SPDX-License-Identifier: EUPL-1.2
"""What a label points at goes, wherever the value stands; numbers of papers beside it stay."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import SUSPECT, Kind


@pytest.fixture(scope="module")
def detector() -> engine.Detector:
    return engine.load(rulebook.load("kern"))


KINDS = Kind.BIRTH_DATE, Kind.BSN, Kind.ID_NUMBER, Kind.PERSONNEL_NUMBER, Kind.OTHER


def gone(detector: engine.Detector, text: str) -> list[str]:
    found = engine.detect(detector, [page_of(text)])
    return [f.text for f in found if f.kind in KINDS and not f.keep and f.score >= SUSPECT]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("geboren\t12 VIII 1963", ["12 VIII 1963"]),
        ("3. Geboortedatum partner\t23-05-1961", ["23-05-1961"]),
        ("Geb.\t02-11-1976 te Ede", ["02-11-1976"]),
        ("Rijbewijsnr.\t5188420718\t4207188419", ["5188420718", "4207188419"]),
        ("Paspoort moeder\tn.v.t.\tNR8L4K207", ["NR8L4K207"]),
        ('"employeeNumber": "60188420", "birthDate": "1995-10-02"', ["60188420", "1995-10-02"]),
        ("BDAY:1988-07-19", ["1988-07-19"]),
        ("<geboortedatum>19611203</geboortedatum>", ["19611203"]),
        ("staff_id=P188420 ok", ["P188420"]),
        ("Uw klantnummer bij het CAK is 1884207.", ["1884207"]),
        ("Het personeelsnummer van hem luidt 60188420.", ["60188420"]),
    ],
)
def test_the_value_that_a_label_points_at_goes(
    detector: engine.Detector, text: str, values: list[str]
) -> None:
    assert gone(detector, text) == values


@pytest.mark.parametrize(
    "text",
    [
        "Geboren\t2021",
        "Kenteken\t12 mei 2024",
        "Het paspoort is in 2021 ingevoerd: 118 landen.",
        "De pas kost 12,50; de polis is van 1 mei 2021.",
        "Zaaknummer\t4207188419\nDatum besluit\t12-03-2021",
    ],
)
def test_dates_and_numbers_of_papers_beside_other_labels_stay(
    detector: engine.Detector, text: str
) -> None:
    assert gone(detector, text) == []


def test_a_column_of_numbers_of_clients_goes_and_that_of_a_municipality_stays(
    detector: engine.Detector,
) -> None:
    rows = "Debiteur\tCrediteurnr\tFactuur\nWillem Scholten\t2004117\t24-0117\n"
    rows += "Gemeente Lochem\t1004001\t24-0119"
    assert gone(detector, rows) == ["2004117"]


def test_lines_with_separators_go_on_below_each_other(detector: engine.Detector) -> None:
    rows = "id;voornaam;tussenv;achternaam;gebdat;straat;\nhnr;pc;woonplaats\n"
    rows += "1;Berend;;Slomp;19711204;Kuinderdijk;\n12;8385GT;Vledderveen\n"
    rows += "2;Idris;;Benali;19890108;Meent;131;3011JG;Rotterdam"
    found = engine.detect(detector, [page_of(rows)])
    said = {f.text for f in found if f.score >= SUSPECT and not f.keep}
    assert {"19711204", "19890108", "Meent", "131", "Rotterdam", "Vledderveen"} <= said


def test_the_fields_of_a_record_that_a_system_wrote_go(detector: engine.Detector) -> None:
    text = "<naam>Sietske Brouwer</naam><straatnaam>Kaatsbaan</straatnaam>"
    text += "<huisnummer>31</huisnummer><woonplaats>Bolsward</woonplaats><datum>2024-03-30</datum>"
    found = engine.detect(detector, [page_of(text)])
    said = {f.text for f in found if f.score >= SUSPECT and not f.keep}
    assert {"Sietske Brouwer", "Kaatsbaan", "31", "Bolsward"} <= said
    assert "2024-03-30" not in said


def test_the_fields_of_a_record_about_papers_stay(detector: engine.Detector) -> None:
    text = "<titel>Nota</titel><plaats>Ede</plaats><nummer>31</nummer>"
    assert not [f for f in engine.detect(detector, [page_of(text)]) if f.score >= SUSPECT]


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("Odile van Rappard leent uit: odile@vanrappard.eu", "odile@vanrappard.eu"),
        ("Odile van Rappard leent uit: odile@rijksmuseum.nl", "odile"),
    ],
)
def test_an_address_at_the_own_domain_of_who_is_named_goes_whole(
    detector: engine.Detector, text: str, mail: str
) -> None:
    found = engine.detect(detector, [page_of(text)])
    assert [f.text for f in found if f.kind is Kind.EMAIL and not f.keep] == [mail]


def test_a_value_behind_dots_of_a_form_goes(detector: engine.Detector) -> None:
    text = "Geb. datum .... 15-08-1944\nLidnr. ........ 47118"
    assert gone(detector, text) == ["15-08-1944", "47118"]


def test_a_date_behind_a_place_beside_its_label_goes(detector: engine.Detector) -> None:
    assert gone(detector, "Geboren te/op\tZoutkamp, 2 oktober 1943") == ["2 oktober 1943"]


def test_a_label_of_two_words_heads_a_column_among_others(detector: engine.Detector) -> None:
    rows = "Surname\tDate of birth\tVisa no.\nHoekzema\t12 Jun 1986\t135278104"
    assert gone(detector, rows) == ["12 Jun 1986", "135278104"]


def test_a_street_that_holds_a_word_for_a_body_is_a_home_in_a_form(
    detector: engine.Detector,
) -> None:
    text = "Naam: Jan Bos\nAdres: Raadhuislaan 12\nPostcode: 1234 AB"
    found = engine.detect(detector, [page_of(text)])
    assert "Raadhuislaan 12" in {f.text for f in found if not f.keep and f.score >= SUSPECT}
