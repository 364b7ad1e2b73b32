# SPDX-License-Identifier: EUPL-1.2
"""Published PDFs in; every box that the register does not explain, and all that is left, out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from woolak import gronden
from woolak.audit.folder import REGISTER, Line, Published
from woolak.audit.report import Check, block
from woolak.pdf import verify


def check(published: Published) -> Iterator[Check]:
    """Check each PDF that the manifest names and that is there."""
    lines = published.of()
    for entry in published.entries:
        if entry.file == f"{entry.id}.pdf" and (published.path / entry.file).is_file():
            yield from _pdf(published.path / entry.file, lines[entry.id], entry.pages)


def _pdf(path: Path, lines: list[Line], pages: int) -> Iterator[Check]:
    try:
        marks, there = verify.boxes(path), verify.page_count(path)
        under, hidden = verify.readable_under(path, marks), verify.hidden(path)
    except Exception:  # noqa: BLE001 - whatever a broken PDF does to its readers, it is no good file
        yield block("P0", "De PDF is beschadigd en niet te controleren.", path.name)
        return
    if there != pages:
        said = f"Het bestand heeft {there} bladzijden; volgens het manifest {pages}."
        yield block("P4", said, path.name)
    yield from _joined(path.name, marks, lines)
    for leak in under:
        said = f"Onder een vak is nog iets leesbaar ({leak.where})."
        yield block("P2", said, _place(path.name, leak.page))
    for leak in hidden:
        said = f"In het bestand is nog iets verborgen ({leak.where})."
        yield block("P5", said, _place(path.name, leak.page))


def _joined(name: str, marks: list[verify.Mark], lines: list[Line]) -> Iterator[Check]:
    """Join boxes and lines on redaction and page; compare the label with the ground."""
    known = {(line.redaction, line.page): line for line in lines}
    there = {(mark.redaction, mark.page) for mark in marks}
    for mark in marks:
        line = known.get((mark.redaction, mark.page))
        if line is None:
            yield block("B1", "Een vak staat niet in het register.", _place(name, mark.page))
        elif mark.label != _label(line.ground):
            yield block(
                "B3", "Het label is niet de grond uit het register.", _place(name, mark.page)
            )
    for key, line in known.items():
        if key not in there:
            said = f"Deze lakking staat niet op {_place(name, line.page)}."
            yield block("B2", said, f"{REGISTER}, regel {line.number}")


def _label(ground: str) -> str:
    known = gronden.GRONDEN.get(ground)
    return known.box if known else ""


def _place(name: str, page: int) -> str:
    return f"{name}, blz. {page}" if page else name
