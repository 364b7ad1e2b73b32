# SPDX-License-Identifier: EUPL-1.2
"""What a soft mask or a pattern shows of a name beside its letters is not published under a box."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from removed import NAME, drawn, published, shown

SHADOW = b"q 160 0 0 16 40 294 cm /I0 Do Q"


def _pale(pdf: Pdf) -> Stream:
    """Return an image in pale stripes, as fine as the stems of letters."""
    image = Stream(pdf, b"\x00\x00\x46\x46" * 40 * 16)
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 160, 16, 8
    return pdf.make_indirect(image)


def _group(pdf: Pdf, **keys: object) -> Stream:
    made = pdf.make_stream(SHADOW)
    made.BBox = Array([0, 0, 400, 400])
    made.Resources = Dictionary(XObject=Dictionary(I0=_pale(pdf)))
    for key, value in keys.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def _mask(pdf: Pdf, page: Dictionary) -> None:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    made = _group(pdf, Type=Name.XObject, Subtype=Name.Form, Group=group)
    soft = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=made)
    page.Resources.ExtGState = Dictionary(G0=Dictionary(SMask=soft))


def _holds_stripes(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        images = [o for o in pdf.objects if isinstance(o, Stream) and o.get("/Width") == 160]
        return any(b"\x00\x00\x46\x46" in bytes(image.read_bytes()) for image in images)


@pytest.mark.parametrize("turned", [0, 90])
def test_the_blurred_shadow_of_a_name_goes_with_the_name(tmp_path: Path, turned: int):
    shadow = b"q /G0 gs .5 g 0 280 400 40 re f Q "
    source = drawn(tmp_path / "a.pdf", shadow + shown(), _mask, Rotate=turned)
    assert _holds_stripes(source)
    found = published(source)
    assert found.leaks == ()
    assert not _holds_stripes(found.path)
    assert not found.holds()
    assert "Notaoverdeplanning" in found.text()


def test_a_soft_mask_that_no_box_meets_stays(tmp_path: Path):
    shadow = b"q 1 0 0 1 0 -200 cm /G0 gs .5 g 0 280 400 40 re f Q "
    found = published(drawn(tmp_path / "a.pdf", shadow + shown(), _mask))
    assert found.leaks == ()
    assert _holds_stripes(found.path)
    with pymupdf.open(found.path) as doc:
        assert NAME not in doc[0].get_text()


def _card(pdf: Pdf, page: Dictionary) -> None:
    """Give the page a soft mask that is of one tone in its lower half, striped in its upper."""
    image = Stream(pdf, b"\x00\x00\x46\x46" * 40 * 80 + b"\xff" * 160 * 80)
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 160, 160, 8
    made = pdf.make_stream(b"q 400 0 0 400 0 0 cm /I0 Do Q")
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 400])
    made.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    made.Resources = Dictionary(XObject=Dictionary(I0=pdf.make_indirect(image)))
    soft = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(made))
    page.Resources.ExtGState = Dictionary(G0=Dictionary(SMask=soft))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_stays_text_where_the_shadow_round_a_name_is_of_one_tone(
    tmp_path: Path, turned: int
):
    shadow = b"q /G0 gs .9 g 0 0 400 400 re f Q "
    low = shown(before=b"40 120 Td")
    found = published(drawn(tmp_path / "a.pdf", shadow + low, _card, Rotate=turned))
    assert found.leaks == ()
    assert not found.holds()
    assert "page_rasterised:1" not in found.notes
    high = published(drawn(tmp_path / "b.pdf", shadow + shown(), _card, Rotate=turned))
    assert high.leaks == ()
    assert "page_rasterised:1" in high.notes
