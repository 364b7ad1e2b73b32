# SPDX-License-Identifier: EUPL-1.2
"""A document goes in; its images lose the pixels that no page shows.

A scan that is cropped, or that has a white or black rectangle over a name, still holds the name: it
is only not shown. What is not shown cannot be read by OCR of the page, and is not published.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pymupdf
from pikepdf import Name

from woolak.pdf.open import turn

Flags = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint8]

_DPI = 110
_CELL = 1.5
_MOST_CELLS = 1500
_SHADES, _MOST_IMAGES = 16, 4000
_LEAST = 6
_WHITE = 255
_DEEP = 6
_ROUGHLY, _TOLERANCE = 50, 32
_KEYS = ("Width", "Height", "BitsPerComponent", "ColorSpace", "Decode", "DecodeParms", "Filter")
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_MARK = "WoolakNumber"
_FAULTS = (pikepdf.PikepdfError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError)


@dataclass(slots=True)
class _Image:
    """An image of a document: its number, its shade in the dark copy, and which cells are shown."""

    number: int
    shade: tuple[int, int, int]
    shown: Flags | None = field(default=None, repr=False)


def blank(doc: pymupdf.Document, source: Path) -> int:
    """Blank what no page shows of the images of a document; return of how many images.

    `doc` is `source`, opened and prepared. An image with a mask, and one that is drawn by neither a
    page nor a form, is left; all are when a page would look otherwise.
    """
    numbers = [n for n in range(doc.page_count) if _large(doc, n)]
    if not numbers:
        return 0
    try:
        images, dark, light = _copies(source)
        if images:
            _look(images, dark, light, numbers)
    except _FAULTS:
        return 0
    hidden = {image.number: cells for image in images.values() if (cells := _hidden(image)).any()}
    before = [_glance(doc, number) for number in numbers] if hidden else []
    kept = [(n, _kept(doc, n)) for n in hidden if _plain(doc, n)]
    written = [(n, old) for n, old in kept if _written(doc, n, hidden[n])]
    glances = zip(before, numbers, strict=False)
    if written and any(_apart(was, _glance(doc, number)) for was, number in glances):
        for number, old in written:
            _restore(doc, number, old)
        return 0
    return len(written)


def _hidden(image: _Image) -> Flags:
    shown = np.ones((1, 1), dtype=np.bool_) if image.shown is None else image.shown
    return ~_wider(shown)


def _glance(doc: pymupdf.Document, number: int) -> Pixels:
    return _drawn(doc[number], _ROUGHLY)


def _apart(one: Pixels, other: Pixels) -> bool:
    return int(np.abs(one.astype(np.int16) - other).max(initial=0)) > _TOLERANCE


def _large(doc: pymupdf.Document, number: int) -> bool:
    found = doc.get_page_images(number)
    return any(wide > _LEAST and high > _LEAST for _, _, wide, high, *_ in found)


def _copies(source: Path) -> tuple[dict[int, _Image], bytes, bytes]:
    """Return the images, and the document with each as one pixel: all dark, and all white.

    Masks stay: what stands under an image shows through them. A stencil, which has no colour of its
    own, stays in the dark copy and paints nothing in the white one.
    """
    images: dict[int, _Image] = {}
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        _drop(pdf.Root, "/OCProperties")
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and _is_image(o)]
        left = _tiled(pdf)
        for image in found:
            left |= {_number(image.get(key)) for key in ("/SMask", "/Mask")}
        drawn = [image for image in found if _number(image) not in left]
        if len(drawn) > _MOST_IMAGES:
            return {}, b"", b""
        for image in drawn:
            known = images[_number(image)] = _Image(_number(image), _shade(len(images)))
            _as_pixel(image, known)
        dark, light = io.BytesIO(), io.BytesIO()
        pdf.save(dark)
        for image in drawn:
            _lit(image)
        pdf.save(light)
    return images, dark.getvalue(), light.getvalue()


def _as_pixel(image: pikepdf.Stream, known: _Image) -> None:
    image[f"/{_MARK}"] = known.number
    _drop(image, "/OC")
    if not image.get("/ImageMask", False):
        colours = isinstance(image.get("/Mask"), pikepdf.Array)
        _drop(image, "/Decode", "/DecodeParms", "/Filter", *(["/Mask"] if colours else []))
        image.write(bytes(known.shade))
        image["/Width"], image["/Height"], image["/BitsPerComponent"] = 1, 1, 8
        image["/ColorSpace"] = Name.DeviceRGB


def _drop(item: pikepdf.Object, *keys: str) -> None:
    for key in keys:
        if key in item:
            del item[key]


def _lit(image: pikepdf.Stream) -> None:
    if not image.get("/ImageMask", False):
        image.write(b"\xff\xff\xff")
        return
    _drop(image, "/Decode", "/DecodeParms", "/Filter")
    image.write(b"\x80")
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = 1, 1, 1


def _tiled(pdf: pikepdf.Pdf) -> set[int]:
    """Return the images that tiling patterns and the letters of Type3 fonts may draw."""
    found = set[int]()
    waiting = [
        o.get("/Resources")
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary | pikepdf.Stream)
        and ("/PatternType" in o or "/CharProcs" in o)
    ]
    for _ in range(_DEEP):
        drawn = [x for r in waiting for x in _drawn_by(r)]
        found |= {_number(x) for x in drawn}
        waiting = [x.get("/Resources") for x in drawn]
    return found


def _drawn_by(resources: object) -> list[pikepdf.Stream]:
    listed = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    items = dict(listed.items()).values() if isinstance(listed, pikepdf.Dictionary) else ()
    return [item for item in items if isinstance(item, pikepdf.Stream)]


def _is_image(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == Name.Image and "/Width" in stream and "/Height" in stream


def _number(item: object) -> int:
    return item.objgen[0] if isinstance(item, pikepdf.Stream) else 0


def _shade(index: int) -> tuple[int, int, int]:
    return index % _SHADES, index // _SHADES % _SHADES, index // _SHADES**2 % _SHADES


def _look(images: Mapping[int, _Image], dark: bytes, light: bytes, numbers: Sequence[int]) -> None:
    """Mark which cells of each image one of these pages shows (indices, 0-based)."""
    with pymupdf.open("pdf", dark) as one, pymupdf.open("pdf", light) as other:
        for number in numbers:
            page = one[number]
            infos = page.get_image_info(xrefs=True)
            found = list(_placed(one, infos, images))
            if not found:
                continue
            first, second = (_drawn(p) for p in (page, other[number]))
            for image, place in found:
                _mark(image, place * _to_pixels(page), (first, second))


def _placed(
    doc: pymupdf.Document, infos: Sequence[Mapping[str, Any]], images: Mapping[int, _Image]
) -> Iterator[tuple[_Image, pymupdf.Matrix]]:
    for info in infos:
        told = doc.xref_get_key(info["xref"], _MARK)[1] if info["xref"] else ""
        if told.isdigit() and int(told) in images:
            yield images[int(told)], pymupdf.Matrix(*info["transform"])


def _to_pixels(page: pymupdf.Page) -> Any:  # noqa: ANN401 - a Matrix, which has no types
    return turn(page) * pymupdf.Matrix(_DPI / 72, _DPI / 72)


def _drawn(page: pymupdf.Page, dpi: int = _DPI) -> Pixels:
    picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csRGB)
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    return rows[:, : 3 * picture.width].reshape(picture.height, picture.width, 3)


def _mark(image: _Image, place: pymupdf.Matrix, drawn: tuple[Pixels, Pixels]) -> None:
    """Add to the cells of an image those that show on a page; `place` leads to pixels of it."""
    first, second = drawn
    if image.shown is None:
        image.shown = np.zeros(_grid(place), dtype=np.bool_)
    down, across = image.shown.shape
    u, v = (np.arange(across) + 0.5) / across, (np.arange(down) + 0.5) / down
    x = (place.a * u[None, :] + place.c * v[:, None] + place.e).astype(np.int64)
    y = (place.b * u[None, :] + place.d * v[:, None] + place.f).astype(np.int64)
    inside = (x >= 0) & (y >= 0) & (x < first.shape[1]) & (y < first.shape[0])
    x, y = np.where(inside, x, 0), np.where(inside, y, 0)
    image.shown |= inside & _own(image, first, second)[y, x]


def _own(image: _Image, first: Pixels, second: Pixels) -> Flags:
    """Return the pixels of a page that show an image, or show it beside them."""
    white = (second == _WHITE).all(axis=2)
    another = (first < _SHADES).all(axis=2) & (first != image.shade).any(axis=2) & white
    return _wider((first != second).any(axis=2) & ~another)


def _grid(place: pymupdf.Matrix) -> tuple[int, int]:
    """Return how many cells an image has down and across."""
    cell = _CELL * _DPI / 72
    sides = (place.c**2 + place.d**2) ** 0.5, (place.a**2 + place.b**2) ** 0.5
    down, across = (max(1, min(_MOST_CELLS, int(side / cell))) for side in sides)
    return down, across


def _wider(shown: Flags) -> Flags:
    padded = np.pad(shown, 1)
    down, across = shown.shape
    parts = [padded[y : y + down, x : x + across] for y in range(3) for x in range(3)]
    wider: Flags = np.logical_or.reduce(parts)
    return wider


def _plain(doc: pymupdf.Document, number: int) -> bool:
    """Say whether an image has no mask, and colours that can be written back as they were read."""
    if any(doc.xref_get_key(number, key)[0] != "null" for key in ("SMask", "Mask")):
        return False
    kind, space = doc.xref_get_key(number, "ColorSpace")
    space = doc.xref_object(int(space.split()[0])) if kind == "xref" else space
    return not any(odd in space for odd in ("/Lab", "/Separation", "/DeviceN"))


def _kept(doc: pymupdf.Document, number: int) -> tuple[bytes, dict[str, str]]:
    keys = {key: doc.xref_get_key(number, key)[1] for key in _KEYS}
    return doc.xref_stream_raw(number), keys


def _restore(doc: pymupdf.Document, number: int, old: tuple[bytes, dict[str, str]]) -> None:
    doc.update_stream(number, old[0], compress=False)
    for key, value in old[1].items():
        doc.xref_set_key(number, key, value)


def _written(doc: pymupdf.Document, number: int, hidden: Flags) -> bool:
    """Write an image anew without what is hidden; say whether there was anything to blank."""
    stencil = doc.xref_get_key(number, "ImageMask")[1] == "true"
    try:
        picture = pymupdf.Pixmap(doc, number)
    except _FAULTS:
        return False
    high, wide, parts = picture.height, picture.width, picture.n
    rows = np.frombuffer(picture.samples, np.uint8).reshape(high, picture.stride)
    pixels = rows[:, : parts * wide].reshape(high, wide, parts).copy()
    covered = _enlarged(hidden, high, wide)
    if parts not in _SPACES or (pixels[covered] == pixels[covered][:1]).all():
        return False
    pixels[covered] = 0 if stencil or parts == len("CMYK") else _WHITE
    _update(doc, number, pixels, stencil=stencil)
    return True


def _enlarged(cells: Flags, high: int, wide: int) -> Flags:
    """Return which pixels lie in such cells only, and where they are coarse, next to such alone."""
    return _along(_along(cells, high).T, wide).T


def _along(cells: Flags, count: int) -> Flags:
    size = len(cells)
    starts = np.arange(count) * size // count
    if count >= size:
        return np.asarray(cells[starts], dtype=np.bool_)
    whole = np.pad(np.logical_and.reduceat(cells, starts, axis=0), ((1, 1), (0, 0)), mode="edge")
    return np.asarray(whole[:-2] & whole[1:-1] & whole[2:], dtype=np.bool_)


def _update(doc: pymupdf.Document, number: int, pixels: Pixels, *, stencil: bool) -> None:
    high, wide, parts = pixels.shape
    keys = dict.fromkeys(("Filter", "DecodeParms", "Decode"), "null")
    keys |= {"Width": str(wide), "Height": str(high), "BitsPerComponent": "1" if stencil else "8"}
    kind, space = doc.xref_get_key(number, "ColorSpace")
    space = doc.xref_object(int(space.split()[0])) if kind == "xref" else space
    if not stencil and ("/Indexed" in space or not space.lstrip().startswith("[")):
        keys["ColorSpace"] = _SPACES[parts]
    data = np.packbits(pixels[..., 0] <= _WHITE // 2, axis=1) if stencil else pixels
    for key, value in keys.items():
        doc.xref_set_key(number, key, value)
    doc.update_stream(number, data.tobytes())
