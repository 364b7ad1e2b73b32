# SPDX-License-Identifier: EUPL-1.2
"""Persons and a page in, out the places where a line, a cell or a column breaks one of their names.

`Leiwakabe` above `ssy`, `Wil` above `Groen`: the words of the next cell often stand between them in
the text of the page, so the next line is looked for by its place, not by the order of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from woolak.detect.text import lines
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Finding, Page, Person, Word

_LETTERS = regex.compile(r"[\p{L}\p{M}'’]+")
_PIECE = 2
"""The first piece of a broken word has at least so many letters."""
_WHOLE = 5
"""A name that is broken inside a word and stands alone has at least so many letters."""
_NEXT = 0.6, 2.2
"""The next line of a cell begins within so many line heights."""
_MOST = 7
"""A name stands in at most so many pieces."""
_EDGE = 1.0

Wanted = Mapping[str, Sequence["Whole"]]


@dataclass(frozen=True, slots=True)
class Whole:
    """The words of a name, folded; for the surname with what may stand before it."""

    parts: tuple[str, ...] = field(repr=False)
    tussen: frozenset[str] = field(repr=False)
    origin: Finding


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The words of a page, by the letters in them, and where its cells begin and end."""

    words: Sequence[Word] = field(repr=False)
    spoken: Sequence[str] = field(repr=False)
    begins: Sequence[int]
    """From the highest to the lowest."""
    tops: Sequence[float]
    """How high each of these begins."""
    ends: frozenset[int]
    left: Mapping[int, float] = field(repr=False)
    below: dict[int, list[int]]
    """What was asked of a word before: names that begin alike are asked for one after another."""


def wanted(words: Vocabulary, person: Person, origin: Finding) -> Iterator[Whole]:
    """Yield the names of a person that a line can break, each with the surname in it."""
    last = _folded(person.achternaam)
    tussen = frozenset(_folded(person.tussenvoegsel))
    if not last or words.tussenvoegsels.issuperset(last):
        return
    given = _folded(" ".join(person.voornamen[:1]))
    initials = fold("".join(_LETTERS.findall(person.initialen)))
    yield Whole(last, tussen, origin)
    if given and len(given[0]) > 1:
        yield Whole((*given, *last), tussen, origin)
        yield Whole((*given, last[0][0]), tussen, origin)
        if not words.lexicon.ordinary(given[0]):
            yield Whole(given, frozenset(), origin)
    if initials:
        yield Whole((initials, *last), tussen, origin)


def by_beginning(every: Iterator[Whole]) -> Wanted:
    """Return names under all that their first piece can be."""
    found: dict[str, dict[tuple[str, ...], Whole]] = defaultdict(dict)
    for whole in every:
        first = whole.parts[0]
        for size in {*range(_PIECE, len(first)), len(first)}:
            found[first[:size]].setdefault(whole.parts, whole)
    order = {beginning: sorted(those.values(), key=_length) for beginning, those in found.items()}
    return {beginning: tuple(those) for beginning, those in order.items()}


def _length(whole: Whole) -> int:
    return -len(whole.parts)


def find(page: Page, known: Wanted) -> Iterator[tuple[list[tuple[int, int]], Finding]]:
    """Yield the pieces (start, end) of each broken name on a page, with the finding it is of."""
    sheet: _Sheet | None = None
    spoken = [_letters(word.text) if _whole(page.text, word) else "" for word in page.words]
    every = frozenset(spoken)
    used: set[int] = set()
    for at, word in enumerate(spoken):
        for whole in known.get(word, ()) if word and at not in used else ():
            if not _goes_on(whole, word, every):
                continue
            sheet = sheet or _sheet(page, spoken)
            pieces = _matched(sheet, whole, at)
            if pieces is not None and _broken(sheet, whole, pieces):
                used |= set(pieces)
                yield [_span(page.words[i]) for i in pieces], whole.origin
                break


def _whole(text: str, word: Word) -> bool:
    """Say whether a word is no letter of a longer one, as each is of slanted and stacked text."""
    end = word.start + len(word.text)
    before = text[max(word.start - 1, 0) : word.start]
    return not (before.isalnum() or text[end : end + 1].isalnum())


def _goes_on(whole: Whole, first: str, every: frozenset[str]) -> bool:
    """Say whether what can follow the first piece of a name stands on the page at all."""
    rest = whole.parts[0][len(first) :]
    if not rest:
        if len(whole.parts) == 1:
            return False
        if not whole.tussen.isdisjoint(every):
            return True
        rest = whole.parts[1]
    return any(rest[:size] in every for size in range(1, len(rest) + 1))


def _matched(sheet: _Sheet, whole: Whole, at: int) -> list[int] | None:
    """Return the words from `at` on that make the name, None when they do not."""
    part, done, pieces = 0, 0, [at]
    while True:
        spoken = sheet.spoken[pieces[-1]]
        rest = whole.parts[part][done:]
        led = not done and part > 0 and spoken in whole.tussen
        if rest == spoken:
            part, done = part + 1, 0
        elif spoken and rest.startswith(spoken) and not led:
            done += len(spoken)
        elif not led:
            return None
        if part == len(whole.parts):
            return pieces
        then = _next(sheet, whole, pieces[-1], whole.parts[part][done:], inside=done > 0)
        if then is None or len(pieces) == _MOST:
            return None
        pieces.append(then)


def _next(sheet: _Sheet, whole: Whole, at: int, rest: str, *, inside: bool) -> int | None:
    """Return the word that goes on with the name: beside, or first on the next line of the cell."""
    near = [] if inside or at + 1 == len(sheet.words) else [at + 1]
    if not inside or at in sheet.ends:
        near += sheet.below.get(at) or sheet.below.setdefault(at, _below(sheet, at))
    for other in near:
        spoken = sheet.spoken[other]
        small = sheet.words[other].text[:1].islower() or sheet.words[at].text.endswith("-")
        if inside and not small:
            continue
        if spoken and (rest.startswith(spoken) or (not inside and spoken in whole.tussen)):
            return other
    return None


def _below(sheet: _Sheet, at: int) -> list[int]:
    """Return the words that begin a cell's line just below a word."""
    box = sheet.words[at].box
    height, left = box.y1 - box.y0, sheet.left[at]
    low, high = box.y0 + _NEXT[0] * height, box.y0 + _NEXT[1] * height
    near = sheet.begins[bisect_right(sheet.tops, low) : bisect_left(sheet.tops, high)]
    found = [
        other
        for other in near
        if (there := sheet.words[other].box).x0 < box.x1 + _EDGE and there.x1 > left - _EDGE
    ]
    top = min((sheet.words[other].box.y0 for other in found), default=0.0)
    return sorted(o for o in found if sheet.words[o].box.y0 < top + 0.5 * height)


def _broken(sheet: _Sheet, whole: Whole, pieces: list[int]) -> bool:
    """Say whether a name stands on more than one line, and is long enough to be told by it."""
    if len(pieces) < _PIECE:
        return False
    first, last = (sheet.words[i].text for i in (pieces[0], pieces[-1]))
    if len(whole.parts) > 1 and first[:1].islower() and not last[:1].islower():
        return False  # `De gemeente wil dat` above `De Raad besluit`
    boxes = [sheet.words[i].box for i in pieces]
    lines_of = any(not lines.level(boxes[0], box) for box in boxes[1:])
    alone = len(whole.parts) == 1
    return lines_of and (not alone or len(whole.parts[0]) >= _WHOLE)


def _sheet(page: Page, spoken: Sequence[str]) -> _Sheet:
    place = {word.start: at for at, word in enumerate(page.words)}
    begins: set[int] = set()
    ends: set[int] = set()
    left: dict[int, float] = {}
    for fragment in lines.fragments(page, 0):
        every = [place[word.start] for word in fragment.words]
        begins.add(every[0])
        ends.add(every[-1])
        left |= dict.fromkeys(every, fragment.box.x0)
    order = sorted(begins, key=lambda at: page.words[at].box.y0)
    tops = [page.words[at].box.y0 for at in order]
    return _Sheet(page.words, spoken, order, tops, frozenset(ends), left, {})


def _span(word: Word) -> tuple[int, int]:
    """Return where the letters of a word stand, without the signs around them."""
    found = list(_LETTERS.finditer(word.text))
    return word.start + found[0].start(), word.start + found[-1].end()


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> str:
    return fold("".join(_LETTERS.findall(text)))


def _folded(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_letters, text.split())))
