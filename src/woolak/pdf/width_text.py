# SPDX-License-Identifier: EUPL-1.2
"""A page's content stream goes in; each string that it shows comes out, with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pikepdf

from woolak.model import Box
from woolak.pdf.boxes import Matrix
from woolak.pdf.width_fonts import Advances
from woolak.pdf.width_machine import (
    UNIT,
    Cast,
    Machine,
    Piece,
    Sheet,
    State,
    Stroke,
    ahead,
    at,
    times,
)

_UNSEEN = frozenset((3, 7))
"""Text rendering modes that paint nothing: a layer of text under a scan."""


def read(content: bytes, fonts: Mapping[str, Advances], shown: Matrix) -> Sheet:
    """Return what a content stream shows; `shown` leads from user space to displayed points.

    Raises pikepdf.PdfError, ValueError or TypeError when the stream cannot be taken apart.
    """
    pdf = pikepdf.new()
    steps = list(pikepdf.parse_content_stream(pikepdf.Stream(pdf, content)))
    machine = Machine(fonts, State(shown))
    for index, step in enumerate(steps):
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            continue
        if (act := _ACTS.get(str(step.operator))) is not None:
            act(machine, index, step.operands)
    return Sheet(steps, tuple(machine.pieces), tuple(machine.strokes), tuple(machine.objects))


_Act = Callable[[Machine, int, Any], None]


def _save(machine: Machine, _: int, __: object) -> None:
    machine.saved.append(machine.state)


def _restore(machine: Machine, _: int, __: object) -> None:
    if machine.saved:
        machine.state = machine.saved.pop()


def _concat(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    machine.state = replace(machine.state, matrix=times(_six(operands), machine.state.matrix))


def _six(operands: Any) -> Matrix:  # noqa: ANN401
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _set(key: str, scale: float = 1.0) -> _Act:
    def act(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
        changed: dict[str, Any] = {key: float(operands[0]) * scale}
        machine.state = replace(machine.state, **changed)

    return act


def _font(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    found = machine.fonts.get(str(operands[0]))
    machine.state = replace(machine.state, font=found, size=float(operands[1]))


def _begin(machine: Machine, index: int, _: object) -> None:
    machine.begun = (index, machine.state.leading)
    machine.start_line(UNIT)


def _end(machine: Machine, index: int, _: object) -> None:
    start, before = machine.begun
    leading = machine.state.leading
    machine.objects.append((start, index, leading if leading != before else None))


def _move(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    machine.start_line(ahead(machine.line, float(operands[0]), float(operands[1])))


def _move_with_leading(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    leading = -float(operands[1])
    if leading != machine.state.leading:
        machine.state = replace(machine.state, leading=leading)
    _move(machine, index, operands)


def _place(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    machine.start_line(_six(operands))


def _next_line(machine: Machine, _: int, __: object) -> None:
    machine.start_line(ahead(machine.line, 0, -machine.state.leading))


def _show(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    state = machine.state
    mille = state.size * state.wide / 1000
    for place, part in enumerate(parts):
        if isinstance(part, pikepdf.String):
            _string(machine, index, place, bytes(part))
        else:
            machine.pen -= float(part) * mille


def _string(machine: Machine, index: int, place: int, text: bytes) -> None:
    state, font = machine.state, machine.state.font
    wide = 0.0
    if font is not None:
        codes = font.codes(text)
        spaced = len(codes) * state.letter + font.spaces(text) * state.word
        wide = (sum(codes) * state.size + spaced) * state.wide
    full = times(machine.line, state.matrix)
    known = machine.sure and font is not None
    spacing = (state.letter, state.word, state.rise)
    machine.pieces.append(
        Piece(
            index,
            place,
            text,
            machine.group,
            machine.line,
            machine.pen,
            wide,
            state.size * state.wide / 1000,
            (full[0] ** 2 + full[1] ** 2) ** 0.5,
            at(full, machine.pen, 0),
            at(full, machine.pen + wide, 0),
            state.clip,
            known and state.mode not in _UNSEEN,
            known,
            Cast(full, font, state.size, state.wide, *spacing),
        )
    )
    machine.sure = known
    machine.pen += wide


def _quote(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    _next_line(machine, index, operands)
    _show(machine, index, operands)


def _double_quote(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    word, letter = float(operands[0]), float(operands[1])
    machine.state = replace(machine.state, word=word, letter=letter)
    _quote(machine, index, operands[2:])


def _draw(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    numbers = list(map(float, operands))
    machine.path.append(index)
    ends = zip(numbers[::2], numbers[1::2], strict=True)
    machine.points += (at(machine.state.matrix, x, y) for x, y in ends)


def _curve(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    machine.straight = False
    _draw(machine, index, operands)


def _rectangle(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    x, y, width, height = map(float, operands)
    _draw(machine, index, (x, y, x + width, y, x, y + height, x + width, y + height))


def _clip(machine: Machine, _: int, __: object) -> None:
    machine.clips = True


def _paint(machine: Machine, _: int, __: object) -> None:
    if machine.points:
        xs, ys = zip(*machine.points, strict=True)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        steps = tuple(machine.path) if machine.straight else ()
        state = machine.state
        machine.strokes.append(Stroke(steps, box, state.matrix, state.clips))
    _leave(machine, 0, None)


def _leave(machine: Machine, _: int, __: object) -> None:
    """End a path; one that clips bounds what is painted after it."""
    if machine.clips and machine.points:
        xs, ys = zip(*machine.points, strict=True)
        old = machine.state.clip
        edges = (min(xs), min(ys), max(xs), max(ys))
        if old is not None:
            low = (max(edges[0], old.x0), max(edges[1], old.y0))
            edges = (*low, max(min(edges[2], old.x1), low[0]), max(min(edges[3], old.y1), low[1]))
        drawn = tuple((step, machine.state.matrix) for step in machine.path)
        clips = machine.state.clips + (drawn if len(drawn) > 1 else ())
        machine.state = replace(machine.state, clip=Box(*edges), clips=clips)
    machine.path, machine.points = [], []
    machine.straight, machine.clips = True, False


_ACTS: dict[str, _Act] = {
    "q": _save,
    "Q": _restore,
    "cm": _concat,
    "BT": _begin,
    "ET": _end,
    "Tf": _font,
    "Tc": _set("letter"),
    "Tw": _set("word"),
    "Tz": _set("wide", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
    "Tr": _set("mode"),
    "Td": _move,
    "TD": _move_with_leading,
    "Tm": _place,
    "T*": _next_line,
    "Tj": _show,
    "TJ": _show,
    "'": _quote,
    '"': _double_quote,
    "m": _draw,
    "l": _draw,
    "c": _curve,
    "v": _curve,
    "y": _curve,
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _leave,
    **dict.fromkeys(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"), _paint),
}
