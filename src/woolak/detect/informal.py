# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names without a capital, as in chats and informal mail.

A lower-case word is a name only where a sentence needs a human being: `zal ik tessa vragen`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect import evidence
from woolak.detect.evidence import HUMAN, SHARED, STRONG
from woolak.detect.view import Hit
from woolak.detect.vocabulary import Vocabulary
from woolak.model import Kind

_LOWER = regex.compile(
    r"(?<![\p{L}\p{N}@._/\\'’-])\p{Ll}[\p{Ll}\p{M}]{2,}(?:-\p{Ll}+)?(?![\p{L}\p{N}@_/\\'’-])"
)
_ASKED = regex.compile(
    r"(?i)(?<![\p{L}])(?:moet|kan|wil|gaat|komt|heeft|is|was|zou|mag|doet|weet|en)[ ]$"
)
_STILL = regex.compile(
    r"[ ](?:daar|nou|nu|nog|ook|dit|dat|hier|er|even|niet|weer|al|je|jou|mij|me|het|morgen)"
    r"(?![\p{L}])"
)
_NEAR = regex.compile(
    r"(?i)(?<![\p{L}])(?:alleen|of|naar|blijft|zag|zet|aan|met|van|door|bij|via|voor|en|namens|volgens|als|dan|zegt|ook|groet|gr|mvg)"
    r" $"
)
_LONGEST = 24


def find(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Return the names without a capital that the words around them give away."""
    lexicon = words.lexicon
    for found in _LOWER.finditer(text):
        word = found[0]
        if len(word) > _LONGEST or word in words.geen_voornaam or word in words.geen_persoon:
            continue
        known = lexicon.first(word)
        if not known and lexicon.ordinary(word):
            continue
        sure = known and not lexicon.ordinary(word)
        wanted = SHARED if sure else STRONG if words.surname(word) else HUMAN
        if _level(words, text, found.start(), found.end()) >= wanted:
            yield _hit(words, text, found)


def _level(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return the evidence for a human being; asked or told something counts for all of it."""
    if evidence.asked(words, text, start, end):
        return HUMAN
    level = evidence.around(words, text, start, end)
    question = _ASKED.search(text, max(start - 8, 0), start) and _STILL.match(text, end)
    near = _NEAR.search(text, max(start - 10, 0), start)
    return max(level, STRONG if question else SHARED if near else 0)


def _hit(words: Vocabulary, text: str, first: regex.Match[str]) -> Hit:
    end = first.end()
    whole = words.grammar.lower.match(text, first.start())
    if whole is not None and whole.end() > end:
        last = whole[0].split()[-1]
        if words.lexicon.last(last) and not words.lexicon.ordinary(last):
            end = whole.end()
    why = "Een naam zonder hoofdletter, waar een mens wordt genoemd."
    return Hit(first.start(), end, Kind.NAME, 0.5, "namen.informeel", why)


def named(words: Vocabulary, word: str) -> bool:
    """Say whether a lower-case word can hardly be anything but a name."""
    return word.lower() not in words.geen_persoon and not words.lexicon.ordinary(word)
