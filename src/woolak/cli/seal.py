# SPDX-License-Identifier: EUPL-1.2
"""The command that makes a key to seal with, and the key that an option names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woolak.cli.console import print_json
from woolak.cli.options import FILE, FOLDER, as_json

if TYPE_CHECKING:
    from woolak.seal import Signer

_SECRET = "WOOLAK_PASSPHRASE"  # noqa: S105 - the name of a variable


def sign_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option that names the key to seal with."""
    told = f"Seal with this private key; its passphrase is asked for, or in {_SECRET}."
    return click.option("--sign", "key", type=FILE, metavar="KEY", help=told)(command)


@click.command()
@click.argument("path", type=FOLDER, metavar="FILE")
@click.option("--passphrase", "ask", is_flag=True, help=f"Lock it; asked for, or in {_SECRET}.")
@as_json
def keygen(path: Path, ask: bool, machine: bool) -> None:
    """Make a private key to seal publications with, and print its fingerprint.

    \b
    Example:  woolak keygen zegel.pem
    The fingerprint belongs in the decision letter; the key stays with the ministry.
    """
    from woolak import seal

    made = seal.make_key(path, _passphrase(confirm=True) if ask else "")
    if machine:
        print_json({"schema": 1, "key": str(path), "fingerprint": made})
        return
    click.echo(f"Made {path}; keep it secret, and never in a dossier.")
    click.echo(f"Fingerprint, for the decision: {seal.spaced(made)}")


def signer(key: Path | None) -> Signer | None:
    """Return the key that an option names, opened."""
    if key is None:
        return None
    from woolak import seal

    return seal.load(key, _passphrase() if seal.locked(key) else "")


def _passphrase(*, confirm: bool = False) -> str:
    return os.environ.get(_SECRET) or str(
        click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    )


def print_seal(path: Path) -> None:
    """Print by whom a published folder is sealed, and which version it is."""
    from woolak import seal
    from woolak.publish import manifest

    told = manifest.read(path)
    sealed, version = told.get("seal"), told["versions"][-1]
    after = f" (after {version['after']})" if version["after"] else ""
    click.echo(f"Version {version['number']}{after} of {version['date']}.")
    if sealed:
        click.echo(f"Sealed; fingerprint for the decision: {seal.spaced(sealed['fingerprint'])}")
    else:
        click.echo("Not sealed: nobody can establish where it came from; see --sign.")
