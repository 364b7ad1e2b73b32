# SPDX-License-Identifier: EUPL-1.2
"""Words that stand beside names stay readable: where somebody is, headings, things, hours."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.engine import Detector
from woolak.detect.examples import page_of


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine.load(rulebook.load("jenv"))


def gone(detector: Detector, text: str) -> set[str]:
    findings = engine.detect(detector, [page_of(text)])
    return {" ".join(f.text.split()) for f in findings if not f.keep and f.score >= 0.4}


_MAIL = "Van: Jan Bosman\nOnderwerp: borrel\n\n"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("ik zag sharon in de trein, zij wist van niks", "sharon"),
        ("net kees aan de telefoon gehad", "kees"),
        ("heb jij mehmet op de gang gezien", "mehmet"),
        ("vraag even aan karin van de administratie", "karin"),
        ("ik zag frederik ter maat niet", "frederik ter maat"),
        ("ik sprak tessa van de berg ook", "tessa van de berg"),
    ],
)
def test_where_somebody_is_is_no_surname(detector: Detector, line: str, who: str) -> None:
    assert who in gone(detector, f"{_MAIL}hoi\n{line}\nikzelf ook niet\nwat nu\n")


def test_the_rows_of_a_table_are_no_part_of_the_list_above_it(detector: Detector) -> None:
    rows = (
        "Tijd\tOnderwerp\tInbrenger\tDoel\n09.30\tHerinrichting Begane Grond\tWillyan\tInformeren"
    )
    found = gone(
        detector, f"Deelnemers: Aukje, Stef, Xolani (verslag)\n{rows}\nBijlagen: plattegrond"
    )
    assert {"Aukje", "Xolani"} <= {word.strip(",") for spoken in found for word in spoken.split()}
    assert not found & {"Inbrenger", "Doel", "Begane Grond", "Herinrichting Begane Grond"}


def test_a_label_ends_the_value_of_a_header(detector: Detector) -> None:
    found = gone(detector, "Van: Afdeling Inburgering\nSteller: Xolani Bosman\nDatum: 7 mei 2024")
    assert found == {"Xolani Bosman"}


def test_dictionary_words_with_one_for_a_thing_are_nobody(detector: Detector) -> None:
    text = (
        "Afgemeld: Sietse Bouma (Recreatie), Agrarische Natuurvereniging De Utrechtse, "
        "Medewerkersonderzoek, Maatschap Pham"
    )
    assert gone(detector, text) == {"Sietse Bouma", "Pham"}


def test_hours_are_no_telephone_number(detector: Detector) -> None:
    text = "Woensdag 4 november, 09.00-11.00 uur. Bel 070 312 45 67."
    assert gone(detector, text) == {"070 312 45 67"}


def test_a_sentence_behind_an_address_stays(detector: Detector) -> None:
    text = "Woonadres: Eikenrode 25a, 2989 MS Bergen op Zoom. Collega's nemen het waar."
    assert gone(detector, text) == {"Eikenrode 25a, 2989 MS Bergen op Zoom"}


def test_where_a_function_is_held_is_nobody(detector: Detector) -> None:
    assert gone(detector, "Volgens Xolani Bosman, huisarts te Emmen, helpt het.") == {
        "Xolani Bosman"
    }
    assert "te Velde" in gone(detector, "Volgens mevrouw te Velde helpt het.")


def test_a_vacancy_behind_a_label_is_no_account(detector: Detector) -> None:
    assert gone(detector, "Trekker: vacature.\nBehandelaar: vacature.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Exploitant belde, wil Zondag open. Ook Vrijdag is druk.",
        "Reorganisatie Facilitair: adviesaanvraag komt in augustus.",
        "Gisteren belde Schippersvereniging Zoevo de gemeente.",
        "Legenda: DT = Directieteam, PvA = Plan van Aanpak",
        "OR stemt in.\nBest.: ligt bij de Belastingdienst.\n\nInstemmingsaanvraag\nNiets meer.",
        "Opdrachtnemer: Aannemersbedrijf Jurriëns Noord",
    ],
)
def test_what_only_looks_as_a_name_stays(detector: Detector, text: str) -> None:
    assert gone(detector, text) == set()


def test_a_name_ends_before_the_institution_on_the_next_line(detector: Detector) -> None:
    text = "Interviews\nRachid Ouali, Kavita Lachman Rijkswaterstaat Midden-Nederland: zij"
    found = gone(detector, text)
    assert {"Rachid Ouali", "Kavita Lachman"} <= found
    assert not any("Rijkswaterstaat" in spoken for spoken in found)


def test_a_sign_off_behind_a_wish_is_no_name(detector: Detector) -> None:
    assert gone(detector, "Van: Jan Bosman\n\nTot maandag.\nFijn weekend! Groetjes, Oumaima") == {
        "Jan Bosman",
        "Oumaima",
    }


def test_people_with_a_weekday_or_a_household_for_a_name_go(detector: Detector) -> None:
    assert "Zondag" in gone(detector, "Mevrouw Zondag belde terug.")
    assert "Hendriks" in " ".join(gone(detector, "Aanwezig: Jan Bos, Garage Hendriks"))
    assert not gone(detector, "Aanwezig: Stichting Kuiper, Restaurant Hendriks")


def test_the_fields_that_somebody_leads_are_nobody(detector: Detector) -> None:
    text = "Akkoord is directeur Water, Ondergrond en Veiligheid; ook hoofd Bos en Natuur."
    assert gone(detector, text) == set()
    assert {"Bakker", "Bos"} <= gone(detector, "Directeur Bakker en hoofd Bos en Visser waren er.")
