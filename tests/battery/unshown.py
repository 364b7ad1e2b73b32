# SPDX-License-Identifier: EUPL-1.2
"""Names in images of which no page shows them: whoever takes the image out reads them."""

from __future__ import annotations

import zlib
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from battery.paper import Make, draw, form, image, picture, place, resource, stream

_COVER = " 36 96 170 36 re f"
_PAPER = 255


def _samples(pdf: Pdf, width: int, height: int, data: bytes, **keys: object) -> Stream:
    named = {"Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": height}
    gray = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    return stream(pdf, data, {**named, **gray, **keys})


def _shaped(**keys: Any) -> Make:  # noqa: ANN401 - keys of a dictionary
    return lambda pdf: place(pdf, image(pdf, **keys))


def _soft(tone: int, **keys: object) -> Make:
    """Return an image that its soft mask, of one tone, takes away."""
    return lambda pdf: place(
        pdf, image(pdf, SMask=_samples(pdf, 40, 8, bytes([tone]) * 320, **keys))
    )


def _stencil(pdf: Pdf) -> None:
    width, height, _ = picture()
    keys = {"Type": Name.XObject, "Subtype": Name.Image, "ImageMask": True, "BitsPerComponent": 1}
    empty = stream(
        pdf, b"\xff" * (-(-width // 8) * height), {**keys, "Width": width, "Height": height}
    )
    place(pdf, image(pdf, Mask=empty))


def _letters_in_the_mask(pdf: Pdf, cover: str = "", ink: int = 0) -> None:
    width, height, pixels = picture()
    mask = _samples(pdf, width, height, bytes(_PAPER - pixel for pixel in pixels))
    place(pdf, _samples(pdf, 2, 2, bytes([ink] * 4), SMask=mask))
    draw(pdf, cover)


def _one_colour(pdf: Pdf) -> None:
    width, height, pixels = picture()
    numbers = bytes(int(pixel > 128) for pixel in pixels)
    colours = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff" * 6)])
    place(pdf, _samples(pdf, width, height, numbers, ColorSpace=colours))


def _state(**keys: Any) -> Make:  # noqa: ANN401
    def make(pdf: Pdf) -> None:
        resource(pdf, "ExtGState", "Gs3", Dictionary(**keys))
        resource(pdf, "XObject", "Im1", image(pdf))
        draw(pdf, "/Gs3 gs 160 0 0 30 40 100 cm /Im1 Do")

    return make


def _under(cover: str, **keys: Any) -> Make:  # noqa: ANN401
    def make(pdf: Pdf) -> None:
        place(pdf, image(pdf, **keys))
        draw(pdf, cover)

    return make


def _masked_under_white(pdf: Pdf) -> None:
    _soft(255)(pdf)
    draw(pdf, "1 g" + _COVER)


def _inline(pdf: Pdf) -> None:
    width, height, pixels = picture()
    head = f"0 0 30 30 re W n 160 0 0 30 40 100 cm BI /W {width} /H {height} /CS /G /BPC 8 /F /Fl "
    draw(pdf, head.encode() + b"ID " + zlib.compress(pixels) + b"\nEI")


def _black_plate() -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    tint.C0, tint.C1 = Array([0, 0, 0, 1]), Array([0, 0, 0, 0])
    return Array([Name.Separation, Name("/Zwart"), Name.DeviceCMYK, tint])


def _group_mask(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = form(pdf, "0 g 0 0 400 240 re f", Group=group)
    _state(SMask=Dictionary(S=Name.Luminosity, G=mask))(pdf)


def _again(pdf: Pdf) -> None:
    """Show the image once more, cropped to the white below its letters."""
    place(pdf, image(pdf))
    draw(pdf, "0 0 400 64 re W n 160 0 0 30 40 60 cm /Im1 Do")


CASES: dict[str, Make] = {
    "image_that_is_shown_elsewhere_without_its_letters": _again,
    "image_that_its_soft_mask_takes_away": _soft(0),
    "image_that_its_soft_mask_nearly_takes_away": _soft(3),
    "image_that_its_inverted_mask_takes_away": _soft(255, Decode=Array([1, 0])),
    "image_that_its_stencil_takes_away": _stencil,
    "image_whose_ink_is_masked_by_colour": _shaped(Mask=Array([0, 254])),
    "image_decoded_to_one_tone": _shaped(Decode=Array([1, 1])),
    "image_in_numbers_of_one_colour": _one_colour,
    "image_at_one_percent": _state(ca=0.01),
    "image_that_is_two_thirds_gone": _state(ca=0.3),
    "image_that_only_lightens": _state(BM=Name.Lighten),
    "image_in_an_empty_group_mask": _group_mask,
    "image_as_a_dot": lambda pdf: place(pdf, image(pdf), matrix="4 0 0 .8 350 20"),
    "image_as_a_line_of_nothing": lambda pdf: place(pdf, image(pdf), matrix="160 0 0 0 40 100"),
    "image_under_white_in_a_spot_colour": _under("1 g" + _COVER, ColorSpace=_black_plate()),
    "image_under_a_black_bar": _under("0 g" + _COVER),
    "image_with_an_opaque_mask_under_white": _masked_under_white,
    "letters_of_a_soft_mask_under_a_bar": lambda pdf: _letters_in_the_mask(pdf, "0 g" + _COVER),
    "letters_of_a_soft_mask_in_white": lambda pdf: _letters_in_the_mask(pdf, ink=_PAPER),
    "inline_image_cut_away": _inline,
    "image_beside_the_page": lambda pdf: place(pdf, image(pdf), matrix="160 0 0 30 900 100"),
}
