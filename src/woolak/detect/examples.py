# SPDX-License-Identifier: EUPL-1.2
"""A pack goes in; every example in it runs through the whole engine; what fails comes out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import regex

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.details import numbers
from woolak.errors import RulesError, WoolakError
from woolak.model import SUSPECT, Box, Finding, Page, Word
from woolak.rulebook import Rule

_WIDTH, _HEIGHT, _LEADING = 6.0, 11.0, 14.0
_MARGIN = 60.0
_MARK = regex.compile(r"\[\[|\]\]")
_WORD = regex.compile(r"\S+")


def check(pack: str | Path) -> list[str]:
    """Return what is wrong with a pack, one sentence each: faults first, else failing examples.

    Raises CannotStart when there is no such pack.
    """
    try:
        book = rulebook.load(pack)
        detector = engine.load(book)
    except RulesError as error:
        return list(error.problems)
    if found := numbers.runaways(book):
        return found
    return [problem for rule in book.rules for problem in _problems(rule, detector)]


def page_of(text: str) -> Page:
    """Return a page with this text in a fixed-width font; more spaces or tabs make a wider gap.

    A newline ends a line, an empty line a block.
    """
    words: list[Word] = []
    shown: list[str] = []
    size = block = 0
    rows = text.strip("\n").expandtabs(24).split("\n")
    for line, row in enumerate(rows):
        if not row.strip():
            block += 1
            continue
        if shown:
            shown.append("\n\n" if words[-1].block != block else "\n")
            size += len(shown[-1])
        made = list(_words(row, size, line, block))
        words += made
        shown.append(" ".join(word.text for word in made))
        size += len(shown[-1])
    return Page("voorbeeld", 1, 595.0, 842.0, "".join(shown), tuple(words))


def _words(row: str, start: int, line: int, block: int) -> Iterator[Word]:
    top = _MARGIN + line * _LEADING
    for match in _WORD.finditer(row):
        left = _MARGIN + match.start() * _WIDTH
        edges = tuple(left + i * _WIDTH for i in range(len(match[0]) + 1))
        box = Box(left, top, edges[-1], top + _HEIGHT)
        yield Word(match[0], start, box, line, block, edges)
        start += len(match[0]) + 1


def _problems(rule: Rule, detector: engine.Detector) -> Iterator[str]:
    for number, example in enumerate(rule.examples, 1):
        plain, wanted = _unmarked(example)
        found = _texts(rule, plain, detector)
        if isinstance(found, str):
            yield f"{rule.id}: example {number}: {found}"
        elif found != wanted:
            yield f"{rule.id}: example {number}: expected {_quoted(wanted)}, found {_quoted(found)}"
    for number, text in enumerate(rule.but_not, 1):
        found = _texts(rule, text, detector)
        if found:
            shown = found if isinstance(found, str) else f"found {_quoted(found)}"
            yield f"{rule.id}: but_not {number}: {shown}"


def _unmarked(example: str) -> tuple[str, list[str]]:
    """Return the example without its marks, and the marked texts with single spaces."""
    parts = _MARK.split(example)
    return "".join(parts), [" ".join(part.split()) for part in parts[1::2]]


def _texts(rule: Rule, text: str, detector: engine.Detector) -> list[str] | str:
    """Return what the rule found in the text, in order; a sentence when the engine failed."""
    try:
        found = engine.detect(detector, [page_of(text)])
    except WoolakError as error:
        return str(error)
    own = [finding for finding in found if _counts(rule, finding)]
    mentions = groupby(own, key=lambda finding: finding.mention or finding.id)
    return [" ".join(" ".join(f.text for f in pieces).split()) for _, pieces in mentions]


def _counts(rule: Rule, finding: Finding) -> bool:
    sure = finding.keep or finding.score >= min(SUSPECT, rule.score)
    return rule.id in finding.rules and finding.keep == rule.keep and sure


def _quoted(texts: list[str]) -> str:
    return ", ".join(repr(text) for text in texts) or "nothing"
