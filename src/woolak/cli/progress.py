# SPDX-License-Identifier: EUPL-1.2
"""How far the work is in; bars on a terminal, plain lines in a file, JSON lines for a program, out.

All of it goes to the error stream: what a command has to say at its end is on the other.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Told = Callable[[str, int, int], None]
Tell = Callable[["Report"], None]
UNFINISHED = "unfinished"
"""What is told under this name is how many documents could not be finished so far."""
EVERY = {False: 10.0, True: 1.0}
"""Seconds between two lines: for people, for programs."""
_UNITS = {"scan": "pages", "ocr": "pages"}


@dataclass(frozen=True, slots=True)
class Report:
    """How far one step is: items done, seconds since its start."""

    step: str
    done: int
    total: int
    seconds: float
    unfinished: int = 0

    @property
    def rate(self) -> float:
        """Return the items a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> int | None:
        """Return the seconds that the rest will take at this rate, unknown at the very start."""
        return round((self.total - self.done) / self.rate) if self.rate else None


@contextmanager
def progress(*, machine: bool, clock: Callable[[], float] = time.monotonic) -> Iterator[Told]:
    """Give a function that tells how far each step is: step, items done, items in all."""
    if machine or not sys.stderr.isatty():
        yield _told(_print_json if machine else _print_line, EVERY[machine], clock)
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:-1], TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        yield _told(_bar(bars), 0.0, clock)


def _told(tell: Tell, every: float, clock: Callable[[], float]) -> Told:
    """Return what the work calls; it tells on at most once in `every` seconds, and of each end."""
    began: dict[str, float] = {}
    last: dict[str, float] = {}
    unfinished = 0

    def told(step: str, done: int, total: int) -> None:
        nonlocal unfinished
        if step == UNFINISHED:
            unfinished = done
            return
        now = clock()
        began.setdefault(step, now)
        finished = done >= total and (every != EVERY[False] or step in last)
        if finished or now - last.get(step, began[step]) >= every:
            last[step] = now
            tell(Report(step, done, total, now - began[step], unfinished))

    return told


def _print_line(report: Report) -> None:
    unit = _UNITS.get(report.step, "documents")
    left = f", {_clock(report.left)} left" if report.left else ""
    trouble = f", {report.unfinished} unfinished" if report.unfinished else ""
    click.echo(
        f"{report.step}: {report.done} of {report.total} {unit}, "
        f"{report.rate:.1f} a second{left}{trouble}",
        err=True,
    )


def _print_json(report: Report) -> None:
    event = {
        "event": "progress",
        "step": report.step,
        "done": report.done,
        "total": report.total,
        "per_second": round(report.rate, 2),
        "seconds_left": report.left,
        "unfinished": report.unfinished,
    }
    click.echo(json.dumps(event), err=True)


def _bar(bars: Progress) -> Tell:
    tasks: dict[str, TaskID] = {}

    def tell(report: Report) -> None:
        if report.step not in tasks:
            tasks[report.step] = bars.add_task(report.step, total=report.total, rate="")
        trouble = f" {report.unfinished} unfinished" if report.unfinished else ""
        unit = _UNITS.get(report.step, "documents")
        rate = f"{report.rate:.1f} {unit}/s{trouble}"
        bars.update(tasks[report.step], completed=report.done, total=report.total, rate=rate)

    return tell


def _clock(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def print_slowest(spent: dict[str, float], documents: int) -> None:
    """Print which documents took the most work, when there were enough to compare."""
    slowest = sorted(spent.items(), key=lambda pair: -pair[1])[:5]
    if documents < len(slowest) or len(slowest) < 5:  # noqa: PLR2004 - too few to say anything
        return
    told = ", ".join(f"{document} ({seconds:.1f} s)" for document, seconds in slowest)
    click.echo(f"Slowest: {told}.")
