# SPDX-License-Identifier: EUPL-1.2
"""The rows of the inventory in; an accessible HTML page, to go with the decision, out.

Printing gives A4 landscape with the header on each page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from woolak.gronden import GRONDEN
from woolak.publish.table import Cell

WARNING = "CONCEPT: nog niet alle documenten zijn beoordeeld"
GROUNDS = "Weigeringsgronden"
_STYLE = """
@page { size: A4 landscape; margin: 12mm }
body { font: 0.95rem/1.4 sans-serif; margin: 1.5rem; color: #111; background: #fff }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding-bottom: 0.5rem }
th, td { border: 1px solid #767676; padding: 0.25rem 0.4rem; text-align: left; vertical-align: top }
td:nth-child(4) { white-space: nowrap }
thead th { background: #dce6f1 }
tr { break-inside: avoid }
.concept { color: #a80000; font-weight: bold }
dt { font-weight: bold }
@media print { body { margin: 0; font-size: 8.5pt } thead { display: table-header-group } }
"""


def write(
    path: Path, heading: str, names: Sequence[str], rows: Sequence[Sequence[Cell]], warning: str
) -> None:
    """Write the page; its table holds the rows as they stand, its end explains the grounds used."""
    concept = f'<p class="concept">{escape(warning)}</p>\n' if warning else ""
    page = (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(heading)}</h1>\n{concept}{_table(names, rows)}{_grounds(names, rows)}"
        "</main>\n</body>\n</html>\n"
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _table(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "\n".join(_row(row) for row in rows)
    return (
        f"<table>\n<caption>{caption(names, rows)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n"
    )


def _row(row: Sequence[Cell]) -> str:
    cells = [escape(str(cell), quote=False) for cell in row]
    rest = "".join(f"<td>{cell}</td>" for cell in cells[2:])
    return f'<tr><td>{cells[0]}</td><th scope="row">{cells[1]}</th>{rest}</tr>'


def caption(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return what the rows come to, in one sentence and a half."""
    judged = Counter(str(row[names.index("Beoordeling")]) or "nog niet beoordeeld" for row in rows)
    laks = sum(int(row[names.index("Aantal lakkingen")]) for row in rows)
    told = ", ".join(f"{count} {value.lower()}" for value, count in sorted(judged.items()))
    return f"{len(rows)} documenten: {told}. Aantal lakkingen: {laks}."


def explained(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str]]:
    """Return each ground that the rows name, with what it is."""
    column = names.index("Weigeringsgronden")
    used = {code for row in rows for code in str(row[column]).split("; ")}
    return [
        (code, f"{ground.citation}: {ground.short}")
        for code, ground in GRONDEN.items()
        if code in used
    ]


def _grounds(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    told = "".join(
        f"<dt>{code}</dt><dd>{meaning}</dd>\n" for code, meaning in explained(names, rows)
    )
    return f"<h2>{GROUNDS}</h2>\n<dl>\n{told}</dl>\n" if told else ""
