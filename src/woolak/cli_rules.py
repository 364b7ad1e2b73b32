# SPDX-License-Identifier: EUPL-1.2
"""The commands for who keeps a rule pack."""

from __future__ import annotations

import click

from woolak.cli_options import as_json
from woolak.console import print_json
from woolak.errors import RulesError


@click.group()
def rules() -> None:
    """Look after rule packs."""


@rules.command("check")
@click.argument("folder", required=False, metavar="[FOLDER]")
@as_json
def rules_check(folder: str | None, machine: bool) -> None:
    """Check a rule pack: its form, and every example through the whole engine.

    \b
    Example:  woolak rules check our-pack/
    """
    from woolak import rulebook
    from woolak.detect import examples

    packs = [folder] if folder else sorted(p.name for p in rulebook.packs().iterdir() if p.is_dir())
    found = {pack: examples.check(pack) for pack in packs}
    problems = tuple(problem for faults in found.values() for problem in faults)
    if machine:
        print_json({"schema": 1, "ok": not problems, "packs": found})
        if problems:
            raise click.exceptions.Exit(RulesError.exit_code)
        return
    if problems:
        raise RulesError(problems)
    for pack in packs:
        click.echo(f"{pack}: every rule is well formed and every example holds.")
