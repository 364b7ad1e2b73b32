# SPDX-License-Identifier: EUPL-1.2
"""Account names are told from other words by the names that offices make them of."""

from __future__ import annotations

import pytest

from woolak.detect.details import logins


@pytest.mark.parametrize(
    "spoken",
    ["jvries2", "WOJCIKA", "adm-hjongmans", "emre.kuipers", "TERPSTR", "roos_duijn", "xqz07"],
)
def test_what_is_made_of_a_name_is_like_an_account(spoken: str):
    assert logins.like(spoken)


@pytest.mark.parametrize("spoken", ["DICTU", "projectleider", "geblokkeerd", "x-factor", "NCTV"])
def test_units_and_words_are_not(spoken: str):
    assert not logins.like(spoken)


def test_letters_that_only_seem_a_compound_are_an_account_when_a_surname_is_in_them() -> None:
    assert logins.like("daalenge")
    assert not any(
        map(logins.like, ("werkgroepleden", "rijksadviseurs", "gastauteurs", "bakkerij"))
    )
