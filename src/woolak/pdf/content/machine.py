# SPDX-License-Identifier: EUPL-1.2
"""What a content stream is read into: strings and paths with their places, and the state between.

Operators as in ISO 32000-1, 8.4, 8.5 and 9.4. Places are in displayed points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from woolak.model import Box
from woolak.pdf.boxes import Matrix
from woolak.pdf.content.fonts import Advances

Point = tuple[float, float]
SPACE = 32
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Cast(NamedTuple):
    """How codes are set: their font, and the state of ISO 32000-1, 9.3, that places them.

    `full` leads from text space to displayed points.
    """

    full: Matrix
    font: Advances | None
    size: float
    wide: float
    letter: float
    word: float
    rise: float

    def steps(self, text: bytes) -> list[float]:
        """Return how far each code of a string moves the pen."""
        if self.font is None:
            return []
        codes, size, wide, letter = self.font.codes(text), self.size, self.wide, self.letter
        if not self.word or self.font.size > 1:
            return [(code * size + letter) * wide for code in codes]
        spaced = letter + self.word
        return [
            (code * size + (spaced if text[at] == SPACE else letter)) * wide
            for at, code in enumerate(codes)
        ]


class Piece(NamedTuple):
    """A string of a show operator: the instruction, its place in the array, and where it stands.

    `line` is the text line matrix it starts from, `pen` and `wide` are along that matrix's x axis;
    `mille` is one unit of a TJ number there and `unit` one of that axis in displayed points.
    """

    step: int
    part: int
    text: bytes
    group: int
    line: Matrix
    pen: float
    wide: float
    mille: float
    unit: float
    start: Point
    end: Point
    clip: Box | None
    sure: bool
    """The font is known, so that the string ends where it is said to, and it is painted."""
    known: bool
    """The font is known, and that of what stands before it on its line."""
    cast: Cast
    apart: bool = False
    """Codes were removed between it and the string before it in its instruction."""

    def __repr__(self) -> str:
        """Return its place without its text."""
        return f"Piece(step={self.step}, part={self.part})"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A painted path: the instructions that draw it when its lines are straight, and its box.

    `clips` are the instructions of the paths that it is clipped to, with their matrices: an
    underline is cut where a letter reaches through it.
    """

    steps: tuple[int, ...]
    box: Box
    matrix: Matrix
    clips: tuple[tuple[int, Matrix], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A content stream as instructions, with its strings, paths and text objects.

    A text object is its first and last instruction and the leading that it leaves behind, if new.
    Those whose first instruction is in `anew` lost codes: they are to be written anew.
    """

    steps: Sequence[Any]
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...]
    objects: tuple[tuple[int, int, float | None], ...]
    names: tuple[str, ...]
    """The operators of the instructions."""
    anew: frozenset[int] = frozenset()


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does `one` and then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def ahead(matrix: Matrix, x: float, y: float = 0.0) -> Matrix:
    """Return a matrix moved by x and y along its own axes."""
    return (*matrix[:4], *at(matrix, x, y))


class State(NamedTuple):
    """The graphics and text state that q saves and Q brings back."""

    matrix: Matrix
    clip: Box | None = None
    clips: tuple[tuple[int, Matrix], ...] = ()
    font: Advances | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    wide: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Machine:
    """An interpreter of a content stream: where its pen is, its path, and what it has read."""

    fonts: Mapping[str, Advances]
    state: State
    saved: list[State] = field(default_factory=list)
    line: Matrix = UNIT
    pen: float = 0.0
    sure: bool = True
    group: int = 0
    begun: tuple[int, float] = (0, 0.0)
    path: list[int] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    straight: bool = True
    clips: bool = False
    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    objects: list[tuple[int, int, float | None]] = field(default_factory=list)

    def start_line(self, line: Matrix) -> None:
        """Put the pen at the start of a line."""
        self.line, self.pen, self.sure = line, 0.0, True
        self.group += 1
