# SPDX-License-Identifier: EUPL-1.2
"""kill -9 at any moment of a run, then the same command: the same folder, nothing logged twice."""

import datetime as dt
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from woolak import chain, dossier, run, standing
from woolak.publish import folder as publish_folder

_NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
_LETTERS = {
    "a": "Contactpersoon: mevrouw Y. Amrani, y.amrani@minbzk.nl",
    "b": "Geachte heer Van Dongen,",
    "c": "Met vriendelijke groet,\nTessa Brinkhuis",
    "d": "Er is geen besluit genomen.",
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of four one-page letters and a file that is no PDF."""
    folder = tmp_path_factory.mktemp("in")
    for name, text in _LETTERS.items():
        with pymupdf.open() as doc:
            doc.new_page().insert_text((72, 72), text)
            doc.save(folder / f"{name}.pdf", no_new_id=True)
    (folder / "leeg.pdf").touch()
    return folder


def _run(folder: Path, letters: Path) -> None:
    if not dossier.complete(folder):
        run.make(folder, key=b"k" * 32)
    with dossier.open_dossier(folder, clock=lambda: _NOW) as opened:
        run.run([letters], opened, run.Settings("inline"), lambda *_: None)


def _published(folder: Path) -> dict[str, str]:
    return {path.name: chain.sha256(path) for path in (folder / "published").iterdir()}


def _log(folder: Path) -> list[str]:
    with dossier.open_dossier(folder, readonly=True) as opened:
        return [entry.hash for entry in opened.log()]


_WRITES = frozenset({"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "shutil.rmtree"})


def _in_child(folder: Path, letters: Path, stop: int = 0) -> tuple[bool, int]:
    """Run in a forked process that kills itself at moment `stop`; return (killed, moments).

    A moment is any file of the dossier opened, moved or removed, and any line of the database
    before and after it is stored.
    """
    read, write = os.pipe()
    if not (child := os.fork()):
        with suppress(BaseException):
            moments = _hooked(folder, stop)
            _run(folder, letters)
            os.write(write, str(len(moments)).encode())
            os._exit(0)
        os._exit(1)
    os.close(write)
    with os.fdopen(read) as told:
        count = int(told.read() or 0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status), count


def _hooked(folder: Path, stop: int) -> list[int]:
    """Count every moment of this process in the list that is returned."""
    moments: list[int] = []

    def passed() -> None:
        moments.append(1)
        if len(moments) == stop:
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(event: str, arguments: tuple[object, ...]) -> None:
        if event in _WRITES and str(folder) in str(arguments[0]):
            passed()

    def stored(*arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as given
        passed()
        insert(*arguments, **named)
        passed()

    insert = dossier.Dossier._insert
    dossier.Dossier._insert = stored  # type: ignore[method-assign]
    sys.addaudithook(audited)
    return moments


@pytest.fixture(scope="module")
def undisturbed(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Run once to the end; return the dossier and the number of moments at which it can be hit."""
    folder = tmp_path_factory.mktemp("heel") / "zaak"
    killed, moments = _in_child(folder, letters)
    assert not killed
    assert moments > 100
    return folder, moments


def _survives(stop: int, folder: Path, letters: Path, whole: Path) -> None:
    killed, _ = _in_child(folder, letters, stop)
    assert killed
    killed, _ = _in_child(folder, letters)
    assert not killed
    assert _published(folder) == _published(whole)
    assert _log(folder) == _log(whole)


@pytest.mark.parametrize("share", range(1, 100, 9))
def test_a_run_killed_at_any_moment_ends_as_if_it_was_not(
    share: int, letters: Path, undisturbed: tuple[Path, int], tmp_path: Path
):
    whole, moments = undisturbed
    _survives(max(1, moments * share // 100), tmp_path / "zaak", letters, whole)


@pytest.mark.slow
def test_a_run_killed_at_fifty_other_moments_ends_as_if_it_was_not(
    letters: Path, undisturbed: tuple[Path, int], tmp_path: Path
):
    whole, moments = undisturbed
    for stop in range(1, moments, moments // 50):
        _survives(stop, tmp_path / f"zaak{stop}", letters, whole)


def test_a_second_run_changes_nothing(letters: Path, undisturbed: tuple[Path, int]):
    folder, _ = undisturbed
    before = (_published(folder), _log(folder))
    _in_child(folder, letters)
    assert (_published(folder), _log(folder)) == before


def _told(folder: Path) -> list[str]:
    with dossier.open_dossier(folder, readonly=True) as opened:
        return [str(entry["status"]) for entry in standing.status(opened)["documents"]]


def test_a_document_is_told_as_published_once_its_file_is_there(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, suppress(SystemExit):
        patch.setattr(publish_folder, "_swap", killed)
        _run(tmp_path / "zaak", letters)
    assert set(_told(tmp_path / "zaak")) == {"scanned", "rejected"}
    _run(tmp_path / "zaak", letters)
    assert set(_told(tmp_path / "zaak")) == {"published", "rejected"}
