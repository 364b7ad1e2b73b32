# SPDX-License-Identifier: EUPL-1.2
"""Names told by what stands beside them: a firm of their own, letters read as figures, a room."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.engine import Detector
from woolak.detect.examples import page_of


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine.load(rulebook.load("kern"))


def gone(detector: Detector, text: str) -> set[str]:
    findings = engine.detect(detector, [page_of(text)])
    return {" ".join(f.text.split()) for f in findings if not f.keep and f.score >= 0.4}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ondernemer Sjors Bakkers van Bakkers Beheer vertelde het.", "Sjors Bakkers"),
        ("Daar sprak Charlton Rosario van Rosario Beheer over.", "Charlton Rosario"),
        ("Vraag dit na bij Wortel, of anders later.", "Wortel"),
        ("Schilder heeft daarop een tweede raming laten maken.", "Schilder"),
        ("ma\tKoffie Tuinenga", "Tuinenga"),
        ("ma\tAfscheid Leito", "Leito"),
    ],
)
def test_a_name_is_found_by_what_stands_beside_it(detector: Detector, text: str, who: str) -> None:
    assert who in gone(detector, text)


def test_a_firm_stays_behind_whose_it_is(detector: Detector) -> None:
    assert gone(detector, "Het van Gogh Museum en Stichting Jan Visser zijn open.") == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Aanwezig: de heer 5. Voss (voorzitter), mevrouw 0. Arslan", {"5. Voss", "0. Arslan"}),
        ("Volgens dhr. 1.6. de Tan kan dat.", {"1.6. de Tan"}),
        ("Volgens mw. J.0. Wortel kan dat.", {"J.0. Wortel"}),
        ("Volgens mw. 0. Ait Hammou kan dat.", {"0. Ait Hammou"}),
        ("Volgens mevrouw l. van 't Hout kan dat.", {"l. van 't Hout"}),
    ],
)
def test_figures_read_for_initials_behind_a_title_go_with_the_name(
    detector: Detector, text: str, who: set[str]
) -> None:
    assert gone(detector, text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Water 4.11\nRuimte 4.12\nBodem 5.02",
        "Top. Ik app de minister\n13:23\n",
        "Volgens de heer en mevrouw 5. Conclusie",
    ],
)
def test_a_room_and_a_sentence_above_a_time_name_nobody(detector: Detector, text: str) -> None:
    assert gone(detector, text) == set()


def test_where_somebody_works_is_no_surname_in_small_letters(detector: Detector) -> None:
    assert gone(detector, "mw hettinga van rvo belt vanmiddag.") == {"hettinga"}


def test_letters_on_the_lines_below_a_label_for_them_are_all_somebodys(
    detector: Detector,
) -> None:
    assert {"RKZ", "MJ", "KLQ"} == gone(
        detector, "Medeparaaf\nRKZ\nMJ\nKLQ\nFEZ\n\nOns kenmerk\nIENW"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("9:30 Staf (vz. Hukom)", "Hukom"),
        ("6 maart Conceptbrief, opsteller Majewska", "Majewska"),
        ("Deelnemers: Sarpong (vz), Bearda, Hert (IPO), Sönmez", "Hert"),
        ("Marek will circulate a draft; Lalmahomed to check with them.", "Lalmahomed"),
        ("Onderwerp\tTermijn\nPar. hoofd\tSB", "SB"),
    ],
)
def test_who_chairs_attends_or_has_to_do_something_is_found(
    detector: Detector, text: str, who: str
) -> None:
    assert who in gone(detector, text)


def test_items_of_a_list_that_begin_with_what_people_do_name_people(detector: Detector) -> None:
    text = (
        "- Deventer stemt af met de directie.\n- Jansen levert de cijfers.\n"
        "- Kaya schrijft de inleiding.\n- El Fassi maakt een kaart.\n- Brief gaat morgen uit."
    )
    assert gone(detector, text) == {"Jansen", "Kaya", "El Fassi", "Deventer"}


def test_places_in_items_of_a_list_without_people_stay(detector: Detector) -> None:
    text = "- Buren vraagt uitstel.\n- Doorn stemt in.\n- Deventer levert cijfers."
    assert gone(detector, text) == set()


def test_a_label_below_a_signature_is_no_part_of_a_name(detector: Detector) -> None:
    text = "Hoogachtend,\n\nContactpersoon\nI.J. Amoako\nT 06-12345678"
    assert "I.J. Amoako" in gone(detector, text)
    assert not any("Contactpersoon" in spoken for spoken in gone(detector, text))


def test_towns_in_a_row_with_people_stay(detector: Detector) -> None:
    text = (
        "Dag\tChauffeur\tPassagier\tVan\tNaar\nma\tKaya\tA. Lewicka\tDelft\tBrussel\n"
        "di\tJansen\tF.W. Mansouri\tZwolle\tGoes\nwo\tRamdin\tA.P. Pelamonia\tBreda\tGoes"
    )
    assert not {"Breda", "Goes", "Zwolle"} & gone(detector, text)


@pytest.mark.parametrize(
    "opens", ["De vergadering begint", "Vandaag is het", "Besluit genomen door"]
)
def test_a_name_behind_a_label_ends_where_the_next_line_begins_a_sentence(
    detector: Detector, opens: str
) -> None:
    text = f"Behandeld door: mevrouw Lammert Heidebergsma-Hofterpstra\n{opens} de raad."
    assert gone(detector, text) == {"Lammert Heidebergsma-Hofterpstra"}


@pytest.mark.parametrize(
    "duty",
    [
        "Onderzoeker Bodem en Water",
        "Communicatieadviseur Groen",
        "Adviseur Water en Ruimte",
        "Specialist Bouw en Milieu",
        "Lead Developer\nHolland Solar",
        "Onderzoeker\nWageningen Aquatic Research",
    ],
)
def test_what_who_signs_works_on_and_where_stays(detector: Detector, duty: str) -> None:
    signed = f"Met vriendelijke groet,\n\nTeun Hakvoort\n{duty}\n"
    assert gone(detector, signed) == {"Teun Hakvoort"}


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Adviseur Bos", "Bos"),
        ("Teamleider Bakker", "Bakker"),
        ("Collega Bakker en Communicatie", "Bakker"),
        ("Adviseur Onwudiwe en Ruimte", "Onwudiwe"),
        ("Secretaris Groen en Mulder", "Mulder"),
        ("Houten Bakker", "Houten Bakker"),
        ("Kenya Smith", "Kenya Smith"),
    ],
)
def test_who_stands_below_another_is_named(detector: Detector, line: str, who: str) -> None:
    signed = f"Met vriendelijke groet,\n\nTeun Hakvoort\n{line}\n"
    assert {"Teun Hakvoort", who} <= gone(detector, signed)


def test_a_heading_below_initials_is_no_surname(detector: Detector) -> None:
    form = "Voorletters\n\nI.M.\n\nGeboortedatum\n\nPlaats"
    assert gone(detector, form) == {"I.M."}


@pytest.mark.parametrize(
    "line",
    [
        "Afgestemd met: EZK (P. van Ewijk), FEZ (Mulder), RVO, BS",
        "Afgestemd met: FEZ (Mulder), RVO, BS",
        "COA (S. Nwosu), DJZ (Mulder), DV",
        "Paraaf: DJZ (Mulder), FEZ",
        "Dit is afgestemd met FEZ (Mulder) en met RVO.",
    ],
)
def test_a_surname_behind_a_unit_that_was_asked_goes(detector: Detector, line: str) -> None:
    assert "Mulder" in gone(detector, line)
