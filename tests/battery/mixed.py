# SPDX-License-Identifier: EUPL-1.2
"""Names of which some letters are text and the others drawn, or with other text among them."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
from pikepdf import Name, Pdf

from battery.glyphs import outlines
from battery.paper import NAME, Make, draw, resource, show, stream

_SIZE, _LINE = 11.0, 120
_HIGH = 1.3
_DOTS = 300 / 72
Part = tuple[str, str]
"""What it is (`text`, `image`, `path` or `padded`, an image with white at its end), its letters."""
_WHITE = 4.0


def _set(pdf: Pdf, parts: Sequence[Part]) -> None:
    x = 40.0
    for at, (kind, letters) in enumerate([("text", "De heer "), *parts, ("text", " kwam")]):
        wide = pymupdf.get_text_length(letters, "helv", _SIZE)
        if kind == "text":
            show(pdf, letters, round(x, 2), _LINE)
        elif kind in ("image", "padded"):
            wide += _WHITE if kind == "padded" else 0.0
            _image(pdf, letters, (x, wide), f"Deel{at}")
        else:
            path, own = outlines(letters)
            across = wide / own
            draw(pdf, f"{across:.5f} 0 0 {_SIZE / 1000} {x:.2f} {_LINE} cm {path} f")
        x += wide


def _image(pdf: Pdf, letters: str, where: tuple[float, float], name: str) -> None:
    (x, wide), high = where, _HIGH * _SIZE
    with pymupdf.open() as document:
        page = document.new_page(width=wide, height=high)
        page.insert_text((0, _SIZE), letters, fontsize=_SIZE)
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(_DOTS, _DOTS), colorspace="gray")
        size, data = (pixels.width, pixels.height), bytes(pixels.samples)
    keys: dict[str, object] = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "ColorSpace": Name.DeviceGray,
    }
    keys |= {"Width": size[0], "Height": size[1], "BitsPerComponent": 8}
    resource(pdf, "XObject", name, stream(pdf, data, keys))
    draw(pdf, f"{wide:.2f} 0 0 {high:.2f} {x:.2f} {_LINE + _SIZE - high:.2f} cm /{name} Do")


def _line(*parts: Part) -> Make:
    return lambda pdf: _set(pdf, parts)


def _by_turns(every: int, kind: str) -> Make:
    return _line(*((("text", kind)[at % every == 0], letter) for at, letter in enumerate(NAME)))


def _tiny_between(pdf: Pdf) -> None:
    x = 40.0
    for letter in f"De heer {NAME} kwam":
        show(pdf, letter, round(x, 2), _LINE)
        x += pymupdf.get_text_length(letter, "helv", _SIZE)
        if letter in NAME:
            draw(pdf, f"BT /F1 2 Tf {x - 0.5:.2f} {_LINE} Td (en) Tj ET")


PIXELS: dict[str, Make] = {
    "letters_with_tiny_ones_between": _tiny_between,
    "first_letters_as_an_image": _line(("image", NAME[:4]), ("text", NAME[4:])),
    "first_letters_as_an_image_with_white": _line(("padded", NAME[:4]), ("text", NAME[4:])),
    "first_letters_as_a_path": _line(("path", NAME[:4]), ("text", NAME[4:])),
    "first_letter_as_an_image": _line(("image", NAME[0]), ("text", NAME[1:])),
    "first_letter_as_a_path": _line(("path", NAME[0]), ("text", NAME[1:])),
    "last_letters_as_an_image": _line(("text", NAME[:5]), ("image", NAME[5:])),
    "last_letters_as_a_path": _line(("text", NAME[:5]), ("path", NAME[5:])),
    "letters_in_the_middle_as_an_image": _line(
        ("text", NAME[:3]), ("image", NAME[3:6]), ("text", NAME[6:])
    ),
    "letters_in_the_middle_as_a_path": _line(
        ("text", NAME[:3]), ("path", NAME[3:6]), ("text", NAME[6:])
    ),
    "every_other_letter_as_an_image": _by_turns(2, "image"),
    "every_third_letter_as_a_path": _by_turns(3, "path"),
}
