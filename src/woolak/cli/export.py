# SPDX-License-Identifier: EUPL-1.2
"""The commands that tell others: the exports, the register for inside, the facts of the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from woolak.cli.console import print_json
from woolak.cli.options import FILE, FOLDER, as_json
from woolak.cli.standing import opened
from woolak.errors import CannotStart

if TYPE_CHECKING:
    from woolak.dossier import Dossier

_FORMATS = ("vws", "diwoo", "woogle", "opencatalogi", "motivatie")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--format", "kind", type=click.Choice(_FORMATS))
@click.option("--archief", is_flag=True, help="What the archive takes (folder).")
@click.option("--out", required=True, type=FOLDER, help="The file; for diwoo, archief the folder.")
@click.option("--url", default="", help="Where the PDFs will stand (woogle; sitemap of diwoo).")
@as_json
def export(path: Path, kind: str | None, archief: bool, out: Path, url: str, machine: bool) -> None:
    """Write what another platform takes, or the motivation for the decision.

    \b
    vws           production report for the VWS platform (XLSX)
    diwoo         DiWoo 0.9.8 metadata per document, with --url a sitemap (folder)
    woogle        dossier for the API of Woogle (JSON)
    opencatalogi  inventory for OpenCatalogi (CSV)
    motivatie     motivation per ground, in Dutch, with its figures (text)
    --archief     originals beside their published versions, and the log (folder)

    \b
    Example:  woolak export 2026-0147 --format vws --out productierapport.xlsx
    """
    from woolak.publish import edition, exports

    if (kind is None) is not archief:
        raise CannotStart("Say which export: --format vws, for instance, or --archief.")
    with opened(path, readonly=True) as dossier:
        if kind is None:
            _archive(dossier, out, machine=machine)
            return
        order = exports.Order(edition.of(dossier), out, url)
        notes = exports.write(kind, order)
    if machine:
        print_json({"schema": 1, "format": kind, "out": str(out), "notes": notes})
        return
    click.echo(f"Made {out}.")
    for note in notes:
        click.echo(note)


def _archive(dossier: Dossier, out: Path, *, machine: bool) -> None:
    from woolak import keeping

    number = keeping.archive(dossier, out)
    if machine:
        print_json({"schema": 1, "format": "archief", "out": str(out), "originals": number})
        return
    click.echo(f"Made {out} with {number} originals; it holds personal data.")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@as_json
def register(path: Path, machine: bool) -> None:
    """Write the register for inside: with texts, places, persons and reviewers.

    \b
    Example:  woolak register 2026-0147
    It stays in the dossier, in the folder 'intern', and is never published.
    """
    from woolak.publish import internal

    with opened(path, readonly=True) as dossier:
        made = internal.write(dossier)
    if machine:
        print_json({"schema": 1, "files": [str(file) for file in made]})
        return
    click.echo(f"Made {' and '.join(map(str, made))}; they hold personal data.")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("file", type=FILE, required=False, metavar="[ZAAK.YAML]")
@as_json
def zaak(path: Path, file: Path | None, machine: bool) -> None:
    """Show the facts of the case, or take them over from a case file.

    \b
    Example:  woolak zaak 2026-0147 zaak.yaml
    """
    if file:
        from woolak import run as running

        facts = running.case(file)
        with opened(path) as dossier:
            dossier.change_zaak(facts)
    with opened(path, readonly=True) as dossier:
        told = dossier.zaak.model_dump(mode="json")
    if machine:
        print_json({"schema": 1, "zaak": told})
        return
    for name, value in told.items():
        click.echo(f"{name}: {'' if value is None else value}")
