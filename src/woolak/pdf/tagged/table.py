# SPDX-License-Identifier: EUPL-1.2
"""A list with its heading in; an accessible PDF of it on A4 landscape, fit to annex, out.

Tagged for screen readers: heading, caption, table with header cells for columns and rows, and the
list that explains the grounds. The header is repeated on every page; that and what has to do with
the paper (lines, page numbers) is an artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from woolak.pdf.tagged.file import TaggedFile
from woolak.pdf.tagged.sheets import (
    HIGH,
    MARGIN,
    WIDE,
    Listed,
    Tag,
    Work,
    begun,
    child,
    close,
    ended,
    finish,
    text,
    turn,
)
from woolak.pdf.tagged.type import Style, lines, width

_FOOT = 46.0
_PAD, _LEADING = 3.0, 1.28
_MOST_ROOM = 120.0
"""Points: a column is as wide as its longest word, unless that is longer than this."""
_HEAD_ROWS = 2
_FEW = 3
"""Lines: the least that a row longer than a page begins with, and that follow a heading."""
_FILL, _LINE = b"0.863 0.902 0.945 rg", b"0.46 G 0.5 w"


def write(path: Path, listed: Listed) -> None:
    """Write the list; raises OSError when that cannot be done."""
    with TaggedFile(path) as out:
        work, document = begun(out, listed)
        work.stops = _stops(work)
        _turn(work, bare=True)
        _document(work, document)
        ended(work, document)


def _document(work: Work, document: Tag) -> None:
    listed = work.listed
    kids = [_paragraph(work, document, b"H1", "heading", listed.heading)]
    if listed.warning:
        kids.append(_paragraph(work, document, b"P", "warning", listed.warning))
    kids.append(_table(work, document))
    if listed.terms:
        work.y -= 14
        _room(work, (_FEW + 1) * _step(work))
        kids.append(_paragraph(work, document, b"H2", "bold", listed.terms_heading))
        kids.append(_terms(work, document))
    close(work, document, kids)


def _table(work: Work, document: Tag) -> int:
    table = child(work, document, b"Table")
    caption = _paragraph(work, table, b"Caption", "regular", work.listed.caption)
    head, body = child(work, table, b"THead"), child(work, table, b"TBody")
    names = tuple(name for name, _ in work.listed.columns)
    _room(work, (_HEAD_ROWS + 1) * _step(work))
    close(work, head, [_row(work, head, names)])
    close(work, body, [_row(work, body, row) for row in work.listed.rows])
    close(work, table, [caption, head.number, body.number])
    _rule(work)
    return table.number


def _row(work: Work, above: Tag, cells: Sequence[str]) -> int:
    """Write a row, over as many pages as it takes; one that fits on a page is not broken."""
    header = above.kind == b"THead"
    tag = child(work, above, b"TR")
    tags = [child(work, tag, _kind(at, header=header)) for at in range(len(cells))]
    broken = [_cell(work, at, cell, header=header) for at, cell in enumerate(cells)]
    left, done = max(map(len, broken)), 0
    while left:
        fits = _fits(work, left, header=header)
        for at, told in enumerate(broken):
            _shown(work, tags[at], told[done : done + fits], header=header, at=at)
        work.y -= fits * _step(work) + 2 * _PAD
        work.page.edges.append(work.y)
        left, done = left - fits, done + fits
    for at, cell in enumerate(tags):
        close(work, cell, (), _scope(at, header=header))
    close(work, tag, [cell.number for cell in tags])
    return tag.number


def _fits(work: Work, wanted: int, *, header: bool) -> int:
    """Return how many lines of a row go on this page, after turning it when there is no room."""
    whole = int((HIGH - 2 * MARGIN - _FOOT) // _step(work)) - _HEAD_ROWS - 2
    here = int((work.y - _FOOT - 2 * _PAD) // _step(work))
    if here < (wanted if wanted <= whole else _FEW) and not header:
        _turn(work)
        here = int((work.y - _FOOT - 2 * _PAD) // _step(work))
    if not work.page.edges:
        work.page.edges.append(work.y)
    return min(wanted, here)


def _cell(work: Work, at: int, cell: str, *, header: bool) -> tuple[str, ...]:
    used = work.styles["bold" if header else "regular"]
    return lines(used, cell, work.stops[at + 1] - work.stops[at] - 2 * _PAD)


def _kind(at: int, *, header: bool) -> bytes:
    return b"TH" if header or at == 1 else b"TD"


def _scope(at: int, *, header: bool) -> bytes:
    if _kind(at, header=header) == b"TD":
        return b""
    return b"/A<</O/Table/Scope/%b>>" % (b"Column" if header else b"Row")


def _shown(work: Work, tag: Tag | None, told: Sequence[str], *, header: bool, at: int) -> None:
    """Write lines in a column from where the pen is: for a tag, or as an artifact without one."""
    if not any(told):
        return
    look = "bold" if header else "regular"
    x = work.stops[at] + _PAD
    top = work.y - _PAD - work.styles[look].size
    text(work, tag, look, [(x, top - n * _step(work), line) for n, line in enumerate(told)])


def _paragraph(work: Work, above: Tag, kind: bytes, look: str, words: str) -> int:
    tag = child(work, above, kind)
    _said(work, tag, look, words)
    close(work, tag, ())
    return tag.number


def _said(work: Work, tag: Tag, look: str, words: str, indent: float = 0.0) -> None:
    """Write a text over the width of the page."""
    used = work.styles[look]
    for line in lines(used, words, WIDE - 2 * MARGIN - indent):
        _room(work, used.size * _LEADING)
        work.y -= used.size * _LEADING
        text(work, tag, look, [(MARGIN + indent, work.y, line)])
    work.y -= 4


def _terms(work: Work, document: Tag) -> int:
    """Write what the grounds mean, as a list of labels with their text."""
    tag = child(work, document, b"L")
    indent = 10 + max(width(work.styles["bold"], term) for term, _ in work.listed.terms)
    items = []
    for term, meaning in work.listed.terms:
        item = child(work, tag, b"LI")
        label, body = child(work, item, b"Lbl"), child(work, item, b"LBody")
        _room(work, 2 * _step(work))
        top = work.y - _step(work)
        (told,) = lines(work.styles["bold"], term, WIDE)
        text(work, label, "bold", [(MARGIN, top, told)])
        _said(work, body, "regular", meaning, indent=indent)
        for part in (label, body):
            close(work, part, ())
        close(work, item, [label.number, body.number])
        items.append(item.number)
    close(work, tag, items, b"/A<</O/List/ListNumbering/None>>")
    return tag.number


def _room(work: Work, wanted: float) -> None:
    if work.y - wanted < _FOOT:
        _turn(work, bare=True)


def _turn(work: Work, *, bare: bool = False) -> None:
    """Begin a page; unless it is `bare`, with the warning and the header of the table again."""
    if work.pages:
        _rule(work)
        finish(work)
    turn(work)
    if bare:
        return
    if work.listed.warning:
        work.y -= _step(work)
        (told,) = lines(work.styles["bold"], work.listed.warning, WIDE)
        text(work, None, "warning", [(MARGIN, work.y, told)])
        work.y -= _PAD
    broken = [_cell(work, at, n, header=True) for at, (n, _) in enumerate(work.listed.columns)]
    work.page.edges.append(work.y)
    for at, head in enumerate(broken):
        _shown(work, None, head, header=True, at=at)
    work.y -= max(map(len, broken)) * _step(work) + 2 * _PAD
    work.page.edges.append(work.y)


def _rule(work: Work) -> None:
    """Draw the lines of the part of the table on this page, and fill its header, below the text."""
    edges, stops = work.page.edges, work.stops
    if len(edges) < 2:  # noqa: PLR2004 - a row has two
        return
    left, right, top, low = stops[0], stops[-1], edges[0], edges[-1]
    fill = b"%b %.2f %.2f %.2f %.2f re f" % (_FILL, left, edges[1], right - left, top - edges[1])
    across = (b"%.2f %.2f m %.2f %.2f l" % (left, y, right, y) for y in edges)
    down = (b"%.2f %.2f m %.2f %.2f l" % (x, top, x, low) for x in stops)
    drawn = b"\n".join((b"/Artifact BMC", fill, _LINE, *across, *down, b"S", b"EMC", b""))
    work.page.told.insert(0, drawn)
    work.page.edges = []


def _stops(work: Work) -> list[float]:
    """Share the width of the page out: to each column its longest word, the rest as they ask."""
    columns, used = work.listed.columns, work.styles
    least = [_longest(used["bold"], [name]) for name, _ in columns]
    for at, seen in enumerate(zip(*work.listed.rows, strict=True)):
        least[at] = max(least[at], _longest(used["regular"], set(seen)))
    least = [min(wide, _MOST_ROOM) + 2 * _PAD + 0.5 for wide in least]
    left = WIDE - 2 * MARGIN - sum(least)
    if left < 0:
        least, left = [wide * (1 + left / sum(least)) for wide in least], 0.0
    asked = [max(wanted * 4.2 - wide, 0) for (_, wanted), wide in zip(columns, least, strict=True)]
    share = left / (sum(asked) or 1)
    stops = [MARGIN]
    for wide, more in zip(least, asked, strict=True):
        stops.append(stops[-1] + wide + more * share)
    return stops


def _longest(used: Style, texts: Sequence[str] | set[str]) -> float:
    words = {word for one in texts for word in one.split()}
    return max((width(used, word) for word in words), default=0.0)


def _step(work: Work) -> float:
    return work.styles["regular"].size * _LEADING
