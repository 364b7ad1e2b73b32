# SPDX-License-Identifier: EUPL-1.2
"""The messages of a chat go in; out come the places of senders that no list of names knows.

`boss`, `Mister T`, `Rooie`: what a chat calls somebody is a name by its place, when others in that
place are people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.moments import TIME
from woolak.detect.words.vocabulary import Vocabulary

_CLOCKS = regex.compile(rf"(?m)^[ ]*{TIME}[ ]*(?:[✓√]+)?[ ]*$")
"""A line that holds the time of the message above it, and nothing else."""
_NICK = regex.compile(r"\p{L}[\p{L}\p{M}\p{N} .'’()_-]{0,24}")
_LINE = regex.compile(r"\s*(?P<who>\p{Lu}[^\n]{0,24})\n(?=[ ]*\S)")
_PEOPLE = 2
_BLOCKS = 3
_WORDS = 3


@dataclass(frozen=True, slots=True)
class Message:
    """Where a sender stands, whether he is known to be somebody, and whether a date is there."""

    start: int
    end: int
    who: str = field(repr=False)
    named: bool
    dated: bool


def strange(words: Vocabulary, messages: Sequence[Message]) -> Iterator[tuple[int, int]]:
    """Yield the senders that are no known names, in a chat in which people take part.

    A word that stands in every text has to send more than once.
    """
    named = sum(one.named for one in messages)
    if named < _PEOPLE:
        return
    mostly = named >= _PEOPLE * (len(messages) - named)
    often = Counter(one.who.strip(" ~") for one in messages if not one.named)
    for one in messages:
        who = one.who.strip(" ~")
        if one.named or not fits(words, who):
            continue
        common = all(words.lexicon.common(piece) for piece in who.split())
        if often[who] > 1 or (one.dated and (mostly or not common)):
            yield one.start, one.end


def above(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield the senders that stand above a message of which the time stands below it."""
    clocks = [found.end() for found in _CLOCKS.finditer(text)]
    if len(clocks) < _BLOCKS:
        return
    heads = [_LINE.match(text, at, stop) for at, stop in zip([0, *clocks], clocks, strict=False)]
    found = [head for head in heads if head is not None and fits(words, head["who"].strip())]
    often = Counter(head["who"].strip() for head in found)
    if max(often.values(), default=0) > 1 and 2 * len(found) > len(clocks):
        for head in found:
            start = head.start("who")
            yield start, start + len(head["who"].rstrip())


def fits(words: Vocabulary, who: str) -> bool:
    """Say whether this can be what a chat calls somebody: no unit, no office, no thing."""
    pieces = who.split()
    if not pieces or len(pieces) > _WORDS or _NICK.fullmatch(who) is None:
        return False
    if (
        pieces[0].lower() in words.dag_boven_berichten
        or words.nobody([who, *pieces])
        or who in words.afkortingen
        or fold(who) in words.geen_code
    ):
        return False
    thing = words.zaak_uitgang.search(fold(who)) is not None and words.lexicon.word(pieces[-1])
    return not thing and words.functie.fullmatch(who) is None
