# SPDX-License-Identifier: EUPL-1.2
"""A view in; what stands together in it as a list, each part shaped as a name may be, out.

With each list comes how many of it must be known as names before the others are: in one cell
(`Yan Hu, Oebele`), in the cells of a column, in a row, or at the beginning of lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from woolak.detect.placing import columns, grid
from woolak.detect.text.view import Cell, View

Span = tuple[int, int]
List = tuple[list[Span], int]

FEW = 3
"""So many of a longer list are known as names at least."""
_ROW = 4
_LONGEST = 240
"""A cell that is a list of names has at most so many characters."""
_LARGER = 1.2
"""So many times as high as the line below it is the first line of a badge."""
_LEAD = regex.compile(r"[\s>•·*\-–~\d.)\uf0b7]*(?:\p{L}[^:,;/\n\t]{1,40}:\s+)?")
_SPLIT = regex.compile(r"\s*(?:[/,;+&|•·]|(?<=\s)(?:en|and|of|[-–])(?=\s))\s*")
_NOTE = regex.compile(r"\s*\([^()]*\)|[.,;\s]+$|\s+[-–]$")
_ITEM = regex.compile(
    rf"[ ]*(?P<dash>[>•·*–~\uf0b7-][ ]+|\d{{1,2}}[.)][ ]+)?"
    rf"(?P<who>{columns.NAME.pattern}|\p{{Ll}}[\p{{Ll}}\p{{M}}-]{{2,17}})"
    r"(?=[ ]*(?:\Z|\n|[ ][^\p{Lu}]))"
)
"""A line that begins with somebody, with or without a capital: `- hafida betaald`."""
LETTERED = regex.compile(
    r"\p{Lu}[\p{L}\p{M}'’-]+,[ ]?(?:\p{Lu}\p{Ll}?\.[ ]?){1,4}(?:[ ]?\p{Ll}[\p{Ll}'’]{0,3}){0,3}"
    r"|(?:\p{Lu}\p{Ll}?\.[ ]?){1,4}(?:\p{Ll}[\p{Ll}'’]{0,3}[ ]){0,3}\p{Lu}[\p{L}\p{M}'’-]+"
)
"""A surname and its initials, whatever the surname: `Raad, T. de`, `T. de Raad`."""


def found(view: View) -> Iterator[List]:
    """Yield the lists of a view; one place may stand in more than one."""
    yield from _in_cells(view)
    yield from _in_rows(view)
    for run in columns.downward(view):
        yield from _down(view, run)
    yield from _on_cards(view)


def _in_cells(view: View) -> Iterator[List]:
    """Yield the parts of each cell that is a list, of a short one only when they look alike."""
    for cell in view.cells:
        parts = _parts(view, cell)
        alike = len({len(view.text[a:b].split()) for a, b in parts}) == 1
        if parts[1:] and (alike or len(parts) >= FEW):
            yield parts, 1 if alike else 2


def _in_rows(view: View) -> Iterator[List]:
    """Yield the cells of each row that are all shaped as names, but for the first of them."""
    done: set[int] = set()
    for cell in view.cells:
        if cell.start in done:
            continue
        row = grid.row_of(view, cell)
        done |= {one.start for one in row}
        spans = [_stripped(view, one) for one in row]
        if len(spans) > _ROW and _named(view, spans[1:]):
            yield spans if _named(view, spans[:1]) else spans[1:], FEW


def _down(view: View, run: Sequence[Cell]) -> Iterator[List]:
    """Yield what lines below each other hold: lists, who begins them, surnames with initials."""
    lists = [parts for cell in run if len(parts := _parts(view, cell)) > 1]
    if len(lists) >= FEW and 2 * len(lists) > len(run):
        yield [part for parts in lists for part in parts], FEW
    begun = [one for c in run if (one := _ITEM.match(view.text, c.start, c.end)) is not None]
    dashed = [one for one in begun if one["dash"]]
    if len(dashed) > FEW and 2 * len(dashed) > len(run):
        yield [one.span("who") for one in dashed], FEW
    elif len(begun) > _ROW and 5 * len(begun) >= 4 * len(run):
        below = begun[1:] if begun[0].start() == run[0].start else begun  # what heads the lines
        yield [one.span("who") for one in below], max(_ROW, (3 * len(below) + 4) // 5)
    whole = [_stripped(view, cell) for cell in run]
    whole = [span for span in whole if LETTERED.fullmatch(view.text, *span)]
    if len(whole) > FEW and 3 * len(whole) > len(run):
        yield whole, FEW


def _on_cards(view: View) -> Iterator[List]:
    """Yield the first two lines of each card or badge: a first name in large above a surname."""
    every = [pair for run in columns.downward(view) for pair in pairwise(run)]
    heads = [pair for pair in every if _high(pair[0]) > _LARGER * _high(pair[1])]
    pairs = [[_stripped(view, cell) for cell in pair] for pair in heads]
    pairs = [pair for pair in pairs if _named(view, pair) and " " not in view.text[slice(*pair[0])]]
    if len(pairs) >= FEW:
        yield [span for pair in pairs for span in pair], len(pairs)


def _high(cell: Cell) -> float:
    return cell.box.y1 - cell.box.y0


def _parts(view: View, cell: Cell) -> list[Span]:
    """Return the parts of a cell without what leads in and notes; none when one is no name."""
    if cell.end - cell.start > _LONGEST:
        return []
    found: list[Span] = []
    for at, stop in _pieces(view.text, cell):
        note = _NOTE.search(view.text, at, stop)
        end = note.start() if note and view.text[note.end() : stop].strip() == "" else stop
        if view.text[at:end].strip():
            found.append((at, end))
            if not _named(view, found[-1:]):
                return []
    return found


def _pieces(text: str, cell: Cell) -> Iterator[Span]:
    """Yield what stands between the signs in a cell, behind what leads in."""
    lead = _LEAD.match(text, cell.start, cell.end)
    at = lead.end() if lead else cell.start
    for cut in _SPLIT.finditer(text, at, cell.end):
        yield at, cut.start()
        at = cut.end()
    yield at, cell.end


def _named(view: View, spans: Sequence[Span]) -> bool:
    return all(columns.NAME.fullmatch(view.text, *span) for span in spans)


def _stripped(view: View, cell: Cell) -> Span:
    spoken = view.text[cell.start : cell.end]
    start = cell.start + len(spoken) - len(spoken.lstrip())
    return start, max(start, cell.end - len(spoken) + len(spoken.rstrip()))
