# SPDX-License-Identifier: EUPL-1.2
"""A text that is redacted in one place does not stay in another that nobody decided on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper import book, page
from woolak.model import Finding, Kind, Layer, Page
from woolak.persons.remaining import HINT, SURE_ENOUGH, remaining


def found(there: Page, text: str, kind: Kind = Kind.NAME, *, keep: bool = False) -> Finding:
    """Return a finding at the first place of a text, or at the last when it is kept."""
    start = there.text.rindex(text) if keep else there.text.index(text)
    end = start + len(text)
    boxes = there.boxes(start, end)
    rules, where = ("naam.x",), (there.document, there.number, there.layer)
    return Finding(*where, start, end, text, kind, rules, 0.9, "", boxes, keep=keep)


def stays(*lines: str, name: str, kind: Kind = Kind.NAME) -> list[tuple[str, float]]:
    """Return what is found again on a page of these lines after its first mention is redacted."""
    there = page([(50, 60 + 20 * row, line, row) for row, line in enumerate(lines)])
    first = found(there, name, kind)
    again = remaining([first], frozenset({first.id}), [there], book())
    return [(there.text[f.start : f.end], f.score) for f in again]


@pytest.mark.parametrize(
    ("name", "kind", "rest", "again"),
    [
        ("Hartmans", Kind.NAME, "Daarover sprak @Hartmans, zei men.", "Hartmans"),
        ("Hartmans", Kind.NAME, "daarover sprak hartmans gisteren", "hartmans"),
        ("Jan Wijnands", Kind.NAME, "daarna kwam jan wijnands weer", "jan wijnands"),
        ("Hartmans", Kind.NAME, "De heer H a r t m a n s kwam", "H a r t m a n s"),
        ("Hartmans", Kind.NAME, "De heer Har tm an s kwam", "Har tm an s"),
        ("Hartmans", Kind.NAME, "De heer H artm ans kwam", "H artm ans"),
        ("Jan Wijnands-Bos", Kind.NAME, "De heer W i jnand s kwam", "W i jnand s"),
        ("06-12345678", Kind.PHONE, "Bel 06 12345678 na vijven.", "06 12345678"),
        ("070 375 28 92", Kind.PHONE, "Bel 070 375 28 92 na vijven.", "070 375 28 92"),
        ("t.bos@x.nl", Kind.EMAIL, "Via t.bos@x.nl bereikbaar.", "t.bos@x.nl"),
    ],
)
def test_a_text_that_is_redacted_elsewhere_is_redacted_here(
    name: str, kind: Kind, rest: str, again: str
):
    assert stays(f"Van: {name} vandaag", rest, name=name, kind=kind) == [(again, SURE_ENOUGH)]


def test_words_that_make_a_part_of_a_name_together_stay():
    assert not stays(
        "Van: Els Vander Hoeven", "Hoe ven en van der zo gaan.", name="Els Vander Hoeven"
    )


def test_the_tussenvoegsels_at_the_end_of_a_line_are_looked_for_nowhere():
    assert not stays("Besproken met Van de", "Poelakker van de koepel.", name="Van de")


def test_what_may_be_a_common_word_is_only_shown_to_the_reviewer():
    found_again = stays("Van: Bakker vandaag", "Brood haalt men bij de bakker.", name="Bakker")
    assert found_again == [("bakker", HINT)]


@pytest.mark.parametrize(
    ("rest", "score"),
    [
        ("Morgen wil de Kamer meer.", HINT),
        ("Morgen wil Kamer meer.", SURE_ENOUGH),
        ("Morgen belt Collega Kamer.", SURE_ENOUGH),
    ],
)
def test_an_article_or_an_adjective_makes_a_thing_of_a_word(rest: str, score: float):
    assert stays("Van: Kamer vandaag", rest, name="Kamer") == [("Kamer", score)]


@pytest.mark.parametrize(
    "rest",
    [
        "Zij woont in de Hartmansstraat.",
        "Het adres is Burgemeester Hartmanslaan 4.",
        "Dit is van Jansen & Hartmans te Urk.",
        "Zie info@hartmans.nl of hartmans-x.nl.",
    ],
)
def test_a_name_of_a_street_a_firm_or_in_an_address_stays(rest: str):
    assert stays("Van: Hartmans vandaag", rest, name="Hartmans") == []


def test_a_place_that_is_kept_by_decision_is_no_question():
    there = page([(50, 60, "Van: Hartmans", 0), (50, 80, "de minister Hartmans zei", 1)])
    first, kept = found(there, "Hartmans"), found(there, "Hartmans", keep=True)
    assert remaining([first, kept], frozenset({first.id}), [there], book()) == []


def test_a_surname_tells_of_one_person_in_its_own_document_only():
    here = page([(50, 60, "Van: Hartmans", 0)])
    there = page([(50, 60, "Groet, Hartmans", 0)], document="0002")
    first = found(here, "Hartmans")
    assert remaining([first], frozenset({first.id}), [here, there], book()) == []


@pytest.mark.parametrize("again", ["Hartmanns", "Harmtans", "Hartmns", "HARTMQNS"])
def test_a_surname_that_was_mistyped_by_a_letter_is_redacted_with_it(again: str):
    found_again = stays(
        "Van: Hartmans vandaag", f"Het stuk van {again} ligt klaar.", name="Hartmans"
    )
    assert [score for _, score in found_again] == [SURE_ENOUGH]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Verburg", "De nota van Verberg, en Vernburgse zaken."),  # another surname of the lists
        ("Leidens", "De gemeente Leiden en het Leidense stuk."),
        ("Hartmans", "Het besluit over Harmelen en de hartman."),
        ("Bakker", "Het Bakkers-akkoord."),
    ],
)
def test_a_word_or_another_name_that_looks_like_a_surname_stays(name: str, rest: str):
    assert not stays(f"Van: {name} vandaag", rest, name=name)


@pytest.mark.parametrize("read", ["H4rtmans", "Hartrnans", "H.artmans", "Hartman5", "Hartmqns"])
def test_a_surname_of_which_pixels_were_misread_is_redacted_with_it(read: str):
    there = page([(50, 60, "Van: Hartmans vandaag", 0), (50, 80, f"Het stuk van {read} ligt", 1)])
    seen = replace(there, layer=Layer.OCR)
    first = found(seen, "Hartmans")
    again = remaining([first], frozenset({first.id}), [seen], book())
    assert [seen.text[f.start : f.end] for f in again] == [read]


def test_each_half_of_a_double_surname_is_known_when_it_is_mistyped():
    name = "Hartmans-Koltermeer"
    assert stays(f"Van: {name} vandaag", "Het stuk van Hartmqns ligt klaar.", name=name)
    assert stays(f"Van: {name} vandaag", "Het stuk van Koltermeerz ligt.", name=name)


@pytest.mark.parametrize(
    "again", ["H.A.R.T.M.A.N.S.", "h_a_r_t_m_a_n_s", "snamtraH", "H*a*r*t*m*a*n*s"]
)
def test_a_surname_in_letters_with_signs_or_from_right_to_left_is_redacted(again: str):
    assert stays("Van: Hartmans vandaag", f"Zie {again} hierbij.", name="Hartmans")


def test_a_surname_in_letters_goes_whole_where_a_finding_ends_at_the_first_of_them():
    there = page([(50, 60, "Van: Hartmans vandaag", 0), (50, 80, "H_a_r_t_m_a_n_s", 1)])
    first = found(there, "Hartmans")
    start = there.text.index("H_")
    half = replace(first, start=start, end=start + 1, text="H")
    again = remaining([first, half], frozenset({first.id, half.id}), [there], book())
    assert [there.text[f.start : f.end] for f in again] == ["H_a_r_t_m_a_n_s"]


@pytest.mark.parametrize("other", ["A.B.C.D.E.", "h-a-r-t-e-n-s", "snemraH", "e.d.a.s.h."])
def test_other_letters_with_signs_between_them_stay(other: str):
    assert not stays("Van: Hartmans vandaag", f"Zie {other} hierbij.", name="Hartmans")


@pytest.mark.parametrize("again", ["Hartmans12", "Hart3mans", "Hart 3 mans"])
def test_a_surname_with_the_number_of_a_footnote_goes_where_a_finding_ends_before_it(again: str):
    there = page([(50, 60, "Van: Hartmans vandaag", 0), (50, 80, f"Zie {again} noteert", 1)])
    first = found(there, "Hartmans")
    start = there.text.index(again)
    half = replace(first, start=start, end=start + 4, text="Hart")
    gone = remaining([first, half], frozenset({first.id, half.id}), [there], book())
    assert [there.text[f.start : f.end] for f in gone] == [again]


def test_the_half_of_a_name_behind_a_footnote_goes():
    told = ("Van: Els Hartmans-Wolveldink", "Els Hartmans 2 -Wolveldink noteert")
    assert ("Wolveldink", SURE_ENOUGH) in stays(*told, name="Els Hartmans-Wolveldink")


@pytest.mark.parametrize("lines", [("t.wolvent", "erpstra@x"), ("Wolvent", "erpstra kwam")])
def test_a_surname_that_goes_on_at_the_next_line_of_a_narrow_column_is_redacted(
    lines: tuple[str, str],
) -> None:
    name = "Els Wolventerpstra-Dijkhoven"
    there = page([(50, 60 + 12 * at, line, 0) for at, line in enumerate((name, *lines))])
    first = found(there, name)
    again = remaining([first], frozenset({first.id}), [there], book())
    assert [f.text.casefold() for f in again] == ["wolvent\nerpstra"]


def test_the_half_of_a_double_name_goes_behind_a_gap_when_a_finding_holds_two_lines():
    lines = "Els Hartmans-Wolveldink", "Els Hartmans- Wolveldink"
    there = page([(50, 60, lines[0], 0), (50, 80, lines[1], 1)])
    first = found(there, there.text[: there.text.rindex("-")])
    again = remaining([first], frozenset({first.id}), [there], book())
    assert [there.text[f.start : f.end] for f in again] == ["Wolveldink"]


def test_a_name_that_is_redacted_whole_elsewhere_goes_where_a_finding_is_shorter():
    lines = "Els Hartmans-Wolveldink", "Els Hartmans- Wolveldink"
    there = page([(50, 60, lines[0], 0), (50, 80, lines[1], 1)])
    first = found(there, lines[0])
    start = there.text.index(lines[1])
    half = replace(first, start=start, end=start + 12, text="Els Hartmans")
    again = remaining([first, half], frozenset({first.id, half.id}), [there], book())
    assert "Els Hartmans- Wolveldink" in [there.text[f.start : f.end] for f in again]


@pytest.mark.parametrize(
    "other", ["Covid19", "A12", "Artikel 12", "Horizon2020", "Nota 3 -Bijlage"]
)
def test_other_words_with_figures_stay(other: str):
    assert not stays("Van: Hartmans vandaag", f"Zie {other} hierbij.", name="Hartmans")
