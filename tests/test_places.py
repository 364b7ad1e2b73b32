# SPDX-License-Identifier: EUPL-1.2
"""Characters and boxes: which of them lie under a box, and which nobody can read any more."""

from __future__ import annotations

import numpy as np
import pytest

from woolak.model import Box
from woolak.pdf.proving.places import half_covered, outside, under
from woolak.pdf.proving.sheets import Glyphs

LETTER = Box(100, 100, 110, 120)


def read(*boxes: Box) -> Glyphs:
    """Return what a reader makes of a page with a letter in each box."""
    text = "a" * len(boxes)
    places = np.array([(b.x0, b.y0, b.x1, b.y1) for b in boxes], dtype=np.float64).reshape(-1, 4)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return Glyphs(text, codes, places, np.ones(len(boxes), dtype=np.bool_))


@pytest.mark.parametrize(
    ("cover", "unreadable"),
    [
        (Box(100, 100, 110, 108), True),  # two fifths from above
        (Box(100, 100, 110, 107.9), False),
        (Box(96, 90, 104, 130), True),  # two fifths from the left
        (Box(96, 90, 103.9, 130), False),
        (Box(100, 100, 106, 112), False),  # three fifths each way are less than two of its surface
        (Box(110, 120, 130, 140), False),  # they touch
    ],
)
def test_a_letter_under_a_box_by_two_fifths_of_its_surface_is_unreadable(
    cover: Box, *, unreadable: bool
):
    assert half_covered(read(LETTER), [cover]).tolist() == [unreadable]


def test_two_boxes_that_each_hide_a_third_do_not_hide_a_letter():
    thirds = [Box(100, 100, 110, 106), Box(100, 114, 110, 120)]
    assert half_covered(read(LETTER), thirds).tolist() == [False]


def test_a_letter_can_be_unreadable_and_neither_under_a_box_nor_outside_it():
    page, cover = read(LETTER, Box(200, 100, 210, 120)), [Box(100, 100, 110, 109.9)]
    assert half_covered(page, cover).tolist() == [True, False]
    assert under(page, cover).tolist() == [False, False]
    assert outside(page, cover).tolist() == [False, True]


def test_a_page_without_letters_has_none_that_are_unreadable():
    assert half_covered(read(), [LETTER]).tolist() == []
    assert half_covered(read(LETTER), []).tolist() == [False]
