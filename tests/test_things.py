# SPDX-License-Identifier: EUPL-1.2
"""What a text names a thing by stays, and somebody who is called by the same word goes."""

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
    return {f.text for f in findings if not f.keep and f.score >= 0.4}


@pytest.mark.parametrize(
    "text",
    [
        "Odin is een systeem. De nacht erna haalt Iris gegevens op uit Odin; Iris en Odin draaien.",
        "De nieuwe app, genaamd Luna, is gratis. In fase twee wordt Luna vertaald.",
        "Stand van zaken Emma en Noor (chatbots). De notitie over Emma volgt.",
        "Iris en Irma zijn de systemen die worden uitgefaseerd.",
        "Er draaien drie systemen naast elkaar: Holmes, Iris en Sam. Sam bevat de dossiers.",
        "De migratie naar Odin loopt. Odin wordt uitgefaseerd in mei. Daarna volgt Odin niet meer.",
        "Systeem\tEigenaar\tEinddatum\nOdin\tToezicht\t2025\nIris\tData\t2026",
        "Storm Ciarán was de aanleiding.",
        "Merel, mees en zwaluw staan op de lijst.",
    ],
)
def test_what_a_text_names_its_systems_by_stays(detector: Detector, text: str) -> None:
    assert gone(detector, text) == set()


@pytest.mark.parametrize(
    "more",
    [
        "Beste Iris,\n\nDank voor je bericht.",
        "Kun jij Iris vragen of dat klopt?",
        "Aanwezig waren Iris Bakker en de leverancier.",
        "Groeten,\nIris",
        "Iris heeft de nota gisteren verstuurd.",
    ],
)
def test_somebody_with_the_name_of_a_system_goes(detector: Detector, more: str) -> None:
    text = f"Het systeem Iris wordt vervangen. Daarna kan Iris weg.\n\n{more}"
    assert any("Iris" in name for name in gone(detector, text))


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Overlegd is met Rabobank, LTO, Agrifirm en Mourik. Mourik levert de brug.", "Mourik"),
        ("Werkbezoek aan Van Gelder Groep. Van Gelder Groep levert de systemen.", "Van Gelder"),
        ("In het rapport van de Werkgroep-Van der Meer staat dat.", "Van der Meer"),
        ("Er wordt gewezen op Mazzucato (2018) en op het werk van Darwin.", "Darwin"),
        ("De aanbevelingen van Lipsky (1980) zijn betrokken.", "Lipsky"),
        ("Ashley heeft gebeld met Dijklander Ziekenhuis.", "Ziekenhuis"),
        ("Het onderzoek is uitgevoerd door Dr. S. van Mesdagkliniek.", "Mesdagkliniek"),
        ("De ICNG, SNG, VIRM en DDZ worden ingezet.", "SNG"),
        ("Verzoek van de minister voor Natuur en Stikstof, Van der Wal, aan 14:00.", "Van der Wal"),
    ],
)
def test_firms_authors_and_groups_stay(detector: Detector, text: str, stays: str) -> None:
    assert not any(stays in name for name in gone(detector, text))


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Overlegd is met Jansen, FEZ en DGRR. Jansen wijst op de kosten.", "Jansen"),
        ("Contact met Darwin gehad; Darwin belt morgen terug.", "Darwin"),
        ("Het rapport van Visser is besproken.", "Visser"),
        ("Gesproken met mevrouw Van Gelder. Van Gelder belt terug.", "Van Gelder"),
        ("Merel, wil jij Bas vragen?", "Merel"),
        ("Kelvin meldt dat het af is, en Pascal stuurt de brief.", "Kelvin"),
        ("Ik heb Storm gesproken; Storm Bakker belt terug.", "Storm"),
    ],
)
def test_people_with_such_names_go(detector: Detector, text: str, goes: str) -> None:
    assert any(goes in name for name in gone(detector, text))


def test_ministers_stay_in_the_minutes_of_their_council(detector: Detector) -> None:
    heading = "BESLUITENLIJST MINISTERRAAD 17 MAART\n\n"
    text = "Ollongren meldt dat de levering loopt. Wiersma wordt mede-ondertekenaar."
    assert gone(detector, heading + text) == set()
    assert "Wiersma" in gone(detector, "Verslag afdelingsoverleg\n\nWiersma meldt zich ziek af.")
