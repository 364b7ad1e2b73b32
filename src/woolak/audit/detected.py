# SPDX-License-Identifier: EUPL-1.2
"""Texts that go out in; the places where detection still finds personal data out.

The only part of the audit that loads Presidio: it is asked for, and imported late.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from woolak.audit import annex, sheets
from woolak.audit.folder import Published
from woolak.audit.report import Check, block, info, warn
from woolak.model import Kind

_HARD = frozenset(
    {
        *(Kind.BSN, Kind.IBAN, Kind.EMAIL, Kind.PHONE, Kind.ACCOUNT, Kind.BIRTH_DATE),
        *(Kind.LICENSE_PLATE, Kind.PERSONNEL_NUMBER, Kind.ID_NUMBER),
    }
)
"""What is personal whoever it is of; a name may be one of a minister."""
_LABEL = re.compile(r"\S*\[\d[^\]\s]*\]\S*")
"""A ground in place of what was removed, with what is left of the same word."""
_LISTS = ("inventarislijst.csv",)
_TITLE = frozenset({"Document", "Opmerking", "Soort"})
SKIPPED = info(
    "N5",
    "Niet gekeken: of er met detectie nog persoonsgegevens te vinden zijn in lijsten, titels, "
    "bestandsnamen en teksten (--no-detect).",
)


def in_folder(published: Published) -> Iterator[Check]:
    """Look for personal data in the lists (I6), and for what is left in the documents (P8)."""
    from woolak.detect import telling

    for name in _LISTS:
        for number, text in _rows(published.path / name):
            if telling.sure(_LABEL.sub(" ", text)):
                yield block("I6", "In deze rij staat een persoonsgegeven.", f"{name}, rij {number}")
    if telling.perhaps(_heading(published.path / annex.PAGE)):
        yield block("I6", "In de kop van de lijst staat een persoonsgegeven.", annex.PAGE)
    for entry in published.entries:
        for name in entry.texts[:1]:
            try:
                text = (published.path / name).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if found := telling.sure(_LABEL.sub(" ", text), _HARD):
                said = f"Hier is nog iets te vinden dat op een persoonsgegeven lijkt ({found})."
                yield warn("P8", said, name)


def in_names(paths: Sequence[Path], titles: Sequence[str]) -> Iterator[Check]:
    """Look for personal data in the names of files (I6) and in their titles (P7)."""
    from woolak.detect import telling

    for number, (path, title) in enumerate(zip(paths, titles, strict=True), 1):
        spoken = path.stem.replace("_", " ").replace("-", " ")
        if telling.sure(spoken) or telling.sure(path.stem):
            said = "In de naam van het bestand staat een persoonsgegeven."
            yield block("I6", said, f"bestand {number}")
        if title and telling.sure(title):
            said = "In de titel van het bestand staat een persoonsgegeven."
            yield block("P7", said, f"bestand {number}")


def _heading(path: Path) -> str:
    """Return what the inventory is called: it holds the number that somebody gave the case."""
    try:
        return next(iter(sheets.beside(path)), "")
    except sheets.UnreadableSheetError:
        return ""


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the cells of a list that hold words, by the number of their row."""
    try:
        listed = sheets.rows(path)
        header = next(listed, ())
        columns = [at for at, name in enumerate(header) if name in _TITLE]
        for number, row in enumerate(listed, 2):
            text = ". ".join(row[at] for at in columns if at < len(row) and row[at])
            if text:
                yield number, text
    except sheets.UnreadableSheetError:
        return
