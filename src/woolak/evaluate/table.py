# SPDX-License-Identifier: EUPL-1.2
"""Scores go in; tables of recall, over-redaction and fairness come out, and errors when asked."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from woolak.dossier import Dossier
from woolak.evaluate import Item, Score, Span, evaluate, load_folder
from woolak.model import Kind, Layer, Verdict

ERRORS = 40
"""How many errors are shown: of every sort some, the most frequent sort first."""

_CONTEXT = 28


class Report(NamedTuple):
    """The outcome for programs and for people."""

    numbers: dict[str, object]
    text: str


def report(dossier: Dossier, folder: Path, *, errors: bool = False) -> Report:
    """Measure a dossier with the gold in a folder; `errors` adds the texts of the worst errors."""
    scores = evaluate(dossier, folder)
    telling = _errors(dossier, folder, scores) if errors else ""
    return Report(as_dict(scores), table(scores) + telling)


def table(scores: Sequence[Score]) -> str:
    """Return the outcome as plain text: per kind, per role, and over the documents as a whole.

    When the gold says so, as that of a corpus does, also per written form, group of origin, class
    of public item and sort of paper.

    Documents whose gold says that they need OCR are counted apart: nothing of them is readable yet.
    """
    read = [score for score in scores if not score.needs_ocr]
    console = Console(file=io.StringIO(), width=100, color_system=None, force_terminal=False)
    items = [item for score in read for item in score.items]
    console.print(_breakdown("kind", items, lambda item: item.kind))
    console.print(_breakdown("role", items, lambda item: item.role))
    for grid in _corpus(read, items):
        console.print(grid)
    for line in _summary(scores, read):
        console.print(line)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - it was made three lines above
    return console.file.getvalue()


def as_dict(scores: Sequence[Score]) -> dict[str, object]:
    """Return the outcome for programs: totals, per kind and per role; no text in it."""
    read = [score for score in scores if not score.needs_ocr]
    items = [item for score in read for item in score.items]
    return {
        "schema": 1,
        "documents": len(read),
        "documents_complete": sum(not score.missed for score in read),
        "documents_need_ocr": len(scores) - len(read),
        "total": _counts(items),
        "kind": _counted(items, lambda item: item.kind),
        "role": _counted(items, lambda item: item.role),
        "form": _counted(items, lambda item: item.form),
        "origin": _counted(filter(_names_somebody, items), lambda item: item.origin),
        "type": {key: _counts(group) for key, group in _by_type(read)},
        "origin_gap": _gap(items),
        "persons": len(_persons(items)),
        "persons_removed_everywhere": sum(_persons(items).values()),
        "other_words": sum(score.other_words for score in read),
        "other_words_removed": sum(score.other_words_removed for score in read),
    }


def _errors(dossier: Dossier, folder: Path, scores: Sequence[Score]) -> str:
    """Return the most telling errors with the text around them: for gold about invented people.

    A sort of error is what became of which form in which sort of paper; the sorts take turns.
    """
    texts = _texts(dossier, load_folder(folder))
    sorts: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for score in scores:
        for item in (*score.missed, *score.wrongly_redacted):
            what = "missed" if item.verdict is not Verdict.KEEP else "wrong"
            line = _shown(item.spans, texts.get((score.document, item.page), ""))
            sorts[what, item.form or item.kind, score.type].append(f"{_at(score, item)} {line}")
        for page, span in score.others_removed:
            line = _shown((span,), texts.get((score.document, page), ""))
            sorts["other", "word", score.type].append(f"{score.document} p.{page} {line}")
    ordered = sorted(sorts.items(), key=lambda sort: (-len(sort[1]), sort[0]))
    turns = [
        [f"{' '.join(key)} (1 of {len(lines)}): {line}" for line in lines] for key, lines in ordered
    ]
    mixed = filter(None, chain.from_iterable(zip_longest(*turns)))
    return "\n".join(line for line, _ in zip(mixed, range(ERRORS), strict=False))


def _at(score: Score, item: Item) -> str:
    return f"{score.document} p.{item.page} {item.origin or item.role}"


def _texts(dossier: Dossier, names: Iterable[str]) -> dict[tuple[str, int], str]:
    known = {Path(document.source).stem: document.id for document in dossier.documents()}
    return {
        (name, page.number): page.text
        for name in names
        if name in known
        for page in dossier.pages(known[name])
        if page.layer is Layer.TEXT
    }


def _shown(spans: Sequence[Span], text: str) -> str:
    """Return what stands at the spans of a page, with what stands around it."""
    if not spans:
        return "(not in the text as read)"
    start, end = spans[0]
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"…{before}[{text[start:end]}]{after}…".split())


def _counts(items: Sequence[Item]) -> dict[str, int]:
    redact = [item for item in items if item.verdict is not Verdict.KEEP]
    keep = [item for item in items if item.verdict is Verdict.KEEP]
    return {
        "redact": len(redact),
        "redacted": sum(item.right for item in redact),
        "keep": len(keep),
        "kept": sum(item.right for item in keep),
    }


def _counted(items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, dict[str, int]]:
    return {name: _counts(group) for name, group in _groups(items, key) if name}


def _groups(items: Iterable[Item], key: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[str(key(item))].append(item)
    return sorted(groups.items())


def _breakdown(title: str, items: Sequence[Item], key: Callable[[Item], str]) -> Table:
    return _table(title, [*_groups(items, key), ("total", list(items))])


def _table(title: str, groups: Iterable[tuple[str, Sequence[Item]]]) -> Table:
    grid = Table(title, "redacted", "of", "recall", "kept", "of", "over-redacted")
    for column in grid.columns[1:]:
        column.justify = "right"
    for name, group in groups:
        count = _counts(group)
        redact, keep = count["redact"], count["keep"]
        recall = _percent(count["redacted"], redact)
        over = _percent(keep - count["kept"], keep)
        numbers = (count["redacted"], redact, recall, count["kept"], keep, over)
        grid.add_row(name, *map(str, numbers))
    return grid


def _corpus(read: Sequence[Score], items: Sequence[Item]) -> Iterator[Table]:
    """Yield the tables for which the gold has to say more than kind and role."""
    gone = [item for item in items if item.verdict is not Verdict.KEEP]
    named = [item for item in gone if _names_somebody(item)]
    public = [item for item in items if item.verdict is Verdict.KEEP and item.form]
    if named:
        yield _breakdown("written form", named, lambda item: item.form)
        yield _breakdown("origin of the name", named, lambda item: item.origin)
    if public:
        yield _breakdown("public item", public, lambda item: item.form)
    if any(score.type for score in read):
        yield _table("sort of paper", _by_type(read))


def _by_type(scores: Iterable[Score]) -> list[tuple[str, list[Item]]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for score in scores:
        groups[score.type] += score.items
    return [(key, groups[key]) for key in sorted(groups) if key]


def _names_somebody(item: Item) -> bool:
    return bool(item.origin) and item.kind in {Kind.NAME, Kind.INITIALS, Kind.EMAIL, Kind.ACCOUNT}


def _gap(items: Sequence[Item]) -> float | None:
    """Return the points of recall between the best and the worst group of origin, for names."""
    named = [item for item in items if item.origin and item.kind is Kind.NAME]
    groups = _groups(
        (item for item in named if item.verdict is not Verdict.KEEP), lambda i: i.origin
    )
    shares = [100 * sum(item.right for item in group) / len(group) for _, group in groups]
    return round(max(shares) - min(shares), 1) if shares else None


def _persons(items: Sequence[Item]) -> Mapping[str, bool]:
    """Return for each person whether every mention of them in all documents is gone."""
    private = [item for item in items if item.person and item.verdict is not Verdict.KEEP]
    return {key: all(i.right for i in group) for key, group in _groups(private, lambda i: i.person)}


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _summary(scores: Sequence[Score], read: Sequence[Score]) -> list[str]:
    removed = sum(score.other_words_removed for score in read)
    words = sum(score.other_words for score in read)
    lines = [
        f"Documents with nothing missed: {sum(not s.missed for s in read)} of {len(read)}",
        f"Other words removed: {removed} of {words} ({_percent(removed, words)})",
    ]
    items = [item for score in read for item in score.items]
    if (gap := _gap(items)) is not None:
        lines.append(f"Names, best minus worst group of origin: {gap} points")
    if persons := _persons(items):
        everywhere = sum(persons.values())
        share = _percent(everywhere, len(persons))
        lines.append(f"Persons removed everywhere: {everywhere} of {len(persons)} ({share})")
    lines += [_line(score) for score in read if score.missed or score.wrongly_redacted]
    return lines + [f"{s.document}: needs OCR, not counted" for s in scores if s.needs_ocr]


def _line(score: Score) -> str:
    def places(items: Sequence[Item]) -> str:
        return ", ".join(
            f"p.{i.page} {i.kind}{'' if i.placed else ' (not in the text as read)'}" for i in items
        )

    parts = [
        f"{label}: {places(items)}"
        for label, items in (("missed", score.missed), ("wrong", score.wrongly_redacted))
        if items
    ]
    return f"{score.document}: {'; '.join(parts)}"
