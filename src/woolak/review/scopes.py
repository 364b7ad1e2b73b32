# SPDX-License-Identifier: EUPL-1.2
"""One place and how far a choice reaches in; the places that it is about out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from woolak.model import Box, Page, Verdict
from woolak.model.review import Deed, Place
from woolak.review.desk import PERSON, Desk, gone, listed

_SHARED = 0.5
"""Of the narrower of two boxes in one column, this part lies above or below the other."""


def reach(desk: Desk, target: str, what: Deed, verdict: Verdict | None = None) -> tuple[str, ...]:
    """Return the ids of the places that a choice about `target` is about.

    A target is the id of a person or of a finding; unknown ones reach nothing. What is redacted
    goes in copies with another spelling of it too; what stays, stays only where it is the same.
    """
    if target in desk.people:
        return desk.people[target].findings
    place = desk.places.get(target)
    if place is None:
        return ()
    if what is Deed.PERSON and target in desk.person_of:
        return desk.people[desk.person_of[target]].findings
    if what in _WAYS:
        return tuple(p.id for p in _WAYS[what](desk, place))
    return _copies(desk, place, near=verdict is Verdict.REDACT)


def item_of(desk: Desk, target: str) -> tuple[str, ...]:
    """Return the places behind one line of a list: a person, or one text of one kind."""
    if target in desk.people:
        return desk.people[target].findings
    place = desk.places.get(target)
    return tuple(p.id for p in _same_line(desk, place)) if place else ()


def _same_line(desk: Desk, place: Place) -> list[Place]:
    where = listed(desk, place)
    if where == PERSON:
        return desk.of_person(desk.person_of[place.id])
    return [p for p in desk.saying(place) if p.kind is place.kind and listed(desk, p) == where]


def _copies(desk: Desk, place: Place, *, near: bool) -> tuple[str, ...]:
    found = dict.fromkeys((place.id, *desk.copies.of(place.id, near=near)))
    return tuple(name for name in found if name in desk.places and not gone(desk.places[name]))


def _kind_on_page(desk: Desk, place: Place) -> list[Place]:
    return [p for p in desk.of_page(place.document, place.page) if p.kind is place.kind]


def _kind_in_document(desk: Desk, place: Place) -> list[Place]:
    return [p for p in desk.of_document(place.document) if p.kind is place.kind]


def _block(desk: Desk, place: Place) -> list[Place]:
    """Return the places in the same block of text: an e-mail's header, a signature."""
    pages = _pages(desk, place)
    own = _blocks(pages, _boxes(desk, place)[place.id])
    found = _boxes(desk, place)
    return [
        p
        for p in desk.of_page(place.document, place.page)
        if p.id == place.id or own & _blocks(pages, found[p.id])
    ]


def _column(desk: Desk, place: Place) -> list[Place]:
    """Return the places of the same kind above and below, in one column."""
    found = _boxes(desk, place)
    own = found[place.id]
    return [
        p
        for p in desk.of_page(place.document, place.page)
        if p.kind is place.kind and any(_above(a, b) for a in own for b in found[p.id])
    ]


def _above(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared >= _SHARED * min(one.x1 - one.x0, other.x1 - other.x0)


def _boxes(desk: Desk, place: Place) -> dict[str, tuple[Box, ...]]:
    return {f.id: f.boxes for f in desk.dossier.findings_on(place.document, place.page)}


def _pages(desk: Desk, place: Place) -> list[Page]:
    return desk.dossier.page(place.document, place.page)


def _blocks(pages: Sequence[Page], boxes: Sequence[Box]) -> set[tuple[str, int]]:
    return {
        (page.layer, word.block)
        for page in pages
        for word in page.words
        if any(word.box.overlaps(box) for box in boxes)
    }


_WAYS: dict[Deed, Callable[[Desk, Place], list[Place]]] = {
    Deed.TEXT: Desk.saying,
    Deed.BLOCK: _block,
    Deed.COLUMN: _column,
    Deed.KIND_PAGE: _kind_on_page,
    Deed.KIND_DOCUMENT: _kind_in_document,
    Deed.PROPOSALS: _same_line,
}
