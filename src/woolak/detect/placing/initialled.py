# SPDX-License-Identifier: EUPL-1.2
"""A cell for a paraaf goes in; the letters beside a remark, a day or an office come out.

`akkoord TB`, `TB, 3 april`, and `SG` or `tb` beside whose name gives these letters.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.naming import monograms, people
from woolak.detect.placing import codes, grid
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_LONGEST = 40
"""A remark beside letters leaves a cell no longer than this."""
_TOKEN = regex.compile(r"(?:\p{L}\.){2,5}|\p{L}+|\d+")
_DOTTED = regex.compile(r"(?:\p{Lu}\.){2,5}")
_MAYBE = regex.compile(r"\p{Lu}{2,4}|\p{Lu}\p{Ll}{1,2}\p{Lu}?|\p{Ll}{2,4}")
"""Letters that only a name beside them explains: a unit or a short word is written so too."""
_NAME = regex.compile(r"\p{Lu}[\p{L}'’-]+(?:[ ,]+[\p{L}'’.-]+){0,4}")
_NO_CODE = 5


def find(
    words: Vocabulary, view: View, span: tuple[int, int], why: str, *, letters: bool
) -> Iterator[Hit]:
    """Yield the letters in a cell for a paraaf, whatever stands beside them.

    `letters`: nothing else than letters stands in its column, so that a surname alone beside them
    tells of whom they are: `Atkinson`, `JA`.
    """
    cell = grid.at(view, span[0])
    if cell is None or span[1] - span[0] > _LONGEST:
        return
    every = [] if grid.of_functions(view, cell) else list(_row(words, view, cell))
    beside = [name for name in every if name.full]
    last = [name for name in every if letters and not name.full]
    tokens = [found.span() for found in _TOKEN.finditer(view.text, *span)]
    spoken = [view.text[slice(*token)] for token in tokens]
    for number, (where, code) in enumerate(zip(tokens, spoken, strict=True)):
        before = spoken[number - 1] if number else ""
        unit = before.isupper() and codes.of_remark(words, before)
        made = codes.SURE.fullmatch(code) or _DOTTED.fullmatch(code)
        alone = not number and len(tokens) == 1
        told = made and not (alone or unit or codes.of_remark(words, code))
        small = made is None and (_MAYBE.fullmatch(code) is None or before.isdigit())  # `3 mrt`
        bare = code.replace(".", "")
        his = any(monograms.explains(n, bare) for n in beside)
        his = his or (alone and code.isupper() and any(monograms.listed(n, bare) for n in last))
        if told or (his and not small):
            yield codes.signed(where, why)


def named(spoken: str) -> bool:
    """Say whether a cell for letters may hold a name instead: no remark with a full stop."""
    return len(spoken) > _NO_CODE and _NAME.fullmatch(spoken) is not None


def _row(words: Vocabulary, view: View, cell: Cell) -> Iterator[Name]:
    """Yield who is named in the row of a cell."""
    for other in grid.row_of(view, cell):
        if other is not cell:
            yield from people.people(words, view.text, other.start, other.end)
