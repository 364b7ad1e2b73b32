# SPDX-License-Identifier: EUPL-1.2
"""The options that several commands share, and the settings that they become."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from woolak.run import Settings

FOLDER = click.Path(path_type=Path)
INPUT = click.Path(path_type=Path, readable=False)
"""What cannot be read is told of document by document, and stops no other."""
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
as_json = click.option("--json", "machine", is_flag=True, help="Print JSON for programs.")

_WORK = (
    click.option(
        "--engine", default="local", help="inline, local, local:N workers, or dask:tcp://HOST:PORT."
    ),
    click.option(
        "--timeout",
        default=120.0,
        type=click.FloatRange(min=1, max=1_000_000),
        help="Seconds a task may take.",
        show_default=True,
    ),
    click.option(
        "--memory",
        default=2000,
        type=click.IntRange(min=400, max=1_000_000),
        help="Megabytes a worker may use.",
        show_default=True,
    ),
    click.option(
        "--ocr",
        default="auto",
        type=click.Choice(["auto", "off"]),
        help="Read scans if OCR is installed.",
    ),
    as_json,
)


def work_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how the work is done."""
    for option in _WORK:
        command = option(command)
    return command


def settings(engine: str, timeout: float, memory: int, ocr: str) -> Settings:
    """Return what the work options ask for."""
    from woolak.run import Settings
    from woolak.work.processes import Limits

    return Settings(engine, Limits(timeout, memory), ocr == "auto")


def get_ready(engine: str, path: Path, pack: str | None) -> None:
    """Let what workers need be loaded while this process still imports its own.

    For a dossier that is there, that waits until it is known which rules it works with.
    """
    from woolak.work import processes

    if engine.startswith("local") and not (path / "rules").is_dir():
        processes.warm(pack or "kern")
