# SPDX-License-Identifier: EUPL-1.2
"""A pattern tried at a few places finds what it finds when tried everywhere."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from woolak.detect.matching import anchors

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


LONG = ("de heer", "de heren", "DE\u0130 raad", "dhr. de wit", "van de heer")
WORDS = st.lists(
    st.sampled_from(
        ["de", "De", "van", "heer", "Heren", "HEER", "dhr.", "wit", " ", "\n", "  ", "\u0130"]
    )
).map("".join)


@given(WORDS)
def test_a_word_that_another_always_follows_is_tried_before_that_one(text: str) -> None:
    row = "|".join(term.replace(".", r"\.").replace(" ", r"\s+") for term in LONG)
    pattern = rf"(?<!\p{{L}})(?i:{row})"
    found = [m.span() for m in anchors.words(pattern, LONG).finditer(text)]
    assert found == [m.span() for m in regex.finditer(pattern, text)]


LETTERS = st.lists(st.sampled_from(["noot", "Noot", " van ", "AB", "opm", ".", "x", "\u0130", " "]))


@given(LETTERS.map("".join))
def test_a_pattern_is_tried_where_its_first_letters_stand(text: str) -> None:
    pattern = r"(?<!x)(?i:noot|opm\.?)(?: van)? AB"
    found = [m.span() for m in anchors.begun(pattern).finditer(text)]
    assert found == [m.span() for m in regex.finditer(pattern, text)]


def test_a_pattern_that_begins_with_anything_is_not_tried_at_letters() -> None:
    with pytest.raises(ValueError, match="begin"):
        anchors.begun(r"\p{Lu}abc")


@given(TEXTS)
def test_a_label_is_found_on_the_same_lines(text: str) -> None:
    found = [m.span() for m in anchors.lines(LINE).finditer(text)]
    assert found == [m.span() for m in regex.finditer(LINE, text)]


NAMED = ("van", "c.c.", "één", "1e lid", "in af")
ITEMS = st.lists(
    st.sampled_from(
        ["van", "VAN", "Van\u0301", "c.c.", "Eén", "één", "1e", "lid", "\u0130n", "af", *":x \n\t•"]
    )
).map("".join)


@given(ITEMS)
def test_a_label_of_known_words_is_tried_on_the_lines_that_begin_with_one(text: str) -> None:
    row = "|".join(term.replace(".", r"\.").replace(" ", r"\s+") for term in NAMED)
    pattern = rf"(?:(?<=\n)|(?<=\A)|(?<=\t)){anchors.BULLETS}*+(?i:{row})(?!\p{{L}})"
    tried = anchors.lines(pattern, NAMED)
    expected = [m.span() for m in regex.finditer(pattern, text)]
    assert [m.span() for m in tried.finditer(text)] == expected
    first = tried.search(text, 0, len(text))
    assert [first.span() for first in [first] if first] == expected[:1]
