# SPDX-License-Identifier: EUPL-1.2
"""Names found in a text in; who is joined to one of them and stands before it, out.

`Kroon en Smits gaan`, `Visser/Smits`: the first is read before anything tells of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from woolak.detect.naming import pieces
from woolak.detect.running import weigh
from woolak.detect.text.view import Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT

_FAR = 40
_BEFORE = regex.compile(
    r"(?<![\p{L}\p{N}@.'’-]|\p{Lu}\p{Ll}*[ ])(?P<who>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)"
    r"(?:[ ](?:en|and|&)[ ]|/)$"
)
"""A word of its own with a capital, and what joins it to the next."""


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield a name for each surname that is joined to the name of a person behind it."""
    known = [hit for hit in hits if not hit.keep and hit.score >= SUSPECT]
    for hit in known:
        found = _BEFORE.search(view.text, max(hit.start - _FAR, 0), hit.start)
        if found is None or any(one.start <= found.start() < one.end for one in known):
            continue
        who = found["who"]
        if pieces.borne(words, who) and words.lexicon.last(who.rpartition("-")[2]):
            name = Name(*found.span("who"), (who,))
            told = weigh.verdict(words, view.text, name, joined=True, leads=True)
            yield from [told] if told is not None else []
