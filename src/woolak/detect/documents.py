# SPDX-License-Identifier: EUPL-1.2
"""Pages of a document in, its kind and date out, for the inventory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import regex

from woolak.detect.text.view import View, views
from woolak.model import Page
from woolak.rulebook import Rulebook

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan jan.",
            "februari february feb feb.",
            "maart march mrt mrt. mar mar.",
            "april apr apr.",
            "mei may",
            "juni june jun jun.",
            "juli july jul jul.",
            "augustus august aug aug.",
            "september sep sep. sept sept.",
            "oktober october okt okt. oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(map(regex.escape, _MONTHS), key=len, reverse=True))
_DATE = regex.compile(
    rf"(?i)(?<![\d-])(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>\d{{4}})"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d{1,2})-(?P<day3>\d{1,2})"
    r"|(?P<day4>\d{1,2})[-/.](?P<month4>\d{1,2})[-/.](?P<year4>(?:19|20)\d\d))(?![\d-])"
)
_LABEL = regex.compile(
    r"(?im)^[\s>]*(?:datum(?:\s+(?:brief|en plaats|vergadering|overleg))?|verzonden|sent|date|"
    r"plaats en datum|verzenddatum|wanneer|when)\s*:?\s*"
)
_NEAR = 60
_TOP = 1500


def describe(pages: Sequence[Page], book: Rulebook) -> tuple[str, str]:
    """Return (kind in Dutch, date as yyyy-mm-dd) of a document; either is empty when unknown.

    The kind is of the first row of the table `documentsoorten` whose pattern is on the first page.
    """
    first = views(pages[:1])
    return _kind(first, book), _dated(first)


def _kind(first: Sequence[View], book: Rulebook) -> str:
    text = "\n\n".join(view.text for view in first)
    rows: Sequence[Mapping[str, Any]] = book.tabel("documentsoorten")
    for row in rows:
        where = text[:_TOP] if row.get("waar") == "boven" else text
        if regex.search(row["patroon"], where, regex.IGNORECASE | regex.MULTILINE):
            return str(row["soort"])
    return ""


def _dated(first: Sequence[View]) -> str:
    """Return the date beside a label; any other may be a birth date, and this one is published."""
    for view in first:
        for label in _LABEL.finditer(view.text):
            found = _DATE.search(view.text, label.end(), label.end() + _NEAR)
            if found is not None and (day := _iso(found)):
                return day
    return ""


def _iso(found: regex.Match[str]) -> str:
    parts = [
        next(value for name in (stem, f"{stem}2", f"{stem}3", f"{stem}4") if (value := found[name]))
        for stem in ("year", "month", "day")
    ]
    month = _MONTHS.get(parts[1].lower()) or int(parts[1])
    try:
        return date(int(parts[0]), month, int(parts[2])).isoformat()
    except ValueError:
        return ""
