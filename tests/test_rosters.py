# SPDX-License-Identifier: EUPL-1.2
"""Who has a duty in a roster goes, by whatever word; days, duties and meetings stay."""

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
    return [f.text for f in found if not f.keep and f.score >= SUSPECT and f.kind is Kind.NAME]


def test_nicknames_below_duties_go(detector: engine.Detector) -> None:
    roster = "Week 12\tVroeg\tLaat\tReserve\nmaandag\tLiang\tRub\tFedy\n"
    roster += "dinsdag\tYenj\tvrij\tSop/Truus"
    assert gone(detector, roster) == ["Liang", "Rub", "Fedy", "Yenj", "Sop", "Truus"]


def test_nicknames_below_days_go(detector: engine.Detector) -> None:
    roster = "Dienst\tma\tdi\two\nVroege dienst\tGuus\tVerlof\tLien\nLate dienst\tDré\tWim\tGuus"
    assert gone(detector, roster) == ["Guus", "Lien", "Dré", "Wim", "Guus"]


def test_duties_at_the_left_without_a_heading_stay(detector: engine.Detector) -> None:
    roster = "\tma\tdi\two\nFrontoffice\tGuus\tLien\tDré\nBackoffice\tDré\tGuus\tLien"
    assert set(gone(detector, roster)) == {"Guus", "Lien", "Dré"}


def test_what_happens_on_a_day_stays(detector: engine.Detector) -> None:
    agenda = "Dag\tOchtend\tMiddag\nmaandag\tPlenair\tCommissie\ndinsdag\tWerkbezoek\tOverleg\n"
    assert gone(detector, agenda + "woensdag\tZwolle\tUtrecht") == []


def test_shifts_of_a_team_stay(detector: engine.Detector) -> None:
    assert gone(detector, "Team\tma\tdi\two\nTeam A\tVroeg\tLaat\tVroeg") == []


def test_a_roster_without_headings_is_known_by_its_days(detector: engine.Detector) -> None:
    roster = "Rooster week 31\nma\tGrace\tAbdel\ndi\tMeredith\tShurwin\nwo\tFerry\tMark"
    assert gone(detector, roster) == ["Grace", "Abdel", "Meredith", "Shurwin", "Ferry", "Mark"]


def test_initials_in_a_list_are_no_office(detector: engine.Detector) -> None:
    rows = ["MJ Amatmoekrim", "SG Koeiman", "FM Manuhutu"]
    assert gone(detector, "Bezoek van mei\n" + "\n".join(rows)) == rows
    assert gone(detector, "SG Tjeenk Willink-Baars\nDG Mulder-Baars") == []


def test_a_telephone_behind_a_surname_makes_no_street_of_it(detector: engine.Detector) -> None:
    rows = "Belboom\n1. Ruurd Tolsma 06 51239876\n2. IJsbrand Hoogerwerf 06 51239877"
    assert {"Ruurd Tolsma", "IJsbrand Hoogerwerf"} <= set(gone(detector, rows))


def test_a_function_behind_each_name_of_a_list_stays(detector: engine.Detector) -> None:
    rows = "Bezoek\nSroka, Z. tolk\nYip, W.L. beveiliging\nZijpp, S.J. van der chauffeur\n\nKoffie."
    assert gone(detector, rows) == ["Sroka, Z.", "Yip, W.L.", "Zijpp, S.J. van der"]


def test_surnames_with_a_tussenvoegsel_tell_a_roster_of_people(detector: engine.Detector) -> None:
    rows = ("20\tZak\tSterre", "21\tDe Ruiter\tWil", "22\tZomer\tRo", "23\tVan der Zee\tBram")
    found = gone(detector, "\n".join(("Week\tPiket\tReserve", *rows)))
    assert {"Zak", "Wil", "Zomer", "Ro", "De Ruiter"} <= set(found)


def test_first_names_that_are_words_tell_a_roster_of_people(detector: engine.Detector) -> None:
    rows = ("ma\tDelft\tBas\tZondag", "di\tSterk\tWil\tTimmerman", "wo\tMus\tJet\tSterk")
    found = gone(detector, "\n".join((" \tVroeg\tLaat\tNacht", *rows)))
    assert {"Delft", "Sterk", "Timmerman", "Mus"} <= set(found)


@pytest.mark.parametrize(
    ("heading", "cell", "names"),
    [
        ("Naam", "Wil Brood", {"Wil Brood"}),
        ("Wie", "Roos Visser i.p.v. Bas Groen", {"Roos Visser", "Bas Groen"}),
        ("Trekker", "Bas Groen via FEZ", {"Bas Groen"}),
        ("Actiehouder", "FEZ (Roos)", {"Roos"}),
        ("Aangeleverd door", "Visser", {"Visser"}),
        ("Jurist", "Roos", {"Roos"}),
        ("Zaakbehandelaar", "Groen", {"Groen"}),
        ("Wie", "Nader overleg met FEZ", set()),
        ("Wie", "FEZ/Zorg", set()),
    ],
)
def test_a_cell_of_a_column_of_people_names_them_whatever_words_they_are(
    detector: engine.Detector, heading: str, cell: str, names: set[str]
) -> None:
    rows = f"Nr.\tOnderwerp\t{heading}\n1\tPlanning\t{cell}\n2\tBegroting\tinkoop"
    assert set(gone(detector, rows)) == names


def test_a_function_in_a_column_of_functions_heads_nobody(detector: engine.Detector) -> None:
    rows = "Naam\tFunctie\nTim Bos\tJurist\nJan Vos\tGroen beleid\nPiet Kok\tZorg"
    assert set(gone(detector, rows)) == {"Tim Bos", "Jan Vos", "Piet Kok"}
