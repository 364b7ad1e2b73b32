# SPDX-License-Identifier: EUPL-1.2
"""The label of a list of people in; the lines of that list out, behind, beside or below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import regex

from woolak.detect.naming import people, pieces
from woolak.detect.placing import messages, tables
from woolak.detect.text.view import View, line_end
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_ITEM = regex.compile(r"\p{Lu}[\p{L}'’-]+(?: [\p{L}'’-]+){0,3} \([^()\n]{1,40}\)(?:,|$|\n)")
"""A line of a list of people: a name, whatever the word, with a unit or a task in brackets."""
_MIDST = regex.compile(r"\([^()\n]{1,40}\)(?:[,;]|\s*$)|[^\n.]*;[^\n]*")
"""A line that goes on with the unit of the last name, or with more names."""
_SENTENCE = regex.compile(r"\.[ ]\p{Lu}\p{Ll}*(?:[ ]\p{L}+){2}")
_MANY = 14
"""A line of a list has no more words."""


def of(words: Vocabulary, view: View, label: regex.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the value behind or beside a label of a list, and the lines below it that are names."""
    text, at = view.text, label.end()
    end = line_end(text, at)
    right = tables.beside(view, label.start("label"))
    if right and right[0][0] >= at:  # the list stands in a cell of its own
        more = list(takewhile(lambda line: _goes_on(words, text, *line), right[1:]))
        yield from _runs([right[0], *more])
    elif text[at:end].strip():
        yield at, end
        open_ended = regex.search(r"[,;]\s*$", text[at:end])
        if open_ended:
            yield end + 1, line_end(text, end + 1)
        elif not text.startswith("\n", end + 1) and not messages.is_row(text, end):
            yield from _names_below(words, text, end + 1)
    else:
        yield from _names_below(words, text, end + 1)


def _goes_on(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a line in the cell of a list belongs to it."""
    return _lists(words, text, start, end) or bool(_MIDST.match(text, start, end))


def _runs(lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield lines that follow each other in the text as one: a name or its unit may be broken."""
    first, last = lines[0]
    for start, end in lines[1:]:
        if start - last > 1:
            yield first, last
            first = start
        last = end
    yield first, last


def _names_below(words: Vocabulary, text: str, at: int) -> Iterator[tuple[int, int]]:
    blanks = 0
    while at < len(text):
        end = line_end(text, at)
        blanks = 0 if text[at:end].strip() else blanks + 1
        if blanks > 1 or (not blanks and not _lists(words, text, at, end)):
            return
        if not blanks:
            yield at, end
        at = end + 1


def _lists(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a line goes on with a list of people: it begins with one, and is no sentence."""
    if any(p.match(text, start) for p in (words.aanwezig, words.kopstop, words.aanhef)):
        return False
    short = len(text[start:end].split()) <= _MANY
    if short and _ITEM.match(text, start, end):
        return True
    name = people.person(words, text, start, end) if short else None
    return name is not None and not _opens(words, text, name)


def _opens(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a word that nobody is called is a heading before a sentence: `Welcome. The`."""
    bare = name.alone and not pieces.is_listed(words, name.voornamen[0])
    return bare and _SENTENCE.match(text, name.end) is not None
