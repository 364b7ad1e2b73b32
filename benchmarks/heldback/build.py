# SPDX-License-Identifier: EUPL-1.2
"""Texts and a seed go in; dossiers of PDFs come out, each PDF with its gold beside it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.heldback import as_html, as_reportlab, gold
from benchmarks.heldback.cast import Cast, Household
from benchmarks.heldback.layout import Block, blocks
from benchmarks.heldback.marks import BREAK, Mark
from benchmarks.heldback.people import LISTS
from benchmarks.heldback.style import Style, style
from benchmarks.heldback.text import Line, Source, Writer, sections, sources

DOCUMENTS = 80
_LOOSE = "losse regels"
_LOOSE_COPIES = 3
_TRIES = 60
_MAKERS = ("reportlab",) * 5 + ("chromium",) * 4 + ("libreoffice",) * 2


@dataclass(frozen=True, slots=True)
class Task:
    """One document to make: its text, the dossier it stands in and where it goes."""

    source: Source
    dossier: str
    target: Path
    seed: str


def build(out: Path, seed: int, count: int = DOCUMENTS) -> int:
    """Make all documents below `out`, one folder for each dossier; return how many."""
    if out.exists():
        shutil.rmtree(out)
    households: dict[str, Household] = {}
    tasks = list(plan(out, seed, count))
    for task in tasks:
        task.target.parent.mkdir(parents=True, exist_ok=True)
        place = str(task.target.parent.relative_to(out))
        household = households.setdefault(place, Household(f"{seed} {place}"))
        make(task, household)
    return len(tasks)


def plan(out: Path, seed: int, count: int) -> Iterator[Task]:
    """Spread the texts over the dossiers; loose lines get dossiers of their own."""
    rng = random.Random(seed)  # noqa: S311 - chance that can be repeated
    facts = _dossiers()
    names = sorted(facts)
    every = sources()
    loose = [s for s in every if s.head["kind"].startswith(_LOOSE)]
    rest = [s for s in every if s not in loose]
    copies = [s for s in loose for _ in range(_LOOSE_COPIES if s.head.get("fresh") else 1)]
    for index, source in enumerate(copies):
        yield Task(source, names[0], out / f"regels-{index + 1}" / "0001.pdf", f"{seed} r{index}")
    order: list[Source] = []
    while len(order) < count - len(copies):
        order += rng.sample(rest, k=len(rest))
    for index, source in enumerate(order[: count - len(copies)]):
        name, lap = names[index % len(names)], index // len(names)
        folder = name if lap < len(rest) else f"{name}-{lap // len(rest) + 1}"
        yield Task(source, name, out / folder / f"{lap + 1:04d}.pdf", f"{seed} {index}")


def _dossiers() -> dict[str, dict[str, str]]:
    rows = sections(LISTS / "dossiers.txt")
    return {name: dict(line.split(": ", 1) for line in lines) for name, lines in rows.items()}


def make(task: Task, household: Household) -> None:
    """Make one document; draws again when a name would stand somewhere unmarked."""
    why = gold.Unclear("never tried")
    for attempt in range(_TRIES):
        rng = random.Random(f"{task.seed} {attempt}")  # noqa: S311 - chance that can be repeated
        try:
            _try(task, household, rng)
        except gold.Unclear as error:
            why = error
        else:
            return
    raise SystemExit(f"{task.source.name} ({task.target.parent.name}): {why}")


def _try(task: Task, household: Household, rng: random.Random) -> None:
    lines = _lines(task, household, rng)
    marks = [mark for line in lines for mark in line.marks]
    gold.locate(marks, ["\n".join(_plain(line.text) for line in lines)])
    look = style(rng, task.source.head.get("signs", ""))
    author = next((m.text for m in marks if m.form.startswith("full")), "")
    wanted = task.source.head.get("maker", "any")
    maker = rng.choice(_MAKERS) if wanted == "any" else wanted
    _set(blocks(line.text for line in lines), look, maker, (task.target, author))
    marks = _sides(lines, maker)
    hidden = (author,) if author and maker == "reportlab" else ()
    facts = gold.Facts(task.target.stem, task.source.head["kind"], hidden)
    gold.write(task.target, facts, marks)


def _plain(text: str) -> str:
    return text.replace(BREAK, "\n")


def _lines(task: Task, household: Household, rng: random.Random) -> list[Line]:
    cast = Cast(household, task.source.pairs("role"), task.source.pairs("want"))
    writer = Writer(cast, _dossiers()[task.dossier], rng)
    lines = []
    raw = list(task.source.lines)
    if task.source.head.get("fresh"):
        rng.shuffle(raw)
    for line in raw:
        lines.append(writer.line(line))
        if task.source.head.get("fresh"):
            lines.append(Line("", ()))
            cast.forget()
    return lines


def _sides(lines: Sequence[Line], maker: str) -> list[Mark]:
    """Return all marks; those of a side block that ReportLab sets on every page are told so."""
    marks: list[Mark] = []
    inside = False
    for line in lines:
        inside = line.text == "@sideall" or (inside and line.text != "@end")
        every = inside and maker == "reportlab"
        marks += [replace(mark, every_page=every) for mark in line.marks]
    return marks


def _set(story: Sequence[Block], look: Style, maker: str, place: tuple[Path, str]) -> None:
    target, author = place
    if maker == "reportlab":
        as_reportlab.write(story, look, target, author)
        return
    source = as_html.page(story, look, maker)
    (as_html.chromium if maker == "chromium" else as_html.libreoffice)(source, target)
