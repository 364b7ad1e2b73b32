# SPDX-License-Identifier: EUPL-1.2
"""A document of blocks goes in; a PDF and the places of its mentions come out, by ReportLab."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.corpus.blocks import Block, Grid, Look, NewPage, Pairs, Paper, Rule, Text
from benchmarks.corpus.ledger import BREAK, MARK, Ledger, Place
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

FONTS = Path("/usr/share/fonts/truetype")
FAMILIES = {
    "sans": "liberation/LiberationSans-{}.ttf:Regular Bold Italic BoldItalic",
    "serif": "liberation/LiberationSerif-{}.ttf:Regular Bold Italic BoldItalic",
    "narrow": "liberation/LiberationSansNarrow-{}.ttf:Regular Bold Italic BoldItalic",
    "mono": "liberation/LiberationMono-{}.ttf:Regular Bold Italic BoldItalic",
    "wide": "dejavu/DejaVuSans{}.ttf:, -Bold -Oblique -BoldOblique",
    "book": "dejavu/DejaVuSerif{}.ttf:, -Bold -Italic -BoldItalic",
    "condensed": "dejavu/DejaVuSansCondensed{}.ttf:, -Bold -Oblique -BoldOblique",
    "screen": "dejavu/DejaVuSansMono{}.ttf:, -Bold -Oblique -BoldOblique",
}
_WIDER = {"sans": "wide", "serif": "book", "narrow": "condensed", "mono": "screen"}
"""For each family that lacks letters of some languages: the family that has them."""
WIDTH, HEIGHT = A4
_MARGIN, _TOP, _BOTTOM, _ASIDE = 62.0, 96.0, 58.0, 128.0


@cache
def register_fonts() -> None:
    """Make the families known to ReportLab, once."""
    for family, source in FAMILIES.items():
        pattern, styles = source.split(":")
        names = [family, f"{family}-B", f"{family}-I", f"{family}-BI"]
        for name, style in zip(names, styles.split(), strict=True):
            path = FONTS / pattern.format(style.strip(","))
            pdfmetrics.registerFont(TTFont(name, str(path)))
        pdfmetrics.registerFontFamily(family, *names)


def _noter(places: list[Place]) -> Callable[[Canvas, str, str], None]:
    """Return what a paragraph calls when it draws a piece of a mention: it notes the place."""

    def note(canvas: Canvas, _kind: str, label: str) -> None:
        number, piece = map(int, label.split(":"))
        drawn = canvas._curr_tx_info  # noqa: SLF001 - the only way to know where a word is drawn
        x, y = canvas.absolutePosition(drawn["cur_x"], drawn["cur_y"])
        places.append(Place(number, piece, canvas.getPageNumber(), x, HEIGHT - y))

    return note


def fitting(look: Look, ledger: Ledger) -> Look:
    """Return a look whose font has every letter of what is mentioned, as offices fall back."""
    register_fonts()
    used = "".join(mention.text for mention in ledger.mentions)
    letters = {*used, *(unicodedata.normalize("NFD", used) if look.spelling == "nfd" else "")}
    known = pdfmetrics.getFont(look.font).face.charToGlyph
    if look.font in _WIDER and any(ord(letter) not in known for letter in letters):
        return replace(look, font=_WIDER[look.font], size=look.size * 0.9)
    return look


def write(paper: Paper, ledger: Ledger, target: Path) -> list[Place]:
    """Lay a document out and return where its mentions stand, in the order of drawing."""
    places: list[Place] = []
    paper = replace(paper, look=fitting(paper.look, ledger))
    look = paper.look
    left = _MARGIN + (_ASIDE + 14 if look.side == "left" else 0)
    width = WIDTH - 2 * _MARGIN - (_ASIDE + 14 if look.side != "none" else 0)
    frame = Frame(left, _BOTTOM, width, HEIGHT - _TOP - _BOTTOM, 0, 0, 0, 0)

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setNamedCB("mention", _noter(places))
        _furniture(canvas, paper, ledger, document.page)

    document = BaseDocTemplate(str(target), pagesize=A4, invariant=1, title=paper.title)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))
    flowables = [part for block in paper.blocks for part in _flow(block, look, ledger, width)]
    document.build(flowables)
    return places


def _furniture(canvas: Canvas, paper: Paper, ledger: Ledger, page: int) -> None:
    look = paper.look
    if paper.head:
        line = Paragraph(markup(paper.head, ledger, look), _style("bold", look))
        _draw(line, canvas, (_MARGIN, HEIGHT - 62), 400)
    if paper.aside:
        x = _MARGIN if look.side == "left" else WIDTH - _MARGIN - _ASIDE
        _column(canvas, paper.aside, ledger, (x, HEIGHT - _TOP), look)
    foot = Paragraph(markup(f"{paper.foot} ", ledger, look), _style("small", look))
    _draw(foot, canvas, (_MARGIN, 46), 360)
    canvas.setFont(look.font, 7)
    canvas.drawRightString(WIDTH - _MARGIN, 36, f"Pagina {page}")


def _draw(line: Paragraph, canvas: Canvas, at: tuple[float, float], width: float) -> float:
    _, height = line.wrapOn(canvas, width, 700)
    line.drawOn(canvas, at[0], at[1] - height)
    return float(height)


def _column(
    canvas: Canvas,
    rows: Sequence[tuple[str, str]],
    ledger: Ledger,
    at: tuple[float, float],
    look: Look,
) -> None:
    x, y = at
    style = _style("small", look)
    for label, text in rows:
        heading = f"<b>{escape(label)}</b>" if label else ""
        shown = "\n".join(part for part in (heading, escape(text)) if part)
        y -= (
            _draw(Paragraph(markup(shown, ledger, look, raw=True), style), canvas, (x, y), _ASIDE)
            + 7
        )


def markup(text: str, ledger: Ledger, look: Look, *, raw: bool = False) -> str:
    """Turn a text with marks into ReportLab's markup, in which every piece reports its place."""
    space = "\u00a0" if look.spelling == "nbsp" else " "

    def piece(match: re.Match[str]) -> str:
        number = int(match[1])
        mention = ledger.mentions[number]
        words = iter(range(len(mention.pieces)))
        return re.sub(
            r"[^\s]+",
            lambda w: (
                f"{_spelt(w[0], look)}<onDraw name='mention' label='{number}:{next(words)}'/>"
            ),
            (mention.shown or mention.text).replace(" ", space),
        )

    safe = text if raw else escape(text)
    return MARK.sub(piece, safe).replace(BREAK, "<br/>")


def _spelt(word: str, look: Look) -> str:
    if look.spelling == "nfd":
        word = unicodedata.normalize("NFD", word)
    if look.spelling == "ligatures":
        word = word.replace("fi", "\ufb01").replace("fl", "\ufb02")
    return escape(word)


def _style(name: str, look: Look) -> ParagraphStyle:
    size = look.size * {"h1": 1.35, "h2": 1.1, "small": 0.82, "cell": 0.9}.get(name, 1)
    bold = name in {"h1", "h2", "bold"}
    return ParagraphStyle(
        name, fontName=f"{look.font}-B" if bold else look.font, fontSize=size, leading=size * 1.28,
        spaceBefore={"h1": 6, "h2": 7}.get(name, 0),
        spaceAfter={"h1": 9, "h2": 3, "body": 7, "quote": 7, "right": 7, "bullet": 3}.get(name, 0),
        leftIndent={"bullet": 12, "quote": 14}.get(name, 0),
        alignment=_alignment(name, look), splitLongWords=0,
    )  # fmt: skip


def _alignment(name: str, look: Look) -> int:
    if name == "right":
        return int(TA_RIGHT)
    return int(TA_JUSTIFY if look.justified and name == "body" else TA_LEFT)


def _flow(block: Block, look: Look, ledger: Ledger, width: float) -> Iterator[Flowable]:
    match block:
        case Text(text, style):
            bullet = "\u2022" if style == "bullet" else None
            yield Paragraph(markup(text, ledger, look), _style(style, look), bulletText=bullet)
        case Grid():
            yield from (_table(block, look, ledger, width), Spacer(0, 9))
        case Pairs(rows, tabbed):
            yield from _pairs(rows, look, ledger, width if tabbed else 0)
        case Rule():
            yield HRFlowable(width="100%", thickness=0.6, color=colors.grey, spaceAfter=6)
        case NewPage():
            yield PageBreak()


def _pairs(
    rows: Sequence[tuple[str, str]], look: Look, ledger: Ledger, width: float
) -> Iterator[Flowable]:
    style = _style("line", look)
    if width:
        body = [
            [
                Paragraph(f"<b>{escape(label)}</b>", style),
                Paragraph(markup(text, ledger, look), style),
            ]
            for label, text in rows
        ]
        yield _plain_table(body, [84, width - 84])
    else:
        for label, text in rows:
            yield Paragraph(f"<b>{escape(label)}</b> {markup(text, ledger, look)}", style)
    yield Spacer(0, 8)


def _plain_table(body: list[list[Paragraph]], widths: list[float]) -> Table:
    table = Table(body, colWidths=widths, hAlign="LEFT")
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM", "LEFT")]
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *pads]))
    return table


def _table(grid: Grid, look: Look, ledger: Ledger, width: float) -> Table:
    least = _longest_words(grid, ledger, look)
    if sum(least) > width:
        look = replace(look, size=look.size * width / sum(least))
        least = [column * width / sum(least) for column in least]
    style, bold = _style("cell", look), _style("bold", look)
    look = replace(look, spelling="") if look.spelling == "nbsp" else look
    body = [
        [Paragraph(markup(c, ledger, look), bold if grid.head and not n else style) for c in row]
        for n, row in enumerate(grid.rows)
    ]
    table = Table(
        body,
        colWidths=_widths(grid, least, width),
        repeatRows=int(grid.head),
        hAlign="LEFT",
    )
    rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if grid.lines:
        rules.append(("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#999999")))
    if grid.head:
        rules.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e6ebf0")))
    table.setStyle(TableStyle(rules))
    return table


def _longest_words(grid: Grid, ledger: Ledger, look: Look) -> list[float]:
    """Return for each column the width without which a word of it would leave its cell."""

    def shown(cell: str) -> str:
        return MARK.sub(lambda m: ledger.mentions[int(m[1])].text, cell)

    return [
        max(
            pdfmetrics.stringWidth(word, f"{look.font}-B", look.size)
            for cell in column
            for word in [*shown(cell).split(), ""]
        )
        + 13
        for column in zip(*grid.rows, strict=True)
    ]


def _widths(grid: Grid, least: Sequence[float], width: float) -> list[float]:
    """Share the width over the columns as the grid asks, none less than its longest word."""
    spare = max(0.0, width - sum(least))
    asked = [
        max(0.0, width * w / sum(grid.widths) - low)
        for w, low in zip(grid.widths, least, strict=True)
    ]
    total = sum(asked) or 1.0
    return [low + spare * more / total for low, more in zip(least, asked, strict=True)]
