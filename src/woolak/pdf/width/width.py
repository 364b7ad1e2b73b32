# SPDX-License-Identifier: EUPL-1.2
"""A page from which names were removed goes in; its layout with one width for all comes out.

The gap that a removed name leaves tells its width to a fraction of a point, and that leaves a
handful of all surnames (Bland, Iyer, Levchenko, PETS 2023). So every name gets the width of its
label, and what follows on its line moves along the line; nothing else moves. Where a layout does
not allow that, the name keeps its width.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_

import pikepdf

from woolak.model import Box, Redaction
from woolak.pdf import boxes
from woolak.pdf.content.machine import Sheet
from woolak.pdf.content.printed import Glyph, Line, Sides, around, line_of, lines_at, parted
from woolak.pdf.moves import Layout, Shift
from woolak.pdf.width.around import fits, stretches
from woolak.pdf.width.chunk import RAISED, Chunk, Key, Laid, Part, Slot, areas, laid_out
from woolak.pdf.width.lines import BREAK, Axis, Run, Setting, Survey, axis, setting
from woolak.pdf.width.write import Stretch, written

_ONE_BASE = 0.3
"""Glyphs whose bases differ by less than this many ems stand on one line."""
_LEVEL = 0.05

_FAULTS = (pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError)
"""What odd numbers and operands in a content stream lead to; its names then keep their width."""

Places = Mapping[Key, Box]


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page: as it was (`seen`, `before`), and as it is without its names.

    `sheet` is what is left of `content`.
    """

    number: int
    seen: Survey
    before: tuple[Line, ...]
    content: bytes = field(repr=False)
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Result:
    """The page's new content, its new layout, and the names that keep their width."""

    content: bytes = field(repr=False)
    layout: Layout
    before: tuple[Line, ...]
    """The lines as they were, with everything where it stands now."""
    kept: int


@dataclass(frozen=True, slots=True)
class _Along:
    """How a page is set along an axis, and the strings that stay, ordered by their base."""

    setting: Setting
    bases: tuple[float, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, page: Page, way: Axis) -> _Along:
        """Return what runs along an axis of a page."""
        found = []
        for piece in page.sheet.pieces:
            start, base = way.place(piece.start)
            end, level = way.place(piece.end)
            if abs(level - base) < _LEVEL and end >= start and piece.unit > 0:
                found.append((base, start, end, piece))
        found.sort(key=lambda one: one[:3])
        bases = tuple(base for base, *_ in found)
        parts = tuple(Part(piece, start, end) for _, start, end, piece in found)
        return cls(setting(page.seen, way), bases, parts)

    def line(self, base: float, size: float) -> tuple[Part, ...]:
        """Return the strings on a line from its start, raised and lowered ones too."""
        first = bisect_left(self.bases, base - RAISED * size)
        last = bisect_right(self.bases, base + RAISED * size)
        return tuple(sorted(self.parts[first:last], key=lambda part: (part.start, part.end)))


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A chunk in which every name has its width, and the drawings that go along."""

    chunk: Chunk
    laid: Laid
    drawn: tuple[Stretch, ...]


def one_width(page: Page, redactions: Sequence[Redaction], names: frozenset[str]) -> Result | None:
    """Return the page with one width for the redactions named in `names`, where possible."""
    try:
        return _one_width(page, redactions, names)
    except _FAULTS:
        return None


def _one_width(page: Page, redactions: Sequence[Redaction], names: frozenset[str]) -> Result:
    slots = _slots(page.before, redactions, names)
    along: dict[Axis, _Along] = {}
    done = [made for line in _lines(slots) for made in _line(page, line, along)]
    places = {key: box for one in done for key, box in one.laid.boxes.items()}
    painted = tuple(_placed(redaction, places) for redaction in redactions)
    shifts = tuple(
        Shift(page.number, a, *d) for one in done for a, d in areas(one.chunk, one.laid) if any(d)
    )
    moves = {key: by for one in done for key, by in one.laid.moves.items()}
    drawn = [stretch for one in done for stretch in one.drawn]
    changed = moves or drawn or page.sheet.anew
    content = written(page.sheet, moves, drawn) if changed else page.content
    before = _moved(page.before, slots, places, shifts)
    wanted = sum(len(one.boxes) for one in redactions if one.id in names)
    kept = wanted - sum(slot.wide > 0 for one in done for slot in one.chunk.slots)
    return Result(content, Layout(painted, shifts), before, kept)


def _placed(redaction: Redaction, places: Places) -> Redaction:
    found = tuple(
        places.get((redaction.id, place), box) for place, box in enumerate(redaction.boxes)
    )
    return replace(redaction, boxes=found)


def _slots(
    before: Sequence[Line], redactions: Sequence[Redaction], names: frozenset[str]
) -> list[Slot]:
    slots = []
    for redaction in redactions:
        for place, box in enumerate(redaction.boxes):
            near = lines_at(box, before)
            beside = (glyph for line in near for glyph in line.glyphs[slice(*line.beside(box))])
            glyphs, _ = parted(beside, [box])
            if glyphs and all(glyph.straight for glyph in glyphs):
                named = redaction.id in names and _one_line(glyphs)
                slots.append(_slot(redaction, place, glyphs, named=named))
    return slots


def _one_line(glyphs: Sequence[Glyph]) -> bool:
    first = glyphs[0]
    way = axis(first)
    bases = [glyph.origin[way.upright] for glyph in glyphs]
    size = max(glyph.size for glyph in glyphs)
    return (
        all(axis(glyph) is way for glyph in glyphs) and max(bases) - min(bases) < _ONE_BASE * size
    )


def _slot(redaction: Redaction, place: int, glyphs: Sequence[Glyph], *, named: bool) -> Slot:
    way = axis(glyphs[0])
    spans = [way.span(glyph.box) for glyph in glyphs]
    box = redaction.boxes[place]
    start, end = way.span(box)
    if named:
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
    wide = boxes.usual(redaction.grond, max(glyph.size for glyph in glyphs)) if named else 0.0
    base = way.place(glyphs[0].origin)[1]
    return Slot((redaction.id, place), box, start, end, wide, glyphs[0], way, base)


def _lines(slots: Sequence[Slot]) -> list[list[Slot]]:
    """Return the boxes that stand on one line, for each line with a name."""
    found: list[list[Slot]] = []
    for slot in sorted(slots, key=lambda slot: slot.start):
        for line in found:
            first = line[0]
            near = abs(first.base - slot.base) < _ONE_BASE * first.glyph.size
            if near and first.way is slot.way:
                line.append(slot)
                break
        else:
            found.append([slot])
    return [line for line in found if any(slot.wide for slot in line)]


def _line(page: Page, slots: Sequence[Slot], along: dict[Axis, _Along]) -> list[_Fixed]:
    """Return what becomes of each chunk of a line in which a name stood."""
    way, base, size = slots[0].way, slots[0].base, slots[0].glyph.size
    if way not in along:
        along[way] = _Along.of(page, way)
    set_, parts = along[way].setting, along[way].line(base, size)
    runs = set_.on_line(base, size)
    if _go_on(parts, runs):
        runs = _whole(runs, page, slots[0])
    runs = _bridged(runs, parts)
    made = []
    for run in runs:
        inside = tuple(s for s in slots if run.start - 1 <= (s.start + s.end) / 2 <= run.end + 1)
        own = tuple(part for part in parts if _inside(part, run, runs))
        if any(slot.wide for slot in inside) and not _reaches_on(own, run, runs):
            first = inside[0]
            chunk = Chunk(run, way, first.base, first.glyph.size, inside, own)
            made += _fixed(page, chunk, set_)
    return made


def _fixed(page: Page, chunk: Chunk, set_: Setting) -> list[_Fixed]:
    """Return a chunk with one width for its names, or nothing when its layout forbids that."""
    laid = laid_out(chunk, set_, page.before)
    if laid is None or not fits(chunk, laid, page.seen, set_):
        return []
    drawn = stretches(chunk, laid, page.seen, page.sheet)
    return [] if drawn is None else [_Fixed(chunk, laid, drawn)]


def _bridged(runs: Sequence[Run], parts: Sequence[Part]) -> list[Run]:
    """Join runs that one string has part in: it cannot move for one of them only."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and any(p.start < last.end - 0.1 and p.end > run.start + 0.1 for p in parts):
            joined[-1] = last.with_(run)
        else:
            joined.append(run)
    return joined


def _go_on(parts: Sequence[Part], runs: Sequence[Run]) -> bool:
    """Say whether a string of a line, not all of it blank perhaps, goes on behind its run."""
    starts = [run.start for run in runs]
    behind = ((bisect_right(starts, part.start + 0.1) - 1, part.end) for part in parts)
    return any(at >= 0 and end > runs[at].end + 0.1 for at, end in behind)


def _whole(found: Sequence[Run], page: Page, slot: Slot) -> list[Run]:
    """Return the runs of a line, which MuPDF's words make, with the letters that are in no word.

    It makes no word of U+0000, as which producers tell a glyph that the font lacks.
    """
    runs = list(found)
    for start, end in sorted(_letters(page.before, slot)):
        at = bisect_right([run.start for run in runs], start + 0.1) - 1
        if at >= 0 and end > runs[at].end + 0.1 and start - runs[at].end <= BREAK * slot.glyph.size:
            runs[at] = replace(runs[at], end=end)
    return runs


def _letters(before: Sequence[Line], slot: Slot) -> Iterator[tuple[float, float]]:
    """Yield where each letter on the line of a box starts and ends."""
    way, near = slot.way, RAISED * slot.glyph.size
    for line in before:
        if (
            axis(line.glyphs[0]) is way
            and abs(way.place(line.glyphs[0].origin)[1] - slot.base) < near
        ):
            yield from (way.span(glyph.box) for glyph in line.glyphs)


def _reaches_on(own: Sequence[Part], run: Run, runs: Sequence[Run]) -> bool:
    """Say whether one string holds the white behind a run and the next one, as of a column."""
    later = [other.start for other in runs if other.start > run.start]
    return any(part.end > min(later) + 1 for part in own) if later else False


def _inside(part: Part, run: Run, runs: Sequence[Run]) -> bool:
    """Say whether a string belongs to a run: it starts in it, or in the white after it."""
    later = [other.start for other in runs if other.start > run.start]
    return run.start - 1 <= part.start < min(later, default=run.end + run.thick) - 1


def _moved(
    before: Sequence[Line], slots: Sequence[Slot], places: Places, shifts: Sequence[Shift]
) -> tuple[Line, ...]:
    """Return the lines as they were with every letter where it stands now, removed ones too."""
    changed = [(_sides(slot.box), places[slot.key]) for slot in slots if slot.key in places]
    shifted = [(_sides(shift.area), shift) for shift in shifts]

    def row(line: Line) -> Line:
        x0, y0, x1, y1 = _sides(line.reach)
        here = [o for o in changed if o[0].y0 <= y1 and y0 <= o[0].y1 and _over(o[0], x0, x1)]
        along = [o for o in shifted if o[0].y0 <= y1 and y0 <= o[0].y1 and _over(o[0], x0, x1)]
        if not here and not along:
            return line
        first, last = line.beside(around([old for old, _ in (*here, *along)]))
        now = [_now(glyph, here, along) for glyph in line.glyphs[first:last]]
        if all(map(is_, now, line.glyphs[first:last])):
            return line
        return line_of([*line.glyphs[:first], *now, *line.glyphs[last:]])

    return tuple(map(row, before))


def _over(box: Sides, start: float, end: float) -> bool:
    return box.x0 <= end and start <= box.x1


def _sides(box: Box) -> Sides:
    return Sides(box.x0, box.y0, box.x1, box.y1)


def _now(
    glyph: Glyph, changed: Sequence[tuple[Sides, Box]], shifts: Sequence[tuple[Sides, Shift]]
) -> Glyph:
    """Return a glyph where it stands now: with its box, or along its line."""
    (left, top, right, bottom), origin, way, size, lean, _ = glyph
    if lean:
        home = glyph.home
        x, y = (home.x0 + home.x1) / 2, (home.y0 + home.y1) / 2
    else:
        x, y = (left + right) / 2, (top + bottom) / 2
    for (x0, y0, x1, y1), new in changed:
        if x0 <= x <= x1 and y0 <= y <= y1:
            upright = abs(way[1]) < abs(way[0])
            box = (new.x0, top, new.x1, bottom) if upright else (left, new.y0, right, new.y1)
            return Glyph(Sides(*box), origin, way, size, lean)
    x, y = (left + right) / 2, (top + bottom) / 2
    for (x0, y0, x1, y1), shift in shifts:
        if x0 <= x <= x1 and y0 <= y <= y1:
            dx, dy = shift.dx, shift.dy
            box = (left + dx, top + dy, right + dx, bottom + dy)
            return _new(Glyph, (_new(Sides, box), origin, way, size, lean, 0.0))
    return glyph


_new = tuple.__new__
