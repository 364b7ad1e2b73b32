# SPDX-License-Identifier: EUPL-1.2
"""What must stay public stays, and whoever looks like it goes."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.engine import Detector
from woolak.detect.examples import page_of


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine.load(rulebook.load("jenv"))


def found(detector: Detector, text: str, *, keep: bool) -> set[str]:
    findings = engine.detect(detector, [page_of(text)])
    return {f.text for f in findings if f.keep == keep and (keep or f.score >= 0.4)}


def test_a_surname_alone_is_the_ministers_when_nobody_else_bears_it(detector: Detector) -> None:
    text = "Minister Yeşilgöz sprak met de Kamer. Volgens Yeşilgöz is dat genoeg."
    assert found(detector, text, keep=False) == set()


@pytest.mark.parametrize(
    "other",
    [
        "De nota is van Eefje Yeşilgöz.",
        "Collega Yeşilgöz belt terug.",
        "Aanwezig was Yeşilgöz (directie Financiën).",
        "Mail naar e.yeşilgöz@minjenv.nl.",
    ],
)
def test_a_surname_alone_goes_when_a_colleague_shares_it(detector: Detector, other: str) -> None:
    text = f"Minister Yeşilgöz sprak met de Kamer. {other} Volgens Yeşilgöz is dat genoeg."
    assert "Yeşilgöz" in found(detector, text, keep=False)


def test_an_office_at_the_end_of_another_cell_makes_nobody_public(detector: Detector) -> None:
    text = "Actie\tWie\nBrief aan minister\tTerpstra"
    assert "Terpstra" in found(detector, text, keep=False)


def test_letters_of_an_office_in_the_name_of_a_unit_make_nobody_public(detector: Detector) -> None:
    text = "Functie\tNaam\tParaaf\nDGRR\tJoost Verlinden\tJV\nDG/afd\tM. Pronk\tMP"
    findings = engine.detect(detector, [page_of(text)])
    assert {f.role for f in findings if f.text == "M. Pronk"} == {"ambtenaar"}


def test_who_shares_a_surname_with_a_member_stays_in_the_column_of_names(
    detector: Detector,
) -> None:
    text = "Naam\tOrganisatie\tAfk.\nPaternotte\tDGOO/DO\tJP\n\nDe motie Paternotte is aangenomen."
    assert "Paternotte" in found(detector, text, keep=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ook de heer Van Dam, voorzitter van de Autoriteit Consument & Markt, is er.",
        "De voorzitter van de Gezondheidsraad, prof. dr. B. Kullberg, heeft gereageerd.",
        "Voorzitter Paul Rosenmöller van de VO-raad was positief.",
        "Aanwezig: John Berends (commissaris van de Koning Gelderland)",
        "Eurocommissaris Johansson en regeringscommissaris Van Engelshoven waren er.",
        "Volgens Verhoeven (2017) geldt dat niet; in navolging van Teubner (1993) wel.",
        "De systemen Orion, Atlas en Iris worden vervangen.",
        "De ziekte van Lyme en de stelling van Pythagoras worden genoemd.",
        "De prijzen gingen naar het Hugo Priemus Fonds, de Anton Pieckprijs en de Joke Smit Prijs.",
        "Schrijf naar de gemeente, postbus 1, 1012 MR Amsterdam.",
    ],
)
def test_public_in_its_place(detector: Detector, text: str) -> None:
    assert {t for t in found(detector, text, keep=False) if not t[:4].isdigit()} == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De verdachte Bakker (1984) woont in Ede.", "Bakker"),
        ("KW opent. PdH meldt dat Mevrouw Smit (1950) belt.", "Smit"),
        ("Omwonende mevrouw Ter Beek van de Rijnlaan is tegen.", "Ter Beek"),
        ("project Iris de Vries belt later", "Iris de Vries"),
    ],
)
def test_who_only_looks_public_goes(detector: Detector, text: str, name: str) -> None:
    assert name in found(detector, text, keep=False)
