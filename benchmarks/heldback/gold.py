# SPDX-License-Identifier: EUPL-1.2
"""A built PDF and its marks go in; the gold comes out, each entry on the page where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.heldback.marks import Mark
from benchmarks.heldback.reading import Reading, read

from woolak.evaluate import occurrences

Span = tuple[int, int]
Spot = tuple[int, Span]
"""Where a mark stands: the page (from 0) and the span of its text."""


class Unclear(Exception):
    """A text of the gold stands on no page, or stands somewhere without a mark."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gold says of the document as a whole."""

    document: str
    type: str
    hidden: tuple[str, ...] = ()


def locate(marks: Sequence[Mark], pages: Sequence[str]) -> list[Spot]:
    """Return where each mark stands; raises Unclear.

    The longest text takes its place first; equal texts stand in order. A text that stands more
    often in the document than it is marked is unclear too: somebody's name would be unmarked.
    """
    found: dict[int, Spot] = {}
    taken: list[list[Span]] = [[] for _ in pages]
    by_text: dict[str, list[int]] = {}
    for index, mark in enumerate(marks):
        by_text.setdefault(" ".join(re.findall(r"[^\W_]+", mark.text)), []).append(index)
    for text in sorted(by_text, key=len, reverse=True):
        if len({marks[i].keep for i in by_text[text]}) > 1:
            raise Unclear("a text both goes and stays")
        spots = _free(text, pages, taken)
        if len(spots) != len(by_text[text]):
            raise Unclear(f"{len(by_text[text])} marks, {len(spots)} places: {text!r}")
        found |= dict(zip(by_text[text], spots, strict=True))
    return [found[i] for i in range(len(marks))]


def _free(text: str, pages: Sequence[str], taken: list[list[Span]]) -> list[Spot]:
    spots: list[Spot] = []
    for number, page in enumerate(pages):
        for start, end in occurrences(text, page):
            if not any(start < e and s < end for s, e in taken[number]):
                taken[number].append((start, end))
                spots.append((number, (start, end)))
    return spots


def repeated(marks: Sequence[Mark], count: int) -> list[Mark]:
    """Return the marks, those of a block on every page once for each page."""
    times = [count if mark.every_page else 1 for mark in marks]
    return [
        replace(mark, every_page=False)
        for mark, many in zip(marks, times, strict=True)
        for _ in range(many)
    ]


def write(path: Path, facts: Facts, marks: Sequence[Mark]) -> None:
    """Write the gold beside the PDF."""
    pages = read(path)
    marks = repeated(marks, len(pages))
    spots = locate(marks, [page.text for page in pages])
    entries = [
        mark.entry(number + 1) | {"parts": _parts(mark.text, pages[number], span)}
        for mark, (number, span) in zip(marks, spots, strict=True)
    ]
    gold = {
        "document": facts.document,
        "type": facts.type,
        "needs_ocr": False,
        "redact": [entry for entry in entries if "verdict" in entry],
        "keep": [entry for entry in entries if "verdict" not in entry],
        "hidden": list(facts.hidden),
    }
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def _parts(text: str, page: Reading, span: Span) -> list[tuple[str, float, float]]:
    """Return the words of a place, each with a point inside it."""
    parts: list[tuple[str, float, float]] = []
    start = span[0]
    for word in re.findall(r"[^\W_]+", text):
        at = next((s for s in occurrences(word, page.text) if start <= s[0] < span[1]), None)
        if at is None:
            return parts[:1]
        parts.append((word, *page.point(at[0])))
        start = at[1]
    return parts
