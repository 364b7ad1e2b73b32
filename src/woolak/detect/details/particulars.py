# SPDX-License-Identifier: EUPL-1.2
"""A view goes in; out come dates of birth and numbers of people by where they stand.

In the column of a table whose heading says what it holds; a date directly behind somebody's name
that lies too far back to be anything but that of a birth.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import regex
from stdnum.nl import bsn

from woolak.detect.details import logins, narrow
from woolak.detect.details.narrow import bare
from woolak.detect.placing import grid, tables
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.moments import DATE
from woolak.model import SUSPECT, Box, Kind
from woolak.rulebook import Rulebook


class _Heading(NamedTuple):
    """What a heading says, in letters only; its words and pairs of words; how and where it stands.

    In `Kenteken Eigenaar` two headings ran together: either is one of the words.
    """

    readings: frozenset[str]
    words: frozenset[str]
    said: str
    cell: Cell


class Column(NamedTuple):
    """The list of headings of a column, the rule of what it holds, and what that looks like.

    `beside`: the list of headings of which one has to stand in the same row; `check`: what else a
    value has to pass.
    """

    headings: str
    rule: str
    kind: Kind
    value: regex.Pattern[str]
    beside: str = ""
    check: Callable[[str], bool] | None = None

    def allows(self, spoken: str) -> bool:
        """Say whether a value passes the check."""
        return self.check is None or self.check(spoken)


_DATE_FIRST = regex.compile(rf"(?:{DATE})(?=[ ;,])")
_DIGITS = rf"(?!(?:{DATE})$)[A-Z]{{0,3}}[ -]?\d(?:[ .-]?\d){{3,11}}"
COLUMNS = (
    Column(
        "kolom_geboortedatum",
        "nummers.geboortedatum",
        Kind.BIRTH_DATE,
        regex.compile(rf"(?:{DATE}|(?:(?:0?[1-9]|1[0-2])[-/.])?(?:19|20)\d{{2}})(?!\d)"),
    ),
    Column("kolom_bsn", "nummers.bsn_label", Kind.BSN, regex.compile(r"\d(?:[ .-]?\d){7,8}(?!\d)")),
    Column(
        "kolom_kenteken",
        "nummers.kenteken_label",
        Kind.LICENSE_PLATE,
        regex.compile(r"(?=[^\n]*\d)[A-Z\d]{1,3}(?:[ -]?[A-Z\d]{1,4}){1,3}", regex.I),
    ),
    Column(
        "kolom_documentnummer",
        "nummers.documentnummer",
        Kind.ID_NUMBER,
        regex.compile(r"(?=[A-Z ]*\d)[A-Z\d][A-Z\d .-]{5,14}"),
    ),
    Column(
        "kolom_v_nummer", "nummers.v_nummer", Kind.ID_NUMBER, regex.compile(r"\d(?:[ .-]?\d){6,9}")
    ),
    Column(
        "kolom_ketennummer", "nummers.keten", Kind.ID_NUMBER, regex.compile(r"\d(?:[ .-]?\d){5,9}")
    ),
    Column(
        "kolom_klantnummer",
        "nummers.klantnummer",
        Kind.OTHER,
        regex.compile(rf"(?!(?:{DATE})$)[A-Z]{{0,4}}[ -]?\d[\d .-]{{2,13}}[A-Z\d]"),
    ),
    Column("kolom_doorkies", "contact.toestel", Kind.PHONE, regex.compile(r"-?\d{3,6}")),
    Column(
        "kolom_account",
        "contact.inlognaam",
        Kind.ACCOUNT,
        regex.compile(r"[A-Z]{4,12}\d{0,3}|[A-Z]\d{5,9}"),
        check=lambda spoken: spoken[1].isdigit() or logins.like(spoken),
    ),
    Column(
        "kolom_mobiel",
        "contact.mobiel_los",
        Kind.PHONE,
        regex.compile(r"(?:06[ -]?)?[1-9]\d(?:[ .-]?\d){6}"),
    ),
    Column(
        "kolom_documentnummer_kort",
        "nummers.documentnummer",
        Kind.ID_NUMBER,
        regex.compile(r"(?=[A-Z]*\d[A-Z\d]*\d)[A-Z\d]{7,11}"),
        "kolom_naast_documentnummer",
    ),
    Column(
        "kolom_personeelsnummer",
        "nummers.personeelsnummer",
        Kind.PERSONNEL_NUMBER,
        regex.compile(_DIGITS),
    ),
)
_BESIDE = regex.compile(
    r"(?:[ ]?\(\p{Ll}[\p{Ll} -]{0,24}\),?)?[ ]?(?:\([ ]?|,[ ]|[ ]|\n|(?P<cell>\t))"
    rf"(?:geb(?:oren)?\.?[ ]|[*°][ ]?)?(?P<date>{DATE})"
    r"(?=[ ]?[,;)\n\t]|[ ](?:te|in)[ ]|\Z)"
)
_NUMBERED = regex.compile(
    r"[ ]?[/|(–-][ ]?(?P<number>\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\w-])"
)
"""A number of nine digits behind a name."""
_LATEST = 2005
"""Who has a name in a paper was born in this year or before; other dates are of papers."""
_LATEST_BESIDE = 1995
_CENTURY = 100
_PART = regex.compile(r"[/,&+|()]|(?<!\p{L})(?:en|of|and|or)(?!\p{L})")
_TELLING = 6
"""A heading that stands behind another in one cell has so many letters: `gebdat`, `kenteken`."""
_LONG = 80
"""The heading of a column has fewer characters."""
_FIRMS = "organisatie_boven_adres"
"""The list of words by which an organisation is known."""
_YEARED = regex.compile(r"\p{L}[\p{L} .()-]*[ ](?:19|20)\d\d")
"""A heading that ends with a year."""
_FEW = 2
"""A table has so many columns at least, a heading no more digits."""
_LEAST = 2
"""The first line of a heading has so many characters at least."""
_NEXT = 1.4
"""The next line of a heading is no further down than so many line heights."""


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the values in the columns of a table that hold data of people."""
    short = [c for c in view.cells if c.end - c.start < _LONG and not _value(view, c)]
    headings = [_heading(view.text[cell.start : cell.end], cell) for cell in short]
    headings += _over_lines(view, book, short)
    return [hit for column in COLUMNS for hit in _column(view, book, column, headings)]


def _value(view: View, cell: Cell) -> bool:
    """Say whether a cell has a value in it: more digits than `Dag 2`, `06`."""
    text = view.text[cell.start : cell.end]
    return sum(map(str.isdigit, text)) > _FEW and _YEARED.fullmatch(text) is None


def _heading(text: str, cell: Cell) -> _Heading:
    said = text.strip(" :*")
    words = [bare(word) for word in said.split()]
    return _Heading(
        _readings(said, words), frozenset([*words, *map("".join, pairwise(words))]), said, cell
    )


def _over_lines(view: View, book: Rulebook, cells: Sequence[Cell]) -> Iterator[_Heading]:
    """Yield the headings whose words go on below their line: `Sédula /` and `ID`."""
    lists = (book.lists.get(column.headings, frozenset()) for column in COLUMNS)
    starts = _begun(frozenset().union(*map(titles, lists)))
    for cell in cells:
        if bare(view.text[cell.start : cell.end]) not in starts:
            continue
        for start, end in tables.below(view, cell.start, _NEXT)[:1]:
            below = grid.at(view, start)
            if below is not None and not any(map(str.isdigit, view.text[start:end])):
                said = f"{view.text[cell.start : cell.end]} {view.text[start:end]}"
                yield _heading(said, replace(below, box=_around(cell.box, below.box)))


def _around(above: Box, below: Box) -> Box:
    """Return the box of the two lines of a heading: it is level with headings in their middle."""
    return Box(min(above.x0, below.x0), above.y0, max(above.x1, below.x1), below.y1)


@lru_cache(maxsize=4)
def _begun(known: frozenset[str]) -> frozenset[str]:
    """Return what such headings begin with."""
    return frozenset(one[:at] for one in known for at in range(_LEAST, len(one)))


def _readings(heading: str, words: Sequence[str]) -> frozenset[str]:
    """Return what a heading says: as a whole, in its parts, and in its last words.

    `M/V, geb.dat.` and `Geboortedatum/-plaats` have parts; in `Voorl. Geb.dat.` two headings met.
    """
    parts = {bare(part) for part in _PART.split(heading)}
    last = ("".join(words[-2:]), "".join(words[-1:]))
    return frozenset({"".join(words), *parts, *(one for one in last if len(one) >= _TELLING)})


@lru_cache(maxsize=16)
def titles(terms: frozenset[str]) -> frozenset[str]:
    """Return the letters of each of the headings that a list holds."""
    return frozenset(map(bare, terms))


def _column(
    view: View, book: Rulebook, column: Column, headings: Sequence[_Heading]
) -> Iterator[Hit]:
    """Yield the values in the columns of one kind; `headings`: the cells without digits."""
    rule = book.rule(column.rule)
    known = titles(book.lists.get(column.headings, frozenset()))
    for readings, words, heading, header in headings if rule is not None else ():
        if readings.isdisjoint(known) and words.isdisjoint(known):
            continue
        row = grid.row_of(view, header)
        if len(row) < _FEW or any(_value(view, cell) for cell in row):
            continue  # a label beside its value
        if column.beside and not _beside(view, row, book.lists.get(column.beside, frozenset())):
            continue
        why = f"Staat in een tabel onder '{heading}'."
        firms = column.kind is Kind.OTHER and book.lists.get(_FIRMS, frozenset())
        codes = column.kind is Kind.ACCOUNT and book.lists.get("afkortingen", frozenset())
        whole = not readings.isdisjoint(known)
        spans = set(narrow.below(view, header, known, column.value, whole=whole))
        if whole:
            spans.update(_under(view, (header, row), column))
        for start, end in sorted(spans):
            if firms and _of_firm(view, start, firms):
                continue
            if codes and view.text[start:end] in codes:
                continue  # the label below that of an account: `IBAN`
            if column.allows(view.text[start:end]):
                yield Hit(start, end, column.kind, 0.85, column.rule, why)


def _of_firm(view: View, start: int, firms: Collection[str]) -> bool:
    """Say whether the row of a cell names an organisation."""
    cell = grid.at(view, start)
    row = grid.row_of(view, cell) if cell is not None else []
    return any(firm in view.text[one.start : one.end] for one in row for firm in firms)


def _beside(view: View, row: Iterable[Cell], wanted: frozenset[str]) -> bool:
    """Say whether one of the cells of a row is one of the headings that are wanted."""
    others = (_heading(view.text[cell.start : cell.end], cell).readings for cell in row)
    return not titles(wanted).isdisjoint(chain.from_iterable(others))


def _under(
    view: View, headed: tuple[Cell, list[Cell]], column: Column
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values in the cells under a heading."""
    for start, end in tables.under(view, *headed):
        found = column.value.fullmatch(view.text, start, end)
        if found is None and column.kind is Kind.BIRTH_DATE:  # the next cell runs on
            found = _DATE_FIRST.match(view.text, start, end)
        if found is not None:
            yield found.span()


def beside(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Return the hits, and the dates of birth directly behind the names among them."""
    every = list(hits)
    ends = {h.end for h in every if h.kind is Kind.NAME and not h.keep and h.score >= SUSPECT}
    why = "Een datum van lang geleden direct achter een naam is die van een geboorte."
    for end in sorted(ends):
        number = _NUMBERED.match(text, end)
        if number is not None and bsn.is_valid("".join(filter(str.isdigit, number["number"]))):
            said = "Negen cijfers die de elfproef doorstaan, direct achter een naam."
            where = number.span("number")
            every.append(Hit(*where, Kind.BSN, 0.7, "nummers.bsn_persoon", said))
        found = _BESIDE.match(text, end)
        if found is not None and _long_ago(found["year"], cell=bool(found["cell"])):
            where = found.span("date")
            rule = "nummers.geboortedatum_persoon"
            every.append(Hit(*where, Kind.BIRTH_DATE, 0.75, rule, why))
    return every


def _long_ago(year: str, *, cell: bool) -> bool:
    """Say whether a year is too early for a paper: two digits tell of the last century from 30.

    In the cell beside a name, where the date of a paper stands as well, it lies further back.
    """
    number = int(year)
    if number < _CENTURY:
        return number > 30  # noqa: PLR2004 - 31 to 99 are years of the last century
    return number <= (_LATEST_BESIDE if cell else _LATEST)
