# SPDX-License-Identifier: EUPL-1.2
"""The audit of a dossier: a table that was emptied or changed, a database damaged in its middle."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pymupdf
import pytest

from woolak import audit, dossier, run
from woolak.audit import Severity, accepting
from woolak.errors import CannotStart
from woolak.model import Verdict

SAMPLES = Path(__file__).parents[1] / "samples"
_REDACTED = """(SELECT f.id FROM findings f JOIN decisions d ON d.finding = f.id
    WHERE d.verdict = 'redact' ORDER BY f.page, f.start LIMIT 1)"""

_KEPT = """(SELECT f.id FROM findings f LEFT JOIN decisions d ON d.finding = f.id
    WHERE coalesce(d.verdict, 'keep') <> 'redact' ORDER BY f.page, f.start LIMIT 1)"""


def _silent(*_: object) -> None:
    pass


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a sample in a dossier with a list of its own."""
    path = tmp_path_factory.mktemp("tabellen") / "zaak"
    run.make(path, "jenv")
    with dossier.open_dossier(path) as opened:
        with opened.transaction():
            opened.set_terms("redact", [("Verzonnen Woord", "5.1.2e")])
        run.run([SAMPLES / "burgerbrief.pdf"], opened, run.Settings("inline", ocr=False), _silent)
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """Copy the dossier."""
    return shutil.copytree(original, tmp_path / "zaak")


def _faults(path: Path) -> set[str]:
    report = audit.audit(path)
    return {check.id for check in report.findings if check.severity is Severity.BLOCK}


def _change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path / "woolak.db")
    connection.executescript(
        "DROP TRIGGER IF EXISTS decisions_are_written_once;"
        "DROP TRIGGER IF EXISTS decisions_are_kept;" + statement
    )
    connection.close()


def test_an_untouched_dossier_has_nothing_to_tell(path: Path):
    assert _faults(path) == set()


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("DELETE FROM decisions", "L4"),
        ("DELETE FROM decisions WHERE seq = 2", "L4"),
        ("DELETE FROM redactions", "L5"),
        ("DELETE FROM redactions WHERE id = (SELECT id FROM redactions LIMIT 1)", "L5"),
        ("DELETE FROM outputs", "L2"),
        ("UPDATE outputs SET sha256 = 'f'", "L2"),
        ("DELETE FROM terms", "L6"),
        ("DELETE FROM findings", "L5"),
        (f"DELETE FROM findings WHERE id = {_REDACTED}", "L5"),  # noqa: S608
        (f"DELETE FROM findings WHERE id = {_KEPT}", "L5"),  # noqa: S608
        (f"UPDATE findings SET boxes = '[[1,1,9,9]]' WHERE id = {_REDACTED}", "L5"),  # noqa: S608
        (
            "UPDATE findings SET text = 'iets anders' WHERE id = (SELECT min(id) FROM findings)",
            "L5",
        ),
        ("UPDATE findings SET kind = 'health' WHERE id = (SELECT min(id) FROM findings)", "L5"),
        ('UPDATE findings SET start = start - 1, "end" = "end" - 1', "L5"),
        ("DELETE FROM pages", "L5"),
        ("DELETE FROM pages WHERE number = 1", "L5"),
        ("DELETE FROM documents", "L1"),
        ("UPDATE documents SET pages = 9", "L1"),
    ],
)
def test_what_the_log_tells_of_and_a_table_lacks_is_named(path: Path, statement: str, rule: str):
    _change(path, statement)
    assert rule in _faults(path)


def test_a_database_that_is_damaged_in_its_middle_is_named(path: Path):
    target = path / "woolak.db"
    for name in path.glob("woolak.db-*"):
        name.unlink()
    connection = sqlite3.connect(target)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'steps_by_finding'"
    page = connection.execute(sql).fetchone()[0]
    connection.close()
    content = bytearray(target.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    target.write_bytes(content)
    assert "D1" in _faults(path)


def test_text_that_was_lost_outside_the_boxes_is_named(path: Path):
    with pymupdf.open(path / "redacted" / "0001.pdf") as document:
        content = document[0].get_contents()[0]
        stream = document.xref_stream(content)
        at = stream.rindex(b"TJ", 0, len(stream) // 2)
        document.update_stream(content, stream[:at] + b"pop" + stream[at + 2 :])
        document.save(path / "ander.pdf")
    (path / "ander.pdf").replace(path / "redacted" / "0001.pdf")
    assert {"O2", "P3"} <= _faults(path)


def test_a_page_that_waits_for_eyes_may_not_be_published(path: Path):
    _change(path, "UPDATE pages SET unread = 'needs_eyes' WHERE number = 1")
    assert "P12" in _faults(path)


def test_what_is_weighed_and_old_needs_a_motivation_in_a_decision_on_a_request(path: Path):
    _change(path, "UPDATE documents SET datum = '2015-01-01'")
    assert "G7" not in _faults(path)
    _change(path, "UPDATE redactions SET grond = '5.1.2i'")
    assert "G7" in _faults(path)


def test_an_accepted_rule_no_longer_decides_and_its_reason_is_proved_by_the_log(path: Path):
    _change(path, "UPDATE documents SET datum = '2015-01-01'; UPDATE redactions SET grond='5.2'")
    why = "Motivering staat in het besluit."
    with dossier.open_dossier(path) as opened:
        accepting.record(opened, accepting.checked(("G7",), why))
        assert accepting.stored(opened) == {"G7": why}
        assert why not in str([entry.data for entry in opened.log()])
    report = accepting.apply(audit.audit(path), {"G7": why})
    assert report.accepted == (("G7", why),)
    assert "G7" not in {c.id for c in report.findings if c.severity is Severity.BLOCK}
    assert why in audit.as_text(report)


@pytest.mark.parametrize(("rule", "why"), [("H1", "Toch."), ("P9", " "), ("P9; x", "Toch.")])
def test_damage_and_a_rule_without_a_reason_cannot_be_accepted(rule: str, why: str):
    with pytest.raises(CannotStart):
        accepting.checked((rule,), why)


@pytest.mark.parametrize(
    "why",
    [
        "Overlegd met Yusra Amrani.",
        "akkoord Bakker",
        "Zie de mail van y.amrani@minbzk.nl",
        "Gebeld met 06-12345678",
        "Zie NL91ABNA0417164300",
    ],
)
def test_a_reason_that_may_hold_personal_data_is_refused_and_not_repeated(why: str):
    with pytest.raises(CannotStart, match="personal data") as refused:
        accepting.checked(("P9",), why)
    assert why not in str(refused.value)


@pytest.mark.parametrize("why", ["Motivering staat in het besluit.", "Al openbaar sinds 2019."])
def test_a_reason_without_personal_data_is_taken(why: str):
    assert accepting.checked(("P9",), why) == {"P9": why}


def test_a_reason_with_a_text_that_is_redacted_here_is_refused(path: Path):
    with dossier.open_dossier(path) as opened:
        decided = opened.decisions()
        known = [
            finding.text
            for finding in opened.findings()
            if finding.id in decided and decided[finding.id].verdict is Verdict.REDACT
        ]
        before = len(list(opened.log()))
        for text in known:
            with pytest.raises(CannotStart, match="redacted in this dossier"):
                accepting.record(opened, {"P9": f"Besproken: {text}, akkoord."})
        assert len(list(opened.log())) == before
