# SPDX-License-Identifier: EUPL-1.2
"""A word goes in; whether an office can have made it of somebody's name, comes out.

Offices join a surname with an initial or two, before or behind it, cut it off, and count:
`jvries2`, `WOJCIKA`, `adm-hjongmans`, `emre.kuipers`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import regex

from woolak.detect.words import lexicon
from woolak.detect.words.lexicon import Lexicon

_PARTS = regex.compile(r"[._-]")
_TUSSEN = regex.compile(r"^(?:vd|vande[nr]?|van)(?=\p{L}{4})")
"""A tussenvoegsel that an office wrote against a surname: `vdbergp`."""
_COUNTED = regex.compile(r"\d{1,4}$")
_SHORTEST, _CUT = 3, 6
"""A surname has at least so many letters; one that an office cut off has more."""
_SURE = 5
_INITIALS = 3


def like(spoken: str) -> bool:
    """Say whether a word looks like an account name of a person, and like no word of running text.

    With a number behind it, any letters that are no word do.
    """
    words = lexicon.load()
    parts = [part for part in _PARTS.split(spoken) if part]
    if len(parts) > 1:
        return any(_named(words, part) or _of_name(words, part) for part in parts)
    plain = _COUNTED.sub("", spoken).lower()
    if not plain.isalpha() or len(plain) < _SHORTEST:
        return False
    if words.ordinary(plain):
        return plain not in words.woorden and _joined(words, plain)
    return plain != spoken.lower() or _of_name(words, plain) or _named(words, plain)


def _named(words: Lexicon, part: str) -> bool:
    known = words.first(part) or words.last(part)
    return len(part) > _SHORTEST and known and not words.common(part)


def _of_name(words: Lexicon, part: str) -> bool:
    """Say whether letters are a surname with initials or a first name, whole or cut off."""
    plain = _COUNTED.sub("", part).lower()
    if words.ordinary(plain):
        return False
    plain = _TUSSEN.sub("", plain)
    for cut in range(1, len(plain) - _SHORTEST):
        head, tail = plain[:cut], plain[cut:]
        if words.last(tail) and (cut < _INITIALS or words.first(head)):
            return True
        if words.last(plain[:-cut]) and (cut <= _INITIALS or words.first(plain[-cut:])):
            return True
    return any(_cut_off(words, stem) for stem in (plain, plain[1:], plain[:-1]))


def _joined(words: Lexicon, plain: str) -> bool:
    """Say whether a surname and an initial or two make what only seems a compound: `daalenge`."""
    ends = (plain[:-1], plain[:-2], plain[1:], plain[2:])
    return any(len(stem) >= _SURE and words.last(stem) for stem in ends)


def _cut_off(words: Lexicon, stem: str) -> bool:
    """Say whether a surname of the lists begins with these letters."""
    names = _sorted(words)
    at = bisect_left(names, stem)
    return len(stem) >= _CUT and at < len(names) and names[at].startswith(stem)


@lru_cache(maxsize=1)
def _sorted(words: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(words.achternamen))
