# SPDX-License-Identifier: EUPL-1.2
"""A dossier after the work: what a back-up, the archive and destruction leave."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from email.message import EmailMessage
from pathlib import Path

import pymupdf
import pytest

from woolak import audit, dossier, keeping, run
from woolak.errors import CannotStart

_NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a dossier of one letter."""
    folder = tmp_path_factory.mktemp("bewaren")
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Geachte mevrouw Van Dongen,")
        document.save(folder / "brief.pdf")
    run.make(folder / "zaak", key=b"k" * 32)
    with dossier.open_dossier(folder / "zaak", clock=lambda: _NOW) as opened:
        settings = run.Settings("inline")
        run.run([folder / "brief.pdf"], opened, settings, lambda *_: None)
    return folder / "zaak"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_backup_made_while_the_dossier_is_in_use_is_a_dossier(published: Path, tmp_path: Path):
    with dossier.open_dossier(published) as busy, busy.transaction():
        keeping.back_up(published, tmp_path / "kopie")
    with (
        dossier.open_dossier(tmp_path / "kopie") as copied,
        dossier.open_dossier(published, readonly=True) as original,
    ):
        assert list(copied.log()) == list(original.log())
        assert copied.key == original.key
    assert audit.audit(tmp_path / "kopie").ok


def test_a_backup_never_overwrites(published: Path, tmp_path: Path):
    with pytest.raises(CannotStart, match="exists already"):
        keeping.back_up(published, tmp_path)


def test_neither_the_key_nor_an_original_is_copied_into_the_dossier(published: Path):
    inside = published / "published" / "kopie"
    with pytest.raises(CannotStart, match="in the dossier itself"):
        keeping.back_up(published, inside)
    with (
        dossier.open_dossier(published) as opened,
        pytest.raises(CannotStart, match="in the dossier itself"),
    ):
        keeping.archive(opened, inside)
    assert not list(inside.parent.glob("kopie*"))


def test_the_archive_links_each_original_to_its_published_version(published: Path, tmp_path: Path):
    with dossier.open_dossier(published, readonly=True) as opened:
        keeping.archive(opened, tmp_path / "overdracht")
        log = list(opened.log())
    files = _files(tmp_path / "overdracht")
    [told] = json.loads(files["archief.json"])["documenten"]
    assert hashlib.sha256(files[told["origineel"]]).hexdigest() == told["origineel_sha256"]
    assert hashlib.sha256(files[told["gepubliceerd"]]).hexdigest() == told["gepubliceerd_sha256"]
    assert len(files["logboek.jsonl"].splitlines()) == len(log)


def test_a_mail_goes_to_the_archive_as_it_came_in(tmp_path: Path):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Sanne Kuipers <s.kuipers@minbzk.nl>", "Vraag"
    mail.set_content("Beste Youssef, bel de heer Van Dongen.")
    (tmp_path / "bericht.eml").write_bytes(mail.as_bytes())
    run.make(tmp_path / "zaak")
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        settings = run.Settings("inline", ocr=False)
        run.run([tmp_path / "bericht.eml"], opened, settings, lambda *_: None)
        keeping.archive(opened, tmp_path / "overdracht")
    files = _files(tmp_path / "overdracht")
    told = json.loads(files["archief.json"])
    [document], [source] = told["documenten"], told["bronnen"]
    assert document["ingeleverd"] == [source["bestand"]]
    assert files[source["bestand"]] == mail.as_bytes()
    assert hashlib.sha256(mail.as_bytes()).hexdigest() == source["sha256"]


def test_the_archive_opens_the_commitments_of_the_manifest(published: Path, tmp_path: Path):
    with dossier.open_dossier(published, readonly=True) as opened:
        keeping.archive(opened, tmp_path / "overdracht")
    folder = tmp_path / "overdracht"
    [told] = json.loads((folder / "archief.json").read_bytes())["documenten"]
    [listed] = json.loads((folder / "gepubliceerd" / "manifest.json").read_bytes())["documents"]
    key = bytes.fromhex(told["sleutel"])
    proof = hmac.new(key, told["origineel_sha256"].encode(), hashlib.sha256).hexdigest()
    assert proof == listed["original"]


def test_what_is_destroyed_is_gone_and_what_is_published_still_passes_the_audit(
    published: Path, tmp_path: Path
):
    keeping.back_up(published, tmp_path / "zaak")
    before = _files(tmp_path / "zaak" / "published")
    keeping.destroy(tmp_path / "zaak", lambda: _NOW)
    left = {path.name for path in (tmp_path / "zaak").iterdir()}
    assert left == {"published", "vernietigd.json"}
    assert _files(tmp_path / "zaak" / "published") == before
    assert audit.audit(tmp_path / "zaak" / "published").ok


def test_the_audit_of_a_destroyed_dossier_says_so_and_checks_what_is_published(
    published: Path, tmp_path: Path
):
    keeping.back_up(published, tmp_path / "zaak")
    keeping.destroy(tmp_path / "zaak", lambda: _NOW)
    report = audit.audit(tmp_path / "zaak")
    assert report.ok
    assert any(c.id == "N6" and "2026-11-21" in c.message for c in report.findings)
    (tmp_path / "zaak" / "published" / "0001.pdf").unlink()
    assert not audit.audit(tmp_path / "zaak").ok


def test_a_destroyed_dossier_is_opened_no_more_and_says_when_it_was_destroyed(
    published: Path, tmp_path: Path
):
    keeping.back_up(published, tmp_path / "zaak")
    keeping.destroy(tmp_path / "zaak", lambda: _NOW)
    with pytest.raises(CannotStart, match="was destroyed on 2026-11-21; 'woolak audit"):
        dossier.open_dossier(tmp_path / "zaak", readonly=True)


def test_destruction_that_was_interrupted_goes_on(published: Path, tmp_path: Path):
    keeping.back_up(published, tmp_path / "zaak")
    for name in ("sleutel", "woolak.db"):
        (tmp_path / "zaak" / name).unlink()
    (tmp_path / "zaak" / "vernietigd.json").write_text("{}", encoding="utf-8")
    keeping.destroy(tmp_path / "zaak", lambda: _NOW)
    assert not (tmp_path / "zaak" / "originals").exists()


def test_a_folder_with_only_a_file_called_sleutel_is_not_destroyed(tmp_path: Path):
    (tmp_path / "sleutel").write_text("van de voordeur", encoding="utf-8")
    with pytest.raises(CannotStart, match="no dossier"):
        keeping.destroy(tmp_path, lambda: _NOW)
    assert (tmp_path / "sleutel").exists()


def test_destruction_does_not_follow_links_out_of_the_dossier(published: Path, tmp_path: Path):
    keeping.back_up(published, tmp_path / "zaak")
    (tmp_path / "ander.txt").write_text("van een ander", encoding="utf-8")
    (tmp_path / "zaak" / "link").symlink_to(tmp_path / "ander.txt")
    before = _files(tmp_path / "zaak")
    with pytest.raises(CannotStart, match="lead elsewhere"):
        keeping.destroy(tmp_path / "zaak", lambda: _NOW)
    assert (tmp_path / "ander.txt").read_text(encoding="utf-8") == "van een ander"
    assert _files(tmp_path / "zaak") == before


def test_a_folder_that_is_no_dossier_is_not_destroyed(tmp_path: Path):
    (tmp_path / "originals").mkdir()
    (tmp_path / "brief.txt").write_text("van een ander", encoding="utf-8")
    with pytest.raises(CannotStart, match="no dossier"):
        keeping.destroy(tmp_path, lambda: _NOW)
    assert (tmp_path / "brief.txt").exists()
