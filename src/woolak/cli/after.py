# SPDX-License-Identifier: EUPL-1.2
"""The commands before and after publishing: what is treated differently, and taking a file back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woolak.cli.console import print_json
from woolak.cli.options import FOLDER, as_json
from woolak.cli.seal import sign_option, signer
from woolak.cli.standing import opened

if TYPE_CHECKING:
    from woolak.consistency import Difference
    from woolak.dossier import Dossier

_REASONS = {"privacy": "PRIVACY", "procedure": "PROCEDURE"}
_SHOWN = 5


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def consistency(path: Path, machine: bool) -> None:
    """Show which persons, texts, passages and pages are treated differently.

    \b
    Example:  woolak consistency 2026-0147
    """
    from woolak import consistency as checking

    with opened(path, readonly=True) as dossier:
        found = checking.differences(dossier)
    if machine:
        print_json({"schema": 1, "differences": [asdict(difference) for difference in found]})
        return
    for difference in found:
        click.echo(f"{difference.what} {difference.text!r}: {_places(difference)}")
    click.echo(f"{len(found)} treated differently.")


def _places(difference: Difference) -> str:
    told = [
        " ".join(filter(None, (f"{document} p. {page}", verdict, ground)))
        for document, page, verdict, ground in difference.places
    ]
    more = len(told) - 2 * _SHOWN
    return "; ".join(told if more <= 0 else [*told[: 2 * _SHOWN], f"and {more} more"])


def count_differences(dossier: Dossier, *, machine: bool) -> None:
    """Count what is treated differently before a dossier is published, and say so."""
    from woolak import consistency as checking

    found = checking.differences(dossier)
    with dossier.transaction():
        dossier.set_meta("differences", str(len(found)))
    if found and not machine:
        click.echo(
            f"{len(found)} persons, texts, passages or pages are treated differently; "
            f"see 'woolak consistency {dossier.path}'."
        )


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.option(
    "--reason", required=True, type=click.Choice(list(_REASONS)), help="In DiWoo's terms."
)
@sign_option
@as_json
def recall(path: Path, document: str, reason: str, key: Path | None, machine: bool) -> None:
    """Take a published document back, and list whose data it may have told.

    \b
    Example:  woolak recall 2026-0147 0012 --reason privacy --sign zegel.pem
    It is gone from published/ at once, and returns when its redactions have changed.
    """
    from woolak import recall as recalling
    from woolak.model.publication import After

    sealing = signer(key)
    with opened(path) as dossier:
        done = recalling.recall(dossier, document, After[_REASONS[reason]], sealing)
    if machine:
        print_json({"schema": 1, **asdict(done), "kept": str(done.kept)})
        return
    click.echo(
        f"Document {done.document} is out of {path / 'published'}; its file was {done.sha256}."
    )
    click.echo(f"It is kept, for inside only: {done.kept}")
    _people("Can be read in the file; report these:", done.readable)
    _people("Under its boxes; report these too if the boxes failed:", done.boxed)
    click.echo("A personal data breach goes to the AP within 72 hours (article 33 AVG).")
    click.echo(f"Next: correct its redactions, then woolak redact {path} and woolak publish {path}")


def _people(heading: str, names: tuple[str, ...]) -> None:
    click.echo(heading)
    for name in names or ("nobody that this dossier knows",):
        click.echo(f"  {name}")
