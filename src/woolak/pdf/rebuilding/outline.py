# SPDX-License-Identifier: EUPL-1.2
"""The bookmarks of an original go in; fresh ones come out, with titles that their pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woolak.pdf.rebuilding.destinations import Destination, Destinations, written

_DEEPEST = 50
_MOST = 50_000

Good = Callable[[int, str], bool]
"""Whether a title may stand for a page (0-based)."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark to keep, and those under it; `shut` when those are folded away."""

    title: str = field(repr=False)
    target: Destination
    shut: bool
    under: tuple[Bookmark, ...]


@dataclass
class _Reading:
    places: Destinations
    good: Good
    seen: set[tuple[int, int]] = field(default_factory=set)
    replaced: int = 0


def read(pdf: pikepdf.Pdf, good: Good) -> tuple[tuple[Bookmark, ...], int]:
    """Return the bookmarks that lead to a page, and how many of them lost their title.

    A title that may not stay becomes `Bladzijde 3`.
    """
    root = pdf.Root.get("/Outlines")
    if not isinstance(root, pikepdf.Dictionary):
        return (), 0
    reading = _Reading(Destinations.of(pdf), good)
    return _level(reading, root, 0), reading.replaced


def _level(reading: _Reading, parent: Any, depth: int) -> tuple[Bookmark, ...]:  # noqa: ANN401
    if depth > _DEEPEST:
        return ()
    return tuple(
        found
        for item in _chain(reading, parent)
        for found in _bookmarks(reading, item, _level(reading, item, depth + 1))
    )


def _chain(reading: _Reading, parent: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the items of one level; one that was met before ends it."""
    item = parent.get("/First")
    while isinstance(item, pikepdf.Dictionary) and item.objgen not in reading.seen:
        if len(reading.seen) >= _MOST or not item.is_indirect:
            return
        reading.seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _bookmarks(
    reading: _Reading,
    item: Any,  # noqa: ANN401
    under: tuple[Bookmark, ...],
) -> tuple[Bookmark, ...]:
    target = reading.places.of_item(item) or (under[0].target if under else None)
    if target is None:
        return under
    title = " ".join(str(item.get("/Title", "")).split())
    if not reading.good(target.page, title):
        reading.replaced += 1
        title = f"Bladzijde {target.page + 1}"
    count = item.get("/Count", 0)
    return (Bookmark(title, target, isinstance(count, int) and count < 0, under),)


def write(new: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Hang bookmarks in the catalog of a new file whose pages are there already."""
    if not bookmarks:
        return
    root = new.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    _fill(new, root, bookmarks)
    new.Root["/Outlines"] = root


def _fill(new: pikepdf.Pdf, parent: Any, bookmarks: Sequence[Bookmark]) -> int:  # noqa: ANN401
    """Hang bookmarks under a parent and return how many of them show."""
    made = [new.make_indirect(pikepdf.Dictionary()) for _ in bookmarks]
    shown = len(made)
    for at, (item, bookmark) in enumerate(zip(made, bookmarks, strict=True)):
        item["/Title"] = pikepdf.String(bookmark.title)
        item["/Parent"] = parent
        item["/Dest"] = written(new, bookmark.target)
        if at:
            item["/Prev"] = made[at - 1]
        if at + 1 < len(made):
            item["/Next"] = made[at + 1]
        if bookmark.under:
            inside = _fill(new, item, bookmark.under)
            item["/Count"] = -inside if bookmark.shut else inside
            shown += 0 if bookmark.shut else inside
    parent["/First"], parent["/Last"], parent["/Count"] = made[0], made[-1], shown
    return shown
