# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names in tables: what stands below a heading, by geometry alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import regex

from woolak.detect.naming import people
from woolak.detect.placing import codes, grid, headings, in_cells, initialled, merged, pairs
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_LETTERS = regex.compile(r"(?:\p{Lu}\.\s?){2,5}")
"""Initials alone: the surname is on the next line of the cell."""
_CODED = regex.compile(
    r"(?!BZ|AZ|OM|VR)\p{Lu}{2}|\p{Lu}\p{Ll}{1,2}\p{Lu}|\p{Lu}{1,2}\p{Ll}{1,2}\p{Lu}{1,2}"
)
"""The initials by which a column of names calls somebody; three capitals are a directorate."""
_LOGIN = regex.compile(r"(?!\d+$)(?=.{3})[\p{L}\d]{1,20}(?:[._\\-][\p{L}\d]{1,20}){0,3}")
_SMALL = regex.compile(r"\s*\p{Ll}(?=\S*\p{L}{3})")
_DIALLED = regex.compile(r"\s*(?P<number>[*#]?\d{3,6}|\d{1,3}[ ]\d{2,4})\s*")
_OPEN = regex.compile(r"(?i)(?:,|-|\b(?:van|de|der|den|van der|van den|van de|ter|ten|el|en))$")
_SENTENCE = regex.compile(
    r"\s+(?!(?:en|and|of|met|with|via|namens|tot|vanaf)\s|&|(?:\p{Ll}\.){2,}|\p{Ll}{2,4}\.)\p{Ll}"
)
"""What goes on behind a name as a sentence does: no `i.p.v.`, no `via FEZ`."""
_ALIGNED = 6.0
"""Cells of one column begin within so many points of each other."""
_LYING = 3
"""A table on its side has so many cells in a row, its heading with them."""
_LINES = 8
_MANY = 40
"""A list in a cell has at most so many lines."""
_CLOSE = 0.9
"""The lines of one cell follow each other within so many line heights."""
_HEADING = 40
"""A heading of a column has at most so many characters."""
_FAR = 4.0
"""A row further down than this many line heights is no part of the table."""


class _Column(NamedTuple):
    """A heading, whether letters stand below it, and whether letters stand there among names."""

    heading: str
    code: bool
    mixed: bool


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the names and the codes in the columns that a heading says hold them."""
    for header in view.cells:
        if header.end - header.start > _HEADING:
            continue
        heading = view.text[header.start : header.end].strip()
        names, code = headings.holds(words, heading)
        title = fold(heading.strip(" :"))
        names = names or _of_raci(view, header, title) or _serves(words, view, header, heading)
        account, phone = title in words.kolom_account, title in words.kolom_toestel
        if not (names or code or account or phone):
            yield from _merged(words, view, header)
            continue
        row = grid.row_of(view, header)
        if not row[1:] or headings.of_journeys(title, (view.text[c.start : c.end] for c in row)):
            continue
        lying, paired = _lies(words, view, header, row), pairs.paired(words, view, header, row)
        if not (lying or paired) and _labels_too(words, view, header, row):
            continue
        if (code or title in words.kolom_naamdeel) and grid.midst(words, view, row):
            continue
        below_it = list(
            _beside_each(view, row) if lying else under(view, header, row, letters=code)
        )
        spans = [*pairs.value(view, header, row), *below_it] if paired else below_it
        spans = spans or merged.crossed(view, header, row)
        spans = spans[:1] if _of_form(words, view, spans) else spans
        if code and codes.of_units(words, view.text, spans):
            continue  # `Akkoord` above who agrees, and letters beside each
        code = code or (names and codes.fill(words, view.text, spans))
        mixed = names and not code and codes.among(words, view.text, spans)
        column = _Column(heading, code, mixed)
        for span in spans:
            if phone:
                yield from _extension(view, span)
                continue
            found = [] if account else list(_cell(words, view, span, column))
            small = _SMALL.match(view.text, *span) is not None
            yield from found or (_account(words, view, span) if account or small else ())


def _cell(words: Vocabulary, view: View, span: tuple[int, int], column: _Column) -> Iterator[Hit]:
    heading, code, mixed = column
    text, why = view.text, f"Staat in een tabel onder '{heading}'."
    spoken = text[span[0] : span[1]].strip()
    start = text.index(spoken, span[0])
    if fold(spoken.rstrip(" :.*")) in words.koppen and not (code and spoken.isupper()):
        return  # the heading of another table
    coded = _CODED.fullmatch(spoken) or (mixed and codes.CAPITALS.fullmatch(spoken))
    if code or (coded and spoken not in words.afkortingen):
        letters = fold(heading.strip(" :.*")) in words.kolom_afkorting
        found = list(codes.cell(words, text, *span, why))
        more = initialled.find(words, view, span, why, letters=letters)
        found = found or list(more if code else ())
        yield from found
        if found or coded or not initialled.named(spoken):
            return
    part = fold(heading.strip(" :.*")) in words.kolom_naamdeel and in_cells.part(words, spoken)
    if part or in_cells.whole(words, spoken):
        yield _hit(Name(start, start + len(spoken)), why, *_role(words, view, span))
        return
    if _LETTERS.fullmatch(spoken) or in_cells.surname(words, spoken):
        yield _hit(Name(start, start + len(spoken)), why, Role.AMBTENAAR, "")
        return
    if (small := in_cells.small(words, text, *span)) is not None:
        yield _hit(small, why, *_role(words, view, span))
        return
    for name in (*people.people(words, text, *span), *in_cells.standing_in(words, text, *span)):
        rest, word = text[name.end : span[1]], text[name.start : name.end]
        single = not (name.full or name.titel or name.initialen or name.tussenvoegsel)
        if (_SENTENCE.match(rest) and not in_cells.whole(words, word)) or (
            single and _ordinary(words, word)
        ):
            return
        yield _hit(name, why, *_role(words, view, span))
        if (beside := codes.beside(text, name)) is not None:
            yield beside


def _merged(words: Vocabulary, view: View, header: Cell) -> Iterator[Hit]:
    """Yield who stands below one of several headings that were read as one."""
    for heading, spans in merged.find(words, view, header):
        code = headings.holds(words, heading)[1] or codes.fill(words, view.text, spans)
        column = _Column(heading, code, not code and codes.among(words, view.text, spans))
        for span in spans:
            yield from _cell(words, view, span, column)


def _serves(words: Vocabulary, view: View, header: Cell, heading: str) -> bool:
    """Say whether a cell heads those who serve as what it says, and is no function of one."""
    return headings.of_who_serves(words, heading) and not grid.of_functions(view, header)


def _of_raci(view: View, header: Cell, title: str) -> bool:
    if len(title) != 1:
        return False
    row = (view.text[cell.start : cell.end] for cell in grid.row_of(view, header))
    return headings.of_raci(title, row)


def _account(words: Vocabulary, view: View, span: tuple[int, int]) -> Iterator[Hit]:
    """Yield the account name that fills a cell: small letters, digits and signs in one word."""
    spoken = view.text[span[0] : span[1]].strip()
    start = view.text.index(spoken, span[0])
    other = words.lexicon.ordinary(spoken) or fold(spoken) in words.geen_code
    other = other or spoken in words.afkortingen  # `dFEZ`
    if _LOGIN.fullmatch(spoken) and not (other or words.nobody([spoken])):
        why = "Accountnaam in een kolom met accounts."
        where = start, start + len(spoken)
        yield Hit(*where, Kind.ACCOUNT, 0.8, "structuur.tabel", why, role=Role.AMBTENAAR)


def _extension(view: View, span: tuple[int, int]) -> Iterator[Hit]:
    """Yield the few digits in a cell that are somebody's telephone within the building."""
    found = _DIALLED.fullmatch(view.text, *span)
    if found is not None:
        why = "Een toestelnummer leidt naar een medewerker."
        yield Hit(*found.span("number"), Kind.PHONE, 0.8, "contact.toestel", why)


def _ordinary(words: Vocabulary, word: str) -> bool:
    known = words.lexicon.first(word) or words.lexicon.last(word) or words.surname(word)
    rare = words.lexicon.rare(word) and not words.zaak_uitgang.search(fold(word))
    return words.lexicon.word(word) and not (known or rare)


def _of_form(words: Vocabulary, view: View, spans: list[tuple[int, int]]) -> bool:
    """Say whether what stands below a heading are labels of a form and their values in turn."""
    return any(
        headings.names(words, fold(view.text[start:end].strip(" :*"))) for start, end in spans[1::2]
    )


def _labels_too(words: Vocabulary, view: View, header: Cell, row: list[Cell]) -> bool:
    """Say whether `header` is a label beside its value: the cell below it is a label as well."""
    if header is not row[0] or len(row) > 2:  # noqa: PLR2004 - a label and its value
        return False
    text = view.text
    return ":" in text[header.start : header.end] or any(
        words.label.match(text, s)
        or words.kopstop.match(text, s)
        or words.kop.match(text, s)
        or words.memo.match(text, s)
        or _ordinary(words, text[s:e].strip(" :"))
        for s, e in below(view, header.start, 4.0)[:1]
    )


def _lies(words: Vocabulary, view: View, header: Cell, row: list[Cell]) -> bool:
    """Say whether a table lies on its side: its headings stand below each other at the left."""
    if header is not row[0] or len(row) < _LYING:
        return False
    text = view.text
    others = [c for c in row[1:] if any(headings.holds(words, text[c.start : c.end].strip()))]
    column = [
        text[c.start : c.end].strip()
        for c in grid.pages(view)[header.page][1]
        if c is not header and abs(c.box.x0 - header.box.x0) < _ALIGNED
        if abs(c.box.y0 - header.box.y0) < _FAR * 2 * (header.box.y1 - header.box.y0)
    ]
    return not others and any(
        any(headings.holds(words, title)) or grid.FUNCTION.fullmatch(title) is not None
        for title in column
    )


def _beside_each(view: View, row: list[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the cells right of a heading, each with the lines that go on below it."""
    _, cells, _ = grid.pages(view)[row[0].page]
    for cell in row[1:]:
        end, last = cell.end, cell
        for other in cells:
            if other.box.y0 > last.box.y0 and abs(other.box.x0 - cell.box.x0) < _ALIGNED:
                if not _goes_on(view, last, other):
                    break
                end, last = other.end, other
        yield cell.start, end


def _hit(name: Name, why: str, role: Role, functie: str) -> Hit:
    where = name.start, name.end
    return Hit(*where, Kind.NAME, 0.85, "structuur.tabel", why, role=role, functie=functie)


def _role(words: Vocabulary, view: View, span: tuple[int, int]) -> tuple[Role, str]:
    """Return the role that another cell of the same row gives."""
    cell = grid.at(view, span[0])
    for other in grid.row_of(view, cell) if cell else ():
        known = words.functie_at(view.text, other.start, other.end + _HEADING)
        if known is None or other is cell or (known[2] and _holds(words, view.text, other, known)):
            continue
        bare = known[1].isupper() or known[1].lower() in words.achternaam_woorden
        if bare and not grid.of_functions(view, other):
            continue  # `SG` may be somebody's letters, `Koning` somebody
        if cell is None or not _letters(view.text[cell.start : cell.end], known[1], cell, other):
            return known[0], known[1]
    return Role.AMBTENAAR, ""


def _holds(words: Vocabulary, text: str, cell: Cell, known: tuple[Role, str, bool]) -> bool:
    """Say whether who is in office stands in the cell of it: `raadslid Kruijswijk`."""
    at = cell.start + len(known[1]) + 1
    return grammar.natural(words.grammar, text, at, cell.end) is not None


def _letters(spoken: str, code: str, cell: Cell, other: Cell) -> bool:
    """Say whether an abbreviation to the right of a name is made of its letters: `SG`."""
    initials = [word[0] for word in spoken.split() if word[0].isupper()]
    right = other.start > cell.start and code.isupper() and len(code) == 2  # noqa: PLR2004
    return right and bool(initials) and code[-1] == initials[-1]


def under(
    view: View, header: Cell, row: list[Cell], *, letters: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the cells below a heading, over pages, until the table ends.

    A name runs over the lines of a cell, `letters` do not.
    """
    page, top = header.page, header.box.y1
    while page in grid.pages(view):
        found = list(_under(view, page, top, (header, row)))
        cells = [cell for cell in found if cell is not None]
        yield from ((c.start, c.end) for c in cells) if letters else _joined(view, cells)
        if None in found or not _goes_over(view, page + 1, row):
            return
        page, top = page + 1, 0.0


def _under(
    view: View, page: int, top: float, headings: tuple[Cell, list[Cell]]
) -> Iterator[Cell | None]:
    """Yield the cells of a column on a page; None where the table ends before the page does."""
    header, row = headings
    right = min((c.box.x0 for c in row if c.box.x0 > header.box.x1), default=float("inf"))
    tops, cells, _ = grid.pages(view)[page]
    bottom = top
    for cell in cells[bisect_left(tops, top - 2) :]:
        if top and cell.box.y0 - bottom > _FAR * (cell.box.y1 - cell.box.y0):
            yield None
            return
        if cell.box.x1 > right + 8 and cell.box.x0 <= header.box.x0 + 8:
            yield None  # a line of text over the whole width ends the table
            return
        top, bottom = max(top, 1.0), max(bottom, cell.box.y1)
        if _heads(header, cell) <= min(_heads(c, cell) for c in row):
            yield cell


def _heads(header: Cell, cell: Cell) -> tuple[float, float]:
    """Return how far a heading is from a cell below it: what lies between, and how they begin."""
    between = max(header.box.x0 - cell.box.x1, cell.box.x0 - header.box.x1, 0.0)
    return between, abs(header.box.x0 - cell.box.x0)


def _joined(view: View, cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the spans of cells, those that a name runs over as one."""
    at = 0
    while at < len(cells):
        last = at
        while last + 1 < len(cells) and _goes_on(view, cells[last], cells[last + 1]):
            last += 1
        yield cells[at].start, cells[last].end
        at = last + 1


def _goes_on(view: View, first: Cell, second: Cell) -> bool:
    """Say whether a name in a cell runs on over the line: a space at most, or a loose part."""
    if not first.end <= second.start <= first.end + 2:
        return False
    if view.text[first.end : second.start] in ("", " "):
        return True
    near = second.box.y0 - first.box.y1 < 0.6 * (first.box.y1 - first.box.y0)
    return near and bool(_OPEN.search(view.text[first.start : first.end].rstrip()))


def _goes_over(view: View, page: int, row: list[Cell]) -> bool:
    """Say whether the table with this heading goes on at the top of a page."""
    cells = grid.pages(view)[page][1] if page in grid.pages(view) else []
    first = grid.row_of(view, cells[0]) if cells else []
    starts = [cell.box.x0 for cell in row]
    return sum(any(abs(c.box.x0 - x) < _ALIGNED for x in starts) for c in first) > 1


def right_of(view: View, offset: int) -> list[tuple[int, int]]:
    """Return the span of the cell right of the cell at `offset`, on the same line."""
    return beside(view, offset)[:1]


def beside(view: View, offset: int) -> list[tuple[int, int]]:
    """Return the spans of the lines right of the cell at `offset`: of its line and below it.

    They end where another cell stands at the left of one, or where white space follows.
    """
    cell = grid.at(view, offset)
    right = [c for c in grid.row_of(view, cell) if c.box.x0 >= cell.box.x1 - 1][:1] if cell else []
    if cell is None or not right:
        return []
    tops, cells, _ = grid.pages(view)[cell.page]
    found, last = [right[0]], right[0]
    for other in cells[bisect_right(tops, last.box.y0) :]:
        height = last.box.y1 - last.box.y0
        if other.box.y0 - last.box.y1 > _CLOSE * height or len(found) > _MANY:
            break
        if other.box.x0 < right[0].box.x0 - _ALIGNED and other.box.y0 > cell.box.y1 - height / 2:
            break
        if abs(other.box.x0 - right[0].box.x0) < _ALIGNED:
            found.append(other)
            last = other
    return [(c.start, c.end) for c in found]


def below(view: View, offset: int, reach: float = 2.0) -> list[tuple[int, int]]:
    """Return the spans of the cells below the cell at `offset`, as long as they follow closely.

    `reach` is how far the next one may be, in line heights.
    """
    cell = grid.at(view, offset)
    if cell is None:
        return []
    height = cell.box.y1 - cell.box.y0
    tops, cells, _ = grid.pages(view)[cell.page]
    found: list[tuple[int, int]] = []
    bottom = cell.box.y1
    for c in cells[bisect_right(tops, cell.box.y0) :]:
        if c.box.y0 - bottom > (reach - 0.5) * height or len(found) > _LINES:
            break
        if abs(c.box.x0 - cell.box.x0) < _ALIGNED:
            found.append((c.start, c.end))
            bottom = c.box.y1
    return found
