# SPDX-License-Identifier: EUPL-1.2
"""The commands that only look: status, explain, evaluate, audit."""

from __future__ import annotations

from pathlib import Path

import click

from woolak.cli_options import FOLDER, as_json
from woolak.cli_standing import opened, print_status
from woolak.console import print_explanation, print_json
from woolak.errors import AuditFailed, CannotStart


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
@click.argument("path", type=FOLDER, metavar="FOLDER")
@click.option("--fingerprint", help="That of the key that must have sealed it.")
@as_json
def audit(path: Path, fingerprint: str | None, machine: bool) -> None:
    """Check a dossier, or a published folder alone.

    \b
    Example:  woolak audit 2026-0147/published --fingerprint "3f2a 91b0 ..."
    The fingerprint is in the decision letter. Without it nobody knows who wrote the folder.
    """
    from woolak import audit as auditing
    from woolak import seal

    if not path.is_dir():
        raise CannotStart(f"There is no folder {path}; name a dossier or a published folder.")
    report = auditing.audit(path, seal.parse(fingerprint) if fingerprint else "")
    if machine:
        print_json(auditing.as_json(report))
    else:
        click.echo(auditing.as_text(report))
    if not report.ok:
        raise click.exceptions.Exit(AuditFailed.exit_code)


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
    from woolak import evaluate_table

    with opened(path, readonly=True) as dossier:
        report = evaluate_table.report(dossier, gold, errors=errors)
    if machine:
        print_json(report.numbers)
    else:
        click.echo(report.text)
