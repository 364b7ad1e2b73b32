# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; its register for those who may see everything, kept inside the dossier, out.

Every finding with its text, place, person, score, advice and decision, those that stayed public as
well. It is written for one reader and is never part of what is published.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Advice, Decision, Finding, Redaction
from woolak.publish import table
from woolak.publish.table import Cell, Column, Sheet

FOLDER = "intern"
COLUMNS = (
    *(Column("redaction", 14), Column("document", 10), Column("page", 6), Column("layer", 10)),
    *(Column("kind", 14), Column("role", 16), Column("text", 30), Column("length", 8)),
    *(Column("x0", 8), Column("y0", 8), Column("x1", 8), Column("y1", 8), Column("person", 9)),
    *(Column("score", 7), Column("rules", 30), Column("source", 11), Column("advice", 9)),
    *(Column("decision", 9), Column("ground", 9), Column("decided_by", 11), Column("at", 25)),
    *(Column("reviewer", 20), Column("why", 60)),
)
NAMES = tuple(column.name for column in COLUMNS)


def write(dossier: Dossier) -> list[Path]:
    """Write register.csv and register.xlsx in the dossier's folder `intern`, for the owner only.

    Raises CannotStart when the disk refuses.
    """
    folder, cells = dossier.path / FOLDER, list(rows(dossier))
    made = [folder / "register.csv", folder / "register.xlsx"]
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for path in made:
            path.unlink(missing_ok=True)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        table.write_csv(made[0], NAMES, cells)
        sheet = Sheet("Intern register", "INTERN: bevat persoonsgegevens", COLUMNS, cells, "INTERN")
        table.write_xlsx(made[1], [sheet], dossier.clock())
    except OSError as error:
        raise CannotStart(f"{folder} cannot be written: {error.strerror}.") from None
    return made


def rows(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each finding, with the cells of COLUMNS, document by document."""
    whose = {finding: person.id for person in dossier.persons() for finding in person.findings}
    names = dossier.reviewers()
    for document in dossier.documents():
        advices, decisions = dossier.advices(document.id), dossier.decisions(document.id)
        redactions = dossier.redactions(document.id)
        for finding in dossier.findings(document.id):
            decision = decisions.get(finding.id)
            yield (
                _redaction(finding, redactions),
                *_what(finding, advices.get(finding.id), whose.get(finding.id, "")),
                *_decided(decision, names),
                finding.why,
            )


def _redaction(finding: Finding, redactions: list[Redaction]) -> str:
    for redaction in redactions:
        here = redaction.page == finding.page
        if here and any(a.overlaps(b) for a in redaction.boxes for b in finding.boxes):
            return redaction.id
    return ""


def _what(finding: Finding, advice: Advice | None, person: str) -> tuple[Cell, ...]:
    box = finding.boxes[0] if finding.boxes else None
    sides = (box.x0, box.y0, box.x1, box.y1) if box else ()
    role = advice.role if advice else finding.role
    place = (finding.document, finding.page, str(finding.layer), str(finding.kind), str(role))
    corners = tuple(f"{side:.1f}" for side in sides) or ("", "", "", "")
    told = (f"{finding.score:.2f}", " ".join(finding.rules), str(finding.source))
    said = str(advice.verdict) if advice else ""
    return (*place, finding.text, len(finding.text), *corners, person, *told, said)


def _decided(decision: Decision | None, names: dict[str, str]) -> tuple[Cell, ...]:
    if decision is None:
        return "", "", "", "", ""
    by = decision.by
    return str(decision.verdict), decision.grond or "", by, decision.at, names.get(by, "")
