# SPDX-License-Identifier: EUPL-1.2
"""Where a word of a scan is cut, no letter of a name stays beside its box."""

from __future__ import annotations

import numpy as np
import pytest

from test_ocr import Gray
from woolak.pdf.seeing import tesseract
from woolak.pdf.seeing.borders import parted
from woolak.pdf.seeing.tesseract import Seen

BOX = (0, 0, 60, 12)


def bars(*gaps: int) -> Gray:
    """Return letters of eight pixels with so much white between each two."""
    row = [0] * 8
    for gap in gaps:
        row += [255] * gap + [0] * 8
    row += [255] * (60 - len(row))
    return np.tile(np.array(row, np.uint8), (12, 1))


def test_letters_that_stand_apart_are_cut_in_the_white_between_them():
    guessed = (0.0, 20.0, 20.0, 30.0, 60.0)
    assert parted("Jan,", BOX, guessed, (bars(2, 2, 2), 255)) == (0, 9, 19, 29, 60)


def test_letters_that_touch_are_not_cut_beside_a_sign_at_an_end():
    guessed = (0.0, 9.0, 17.0, 26.0, 34.0, 60.0)
    found = parted("(Jan)", BOX, guessed, (bars(0, 2, 0), 255))
    assert len(found) == len("(Jan)") + 1
    assert found[:2] == (0, 0)
    assert found[-2:] == (60, 60)


@pytest.mark.parametrize("guessed", [(), (0.0, 20.0, 20.0, 30.0, 40.0, 60.0)])
def test_a_letter_to_which_no_width_was_given_goes_with_its_name(guessed: tuple[float, ...]):
    found = parted("Anna,", BOX, guessed, (bars(0, 0, 0, 1, 0), 255))
    assert found[0] == 0
    assert found[4:] == (60, 60)


def test_an_address_of_letters_that_touch_is_cut_behind_its_sign():
    guessed = (0.0, 9.0, 17.0, 26.0, 60.0)
    found = parted("na@n", BOX, guessed, (bars(0, 2, 0, 0), 255))
    assert found[2] == found[3] > 20


@pytest.mark.parametrize("text", ["Jan", "2023"])
def test_a_word_without_signs_is_left_as_it_is(text: str):
    guessed = tuple(float(at) for at in range(len(text) + 1))
    assert parted(text, BOX, guessed, (bars(), 255)) == guessed


def seen(text: str, sure: float, x0: int, x1: int) -> Seen:
    """Return a word on a line of its own."""
    return Seen(text, sure, (x0, 10, x1, 30), (), 28.0, 20.0, 1)


@pytest.mark.parametrize(
    ("first", "second", "texts", "firm"),
    [
        (["s.bakker@example.nl"], ["s.bakker@exampie.nl"], ["s.bakker@example.nl"], True),
        (["s.bakker@example.nl"], ["Swlln@o-t.ru"], ["s.bakker@example.nl"], False),
        (["s.bakker@", "example.nl"], ["s.bakker@example.nl"], ["s.bakker@example.nl"], True),
        (["Jnsv"], ["Jnsv"], ["Jnsv"], False),
    ],
)
def test_a_long_word_that_reads_alike_at_two_scales_is_read(
    first: list[str], second: list[str], texts: list[str], *, firm: bool,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    def once(gray: Gray, dpi: float, until: float) -> list[Seen]:
        del until
        words, scale = (first, 1.0) if dpi == 300 else (second, 2 / 3)
        if gray.min() == 255:
            return []
        wide = round(400 * scale / len(words))
        sure = 50.0 if len(first) == len(second) else 50.0 / scale
        return [
            seen(text, sure, wide * at, wide * (at + 1))._replace(
                box=(wide * at, round(10 * scale), wide * (at + 1), round(30 * scale))
            )
            for at, text in enumerate(words)
        ]

    monkeypatch.setattr(tesseract, "_once", once)
    page = np.full((60, 420), 255, np.uint8)
    page[12:28, 0:400:3] = 0
    words = tesseract.read(page, 300, 60).words
    assert [word.text for word in words if not word.turn][: len(texts)] == texts
    assert bool(tesseract.firm(words[: len(texts)])) is firm
