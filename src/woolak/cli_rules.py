# SPDX-License-Identifier: EUPL-1.2
"""The commands for who keeps a rule pack."""

from __future__ import annotations

import click

from woolak.errors import RulesError


@click.group()
def rules() -> None:
    """Look after rule packs."""


@rules.command("check")
@click.argument("folder", required=False, metavar="[FOLDER]")
def rules_check(folder: str | None) -> None:
    """Check a rule pack: its form, and every example through the whole engine.

    \b
    Example:  woolak rules check our-pack/
    """
    from woolak import rulebook
    from woolak.detect import examples

    packs = [folder] if folder else sorted(p.name for p in rulebook.packs().iterdir() if p.is_dir())
    for pack in packs:
        if problems := examples.check(pack):
            raise RulesError(tuple(problems))
        click.echo(f"{pack}: every rule is well formed and every example holds.")
