# SPDX-License-Identifier: EUPL-1.2
"""What is looked for under one word in; what of it a document asks for, in the same order, out.

In a large dossier a first name stands for somebody else in each of its documents: a page is not
held against all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reach(Generic[_T]):
    """What is for every document, and what is for one, each with its place in the order."""

    always: Sequence[_T] = field(repr=False)
    places: Sequence[int]
    own: Mapping[str, Sequence[tuple[int, _T]]] = field(repr=False)

    def of(self, document: str) -> Sequence[_T]:
        """Return what is for a document, in order."""
        own = self.own.get(document)
        if own is None:
            return self.always
        every = [*zip(self.places, self.always, strict=True), *own]
        return [one for _, one in sorted(every, key=_first)]


def reach(every: Iterable[tuple[_T, Collection[str] | None]]) -> Reach[_T]:
    """Return things, each with the documents that it is for (None: for all), as what they reach."""
    placed = list(enumerate(every))
    own: dict[str, list[tuple[int, _T]]] = defaultdict(list)
    for at, (one, documents) in placed:
        for document in documents or ():
            own[document].append((at, one))
    always = [(at, one) for at, (one, documents) in placed if documents is None]
    return Reach([one for _, one in always], [at for at, _ in always], dict(own))


def _first(placed: tuple[int, object]) -> int:
    return placed[0]
