# SPDX-License-Identifier: EUPL-1.2
"""The commands that decide what leaves the building: publish, withhold."""

from __future__ import annotations

from pathlib import Path

import click

from woolak.cli_options import FOLDER, as_json
from woolak.cli_standing import finish, opened
from woolak.errors import CannotStart


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def publish(path: Path, machine: bool) -> None:
    """Put the proved files in published/, with register, inventory and manifest.

    \b
    Example:  woolak publish 2026-0147
    """
    from woolak import run as running

    with opened(path) as dossier:
        published = running.publish(dossier)
        if not machine:
            click.echo(f"Published files, register and inventory: {published}")
        finish(dossier, machine=machine)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.option("--grond", help="The ground, such as 5.1.2e.")
@click.option("--undo", is_flag=True, help="Take the refusal back.")
def withhold(path: Path, document: str, grond: str | None, undo: bool) -> None:
    """Refuse a whole document under a ground, or take that back.

    \b
    Example:  woolak withhold 2026-0147 0012 --grond 5.1.2e
    """
    from woolak import run as running

    if bool(grond) == undo:
        raise CannotStart("Give a ground (--grond 5.1.2e), or take a refusal back with --undo.")
    with opened(path) as dossier:
        if grond:
            running.withhold(dossier, document, grond)
            click.echo(f"Document {document} is withheld; next: woolak publish {path}")
        else:
            running.take_back(dossier, document)
            click.echo(f"Document {document} is to be judged again; next: woolak scan {path}")
