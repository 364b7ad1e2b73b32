# SPDX-License-Identifier: EUPL-1.2
"""Names by their place in a document: on no list, and found all the same."""

from __future__ import annotations

import pytest

from paper import Line, book, page, redacted
from woolak.detect.placing import structure
from woolak.detect.text.view import views
from woolak.model import Kind, Role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Van: Qwerzu, J. de (Tjits) - BD/DRC\nAan: Oort, J.P. van; Zxeni, Ayo\nOnderwerp: nota",
         {"Qwerzu, J. de (Tjits)", "Oort, J.P. van", "Zxeni, Ayo"}),
        ("Van: JP v Leeuwen\nAan: Jager, PT van; Burger VL van; J van Sterk; J A B de Koning; "
         "RG v. d. Wal",
         {"JP v Leeuwen", "Jager, PT van", "Burger VL van", "J van Sterk", "J A B de Koning",
          "RG v. d. Wal"}),
        ("Van: Raad, de, Edwin\nAan: Qadioui, el, Zassnae",
         {"Raad, de, Edwin", "Qadioui, el, Zassnae"}),
        ("From: Olamide Zadeyu <o@example.org>\nSubject: note", {"Olamide Zadeyu"}),
        ("Aan: Wal, J. van der (Jelle) - BD; Adusei, K.\n(Kwame) - DRB",
         {"Wal, J. van der (Jelle)", "Adusei, K. (Kwame)"}),
        ("Beste Qyara en Zbas,\n\nDank.", {"Qyara", "Zbas"}),
        ("Hoi tessa,\n\nDank.", {"tessa"}),
        ("Geachte heer Van Zwyndert,\n\nHierbij.", {"Van Zwyndert"}),
        ("Met vriendelijke groet,\n\nQlu Zadebayo\nSenior beleidsmedewerker", {"Qlu Zadebayo"}),
        ("Groet, Storm", {"Storm"}),
        ("gr. yara", {"yara"}),
        ("Contactpersoon: Zkowalc", {"Zkowalc"}),
        ("Behandeld door\nmw. T. Brinkhuis", {"T. Brinkhuis"}),
        ("Aanwezig: Öztürk (vz.), Van der Meer (DRC), Bakker, Groen en Mei\nAfwezig: De Wit",
         {"Öztürk", "Van der Meer", "Bakker", "Groen", "Mei", "De Wit"}),
        ("Actie: Qyara", {"Qyara"}),
        ("[12-03-2024 14:02] Zsanne DRC: @Qmo bel even", {"Zsanne", "Qmo"}),
        ("12-03-24 14:02 - ~ Kees: top", {"Kees"}),
        ("Op 24 juni 2022 om 17:02 schreef Wim Zgroen:", {"Wim Zgroen"}),
        ("Op 3 mei 2023 om 12:03 heeft Jansen, P. (Piet) <x@y.nl> het volgende geschreven:",
         {"Jansen, P. (Piet)"}),
        ("Qayşe Zyilmaz\nLindelaan 12\n3512 AB Utrecht", {"Qayşe Zyilmaz"}),
    ],
)  # fmt: skip
def test_a_name_is_found_by_its_place(text: str, names: set[str]) -> None:
    assert redacted(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Van: Postbus Woo\nAan: Secretariaat DRC; Directie Communicatie\nOnderwerp: verzoek",
        "Beste collega's,\n\nDag allemaal,\n\nGeachte heer, mevrouw,\n\nGeachte Voorzitter,",
        "Met vriendelijke groet,\n\nSecretariaat DRC\nMinisterie van Justitie en Veiligheid",
        "Contactpersoon: n.v.t.",
        "Ministerie van Justitie en Veiligheid\nTurfmarkt 147\n2511 DP Den Haag",
        "Actie: nota aanpassen",
        "Nr.\tActie\tGereed\n1\tKostenraming bespreken\t8 maart",
        "Datum en plaats\t14 februari\nDoorkiesnummer\t1234",
    ],
)
def test_a_place_for_a_name_without_one_gives_nothing(text: str) -> None:
    assert redacted(text) == set()


def test_the_unit_behind_a_name_stays() -> None:
    assert redacted("Aan: Vries, J. de (Jan) - BD/DRC") == {"Vries, J. de (Jan)"}


def test_a_label_in_a_side_column_finds_the_value_below_it() -> None:
    lines = [
        (60.0, 100.0 + 14 * i, "Dit is een regel van de brief die breed genoeg is om te lezen", 1)
        for i in range(6)
    ]
    side = [
        "Datum",
        "22 december 2023",
        "Contactpersoon",
        "Zkowalc Qmari",
        "Ons kenmerk",
        "4730561",
    ]
    lines += [(440.0, 100.0 + 14 * i, text, 2) for i, text in enumerate(side)]
    body, margin = views([page(lines)])
    hits = structure.find(margin, book())
    assert [margin.text[h.start : h.end] for h in hits] == ["Zkowalc Qmari"]
    assert structure.find(body, book()) == []


def test_a_column_of_names_is_read_by_geometry_whatever_the_order_of_the_cells() -> None:
    by_column = [
        (60.0, 100.0, "Functie", 1), (60.0, 120.0, "jurist", 2), (60.0, 140.0, "woordvoerder", 3),
        (200.0, 100.0, "Naam", 4), (200.0, 120.0, "Zsanne Qokafor", 5),
        (200.0, 140.0, "Xbas Ymulder", 6),
        (350.0, 100.0, "Telefoon", 7), (350.0, 120.0, "toestel 1", 8),
        (350.0, 140.0, "toestel 2", 9),
    ]  # fmt: skip
    seen = views([page(by_column)])[0]
    found = {seen.text[h.start : h.end]: h for h in structure.find(seen, book())}
    assert set(found) == {"Zsanne Qokafor", "Xbas Ymulder"}
    assert found["Xbas Ymulder"].role is Role.WOORDVOERDER


def test_a_code_counts_only_where_a_list_explains_it() -> None:
    seen = views([page([(60.0, 100.0, "Aanwezig: Jan de Vries (JdV), Piet Bos (BZK)", 1)])])[0]
    codes = [h for h in structure.find(seen, book()) if h.kind is Kind.INITIALS]
    assert [seen.text[h.start : h.end] for h in codes] == ["JdV"]


def test_a_citizen_is_known_by_the_address_below_the_name() -> None:
    seen = views(
        [
            page(
                [
                    (60.0, 100.0, "A. Zwyndert", 1),
                    (60.0, 114.0, "Lindelaan 12", 1),
                    (60.0, 128.0, "3512 AB Utrecht", 1),
                ]
            )
        ]
    )[0]
    assert {h.role for h in structure.find(seen, book())} == {Role.BURGER}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "VAN\tTsegereda Woldegebriel\nAAN\tGalama\nBETREFT\tplanning",
            {"Tsegereda Woldegebriel", "Galama"},
        ),
        ("AUTEUR Wiebe Galama en Yulia Pattiasina", {"Wiebe Galama", "Yulia Pattiasina"}),
        ("Tessa Brinkhuis/BD/MINJUS\n12-03-2009 10:14", {"Tessa Brinkhuis"}),
        ("Pagina 2 - Notitie - sekinci - 01-11-2020 15:15:02", {"sekinci"}),
        ("Nummer: 1 Auteur: Yulia Pattiasina Onderwerp: Markering", {"Yulia Pattiasina"}),
        ("Opgesteld door suryadma", {"suryadma"}),
        ("12-03-24 14:02 - Mus: prima", {"Mus"}),
        ("Abebech (14:02): ja hoor", {"Abebech"}),
        ("Farah Moussaoui\n14:02\nKun jij dit nakijken?", {"Farah Moussaoui"}),
        ("Van: fang\nVerzonden: 25-05-2021 12:53", {"fang"}),
        (
            "Aanwezig:\nVan Ginneken (secr.), YvG\nRoorda (BJZ/PBR), YR",
            {"Van Ginneken", "YvG", "Roorda", "YR"},
        ),
        ("Het is overgemaakt tnv. J.P. van Oort en geboekt.", {"J.P. van Oort"}),
        (
            "Aanwezig:\nMehret Bonsu (DGOO/DO), MB\nNalini Pherai, NP",
            {"Mehret Bonsu", "MB", "Nalini Pherai", "NP"},
        ),
    ],
)
def test_a_name_is_found_where_this_paper_puts_it(text: str, names: set[str]) -> None:
    assert redacted(text) == names


def test_the_cell_of_a_list_is_one_list_over_its_lines() -> None:
    lines = [
        (60.0, 100.0, "Aanwezig:", 0),
        (160.0, 100.0, "J.R.L. Vaessen (DK/TS), JV; G.P. Ruiter", 1),
        (160.0, 113.0, "(DRM/UV), GR; Noor Wagenaar (FEZ/BEL), NW", 1),
        (60.0, 140.0, "Afwezig:", 2),
        (160.0, 140.0, "Vu Thi Lan", 3),
    ]
    found = _found(lines)
    assert {"JV", "G.P. Ruiter", "GR", "Noor Wagenaar", "NW", "Vu Thi Lan"} <= found


def test_a_column_of_names_goes_on_over_the_page() -> None:
    heading = [(60.0, 700.0, "Wie", 0), (200.0, 700.0, "Wat", 1)]
    first = page([*heading, (60.0, 720.0, "Yara", 2), (200.0, 720.0, "nota schrijven", 3)])
    second = page([(60.0, 60.0, "Bas", 0), (200.0, 60.0, "stuk lezen", 1)], 2)
    seen = views([first, second])[0]
    assert {seen.text[h.start : h.end] for h in structure.find(seen, book())} == {"Yara", "Bas"}


def test_codes_alone_in_a_column_for_parafen_are_found_and_answers_are_not() -> None:
    lines = [(60.0, 100.0, "Onderdeel", 0), (200.0, 100.0, "Medeparaaf", 1)]
    for i, code in enumerate(("WK", "JdV / HN", "mdj", "ja", "n.v.t.", "akkoord")):
        lines += [(60.0, 120.0 + 20 * i, "Directie", 2), (200.0, 120.0 + 20 * i, code, 3 + i)]
    assert _found(lines) == {"WK", "JdV", "HN", "mdj"}


def _found(lines: list[Line]) -> set[str]:
    seen = views([page(lines)])[0]
    return {seen.text[h.start : h.end] for h in structure.find(seen, book())}


def test_a_cell_belongs_to_the_nearest_heading_also_when_headings_are_centred() -> None:
    lines = [(100.0, 100.0, "Naam", 0), (230.0, 100.0, "Dept.", 1), (320.0, 100.0, "Afk.", 2)]
    rows = (("Wytze Qalgra", "JenV", "WQ"), ("Rens Zoomen", "BZK", "RZ"))
    for i, (name, unit, code) in enumerate(rows):
        y = 120.0 + 20 * i
        lines += [(60.0, y, name, 3), (205.0, y, unit, 4 + i), (320.0, y, code, 9 + i)]
    assert _found(lines) == {"Wytze Qalgra", "Rens Zoomen", "WQ", "RZ"}


def test_a_column_for_surnames_holds_surnames_whatever_the_word() -> None:
    lines = [(60.0, 100.0, "Achternaam", 0), (200.0, 100.0, "Voornaam", 1)]
    for i, (last, first) in enumerate((("Raad", "Ever"), ("Groot, de", "Kamer"))):
        lines += [(60.0, 120.0 + 20 * i, last, 2), (200.0, 120.0 + 20 * i, first, 4 + i)]
    assert _found(lines) == {"Raad", "Ever", "Groot, de", "Kamer"}


def test_a_row_of_initials_on_a_paper_that_went_round_needs_no_heading() -> None:
    lines = [(60.0, 80.0, "Ter parafering", 0)]
    for i, (task, code) in enumerate((("Opsteller", "AvdB"), ("Dir.", "KdG"), ("SG", "MEL"))):
        lines += [(60.0 + 80 * i, 100.0, task, 1 + i), (60.0 + 80 * i, 116.0, code, 7 + i)]
    assert _found(lines) == {"AvdB", "KdG", "MEL"}


def test_a_code_in_brackets_is_that_of_the_name_before_it_and_not_a_unit() -> None:
    assert "GZ" in redacted("Deelnemers:\nG. Zorenbos (GZ) – UWV\nTess Qbos (DK/TS), TQ")
    assert "UWV" not in redacted("Deelnemers:\nG. Zorenbos (GZ) – UWV")
    assert "TQ" in redacted("Stap 1 – Behandelaar: Tess Qbos – paraaf: TQ – 14/1")


def test_an_office_holder_behind_his_office_stays_and_his_namesake_in_a_header_goes() -> None:
    assert redacted("Aan: de minister van Financiën, Eelco Heinen\n\nNota") == set()
    assert redacted("Aan: Peter de Groot\nOnderwerp: Kamerbrief van de minister") == {
        "Peter de Groot"
    }


def test_a_table_on_its_side_has_its_names_beside_the_heading() -> None:
    rows = [
        (100.0, ("Functie", "Opsteller", "Jurist", "Directeur")),
        (120.0, ("Naam", "Qarima", "Zathaly Felomq", "D. von")),
        (132.0, ("", "Zouazizi", "", "Ahlefeld")),
        (152.0, ("Paraaf", "QZ", "ZF", "DvA")),
    ]
    lines: list[Line] = []
    for y, row in rows:
        lines += [(60.0 + 76 * i, y, cell, len(lines) + i) for i, cell in enumerate(row) if cell]
    hits = structure.find(views([page(lines)])[0], book())
    text = views([page(lines)])[0].text
    found = {" ".join(text[hit.start : hit.end].split()) for hit in hits}
    assert {"Qarima Zouazizi", "Zathaly Felomq", "D. von Ahlefeld"} <= found


def test_everybody_in_a_list_behind_a_label_in_a_sentence_is_found() -> None:
    text = (
        "Meer weten? Contact: Zqan Bakker, Qamina Osei (COA) en Truong, V.H. (Van Hung), Den Haag."
    )
    assert {"Zqan Bakker", "Qamina Osei", "Truong, V.H. (Van Hung)"} <= redacted(text)


def test_letters_in_the_margin_and_in_a_list_of_remarks_are_of_people() -> None:
    assert {"JdV", "KB"} <= redacted("Met opmerkingen [JdV1]: nee.\nCommented [KB2R1]: yes")
    listed = "Nummer: 2 Auteur: TB Onderwerp: Markering Datum: 3-4-2022 10:11:12"
    assert redacted(listed) == {"TB"}
    assert not redacted("Opmerking van OM: akkoord. Opmerking [bijlage 2]: zie daar.")


def test_letters_behind_a_label_go_with_a_day_a_number_or_others_behind_them() -> None:
    assert redacted("Afgehandeld door: JP d.d. 14/6\nDatum: 3 mei") == {"JP"}
    assert redacted("Contactpersoon: LH (tst. 4412)") >= {"LH"}
    assert redacted("Auteur: JdV, PvdB en MK") == {"JdV", "PvdB", "MK"}
    assert not redacted("Behandelaar: BZ (tel. 14 070)")


def test_a_list_of_telephone_numbers_needs_no_heading() -> None:
    lines = [
        "el Zaouni, Fouad A16.51 070 355 56 15",
        "Okonkwo, A. N09.29 070-3628439",
        "QROOT N04.09 070 377 47 32",
        "Receptie 070 377 47 00",
        "Maastricht, Marcel M. van 030 214 64 19",
    ]
    names = {"el Zaouni, Fouad", "Okonkwo, A.", "QROOT", "Maastricht, Marcel M. van"}
    found = redacted("Telefoonlijst\n" + "\n".join(lines))
    assert names <= found
    assert not any("Receptie" in spoken or "A16" in spoken for spoken in found)


def test_a_heading_below_who_signed_is_nobody() -> None:
    letter = "Met vriendelijke groet,\n\nPetra Jansen\nBIJLAGE: OVERZICHT VAN DE KOSTEN\n"
    assert redacted(letter) == {"Petra Jansen"}
    assert redacted("Hoogachtend,\n\nJan de Vries\nKees van den Berg\n") == {
        "Jan de Vries",
        "Kees van den Berg",
    }


@pytest.mark.parametrize("who", ["meijboom", "paternotte", "huis"])
def test_who_sends_a_message_in_small_letters_goes_whatever_he_is_called(who: str) -> None:
    assert who in redacted(f"Van: {who}\nVerzonden: 11-06-2024 13:40\nja doe maar")


@pytest.mark.parametrize("who", ["secretariaat", "no-reply", "communicatie", "griffie"])
def test_a_mailbox_of_an_office_that_sends_a_message_stays(who: str) -> None:
    assert not redacted(f"Van: {who}\nVerzonden: 11-06-2024 13:40\nja doe maar")
