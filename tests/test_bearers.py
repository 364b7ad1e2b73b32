# SPDX-License-Identifier: EUPL-1.2
"""A surname alone is public where the text or the dossier says whose it is, and goes otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper import redacted
from woolak import advise, persons, rulebook
from woolak.detect import engine
from woolak.detect.engine import Detector
from woolak.detect.examples import page_of
from woolak.judgement.outcome import unattended
from woolak.model import Verdict


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine.load(rulebook.load("jenv"))


def boxed(detector: Detector, *documents: str) -> list[str]:
    """Return what is redacted in the documents of one dossier, without repetition."""
    pages = [replace(page_of(text), document=f"{n:04d}") for n, text in enumerate(documents, 1)]
    found = [one for page in pages for one in engine.detect(detector, [page])]
    people = persons.link(found, detector.book)
    advices = advise.advise(found, people, detector.book)
    told = zip(found, advices, strict=True)
    return [f.text for f, a in told if unattended(a) is Verdict.REDACT]


@pytest.mark.parametrize(
    "text",
    [
        "Eric van der Burg sprak met de Kamer. Na dat gesprek wil Van der Burg de nota houden.",
        "De commissie-Ter Horst adviseerde. Het advies van Ter Horst is overgenomen.",
        "De moties zijn aangenomen, maar die van Brekelmans niet.",
        "Zijn voorganger Staghouwer heeft op het rapport vertrouwd.",
        "Mevrouw Ollongren heeft dat in het debat toegezegd.",
        "Willem Drees tekende de wet en volgens Drees was dat genoeg.",
        "Klopt dat: de minister voor Rechtsbescherming, Dekker, belt zelf.",
        "Het is af; de minister voor Langdurige Zorg en Sport, Helder, heeft het gevraagd.",
        "De motie van het lid Ceder en Stoffer is aangenomen.",
        "Het amendement-Ouwehand en Bikker is verworpen.",
        "Het rapport van de Werkgroep-Van der Meer is overgenomen.",
        "De aanbevelingen van Mazzucato (2018) zijn daarbij betrokken.",
        "De brief bouwt voort op Kahneman (2011).",
        "De piramide van Maslow verklaart dat niet, zei Foucault.",
        "Femke Halsema belde. Dat ging, zei Halsema, over de brief van de minister.",
        "Gedeputeerde Bea Schouten-Vos opent. Mevrouw Schouten-Vos wil meer tijd.",
        "Prof. dr. Henk Nijland (Radboud Universiteit) zocht het uit. Nijland concludeert dat.",
        "Verder betoogt hoogleraar Wim Nijland (Universiteit Leiden) dat het kan.",
    ],
)
def test_a_surname_alone_stays_when_the_text_says_whose_it_is(
    detector: Detector, text: str
) -> None:
    assert boxed(detector, text) == []


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Volgens Brekelmans is de nota af.", "Brekelmans"),
        ("De motie is klaar. Ik heb dat van Brekelmans (DGM) gehoord.", "Brekelmans"),
        ("Collega Staghouwer maakt de brief over de motie af.", "Staghouwer"),
        ("De moties zijn van Brekelmans. Tessa Brekelmans maakt de nota.", "Tessa Brekelmans"),
        ("De commissie-Ter Horst adviseerde. Volgens Jan ter Horst is dat klaar.", "Jan ter Horst"),
        ("Sander Dekker, jurist bij de directie, belde over de motie.", "Sander Dekker"),
        ("Anne Frank schreef een dagboek. Frank belt morgen terug.", "Frank"),
        ("Gedeputeerde Bea Vos-Kuil opent. Dat meldt Jan Vos-Kuil (DGM).", "Jan Vos-Kuil"),
        ("De heer Visser heeft het plan voor het debat gelezen.", "Visser"),
        ("Aanwezig: de minister voor Rechtsbescherming, Dekker, en Bos.", "Dekker"),
        ("De motie-Stoffer en Bikker ligt er. Kan Karin Bikker (DGM) bellen?", "Karin Bikker"),
    ],
)
def test_a_surname_from_a_list_goes_when_somebody_else_may_bear_it(
    detector: Detector, text: str, goes: str
) -> None:
    assert goes in boxed(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "Stas Van der Burg is akkoord en MP Rutte ook.",
        "In reactie op de vraag van de heer Harbers zend ik uw Kamer dit rapport.",
        "Geachte mevrouw Arib,\n\nHierbij zend ik uw Kamer het rapport.",
        "Moties en vragen\nIndiener\tOnderwerp\nKuik en Bikker\tTolken\nVan Nispen\tZorg",
        "Sinds Rutte III en Balkenende IV is de lijn-Rutte anders.",
        "Morgen spreekt hij met Aboutaleb, Halsema en Krikke.",
        "[03-02-2021 08:15] ja, hugo de jonge was boos\n[03-02-2021 08:16] minister kaag belt",
    ],
)
def test_who_is_meant_is_told_by_an_office_a_letter_a_column_or_another(
    detector: Detector, text: str
) -> None:
    assert boxed(detector, text) == []


def test_who_acts_for_the_minister_is_nobody_public(detector: Detector) -> None:
    text = "Aanwezig was namens de minister mr. N. El Khattabi."
    assert boxed(detector, text) == ["mr. N. El Khattabi"]


@pytest.mark.parametrize("column", ["Behandelaar", "Naam"])
def test_a_surname_from_the_lists_goes_in_the_column_of_who_does_the_work(
    detector: Detector, column: str
) -> None:
    text = f"Moties en vragen\n{column}\tOnderwerp\nKuik\tTolken\nVan Nispen\tZorg"
    assert boxed(detector, text) == ["Kuik", "Van Nispen"]


def test_the_word_of_a_sign_off_stays(detector: Detector) -> None:
    assert boxed(detector, "See you Monday.\n\nBest, Aukje") == ["Aukje"]


def test_a_full_name_is_that_of_who_is_in_office_elsewhere_in_the_text(detector: Detector) -> None:
    away = "De zaal is gereed en er staat koffie klaar voor wie dat wil hebben. " * 3
    text = f"Werkbezoek minister Kuipers\n\n{away}\n\nEr spreekt dan prof. dr. Ernst Kuipers."
    assert boxed(detector, text) == []


def test_where_somebody_with_a_title_works_is_no_surname(detector: Detector) -> None:
    text = "De akte is van mr. J. Bos te Zwolle. Onze jurist is drs. A. te Riele van Financiën."
    assert boxed(detector, text) == ["mr. J. Bos", "drs. A. te Riele"]


def test_a_surname_alone_is_the_office_holders_of_another_document(detector: Detector) -> None:
    nota = "Minister Dilan Yesilgöz en staatssecretaris Eric van der Burg zijn geïnformeerd."
    assert boxed(detector, nota, "De nota is terug van Van der Burg.") == []


@pytest.mark.parametrize(
    "third", ["Jan van der Burg (DGM) belt terug.", "Van: Burg, J. van der (Jan)\nAan: Roos, T."]
)
def test_nobody_is_an_office_holder_by_another_document_when_a_colleague_shares_the_name(
    detector: Detector, third: str
) -> None:
    nota = "Staatssecretaris Eric van der Burg is geïnformeerd."
    assert "Van der Burg" in boxed(detector, nota, "De nota is terug van Van der Burg.", third)


@pytest.mark.parametrize(
    "entry",
    [
        "Bunt, H.G. van de, & Kleemans, E.R., Georganiseerde criminaliteit in Nederland, WODC.",
        "J. Struiksma, C. de Ridder en H. Winter, De effectiviteit van handhaving, Groningen.",
        "Peters, B. en Van Wijk, A.: Evaluatie van de aanpak, Arnhem: Bureau Beke.",
    ],
)
def test_the_authors_in_a_list_of_literature_stay_without_a_year(
    detector: Detector, entry: str
) -> None:
    assert boxed(detector, f"Het rapport sluit hier.\nLiteratuur\n{entry}") == []


def test_a_footnote_names_authors_and_whom_one_spoke_to_goes(detector: Detector) -> None:
    notes = "1 A. Tollenaar, Gemeentelijk beleid, p. 34.\n2 Interview met Els Hofman, p. 3."
    assert boxed(detector, notes) == ["Els Hofman"]


def test_people_under_a_heading_for_sources_go_when_they_were_asked(detector: Detector) -> None:
    text = "Bronnen\nHofman, E.P., beleidsmedewerker bij de directie, gesprek op 3 mei."
    assert boxed(detector, text) != []


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Verder kwamen mevrouw Vermeer, Roos Visser en Bas Groen.", "Vermeer"),
        ("Westerveld en Wiersma hebben de nota gemaakt.", "Westerveld"),
        ("Graag reactie van Remkes en Pierik voor vrijdag.", "Remkes"),
        ("Kan Snijders de beantwoording van de Kamervragen oppakken?", "Snijders"),
        ("Graag reactie van Verhagen op de motie.", "Verhagen"),
        ("Dank aan Rooderkerk voor het lezen van de brief aan de Tweede Kamer.", "Rooderkerk"),
        ("De staatssecretaris heeft dit met Rooderkerk besproken.", "Rooderkerk"),
        ("Kan Huntington dit oppakken?", "Huntington"),
        ("De heer Kennedy belt vrijdag.", "Kennedy"),
        ("Ik zend uw Kamer het rapport. De heer Voortman heeft het gemaakt.", "Voortman"),
        ("Ik zend uw Kamer dit. Voor vragen is er de heer Voortman.", "Voortman"),
        ("Namens ons is Wiersma aanwezig bij het plenaire debat.", "Wiersma"),
    ],
)
def test_a_surname_that_others_bear_goes_whatever_the_sentence_is_about(
    detector: Detector, text: str, goes: str
) -> None:
    assert goes in boxed(detector, text)


def test_more_initials_than_one_are_those_told_of_a_member_of_parliament() -> None:
    text = "Na de moties van het lid Klaver is gesproken. Het verslag van J.E. Klaver vermeldt dit."
    assert "J.E. Klaver" in redacted(text)
    told = "Kamerlid J.F. Klaver vroeg het. Het verslag van J.F. Klaver vermeldt dit."
    assert not redacted(told)
    assert not redacted("Minister Blok zegt dat. S.A. Blok meldt ook iets.")
