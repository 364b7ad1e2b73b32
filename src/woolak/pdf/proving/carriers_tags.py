# SPDX-License-Identifier: EUPL-1.2
"""A PDF in; which objects of its structure tree are bare structure, and places of the others.

Written apart from what makes such trees: it says what may stand in one, and nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pikepdf

from woolak.gronden import GRONDEN
from woolak.pdf.content.lexed import lexed
from woolak.pdf.named import holds
from woolak.pdf.proving.residue import Place, content_streams, contents, operations, says_more

ObjectId = tuple[int, int]
Rule = Callable[[object], bool]

_TYPES = frozenset(
    [
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L"),
        *("LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span"),
        *("Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT"),
        *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    ]
)
_SAID = frozenset(f"Gelakt: {grond.citation}" for grond in GRONDEN.values())
_TEXTS = frozenset({"/ActualText", "/Alt", "/E", "/T"})
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_NAME = re.compile(r"c\d{6,}")
_WORDS = {
    "/O": {"/List", "/Table", "/Layout"},
    "/Scope": {"/Row", "/Column", "/Both"},
    "/Placement": {"/Block", "/Inline", "/Before", "/Start", "/End"},
    "/WritingMode": {"/LrTb", "/RlTb", "/TbRl"},
    "/ListNumbering": {
        *("/None", "/Disc", "/Circle", "/Square", "/Decimal"),
        *("/UpperRoman", "/LowerRoman", "/UpperAlpha", "/LowerAlpha"),
    },
}
_MARKS = "BMC BDC MP DP"
_MARK = re.compile(rb"BMC|BDC|MP|DP")


def is_language(value: object) -> bool:
    """Say whether a value is a language, perhaps with a country: longer tags could say more."""
    return isinstance(value, pikepdf.String) and bool(_LANGUAGE.fullmatch(str(value)))


def tags(pdf: pikepdf.Pdf, links: frozenset[ObjectId]) -> tuple[frozenset[ObjectId], set[Place]]:
    """Return the objects of the tree that hold nothing but structure, and places of the others.

    `links` are annotations that tags may refer to.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return frozenset(), set()
    if not isinstance(root, pikepdf.Dictionary):
        return frozenset(), {(0, "structure")}
    good: set[ObjectId] = set()
    places: set[Place] = set()
    for item, proved in _walk(root, links):
        if proved:
            good.add(item.objgen)
        else:
            texts = isinstance(item, pikepdf.Dictionary) and _TEXTS & set(item.keys())
            places.add((0, "structure_text" if texts else "structure"))
    return frozenset(good - {(0, 0)}), places


def _walk(
    root: pikepdf.Dictionary, links: frozenset[ObjectId]
) -> Iterator[tuple[pikepdf.Object, bool]]:
    """Yield the root and each element below it once, and whether it keeps to its rules."""
    yield root, _keeps(root, _ROOT)
    waiting = _parts(root.get("/K"))
    seen: set[ObjectId] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, int):
            continue
        if not isinstance(item, pikepdf.Dictionary):
            yield root, False
            continue
        if item.is_indirect and item.objgen in seen:
            continue
        seen.add(item.objgen)
        rules = _RULES.get(str(item.get("/Type", "")), {})
        linked = item.get("/Obj")
        known = not isinstance(linked, pikepdf.Object) or linked.objgen in links
        yield item, bool(rules) and _keeps(item, rules) and known
        if "/Obj" not in item:
            waiting += _parts(item.get("/K"))


def _parts(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _keeps(item: pikepdf.Object, rules: Mapping[str, Rule]) -> bool:
    return all(key in rules and rules[key](value) for key, value in item.items())


def _type(name: str) -> Rule:
    return lambda value: value == name


def _indirect(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary) and value.is_indirect


def _count(value: object) -> bool:
    return isinstance(value, int)


def _attributes(value: object) -> bool:
    return all(isinstance(one, pikepdf.Dictionary) and _plain(one) for one in _parts(value))


def _plain(one: pikepdf.Dictionary) -> bool:
    return all(
        str(value) in _WORDS.get(key, ())
        or (key in {"/RowSpan", "/ColSpan"} and _count(value))
        or (key == "/Headers" and all(map(_name, _parts(value))))
        for key, value in one.items()
    )


def _name(value: object) -> bool:
    return isinstance(value, pikepdf.String) and bool(_NAME.fullmatch(str(value)))


def _said(value: object) -> bool:
    return isinstance(value, pikepdf.String) and str(value) in _SAID


def _numbered(value: object) -> bool:
    """Say whether a tree of numbers leads to elements, or to lists of elements, only."""
    if not isinstance(value, pikepdf.Dictionary) or set(value.keys()) != {"/Nums"}:
        return False
    entries = _parts(value.Nums)
    return all(map(_count, entries[::2])) and all(map(_elements, entries[1::2]))


def _elements(value: object) -> bool:
    # Entries of an array that were never used are null.
    return all(one is None or _indirect(one) for one in _parts(value))


def _named(value: object) -> bool:
    if not isinstance(value, pikepdf.Dictionary) or set(value.keys()) != {"/Names"}:
        return False
    entries = _parts(value.Names)
    return all(map(_name, entries[::2])) and all(map(_indirect, entries[1::2]))


def _anything(value: object) -> bool:
    return value is not None  # The parts are looked at one by one.


_ROOT: Mapping[str, Rule] = {
    "/Type": _type("/StructTreeRoot"),
    "/K": _anything,
    "/ParentTree": _numbered,
    "/ParentTreeNextKey": _count,
    "/IDTree": _named,
}
_RULES: Mapping[str, Mapping[str, Rule]] = {
    "/StructElem": {
        "/Type": _type("/StructElem"),
        "/S": lambda value: str(value)[1:] in _TYPES,
        "/P": _indirect,
        "/Pg": _indirect,
        "/K": _anything,
        "/Lang": is_language,
        "/A": _attributes,
        "/ID": _name,
        "/ActualText": _said,
    },
    "/MCR": {"/Type": _type("/MCR"), "/Pg": _indirect, "/MCID": _count},
    "/OBJR": {"/Type": _type("/OBJR"), "/Pg": _indirect, "/Obj": _indirect},
}


def forget(pdf: pikepdf.Pdf) -> None:
    """Take what boxes say out of the tree of an open PDF: it is in words of our own."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or not holds(item, b"/ActualText"):
            continue
        if _said(item.get("/ActualText")):
            del item["/ActualText"]


def marked(pdf: pikepdf.Pdf) -> Iterator[Place]:
    """Yield where content says more in its marks than a number for the tags (0: in a form).

    A last stream of boxes is looked at elsewhere (see `marks`).
    """
    for number, page in enumerate(pdf.pages, 1):
        parts = contents(page.obj)
        boxes = bool(parts) and b"/Lak" in parts[-1].read_bytes()
        if any(map(_says_more, parts[: len(parts) - boxes])):
            yield number, "marked_content"
    if any(_says_more(stream) for stream, _ in content_streams(pdf)):
        yield 0, "marked_content"


def _says_more(stream: pikepdf.Stream) -> bool:
    data = stream.read_bytes()
    # Taking a stream apart takes long: not when each mark is plainly of the bare form.
    if not _MARK.search(data) or ((plain := lexed(data)) and not says_more(plain)):
        return False
    return any(not _bare(name, operands) for name, operands in operations(stream, _MARKS))


def _bare(operator: str, operands: list[pikepdf.Object]) -> bool:
    tag = str(operands[0])[1:] if operands else ""
    if operator == "BMC":
        return tag == "Artifact"
    if operator != "BDC" or tag != "P" or len(operands) != 2:  # noqa: PLR2004
        return False
    properties = operands[1]
    return (
        isinstance(properties, pikepdf.Dictionary)
        and set(properties.keys()) == {"/MCID"}
        and _count(properties.get("/MCID"))
    )
