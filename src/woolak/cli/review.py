# SPDX-License-Identifier: EUPL-1.2
"""The commands of the review: serve it, and say who may enter."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from woolak.cli.options import FILE, FOLDER
from woolak.cli.standing import opened
from woolak.errors import CannotStart, WoolakError


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
    with _writing(file):
        access.add_user(file, name, password)
    click.echo(f"{file} knows {access.proper(name)}; next: woolak review DOSSIER --users {file}")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.option("--out", type=FOLDER, required=True, help="The PDF to write.")
def concept(path: Path, document: str, out: Path) -> None:
    """Write a document with its redactions marked and nothing removed, to ask others about.

    \b
    Example:  woolak concept 2026-0147 0001 --out concept-0001.pdf
    """
    from woolak.review import markings

    if out.exists():
        raise CannotStart(f"{out} exists already; choose another name.")
    with opened(path, readonly=True) as dossier:
        job = markings.job(dossier, dossier.document(document))
    made = _by_worker(markings.concept_of, job, document)
    with _writing(out), _for_its_owner(out) as file:
        file.write(made)
    click.echo(f"{out} holds the whole text: never publish it.")


@click.command()
@click.argument("path", type=FOLDER, metavar="DOSSIER")
@click.argument("document", metavar="ID")
@click.argument("file", type=FILE)
@click.option("--name", required=True, help="Who answers for it, as in the review.")
def markings(path: Path, document: str, file: Path, name: str) -> None:
    """Take in the redaction marks that somebody drew in a copy of a document, as boxes by hand.

    \b
    Example:  woolak markings 2026-0147 0001 back.pdf --name "A. Jansen"
    """
    from woolak.review import markings as taking
    from woolak.review.desk import Desk

    with opened(path) as dossier:
        known = dossier.document(document)
        found = _by_worker(taking.markings_in, file, document)
        with dossier.transaction():
            alias = dossier.alias(name)
        taken = taking.take(Desk(dossier), known, found, alias)
    click.echo(f"{len(taken)} places taken in by {alias}; next: woolak redact {path}")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error.strerror}.") from None


def _for_its_owner(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _by_worker(task: Callable[[Any], Any], item: object, document: str) -> Any:
    """Return what a killable process makes of a PDF; raises CannotStart when it cannot be read."""
    from woolak.work import processes

    limits = processes.Limits()
    pool = processes.one_worker(limits)
    try:
        return pool.schedule(task, args=[item], timeout=limits.seconds).result()
    except (WoolakError, RuntimeError, OSError, MemoryError, TimeoutError):
        raise CannotStart(f"The PDF of document {document} cannot be read.") from None
    finally:
        pool.stop()
        pool.join()
