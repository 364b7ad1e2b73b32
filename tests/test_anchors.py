# SPDX-License-Identifier: EUPL-1.2
"""A pattern tried at a few places finds what it finds when tried everywhere."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from woolak.detect import anchors

TERMS = ("de heer", "dhr.", "mr", "o-mr")
PATTERN = r"(?<![\p{L}])(?i:de\s+heer|dhr\.|o-mr|mr)(?![\p{L}])"
LINE = r"(?:(?<=\n)|(?<=\A)|(?<=\t))[> ]*+(?P<label>van|aan):"
TEXTS = st.lists(
    st.sampled_from(["de", "heer", "Dhr.", "mr", "o-mr", "van:", "aan:", " ", "\n", "\t", ">", "x"])
).map("".join)


@given(TEXTS)
def test_a_list_of_terms_is_found_at_the_same_places(text: str) -> None:
    found = [m.span() for m in anchors.words(PATTERN, TERMS).finditer(text)]
    assert found == [m.span() for m in regex.finditer(PATTERN, text)]


@given(TEXTS)
def test_a_label_is_found_on_the_same_lines(text: str) -> None:
    found = [m.span() for m in anchors.lines(LINE).finditer(text)]
    assert found == [m.span() for m in regex.finditer(LINE, text)]
