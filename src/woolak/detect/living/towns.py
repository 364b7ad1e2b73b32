# SPDX-License-Identifier: EUPL-1.2
"""A place in a text goes in; where the name of a town that begins there ends comes out."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import regex

from woolak.detect.words.lexicon import Lexicon, fold

_TOWN = regex.compile(
    r"(?:(?:Den|De|Ter|Ten|Het|Sint|St\.|Nieuwe?|Oude?|Hoek|Capelle|Alphen|Bergen|Krimpen|Wijk|"
    r"Noord|Zuid|Huis)(?:[ ](?:van|op|aan|ter|ten|bij|den|de))*[ ])?"
    r"(?:The[ ]Hague|['’]t[ ]\p{Lu}[\p{L}-]+|['’]s-\p{Lu}[\p{L}-]+|(?!Nederland)\p{Lu}[\p{L}'’-]+)"
    r"(?:[ ](?:aan|op|bij|a/d|en)(?:[ ](?:den|de|het))?[ \n]\p{Lu}\p{L}+)?"
)
_QUARTER = regex.compile(
    r"(?i)(?:[ \n](?:aan|a/d|op)(?:[ \n](?:den|de|het))?[ \n]"
    r"(?:Zee|Rijn|Maas|IJssel|Amstel|Lek|Waal|Vecht|Zaan|Geul|Zoom|Zand)(?!\p{L}))?"
    r"(?:[ -](?:Zuidoost|Noordwest|Noordoost|Zuidwest|Noord|Zuid|Oost|West|Centrum|Haven|"
    r"Buiten|Stad)(?!\p{L}))?(?:[ ](?:NH|ZH|NB|NBr|Gld|Ov|Fr|Gn|Lb|Zld|Ut|Fl)(?!\p{L})\.?|"
    r"[ ]\(\p{Lu}\p{L}{0,8}\.?\))?"
)
"""The water, the part and the province that tell a town from another of the same name."""
_SPOKEN = regex.compile(
    r"['’\p{L}][\p{L}'’/-]*"
    r"(?:(?:[ ]|(?<= (?:aan|op|bij|den|de|het|zoom))\n(?=\p{L}))[\p{L}'’/-]+){0,4}"
)
_RIVER = regex.compile(r"(?i) a/d | a\.d\. | ad ")
ENDS = regex.compile(r"[ ]?(?:[.,;)?!\n\t|–—•/]|-[ ]|\Z)")


def at(lexicon: Lexicon, never: AbstractSet[str], text: str, start: int) -> int | None:
    """Return where the place that begins at `start` ends; None when none does."""
    known = listed(lexicon, text, start)
    if known is not None:
        return known
    found = _TOWN.match(text, start)
    if found is None or fold(found[0]) in never or text.startswith((":", " :"), found.end()):
        return None
    return _with_quarter(text, found.end())


def listed(lexicon: Lexicon, text: str, start: int) -> int | None:
    """Return where the longest place of the lists that begins at `start` ends."""
    spoken = _SPOKEN.match(text, start)
    stop = spoken.end() if spoken is not None else start
    while stop > start:
        if _is_place(lexicon, text[start:stop]):
            end = _with_quarter(text, stop)
            small = text[start].islower() and ENDS.match(text, end) is None
            return None if small and lexicon.common(text[start:stop]) else end
        stop = max(text.rfind(sign, start, stop) for sign in " -\n")
    return None


def _is_place(lexicon: Lexicon, spoken: str) -> bool:
    """Say whether this is a place; `a/d` in it is written in full in the lists."""
    spoken = spoken.replace("\n", " ")
    if lexicon.place(spoken):
        return True
    full = (_RIVER.sub(f" aan {article} ", spoken) for article in ("den", "de"))
    return _RIVER.search(spoken) is not None and any(map(lexicon.place, full))


def _with_quarter(text: str, stop: int) -> int:
    found = _QUARTER.match(text, stop)
    return found.end() if found is not None else stop
