# SPDX-License-Identifier: EUPL-1.2
"""A whole document refused by a reviewer, and given back."""

from __future__ import annotations

from woolak import run
from woolak.model import Decision, Document, Status, Verdict
from woolak.model.review import Action, Deed, Step
from woolak.review.desk import Desk


def withhold(desk: Desk, document: Document, grond: str, by: str) -> None:
    """Refuse a document under a ground; raises CannotStart for a duplicate."""
    run.withhold(desk.dossier, document.id, grond, by)
    _note(desk, Deed.DOCUMENT, document, grond, by)


def give_back(desk: Desk, document: Document, by: str) -> None:
    """Take a refusal back: what was read and decided before holds again."""
    _open(desk, document)
    _note(desk, Deed.RELEASE, document, document.grond or "5.1.2e", by)


def turn(desk: Desk, action: Action, by: str, *, undone: bool) -> None:
    """Undo a refusal or its taking back, or do it again."""
    known = desk.dossier.document(action.document)
    grond = desk.dossier.steps(action.seq)[0].new.grond or "5.1.2e"
    if (action.what is Deed.DOCUMENT) is undone:
        _open(desk, known)
    else:
        run.withhold(desk.dossier, known.id, grond, by)
    desk.renew_documents()


def _open(desk: Desk, document: Document) -> None:
    dossier = desk.dossier
    if document.status is not Status.WITHHELD:
        return
    waits = next(iter(dossier.unseen(document.id).items()), None)
    with dossier.transaction():
        if waits:
            dossier.set_status(document.id, Status.UNFINISHED, waits[1], f"page {waits[0]}")
        else:
            dossier.set_status(document.id, Status.SCANNED, None, "")
        dossier.free(document.id)


def _note(desk: Desk, what: Deed, document: Document, grond: str, by: str) -> None:
    at = desk.dossier.clock().isoformat()
    verdict = Verdict.REDACT if what is Deed.DOCUMENT else Verdict.KEEP
    step = Step(document.id, None, Decision(document.id, verdict, grond, by, at))
    with desk.dossier.transaction():
        desk.dossier.act(Action(0, by, at, what, document.id), [step])
    desk.renew_documents()
