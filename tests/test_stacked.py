# SPDX-License-Identifier: EUPL-1.2
"""A word whose letters stand one below the other is read as a word, and has a box for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import raw
from woolak.model import Page

_NAME = "Rietveldink"


def _stacked(folder: Path, letters: str, *, step: float = -14, beside: str = "") -> Page:
    drawn = [
        f"BT /F1 11 Tf 40 {500 + step * at} Td ({letter}) Tj ET "
        f"BT /F1 11 Tf 90 {500 + step * at} Td ({beside}) Tj ET"
        for at, letter in enumerate(letters)
    ]
    return raw(folder / "a.pdf", " ".join(drawn).encode())[0]


@pytest.mark.parametrize("step", [-14, 14])
def test_letters_below_each_other_are_a_word_from_either_end(tmp_path: Path, step: float):
    assert _NAME in _stacked(tmp_path, _NAME, step=step).text


def test_so_they_are_beside_the_lines_of_a_text(tmp_path: Path):
    page = _stacked(tmp_path, _NAME, beside="over het besluit van de raad")
    assert _NAME in page.text
    assert page.text.count("over het besluit van de raad") == len(_NAME)


def test_so_they_are_closer_than_they_are_high(tmp_path: Path):
    letters = " ".join(f"({letter}) Tj T*" for letter in _NAME)
    page = raw(tmp_path / "a.pdf", f"BT /F1 12 Tf 8 TL 300 500 Td {letters} ET".encode())[0]
    assert _NAME in page.text


def test_each_letter_keeps_a_box_of_its_own(tmp_path: Path):
    page = _stacked(tmp_path, _NAME)
    at = page.text.index(_NAME)
    boxes = page.boxes(at, at + len(_NAME))
    assert len(boxes) == len(_NAME)
    assert all(box.y1 - box.y0 < 20 for box in boxes)


def test_white_between_two_stacks_ends_a_word(tmp_path: Path):
    page = raw(
        tmp_path / "a.pdf",
        b" ".join(
            b"BT /F1 11 Tf 40 %d Td (%c) Tj ET" % (500 - 13 * at, letter)
            for at, letter in enumerate(b"Anneke Kortendijk")
            if letter != 32
        ),
    )[0]
    assert "Anneke\nKortendijk" in page.text


@pytest.mark.parametrize("letters", ["xxxxxx", "ABCDEFG", "JNJJNN", "abc"])
def test_marks_and_lists_in_the_rows_of_a_table_are_no_word(tmp_path: Path, letters: str):
    assert letters not in _stacked(tmp_path, letters, beside="onderdeel").text


def _at(text: str, x: int, y: int) -> str:
    return f"BT /F1 11 Tf {x} {y} Td ({text}) Tj ET "


@pytest.mark.parametrize("down", [-13, 13])
def test_a_word_that_turns_a_corner_is_read_round_it(tmp_path: Path, down: int):
    column = [(letter, 500 + down * at) for at, letter in enumerate(_NAME[5:], 1)]
    row_first = _at(_NAME[:5], 60, 500) + "".join(_at(letter, 78, y) for letter, y in column)
    assert _NAME in raw(tmp_path / "a.pdf", row_first.encode())[0].text
    column = [(letter, 500 + down * at) for at, letter in enumerate(_NAME[:6], -6)]
    row_last = _at(_NAME[6:], 60, 500) + "".join(_at(letter, 60, y) for letter, y in column)
    assert _NAME in raw(tmp_path / "b.pdf", row_last.encode())[0].text


def test_letters_in_a_column_are_no_end_of_its_heading(tmp_path: Path):
    heading = _at("Paraaf", 25, 514)
    rows = "".join(_at(letter, 52, 500 - 14 * at) for at, letter in enumerate("JNOJNB"))
    assert "ParaafJ" not in raw(tmp_path / "a.pdf", (heading + rows).encode())[0].text
