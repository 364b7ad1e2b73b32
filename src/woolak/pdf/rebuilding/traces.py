# SPDX-License-Identifier: EUPL-1.2
"""Removed texts go in; a check comes out that says whether an address or a title tells of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from woolak.pdf.proving.spelling import SEPARATOR, fold, squeezed

_SHORTEST = 4
_SUBSTRING = 5
"""From this length a word counts inside another: `pdevries`, `jansen2`."""
_INITIALS = 2
"""So many letters may stand before or after a shorter word: `pbos`."""
_PHONE = 8
_LEVELS = 5
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Parts of every address: a removed address is known by its other words.
_OF_ADDRESSES = frozenset(("http", "https", "mailto", "www", "nl", "com", "org", "net", "eu"))

Clean = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Traces:
    """What betrays removed texts: inside any letters, or as a word of its own."""

    inside: frozenset[str] = field(repr=False)
    words: frozenset[str] = field(repr=False)

    def none_in(self, text: str) -> bool:
        """Say whether a text tells of none, however often it is percent-encoded."""
        return not any(self._found(level) for level in levels(text))

    def _found(self, text: str) -> bool:
        folded = fold(_HUMP.sub(" ", text))
        packed = squeezed(folded).replace(SEPARATOR, "")
        if any(part in packed for part in self.inside):
            return True
        tokens = set(_WORD.findall(folded))
        return any(_is_of(token, word) for token in tokens for word in self.words)


def check(texts: Iterable[str]) -> Clean:
    """Return a function that says whether a text tells of none of the removed `texts`."""
    inside: set[str] = set()
    words: set[str] = set()
    for text in texts:
        whole = squeezed(fold(text)).replace(SEPARATOR, "")
        (inside if len(whole) >= _SHORTEST else words).add(whole)
        if whole.isdigit() and len(whole) >= _PHONE:
            inside.add(whole[-_PHONE:])
        for word in _telling(text):
            (inside if len(word) >= _SUBSTRING else words).add(word)
    return _Traces(frozenset(inside - {""}), frozenset(words - {""})).none_in


def levels(text: str) -> list[str]:
    """Return a text and what it says when its percent signs are read, as often as it takes."""
    found = [text]
    while len(found) < _LEVELS and (plain := unquote_plus(found[-1])) != found[-1]:
        found.append(plain)
    return found


def _telling(text: str) -> set[str]:
    """Return the words that tell of a person: the long ones, the longest, and the last.

    An e-mail address tells by what stands before its @: its host is that of many.
    """
    known = _OF_ADDRESSES if "." in text else frozenset()
    words = [word for word in _WORD.findall(fold(text.partition("@")[0])) if word not in known]
    if not words:
        return set()
    longest = max(map(len, words))
    found = {word for word in words if len(word) >= min(_SHORTEST, longest)}
    last = words[-1]
    return {word for word in (*found, last) if len(word) > 1 and not word.isdigit()}


def _is_of(token: str, word: str) -> bool:
    if token == word:
        return True
    longer = len(token) - len(word)
    apart = 0 < longer <= _INITIALS and len(word) > _INITIALS
    return apart and (token.endswith(word) or token.startswith(word))
