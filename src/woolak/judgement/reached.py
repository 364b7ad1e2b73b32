# SPDX-License-Identifier: EUPL-1.2
"""Everything that was found in a dossier in; its persons, advice and further findings out.

Nothing is stored here. This is done by a worker, which has loaded what it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from woolak import advise, persons, rulebook
from woolak.detect import terms
from woolak.dossier import POLICY, Dossier, open_dossier
from woolak.judgement.outcome import Judged, pack, unattended
from woolak.judgement.pages import covering
from woolak.model import SUSPECT, Advice, Finding, Page, Person, Verdict
from woolak.persons import remaining, things
from woolak.persons.review import regroup
from woolak.scan import rules
from woolak.work.forks import side_by_side

_WINDOW, _OVERLAP = 200, 9
"""Layers of pages that are looked through together: more words than that take much memory."""
_OURS = ("lijst", "persoon", "ogen")
"""Findings of these rules are made here, anew each time."""


def at(path: Path, processes: int) -> Judged:
    """Return what follows from what the dossier at `path` holds; runs in a worker.

    The pages are looked through by so many processes side by side.
    """
    with open_dossier(path, readonly=True) as dossier:
        return reached(dossier, processes)


def reached(dossier: Dossier, processes: int = 1) -> Judged:
    """Return what follows from what the dossier holds."""
    book, ties = rules(dossier.pack), dossier.ties()
    by_hand = {name for name, decision in dossier.decisions().items() if decision.by != POLICY}
    every = dossier.findings()
    # What a person decided stays, also where repetition would not bring it back.
    read = [f for f in every if f.rules[0].split(".")[0] not in _OURS or f.id in by_hand]
    found = things.doubted(read, _texts(dossier), partial(_with_words, dossier), by_hand, book)
    people = regroup(persons.link(found, book), found, ties, book)
    more = _listed_and_repeated(dossier, people, found, book, processes) + list(covering(dossier))
    listed = {finding.id for finding in more}
    everything = sorted(chain((f for f in found if f.id not in listed), more), key=_place)
    people = regroup(persons.link(everything, book), everything, ties, book)
    advices = advise.advise(everything, people, book)
    if stays := _staying(dossier, everything, advices, book, processes):
        more += stays
        fresh = {finding.id for finding in stays}
        everything = sorted(chain((f for f in everything if f.id not in fresh), stays), key=_place)
        people = regroup(persons.link(everything, book), everything, ties, book)
        advices = advise.advise(everything, people, book)
    scores = {finding.id: finding.score for finding in read}  # what is doubted is decided as well
    kept = {f.id: max(f.score, scores.get(f.id, 0.0)) for f in everything}
    decided = ((advice, _decided(advice, kept[advice.finding])) for advice in advices)
    stale = frozenset(f.id for f in every if f.id not in kept)
    return Judged(pack(people), pack(decided), pack(more), stale)


def _decided(advice: Advice, score: float) -> Verdict | None:
    """Return what the policy decides by an advice: nothing about a suspect that stays."""
    verdict = unattended(advice)
    return None if score < SUSPECT and verdict is Verdict.KEEP else verdict


def _listed_and_repeated(
    dossier: Dossier,
    people: list[Person],
    found: list[Finding],
    book: rulebook.Rulebook,
    processes: int,
) -> list[Finding]:
    """Return the findings of the dossier's own lists and the repeated mentions of its persons."""
    listed = [terms.Term(term, name == "redact", grond) for name, term, grond in dossier.terms()]
    taken = {finding.id for finding in found if finding.keep or finding.score >= SUSPECT}
    # What is looked for is worked out once, before there are forks.
    persons.propagate(people, found, (), book)

    def within(part: Sequence[str]) -> dict[str, Finding]:
        more: dict[str, Finding] = {}
        with _read_by_itself(dossier, processes) as own:
            for document in part:
                by_list = _listed(own.each_page(document), listed)
                repeated = persons.propagate(people, found, own.each_page(document), book)
                more.update((f.id, f) for f in repeated if f.id not in taken)
                more.update((f.id, f) for f in by_list)
        return more

    parts = side_by_side(within, _names(dossier), processes)
    return list({name: one for part in parts for name, one in part.items()}.values())


def _texts(dossier: Dossier) -> Iterator[Page]:
    return chain.from_iterable(map(dossier.each_text, _names(dossier)))


def _with_words(dossier: Dossier, page: Page) -> Page:
    return next(p for p in dossier.page(page.document, page.number) if p.layer is page.layer)


def _names(dossier: Dossier) -> list[str]:
    return [document.id for document in dossier.documents()]


@contextmanager
def _read_by_itself(dossier: Dossier, processes: int) -> Iterator[Dossier]:
    """Give a dossier to a process: SQLite allows no connection to go along into a fork."""
    if processes == 1:
        yield dossier
        return
    with open_dossier(dossier.path, readonly=True) as own:
        yield own


def _staying(
    dossier: Dossier,
    findings: list[Finding],
    advices: list[Advice],
    book: rulebook.Rulebook,
    processes: int,
) -> list[Finding]:
    """Return the places that nobody decided on, of texts that are redacted elsewhere."""
    verdicts = {advice.finding: unattended(advice) for advice in advices}
    verdicts |= {d.finding: d.verdict for d in dossier.decisions().values() if d.by != POLICY}
    redacted = frozenset(name for name, verdict in verdicts.items() if verdict is Verdict.REDACT)

    def within(part: Sequence[str]) -> list[Finding]:
        with _read_by_itself(dossier, processes) as own:
            pages = (page for document in part for page in own.each_text(document))
            found = remaining.remaining(findings, redacted, pages, book)
            return [_placed(own, one) for one in found]

    parts = side_by_side(within, _names(dossier), processes)
    return list({one.id: one for part in parts for one in part}.values())


def _placed(dossier: Dossier, found: Finding) -> Finding:
    """Return a finding of a page that was read without its words, with its boxes."""
    layers = dossier.page(found.document, found.page)
    page = next(page for page in layers if page.layer is found.layer)
    return replace(found, boxes=page.boxes(found.start or 0, found.end or 0))


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
