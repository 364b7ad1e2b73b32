# SPDX-License-Identifier: EUPL-1.2
"""The picture of a page is the page as the reader shows it."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from woolak.pdf.rendering.render import png


def _saved(path: Path, width: float = 200, height: float = 100) -> Path:
    doc = pymupdf.open()
    doc.new_page(width=width, height=height).insert_text((20, 50), "een")
    page = doc.new_page(width=width, height=height)
    page.insert_text((20, 50), "twee", oc=doc.add_ocg("uit", on=False))
    page.set_rotation(90)
    doc.save(path)
    return path


def _dark(pixmap: pymupdf.Pixmap) -> int:
    return sum(value < 128 for value in pixmap.samples)


def test_a_page_is_drawn_gray_or_in_colour_at_its_dpi(tmp_path: Path):
    path = _saved(tmp_path / "a.pdf")
    gray, colour = (pymupdf.Pixmap(png(path, 1, 72, gray=gray)) for gray in (True, False))
    assert (gray.width, gray.height, gray.n, colour.n) == (200, 100, 1, 3)
    assert _dark(gray) > 10


def test_a_page_is_drawn_as_displayed_without_what_a_layer_that_is_off_would_show(tmp_path: Path):
    pixmap = pymupdf.Pixmap(png(_saved(tmp_path / "a.pdf"), 2, 72))
    assert (pixmap.width, pixmap.height) == (100, 200)
    assert _dark(pixmap) == 0


def test_a_huge_page_is_drawn_smaller(tmp_path: Path):
    pixmap = pymupdf.Pixmap(png(_saved(tmp_path / "a.pdf", 14_000, 14_000), 1))
    assert pixmap.width * pixmap.height <= 40_000_000


def test_the_same_page_gives_the_same_bytes(tmp_path: Path):
    path = _saved(tmp_path / "a.pdf")
    assert png(path, 1) == png(path, 1)


def test_a_page_that_is_not_there_is_an_index_error(tmp_path: Path):
    with pytest.raises(IndexError):
        png(_saved(tmp_path / "a.pdf"), 3)
