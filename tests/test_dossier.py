# SPDX-License-Identifier: EUPL-1.2
"""A dossier on disk: what commits together, what cannot be changed, who may write."""

import datetime as dt
import sqlite3
import stat
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak import chain, dossier
from woolak.dossier import rows
from woolak.errors import CannotStart
from woolak.model import (
    Advice,
    Box,
    Decision,
    Document,
    Finding,
    Kind,
    Layer,
    Page,
    Person,
    Reason,
    Role,
    Status,
    Verdict,
    Word,
)
from woolak.zaak import Zaak

_NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
_PAGE = Page(
    "0001", 1, 595, 842, "Yusra", (Word("Yusra", 0, Box(1, 2, 3, 4), 0, 0, (1, 1, 2, 2, 3, 3)),)
)
_FINDING = Finding(
    "0001",
    1,
    Layer.TEXT,
    0,
    5,
    "Yusra",
    Kind.NAME,
    ("namen.aanhef",),
    0.9,
    "Naam na de aanhef.",
    (Box(1, 2, 3, 4),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a new dossier with one document of one page."""
    folder = tmp_path / "zaak"
    (folder / "rules").mkdir(parents=True)
    dossier.create(folder, "kern", "d" * 64, Zaak(), b"k" * 32)
    with dossier.open_dossier(folder, clock=lambda: _NOW) as opened, opened.transaction():
        opened.save(Document("0001", "brief.pdf", "a" * 64, 1, Status.NEW))
        opened.record_scan([_PAGE], [_FINDING])
    return folder


def test_what_was_stored_comes_back_as_it_was(path: Path):
    person = Person("p1", ("Yusra",), "Y.", "", "Amrani", "jurist", Role.AMBTENAAR, (_FINDING.id,))
    advice = Advice(_FINDING.id, Verdict.ASK, "5.1.2e", "Waarom.", Role.BURGER, Verdict.REDACT)
    decision = Decision(_FINDING.id, Verdict.REDACT, "5.1.2e", "beleid", "2026-11-21")
    with dossier.open_dossier(path) as opened:
        with opened.transaction():
            opened.replace_judgement([person], [advice])
            opened.decide(decision)
        assert opened.pages("0001") == [_PAGE]
        assert opened.findings("0001") == [_FINDING]
        assert opened.persons() == [person]
        assert opened.advices("0001") == {_FINDING.id: advice}
        assert opened.decisions() == {_FINDING.id: decision}


@given(st.text(max_size=20), st.floats(0, 1000), st.booleans())
def test_any_page_survives_its_row(text: str, left: float, upright: bool):  # noqa: FBT001
    words = (Word(text, 0, Box(left, 0, left + 1, 1), 0, 0, (), upright),) if text else ()
    page = Page("0001", 1, 595, 842, text, words, unread=Reason.NEEDS_OCR)
    assert rows.to_page(rows.from_page(page)) == page
    assert rows.to_text(rows.from_page(page)) == replace(page, words=())


def test_a_page_that_an_earlier_version_packed_is_read_as_it_was() -> None:
    word = '["Yusra",0,[1,2,3,4],0,0,[1,1,2,2,3,3],true]'
    body = zlib.compress(f'[595,842,"Yusra",[{word}]]'.encode())
    row = {**rows.from_page(_PAGE), "body": body}
    assert rows.to_page(row) == _PAGE
    assert rows.to_text(row) == replace(_PAGE, words=())
    assert rows.text_of(body) == _PAGE.text
    assert rows.size_of(body) == (_PAGE.width, _PAGE.height)


def _log_and_fail(opened: dossier.Dossier) -> None:
    with opened.transaction():
        opened.record_event("added", {})
        opened.document("0404")


def test_a_failed_transaction_leaves_nothing_behind(path: Path):
    with dossier.open_dossier(path) as opened:
        before = len(list(opened.log()))
        with pytest.raises(CannotStart):
            _log_and_fail(opened)
        assert len(list(opened.log())) == before


def test_the_log_is_a_whole_chain(path: Path):
    with dossier.open_dossier(path) as opened:
        with opened.transaction():
            opened.record_event("added", {"document": "0001"})
            opened.set_status("0001", Status.SCANNED, None, "")
        lines = [
            {
                "seq": e.seq,
                "at": e.at,
                "by": e.by,
                "event": e.event,
                "data": e.data,
                "prev": e.prev,
                "hash": e.hash,
            }
            for e in opened.log()
        ]
    assert len(lines) == 2
    assert chain.broken(lines) is None


def test_a_status_that_is_no_news_is_not_logged_again(path: Path):
    with dossier.open_dossier(path) as opened, opened.transaction():
        opened.set_status("0001", Status.SCANNED, None, "")
        opened.set_status("0001", Status.SCANNED, None, "")
        assert len(list(opened.log())) == 1


@pytest.mark.parametrize("sql", ["UPDATE log SET event = 'x'", "DELETE FROM log"])
def test_the_database_itself_refuses_to_change_the_log(path: Path, sql: str):
    with dossier.open_dossier(path) as opened, opened.transaction():
        opened.record_event("added", {})
    with (
        sqlite3.connect(path / "woolak.db") as connection,
        pytest.raises(sqlite3.IntegrityError, match="log"),
    ):
        connection.execute(sql)
    connection.close()


def test_a_second_writer_is_told_who_holds_the_dossier(path: Path):
    with (
        dossier.open_dossier(path),
        pytest.raises(CannotStart, match="process"),
        dossier.open_dossier(path),
    ):
        pass


def test_a_reader_is_let_in_while_another_process_writes(path: Path):
    with dossier.open_dossier(path), dossier.open_dossier(path, readonly=True) as reader:
        assert reader.document("0001").status is Status.NEW


def test_the_key_is_for_the_owner_only(path: Path):
    assert stat.S_IMODE((path / "sleutel").stat().st_mode) == 0o600
    assert (path / "sleutel").read_bytes() == b"k" * 32


def test_a_folder_without_a_database_is_no_dossier(tmp_path: Path):
    with pytest.raises(CannotStart, match="no dossier"):
        dossier.open_dossier(tmp_path)


def test_a_damaged_database_is_a_sentence(path: Path):
    (path / "woolak.db").write_bytes(b"not a database" * 100)
    for leftover in path.glob("woolak.db-*"):
        leftover.unlink()
    with pytest.raises(CannotStart, match="cannot be read"):
        dossier.open_dossier(path)


def test_a_database_damaged_in_its_middle_is_a_sentence(path: Path):
    with dossier.open_dossier(path) as opened, opened.transaction():
        opened.set_meta("vulling", "x" * 100_000)
    file = path / "woolak.db"
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(CannotStart, match="restore a back-up"):
        _read_everything(path)


def _read_everything(path: Path) -> None:
    with dossier.open_dossier(path) as opened:
        opened.documents()
        opened.findings()
        opened.pages("0001")


def test_a_half_made_dossier_is_not_complete(tmp_path: Path):
    folder = tmp_path / "zaak"
    (folder / "rules").mkdir(parents=True)
    assert not dossier.complete(folder)
    dossier.create(folder, "kern", "d" * 64, Zaak())
    assert dossier.complete(folder)


def test_an_unknown_document_is_a_sentence(path: Path):
    with dossier.open_dossier(path) as opened, pytest.raises(CannotStart, match="no document"):
        opened.document("0404")


def test_a_dossier_of_the_first_version_is_brought_up_to_date_with_all_it_knows(path: Path):
    folder = path
    with dossier.open_dossier(folder) as opened:
        with opened.transaction():
            opened.record_event("added", {"document": "0001"})
        before = list(opened.log())
    _as_version_1(folder)
    with pytest.raises(CannotStart, match="earlier woolak"):
        dossier.open_dossier(folder, readonly=True)
    with dossier.open_dossier(folder) as opened:
        assert list(opened.log()) == before
        assert opened.reviewers() == {}
    dossier.open_dossier(folder, readonly=True).close()


def _as_version_1(folder: Path) -> None:
    """Move what the dossier knows into the tables that version 1 had."""
    old = folder / "oud.db"
    script = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")
    with sqlite3.connect(old) as connection:
        connection.executescript(script)
        connection.execute("ATTACH ? AS new", (str(folder / "woolak.db"),))
        names = [r[0] for r in connection.execute("SELECT name FROM main.sqlite_master")]
        for table in ("meta", "documents", "log"):
            assert table in names
            had = [r[1] for r in connection.execute(f"PRAGMA main.table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in had)
            connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM new.{table}")  # noqa: S608 - names of our own
        connection.execute("UPDATE main.meta SET value = '1' WHERE key = 'schema'")
    connection.close()
    for file in folder.glob("woolak.db*"):
        file.unlink()
    old.replace(folder / "woolak.db")


def test_a_dossier_of_a_later_version_is_left_alone(path: Path):
    with sqlite3.connect(path / "woolak.db") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(CannotStart, match="later version"):
        dossier.open_dossier(path)


def test_a_dossier_on_a_medium_that_cannot_be_written_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("os.access", lambda *_: False)
    with dossier.open_dossier(path, readonly=True) as opened:
        assert [document.id for document in opened.documents()] == ["0001"]
    assert not list(path.glob("woolak.db-*"))
