# SPDX-License-Identifier: EUPL-1.2
"""What shows under a box is seen, however small, also where a coarse drawing is looked at first."""

from __future__ import annotations

import random

import numpy as np
import pymupdf
import pytest

from woolak.model import Box
from woolak.pdf.proving.inked import coarse
from woolak.pdf.proving.remains import seen
from woolak.pdf.proving.sheets import opened, sheet

_BOX = Box(60, 40, 130, 52)
_PAGES = 60


def _text(page: pymupdf.Page, chance: random.Random, at: pymupdf.Point) -> None:
    size = chance.choice([0.5, 1, 1.5, 2, 3, 5, 8, 11])
    page.insert_text(at, chance.choice([".", "i", "ab", "Jan"]), fontsize=size)


def _dots(page: pymupdf.Page, chance: random.Random, at: pymupdf.Point) -> None:
    gray = (chance.choice([0.0, 0.4, 0.7, 0.74]),) * 3
    page.draw_circle(at, chance.uniform(0.2, 1.5), color=None, fill=gray)


def _strokes(page: pymupdf.Page, chance: random.Random, at: pymupdf.Point) -> None:
    end = pymupdf.Point(at.x + chance.uniform(-6, 6), at.y + chance.uniform(-4, 4))
    page.draw_line(at, end, width=chance.choice([0, 0.1, 0.3, 0.7, 1.2]))


def _squares(page: pymupdf.Page, chance: random.Random, at: pymupdf.Point) -> None:
    side, gray = chance.uniform(0.3, 3), (chance.choice([0.0, 0.5, 0.75]),) * 3
    page.draw_rect(pymupdf.Rect(at.x, at.y, at.x + side, at.y + side), color=None, fill=gray)


def _lighter(page: pymupdf.Page, chance: random.Random, at: pymupdf.Point) -> None:
    page.draw_rect(pymupdf.Rect(40, 30, 150, 60), color=None, fill=(0.6,) * 3)
    page.insert_text(at, "Jan", fontsize=chance.choice([3, 6, 9]), color=(1, 1, 1))


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("thing", [_text, _dots, _strokes, _squares, _lighter])
def test_a_coarse_drawing_hides_nothing_under_a_box(thing, turned: int):  # noqa: ANN001
    chance = random.Random(thing.__name__ + str(turned))  # noqa: S311 - no secret
    with pymupdf.open() as doc:
        for _ in range(_PAGES):
            page = doc.new_page(width=200, height=100)
            at = pymupdf.Point(chance.uniform(58, 132), chance.uniform(38, 54))
            thing(page, chance, at)
            if turned:
                page.set_rotation(turned)
        data = doc.tobytes()
    box = Box(100 - _BOX.y1, _BOX.x0, 100 - _BOX.y0, _BOX.x1) if turned else _BOX
    shown = []
    with opened(data) as drawn:
        for number in range(1, _PAGES + 1):
            with sheet(drawn, number) as (page, frame):
                shown.append(seen(page, frame, [box]))
                assert seen(page, frame, [box], coarse(page, frame)) == shown[-1]
    assert any(shown)


def test_a_coarse_drawing_of_white_paper_is_enough():
    with pymupdf.open() as doc:
        doc.new_page(width=200, height=100)
        data = doc.tobytes()
    with opened(data) as drawn, sheet(drawn, 1) as (page, frame):
        page.render = None
        assert not seen(page, frame, [_BOX], np.full((50, 100), 255, np.uint8))
