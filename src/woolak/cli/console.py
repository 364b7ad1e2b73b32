# SPDX-License-Identifier: EUPL-1.2
"""Results in, lines on the operator's screen out: the only place where paths and texts show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from woolak.errors import english
from woolak.model import Reason

_STATUSES = ("published", "withheld", "duplicate", "scanned", "new", "unfinished", "rejected")


def print_json(value: object) -> None:
    """Print a value for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_standing(standing: Mapping[str, Any]) -> None:
    """Print where each document stands, and what to do about it."""
    for entry in standing["documents"]:
        click.echo(_line(entry))
    totals = standing["totals"]
    counted = ", ".join(f"{totals[s]} {s}" for s in _STATUSES if totals[s]) or "none yet"
    click.echo(f"{totals['documents']} documents: {counted}; {totals['redactions']} redactions.")


def _line(entry: Mapping[str, Any]) -> str:
    line = f"{entry['id']}  {entry['status']:<10}  {visible(entry['source'])}"
    if entry["status"] == "published":
        return f"{line}  ({entry['redactions']} redactions, {entry['asks']} to review)"
    if entry["status"] == "withheld":
        return f"{line}  (ground {entry['ground']})"
    if not entry["reason"]:
        return line
    place = f" [{entry['place']}]" if entry["place"] else ""
    said = english(Reason(entry["reason"]), entry["place"])
    return f"{line}\n      {entry['reason']}{place}: {said}"


def visible(text: str) -> str:
    """Return a text in which nothing steers the terminal or turns the reading order around.

    The name of a file can hold anything that somebody sent.
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def print_explanation(lines: Sequence[Mapping[str, Any]]) -> None:
    """Print what was found and kept on a page, each with its reasons."""
    for line in lines:
        fate = line["decision"] or "listed"
        ground = f" {line['ground']}" if line["decision"] == "redact" else ""
        mark = " (vraag)" if line["advice"] == "ask" else ""
        mark += _chosen(line)
        about = f"[{line['kind']}, {line['role']}, p. {line['page']}]"
        click.echo(f"{fate}{ground}{mark}: {line['text']!r} {about}")
        for why in filter(None, line["why"]):
            click.echo(f"    {why}")


def _chosen(line: Mapping[str, Any]) -> str:
    """Return who chose, where the policy did not, and what it would have done."""
    if line["by"] in (None, "policy"):
        return ""
    advised = " ".join(filter(None, (line["advice"], line["advised"]))) or "nothing"
    return f" (by {line['by']}; the policy: {advised})"


def disk(error: OSError) -> str:
    """Return a sentence for a disk that refuses."""
    said = (error.strerror or "an error of the disk").lower()
    return f"Reading or writing failed: {said}. Check disk and rights, then give the command again."


def bug(error: BaseException) -> str:
    """Return a line about a bug: its type and place, not its message, which may hold text."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"a bug ({type(error).__name__} at {where}); please report this line."
