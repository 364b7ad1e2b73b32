# SPDX-License-Identifier: EUPL-1.2
"""What starts fast stays fast: heavy packages are loaded only by those who need them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from woolak.cli import cli

HEAVY = {"presidio_analyzer", "presidio_anonymizer", "spacy", "numpy", "pymupdf", "pikepdf", "lxml"}
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after the code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LOADED}"], capture_output=True, check=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["status", "--help"]])
def test_help_loads_no_heavy_package(arguments: list[str]):
    code = f"""
from woolak.cli import cli
cli.main({arguments!r}, standalone_mode=False)
"""
    assert not loaded_after(code) & HEAVY


def test_audit_loads_no_detection():
    assert not loaded_after("import woolak.audit") & {"presidio_analyzer", "spacy"}


def test_the_engine_comes_without_models_and_without_a_client_of_the_network():
    after = "import woolak.detect.engine, presidio_analyzer.nlp_engine"
    assert not loaded_after(after) & {"spacy", "thinc", "tldextract", "requests", "httpx"}


def test_what_was_left_out_is_imported_whole_by_who_asks_for_it():
    assert "thinc" in loaded_after(
        "import woolak.detect.engine\nfrom spacy.tokens import Doc\nassert Doc.__doc__"
    )


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str):
    command = cli.commands[name]
    assert command.help, f"{name} is missing its help"
    subcommands = getattr(command, "commands", {name: command})
    for sub in subcommands.values():
        assert "woolak " in (sub.help or "") + (sub.epilog or ""), f"{name}: no example"


def test_the_promised_commands_exist():
    steps = {"new", "add", "scan", "redact", "publish", "audit"}
    others = {"run", "status", "explain", "withhold", "evaluate", "rules"}
    assert steps | others <= set(cli.commands)
