# SPDX-License-Identifier: EUPL-1.2
"""The lines of a page in, the right edge of each block of running prose out.

A paragraph may be narrower than the page, or than the mail header above it: its lines wrap where
its own next word does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import regex

from woolak.detect.text.lines import Fragment

_ALIGNED = 3.0
"""Lines of one paragraph begin within so many points of each other."""
_FEW = 2
"""A block with fewer turns makes no column for others."""
WORDY = 4.5
"""A line of prose has so many words on average."""
_RUNNING = 5
"""The first of two lines of prose has at least so many words."""
_MOSTLY = 0.6
"""Such a part of the lines of a block of prose end where the next word does not fit."""
_AMID = regex.compile(r"(?:\p{Ll}{4}|\p{Lu}{2})[)\]]?\. \p{Lu}|\p{Ll}{2}[)\]]?[!?;] \p{L}")
"""The end of a sentence or a clause amid a line, which lines of a list do not have."""

_OVER = regex.compile(r"[.,:!?]$")
"""A sentence, or what calls somebody, is over at the end of a line."""
_TOLD = regex.compile(r"(?<!\S)\p{Ll}{4,}(?=[ .,;!?)]|$)|[.!?]$")
"""A line of a sentence: it has an ordinary word or an end."""


def narrow(items: list[Fragment]) -> Mapping[int, float]:
    """Return the right edge in points of each block of prose, by its number.

    Most lines of a block end where the next word does not fit; other blocks that begin at its left
    have the same edge, when most lines there end before it.
    """
    blocks: dict[int, list[Fragment]] = {}
    for item in items:
        blocks.setdefault(item.row[0], []).append(item)
    short = {block: right for block, beside in blocks.items() if (right := _turn_edge(beside))}
    own = {block: right for block, beside in blocks.items() if (right := _prose_edge(beside))}
    sure = {block: right for block, right in own.items() if _even(blocks[block], right)}
    return own | _beside(items, blocks, own) | short | sure


def _beside(
    items: list[Fragment], blocks: dict[int, list[Fragment]], own: dict[int, float]
) -> dict[int, float]:
    """Return the edge of blocks that begin at the left of one that is prose."""
    columns: dict[int, float] = {}
    for block, right in own.items():
        left = round(blocks[block][0].box.x0)
        columns[left] = max(right, columns.get(left, 0.0))
    found: dict[int, float] = {}
    for block, beside in blocks.items():
        edge = columns.get(left := round(beside[0].box.x0), 0.0)
        if edge and all(line.box.x1 <= edge + 1 for line in beside):
            lines_of = [item for item in items if round(item.box.x0) == left]
            inside = sum(line.box.x1 <= edge + 1 for line in lines_of)
            if inside >= _MOSTLY * len(lines_of):
                found[block] = edge
    return found


def _prose_edge(block: list[Fragment]) -> float:
    """Return where the lines of a block of prose end, 0 when it is none."""
    right = max(line.box.x1 for line in block)
    turns = [after for before, after in pairwise(block) if _full(before, after, right)]
    long = _long(block) or _long(block[:-1])
    full = len(turns) >= max(_FEW, _MOSTLY * (len(block) - 1))
    return right if full and long and _runs(block, turns) else 0.0


def _even(block: list[Fragment], right: float) -> bool:
    """Say whether each line of a block ends where the next word does not fit."""
    return all(_full(before, after, right) for before, after in pairwise(block))


def _long(block: list[Fragment]) -> bool:
    return sum(len(line.words) for line in block) >= WORDY * len(block)


def _turn_edge(block: list[Fragment]) -> float:
    """Return where the lines of a block with one turn end, 0 when it is no running prose.

    What stands alone below a sentence signs it.
    """
    if len(block) != _FEW or len(block[0].words) < _RUNNING:
        return 0.0
    if _OVER.search(block[0].text) or _TOLD.search(block[1].text) is None:
        return 0.0
    right = max(line.box.x1 for line in block)
    turned = _full(block[0], block[1], right) and _runs(block, block[1:])
    return right if turned else 0.0


def _runs(block: list[Fragment], turns: list[Fragment]) -> bool:
    """Say whether a sentence goes on over a turn in lower case, or ends amid a line or a block."""
    small = any(after.words[0].text[:1].islower() for after in turns)
    last = [_OVER.search(line.text) is not None for line in block]
    one = last[-1] and not any(last[:-1]) and all(len(line.words) > 1 for line in block)
    return small or one or any(_AMID.search(line.text) for line in block)


def _full(before: Fragment, after: Fragment, right: float) -> bool:
    """Say whether the first word of the next line does not fit on a line that ends at `right`."""
    first = after.words[0].box
    room = right - before.box.x1
    under = after.box.y0 > before.box.y0 and abs(after.box.x0 - before.box.x0) < _ALIGNED
    return under and room < (first.x1 - first.x0) + 0.25 * (first.y1 - first.y0)
