# SPDX-License-Identifier: EUPL-1.2
"""A document in, its concept for others out; the markings that others drew in it, as boxes by hand.

The browser and the command line do the same by this. What reads a PDF runs in a worker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from woolak import redaction
from woolak.dossier import Dossier
from woolak.model import Document, Finding, Redaction, Verdict
from woolak.model.review import Deed
from woolak.redaction import plan
from woolak.review import deciding
from woolak.review.deciding import Order
from woolak.review.desk import Desk
from woolak.review.drawing import drawn, ground

USUAL = "5.1.2e"
_GROUND = re.compile(r"5\.(?:1\.(?:[12]\.?[a-i]|5)|2|4)\b", re.IGNORECASE)
Job = tuple[Path, tuple[Redaction, ...]]


def job(dossier: Dossier, document: Document) -> Job:
    """Return what `concept_of` makes the concept of a document from."""
    made, _ = redaction.numbered(dossier, document, plan.plan(dossier, document))
    return dossier.sound(document), made


def concept_of(job: Job) -> bytes:
    """Return a document with its redactions marked and nothing removed; raises Rejected."""
    from woolak.pdf.rendering import concept

    return concept.make(*job)


def markings_in(path: Path) -> Sequence[object]:
    """Return the markings in a PDF; raises Rejected."""
    from woolak.pdf.rendering import concept

    return concept.read(path)


def take(desk: Desk, document: Document, found: Iterable[object], by: str) -> list[str]:
    """Redact what was marked, under the ground that each marking names; return the new places."""
    changed: list[str] = []
    for grond, findings in _by_ground(desk, document, found).items():
        order = Order(
            by, Deed.TAKEN, (), Verdict.REDACT, grond, document=document.id, made=tuple(findings)
        )
        changed += deciding.decide(desk, order).changed
    return changed


def _by_ground(desk: Desk, document: Document, found: Iterable[object]) -> dict[str, list[Finding]]:
    """Return the findings that markings stand for, under the ground that each names."""
    from woolak.pdf.rendering.concept import Marking

    groups: dict[str, list[Finding]] = {}
    for marking in found:
        if not isinstance(marking, Marking) or not 1 <= marking.page <= document.pages:
            continue
        layers = desk.dossier.page(document.id, marking.page)
        made = drawn(layers, marking.box, None, exact=False) if layers else None
        named = _GROUND.search(marking.label)
        grond = (ground(named[0]) if named else None) or USUAL
        if made is not None:
            groups.setdefault(grond, []).append(made)
    return groups
