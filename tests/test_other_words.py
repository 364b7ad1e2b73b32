# SPDX-License-Identifier: EUPL-1.2
"""Words that nobody is called stay beside people, and the people beside them go."""

from __future__ import annotations

import pytest

from paper import book, page, redacted
from woolak.detect.placing import columns, messages
from woolak.detect.text.view import views
from woolak.detect.words.vocabulary import of

STAY = [
    ("Waterschap Limburg   06-51827364", "Limburg"),
    ("France and Poland asked for clarification.", "Poland"),
    ("De Nationale Ombudsman komt in oktober.", "Ombudsman"),
    ("De leverancier Zepcam heeft dit gemeld.", "Zepcam"),
    ("De logging gaat naar Splunk, zoals gepland.", "Splunk"),
    ("De cadeaus zijn Taart en Boek vandaag.", "Boek"),
    ("Het overleg gaat over Netcongestie en geld.", "Netcongestie"),
    ("Sociale partners (FNV, CNV, VCP, AWVN) zijn er.", "AWVN"),
    ("NL line well received on all sides.", "line"),
    ("Er is Verlof in Juli: drie weken.", "Juli"),
    ("Aan: MT Handhaving\nVan: Jan Bos\nOnderwerp: pilot", "Handhaving"),
    ("Aan: EXT-Council Secretariat; Jan Bos\nOnderwerp: pilot", "Council"),
    ("Afwezig: Jan Bos, Recron, ANWB", "ANWB"),
    ("Afwezig: Jan Bos (KNMP), GGD GHOR", "GHOR"),
    ("Stagiair\nJan Bos\nOnderzoek Circulair Inkopen", "Circulair"),
    ("Advocaat Ramsaran was boos.", "Advocaat"),
    ("Medeparafen: DGBEB, DJZ", "DGBEB"),
    ("Kopie aan: Staatstoezicht op de Mijnen", "Mijnen"),
    ("Van: Jan Bos\nOnderwerp: x\nCc: Cabinet Correspondence Unit", "Cc"),
    ("Hoang 16:03\nLieve mensen, de borrel is beneden vanaf 17.00\nUli 16:05\nOk", "Lieve"),
    (
        "Van: Jan Bos\n1. Aanleiding. Het gaat goed; China en Amerika\nniet. Amerika eveneens.\n"
        "Bijlagen: een; twee",
        "Amerika",
    ),
    ("De provincie Zuid-Holland (gedeputeerde Bos) is akkoord.", "Holland"),
    ("VERSLAG\nBestuurlijk overleg Jeugd\nDatum: 16-02-2022", "Bestuurlijk"),
    ("Reactie op het rapport over PFAS in de Westerschelde", "Westerschelde"),
    ("Aanwezig: Jan Bos (LNV), Vattenfall,\nEneco\n", "Eneco"),
    ("Afwezig: Kustwacht, Tineke Zwaan", "Kustwacht"),
    ("Deelnemers: Natuurmonumenten, RWS (Jan Bos, Els Vos)", "Natuurmonumenten"),
    ("Tijdens het BO MIRT is dat gezegd, en het BO MIRT was lang.", "MIRT"),
    ("Aanwezig: R. Vos, Olijhoek, T. Brokx (Matrivis), FEZ", "Matrivis"),
    ("Opdrachtgever: Rijkswaterstaat Oost-Nederland", "Nederland"),
    ("Ik sprak de burgemeesters van Velsen, Hardenberg en Gouda gisteren.", "Gouda"),
    ("De gemeenten Houten, Buren en Gouda zijn akkoord.", "Buren"),
    ("Seris en Hofmann-Groep vielen af.", "Hofmann"),
    ("PO-Raad, VO-raad en MBO Raad steunen dit.", "Raad"),
    ("Van: Jan Bos\nAan: Secretariaat-OVO\nOnderwerp: x", "Secretariaat"),
    ("De brief is van Zynex B.V. Zynex wil uitstel.", "B.V."),
    ("CC: MT Wonen; Programmadirectie Ontwikkeling Groningen\n", "Groningen"),
    ("Bij VZVZ Twan Hendriks gevraagd.", "VZVZ"),
    ("Advocaat Eva González Pérez heeft gebeld.", "Advocaat"),
    ("Aan: Jan Bos\nOnderwerp: FW: zienswijze\n\nHi,\n\nZie onder.", "Hi"),
    ("Dear all,\n\nHi, see below.\n", "see"),
    ("Nr\tAanvrager\tPlaats\n1\tAnton Pieck Museum\tHattem\n2\tSlot Zuylen\tOud-Zuilen", "Pieck"),
    ("Nr\tAanvrager\tPlaats\n1\tAnton Pieck Museum\tHattem\n2\tSlot Zuylen\tOud-Zuilen", "Zuylen"),
    ("Kuijpers en Hurks hebben zich teruggetrokken als onderaannemer.", "Hurks"),
    ("Scheepsbouwer Damen komt. Volgens Damen is het klaar.", "Damen"),
    ("Huawei, ASML and Wingtech were mentioned by the Americans.", "Wingtech"),
    ("Deelnemers: Hylke Sterringa (secretaris), ProRail, Arriva, NS\n", "ProRail"),
    ("Aanwezig: L. Szymanski (LNV), CropLife, Natuurmonumenten\n", "Natuurmonumenten"),
    ("Aanwezig: Jan Bos, Piet Vos\nAmbtelijk: Hylke Sterringa\n", "Ambtelijk"),
    ("Actie\tDoor\tGereed\nPlan\tYara\tDec\nMemo\tFEZ\tJan\nStuk\tEls\tFeb", "Jan"),
    ("Vraag Bakker: komt er een verbod?", "Vraag"),
    ("KPN en Flanderijn hebben inmiddels de lijsten gekregen.", "Flanderijn"),
    ("Nr\tActie\tWie\tWanneer\n1\tPlan\tdFEZ\t1 mei\n2\tMemo\tJan Bos\t2 mei", "FEZ"),
    ("Op IBAN NL20 INGB 0001 2345 67 wordt betaald.", "IBAN"),
    ("Gunningsadvies\nAan: Jan Bos\nVan: Els Kaya\nOnderwerp: x\n", "Gunningsadvies"),
    ("14.00\tRode Hoed\tAmsterdam\tSpeech: Els Kaya\n15.00\tKamer\tDen Haag\t-", "Rode Hoed"),
    ("Aan: Jan Bos\nCC: DGMo-Secretariaat; DL-DEU-Oost\nOnderwerp: x", "Secretariaat"),
    ("Aan: Jan Bos\nCC: DGMo-Secretariaat; DL-DEU-Oost\nOnderwerp: x", "Oost"),
    ("Aan: Els Kaya; DGLM-Office; Jan Bos; Piet Vos\nOnderwerp: x", "Office"),
    ("Er waren veel mensen. Mensen kwamen graag. De mensen van Mensen Zorgt ook.", "Mensen"),
    ("Rijkswaterstaat Midden-Nederland heeft de planning.", "Nederland"),
    ("Volgens Ukrenergo is de levering van Linido klaar.", "Ukrenergo"),
    ("Volgens Ukrenergo is de levering van Linido klaar.", "Linido"),
    (
        "Gedeputeerde Arne Schaddelee van Utrecht kwam. Schaddelee vroeg om meer geld.",
        "Schaddelee",
    ),
]
GO = [
    ("Aanwezig: BO JANSEN, JAN VNG, LI WU", "BO JANSEN"),
    ("Gisteren is met LI WU gesproken over de nota.", "LI WU"),
    ("Aanwezig: R. Vos, Olijhoek, T. Brokx (Matrivis), FEZ", "Olijhoek"),
    ("Aanwezig: R. Vos, Olijhoek, T. Brokx (Matrivis), FEZ", "T. Brokx"),
    ("Aanwezig: Khan, S. Ali (Sara), R. Vos", "Khan"),
    ("Deelnemers: Natuurmonumenten, RWS (Soekhlal, Ijukwele)", "Ijukwele"),
    ("Deelnemers: Natuurmonumenten, RWS (Soekhlal, Ijukwele)", "Soekhlal"),
    ("Aanwezig: VNG (Bos), IPO (mevrouw Vos)", "Bos"),
    ("Opdrachtgever: Rijkswaterstaat Bakker", "Bakker"),
    ("De wethouders Buren en Gouda spraken met Bakker, en Buren belde.", "Buren"),
    ("Van: Jan Bos\nAan: Anna Bos-Groep\nOnderwerp: x", "Bos-Groep"),
    ("De brief is van mevrouw B.V. Soekhlal. Met B.V. Soekhlal is gebeld.", "B.V. Soekhlal"),
    ("De taak van Soekhlal is overgenomen door Postma.", "Postma"),
    ("Waterschap Limburg   Bouma 06-51827364", "Bouma"),
    ("Hugo and Sarah asked for clarification.", "Sarah"),
    ("Stuur dit maar naar Oluwaseun vandaag.", "Oluwaseun"),
    ("Afgestemd met Juridische Zaken en Bakker vandaag.", "Bakker"),
    ("Aan: MT van Dijk\nVan: Jan Bos\nOnderwerp: pilot", "Dijk"),
    ("Afwezig: Jan Bos, Yilmaz, JP", "Yilmaz"),
    ("Advocaat Ramsaran was boos.", "Ramsaran"),
    ("Hago Nederland B.V.\nM. Sahetapy", "Sahetapy"),
    ("Van: DG Bedrijven en Innovatie, G. Pisas\nOnderwerp: x", "Pisas"),
    ("Aan: Jan Bos, Piet\nKaya, Els Vos\nOnderwerp: pilot", "Els Vos"),
    ("Hoogachtend,\n\nHK Simmons\n", "HK Simmons"),
    ("Aanwezig: Jan Bos, Collins, Hunt", "Collins"),
    ("Aan: LI WU; Jan Bos\nOnderwerp: pilot", "LI WU"),
    ("Aan: Jan Bos\nOnderwerp: pilot\n\nLieve,\n\nZie onder.", "Lieve"),
    ("Scheepsbouwer Damen komt. Jan Damen belt. Volgens Damen is het klaar.", "Damen"),
    ("Het overleg met ProRail en Adeyemi ging goed.", "Adeyemi"),
    ("Nr\tAanvrager\tPlaats\n1\tFatima Bank\tHattem\n2\tT. Hof\tEde", "Fatima Bank"),
    ("Afwezig: Kustwacht, Tineke Zwaan", "Tineke Zwaan"),
    ("Aanwezig: Storm, Wolk, Jan Bos", "Wolk"),
    ("Bij VZVZ Twan Hendriks gevraagd.", "Twan Hendriks"),
    ("Afgestemd met OKONKWO Jane Ada.", "OKONKWO"),
    ("Actie\tDoor\tGereed\nPlan\tYara\tDec\nMemo\tJan\tFeb\nStuk\tEls\tFeb", "Jan"),
    ("Vraag Bakker: komt er een verbod?", "Bakker"),
    ("Aanwezig: Mei Chen, Jan Bos", "Mei Chen"),
    ("Gisteren belde Mei Chen.", "Mei Chen"),
    ("Aanwezig: McKenzie, Jan Bos", "McKenzie"),
    ("Aanwezig: T. Bosscher (RWS), Kees Jan Lely (Houten), R. Vos", "Kees Jan Lely"),
    ("Toen kwam Kees Jan Lely (Houten) langs.", "Lely"),
    ("Sjoerd Lely was erbij en heeft dat gemeld.", "Sjoerd Lely"),
    ("Met Kees Lely gesproken over de nota.", "Kees Lely"),
    ("Aanwezig: Peter Mensen (IenW, voorzitter), Els Kaya", "Peter Mensen"),
    ("Namens corporaties: Marian Teer (Woonstede), Patrimonium", "Marian Teer"),
    ("Referentie: prof. dr. B. Noordegraaf, Universiteit Utrecht", "Noordegraaf"),
    ("Aanwezig: prof. Ngozi Adeyemi (TU Delft), Jan Kok (FEZ)", "Ngozi Adeyemi"),
    ("Prof. Ngozi Adeyemi (TU Delft) belde over haar declaratie.", "Ngozi Adeyemi"),
    ("Aanwezig: minister-president Rutte (voorzitter), Bruins, Dekker, M.C. Vos", "Bruins"),
    ("Aanwezig: minister-president Rutte (voorzitter), Bruins, Dekker, M.C. Vos", "Dekker"),
    ("Aanwezig: minister Rutte, Schreinemacher (FEZ), M.C. Vos", "Schreinemacher"),
    ("Aanwezig: Schreinemacher, FEZ\nBos, DGM\nKamerlid Omtzigt", "Schreinemacher"),
    ("Gedeputeerde Jan van Utrecht kwam. Mirte Schaddelee vroeg om geld.", "Schaddelee"),
    ("Els van der Linde\nAan: Jan Bos\nVan: Els Kaya\nOnderwerp: x\n", "Els van der Linde"),
    ("09:12 Yara\tEls Kaya: akkoord\n09:14 Els Kaya: ja hoor", "Els Kaya"),
    ("Aan: Jan Bos\nCC: Van Dijk-Bos; AKIN-Oost\nOnderwerp: x", "Van Dijk-Bos"),
]


@pytest.mark.parametrize(("text", "word"), STAY)
def test_a_word_that_nobody_is_called_stays(text: str, word: str) -> None:
    assert not any(word in gone for gone in redacted(text))


@pytest.mark.parametrize(("text", "name"), GO)
def test_who_is_named_beside_such_words_goes(text: str, name: str) -> None:
    assert any(name in gone for gone in redacted(text))


@pytest.mark.parametrize("unit", ["DGLM-Office", "DL-Woordvoering", "Secretariaat-OVO"])
def test_a_unit_among_the_people_a_message_went_to_is_none_of_them(unit: str) -> None:
    assert not columns.may_be(of(book()), unit)
    assert all(columns.may_be(of(book()), who) for who in ("Bos-Vos", "Soekhlal", "Van Dijk-Bos"))


@pytest.mark.parametrize(
    "text",
    [
        "Hans MEVA/ABA 11:08 Stuur de nota",
        "Verzonden aan Hans DRM/UV (06-18227799) 12:34 Stuur de nota",
        "[09-02-2021 14:11] Hans DRM/UV: ok",
        "TELEFOONLIJST MEVA/ABA van Hans",
        "Piketrooster MEVA/ABA van Hans",
    ],
)
def test_the_code_of_a_unit_is_no_part_of_a_name(text: str) -> None:
    assert redacted(text) - {"06-18227799"} == {"Hans"}


def test_two_first_names_in_capitals_are_no_unit() -> None:
    assert "Tessa BRINKHUIS" in redacted("Tessa BRINKHUIS/BD/MINJUS@MINJUS")


def test_a_row_within_a_table_heads_no_column_of_surnames() -> None:
    rows = (
        ("Element", "Type", "Verplicht"),
        ("Burgerservicenummer", "String", "Ja"),
        ("Geslachtsnaam", "String", "Ja"),
        ("Voorvoegsel", "String", "Nee"),
    )
    table = "\n".join(f"{a:<24}{b:<12}{c}" for a, b, c in rows)
    assert not redacted(table)


@pytest.mark.parametrize(
    "text",
    [
        "Brief van minister Bruins Slot aan de Kamer.",
        "Gemeente Amsterdam is akkoord.",
        "Plan van Aanpak is akkoord.",
    ],
)
def test_who_or_what_is_public_stays_in_a_short_line(text: str) -> None:
    assert not redacted(text)


@pytest.mark.parametrize(
    "text",
    ["Iris en IRMA zijn de systemen die worden uitgefaseerd.", "Iris is een app."],
)
def test_what_is_said_to_be_a_system_is_nobody(text: str) -> None:
    assert not redacted(text)


@pytest.mark.parametrize(
    "text", ["Karin Jansen is de tool.", "Iris is de applicatie aan het testen.", "Iris zei dat."]
)
def test_who_does_something_with_a_system_is_somebody(text: str) -> None:
    assert redacted(text) & {"Karin Jansen", "Iris"}


def test_the_label_below_initials_is_no_surname() -> None:
    assert redacted("Voorletters\tL.M.\nRoepnaam\tLieke") == {"L.M.", "Lieke"}
    assert "J.P. Regenboog" in redacted("Met dank aan J.P.\nRegenboog voor de nota.")


@pytest.mark.parametrize("letters", ["A.P.", "L.M.", "C.", "Th.J.M."])
@pytest.mark.parametrize("label", ["Voorletters", "Voorletter(s)", "Initialen"])
def test_initials_behind_their_label_go(label: str, letters: str) -> None:
    assert letters in redacted(f"Achternaam: Wilschut\n{label}: {letters}\nGeslacht: Man")


def test_the_next_label_of_a_colophon_is_nobody() -> None:
    text = "Auteurs\nF. Hoekzema, dr. Iris Nauta\nProjectnummer\n2024.117"
    assert redacted(text) == {"F. Hoekzema", "dr. Iris Nauta"}


def test_the_text_of_a_memo_names_nobody_as_its_head_does() -> None:
    lines = [
        "Van",
        "C. Mulder",
        "Datum",
        "3 mei 2025",
        "Kopie aan",
        "HBJZ, A. Reurink",
        "K. Vos",
        "NOTA VOORTGANG",
        "Aanleiding",
    ]
    told = "Deze nota informeert u over de Voortgang, de Planning en het Bestuurlijk Overleg."
    shown = [(70.0, 60.0 + 13 * at, line, 1) for at, line in enumerate([*lines, told])]
    spoken = {
        hit.start
        for hit in messages.find(of(book()), views([page(shown)])[0])
        if hit.rule == "structuur.kop"
    }
    assert len(spoken) == 3


def test_the_firm_that_somebody_is_of_stays() -> None:
    assert redacted("Advocaat de heer Graanoogst van Verstegen Accountants.") == {"Graanoogst"}
    assert redacted("Dit is van mevrouw Bos van der Velden.") == {"Bos van der Velden"}


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Mevrouw Bos van Smit Transport belt.", "Bos"),
        ("Collega Bos van Jan Smit Meubelen belt.", "Bos"),
        ("De heer Mazur van Kees Smit Tuinmeubelen is er.", "Mazur"),
        ("Terugbellen: Marion V. (ZBO).", "Marion V."),
        ("Ik sprak Pit van Tongeren.", "Pit van Tongeren"),
    ],
)
def test_who_works_somewhere_goes_without_where(text: str, goes: str) -> None:
    assert {spoken for spoken in redacted(text) if spoken.startswith(goes[:3])} == {goes}


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb Albert Schweitzer ziekenhuis en Dijklander Ziekenhuis gevraagd.",
        "Met Motie van Dam en Advies van Vliet is dit geregeld.",
        "Dokter van Deen Centrum is open.",
    ],
)
def test_hospitals_motions_and_centres_are_nobody(text: str) -> None:
    assert not redacted(text)


def test_the_unit_behind_who_sends_in_a_chat_stays() -> None:
    sent = "Van: {}\nVerzonden: 10-10-2020 09:1{}\nstukken zijn binnen\n\n"
    chat = "".join(sent.format(w, at) for at, w in enumerate(["Edwin DK/TS", "Bo Bos"] * 3))
    assert redacted(chat) == {"Edwin", "Bo Bos"}
