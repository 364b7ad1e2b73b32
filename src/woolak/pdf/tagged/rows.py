# SPDX-License-Identifier: EUPL-1.2
"""A tagged PDF of one table in; what a screen reader tells of it, and what it lacks, out.

Written apart from what makes such a list. What is told by the tags is what is shown: there is no
text beside them but what they tell too, nothing hides it, and two readers have the same letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from woolak.pdf.proving.residue import operations

Row = tuple[str, ...]
FAULTS = (
    *(pikepdf.PikepdfError, pdfium.PdfiumError, ValueError, TypeError, AttributeError),
    *(LookupError, RuntimeError, ArithmeticError),
)
"""What is raised on a file that is no such list."""
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
_SETS = frozenset(["BT", "ET", "Tm", "w", "G", "re", "m", "l", "S"])
_DARK = 0.7
_TABLE = frozenset(["/Table", "/THead", "/TBody", "/TR", "/TH", "/TD"])
_CELLS = frozenset(["/TH", "/TD"])
_DEEP = 20
_PLACE = tuple[int, int]


@dataclass(slots=True)
class Told:
    """What the tags tell: the rows of the table, and the texts outside it in their order.

    `aside` are the texts that are no part of what is read aloud; `lacks` names what an accessible
    list has and this one has not.
    """

    rows: list[Row] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)
    lacks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Read:
    told: Told
    fonts: dict[_PLACE, Mapping[int, str]] = field(default_factory=dict)
    texts: dict[tuple[_PLACE, int], str] = field(default_factory=dict)
    """The text of each piece of marked content, by its page and number."""


def read(path: Path) -> Told:
    """Return what a list tells; raises one of FAULTS."""
    told = Told()
    work = _Read(told)
    with pikepdf.open(path) as pdf:
        told.lacks |= set(_head(pdf))
        letters = Counter[str]()
        for page in pdf.pages:
            letters.update(_letters("".join(_page(work, page))))
        _walk(work, pdf.Root.StructTreeRoot.K, 0)
        if told.beside[:1] != [_title(pdf)]:
            told.lacks.add("title")
    if work.texts:
        told.lacks.add("untagged")
    if letters != Counter(_letters(_other(path))):
        told.lacks.add("letters")
    return told


def _head(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if str(root.get("/Lang", "")) != "nl-NL":
        yield "language"
    if root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked") is not True:
        yield "tags"
    shown = root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle")
    if shown is not True or _title(pdf) != str(pdf.docinfo.get("/Title", "")):
        yield "title"


def _title(pdf: pikepdf.Pdf) -> str:
    return str(pdf.open_metadata(update_docinfo=False).get("dc:title", ""))


def _page(work: _Read, page: pikepdf.Page) -> Iterator[str]:
    """Yield the texts of a page in their order, and store each under its number."""
    fonts: Any = page.resources.get("/Font", {})
    codes: Mapping[int, str] = {}
    mark, held, dark, shown = None, "", True, False
    if "/Annots" in page.obj:
        work.told.lacks.add("drawn")
    for name, operands in operations(page):
        if name in ("BDC", "BMC"):
            mark, held = _mark(operands), ""
        elif name == "EMC":
            _store(work, (page.obj.objgen, mark), held)
            mark = None
        elif name in ("g", "rg"):
            dark = max(map(float, operands)) <= _DARK
        elif name == "Tf":
            codes = _codes(work, fonts[str(operands[0])])
        elif name == "Tj":
            text, shown = _decoded(codes, bytes(operands[0])), True
            held += text
            work.told.lacks |= {"untagged"} if mark is None else set() if dark else {"drawn"}
            yield text
        elif name not in _SETS and (name != "f" or shown):
            work.told.lacks.add("drawn")


def _mark(operands: Any) -> int | None:  # noqa: ANN401 - what a content stream says
    """Return the number of marked content, -1 for what is no part of what is read aloud."""
    if str(operands[0]) == "/Artifact":
        return -1
    return int(operands[1].MCID)


def _store(work: _Read, at: tuple[_PLACE, int | None], text: str) -> None:
    place, mark = at
    if mark is None or (mark >= 0 and (place, mark) in work.texts):
        raise ValueError(mark)
    if mark >= 0:
        work.texts[place, mark] = text
    elif text:
        work.told.aside.add(text)


def _codes(work: _Read, font: pikepdf.Object) -> Mapping[int, str]:
    """Return the character of each code of a font, which has to bring its letters along."""
    if font.objgen not in work.fonts:
        below = font.DescendantFonts[0].FontDescriptor
        if "/FontFile3" not in below and "/FontFile2" not in below:
            work.told.lacks.add("fonts")
        blocks = _CHARS.findall(font.ToUnicode.read_bytes())
        pairs = [pair for block in blocks for pair in _PAIR.findall(block)]
        work.fonts[font.objgen] = {
            int(code, 16): bytes.fromhex(char.decode()).decode("utf-16-be") for code, char in pairs
        }
    return work.fonts[font.objgen]


def _decoded(codes: Mapping[int, str], data: bytes) -> str:
    pairs = zip(data[::2], data[1::2], strict=True)
    return "".join([codes[high << 8 | low] for high, low in pairs])


def _walk(work: _Read, item: Any, depth: int) -> None:  # noqa: ANN401 - a tag, or nonsense
    """Take the texts of a tag and of all below it, in the order in which they are read aloud."""
    kind = str(item.get("/S"))
    if depth > _DEEP:
        raise ValueError(kind)
    kids = _kids(item)
    if kind == "/TR":
        work.told.rows.append(tuple(_cell(work, cell) for cell in kids))
    elif kind in _TABLE or any(isinstance(kid, pikepdf.Dictionary) and "/S" in kid for kid in kids):
        for kid in kids:
            _walk(work, kid, depth + 1)
    else:
        work.told.beside.append(_text(work, item))


def _cell(work: _Read, cell: Any) -> str:  # noqa: ANN401
    kind = str(cell.S)
    if kind not in _CELLS:
        raise ValueError(kind)
    if kind == "/TH" and "/Scope" not in cell.get("/A", {}):
        work.told.lacks.add("scope")
    return _text(work, cell)


def _text(work: _Read, item: Any) -> str:  # noqa: ANN401
    """Return the text of a tag; what is told once is not told again."""
    parts = []
    for kid in _kids(item):
        mark, page = (kid, item.get("/Pg")) if isinstance(kid, int) else (kid.MCID, kid.Pg)
        parts.append(work.texts.pop((page.objgen, int(mark))))
    return "".join(parts)


def _kids(item: Any) -> list[Any]:  # noqa: ANN401
    if "/ActualText" in item or "/Alt" in item:
        raise ValueError(item.objgen)
    held = item.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array | list) else [held]


def _other(path: Path) -> str:
    """Return the text of all pages as pdfium has it."""
    with pdfium.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def _letters(text: str) -> str:
    return "".join(text.split())
