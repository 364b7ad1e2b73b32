# SPDX-License-Identifier: EUPL-1.2
"""Everything that was found in a dossier in; its persons, advice and further findings out.

Nothing is stored here. This is done by a worker, which has loaded what it takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from woolak import advise, persons, persons_remaining, rulebook
from woolak.detect import terms
from woolak.dossier import POLICY, Dossier, open_dossier
from woolak.judgement import Judged, unattended
from woolak.judgement_pages import covering
from woolak.model import SUSPECT, Advice, Finding, Page, Person, Verdict
from woolak.persons_review import regroup
from woolak.scan import rules

_WINDOW, _OVERLAP = 200, 9
"""Layers of pages that are looked through together: more words than that take much memory."""
_OURS = ("lijst", "persoon", "ogen")
"""Findings of these rules are made here, anew each time."""


def at(path: Path) -> Judged:
    """Return what follows from what the dossier at `path` holds; runs in a worker."""
    with open_dossier(path, readonly=True) as dossier:
        return reached(dossier)


def reached(dossier: Dossier) -> Judged:
    """Return what follows from what the dossier holds."""
    book, ties = rules(dossier.pack), dossier.ties()
    by_hand = {name for name, decision in dossier.decisions().items() if decision.by != POLICY}
    every = dossier.findings()
    # What a person decided stays, also where repetition would not bring it back.
    found = [f for f in every if f.rules[0].split(".")[0] not in _OURS or f.id in by_hand]
    people = regroup(persons.link(found, book), found, ties, book)
    more = _listed_and_repeated(dossier, people, found, book) + list(covering(dossier))
    listed = {finding.id for finding in more}
    everything = sorted(chain((f for f in found if f.id not in listed), more), key=_place)
    people = regroup(persons.link(everything, book), everything, ties, book)
    advices = advise.advise(everything, people, book)
    if stays := _staying(dossier, everything, advices, book):
        more += stays
        fresh = {finding.id for finding in stays}
        everything = sorted(chain((f for f in everything if f.id not in fresh), stays), key=_place)
        people = regroup(persons.link(everything, book), everything, ties, book)
        advices = advise.advise(everything, people, book)
    kept = {finding.id: (finding.kind, finding.score) for finding in everything}
    return Judged(people, advices, more, kept, {f.id for f in every} - kept.keys())


def _listed_and_repeated(
    dossier: Dossier, people: list[Person], found: list[Finding], book: rulebook.Rulebook
) -> list[Finding]:
    """Return the findings of the dossier's own lists and the repeated mentions of its persons."""
    listed = [terms.Term(term, name == "redact", grond) for name, term, grond in dossier.terms()]
    taken = {finding.id for finding in found if finding.keep or finding.score >= SUSPECT}
    more: dict[str, Finding] = {}
    for document in dossier.documents():
        by_list = _listed(dossier.each_page(document.id), listed)
        repeated = persons.propagate(people, found, dossier.each_page(document.id), book)
        more.update((f.id, f) for f in repeated if f.id not in taken)
        more.update((f.id, f) for f in by_list)
    return list(more.values())


def _staying(
    dossier: Dossier, findings: list[Finding], advices: list[Advice], book: rulebook.Rulebook
) -> list[Finding]:
    """Return the places that nobody decided on, of texts that are redacted elsewhere."""
    verdicts = {advice.finding: unattended(advice) for advice in advices}
    verdicts |= {d.finding: d.verdict for d in dossier.decisions().values() if d.by != POLICY}
    redacted = frozenset(name for name, verdict in verdicts.items() if verdict is Verdict.REDACT)
    pages = (page for known in dossier.documents() for page in dossier.each_page(known.id))
    return persons_remaining.remaining(findings, redacted, pages, book)


def _listed(pages: Iterable[Page], listed: list[terms.Term]) -> list[Finding]:
    """Return the places of the terms of lists; stretches of pages overlap, as terms may."""
    found: dict[str, Finding] = {}
    window: list[Page] = []
    for page in pages if listed else ():
        window.append(page)
        if len(window) == _WINDOW:
            found.update((one.id, one) for one in terms.throughout(window, listed))
            window = window[-_OVERLAP:]
    found.update((one.id, one) for one in terms.throughout(window, listed))
    return list(found.values())


def _place(finding: Finding) -> tuple[str, int, int, int, str]:
    return finding.document, finding.page, finding.start or 0, finding.end or 0, finding.id
