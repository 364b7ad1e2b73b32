# SPDX-License-Identifier: EUPL-1.2
"""A heading of a narrow column goes in; what stands below it, as words of longer cells, comes out.

Where columns are narrow their headings are as close to each other as words of one line, and so
are the cells below them. Words that begin at one place, row below row, are a column all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from woolak.detect.placing import grid, headings
from woolak.detect.text.view import Cell, Token, View
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_ALIGNED = 2.0
"""Words of one column begin within so many points of each other."""
_MOST = 6
"""A row of headings has at most so many words."""
_ROWS = 3
"""So many rows at least make a column."""
_FAR = 4.0
"""A row further down than this many line heights is no part of the table."""
_Span = tuple[int, int]


def find(words: Vocabulary, view: View, header: Cell) -> Iterator[tuple[str, list[_Span]]]:
    """Yield each heading for people among the words of a cell, with what stands below it."""
    spoken = view.text[header.start : header.end].split()
    capped = all(one[0].isupper() for one in spoken)
    if not (capped and 1 < len(spoken) <= _MOST and any(_heads(words, one) for one in spoken)):
        return
    titles = view.touched(header.start, header.end)
    rows = [view.touched(cell.start, cell.end) for cell in _below(view, header)]
    for number, title in enumerate(titles):
        if not _heads(words, title.word.text):
            continue
        stops = titles[number + 1 : number + 2]
        found = [span for row in rows if (span := _under(row, title, stops)) is not None]
        found = found if number or _all_stop(rows, stops) else []  # the first begins them all
        if len(found) >= _ROWS and len(found) == len(rows):
            yield title.word.text, found


def crossed(view: View, header: Cell, row: Sequence[Cell]) -> list[_Span]:
    """Return what stands below a heading where each cell below begins at its left and crosses it.

    `row` holds the headings beside it, from left to right.
    """
    (title, *_), right = view.touched(header.start, header.end), header.box.x1
    stops = [view.touched(c.start, c.end)[0] for c in row if c.box.x0 > right][:1]
    cells = [c for c in grid.pages(view)[header.page][1] if c.box.y0 > header.box.y0]
    begins = min((c.box.x0 for c in row), default=header.box.x0)
    cells = [c for c in cells if abs(c.box.x0 - begins) < _ALIGNED < c.box.x1 - header.box.x0]
    near = [view.touched(cell.start, cell.end) for cell in _close(header, cells)]
    found = [span for line in near if (span := _under(line, title, stops)) is not None]
    return found if _ROWS <= len(found) == len(near) else []


@lru_cache(maxsize=1 << 14)
def _heads(words: Vocabulary, title: str) -> bool:
    """Say whether a word is a heading for people, and not the beginning of a surname: `Van`."""
    return fold(title) not in words.tussenvoegsels and any(headings.holds(words, title))


def _below(view: View, header: Cell) -> Iterator[Cell]:
    """Yield the cells that begin below a heading, until the table ends."""
    cells = [c for c in grid.pages(view)[header.page][1] if c.box.y0 > header.box.y0]
    yield from _close(header, [c for c in cells if abs(c.box.x0 - header.box.x0) < _ALIGNED])


def _close(header: Cell, column: Sequence[Cell]) -> Iterator[Cell]:
    """Yield the cells that follow closely below a heading and below each other."""
    bottoms = [header.box.y1, *(c.box.y1 for c in column)]
    both = zip(column, bottoms, strict=False)
    near = takewhile(lambda p: p[0].box.y0 - p[1] < _FAR * (p[0].box.y1 - p[0].box.y0), both)
    yield from (cell for cell, _ in near)


def _under(row: Sequence[Token], title: Token, stops: Sequence[Token]) -> _Span | None:
    """Return what stands in a row below a heading: from its place to that of the next one."""
    start = next((t for t in row if _level(t, title)), None)
    if start is None:
        return None
    stop = next((t for t in row if any(_level(t, one) for one in stops)), None)
    last = [t for t in row if t.start >= start.start and (stop is None or t.start < stop.start)][-1]
    return start.start, last.end


def _all_stop(rows: Sequence[Sequence[Token]], stops: Sequence[Token]) -> bool:
    """Say whether every row has a word where the next heading stands."""
    return all(any(_level(t, one) for t in row for one in stops) for row in rows)


def _level(one: Token, other: Token) -> bool:
    return abs(one.word.box.x0 - other.word.box.x0) < _ALIGNED
