# SPDX-License-Identifier: EUPL-1.2
"""Blocks go in; HTML comes out, and Chromium or LibreOffice prints it."""

from __future__ import annotations

import html
import itertools
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.heldback.layout import Block
from benchmarks.heldback.marks import BREAK
from benchmarks.heldback.style import Style

_FONTS = {"Sans": "Liberation Sans", "Serif": "Liberation Serif", "DejaVu": "DejaVu Sans"}
_TAGS = {"title": "h1", "heading": "h2", "strong": "p class=b", "item": "p class=i"}
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions",
)  # fmt: skip
_SECONDS = 120


def page(blocks: Iterable[Block], look: Style, maker: str) -> str:
    """Return the whole HTML page."""
    blocks = tuple(blocks)
    sides = [b for b in blocks if b.sort in ("side", "sideall")]
    rest = _set([b for b in blocks if b not in sides], look)
    if sides:
        side = _set(sides[0].inner, look)
        rest = (
            _beside(rest, side) if maker == "libreoffice" else f"<div class=side>{side}</div>{rest}"
        )
    head = f"<head><meta charset=utf-8><style>{_css(look)}</style></head>"
    return f"<html lang=nl>{head}<body>{rest}</body></html>"


def _beside(rest: str, side: str) -> str:
    cells = f"<td valign=top width='72%'>{rest}</td><td valign=top>{side}</td>"
    return f"<table width='100%'><tr>{cells}</tr></table>"


def _css(look: Style) -> str:
    border = {"all": "1px solid #555", "rows": "0", "none": "0"}[look.grid]
    rows = "border-bottom: 1px solid #999;" if look.grid == "rows" else ""
    font = _FONTS[look.font]
    return (
        f"@page {{ size: A4; margin: {look.margin}pt }} body {{ font: {look.size}pt '{font}' }}"
        "p { margin: 0 } h1 { font-size: 150% } h2 { font-size: 112%; margin-bottom: 2pt }"
        f"table.t {{ border-collapse: collapse; width: 100% }} .t td, .t th {{ border: {border};"
        f" {rows} padding: 2pt 4pt; vertical-align: top; text-align: left }}"
        ".b { font-weight: bold } .i { margin-left: 14pt } .s { font-size: 80% } .g { height: 7pt }"
        ".side { float: right; width: 145pt; margin: 0 0 10pt 16pt; font-size: 80% }"
        ".n { width: 250pt } .m { font-family: 'Liberation Mono'; font-size: 90% }"
        ".k { white-space: pre-wrap; tab-size: 12; padding-left: 72pt; text-indent: -72pt }"
    )


def _text(text: str, look: Style) -> str:
    return html.escape(look.set(text)).replace(BREAK, "<br>").replace("\xa0", "&nbsp;")


def _set(blocks: Iterable[Block], look: Style) -> str:
    parts = []
    for sort, group in itertools.groupby(blocks, lambda b: _family(b.sort)):
        if sort == "table":
            parts.append(f"<table class=t>{''.join(_row(b, look) for b in group)}</table>")
        elif sort == "columns":
            cells = "".join(f"<td valign=top width='50%'>{_set(b.inner, look)}</td>" for b in group)
            parts.append(f"<table width='100%'><tr>{cells}</tr></table>")
        elif sort == "label":
            parts.append(_labels(list(group), look))
        else:
            parts += [_single(b, look) for b in group]
    return "\n".join(parts)


def _family(sort: str) -> str:
    return {"row": "table", "head": "table", "left": "columns", "right": "columns"}.get(sort, sort)


def _row(b: Block, look: Style) -> str:
    tag = "th" if b.sort == "head" else "td"
    return f"<tr>{''.join(f'<{tag}>{_text(c, look)}</{tag}>' for c in b.cells)}</tr>"


def _labels(group: list[Block], look: Style) -> str:
    if look.labels == "table":
        rows = (
            f"<tr><td valign=top><b>{_text(b.cells[0], look)}:</b></td>"
            f"<td>{_text(b.cells[1], look)}</td></tr>"
            for b in group
        )
        return f"<table>{''.join(rows)}</table>"
    between = "\t" if look.labels == "tabs" else " "
    kind = "k" if look.labels == "tabs" else ""
    return "".join(
        f"<p class='{kind}'><b>{_text(b.cells[0], look)}:</b>{between}{_text(b.cells[1], look)}</p>"
        for b in group
    )


def _single(b: Block, look: Style) -> str:
    if b.sort == "gap":
        return "<p class=g>&nbsp;</p>"
    if b.sort == "rule":
        return "<hr>"
    if b.sort == "break":
        return "<div style='page-break-before: always'></div>"
    if b.inner:
        return f"<div class={'m' if b.sort == 'mono' else 'n'}>{_set(b.inner, look)}</div>"
    tag = _TAGS.get(b.sort, "p class=s" if b.sort == "small" else "p")
    bullet = "• " if b.sort == "item" else ""
    return f"<{tag}>{bullet}{_text(b.text, look)}</{tag.split()[0]}>"


def chromium(source: str, target: Path) -> None:
    """Print HTML with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "page.html"
        page_file.write_text(source, encoding="utf-8")
        command = [
            "chromium", *_QUIET, f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}", page_file.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def libreoffice(source: str, target: Path) -> None:
    """Print HTML with LibreOffice Writer."""
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / f"{target.stem}.html"
        page_file.write_text(source, encoding="utf-8")
        command = [
            "soffice", "--headless", f"-env:UserInstallation=file://{tempfile.gettempdir()}/heldback-office",
            "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export",
            "--outdir", str(target.parent), str(page_file),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
