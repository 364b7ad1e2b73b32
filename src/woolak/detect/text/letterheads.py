# SPDX-License-Identifier: EUPL-1.2
"""Fragments of lines in, the same ones out: addresses side by side come one after another.

At the top of a letter who writes and who is written to stand beside each other. Read line by line,
the postcode of the one comes behind the street of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations, groupby

from woolak.detect.text.lines import Fragment, level

_CODE = re.compile(r"\d{4} ?[A-Z]{2}(?![\w-])")
_NUMBERED = re.compile(r"[^\W\d_].*\d")
_ALIGNED = 3.0
"""The lines of an address begin, or end, within so many points of each other."""
_CLOSE = 3.5
"""A line stands at most so many line heights below the one above it."""
_EVEN = 1.35
"""Lines of one block are at most so many times as far apart as a street and its postcode."""
_MOST = 7
"""An address has so many lines at most, with the names above its street."""
_PAIR = 2
"""What stands beside two lines of an address or more is another column."""
_LETTER = 12
"""A page with more postcodes is a list."""
_TABLE = 15
"""In a table the next postcode of a column stands within so many line heights."""

_Block = tuple[int, ...]


def apart(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the fragments; each address that stands beside another is a block of its own."""
    pages = groupby(fragments, key=lambda fragment: fragment.page)
    return [fragment for _, page in pages for fragment in _of_page(list(page))]


def _of_page(fragments: list[Fragment]) -> list[Fragment]:
    order, rows = list(range(len(fragments))), dict[int, tuple[int, int]]()
    for blocks in _groups(fragments):
        moved = [at for block in blocks for at in block]
        first = min(map(order.index, moved))
        rest = [at for at in order if at not in set(moved)]
        order = [*rest[:first], *moved, *rest[first:]]
        for block in blocks:
            rows |= {at: (-block[0] - 1, line) for line, at in enumerate(block)}
    return [replace(fragments[at], row=rows[at]) if at in rows else fragments[at] for at in order]


def is_apart(fragment: Fragment) -> bool:
    """Say whether a fragment was put into a block of its own."""
    return fragment.row[0] < 0


def _groups(fragments: Sequence[Fragment]) -> Iterator[list[_Block]]:
    """Yield the addresses that stand side by side, from left to right."""
    codes = [at for at, one in enumerate(fragments) if _CODE.match(one.text)]
    if len(codes) > _LETTER:
        return
    found = [block for code in codes if (block := _block(fragments, code, codes))]
    inside = {at for block in found for at in block}
    alone = [b for b in found if not _labelled(fragments, b, inside)]
    listed = {b for b in alone if _listed(fragments, b, codes)}
    free = set(alone)
    for block in alone:
        if block not in free:
            continue
        group = [o for o in free - {block} if _side_by_side(fragments, block, o)]
        group = sorted([block, *group], key=lambda b: fragments[b[0]].box.x0)
        if len(group) > 1 and not listed.issuperset(group) and _disjoint(group):
            free -= set(group)
            yield group
    yield from ([block] for block in alone if block in free - listed and _heads(fragments, block))


def _heads(fragments: Sequence[Fragment], block: _Block) -> bool:
    """Say whether a block of three lines or more has something to its right on most of them."""
    lines = [fragments[at].box for at in block]
    others = [one.box for at, one in enumerate(fragments) if at not in block]
    beside = [any(box.x0 >= line.x1 and level(box, line) for box in others) for line in lines]
    return len(lines) > _PAIR and sum(beside) >= _PAIR


def _block(fragments: Sequence[Fragment], code: int, codes: Sequence[int]) -> _Block | None:
    """Return the lines of the address that ends with a postcode, from the top; None for none."""
    box = fragments[code].box
    street = _above(fragments, code, _CLOSE * (box.y1 - box.y0))
    if street is None or street in codes or not _NUMBERED.search(fragments[street].text):
        return None
    step = box.y0 - fragments[street].box.y0
    lines = [code, street]
    while len(lines) < _MOST:
        above = _above(fragments, lines[-1], _EVEN * step)
        if above is None or above in codes:
            break
        lines.append(above)
    return tuple(reversed(lines))


def _above(fragments: Sequence[Fragment], at: int, far: float) -> int | None:
    """Return the nearest line above that begins or ends alike, within so many points."""
    box = fragments[at].box
    near = [
        (box.y0 - one.box.y0, n)
        for n, one in enumerate(fragments)
        if 1 < box.y0 - one.box.y0 < far and _aligned(one, at, fragments)
    ]
    return min(near)[1] if near else None


def _aligned(one: Fragment, at: int, fragments: Sequence[Fragment]) -> bool:
    box, other = one.box, fragments[at].box
    return abs(box.x0 - other.x0) < _ALIGNED or abs(box.x1 - other.x1) < _ALIGNED


def _labelled(fragments: Sequence[Fragment], block: _Block, inside: AbstractSet[int]) -> bool:
    """Say whether something else stands to the left of a street: a label."""
    others = [one.box for at, one in enumerate(fragments) if at not in inside]
    street = fragments[block[-2]].box
    return any(box.x1 <= street.x0 and level(box, street) for box in others)


def _listed(fragments: Sequence[Fragment], block: _Block, codes: Sequence[int]) -> bool:
    """Say whether a postcode stands above or below that of a block, as in a column of a table.

    Addresses below each other in a letter have nothing beside them.
    """
    own = fragments[block[-1]].box
    far = _TABLE * (own.y1 - own.y0)
    others = [fragments[at].box for at in codes if at != block[-1]]
    return any(
        abs(box.y0 - own.y0) < far
        and abs(box.x0 - own.x0) < _ALIGNED
        and any(one.box is not box and level(one.box, box) for one in fragments)
        for box in others
    )


def _side_by_side(fragments: Sequence[Fragment], block: _Block, other: _Block) -> bool:
    """Say whether two blocks share a height of the page, and no place of its width."""
    (left, top, right, bottom), (x0, y0, x1, y1) = (_box(fragments, b) for b in (block, other))
    return top < y1 and y0 < bottom and (right <= x0 or x1 <= left)


def _box(fragments: Sequence[Fragment], block: _Block) -> tuple[float, float, float, float]:
    boxes = [fragments[at].box for at in block]
    low = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    return *low, max(box.x1 for box in boxes), max(box.y1 for box in boxes)


def _disjoint(group: Sequence[_Block]) -> bool:
    return all(not set(one) & set(other) for one, other in combinations(group, 2))
