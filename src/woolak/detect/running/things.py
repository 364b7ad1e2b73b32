# SPDX-License-Identifier: EUPL-1.2
"""A word with a capital in running text in; out comes whether it is a code, a place or a thing."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from woolak.detect.naming import english, evidence, guards, pieces, workplaces
from woolak.detect.naming.evidence import HUMAN, SHARED, STRONG
from woolak.detect.running import articles, firms, series
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_INSTITUTE = regex.compile(r"[ -](?:\p{Lu}|&)")
_CALL = regex.compile(r"(?i:bel|app|sms)[ ](?:gratis[ ])?[+(]?\d")
"""What a reader is asked to do with a number: `Bel 0800 1351`."""
_COMPOUND = regex.compile(r"-\p{Ll}")
_GROUPS = ("-Groep", "-Group")
_CODE = 5
"""A word in capitals shorter than this is a code."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the text, whether a sentence begins there, and what is around it."""

    words: Vocabulary = field(repr=False)
    text: str = field(repr=False)
    starts: bool
    around: int


def spelled_out(place: Place, name: Name, part: str) -> bool:
    """Say whether a word in capitals is a code; a long surname where a person stands is none."""
    if pieces.capped(part) or not (part[:2].isupper() and part[:2].isalpha()):
        return False
    if workplaces.halved(place.words, place.text, name.start):
        return True
    return len(part) < _CODE or place.around < SHARED or not place.words.surname(part)


def of_a_thing(place: Place, name: Name, part: str) -> bool:
    """Say whether a word is more likely a place, a compound, or what an article stands before."""
    words, text = place.words, place.text
    region = "-" in part and (series.region(words, part) or part.endswith(_GROUPS))
    if region or (place.starts and _CALL.match(text, name.start)):
        return True  # `de provincie Zuid-Holland (gedeputeerde Bos)`
    if series.somewhere(words, part):
        told = SHARED if evidence.says(words, text, name.end) else place.around
        if evidence.called(text, name.end):  # `Waterschap Limburg  06-51 ...`
            told = evidence.before(words, text, name.start)
        named = _both(place, part) or (words.lexicon.first(part) and not place.starts)
        row = series.of_places(words, text, name.start, name.end) or series.led(words, text, name)
        acts = words.lexicon.last(part) and english.sentence(words, text, name.start, name.end)
        least = SHARED if acts else STRONG if named else HUMAN  # `Driessen explained the delay`
        if row or told < least:
            return True
    institute = _INSTITUTE.match(text, name.end) and not guards.beside(words, text, part, name.end)
    institute = institute and not workplaces.halved(words, text, name.end + 1)
    if institute and place.around >= STRONG:  # `Jansen BZ belt`
        institute = evidence.past_body(words, text, name.end) == name.end
    if _COMPOUND.match(text, name.end) or institute:
        return True
    if pieces.unknown(words, part) and part in evidence.employers(words, text):
        return True
    if place.around < HUMAN and part in firms.named(words, text):
        return True
    thing = articles.led(text, name.start) or part in articles.things_in(words, text)
    return thing and place.around < HUMAN and not words.given(part)


def _both(place: Place, part: str) -> bool:
    """Say whether a place in mid-sentence is a surname as well: `Sluis`, `Hoek`."""
    return not place.starts and place.words.lexicon.last(part)
