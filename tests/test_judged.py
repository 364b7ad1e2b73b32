# SPDX-License-Identifier: EUPL-1.2
"""What a worker makes of a dossier comes back small, and nobody unpacks all of it at a time."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from woolak import dossier, judgement, run
from woolak.dossier import POLICY
from woolak.judgement.outcome import Judged, pack
from woolak.model import Advice, Decision, Document, Finding, Kind, Layer, Role, Status, Verdict

MANY = 20_000
WHY = "Herleidbaar tot een ambtenaar die niet uit hoofde van zijn functie naar buiten treedt."


def test_what_is_packed_comes_out_in_order_and_a_stretch_at_a_time():
    packed = pack(range(2500))
    assert list(packed) == list(range(2500))
    assert [len(stretch) for stretch in packed.stretches()] == [1000, 1000, 500]
    assert list(pack(())) == []


@pytest.fixture
def outcome() -> Judged:
    places = [(at, at + 5) for at in range(MANY)]
    rules = ("namen.achternaam",)
    made = [
        Finding("0001", 1, Layer.TEXT, *place, "Vries", Kind.NAME, rules, 0.9, WHY, ())
        for place in places
    ]
    advices = [Advice(f.id, Verdict.REDACT, "5.1.2e", WHY, Role.AMBTENAAR) for f in made]
    return Judged(pack(()), pack((a, Verdict.REDACT) for a in advices), pack(made), frozenset())


@pytest.fixture
def opened(
    tmp_path: Path, outcome: Judged, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dossier.Dossier]:
    run.make(tmp_path / "zaak")
    monkeypatch.setattr(judgement, "_reached", lambda _: outcome)
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        with opened.transaction():
            opened.save(Document("0001", "brief.pdf", "a" * 64, 1, Status.SCANNED))
        yield opened


def test_storing_a_judgement_takes_no_memory_for_each_finding(opened: dossier.Dossier):
    tracemalloc.start()
    judgement.judge(opened, lambda *_: None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(opened.decisions()) == MANY
    assert peak < MANY * 150, "bytes: a finding with its advice and decision takes 1,000"


def test_what_a_person_decided_is_not_decided_again(opened: dossier.Dossier, outcome: Judged):
    first, second, *_ = (finding.id for finding in outcome.more)
    with opened.transaction():
        opened.record_scan((), outcome.more)
        opened.decide(Decision(first, Verdict.KEEP, None, "B01", "2026-01-05T09:00:00+00:00"))
    judgement.judge(opened, lambda *_: None)
    decisions = opened.decisions()
    assert (decisions[first].by, decisions[first].verdict) == ("B01", Verdict.KEEP)
    assert (decisions[second].by, decisions[second].verdict) == (POLICY, Verdict.REDACT)
    assert opened.decided()[first] == 1
    assert opened.decided_by_hand(Verdict.KEEP) == [first]
    assert opened.decided_by_hand(Verdict.REDACT) == []
