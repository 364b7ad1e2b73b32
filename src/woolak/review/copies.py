# SPDX-License-Identifier: EUPL-1.2
"""Places in; which of them are the same place in a copy of the same passage out.

A quoted e-mail or a second copy of a letter repeats a place with the words around it, often with a
word or a letter changed. Each place is compared only with a few that share three words in a row
with it, so that the work grows with the dossier and not with its square.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from woolak.dossier import Dossier, rows
from woolak.model import Finding, Verdict
from woolak.model.review import Place
from woolak.review.passages import Around, Words, alike, nearly, words

_EXACT = 4
"""Words on either side that make two places one without a closer look."""
_COMPARED = 8
"""Passages with three words in common that a new one is compared with."""
_KEYS = 3
"""Words in a row of each side that a passage is found by, beside the nearest."""
_ON_PAGE, _TOLD = 20, 1000
"""Copies without a place that are told, of one page and in all: more are one problem, not many."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The first place that was met in certain words, for all that stand in the same ones."""

    place: str
    kind: str
    spoken: tuple[str, ...] = field(repr=False)
    around: Around = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A copy of a passage in which nothing was found where `like` is a place."""

    document: str
    page: int
    text: str = field(repr=False)
    like: str


class _Sets:
    """Numbers that belong together, with the names that stand under them."""

    def __init__(self) -> None:
        self._parents: list[int] = []
        self.names: dict[int, list[str]] = {}

    def new(self) -> None:
        self.names[len(self._parents)] = []
        self._parents.append(len(self._parents))

    def root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def join(self, one: int, other: int) -> None:
        small, large = sorted(
            (self.root(one), self.root(other)), key=lambda root: len(self.names[root])
        )
        if small != large:
            self._parents[small] = large
            self.names[large] += self.names.pop(small)

    def put(self, number: int, name: str) -> None:
        self.names[self.root(number)].append(name)

    def of(self, number: int) -> list[str]:
        return self.names[self.root(number)]


class Copies:
    """Which places share a passage, made page by page so that nobody waits for it."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self.forget()

    def forget(self) -> None:
        """Drop everything: the dossier was judged anew."""
        self._passages.clear()
        self._exact: dict[int, int] = {}
        self._near: dict[int, list[int]] = {}
        self._of: dict[str, int] = {}
        self._same, self._alike = _Sets(), _Sets()
        self.unmarked: list[Unmarked] = []

    def add(self, dossier: Dossier, document: str, page: int, places: Iterable[Place]) -> None:
        """Take in the places of one page."""
        new = [place for place in places if place.id not in self._of]
        if not new:
            return
        known = {finding.id: finding for finding in dossier.findings_on(document, page)}
        texts = {
            str(row["layer"]): words(rows.text_of(row["body"]))
            for row in dossier.page_bodies(document, page)
        }
        for place in new:
            found = known.get(place.id)
            span = _span(dossier, found) if found else None
            if span and span[0] in texts:
                self._take(place, texts[span[0]], texts[span[0]].span(*span[1]))

    def _take(self, place: Place, text: Words, span: tuple[int, int]) -> None:
        first, last = span
        around = text.around(first, last)
        close = around.nearest(_EXACT)
        # Too few words tell nothing: a name alone on a page is no copy of another.
        alone = place.id if len(close.before) + len(close.after) < _EXACT else ""
        spoken = text.spoken[first:last]
        key = hash((place.kind, spoken, close.before, close.after, alone))
        number = self._exact.get(key)
        if number is None:
            number = self._exact[key] = len(self._passages)
            passage = Passage(place.id, place.kind, spoken, around)
            self._passages.append(passage)
            self._same.new()
            self._alike.new()
            if not alone:
                self._join(number, passage)
        self._of[place.id] = number
        self._same.put(number, place.id)
        self._alike.put(number, place.id)

    def _join(self, number: int, passage: Passage) -> None:
        """Join a new passage with those that it is a copy of."""
        for key in _keys(passage):
            there = self._near.setdefault(key, [])
            for other in there:
                self._compare(number, other)
            if len(there) < _COMPARED:
                there.append(number)

    def _compare(self, number: int, other: int) -> None:
        one, two = self._passages[number], self._passages[other]
        if one.kind != two.kind or self._same.root(number) == self._same.root(other):
            return
        equal = one.spoken == two.spoken
        if (equal or nearly(one.spoken, two.spoken)) and alike(one.around, two.around):
            self._alike.join(number, other)
            if equal:
                self._same.join(number, other)

    def look_through(self, dossier: Dossier, document: str, page: int) -> None:
        """Look on a page for passages without the place that their copies have."""
        body = next(iter(dossier.page_bodies(document, page)), None)
        if body is None or len(self.unmarked) >= _TOLD:
            return
        text = words(raw := rows.text_of(body["body"]))
        told, found = 0, _in_layer(dossier, document, page, str(body["layer"]))
        taken = [text.span(*span) for span in found]
        for first, last, like in self._bare(text):
            if not any(first < end and start < last for start, end in taken):
                taken.append((first, last))
                end = text.starts[last - 1] + len(text.spoken[last - 1])
                spoken = raw[text.starts[first] : end]
                self.unmarked.append(Unmarked(document, page, spoken, like))
                told += 1
            if told == _ON_PAGE:
                return

    def _bare(self, text: Words) -> Iterator[tuple[int, int, str]]:
        """Yield the words (first, last) that stand where a copy has a place, and that place."""
        for at in range(len(text.spoken) - 2):
            three = text.spoken[at : at + 3]
            for number in self._near.get(_key("before", *three[::-1]), ()):
                passage = self._passages[number]
                for more in (0, 1, -1):
                    last = at + 3 + len(passage.spoken) + more
                    if _copied(text, (at + 3, last), passage):
                        yield at + 3, last, passage.place
            for number in self._near.get(_key("after", *three), ()):
                passage = self._passages[number]
                for more in (0, 1, -1):
                    first = at - len(passage.spoken) - more
                    if first >= 0 and _copied(text, (first, at), passage):
                        yield first, at, passage.place

    def of(self, place: str, *, near: bool = False) -> tuple[str, ...]:
        """Return the places that are the same in a copy, the place itself included.

        `near`: those as well of which the text has a typing error, or a word more.
        """
        number = self._of.get(place)
        if number is None:
            return (place,)
        return tuple((self._alike if near else self._same).of(number))

    def groups(self) -> Iterable[list[str]]:
        """Return the places that stand in the same or nearly the same passage."""
        return self._alike.names.values()


def _in_layer(dossier: Dossier, document: str, page: int, layer: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of everything that was found or drawn in a layer of a page."""
    for found in dossier.findings_on(document, page):
        if (span := _span(dossier, found)) and span[0] == layer:
            yield span[1]


def _span(dossier: Dossier, found: Finding) -> tuple[str, tuple[int, int]] | None:
    """Return the layer and the offsets of a finding; of a drawn one those of its words."""
    if found.start is not None and found.end is not None:
        return str(found.layer), (found.start, found.end)
    for page in dossier.page(found.document, found.page) if found.text else ():
        under = [w for w in page.words if any(w.box.overlaps(box) for box in found.boxes)]
        if under:
            ends = [word.start + len(word.text) for word in under]
            return str(page.layer), (min(word.start for word in under), max(ends))
    return None


def _copied(text: Words, span: tuple[int, int], passage: Passage) -> bool:
    first, last = span
    if not first < last <= len(text.spoken):
        return False
    return nearly(text.spoken[first:last], passage.spoken) and alike(
        text.around(first, last), passage.around
    )


def _keys(passage: Passage) -> Iterator[int]:
    """Yield what a passage is found by: words in a row, the nearest ones without the text too."""
    sides = (("before", passage.around.before), ("after", passage.around.after))
    for side, spoken in sides:
        rows_of_three = list(zip(*(islice(spoken, n, None) for n in range(3)), strict=False))
        if not rows_of_three:
            continue
        yield _key(side, *rows_of_three[0])
        # Those that sort first are most often the same ones in a copy.
        for three in sorted(rows_of_three, key=_sort_key)[:_KEYS]:
            yield _key(side, *three, *passage.spoken)


def _sort_key(spoken: tuple[str, ...]) -> int:
    """Return a number without order that is the same in every process, as `hash` is not."""
    return zlib.crc32("\0".join(spoken).encode())


def _key(side: str, *spoken: str) -> int:
    return hash((side, spoken))


def differing(copies: Copies, places: Mapping[str, Place]) -> Iterator[list[Place]]:
    """Yield the places that are copies of one another and are decided differently."""
    for names in copies.groups():
        there = [places[name] for name in names if name in places]
        if len({(p.verdict or Verdict.KEEP, p.grond) for p in there}) > 1:
            yield there


def bare(
    copies: Copies, places: Mapping[str, Place], there: Callable[[str, int], Iterable[Place]]
) -> Iterator[tuple[Unmarked, Place]]:
    """Yield where a copy still shows what is redacted elsewhere, with the place elsewhere.

    `there` gives the places on a page: what was drawn or searched since then covers its words.
    """
    for one in copies.unmarked:
        like = places.get(one.like)
        if like is None or like.verdict is not Verdict.REDACT:
            continue
        by_hand = [p for p in there(one.document, one.page) if p.rule.startswith("hand")]
        if not any(set(words(one.text).spoken) <= set(words(p.text).spoken) for p in by_hand):
            yield one, like
