# SPDX-License-Identifier: EUPL-1.2
"""One mechanism of PDF a test: the name is gone for every reader, and all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Pdf

from removed import NAME, TEXT, Published, drawn, published, shown


def _only_the_name_went(found: Published) -> None:
    assert found.leaks == ()
    assert not found.holds()
    assert not any(note.startswith("page_rasterised") for note in found.notes)
    read = found.text()
    kept = (
        "Nota over de planning|Aan mevrouw|, met dank|voor het advies (bijlage 2).|Deze slotregel"
    )
    for words in kept.split("|"):
        assert "".join(words.split()) in read, words


@pytest.mark.parametrize("lean", [0.1, 0.2, 0.333])
def test_synthetic_italics_lose_the_name_only(tmp_path: Path, lean: float):
    content = shown(before=b"1 0 %g 1 40 300 Tm" % lean)
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


@pytest.mark.parametrize("sine", [0.0175, 0.0349, 0.0523])
def test_slightly_turned_lines_lose_the_name_only(tmp_path: Path, sine: float):
    cosine = (1 - sine**2) ** 0.5
    before = b"%.4f %.4f %.4f %.4f 40 300 Tm" % (cosine, sine, -sine, cosine)
    content = shown((b"regel erboven die blijft", *TEXT), before=before).replace(b"-16", b"-13")
    found = published(drawn(tmp_path / "a.pdf", content))
    assert found.leaks == ()
    assert not found.holds()
    letters = sorted("".join(found.text().split()))
    lines = b"Nota over de planning regel erboven die blijft Deze slotregel blijft. "
    kept = (lines + b" ".join(TEXT)).decode().replace(NAME, "5.1.2.e")
    assert letters == sorted(2 * "".join(kept.split()))


def test_mirrored_text_loses_the_name_only(tmp_path: Path):
    content = shown(before=b"-1 0 0 1 300 300 Tm")
    found = published(drawn(tmp_path / "a.pdf", content))
    assert found.leaks == ()
    assert not found.holds()


def test_lines_set_tighter_than_their_letters_lose_the_name_only(tmp_path: Path):
    lines = (b"een zin die er vlak boven staat", *TEXT)
    content = shown(lines, before=b"40 300 Td").replace(b"-16", b"-9")
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


def test_text_set_by_quote_operators_loses_the_name_only(tmp_path: Path):
    first, second = (line.replace(b"(", rb"\(").replace(b")", rb"\)") for line in TEXT)
    content = b"BT /F1 11 Tf 16 TL 40 300 Td (%b) ' 0.2 0 (%b) \" ET" % (first, second)
    _only_the_name_went(published(drawn(tmp_path / "a.pdf", content)))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(-100, -100, 900, 900), (-50, 0, 400, 400), (20, 30, 390, 380)])
def test_a_crop_box_beyond_or_within_the_media_box(
    tmp_path: Path, rotate: int, crop: tuple[int, int, int, int]
):
    path = drawn(tmp_path / "a.pdf", shown(), CropBox=Array(crop), Rotate=rotate)
    _only_the_name_went(published(path))


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_media_box_far_from_the_origin_with_a_unit(tmp_path: Path, rotate: int):
    path = drawn(tmp_path / "a.pdf", shown(), _moved_off, UserUnit=2.5, Rotate=rotate)
    _only_the_name_went(published(path))


def _moved_off(pdf: Pdf, page: Dictionary) -> None:
    page.MediaBox = Array([-1000, -2000, -600, -1600])
    page.Contents = pdf.make_stream(b"1 0 0 1 -1000 -2000 cm " + page.Contents.read_bytes())
