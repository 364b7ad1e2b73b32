# SPDX-License-Identifier: EUPL-1.2
"""For every test: no network, the same random examples each time, no silent skips in CI."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from woolak.pdf.seeing import tesseract

OFFLINE = Path(__file__).parent / "offline"
REPORT = "WOOLAK_SOCKETS"
CACHE = "WOOLAK_TEST_CACHE"

settings.register_profile(
    "woolak",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("woolak")


def pytest_configure() -> None:
    """Put the refusal of sockets into this process and on the path of those it starts.

    What is kept between runs is kept in a folder of the tests.
    """
    os.environ["XDG_CACHE_HOME"] = os.environ.get(CACHE) or tempfile.mkdtemp(prefix="woolak-")
    os.environ[CACHE] = os.environ["XDG_CACHE_HOME"]
    paths = [str(OFFLINE), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    sys.path.insert(0, str(OFFLINE))
    sys.modules.pop("sitecustomize", None)
    importlib.import_module("sitecustomize")
    sys.path.remove(str(OFFLINE))


@pytest.fixture(scope="session")
def sockets_report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the file in which processes write the hosts that they tried to reach."""
    report = tmp_path_factory.mktemp("sockets") / "refused.txt"
    report.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(REPORT, str(report))
        yield report


@pytest.fixture(autouse=True)
def _no_network(sockets_report: Path) -> Iterator[None]:
    """Fail a test in which anything tried to leave this machine, even when that was swallowed."""
    yield
    refused = sockets_report.read_text(encoding="utf-8")
    sockets_report.write_text("", encoding="utf-8")
    assert not refused, f"left this machine: {refused}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program or extra is missing, but never in CI, which installs them all."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if tesseract.available() if program == "ocr" else shutil.which(program):
                continue
            how = "make ocr" if program == "ocr" else "scripts/debian-packages.sh"
            message = f"{program} is missing; {how} installs it"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
