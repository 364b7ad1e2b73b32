# SPDX-License-Identifier: EUPL-1.2
"""Terms in, one pattern for any of them out, in which what they begin with is tried once.

A pattern of some hundred words next to each other costs a try for each of them at every character
of a text; as a tree it costs one or two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import regex

from woolak import kept

_NAME, _MOST = "keuzes", 2000
"""What is kept of an earlier start; a pack has some 140 patterns of terms."""
_known: dict[str, str] = {}
_Tree = dict[str, "_Tree"]
_PIECE = regex.compile(r"\s+|.", regex.DOTALL)
_END = ""


def any_of(terms: Iterable[str], *, stars: bool = False) -> str:
    """Return a pattern that prefers the longest term; a space in a term is any white space.

    With `stars`, a `*` in a term is the rest of a word. No terms: a pattern that never matches.
    """
    every = sorted(set(terms))
    key = hashlib.sha256("\n".join([str(stars), *map(repr, every)]).encode()).hexdigest()
    if key not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = _any_of(every, stars=stars)
    return _known[key]


@contextmanager
def written_once() -> Iterator[None]:
    """Let `any_of` here give what it gave at an earlier start; keep what is new."""
    made_of = f"{regex.__version__} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"
    before: dict[str, str] = kept.read(_NAME, made_of) or {}
    _known.update(before)
    yield
    if not _known.keys() <= before.keys():
        kept.write(_NAME, made_of, dict(_known))


def _any_of(terms: list[str], *, stars: bool) -> str:
    tree: _Tree = {}
    for term in terms:
        node = tree
        for piece in _PIECE.findall(term):
            node = node.setdefault(_written(piece, stars=stars), {})
        node[_END] = {}
    return _pattern(tree)[0] if tree else "(?!)"


def heads(terms: Iterable[str]) -> frozenset[str]:
    """Return the first two letters of the terms in small letters; none when these tell nothing."""
    found = frozenset(term[:2].lower() for term in terms)
    return found if all(len(two) > 1 and not two[1].isspace() for two in found) else frozenset()


def may_begin(heads: frozenset[str], text: str, at: int) -> bool:
    """Say whether a term with one of these heads can stand at `at`, in whatever letters."""
    two = text[at : at + 2]
    return not heads or two.lower() in heads or not two.isascii()


@lru_cache(maxsize=2000)
def _written(piece: str, *, stars: bool) -> str:
    if piece.isspace():
        return r"\s+"
    return r"\w*" if stars and piece == "*" else regex.escape(piece)


def _pattern(tree: _Tree) -> tuple[str, int]:
    """Return the pattern of a tree, and how long its longest term is.

    The branch with the longest term comes first, the tree's own end last.
    """
    branches = [(head, *_pattern(rest)) for head, rest in tree.items() if head != _END]
    branches.sort(key=_longest, reverse=True)
    parts = [head + rest for head, rest, _ in branches]
    long = 1 + branches[0][2] if branches else 0
    if _END not in tree:
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})", long
    return f"(?:{'|'.join(parts)})?" if parts else "", max(long, 1)


def _longest(branch: tuple[str, str, int]) -> int:
    return branch[2]
