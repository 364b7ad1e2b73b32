# SPDX-License-Identifier: EUPL-1.2
"""The raw text of a page as ActualText says it goes in; it comes out on the words as drawn.

ActualText (ISO 32000-1, 14.9.4) replaces all glyphs of its marked text. MuPDF deals its letters out
over those glyphs, one each, and what is left over the last one: where it spans a page, a name lands
on words that say something else. Here each word goes where the same word is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Any

from woolak.model import Box, Word
from woolak.pdf.reading.characters import normalised

_LEFT_OVER = 3
_THIN = 0.2
"""Points: how wide a word is that no glyph says, behind the word before it."""


def left_over(blocks: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether letters of an ActualText stand in one place: it has more of them than glyphs."""
    return any(
        sum(1 for _ in same) >= _LEFT_OVER
        for line in _lines(blocks)
        for _, same in groupby(_chars(line), key=lambda char: char["bbox"])
    )


def spoken(
    blocks: Iterable[Mapping[str, Any]], shown: Sequence[Word]
) -> tuple[str, tuple[Word, ...]]:
    """Return the text and the words of a page in the order in which it is said.

    They are on the words of `shown`, one at least, that say the same or that they replace; one that
    stands for none is put behind the word before it.
    """
    said = [text for line in _lines(blocks) for text in _words(line)]
    return _written(_placed(said, shown))


def _lines(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (line for block in blocks for line in block.get("lines", ()))


def _chars(line: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (char for span in line["spans"] for char in span["chars"])


def _words(line: Mapping[str, Any]) -> Iterator[str]:
    for raw in "".join(char["c"] for char in _chars(line)).split():
        text = normalised(raw, [0.0] * (len(raw) + 1))[0]
        if text:
            yield text


def _placed(said: Sequence[str], shown: Sequence[Word]) -> Iterator[Word]:
    same = SequenceMatcher(None, said, [word.text for word in shown], autojunk=False)
    for kind, a0, a1, b0, b1 in same.get_opcodes():
        for at, text in enumerate(said[a0:a1]):
            if kind == "equal":
                yield shown[b0 + at]
            elif kind == "replace":
                yield _within(text, shown[b0 + at * (b1 - b0) // (a1 - a0)])
            else:
                yield _behind(text, shown[max(0, b0 - 1)])


def _within(text: str, there: Word) -> Word:
    low, high = there.edges[0], there.edges[-1]
    return replace(there, text=text, edges=_even(low, high, len(text)))


def _behind(text: str, before: Word) -> Word:
    """Return a word in the white space behind another."""
    end, box = before.edges[-1], before.box
    then = end + (_THIN if end >= before.edges[0] else -_THIN)
    low, high = min(end, then), max(end, then)
    place = Box(low, box.y0, high, box.y1) if before.upright else Box(box.x0, low, box.x1, high)
    return replace(before, text=text, box=place, edges=_even(end, then, len(text)))


def _even(first: float, last: float, letters: int) -> tuple[float, ...]:
    return tuple(first + (last - first) * at / letters for at in range(letters + 1))


def _written(placed: Iterable[Word]) -> tuple[str, tuple[Word, ...]]:
    words: list[Word] = []
    text, every = "", list(placed)
    for word, then in zip_longest(every, every[1:]):
        words.append(replace(word, start=len(text)))
        text += word.text
        if then:
            text += " " if (then.block, then.line) == (word.block, word.line) else "\n"
    return text, tuple(words)
