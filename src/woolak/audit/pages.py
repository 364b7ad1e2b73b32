# SPDX-License-Identifier: EUPL-1.2
"""Published PDFs in; every box that the register does not explain, and all that is left, out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from woolak import gronden
from woolak.audit.folder import REGISTER, Line, Published
from woolak.audit.report import Check, Severity, block, warn
from woolak.pdf.auditing import accessible
from woolak.pdf.proving import verify

_BLOCK = Severity.BLOCK
_LACKS = {
    "language": "Het bestand noemt zijn taal niet.",
    "title": "De titel van het bestand is niet zijn nummer.",
    "title_shown": "Een lezer ziet de naam van het bestand, en niet zijn titel.",
}


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
        lacks = tuple(accessible.lacks(path, f"Document {path.stem}"))
    except Exception:  # noqa: BLE001 - whatever a broken PDF does to its readers, it is no good file
        yield block("P0", "De PDF is beschadigd en niet te controleren.", path.name)
        return
    if there != pages:
        said = f"Het bestand heeft {there} bladzijden; volgens het manifest {pages}."
        yield block("P4", said, path.name)
    yield from _joined(path, marks, lines)
    for lack in lacks:
        # A title of another kind could name somebody.
        told = block if lack == "title" else warn
        yield told("P7", _LACKS[lack], path.name)
    for leak in under:
        said = f"Onder een vak is nog iets leesbaar ({leak.where})."
        places = tuple(mark.box for mark in marks if mark.page == leak.page)
        yield Check("P2", _BLOCK, said, _place(path.name, leak.page), path, leak.page, places)
    for leak in hidden:
        said = f"In het bestand is nog iets verborgen ({leak.where})."
        yield block("P5", said, _place(path.name, leak.page))


def _joined(path: Path, marks: list[verify.Mark], lines: list[Line]) -> Iterator[Check]:
    """Join boxes and lines on redaction and page; compare the label with the ground."""
    name = path.name
    known = {(line.redaction, line.page): line for line in lines}
    there = {(mark.redaction, mark.page) for mark in marks}
    for mark in marks:
        line = known.get((mark.redaction, mark.page))
        if line is None:
            yield _at("B1", "Een vak staat niet in het register.", path, mark)
        elif mark.label != _label(line.ground):
            yield _at("B3", "Het label is niet de grond uit het register.", path, mark)
    for key, line in known.items():
        if key not in there:
            said = f"Deze lakking staat niet op {_place(name, line.page)}."
            yield block("B2", said, f"{REGISTER}, regel {line.number}")


def _at(rule: str, said: str, path: Path, mark: verify.Mark) -> Check:
    place = _place(path.name, mark.page)
    return Check(rule, _BLOCK, said, place, path, mark.page, (mark.box,))


def _label(ground: str) -> str:
    known = gronden.GRONDEN.get(ground)
    return known.box if known else ""


def _place(name: str, page: int) -> str:
    return f"{name}, blz. {page}" if page else name
