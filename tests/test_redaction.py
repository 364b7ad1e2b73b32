# SPDX-License-Identifier: EUPL-1.2
"""What is redacted together, under which ground, and what a failed proof leaves behind."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from woolak import dossier, run, work
from woolak.dossier import rows
from woolak.model import Box, Decision, Finding, Kind, Layer, Leak, Page, Reason, Status, Verdict
from woolak.pdf import garbage
from woolak.redaction import job, plan

_NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
_TEXT = "Yara el Khattabi 123456782 y.elkhattabi@minbzk.nl"


def _finding(start: int, end: int, kind: Kind = Kind.NAME) -> Finding:
    box = Box(50 + 6 * start, 100, 50 + 6 * end, 115)
    text = _TEXT[start:end]
    return Finding(
        "0001", 1, Layer.TEXT, start, end, text, kind, ("namen.x",), 0.9, "Waarom.", (box,)
    )


def _laks(*chosen: tuple[Finding, str], people: str = "") -> list[plan.Lak]:
    """Return the boxes; a ground of `people` was chosen by a person."""
    findings = [finding for finding, _ in chosen]
    by = {grond: "B01" if grond == people else "beleid" for _, grond in chosen}
    decisions = {f.id: Decision(f.id, Verdict.REDACT, g, by[g], "") for f, g in chosen}
    return plan._together(findings, decisions, {Layer.TEXT: _TEXT})


def test_a_first_name_and_surname_side_by_side_become_one_box():
    [lak] = _laks((_finding(0, 4), "5.1.2e"), (_finding(5, 16), "5.1.2e"))
    assert lak.boxes == (Box(50, 100, 146, 115),)


def test_names_on_lines_set_tight_stay_two_redactions():
    below = replace(_finding(17, 26), boxes=(Box(50, 112, 104, 127),))
    assert len(_laks((_finding(0, 4), "5.1.2e"), (below, "5.1.2e"))) == 2


def test_a_large_first_letter_and_the_rest_of_its_name_keep_a_box_each():
    large = replace(_finding(0, 1), boxes=(Box(50, 100, 76, 148), Box(76, 113, 130, 129)))
    [lak] = _laks((large, "5.1.2e"))
    assert len(lak.boxes) == 2


def test_neighbours_of_another_kind_or_ground_stay_apart():
    laks = _laks((_finding(5, 16), "5.1.2e"), (_finding(17, 26, Kind.BSN), "5.1.1e"))
    assert [lak.grond for lak in laks] == ["5.1.2e", "5.1.1e"]


def test_where_two_findings_overlap_the_absolute_ground_stands():
    laks = _laks((_finding(5, 26), "5.1.2e"), (_finding(17, 26, Kind.BSN), "5.1.1e"))
    assert [lak.grond for lak in laks] == ["5.1.1e"]
    assert laks[0].findings[0].kind is Kind.BSN


def test_where_two_findings_overlap_the_ground_that_a_person_chose_stands_below_an_absolute_one():
    name, longer = _finding(5, 16), _finding(5, 26)
    assert [k.grond for k in _laks((name, "5.1.2i"), (longer, "5.1.2e"))] == ["5.1.2e"]
    chosen = _laks((name, "5.1.2i"), (longer, "5.1.2e"), people="5.1.2i")
    assert [lak.grond for lak in chosen] == ["5.1.2i"]
    weighed = _laks((name, "5.1.2i"), (longer, "5.1.1e"), people="5.1.2i")
    assert [lak.grond for lak in weighed] == ["5.1.1e"]


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """Make a dossier with one scanned letter of two pages."""
    with pymupdf.open() as doc:
        doc.new_page().insert_text((72, 72), "Contactpersoon: mevrouw Y. Amrani")
        doc.new_page().insert_text((72, 72), "De aanvraag is op tijd ontvangen.")
        doc.save(tmp_path / "brief.pdf")
    run.make(tmp_path / "zaak")
    with dossier.open_dossier(tmp_path / "zaak", clock=lambda: _NOW) as opened:
        run.run([tmp_path / "brief.pdf"], opened, run.Settings("inline"), lambda *_: None)
    return tmp_path / "zaak"


def _redo(path: Path) -> None:
    with dossier.open_dossier(path) as opened:
        with opened.transaction():
            opened.drop_output("0001")
        with work.open_executor("inline") as executor:
            run.judge_and_redact(opened, executor, lambda *_: None)
        run.publish(opened)


def test_a_file_that_fails_its_proof_gets_no_name_and_says_where(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
):
    leak = Leak("0001", 1, "text_under_box", Reason.LEAK_FOUND)
    monkeypatch.setattr("woolak.pdf.proving.verify.verify", lambda *_: [leak])
    _redo(scanned)
    with dossier.open_dossier(scanned, readonly=True) as opened:
        document = opened.document("0001")
    assert (document.status, document.reason) == (Status.UNFINISHED, Reason.LEAK_FOUND)
    assert document.place == "page 1: text_under_box"
    assert not list((scanned / "redacted").iterdir())
    assert not (scanned / "published" / "0001.pdf").exists()


def test_only_pages_with_redactions_are_opened_with_all_their_words(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
):
    whole: list[int] = []

    def noted(row: rows.Row, to_page: Callable[[rows.Row], Page] = rows.to_page) -> Page:
        whole.append(row["number"])
        return to_page(row)

    monkeypatch.setattr(rows, "to_page", noted)
    with dossier.open_dossier(scanned) as opened:
        with opened.transaction():
            opened.drop_output("0001")
        ready = job.prepare(opened, opened.document("0001"), scanned / "0001.part")
    assert whole == [1]
    assert ready.job
    assert [sheet.text for sheet in ready.job.sheets] == [
        "Contactpersoon: mevrouw Y. Amrani",
        "De aanvraag is op tijd ontvangen.",
    ]


@pytest.mark.parametrize(("pages", "asked"), [(garbage.LONG - 1, []), (garbage.LONG, [0])])
def test_memory_is_handed_back_after_a_step_on_a_long_document_only(
    pages: int, asked: list[int], monkeypatch: pytest.MonkeyPatch
):
    told: list[int] = []
    monkeypatch.setattr(garbage, "_trim", lambda: told.append)
    garbage.handed_back(pages)
    assert told == asked


def test_a_redaction_that_breaks_off_leaves_no_half_file(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("woolak.pdf.rebuilding.sanitize.rebuild", broken)
    _redo(scanned)
    with dossier.open_dossier(scanned, readonly=True) as opened:
        assert opened.document("0001").reason is Reason.MEMORY
    assert not list((scanned / "redacted").iterdir())
