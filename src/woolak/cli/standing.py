# SPDX-License-Identifier: EUPL-1.2
"""An open dossier for a command, and where it stands on the screen when the command is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woolak.cli.console import print_json, print_standing

if TYPE_CHECKING:
    from woolak.dossier import Dossier


@contextmanager
def opened(path: Path, *, readonly: bool = False) -> Iterator[Dossier]:
    """Open a dossier for one command."""
    from woolak.dossier import open_dossier

    with open_dossier(path, readonly=readonly) as dossier:
        yield dossier


def finish(dossier: Dossier, *, machine: bool) -> None:
    """Print where everything stands and leave with the exit code that says so."""
    from woolak import standing

    print_status(dossier, machine=machine)
    if code := standing.exit_code(dossier.documents()):
        raise click.exceptions.Exit(code)


def show(dossier: Dossier, *, machine: bool) -> None:
    """Print where everything stands halfway, when nothing is published yet."""
    print_status(dossier, machine=machine)
    if any(document.reason for document in dossier.documents()):
        raise click.exceptions.Exit(4)


def print_status(dossier: Dossier, *, machine: bool) -> None:
    """Print where everything stands."""
    from woolak import standing

    where = standing.status(dossier)
    if machine:
        print_json(where)
    else:
        print_standing(where)
