# SPDX-License-Identifier: EUPL-1.2
"""A CSV, XLSX or HTML of a published folder in; its rows of plain text out, one at a time."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree, html

Row = tuple[str, ...]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _FORMULA, _VALUE, _TEXT = (f"{_MAIN}{name}" for name in ("c", "f", "v", "t"))
_LETTERS = re.compile(r"[A-Z]{1,3}")
_MOST = 1 << 30
_OUTSIDE = "//text()[not(ancestor::tr or ancestor::style or ancestor::title)] | //comment()"
_ATTRIBUTES = frozenset(["nl", "utf-8", "viewport", "width=device-width", "concept", "col", "row"])


class UnreadableSheetError(Exception):
    """The file is no CSV or XLSX that can be compared; `args[0]` is a Dutch sentence."""


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of the file, its header first; raises UnreadableSheetError."""
    readers = {".xlsx": _xlsx, ".html": _html}
    return readers.get(path.suffix, _csv)(path)


def unguarded(row: Row) -> Row:
    """Return a row of a CSV without the `'` that keeps Excel from seeing a formula."""
    return tuple(cell[1:] if cell[:1] == "'" else cell for cell in row)


def _csv(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=";", strict=True):
                if any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row):
                    raise UnreadableSheetError("Een cel kan een formule worden.")
                yield unguarded(tuple(row))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableSheetError("Het bestand ontbreekt of is beschadigd.") from None


def _html(path: Path) -> Iterator[Row]:
    """Yield the rows of the one table of a page."""
    page = _page(path)
    if len(list(page.iter("table"))) != 1 or next(page.iter("script"), None) is not None:
        raise UnreadableSheetError("De bladzijde heeft niet precies een tabel.")
    for row in page.iter("tr"):
        yield tuple("".join(map(str, cell.itertext())) for cell in row)


def beside(path: Path) -> list[str]:
    """Return what a page says outside the rows of its table, to eyes or only to a program.

    A title that is no heading, an attribute and a comment say something too. Raises
    UnreadableSheetError.
    """
    page = _page(path)
    texts = [str(text).strip() for text in page.xpath(_OUTSIDE)]
    title = [str(text) for text in page.xpath("//title/text()")]
    extra = [text for text in title if text not in texts]
    extra += [str(value) for value in page.xpath("//@*") if value not in _ATTRIBUTES]
    return [*filter(None, texts), *extra]


def _page(path: Path) -> html.HtmlElement:
    try:
        return html.document_fromstring(path.read_bytes().decode())
    except (OSError, ValueError, etree.LxmlError):
        raise UnreadableSheetError("Het bestand ontbreekt of is beschadigd.") from None


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(path) as book:
            strings = _strings(book)
            with book.open(_part(book, "xl/worksheets/sheet1.xml")) as sheet:
                for _, row in etree.iterparse(sheet, tag=f"{_MAIN}row", resolve_entities=False):
                    yield _cells(row, strings)
                    row.clear()
                    while row.getprevious() is not None:
                        del row.getparent()[0]
    except (OSError, ValueError, LookupError, zipfile.BadZipFile, etree.XMLSyntaxError):
        raise UnreadableSheetError("Het bestand ontbreekt of is beschadigd.") from None
    except (NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise UnreadableSheetError("Het bestand is ingepakt op een onbekende manier.") from None


def _part(book: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    part = book.getinfo(name)
    if part.file_size > _MOST:
        raise ValueError(name)
    return part


def _strings(book: zipfile.ZipFile) -> list[str]:
    """Return the shared strings, of which Excel makes a table when it saves a workbook."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    with book.open(_part(book, "xl/sharedStrings.xml")) as part:
        items = etree.iterparse(part, tag=f"{_MAIN}si", resolve_entities=False)
        return [_text(item) for _, item in items]


def _cells(row: etree._Element, strings: list[str]) -> Row:
    cells: list[str] = []
    for cell in row:
        if cell.tag != _CELL:
            continue
        column = _column(str(cell.get("r", "")).rstrip("0123456789"))
        cells.extend([""] * (column - len(cells)))
        cells.append(_value(cell, strings))
    return tuple(cells)


def _value(cell: etree._Element, strings: list[str]) -> str:
    kind, value = cell.get("t"), ""
    for part in cell:
        if part.tag == _FORMULA:
            raise UnreadableSheetError("Een cel is een formule.")
        if part.tag == _VALUE:
            value = part.text or ""
    if kind == "inlineStr":
        return _text(cell)
    return strings[int(value)] if kind == "s" else value


def _text(element: etree._Element) -> str:
    return "".join([part.text or "" for part in element.iter(_TEXT)])


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """Return the index of a column such as `AB`, from 0."""
    if not _LETTERS.fullmatch(letters):
        raise ValueError("a cell without a column")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
