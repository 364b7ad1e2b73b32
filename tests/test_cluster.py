# SPDX-License-Identifier: EUPL-1.2
"""A cluster gives what this machine's own pool gives, also when a node is lost."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from test_work import double, forever, reason
from woolak import dossier, run, work
from woolak.errors import CannotStart
from woolak.model import Reason
from woolak.work import processes

distributed = pytest.importorskip("distributed")
_NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
_LIMITS = processes.Limits(seconds=60, megabytes=400)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a scheduler and two nodes, each a process of its own."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


def test_bad_tasks_cost_only_themselves_on_a_cluster_too(address: str):
    with work.open_executor(f"dask:{address}", _LIMITS) as executor:
        done = list(work.run(double, range(8), executor))
    assert [item for item, _ in done] == list(range(8))
    reasons = [reason(result) for _, result in done]
    assert reasons[1:5] == [Reason.CRASH, Reason.MEMORY, Reason.PASSWORD, Reason.CRASH]
    assert [result for _, result in done[5:]] == [10, 12, 14]


def test_a_task_that_hangs_on_a_node_is_ended_at_its_limit(address: str):
    with work.open_executor(f"dask:{address}", _LIMITS) as executor:
        [(_, result)] = work.run(forever, [1], executor, lambda _: 0.2)
    assert reason(result) is Reason.TIMEOUT


def test_a_node_that_is_killed_costs_no_result(address: str):
    with distributed.Client(address, set_as_default=False) as client:
        nodes = list(client.run(os.getpid).values())
    with work.open_executor(f"dask:{address}", _LIMITS) as executor:
        results = work.run(double, range(10, 60), executor)
        done = [next(results)]
        os.kill(nodes[0], signal.SIGKILL)
        done += results
    assert done == [(number, 2 * number) for number in range(10, 60)]


def test_a_whole_run_on_a_cluster_publishes_what_a_run_in_this_process_does(
    address: str, tmp_path: Path
):
    published = []
    for engine in ("inline", f"dask:{address}"):
        folder = tmp_path / engine[:4]
        run.make(folder, key=b"k" * 32)
        with dossier.open_dossier(folder, clock=lambda: _NOW) as opened:
            settings = run.Settings(engine, _LIMITS)
            run.run([_letter(tmp_path)], opened, settings, lambda *_: None)
        published.append(
            {p.name: p.read_bytes() for p in (folder / "published").rglob("*") if p.is_file()}
        )
    assert published[0] == published[1]
    assert "0001.pdf" in published[0]


def _letter(folder: Path) -> Path:
    path = folder / "brief.pdf"
    if not path.exists():
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 72), "Geachte mevrouw Van Dongen,")
            document.save(path)
    return path


def test_a_cluster_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("woolak.work.cluster._SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(CannotStart, match="does not answer"):
        work.open_executor("dask:tcp://127.0.0.1:1").__enter__()
