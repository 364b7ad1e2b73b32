# SPDX-License-Identifier: EUPL-1.2
"""Where a name stands goes in; the role and the function that are told beside it come out."""

from __future__ import annotations

import regex

from woolak.detect.words import serving
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_NEXT = regex.compile(r"(?:\s*[,|(/-]\s*|\t|[ ]*\n[ ]*)")
"""What stands between a name and the function beside or below it."""
_TOLD = 60
_UNIT = regex.compile(r"(?:[ ](?:van|voor|en|de|het|&|\p{Lu}[\p{L}&/-]*)){1,5}\Z")
"""The unit between a function and a name: `directeur Langdurige Zorg X`."""
_HOLDS = regex.compile(r"(?<=(?<!\p{L})[Dd]e )(?P<office>[\p{L}-]+),\Z")
"""An office with the name behind it between commas: `de rechter-commissaris, X, heeft`."""
_NONE = (Role.ONBEKEND, "")


def beside(words: Vocabulary, text: str, start: int, end: int) -> tuple[Role, str]:
    """Return role and function behind a name at [start, end), else those just before it."""
    behind = functie_beside(words, text, end)
    return behind if behind != _NONE else functie_before(words, text, start, end)


def functie_beside(words: Vocabulary, text: str, end: int) -> tuple[Role, str]:
    """Return role and function that stand just after a name: `, jurist`, `| jurist`, below it."""
    gap = _NEXT.match(text, end)
    known = words.functie_at(text, gap.end(), gap.end() + _TOLD) if gap else None
    return (known[0], known[1]) if known and not known[2] else _NONE


def functie_before(words: Vocabulary, text: str, start: int, end: int) -> tuple[Role, str]:
    """Return role and function before a name, a unit between: `directeur Langdurige Zorg X`."""
    if text[start - 1 : start] != " ":
        return _NONE
    low = max(start - _TOLD, text.rfind("\n", 0, start) + 1, text.rfind("\t", 0, start) + 1)
    line = text[low : start - 1]
    line = _HOLDS.sub(r"\g<office>", line) if text[end : end + 1] == "," else line
    known = words.functie_at_end(line, len(line)) or _with_unit(words, line)
    if known is None or known[2] or serving.serves(words, text, low + line.rindex(known[1])):
        return _NONE
    return known[:2]


def _with_unit(words: Vocabulary, line: str) -> tuple[Role, str, bool] | None:
    unit = _UNIT.search(line)
    if unit is None or any(map(words.lexicon.first, unit[0].split())):
        return None
    return words.functie_at_end(line, unit.start())
