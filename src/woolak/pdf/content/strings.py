# SPDX-License-Identifier: EUPL-1.2
"""A page's content stream goes in; each string that it shows comes out, with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from woolak.model import Box
from woolak.pdf.boxes import Matrix
from woolak.pdf.content.fonts import Advances
from woolak.pdf.content.machine import (
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


_PAINTS = ("f", "F", "f*", "S", "s", "B", "B*", "b", "b*")
_INK = frozenset((*_PAINTS, "sh", "Do", "INLINE IMAGE"))


def read(content: bytes, fonts: Mapping[str, Advances], shown: Matrix) -> Sheet:
    """Return what a content stream shows; `shown` leads from user space to displayed points.

    Raises pikepdf.PdfError, ValueError or TypeError when the stream cannot be taken apart.
    """
    pdf = pikepdf.new()
    steps = list(pikepdf.parse_content_stream(pikepdf.Stream(pdf, content)))
    names = [str(step.operator) for step in steps]
    machine = Machine(fonts, State(shown))
    for index, name in enumerate(names):
        if (act := _ACTS.get(name)) is not None:
            act(machine, index, steps[index].operands)
    read_in = tuple(machine.pieces), tuple(machine.strokes), tuple(machine.objects)
    return Sheet(steps, *read_in, tuple(names))


def only_text(sheet: Sheet) -> bool:
    """Say whether a content stream paints nothing but text in fonts with known widths."""
    return _INK.isdisjoint(sheet.names) and all(piece.known for piece in sheet.pieces)


_Act = Callable[[Machine, int, Any], None]


def _save(machine: Machine, _: int, __: object) -> None:
    machine.saved.append(machine.state)


def _restore(machine: Machine, _: int, __: object) -> None:
    if machine.saved:
        machine.state = machine.saved.pop()


def _concat(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    state = machine.state
    machine.state = state._replace(matrix=times(_six(operands), state.matrix))


def _six(operands: Any) -> Matrix:  # noqa: ANN401
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _set(key: str, scale: float = 1.0) -> _Act:
    place = State._fields.index(key)

    def act(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
        state, value = machine.state, float(operands[0]) * scale
        if state[place] != value:
            machine.state = State._make((*state[:place], value, *state[place + 1 :]))

    return act


def _font(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    found, size, state = machine.fonts.get(str(operands[0])), float(operands[1]), machine.state
    if found is not state.font or size != state.size:
        machine.state = state._replace(font=found, size=size)


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
        machine.state = machine.state._replace(leading=leading)
    _move(machine, index, operands)


def _place(machine: Machine, _: int, operands: Any) -> None:  # noqa: ANN401
    machine.start_line(_six(operands))


def _next_line(machine: Machine, _: int, __: object) -> None:
    machine.start_line(ahead(machine.line, 0, -machine.state.leading))


def _show(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    state = machine.state
    full, spacing = times(machine.line, state.matrix), (state.letter, state.word, state.rise)
    cast = Cast(full, state.font, state.size, state.wide, *spacing)
    mille = state.size * state.wide / 1000
    for place, part in enumerate(parts):
        if isinstance(part, pikepdf.String):
            machine.pieces.append(_string(machine, cast, (index, place, bytes(part))))
        else:
            machine.pen -= float(part) * mille


def _string(machine: Machine, cast: Cast, shown: tuple[int, int, bytes]) -> Piece:
    """Return a string (its instruction, its place in that, its codes) and move the pen over it."""
    state, font, text = machine.state, cast.font, shown[2]
    (a, b, *_), pen = cast.full, machine.pen
    wide = 0.0
    if font is not None:
        codes = font.codes(text)
        spaced = len(codes) * state.letter + font.spaces(text) * state.word
        wide = (sum(codes) * state.size + spaced) * state.wide
    known = machine.sure and font is not None
    machine.sure, machine.pen = known, pen + wide
    return Piece(
        *shown,
        machine.group,
        machine.line,
        pen,
        wide,
        state.size * state.wide / 1000,
        (a * a + b * b) ** 0.5,
        at(cast.full, pen, 0),
        at(cast.full, pen + wide, 0),
        state.clip,
        known and state.mode not in _UNSEEN,
        known,
        cast,
    )


def _quote(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    _next_line(machine, index, operands)
    _show(machine, index, operands)


def _double_quote(machine: Machine, index: int, operands: Any) -> None:  # noqa: ANN401
    word, letter = float(operands[0]), float(operands[1])
    machine.state = machine.state._replace(word=word, letter=letter)
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
        machine.state = machine.state._replace(clip=Box(*edges), clips=clips)
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
    **dict.fromkeys(_PAINTS, _paint),
}
