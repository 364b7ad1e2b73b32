# SPDX-License-Identifier: EUPL-1.2
"""Places in; which of them are the same place in a copy of the same passage out.

A quoted e-mail or a second copy of a letter repeats a place with the words around it. Two places
are one when kind, text and the words on either side agree; quotation marks, line breaks, capitals
and accents do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from woolak import rows
from woolak.detect.lexicon import fold
from woolak.dossier import Dossier
from woolak.model import Verdict
from woolak.model_review import Place

_WORD = re.compile(r"[^\W_]+")
_AROUND = 4
"""Words on either side that have to agree."""
_REACH = 160
"""Characters in which those words are looked for."""


class Copies:
    """Which places share a passage, made document by document so that nobody waits for it."""

    def __init__(self) -> None:
        self.key_of: dict[str, int] = {}
        self.places: dict[int, list[str]] = defaultdict(list)

    def forget(self) -> None:
        """Drop everything: the dossier was judged anew."""
        self.key_of.clear()
        self.places.clear()

    def add(self, dossier: Dossier, document: str, places: Iterable[Place]) -> None:
        """Take in the places of one document."""
        spans = {f.id: (f.layer, f.start, f.end) for f in dossier.findings(document)}
        texts = {
            (row["number"], row["layer"]): rows.text_of(row["body"])
            for row in dossier.page_bodies(document)
        }
        for place in places:
            layer, start, end = spans.get(place.id, (place.layer, None, None))
            text = texts.get((place.page, layer), "")
            if place.id not in self.key_of and start is not None and end is not None:
                key = hash((place.kind, place.folded, *_words_around(text, start, end)))
                self.key_of[place.id] = key
                self.places[key].append(place.id)

    def of(self, place: str) -> tuple[str, ...]:
        """Return the places that are the same in a copy, the place itself included."""
        key = self.key_of.get(place)
        return tuple(self.places[key]) if key is not None else (place,)


def _words_around(text: str, start: int, end: int) -> tuple[str, ...]:
    before = _WORD.findall(fold(text[max(0, start - _REACH) : start]))[-_AROUND:]
    after = _WORD.findall(fold(text[end : end + _REACH]))[:_AROUND]
    # Too few words tell nothing: a name alone on a page is no copy of another.
    return (
        (*before, "|", *after) if len(before) + len(after) >= _AROUND else (f"{start}", text[:40])
    )


def differing(copies: Copies, places: Mapping[str, Place]) -> Iterator[list[Place]]:
    """Yield the places that are copies of one another and are decided differently."""
    for names in copies.places.values():
        there = [places[name] for name in names if name in places]
        if len({(p.verdict or Verdict.KEEP, p.grond) for p in there}) > 1:
            yield there
