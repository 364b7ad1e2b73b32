# SPDX-License-Identifier: EUPL-1.2
"""A document in; what a person still has to do before it may leave the building out."""

from __future__ import annotations

from collections.abc import Collection

from woolak import sampling
from woolak.dossier import POLICY, Dossier
from woolak.model import Advice, Decision, Document, Kind, Reason, Verdict

NO_ONE: frozenset[str] = frozenset()
_SPECIAL = frozenset({Kind.HEALTH, Kind.SPECIAL_CATEGORY})


def outstanding(dossier: Dossier, document: Document) -> tuple[Reason, str] | None:
    """Return why a document waits for a person, and where; None when it does not.

    A page that nobody could read waits for eyes, and with `steekproef_verplicht` so do those of the
    sample; with `vier_ogen` a decision waits for a second reviewer.
    """
    for number, reason in dossier.unseen(document.id).items():
        return reason, f"page {number}"
    zaak = dossier.zaak
    if zaak.steekproef_verplicht == "ja":
        ticked = {number for _, number in dossier.checks(document.id)}
        for number in sorted(sampling.drawn(dossier, document) - ticked):
            return Reason.NEEDS_EYES, f"page {number}"
    return None if zaak.vier_ogen == "uit" else _unconfirmed(dossier, document, zaak.vier_ogen)


def _unconfirmed(dossier: Dossier, document: Document, mode: str) -> tuple[Reason, str] | None:
    """Return the first decision that a second reviewer has not confirmed."""
    decisions, advices = dossier.decisions(document.id), dossier.advices(document.id)
    confirmed = dossier.confirmed(document.id)
    for finding in dossier.findings(document.id):
        decision = decisions.get(finding.id)
        if not decision or not needs_second(mode, finding.kind, advices.get(finding.id), decision):
            continue
        if not settled(decision.by, confirmed.get(finding.id, NO_ONE)):
            return Reason.UNDECIDED, f"page {finding.page}"
    return None


def needs_second(mode: str, kind: Kind, advice: Advice | None, decision: Decision) -> bool:
    """Say whether a decision takes two reviewers, by the case's `vier_ogen`.

    `alles`: every redaction, and whatever a person decided. `vragen`: questions, special
    categories, and what a person made public against the advice.
    """
    by_person, keep = decision.by != POLICY, decision.verdict is Verdict.KEEP
    if mode == "alles":
        return by_person or not keep
    asked = advice is not None and advice.verdict is Verdict.ASK
    freed = by_person and keep and not (advice and advice.verdict is Verdict.KEEP)
    return mode == "vragen" and (asked or freed or (kind in _SPECIAL and not keep))


def settled(by: str, confirmed: Collection[str]) -> bool:
    """Say whether a person decided and another one agreed."""
    return by != POLICY and bool(set(confirmed) - {by})


def reviewed(dossier: Dossier) -> str:
    """Return whether people reviewed the dossier, as the manifest says it: yes, partly, no.

    Yes: every question and suspect was decided by a person, and every redaction of a person's name.
    """
    if not dossier.actions(limit=1):
        return "no"
    advices, decisions = dossier.advices(), dossier.decisions()
    of_persons = {finding for person in dossier.persons() for finding in person.findings}
    for finding, advice in advices.items():
        decision = decisions.get(finding)
        if decision and decision.by != POLICY:
            continue
        redacted = decision is not None and decision.verdict is Verdict.REDACT
        if advice.verdict is Verdict.ASK or (redacted and finding in of_persons):
            return "partly"
    return "yes"
