# SPDX-License-Identifier: EUPL-1.2
"""Texts that go out in; the places where detection still finds personal data out.

The only part of the audit that loads Presidio: it is asked for, and imported late.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from woolak import rulebook
from woolak.audit import sheets
from woolak.audit.folder import Published
from woolak.audit.report import Check, block, info, warn
from woolak.errors import Unfinished
from woolak.model import SURE, Kind

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
    look = _Look()
    for name in _LISTS:
        for number, text in _rows(published.path / name):
            if look.finds(text, frozenset(Kind)):
                yield block("I6", "In deze rij staat een persoonsgegeven.", f"{name}, rij {number}")
    for entry in published.entries:
        for name in entry.texts[:1]:
            try:
                text = (published.path / name).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if found := look.finds(_LABEL.sub(" ", text), _HARD):
                said = f"Hier is nog iets te vinden dat op een persoonsgegeven lijkt ({found})."
                yield warn("P8", said, name)


def in_names(paths: Sequence[Path], titles: Sequence[str]) -> Iterator[Check]:
    """Look for personal data in the names of files (I6) and in their titles (P7)."""
    look = _Look()
    for number, (path, title) in enumerate(zip(paths, titles, strict=True), 1):
        spoken = path.stem.replace("_", " ").replace("-", " ")
        if look.finds(spoken, frozenset(Kind)) or look.finds(path.stem, frozenset(Kind)):
            said = "In de naam van het bestand staat een persoonsgegeven."
            yield block("I6", said, f"bestand {number}")
        if title and look.finds(title, frozenset(Kind)):
            said = "In de titel van het bestand staat een persoonsgegeven."
            yield block("P7", said, f"bestand {number}")


class _Look:
    """A detector that is ready."""

    def __init__(self) -> None:
        from woolak.detect import engine

        self._engine = engine
        self._detector = engine.load(rulebook.load("kern"))

    def finds(self, text: str, kinds: frozenset[Kind]) -> str:
        """Return the kinds of personal data that are found for sure, in Dutch order of need."""
        from woolak.detect.examples import page_of

        try:
            found = self._engine.detect(self._detector, [page_of(text)])
        except Unfinished:
            return "niet op tijd klaar"
        sure = {f.kind for f in found if not f.keep and f.score >= SURE and f.kind in kinds}
        return ", ".join(sorted(sure))


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
