# SPDX-License-Identifier: EUPL-1.2
"""Boxes and labels as displayed go in; one content stream that paints them comes out.

The stream has one strict form, so that it can be recognised and read back without guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count

from woolak.errors import UnknownGround
from woolak.gronden import GRONDEN
from woolak.model import Box, Redaction

FONT = "LakHelv"
"""The name of the label's font in the resources of a page."""

FONT_OBJECT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

LARGEST = 8.0
READABLE = 6.0
SMALLEST = 4.0
_FRAME = 0.5
_PADDING = 1.0
_CLEARANCE = 1.2
_OF_HEIGHT = 0.72
_DIGIT_HEIGHT = 0.71
_LINE = 1.04
"""The height of a line's box in ems of its text (see `room`)."""

# Advance widths of Helvetica in ems (Adobe's Core 14 AFM) for the characters of a label.
_ADVANCES = {".": 0.278, "c": 0.5, "f": 0.278, "i": 0.222}
_ADVANCE = 0.556

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """Where a box may be painted: `low` and `high` bound it along the text, in displayed points."""

    box: Box
    low: float
    high: float
    upright: bool = True
    """Text runs along the x axis."""
    reverse: bool = False
    """Text runs against its axis: to the left, or upwards."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A box ready to paint, in displayed points; `size` and `stretch` (percent) are its label's."""

    redaction: Redaction
    room: Room
    box: Box
    size: float
    stretch: float

    @property
    def label(self) -> str:
        """Return the ground as it stands in the box."""
        return GRONDEN[self.redaction.grond].box


def fitted(redaction: Redaction, room: Room) -> Painted:
    """Return the box with the largest label that fits, wider than asked where there is white space.

    The label is at most 8 points and never below 4: then it is condensed. Raises UnknownGround.
    """
    if redaction.grond not in GRONDEN:
        raise UnknownGround(redaction.grond)
    ems = advance(GRONDEN[redaction.grond].box)
    start, end, thick = _along(room)
    by_height = min(LARGEST, max(SMALLEST, _OF_HEIGHT * thick))
    start, end = _widened(room, (start, end), min(by_height, READABLE) * ems + 2 * _PADDING)
    wide = max(end - start - 2 * _PADDING, 0.1)
    size = max(SMALLEST, min(by_height, wide / ems))
    stretch = min(100.0, 100 * wide / (size * ems))
    box = room.box
    placed = Box(start, box.y0, end, box.y1) if room.upright else Box(box.x0, start, box.x1, end)
    return Painted(redaction, room, placed, size, stretch)


def advance(label: str) -> float:
    """Return the width of a label in ems of Helvetica."""
    return sum(_ADVANCES.get(letter, _ADVANCE) for letter in label)


def usual(grond: str, size: float) -> float:
    """Return the width of a box around its label as it is printed beside text of a size."""
    letters = min(LARGEST, max(SMALLEST, _OF_HEIGHT * _LINE * size))
    return letters * advance(GRONDEN[grond].box) + 2 * _PADDING + 0.01


def stream(painted: Iterable[Painted], to_page: Matrix) -> bytes:
    """Return the content stream of a page's boxes; `to_page` leads from displayed to user space."""
    return b"".join(_sequence(one, to_page).encode("ascii") for one in painted)


def ours(content: bytes) -> bool:
    """Say whether a content stream is one that `stream` makes, with nothing else in it."""
    if not content or not _STREAM.fullmatch(content):
        return False
    texts = {bytes.fromhex(found.decode()) for found in _TEXT.findall(content)}
    return texts <= {actual_text(code) for code in GRONDEN}


def spoken(content: bytes) -> list[tuple[str, str]]:
    """Return the id of each box in a stream of ours and what is read aloud for it, in order."""
    return [
        (
            _ESCAPE.sub(r"\1", box["name"].decode("ascii")),
            bytes.fromhex(box["text"].decode()).decode("utf-16"),
        )
        for box in _NAMED.finditer(content)
    ]


def areas(content: bytes) -> list[tuple[float, float, float, float]]:
    """Return the places of the boxes in a stream of ours, in user space."""
    found = ([float(number) for number in one] for one in _AREA.findall(content))
    return [(x - _FRAME, y - _FRAME, x + w + _FRAME, y + h + _FRAME) for x, y, w, h in found]


def numbered(content: bytes, first: int) -> bytes:
    """Return a stream of ours in which the tags can refer to the boxes, numbered from `first`."""
    number = count(first)
    return _NAMED.sub(lambda box: b"%s /MCID %d" % (box["head"], next(number)), content)


def actual_text(grond: str) -> bytes:
    """Return what is read aloud or copied in place of the text, as a PDF text string."""
    return b"\xfe\xff" + f"Gelakt: {GRONDEN[grond].citation}".encode("utf-16-be")


def _along(room: Room) -> tuple[float, float, float]:
    box = room.box
    if room.upright:
        return box.x0, box.x1, box.y1 - box.y0
    return box.y0, box.y1, box.x1 - box.x0


def _widened(room: Room, span: tuple[float, float], wanted: float) -> tuple[float, float]:
    start, end = span
    short = wanted - (end - start)
    if short <= 0:
        return span
    right = min(short, max(0.0, room.high - _CLEARANCE - end))
    left = min(short - right, max(0.0, start - room.low - _CLEARANCE))
    return start - left, end + right


def _sequence(painted: Painted, to_page: Matrix) -> str:
    box = _shrunk(painted.box, _FRAME / 2)
    corners = [_moved(to_page, box.x0, box.y0), _moved(to_page, box.x1, box.y1)]
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    text = _told(painted.redaction.grond)
    return (
        f"/Span <</E <{text}> /Lak ({_escaped(painted.redaction.id)})>> BDC\n"
        f"q 1 g 0.2 G {_FRAME} w {_numbers(x0, y0, x1 - x0, y1 - y0)} re B\n"
        f"BT 0 g /{FONT} {_numbers(painted.size)} Tf {_numbers(painted.stretch)} Tz "
        f"{_numbers(*_text_matrix(painted, to_page))} Tm ({painted.label}) Tj ET\n"
        "Q EMC\n"
    )


@cache
def _told(grond: str) -> str:
    return actual_text(grond).hex().upper()


def _text_matrix(painted: Painted, to_page: Matrix) -> Matrix:
    """Return the text matrix that centres the label, reading as the removed text read."""
    box, room = painted.box, painted.room
    sign = -1 if room.reverse else 1
    right = (sign, 0) if room.upright else (0, sign)
    up = (right[1], -right[0])
    half = painted.size * painted.stretch / 100 * advance(painted.label) / 2
    drop = painted.size * _DIGIT_HEIGHT / 2
    x = (box.x0 + box.x1) / 2 - right[0] * half - up[0] * drop
    y = (box.y0 + box.y1) / 2 - right[1] * half - up[1] * drop
    a, b, c, d, _, _ = to_page
    return (
        a * right[0] + c * right[1],
        b * right[0] + d * right[1],
        a * up[0] + c * up[1],
        b * up[0] + d * up[1],
        *_moved(to_page, x, y),
    )


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shrunk(box: Box, by: float) -> Box:
    dx, dy = min(by, (box.x1 - box.x0) / 2), min(by, (box.y1 - box.y0) / 2)
    return Box(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy)


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)


def _numbers(*values: float) -> str:
    # Adding 0.0 turns a negative zero into zero.
    rounded = [f"{round(value, 3) + 0.0:.3f}" for value in values]
    return " ".join([value.rstrip("0").rstrip(".") for value in rounded])


_NUMBER = rb"-?\d+(?:\.\d+)?"
_STREAM = re.compile(
    rb"(?:/Span <</E <FEFF[0-9A-F]+> /Lak \((?:[^()\\]|\\.)*\)(?: /MCID \d+)?>> BDC\n"
    rb"q 1 g 0\.2 G 0\.5 w (?:N ){4}re B\n"
    rb"BT 0 g /LakHelv N Tf N Tz (?:N ){6}Tm \([0-9a-i.]+\) Tj ET\n"
    rb"Q EMC\n)+".replace(b"N", _NUMBER)
)
_NAMED = re.compile(
    rb"(?P<head>/E <(?P<text>[0-9A-F]+)> /Lak \((?P<name>(?:[^()\\]|\\.)*)\))(?: /MCID \d+)?"
)
_AREA = re.compile(rb" w (N) (N) (N) (N) re B\n".replace(b"N", _NUMBER))
_ESCAPE = re.compile(r"\\(.)")
_TEXT = re.compile(rb"/E <([0-9A-F]+)>")
