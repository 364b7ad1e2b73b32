# SPDX-License-Identifier: EUPL-1.2
"""Text in, the authors of cited publications out: their names belong to a public work.

A citation has a year in brackets, a title in quotes, or a place and a publisher behind its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from woolak.detect.matching import prescan
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary
from woolak.detect.words.works import MANY, START, SURNAME, YEAR

_SEVERAL = regex.compile(
    rf"{START}(?P<who>{SURNAME}(?:\s(?:&|en|and)\s{SURNAME}|\s(?:e\.a\.|et\sal\.?)))"
    rf",?\s\({YEAR}\)(?=\s\p{{Ll}})"
)
_OTHERS = regex.compile(rf"{START}(?P<who>{SURNAME}\set\sal\.?),?\s\(?{YEAR}(?!\d)")
"""Who wrote with others, and when: `see Caesar et al. 2021`."""
_BRACKETED = regex.compile(
    rf"\((?:(?i:zie(?:\sook)?|vgl\.|cf\.|e\.g\.|bijv\.)\s)?(?P<who>{MANY}),?\s{YEAR}"
    r"(?:,\sp\.?\s?\d+(?:-\d+)?)?(?=[;,)])"
)
_NARRATIVE = regex.compile(
    rf"{START}(?P<who>{SURNAME}),?\s\({YEAR}(?:,\s(?:pp?|blz|par|hfst)\.?\s?\d+(?:-\d+)?)?"
    r"(?:;\s(?:19|20)\d\d[a-z]?)*\)(?=[,.:;]|\s\p{Ll}|\n|\Z)"
)
"""One surname with a year: a citation where works are cited, or where the words around say so."""
_FEW = 2
"""So many other citations make a text one in which a surname with a year is a citation."""
_SMALL = regex.compile(r"(?:\p{Ll}+\s)*")
_NAME = regex.compile(rf"(?<![\p{{L}}.-]){CAP}(?:-{CAP})*")
_FIRST = regex.compile(r"[\p{L}'’.-]+")
_DATED = regex.compile(rf"\({YEAR}(?=[;,)])")
_REACH = 500
"""Those who wrote a work stand within so many characters of its year."""
_LEAD = 30
"""What is said of a work stands within so many characters before its author."""


def authors(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the authors of cited works stand: one span for all of one citation."""
    for scholar in words.works.scholar.finditer(text):
        yield from scholar.spans("who")
    if words.works.hint.search(text) is None:
        return
    years = [found.start() for found in _DATED.finditer(text)]
    dated = list(prescan.joined(years, len(text), _REACH))
    every = (_without_lead(words, text, found.span("who")) for found in _cited(words, text, dated))
    spans = [(start, end) for start, end in every if text[start : start + 1].isupper()]
    yield from spans
    if dated:
        scholarly = len(spans) >= _FEW or bool(words.works.headed.search(text))
        yield from _narrated(words, text, dated, scholarly=scholarly)


def _cited(
    words: Vocabulary, text: str, dated: Sequence[prescan.Stretch]
) -> Iterator[regex.Match[str]]:
    """Yield the citations in a text that its years, titles and words for works tell."""
    works, whole = words.works, [(0, len(text))]
    yield from _found(works.yeared, text, dated)
    yield from _found(_SEVERAL, text, dated)
    yield from _found(_BRACKETED, text, whole)
    if " et al" in text:
        yield from _found(_OTHERS, text, whole)
    yield from _found(works.titled, text, whole)
    yield from works.made.finditer(text)


def surnames(words: Vocabulary, text: str, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Return the folded surnames in the spans in which the authors of a text stand."""
    every = {found[0] for start, end in spans for found in _NAME.finditer(text, start, end)}
    return frozenset(fold(one) for one in every if not words.lexicon.first(one))


def argues(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether the words around a surname are about what somebody wrote: `volgens Bovens`."""
    lead = text[max(start - _LEAD, 0) : start]
    return bool(words.works.cites.search(lead) or words.works.argues.match(text, end))


def _found(
    pattern: regex.Pattern[str], text: str, near: Iterable[prescan.Stretch]
) -> Iterator[regex.Match[str]]:
    return chain.from_iterable(pattern.finditer(text, *place) for place in near)


def _without_lead(words: Vocabulary, text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    small = _SMALL.match(text, start, end)  # `het onderzoek van Bovens e.a.`
    start = small.end() if small is not None else start
    first = _FIRST.match(text, start, end)
    led = first is not None and _starts_sentence(words, first[0])
    return (first.end() + 1, end) if first is not None and led else (start, end)


def _narrated(
    words: Vocabulary, text: str, dated: Sequence[prescan.Stretch], *, scholarly: bool
) -> Iterator[tuple[int, int]]:
    """Yield the surnames with a year behind them: `Volgens Verhoeven (2017) geldt dat niet`."""
    for found in _found(_NARRATIVE, text, dated):
        start, end = _without_lead(words, text, found.span("who"))
        lead = text[max(start - _LEAD, 0) : start]
        if not text[start : start + 1].isupper() or _led(words, lead):
            continue
        cited = argues(words, text, start, found.end())
        if cited or (scholarly and words.functie_at_end(text, start) is None):
            yield start, end


def _led(words: Vocabulary, lead: str) -> bool:
    """Say whether a title, a function or a first name stands before: the year is that of birth."""
    found = words.works.born.search(lead)
    given = found["given"] if found is not None else None
    return found is not None and not (given and words.lexicon.ordinary(given))


def _starts_sentence(words: Vocabulary, first: str) -> bool:
    """Say whether the first word is an ordinary one with the capital of a sentence (`Zie`)."""
    return words.lexicon.ordinary(first) and not (
        words.lexicon.last(first)
        or words.lexicon.first(first)
        or first.lower() in words.tussenvoegsels
    )


def lives(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether somebody is addressed or asked as a colleague is: `de heer Kennedy belt`."""
    if words.beside.titled.search(name.titel) is not None:
        return True
    low = max(name.start - _LEAD, 0)
    return words.speech.vraagt_of_dankt.search(text, low, name.start) is not None
