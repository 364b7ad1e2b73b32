# SPDX-License-Identifier: EUPL-1.2
"""A report in, one HTML page with pictures of the failing places, complete in itself, out."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from woolak.audit.report import SUBJECTS, WORDS, Check, Report, Severity
from woolak.pdf.auditing import bad_redaction, marked

_MOST = 60
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}img{max-width:100%;border:1px solid #999}"
    ".note{border:2px solid #c00;padding:.5rem 1rem}"
)
_NOTE = (
    "De afbeeldingen in dit verslag tonen bladzijden zoals ze zijn: er kunnen persoonsgegevens op "
    "staan. Bewaar en deel dit verslag zoals de bestanden zelf. De tekst van het verslag bevat "
    "geen persoonsgegevens."
)
_BARE = "Dit verslag bevat geen afbeeldingen van bladzijden en geen persoonsgegevens."
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write(report: Report, target: Path) -> None:
    """Write the report as one page; raises OSError when it cannot be written."""
    target.write_text(_page(report), encoding="utf-8")


def _page(report: Report) -> str:
    title = f"Controle van {SUBJECTS[report.subject]}"
    verdict = "In orde" if report.ok else "Niet in orde"
    pictures = list(_pictures(report.findings))
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{title}: {verdict.lower()}</h1>",
            f'<p class="note">{_NOTE if pictures else _BARE}</p>',
            f"<p>Bekeken: {report.documents} documenten, {report.redactions} lakkingen, "
            f"{report.files} bestanden.</p>",
            *([f"<p>Kop van het register: <code>{report.head}</code></p>"] if report.head else []),
            *_table(report.findings),
            *_accepted(report),
            *pictures,
            "</main>\n</body>\n</html>\n",
        ]
    )


def _table(findings: Sequence[Check]) -> Iterator[str]:
    if not findings:
        yield "<p>Er is niets gevonden.</p>"
        return
    yield "<h2>Bevindingen</h2>\n<table>"
    yield '<tr><th scope="col">Ernst</th><th scope="col">Regel</th>'
    yield '<th scope="col">Plaats</th><th scope="col">Bevinding</th></tr>'
    for severity in Severity:
        for check in findings:
            if check.severity is severity:
                told = (WORDS[severity].capitalize(), check.id, check.place, check.message)
                yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in told)}</tr>"
    yield "</table>"


def _accepted(report: Report) -> Iterator[str]:
    if report.accepted:
        yield "<h2>Aanvaard, met de reden</h2>\n<ul>"
        yield from (f"<li>{escape(rule)}: {escape(why)}</li>" for rule, why in report.accepted)
        yield "</ul>"


def _pictures(findings: Sequence[Check]) -> Iterator[str]:
    """Yield a picture of each page with a failing place, the first ones only."""
    pages: defaultdict[tuple[Path, int], list[Check]] = defaultdict(list)
    for check in findings:
        if check.file and check.page and check.severity is not Severity.INFO:
            pages[check.file, check.page].append(check)
    for (path, number), checks in list(pages.items())[:_MOST]:
        boxes = [box for check in checks for box in check.boxes]
        try:
            drawn = base64.b64encode(marked.png(path, number, boxes)).decode("ascii")
        except bad_redaction.FAULTS:
            continue
        rules = ", ".join(sorted({check.id for check in checks}))
        name = escape(f"{checks[0].place} (regel {rules})")
        yield f"<h2>{name}</h2>"
        source = f"data:image/png;base64,{drawn}"
        yield f'<img src="{source}" alt="{name}: de plaatsen zijn rood omlijnd">'
    if len(pages) > _MOST:
        yield f"<p>Van nog {len(pages) - _MOST} bladzijden is hier geen afbeelding.</p>"
