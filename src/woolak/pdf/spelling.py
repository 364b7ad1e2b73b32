# SPDX-License-Identifier: EUPL-1.2
"""A removed text in; the spellings in which it could live on, and how often a text holds one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

SEPARATOR = "\x1e"
"""Between texts that stand apart: no spelling runs on over it."""

_SHORTEST = 4
_JOINED = 6
_GAP = rf"(?:[^\w{SEPARATOR}]|_)"
_GAPS = re.compile(f"{_GAP}+")
_INK = re.compile(rf"(?:[^\W_]|{SEPARATOR})+")
_LONG_NUMBER = 8
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Long enough not to come about by chance in compressed bytes.
_RUN = re.compile(rb"[A-Za-z0-9@.,'+\- ]{6,}|(?:\0[A-Za-z0-9@.,'+\- ]){6,}\0?")


@dataclass(slots=True)
class Searched:
    """A text made ready to be searched for many needles: folded, and without its gaps.

    `at` are the places of the letters of `packed` in `folded`, `grams` the runs of four letters in
    `packed`: both are made when they are asked for.
    """

    folded: str = field(repr=False)
    packed: str = field(repr=False)
    _at: list[int] = field(default_factory=list, repr=False)
    _grams: set[str] = field(default_factory=set, repr=False)

    @property
    def at(self) -> list[int]:
        """Return where in `folded` each letter of `packed` stands."""
        if not self._at:
            for run in _INK.finditer(self.folded):
                self._at.extend(range(*run.span()))
        return self._at

    @property
    def grams(self) -> set[str]:
        """Return every run of four letters: what has another beginning need not be looked for."""
        if not self._grams:
            shifted = (self.packed[start:] for start in range(_SHORTEST))
            self._grams.update(map("".join, zip(*shifted, strict=False)))
        return self._grams


@dataclass(frozen=True, slots=True)
class Needle:
    """A text as its letters and digits only; it is found as a word of its own."""

    letters: str = field(repr=False)

    def within(self, where: Searched) -> bool:
        """Say whether its letters stand in a row in a text, also inside another word."""
        return self.letters[:_SHORTEST] in where.grams and self.letters in where.packed

    def count(self, where: Searched) -> int:
        """Return how often a text holds it, spaced out or hyphenated, as a word."""
        found, start = 0, where.packed.find(self.letters)
        while start >= 0:
            alone = self._alone(where, start)
            found += alone
            start = where.packed.find(self.letters, start + (len(self.letters) if alone else 1))
        return found

    def _alone(self, where: Searched, start: int) -> bool:
        low, high = where.at[start], where.at[start + len(self.letters) - 1] + 1
        before, after = where.folded[max(low - 1, 0) : low], where.folded[high : high + 1]
        return not (_goes_on(self.letters[0], before) or _goes_on(self.letters[-1], after))

    @property
    def joins(self) -> bool:
        """Say whether it is long enough to be looked for in letters whose words are unknown."""
        return len(self.letters) >= _JOINED

    @property
    def numeric(self) -> bool:
        """Say whether it is a short number, which any file holds as an offset or a size."""
        return self.letters.isdigit() and len(self.letters) < _LONG_NUMBER


def _goes_on(edge: str, beside: str) -> bool:
    """Say whether a word goes on beside its edge: digits with digits, letters with letters."""
    if edge.isdecimal():
        return beside.isdecimal()
    return beside.isalnum() and not beside.isdecimal()


def needle(text: str) -> Needle | None:
    """Return what to look for, or None below four letters and digits: that proves nothing."""
    letters = squeezed(fold(text)).replace(SEPARATOR, "")
    return Needle(letters) if len(letters) >= _SHORTEST else None


def searched(text: str) -> Searched:
    """Return a text made ready to be searched."""
    folded = fold(text)
    return Searched(folded, squeezed(folded))


def fold(text: str) -> str:
    """Return a text without case, ligatures, and marks on its letters."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def squeezed(folded: str) -> str:
    """Return a folded text without anything but letters, digits and separators."""
    return _GAPS.sub("", folded)


def held(needles: Iterable[Needle], text: str) -> list[Needle]:
    """Return the needles that a text holds as a word of its own."""
    return within(needles, searched(text))


def within(needles: Iterable[Needle], where: Searched) -> list[Needle]:
    """Return the needles that a text made ready holds as a word of its own."""
    return [item for item in needles if item.within(where) and item.count(where)]


def readings(data: bytes) -> str:
    """Return bytes as the texts that they may be: Latin-1, UTF-8, UTF-16."""
    texts = [data.decode("latin-1").removeprefix("\xfe\xff").removeprefix("\xff\xfe")]
    if not data.isascii():
        texts.append(data.decode("utf-8", "ignore"))
    if b"\0" in data or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        texts += [data.decode("utf-16-be", "ignore"), data.decode("utf-16-le", "ignore")]
    return SEPARATOR.join(texts)


def runs(data: bytes) -> str:
    """Return the stretches of letters, digits and spaces in bytes that are no text as a whole."""
    return SEPARATOR.join(run.replace(b"\0", b"").decode("ascii") for run in _RUN.findall(data))
