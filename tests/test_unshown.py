# SPDX-License-Identifier: EUPL-1.2
"""What a page does not show of an image is not published with it; what it shows stays as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from woolak.pdf.opening import inline
from woolak.pdf.removing import looked, unshown
from woolak.pdf.removing.redact import apply

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
        small = f"q 240 0 0 120 20 20 cm /{name} Do Q"
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


def pages_without(path: Path, out: Path) -> tuple[tuple[str, ...], list[int], str]:
    """Return the notes, the darkest value of each image that is published, and the text."""
    notes = apply(path, out, ())
    with pymupdf.open(out) as now:
        images = {entry[0] for page in now for entry in page.get_images()}
        darkest = [min(pymupdf.Pixmap(now, xref).samples) for xref in sorted(images)]
        return notes, darkest, "".join(page.get_text() for page in now)


def test_a_page_becomes_a_picture_when_what_hides_in_its_image_cannot_be_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = scanned(tmp_path / "a.pdf", "", "1 g 40 200 220 60 re f")
    with pymupdf.open(path) as doc:
        doc[0].insert_text((20, 290), "Vergunning", fontsize=12, color=(0.6, 0.6, 0.6))
        doc.new_page(width=300, height=300).insert_text((20, 40), "Besluit", fontsize=12)
        doc.saveIncr()
    monkeypatch.setattr(unshown, "_TOLERANCE", -1)
    notes, darkest, text = pages_without(path, tmp_path / "b.pdf")
    assert "page_rasterised:1" in notes
    assert "page_rasterised:2" not in notes
    assert not [note for note in notes if note.startswith("hidden_pixels")]
    assert min(darkest) >= 120 - 2
    assert text.split() == ["Vergunning", "Besluit"]


def test_pages_with_images_become_pictures_when_these_cannot_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise RuntimeError

    path = scanned(tmp_path / "a.pdf", "", "1 g 40 200 220 60 re f")
    monkeypatch.setattr(unshown, "look", fail)
    notes, darkest, _ = pages_without(path, tmp_path / "b.pdf")
    assert "page_rasterised:1" in notes
    assert min(darkest) >= 120 - 2


def test_a_page_becomes_a_picture_when_its_inline_images_cannot_be_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise ValueError

    path = tmp_path / "a.pdf"
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=300)
        page.insert_text((20, 40), "Vergunning", fontsize=12)
        head = b"q 100 0 0 50 40 200 cm BI /W 40 /H 20 /CS /G /BPC 8 ID "
        tones = bytes(120 + at % 7 for at in range(400)) + bytes(400)
        end = b" EI Q 1 g 30 199 120 26 re f"
        doc.update_stream(page.get_contents()[0], page.read_contents() + head + tones + end)
        doc.save(path)
    monkeypatch.setattr(inline, "_drawn", fail)
    notes, darkest, text = pages_without(path, tmp_path / "b.pdf")
    assert "page_rasterised:1" in notes
    assert len(darkest) == 1
    assert text.split() == ["Vergunning"]


def test_thousands_of_images_are_looked_at_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = scanned(tmp_path / "a.pdf", "", "1 g 40 200 220 60 re f")
    with pymupdf.open(path) as doc:
        for tone in (30, 60):
            some = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 30, 30))
            some.clear_with(tone)
            doc[0].insert_image((10 + tone, 200, 30 + tone, 220), pixmap=some)
        doc.saveIncr()
    monkeypatch.setattr(looked, "_MOST_IMAGES", 1)
    notes = apply(path, tmp_path / "b.pdf", ())
    assert "hidden_pixels_dropped:1" in notes
    assert not [note for note in notes if note.startswith("page_rasterised")]


def test_specks_all_over_a_scan_hide_nothing(tmp_path: Path):
    chance = np.random.default_rng(3)
    rows = np.where(chance.random((1650, 1275)) < 0.004, 0, 255).astype(np.uint8)
    with pymupdf.open() as doc:
        page = doc.new_page(width=306, height=396)
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, 1275, 1650, rows.tobytes(), False)
        page.insert_image(page.rect, pixmap=pixels)
        doc.save(tmp_path / "a.pdf")
    notes = apply(tmp_path / "a.pdf", tmp_path / "b.pdf", ())
    assert not [note for note in notes if note.startswith(("hidden_pixels", "page_rast"))]


def test_a_frame_along_the_edges_of_an_image_hides_nothing(tmp_path: Path):
    rows = np.full((1000, 1500, 3), 255, np.uint8)
    rows[:4], rows[-4:], rows[:, :4], rows[:, -4:] = 0, 0, 0, 0
    with pymupdf.open() as doc:
        page = doc.new_page(width=300, height=300)
        pixels = pymupdf.Pixmap(pymupdf.csRGB, 1500, 1000, rows.tobytes(), False)
        page.insert_image((40.2, 30.3, 220.2, 150.3), pixmap=pixels)
        doc.save(tmp_path / "a.pdf")
    notes = apply(tmp_path / "a.pdf", tmp_path / "b.pdf", ())
    assert not [note for note in notes if note.startswith(("hidden_pixels", "page_rast"))]
