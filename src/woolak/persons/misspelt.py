# SPDX-License-Identifier: EUPL-1.2
"""Surnames that are redacted in, the words of a page that are one of them but for a letter, out.

`Rietdjik` for Rietdijk, by who typed it; `R1etdijk` and `K.ertendijk`, by who read pixels; and
`kjidteiR`, where text is set from right to left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Layer, Page

_SHORTEST = 6
"""A shorter surname has others beside it that differ by a letter."""
_TWO = 2
_WORD = regex.compile(r"(?<![\p{L}\p{N}\p{M}@_-])\p{Lu}[\p{L}\p{M}]{4,}(?![\p{L}\p{N}@_-])")
_READ = regex.compile(r"(?<![\p{L}\p{N}\p{M}@_])[\p{L}\p{N}][\p{L}\p{M}\p{N}.|!]{3,}[\p{L}\p{N}]")
"""A word as pixels are read: figures and dots stand for letters."""
_TURNED = regex.compile(r"(?<!\p{L})\p{Ll}{3,}\p{Lu}(?!\p{L})")
_NOTED = regex.compile(
    r"(?<![\p{L}\p{N}\p{M}@_.])\p{Lu}[\p{L}\p{M}]*+"
    r"(?:\p{N}{1,3}[\p{L}\p{M}]*+|[ ]\p{N}{1,3}[ ]\p{Ll}[\p{L}\p{M}]++)(?![\p{L}\p{N}@_])"
    r"|(?<=\p{N}[ ]?-[ ]?|\p{L}[ ]-|\p{L}-[ ])(?P<half>\p{Lu}[\p{L}\p{M}]{5,}+)(?![\p{L}\p{N}@_])"
)
"""A word with the sign of a footnote in or behind it; half a name behind that, or a gap."""
_FIGURES = regex.compile(r"[\p{N} ]+")
_SHAPES = {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "rn": "m"}
_SHAPE = regex.compile("|".join(map(regex.escape, _SHAPES)))
"""Signs that look alike on paper."""

Wanted = Mapping[str, frozenset[str]]
"""The surnames that each spelling with one letter less may be of."""


def wanted(words: Vocabulary, surnames: Iterable[str]) -> Wanted:
    """Return what `find` takes, of the surnames (folded) that are long enough and no word."""
    index: dict[str, set[str]] = defaultdict(set)
    for name in surnames:
        if len(name) >= _SHORTEST and not words.lexicon.ordinary(name):
            for shorter in (*_shorter(name), *_shorter(_shape(name))):
                index[shorter].add(name)
    return {shorter: frozenset(names) for shorter, names in index.items()}


def find(words: Vocabulary, page: Page, names: Wanted) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and the surname for each word of a page that no list knows.

    With an `e` behind it a name is an adjective: `het Leidense stuk`.
    """
    if not names:
        return
    seen = page.layer is Layer.OCR
    for word in (_READ if seen else _WORD).finditer(page.text):
        plain = fold(word[0])
        name = _meant(_shape(plain), names, seen=True) if seen else _meant(plain, names, seen=False)
        if name and plain not in (name, f"{name}e") and not _known(words, plain):
            yield *word.span(), name
    for word in _NOTED.finditer(page.text):
        plain = fold(_FIGURES.sub("", word[0]))
        bare = plain if word["half"] is None or plain in names.get(plain, ()) else plain[:-1]
        if bare in names.get(bare, ()):
            yield *word.span(), bare
    for word in _TURNED.finditer(page.text):
        plain = fold(word[0])[::-1]
        if plain in names.get(plain, ()):
            yield *word.span(), plain


def _meant(spelt: str, names: Wanted, *, seen: bool) -> str | None:
    """Return the surname that is one letter more, less, other, or turned round."""
    near = {name for shorter in _shorter(spelt) for name in names.get(shorter, ())}
    alike = (n for n in sorted(near) if _near(spelt, _shape(n) if seen else n))
    return next(alike, None)


def _known(words: Vocabulary, plain: str) -> bool:
    lexicon = words.lexicon
    a_name = lexicon.last(plain) or lexicon.first(plain) or lexicon.place(plain)
    a_word = lexicon.word(plain) or lexicon.english(plain) or lexicon.compound(plain)
    return a_name or a_word or plain in words.geen_persoon


def _shorter(name: str) -> list[str]:
    """Return a word, and the word without each of its letters."""
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _near(one: str, other: str) -> bool:
    """Say whether two words differ by one letter, or by two that were turned round."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == _TWO and one == other[::-1])


def _shape(name: str) -> str:
    return _SHAPE.sub(lambda sign: _SHAPES[sign[0]], name)
