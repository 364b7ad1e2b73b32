# SPDX-License-Identifier: EUPL-1.2
"""The raw text of a page goes in; words as drawn, from left to right per baseline, come out.

Works in the frame of the reader: u runs along a line, v from line to line, both in points. In which
stream, text object or order a letter was written is of no importance; only where it stands is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter, itemgetter
from statistics import median
from typing import Any, NamedTuple

from woolak.pdf.reading.characters import accented
from woolak.pdf.reading.spaces import ONE_WORD, synthetic, tracked, unspaced

_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\S")
_LONGEST_RUN = 1_000_000
_SUPERSCRIPT = 1
_SAME_BASELINE = 0.35
_COLLISION = 0.3
_LEVEL = 0.02
_STEEP = 0.1
"""The sine of an angle from which on a word is bounded letter by letter: some six degrees."""
_MIDDLE, _THICK = 0.27, 0.5
"""Ems from the baseline up to the middle of the ink, and how far the ink reaches from there."""
_LEANS = (0.05, 0.6)
_TWICE = 0.15
"""Letters drawn twice within this distance (in em) are one letter in false bold."""
_UNLIKE = 0.5
_RAISED, _SMALLER = 0.2, 0.8
_LOWERED, _LITTLE = 0.05, 0.9
DROP_CAP = 1 << 60
"""The `run` of a large first letter beside its word: a word of its own without a space after it."""
STEP = 1 << 61
"""The `run` of a letter of a slanted or stacked word that the next letter follows."""
_CAP, _BESIDE, _BESIDE_SMALL = 1.8, 0.4, 0.7


class Piece(NamedTuple):
    """A word as drawn: `low` and `high` bound its line box; `run` is -1 when it stays alone.

    `slope` is how far its line sinks for each point along the frame, 0 for what is nearly level.
    """

    text: str
    edges: Sequence[float]
    low: float
    high: float
    base: float
    size: float
    run: int
    slope: float = 0.0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.edges[-1]


class Frame(NamedTuple):
    """One of the four directions in which text runs: where u and v are found in x and y.

    `turn` is (a, b, c, d) of the matrix that brings (u, v) back to (x, y).
    """

    left: int
    top: int
    right: int
    bottom: int
    sign_u: int
    sign_v: int
    turn: tuple[int, int, int, int]

    def turned(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """Return the (x0, y0, x1, y1) of the page in (u, v)."""
        return (
            self.sign_u * box[self.left],
            self.sign_v * box[self.top],
            self.sign_u * box[self.right],
            self.sign_v * box[self.bottom],
        )

    def along(self, point: Sequence[float]) -> float:
        """Return the u of a point on the page."""
        return self.sign_u * point[self.left % 2]

    def base(self, origin: Sequence[float]) -> float:
        """Return the v of a point on the page."""
        return self.sign_v * origin[self.top % 2]


_base_of = attrgetter("base")
LEVEL = Frame(0, 1, 2, 3, 1, 1, (1, 0, 0, 1))
_DOWN = Frame(1, 2, 3, 0, 1, -1, (0, 1, -1, 0))
_UP = Frame(3, 0, 1, 2, -1, 1, (0, -1, 1, 0))
_UPSIDE_DOWN = Frame(2, 3, 0, 1, -1, -1, (-1, 0, 0, -1))
TURNED = (LEVEL, _DOWN, _UPSIDE_DOWN, _UP)
"""The frame of text that is level after so many quarter turns counter-clockwise."""


def rows(blocks: Iterable[Mapping[str, Any]]) -> dict[Frame, list[list[Piece]]]:
    """Return the rows of words for each direction of the text in a rawdict's blocks.

    Text at an angle counts to the direction that is nearest.
    """
    found: dict[Frame, list[Piece]] = {}
    lines = chain.from_iterable(block.get("lines", ()) for block in blocks)
    for number, line in enumerate(lines):
        if not line["spans"]:
            continue
        frame = _frame(line["dir"])
        found.setdefault(frame, []).extend(_pieces(line, frame, number * 1000))
    return {
        frame: [row for level in _levels(_capped(pieces)) for row in _untangled(level)]
        for frame, pieces in found.items()
        if pieces
    }


def _frame(direction: tuple[float, float]) -> Frame:
    x, y = direction
    if abs(x) >= abs(y):
        return LEVEL if x > 0 else _UPSIDE_DOWN
    return _DOWN if y > 0 else _UP


def _pieces(line: Mapping[str, Any], frame: Frame, number: int) -> Iterator[Piece]:
    spans = line["spans"]
    main = spans[0] if len(spans) == 1 else max(spans, key=lambda span: span["size"])
    base, size = frame.base(main["origin"]), main["size"]
    aslant = min(abs(line["dir"][0]), abs(line["dir"][1]))
    slanted, steep = aslant > _LEVEL, aslant > _STEEP and not line["wmode"]
    slope = frame.base(line["dir"]) / frame.along(line["dir"]) if steep else 0.0
    for run, span in enumerate(spans, number):
        if not slanted and _steps(span, frame):
            yield from _stepping(span, frame, run)
            continue
        _, low, _, high = frame.turned(span["bbox"])
        text, boxes = _text(span["chars"])
        columns = list(zip(*boxes, strict=True))
        lefts = _signed(columns[frame.left], frame.sign_u)
        before, after = (0.0, 0.0) if slanted or line["wmode"] else _lean(span["chars"][0], frame)
        lefts = [left + before for left in lefts] if before else lefts
        ends = _signed(columns[frame.right], frame.sign_u)
        if steep:
            lefts, ends = _laid_out(span, line["dir"], frame)
        if any(map(synthetic, span["chars"])):
            text = tracked(text, span["chars"], (lefts, ends), span["size"])
        text = unspaced(text, lefts, ends, span["size"])
        if not text.isascii():
            text, lefts = accented(text, lefts, ends)
        jumbled = not span["bidi"] and _jumbled(lefts, size)
        # The figure of a footnote is no part of the name that it stands behind.
        alone = span["flags"] & _SUPERSCRIPT or _raised(span, main, frame)
        em = span["size"] if span["size"] < _UNLIKE * size else size
        for word in (_LETTER if jumbled else _WORD).finditer(text):
            start, end = word.span()
            edges = (*lefts[start:end], ends[end - 1] - after)
            if slanted:
                low = min(frame.sign_v * box[frame.top] for box in boxes[start:end])
                high = max(frame.sign_v * box[frame.bottom] for box in boxes[start:end])
            if steep:
                low, high = _band(span, (edges[0], edges[-1]), line["dir"], frame)
            own = -1 if alone else -2 - run * _LONGEST_RUN - start if jumbled else run
            # Of hundreds of words: straight from its parts takes half the time.
            yield _new(Piece, (word[0], edges, low, high, base, em, own, slope))


_new = tuple.__new__


def _steps(span: Mapping[str, Any], frame: Frame) -> bool:
    """Say whether the letters of a level run stand one below or above the other."""
    first, last = span["chars"][0]["origin"], span["chars"][-1]["origin"]
    high, wide = (
        abs(frame.base(last) - frame.base(first)),
        abs(frame.along(last) - frame.along(first)),
    )
    return high > max(wide, _SAME_BASELINE * float(span["size"]))


def _stepping(span: Mapping[str, Any], frame: Frame, run: int) -> Iterator[Piece]:
    for start, char in enumerate(span["chars"]):
        left, low, right, high = frame.turned(char["bbox"])
        if _LETTER.match(char["c"]):
            base, own = frame.base(char["origin"]), -2 - run * _LONGEST_RUN - start
            yield Piece(char["c"], (left, right), low, high, base, span["size"], own)


def _laid_out(
    span: Mapping[str, Any], way: Sequence[float], frame: Frame
) -> tuple[list[float], list[float]]:
    """Return where the letters of a slanted run begin and end, halfway up their ink."""
    aside = _MIDDLE * span["size"] * frame.along((way[1], -way[0]))
    lefts = [frame.along(char["origin"]) + aside for char in span["chars"]]
    steps = [after - before for before, after in pairwise(lefts)]
    last = median(steps) if steps else _THICK * span["size"] * frame.along(way)
    return lefts, [*lefts[1:], lefts[-1] + last]


def _band(
    span: Mapping[str, Any], ends: tuple[float, float], way: Sequence[float], frame: Frame
) -> tuple[float, float]:
    """Return the bounds of a slanted word that begins and ends there, halfway up its ink."""
    origin, size = span["chars"][0]["origin"], span["size"]
    along, down = frame.along(way), frame.base(way)
    middle = frame.base(origin) + _MIDDLE * size * frame.base((way[1], -way[0]))
    start = frame.along(origin) + _MIDDLE * size * frame.along((way[1], -way[0]))
    heights = [middle + (end - start) * down / along for end in ends]
    return min(heights) - _THICK * size / along, max(heights) + _THICK * size / along


def _text(chars: Sequence[Mapping[str, Any]]) -> tuple[str, list[Sequence[float]]]:
    """Return the text of some characters, and their boxes."""
    return "".join(map(_letter_of, chars)), list(map(_box_of, chars))


_letter_of, _box_of = itemgetter("c"), itemgetter("bbox")


def _signed(places: Sequence[float], sign: int) -> list[float]:
    return list(places) if sign == 1 else [-place for place in places]


def _raised(span: Mapping[str, Any], main: Mapping[str, Any], frame: Frame) -> bool:
    """Say whether a run in smaller type stands above its line, or figures stand below it."""
    above = frame.base(main["origin"]) - frame.base(span["origin"])
    smaller: bool = span["size"] < _SMALLER * main["size"]
    if smaller and above > _RAISED * main["size"]:
        return True
    # The figure of a formula or a note may stand low, and is then but a little smaller.
    lowered = span["size"] < _LITTLE * main["size"] and above < -_LOWERED * main["size"]
    return lowered and not any(char["c"].isalpha() for char in span["chars"])


def _lean(char: Mapping[str, Any], frame: Frame) -> tuple[float, float]:
    """Return by how much the box of a letter in synthetic italics begins early and ends late."""
    left, top, _, bottom = frame.turned(char["bbox"])
    before = frame.sign_u * char["origin"][frame.left % 2] - left
    base = frame.base(char["origin"])
    lean = before / (bottom - base) if bottom > base else 0.0
    return (before, lean * (base - top)) if _LEANS[0] < lean < _LEANS[1] else (0.0, 0.0)


def _jumbled(lefts: Sequence[float], size: float) -> bool:
    """Say whether letters of one run were drawn out of order, by more than kerning explains."""
    if lefts == sorted(lefts):
        return False
    return any(after < before - ONE_WORD * size for before, after in pairwise(lefts))


def _capped(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with each drop cap on the line of the word that it begins."""
    large = _CAP * min([piece.size for piece in pieces])
    caps = [p for p in pieces if p.size > large and len(p.text) == 1 and p.text.isupper()]
    found = {cap: word for cap in caps if (word := _begun(cap, pieces))}
    if not found:
        return pieces
    return [_beside(piece, word) if (word := found.get(piece)) else piece for piece in pieces]


def _beside(cap: Piece, word: Piece) -> Piece:
    """Return a drop cap as the first letter of its word, also where white stands between them."""
    goes_on = word.text[0].islower() and word.edges[0] > cap.edges[-1]
    edges = (*cap.edges[:-1], word.edges[0]) if goes_on else cap.edges
    return cap._replace(edges=edges, base=word.base, size=word.size, run=DROP_CAP)


def _begun(cap: Piece, pieces: list[Piece]) -> Piece | None:
    """Return the word on the first of the lines beside a letter that is as high as several."""
    beside = [
        piece
        for piece in pieces
        if _CAP * piece.size < cap.size
        and cap.base - cap.size < piece.base < cap.base - piece.size / 2
        and abs(piece.edges[0] - cap.edges[-1])
        < cap.size * (_BESIDE_SMALL if piece.text[0].islower() else _BESIDE)
    ]
    first = min(beside, key=lambda piece: (piece.base, piece.edges[0]), default=None)
    return first if first and first.text[0].isalpha() else None


def _levels(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces by baseline, each level from left to right."""
    levels: list[list[Piece]] = []
    first = None
    for piece in sorted(pieces, key=_base_of):
        apart = piece.base - first.base if first else 0.0
        if first is None or (apart and apart > _SAME_BASELINE * min(piece.size, first.size)):
            levels.append([])
            first = piece
        levels[-1].append(piece)
    for level in levels:
        level.sort(key=lambda piece: piece.edges[0])
    return levels


def _untangled(level: list[Piece]) -> list[list[Piece]]:
    """Return the level as one row, or as several where texts are drawn over each other."""
    rows: list[list[Piece]] = []
    while level:
        row, level = _laid(level)
        rows.append(row)
    return rows


def _laid(level: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return a row of whole words, and the pieces that overlap another word in it.

    Of a run of which one word lies over another text, the rest does not belong to that text either.
    """
    row = level[:1]
    over: list[Piece] = []
    beside: set[int] = set()
    for piece in level[1:]:
        last = row[-1]
        gap = piece.edges[0] - last.edges[-1]
        if piece.run in beside and piece.run != last.run:
            over.append(piece)
        elif gap >= ONE_WORD * last.size:
            row.append(piece)
        elif _unlike(last, piece):
            over.append(piece)
        elif gap < 0 and _collide(last, piece):
            mixed = _mixed(last, piece)
            if mixed:
                row[-1] = mixed
            else:
                over.append(piece)
                beside.add(piece.run)
        elif last.run != piece.run and not {-1, DROP_CAP}.intersection((last.run, piece.run)):
            row[-1] = _glued(last, piece)
        else:
            row.append(piece)
    return row, over


def _unlike(last: Piece, piece: Piece) -> bool:
    """Say whether one is set so much smaller than the other that they are no word together.

    The figure of a note stays behind its word, and alone.
    """
    if -1 in (last.run, piece.run):
        return False
    return min(last.size, piece.size) < _UNLIKE * max(last.size, piece.size)


def _collide(last: Piece, piece: Piece) -> bool:
    return piece.left < last.right - _COLLISION * min(
        last.size, piece.size, last.right - last.left, piece.right - piece.left
    )


def _glued(last: Piece, piece: Piece) -> Piece:
    return Piece(
        last.text + piece.text,
        (*last.edges[:-1], *piece.edges),
        min(last.low, piece.low),
        max(last.high, piece.high),
        last.base,
        max(last.size, piece.size),
        piece.run,
        last.slope if last.slope == piece.slope else 0.0,
    )


def _mixed(last: Piece, piece: Piece) -> Piece | None:
    """Return the word whose letters were drawn in shuffled order; None when two texts overlap."""
    letters = sorted(
        (left, right, char)
        for each in (last, piece)
        for char, left, right in zip(each.text, each.edges, each.edges[1:], strict=False)
    )
    kept = letters[:1]
    for left, right, char in letters[1:]:
        before, end, same = kept[-1]
        if char == same and left - before < _TWICE * last.size:
            continue
        if left < end - _COLLISION * min(right - left, end - before):
            return None
        kept.append((left, right, char))
    text = "".join([char for _, _, char in kept])
    edges = (*[left for left, _, _ in kept], kept[-1][1])
    return _glued(last, piece)._replace(text=text, edges=edges)
