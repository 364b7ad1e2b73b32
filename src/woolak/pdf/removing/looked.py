# SPDX-License-Identifier: EUPL-1.2
"""A document goes in; per image, which parts of it some page shows, comes out.

A page is drawn as it is, and twice with each image as one pixel, all dark and all white: where the
two differ an image shows, whatever clips, masks, covers or fades it. Where the page as it is has
one tone, and the image has not, the image shows nothing of what it holds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import numpy as np
import numpy.typing as npt
import pikepdf
import pymupdf
from pikepdf import Name

from woolak.pdf.opening.open import turn
from woolak.pdf.removing import planes
from woolak.pdf.removing.planes import Flags, Levels

Pixels = npt.NDArray[np.uint8]

_DPI = 110
_CELL = 1.5
"""Points: the side of a cell, the unit of what is shown."""
_MOST_CELLS = 1500
FINEST = 24
"""Cells that an image has at least along a side where its own samples are compared."""
_SHADES, _MOST_IMAGES = 16, 4000
_SEEN = 8
"""Differences of 255 that a reader sees."""
_DETAIL = 16.0
_PARTS = 3
_WHITE = 255
_DEEP = 6
_MARK = "WoolakNumber"


@dataclass(slots=True)
class Image:
    """An image of a document: its number and that of its mask, and its shade in the dark copy.

    Of its cells: `shown` on some page at all, `vivid` where more than one tone is seen, `detail`
    where its own samples have more than one. `sides`: how high and wide it is at most, in points.
    """

    number: int
    shade: tuple[int, int, int]
    planes: tuple[int, ...]
    sides: tuple[float, float] | None = None
    shown: Flags | None = field(default=None, repr=False)
    vivid: Flags | None = field(default=None, repr=False)
    detail: Flags | None = field(default=None, repr=False)
    edges: Flags | None = field(default=None, repr=False)
    """The cells in which its mask has more than one tone, and those around them."""


def look(doc: pymupdf.Document, numbers: Sequence[int]) -> list[Image]:
    """Return the images that some of these pages (indices, 0-based) may draw, looked at.

    Those that tiling patterns and letters draw are left out.
    """
    data = doc.tobytes()
    found = _some(doc, data, numbers, 0)
    while found and len(found) % _MOST_IMAGES == 0:
        if not (more := _some(doc, data, numbers, len(found))):
            break
        found += more
    return found


def _some(doc: pymupdf.Document, data: bytes, numbers: Sequence[int], first: int) -> list[Image]:
    """Return as many images, from the first (0-based) on, as shades can tell apart."""
    images, (dark, light, opaque) = _copies(data, first)
    if not images:
        return []
    with (
        pymupdf.open("pdf", dark) as one,
        pymupdf.open("pdf", light) as other,
        pymupdf.open("pdf", opaque) as third,
    ):
        for number in numbers:
            infos = third[number].get_image_info(xrefs=True)
            found = list(_placed(third, infos, images))
            if not found:
                continue
            page = one[number]
            copies = [drawn(p) for p in (page, other[number], doc[number])]
            for at, (image, place) in enumerate(found):
                above = {other.shade for other, _ in found[at + 1 :]}
                _mark(doc, (image, place * _to_pixels(page)), above, copies)
    return list(images.values())


def _copies(data: bytes, first: int) -> tuple[dict[int, Image], Sequence[bytes]]:
    """Return some images, and the document with each as one pixel: all dark, and all white.

    And once more without transparency: MuPDF does not tell where an image lies that is half gone.

    Masks stay: what stands under an image shows through them. A stencil, which has no colour of its
    own, stays in the dark copy and paints nothing in the white one.
    """
    images: dict[int, Image] = {}
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and _is_image(o)]
        left = _tiled(pdf)
        for image in found:
            left |= {_number(image.get(key)) for key in ("/SMask", "/Mask")}
        shown = [image for image in found if _number(image) not in left]
        shown = shown[first : first + _MOST_IMAGES]
        for image in shown:
            known = images[_number(image)] = Image(
                _number(image), _shade(len(images)), _planes(image)
            )
            _as_pixel(image, known)
        dark = _saved(pdf)
        for image in shown:
            _lit(image)
        light = _saved(pdf)
    # PyMuPDF tells images apart by their samples: in the white copy all are the same.
    with pikepdf.open(io.BytesIO(dark), suppress_warnings=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                _fill(item)
        return images, (dark, light, _saved(pdf))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _fill(item: pikepdf.Dictionary | pikepdf.Stream) -> None:
    """Make opaque what a graphics state fades, or the states that are named here."""
    _drop(item, "/ca")
    resources = item.get("/Resources")
    for holder in (item, resources):
        states = holder.get("/ExtGState") if isinstance(holder, pikepdf.Dictionary) else None
        for state in list(dict(states.items()).values()) if _is_book(states) else ():
            if _is_book(state):
                _drop(state, "/ca")


def _is_book(item: object) -> TypeGuard[pikepdf.Dictionary]:
    return isinstance(item, pikepdf.Dictionary)


def _planes(image: pikepdf.Stream) -> tuple[int, ...]:
    masks = (_number(image.get(key)) for key in ("/SMask", "/Mask"))
    return _number(image), *(number for number in masks if number)


def _as_pixel(image: pikepdf.Stream, known: Image) -> None:
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
        painted = [x for r in waiting for x in _drawn_by(r)]
        found |= {_number(x) for x in painted}
        waiting = [x.get("/Resources") for x in painted]
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


def _placed(
    doc: pymupdf.Document, infos: Sequence[Mapping[str, Any]], images: Mapping[int, Image]
) -> Iterator[tuple[Image, pymupdf.Matrix]]:
    for info in infos:
        told = doc.xref_get_key(info["xref"], _MARK)[1] if info["xref"] else ""
        if told.isdigit() and int(told) in images:
            yield images[int(told)], pymupdf.Matrix(*info["transform"])


def _to_pixels(page: pymupdf.Page) -> Any:  # noqa: ANN401 - a Matrix, which has no types
    return turn(page) * pymupdf.Matrix(_DPI / 72, _DPI / 72)


def drawn(page: pymupdf.Page, dpi: int = _DPI) -> Pixels:
    """Return a page in colours: (rows, columns, 3)."""
    picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csRGB)
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    return rows[:, : 3 * picture.width].reshape(picture.height, picture.width, 3)


def _mark(
    doc: pymupdf.Document,
    placed: tuple[Image, pymupdf.Matrix],
    above: set[tuple[int, int, int]],
    copies: Sequence[Pixels],
) -> None:
    """Add to the cells of an image those that show on a page; its place leads to pixels of it.

    `above` are the shades of what is drawn over it.
    """
    image, place = placed
    sides = (place.c**2 + place.d**2) ** 0.5, (place.a**2 + place.b**2) ** 0.5
    known = image.sides
    points = (sides[0] * 72 / _DPI, sides[1] * 72 / _DPI)
    image.sides = (max(points[0], known[0]), max(points[1], known[1])) if known else points
    if image.shown is None or image.detail is None or image.vivid is None:
        grid = _grid(sides)
        image.shown, image.vivid = np.zeros(grid, np.bool_), np.zeros(grid, np.bool_)
        image.detail = _detailed(doc, image.planes, grid)
        image.edges = wider(wider(_detailed(doc, image.planes[1:], grid)))
    first, second, page = copies
    x, y, inside = _points(place, image.shown.shape, first.shape)
    own = inside & _own(image, first, second)[y, x]
    if image.edges is not None and image.edges.any():
        # A thin stroke of a mask looks as what it stands on: only what is over it hides it.
        seen = _own(image, first, second, above)[y, x]
        own |= inside & seen & image.edges
    image.shown |= own
    if (own & image.detail & ~image.vivid).any():
        image.vivid |= own & _vivid(page, place, image.shown.shape)


def _points(
    place: pymupdf.Matrix, grid: Sequence[int], shape: Sequence[int], beyond: int = 0
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Flags]:
    """Return the pixels of the middles of cells, and which of them are on the page.

    Also of so many cells beyond each edge of the image.
    """
    v, u = ((np.arange(-beyond, count + beyond) + 0.5) / count for count in grid)
    x = np.floor(place.a * u[None, :] + place.c * v[:, None] + place.e).astype(np.int64)
    y = np.floor(place.b * u[None, :] + place.d * v[:, None] + place.f).astype(np.int64)
    inside = (x >= 0) & (y >= 0) & (x < shape[1]) & (y < shape[0])
    return np.where(inside, x, 0), np.where(inside, y, 0), inside


def _own(
    image: Image,
    first: Pixels,
    second: Pixels,
    others: set[tuple[int, int, int]] | None = None,
) -> Flags:
    """Return the pixels of a page that show an image, or show it beside them.

    Those in the shade of another image do not, or in the shades of `others`.
    """
    white = (second == _WHITE).all(axis=2)
    another = (first < _SHADES).all(axis=2) & (first != image.shade).any(axis=2) & white
    if others is not None:
        known = np.zeros((_SHADES,) * 3, dtype=np.bool_)
        for shade in others:
            known[shade] = True
        red, green, blue = np.minimum(first, _SHADES - 1).transpose(2, 0, 1)
        another &= known[red, green, blue]
    apart = np.maximum(first, second) - np.minimum(first, second)
    return wider((apart >= _SEEN).any(axis=2) & ~another)


def _vivid(page: Pixels, place: pymupdf.Matrix, grid: Sequence[int]) -> Flags:
    """Return the cells in and beside which a page has more than one tone.

    Also beside the image, which is drawn from where a pixel begins to where one ends.
    """
    x, y, inside = _points(place, [side * _PARTS for side in grid], page.shape, _PARTS)
    down, across = (side + 2 for side in grid)
    found = page[y, x].reshape(down, _PARTS, across, _PARTS, 3)
    known = inside.reshape(down, _PARTS, across, _PARTS, 1)
    most = np.where(known, found, 0).max(axis=(1, 3)).astype(np.float32)
    least = np.where(known, found, _WHITE).min(axis=(1, 3)).astype(np.float32)
    return np.asarray(_spread(most, least)[1:-1, 1:-1] >= _SEEN)


def _detailed(doc: pymupdf.Document, numbers: Sequence[int], grid: tuple[int, int]) -> Flags:
    """Return the cells in and beside which the samples of some planes differ."""
    found = np.zeros(grid, np.bool_)
    for number in numbers:
        plane = planes.plane(doc, number)
        if plane is not None:
            level = planes.means(plane, grid)
            found |= _spread(level, level) >= _DETAIL
    return found


def _spread(most: Levels, least: Levels) -> Levels:
    """Return how much each cell differs from those around it, by its most telling colour."""
    down, across = most.shape[:2]
    high = np.pad(most, ((1, 1), (1, 1), (0, 0)), mode="edge")
    low = np.pad(least, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = [(slice(y, y + down), slice(x, x + across)) for y in range(3) for x in range(3)]
    top = np.maximum.reduce([high[part] for part in around])
    bottom = np.minimum.reduce([low[part] for part in around])
    return np.asarray((top - bottom).max(axis=2), dtype=np.float32)


def _grid(sides: Sequence[float]) -> tuple[int, int]:
    """Return how many cells an image has down and across."""
    cell = _CELL * _DPI / 72
    down, across = (max(1, min(_MOST_CELLS, int(side / cell))) for side in sides)
    return down, across


def wider(shown: Flags) -> Flags:
    """Return cells with those that touch them."""
    padded = np.pad(shown, 1)
    down, across = shown.shape
    parts = [padded[y : y + down, x : x + across] for y in range(3) for x in range(3)]
    found: Flags = np.logical_or.reduce(parts)
    return found
