# SPDX-License-Identifier: EUPL-1.2
"""Values below a heading are found where the cells of a table run together."""

from __future__ import annotations

from paper import Line, page
from woolak.detect.details import particulars
from woolak.detect.text.view import views
from woolak.model import Kind
from woolak.rulebook import load


def values(lines: list[Line]) -> list[tuple[Kind, str]]:
    """Return the kinds and texts of what columns hold."""
    view = views([page(lines)])[0]
    found = particulars.find(view, load("kern"))
    return sorted((hit.kind, view.text[hit.start : hit.end]) for hit in found)


def test_a_value_below_a_heading_is_found_though_the_next_cell_touches_it() -> None:
    rows: list[Line] = [
        (50, 100, "Merk", 0),
        (120, 100, "P-nr Account", 0),
        (120 + 11 * 5, 100, "x", 0),
        (50, 120, "Opel", 1),
        (120, 120, "411803 svreugd2", 1),
        (50, 140, "Fiat", 2),
        (120, 140, "411728 hdijkgr", 2),
    ]
    found = [text for kind, text in values(rows) if kind is Kind.PERSONNEL_NUMBER]
    assert found == ["411728", "411803"]


def test_what_begins_elsewhere_or_looks_otherwise_is_no_value_of_the_column() -> None:
    rows: list[Line] = [
        (50, 100, "Merk", 0),
        (120, 100, "P-nr Account", 0),
        (50, 120, "Opel", 1),
        (130, 120, "411803 svreugd2", 1),
        (50, 140, "Fiat", 2),
        (120, 140, "onbekend", 2),
    ]
    assert values(rows) == []


def test_a_heading_of_two_lines_heads_its_column_beside_headings_in_their_middle() -> None:
    rows: list[Line] = [
        (50, 106, "Wie", 0),
        (120, 100, "06-", 1),
        (120, 113, "nummer", 1),
        (190, 106, "Mail", 2),
        (50, 140, "Fenna", 3),
        (120, 140, "18 40 77 26 f.blok@minienw.example", 3),
        (50, 160, "Ruud", 4),
        (120, 160, "29 18 44 03 r.smit@minienw.example", 4),
    ]
    found = [text for kind, text in values(rows) if kind is Kind.PHONE]
    assert found == ["18 40 77 26", "29 18 44 03"]
