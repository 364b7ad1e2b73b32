# SPDX-License-Identifier: EUPL-1.2
"""What the documentation shows is what happens.

A ```console block shows a session: its `$ ` lines run here, a document's blocks one after another
in one folder with a copy of the samples. A comment `# exit 4` after a command is the exit code that
it must have. Lines without `$ ` must be in the output, in this order; `...` stands for what is left
out. A ```sh block has commands that set up or check the checkout: .ci/run must have each of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from woolak.parcels import office

ROOT = Path(__file__).parents[1]
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_EXIT = re.compile(r"\s+# exit (?P<code>\d+)$")
_LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


@dataclass(frozen=True, slots=True)
class Step:
    """A command as shown, the exit code that it must have, and the output shown under it."""

    command: str
    code: int
    output: tuple[str, ...]


def blocks(path: Path, language: str) -> list[str]:
    """Return the blocks of one language in a document."""
    return [text for kind, text in _BLOCK.findall(path.read_text("utf-8")) if kind == language]


def session(path: Path) -> list[Step]:
    """Return the steps that a document shows, in order."""
    steps: list[Step] = []
    for line in "".join(blocks(path, "console")).splitlines():
        if line.startswith("$ "):
            found = _EXIT.search(line)
            steps.append(Step(_EXIT.sub("", line[2:]), int(found["code"]) if found else 0, ()))
        else:
            last = steps.pop()
            steps.append(Step(last.command, last.code, (*last.output, line)))
    return steps


def run(step: Step, folder: Path) -> None:
    """Run a step in a folder and compare it with what is shown."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        check=False,
        text=True,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == step.code, f"{step.command}: {printed}"
    lines = iter(line.rstrip() for line in printed.splitlines())
    for shown in step.output:
        assert shown == "..." or shown.rstrip() in lines, f"not in the output: {shown}\n{printed}"


@pytest.mark.parametrize(
    "path", [path for path in PAPERS if session(path)], ids=lambda path: path.stem
)
def test_every_command_shown_does_what_is_shown(path: Path, tmp_path: Path):
    for name in ("samples", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for step in session(path):
        run(step, tmp_path)


def test_every_other_command_shown_is_run_by_ci():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    shown = {line for path in PAPERS for block in blocks(path, "sh") for line in block.splitlines()}
    assert shown - set(ci) == set()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not [to for to in _LINK.findall(text) if not (path.parent / to).exists()]


def test_make_says_what_it_can_do():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", lines, re.MULTILINE)
    assert not [name for name in targets if name != "help" and f'"make {name} ' not in lines]


def test_the_image_has_a_program_for_every_office_file():
    makes = {"libreoffice-writer-nogui": ".docx", "libreoffice-calc-nogui": ".xlsx"}
    makes["libreoffice-impress-nogui"] = ".pptx"
    image = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert not [package for package in makes if package not in image]
    assert set(makes.values()) < office.SUFFIXES


def test_the_image_is_made_of_what_the_package_needs_and_of_no_dossier():
    taken = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    needed = set(re.findall(r"/source/(\S+\.txt)", (ROOT / "Containerfile").read_text("utf-8")))
    needed |= {"LICENSE", "README.md", "pyproject.toml", "rules", "src"}
    assert "*" in taken
    assert {line[1:] for line in taken if line.startswith("!")} == needed
