# SPDX-License-Identifier: EUPL-1.2
"""The codebook of grounds."""

import pytest

from woolak import gronden
from woolak.errors import UnknownGround
from woolak.model import Kind

_PRACTICE = {
    "5.1.2e": "5.1.2e",
    "5.1.2.e": "5.1.2e",
    "5.1.2.E": "5.1.2e",
    "Art. 5.1.2.e": "5.1.2e",
    "5.1 lid 2 e": "5.1.2e",
    "5.1, lid 2, onder e": "5.1.2e",
    "art. 5.1 lid 2 sub e": "5.1.2e",
    "artikel 5.1, tweede lid, aanhef en onder e, van de Woo": "5.1.2e",
    "artikel 5.1, eerste lid, aanhef en onder d, Woo": "5.1.1d",
    "5.1.5": "5.1.5",
    "artikel 5.1, vijfde lid, Woo": "5.1.5",
    "5.2": "5.2",
    "5.2.1": "5.2",
    "5.4": "5.4",
    "5.1.2.e.": "5.1.2e",
    "art.5.1.2.e": "5.1.2e",
    "5.1(2)(e)": "5.1.2e",
    "5.1 lid 2e": "5.1.2e",
    "5.1, 2e lid, onder e": "5.1.2e",
    "5.1 tweede lid sub e Woo": "5.1.2e",
    "Artikel 5.1, tweede lid, onderdeel e, van de Wet open overheid (Woo)": "5.1.2e",
    "5.1.2\u00a0e": "5.1.2e",
    "5.1 lid 5": "5.1.5",
    "artikel 5.2, 1e lid, Woo": "5.2",
    "5.4.1": "5.4",
}


@pytest.mark.parametrize(("spelling", "code"), _PRACTICE.items())
def test_spellings_found_in_practice_mean_one_ground(spelling: str, code: str):
    assert gronden.parse(spelling).code == code


@pytest.mark.parametrize("grond", gronden.GRONDEN.values(), ids=lambda grond: grond.code)
def test_every_ground_is_read_back_from_each_of_its_own_forms(grond: gronden.Grond):
    forms = (grond.code, grond.box, grond.citation)
    assert {gronden.parse(form) for form in forms} == {grond}


@pytest.mark.parametrize(
    "spelling",
    [
        *("5.1.e", "10.2.e", "10.2e", "11.1", "5.1.1f", "5.1.2j", "5.2.e", "5.1.3", "", "e", "5.1"),
        *("5.2.3", "51.2e", "5.1.2ee", "5.1.2e en nog iets", "5.1.2", "dubbel", "buiten verzoek"),
    ],
)
def test_wob_codes_and_ambiguous_codes_are_no_grounds(spelling: str):
    with pytest.raises(UnknownGround):
        gronden.parse(spelling)


def test_the_first_lid_is_absolute_and_everything_else_is_weighed():
    absolute = {code for code, grond in gronden.GRONDEN.items() if grond.absoluut}
    assert absolute == {"5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.1e"}


def test_other_reasons_are_not_among_the_grounds():
    assert not gronden.OTHER_REASONS.keys() & gronden.GRONDEN.keys()


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("10.2.e", "10.2e"),
        ("10.2e", "10.2e"),
        ("art. 10, lid 2, onder e, Wob", "10.2e"),
        ("artikel 10, tweede lid, aanhef en onder g, van de Wob", "10.2g"),
        ("10.1.c", "10.1c"),
        ("11.1", "11.1"),
        ("artikel 11, eerste lid, Wob", "11.1"),
        ("5.1.2e", None),
        ("10.2", None),
        ("10 februari", None),
    ],
)
def test_grounds_of_the_wob_are_read(spelling: str, code: str | None):
    assert gronden.wob(spelling) == code


@pytest.mark.parametrize("code", gronden.WOB)
def test_a_ground_of_the_wob_is_refused_with_the_one_that_replaced_it(code: str):
    assert gronden.WOB[code] in gronden.GRONDEN
    with pytest.raises(UnknownGround, match=gronden.WOB[code].replace(".", r"\.")):
        gronden.parse(code)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Dubbel", "dubbel"),
        ("BR", "buiten reikwijdte"),
        ("buiten de reikwijdte van het verzoek", "buiten reikwijdte"),
        ("5.1.2e", None),
    ],
)
def test_other_reasons_are_read_as_such(spelling: str, name: str | None):
    assert gronden.reason(spelling) == name


def test_the_fifth_lid_goes_with_no_ground_of_the_first_or_second():
    for code in gronden.LID_1 | gronden.LID_2:
        assert gronden.clash(["5.1.5", code]) is gronden.NIET_SAMEN
    assert gronden.clash(["5.1.5", "5.2"]) is None
    assert gronden.clash(["5.1.1e", "5.1.2e"]) is None


def test_only_weighed_grounds_need_a_motivation_of_their_age_and_only_on_request():
    rule = gronden.OUDER_DAN_VIJF_JAAR
    assert rule.op_verzoek
    assert not rule.gronden & gronden.LID_1
    assert rule.gronden >= gronden.LID_2 | {"5.2", "5.1.5"}


def test_a_citizen_service_number_goes_under_one_ground_only():
    assert [g.code for g in gronden.GRONDEN.values() if Kind.BSN in g.kinds] == ["5.1.1e"]
