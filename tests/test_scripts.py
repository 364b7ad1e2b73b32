# SPDX-License-Identifier: EUPL-1.2
"""The script that installs Debian's packages: where it cannot, one line says what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "debian-packages.sh"


def run(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with only the programs of one folder on the path."""
    return subprocess.run(
        ["/bin/bash", str(SCRIPT)],
        env={"PATH": str(path)},
        capture_output=True,
        check=False,
        text=True,
    )


def program(folder: Path, name: str, lines: str) -> None:
    """Put a program with a given content in a folder."""
    path = folder / name
    path.write_text(f"#!/bin/bash\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


def test_without_apt_one_line_names_the_packages(tmp_path: Path):
    done = run(tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no apt" in done.stderr
    assert "poppler-utils" in done.stderr


def test_who_is_not_root_gets_the_command_for_what_is_missing(tmp_path: Path):
    program(tmp_path, "dpkg-query", '[[ "$3" == qpdf ]] || echo -n installed')
    program(tmp_path, "apt-get", "exit 99")
    program(tmp_path, "id", "echo 1000")
    done = run(tmp_path)
    assert done.returncode == 1
    assert done.stderr.endswith("sudo apt-get install --no-install-recommends qpdf\n")


def test_nothing_is_done_when_all_is_there(tmp_path: Path):
    program(tmp_path, "dpkg-query", "echo -n installed")
    program(tmp_path, "apt-get", "exit 99")
    done = run(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
