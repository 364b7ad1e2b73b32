# SPDX-License-Identifier: EUPL-1.2
"""Clean HTML of a source goes in; a PDF comes out, by ReportLab, Chromium or LibreOffice."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

FONTS = Path("/usr/share/fonts/truetype/liberation")
BLUE = colors.HexColor("#154273")
_SIZES = {"h1": 13, "h2": 10, "p": 9, "li": 9, "td": 8, "th": 8, "aside": 7, "small": 7}


def chromium(source: str, target: Path) -> None:
    """Print HTML to PDF with headless Chromium: tagged, with an outline of the headings."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "bron.html")
        page.write_text(source, encoding="utf-8")
        _call(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profiel", "--generate-pdf-document-outline",
            f"--print-to-pdf={target}", page.as_uri(),
        )  # fmt: skip


def libreoffice(source: str, target: Path) -> None:
    """Convert HTML with LibreOffice Writer: tagged, with bookmarks."""
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, f"{target.stem}.html")
        page.write_text(source, encoding="utf-8")
        _call(
            "soffice", f"-env:UserInstallation=file://{folder}/profiel", "--headless",
            "--infilter=HTML (StarWriter)", "--convert-to", f"pdf:writer_pdf_Export:{options}",
            "--outdir", folder, str(page),
        )  # fmt: skip
        target.write_bytes(Path(folder, f"{target.stem}.pdf").read_bytes())


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def reportlab(source: str, target: Path) -> None:
    """Lay out a small part of HTML with ReportLab; an <aside> becomes the column on each page."""
    _register_fonts()
    body = next(lxml_html.document_fromstring(source).iter("body"))
    aside = body.find("aside")
    wide = aside is None
    frame = Frame(62, 62, 470 if wide else 346, 640, id="tekst", leftPadding=0, rightPadding=0)

    def furniture(canvas: Canvas, doc: BaseDocTemplate) -> None:
        _logo(canvas)
        if aside is not None:
            column = Frame(425, 62, 135, 640, leftPadding=0, rightPadding=0)
            column.addFromList(list(_flowables(aside, "aside")), canvas)
        canvas.setFont("Lib", 7)
        canvas.drawRightString(560, 40, f"Pagina {doc.page}")

    document = BaseDocTemplate(str(target), pagesize=A4, invariant=1, title=_title(source))
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))
    document.build([f for child in body for f in _block(child) if child.tag != "aside"])


def _title(source: str) -> str:
    return str(lxml_html.document_fromstring(source).findtext(".//title"))


def _register_fonts() -> None:
    for name, style in (("", "Regular"), ("-B", "Bold"), ("-I", "Italic"), ("-BI", "BoldItalic")):
        pdfmetrics.registerFont(TTFont(f"Lib{name}", FONTS / f"LiberationSans-{style}.ttf"))
    pdfmetrics.registerFontFamily("Lib", "Lib", "Lib-B", "Lib-I", "Lib-BI")


def _logo(canvas: Canvas) -> None:
    canvas.setFillColor(BLUE)
    canvas.rect(286, 762, 24, 80, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.circle(298, 778, 5, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    canvas.setFont("Lib", 9)
    canvas.drawString(318, 780, "Ministerie van Justitie en Veiligheid")


def _style(name: str) -> ParagraphStyle:
    size = _SIZES[name]
    bold = name in {"h1", "h2", "th"}
    return ParagraphStyle(
        name,
        fontName="Lib-B" if bold else "Lib",
        fontSize=size,
        leading=size * 1.32,
        spaceBefore=8 if name in {"h1", "h2"} else 0,
        spaceAfter={"h1": 10, "h2": 3, "p": 7, "li": 3, "aside": 6}.get(name, 0),
        leftIndent=12 if name == "li" else 0,
    )


def _flowables(parent: etree._Element, style: str) -> Iterator[Flowable]:
    for child in parent:
        yield Paragraph(_inline(child), _style(style))


def _block(element: etree._Element) -> Iterator[Flowable]:
    if element.tag == "table":
        yield _table(element)
        yield Spacer(0, 8)
    elif element.tag in {"ul", "ol"}:
        for item in element:
            yield Paragraph(_inline(item), _style("li"), bulletText="\u2022")
        yield Spacer(0, 4)
    elif element.tag == "section":
        yield KeepTogether([f for child in element for f in _block(child)])
    elif element.tag in _SIZES:
        yield Paragraph(_inline(element), _style(str(element.tag)))


def _inline(element: etree._Element) -> str:
    inner = etree.tostring(element, encoding="unicode", with_tail=False, method="xml")
    inner = inner[inner.index(">") + 1 : inner.rindex("</")] if "</" in inner else ""
    if element.get("class") == "regels":
        inner = inner.strip().replace("\n", "<br/>")
    return inner.replace("<a href", '<a color="#154273" href').replace("<br></br>", "<br/>")


def _table(element: etree._Element) -> Table:
    rows = [[Paragraph(_inline(c), _style(str(c.tag))) for c in row] for row in element.iter("tr")]
    widths = [float(width) for width in element.get("data-widths", "").split()] or None
    table = Table(rows, colWidths=widths, repeatRows=1, hAlign="LEFT")
    lines = ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#999999"))
    head = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dce6f0"))
    table.setStyle(TableStyle([lines, head, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table
