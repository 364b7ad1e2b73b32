# SPDX-License-Identifier: EUPL-1.2
"""A view goes in; the addresses come out that their place in a document says are of people.

The fields of a form, the columns beside a column of names; and, of the addresses that patterns
found, those directly behind somebody's name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from woolak.detect.living import residents, streets
from woolak.detect.naming import people
from woolak.detect.placing import grid, headings, tables
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import SUSPECT, Kind, Role
from woolak.rulebook import Rulebook

_POBOX = "contact.postbus_prive"
_BOX = regex.compile(r"(?i)postbus[ ]\d")
_FIELD, _COLUMN, _FIRM = "contact.adresveld", "contact.adreskolom", "contact.adres_organisatie"
_LINE = regex.compile(
    r"(?m)(?:^|\t|[ ](?=\p{Lu}[\p{L}.]+[ ]?:))[ ]*(?:\d{1,2}[.)][ ]|[-•·*][ ])?"
    r"(?P<label>(?:\p{Lu}|\p{Ll}(?=[\p{L}._/-]{0,30}[ ]?[:=]))[\p{L}._/+&,() -]{0,38}?)"
    r"[ \t]*(?:[ ]?[:=][ \t]*|\t|[ ]?[._]{3,}[ :]*)"
    r"(?P<value>(?:(?![ ]\p{Lu}[\p{L}.]+[ ]?:)[^\n\t]){1,60})"
)
_SIGNS = (":", "=", "\t", "..", "__", "._", "_.")
"""One of these stands on each line that has a label."""
_WORDS = regex.compile(r"\p{L}[\p{L}-]*")
_KEY = regex.compile(r"(?:\p{L}+[._]){1,3}(?P<said>\p{L}+)")
"""How a system calls a field: `melder.plaats`, `adres_postcode`."""
_JOINING = frozenset(["en", "and", "of", "or", "uw", "your", "het", "de"])
_VALUE = regex.compile(
    r"(?:\d{1,5}(?!\d)|\d{4}[ ]?[A-Z]{2}|['’\p{Lu}\d]|[a-z]{1,4}\b|\p{Ll}+.*\d).*"
)
"""What the value of a field of an address begins with."""
_SENTENCE = regex.compile(r"(?<=\d[^\n]*\p{Ll}{3})[.!?][ ](?=\p{Lu}|\p{Ll}{2,}[ ])")
"""Where a sentence goes on behind an address: `2989 MS Bergen op Zoom. Collega's nemen waar`."""
_ABOVE = 4
"""An organisation is named in so many lines above its address at most."""
_SHORT = 70
"""A line that names an organisation, and says nothing else, has fewer characters."""
_NEAR = 160
"""The fields of one address stand within so many characters."""
_AFTER_NAME = regex.compile(
    r"[ ]?(?:\n|[,(;|][ \n]?"
    r"(?:(?:\p{L}+[ ])?won(?:end|ende|achtig)[ ](?:aan|op)[ ](?:de[ ]|het[ ])?)?)"
)
"""What may stand between somebody's name and where he lives."""
_COUNTED = regex.compile(r"(?i)nr\.?|no\.?|nummer|#|volgnr\.?")
_BAND = 2
"""More labels of an address than this, and nothing else on their line, are those of one address."""
_PLACE = regex.compile(
    r",?[ ](?:te[ ]|in[ ])?(?P<place>(?:(?:Den|De|Ter|Ten|Het|Sint|Nieuwe?|Oude?|Hoek)[ ])?"
    r"\p{Lu}[\p{L}'’-]+(?:[ ](?:aan|op|bij)[ ](?:de|den|het)[ ]\p{Lu}\p{L}+)?)"
    r"(?=[ ]?[.,;:)?!\n]|\Z)"
)
_KEPT = 1 << 12
"""Of so many labels the answer is kept."""
_HOUSE = regex.compile(r"\d")


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the addresses in the fields of forms and in the columns of tables of people."""
    words = of(book)
    found = [*_fields(words, book, view.text), *_columns(words, book, view)]
    return [hit for hit in found if hit.rule in words.rules]


def _labels(book: Rulebook, name: str) -> frozenset[str]:
    return _folded(book.lists.get(name, frozenset()))


@lru_cache(maxsize=16)
def _folded(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(term) for term in terms)


def _fields(words: Vocabulary, book: Rulebook, text: str) -> Iterator[Hit]:
    labels, places = _labels(book, "kolom_adres"), _labels(book, "kolom_plaats")
    of_firms, firm = _labels(book, "organisatie_label"), residents.said(book).firm
    lines = [line for line in _labelled(text) if _says(line["label"], labels | places)]
    ends = [line.end() for line in lines if not _says(line["label"], places)]
    for line in lines:
        if fold(line["label"].strip(" :")) == "land":
            continue  # a country is no address
        near = any(abs(end - line.end()) < _NEAR for end in ends if end != line.end())
        if _says(line["label"], places) and not near:
            continue
        value = _SENTENCE.split(line["value"].strip(), 1)[0]
        other = _says(value, labels | places) or headings.names(words, fold(value.strip(" :")))
        other = other or _heading(words, line, value) or firm.search(value) is not None
        if other or not (_VALUE.fullmatch(value) or words.lexicon.place(value)):
            continue
        start = line.start("value") + line["value"].index(value)
        if _BOX.match(value):
            if _below_name(words, text, line.start()):
                why = "Staat in een formulier onder de naam van een persoon."
                yield replace(_hit(start, start + len(value), _POBOX, why), score=0.98)
            continue
        home = _of_home(book, text, line) or _of_somebody(words, book, text, line.start())
        if _of_firm(text, line.start(), firm, of_firms) and not home:
            why = "Staat in een formulier onder de naam van een organisatie."
            yield Hit(start, start + len(value), Kind.ADDRESS, 0.92, _FIRM, why, keep=True)
            continue
        why = f"Staat bij '{line['label'].strip()}' in een formulier."
        yield _hit(start, start + len(value), _FIELD, why)


def _labelled(text: str) -> Iterator[regex.Match[str]]:
    """Yield the labels with their values, on the lines that have a sign behind a label."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if any(sign in line for sign in _SIGNS):
            yield from _LINE.finditer(text, at, end)
        at = end + 1


@lru_cache(maxsize=_KEPT)
def _says(label: str, terms: frozenset[str]) -> bool:
    """Say whether a label is one of some, or is made of nothing but them: `Postcode + plaats`."""
    title = fold(label.strip(" :"))
    key = _KEY.fullmatch(title)
    if key is not None and key["said"] in terms:
        return True
    parts = [part for part in _WORDS.findall(title) if part not in _JOINING]
    return title in terms or (bool(parts) and all(part in terms for part in parts))


def _heading(words: Vocabulary, line: regex.Match[str], value: str) -> bool:
    """Say whether what stands beside a label is another label: an ordinary word, no colon."""
    between = line.string[line.end("label") : line.start("value")]
    bare = value.isalpha() and words.lexicon.common(value) and not words.lexicon.place(value)
    return "\t" in between and ":" not in between and bare


def _of_firm(text: str, start: int, firm: regex.Pattern[str], labels: frozenset[str]) -> bool:
    """Say whether the lines above a field name an organisation, or have a label for its name."""
    block = max(start - _NEAR, text.rfind("\n\n", 0, start) + 1, 0)
    above = [line for line in text[block:start].splitlines() if len(line) < _SHORT][-_ABOVE:]
    return any(firm.search(line) is not None for line in above) or any(
        fold(line.partition(":")[0].partition("\t")[0].strip()) in labels for line in above
    )


def _of_home(book: Rulebook, text: str, line: regex.Match[str]) -> bool:
    """Say whether a field, or one above it and below its firm, is labelled as somebody's home."""
    homes, firms = _labels(book, "woonadres_label"), _labels(book, "organisatie_label")
    block = max(line.start() - _NEAR, text.rfind("\n\n", 0, line.start()) + 1, 0)
    fields = [*_LINE.finditer(text, block, line.start()), line][-_ABOVE:]
    told = (one["label"] for one in reversed(fields) if _says(one["label"], homes | firms))
    return _says(next(told, ""), homes)


def _below_name(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether a field above, of the same form, has the name of a human being."""
    block = max(start - _NEAR, text.rfind("\n\n", 0, start) + 1, 0)
    return any(
        fold(line["label"].strip(" :")) in words.kolom_naam
        and people.person(words, text, *line.span("value")) is not None
        for line in _LINE.finditer(text, block, start)
    )


def _of_somebody(words: Vocabulary, book: Rulebook, text: str, start: int) -> bool:
    """Say whether the last field above that names anybody has the name of a human being.

    `Werkgever: X`, `Naam: Anna Bos`, `Adres: ...`; whom to contact at a firm tells nothing.
    """
    firms = _labels(book, "organisatie_label")
    block = max(start - _NEAR, text.rfind("\n\n", 0, start) + 1, 0)
    for line in reversed(list(_LINE.finditer(text, block, start))):
        label = fold(line["label"].strip(" :"))
        if label in firms:
            return False
        if label in words.kolom_naam and "naam" in label:
            return people.person(words, text, *line.span("value")) is not None
    return False


def _columns(words: Vocabulary, book: Rulebook, view: View) -> Iterator[Hit]:
    labels, places = _labels(book, "kolom_adres"), _labels(book, "kolom_plaats")
    where = _labels(book, "kolom_locatie")
    terms = labels | places | where
    for header in view.cells:
        heading = view.text[header.start : header.end]
        if not _says(heading, terms):
            continue
        row = grid.row_of(view, header)
        titles = {fold(view.text[c.start : c.end].strip(" :")): c for c in row}
        if header is row[0] and row[1:] and _COUNTED.fullmatch(heading.strip(" :")):
            continue  # the numbers of the rows
        named = [cell for said, cell in titles.items() if headings.names(words, said)]
        located = _says(heading, where)
        told = [t for t in titles if _says(t, labels) and not _says(t, places)]
        if len(told) > 1 and len(titles) > _BAND and all(_says(t, labels | places) for t in titles):
            yield from _band(words, book, view, (header, row))
            continue
        if not (named and (located or told)):
            continue
        spans = [span for cell in named for span in tables.under(view, cell, row)]
        who = {start for start, end in spans if people.person(words, view.text, start, end)}
        for start, end in tables.under(view, header, row):
            street = not located or _numbered(book, view.text[start:end])
            street = street and not _says(view.text[start:end], terms)
            if street and _beside_one(view, start, who):
                why = f"Staat in een tabel met namen onder '{heading.strip()}'."
                yield _hit(start, end, _COLUMN, why)


def _band(
    words: Vocabulary, book: Rulebook, view: View, headed: tuple[Cell, list[Cell]]
) -> Iterator[Hit]:
    """Yield the value under one of a row of labels that are all of one address, in a form."""
    header, row = headed
    firm = residents.said(book).firm
    start, end = next(iter(tables.under(view, header, row)), (0, 0))
    value = view.text[start:end].strip()
    other = headings.names(words, fold(value)) or not value
    if other or _of_firm(view.text, row[0].start, firm, _labels(book, "organisatie_label")):
        return
    yield _hit(start, end, _FIELD, f"Staat in een formulier onder '{_shown(view, header)}'.")


def _shown(view: View, cell: Cell) -> str:
    return view.text[cell.start : cell.end].strip(" :")


def _numbered(book: Rulebook, spoken: str) -> bool:
    """Say whether a cell holds a street with a house number."""
    return next(streets.find(residents.said(book).known, spoken), None) is not None


def _beside_one(view: View, start: int, who: Collection[int]) -> bool:
    """Say whether a cell that names a human being is in the row of the cell at `start`."""
    cell = grid.at(view, start)
    return cell is not None and any(c.start in who for c in grid.row_of(view, cell))


def _hit(start: int, end: int, rule: str, why: str) -> Hit:
    return Hit(start, end, Kind.ADDRESS, 0.8, rule, why, role=Role.BURGER)


def beside(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Return the hits; an address of which nothing was sure is, directly behind a name."""
    every = list(hits)
    names = [h.end for h in every if h.kind is Kind.NAME and not h.keep and h.score >= SUSPECT]
    ends = frozenset(names)
    return [_sure(hit, text) if _behind(hit, text, ends) else hit for hit in every]


def _behind(hit: Hit, text: str, ends: frozenset[int]) -> bool:
    if hit.kind is not Kind.ADDRESS or hit.keep or not _HOUSE.search(text, hit.start, hit.end):
        return False
    low = max(hit.start - 30, 0)
    gaps = (end for end in range(low, hit.start) if end in ends)
    return any(_AFTER_NAME.fullmatch(text, end, hit.start) for end in gaps)


def _sure(hit: Hit, text: str) -> Hit:
    place = _PLACE.match(text, hit.end)
    end = place.end("place") if place is not None else hit.end
    why = "Straat en huisnummer achter de naam van een persoon."
    return replace(hit, end=end, score=max(hit.score, 0.8), why=why, role=Role.BURGER)
