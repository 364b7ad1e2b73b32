# SPDX-License-Identifier: EUPL-1.2
"""What is handed out: a wheel with the rules in it that does the main job in a bare environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ["src", "rules", "pyproject.toml", "README.md", "LICENSE"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is built from, so that no build writes in the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    return copy


def build(kind: str, source: Path, target: Path) -> Path:
    """Build an sdist or a wheel from a folder, and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(target.iterdir())


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


def contents(path: Path) -> set[str]:
    """Return the files in a wheel."""
    return set(zipfile.ZipFile(path).namelist())


def test_every_rule_is_in_the_wheel(wheel: Path):
    rules = {
        f"woolak/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "rules").rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.parts)
    }
    assert "woolak/rules/kern/pakket.yaml" in rules
    assert rules <= contents(wheel)


def test_only_the_package_and_its_papers_are_in_the_wheel(wheel: Path):
    roots = {name.partition("/")[0] for name in contents(wheel)}
    assert roots == {"woolak", "woolak-0.1.0.dist-info"}
    assert "woolak-0.1.0.dist-info/licenses/LICENSE" in contents(wheel)


def test_a_wheel_from_the_sdist_is_the_same(checkout: Path, wheel: Path, tmp_path: Path):
    sdist = build("sdist", checkout, tmp_path / "sdist")
    (tmp_path / "unpacked").mkdir()
    subprocess.run(["tar", "-xf", sdist, "-C", tmp_path / "unpacked"], check=True)
    folder = next((tmp_path / "unpacked").iterdir())
    again = build("wheel", folder, tmp_path / "wheel")
    assert contents(again) == contents(wheel)


class Bare:
    """An environment with the wheel and nothing else of ours, used from an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "venv" / "bin"
        self.desk = folder / "desk"
        self.desk.mkdir()
        kept = ("HOME", "LANG", "WOOLAK_SOCKETS")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {
            "PATH": f"{self.bin}:{os.defpath}",
            "PYTHONPATH": str(ROOT / "tests" / "offline"),
        }

    def run(self, *command: str, expect: Sequence[int] = (0,)) -> str:
        """Run a command offline and return what it printed."""
        done = subprocess.run(
            command,
            cwd=self.desk,
            env=self.environment,
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode in expect, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Bare:
    """Install the pinned packages and the wheel, as an operator would."""
    folder = tmp_path_factory.mktemp("bare")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    python = str(folder / "venv" / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--no-compile"]
    requirements = ["--require-hashes", "--requirement", str(ROOT / "requirements.txt")]
    for command in (
        [sys.executable, "-m", "venv", str(folder / "venv")],
        [*install, *requirements],
        [*install, "--no-deps", str(wheel)],
        [python, "-m", "pip", "check"],
    ):
        subprocess.run(command, env=environment, check=True)
    return Bare(folder)


@pytest.mark.slow
def test_the_wheel_brings_rules_that_pass_their_own_check(bare: Bare):
    where = bare.run("python", "-c", "from woolak import rulebook; print(rulebook.packs())")
    assert Path(where.strip()).is_relative_to(bare.bin.parent)
    bare.run("woolak", "rules", "check")


@pytest.mark.slow
def test_the_wheel_runs_the_demo_and_its_audit_passes(bare: Bare):
    samples = bare.desk / "samples"
    samples.mkdir()
    for path in (ROOT / "samples").glob("*.pdf"):
        shutil.copy(path, samples)
    bare.run("woolak", "run", "samples", "--dossier", "zaak", "--rules", "jenv", expect=(4,))
    status = json.loads(bare.run("woolak", "status", "zaak", "--json"))
    states = {document["status"] for document in status["documents"]}
    assert "published" in states
    assert states <= {"published", "unfinished"}
    bare.run("woolak", "audit", "zaak")
    bare.run("woolak", "audit", "zaak/published")
