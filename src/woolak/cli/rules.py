# SPDX-License-Identifier: EUPL-1.2
"""The commands for who keeps a rule pack."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from woolak.cli.console import print_json
from woolak.cli.options import FOLDER, as_json
from woolak.cli.standing import opened
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
    from woolak.kept.patterns import compiled_once
    from woolak.work.forks import side_by_side

    packs = [folder] if folder else sorted(p.name for p in rulebook.packs().iterdir() if p.is_dir())
    with compiled_once(keep=False):
        from woolak.detect import examples

        checked = side_by_side(lambda p: list(map(examples.check, p)), packs, os.cpu_count() or 1)
    found = dict(zip(packs, chain.from_iterable(checked), strict=True))
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


@rules.command("update")
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--rules", "pack", default=None, help="The pack to take over [its own, as shipped].")
@as_json
def rules_update(path: Path, pack: str | None, machine: bool) -> None:
    """Take a newer or another rule pack over into a dossier; what people decided stays.

    \b
    Example:  woolak rules update 2026-0147 --rules our-pack/
    'woolak scan 2026-0147 --diff --rules our-pack/' says beforehand what would change.
    """
    from woolak import renewal
    from woolak import run as running

    with opened(path) as dossier:
        digest = renewal.take_over(dossier, running.pack_folder(pack or dossier.meta["pack"]))
    if machine:
        print_json({"schema": 1, "rules": digest})
        return
    click.echo(f"The rules of {path} are taken over; next: woolak scan {path}")
