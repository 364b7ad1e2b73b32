# SPDX-License-Identifier: EUPL-1.2
"""The sentence around a name goes in; the turns of phrase in it that only people are met in, out.

Where colleagues are to be found (`je moet bij Dewkumar zijn`, `bij Sikorska van de afdeling Bodem`)
and what they want to be told (`wil altijd vooraf gebeld worden`).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from woolak.detect.words.vocabulary import Vocabulary

_AT = regex.compile(r"(?<!\p{L})bij[ \n]$")
_LED = regex.compile(r"(?<!\p{L})(?:bij|met|door|via|aan|van|en|of|naar)[ \n]$")
_NEXT = regex.compile(r"[ \n](?P<word>\p{Ll}+)(?![\p{L}-])")
_VERB = regex.compile(r"(?<![\p{L}-])(?P<verb>\p{L}{2,12})[ \n]$")
_TAIL = regex.compile(r"(?:[ \n]\p{Ll}[\p{Ll}'’-]*){1,5}")
_WANTS = regex.compile(
    r"[ \n](?:wil|wilde|wenst|hoeft)(?:[ \n]\p{Ll}+){0,5}?[ \n](?P<done>\p{Ll}{4,})"
    r"[ \n](?:te[ \n])?worden(?!\p{L})"
)
_PLURAL = regex.compile(
    r" (?:en|and) (?:\p{Ll}{2,3} ){0,2}\p{Lu}[\p{L}\p{M}'’-]+[ \n](?P<verb>\p{Ll}{2,}en)(?!\p{L})"
)
"""Two who do something: `Azzouzi en Steinmetz leveren`."""
_DOUBLE = regex.compile(r"([bdfgklmnprst])\1$")
_OPEN = regex.compile(r"(?<![aeiou])([aeou])([bcdfghjklmnpqrstvxz])$")
_VOICED = {"v": "f", "z": "s"}


def found_there(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether one goes to somebody, by what stands around a name: `bij Dewkumar zijn`."""
    lead = text[max(start - 6, 0) : start]
    follows = _NEXT.match(text, end)
    if follows is not None and follows["word"] in words.speech.bij_iemand and _AT.search(lead):
        return True
    return bool(_LED.search(lead)) and words.politics.afdeling.match(text, end) is not None


def turned(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a verb before a name says with what follows it what people do: `is Bos ziek`."""
    verb, tail = _VERB.search(text, max(start - 14, 0), start), _TAIL.match(text, end)
    if verb is None or tail is None:
        return False
    told = [verb["verb"].lower(), *tail[0].split()]
    plain = plainly(words, told)
    return any(
        not words.menselijk.isdisjoint((tuple(told[:size]), tuple(plain[:size])))
        for size in (2, 3, 4)
    )


def wants(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether who is named wants to be called or told: `wil vooraf gebeld worden`."""
    found = _WANTS.match(text, end)
    return found is not None and found["done"] in words.met_persoon


def both(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether two do what people do in minutes: `Azzouzi en Steinmetz leveren de cijfers`."""
    found = _PLURAL.match(text, end)
    return found is not None and not words.handelingen.isdisjoint(_singular(found["verb"]))


def plainly(words: Vocabulary, told: Sequence[str]) -> list[str]:
    """Return the words behind a name without those that say no more: `is trouwens ziek`."""
    return [*told[:1], *(word for word in told[1:] if word not in words.speech.tussendoor)]


def _singular(verb: str) -> tuple[str, ...]:
    """Return what the third person of a Dutch infinitive may be: `leveren`, `levert`."""
    stem = verb[:-2]
    closed = stem[:-1] + _VOICED.get(stem[-1:], stem[-1:])
    return (
        stem + "t",
        _DOUBLE.sub(r"\1", stem) + "t",
        closed + "t",
        _OPEN.sub(r"\1\1\2", closed) + "t",
    )
