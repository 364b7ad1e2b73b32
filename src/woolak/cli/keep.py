# SPDX-License-Identifier: EUPL-1.2
"""The commands for a dossier after the work: back it up, destroy it."""

from __future__ import annotations

from pathlib import Path

import click

from woolak.cli.console import print_json
from woolak.cli.options import FOLDER, as_json
from woolak.cli.standing import opened
from woolak.errors import CannotStart


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("target", type=FOLDER, metavar="OUT")
@as_json
def backup(path: Path, target: Path, machine: bool) -> None:
    """Copy a dossier to a new folder, also while someone is at work in it.

    \b
    Example:  woolak backup 2026-0147 /backup/2026-0147
    The copy is a dossier, with its key: keep it as safe as the dossier itself.
    """
    from woolak import keeping

    files = keeping.back_up(path, target)
    _said(machine, f"Copied {files} files to {target}.", {"out": str(target), "files": files})


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--yes", "sure", is_flag=True, help="Do it: there is no way back.")
@as_json
def destroy(path: Path, sure: bool, machine: bool) -> None:
    """Destroy a dossier, all but what is published.

    \b
    Example:  woolak destroy 2026-0147 --yes
    Afterwards 'woolak audit 2026-0147/published' still checks the files, the lists and the seal;
    that a file came from a certain original can no longer be proved, by anyone.
    """
    from woolak import dossier, keeping

    if not sure:
        raise CannotStart(
            f"This destroys the originals, decisions and key of {path} for good. "
            "Hand them to the archive first ('woolak export --archief'), then give --yes."
        )
    gone = keeping.destroy(path, dossier.now)
    _said(machine, f"Destroyed {gone} files; {path}/published is as it was.", {"files": gone})


@click.command("forget-reviewers")
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("aliases", nargs=-1, metavar="[B01 ...]")
@click.option("--yes", "sure", is_flag=True, help="Do it: there is no way back.")
@as_json
def forget_reviewers(path: Path, aliases: tuple[str, ...], sure: bool, machine: bool) -> None:
    """Erase who the reviewers of a dossier are, and what they remarked.

    \b
    Example:  woolak forget-reviewers 2026-0147 --yes
    Decisions and log stay as they are, under aliases such as B01.
    """
    from woolak import keeping

    if not sure:
        raise CannotStart(
            f"This erases the names and remarks of reviewers in {path} for good; give --yes."
        )
    with opened(path) as dossier:
        gone = keeping.forget_reviewers(dossier, aliases)
    line = f"Forgot {len(gone)} reviewers: {', '.join(gone) or 'nobody was named'}."
    _said(machine, line, {"aliases": gone})


def _said(machine: bool, line: str, facts: dict[str, object]) -> None:
    if machine:
        print_json({"schema": 1, **facts})
    else:
        click.echo(line)
