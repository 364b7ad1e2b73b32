# SPDX-License-Identifier: EUPL-1.2
"""Sixty documents of which five go wrong in five ways: exactly those five are not published."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf
import pytest

from woolak import dossier

_RUN = """
from woolak.work import processes as work_pool
work_pool._PRELOAD = ("faulty",)
from woolak.cli import main
if __name__ == "__main__":
    main()
"""
_NODES = """
from woolak.work import processes as work_pool
work_pool._PRELOAD = ("faulty",)
"""
_WRONG = {
    "11": ("unfinished", "crash"),
    "23": ("unfinished", "timeout"),
    "31": ("unfinished", "memory"),
    "42": ("rejected", "damaged"),
    "57": ("rejected", "password"),
}


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder with sixty letters."""
    folder = tmp_path_factory.mktemp("zestig")
    for number in range(1, 61):
        _letter(folder / f"{number:02}.pdf", {11: "crash", 23: "hang", 31: "hog"}.get(number, ""))
    (folder / "42.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 500)
    with pymupdf.open(folder / "57.pdf") as document:
        data = document.tobytes(encryption=5, user_pw="geheim")
    (folder / "57.pdf").write_bytes(data)
    return folder


def _letter(path: Path, title: str) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), f"Geachte mevrouw Van Dongen,\nBrief {path.stem}")
        document.set_metadata({"title": title})
        document.save(path)


@pytest.fixture(autouse=True)
def _faulty_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    # The process that workers are forked from takes its path from the environment alone.
    paths = [os.environ.get("PYTHONPATH", ""), str(Path(__file__).parent)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


@pytest.mark.slow
def test_five_of_sixty_go_wrong_on_this_machine(sixty: Path, tmp_path: Path):
    _run(sixty, tmp_path, "local:2").communicate()
    assert _not_published(tmp_path) == _WRONG


@pytest.mark.slow
def test_five_of_sixty_go_wrong_on_a_cluster_of_which_a_node_is_killed(sixty: Path, tmp_path: Path):
    with _cluster(tmp_path) as (address, nodes):
        running = _run(sixty, tmp_path, f"dask:{address}")
        assert running.stderr
        next(line for line in running.stderr if '"step": "add"' in line)
        os.kill(nodes[0], signal.SIGKILL)
        running.communicate()
    assert _not_published(tmp_path) == _WRONG


def _run(inputs: Path, folder: Path, engine: str) -> subprocess.Popen[str]:
    script = folder / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    options = ["--engine", engine, "--timeout", "30", "--memory", "1500", "--ocr", "off", "--json"]
    return subprocess.Popen(
        [sys.executable, script, "run", inputs, "--dossier", folder / "dossier", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _not_published(folder: Path) -> dict[str, tuple[str, str | None]]:
    with dossier.open_dossier(folder / "dossier", readonly=True) as opened:
        return {
            Path(document.source).stem: (document.status, document.reason)
            for document in opened.documents()
            if document.status != "published"
        }


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    distributed = pytest.importorskip("distributed")
    preload = folder / "nodes.py"
    preload.write_text(_NODES, encoding="utf-8")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, preload=[str(preload)]
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield cluster.scheduler_address, list(client.run(os.getpid).values())
