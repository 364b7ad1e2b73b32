# SPDX-License-Identifier: EUPL-1.2
"""kill -9 of real processes at random instants of a run of 100 documents, which then goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pymupdf
import pytest

from woolak import audit, chain, dossier
from woolak.model import Status

_CLOCKED = Path(__file__).with_name("clocked.py")
_KILLS, _DOCUMENTS, _SEED = 20, 100, 7
_WORKER_TOO = 0.3
_TEXT = """Van: Sanne Kuipers <s.kuipers@minbzk.nl>
Aan: Youssef Amrani
Geachte heer Van Dongen,
De brief met nummer {number} ligt klaar. Bel gerust met 06-1234{number:04}.
Met vriendelijke groet, Tessa Brinkhuis"""


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder with a hundred letters."""
    folder = tmp_path_factory.mktemp("honderd")
    for number in range(1, _DOCUMENTS + 1):
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 72), _TEXT.format(number=number))
            document.save(folder / f"{number:03}.pdf", no_new_id=True)
    return folder


def _started(folder: Path, source: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(_CLOCKED), str(folder), str(source)])


def _published(folder: Path) -> dict[str, object]:
    """Return what is published; of the manifest all but its commitment to the log."""
    found: dict[str, object] = {p.name: chain.sha256(p) for p in (folder / "published").iterdir()}
    manifest = _manifest(folder)
    del manifest["log"]
    return {**found, "manifest.json": manifest}


def _manifest(folder: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads((folder / "published" / "manifest.json").read_bytes())
    return read


def _all_published(folder: Path) -> bool:
    with dossier.open_dossier(folder, readonly=True) as opened:
        known = opened.documents()
    return len(known) == _DOCUMENTS and {d.status for d in known} == {Status.PUBLISHED}


def _hit(running: subprocess.Popen[bytes], chance: random.Random) -> int | None:
    """Kill the command, or sometimes one of the processes below it; return which was there."""
    below = list(_below(running.pid)) if chance.random() < _WORKER_TOO else []
    with suppress(ProcessLookupError):
        process = chance.choice(below or [running.pid])
        os.kill(process, signal.SIGKILL)
        return process
    return None


def _below(process: int) -> Iterator[int]:
    """Yield the processes that descend from one, as Linux lists them."""
    with suppress(OSError):
        for child in map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()):
            yield child
            yield from _below(child)


@pytest.mark.slow
def test_twenty_kills_at_random_instants_leave_no_trace(hundred: Path, tmp_path: Path):
    chance = random.Random(_SEED)  # noqa: S311 - instants, no secrets
    began = time.monotonic()
    assert _started(tmp_path / "heel", hundred).wait() == 0
    long = time.monotonic() - began
    kills = dossiers = 0
    while kills < _KILLS:
        folder = tmp_path / f"zaak{dossiers}"
        dossiers += 1
        told = False  # in the log: a worker died, and its document was unfinished till the next run
        ended = None
        # Killed while it publishes, documents may have their state before their files.
        while ended != 0 or not _all_published(folder):
            running = _started(folder, hundred)
            with suppress(subprocess.TimeoutExpired):
                running.wait(chance.uniform(0, long) if kills < _KILLS else None)
            killed = _hit(running, chance) if running.returncode is None else None
            kills += killed is not None
            told = told or killed not in (None, running.pid)
            ended = running.wait()
        whole = tmp_path / "heel"
        assert _published(folder) == _published(whole)
        assert told or _manifest(folder) == _manifest(whole)
        assert audit.audit(folder).ok
        assert audit.audit(folder / "published").ok
        assert not [p for p in (folder / "redacted").iterdir() if p.suffix in (".part", ".raw")]
