# SPDX-License-Identifier: EUPL-1.2
"""The audit of a dossier: a table that was emptied or changed, a database damaged in its middle."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from woolak import audit, dossier, run
from woolak.audit import Severity

SAMPLES = Path(__file__).parents[1] / "samples"


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
        "DROP TRIGGER decisions_are_written_once; DROP TRIGGER decisions_are_kept;" + statement
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
