# SPDX-License-Identifier: EUPL-1.2
"""The links of an original go in; those that tell of no removed text come out, and are rebuilt.

An address that a page also shows has been looked at as text. One behind other words has not: it is
kept only when it is as plain as an address of a public page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pikepdf

from woolak.model import Box
from woolak.pdf.moves import Layout, Shift, moved
from woolak.pdf.rebuilding.destinations import Destination, Destinations, written

Rect = tuple[float, float, float, float]
Clean = Callable[[str], bool]
Shown = Callable[[int, str], bool]
"""Whether the redacted page (0-based) shows a text."""

_WEB = re.compile(r"https?://(?P<host>[a-z0-9.-]+)(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_MAIL = re.compile(
    r"mailto:(?P<address>[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)(?:\?[!-~]*)?", re.IGNORECASE | re.ASCII
)
# A query, a user's name, or a number as long as a BSN or a telephone number.
_TELLING = re.compile(r"[?@~]|%40|%3f|%7e|\d{8}", re.IGNORECASE)
_ENCODED_HOST = re.compile(r"(?:^|\.)xn--", re.IGNORECASE)
_LONGEST = 1000
_MARGIN = 1.0
"""Points: a link that comes so close to a box goes as well."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to keep: its page (0-based), its place in user space, and where it leads.

    `source` is the number of its object in the original: tags refer to it by that.
    """

    page: int
    rect: Rect
    target: str | Destination = field(repr=False)
    source: tuple[int, int]

    def touches(self, areas: Sequence[Rect]) -> bool:
        """Say whether it lies on, or very near, one of these places in user space."""
        x0, y0, x1, y1 = self.rect
        return any(
            x0 - _MARGIN < right
            and left < x1 + _MARGIN
            and y0 - _MARGIN < top
            and low < y1 + _MARGIN
            for left, low, right, top in areas
        )


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """What decides which links stay: the check of their text, what pages show, the boxes."""

    clean: Clean
    shown: Shown
    boxes: Mapping[int, Sequence[Box]]
    """Of each page (0-based), in displayed points."""
    layout: Layout = field(default_factory=Layout)
    plain: Clean = lambda _: True
    """Whether an address that no page shows is sure to name nobody."""

    def address(self, page: int, uri: str) -> str:
        """Return an address as it may be published, or an empty string."""
        if len(uri) > _LONGEST:
            return ""
        if mail := _MAIL.fullmatch(uri):
            # What follows the address is a subject or a text to send: it is on no page.
            address = unquote(mail["address"])
            good = self.clean(uri) and self.shown(page, address)
            return f"mailto:{mail['address']}" if good else ""
        web = _WEB.fullmatch(uri)
        if not web or _ENCODED_HOST.search(web["host"]) or not self.clean(uri):
            return ""
        if self.shown(page, uri):
            return uri
        return uri if not _TELLING.search(unquote(uri)) and self.plain(unquote(uri)) else ""


def read(pdf: pikepdf.Pdf, keeper: Doorkeeper) -> tuple[list[Link], int]:
    """Return the links to keep, and how many there were."""
    places = Destinations.of(pdf)
    kept = []
    for number, page in enumerate(pdf.pages):
        for annotation in _links(page.obj):
            rect = _rect(annotation.get("/Rect"))
            if not rect or _touched(displayed(page.obj, rect), keeper.boxes.get(number, ())):
                continue
            if target := _target(number, annotation, places, keeper):
                rect = _moved(page.obj, rect, keeper.layout.on(number + 1))
                kept.append(Link(number, rect, target, annotation.objgen))
    return kept, count(pdf)


def count(pdf: pikepdf.Pdf) -> int:
    """Return how many links a PDF has."""
    return sum(1 for page in pdf.pages for _ in _links(page.obj))


def write(new: pikepdf.Pdf, links: Sequence[Link]) -> list[Any]:
    """Put links on the pages of a new file and return them in order."""
    made = [new.make_indirect(_annotation(new, link)) for link in links]
    for link, annotation in zip(links, made, strict=True):
        page = new.pages[link.page].obj
        if "/Annots" not in page:
            page["/Annots"] = pikepdf.Array()
        page["/Annots"].append(annotation)
    return made


def _annotation(new: pikepdf.Pdf, link: Link) -> pikepdf.Dictionary:
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link)
    annotation["/Rect"] = pikepdf.Array([round(side, 3) for side in link.rect])
    annotation["/Border"] = pikepdf.Array([0, 0, 0])
    annotation["/F"] = 4  # Printed: PDF/A and PDF/UA ask for it.
    if isinstance(link.target, Destination):
        annotation["/Dest"] = written(new, link.target)
    else:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(link.target))
        annotation["/A"] = action
    return annotation


def _links(page: Any) -> Iterator[Any]:  # noqa: ANN401 - a pikepdf dictionary
    listed = page.get("/Annots")
    for item in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link":
            yield item


def _target(
    number: int,
    annotation: Any,  # noqa: ANN401
    places: Destinations,
    keeper: Doorkeeper,
) -> str | Destination | None:
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/URI":
        uri = action.get("/URI")
        text = str(uri).strip() if isinstance(uri, pikepdf.String) else ""
        return keeper.address(number, text)
    return places.of_item(annotation)


def _rect(value: Any) -> Rect | None:  # noqa: ANN401
    try:
        first, second, third, fourth = (round(float(side), 3) for side in value)
    except (TypeError, ValueError):
        return None
    xs, ys = sorted((first, third)), sorted((second, fourth))
    return xs[0], ys[0], xs[1], ys[1]


def _touched(place: Box, boxes: Sequence[Box]) -> bool:
    wide = Box(place.x0 - _MARGIN, place.y0 - _MARGIN, place.x1 + _MARGIN, place.y1 + _MARGIN)
    return any(wide.overlaps(box) for box in boxes)


def displayed(page: Any, rect: Rect) -> Box:  # noqa: ANN401 - a pikepdf dictionary
    """Return a rectangle of user space as displayed (ISO 32000-1, 8.3.2.3 and 14.11.2)."""
    media = _inherited(page, "/MediaBox") or (0, 0, 612, 792)
    crop = _inherited(page, "/CropBox") or media
    low = max(media[0], crop[0]), max(media[1], crop[1])
    high = min(media[2], crop[2]), min(media[3], crop[3])
    turned = int(_single(page, "/Rotate", 0)) % 360
    unit = float(_single(page, "/UserUnit", 1))
    corners = []
    for x, y in ((rect[0], rect[1]), (rect[2], rect[3])):
        corners.append(
            {
                90: (y - low[1], x - low[0]),
                180: (high[0] - x, y - low[1]),
                270: (high[1] - y, high[0] - x),
            }.get(turned, (x - low[0], high[1] - y))
        )
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    return Box(x0 * unit, y0 * unit, x1 * unit, y1 * unit)


def _moved(page: Any, rect: Rect, shifts: Sequence[Shift]) -> Rect:  # noqa: ANN401
    """Return where a link stands when the text under it moved along its line."""
    was = displayed(page, rect)
    now = moved(was, shifts)
    unit = _single(page, "/UserUnit", 1)
    right, down = (now.x0 - was.x0) / unit, (now.y0 - was.y0) / unit
    dx, dy = {90: (down, right), 180: (-right, down), 270: (-down, -right)}.get(
        int(_single(page, "/Rotate", 0)) % 360, (right, -down)
    )
    return rect[0] + dx, rect[1] + dy, rect[2] + dx, rect[3] + dy


def _inherited(page: Any, key: str) -> Rect | None:  # noqa: ANN401
    return _rect(_up(page, key))


def _single(page: Any, key: str, default: float) -> float:  # noqa: ANN401
    value = _up(page, key)
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def _up(page: Any, key: str) -> Any:  # noqa: ANN401
    for _ in range(500):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)
