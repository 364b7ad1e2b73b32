# SPDX-License-Identifier: EUPL-1.2
"""Columns of data of people go; the dates and numbers of papers beside them stay."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import SUSPECT, Kind


@pytest.fixture(scope="module")
def detector() -> engine.Detector:
    return engine.load(rulebook.load("kern"))


def gone(detector: engine.Detector, text: str, *kinds: Kind) -> list[str]:
    found = engine.detect(detector, [page_of(text)])
    return [f.text for f in found if f.kind in kinds and not f.keep and f.score >= SUSPECT]


def test_a_column_of_birth_dates_goes_and_one_of_days_stays(detector: engine.Detector) -> None:
    rows = "Naam\tGeboortedatum\tDatum aanvraag\nJan Bos\t12-03-1975\t01-02-2021\n"
    rows += "Fatima Yilmaz\t3 mei 1980\t04-02-2021"
    assert gone(detector, rows, Kind.BIRTH_DATE) == ["12-03-1975", "3 mei 1980"]


def test_columns_of_numbers_of_people_go(detector: engine.Detector) -> None:
    rows = "Naam\tKenteken\tPaspoortnummer\tPersoneelsnummer\tZaaknummer\n"
    rows += "Jan Bos\tGB123K\tNXP4K12B7\t00412345\t987654321"
    kinds = Kind.LICENSE_PLATE, Kind.ID_NUMBER, Kind.PERSONNEL_NUMBER
    assert gone(detector, rows, *kinds) == ["GB123K", "NXP4K12B7", "00412345"]


def test_a_column_of_document_numbers_goes_beside_data_of_people_only(
    detector: engine.Detector,
) -> None:
    people = "Naam\tNationaliteit\tDocumentnr.\nMarek Wojtas\tPoolse\tCAK482913"
    papers = "Afzender\tDatum\tDocumentnr.\nJan Bos\t12-03-2021\tCAK482913"
    assert gone(detector, people, Kind.ID_NUMBER) == ["CAK482913"]
    assert gone(detector, papers, Kind.ID_NUMBER) == []


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("sign", [";", ",", "|"])
def test_lines_with_separators_are_a_table(
    detector: engine.Detector, sign: str, quote: str
) -> None:
    rows = [
        ["nr", "naam", "geb", "huisnr", "plaats"],
        ["Z-118", "Merel Sital", "19740822", "9a", "Almere"],
        ["Z-119", "Onno Bos", "1966-09-30", "14", "Drachten"],
    ]
    text = "\n".join(sign.join(f"{quote}{part}{quote}" for part in row) for row in rows)
    found = gone(detector, text, Kind.NAME, Kind.BIRTH_DATE, Kind.ADDRESS)
    said = " ".join(found)
    assert all(part in said for row in rows[1:] for part in row[1:])
    assert not any(part in said for part in ("Z-118", "plaats"))


def test_lines_with_separators_about_papers_stay(detector: engine.Detector) -> None:
    text = "nr;datum;onderwerp;plaats\n1;12-03-2021;overleg;Almere\n2;13-03-2021;nota;Ede"
    assert gone(detector, text, Kind.NAME, Kind.BIRTH_DATE, Kind.ADDRESS) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Jan de Vries (12-03-1975) verklaart dat hij niets weet.", ["12-03-1975"]),
        ("Fatima Yilmaz, 3-4-'71 of 12-03-1975, wonende te Ede", []),
        ("Sanne Hoekstra, 12-03-1980, wonende te Ede", ["12-03-1980"]),
        ("De mail van Jan de Vries (12-03-2021) is beantwoord.", []),
        ("Jan de Vries, 12 mei 2020, vergadering", []),
        ("Kind\tGeboren\tSchool\nJurgen Bos\t24-09-'70 De Brink", ["24-09-'70"]),
        ("Auteur\tDatum\nJan de Vries\t12-03-2004", []),
        ("Auteur\tDag\nJan de Vries\t12-03-1964", ["12-03-1964"]),
    ],
)
def test_a_date_of_long_ago_behind_a_name_is_of_a_birth(
    detector: engine.Detector, text: str, dates: list[str]
) -> None:
    assert gone(detector, text, Kind.BIRTH_DATE) == dates


def test_a_number_that_passes_the_test_behind_a_name_is_a_bsn(detector: engine.Detector) -> None:
    text = "dossier van Sanne Hoekstra / 111222333 / bezwaar; Fatima Yilmaz / 123456789 / bezwaar"
    assert gone(detector, text, Kind.BSN) == ["111222333"]


@pytest.mark.parametrize("heading", ["Geboortedatum/-plaats", "M/V, geb.dat.", "Voorl. Geb.dat."])
def test_a_heading_is_read_in_its_parts_and_to_its_last_word(
    detector: engine.Detector, heading: str
) -> None:
    text = f"Naam\t{heading}\tFunctie\nSanne Hoekstra\t04-05-1988\tjurist"
    assert gone(detector, text, Kind.BIRTH_DATE) == ["04-05-1988"]


def test_headings_with_a_few_digits_are_headings(detector: engine.Detector) -> None:
    rows = "Naam\tDag 1\tUren 2024\tGeboortedatum\nJan Bos\tja\t120\t12-03-1975"
    assert gone(detector, rows, Kind.BIRTH_DATE) == ["12-03-1975"]
    rows = "Ouder\tBSN kind 1\tBSN kind 2\nFatima Yilmaz\t123456782\t111222333"
    assert gone(detector, rows, Kind.BSN) == ["123456782", "111222333"]


def test_a_column_of_mobiles_goes_without_the_06_and_one_of_amounts_stays(
    detector: engine.Detector,
) -> None:
    rows = "Naam\tPieper\t06\nJan Bos\t2447\t91824471\nFatima Yilmaz\t2448\t91 82 44 72"
    assert gone(detector, rows, Kind.PHONE) == ["2447", "91824471", "2448", "91 82 44 72"]
    rows = "Project\tFase 1\tMobiel 2\tBedrag\nA2\t12345\tnee\t12 345 678"
    assert gone(detector, rows, Kind.PHONE) == []


def test_a_column_of_users_holds_accounts_in_capitals(detector: engine.Detector) -> None:
    rows = "User\tRole\tStatus\nHOFSTRAM\tbeheer\tactief\nP10044182\tlezen\tactief"
    assert gone(detector, rows, Kind.ACCOUNT) == ["HOFSTRAM", "P10044182"]
    rows = "Naam\t06-nummer\nJan Bos\t18 40 77 26"
    assert gone(detector, rows, Kind.PHONE) == ["18 40 77 26"]


def test_a_label_in_capitals_below_that_of_an_account_is_none(detector: engine.Detector) -> None:
    form = "Naam\tGÜRBÜZ\nAccount\tgurbuzay\nPersoneelsnummer\t10105393\n"
    form += "IBAN\tNL04 ABNA 0271 2466 32"
    assert "IBAN" not in gone(detector, form, Kind.ACCOUNT)
    rows = "User\tRole\nHOFSTRAM\tbeheer\nIBAN\tlezen\nJANSENK\tlezen"
    assert gone(detector, rows, Kind.ACCOUNT) == ["HOFSTRAM", "JANSENK"]
