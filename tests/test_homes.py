# SPDX-License-Identifier: EUPL-1.2
"""Addresses in forms, tables and behind names: those of people go, those of firms stay."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import SUSPECT, Kind


@pytest.fixture(scope="module")
def detector() -> engine.Detector:
    return engine.load(rulebook.load("kern"))


def gone(detector: engine.Detector, text: str) -> list[str]:
    found = engine.detect(detector, [page_of(text)])
    sure = [f for f in found if not f.keep and f.score >= SUSPECT]
    return [f.text for f in sure if f.kind is Kind.ADDRESS]


def test_each_field_of_an_address_in_a_form_goes(detector: engine.Detector) -> None:
    form = "Naam: Jan Bos\nStraat: Oude Delft\nHuisnummer: 22\nPostcode: 2611 CD\nPlaats: Delft"
    assert gone(detector, form) == ["Oude Delft", "22", "2611 CD", "Delft"]


def test_the_place_of_a_meeting_and_the_fields_of_a_firm_stay(detector: engine.Detector) -> None:
    assert gone(detector, "Plaats: Den Haag\nDatum: 3 mei 2021") == []
    assert gone(detector, "Naam: Stichting Het Anker\nAdres: Havenkade 3\nPlaats: Goes") == []


def test_a_column_of_addresses_goes_in_the_rows_of_people(detector: engine.Detector) -> None:
    rows = "Naam\tStraat en nummer\tPlaats\nJ. de Vries\tVeerweg 18-20\tOlst\n"
    rows += "Gemeente Raalte\tZwolseweg 1\tRaalte\nF. Bouzidi\tDe Wanne 7\tDen Nul"
    assert gone(detector, rows) == ["Veerweg 18-20", "Olst", "De Wanne 7", "Den Nul"]


def test_a_street_behind_somebody_is_where_he_lives(detector: engine.Detector) -> None:
    said = "Een afschrift gaat naar Petra Jansen (Achterstraat 5a, Gendt) en naar de school."
    assert gone(detector, said) == ["Achterstraat 5a, Gendt"]
    assert gone(detector, "Het fietspad bij Achterstraat 5a wordt verlegd.") == []


def test_labels_on_one_line_and_their_values_below_are_one_address(
    detector: engine.Detector,
) -> None:
    form = "Straat\tHuisnr\tPostcode\tWoonplaats\nHaverkamp\t112\t3824 TG\tAmersfoort"
    assert gone(detector, form) == ["Haverkamp", "112", "3824 TG", "Amersfoort"]


def test_the_numbers_of_the_rows_of_a_table_stay(detector: engine.Detector) -> None:
    rows = "Nr.\tNaam bezwaarmaker\tAdres\tPlaats\n1\tJ. de Vries\tVeerweg 18\tOlst"
    assert gone(detector, rows) == ["Veerweg 18", "Olst"]


def test_the_number_of_an_item_below_a_surname_is_no_house(detector: engine.Detector) -> None:
    minutes = "Afwezig: Hanane Ben Salah, Bakker\n1. Almelo opent de vergadering.\n2. Wong meldt."
    assert gone(detector, minutes) == []


def test_an_address_in_a_form_goes_again_in_a_second_copy(detector: engine.Detector) -> None:
    text = "Naam: Jan Bos\nStraat: Kromme Nieuwegracht\nHuisnummer: 22\nPlaats: Utrecht"
    copies = [gone(detector, text) for _ in range(2)]
    assert copies[0] == copies[1]
    assert "Kromme Nieuwegracht" in copies[1]


@pytest.mark.parametrize("label", ["Woonadres", "Privéadres", "Huisadres"])
@pytest.mark.parametrize("above", ["Werkgever: Bakkerij Quin", "Organisatie: Gemeente Oldambt"])
def test_who_lives_somewhere_by_its_label_does_so_below_his_employer_too(
    detector: engine.Detector, label: str, above: str
) -> None:
    form = f"Naam: Rudmer Haisma\n{above}\n{label}: Tuinpad 14\nWoonplaats: Ede"
    assert gone(detector, form) == ["Tuinpad 14", "Ede"]


def test_the_address_of_a_firm_with_its_place_stays_below_its_name(
    detector: engine.Detector,
) -> None:
    firm = "Bedrijf: Bakkerij Quin\nAdres: Tuinpad 14\nWoonplaats: Ede"
    assert gone(detector, f"Naam: Rudmer Haisma\n{firm}") == []
    assert gone(detector, f"Naam: Rudmer Haisma\nWoonadres: Kerkpad 3\n{firm}") == ["Kerkpad 3"]


@pytest.mark.parametrize("above", ["Vera Raadgever", "Ton Dienstman", "Sjoerd Politiek"])
def test_whose_surname_begins_like_an_office_has_a_home_in_a_form(
    detector: engine.Detector, above: str
) -> None:
    assert gone(detector, f"Naam: {above}\nAdres: Tuinpad 14\nPlaats: Ede") == ["Tuinpad 14", "Ede"]
    firm = "Naam: Dienst Tuinen\nAdres: Tuinpad 14\nPlaats: Ede"
    assert gone(detector, firm) == []


def test_the_name_nearest_above_an_address_in_a_form_says_whose_it_is(
    detector: engine.Detector,
) -> None:
    worker = (
        "Werkgever: Ministerie van Financiën\nNaam: Vera Haisma\nAdres: Tuinpad 14\nPlaats: Ede"
    )
    assert gone(detector, worker) == ["Tuinpad 14", "Ede"]
    firm = "Naam: Vera Haisma\nOrganisatie: Hogeschool Utrecht\nAdres: Padualaan 99"
    assert gone(detector, firm) == []


def test_a_sentence_behind_an_address_is_no_part_of_it(detector: engine.Detector) -> None:
    text = "Woonadres: Van Speijkstraat 145, 2598 LT Emmen. mevrouw Bilgin wordt geplaatst."
    assert gone(detector, text) == ["Van Speijkstraat 145, 2598 LT Emmen"]
