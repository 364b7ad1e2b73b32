# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; what its decisions, its case and its originals say against publishing it out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from woolak import gronden
from woolak.audit.report import Check, Severity, block, warn
from woolak.dossier import Dossier
from woolak.model import Box, Document, Status, Verdict
from woolak.pdf.auditing import accessible, again, unchanged

_YEARS = 5
_STANDARD = "5.1.2e"
"""The ground of which the motivation that woolak writes has the paragraph on article 5.3 itself."""
_CHANGED = {
    "lost": "Buiten de vakken is tekst van het origineel verdwenen.",
    "gained": "Op deze bladzijde staat tekst die niet in het origineel staat.",
    "size": "De bladzijde heeft een andere maat dan in het origineel.",
    "pages": "Het bestand heeft een ander aantal bladzijden dan het origineel.",
}


def check(opened: Dossier, today: dt.date) -> Iterator[Check]:
    """Check each document that is published, and each ground that was used."""
    for document in opened.documents():
        if document.status is Status.PUBLISHED:
            yield from _looked_at(opened, document)
            yield from _kept(opened, document)
            yield from _unchanged(opened, document)
            yield from _gone(opened, document)
            yield from _tagged(opened, document)
        yield from _grounds(opened, document, today)


def _looked_at(opened: Dossier, document: Document) -> Iterator[Check]:
    for number in opened.unseen(document.id):
        said = "Deze bladzijde moet door een mens worden bekeken, en dat is niet gebeurd."
        yield block("P12", said, _page(document, number))


def _kept(opened: Dossier, document: Document) -> Iterator[Check]:
    """Name what is public by a rule and was redacted all the same."""
    decisions = opened.decisions(document.id)
    for finding in opened.findings(document.id):
        decision = decisions.get(finding.id)
        if finding.keep and decision and decision.verdict is Verdict.REDACT:
            said = "Hier is iets gelakt dat volgens de regels openbaar blijft."
            yield warn("P13", said, _page(document, finding.page))


def _unchanged(opened: Dossier, document: Document) -> Iterator[Check]:
    places: defaultdict[int, list[Box]] = defaultdict(list)
    for redaction in opened.redactions(document.id):
        places[redaction.page] += redaction.boxes
    path = opened.redacted(document)
    try:
        found = unchanged.changed(opened.sound(document), path, places)
    except unchanged.FAULTS:
        said = "Het bestand is niet met zijn origineel te vergelijken."
        yield warn("P3", said, f"document {document.id}")
        return
    for number, why in found.items():
        said, boxes = _CHANGED[why], tuple(places[number])
        place = _page(document, number)
        yield Check("P3", Severity.BLOCK, said, place, path, number, boxes)


def _gone(opened: Dossier, document: Document) -> Iterator[Check]:
    """Look for what was removed once more: the proof was given by the woolak of that day."""
    decided = opened.decisions(document.id)
    redacted = {name for name, one in decided.items() if one.verdict is Verdict.REDACT}
    texts = {f.text for f in opened.findings(document.id) if f.id in redacted and f.text}
    path = opened.redacted(document)
    try:
        found = again.stored(path, texts)
    except unchanged.FAULTS:
        return  # a file that cannot be read has been named
    for number, where in sorted(found):
        said = f"Een gelakte tekst is nog in het bestand te vinden ({where})."
        yield Check("P1", Severity.BLOCK, said, _page(document, number), path, number)


def _tagged(opened: Dossier, document: Document) -> Iterator[Check]:
    """Say when the tags of an original, by which it is read aloud, did not stay."""
    try:
        was, now = accessible.tagged(opened.sound(document)), opened.redacted(document)
        lost = was and not accessible.tagged(now)
    except unchanged.FAULTS:
        return
    if lost:
        yield warn("P7", "De tags van het origineel zijn er niet meer.", _page(document, 0))


def _grounds(opened: Dossier, document: Document, today: dt.date) -> Iterator[Check]:
    """Check the rules about grounds that hang on the case: age (G7) and emissions (G9)."""
    zaak = opened.zaak
    used = {redaction.grond for redaction in opened.redactions(document.id)}
    used |= {document.grond} if document.grond else set()
    place = f"document {document.id}"
    if zaak.milieu_emissie == "ja" and used & gronden.EMISSIES.gronden:
        yield warn("G9", gronden.EMISSIES.regel, place)
    old = _older(document.datum, zaak.besluitdatum or today)
    due = used & gronden.OUDER_DAN_VIJF_JAAR.gronden - {_STANDARD}
    if old and due and zaak.soort == "verzoek":
        listed = ", ".join(sorted(due))
        said = f"{gronden.OUDER_DAN_VIJF_JAAR.regel} Motiveer dat in het besluit ({listed})."
        yield block("G7", said, place)


def _older(datum: str, today: dt.date) -> bool:
    try:
        day = dt.date.fromisoformat(datum)
    except ValueError:
        return False
    return (today.year - day.year, today.month, today.day) > (_YEARS, day.month, day.day)


def _page(document: Document, number: int) -> str:
    return f"document {document.id}, blz. {number}" if number else f"document {document.id}"
