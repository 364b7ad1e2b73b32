# SPDX-License-Identifier: EUPL-1.2
"""A page in, the same page out without the marks that quote a message: `> ja, prima`.

A quoted message is read as any other. What is quoted deeper, or less deep, is a block of its own,
and so is what stands below a mark alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile, groupby

import regex

from woolak.model import Box, Page, Word

_MARK = regex.compile(r">+")


def unquoted(page: Page) -> Page:
    """Return the page, its words without the marks of quotation that lines of it begin with."""
    if not any(word.text.startswith(">") for word in page.words):
        return page
    return replace(page, words=tuple(_words(page.words)))


def _words(words: tuple[Word, ...]) -> Iterator[Word]:
    """Yield the words, each part of a block that is quoted as deep in a block of its own."""
    free = max(word.block for word in words) + 1
    now, deep, ended = {word.block: word.block for word in words}, 0, False
    for (block, _), run in groupby(words, key=lambda w: (w.block, w.line)):
        line = list(run)
        depth, rest = _split(line)
        if rest and (depth != deep or ended) and (depth or deep):
            now[block], free = free, free + 1
        deep, ended = depth, not rest
        yield from (replace(word, block=now[block]) for word in rest)


def _split(line: list[Word]) -> tuple[int, list[Word]]:
    """Return how deep a line is quoted, and its words without the marks."""
    rest = list(dropwhile(lambda word: _MARK.fullmatch(word.text) is not None, line))
    depth = sum(len(word.text) for word in line[: len(line) - len(rest)])
    glued = _MARK.match(rest[0].text) if rest else None
    if glued is None or glued.end() == 0 or rest[0].text[glued.end()] == "=":
        return depth, rest
    return depth + glued.end(), [_behind(rest[0], glued.end()), *rest[1:]]


def _behind(word: Word, count: int) -> Word:
    """Return a word without its first characters."""
    start = word.start + count
    edges = word.edges[count:] if word.edges else ()
    box: Box = word.part(start, word.end)
    return replace(word, text=word.text[count:], start=start, edges=edges, box=box)
