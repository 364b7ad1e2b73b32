# SPDX-License-Identifier: EUPL-1.2
"""The command line: parse, call one function, print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woolak import __version__
from woolak.cli_options import FILE, FOLDER, as_json, work_options
from woolak.cli_options import settings as work_settings
from woolak.console import (
    bug,
    disk,
    print_explanation,
    print_json,
    print_standing,
    progress,
)
from woolak.errors import AuditFailed, CannotStart, RulesError, WoolakError

if TYPE_CHECKING:
    from woolak.dossier import Dossier


def main() -> None:
    """Run the command; every error becomes one sentence and an exit code."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. Give the same command again to go on where it stopped.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except WoolakError as error:
        click.echo(f"woolak: {error}", err=True)
        code = error.exit_code
    except OSError as error:
        click.echo(f"woolak: {disk(error)}", err=True)
        code = 2
    except Exception as error:  # noqa: BLE001 - a bug; its message may hold text of a document
        click.echo(f"woolak: {bug(error)}", err=True)
        code = 70
    sys.exit(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="woolak")
def cli() -> None:
    """Redact personal data in PDFs for publication under the Wet open overheid.

    \b
    Example:  woolak run letters/ --dossier 2026-0147
    Then:     woolak status 2026-0147
              woolak audit 2026-0147/published
    """


@contextmanager
def _opened(path: Path, *, readonly: bool = False) -> Iterator[Dossier]:
    from woolak.dossier import open_dossier

    with open_dossier(path, readonly=readonly) as dossier:
        yield dossier


def _finish(dossier: Dossier, *, machine: bool) -> None:
    """Print where everything stands and leave with the exit code that says so."""
    from woolak import standing

    _print_status(dossier, machine=machine)
    if code := standing.exit_code(dossier.documents()):
        raise click.exceptions.Exit(code)


def _show(dossier: Dossier, *, machine: bool) -> None:
    """Print where everything stands halfway, when nothing is published yet."""
    _print_status(dossier, machine=machine)
    if any(document.reason for document in dossier.documents()):
        raise click.exceptions.Exit(4)


def _print_status(dossier: Dossier, *, machine: bool) -> None:
    from woolak import standing

    where = standing.status(dossier)
    if machine:
        print_json(where)
    else:
        print_standing(where)


@cli.command()
@click.argument("inputs", nargs=-1, required=True, type=FOLDER, metavar="IN...")
@click.option("--dossier", "path", required=True, type=FOLDER, help="The dossier; made if new.")
@click.option("--rules", "pack", default=None, help="Rule pack: a name or a folder [kern].")
@click.option("--zaak", type=FILE, help="Facts of the case, when the dossier is new.")
@click.option("--redact-list", type=FILE, help="Terms that always go, one a line.")
@click.option("--keep-list", type=FILE, help="Terms that stay, one a line.")
@work_options
def run(
    inputs: tuple[Path, ...],
    path: Path,
    pack: str | None,
    zaak: Path | None,
    redact_list: Path | None,
    keep_list: Path | None,
    **how: Any,
) -> None:
    """Do everything in one go: from PDFs to redacted, proved files and their log.

    \b
    Example:  woolak run letters/ --dossier 2026-0147
    The same command again goes on where it stopped.
    """
    from woolak import dossier as dossiers
    from woolak import intake
    from woolak import run as running

    machine = how.pop("machine")
    intake.collect(inputs, path)
    if not dossiers.complete(path):
        running.make(path, pack or "kern", zaak)
    with _opened(path) as dossier, progress(quiet=machine) as told:
        running.same_pack(dossier, pack)
        _lists(dossier, redact_list, keep_list)
        published = running.run(inputs, dossier, work_settings(**how), told)
    with _opened(path) as dossier:
        if not machine:
            click.echo(f"Register, inventory and what could be published: {published}")
        _finish(dossier, machine=machine)


def _lists(dossier: Dossier, redact_list: Path | None, keep_list: Path | None) -> None:
    from woolak.run import take_list

    for name, file in (("redact", redact_list), ("keep", keep_list)):
        if file:
            take_list(dossier, name, file)


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--rules", "pack", default="kern", help="Rule pack: a name or a folder.")
@click.option("--zaak", type=FILE, help="Facts of the case (zaak.yaml).")
@click.option("--redact-list", type=FILE, help="Terms that always go, one a line.")
@click.option("--keep-list", type=FILE, help="Terms that stay, one a line.")
def new(
    path: Path, pack: str, zaak: Path | None, redact_list: Path | None, keep_list: Path | None
) -> None:
    """Make an empty dossier.

    \b
    Example:  woolak new 2026-0147 --rules jenv --zaak zaak.yaml
    """
    from woolak import run as running

    running.make(path, pack, zaak)
    with _opened(path) as dossier:
        _lists(dossier, redact_list, keep_list)
    click.echo(f"Made {path}; next: woolak add {path} FILES...")


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("inputs", nargs=-1, required=True, type=FOLDER, metavar="IN...")
@work_options
def add(path: Path, inputs: tuple[Path, ...], **how: Any) -> None:
    """Copy files and folders into a dossier.

    \b
    Example:  woolak add 2026-0147 letters/
    """
    from woolak import intake, work

    machine = how.pop("machine")
    settings = work_settings(**how)
    with _opened(path) as dossier, progress(quiet=machine) as told:
        files = intake.collect(inputs, path)
        with work.open_executor(settings.engine, settings.limits) as executor:
            intake.add(dossier, files, executor, told)
        _show(dossier, machine=machine)


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@work_options
def scan(path: Path, **how: Any) -> None:
    """Read the pages and find personal data.

    \b
    Example:  woolak scan 2026-0147
    """
    from woolak import judgement, work
    from woolak import run as running
    from woolak import scan as scanning

    machine = how.pop("machine")
    settings = work_settings(**how)
    with _opened(path) as dossier, progress(quiet=machine) as told:
        running.same_rules(dossier)
        with work.open_executor(settings.engine, settings.limits) as executor:
            scanning.scan(dossier, executor, told, ocr=settings.ocr)
        judgement.judge(dossier, told)
        _show(dossier, machine=machine)


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@work_options
def redact(path: Path, **how: Any) -> None:
    """Make the redacted files and prove each of them.

    \b
    Example:  woolak redact 2026-0147
    """
    from woolak import run as running
    from woolak import work

    machine = how.pop("machine")
    settings = work_settings(**how)
    with _opened(path) as dossier, progress(quiet=machine) as told:
        running.same_rules(dossier)
        with work.open_executor(settings.engine, settings.limits) as executor:
            running.judge_and_redact(dossier, executor, told)
        _show(dossier, machine=machine)


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def publish(path: Path, machine: bool) -> None:
    """Put the proved files in published/, with register, inventory and manifest.

    \b
    Example:  woolak publish 2026-0147
    """
    from woolak import run as running

    with _opened(path) as dossier:
        published = running.publish(dossier)
        if not machine:
            click.echo(f"Published files, register and inventory: {published}")
        _finish(dossier, machine=machine)


@cli.command()
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
    with _opened(path) as dossier:
        if grond:
            running.withhold(dossier, document, grond)
            click.echo(f"Document {document} is withheld; next: woolak publish {path}")
        else:
            running.take_back(dossier, document)
            click.echo(f"Document {document} is to be judged again; next: woolak scan {path}")


@cli.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def status(path: Path, machine: bool) -> None:
    """Show where a dossier stands.

    \b
    Example:  woolak status 2026-0147 --json
    """
    with _opened(path, readonly=True) as dossier:
        _print_status(dossier, machine=machine)


@cli.command()
@click.argument("path", type=FOLDER, metavar="FOLDER")
@as_json
def audit(path: Path, machine: bool) -> None:
    """Check a dossier, or a published folder alone.

    \b
    Example:  woolak audit 2026-0147/published
    """
    from woolak import audit as auditing

    if not path.is_dir():
        raise CannotStart(f"There is no folder {path}; name a dossier or a published folder.")
    report = auditing.audit(path)
    if machine:
        print_json(auditing.as_json(report))
    else:
        click.echo(auditing.as_text(report))
    if not report.ok:
        raise click.exceptions.Exit(AuditFailed.exit_code)


@cli.command()
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

    with _opened(path, readonly=True) as dossier:
        lines = standing.explain(dossier, document, page)
    if machine:
        print_json(lines)
        return
    print_explanation(lines)
    where = f"page {page} of {document}" if page else f"document {document}"
    click.echo(f"{len(lines)} findings on {where}.")


@cli.command()
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

    with _opened(path, readonly=True) as dossier:
        report = evaluate_table.report(dossier, gold, errors=errors)
    if machine:
        print_json(report.numbers)
    else:
        click.echo(report.text)


@cli.group()
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


if __name__ == "__main__":
    main()
