# SPDX-License-Identifier: EUPL-1.2
"""What a page does not show of an image is not published with it; what it shows stays as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from woolak.pdf.redact import apply

BOX = pymupdf.Rect(50, 50, 250, 150)
COVER = "1 g 50 150 200 50 re f"
"""In user space of a page of 300 by 300: the upper half of the image is from y 200 to 250."""


def scanned(path: Path, before: str = "", after: str = "") -> Path:
    """Write a page with an image: dark stripes in its upper half, light ones in its lower half."""
    rows = np.full((200, 400), 255, np.uint8)
    rows[10:90:4], rows[110:190:4] = 20, 120
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=300)
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, 400, 200, rows.tobytes(), False)
        page.insert_image(BOX, pixmap=pixels)
        content = page.read_contents().decode()
        xref = page.get_contents()[0]
        doc.update_stream(xref, f"q {before} {content} Q {after}".encode())
        doc.save(path)
    return path


def published(path: Path, out: Path) -> tuple[tuple[str, ...], np.ndarray, bool]:
    """Return the notes, the darkest value of each half of the image, and if all looks alike."""
    notes = apply(path, out, ())
    with pymupdf.open(path) as was, pymupdf.open(out) as now:
        same = was[0].get_pixmap(dpi=100).samples == now[0].get_pixmap(dpi=100).samples
        pixels = pymupdf.Pixmap(now, now[0].get_images()[0][0])
        rows = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, -1)
        half = pixels.height // 2
        return notes, np.array([rows[8 : half - 8].min(), rows[half + 8 : -8].min()]), same


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("50 150 200 50 re W n", ""),
        ("", "1 g 40 200 220 60 re f"),
        ("", "0 g 40 200 220 60 re f"),
        ("0 -50 300 250 re W n", "1 g 40 195 220 65 re f"),
    ],
    ids=["cropped", "under white", "under black", "both"],
)
def test_the_part_of_a_scan_that_is_not_shown_is_blank(tmp_path: Path, before: str, after: str):
    notes, dark, same = published(scanned(tmp_path / "a.pdf", before, after), tmp_path / "b.pdf")
    assert "hidden_pixels_dropped:1" in notes
    assert (int(dark[0]), int(dark[1])) == (255, 120)
    assert same


def test_a_scan_that_is_shown_whole_stays_as_it_is(tmp_path: Path):
    notes, dark, same = published(scanned(tmp_path / "a.pdf"), tmp_path / "b.pdf")
    assert not [note for note in notes if note.startswith("hidden_pixels")]
    assert (int(dark[0]), int(dark[1])) == (20, 120)
    assert same


def test_what_another_place_shows_of_an_image_stays(tmp_path: Path):
    path = scanned(tmp_path / "a.pdf", "50 150 200 50 re W n")
    with pymupdf.open(path) as doc:
        name = doc[0].get_images()[0][7]
        xref = doc[0].get_contents()[0]
        small = f"q 60 0 0 30 20 20 cm /{name} Do Q"
        doc.update_stream(xref, doc[0].read_contents() + small.encode())
        doc.saveIncr()
    _, dark, same = published(path, tmp_path / "b.pdf")
    assert (int(dark[0]), int(dark[1])) == (20, 120)
    assert same


def test_letters_in_a_mask_over_a_background_of_its_own_stay(tmp_path: Path):
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=120)
        page.insert_text((20, 60), "Vergunning van de provincie", fontsize=12)
        drawn = page.get_pixmap(dpi=200, colorspace="gray")
        letters = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, -1) < 128
    with pymupdf.open() as doc:
        page, ink = doc.new_page(width=300, height=120), 0
        for tone, size in ((240, (75, 30)), (30, (40, 16))):
            pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, *size))
            pixels.clear_with(tone)
            ink = page.insert_image(page.rect, pixmap=pixels)
        mask = doc.get_new_xref()
        sides = f"/Width {letters.shape[1]}/Height {letters.shape[0]}"
        doc.update_object(
            mask, f"<</Type/XObject/Subtype/Image/ImageMask true/BitsPerComponent 1{sides}>>"
        )
        doc.update_stream(mask, np.packbits(~letters, axis=1).tobytes())
        doc.xref_set_key(ink, "Mask", f"{mask} 0 R")
        doc.save(tmp_path / "a.pdf")
    notes = apply(tmp_path / "a.pdf", tmp_path / "b.pdf", ())
    assert not [note for note in notes if note.startswith("hidden_pixels")]
    with pymupdf.open(tmp_path / "a.pdf") as was, pymupdf.open(tmp_path / "b.pdf") as now:
        assert was[0].get_pixmap(dpi=100).samples == now[0].get_pixmap(dpi=100).samples


def test_an_image_under_another_image_is_blank(tmp_path: Path):
    path = scanned(tmp_path / "a.pdf")
    with pymupdf.open(path) as doc:
        cover = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 30, 30))
        cover.clear_with(200)
        doc[0].insert_image(BOX + (-5, -5, 5, 5), pixmap=cover)  # noqa: RUF005 - no list
        doc.saveIncr()
    notes = apply(path, tmp_path / "b.pdf", ())
    assert "hidden_pixels_dropped:1" in notes
