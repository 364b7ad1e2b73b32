# SPDX-License-Identifier: EUPL-1.2
"""A view goes in; the data of people in lines with separators come out: `naam;geb;adres;plaats`.

A system writes such lines when it exports a table. The first line says what stands where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

import regex

from woolak.detect.text.view import Hit, Token, View
from woolak.detect.words.lexicon import fold
from woolak.model import Kind, Role
from woolak.rulebook import Rulebook

_SIGNS = (";", ",", "|")
_LEAST = 3
"""A table has so many columns at least."""
_MOST = 4
"""The heading of a table stands on fewer lines."""
_KINDS: Mapping[str, tuple[Kind, str]] = {
    "kolom_geboortedatum": (Kind.BIRTH_DATE, "nummers.geboortedatum"),
    "kolom_bsn": (Kind.BSN, "nummers.bsn_label"),
    "kolom_kenteken": (Kind.LICENSE_PLATE, "nummers.kenteken_label"),
    "kolom_documentnummer": (Kind.ID_NUMBER, "nummers.documentnummer"),
    "kolom_v_nummer": (Kind.ID_NUMBER, "nummers.v_nummer"),
    "kolom_klantnummer": (Kind.OTHER, "nummers.klantnummer"),
    "kolom_personeelsnummer": (Kind.PERSONNEL_NUMBER, "nummers.personeelsnummer"),
    "kolom_account": (Kind.ACCOUNT, "contact.inlognaam"),
    "kolom_doorkies": (Kind.PHONE, "contact.toestel"),
    "kolom_ketennummer": (Kind.ID_NUMBER, "nummers.keten"),
    "kolom_naam": (Kind.NAME, "structuur.tabel"),
    "kolom_adres": (Kind.ADDRESS, "contact.adreskolom"),
    "kolom_plaats": (Kind.ADDRESS, "contact.adreskolom"),
}
_SURE = frozenset([Kind.BIRTH_DATE, Kind.BSN, Kind.NAME])
"""A table with a column of one of these is about people."""
_VALUE = {
    Kind.NAME: regex.compile(r"(?=.{2,60}$)(?:['’]?\p{L}[\p{L}\p{M}.'’-]*[ ,]{0,2}){1,7}"),
    Kind.ADDRESS: regex.compile(r"(?=.{1,60}$)[\p{L}\p{N}'’].*"),
}
_NUMBER = regex.compile(r"(?=.{3,20}$)(?=.*\d)[\p{L}\d][\p{L}\d ./-]*")
_WHY = "Staat in een regel met scheidingstekens, in een kolom met gegevens van mensen."


_FIELD = regex.compile(
    r"<(?P<key>[\p{L}_:-]{2,40})>(?P<value>[^<\n]{1,60})</"
    r"|[\"'](?P<key>[\p{L}_-]{2,40})[\"'][ ]?:[ ]?[\"'](?P<value>[^\"'\n]{1,60})[\"']"
)
"""A field with its name, as systems write it: `<plaats>Ede</plaats>`, `"plaats": "Ede"`."""


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the values in the columns and the fields that their names say hold data of people."""
    return [*_tables(view, book), *_fields(view.text, book)]


def _fields(text: str, book: Rulebook) -> Iterator[Hit]:
    """Yield the values of the fields of a record in which one is sure to be about people."""
    found = list(_FIELD.finditer(text)) if "</" in text or '":' in text or '" :' in text else []
    kinds = _kinds([_bare(one["key"].rpartition(":")[2]) for one in found], book)
    if not _SURE & {kind for kind, _ in kinds.values()}:
        return
    for number, (kind, rule) in kinds.items():
        if _VALUE.get(kind, _NUMBER).fullmatch(found[number]["value"]):
            yield _hit(*found[number].span("value"), kind, rule)


def _tables(view: View, book: Rulebook) -> list[Hit]:
    """Return the values in the columns that the first of such lines says hold data of people."""
    if not any(view.text.count(sign) >= _LEAST for sign in _SIGNS):
        return []
    lines = [(row[0].start, row[-1].end) for row in _lines(view)]
    return [hit for at in range(len(lines) - 1) for hit in _table(view.text, lines, at, book)]


def _lines(view: View) -> Iterator[list[Token]]:
    """Yield the words of each line as it was printed: in the text a line that is long goes on."""
    for _, row in groupby(view.tokens, key=lambda t: (t.page, t.word.block, t.word.line)):
        yield list(row)


def _table(text: str, lines: Sequence[tuple[int, int]], at: int, book: Rulebook) -> Iterator[Hit]:
    """Yield what stands under line `at`, if that is a heading."""
    sign = next((sign for sign in _SIGNS if text.count(sign, *lines[at]) >= _LEAST - 1), "")
    if not sign or any(map(str.isdigit, text[slice(*lines[at])])):
        return
    goes_on = takewhile(lambda line: _titled(text[slice(*line)], sign), lines[at + 1 : at + _MOST])
    head = lines[at][0], max((end for _, end in goes_on), default=lines[at][1])
    kinds = _headed(text[slice(*head)], sign, book)
    if not _SURE & {kind for kind, _ in kinds.values()}:
        return
    count, below = text.count(sign, *head), [line for line in lines if line[0] >= head[1]]
    for row in _joined(text, below, sign, count):
        yield from _row(text, row, sign, kinds)


def _titled(line: str, sign: str) -> bool:
    """Say whether a line goes on with the words of a heading that was too long for one line."""
    return sign in line and not any(map(str.isdigit, line))


def _joined(
    text: str, lines: Sequence[tuple[int, int]], sign: str, count: int
) -> Iterator[tuple[int, int]]:
    """Yield the rows with so many signs; one that was too long for a line goes on below it."""
    begin = -1
    for start, end in lines:
        begin = start if begin < 0 else begin
        signs = text.count(sign, begin, end)
        if signs > count or (signs < count and text[end : end + 2] == "\n\n"):
            return
        if signs == count:
            yield begin, end
            begin = -1


def _headed(line: str, sign: str, book: Rulebook) -> dict[int, tuple[Kind, str]]:
    """Return what each column of a heading holds, by its number."""
    return _kinds([_bare(part) for part in line.split(sign)], book)


def _kinds(titles: Sequence[str], book: Rulebook) -> dict[int, tuple[Kind, str]]:
    kinds: dict[int, tuple[Kind, str]] = {}
    for name, (kind, rule) in _KINDS.items():
        known = _titles(book.lists.get(name, frozenset())) if book.rule(rule) else frozenset()
        for number, title in enumerate(titles):
            counted = not number and name == "kolom_plaats"  # the numbers of the rows
            if title in known and not counted:
                kinds.setdefault(number, (kind, rule))
    return kinds


def _bare(heading: str) -> str:
    return "".join(filter(str.isalpha, fold(heading)))


@lru_cache(maxsize=16)
def _titles(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_bare, terms)) - {""}


def _row(
    text: str, row: tuple[int, int], sign: str, kinds: Mapping[int, tuple[Kind, str]]
) -> Iterator[Hit]:
    at = row[0]
    for number, part in enumerate(text[slice(*row)].split(sign)):
        value = part.strip(" \t\"'")
        kind, rule = kinds.get(number, (Kind.OTHER, ""))
        if rule and _VALUE.get(kind, _NUMBER).fullmatch(value):
            start = at + part.index(value)
            yield _hit(start, start + len(value), kind, rule)
        at += len(part) + 1


def _hit(start: int, end: int, kind: Kind, rule: str) -> Hit:
    role = Role.BURGER if kind is Kind.ADDRESS else Role.ONBEKEND
    return Hit(start, end, kind, 0.85, rule, _WHY, role=role, exact=True)
