# SPDX-License-Identifier: EUPL-1.2
"""A content stream and how far its strings move go in; the stream with those moves comes out.

In a text object in which something moves no old place is left: every move of the pen is written
anew from where the strings come to stand, so that no number still tells what stood between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

import pikepdf

from woolak.pdf.boxes import Matrix
from woolak.pdf.content.machine import Piece, Sheet, ahead
from woolak.pdf.width.swept import swept

_FINE = 0.002
"""Displayed points: places are written to at least this precision, and not much finer."""
_NOISE = 9.0
"""TJ numbers below this are how a producer rounds to its own grid; they depend on what came before
on the line, and so on the name that stood there."""
_DRIFT = 0.25
"""Displayed points: letters may come to stand this far from where those numbers put them."""
_MOVES = frozenset(("Td", "TD", "Tm", "T*"))
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))

_STATE = {name: name for name in ("Tf", "Tc", "Tw", "Tz", "TL", "Tr", "Ts")}
_STATE |= dict.fromkeys(("g", "rg", "k"), "fill") | dict.fromkeys(("G", "RG", "K"), "stroke")
_MARKS = frozenset(("BMC", "BDC", "EMC", "MP", "DP"))
Said = dict[str, tuple[bytes, Any]]
"""The last instruction for each part of the text state, as bytes and as it is."""

Shifts = Mapping[tuple[int, int], float]
"""How far each string (instruction, place in its array) moves along its line, in points."""
Stretch = tuple[int, Callable[[float, float], tuple[float, float]]]
"""An instruction of a path, and where its points (x, y in its own space) come to lie."""


def written(sheet: Sheet, shifts: Shifts, stretches: Iterable[Stretch]) -> bytes:
    """Return the content stream with the moved strings, and with underlines drawn along."""
    steps = list(sheet.steps)
    for index, moved in stretches:
        steps[index] = _redrawn(steps[index], moved)
    by_step = {step: list(some) for step, some in groupby(sheet.pieces, lambda p: p.step)}
    names, told = sheet.names, _told(sheet)
    out: list[Any] = []
    said: Said = {}
    done = 0
    for start, end, leading in sheet.objects:
        inside = [p for index in range(start, end) for p in by_step.get(index, ())]
        if start in sheet.anew or any((piece.step, piece.part) in shifts for piece in inside):
            said = {} if done != start else said
            out += steps[done:start]
            pen = _Rewriting(shifts, said)
            here = slice(start + 1, end)
            inner = zip(names[here], steps[here], told[here], strict=True)
            lines = pen.lines(inner, start + 1, by_step, leading)
            out += [steps[start], *lines, steps[end]] if inside else lines
            done = end + 1
    out += steps[done:]
    return pikepdf.unparse_content_stream(swept(out) if sheet.anew else out)


@dataclass(slots=True)
class _Rewriting:
    """Where the pen was put last, in numbers as written."""

    shifts: Shifts
    said: Said
    """The text state as written so far."""
    wanted: Said = field(default_factory=dict)
    """The text state as it should be when the next string is shown."""
    group: int = -1
    line: Matrix | None = None
    last: tuple[float, bool] = (0.0, False)
    """Where the last string of this line ended, along it, and whether it had moved."""
    drift: float = 0.0
    """The small numbers left out since the line started."""
    out: list[Any] = field(default_factory=list)

    def lines(
        self,
        steps: Iterable[tuple[str, Any, bytes]],
        first: int,
        pieces: Mapping[int, Sequence[Piece]],
        leading: float | None,
    ) -> list[Any]:
        """Return the instructions of one text object, rewritten, and the leading it leaves.

        `steps` come with their operators, and those of the text state as they are written.
        """
        self.line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        for index, (operator, step, told) in enumerate(steps, first):
            if operator == '"':
                for name, operand in zip(("Tw", "Tc"), step.operands, strict=False):
                    self._want(name, _made(name, operand))
            if operator in _SHOWS:
                self._show(pieces.get(index, ()))
            elif operator in _STATE:
                self.wanted[_STATE[operator]] = told, step
            elif operator not in _MOVES:
                self._say()
                self.out.append(step)
                if operator not in _MARKS:
                    self.said.clear()
        if leading is not None:
            self._want("TL", _made("TL", leading))
        self._say()
        return self.out

    def _want(self, part: str, step: Any) -> None:  # noqa: ANN401 - pikepdf's instruction
        self.wanted[part] = _bytes_of(step), step

    def _say(self) -> None:
        """Write the text state where it is another than before: how often it was set tells too."""
        for part, (text, step) in self.wanted.items():
            if self.said.get(part, (b"",))[0] != text:
                self.out.append(step)
                self.said[part] = text, step
        self.wanted.clear()

    def _show(self, pieces: Iterable[Piece]) -> None:
        pieces = list(pieces)
        if pieces:
            self._say()
        rows: list[list[Piece]] = []
        for piece in pieces:
            if not rows or piece.apart or piece.group != rows[-1][-1].group:
                rows.append([])
            rows[-1].append(piece)
        for row in rows:
            array = [part for piece in row for part in self._parts(piece)]
            operands = [pikepdf.Array(array)]
            self.out.append(pikepdf.ContentStreamInstruction(operands, pikepdf.Operator("TJ")))

    def _parts(self, piece: Piece) -> Iterator[Any]:
        shift = self.shifts.get((piece.step, piece.part), 0.0)
        place = piece.pen + shift / piece.unit
        if piece.group != self.group:
            self._start(piece, place)
            self.drift = 0.0
        elif piece.mille:
            number = (self.last[0] - place) / piece.mille
            if self.last[1] and shift and abs(number) < _NOISE:
                number = self._less(number, piece)
            if number := round(number, 2):
                yield Decimal(str(number))
        self.group, self.last = piece.group, (place + piece.wide, shift != 0)
        yield pikepdf.String(piece.text)

    def _less(self, number: float, piece: Piece) -> float:
        """Return what is to be written for a small number: nothing, until they add up."""
        self.drift += number
        if abs(self.drift * piece.mille * piece.unit) < _DRIFT:
            return 0.0
        number, self.drift = self.drift, 0.0
        return number

    def _start(self, piece: Piece, place: float) -> None:
        """Put the pen where a line starts: by Td where the axes stay, else by Tm."""
        digits = max(2, math.ceil(math.log10(max(piece.unit, 1e-3) / _FINE)))
        wanted, old = ahead(piece.line, place), self.line
        if old is not None and old[:4] == wanted[:4] and (step := _between(old, wanted)):
            x, y = (round(one, digits) + 0.0 for one in step)
            self.line = ahead(old, x, y)
            self.out.append(_made("Td", x, y))
            return
        self.line = (*wanted[:4], round(wanted[4], 3), round(wanted[5], 3))
        self.out.append(_made("Tm", *self.line))


def _told(sheet: Sheet) -> list[bytes]:
    """Return the instructions of a stream that set the text state as bytes, nothing for others.

    To have each of them written takes several times as long as to have all of them.
    """
    some = [at for at, name in enumerate(sheet.names) if name in _STATE]
    lines = pikepdf.unparse_content_stream([sheet.steps[at] for at in some]).split(b"\n")
    if len(lines) != len(some):
        lines = [_bytes_of(sheet.steps[at]) for at in some]
    told = [b""] * len(sheet.names)
    for at, line in zip(some, lines, strict=True):
        told[at] = line
    return told


def _bytes_of(step: Any) -> bytes:  # noqa: ANN401 - pikepdf's instruction
    return bytes(pikepdf.unparse_content_stream([step]))


def _between(old: Matrix, new: Matrix) -> tuple[float, float] | None:
    """Return the way from one matrix to another along the axes that they share."""
    a, b, c, d, e, f = old
    size = a * d - b * c
    if abs(size) < 1e-9:  # noqa: PLR2004 - flat text, which shows nothing
        return None
    x, y = new[4] - e, new[5] - f
    return (x * d - y * c) / size, (y * a - x * b) / size


def _made(operator: str, *operands: Any) -> pikepdf.ContentStreamInstruction:  # noqa: ANN401
    numbers = [Decimal(str(round(float(one), 6))) for one in operands]
    return pikepdf.ContentStreamInstruction(numbers, pikepdf.Operator(operator))


def _redrawn(step: Any, moved: Callable[[float, float], tuple[float, float]]) -> Any:  # noqa: ANN401
    operator = str(step.operator)
    numbers = [float(one) for one in step.operands]
    if operator == "re":
        x, y, width, height = numbers
        (x0, y0), (x1, y1) = moved(x, y), moved(x + width, y + height)
        return _made("re", *(round(one, 3) for one in (x0, y0, x1 - x0, y1 - y0)))
    ends = (moved(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    return _made(operator, *(round(one, 3) for end in ends for one in end))
