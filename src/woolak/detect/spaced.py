# SPDX-License-Identifier: EUPL-1.2
"""A text and words in; where one of them stands letter by letter, or in shreds, out.

`S t e f f i n e z`, also over lines, and what a reader of glyphs that were placed one by one makes
of it: `St ef f i nez`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from woolak.detect.lexicon import fold

_SHORTEST = 5
_PIECE = regex.compile(r"[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}]\p{M}*){0,2}")
_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:{_PIECE.pattern}[ \u00a0\n]{{1,3}}){{2,}}{_PIECE.pattern}"
    r"(?![\p{L}\p{N}])"
)


def find(text: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and word for each word of five letters or more that stands in shreds."""
    wanted = {letters: word for word in words if len(letters := _letters(word)) >= _SHORTEST}
    for run in _RUN.finditer(text) if wanted else ():
        yield from _within(run[0], run.start(), wanted)


def _within(run: str, offset: int, wanted: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    joined, starts, ends = "", {}, {}
    for piece in _PIECE.finditer(run):
        starts[len(joined)] = piece.start()
        joined += _letters(piece[0])
        ends[len(joined)] = piece.end()
    for letters, word in wanted.items():
        at = joined.find(letters)
        while at >= 0:
            if at in starts and at + len(letters) in ends:
                yield offset + starts[at], offset + ends[at + len(letters)], word
            at = joined.find(letters, at + 1)


def _letters(text: str) -> str:
    return regex.sub(r"[^\p{L}\p{N}]", "", fold(text))
