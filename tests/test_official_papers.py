# SPDX-License-Identifier: EUPL-1.2
"""Papers of parliament, councils and the press: who speaks there stays, who works there goes."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.engine import Detector
from woolak.detect.examples import page_of

MINUTES = """Notulen van de openbare vergadering van de raad der gemeente Zwartbroek
Wethouders: de heer P.L. Baarnhorn
de heer P. van Bokhoven
De leden: mevrouw G.E. Admiraal (NT, afwezig op 19-12)
de heer A.W.M. Eijsink (De Progressieve Combinatie)
mevrouw C.J.G. Vliet Vlieland - de Wit (CDA)
Ambtelijk: de heer K. Zwamborn"""
DEBATE = """De heer Paternotte (D66):
Ik ben het eens met de heer {}.
Mevrouw Van Heteren (PvdA):
Dat zei ik ook."""


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine.load(rulebook.load("kern"))


def kept(detector: Detector, text: str) -> set[str]:
    return {f.text for f in engine.detect(detector, [page_of(text)]) if f.keep}


def gone(detector: Detector, text: str) -> set[str]:
    found = engine.detect(detector, [page_of(text)])
    return {f.text for f in found if not f.keep and f.score >= 0.4}


def test_the_members_whom_minutes_of_a_council_list_line_by_line_stay(detector: Detector) -> None:
    assert gone(detector, MINUTES) == {"K. Zwamborn"}
    assert "C.J.G. Vliet Vlieland - de Wit" in kept(detector, MINUTES)


def test_the_same_lines_in_the_report_of_another_meeting_go(detector: Detector) -> None:
    report = MINUTES.replace("Notulen van de openbare vergadering van de raad", "Overleg")
    assert "G.E. Admiraal" in gone(detector, report)


def test_a_listed_member_whom_another_names_in_a_debate_stays(detector: Detector) -> None:
    assert gone(detector, DEBATE.format("Wilders")) == set()
    assert gone(detector, DEBATE.format("Zwartbroek")) == {"Zwartbroek"}
    assert "Wilders" in gone(detector, "Ik sprak de heer Wilders van de directie.")


@pytest.mark.parametrize(
    "text",
    [
        "De heer Wassenberg namens de Partij voor de Dieren krijgt het woord.",
        "Mevrouw Beckerman van de SP vroeg dit.",
        "Het woord is aan de heer Zwartbroek (Partij voor de Dieren).",
    ],
)
def test_a_member_with_the_party_behind_the_name_stays(detector: Detector, text: str) -> None:
    assert gone(detector, text) == set()


def test_who_shares_the_surname_of_no_member_goes_with_a_party_behind(detector: Detector) -> None:
    assert gone(detector, "Mevrouw Zwartbroek van de SP belde.") == {"Zwartbroek"}


def test_a_minister_signs_below_an_office_in_capitals(detector: Detector) -> None:
    assert gone(detector, "DE MINISTER VAN DEFENSIE,\nE. van Zwartbroek") == set()


def test_letters_of_a_body_behind_a_name_are_no_office(detector: Detector) -> None:
    assert gone(detector, "Michiel Verhoef (KING) belt.") == {"Michiel Verhoef"}


@pytest.mark.parametrize(
    "text",
    [
        "DEN HAAG (ANP) - De ministerraad heeft ingestemd.",
        "Aan: DEN HAAG (BZ)",
        "De minister van Financien en de coordinator in Belgie zijn akkoord.",
        "Senioren Dijk en Waard, en de raad van Peel en Maas, zijn tegen.",
        "Verslag: MatchWord Verslagbureau, Woerden",
        "Bel 0800 1351 of app 06 12 34.",
        "Afwezig: de heer (CDA)\nAgenda:\n01. Vragenuurtje\n02. Commissie Beroepschriften 2001 (x)",
    ],
)
def test_what_is_nobody_in_such_papers_stays(detector: Detector, text: str) -> None:
    assert gone(detector, text) == set()


def test_a_second_list_in_a_line_ends_where_the_next_label_or_number_begins(
    detector: Detector,
) -> None:
    text = "mevrouw C.J. Wit (CDA)\nAfwezig: de heer L.J. van Ast\na. Beroepschriften 2001 (nr. 13)"
    assert gone(detector, text) == {"L.J. van Ast"}


def test_some_of_those_who_held_an_office_are_named_behind_the_plural_and_stay(
    detector: Detector,
) -> None:
    text = "Wij spraken {} zoals de heer Brinkman, mevrouw Zwamborn en de heer Zalm."
    assert gone(detector, text.format("oud-bewindspersonen")) == set()
    assert len(gone(detector, text.format("ambtenaren"))) == 3


def test_who_heads_a_ministry_stays_and_who_works_there_goes(detector: Detector) -> None:
    text = "Toen schreef de {} van het ministerie van Financiën Karin Zwartbroek een nota."
    assert gone(detector, text.format("directeur-generaal")) == set()
    assert gone(detector, text.format("directeur")) == {"Karin Zwartbroek"}
