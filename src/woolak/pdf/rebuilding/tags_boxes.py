# SPDX-License-Identifier: EUPL-1.2
"""The boxes of a page go in; each gets an element in the tree, where its text was read before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from woolak.pdf.rebuilding.marks import Cut
from woolak.pdf.rebuilding.places import Place
from woolak.pdf.rebuilding.tags import Anchor, Element, Leaf

_Kids = list[Element | Leaf | Anchor]


@dataclass(frozen=True, slots=True)
class Seats:
    """The tree by page: the element of each number, and the last element with marked content."""

    top: Element
    owners: Mapping[tuple[int, int], Element]
    last: Mapping[int, tuple[Element, Leaf]]

    @classmethod
    def of(cls, top: Element) -> Seats:
        """Return those of a tree."""
        leaves = list(top.leaves())
        owners = {(leaf.page, leaf.mcid): owner for owner, leaf in leaves}
        return cls(top, owners, {leaf.page: (owner, leaf) for owner, leaf in leaves})


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page (0-based): what each says, its numbers, the place of those that have one.

    `parts` are the numbers of text that was cut for them, `cuts` where that was.
    """

    page: int
    elements: Mapping[str, Element]
    places: Mapping[str, Place]
    parts: Mapping[int, Sequence[Sequence[int]]]
    cuts: Mapping[int, Sequence[Cut]] = field(default_factory=dict)


def elements(page: int, spoken: Sequence[tuple[str, str]], first: int) -> dict[str, Element]:
    """Return an element for each redaction of a page; its boxes are numbered from `first`."""
    found: dict[str, Element] = {}
    for number, (redaction, text) in enumerate(spoken, first):
        element = found.setdefault(redaction, Element("Span", spoken=text))
        element.kids.append(Leaf(page, number))
    return found


def seat(seats: Seats, boxes: Boxes) -> None:
    """Put the elements of a page's boxes into the tree, at the end of the page without a place."""
    groups: dict[int, list[str]] = {}
    rest: list[Element] = []
    for redaction, element in boxes.elements.items():
        place = boxes.places.get(redaction)
        if place and (boxes.page, place.number) in seats.owners:
            groups.setdefault(place.number, []).append(redaction)
        else:
            rest.append(element)
    for number, redactions in groups.items():
        _among(seats.owners[boxes.page, number], number, boxes, redactions)
    # Text whose mark is gone was cut for no box.
    if rest:
        _at_the_end(seats, boxes.page, rest)


def _among(owner: Element, number: int, boxes: Boxes, redactions: Sequence[str]) -> None:
    """Put boxes between the parts of the marked text that they were in, or after it."""
    at = next(
        at
        for at, kid in enumerate(owner.kids)
        if isinstance(kid, Leaf) and (kid.page, kid.mcid) == (boxes.page, number)
    )
    parts = boxes.parts.get(number, [[number]])
    cuts = list(boxes.cuts.get(number, ())) if number in boxes.parts else []
    row: _Kids = []
    for index, part in enumerate(parts):
        row += [Leaf(boxes.page, one) for one in part]
        here = cuts[index] if index < len(cuts) else None
        row += [
            boxes.elements[one]
            for one in redactions
            if (boxes.places[one].cut if boxes.places[one].cut in cuts else None) == here
        ]
    owner.kids[at : at + 1] = row


def _at_the_end(seats: Seats, page: int, rest: Sequence[Element]) -> None:
    if page in seats.last:
        owner, leaf = seats.last[page]
        at = next((i for i, kid in enumerate(owner.kids) if kid is leaf), len(owner.kids) - 1)
        owner.kids[at + 1 : at + 1] = rest
        return
    first = next((kid for kid in seats.top.kids if isinstance(kid, Element)), seats.top)
    first.kids.extend(rest)
