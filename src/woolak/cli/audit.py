# SPDX-License-Identifier: EUPL-1.2
"""The command that audits: a dossier, a published folder alone, or PDFs that anybody made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woolak.cli.console import print_json
from woolak.cli.options import FILE, FOLDER, as_json
from woolak.errors import AuditFailed, CannotStart

if TYPE_CHECKING:
    from woolak.audit import Report


@click.command()
@click.argument("paths", type=FOLDER, metavar="FOLDER", nargs=-1, required=True)
@click.option("--fingerprint", help="That of the key that must have sealed it.")
@click.option("--pdf", "pdfs", is_flag=True, help="Check PDF files instead, whoever made them.")
@click.option("--no-detect", is_flag=True, help="Do not look for personal data in what is out.")
@click.option("--html", "page", type=FOLDER, metavar="FILE", help="Write the report as a page.")
@click.option("--accept", multiple=True, metavar="RULE", help="Accept what a rule finds.")
@click.option("--reason", default="", help="Why; with --accept.")
@click.option("--accepted", type=FILE, metavar="FILE", help="A file of lines 'P9: the reason'.")
@as_json
def audit(
    paths: tuple[Path, ...],
    fingerprint: str | None,
    pdfs: bool,
    no_detect: bool,
    page: Path | None,
    accept: tuple[str, ...],
    reason: str,
    accepted: Path | None,
    machine: bool,
) -> None:
    """Check a dossier, a published folder alone, or PDFs of anybody.

    \b
    Example:  woolak audit 2026-0147/published --fingerprint "3f2a 91b0 ..."
              woolak audit --pdf besluit.pdf bijlage.pdf --html verslag.html
    The fingerprint is in the decision letter. Without it nobody knows who wrote the folder.
    """
    from woolak.audit import accepting

    reasons = accepting.checked(accept, reason)
    reasons |= accepting.read(accepted) if accepted else {}
    report = _files(paths, detect=not no_detect) if pdfs else None
    report = report or _folder(paths, fingerprint, reasons, detect=not no_detect)
    report = report if pdfs else _consistent(report, paths[0])
    report = accepting.apply(report, reasons | dict(report.accepted))
    _tell(report, page, machine=machine)
    if pdfs and not machine:
        click.echo("\n".join(f"bestand {n}: {p}" for n, p in enumerate(paths, 1)))
    if not report.ok:
        raise click.exceptions.Exit(AuditFailed.exit_code)


def _files(paths: tuple[Path, ...], *, detect: bool) -> Report:
    from woolak.audit import foreign

    for path in paths:
        if not path.is_file():
            raise CannotStart(f"There is no file {path}; name PDF files after --pdf.")
    return foreign.audit_files(paths, detect=detect)


def _folder(
    paths: tuple[Path, ...], fingerprint: str | None, reasons: dict[str, str], *, detect: bool
) -> Report:
    from woolak import audit as auditing
    from woolak import seal

    (path, *more) = paths
    if more or not path.is_dir():
        wrong = "Name one folder" if more else f"There is no folder {path}"
        raise CannotStart(f"{wrong}; name a dossier or a published folder, or files after --pdf.")
    asked = auditing.Asked(seal.parse(fingerprint) if fingerprint else "", detect)
    if (path / "woolak.db").exists():
        reasons.update(_settled(path, reasons))
    return auditing.audit(path, asked)


def _consistent(report: Report, path: Path) -> Report:
    """Add what is treated differently in a dossier: persons and texts (P9), copies (P10)."""
    from woolak.cli.standing import opened
    from woolak.errors import WoolakError

    if not (path / "woolak.db").exists() or not report.sound:
        return report
    from woolak import consistency

    try:
        with opened(path, readonly=True) as dossier:
            return replace(report, findings=(*report.findings, *consistency.checks(dossier)))
    except WoolakError:
        return report


def _settled(path: Path, reasons: dict[str, str]) -> dict[str, str]:
    """Log what is accepted now, and return all that was accepted in this dossier."""
    from woolak.audit import accepting
    from woolak.cli.standing import opened
    from woolak.errors import WoolakError

    try:
        if reasons:
            with opened(path) as dossier:
                accepting.record(dossier, reasons)
        with opened(path, readonly=True) as dossier:
            return accepting.stored(dossier)
    except WoolakError:
        if reasons:
            raise
        return {}


def _tell(report: Report, page: Path | None, *, machine: bool) -> None:
    from woolak import audit as auditing

    if machine:
        print_json(auditing.as_json(report))
    else:
        click.echo(auditing.as_text(report))
    if page:
        from woolak.audit import paper

        try:
            paper.write(report, page)
        except OSError as error:
            raise CannotStart(f"{page} cannot be written: {error.strerror}.") from None
