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
_LONG_NUMBER = 8
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Long enough not to come about by chance in compressed bytes.
_RUN = re.compile(rb"[A-Za-z0-9@.,'+\- ]{6,}|(?:\0[A-Za-z0-9@.,'+\- ]){6,}\0?")


@dataclass(frozen=True, slots=True)
class Needle:
    """A text as its letters and digits only, and a pattern that finds it as a word of its own."""

    letters: str = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def count(self, folded: str) -> int:
        """Return how often a folded text holds it, spaced out or hyphenated, as a word."""
        return sum(1 for _ in self.pattern.finditer(folded))

    @property
    def joins(self) -> bool:
        """Say whether it is long enough to be looked for in letters whose words are unknown."""
        return len(self.letters) >= _JOINED

    @property
    def numeric(self) -> bool:
        """Say whether it is a short number, which any file holds as an offset or a size."""
        return self.letters.isdigit() and len(self.letters) < _LONG_NUMBER


def needle(text: str) -> Needle | None:
    """Return what to look for, or None below four letters and digits: that proves nothing."""
    letters = squeezed(fold(text)).replace(SEPARATOR, "")
    if len(letters) < _SHORTEST:
        return None
    before = r"(?<!\d)" if letters[0].isdigit() else r"(?<![^\W\d_])"
    after = r"(?!\d)" if letters[-1].isdigit() else r"(?![^\W\d_])"
    return Needle(letters, re.compile(f"{before}{f'{_GAP}*'.join(map(re.escape, letters))}{after}"))


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
    folded = fold(text)
    packed = squeezed(folded)
    return [item for item in needles if item.letters in packed and item.count(folded)]


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
