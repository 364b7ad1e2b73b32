# SPDX-License-Identifier: EUPL-1.2
"""Rows in; a CSV and an XLSX that Dutch Excel opens as they are meant out.

No cell can become a formula, and the same rows give the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = str | int
_LINE = 15
"""Points: the height of a line in a cell."""
_A4 = 9
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN = re.compile(r"(?:[A-Za-z0-9.,;:()/-]+(?: [A-Za-z0-9.,;:()/-]+)*)?")
_MOST = 32_767
"""UTF-16 units that Excel takes in a cell."""
_FILL = "#DCE6F1"
_WARN = "#C00000"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters, whether its cells may take more lines.

    Columns at the end that are not `printed` stay off the page.
    """

    name: str
    width: float
    wrap: bool = False
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet to be; `warning` is printed on top of each page and colours the tab."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    warning: str = ""


def guarded(cell: Cell) -> str:
    """Return what a CSV cell holds: a `'` in front where Excel would see a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV as Dutch Excel reads it: UTF-8 with BOM, semicolons, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([guarded(cell) for cell in row] for row in rows)


def write_xlsx(path: Path, sheets: Sequence[Sheet], moment: dt.datetime) -> None:
    """Write a workbook, A4 landscape, dated at `moment`; raises OSError when the disk refuses.

    What is written aside stays in the folder of `path`: a row may hold what that folder guards.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    try:
        _write_book(path, {**options, "tmpdir": str(path.parent)}, sheets, moment)
    except FileCreateError as error:
        raise error.args[0] from None


def _write_book(
    path: Path, options: dict[str, object], sheets: Sequence[Sheet], moment: dt.datetime
) -> None:
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {"created": moment.replace(tzinfo=None), "title": sheets[0].heading, "company": ""}
        )
        cell = {"border": 1, "valign": "top"}
        head = book.add_format({**cell, "bold": True, "bg_color": _FILL, "text_wrap": True})
        long, short = book.add_format({**cell, "text_wrap": True}), book.add_format(cell)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _lay_out(page, sheet)
            _head(page, sheet, head)
            _fill(page, sheet, [long if column.wrap else short for column in sheet.columns])


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    """Freeze the header, filter, and print A4 landscape on one page's width."""
    shown = [i for i, column in enumerate(sheet.columns) if column.printed]
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.print_area(0, 0, len(sheet.rows), shown[-1])
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    page.set_header(f"&L&B{_literal(sheet.heading)}&R&B{_literal(sheet.warning)}")
    page.set_footer("&RPagina &P van &N")
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    if sheet.warning:
        page.set_tab_color(_WARN)


def _head(page: Worksheet, sheet: Sheet, look: Format) -> None:
    page.set_row(0, 32)
    for index, column in enumerate(sheet.columns):
        page.write_string(0, index, column.name, look)


def _fill(page: Worksheet, sheet: Sheet, looks: list[Format]) -> None:
    """Write the rows below the header, as XlsxWriter would: a call for each cell takes long."""
    if not sheet.rows:
        return
    page._write_single_row(len(sheet.rows))  # noqa: SLF001 - the header, which waits for a next row
    page.dim_rowmax = len(sheet.rows)
    begins = [
        (f'<c r="{xl_col_to_name(index)}', f'" s="{look._get_xf_index()}"')  # noqa: SLF001 - as above
        for index, look in enumerate(looks)
    ]
    for number, row in enumerate(sheet.rows, 2):
        lines = _lines(sheet, row)
        high = f' ht="{_LINE * lines}" customHeight="1"' if lines > 1 else ""
        cells = zip(begins, row, strict=True)
        told = [f"{name}{number}{style}{_told(cell)}" for (name, style), cell in cells]
        page.fh.write(f'<row r="{number}"{high}>{"".join(told)}</row>')


def _told(cell: Cell) -> str:
    """Return the rest of a cell: a number, or a text in which nothing is markup."""
    if isinstance(cell, int):
        return f"><v>{cell}</v></c>"
    if len(cell) > _MOST // 2:
        cell = cell.encode("utf-16-le")[: 2 * _MOST].decode("utf-16-le", "ignore")
    space = "" if cell == cell.strip() else ' xml:space="preserve"'
    if not _PLAIN.fullmatch(cell):
        cell = escape(Worksheet._escape_control_characters(cell), quote=False)  # noqa: SLF001 - as above
    return f' t="inlineStr"><is><t{space}>{cell}</t></is></c>'


def _lines(sheet: Sheet, row: Sequence[Cell]) -> int:
    """Return how many lines a row takes: no program widens a row by itself when it opens one."""
    wrapped = zip(sheet.columns, row, strict=True)
    return max(ceil(len(str(cell)) / c.width) if c.wrap else 1 for c, cell in wrapped)


def _literal(text: str) -> str:
    return text.replace("&", "&&")
