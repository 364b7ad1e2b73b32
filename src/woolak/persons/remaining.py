# SPDX-License-Identifier: EUPL-1.2
"""Redacted findings and pages in; the other places where the same text stands undecided, out.

A text that is redacted in one place and stays in another is a leak, unless somebody decided that it
stays there: by a finding that is kept, or because it names a street, a firm or a law there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from woolak.detect import spaced
from woolak.detect.naming import evidence, guards
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import SUSPECT, Finding, Kind, Page
from woolak.persons import called, misspelt
from woolak.persons.elsewhere import elsewhere
from woolak.persons.reach import Reach, reach
from woolak.persons.repeated import things_on
from woolak.rulebook import Rulebook

SURE_ENOUGH, HINT = 0.5, 0.3
"""Scores: redacted and marked; or, for what may be a common word, shown to the reviewer only."""

_TOKEN = re.compile(r"[^\W_]+")
_GAP = 3
_SHORT, _SHORTEST = 4, 3
_DIGITS = 7
_NAMES = frozenset({Kind.NAME, Kind.INITIALS})
_TELLING = _NAMES | {
    *(Kind.EMAIL, Kind.PHONE, Kind.ACCOUNT, Kind.BSN, Kind.ID_NUMBER, Kind.IBAN, Kind.ADDRESS),
    *(Kind.LICENSE_PLATE, Kind.PERSONNEL_NUMBER),
}
_PART_OF_WORD = re.compile(r"[-'’][^\W\d_]|[@.][^\W_]|_")
_ENDS_SENTENCE = '.!?;\n\t•-–|"“‘('

_Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class _Gone:
    """A text that is redacted somewhere: its words, folded, and the finding that it comes from."""

    words: tuple[str, ...] = field(repr=False)
    origin: Finding
    everywhere: bool
    """It tells of one person in every document; a bare surname does so in its own only."""


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is looked for, by its first word, by all of them, and by its letters."""

    first: Mapping[str, Reach[_Gone]] = field(repr=False)
    whole: Mapping[str, Reach[_Gone]] = field(repr=False)
    shreds: spaced.Wanted
    surnames: Mapping[str, Mapping[str, _Gone]] = field(repr=False)
    """With the first that a document has of each."""
    spelt: misspelt.Wanted = field(repr=False)


_NOTHING: Reach[_Gone] = reach(())


def remaining(
    findings: Sequence[Finding], redacted: frozenset[str], pages: Iterable[Page], book: Rulebook
) -> list[Finding]:
    """Return the places on these pages of the texts of findings whose ids are in `redacted`."""
    words = of(book)
    looked_for: dict[tuple[object, ...], _Gone] = {}
    taken: dict[_Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.id in redacted and (gone := _gone(words, finding)):
            looked_for.setdefault(_same(gone), gone)
        if finding.keep or finding.id in redacted or finding.score >= SUSPECT:
            taken[finding.document, finding.page, finding.layer].append(finding)
    known = _known(words, looked_for.values())
    found = (
        finding
        for page in pages
        for finding in _on(words, page, known, taken[page.document, page.number, page.layer])
    )
    return list({finding.id: finding for finding in found}.values())


def _same(gone: _Gone) -> tuple[object, ...]:
    """Return what makes that two texts are looked for in the same places."""
    where = "" if gone.everywhere else gone.origin.document
    return gone.words, where, gone.origin.text, gone.origin.kind in _NAMES


def _known(words: Vocabulary, every: Iterable[_Gone]) -> _Known:
    surnames: dict[str, dict[str, _Gone]] = defaultdict(dict)
    first: dict[str, list[_Gone]] = defaultdict(list)
    whole: dict[str, list[_Gone]] = defaultdict(list)
    parts: dict[str, list[_Gone]] = defaultdict(list)
    for gone in every:
        first[gone.words[0]].append(gone)
        whole[" ".join(gone.words)].append(gone)
        if gone.origin.kind is Kind.NAME:
            *others, last = gone.origin.text.split()
            for half in _TOKEN.findall(" ".join((*filter(_double, others), last))):
                surnames[fold(half)].setdefault(gone.origin.document, gone)
        if len(gone.words) > 1 and gone.origin.kind in _NAMES:
            for part in gone.words:
                parts[part].append(gone)
    shreds = spaced.wanted(whole, parts.keys() - whole.keys())
    spelt = misspelt.wanted(words, surnames)
    return _Known(_reached(first), _reached({**parts, **whole}), shreds, surnames, spelt)


def _reached(every: Mapping[str, Iterable[_Gone]]) -> dict[str, Reach[_Gone]]:
    return {word: reach((g, _where(g)) for g in gone) for word, gone in every.items()}


def _where(gone: _Gone) -> tuple[str] | None:
    return None if gone.everywhere else (gone.origin.document,)


def _double(word: str) -> bool:
    """Say whether it is a double surname, which may stand before the name on the next line."""
    return "-" in word.strip("-") and word[0].isupper()


def _gone(words: Vocabulary, finding: Finding) -> _Gone | None:
    """Return what to look for, None when the text is too short or too common to tell of anybody."""
    parts = tuple(part.casefold() for part in _TOKEN.findall(finding.text))
    letters = "".join(parts)
    place = finding.kind is Kind.ADDRESS and not any(map(str.isdigit, letters))
    if finding.kind not in _TELLING or len(letters) < _SHORTEST or place:
        return None
    if finding.kind not in _NAMES:
        long = sum(map(str.isdigit, letters)) >= _DIGITS or not letters.isdigit()
        return _Gone(parts, finding, everywhere=True) if long and len(letters) >= _SHORT else None
    if words.tussenvoegsels.issuperset(parts):  # where a line breaks a name: `Van de`
        return None
    small = finding.text == finding.text.lower()
    common = small or all(words.lexicon.ordinary(part) for part in parts)
    return _Gone(parts, finding, everywhere=len(parts) > 1 and not common)


def _on(words: Vocabulary, page: Page, known: _Known, there: list[Finding]) -> Iterator[Finding]:
    spoken = list(_TOKEN.finditer(page.text))
    folded = [token[0].casefold() for token in spoken]
    taken = guards.spans((f.start, f.end) for f in there if f.start is not None and f.end)
    kept = guards.spans((f.start, f.end) for f in there if f.keep and f.start is not None and f.end)
    things: guards.Spans | None = None
    for start, end, text in spaced.find(page.text, known.shreds):
        things = things or things_on(words, page.text)
        here = known.whole[text].of(page.document)
        left = not (taken.cover(start, end) or kept.touch(start, end) or things.touch(start, end))
        if left and here:  # a finding may end at the first of the letters
            yield _found(page, (start, end), here[0].origin, SURE_ENOUGH)
    for start, end, name in misspelt.find(words, page, known.spelt):
        things = things or things_on(words, page.text)
        gone = known.surnames[name].get(page.document)
        left = not (taken.cover(start, end) or kept.touch(start, end) or things.touch(start, end))
        if gone and left:
            yield _found(page, (start, end), gone.origin, SURE_ENOUGH)
    last = -1
    for at, token in enumerate(spoken):
        for gone in known.first.get(folded[at], _NOTHING).of(page.document):
            size = len(gone.words)
            if tuple(folded[at : at + size]) != gone.words or token.start() < last:
                continue
            told = spoken[at : at + size]
            if not _stands(page, told):
                continue
            start, end = token.start(), told[-1].end()
            things = things or things_on(words, page.text)
            if not (taken.cover(start, end) or kept.touch(start, end) or things.touch(start, end)):
                last = end
                sure = gone.origin.kind not in _NAMES or _named(words, page.text, gone, told)
                yield _found(page, (start, end), gone.origin, SURE_ENOUGH if sure else HINT)
                break


def _stands(page: Page, here: Sequence[re.Match[str]]) -> bool:
    """Say whether these words of a page, which are those of a text, are words of their own."""
    gaps = [page.text[a.end() : b.start()] for a, b in pairwise(here)]
    if any(len(gap) > _GAP or ":" in gap for gap in gaps):  # `Van: Daalen`
        return False
    start, end = here[0].start(), here[-1].end()
    if evidence.dated(page.text, start, end):
        return False
    before = page.text[max(start - 2, 0) : start][::-1]
    return not (_PART_OF_WORD.match(page.text, end) or _PART_OF_WORD.match(before))


def _named(words: Vocabulary, text: str, gone: _Gone, here: Sequence[re.Match[str]]) -> bool:
    """Say whether what stands there is written as the name is, or can be no other word."""
    start, end = here[0].start(), here[-1].end()
    same = text[start:end] == gone.origin.text
    if not any(not words.lexicon.ordinary(part) for part in gone.words):
        if not gone.words[1:] and called.of_a_thing(words, text, start):
            return False
        before = text[:start].rstrip(" \u00a0")[-1:]
        return same and bool(before) and before not in _ENDS_SENTENCE
    return same or sum(map(len, gone.words)) >= _SHORT


def _found(page: Page, where: tuple[int, int], origin: Finding, score: float) -> Finding:
    why = "Dezelfde tekst wordt elders gelakt; over deze plaats was nog niets besloten."
    return elsewhere(page, where, origin, ("persoon.elders", score, why))
