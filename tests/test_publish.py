# SPDX-License-Identifier: EUPL-1.2
"""The published folder: what is in it, the same bytes each time, whole at every moment."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from publication import KEY, NOW, build
from woolak import chain, dossier
from woolak.errors import CannotStart
from woolak.model.publication import TEXTS
from woolak.publish import folder, manifest, register

_FILES = {
    *(f"{name}{suffix}" for name in ("0001", "0002", "0005") for suffix in (".pdf", *TEXTS)),
    "inventarislijst.csv",
    "inventarislijst.html",
    "inventarislijst.pdf",
    "inventarislijst.xlsx",
    "manifest.json",
    "register.csv",
    "register.jsonl",
    "register.xlsx",
}


def _write(path: Path) -> Path:
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        return folder.write(opened)


def _content(published: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(published.iterdir())}


def _log(path: Path) -> list[str]:
    with dossier.open_dossier(path, readonly=True) as opened:
        return [entry.event for entry in opened.log()]


def _manifest(published: Path) -> dict[str, object]:
    return dict(json.loads((published / "manifest.json").read_text(encoding="utf-8")))


def test_the_folder_holds_the_published_files_and_the_lists_and_no_more(tmp_path: Path):
    path = build(tmp_path / "zaak")
    published = _write(path)
    assert set(_content(published)) == _FILES
    redacted = (path / "redacted" / "0001.pdf").read_bytes()
    assert (published / "0001.pdf").read_bytes() == redacted


def test_the_manifest_names_the_hash_of_every_other_file(tmp_path: Path):
    published = _write(build(tmp_path / "zaak"))
    files = {name: chain.sha256(published / name) for name in _FILES - {"manifest.json"}}
    assert _manifest(published)["files"] == files


def test_the_manifest_says_what_was_made_by_what_and_from_what(tmp_path: Path):
    path = build(tmp_path / "zaak")
    facts = _manifest(_write(path))
    with dossier.open_dossier(path, readonly=True) as opened:
        documents, register_rows = opened.documents(), opened.register()
        head = next(e.hash for e in reversed(list(opened.log())) if e.event != "manifest")
    assert (facts["schema"], facts["reviewed"], facts["concept"]) == (1, "no", False)
    assert facts["rules"].keys() == {"pack", "digest"}  # type: ignore[attr-defined]
    lines = list(register.lines(register_rows))
    assert facts["register"] == {"rows": 4, "head": lines[-1]["hash"]}
    assert facts["log"] == {"commitment": chain.commitment(KEY, "log", head)}
    first = facts["documents"][0]  # type: ignore[index]
    assert first == {
        "id": "0001",
        "file": "0001.pdf",
        "sha256": documents[0].published_sha256,
        "pages": 2,
        "status": "published",
        "reason": None,
        "notes": ["attachments_dropped:2"],
        "texts": ["0001.txt", "0001.html"],
        "recalled": [],
        "original": chain.commitment(KEY, "original:0001", documents[0].original_sha256),
    }


def test_the_digest_of_a_ministry_s_own_pack_is_only_committed_to(tmp_path: Path):
    path = build(tmp_path / "zaak")
    with dossier.open_dossier(path) as opened:
        opened.set_meta("pack_digest", "e" * 64)
    rules = _manifest(_write(path))["rules"]
    assert rules == {"pack": "eigen", "commitment": chain.commitment(KEY, "rules", "e" * 64)}


def test_publishing_again_gives_the_same_bytes_and_no_news_in_the_log(tmp_path: Path):
    path = build(tmp_path / "zaak")
    first, log = _content(_write(path)), _log(path)
    assert log[-1] == "manifest"
    assert _content(_write(path)) == first
    assert _log(path) == log


def test_two_dossiers_with_the_same_key_and_clock_publish_the_same_bytes(tmp_path: Path):
    one, two = _write(build(tmp_path / "een")), _write(build(tmp_path / "twee"))
    assert _content(one) == _content(two)


def test_nothing_from_an_earlier_folder_stays_behind(tmp_path: Path):
    path = build(tmp_path / "zaak")
    (_write(path) / "0003.pdf").write_bytes(b"%PDF-")
    assert set(_content(_write(path))) == _FILES


class _Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


@pytest.mark.parametrize("moment", range(0, 34, 2))
def test_a_kill_at_any_moment_leaves_a_whole_folder_and_a_rerun_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
):
    path = build(tmp_path / "zaak")
    old = _content(_write(path))
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        opened.set_meta("reviewed", "partly")
        opened.record_event("reviewed", {})
    whole = _content(_write(shutil.copytree(path, tmp_path / "ander")))
    with monkeypatch.context() as patch:
        _kill(patch, moment)
        with suppress(_Killed):
            _write(path)
    left = [f for f in (path / "published", path / "published.old") if f.exists()]
    assert _content(left[0]) in (old, whole)
    assert _content(_write(path)) == whole
    assert not list(path.glob("published.*"))
    assert _log(path).count("manifest") == 2


def _kill(patch: pytest.MonkeyPatch, moment: int) -> None:
    """Stop before the given step on disk or in the log."""
    steps = iter(range(moment, -1, -1))

    def killing(original: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            if next(steps, -1) == 0:
                raise _Killed
            return original(*arguments, **named)

        return step

    patch.setattr(Path, "mkdir", killing(Path.mkdir))
    patch.setattr(Path, "rename", killing(Path.rename))
    patch.setattr(os, "fsync", killing(os.fsync))
    patch.setattr(shutil, "copyfile", killing(shutil.copyfile))
    patch.setattr(shutil, "rmtree", killing(shutil.rmtree))
    patch.setattr(manifest, "write", killing(manifest.write))
    patch.setattr(dossier.Dossier, "record_event", killing(dossier.Dossier.record_event))


def test_a_redacted_file_that_was_not_verified_is_not_published(tmp_path: Path):
    path = build(tmp_path / "zaak")
    before = _content(_write(path))
    with (path / "redacted" / "0001.pdf").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(CannotStart, match=r"redacted/0001\.pdf"):
        _write(path)
    assert _content(path / "published") == before


def test_a_missing_redacted_file_is_named(tmp_path: Path):
    path = build(tmp_path / "zaak")
    (path / "redacted" / "0005.pdf").unlink()
    with pytest.raises(CannotStart, match=r"redacted/0005\.pdf"):
        _write(path)


def test_a_disk_that_refuses_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = build(tmp_path / "zaak")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CannotStart, match="No space left on device"):
        _write(path)
