# SPDX-License-Identifier: EUPL-1.2
"""Where people live goes with all its parts; where offices are, and streets as such, stay."""

from __future__ import annotations

import pytest

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import SUSPECT, Kind


@pytest.fixture(scope="module")
def detector() -> engine.Detector:
    return engine.load(rulebook.load("kern"))


def gone(detector: engine.Detector, text: str) -> str:
    found = engine.detect(detector, [page_of(text)])
    sure = [f for f in found if not f.keep and f.score >= SUSPECT]
    return " ".join(" ".join(f.text for f in sure if f.kind is Kind.ADDRESS).split())


@pytest.mark.parametrize(
    "marked",
    [
        "Sanne Bos\n[De Wieken 12-3 hs]\n[3511AB UTRECHT]",
        "Stichting Mooi Land\np/a mw. R. Bos\n[De Wieken 31]\n[3514 AP Utrecht]",
        "Yara Smit, [Vlietsingel 8 t/o], [2315 KA Leiden]",
        "Zij verblijft in het azc te Almelo. Adres neef: [Rozenlaan 14] te [Spijkenisse].",
        "Bos, adres [De Pol 5]; woonplaats [Geleen]; soort document: paspoort.",
        "Yara Smit, [De Pol 19] (boven de winkel), [Bodegraven]",
        "Ik woon op de [Zilverschoon 8 bis A] in [Oss], al jaren.",
        "Ons huis staat aan de [Kaya Grandi 14] te [Kralendijk].",
        "Betrokkene, wonende te [Den Haag], [Plein 1944 12], stelt beroep in.",
        "Naam: J. Bos, adres: [Buorren 3], postcode: [9012 AB], woonplaats: [Goutum].",
        "Graag bezorgen op [Laan van Meerdervoort 7 k 3], [2517 ak Den Haag].",
        "hoi, ik woon op de [burgemeester van hasseltlaan 4], [3511ab utrecht]",
        "Kan het scherm naar [1e Jan Steenstraat 114-III]? Dat is mijn adres.",
        "De bewoners schreven:\n- [Hommel 12]: te druk\n- [P.C. Hooftstraat 3A]: te laat",
        "Straatnaam      : [De Kolk]\nHuisnummer + letter : [9 a]\nPlaats : [Wijk bij Duurstede]",
        "Mijn postcode en huisnummer: [3511 AB] [12 bis].",
        "Namens mijn moeder, Wil Bos ([Smidse 1168 zwart]), stuur ik u dit.",
        "Haar oude adres was [De Terp 21 1 hoog links], [8358 VN] [VENLO].",
        "J. Bos, [Vlietzoom 271c, 2e verd.], [3021 GB] [Rotterdam]",
        "Mijn ligplaats is [Wittenkade 4-ws].",
        "Zij is bewoner van de [Haaksewei 21, 23 en 25].",
        "Wij wonen in de [Reigerstraat, op nummer 81].",
        "Bewoners van: [Lage Weide 3, 5, 7 en 9]; [Zilverschoon 14 t/m 22]; [Zilverschoon 30].",
        "T. Bos, ['s-Gravenweg 18], [Nuenen]; K. Vos, [Van Eycklaan 92 b4], [2140 Borgerhout]",
        "Hij woont op de [Velperweg 88\nII] te [Arnhem].",
        "Zijn zus woont op [Singel 9], [1015\nJK] [Amsterdam].",
        "bij mij thuis, [van der pekstraat 33], [1031 en] [amsterdam], graag",
        "Klacht van Jan Bos ([7926LL Urk, Molenpad 7bg])",
        "Zij staat ingeschreven op [Bestevaer 12], [2345-AB] [Capelle aan]\n[den IJssel]. Punt.",
        "Naam\tReactie\tLocatie\nJan Bos\tnee\t[Laar 235a]\nYara Smit\tja\t[De Gilden 3-2]",
        "Naam bewoner\tStraat\tNr\tToev.\tPc\nJan Bos\t[De Pol]\t[136]\t[bis]\t[1234 AB]",
        "Naam: Jan Bos\nCorrespondentieadres: [Postbus 98, 1968 SK Almere]",
        "Postadres:\nJan Bos\n[Postbus 2489, 4879 NT Ter Apel]",
        "Oud adres: [Van Heutszsingel 2 (9374KH Katwijk aan Zee)], nu leeg.",
        "Inzake: Jan Bos / [Ossekop 15bg Wageningen]",
        "Ik ben verhuisd van hier naar [Jan]\n[Steenlaan 25 in Assen].",
        "De deurwaarder heeft op [Kromhout 79 II] te [Zoetermeer] niemand aangetroffen.",
        "De reisafstand van [Molenstraat-Zuid 19-III] te [Oss] is 41 kilometer.",
        "Overbuurvrouw Bos ([Meidoornhof 325-2]) heeft foto's gemaakt.",
    ],
)
def test_where_somebody_lives_goes_whole(detector: engine.Detector, marked: str) -> None:
    lost = gone(detector, marked.replace("[", "").replace("]", ""))
    wanted = [part.partition("]")[0] for part in marked.split("[")[1:]]
    assert [part for part in wanted if " ".join(part.split()) not in lost] == []


@pytest.mark.parametrize(
    "text",
    [
        "COA\nTussen de Vaarten 331 A\n1314 TR Almere",
        "Beleidsmedewerker\nProvincie Overijssel\nDe Kolk 304 rood | 5372 WE IJmuiden",
        "Hoekstra Bouw B.V.\nT.a.v. mevrouw J. Bos\nIndustrieweg 12\n8013 PL Zwolle",
        "Het ministerie verhuist in 2025 naar de Laan der Continenten 25 in Utrecht.",
        "Bedrijfsnaam: Hoekstra Techniek\nAdres: Admiraal 32\nPlaats: Goes",
        "Plaats: Graaf Florislaan 12, kamer 3.12\nTijd: 10.00 uur",
        "Contactpersoon\nMinisterie van Financiën\nt.a.v. J. Bos\nPostbus 98, 1968 SK Almere",
        "Voor het perceel Meidoornhof 12 te Assen is een omgevingsvergunning verleend.",
        "Supermarkt aan de Kerkstraat 12 te Zoetermeer krijgt een laadverbod.",
        "Naam\tLocatie\nJan Bos\tKamer 12\nYara Smit\tZaal 3",
        "Stichting Het Anker\nCorrespondentieadres: Postbus 98, 1968 SK Almere",
        "Wonen 2030 en Natura 2000 staan in Tabel 12 en Bijlage 3, zie ook Kamer 14b.",
        "De werkzaamheden aan de Kerkstraat duren tot 12 mei; de A2 bij Oss is dicht.",
    ],
)
def test_offices_public_places_and_numbered_things_stay(
    detector: engine.Detector, text: str
) -> None:
    assert gone(detector, text) == ""


def test_an_address_that_is_private_once_is_so_in_the_whole_paper(
    detector: engine.Detector,
) -> None:
    text = "Mevrouw Bos woont op Veldpad 8.\n\n" + "De stukken zijn bijgevoegd. " * 8
    text += "Op 3 mei is Veldpad 8 gezien; Veldpad 9 niet."
    assert gone(detector, text) == "Veldpad 8 Veldpad 8"


def test_the_town_below_a_street_is_found_in_its_own_column(detector: engine.Detector) -> None:
    head = "Mevrouw M. Bos        Directie Wetgeving\nDe Kolk 10-A          Bezoekadres\n"
    head += "5752 BJ Groningen     Rijnstraat 50"
    assert gone(detector, head) == "De Kolk 10-A 5752 BJ Groningen"


def test_a_home_beside_an_office_on_the_same_lines_goes(detector: engine.Detector) -> None:
    head = "De heer B. Alofs\tMinisterie van OCW\nWilhelminasingel 17\tRijnstraat 50\n"
    head += "6221 BG Maastricht\t2515 XP Den Haag"
    assert gone(detector, head) == "Wilhelminasingel 17 6221 BG Maastricht"


def test_an_office_beside_the_home_of_who_is_named_above_it_stays(
    detector: engine.Detector,
) -> None:
    head = "Provincie Groningen\tMevrouw P. Eerkens\nSint Jansstraat 4\tTuinpad 2b\n"
    head += "9712 JN Groningen\t9919 BC Loppersum"
    assert gone(detector, head) == "Tuinpad 2b 9919 BC Loppersum"


def test_the_figure_of_a_note_makes_no_address_of_who_is_named(detector: engine.Detector) -> None:
    page = page_of("De heer Karel Jansdijk 2 sprak met mevrouw Annelies Rietelvliet 1 hierover.")
    names = {f.text for f in engine.detect(detector, [page]) if f.kind is Kind.NAME}
    assert names == {"Karel Jansdijk", "Annelies Rietelvliet"}


NOTES = "\n\n3 Werkzaam bij de directie Wonen.\n4 Tot 1 mei.\n12 Op persoonlijke titel."


def test_the_figure_of_a_note_behind_initials_or_a_first_name_makes_no_address(
    detector: engine.Detector,
) -> None:
    text = "Het is opgesteld door drs. M. Lindelaan 4 en dr. K. Oosterkade 12. Nagelezen is het "
    text += "door Pieter van Hoogstraat 3." + NOTES
    page = page_of(text)
    names = {f.text for f in engine.detect(detector, [page]) if f.kind is Kind.NAME}
    assert names == {"drs. M. Lindelaan", "dr. K. Oosterkade", "Pieter van Hoogstraat"}


def test_where_somebody_lives_stays_an_address_above_notes(detector: engine.Detector) -> None:
    found = engine.detect(detector, [page_of("Zij woont aan de M. Lindelaan 4." + NOTES)])
    assert [f.text for f in found if f.kind is Kind.ADDRESS] == ["M. Lindelaan 4"]


def test_the_address_of_an_office_stays_over_the_cells_of_its_row(
    detector: engine.Detector,
) -> None:
    text = "Waterschap Vechtstromen\tKooikersweg 1\t7609 PZ\tAlmelo"
    found = engine.detect(detector, [page_of(text)])
    assert not [f.text for f in found if f.kind is Kind.ADDRESS and not f.keep]


def test_who_writes_a_letter_lives_below_his_name_whatever_stands_beside_it(
    detector: engine.Detector,
) -> None:
    head = "Rudmer Haisma\tOnderwerp: bezwaar\nTuinpad 2b\nwerkt thuis"
    assert gone(detector, head) == "Tuinpad 2b"


def test_a_home_beside_the_address_of_an_office_ends_with_its_cell(
    detector: engine.Detector,
) -> None:
    head = "Aan het bestuur\tRudmer Haisma\nTurfmarkt 147\tTuinpad 2b\n2511 DP Den Haag"
    assert gone(detector, head) == "Tuinpad 2b"


@pytest.mark.parametrize(
    "marked",
    [
        "Locatie: thuis bij Karin, [Dorpsstraat 12].",
        "Locatie: bij Karin thuis, [Dorpsstraat 12, Epe]",
        "Locatie: [Beukenlaan 9 in Epe] (bij Ans thuis)",
        "Borrel: [Kerkpad 3], bij Joke in de tuin",
        "Locatie: woning van mevrouw De Groot, [Kerkweg 3]",
        "We eten bij mij ([Dorpsstraat 12], bel aan bij de zijdeur).",
    ],
)
def test_a_meeting_at_somebodys_home_has_a_private_address(
    detector: engine.Detector, marked: str
) -> None:
    expected = [part.partition("]")[0] for part in marked.split("[")[1:]]
    assert gone(detector, marked.replace("[", "").replace("]", "")) == " ".join(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Locatie: hotel Van der Valk, Wegalaan 2",
        "Locatie: Provinciehuis, Europaweg 1, ontvangst door Karin",
        "Locatie: Europaweg 1 (thuis meekijken kan via Teams)",
        "Locatie: bij de gemeente Ede, Bergstraat 4",
        "Locatie: café Thuis, Dorpsstraat 12",
        "Locatie: Marktplein 1; thuiswerkers bellen in.",
    ],
)
def test_a_meeting_in_a_public_place_keeps_its_address(
    detector: engine.Detector, text: str
) -> None:
    assert not gone(detector, text)
