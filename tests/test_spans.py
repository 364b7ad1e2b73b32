# SPDX-License-Identifier: EUPL-1.2
"""Spans over a stretch of text are found by place, and are the same that a search of all finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from woolak.detect.text import spans

SPAN = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(SPAN, max_size=12), SPAN)
def test_those_over_a_stretch_are_those_that_share_a_character(
    every: list[tuple[int, int]], stretch: tuple[int, int]
):
    low, high = stretch
    found = spans.in_order(every, lambda span: span).over(low, high)
    assert sorted(found) == sorted(s for s in every if s[0] < high and s[1] > low)
