# SPDX-License-Identifier: EUPL-1.2
"""Cleaned elements and what new pages mark go in; a structure tree in the new file comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woolak.pdf.rebuilding.tags import Anchor, Element, Leaf

_WITH_OBJECT = frozenset(("Link", "Annot", "Form"))
"""These stand for an annotation: without one they are plain text."""


@dataclass(slots=True)
class _Writing:
    new: pikepdf.Pdf
    marks: Sequence[Collection[int]]
    """The numbers that each page marks."""
    links: Mapping[tuple[int, int], tuple[int, Any]]
    """The page and the new object of each link that was kept."""
    names: dict[bytes, str]
    parents: list[dict[int, Any]]
    """For each page: the element of each number."""
    owners: dict[tuple[int, int], Any] = field(default_factory=dict)
    """The element of each kept link."""
    named: dict[str, Any] = field(default_factory=dict)


def write(
    new: pikepdf.Pdf,
    top: Element,
    marks: Sequence[Collection[int]],
    links: Mapping[tuple[int, int], tuple[int, Any]],
) -> None:
    """Hang the tree under `top` in the catalog; what no page marks is left out of it."""
    names = _names(top)
    writing = _Writing(new, marks, links, names, [{} for _ in new.pages])
    root = new.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    made = [_element(writing, kid, root, None) for kid in top.kids if isinstance(kid, Element)]
    root["/K"] = pikepdf.Array([item for item, _ in made])
    _point_back(writing, root)
    if writing.named:
        pairs = [part for name in sorted(writing.named) for part in (name, writing.named[name])]
        entries = [pikepdf.String(p) if isinstance(p, str) else p for p in pairs]
        root["/IDTree"] = pikepdf.Dictionary(Names=pikepdf.Array(entries))
    new.Root["/StructTreeRoot"] = root
    new.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)


def _names(top: Element) -> dict[bytes, str]:
    """Return a new name for each identifier that the headers of a cell refer to."""
    wanted: set[bytes] = set()
    known: list[bytes] = []
    for element in _all(top):
        known += [element.known] if element.known else []
        headers = element.attributes.get("Table", {}).get("Headers", ())
        wanted.update(headers if isinstance(headers, list) else ())
    used = [name for name in dict.fromkeys(known) if name in wanted]
    return {name: f"c{number:06d}" for number, name in enumerate(used, 1)}


def _all(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _all(kid)


def _element(
    writing: _Writing,
    element: Element,
    parent: Any,  # noqa: ANN401
    page: int | None,
) -> tuple[Any, bool]:
    """Return the new object of an element, and whether it stands for a kept link."""
    made = writing.new.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, P=parent))
    own = _first_page(writing, element)
    if own is not None and own != page:
        made["/Pg"] = writing.new.pages[own].obj
    linked, kids = False, []
    for kid in element.kids:
        if isinstance(kid, Element):
            inner, _ = _element(writing, kid, made, None)
            kids.append(inner)
        elif isinstance(kid, Leaf):
            kids += _leaf(writing, kid, made, own)
        elif kid.source in writing.links and kid.source not in writing.owners:
            kids.append(_anchor(writing, kid, made))
            linked = True
    kind = "Span" if element.kind in _WITH_OBJECT and not linked else element.kind
    made["/S"] = pikepdf.Name(f"/{kind}")
    if kids:
        made["/K"] = kids[0] if len(kids) == 1 else pikepdf.Array(kids)
    _dress(writing, element, made)
    return made, linked


def _first_page(writing: _Writing, element: Element) -> int | None:
    for kid in element.kids:
        if isinstance(kid, Leaf) and kid.mcid in writing.marks[kid.page]:
            return kid.page
    return None


def _leaf(writing: _Writing, leaf: Leaf, owner: Any, page: int | None) -> list[Any]:  # noqa: ANN401
    if leaf.mcid not in writing.marks[leaf.page]:
        return []
    writing.parents[leaf.page][leaf.mcid] = owner
    if leaf.page == page:
        return [leaf.mcid]
    on = writing.new.pages[leaf.page].obj
    return [pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=on, MCID=leaf.mcid)]


def _anchor(writing: _Writing, anchor: Anchor, owner: Any) -> Any:  # noqa: ANN401
    page, link = writing.links[anchor.source]
    writing.owners[anchor.source] = owner
    on = writing.new.pages[page].obj
    return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=on, Obj=link)


def _dress(writing: _Writing, element: Element, made: Any) -> None:  # noqa: ANN401
    if element.language:
        made["/Lang"] = pikepdf.String(element.language)
    if element.spoken:
        made["/ActualText"] = pikepdf.String(element.spoken)
    name = writing.names.get(element.known, "")
    if name and name not in writing.named:
        made["/ID"] = pikepdf.String(name)
        writing.named[name] = made
    dressed = [
        found
        for owner in sorted(element.attributes)
        if (found := _attributes(writing, owner, element.attributes[owner])) is not None
    ]
    if dressed:
        made["/A"] = dressed[0] if len(dressed) == 1 else pikepdf.Array(dressed)


def _attributes(
    writing: _Writing, owner: str, values: Mapping[str, object]
) -> pikepdf.Dictionary | None:
    made = pikepdf.Dictionary()
    for key in sorted(values):
        value = values[key]
        if isinstance(value, str):
            made[f"/{key}"] = pikepdf.Name(f"/{value}")
        elif isinstance(value, int):
            made[f"/{key}"] = value
        elif isinstance(value, list):
            names = [writing.names[one] for one in value if one in writing.names]
            if names:
                made[f"/{key}"] = pikepdf.Array([pikepdf.String(name) for name in names])
    if not made.keys():
        return None
    made["/O"] = pikepdf.Name(f"/{owner}")
    return made


def _point_back(writing: _Writing, root: Any) -> None:  # noqa: ANN401
    """Write the way back from marks and links to their elements (ISO 32000-1, 14.7.4.4)."""
    entries: list[Any] = []
    number = 0
    for page, elements in zip(writing.new.pages, writing.parents, strict=True):
        if not elements:
            continue
        listed = [elements.get(mcid) for mcid in range(max(elements) + 1)]
        entries += [number, writing.new.make_indirect(pikepdf.Array(listed))]
        page.obj["/StructParents"] = number
        number += 1
    for source, (page_number, link) in writing.links.items():
        writing.new.pages[page_number].obj["/Tabs"] = pikepdf.Name.S
        if source in writing.owners:
            link["/StructParent"] = number
            entries += [number, writing.owners[source]]
            number += 1
    tree = pikepdf.Dictionary(Nums=pikepdf.Array(entries))
    root["/ParentTree"] = writing.new.make_indirect(tree)
    root["/ParentTreeNextKey"] = number
