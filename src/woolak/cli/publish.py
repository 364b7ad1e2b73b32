# SPDX-License-Identifier: EUPL-1.2
"""The commands that decide what leaves the building: publish, withhold."""

from __future__ import annotations

from pathlib import Path

import click

from woolak.cli.after import count_differences
from woolak.cli.options import FOLDER, as_json
from woolak.cli.seal import print_seal, sign_option, signer
from woolak.cli.standing import finish, opened, print_status
from woolak.errors import CannotStart

_AFTER = (
    *("bezwaar", "beroep", "aanvulling"),
    *("correctie_privacygevoelige_gegevens", "correctie_procedurele_fout"),
)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@sign_option
@click.option("--after", type=click.Choice(_AFTER), help="Why there is a next version.")
@as_json
def publish(path: Path, key: Path | None, after: str | None, machine: bool) -> None:
    """Put the proved files in published/, with register, inventory and manifest.

    \b
    Example:  woolak publish 2026-0147 --sign zegel.pem
    After a second decision:  woolak publish 2026-0147 --sign zegel.pem --after bezwaar
    """
    from woolak import run as running
    from woolak.model.publication import After

    sealing = signer(key)
    with opened(path) as dossier:
        count_differences(dossier, machine=machine)
        published = running.publish(dossier, sealing, After(after) if after else None)
        if not machine:
            click.echo(f"Published files, register and inventory: {published}")
            print_seal(published)
        finish(dossier, machine=machine)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.option("--grond", help="The ground, such as 5.1.2e.")
@click.option("--undo", is_flag=True, help="Take the refusal back.")
@as_json
def withhold(path: Path, document: str, grond: str | None, undo: bool, machine: bool) -> None:
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
            told = f"Document {document} is withheld; next: woolak publish {path}"
        else:
            running.take_back(dossier, document)
            told = f"Document {document} is to be judged again; next: woolak scan {path}"
        if machine:
            print_status(dossier, machine=True)
        else:
            click.echo(told)
