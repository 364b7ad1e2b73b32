# SPDX-License-Identifier: EUPL-1.2
"""How the layout of a page changed when names got one width: boxes and text that moved.

What made the change and what proves it share these two types, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woolak.model import Box, Redaction


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of one line (`area`, as displayed in the original) that moved by dx, dy points."""

    page: int
    area: Box
    dx: float
    dy: float

    def moved(self, box: Box) -> Box:
        """Return a box of this stretch where it stands now."""
        return Box(box.x0 + self.dx, box.y0 + self.dy, box.x1 + self.dx, box.y1 + self.dy)


@dataclass(frozen=True, slots=True)
class Layout:
    """The redactions with their boxes as painted, and every stretch of text that moved."""

    redactions: tuple[Redaction, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def on(self, page: int) -> tuple[Shift, ...]:
        """Return the stretches that moved on a page."""
        return tuple(shift for shift in self.shifts if shift.page == page)


def together(layouts: Sequence[Layout]) -> Layout:
    """Return the layout of a document of those of its pages, in order."""
    redactions = tuple(one for layout in layouts for one in layout.redactions)
    return Layout(redactions, tuple(shift for layout in layouts for shift in layout.shifts))


def moved(box: Box, shifts: Iterable[Shift]) -> Box:
    """Return where a box of a page stands now: with the stretch in which its centre lies."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    for shift in shifts:
        area = shift.area
        if area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1:
            return shift.moved(box)
    return box
