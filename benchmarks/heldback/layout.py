# SPDX-License-Identifier: EUPL-1.2
"""Filled lines go in; blocks that any maker of PDFs can set come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page; `cells` for rows and label lines, `inner` for columns and side blocks."""

    sort: str
    text: str = ""
    cells: tuple[str, ...] = ()
    inner: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Open:
    sort: str
    blocks: list[Block] = field(default_factory=list)


_HEADS = {"= ": "title", "== ": "heading", "=== ": "strong", "- ": "item", "^ ": "small"}


def blocks(lines: Iterable[str]) -> tuple[Block, ...]:
    """Return the blocks of a document."""
    stack = [_Open("page")]
    for line in lines:
        if re.fullmatch(r"@(side|sideall|left|right|narrow|mono)", line):
            stack.append(_Open(line[1:]))
        elif line == "@end":
            done = stack.pop()
            stack[-1].blocks.append(Block(done.sort, inner=tuple(done.blocks)))
        else:
            stack[-1].blocks.append(block(line))
    return tuple(stack[0].blocks)


def block(line: str) -> Block:
    """Return the block that one line is."""
    if line in ("", "---", "@page"):
        return Block({"": "gap", "---": "rule", "@page": "break"}[line])
    for sign, sort in _HEADS.items():
        if line.startswith(sign):
            return Block(sort, line[len(sign) :])
    if line.startswith("¦"):
        head = line.startswith("¦!")
        cells = tuple(cell.strip() for cell in line[1 + head :].strip("¦").split("¦"))
        return Block("head" if head else "row", cells=cells)
    if line.startswith(":"):
        label, _, value = line[1:].partition(": ")
        return Block("label", cells=(label, value))
    return Block("line", line)
