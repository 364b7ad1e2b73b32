# SPDX-License-Identifier: EUPL-1.2
"""Reads a production report as the VWS platform's contract says it does; shares no code with ours.

From the contract: first worksheet, header in row 1, aliases tried in the order of the columns, raw
values of cells, a judgement that is not known means "not public".
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl

ALIASES = {
    "id": ("id",),
    "document": (
        *("document", "document id", "documentnr", "document nr", "documentnr.", "document nr."),
        *("nr.", "omschrijving", "name"),
    ),
    "ground": (
        *("beoordelingsgrond", "grond", "tagmulti006", "beoordelingsgrond (; gescheiden)"),
        "code entries",
    ),
    "judgement": ("beoordeling", "openbaarmaking"),
    "date": ("date", "datum", "datum (utc)"),
    "family": ("family", "familie", "family id"),
    "sourcetype": ("file type", "filetype"),
    "threadid": ("thread id", "email thread id", "email thread"),
    "inquiry_number": ("zaaknr", "casenr", "zaak", "case", "zaaknummer"),
    "suspended": ("opgeschort", "suspended", "tag015"),
    "link": ("publiekelinktag", "publieke link", "publiekelink", "publicatielink"),
    "remark": ("toelichting", "opmerking"),
    "matter": ("matter", "matter / marjoleinnummer"),
    "publication_context": (
        *("publicatiecontext", "publicationcontext", "publication context"),
        "publication_context",
    ),
    "refers_to": ("gerelateerd id",),
}
REQUIRED = {"id", "document", "ground", "judgement"}
JUDGEMENTS = {"openbaar", "deels openbaar", "reeds openbaar", "niet openbaar"}
GROUNDS = {
    *(f"5.1.1{letter}" for letter in "abcde"),
    *(f"5.1.2{letter}" for letter in "abcdefghi"),
    *("5.1.5", "5.2", "5.4", "dubbel"),
}
TYPES = {
    *("pdf", "doc", "image", "presentation", "spreadsheet", "email", "html", "note"),
    *("database", "xml", "video", "vcard", "chat", "audio"),
}
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%Y/%m/%d", "%d/%m/%Y", "%d/%m/%Y %H:%M")
_MOST_DOCUMENT, _MOST_REMARK = 500, 1000


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows as the platform would import them; fails on what it would refuse."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    fields = _fields([str(cell or "") for cell in next(rows)])
    found = [_row(fields, row) for row in rows if any(cell not in (None, "") for cell in row)]
    ids = [row["id"] for row in found]
    assert len(ids) == len(set(ids)), "an id twice"
    known = set(ids)
    assert all(row["refers_to"] in known | {""} for row in found), "refers to nothing"
    return found


def _fields(header: list[str]) -> dict[str, int]:
    """Give each field the first column that has one of its aliases."""
    names = [re.sub(r"^\d+", "", name.strip().lower()).strip() for name in header]
    fields = {
        field: next((at for at, name in enumerate(names) if name in aliases), -1)
        for field, aliases in ALIASES.items()
    }
    assert all(fields[field] >= 0 for field in REQUIRED), "a required column is missing"
    return fields


def _row(fields: dict[str, int], cells: tuple[object, ...]) -> dict[str, str]:
    values = [cells[at] if at >= 0 else None for at in fields.values()]
    assert all(isinstance(value, str | None) for value in values), "a cell is no text"
    row = {field: str(v or "") for field, v in zip(fields, values, strict=True)}
    row["id"] = row["id"].lower()
    assert re.fullmatch(r"[a-z0-9]{1,170}", row["id"]), "the upload would not find its file"
    assert bool(row["matter"]) != bool(row["publication_context"]), "one of the two"
    assert re.fullmatch(r"[A-Za-z0-9\-._~]{1,255}", row["matter"] or row["publication_context"])
    assert row["judgement"].lower() in JUDGEMENTS, "would silently become: not public"
    assert {g.strip() for g in row["ground"].split(";") if g.strip()} <= GROUNDS
    assert len(row["document"].encode()) <= _MOST_DOCUMENT
    assert len(row["remark"]) <= _MOST_REMARK
    assert row["sourcetype"] in TYPES
    assert row["date"] == "" or _dated(row["date"])
    assert re.fullmatch(r"[a-z0-9\-.;() ]*", row["inquiry_number"])
    return row


def _dated(text: str) -> bool:
    for form in _DATES:
        try:
            dt.datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return True
    return False
