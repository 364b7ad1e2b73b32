# SPDX-License-Identifier: EUPL-1.2
"""Words that OCR read in parts of a page go in; their places, as lines of the page, come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

import numpy as np

from woolak.model import Box, Page
from woolak.pdf.ink import Gray
from woolak.pdf.reading.glyphs import TURNED, Piece
from woolak.pdf.reading.layout import Line, Rules, blocks
from woolak.pdf.reading.written import Place, Placed
from woolak.pdf.seeing import tesseract
from woolak.pdf.seeing.parts import Part
from woolak.pdf.seeing.tesseract import Seen

_PAD = 1.5
"""Points: the boxes of OCR are tight, and dark pixels remain around the ink."""
_FEW = 3


class Cut(NamedTuple):
    """Part of a page as gray pixels; x and y, in points, are where it begins.

    `dpi` is how many of its pixels go in an inch of the page; `shown` is what readers are told, for
    whom small things are enlarged.
    """

    gray: Gray
    x: float
    y: float
    dpi: float
    shown: float
    part: Part


class Read(NamedTuple):
    """What was read in a part of a page, and whether a person has to look at it."""

    cut: Cut
    words: Sequence[Seen]
    unclear: bool


def placed(found: Iterable[Read]) -> Iterator[Placed]:
    """Yield the blocks of what was read for each direction of text, the main one first."""
    rows: defaultdict[int, list[list[Piece]]] = defaultdict(list)
    for part in found:
        for way, words in groupby(sorted(part.words, key=_way), key=lambda word: word.turn):
            rows[way] += _rows(part.cut, list(words))
    for way in sorted(rows, key=lambda way: -sum(map(len, rows[way]))):
        found_in = blocks([[_levelled(piece) for piece in row] for row in rows[way]], Rules())
        yield Place(*TURNED[way].turn, 0, 0), [[*map(_tilted, lines)] for lines in found_in]


def _levelled(piece: Piece) -> Piece:
    """Return a word as if its page were straight: columns of a crooked one begin aside."""
    return _moved(piece, piece.slope * piece.base)


def _tilted(line: Line) -> Line:
    return line._replace(words=[_moved(w, -w.slope * w.base) for w in line.words])


def _moved(piece: Piece, by: float) -> Piece:
    return piece._replace(edges=tuple(edge + by for edge in piece.edges)) if by else piece


def _way(word: Seen) -> tuple[int, int, int]:
    return word.turn, word.row, word.box[0]


def _rows(cut: Cut, words: Sequence[Seen]) -> list[list[Piece]]:
    """Return the lines of words in one direction of text, in points of its frame."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.row)]
    slope = _slope(lines)
    return [[_piece(word, cut, slope) for word in line] for line in lines]


def _slope(lines: Iterable[Sequence[Seen]]) -> float:
    """Return how far the lines of a crooked scan sink along their way."""
    long = [(line[0], line[-1]) for line in lines if len(line) > _FEW and not line[0].slope]
    runs = [(b.base - a.base) / (b.box[0] - a.box[0]) for a, b in long if b.box[0] > a.box[0]]
    return median(runs) if runs else 0.0


def _piece(word: Seen, cut: Cut, slope: float) -> Piece:
    """Return a word in its frame; its baseline as if the scan were straight."""
    point = 72 / cut.dpi
    right, low = cut.x + cut.gray.shape[1] * point, cut.y + cut.gray.shape[0] * point
    along, across = ((cut.x, cut.y), (cut.y, -right), (-right, -low), (-low, cut.x))[word.turn]
    x0, y0, x1, y1 = word.box
    inner = word.edges[1:-1] if word.edges else np.linspace(x0, x1, len(word.text) + 1)[1:-1]
    edges = (x0 * point - _PAD, *(float(edge) * point for edge in inner), x1 * point + _PAD)
    return Piece(
        word.text,
        tuple(along + edge for edge in edges),
        across + y0 * point - _PAD,
        across + y1 * point + _PAD,
        across + (word.base - (word.slope or slope) * (x0 + x1) / 2) * point,
        word.size * point,
        -1,
        word.slope or slope,
    )


def new(part: Read, mine: Page, pictures: Sequence[Box]) -> Read:
    """Return what was read without the words that the text layer has at the same place.

    What lies on an image stays: the text there may be hidden, and not what the eye reads. So does
    part of a longer word: unseen letters may be glued to it, so that nobody knows the word.
    """
    known = [(word.box, letters(word.text)) for word in mine.words]

    def repeats(word: Seen) -> bool:
        box = shown(word, part.cut)
        if any(box.overlaps(picture) for picture in pictures):
            return False
        here = [text for at, text in known if at.overlaps(box)]
        return letters(word.text) in (*here, "".join(here))

    return part._replace(words=[word for word in part.words if not repeats(word)])


def shown(word: Seen, cut: Cut) -> Box:
    """Return where a word stands on the page as displayed, in points."""
    x0, y0, x1, y1 = tesseract.upright(word, cut.gray.shape)
    point = 72 / cut.dpi
    return Box(cut.x + x0 * point, cut.y + y0 * point, cut.x + x1 * point, cut.y + y1 * point)


def letters(text: str) -> str:
    """Return the letters and figures of a text, alike for both cases."""
    return "".join(filter(str.isalnum, text.casefold()))
