# SPDX-License-Identifier: EUPL-1.2
"""Ink outside the boxes stays as it was: no scan is published without its letters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pymupdf
import pytest

from proofs import NAME, Case, case, letter
from test_verify import draw
from woolak.pdf.proving.inked import altered
from woolak.pdf.proving.sheets import opened, sheet


def scanned(page: pymupdf.Page) -> None:
    """Write the letter, and below it a scan whose letters are the mask of one dark sample."""
    letter(page)
    with pymupdf.open() as other:
        sheet = other.new_page(width=200, height=60)
        sheet.insert_text((10, 30), "Vergunning van de provincie", fontsize=12)
        drawn = sheet.get_pixmap(dpi=200, colorspace="gray")
        ink = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 1, 1))
        ink.clear_with(0)
        turned = bytes(255 - tone for tone in drawn.samples)
        mask = pymupdf.Pixmap(pymupdf.csGRAY, drawn.width, drawn.height, turned, False)
        page.insert_image((50, 160, 250, 220), stream=ink.tobytes("png"), mask=mask.tobytes("png"))


def blank_mask(pdf: pikepdf.Pdf) -> None:
    """Take the letters out of every mask."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/SMask" in item:
            mask = item.SMask
            data = np.zeros(int(mask.Width) * int(mask.Height), np.uint8).tobytes()
            mask.write(data)


def test_a_scan_whose_letters_are_in_its_mask_passes_as_it_is(tmp_path: Path):
    assert case(tmp_path, scanned).where() == set()


def test_a_scan_that_lost_the_letters_in_its_mask_is_found(tmp_path: Path):
    assert case(tmp_path, scanned).spoil(blank_mask).where() == {"ink_gone"}


def test_a_page_without_a_box_is_compared_too(tmp_path: Path):
    made = case(tmp_path, scanned, words=())
    assert made.where() == set()
    assert made.spoil(blank_mask).where() == {"ink_gone"}


def test_a_drawing_that_came_is_found_also_on_a_page_that_is_turned(tmp_path: Path):
    made = case(tmp_path, page_keys={"/Rotate": 90, "/UserUnit": 2})
    made.spoil(draw("0.2 g 60 40 30 12 re f"))
    assert "ink_come" in made.where()


@pytest.mark.parametrize("pale", ["0.9 g", "1 g"])
def test_what_hardly_shows_is_no_ink(tmp_path: Path, pale: str):
    assert case(tmp_path).spoil(draw(f"{pale} 60 40 30 12 re f")).where() == set()


def test_what_lies_beside_a_box_may_go_with_it(tmp_path: Path):
    def underlined(page: pymupdf.Page) -> None:
        letter(page)
        hit = page.search_for(NAME)[0]
        page.draw_line(hit.bl + (0, 2), hit.br + (0, 2), width=1.5)  # noqa: RUF005 - points

    made = case(tmp_path, underlined)

    def without(pdf: pikepdf.Pdf) -> None:
        for part in pdf.pages[0].obj.Contents:
            part.write(part.read_bytes().replace(b"\nS", b"\nn"))

    assert made.spoil(without).where() == set()


def test_an_annotation_that_became_part_of_the_page_is_no_new_ink(tmp_path: Path):
    def noted(page: pymupdf.Page) -> None:
        letter(page)
        page.add_rect_annot((60, 160, 160, 200)).update(fill_color=(0, 0, 0.6))

    made = case(tmp_path, noted)
    spoilt = made.spoil(draw("0 0 0.6 rg 60 100 100 40 re f"))
    assert spoilt.where() == set()
    further = Case(made.original, made.output, made.redactions, made.removed)
    assert "ink_come" in further.spoil(draw("0 g 260 100 50 40 re f")).where()


def test_a_drawing_that_went_from_under_an_annotation_is_found(tmp_path: Path):
    def covered(page: pymupdf.Page) -> None:
        letter(page)
        page.draw_rect((60, 160, 120, 200), fill=(0, 0, 0))
        page.add_rect_annot((5, 5, 295, 295)).update()

    made = case(tmp_path, covered)
    assert made.where() == set()

    def without(pdf: pikepdf.Pdf) -> None:
        for part in pdf.pages[0].obj.Contents:
            part.write(part.read_bytes().replace(b"60 100 60 40 re", b"60 100 1 1 re"))

    assert made.spoil(without).where() == {"ink_gone"}


def told(was: pymupdf.Document, now: pymupdf.Document) -> list[str]:
    """Return how the ink of the first page differs."""
    with (
        opened(was.tobytes()) as one,
        opened(now.tobytes()) as other,
        sheet(one, 1) as before,
        sheet(other, 1) as after,
    ):
        return altered(before, after, ())


def ruled(page: pymupdf.Page) -> None:
    """Draw a form of hairlines, and a signature as thin."""
    for row in range(12):
        page.draw_line((40, 60 + 14 * row), (280, 60 + 14 * row), width=0.1)
        page.draw_polyline(
            [(290 + 6 * row, 60), (293 + 6 * row, 90), (295 + 6 * row, 62)], width=0.3
        )


def test_hairlines_that_became_part_of_a_picture_stay_and_those_that_are_gone_are_missed():
    with pymupdf.open() as was, pymupdf.open() as now, pymupdf.open() as bare:
        ruled(was.new_page(width=400, height=300))
        picture = was[0].get_pixmap(dpi=200)
        now.new_page(width=400, height=300).insert_image((0, 0, 400, 300), pixmap=picture)
        assert told(was, now) == []
        bare.new_page(width=400, height=300)
        assert told(was, bare) == ["ink_gone"]
        assert told(bare, was) == ["ink_come"]
