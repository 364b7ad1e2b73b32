# SPDX-License-Identifier: EUPL-1.2
"""One person over all forms of a name, namesakes apart, and every other mention found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper import book
from woolak import persons
from woolak.detect.examples import page_of
from woolak.model import Finding, Kind, Layer, Page, Person, Role
from woolak.persons import candidates, remaining


def _page(text: str, document: str = "0001", number: int = 1) -> Page:
    return replace(page_of(text), document=document, number=number)


def _finding(page: Page, text: str, **more: object) -> Finding:
    start = page.text.index(text)
    base = Finding(
        page.document, page.number, Layer.TEXT, start, start + len(text), text,
        Kind.NAME, ("structuur.kop",), 0.9, "Reden.", (), role=Role.AMBTENAAR,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def _groups(found: list[Finding]) -> list[set[str]]:
    texts = {finding.id: finding.text for finding in found}
    return [{texts[i] for i in person.findings} for person in persons.link(found, book())]


def _again(text: str, *names: str) -> list[str]:
    page = _page(text)
    found = [_finding(page, name) for name in names]
    people = persons.link(found, book())
    return [f.text for f in persons.propagate(people, found, [page], book())]


def test_the_second_half_of_a_double_surname_is_looked_for_unless_it_is_a_place() -> None:
    told = "Joost Westerhorstink-Zwaluwbrugsma schrijft.\n\nStuk Zwaluwbrugsma"
    assert _again(told, "Joost Westerhorstink-Zwaluwbrugsma") == ["Zwaluwbrugsma"]
    assert not _again("Karin Smit-Groningen schrijft. Groningen juicht.", "Karin Smit-Groningen")


def test_the_first_half_of_a_double_surname_is_a_name_on_its_own_line_unless_it_is_a_word() -> None:
    for half, found in (("Zterpstra", ["Zterpstra"]), ("Groen", []), ("Arnhem", [])):
        name = f"Wietske {half}-Kzampink"
        assert _again(f"{name} is er.\n\n{half} 000012", name) == found


def test_all_forms_of_one_name_are_one_person() -> None:
    page = _page("Vries, J. de (Jan) en Jan de Vries, J. de Vries, De Vries, Jan: JdV j.devries")
    forms = ["Vries, J. de (Jan)", "Jan de Vries", "J. de Vries", "De Vries"]
    found = [_finding(page, form) for form in forms]
    found.append(_finding(page, "JdV", kind=Kind.INITIALS))
    found.append(_finding(page, "j.devries", kind=Kind.EMAIL, role=Role.ONBEKEND))
    assert _groups(found) == [{*forms, "JdV", "j.devries"}]


def test_the_pieces_of_a_name_over_two_lines_tell_of_one_person_with_a_whole_surname() -> None:
    page = _page("Xiomara Rosaria-\n\nWinklaar. Het woord is aan XRW.")
    pieces = [_finding(page, text, mention="m") for text in ("Xiomara Rosaria-", "Winklaar")]
    [person] = persons.link(pieces, book())
    assert (person.achternaam, len(person.findings)) == ("Rosaria-Winklaar", 2)
    assert "XRW" in [f.text for f in persons.propagate([person], pieces, [page], book())]


def test_a_surname_before_where_somebody_works_is_found_alone_as_well() -> None:
    text = "Met Aleksander Przybyl van Holtherm is gebeld. Przybyl wil duidelijkheid."
    assert "Przybyl" in _again(text, "Aleksander Przybyl van Holtherm")


def test_a_name_is_not_made_of_two_cells() -> None:
    text = "Verslag van Anskje Tjeerdsma.\n\nAnskje\n\n14/5/22\n\nTjeerdsma"
    assert all("14" not in found for found in _again(text, "Anskje Tjeerdsma"))


def test_namesakes_with_other_initials_stay_apart() -> None:
    page = _page("A. Bakker en P. Bakker")
    assert len(_groups([_finding(page, "A. Bakker"), _finding(page, "P. Bakker")])) == 2


def test_a_surname_alone_joins_nobody_in_another_document() -> None:
    one, two = _page("Jan Bakker"), _page("Bakker", "0002")
    assert len(_groups([_finding(one, "Jan Bakker"), _finding(two, "Bakker")])) == 2


def _compared(monkeypatch: pytest.MonkeyPatch, forms: list[str]) -> int:
    """Return how often a name of one document, in forms that repeat, is held beside a person."""
    seen: list[bool] = []
    agrees = candidates._agrees

    def counted(mention: candidates.Mention, cluster: candidates.Cluster) -> bool:
        seen.append(True)
        return agrees(mention, cluster)

    monkeypatch.setattr(candidates, "_agrees", counted)
    pages = [_page(form, f"{number:04d}") for number, form in enumerate(forms)]
    _groups([_finding(page, page.text) for page in pages])
    monkeypatch.undo()
    return len(seen)


def test_namesakes_in_other_documents_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    first_names = [f"Jan {name}" for name in ("Bakker", "Visser", "Smit", "Meijer", "Mulder")]
    assert _compared(monkeypatch, first_names * 4) == 3 * len(first_names)
    assert _compared(monkeypatch, ["Bakker"] * 20) == 0
    assert _compared(monkeypatch, ["Jan"] * 20) == 0


def test_a_full_name_is_one_person_over_documents() -> None:
    one, two = _page("Jan Bakker"), _page("J. Bakker", "0002")
    assert len(_groups([_finding(one, "Jan Bakker"), _finding(two, "J. Bakker")])) == 1


def test_a_civil_servant_who_shares_a_surname_with_a_politician_stays_one() -> None:
    page = _page("Anne Heerma schreef over het lid Heerma (CDA); Heerma belt.")
    servant = _finding(page, "Anne Heerma")
    at = page.text.index("lid Heerma") + 4
    politician = replace(
        servant, start=at, end=at + 6, text="Heerma", keep=True, role=Role.VOLKSVERTEGENWOORDIGER
    )
    people = persons.link([servant, politician], book())
    assert {p.role for p in people} == {Role.AMBTENAAR, Role.VOLKSVERTEGENWOORDIGER}
    more = persons.propagate(people, [servant, politician], [page], book())
    assert [(f.text, f.start) for f in more] == [("Heerma", page.text.rindex("Heerma"))]


def test_the_strongest_evidence_gives_the_role() -> None:
    page = _page("C. Pocorni woont hier. Mevrouw Pocorni belde.")
    found = [
        _finding(page, "C. Pocorni", role=Role.BURGER),
        replace(_finding(page, "C. Pocorni"), start=31, end=38, text="Pocorni", role=Role.ONBEKEND),
    ]
    assert [p.role for p in persons.link(found, book())] == [Role.BURGER]


def test_a_civil_servant_who_writes_from_a_private_address_stays_one() -> None:
    page = _page("Jan de Vries j.devries@gmail.com j.devries@minjenv.nl")
    mails = [
        _finding(page, "j.devries@gmail.com", kind=Kind.EMAIL, role=Role.BURGER),
        _finding(page, "j.devries@minjenv.nl", kind=Kind.EMAIL, role=Role.AMBTENAAR),
    ]
    name = _finding(page, "Jan de Vries")
    assert persons.link([name, *mails], book())[0].role is Role.AMBTENAAR
    assert persons.link([name, mails[0]], book())[0].role is Role.BURGER


def test_every_other_mention_of_a_found_person_is_found() -> None:
    text = "Kwabena Owusu-Ansah is er.\nKOA: ja. Ook Kwabena en Owusu komen, en OWUSU-ANSAH belt."
    assert _again(text, "Kwabena Owusu-Ansah") == ["KOA", "Kwabena", "Owusu", "OWUSU-ANSAH"]


def test_a_repeated_surname_takes_its_initials_and_tussenvoegsel_along() -> None:
    text = "Jan van der Zwaag is er. Later zei J. van der Zwaag dat."
    assert _again(text, "Jan van der Zwaag") == ["J. van der Zwaag"]


def test_the_word_before_a_first_name_is_no_tussenvoegsel() -> None:
    assert _again("Wietske Zterpstra is er. Dat is van Wietske.", "Wietske Zterpstra") == [
        "Wietske"
    ]


def test_a_name_is_not_found_inside_a_longer_word() -> None:
    text = (
        "Bas van Oort is er. De Basisregistratie, de Oortwolk en Oort-achtige zaken, bas@oort.nl."
    )
    assert _again(text, "Bas van Oort") == []


def _in_letters(page: Page, text: str) -> Page:
    """Return a page on which each letter of a word is a word, as those of slanted text are."""
    at = next(i for i, word in enumerate(page.words) if word.text == text)
    whole = page.words[at]
    letters = [replace(whole, text=c, start=whole.start + i) for i, c in enumerate(text)]
    return replace(page, words=(*page.words[:at], *letters, *page.words[at + 1 :]))


def test_a_letter_of_a_slanted_word_is_no_piece_of_a_name_that_a_line_breaks() -> None:
    page = _page("Hendrika Zwaagsma is er.\nNamens Hendrika\nZONDER DATUM")
    people = persons.link(found := [_finding(page, "Hendrika Zwaagsma")], book())
    again = persons.propagate(people, found, [_in_letters(page, "ZONDER")], book())
    assert [finding.text for finding in again] == ["Hendrika"]


def test_a_name_that_is_an_ordinary_word_needs_a_capital_in_mid_sentence() -> None:
    text = "Jan Bakker is er. Bakker aan huis is een bakker. Volgens Bakker klopt dat."
    assert _again(text, "Jan Bakker") == ["Jan Bakker"[4:]]


def test_a_body_and_an_item_are_nobody_although_somebody_bears_the_word() -> None:
    text = (
        "Wil de Raad is er. Zie de brief van de Raad van mei. Met De Raad gebeld. "
        "De Raad akkoord. Mail van mevrouw de Raad."
    )
    assert _again(text, "Wil de Raad") == ["De Raad", "De Raad", "de Raad"]
    text = "Tessa Punt is er. Punt 3 gaat over geld. Met Punt gebeld. Volgens Punt 06-12345678 ook."
    assert _again(text, "Tessa Punt") == ["Punt", "Punt"]


def test_a_verb_above_a_body_is_no_name_that_a_line_breaks() -> None:
    text = "Wil de Raad is er. De gemeente\nwil minder regels horen.\nDe Raad besluit in mei."
    assert "wil" not in _again(text, "Wil de Raad")


def test_an_ordinary_word_at_the_start_of_a_sentence_is_a_name_when_it_acts() -> None:
    text = "Aanwezig: Storm van Oort. Storm meldt dat er storm komt. Storm op zee is gewoon."
    assert _again(text, "Storm van Oort") == ["Storm"]


def test_a_name_in_the_name_of_a_file_is_found_and_its_extension_left() -> None:
    text = "Tessa Kowalczyk stuurde advies_Kowalczyk.docx en Kowalczyk-v2.pdf."
    assert _again(text, "Tessa Kowalczyk") == ["Kowalczyk", "Kowalczyk"]


def test_a_name_between_the_words_of_a_folder_is_found() -> None:
    text = "Piet Kowalczyk schreef het. Zie map_Kowalczyk_oud en bak_Vis_oud. J. Vis was er ook."
    assert _again(text, "Piet Kowalczyk", "J. Vis") == ["Kowalczyk"]


@pytest.mark.parametrize(
    ("rest", "again"),
    [
        ("Zie MapQuirebrinkOud en NotaQuirebrink2.docx.", ["Quirebrink", "Quirebrink"]),
        ("Op q:/VanDerQuirebrinkOud/a.pdf staat het.", ["VanDerQuirebrink"]),
        ("Dank aan mevrouwQuirebrink en TesQuirebrinkMap.", ["Quirebrink", "TesQuirebrink"]),
        ("Zie MapquirebrinkOud, QuirebrinkOud is een map.", ["Quirebrink"]),
        ("De Quirebrinklaan en de QUIREBRINKEN.", []),
        ("Zie metTesQuirebrinkoverleg en nvtesquirebrinkoud.", ["TesQuirebrink", "tesquirebrink"]),
        ("Dank aan mevrouwQuirebrinkoverleg, aTESQUIREBRINK.", ["Quirebrink", "TESQUIREBRINK"]),
    ],
)
def test_a_name_in_a_longer_word_is_found_between_its_capitals(rest: str, again: list[str]):
    assert _again(f"Tes van der Quirebrink schreef het. {rest}", "Tes van der Quirebrink") == again


def test_a_name_that_is_a_word_as_well_is_not_found_in_a_longer_word():
    text = "Jan Bakker is er. Zie MapBakkerOud en JanOud; AnneBakkerij is een zaak."
    assert _again(text, "Jan Bakker") == []


def test_an_article_before_a_common_word_in_small_letters_is_no_surname() -> None:
    text = "Edwin de Raad schreef dit. De raad van de gemeente besloot, zei collega De Raad."
    assert _again(text, "Edwin de Raad") == ["De Raad"]


def test_an_address_of_common_letters_is_that_of_who_is_called_so() -> None:
    page = _page("Gea Zee schreef dit. Antwoord aan zeeg@example.org gaat goed.")
    name = _finding(page, "Gea Zee")
    seemed = _finding(page, "zeeg", kind=Kind.EMAIL, score=0.35)
    people = persons.link([name], book())
    again = persons.propagate(people, [name, seemed], [page], book())
    assert [(f.text, f.kind) for f in again] == [("zeeg", Kind.EMAIL)]


def test_a_genitive_is_a_mention() -> None:
    text = "Yara Khattabi kwam met een voorstel. Khattabi's voorstel en Khattabi’s plan."
    assert _again(text, "Yara Khattabi") == ["Khattabi", "Khattabi"]


def test_a_name_within_that_of_an_institution_is_left_alone() -> None:
    assert _again("Piet Clingendael werkt bij Instituut Clingendael.", "Piet Clingendael") == []


def test_a_letter_without_a_stop_is_an_initial_and_a_surname_alone_no_first_name() -> None:
    people = ["M El Khattabi", "Q Martina"]
    text = f"{' - '.join(people)}; MEK stelt het op. Daarna leest QM het na."
    assert _again(text, *people) == ["MEK", "QM"]
    page = _page("Martina en Q Martina")
    (person,) = persons.link([_finding(page, name) for name in ("Martina", people[1])], book())
    assert (person.initialen, person.voornamen, person.achternaam) == ("Q.", (), "Martina")


def test_a_public_office_holder_is_looked_for_nowhere() -> None:
    page = _page("minister Van Weel en Van Weel")
    found = [_finding(page, "Van Weel", keep=True, role=Role.BEWINDSPERSOON)]
    assert persons.propagate(persons.link(found, book()), found, [page], book()) == []


def _in_another(sure: str, other: str, name: str, **more: object) -> list[str]:
    first, second = _page(sure), _page(other, "0002")
    found = [_finding(first, name, **more)]
    again = persons.propagate(persons.link(found, book()), found, [second], book())
    return [f.text for f in again]


def test_a_strange_surname_told_of_a_human_being_is_looked_for_in_the_whole_dossier() -> None:
    other = "In het stuk staat Wynia zonder voornaam."
    assert _in_another("Collega Wynia belt.", other, "Wynia") == ["Wynia"]
    assert _in_another("Er staat Wynia.", other, "Wynia", score=0.5) == []
    assert _in_another("Collega Bakker belt.", "Dat staat bij Bakker.", "Bakker") == []


def test_an_office_holder_on_no_list_of_surnames_is_meant_in_another_document() -> None:
    office = _finding(
        _page("het lid Omtzigt"), "Omtzigt", keep=True, role=Role.VOLKSVERTEGENWOORDIGER
    )
    mail = _finding(_page("stukken aan Omtzigt", "0002"), "Omtzigt", score=0.5, role=Role.ONBEKEND)
    assert _groups([office, mail]) == [{"Omtzigt"}]
    assert len(persons.link([office, mail], book())[0].findings) == len([office, mail])


def test_letters_before_a_surname_are_no_first_name() -> None:
    assert _again("HWBP Winklaar is er. Het HWBP betaalt. Ook Winklaar.", "HWBP Winklaar") == [
        "Winklaar"
    ]


def test_somebody_called_by_a_title_and_a_strange_surname_is_the_councillor_of_another_paper() -> (
    None
):
    office = _finding(
        _page("mevrouw A.M. Jeltes (D66)"),
        "A.M. Jeltes",
        keep=True,
        role=Role.VOLKSVERTEGENWOORDIGER,
    )
    mail = _page("toezegging aan mevrouw Jeltes", "0002")
    titled = _finding(mail, "Jeltes", rules=("namen.titel",), role=Role.ONBEKEND)
    assert _groups([office, titled]) == [{"A.M. Jeltes", "Jeltes"}]


def test_a_repeated_mention_cites_its_page_and_no_name() -> None:
    page = _page("Tessa Zbrink is er. Ook Zbrink.")
    found = [_finding(page, "Tessa Zbrink")]
    more = persons.propagate(persons.link(found, book()), found, [page], book())
    assert [(f.rules, f.why) for f in more] == [
        (("persoon.herhaling",), "Dezelfde persoon als op blz. 1.")
    ]


def test_a_suspect_does_not_hide_a_repeated_mention() -> None:
    page = _page("Tessa Zbrink is er. Ook Zbrink.")
    sure = _finding(page, "Tessa Zbrink")
    at = page.text.rindex("Zbrink")
    suspect = replace(sure, start=at, end=at + 6, text="Zbrink", score=0.3)
    more = persons.propagate(persons.link([sure], book()), [sure, suspect], [page], book())
    assert [f.text for f in more] == ["Zbrink"]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Tessa Zbrink is er; vraag tessa maar.", "Tessa Zbrink", ["tessa"]),
        ("Bas Kowalczyk is er; hij deed het op zijn bas.", "Bas Kowalczyk", []),
        ("Matheos Suryadi is er. Ingelogd als suryadma01.", "Matheos Suryadi", ["suryadma01"]),
        ("Loan Kowalczyk is er; vraag het aan Loanje.", "Loan Kowalczyk", ["Loanje"]),
        ("Keila Bonifacia is er; ook Keila B. komt.", "Keila Bonifacia", ["Keila B."]),
        ("Storm Kowalczyk is er.\n\nStorm", "Storm Kowalczyk", ["Storm"]),
        ("Nienke Voss is er, van DCO/NV.", "Nienke Voss", []),
        ("Wessel Goor is er. Actie WG/JB: bellen.", "Wessel Goor", ["WG"]),
        ("Jan de Koning is er; de commissaris van de Koning niet.", "Jan de Koning", []),
        ("Fem Jansma is er. Afgestemd met DG/Jansma en FEZ.", "Fem Jansma", ["Jansma"]),
        ("dr. CC Lim is er.\nCC: Bosma", "CC Lim", []),
        ("C. Smit is er; de motie van het lid Markuszower c.s. ook.", "C. Smit", []),
        (
            "Faiza Frimpong is er. 11:00 Sollicitatiegesprek Frimpong.",
            "Faiza Frimpong",
            ["Frimpong"],
        ),
        ("Li Na Chen is er; Li Na belt.", "Li Na Chen", ["Li Na"]),
        ("Jin, V. (Vân) is er. Van: een ander, van Vân.", "Jin, V. (Vân)", ["Vân"]),
        ("Corrie Kamer is er; de Kamer nam dit aan.", "Corrie Kamer", []),
        ("Bo van 't Hout is er; vraag van 't hout maar.", "Bo van 't Hout", ["van 't hout"]),
        (
            "Shurendy Cijntje is er; vraag het Shuru en Rendy.",
            "Shurendy Cijntje",
            ["Shuru", "Rendy"],
        ),
        ("İbrahim Tekin is er. İbo wat zegt het RIVM?", "İbrahim Tekin", ["İbo"]),
        ("Octavia Tekin is er; de Octobox en Oktober niet.", "Octavia Tekin", []),
        (
            "Albert Tekin is er. Bedankt ab, kan bert dat? Een ab is dat.",
            "Albert Tekin",
            ["ab", "bert"],
        ),
        ("Victor Tekin is er. Van de vic zal het niet afhangen.", "Victor Tekin", []),
        ("M. Oosterwijk is er; de zaak Oosterwijk loopt.", "M. Oosterwijk", ["Oosterwijk"]),
        ("M. Oosterwijk is er; de gemeente Oosterwijk niet.", "M. Oosterwijk", []),
        ("Can Tekin is er. You can reach him.", "Can Tekin", []),
        ("Zie Manuhutu.vcf van Nona Manuhutu.", "Nona Manuhutu", ["Manuhutu"]),
    ],
)
def test_a_person_is_found_again_in_every_form(text: str, name: str, found: list[str]) -> None:
    assert _again(text, name) == found


def test_a_person_is_not_shown_by_repr() -> None:
    page = _page("Tessa Zbrink")
    person: Person = persons.link([_finding(page, "Tessa Zbrink")], book())[0]
    assert "Zbrink" not in repr(person)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (
            "Jan-Willem Kowalczyk is er; JW belt, zegt Jeewee.",
            "Jan-Willem Kowalczyk",
            ["JW", "Jeewee"],
        ),
        (
            "Ingrid van der Zbrink is er. Actie IvdZ: zie opm. IvdZ.",
            "Ingrid van der Zbrink",
            ["IvdZ", "IvdZ"],
        ),
        ("Wessel Zbrink is er; de WZ is een directie.", "Wessel Zbrink", []),
        ("Wessel Zbrink is er; ik kijk ernaar en WZ past het aan.", "Wessel Zbrink", ["WZ"]),
        ("Sem Goor is er.\n\nRoute: SG/AvdH\n\nAkkoord SG", "Sem Goor", []),
        ("Sem Goor is er.\n\nParaaf SG\n\nAkkoord SG / SZ", "Sem Goor", []),
        ("Wessel Zbrink is er. Zie nota_v3_WZ.docx.", "Wessel Zbrink", ["WZ"]),
        ("Wessel Zbrink is er. @WZ kun jij dit? Mail x@WZ.nl", "Wessel Zbrink", ["WZ"]),
        ("Tim Bos is er. Actie: TB. De TB meldt. Afwezig TB, @TB", "Tim Bos", ["TB"] * 3),
        (
            "Merel Zbrink is er. Zie MZBRIN02, m.zbrink en zbrinkm.",
            "Merel Zbrink",
            ["MZBRIN02", "m.zbrink", "zbrinkm"],
        ),
        (
            "Merel Zbrink is er. Zie LT-ZBRINKM en /x/m_zbrink_minbzk_nl/.",
            "Merel Zbrink",
            ["ZBRINKM", "m_zbrink"],
        ),
    ],
)
def test_letters_accounts_and_short_names_stand_for_somebody_known(
    text: str, name: str, found: list[str]
) -> None:
    assert _again(text, name) == found


def test_letters_of_an_office_beside_those_of_somebody_are_who_has_them_in_this_paper() -> None:
    text = "L.J. Dijkstra, S.G. Gaspersz. De SG is er. Paraaf LD / SG"
    assert _again(text, "L.J. Dijkstra", "S.G. Gaspersz") == ["LD", "SG"]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("C. Leito (DK/TS) doet het. Actie DK/TS", ["DK", "TS"]),
        ("C. Leito (TS/DK) doet het. Reactie DK: eens.", ["DK"]),
        ("HSC Ertürk (DK/UV) en L. el Fassi (TS/UV) doen het.", []),
        ("B. Rietveld\nDK/UV\nBR\nR. Soekhoe\nDK/UV\nRS", []),
    ],
)
def test_letters_in_the_unit_behind_a_name_are_nobody(text: str, again: list[str]) -> None:
    assert _again(f"D. Kuipers en T. Smit. {text}", "D. Kuipers", "T. Smit") == again


@pytest.mark.parametrize("text", ["M 06 1234 5678", "M: +31 6 1234 5678"])
def test_a_letter_before_a_number_is_its_label(text: str) -> None:
    assert _again(f"M. Jansen en Bo.\n{text}", "M. Jansen") == []


def test_letters_that_are_an_english_word_in_small_letters_are_nobody() -> None:
    note, mail = _page("Paraaf H.A. Smit: HAS"), _page("The council has met. HAS", "0002")
    found = [_finding(note, "H.A. Smit"), _finding(note, "HAS", kind=Kind.INITIALS)]
    people = persons.link(found, book())
    assert [f.text for f in persons.propagate(people, found, [mail], book())] == ["HAS"]


_CALLED = "Aanwezig: Bas Kok, Tess Zorg, Mia Pruis\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BK opent, TZ licht toe. MP: eens.", ["BK", "TZ", "MP"]),
        ("BK opent, TZ licht toe. De brief van BK/MP is weg.", ["BK", "TZ", "BK", "MP"]),
        ("BK opent, TZ licht toe. De MP is op reis.", ["BK", "TZ"]),
        ("De MP opent het overleg; de brief van MP is weg.", []),
    ],
)
def test_an_abbreviation_is_a_person_only_in_a_paper_that_calls_its_people_by_letters(
    text: str, found: list[str]
) -> None:
    assert _again(_CALLED + text, "Bas Kok", "Tess Zorg", "Mia Pruis") == found


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("Van Grinsven opent.\n2 vGrinsven: inhuur.", "Van Grinsven", ["vGrinsven"]),
        ("Siebren is weg. Aan Siebrens bureau zit nu Lex.", "Siebren", ["Siebrens"]),
        ("Okafor was er. Het was Okafors voorstel.", "Okafor", ["Okafors"]),
        ("Ottilie Prins. De DG OP is akkoord.", "Ottilie Prins", []),
    ],
)
def test_a_surname_against_its_tussenvoegsel_and_a_genitive_without_apostrophe_are_mentions(
    text: str, name: str, again: list[str]
) -> None:
    assert _again(text, name) == again


def test_the_letters_of_those_who_speak_in_turn_are_of_them() -> None:
    text = "Thirza sprak met Roelof.\nT: Wanneer?\nR: In juni.\nT: En toen?"
    assert _again(text, "Thirza", "Roelof") == ["T", "R", "T"]
    assert _again(text.replace("T:", "V:").replace("R:", "A:"), "Thirza", "Roelof") == []


def test_small_letters_that_speak_in_a_paper_are_its_people() -> None:
    text = "Yee-Man Lam en Arjen Visscher.\nyl: bezig. av: wacht op yl."
    assert _again(text, "Yee-Man Lam", "Arjen Visscher") == ["yl", "av", "yl"]


def test_letters_of_a_tussenvoegsel_with_an_apostrophe_are_in_a_code() -> None:
    assert _again("Frits van 't Hof belde.\n\nFvtH: eens.", "Frits van 't Hof") == ["FvtH"]


_CHAT = "12-04-21 08:12 - Hendrika Zorg: hoi\n12-04-21 08:13 - Bas Kok: {}\n12-04-21 08:14 - ok\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("vraag dat riek niet", ["riek"]),
        ("klassieker bassie", ["bassie"]),
        ("een hen en een b", []),
    ],
)
def test_who_chats_is_found_by_a_short_name_in_small_letters_that_is_no_word(
    said: str, found: list[str]
) -> None:
    assert _again(_CHAT.format(said), "Hendrika Zorg", "Bas Kok") == found


def test_a_known_name_that_cells_break_is_found_line_below_line() -> None:
    text = (
        "Ferdinandus Leiwakabessy en Wil Groen zijn er.\n\n"
        "Lijst met          Ferdinandu      gereed\n"
        "risico's           s               is dit\n"
        "bijwerken          Leiwakabe       punt\n"
        "en delen           ssy             nu\n\n"
        "Reis               Wil             loopt\n"
        "regelen            Groen           nog"
    )
    found = _again(text, "Ferdinandus Leiwakabessy", "Wil Groen")
    assert found == ["Ferdinandu", "s", "Leiwakabe", "ssy", "Wil", "Groen"]


def test_pieces_that_do_not_stand_below_each_other_are_no_broken_name() -> None:
    text = "Leiwakabessy is er.\n\nLeiwakabe          ssy\n\nssy is af"
    assert _again(text, "Leiwakabessy") == []


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Desmond Bakker is er. Anders neemt Des het over.", "Desmond Bakker", ["Des"]),
        ("Desmond Bakker is er. Een reis des levens.", "Desmond Bakker", []),
        ("Retno Bakker is er. Volgens mij weet Ret dat.", "Retno Bakker", ["Ret"]),
        ("Retno Bakker is er. De trams van de RET rijden.", "Retno Bakker", []),
        ("Ypke Bakker is er. Gisteren was Yp er niet.", "Ypke Bakker", ["Yp"]),
        ("Leopold Bakker is er. Dat doet Poldi graag.", "Leopold Bakker", ["Poldi"]),
    ],
)
def test_short_forms_that_are_words_as_well(text: str, name: str, found: list[str]) -> None:
    assert _again(text, name) == found


def test_a_word_beside_a_name_that_stands_in_every_text_is_no_short_form() -> None:
    text = "Dieuwke Bakker en Foppe Visser zijn er. foppe en die van EZK ook."
    assert "die" not in _again(text, "Dieuwke Bakker", "Foppe Visser")


@pytest.mark.parametrize(
    ("local", "text", "found"),
    [
        ("d.zbrink", "Ter info: Zbrink is donderdag bereikbaar.", ["Zbrink"]),
        ("f.dewit", "De Wit ook. Het papier is wit.", ["De Wit"]),
        ("kees.zandstra2", "Met Zandstra afgestemd.", ["Zandstra"]),
        ("j.arnhem", "Het kantoor in Arnhem is dicht.", []),
        ("m.kaag", "Volgens Kaag is het af.", []),
        ("secr.dgmi", "De nota ligt bij DGMI.", []),
        ("a.fez", "De nota ligt bij FEZ.", []),
    ],
)
def test_whom_an_address_spells_is_found_by_surname(
    local: str, text: str, found: list[str]
) -> None:
    page = _page(f"Aan: {local}@minbzk.nl\n\n{text}")
    sure = _finding(page, local, kind=Kind.EMAIL, score=0.9, rules=("contact.email",))
    more = persons.propagate(persons.link([sure], book()), [sure], [page], book())
    assert [f.text for f in more] == found


def test_a_known_name_of_which_the_first_letter_stands_apart_is_found() -> None:
    page = _page("Met Lammert Kortendijkstra is gesproken. Zie K ortendijkstra.")
    sure = _finding(page, "Lammert Kortendijkstra")
    wanted = frozenset({sure.id})
    more = remaining.remaining([sure], wanted, [page], book())
    assert [f.text for f in more] == ["K ortendijkstra"]
