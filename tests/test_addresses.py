# SPDX-License-Identifier: EUPL-1.2
"""Which addresses behind other words may stay: those that are sure to name nobody."""

from __future__ import annotations

import pytest

from woolak.detect.details.addresses import plain


@pytest.mark.parametrize(
    "address",
    [
        "https://www.rijksoverheid.nl/onderwerpen/klimaat",
        "https://wetten.overheid.nl/BWBR0045754/2024-01-01#Hoofdstuk5",
        "https://zoek.officielebekendmakingen.nl/stcrt-2024-30890.html",
        "https://www.tweedekamer.nl/kamerstukken",
    ],
)
def test_an_address_of_known_words_names_nobody(address: str):
    assert plain(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.rijksoverheid.nl/profiel/fronkegaar",
        "https://www.rijksoverheid.nl/team/yara-el-fronkegaar",
        "https://www.rijksoverheid.nl/team/peter",
        "https://www.rijksoverheid.nl/contact#Jansen",
        "https://fronkegaar.nl/",
        "https://jansen.rijksoverheid.nl/",
        "https://www.linkedin.com/in/yfronkegaar",
        "https://www.rijksoverheid.nl/ragewknorf",
        "https://www.rijksoverheid.nl/bijlage/" + "a" * 2000,
        "mailto:info@rijksoverheid.nl",
    ],
)
def test_an_address_that_may_name_somebody_does_not_stay(address: str):
    assert not plain(address)
