# SPDX-License-Identifier: EUPL-1.2
"""Destinations of links and bookmarks go in, named ones too; pages with a view on them come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import pikepdf

_VIEWS = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}
"""How many numbers a view has (ISO 32000-1, 12.3.2.2); /FitR, around something, is not kept."""
_MOST_NODES = 100_000

View = tuple[str, tuple[float | None, ...]]


@dataclass(frozen=True, slots=True)
class Destination:
    """A page (0-based) and how it is shown: the name of a view and its numbers."""

    page: int
    view: View


@dataclass
class Destinations:
    """The pages of a PDF that links and bookmarks lead to."""

    pdf: pikepdf.Pdf
    pages: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Destinations:
        """Return those of an open PDF."""
        return cls(pdf, {page.obj.objgen: index for index, page in enumerate(pdf.pages)})

    def of_item(self, item: Any) -> Destination | None:  # noqa: ANN401 - a pikepdf dictionary
        """Return where a link or a bookmark leads inside its document, or None."""
        action = item.get("/A")
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            return self._page(action.get("/D"))
        return self._page(item.get("/Dest"))

    def _page(self, value: Any) -> Destination | None:  # noqa: ANN401
        if isinstance(value, pikepdf.String):
            value = self._named.get(bytes(value))
        elif isinstance(value, pikepdf.Name):
            value = self._older.get(str(value))
        if isinstance(value, pikepdf.Dictionary):
            value = value.get("/D")
        if not isinstance(value, pikepdf.Array) or not len(value):
            return None
        target = value[0]
        page = self.pages.get(target.objgen) if isinstance(target, pikepdf.Dictionary) else target
        if not isinstance(page, int) or not 0 <= page < len(self.pages):
            return None
        return Destination(page, _view(list(value)[1:]))

    @cached_property
    def _named(self) -> dict[bytes, Any]:
        names = self.pdf.Root.get("/Names")
        return dict(_tree(names.get("/Dests"))) if isinstance(names, pikepdf.Dictionary) else {}

    @cached_property
    def _older(self) -> dict[str, Any]:
        """Return the destinations that are named by name objects, as PDF 1.1 had them."""
        names = self.pdf.Root.get("/Dests")
        return dict(names.items()) if isinstance(names, pikepdf.Dictionary) else {}


def _tree(root: Any) -> Iterator[tuple[bytes, Any]]:  # noqa: ANN401
    """Yield the entries of a name tree; one that goes round ends."""
    waiting, seen = [root], 0
    while waiting and seen < _MOST_NODES:
        node, seen = waiting.pop(), seen + 1
        if not isinstance(node, pikepdf.Dictionary):
            continue
        names = node.get("/Names")
        pairs = list(names) if isinstance(names, pikepdf.Array) else []
        for name, value in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(name, pikepdf.String):
                yield bytes(name), value
        kids = node.get("/Kids")
        waiting += list(kids) if isinstance(kids, pikepdf.Array) else []


def _view(rest: list[Any]) -> View:
    name = str(rest[0]) if rest and isinstance(rest[0], pikepdf.Name) else ""
    if name not in _VIEWS:
        return "/Fit", ()
    numbers = [_number(value) for value in rest[1 : 1 + _VIEWS[name]]]
    return name, tuple(numbers + [None] * (_VIEWS[name] - len(numbers)))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return round(float(value), 2)


def written(new: pikepdf.Pdf, target: Destination) -> pikepdf.Array:
    """Return a destination as it stands in a new file whose pages are there already."""
    name, numbers = target.view
    return pikepdf.Array([new.pages[target.page].obj, pikepdf.Name(name), *numbers])
