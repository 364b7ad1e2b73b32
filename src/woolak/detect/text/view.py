# SPDX-License-Identifier: EUPL-1.2
"""A view: text as a reader takes it in, over one or more pages, with the way back to each page.

Detection runs over views, never over raw pages: body text is joined over page breaks, and a side
column, a margin that repeats on each page, or what is slanted, is a view of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, is_
from typing import NamedTuple

from woolak.detect.text import layout, letterheads
from woolak.detect.text.cells import arranged as cells_of
from woolak.detect.text.lines import Fragment, fragments
from woolak.detect.text.quoted import unquoted
from woolak.detect.text.straight import apart, straight
from woolak.model import Box, Kind, Page, Role, Word

_START = attrgetter("start")


class Token(NamedTuple):
    """A word of a view: `start` is its offset in the view, `page` an index in the view's pages."""

    start: int
    word: Word
    page: int

    @property
    def end(self) -> int:
        """Offset in the view just after the word."""
        return self.start + len(self.word.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on one line: view offsets [start, end), page index and box."""

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class View:
    """Reading text with its words, in reading order, and its cells in that same order.

    In `text` a space stands between words and where a line wraps, a tab before a next cell on the
    same line, a newline where a line was ended on purpose, two newlines between blocks.
    """

    text: str = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    margin: bool = False
    cells: tuple[Cell, ...] = field(default=(), repr=False)

    def touched(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that share a character with [start, end)."""
        first = bisect_right(self.tokens, start, key=_START) - 1
        found: list[Token] = []
        for at in range(max(first, 0), len(self.tokens)):
            token = self.tokens[at]
            if token.start >= end:
                break
            if token.end > start:
                found.append(token)
        return tuple(found)

    def places(self, start: int, end: int) -> tuple[tuple[Page, int, int], ...]:
        """Return (page, start, end) in page text for each page that [start, end) stands on."""
        parts: dict[int, tuple[int, int]] = {}
        for token in self.touched(start, end):
            low = token.word.start + max(start - token.start, 0)
            high = token.word.start + min(end, token.end) - token.start
            known = parts.get(token.page, (low, high))
            parts[token.page] = (min(known[0], low), max(known[1], high))
        return tuple((self.pages[page], low, high) for page, (low, high) in parts.items())


@dataclass(frozen=True, slots=True)
class Hit:
    """What a recognizer says about the characters [start, end) of a view; `why` is Dutch.

    `keep` marks what is public by rule. `exact` covers those characters only instead of whole words
    (the local part of an e-mail address).
    """

    start: int
    end: int
    kind: Kind
    score: float
    rule: str
    why: str = field(repr=False)
    keep: bool = False
    role: Role = Role.ONBEKEND
    functie: str = ""
    exact: bool = False


def views(pages: Sequence[Page]) -> list[View]:
    """Return the views of consecutive pages of one document, one layer at a time.

    First the body of all pages as one view, then one view for the margins of each page, then one
    for its slanted lines. Those of the very pages that were asked about last are made once.
    """
    last = _last[0][0] if _last else ()
    if not last or len(last) != len(pages) or not all(map(is_, last, pages)):
        _last[:] = [(tuple(pages), tuple(_views(pages)))]
    return list(_last[0][1])


_last: list[tuple[tuple[Page, ...], tuple[View, ...]]] = []


def _views(pages: Sequence[Page]) -> list[View]:
    lines = [apart(unquoted(straight(page))) for page in pages]
    level, slanted = [one for one, _ in lines], [one for _, one in lines]
    body, margins = layout.split(level)
    found = [_view(body, level, margins)] if body else []
    found += [_view(margin, level) for margin in margins if margin]
    stamps = [fragments(page, index) for index, page in enumerate(slanted) if page.words]
    found += [_view(stamp, slanted) for stamp in stamps]
    return [replace(view, pages=tuple(pages)) for view in found]


def _view(
    found: list[Fragment], pages: Sequence[Page], beside: list[list[Fragment]] | None = None
) -> View:
    """Return the view of fragments; without `beside`, their margins, they are a margin."""
    arranged, margin = cells_of(letterheads.apart(found)), beside is None
    fragments = arranged.fragments
    right = layout.edges(fragments, pages, beside or ())
    tokens: list[Token] = []
    cells: list[Cell] = []
    text: list[str] = []
    size = 0
    between = layout.glued(arranged, right, margin=margin)
    for fragment, space in zip(fragments, between, strict=True):
        glue = space
        if glue == "-" and tokens:  # a word broken at the end of a page
            tokens[-1] = tokens[-1]._replace(word=_shortened(tokens[-1].word))
            text[-1], size, glue = text[-1][:-1], size - 1, ""
            cells[-1] = replace(cells[-1], end=size)
        size += len(glue)
        text.append(glue)
        start, last = size, fragment.words[0].start
        for word in fragment.words:
            if last < word.start:
                text.append(" ")
                size += 1
            text.append(word.text)
            tokens.append(Token(size, word, fragment.page))
            size += len(word.text)
            last = word.start + len(word.text)
        cells.append(Cell(start, size, fragment.page, fragment.box))
    return View("".join(text), tuple(tokens), tuple(pages), margin, tuple(cells))


def _shortened(word: Word) -> Word:
    edges = word.edges[:-1] if word.edges else ()
    return replace(word, text=word.text[:-1], edges=edges)


def line_end(text: str, at: int) -> int:
    """Return the offset of the end of the line that `at` is on."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found
