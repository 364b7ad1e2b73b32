# SPDX-License-Identifier: EUPL-1.2
"""The codebook of grounds."""

import pytest

from woolak import gronden
from woolak.errors import UnknownGround

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
}


@pytest.mark.parametrize(("spelling", "code"), _PRACTICE.items())
def test_spellings_found_in_practice_mean_one_ground(spelling: str, code: str):
    assert gronden.parse(spelling).code == code


@pytest.mark.parametrize("grond", gronden.GRONDEN.values(), ids=lambda grond: grond.code)
def test_every_ground_is_read_back_from_each_of_its_own_forms(grond: gronden.Grond):
    forms = (grond.code, grond.box, grond.citation)
    assert {gronden.parse(form) for form in forms} == {grond}


@pytest.mark.parametrize(
    "spelling", ["5.1.e", "10.2.e", "10.2e", "11.1", "5.1.1f", "5.1.2j", "5.2.e", "5.1.3", "", "e"]
)
def test_wob_codes_and_ambiguous_codes_are_no_grounds(spelling: str):
    with pytest.raises(UnknownGround):
        gronden.parse(spelling)


def test_the_first_lid_is_absolute_and_everything_else_is_weighed():
    absolute = {code for code, grond in gronden.GRONDEN.items() if grond.absoluut}
    assert absolute == {"5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.1e"}


def test_other_reasons_are_not_among_the_grounds():
    assert not gronden.OTHER_REASONS.keys() & gronden.GRONDEN.keys()
