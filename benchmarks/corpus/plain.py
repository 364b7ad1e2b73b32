# SPDX-License-Identifier: EUPL-1.2
"""A document of blocks goes in; a PDF of monospaced lines comes out, as old systems print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.blocks import Block, Grid, NewPage, Pairs, Paper, Rule, Text
from benchmarks.corpus.ledger import BREAK, MARK, Ledger, Place
from benchmarks.corpus.paper import HEIGHT, fitting
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

_COLUMNS, _LEFT, _TOP, _BOTTOM = 84, 52.0, 60.0, 60.0


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its text, and where in it (a column) a piece of a mention starts."""

    text: str
    pieces: tuple[tuple[int, int, int], ...] = ()

    def after(self, space: str) -> _Line:
        moved = tuple((m, p, column + len(space)) for m, p, column in self.pieces)
        return _Line(space + self.text, moved)


def write(paper: Paper, ledger: Ledger, target: Path) -> list[Place]:
    """Draw a document line by line and return where its mentions stand."""
    look = fitting(paper.look, ledger)
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    canvas.setTitle(paper.title)
    places: list[Place] = []
    pitch, step = pdfmetrics.stringWidth("x", look.font, look.size), look.size * 1.22
    y = HEIGHT
    for line in _all(paper, ledger):
        if line is None or y < _BOTTOM + step:
            if y < HEIGHT - _TOP:
                canvas.showPage()
            y = HEIGHT - _TOP
        elif y >= HEIGHT:
            y = HEIGHT - _TOP
        if line is None:
            continue
        canvas.setFont(look.font, look.size)
        canvas.drawString(_LEFT, y, line.text)
        places += [
            Place(m, p, canvas.getPageNumber(), _LEFT + column * pitch, HEIGHT - y)
            for m, p, column in line.pieces
        ]
        y -= step
    canvas.save()
    return places


def _all(paper: Paper, ledger: Ledger) -> Iterator[_Line | None]:
    for text in filter(None, (paper.head,)):
        yield from _wrapped(text, ledger, _COLUMNS)
    for label, text in paper.aside:
        yield from _wrapped(f"{label}: {text}" if label else text, ledger, _COLUMNS)
    for block in paper.blocks:
        yield from _block(block, ledger)
    if paper.foot:
        yield from _wrapped(paper.foot, ledger, _COLUMNS)


def _block(block: Block, ledger: Ledger) -> Iterator[_Line | None]:
    match block:
        case Text(text, style):
            sign = {"quote": "> ", "bullet": "- "}.get(style, "")
            yield from (line.after(sign) for line in _wrapped(text, ledger, _COLUMNS - len(sign)))
            if style not in {"line", "small"}:
                yield _Line("")
        case Pairs(rows, _):
            for label, text in rows:
                space = f"{label:<12}"
                lines = list(_wrapped(text, ledger, _COLUMNS - len(space)))
                yield from (
                    line.after(space if not n else " " * len(space)) for n, line in enumerate(lines)
                )
            yield _Line("")
        case Grid():
            yield from _grid(block, ledger)
        case Rule():
            yield _Line("_" * 70)
        case NewPage():
            yield None


def _grid(grid: Grid, ledger: Ledger) -> Iterator[_Line]:
    widths = [max(4, int(_COLUMNS * part / sum(grid.widths)) - 2) for part in grid.widths]
    for row in grid.rows:
        cells = [list(_wrapped(c, ledger, w)) for c, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            joined = _Line("")
            for column, cell in enumerate(cells):
                space = sum(widths[:column]) + 2 * column - len(joined.text)
                part = cell[number] if number < len(cell) else _Line("")
                moved = part.after(joined.text + " " * max(space, 1 if column else 0))
                joined = _Line(moved.text, joined.pieces + moved.pieces)
            yield joined
    yield _Line("")


def _wrapped(text: str, ledger: Ledger, width: int) -> Iterator[_Line]:
    """Break a text with marks into lines; a word carries the pieces that start in it."""
    for part in _shown(text, ledger).split(BREAK):
        words = part.split(" ")
        line = _Line("")
        for word in words:
            bare, pieces = _bare(word)
            if line.text and len(line.text) + 1 + len(bare) > width:
                yield line
                line = _Line("")
            at = len(line.text) + bool(line.text)
            moved = tuple((m, p, at + column) for m, p, column in pieces)
            line = _Line(f"{line.text} {bare}" if line.text else bare, line.pieces + moved)
        yield line


def _shown(text: str, ledger: Ledger) -> str:
    """Write each mention out, every piece after a mark `⟪mention:piece⟫` of no width."""

    def pieces(number: int) -> str:
        mention = ledger.mentions[number]
        shown = mention.shown or mention.text
        out, count = "", 0
        for word in shown.replace(BREAK, f" {BREAK} ").split(" "):
            if word == BREAK:
                out = out.rstrip(" ") + BREAK
            elif word:
                out += f"⟪{number}:{count}⟫{word} "
                count += 1
        return out.rstrip(" ")

    return MARK.sub(lambda m: pieces(int(m[1])), text)


def _bare(word: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    bare, pieces = "", []
    while "⟪" in word:
        before, rest = word.split("⟪", 1)
        mark, word = rest.split("⟫", 1)
        bare += before
        mention, piece = map(int, mark.split(":"))
        pieces.append((mention, piece, len(bare)))
    return bare + word, tuple(pieces)
