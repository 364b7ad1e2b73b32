# SPDX-License-Identifier: EUPL-1.2
"""Text and who holds a seat in it in; out come the members whom others name where they debate.

In the record of a debate (`De heer Bos (VVD):`) and in the minutes of a council `mevrouw Vos` is
the member of that name, unless somebody else in the text bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.office import holders
from woolak.detect.office.roles import Public
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_TURN = anchors.lines(
    r"(?m)^[ ]*(?:(?:De[ ]heer|Mevrouw|Het[ ]lid)[ ][^\n:()]{2,40}?(?P<party>[ ]\([^()\n]{1,30}\))"
    r"|(?:Minister|Staatssecretaris)[ ][^\n:()]{2,40}|De[ ]voorzitter):[ ]*(?=\n|\p{Lu})"
)
_HEAD = regex.compile(r"(?m)^[ ]*(?:Van|From|Verzonden|Sent|Aan|To|Onderwerp|Subject)[ ]?:")
"""The head of a message, where a debate or a meeting ends."""
_NAMED = regex.compile(
    r"(?<!\p{L})(?i:de heer|de heren|mevrouw|de dames|collega(?:['’]s)?|het lid|de leden)[ \n]"
    r"(?=\p{Lu}|['’]t )"
)
_NEXT = regex.compile(r"(?:,[ \n]|[ \n]en[ \n])(?:(?:de[ ]heer|mevrouw)[ ])?(?=\p{Lu})")
_TITLE = regex.compile(r"(?i)[ ,]*(?:de[ ](?:heer|heren|dames)|mevrouw|mw\.|dhr\.)[ ]?$")
_TITLED = 14
_TURN_ENDS = 6000
_AHEAD = 60
_TURNS = 2
_WHY = "Lid van een vergadering, door een ander genoemd waar die debatteert."

Seats = Mapping[str, tuple[Public, ...]]


def find(words: Vocabulary, text: str, offices: Iterable[Public]) -> Iterator[Public]:
    """Yield the members who are named with an address in a debate or in the minutes of a council.

    `offices` are those that stand beside their party, or in the list of who is present.
    """
    regions = list(_regions(words, text))
    seats = _seats(offices) if regions else {}
    listed = _listed(words) if _is_debate(words, text) else {}
    for begin, end in regions if seats else ():
        for named in _NAMED.finditer(text, begin, end):
            for name in _row(words, text, named.end()):
                held = seats.get(_surname(name), ())
                known = (held[0].role, held[0].functie) if held else listed.get(_surname(name))
                if known is not None and _his(words, text, name, held):
                    role, what = known
                    rule = "functies.ambtsdrager"
                    yield Public(name.start, name.end, name, role, what, rule, _WHY)


def _regions(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which members speak: turns in a debate, or minutes as a whole."""
    turns = list(_TURN.finditer(text))
    if _is_debate(words, text):
        ends = [*(turn.start() for turn in turns[1:]), len(text)]
        for turn, end in zip(turns, ends, strict=True):
            yield turn.end(), _until(text, turn.end(), min(end, turn.end() + _TURN_ENDS))
        return
    roll = next(words.politics.vergadering.roll.finditer(text), None)
    if roll is not None and words.politics.vergadering.open.search(text) is not None:
        yield roll.end(), _until(text, roll.end(), len(text))


@lru_cache(maxsize=2)
def _listed(words: Vocabulary) -> Mapping[str, tuple[Role, str]]:
    """Return the role and function of those on the lists whose surname few people bear."""
    every = words.politics.achternamen.items()
    return {last: told for last, told in every if last not in words.veel_voorkomend}


def _is_debate(words: Vocabulary, text: str) -> bool:
    """Say whether members of parties take turns in a text."""
    parties = (turn["party"] for turn in _TURN.finditer(text))
    return sum(bool(p and words.partij.fullmatch(p)) for p in parties) >= _TURNS


def _until(text: str, at: int, end: int) -> int:
    """Return where a message begins, or `end`."""
    head = _HEAD.search(text, at, end)
    return head.start() if head is not None else end


def _seats(offices: Iterable[Public]) -> Seats:
    """Return who holds a seat, by the folded surname with its tussenvoegsel."""
    found: dict[str, tuple[Public, ...]] = {}
    for one in offices:
        clerk = "griffier" in one.functie.lower()
        if one.role is Role.VOLKSVERTEGENWOORDIGER and not clerk:
            key = _surname(one.name)
            found[key] = (*found.get(key, ()), one)
    return found


def _surname(name: Name) -> str:
    last = name.achternaam or (name.voornamen[-1] if name.voornamen else "")
    return fold(f"{name.tussenvoegsel} {last}".strip())


def _row(words: Vocabulary, text: str, at: int) -> Iterator[Name]:
    """Yield the surnames in a row: `de heren Bos en Van Dam`."""
    more: regex.Match[str] | None = None
    while True:
        name = grammar.natural(words.grammar, text, more.end() if more else at, at + _AHEAD)
        if name is None or name.initialen or (name.voornamen and name.achternaam):
            return
        yield name
        at = name.end
        if (more := _NEXT.match(text, at)) is None:
            return


def _his(words: Vocabulary, text: str, name: Name, held: tuple[Public, ...]) -> bool:
    """Say whether nobody else in the text bears the surname: no staff, no other initials."""
    last = name.achternaam or name.voornamen[-1]
    known = {fold(part) for one in held for part in one.name.voornamen if one.name.achternaam}
    known |= {fold(one.name.initialen[:1]) for one in held}
    known |= holders.letters(words, fold(last))
    return not any(_other(words, text, at, known) for at in holders.places(text, last))


def _other(words: Vocabulary, text: str, at: tuple[int, int], known: set[str]) -> bool:
    """Say whether the surname at this place is that of somebody who has no seat."""
    start, end = at
    begin = holders.past_tussen(words, text, start)
    title = _TITLE.search(text, max(begin - _TITLED, 0), begin)
    function = words.functie_at_end(text, title.start()) if title is not None else None
    if function is not None and not function[2]:
        return True
    colleague = text[max(start - 24, 0) : start].lower().find("collega") >= 0
    served = holders.serves(words, text, end) or holders.works(words, text, end)
    if colleague:
        return served or words.politics.afdeling.match(text, end) is not None
    return served or holders.other(words, text, at, known)
