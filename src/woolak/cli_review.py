# SPDX-License-Identifier: EUPL-1.2
"""The commands of the review: serve it, and say who may enter."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Any

import click

from woolak.cli_options import FILE, FOLDER
from woolak.cli_standing import opened
from woolak.errors import CannotStart


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.option("--host", default="127.0.0.1", help="The address to serve on.", show_default=True)
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="The port [any free one].")
@click.option("--name", default="", help="The host name by which others reach it.")
@click.option("--certificate", type=FILE, help="Certificate (PEM), for others than this machine.")
@click.option("--key", type=FILE, help="The certificate's key (PEM).")
@click.option("--users", type=FOLDER, help="Reviewers and their passwords (woolak reviewer).")
@click.option("--idle", default=30.0, type=click.FloatRange(1, 600), help="Minutes of rest.")
@click.option("--browser/--no-browser", default=True, help="Open the browser.")
def review(path: Path, browser: bool, **where: Any) -> None:
    """Decide over a dossier in the browser, person by person and page by page.

    \b
    Example:  woolak review 2026-0147
    """
    try:
        from woolak.review import serve
    except ModuleNotFoundError:
        raise CannotStart("The review needs its extra: pip install 'woolak[review]'.") from None
    address = serve.Address(**where)
    address.check()
    links: list[str] = []

    def told(link: str) -> None:
        links.append(link)
        click.echo(f"For one more reviewer: {link}" if links[1:] else f"The review is at {link}")
        if browser and not links[1:]:
            webbrowser.open(link)

    with opened(path) as dossier:
        click.echo("Stop with Ctrl-C; every decision is stored at once.")
        serve.serve(dossier, address, told)


@click.command()
@click.argument("file", type=FOLDER, metavar="FILE")
@click.argument("name")
@click.password_option(prompt="Password", help="Asked for when it is not given.")
def reviewer(file: Path, name: str, password: str) -> None:
    """Add a reviewer, or a new password for one, to a file for `woolak review --users`.

    \b
    Example:  woolak reviewer reviewers.txt "A. Jansen"
    """
    from woolak.review import access

    if len(password) < 12:  # noqa: PLR2004 - what the BIO asks at least
        raise CannotStart("A password has at least 12 characters.")
    access.add_user(file, name, password)
    click.echo(f"{file} knows {access.proper(name)}; next: woolak review DOSSIER --users {file}")
