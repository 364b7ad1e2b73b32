# SPDX-License-Identifier: EUPL-1.2
"""The commands that only look: status, explain, evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from woolak.cli.console import print_explanation, print_json
from woolak.cli.options import FOLDER, as_json
from woolak.cli.standing import opened, print_status


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def status(path: Path, machine: bool) -> None:
    """Show where a dossier stands.

    \b
    Example:  woolak status 2026-0147 --json
    """
    with opened(path, readonly=True) as dossier:
        print_status(dossier, machine=machine)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.argument("page", type=int, required=False)
@as_json
def explain(path: Path, document: str, page: int | None, machine: bool) -> None:
    """Show what was found in a document or page and why, and what was kept and why.

    \b
    Example:  woolak explain 2026-0147 0001 1
    """
    from woolak import standing

    with opened(path, readonly=True) as dossier:
        lines = standing.explain(dossier, document, page)
    if machine:
        print_json(lines)
        return
    print_explanation(lines)
    where = f"page {page} of {document}" if page else f"document {document}"
    click.echo(f"{len(lines)} findings on {where}.")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--errors", is_flag=True, help="Show errors with their text: for invented papers.")
@as_json
def evaluate(path: Path, gold: Path, errors: bool, machine: bool) -> None:
    """Measure a dossier against what should have been found.

    \b
    Example:  woolak evaluate demo samples/
    """
    from woolak.evaluate import table

    with opened(path, readonly=True) as dossier:
        report = table.report(dossier, gold, errors=errors)
    if machine:
        print_json(report.numbers)
    else:
        click.echo(report.text)
