# SPDX-License-Identifier: EUPL-1.2
"""A text and words in; where one of them stands letter by letter, or in shreds, out.

`S t e f f i n e z`, also over lines, or with a sign between its letters (`S.t.e.f.f.i.n.e.z`), and
what a reader of glyphs that were placed one by one makes of it: `St ef f i nez`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.words.lexicon import fold

_SHORTEST = 5
_OTHER = regex.compile(r"[^\p{L}\p{N}]")
_PIECE = regex.compile(r"[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}]\p{M}*){0,6}")
_SHORT, _MANY = 4, 3
"""Two pieces tell when they are as short as that, longer ones when there are so many of them."""
_BEGINNING = 3
_CUT = regex.compile(r"(?<![\p{L}\p{N}])\p{L}{1,2} (?:\p{Ll}\p{M}*){7,}(?![\p{L}\p{N}])")
"""A long word of which the first letters stand apart."""
_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:{_PIECE.pattern}[ \u00a0\n]{{1,3}}){{2,}}{_PIECE.pattern}"
    r"(?![\p{L}\p{N}])"
)
_SIGNED = regex.compile(
    r"(?<![\p{L}\p{N}])\p{L}\p{M}*(?P<sign>[._*·|/~+=:-])(?: ?-?(?P=sign))?"
    r"(?:\p{L}\p{M}*(?P=sign)(?: ?-?(?P=sign))?){3,}\p{L}\p{M}*(?![\p{L}\p{N}])"
)
"""Letters with one and the same sign between them, also around a space or a hyphen."""

_BROKEN = regex.compile(r"(?<!\p{L})\p{L}{2,}\n\p{Ll}{2,}(?!\p{L})")
"""A word that may go on at the next line, as in a narrow column."""
_LONG = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: its letters and figures, folded, each with the word that they are of.

    `parts` are of a longer name: they tell in three pieces or more.
    """

    words: Mapping[str, str] = field(repr=False)
    longest: int
    beginnings: frozenset[str] = field(repr=False)
    parts: frozenset[str] = field(repr=False)


def wanted(words: Iterable[str], parts: Iterable[str] = ()) -> Wanted:
    """Return what `find` takes, for words of five letters or more; made once for many texts."""
    loose = {_letters(part): part for part in parts}
    found = {letters: part for letters, part in loose.items() if len(letters) > _SHORTEST}
    found |= {letters: word for word in words if len(letters := _letters(word)) >= _SHORTEST}
    beginnings = frozenset(letters[:size] for letters in found for size in range(1, _BEGINNING + 1))
    return Wanted(found, max(map(len, found), default=0), beginnings, frozenset(loose))


def find(text: str, words: Wanted) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and word for each of the words that stands in shreds."""
    for shape in (_RUN, _SIGNED) if words.words else ():
        for run in shape.finditer(text):
            yield from _within(run[0], run.start(), words)
    for cut in _CUT.finditer(text) if words.words else ():
        if (word := words.words.get(_letters(cut[0]))) is not None:
            yield *cut.span(), word
    for torn in _BROKEN.finditer(text, overlapped=True) if words.words else ():
        letters = _letters(torn[0])
        if len(letters) >= _LONG and (word := words.words.get(letters)) is not None:
            yield *torn.span(), word


def _within(run: str, offset: int, words: Wanted) -> Iterator[tuple[int, int, str]]:
    joined = ""
    pieces: list[tuple[int, int, int]] = []
    for piece in _PIECE.finditer(run):
        joined += _letters(piece[0])
        pieces.append((piece.start(), piece.end(), len(joined)))
    low = 0
    for first, (start, _, high) in enumerate(pieces):
        near = pieces[first:] if joined[low : low + _BEGINNING] in words.beginnings else ()
        longest = 0
        for count, (begin, end, reach) in enumerate(near, 1):
            if reach - low > words.longest:
                break
            longest = max(longest, end - begin)
            letters = joined[low:reach]
            told = count >= _MANY or (longest <= _SHORT and letters not in words.parts)
            if told and (word := words.words.get(letters)):
                yield offset + start, offset + end, word
        low = high


def _letters(text: str) -> str:
    return _OTHER.sub("", fold(text))
