# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; where it stands, and why a page was judged as it was, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from woolak import __version__
from woolak.dossier import POLICY, Dossier
from woolak.errors import CannotStart
from woolak.model import Advice, Decision, Document, Finding, Reason, Status


def exit_code(documents: Sequence[Document]) -> int:
    """Return 5 when a leak withheld a file, 4 when something is unfinished or rejected, else 0."""
    if any(d.reason in (Reason.LEAK_FOUND, Reason.TEXT_LOST) for d in documents):
        return 5
    done = (Status.PUBLISHED, Status.WITHHELD, Status.DUPLICATE)
    return 0 if all(d.status in done for d in documents) else 4


def status(dossier: Dossier) -> dict[str, Any]:
    """Return where the dossier stands, as `formats.md` spells it."""
    counts = dossier.redacted_places(), dossier.asked_places()
    documents = [_standing(document, *counts) for document in _as_placed(dossier)]
    totals: dict[str, int] = dict.fromkeys(Status, 0)
    for entry in documents:
        totals[entry["status"]] += 1
    totals["documents"] = len(documents)
    for what in ("pages", "redactions", "asks"):
        totals[what] = sum(entry[what] for entry in documents)
    totals["differences"] = int(dossier.meta.get("differences", 0))
    return {"schema": 1, "version": __version__, "documents": documents, "totals": totals}


def _as_placed(dossier: Dossier) -> Sequence[Document]:
    """Return the documents, none published whose file had not reached the folder at a kill."""
    from woolak.publish import manifest
    from woolak.publish.edition import HASHED

    documents = dossier.documents()
    if not (begun := dossier.events("published")):
        return documents
    ended = dossier.events(HASHED)
    if ended and ended[-1].seq > begun[-1].seq:
        return documents
    files = manifest.read(dossier.path / "published").get("files", {})
    return [
        replace(d, status=Status.SCANNED, published_sha256=None)
        if d.status is Status.PUBLISHED and files.get(f"{d.id}.pdf") != d.published_sha256
        else d
        for d in documents
    ]


def _standing(
    document: Document, redactions: Mapping[str, int], asks: Mapping[str, int]
) -> dict[str, Any]:
    published = document.status is Status.PUBLISHED and document.published_sha256
    return {
        "id": document.id,
        "source": document.source,
        "original_sha256": document.original_sha256 or None,
        "file": f"{document.id}.pdf" if published else None,
        "published_sha256": document.published_sha256,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
        "place": document.place,
        "ground": document.grond,
        "notes": list(document.notes),
        "redactions": redactions.get(document.id, 0) if published else 0,
        "asks": asks.get(document.id, 0),
    }


def explain(dossier: Dossier, document: str, page: int | None = None) -> list[dict[str, Any]]:
    """Return what was found and what was kept, on one page or all, each with its reason.

    `ground` is in force, by decision of `by`; `advised` is the one that the policy proposes.
    Holds the texts themselves: for the operator's screen only. Raises CannotStart for a page that
    the document does not have.
    """
    known = dossier.document(document)
    if page is not None and not 1 <= page <= known.pages:
        raise CannotStart(f"Document {known.id} has pages 1 to {known.pages}.")
    advices, decisions = dossier.advices(known.id), dossier.decisions(known.id)
    lines = [
        _explained(finding, advices.get(finding.id), decisions.get(finding.id))
        for finding in dossier.findings(known.id)
        if page in (None, finding.page)
    ]
    # A page that reads otherwise in another layer has most of its findings twice.
    return [line for at, line in enumerate(lines) if line not in lines[:at]]


def _by(decision: Decision | None) -> str | None:
    if decision is None:
        return None
    return "policy" if decision.by == POLICY else decision.by


def _explained(
    finding: Finding, advice: Advice | None, decision: Decision | None
) -> dict[str, Any]:
    return {
        "page": finding.page,
        "text": finding.text,
        "kind": finding.kind,
        "role": advice.role if advice else finding.role,
        "advice": advice.verdict if advice else None,
        "decision": decision.verdict if decision else None,
        "ground": decision.grond if decision else advice.grond if advice else None,
        "by": _by(decision),
        "advised": advice.grond if advice else None,
        "score": round(finding.score, 2),
        "rules": list(finding.rules),
        "why": list(dict.fromkeys([finding.why, advice.why if advice else ""])),
        "source": finding.source,
    }
