# SPDX-License-Identifier: EUPL-1.2
"""A sentence goes on at the head of the next column; cells and paragraphs end where they end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from drawn import raw

_RIGHT = ["die het stuk heeft", "toegelicht aan de raad.", "Daarna ging men uiteen."]


def _columns(folder: Path, left: Sequence[str], right: Sequence[str]) -> str:
    drawn = [
        f"BT /F1 11 Tf {x} {500 - 13 * at} Td ({text}) Tj ET"
        for x, column in ((40, left), (280, right))
        for at, text in enumerate(column)
    ]
    return raw(folder / "a.pdf", " ".join(drawn).encode())[0].text


@pytest.mark.parametrize(
    ("last", "first", "read"),
    [
        ("en toen sprak mevrouw Rietvel-", "dink, die het stuk", "Rietveldink, die"),
        ("en ook mevrouw Anneke Rietvel-", "Kampink, die het stuk", "Rietvel-Kampink, die"),
        ("en toen sprak mevrouw Anneke", "Rietveldink, die het stuk", "Anneke\nRietveldink, die"),
    ],
)
def test_a_name_is_read_over_two_columns(tmp_path: Path, last: str, first: str, read: str):
    left = ["De leden van de raad", "spraken over het plan,", last]
    assert read in _columns(tmp_path, left, [first, *_RIGHT[1:]])


@pytest.mark.parametrize(
    "left",
    [
        ["De leden van de raad", "spraken over het plan", "en toen sprak men af."],
        ["De leden van de raad spraken", "lang over het plan van", "mevrouw Bos"],
    ],
)
def test_what_ends_at_the_foot_of_a_column_does_not_go_on(tmp_path: Path, left: list[str]):
    assert f"{left[-1]}\n\ndie het" in _columns(tmp_path, left, _RIGHT)
