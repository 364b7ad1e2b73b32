# SPDX-License-Identifier: EUPL-1.2
"""Names that are words: found where somebody is named, and the same words left alone elsewhere."""

from __future__ import annotations

import pytest

from paper import book, redacted
from woolak import persons
from woolak.detect.examples import page_of
from woolak.model import Finding, Kind, Layer, Role

SENTENCES = [
    ("Gisteren is gebeld met Hugo IJzer van de gemeente.", "Hugo IJzer"),
    ("Daarna is met Storm Broer gesproken.", "Storm Broer"),
    ("Dat is door Geertruida Regenboog gedaan.", "Geertruida Regenboog"),
    ("Erbij waren ook de directie (Geertruida Slagtand) en wij.", "Geertruida Slagtand"),
    ("Ambassaderaad J. Bos; hoofd\nGeertruida Slagtand; en anderen", "Geertruida Slagtand"),
    ("Zij heeft dit met Wil Koning besproken.", "Wil Koning"),
    ("Ik sprak de heer De Rijk daarover.", "De Rijk"),
    ("Daarna kwam mevrouw Van der Kerk binnen.", "Van der Kerk"),
    ("Volgens dhr. Park kan dat.", "Park"),
    ("Het stuk is van mr. R.C.C. de Ruijter gekomen.", "mr. R.C.C. de Ruijter"),
    ("Dat loopt via haar collega D.C. Fairbanks nu.", "D.C. Fairbanks"),
    ("Zij kwam met R.N. van Aken en een ander.", "R.N. van Aken"),
    ("Ook Paars, P.S. (Pleun) staat in de cc.", "Paars, P.S. (Pleun)"),
    ("Een molenaar kwam. Rubiela Eustatia zag het.", "Rubiela Eustatia"),
    ("Met Jet concludeer ik dat het klopt.", "Jet"),
    ("Gisteren sprak ik Ilse de Kluiver daarover.", "Ilse de Kluiver"),
    ("Daarna heeft Hubert van As gebeld.", "Hubert van As"),
    ("Dat heeft Femke te Kamp gezegd.", "Femke te Kamp"),
    ("De gemachtigde is mr. Van As uit Zwolle.", "mr. Van As"),
    ("Ja, die zit met Ton bij de ombudsman.", "Ton"),
    ("Afgestemd i.o.m. Schimmel in mei.", "Schimmel"),
    ("Dat klopt. De Waard wilde het anders.", "De Waard"),
    ("De leden zijn C.C. Coulibaly en een ander.", "C.C. Coulibaly"),
    ("Dit is besproken met Guus Kerk gisteren.", "Guus Kerk"),
    ("Bereikbaar buiten kantoortijd: Mulder 06-23456789", "Mulder"),
    ("Mijn collega Anneliese Richter belt u.", "Anneliese Richter"),
    ("Neem contact op met Coen van den Bosch-Baars daarover.", "Coen van den Bosch-Baars"),
    ("De cijfers komen van Anna van Houten en zijn af.", "Anna van Houten"),
]


def _again(text: str, name: str) -> list[str]:
    """Return where somebody, found once by structure, is found again."""
    page = page_of(text)
    start = page.text.index(name)
    first = Finding(
        page.document, page.number, Layer.TEXT, start, start + len(name), name,
        Kind.NAME, ("structuur.kop",), 0.9, "Reden.", page.boxes(start, start + len(name)),
        role=Role.AMBTENAAR,
    )  # fmt: skip
    people = persons.link([first], book())
    return [found.text for found in persons.propagate(people, [first], [page], book())]


@pytest.mark.parametrize(("text", "name"), SENTENCES)
def test_a_word_with_a_capital_in_the_place_of_a_surname_is_one(text: str, name: str) -> None:
    assert name in redacted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contactpersoon: Max\n", "Max"),
        ("Actie: Wil\n", "Wil"),
        ("Trekker: Lieve\n", "Lieve"),
        ("Naam\tFunctie\nLot\tadviseur\nTessa\tjurist", "Lot"),
        ("1. Opening (Ton)\n2. Mededelingen (Tessa)\n", "Ton"),
        ("Slager\t06 30 40 50 60\nPiket\t06 11 22 33 44\n", "Slager"),
        ("Presentielijst\n1. Riedel, J.P.\n2. Hoofd, P.A.\n", "Hoofd, P.A."),
        (
            "Verlof\nTrui Riem: 3 juli\nTessa Bos: 4 juli\nYara Vroom: 5 juli\nJan Vos: 6 juli\n",
            "Trui Riem",
        ),
        ("hoi storm en tessa,\nik zag het.\nkan dat?\nklopt dat?\n", "storm"),
        ("hoi,\nik zag het.\nheb je de nota van bas molenaar nog?\nkan dat?\n", "bas molenaar"),
        ("ja, ok.\nkan dat?\nklopt dat wel?\n\ngroetjes\nmax\n", "max"),
    ],
)
def test_a_first_name_that_is_a_word_is_found_where_a_human_being_is_expected(
    text: str, name: str
) -> None:
    assert name in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "De minister gaf in mei groen licht. De koning en de storm waren er.",
        "Zie de motie-Groen, de wet-Bos en de commissie-De Wit.",
        "De firma Bakker & Kok B.V. en Brouwerij De Prins zijn open.",
        "2. Planning (April)\n3. Vertaling (Engels)\n4. Begroting (Concept)\n",
        "Begroting\nPost: 14 euro\nWater: 20 euro\nGroen: 3 euro\n",
        "Dear all,\nMay I ask you to reply?\n",
        "Dit is een zaak van het project Iris Onderwijs en van Inkoop.",
        "Zij kochten een ton zand bij N.V. Heijmans. De SMS van gisteren is weg.",
        "In Den Bosch en Den Haag bouwt Van Oord, en Hotel Van der Valk is open.",
        "De Martini Kerk en het Van Gogh Museum zijn open.",
    ],
)
def test_the_same_words_stay_where_they_name_nobody(text: str) -> None:
    assert redacted(text) == set()


def test_a_month_is_no_short_form_of_a_first_name() -> None:
    text = "Dear Mariama,\n\nWill you join the call on Tuesday, May 9, 2023?\n"
    assert _again(text, "Mariama") == []


def test_who_speaks_in_a_record_is_named_before_a_colon() -> None:
    text = "Aanwezig: Mees Kok.\n\nBos: Hoe ging dat?\nKok: Goed, zei iedereen. Kok ook.\n"
    assert _again(text, "Mees Kok") == ["Kok", "Kok"]


def test_an_accent_tells_a_name_from_the_word_with_which_a_sentence_begins() -> None:
    text = "Namens Danuta Bąk. Bąk wil dat. Bak dat maar."
    assert _again(text, "Danuta Bąk") == ["Bąk"]


def test_a_quotation_below_a_signature_is_no_part_of_it() -> None:
    text = (
        "Kind regards,\nTessa Brinkhuis\nLegal Counsel\nOn Tue, May 9, 2023 at 10:12, she wrote:\n"
    )
    assert redacted(text) == {"Tessa Brinkhuis"}


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Kroon en Smits zijn akkoord.", {"Kroon", "Smits"}),
        ("Visser en Groen zijn akkoord.", {"Visser", "Groen"}),
        ("Vos-Bakker en Smits gaan.", {"Vos-Bakker", "Smits"}),
    ],
)
def test_who_begins_a_sentence_and_is_joined_to_somebody_goes(text: str, both: set[str]) -> None:
    assert redacted(text) == both


@pytest.mark.parametrize("word", ["Raad", "Kerk", "Beleid", "Financiën", "Den Haag", "Burger"])
def test_what_begins_a_sentence_and_is_joined_to_somebody_stays(word: str) -> None:
    assert redacted(f"{word} en Smits zijn akkoord.") == {"Smits"}


@pytest.mark.parametrize("text", ["via Mark loopt het", "Zij en Roos gaan.", "Van Karin: ja"])
def test_a_first_name_that_is_a_word_goes_by_its_capital_in_mid_sentence(text: str) -> None:
    assert redacted(text) & {"Mark", "Roos", "Karin"}
    assert not redacted("De Storm raasde door de Mark en langs de Roos.")


@pytest.mark.parametrize(
    "text", ["(Roos Visser)", "1. Bas Groen", "Roos Visser; afwezig", '"Bas Groen" staat er.']
)
def test_a_whole_name_of_two_words_goes_where_it_fills_an_item(text: str) -> None:
    assert redacted(text) & {"Roos Visser", "Bas Groen"}


@pytest.mark.parametrize("text", ["Groen Wonen", "Groen Licht", "Water Park"])
def test_two_words_that_are_no_whole_name_stay_where_they_fill_an_item(text: str) -> None:
    assert not redacted(text)


ACTS = [
    ("Naam\n\nR.F. Mensen\n\nMensen tekent morgen. Wij niet.", "R.F. Mensen", "Mensen"),
    ("Wolf Leeuw kwam. Let op: Leeuw wil het niet.", "Wolf Leeuw", "Leeuw"),
    ("Dag Pleun Putten, dat klopt. Putten\nwil niet.", "Pleun Putten", "Putten"),
    ("Piket\nAd Zak\nZak\n\nDe zak is leeg.", "Ad Zak", "Zak"),
    ("Aan mevrouw De Ruiter.\n\nJet\nde Ruiter\nPostbus 12", "De Ruiter", "Jet\nde Ruiter"),
    ("Mevrouw De Beer belt. Naar Lark de Beer.", "De Beer", "Lark de Beer"),
    ("Gijs Delft kwam. Het stuk is door Delft herzien.", "Gijs Delft", "Delft"),
    ("Roy Rood kwam. Rood en ik gaan.", "Roy Rood", "Rood"),
    ("Jet Mus-Slager kwam. Mus-Slager krijgt een plek.", "Jet Mus-Slager", "Mus-Slager"),
]


@pytest.mark.parametrize(("text", "name", "again"), ACTS)
def test_a_word_names_whom_the_dossier_knows_where_he_acts_or_fills_a_cell(
    text: str, name: str, again: str
) -> None:
    assert again in _again(text, name)


def test_a_surname_goes_with_its_tussenvoegsel_behind_a_first_name_that_is_found_apart() -> None:
    again = _again("Dag, Ad de Leeuw kwam. Vandaag zag ik Ad de Leeuw daar.", "Ad de Leeuw")
    assert again == ["Ad", "de Leeuw"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("R.F. Mensen kwam. Mensen met een uitkering niet.", "R.F. Mensen"),
        ("Anne Groen kwam. Groen beleid is dat niet.", "Anne Groen"),
        ("Gijs Delft kwam. De trein naar Delft reed niet.", "Gijs Delft"),
        ("Pleun Putten kwam. De gemeente Putten wil niet.", "Pleun Putten"),
        ("Ad Zak kwam.\n\nZak\n\nDe zak is leeg.", "Ad Zak"),
    ],
)
def test_a_word_that_somebody_bears_stays_where_nobody_acts(text: str, name: str) -> None:
    assert not _again(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij weten dat Jan Zomer en R. Regenboog kwamen.", "R. Regenboog"),
        ("DE GETUIGE ZEGT DAT KIM TRINH ER WAS", "KIM TRINH"),
        ("HET VERHOOR VAN MR. R. BESLUIT IS VERPLAATST", "MR. R. BESLUIT"),
        ("Ik belde met Roos Weesp over de zaak.", "Roos Weesp"),
        ("Erbij: Iris Winter, Hein, R. de Koster, en anderen.", "R. de Koster"),
        ("Verder werkte Kim\nVuong van de staf mee.", "Kim Vuong"),
    ],
)
def test_a_word_is_a_surname_behind_who_else_is_named(text: str, name: str) -> None:
    assert name in redacted(text)


def test_the_values_of_a_form_with_two_labels_in_a_row_are_told_apart() -> None:
    found = redacted(
        "Aan\tde minister\tVan\tJ.K. Lente\nDirectie\tZaken\tSteller\tBas Hemel\n"
        "Doorkiesnummer\t12\tMedeparaaf\tKramer"
    )
    assert {"J.K. Lente", "Bas Hemel", "Kramer"} <= set(found)
    assert "de minister" not in found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Verder zijn er de heer Bos, Roos\nVisser en mevrouw Vermeer van de directie.", "Visser"),
        ("Met de heer Bos, Ids\nWynia (FEZ) en mevrouw Vermeer.", "Wynia"),
        ("Deelnemers zijn de heer Bos, Wil Bakker en mevrouw Vermeer.", "Wil Bakker"),
        ("Jan Bos; Wil Bakker; Bas Groen", "Wil Bakker"),
    ],
)
def test_the_rest_of_a_name_goes_with_the_word_that_is_found(text: str, rest: str) -> None:
    assert rest in redacted(text)


def test_a_line_below_a_first_name_that_is_no_surname_stays() -> None:
    assert redacted("Met vriendelijke groet, Roos\nMensen en dieren") == {"Roos"}
    assert not redacted("Daarna kwam Minister Bakker.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ik sprak met Karin Both over de zaak.", "Karin Both"),
        ("Karin Punt heeft de nota gemaakt.", "Karin Punt"),
        ("De heer Van der Kamer belt morgen.", "Van der Kamer"),
        ("K. van der Bij heeft gebeld.", "K. van der Bij"),
    ],
)
def test_a_word_that_names_nobody_alone_is_a_surname_behind_a_first_name(
    text: str, name: str
) -> None:
    assert name in redacted(text)


@pytest.mark.parametrize(
    "text", ["De voorzitter van de Kamer belt.", "Het Rijk en de Raad stemmen af.", "Aan: Rijk"]
)
def test_a_body_that_is_a_surname_as_well_stays(text: str) -> None:
    assert not redacted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Namens M. Overdiep is bezwaar gemaakt.", "M. Overdiep"),
        ("Het verzoek van W. Brood is ontvangen.", "W. Brood"),
        ("M. Overdiep maakt bezwaar.", "M. Overdiep"),
    ],
)
def test_a_letter_with_a_word_is_somebody_of_whom_a_sentence_tells(text: str, name: str) -> None:
    assert name in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "A. Inleiding\n\nDit stuk gaat over wonen.",
        "Dit staat in onderdeel B. Burgers kunnen reageren.",
        "Van punt A. Kosten tot punt B. Baten.",
        "C. Budget wordt bepaald.",
    ],
)
def test_a_letter_that_numbers_what_follows_stays(text: str) -> None:
    assert not redacted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mijn dochter Olijf is sindsdien niet meer naar school.", "Olijf"),
        ("Onze jongste zoon Rijk gaat mee.", "Rijk"),
        ("Volgens haar man Water klopt dat.", "Water"),
    ],
)
def test_a_word_is_a_first_name_behind_whose_relative_it_is(text: str, name: str) -> None:
    assert redacted(text) == {name}


@pytest.mark.parametrize("text", ["Mijn dochter is ouder.", "Haar man Google belde daarover."])
def test_a_relative_without_a_name_makes_no_name(text: str) -> None:
    assert not redacted(text)


def test_a_word_is_who_sends_where_every_message_of_a_chat_has_a_head() -> None:
    sent = "Van: {}\nVerzonden: 02-04-2020 09:4{}\nstukken zijn binnen\n\n"
    chat = "".join(sent.format(who, at) for at, who in enumerate(["Val", "Alper", "Val", "Hel"]))
    assert {"Val", "Alper", "Hel"} <= redacted(chat)
    assert not redacted(sent.format("Info", 1))


def test_a_prefix_in_small_letters_begins_a_surname_in_a_list() -> None:
    assert redacted("Aan: al-Rashidi, K.D.D. - PDV/REG; Siahaya, P.F. - DIR") == {
        "al-Rashidi, K.D.D.",
        "Siahaya, P.F.",
    }


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Ik sprak Femke de Staat.", "Femke de Staat"),
        ("Van: Karin de Staat", "Karin de Staat"),
        ("Femke de Overheid belt.", "Femke"),
        ("Karin van de Gemeente belt.", "Karin"),
    ],
)
def test_a_first_name_goes_whatever_word_its_article_leads_to(text: str, goes: str) -> None:
    assert redacted(text) == {goes}


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Rajae Boulahrouz\nInzet A.I. Spiegel-de Beer, 21 uur", "A.I. Spiegel-de Beer"),
        ("Hij zet in: R Valk-de Beer.", "R Valk-de Beer"),
        ("Namens AD Aalbers is gemeld dat dit klopt.", "AD Aalbers"),
        ("De nota van M. Bisschop (DRM/UV) is klaar.", "M. Bisschop"),
        ("Mijn collega April van Opstal belt u morgen terug.", "April van Opstal"),
        ("Bel collega Jan van Utrecht.", "Jan van Utrecht"),
    ],
)
def test_all_of_a_name_goes_whose_letters_or_words_mean_something_else(
    text: str, goes: str
) -> None:
    assert goes in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Namens BZ is gemeld dat dit klopt.",
        "In april van dit jaar is de Directeur Stad van Utrecht gebeld.",
        "Zij werkt bij Zynex B.V. Daarna niet meer.",
    ],
)
def test_a_department_a_month_and_a_firm_are_no_names(text: str) -> None:
    assert not redacted(text)


def test_a_word_is_who_sends_where_a_number_stands_behind_it() -> None:
    chat = "Verzonden aan In (06-55261753) 10:39\nstukken zijn binnen\n"
    chat += "Ontvangen van ~ Viola (+31 6 84323643) 10:41\nminister is akkoord\n"
    chat += "Verzonden aan Roderick van den Berg (0664956332) 10:45\nmorgen\n"
    chat += "Ontvangen van In (06-55261753) 10:52\nprima\n"
    assert {"In", "Viola"} <= redacted(chat)


@pytest.mark.parametrize("letters", ["A", "E", "O", "AD", "AN", "EN", "IK", "JA", "NS", "OP"])
def test_initials_without_stops_that_are_a_word_too_are_part_of_a_name(letters: str) -> None:
    assert f"{letters} de Vries" in redacted(f"Met {letters} de Vries is gesproken.")
    assert f"{letters} el Hassani" in redacted(f"{letters} el Hassani betwijfelt dat.")


@pytest.mark.parametrize(
    "text",
    [
        "Namens VN de Veiligheidsraad en bij de EU de Raad aangesproken.",
        "Optie A de Kamer niet informeren. Bijlage A van het besluit.",
        "Het AD de Volkskrant en de NRC. De EU van Brussel.",
    ],
)
def test_an_abbreviation_before_what_is_no_surname_is_nobody(text: str) -> None:
    assert not redacted(text)
