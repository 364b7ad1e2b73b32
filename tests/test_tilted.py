# SPDX-License-Identifier: EUPL-1.2
"""Lines at an angle in pixels are read, and the boxes of their letters cover all their ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Dictionary
from PIL import Image

from drawn import helvetica
from test_ocr import Gray, both, inked, scan, typed, within
from woolak.detect.text.straight import straight
from woolak.model import Box, Reason, Redaction
from woolak.pdf.proving import verify
from woolak.pdf.removing.redact import apply

pytestmark = pytest.mark.needs("ocr")

LINES = ("Behandeld door mevrouw", "Sanne Kuipers van de", "directie Water en Bodem")


def turned(degrees: float) -> Gray:
    """Return lines of text that rise by an angle, black on white."""
    flat = Image.fromarray(typed(LINES, dpi=300))
    how = Image.Resampling.BICUBIC
    return np.asarray(flat.rotate(degrees, how, expand=True, fillcolor=255)).copy()


@pytest.mark.parametrize("degrees", [6, 12, -25, 45, 75, 160, 235])
def test_the_letters_of_lines_at_an_angle_are_covered(degrees: float, tmp_path: Path):
    path = scan(tmp_path / "a.pdf", turned(degrees), dpi=300)
    page, pixels = both(path)
    assert page.unread is None
    assert pixels
    assert " ".join(pixels.text.split()) == " ".join(LINES)
    points = inked(path)
    boxes = [within(points, word.box) for word in pixels.words]
    assert np.logical_or.reduce(boxes).mean() > 0.999


def test_rows_of_a_page_that_was_scanned_askew_stay_rows(tmp_path: Path):
    rows = [
        ("Auteur", "Sanne Kuipers", "070 370 12 34"),
        ("Kopie", "Bram Hoekzema", "070 370 56 78"),
    ]
    page = np.full((1400, 2000), 255, np.uint8)
    for down, row in enumerate(rows * 3):
        for across, cell in enumerate(row):
            text = typed([cell], dpi=300, size=(150, 40))
            y, x = 100 + 180 * down, 40 + 640 * across
            page[y : y + text.shape[0], x : x + text.shape[1]] = text
    askew = Image.fromarray(page).rotate(-6, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    pixels = both(scan(tmp_path / "a.pdf", np.asarray(askew), dpi=300))[1]
    assert pixels
    level = straight(pixels)
    assert level.text == pixels.text
    assert [word.text for word in level.words] == pixels.text.split()
    middle = {word.text: (word.box.y0 + word.box.y1) / 2 for word in level.words}
    assert middle["Auteur"] == pytest.approx(middle["Kuipers"], abs=2)
    assert middle["Auteur"] == pytest.approx(middle["34"], abs=2)


def test_a_name_at_an_angle_is_gone_and_the_words_beside_it_stay(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", turned(25), dpi=300)
    pixels = both(path)[1]
    assert pixels
    at = pixels.text.index("Sanne"), pixels.text.index("Kuipers") + len("Kuipers")
    boxes = tuple(word.box for word in pixels.words if at[0] <= word.start < at[1])
    redaction = Redaction("0001-0001", "0001", 1, boxes, "5.1.2e")
    apply(path, tmp_path / "b.pdf", [redaction])
    left = both(tmp_path / "b.pdf")[1]
    assert left
    assert not {"Sanne", "Kuipers"} & set(left.text.split())
    assert {"Behandeld", "directie", "Bodem"} <= set(left.text.split())


def test_the_proof_reads_a_name_at_an_angle_beside_its_boxes(tmp_path: Path):
    path = scan(tmp_path / "a.pdf", turned(25), dpi=300)
    pixels = both(path)[1]
    assert pixels
    at = pixels.text.index("Kuipers")
    boxes = [word.box for word in pixels.words if at <= word.start < at + len("Kuipers")]
    for aside, leaks in ((0.0, False), (-16.0, True)):
        moved = tuple(Box(b.x0, b.y0 + aside, b.x1, b.y1 + aside) for b in boxes)
        redaction = Redaction("0001-0001", "0001", 1, moved, "5.1.2e")
        apply(path, tmp_path / "b.pdf", [redaction])
        gone = [verify.Removed(1, "Kuipers")]
        found = verify.verify(path, tmp_path / "b.pdf", [redaction], gone)
        assert ("legible_under_box" in {leak.where for leak in found}) == leaks


def test_names_in_a_pattern_at_an_angle_need_eyes_for_its_edges_cut_them_off(tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    fonts = Dictionary(F1=helvetica())
    tile = pdf.make_stream(b"BT /F1 12 Tf 3 6 Td (Sanne Kuipers) Tj ET")
    keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 140, "YStep": 26}
    for key, value in {
        **keys,
        "BBox": [0, 0, 140, 26],
        "Resources": Dictionary(Font=fonts),
    }.items():
        tile[f"/{key}"] = value
    tile.Matrix = [0.707, 0.707, -0.707, 0.707, 0, 0]
    page.Resources = Dictionary(Font=fonts, Pattern=Dictionary(P0=tile))
    page.Contents = pdf.make_stream(b"/Pattern cs /P0 scn 50 100 300 200 re f")
    pdf.save(tmp_path / "a.pdf")
    assert both(tmp_path / "a.pdf")[0].unread is Reason.NEEDS_EYES
