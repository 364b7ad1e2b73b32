# SPDX-License-Identifier: EUPL-1.2
"""A structure tree goes in; its elements come out with standard types and no text of anybody's.

Titles, alternate texts, expansions and identifiers are left behind: any of them may hold a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from woolak.pdf.rebuilding.language import language

STANDARD = frozenset(
    (  # noqa: SIM905 - fifty quoted words are no list to read
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 "
        "H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference "
        "BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
    ).split()
)
"""The structure types of ISO 32000-1, 14.8.4."""
_NEWER = {
    "Title": "P",
    "Em": "Span",
    "Strong": "Span",
    "Sub": "Span",
    "Aside": "NonStruct",
    "DocumentFragment": "Document",
    "FENote": "Note",
    "Artifact": "NonStruct",
}
_CHOICES = {
    "ListNumbering": "None Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha",
    "Scope": "Row Column Both",
    "Placement": "Block Inline Before Start End",
    "WritingMode": "LrTb RlTb TbRl",
}
_OWNERS = {
    "List": {"ListNumbering"},
    "Table": {"RowSpan", "ColSpan", "Scope", "Headers"},
    "Layout": {"Placement", "WritingMode"},
}
"""No sizes: the width of what was removed must not be read from its tag."""
_SPANS = frozenset(("RowSpan", "ColSpan"))
_MOST_SPANNED = 1000
_DEEPEST = 150
_MOST_MARKS = 100_000
"""On a page: a way back to the elements is written for each number up to the highest."""
_MOST = 1_000_000
_LONGEST_ROLE = 20


class BrokenTree(Exception):
    """A structure tree that goes round, is too deep, or stands for what the rebuild leaves out."""


@dataclass(slots=True)
class Leaf:
    """Marked content: its page (0-based) and its number there."""

    page: int
    mcid: int


@dataclass(slots=True)
class Anchor:
    """The place of a link in the tree, by the number of its object in the original."""

    source: tuple[int, int]


@dataclass(slots=True)
class Element:
    """An element of the tree; `spoken` is what a box of ours says, `known` its old identifier."""

    kind: str
    language: str = ""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    kids: list[Element | Leaf | Anchor] = field(default_factory=list)
    known: bytes = b""
    spoken: str = ""

    def leaves(self) -> Iterator[tuple[Element, Leaf]]:
        """Yield the marked content under it in reading order, each with its own element."""
        for kid in self.kids:
            if isinstance(kid, Leaf):
                yield self, kid
            elif isinstance(kid, Element):
                yield from kid.leaves()


@dataclass(slots=True)
class _Reading:
    pages: Mapping[tuple[int, int], int]
    roles: Mapping[str, Any]
    classes: Mapping[str, Any]
    seen: set[tuple[int, int]] = field(default_factory=set)
    leaves: set[tuple[int, int]] = field(default_factory=set)
    alternates: int = 0


def read(pdf: pikepdf.Pdf) -> tuple[Element, int]:
    """Return the tree under an element without a type, and how many alternate texts it had.

    Raises BrokenTree.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        raise BrokenTree
    reading = _Reading(
        {page.obj.objgen: index for index, page in enumerate(pdf.pages)},
        _entries(root, "/RoleMap"),
        _entries(root, "/ClassMap"),
    )
    top = Element("")
    for kid in _listed(root.get("/K")):
        _kid(reading, kid, top, None, 0)
    if not reading.leaves:
        raise BrokenTree
    return top, reading.alternates


def _kid(
    reading: _Reading,
    kid: Any,  # noqa: ANN401
    parent: Element,
    page: int | None,
    depth: int,
) -> None:
    if isinstance(kid, int) and not isinstance(kid, bool):
        _leaf(reading, parent, page, kid)
        return
    if not isinstance(kid, pikepdf.Dictionary):
        return
    kind = kid.get("/Type")
    if kind == "/MCR":
        if "/Stm" in kid:
            # Marks inside forms are painted without their numbers.
            raise BrokenTree
        _leaf(reading, parent, _page(reading, kid, page), kid.get("/MCID"))
    elif kind == "/OBJR":
        if isinstance(kid.get("/Obj"), pikepdf.Object):
            parent.kids.append(Anchor(kid["/Obj"].objgen))
    else:
        _element(reading, kid, parent, page, depth)


def _leaf(reading: _Reading, parent: Element, page: int | None, mcid: object) -> None:
    if page is None or not isinstance(mcid, int) or not 0 <= mcid < _MOST_MARKS:
        return
    if (page, mcid) not in reading.leaves:
        reading.leaves.add((page, mcid))
        parent.kids.append(Leaf(page, mcid))


def _element(
    reading: _Reading,
    old: Any,  # noqa: ANN401
    parent: Element,
    page: int | None,
    depth: int,
) -> None:
    if depth > _DEEPEST or len(reading.seen) > _MOST:
        raise BrokenTree
    if old.is_indirect:
        if old.objgen in reading.seen:
            raise BrokenTree
        reading.seen.add(old.objgen)
    reading.alternates += "/Alt" in old
    new = Element(_kind(reading, old.get("/S")), language(old.get("/Lang")))
    parent.kids.append(new)
    if isinstance(known := old.get("/ID"), pikepdf.String):
        new.known = bytes(known)
    for key, source in (("/C", reading.classes), ("/A", None)):
        for one in _listed(old.get(key)):
            _note_attributes(one if source is None else source.get(str(one)), new)
    here = _page(reading, old, page)
    for kid in _listed(old.get("/K")):
        _kid(reading, kid, new, here, depth + 1)


def _kind(reading: _Reading, name: Any) -> str:  # noqa: ANN401
    """Return a standard type, through the role map; what it does not know groups its kids."""
    for _ in range(_LONGEST_ROLE):
        if not isinstance(name, pikepdf.Name):
            break
        kind = str(name)[1:]
        if kind in STANDARD:
            return kind
        if str(name) not in reading.roles:
            return _NEWER.get(kind, "NonStruct")
        name = reading.roles[str(name)]
    return "NonStruct"


def _page(reading: _Reading, item: Any, inherited: int | None) -> int | None:  # noqa: ANN401
    page = item.get("/Pg")
    return reading.pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else inherited


def _note_attributes(old: Any, new: Element) -> None:  # noqa: ANN401
    for one in _listed(old):
        owner = str(one.get("/O", ""))[1:] if isinstance(one, pikepdf.Dictionary) else ""
        for key in _OWNERS.get(owner, ()):
            value = _value(key, one.get(f"/{key}"))
            if value is not None:
                new.attributes.setdefault(owner, {})[key] = value


def _value(key: str, value: Any) -> object:  # noqa: ANN401
    if key in _CHOICES:
        chosen = str(value)[1:] if isinstance(value, pikepdf.Name) else ""
        return chosen if chosen in _CHOICES[key].split() else None
    if key in _SPANS:
        number = int(value) if isinstance(value, int | Decimal) else 0
        return number if 1 < number <= _MOST_SPANNED else None
    found = [bytes(one) for one in _listed(value) if isinstance(one, pikepdf.String)]
    return found or None


def _entries(owner: Any, key: str) -> Mapping[str, Any]:  # noqa: ANN401
    value = owner.get(key)
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
