# SPDX-License-Identifier: EUPL-1.2
"""The parts of which a document is made, before anything is known of fonts and pages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; style is body, h1, h2, bold, small, bullet, quote, right or line (no space)."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; widths are parts of the width of the page."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    head: bool = True
    lines: bool = True


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what belongs to them, as in the head of a mail; columns when `tabbed`."""

    rows: tuple[tuple[str, str], ...]
    tabbed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A line over the width of the text."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """The start of another page."""


Block = Text | Grid | Pairs | Rule | NewPage


@dataclass(frozen=True, slots=True)
class Look:
    """How a document looks; side is left, right or none; plain is monospaced text.

    spelling is how its producer writes characters: `nfd` (marks apart), `ligatures`, `nbsp` (in
    names) or as they are.
    """

    font: str
    size: float
    side: str = "none"
    plain: bool = False
    justified: bool = False
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document: its blocks, and what stands on each page beside, above and below them."""

    kind: str
    blocks: tuple[Block, ...]
    look: Look
    aside: tuple[tuple[str, str], ...] = ()
    head: str = ""
    foot: str = ""
    title: str = field(default="Document")


def texts(*lines: str, style: str = "body") -> list[Block]:
    """Return a paragraph for every line."""
    return [Text(line, style) for line in lines]
