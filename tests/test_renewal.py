# SPDX-License-Identifier: EUPL-1.2
"""Newer rules for a dossier at work: what they would change, and what they leave alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from woolak import dossier, renewal, rulebook, run, work
from woolak.errors import CannotStart, RulesChanged
from woolak.model import Decision, Status, Verdict

_TEXT = "Geachte mevrouw Van Dongen,\nHet project Zonnewende loopt."
_RULE = """
  - id: nummers.project
    name: Vertrouwelijke projectnaam
    kind: other
    grond: 5.1.2e
    pattern: 'Zonnewende'
    score: 0.9
    why: De naam van dit project is nog vertrouwelijk.
    source: beleid van dit ministerie
    examples: ["Het project [[Zonnewende]] loopt."]
    but_not: ["Het project loopt."]
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Make a pack that redacts one thing more than `kern`."""
    folder = tmp_path / "packs"
    rulebook.pin("kern", folder)
    with (folder / "kern" / "nummers.yaml").open("a", encoding="utf-8") as file:
        file.write(_RULE)
    return folder / "kern"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[dossier.Dossier]:
    """Publish one letter."""
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), _TEXT)
        document.save(tmp_path / "brief.pdf")
    run.make(tmp_path / "zaak")
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        _again(opened, tmp_path / "brief.pdf")
        yield opened


def _again(opened: dossier.Dossier, *inputs: Path) -> None:
    run.run(inputs, opened, run.Settings("inline"), lambda *_: None)


def test_a_comparison_tells_counts_and_changes_nothing(at_work: dossier.Dossier, newer: Path):
    before = at_work.findings()
    with work.open_executor("inline") as executor:
        told = renewal.differences(at_work, newer, executor)
    assert told == [{"document": "0001", "new": {"other": 1}, "gone": {}}]
    assert at_work.findings() == before


def test_rules_that_are_taken_over_are_at_work_in_the_next_run(
    at_work: dossier.Dossier, newer: Path
):
    renewal.take_over(at_work, newer)
    assert at_work.documents()[0].status is Status.NEW
    _again(at_work)
    assert {row.kind for row in at_work.register()} == {"name", "other"}


def test_what_a_person_decided_survives_newer_rules(at_work: dossier.Dossier, newer: Path):
    name = next(f for f in at_work.findings() if "Dongen" in f.text)
    with at_work.transaction():
        at_work.decide(Decision(name.id, Verdict.KEEP, None, "B01", "2026-11-21T12:00:00+00:00"))
    renewal.take_over(at_work, newer)
    _again(at_work)
    assert at_work.decisions()[name.id].verdict is Verdict.KEEP
    assert {row.kind for row in at_work.register()} == {"other"}


def test_taking_over_that_was_interrupted_after_its_entry_in_the_log_is_completed(
    at_work: dossier.Dossier, newer: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(renewal, "complete", lambda _: None)
        renewal.take_over(at_work, newer)
    renewal.same_rules(at_work)
    assert rulebook.load(at_work.pack).digest == rulebook.load(newer).digest


def test_a_pinned_pack_that_was_changed_by_hand_is_still_refused(at_work: dossier.Dossier):
    rule = at_work.pack / "nummers.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + _RULE, encoding="utf-8")
    with pytest.raises(RulesChanged):
        renewal.same_rules(at_work)


def test_the_same_rules_are_not_taken_over(at_work: dossier.Dossier, tmp_path: Path):
    shutil.copytree(at_work.path / "rules", tmp_path / "zelfde")
    with pytest.raises(CannotStart, match="already"):
        renewal.take_over(at_work, tmp_path / "zelfde" / "kern")
