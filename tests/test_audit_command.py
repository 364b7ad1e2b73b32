# SPDX-License-Identifier: EUPL-1.2
"""The command `woolak audit`: files of others, a page, what is accepted, what was skipped."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pymupdf
import pytest

from publication import NOW, build
from woolak import cli, dossier
from woolak.publish import folder


@pytest.fixture
def zaak(tmp_path: Path) -> Path:
    """Make a dossier and publish it."""
    made = build(tmp_path / "zaak")
    with dossier.open_dossier(made, clock=lambda: NOW) as opened:
        folder.write(opened)
    return made


def _audit(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["woolak", "audit", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def _bad(path: Path) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((80, 100), "Yusra Amrani")
        page.draw_rect((70, 85, 200, 105), fill=(0, 0, 0))
        document.save(path)
    return path


def test_files_of_others_fail_with_6_and_the_page_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    bad, page = _bad(tmp_path / "brief.pdf"), tmp_path / "verslag.html"
    assert _audit(monkeypatch, "--pdf", bad, "--html", page, "--no-detect") == 6
    told = capsys.readouterr().out
    assert "FOUT     P2  bestand 1, blz. 1" in told
    assert "--no-detect" in told
    assert "<img" in page.read_text(encoding="utf-8")


def test_what_is_accepted_with_a_reason_no_longer_fails_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    why = ("--accept", "P2", "--accept", "P11", "--reason", "Oud besluit.", "--no-detect")
    assert _audit(monkeypatch, "--pdf", _bad(tmp_path / "brief.pdf"), *why, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert {"rule": "P2", "reason": "Oud besluit."} in report["accepted"]
    assert {check["severity"] for check in report["findings"] if check["id"] == "P2"} == {
        "accepted"
    }


def test_a_file_of_accepted_rules_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    listed = tmp_path / "aanvaard.txt"
    listed.write_text("# oud\nP2: Al openbaar sinds 2019.\n", encoding="utf-8")
    bad = _bad(tmp_path / "brief.pdf")
    assert _audit(monkeypatch, "--pdf", bad, "--accepted", listed, "--no-detect") == 0


def test_what_a_dossier_accepted_holds_the_next_time(
    zaak: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    once = ("--accept", "P3", "--reason", "Origineel is geen PDF.", "--no-detect")
    assert _audit(monkeypatch, zaak, *once) == 0
    assert _audit(monkeypatch, zaak, "--no-detect") == 0
    assert capsys.readouterr().out.count("regel P3, omdat: Origineel is geen PDF.") == 2


def test_a_missing_file_and_damage_that_is_accepted_stop_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert _audit(monkeypatch, "--pdf", tmp_path / "weg.pdf") == 2
    assert _audit(monkeypatch, tmp_path, "--accept", "H1", "--reason", "Toch.") == 2
