# SPDX-License-Identifier: EUPL-1.2
"""A removed text in; the spellings in which it could live on, and how often a text holds one."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]

SEPARATOR = "\x1e"
"""Between texts that stand apart: no spelling runs on over it."""

_SHORTEST = 4
_JOINED = 6
_NUMBERS = 1 << 17
_AT_ONCE = 1 << 16
_GAP = rf"(?:[^\w{SEPARATOR}]|_)"
_GAPS = re.compile(f"{_GAP}+")
_ASCII_GAPS = dict.fromkeys(ord(char) for char in map(chr, range(128)) if _GAPS.fullmatch(char))
_INK = re.compile(rf"(?:[^\W_]|{SEPARATOR})+")
_LONG_NUMBER = 8
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Long enough not to come about by chance in compressed bytes.
_LONG = 6
_RUN = re.compile(rb"[A-Za-z0-9@.,'+\- ]{6,}|(?:\0[A-Za-z0-9@.,'+\- ]){6,}\0?")
_OF_RUN = bytes([bool(re.match(rb"[A-Za-z0-9@.,'+\- \0]", bytes([byte]))) for byte in range(256)])


@dataclass(slots=True)
class Searched:
    """A text made ready to be searched for many needles: folded, and without its gaps.

    `at` are the places of the letters of `packed` in `folded`, `grams` says of a number whether a
    run of four letters in `packed` has it (see `_grams`): both are made when they are asked for.
    """

    folded: str = field(repr=False)
    packed: str = field(repr=False)
    _at: array[int] = field(default_factory=lambda: array("l"), repr=False)
    _grams: Flags | None = field(default=None, repr=False)

    @property
    def at(self) -> Sequence[int]:
        """Return where in `folded` each letter of `packed` stands."""
        if not self._at:
            for run in _INK.finditer(self.folded):
                self._at.extend(range(*run.span()))
        return self._at

    @property
    def grams(self) -> Flags:
        """Return which runs of four letters there are: what begins otherwise is not there."""
        if self._grams is None:
            self._grams = np.zeros(_NUMBERS, dtype=np.bool_)
            for start in range(0, len(self.packed), _AT_ONCE):
                self._grams[_numbered(self.packed[start : start + _AT_ONCE + _SHORTEST - 1])] = True
        return self._grams


@dataclass(frozen=True, slots=True)
class Needle:
    """A text as its letters and digits only; it is found as a word of its own."""

    letters: str = field(repr=False)

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


@dataclass(frozen=True, slots=True)
class Needles:
    """Needles that are looked for together; `starts` are the numbers of their first four letters.

    A text is gone through once for all of them: a long document has thousands.
    """

    some: tuple[Needle, ...]
    starts: Codes = field(repr=False)

    def within(self, where: Searched) -> list[Needle]:
        """Return those whose letters stand in a row in a text, also inside another word."""
        if not self.some:
            return []
        likely = np.flatnonzero(where.grams[self.starts]).tolist()
        return [self.some[at] for at in likely if self.some[at].letters in where.packed]

    def held(self, text: str) -> list[Needle]:
        """Return those that a text holds as a word of its own."""
        where = searched(text)
        return [item for item in self.within(where) if item.count(where)]


def needles(some: Iterable[Needle]) -> Needles:
    """Return needles to be looked for together, each once."""
    unique = tuple({item.letters: item for item in some}.values())
    starts = _codes("".join([item.letters[:_SHORTEST] for item in unique]))
    return Needles(unique, _mixed(starts[0::4], starts[1::4], starts[2::4], starts[3::4]))


def _numbered(text: str) -> Codes:
    """Return a number below `_NUMBERS` for each run of four letters, the same for the same run."""
    codes = _codes(text)
    return _mixed(codes[:-3], codes[1:-2], codes[2:-1], codes[3:])


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _mixed(first: Codes, second: Codes, third: Codes, fourth: Codes) -> Codes:
    mixed = first * 2654435761 + second * 40503 + third * 2246822519
    return (mixed + fourth * 3266489917) % _NUMBERS  # wraps, as it should


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
    return folded.translate(_ASCII_GAPS) if folded.isascii() else _GAPS.sub("", folded)


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
    return SEPARATOR.encode("ascii").join(_runs(data)).replace(b"\0", b"").decode("ascii")


def _runs(data: bytes) -> Iterator[bytes]:
    # The long ones among all bytes that may be of one: few in compressed bytes.
    found = np.frombuffer(b"\0%b\0" % data.translate(_OF_RUN), dtype=np.uint8)
    edges = np.flatnonzero(found[1:] != found[:-1]).reshape(-1, 2)
    for start, end in edges[edges[:, 1] - edges[:, 0] >= _LONG].tolist():
        run = data[start:end]
        yield from _RUN.findall(run) if b"\0" in run else (run,)
