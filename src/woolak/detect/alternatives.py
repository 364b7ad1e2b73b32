# SPDX-License-Identifier: EUPL-1.2
"""Terms in, one pattern for any of them out, in which what they begin with is tried once.

A pattern of some hundred words next to each other costs a try for each of them at every character
of a text; as a tree it costs one or two.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

_Tree = dict[str, "_Tree"]
_PIECE = regex.compile(r"\s+|.", regex.DOTALL)
_END = ""


def any_of(terms: Iterable[str], *, stars: bool = False) -> str:
    """Return a pattern that prefers the longest term; a space in a term is any white space.

    With `stars`, a `*` in a term is the rest of a word. No terms: a pattern that never matches.
    """
    tree: _Tree = {}
    for term in sorted(set(terms)):
        node = tree
        for piece in _PIECE.findall(term):
            node = node.setdefault(_written(piece, stars=stars), {})
        node[_END] = {}
    return _pattern(tree) if tree else "(?!)"


def _written(piece: str, *, stars: bool) -> str:
    if piece.isspace():
        return r"\s+"
    return r"\w*" if stars and piece == "*" else regex.escape(piece)


def _pattern(tree: _Tree) -> str:
    """Return the pattern of a tree: the branch with the longest term first, its own end last."""
    branches = sorted((item for item in tree.items() if item[0] != _END), key=_depth, reverse=True)
    parts = [head + _pattern(rest) for head, rest in branches]
    if _END in tree and not parts:
        return ""
    if _END in tree:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _depth(item: tuple[str, _Tree]) -> int:
    return 1 + max((_depth(child) for child in item[1].items()), default=0)
