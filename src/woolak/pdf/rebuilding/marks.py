# SPDX-License-Identifier: EUPL-1.2
"""Instructions of a content stream go in; they come out with no marks but numbers for the tags.

Where a box belongs in the middle of marked text, the text is marked in two parts: what is read
aloud then has the box in its place. Parts stand inside text objects, as marks and text objects nest
(ISO 32000-1, 14.6.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_PATH = frozenset(("m", "re"))
_PAINTED = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_PICTURES = frozenset(("Do", "sh", "INLINE IMAGE"))
_NO_CUT = 1_000_000
"""More strings than there are: text with a picture among it stays in one part."""
_OPENING = frozenset(("BMC", "BDC"))
_POINTS = frozenset(("MP", "DP"))


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Where marked text is cut: before its `at`th string shown, or `codes` characters into that.

    `of` is how many characters that string has.
    """

    at: int
    codes: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """Which marks of a page stay: their numbers, the names of some, and where text is cut.

    `strings` says how many strings pdfium saw under a number; no text is cut where it saw others.
    """

    numbers: frozenset[int] = frozenset()
    named: Mapping[str, int] = field(default_factory=dict)
    cuts: Mapping[int, Sequence[Cut]] = field(default_factory=dict)
    strings: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Marked:
    """The instructions with their marks, the numbers used, and the parts of what was cut.

    `parts` has one entry more than there were cuts: the numbers before, between and after them.
    """

    instructions: list[Any]
    used: set[int] = field(default_factory=set)
    parts: dict[int, list[list[int]]] = field(default_factory=dict)


def applied(instructions: Sequence[Any], marks: Marks) -> Marked:
    """Return the instructions with no marks but those that stay."""
    pen = _Pen(marks, _sure_cuts(instructions, marks), max(marks.numbers, default=-1) + 1)
    for one in instructions:
        pen.take(one)
    pen.finish()
    return pen.out


@dataclass(slots=True)
class _Pen:
    marks: Marks
    cuts: Mapping[int, Sequence[Cut]]
    free: int
    out: Marked = field(default_factory=lambda: Marked([]))
    open: list[str] = field(default_factory=list)
    """For each mark that is open: `kept`, `cut` or `dropped`."""
    cutting: int | None = None
    todo: list[Cut] = field(default_factory=list)
    shown: int = 0
    inside: str = ""
    """What of our own is open while cutting: `part`, `drawing` or nothing."""

    def take(self, one: Any) -> None:  # noqa: ANN401
        """Write an instruction, or what becomes of it."""
        operator = str(one.operator)
        if operator in _OPENING:
            self._start(one)
        elif operator == "EMC":
            self._end()
        elif operator not in _POINTS:
            if self.cutting is None:
                self.out.instructions.append(one)
            else:
                self._cut(one, operator)

    def finish(self) -> None:
        """Close what the stream left open."""
        while self.open:
            self._end()

    def _start(self, one: Any) -> None:  # noqa: ANN401
        number = _number(one, self.marks.named)
        if "kept" in self.open or "cut" in self.open:
            self.open.append("dropped")
        elif _tag(one) == "Artifact":
            self._write("BMC", pikepdf.Name.Artifact)
            self.open.append("kept")
        elif number not in self.marks.numbers:
            self.open.append("dropped")
        elif number in self.cuts and number not in self.out.parts:
            self.open.append("cut")
            self.cutting, self.shown = number, 0
            self.todo = sorted(self.cuts[number])
            self.out.parts[number] = [[]]
        else:
            self._mark(number)
            self.open.append("kept")

    def _end(self) -> None:
        ended = self.open.pop() if self.open else "dropped"
        if ended == "kept":
            self._write("EMC")
        elif ended == "cut" and self.cutting is not None:
            self._shut()
            self.out.parts[self.cutting] += [[] for _ in self.todo]
            self.cutting = None

    def _cut(self, one: Any, operator: str) -> None:  # noqa: ANN401
        if operator == "ET":
            self._shut()
        elif operator in _PATH and not self.inside:
            self._write("BMC", pikepdf.Name.Artifact)
            self.inside = "drawing"
        if operator in _SHOWING and strings(one):
            self._show(one)
            return
        self.out.instructions.append(one)
        if operator in _PAINTED and self.inside == "drawing":
            self._shut()

    def _show(self, one: Any) -> None:  # noqa: ANN401
        while self.todo and self.todo[0] <= Cut(self.shown):
            self._next_part()
        rest, done = one, 0
        while self.todo and self.todo[0].at == self.shown:
            size = _bytes_before(self.todo[0], len(strings(one)))
            first, rest = _halves(rest, size - done)
            done = max(size, done)
            self._write_part(first)
            self._next_part()
        self._write_part(rest)
        self.shown += 1

    def _write_part(self, one: Any) -> None:  # noqa: ANN401
        if one is None:
            return
        if self.cutting is not None and self.inside != "part" and strings(one):
            number = self.cutting if self.cutting not in self.out.used else self.free
            self.free += number == self.free
            self._mark(number)
            self.out.parts[self.cutting][-1].append(number)
            self.inside = "part"
        self.out.instructions.append(one)

    def _next_part(self) -> None:
        self._shut()
        self.todo.pop(0)
        if self.cutting is not None:
            self.out.parts[self.cutting].append([])

    def _shut(self) -> None:
        if self.inside:
            self._write("EMC")
            self.inside = ""

    def _mark(self, number: int | None) -> None:
        # What it is stands in the tree. A longer tag may look like a name: Link, Span.
        self._write("BDC", pikepdf.Name.P, pikepdf.Dictionary(MCID=number))
        if number is not None:
            self.out.used.add(number)

    def _write(self, operator: str, *operands: Any) -> None:  # noqa: ANN401
        made = pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))
        self.out.instructions.append(made)


def _tag(one: Any) -> str:  # noqa: ANN401
    name = one.operands[0] if len(one.operands) else None
    return str(name)[1:] if isinstance(name, pikepdf.Name) else ""


def _number(one: Any, named: Mapping[str, int]) -> int | None:  # noqa: ANN401
    if str(one.operator) != "BDC" or len(one.operands) < 2:  # noqa: PLR2004 - tag, properties
        return None
    properties = one.operands[1]
    if isinstance(properties, pikepdf.Name):
        return named.get(str(properties))
    found: Any = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return found if isinstance(found, int) else None


def _sure_cuts(instructions: Iterable[Any], marks: Marks) -> Mapping[int, Sequence[Cut]]:
    """Return the cuts in text of which this stream shows as many strings as pdfium saw."""
    if not marks.cuts:
        return {}
    shown: Counter[int | None] = Counter()
    around: list[int | None] = []
    for one in instructions:
        operator = str(one.operator)
        if operator in _OPENING:
            number = _number(one, marks.named)
            around.append(around[-1] if around and around[-1] is not None else number)
        elif operator == "EMC" and around:
            around.pop()
        elif operator in _SHOWING and around and strings(one):
            shown[around[-1]] += 1
        elif operator in _PICTURES and around:
            shown[around[-1]] += _NO_CUT
    return {
        number: cuts
        for number, cuts in marks.cuts.items()
        if marks.strings.get(number) == shown[number]
    }


def strings(one: Any) -> bytes:  # noqa: ANN401
    """Return the bytes that an instruction shows."""
    return b"".join(_strings(one))


def _strings(one: Any) -> Iterator[bytes]:  # noqa: ANN401
    last = one.operands[-1] if len(one.operands) else None
    parts = list(last) if isinstance(last, pikepdf.Array) else [last]
    yield from (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _bytes_before(cut: Cut, total: int) -> int:
    """Return after how many bytes of a string to cut; before or after all when codes are unsure."""
    if total in (cut.of, 2 * cut.of):
        return cut.codes * total // cut.of
    return total if 2 * cut.codes >= cut.of else 0


def _halves(one: Any, size: int) -> tuple[Any, Any]:  # noqa: ANN401
    """Return what shows text as two, cut after `size` bytes; None stands for nothing.

    What moves the text there goes with the second.
    """
    total = len(strings(one)) if one is not None else 0
    if size <= 0:
        return None, one
    if size >= total or str(one.operator) != "TJ":
        return one, None
    left: list[Any] = []
    right: list[Any] = []
    done = 0
    for part in one.operands[-1]:
        length = len(bytes(part)) if isinstance(part, pikepdf.String) else 0
        (left if done + max(length, 1) <= size else right).append(part)
        done += length
    first, second = (
        pikepdf.ContentStreamInstruction([pikepdf.Array(half)], one.operator)
        for half in (left, right)
    )
    return first, second
