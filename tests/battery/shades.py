# SPDX-License-Identifier: EUPL-1.2
"""Names that are no text, image or outline: shadings by triangles, and by samples."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from battery.paper import Make, draw, picture, resource, stream

_WIDE, _HIGH, _LEFT, _LOW = 160, 30, 40, 100
_DARK = 128
_FIRST = 52
"""Points from the left of the line: where the name begins in it."""
_RANGE = Array([0, 1])


def _runs() -> Iterator[tuple[float, float, float, float]]:
    """Yield the runs of dark pixels of a line: left, low, length and height in points."""
    width, height, pixels = picture()
    across, down = _WIDE / width, _HIGH / height
    for row in range(height):
        at = round(_FIRST / across)
        part = pixels[row * width + at : (row + 1) * width]
        for dark, run in groupby(pixel < _DARK for pixel in part):
            long = len(list(run))
            if dark:
                low = _LOW + (height - row - 1) * down
                yield _LEFT + at * across, low, long * across, down
            at += long


def _shading(pdf: Pdf, shading: Stream | Dictionary) -> None:
    resource(pdf, "Shading", "Sh1", pdf.make_indirect(shading))
    draw(pdf, "/Sh1 sh")


def _triangles(pdf: Pdf) -> None:
    """Paint two triangles for each run of dark pixels (8.7.4.5.5)."""
    data = b""
    for x, y, long, high in _runs():
        corners = [(x, y), (x + long, y), (x, y + high), (x + long, y + high)]
        for corner in (0, 1, 2, 1, 2, 3):
            across, up = (round(value / 400 * 65535) for value in corners[corner])
            data += struct.pack(">BHHB", 0, across, up, 0)
    keys = {"ShadingType": 4, "ColorSpace": Name.DeviceGray, "BitsPerCoordinate": 16}
    bits = {"BitsPerComponent": 8, "BitsPerFlag": 8, "Decode": Array([0, 400, 0, 400, 0, 1])}
    _shading(pdf, stream(pdf, data, {**keys, **bits}))


def _samples(pdf: Pdf) -> None:
    """Paint by a function whose samples are the pixels (8.7.4.5.2)."""
    width, height, pixels = picture()
    rows = [pixels[row * width : (row + 1) * width] for row in reversed(range(height))]
    keys = {"FunctionType": 0, "Domain": Array([0, 1, 0, 1]), "Range": _RANGE}
    sizes = {"Size": Array([width, height]), "BitsPerSample": 8}
    place = Array([_WIDE, 0, 0, _HIGH, _LEFT, _LOW])
    function = stream(pdf, b"".join(rows), {**keys, **sizes})
    shading = Dictionary(ShadingType=1, ColorSpace=Name.DeviceGray, Matrix=place)
    shading.Function = pdf.make_indirect(function)
    _shading(pdf, shading)


PIXELS: dict[str, Make] = {
    "letters_of_triangles_in_a_shading": _triangles,
    "letters_in_the_samples_of_a_shading": _samples,
}
