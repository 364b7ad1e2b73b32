# SPDX-License-Identifier: EUPL-1.2
"""Text in, the authors out of the entries of a list of literature and of footnotes, without a year.

An entry begins with its authors and goes on with a title; a footnote ends in a page, a volume or
`a.w.`. Who was asked (`interview met`, `e-mail van`) wrote nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from woolak.detect.matching.alternatives import any_of
from woolak.detect.words.shapes import CAP, INITIALS

_SMALL = r"(?:van|de|den|der|ter|ten|von|het|['’]t|in)"
_LEAD = rf"(?:(?i:{_SMALL})[ ]){{0,3}}"
_LAST = rf"{_LEAD}{CAP}(?:[- ](?:{_SMALL}[ ]){{0,2}}{CAP})?"
_BEHIND = rf"{_LAST},[ ]{INITIALS}(?:[ ]?(?:{_SMALL}[ ]?){{1,3}}(?![\p{{L}}]))?"
_BEFORE = rf"{INITIALS}[ ]?{_LAST}"
_GIVEN = rf"{_LAST},[ ]{CAP}(?=[.:;&]|[ ]\(|,[ ]\p{{Lu}})"
_ONE = rf"(?:{_BEHIND}|{_BEFORE}|{_GIVEN})"
_AND = r"(?:,?[ ](?:&|en|and)[ ]|[,;][ ])"
_MANY = rf"{_ONE}(?:{_AND}{_ONE}){{0,9}}(?:,?[ ](?:e\.a\.|et al\.?|c\.s\.))?"
_NUMBER = r"(?:\[?\d{1,3}[\].)]?[ \t]+|[•*–-][ \t]*)?"
_ENTRY = regex.compile(
    rf"{_NUMBER}(?P<who>{_MANY})"
    r"(?=[ ]?(?:\((?:red|eds?|1\d|2\d)|[.,:;][ ]?['‘’“\"„]?[\p{Lu}\d(])[^\n]{12})"
)
_SEE = r"(?i:zie|vgl\.|cf\.|aldus|zo ook)[ ](?:(?i:ook|o\.a\.|bijv\.|bijvoorbeeld)[ ])?"
_PLACE = (
    r"(?:pp?\.[ ]?\d|blz\.[ ]?\d|nr\.[ ]?\d|a\.w\.|t\.a\.p\.|o\.c\.|ibid|diss\.|"
    r"\p{Lu}[\p{L}&]{1,12}[ ](?:19|20)\d\d/\d)"
)
"""A page or a volume, as a footnote ends in."""
_NOTE = regex.compile(
    rf"(?m)^\[?\d{{1,3}}[\].)]?[ \t]+(?:{_SEE})?"
    rf"(?P<who>{_BEFORE}(?:{_AND}{_BEFORE}){{0,5}}"
    rf"|{_LAST}(?:[ ](?:&|en)[ ]{_LAST})?(?:[ ](?:e\.a\.|c\.s\.))?)"
    rf"(?=,[ ](?:[^\n]{{3,200}}?,[ ])?{_PLACE})"
)
_LINE = regex.compile(r"[^\n]+")
_ASKED = regex.compile(
    r"(?i)(?<!\p{L})(?:interview|gesprek|e-?mail|mail|mondeling\p{L}*|telefonisch\p{L}*|afdeling|directie|"
    r"\p{L}*medewerker|\p{L}*adviseur|tel\.|@)"
)
_WORDS_OF_A_HEADING = 5
_MOST = 400
"""A list of literature has no more entries than this."""


def heading(words: Iterable[str]) -> regex.Pattern[str]:
    """Return a pattern for the headings of lists of literature, given their first words."""
    return regex.compile(
        r"(?im)^(?:(?:bijlage|annex)[ ]\w{1,3}[.:]?[ ]|\d{1,2}(?:\.\d)?\.?[ \t]+)?"
        r"(?:(?:geraadpleegde|overige|gebruikte)[ ])?"
        rf"(?:{any_of(words, stars=True)})"
        r"(?:[ ]?lijst|verwijzingen|opgave|overzicht|vermelding)?"
        r"(?:[ ]en[ ](?:bronnen|literatuur))?[ ]*:?$"
    )


def authors(headings: regex.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the authors stand that begin an entry or a footnote."""
    for found in headings.finditer(text):
        yield from _entries(text, found.end())
    for note in _NOTE.finditer(text):
        if _ASKED.search(text, note.start(), _end(text, note.end())) is None:
            yield note.span("who")


def _entries(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the authors of the entries below a heading, until the next heading."""
    for count, line in enumerate(_LINE.finditer(text, at)):
        if count > _MOST or _ends(line[0]):
            return
        found = _ENTRY.match(text, line.start(), line.end())
        if found is not None and _ASKED.search(line[0]) is None:
            yield found.span("who")


def _ends(line: str) -> bool:
    """Say whether a line is the next heading: a few words without a sign."""
    few = len(line.split()) <= _WORDS_OF_A_HEADING
    return few and not any(sign in line for sign in ",.;:'’\"()")


def _end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found
