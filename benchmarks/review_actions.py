# SPDX-License-Identifier: EUPL-1.2
"""The built corpus goes in; how many actions bring it to a state without an error comes out.

A scripted reviewer who knows the gold decides each person and each question once, confirms what is
right a screen at a time, and repairs what detection missed by search and what it took by exception.
An action is a key on a line, a confirmation of a screen, or one of the two steps of a search.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.build import build

from woolak import evaluate, intake, judgement, redaction, run, scan, work
from woolak.detect.words.lexicon import fold
from woolak.dossier import Dossier, open_dossier
from woolak.model import Finding, Kind, Redaction, RegisterRow, Role, Source, Verdict
from woolak.model.review import Deed, Place
from woolak.redaction import plan
from woolak.review import deciding, listing, scopes, searching
from woolak.review.deciding import Order
from woolak.review.desk import PERSON, QUESTION, SUSPICION, Desk

_ROUNDS = 4


@dataclass(slots=True)
class Tally:
    """What was done so far."""

    persons: int = 0
    doubtful: int = 0
    confirmed: int = 0
    searched: int = 0
    excepted: int = 0

    @property
    def actions(self) -> int:
        """Return the actions in all."""
        lines = self.persons + self.doubtful + self.confirmed
        return lines + 2 * self.searched + self.excepted


def reviewed(dossier: Dossier, gold: Path) -> tuple[Tally, int, int]:
    """Review a dossier against its gold; return the tally, occurrences, and errors left."""
    desk, tally = Desk(dossier), Tally()
    wanted = _spoken(gold, keep=False)
    for item in listing.items(desk, PERSON):
        tally.persons += 1
        places = desk.of_person(item.target)
        verdict = Verdict.REDACT if _any(places, wanted) else Verdict.KEEP
        _decide(desk, Deed.PERSON, [p.id for p in places], verdict)
    for which in (QUESTION, SUSPICION):
        _list(desk, which, wanted, tally)
    occurrences = len(desk.places)
    for _ in range(_ROUNDS):
        if not _repaired(desk, gold, tally):
            break
    left = sum(len(s.missed) + len(s.wrongly_redacted) for s in _scores(dossier, gold))
    return tally, occurrences, left


def _list(desk: Desk, which: str, wanted: set[tuple[str, str]], tally: Tally) -> None:
    items = listing.items(desk, which)
    right: list[str] = []
    for item in items:
        names = scopes.item_of(desk, item.target)
        if which == QUESTION or _any((desk.places[n] for n in names), wanted):
            tally.doubtful += 1
            go = _any((desk.places[n] for n in names), wanted)
            _decide(desk, Deed.PROPOSALS, names, Verdict.REDACT if go else Verdict.KEEP)
        else:
            right += names
    tally.confirmed += -(-len(right) // listing.PER_SCREEN)
    _decide(desk, Deed.PROPOSALS, right, Verdict.KEEP)


def _repaired(desk: Desk, gold: Path, tally: Tally) -> bool:
    """Repair what is wrong now; say whether anything was."""
    scores = _scores(desk.dossier, gold)
    missed = {_text(desk, item) for score in scores for item in score.missed} - {""}
    for text in sorted(missed):
        tally.searched += 1
        found = list(searching.find(desk, text, Kind.NAME))
        known = tuple(place.id for _, place in found if place)
        made = tuple(finding for finding, place in found if not place)
        _decide(desk, Deed.SEARCH, known, Verdict.REDACT, made)
    for score in scores:
        for item in score.wrongly_redacted:
            tally.excepted += 1
            text = _text(desk, item)
            there = [p for p in desk.of_page(_id(desk, item), item.page) if _in(p, text)]
            _decide(desk, Deed.PLACE, [p.id for p in there], Verdict.KEEP)
    return bool(missed or any(score.wrongly_redacted for score in scores))


def _scores(dossier: Dossier, gold: Path) -> list[evaluate.Score]:
    """Compare with the gold what the decisions in force would remove."""
    with dossier.transaction():
        for document in dossier.documents():
            laks = plan.plan(dossier, document)
            made, _ = redaction.numbered(dossier, document, laks)
            rows = {one: _row(one) for one in made}
            dossier.record_output(document.id, "", ("",), rows)
    return evaluate.evaluate(dossier, gold)


def _row(one: Redaction) -> RegisterRow:
    what = (one.id, one.document, one.page, Kind.OTHER, Role.ONBEKEND, one.grond)
    return RegisterRow(*what, "", Source.HAND, "reviewer", "2026-11-21")


def _text(desk: Desk, item: evaluate.Item) -> str:
    """Return the text of a gold entry as the page has it; empty when it does not."""
    for page in desk.dossier.page(_id(desk, item), item.page):
        for start, end in item.spans:
            return " ".join(page.text[start:end].split())
    return ""


def _id(desk: Desk, item: evaluate.Item) -> str:
    named = (d for d in desk.documents.values() if Path(d.source).stem == item.document)
    return next(document.id for document in named if document.pages)


def _in(place: Place, text: str) -> bool:
    one, other = place.folded, fold(text)
    return place.verdict is Verdict.REDACT and bool(one) and (one in other or other in one)


def _decide(
    desk: Desk,
    what: Deed,
    names: Iterable[str],
    verdict: Verdict,
    made: tuple[Finding, ...] = (),
) -> None:
    deciding.decide(desk, Order("B01", what, tuple(names), verdict, made=made))


def _any(places: Iterable[Place], wanted: set[tuple[str, str]]) -> bool:
    return any(any(p.folded in text or text in p.folded for _, text in wanted) for p in places)


def _spoken(gold: Path, *, keep: bool) -> set[tuple[str, str]]:
    """Return (document, folded text) of what has to go, or has to stay."""
    known = evaluate.load_folder(gold)
    return {
        (name, fold(" ".join(entry.text.split())))
        for name, one in known.items()
        for entry in one.entries
        if (entry.verdict is Verdict.KEEP) is keep
    }


def main() -> None:
    """Build the small corpus, find, review, and print."""
    with tempfile.TemporaryDirectory() as folder:
        papers, path = Path(folder) / "papers", Path(folder) / "dossier"
        build(papers, "small", 1)
        run.make(path)
        with open_dossier(path) as dossier, work.open_executor("local:2") as executor:
            files = intake.collect(sorted(papers.glob("*.pdf")), path)
            intake.add(dossier, files, executor, lambda *_: None)
            scan.scan(dossier, executor, lambda *_: None, ocr=False)
            judgement.judge(dossier, lambda *_: None)
            tally, occurrences, left = reviewed(dossier, papers)
    due = tally.persons + tally.doubtful
    print(f"persons {tally.persons}, doubtful places {tally.doubtful}, occurrences {occurrences}")
    print(
        f"screens confirmed {tally.confirmed}, texts searched {tally.searched}, "
        f"exceptions {tally.excepted}, errors left {left}"
    )
    print(
        f"actions {tally.actions}: {tally.actions / due:.2f} per person and doubtful place "
        f"(at most 1.2); one per occurrence would be {occurrences}"
    )


if __name__ == "__main__":
    main()
