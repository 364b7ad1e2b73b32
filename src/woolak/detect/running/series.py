# SPDX-License-Identifier: EUPL-1.2
"""A word in a text in; whether it stands in a row of places or of words that nobody bears, out.

`France and Poland asked`, `Frans en Engels`, `Terminal Noord`: what stands before tells what it is.
"""

from __future__ import annotations

import regex

from woolak.detect.naming import pieces
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_BEFORE = regex.compile(
    r"(?<![\p{L}-]|\p{Lu}\p{Ll}+ |(?<!\p{L})\p{L}\. )(?P<other>\p{Lu}\p{Ll}+)"
    r"(?: en | and | of | or |, )$"
)
"""The word that another is joined to, when it is not the end of a name."""
_BEHIND = regex.compile(
    r"(?: en | and | of | or |, )(?P<other>\p{Lu}\p{Ll}+)(?![\p{L}-]|[ ]\p{Lu})"
)
_LED = regex.compile(r"(?<![\p{L}-])(?P<other>\p{Lu}\p{Ll}+)[ ]$")
_ROW = regex.compile(
    r"(?<!\p{L})(?P<what>\p{L}\p{Ll}{3,})[ \n](?P<of>van[ \n])?"
    r"(?:(?P<other>\p{Lu}[\p{L}-]+),[ \n])*(?:(?P<other>\p{Lu}[\p{L}-]+)[ \n](?:en|of)[ \n])?$"
)
"""What a row is of, and its other words before one: `de burgemeesters van Velsen, Gouda en `."""
_FAR, _ROW_FAR = 30, 160
_TWO = 2
_END = ("", "\n", "\t")


def of_places(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a place that nobody is called stands before one: `France and Poland asked`.

    Behind one it need only be no first name: `France and Poland` again.
    """
    behind = _BEHIND.match(text, end)
    other = behind["other"] if behind is not None else ""
    there = words.lexicon.place(other) and not words.lexicon.first(other)
    if there and not words.lexicon.last(text[start:end]):
        return True
    found = _BEFORE.search(text, max(start - _FAR, 0), start)
    return found is not None and _place(words, found["other"])


def led(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a place stands in a row that is said to be of places: `de gemeenten X en Y`."""
    found = _ROW.search(text, max(name.start - _ROW_FAR, 0), name.start)
    if found is None:
        return False
    bodies = fold(found["what"]) in words.speech.in_plaatsen
    seats = bool(found["of"]) and fold(found["what"]) in words.speech.van_plaatsen
    others = found.captures("other")
    return (bodies or seats) and all(words.lexicon.place(other) for other in others)


def of_words(words: Vocabulary, text: str, start: int, part: str) -> bool:
    """Say whether a word that nobody is called stands before one, and it is no plain name.

    Units are no such words: who is named beside one is somebody (`Juridische Zaken en Bakker`).
    """
    listed = words.lexicon.last(part) or words.lexicon.first(part)
    if not listed and words.speech.op_reis.search(text, max(start - _FAR, 0), start):
        return True
    way = fold(part) in words.beside.ways
    led = _LED.search(text, max(start - _FAR, 0), start) if way else None
    if led is not None and pieces.usual(words, led["other"]):
        return True
    found = _BEFORE.search(text, max(start - _FAR, 0), start)
    if found is None or words.given(part):
        return False
    other, surname = found["other"], words.lexicon.last(part)
    unit = words.zaak_uitgang.search(fold(other)) is not None
    unit = unit or words.portefeuille.fullmatch(f" van {other}") is not None
    plain = pieces.usual(words, other) and not unit
    if surname:
        return plain and words.lexicon.common(part)
    return plain or _place(words, other)


def of_body(words: Vocabulary, parts: list[str]) -> bool:
    """Say whether words are those of a unit, or of a meeting with a body: `BO MIRT`."""
    shouted = len(parts) > 1 and all(map(str.isupper, parts)) and len(parts[0]) == _TWO
    body = shouted and parts[-1] in words.afkortingen and not pieces.is_listed(words, parts[-1])
    return body or pieces.coded(words, parts)


def month(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether `Jan` or `Mei` fills a line, and another short month does: a column of months."""
    if words.beside.months.match(text, start) is None or text[end : end + 1] not in _END:
        return False
    return len({found[0] for found in words.beside.months.finditer(text)}) > 1


def somewhere(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a place, or made of two: `Arnhem-Leeuwarden`."""
    return words.lexicon.place(part) or (
        "-" in part and all(words.lexicon.place(half) for half in part.split("-"))
    )


def region(words: Vocabulary, part: str) -> bool:
    """Say whether a word is a place, or a side of one: `Oost-Brabant`."""
    side, _, rest = part.partition("-")
    return words.lexicon.place(part) or (fold(side) in words.beside.ways and _place(words, rest))


def _place(words: Vocabulary, word: str) -> bool:
    return words.lexicon.place(word) and not words.lexicon.last(word)
