# SPDX-License-Identifier: EUPL-1.2
"""A hit in a list of people in; whether it stands in the row of headings of a table, out.

Such a row follows a list of people directly, and its words begin with capitals as theirs do.
"""

from __future__ import annotations

import regex

from woolak.detect.text.view import Hit
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_IN_LISTS = frozenset(["structuur.aanwezig", "structuur.kop", "structuur.label"])
"""The rules for lists, behind which a table may follow."""
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_FEW = 2
"""A row has at least so many cells behind its first, which may stand behind other words."""


def row(words: Vocabulary, text: str, hit: Hit) -> bool:
    """Say whether the line of a hit has headings in its cells, and no people.

    One cell at least is a heading that the rulebook knows; all words of the others are ordinary.
    """
    at = hit.start
    if hit.rule not in _IN_LISTS:
        return False
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    first, *cells = text[start : len(text) if end < 0 else end].split("\t")
    titles = [cell.strip(" :*.") for cell in cells]
    if len(titles) < _FEW or at < start + len(first):
        return False
    known = [title for title in titles if fold(title) in words.koppen]
    return bool(known) and all(_ordinary(words, title) for title in titles)


def _ordinary(words: Vocabulary, title: str) -> bool:
    spoken = _WORD.findall(title)
    return bool(spoken) and all(words.lexicon.word(w) or w in words.afkortingen for w in spoken)
