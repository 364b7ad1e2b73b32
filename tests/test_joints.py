# SPDX-License-Identifier: EUPL-1.2
"""A name that is half image and half text is one name: where the two meet, and what OCR reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from woolak.pdf.opening.open import opened
from woolak.pdf.reading.read import joined
from woolak.pdf.seeing.glued import dark_on_light, glued
from woolak.pdf.seeing.tesseract import Seen

_SHAPE = (40, 400)
_PART = (100.0, 5.0, 150.0, 35.0)
"""An image of letters, in pixels, on a line of 30 pixels high."""


def seen(text: str, x0: int, x1: int, row: int = 1) -> Seen:
    """Return a word that OCR read."""
    edges = tuple(x0 + (x1 - x0) * at / len(text) for at in range(len(text) + 1))
    return Seen(text, 90.0, (x0, 10, x1, 30), edges, 28.0, 26.0, row)


def test_letters_of_an_image_and_the_text_that_goes_on_are_one_word():
    (one,) = glued([seen("Stef", 102, 140), seen("finez", 152, 200)], _SHAPE, [_PART])
    assert (one.text, one.box) == ("Steffinez", (102, 10, 200, 30))
    assert len(one.edges) == len(one.text) + 1


def test_text_that_an_image_goes_on_is_one_word_in_capitals_too():
    (one,) = glued([seen("STEF", 40, 97), seen("FINEZ", 108, 148)], _SHAPE, [_PART])
    assert one.text == "STEFFINEZ"


@pytest.mark.parametrize(
    "words",
    [
        [seen("Stef", 102, 140), seen("Finez", 152, 200)],
        [seen("Stef", 102, 140), seen("finez", 162, 200)],
        [seen("stef", 200, 240), seen("finez", 246, 290)],
        [seen("stef", 102, 120), seen("finez", 126, 148)],
        [seen("stef.", 102, 140), seen("finez", 152, 200)],
        [seen("stef", 102, 140), seen("finez", 152, 200, row=2)],
    ],
    ids=["a capital", "far", "no image", "both in the image", "a full stop", "another line"],
)
def test_other_words_stay_apart(words: list[Seen]):
    assert glued(words, _SHAPE, [_PART]) == words


def test_white_letters_on_a_dark_image_are_read_as_the_text_beside_it_is():
    line = np.full(_SHAPE, 255, np.uint8)
    line[5:35, 100:150] = 40
    line[15:25, 120:124] = 255
    turned = dark_on_light(line, [_PART])
    assert (turned[6, 101], turned[20, 121], turned[6, 99]) == (215, 0, 255)
    assert np.array_equal(dark_on_light(255 - line, [_PART]), 255 - turned)


def capped(path: Path, draw: str, x: int) -> list[bool]:
    """Return for each joint of a page if it is a drop cap; the text beside it begins at `x`."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=200)
        page.insert_text((x, 90), "teffinez schreef een brief", fontsize=11)
        doc.update_stream(page.get_contents()[0], page.read_contents() + draw.encode())
        doc.save(path)
    with opened(path) as doc:
        return [joint.cap for joint in joined(doc[0])]


_LETTER = "1 g 48 90 m 70 90 l 59 115 l h f"


@pytest.mark.parametrize("plate", ["0 0 .6 rg 40 82 40 40 re f", "0 0 .6 rg 42 84 33 37 re f"])
def test_a_letter_drawn_on_a_block_of_colour_begins_the_word_beside_the_block(
    tmp_path: Path, plate: str
):
    assert capped(tmp_path / "a.pdf", f" {plate} {_LETTER}", 86) == [True]


def test_a_letter_drawn_on_the_colour_of_the_page_is_far_from_text_that_is_far(tmp_path: Path):
    assert capped(tmp_path / "a.pdf", f" .9 g 0 60 300 140 re f {_LETTER}", 110) == []
