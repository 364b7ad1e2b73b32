# SPDX-License-Identifier: EUPL-1.2
"""A surname on a page in, where what its bearer is called begins before it out."""

from __future__ import annotations

import regex

from woolak.detect.naming import evidence, pieces
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_SHORTENED = regex.compile(r"(?<![\p{L}])v\.?[ ]?(?:d\.?)?[ ]$")
"""A tussenvoegsel that is shortened: the capital behind it begins no sentence."""
ARTICLE = regex.compile(r"(?i)(?<![\p{L}])(?:de|het|een|deze|elke|the)[ ]$")
_ADJECTIVE = regex.compile(r"(?<![\p{L}-])(?P<word>\p{Lu}\p{Ll}{3,}e)[ ]$")
_NICK = 7
"""No nickname is an ordinary word with more letters."""
_LONGEST = 24
"""An adjective before a word has no more letters."""
_NEAR = 60
"""White space before a word is no longer than this."""
_BEGINS = '.!?:;\n\t•-–|>"“‘('
"""Behind these signs a capital is that of a sentence, a line or a cell."""


def in_sentence(text: str, start: int) -> bool:
    """Say whether a capital at `start` is not just that of a sentence, a line or a cell."""
    if _SHORTENED.search(text, max(start - 6, 0), start):
        return True
    before = text[max(start - _NEAR, 0) : start].rstrip(" \u00a0")[-1:]
    return bool(before) and before not in _BEGINS


def of_a_thing(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether an article or an adjective makes a thing of a word at `start`: `Europese Raad`.

    Neither does where somebody is asked or greeted: `vraag het Tessa`, `Beste Raad`.
    """
    led = ARTICLE.search(text, max(start - 9, 0), start)
    if led is None:
        return bent(words, text, start)
    if led[0][0].isupper() and in_sentence(text, led.start()):  # `dat De Raad belt`
        return False
    return evidence.before(words, text, start) < evidence.STRONG


def bent(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether an adjective with a capital stands before `start`: no greeting, no function."""
    led = _ADJECTIVE.search(text, max(start - _LONGEST, 0), start)
    if led is None or evidence.before(words, text, start) >= evidence.STRONG:
        return False
    word = led["word"]
    other = words.aanhef.match(word) or words.functie.fullmatch(word)
    return other is None and pieces.plain(words, word)


def begins(words: Vocabulary, text: str, before: tuple[str, int, int], low: int) -> int:
    """Return where what somebody is called begins, before the surname at `low`: `met Hi Đặng`.

    `before` is the word before the surname: folded, with its offsets; `low` when it is no name.
    """
    _, start, end = before
    word = text[start:end]
    if not pieces.capped(word):
        return low
    turned = text[end:low] == "\n" and text[max(start - 1, 0) : start] in ("", "\n")
    if text[end:low] != " " and not (turned and words.lexicon.first(word)):
        return low
    known = fold(word) in words.geroepen or words.lexicon.first(word)
    if not (known or in_sentence(text, start)) or _other(words, text, before):
        return low
    return start


def _other(words: Vocabulary, text: str, before: tuple[str, int, int]) -> bool:
    """Say whether a word before a surname is a function, a title, a thing or a place."""
    _, start, end = before
    word = text[start:end]
    if words.functie.match(text, start) or words.titel.match(f"{word} "):
        return True
    if len(word) > _NICK and words.lexicon.ordinary(word) and not words.lexicon.first(word):
        return True
    if pieces.thing(words, word) or words.nobody([word]) or words.lexicon.place(word):
        return True
    return fold(word) in words.tussenvoegsels or word in words.afkortingen
