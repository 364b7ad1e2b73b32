# SPDX-License-Identifier: EUPL-1.2
"""Blocks go in; ReportLab sets them as a PDF."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.heldback.layout import Block
from benchmarks.heldback.marks import BREAK
from benchmarks.heldback.style import Style
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    Indenter,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

_FOLDER = Path("/usr/share/fonts/truetype")
_FILES = {
    "Sans": "liberation/LiberationSans-Regular.ttf",
    "Sans-b": "liberation/LiberationSans-Bold.ttf",
    "Serif": "liberation/LiberationSerif-Regular.ttf",
    "Serif-b": "liberation/LiberationSerif-Bold.ttf",
    "DejaVu": "dejavu/DejaVuSans.ttf",
    "DejaVu-b": "dejavu/DejaVuSans-Bold.ttf",
    "Mono": "liberation/LiberationMono-Regular.ttf",
}
_SIDE = 150.0
_NARROW = 190.0
_LABEL = 124.0
_SCALE = {"title": 1.5, "heading": 1.12, "small": 0.8}


@cache
def _fonts() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, _FOLDER / file))


def write(blocks: Iterable[Block], look: Style, target: Path, author: str) -> None:
    """Set the blocks on A4; a side block stands right, on the first page or on all."""
    _fonts()
    blocks = tuple(blocks)
    sides = [b for b in blocks if b.sort in ("side", "sideall")]
    width, height = A4
    room = width - 2 * look.margin - (_SIDE if sides else 0)
    frame = Frame(look.margin, look.margin, room, height - 2 * look.margin, id="main")
    doc = BaseDocTemplate(str(target), pagesize=A4, author=author, title="Document", invariant=1)

    def beside(canvas: Any, doc: Any) -> None:  # noqa: ANN401 - ReportLab has no types
        for side in sides:
            if side.sort == "sideall" or doc.page == 1:
                story = _story(side.inner, _smaller(look), _SIDE - 20)
                place = Frame(
                    width - look.margin - _SIDE + 14,
                    look.margin,
                    _SIDE - 8,
                    height - 2 * look.margin,
                )
                place.addFromList(story, canvas)

    doc.addPageTemplates([PageTemplate(frames=[frame], onPage=beside)])
    doc.build(_story([b for b in blocks if b not in sides], look, room - 12))


def _smaller(look: Style) -> Style:
    return Style(look.font, look.size * 0.8, "inline", "none", look.margin, look.signs)


def _story(blocks: Iterable[Block], look: Style, room: float) -> list[Any]:
    parts: list[Any] = []
    for sort, group in itertools.groupby(blocks, lambda b: _family(b.sort)):
        if sort == "table":
            parts.append(_table(list(group), look, room))
        elif sort == "columns":
            cells = [_story(b.inner, look, room / 2 - 6) for b in group]
            parts.append(
                Table(
                    [cells],
                    colWidths=[room / 2] * len(cells),
                    style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
                )
            )
        elif sort == "label" and look.labels == "table":
            rows = [
                [_text(f"{b.cells[0]}:", look, bold=True), _text(b.cells[1], look)] for b in group
            ]
            parts.append(
                Table(rows, colWidths=[_LABEL, room - _LABEL], style=_plain(), hAlign="LEFT")
            )
        else:
            for b in group:
                parts += _single(b, look, room)
    return parts


def _family(sort: str) -> str:
    return {"row": "table", "head": "table", "left": "columns", "right": "columns"}.get(sort, sort)


def _plain() -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
        ]
    )


def _table(group: list[Block], look: Style, room: float) -> Table:
    width = max(len(b.cells) for b in group)
    rows = [
        [_text(c, look, bold=b.sort == "head") for c in b.cells] + [""] * (width - len(b.cells))
        for b in group
    ]
    lines = {
        "all": [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)],
        "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
        "none": [],
    }
    return Table(
        rows,
        colWidths=[room / width] * width,
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines[look.grid]]),
    )


def _text(
    text: str, look: Style, *, bold: bool = False, scale: float = 1.0, font: str = ""
) -> Paragraph:
    name = font or (f"{look.font}-b" if bold else look.font)
    size = look.size * scale
    style = ParagraphStyle("p", fontName=name, fontSize=size, leading=size * 1.25)
    return Paragraph(html.escape(look.set(text)).replace(BREAK, "<br/>").replace("\t", " "), style)


def _empty(sort: str, look: Style) -> Any:  # noqa: ANN401 - ReportLab has no types
    if sort == "gap":
        return Spacer(1, look.size * 0.8)
    return PageBreak() if sort == "break" else HRFlowable(width="100%", color=colors.black)


def _single(b: Block, look: Style, room: float) -> list[Any]:
    if b.sort in ("gap", "rule", "break"):
        return [_empty(b.sort, look)]
    if b.sort == "narrow":
        return [Indenter(0, _NARROW), *_story(b.inner, look, room - _NARROW), Indenter(0, -_NARROW)]
    if b.sort == "mono":
        return [_text(x.text or " ", look, font="Mono", scale=0.85) for x in b.inner]
    if b.sort == "item":
        return [Indenter(14, 0), _text(f"• {b.text}", look), Indenter(-14, 0)]
    return [
        _text(
            ": ".join(b.cells) or b.text,
            look,
            bold=b.sort in ("title", "heading", "strong"),
            scale=_SCALE.get(b.sort, 1.0),
        )
    ]
