# SPDX-License-Identifier: EUPL-1.2
"""The commands that do the work: run, or step by step new, add, scan, redact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woolak.cli.console import print_json
from woolak.cli.options import FILE, FOLDER, INPUT, as_json, get_ready, work_options
from woolak.cli.options import settings as work_settings
from woolak.cli.progress import print_slowest, progress
from woolak.cli.standing import finish, opened, print_status, show

if TYPE_CHECKING:
    from woolak.dossier import Dossier


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=INPUT, metavar="IN...")
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
    get_ready(how["engine"], path, pack)
    from woolak import dossier as dossiers
    from woolak import intake
    from woolak import run as running

    machine = how.pop("machine")
    intake.collect(inputs, path)
    if not dossiers.complete(path):
        running.make(path, pack or "kern", zaak)
    with opened(path) as dossier, progress(machine=machine) as told:
        running.same_pack(dossier, pack)
        _lists(dossier, redact_list, keep_list)
        settings = work_settings(**how)
        published = running.run(inputs, dossier, settings, told)
    with opened(path) as dossier:
        if not machine:
            print_slowest(settings.spent, len(dossier.documents()))
            click.echo(f"Register, inventory and what could be published: {published}")
        finish(dossier, machine=machine)


def _lists(dossier: Dossier, redact_list: Path | None, keep_list: Path | None) -> None:
    from woolak.run import take_list

    for name, file in (("redact", redact_list), ("keep", keep_list)):
        if file:
            take_list(dossier, name, file)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--rules", "pack", default="kern", help="Rule pack: a name or a folder.")
@click.option("--zaak", type=FILE, help="Facts of the case (zaak.yaml).")
@click.option("--redact-list", type=FILE, help="Terms that always go, one a line.")
@click.option("--keep-list", type=FILE, help="Terms that stay, one a line.")
@as_json
def new(
    path: Path,
    pack: str,
    zaak: Path | None,
    redact_list: Path | None,
    keep_list: Path | None,
    machine: bool,
) -> None:
    """Make an empty dossier.

    \b
    Example:  woolak new 2026-0147 --rules jenv --zaak zaak.yaml
    """
    from woolak import run as running

    running.make(path, pack, zaak)
    with opened(path) as dossier:
        _lists(dossier, redact_list, keep_list)
        if machine:
            print_status(dossier, machine=True)
            return
    click.echo(f"Made {path}; next: woolak add {path} FILES...")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("inputs", nargs=-1, required=True, type=INPUT, metavar="IN...")
@work_options
def add(path: Path, inputs: tuple[Path, ...], **how: Any) -> None:
    """Copy files and folders into a dossier.

    \b
    Example:  woolak add 2026-0147 letters/
    """
    from woolak import intake
    from woolak import run as running

    machine = how.pop("machine")
    settings = work_settings(**how)
    with opened(path) as dossier, progress(machine=machine) as told:
        files = intake.collect(inputs, path)
        with running.engine(settings, dossier.pack) as executor:
            intake.add(dossier, files, executor, told)
        show(dossier, machine=machine)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--diff", is_flag=True, help="Say what other rules would change; store nothing.")
@click.option("--rules", "pack", default=None, help="The other rules: a name or a folder.")
@work_options
def scan(path: Path, diff: bool, pack: str | None, **how: Any) -> None:
    """Read the pages and find personal data.

    \b
    Example:  woolak scan 2026-0147
              woolak scan 2026-0147 --diff --rules our-pack/
    """
    from woolak import judgement, renewal
    from woolak import run as running
    from woolak import scan as scanning

    machine = how.pop("machine")
    if diff or pack:
        _print_differences(path, pack, how, machine=machine)
        return
    settings = work_settings(**how)
    with opened(path) as dossier, progress(machine=machine) as told:
        renewal.same_rules(dossier)
        with running.engine(settings, dossier.pack) as executor:
            scanning.scan(dossier, executor, told, ocr=settings.ocr)
            judgement.judge(dossier, told, executor)
        show(dossier, machine=machine)


def _print_differences(path: Path, pack: str | None, how: dict[str, Any], *, machine: bool) -> None:
    from woolak import renewal
    from woolak import run as running

    settings = work_settings(**how)
    with opened(path, readonly=True) as dossier:
        folder = running.pack_folder(pack or dossier.meta["pack"])
        with running.engine(settings, folder) as executor:
            told = renewal.differences(dossier, folder, executor)
    if machine:
        print_json({"schema": 1, "documents": told})
        return
    for entry in told:
        click.echo(f"{entry['document']}  {_changes(entry)}")
    click.echo(f"{len(told)} documents would change; nothing is stored.")


def _changes(entry: dict[str, Any]) -> str:
    if "reason" in entry:
        return f"not searched: {entry['reason']}"
    counts = [
        f"{sign}{number} {kind}"
        for sign, what in (("+", "new"), ("-", "gone"))
        for kind, number in sorted(entry[what].items())
    ]
    return ", ".join(counts)


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@work_options
def redact(path: Path, **how: Any) -> None:
    """Make the redacted files and prove each of them.

    \b
    Example:  woolak redact 2026-0147
    """
    from woolak import renewal
    from woolak import run as running

    machine = how.pop("machine")
    settings = work_settings(**how)
    with opened(path) as dossier, progress(machine=machine) as told:
        renewal.same_rules(dossier)
        with running.engine(settings, dossier.pack) as executor:
            running.judge_and_redact(dossier, executor, told)
        show(dossier, machine=machine)
