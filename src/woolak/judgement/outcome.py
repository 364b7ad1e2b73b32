# SPDX-License-Identifier: EUPL-1.2
"""What follows from everything that was found in a dossier, and what an advice does unattended."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from woolak.model import Advice, Finding, Person, Verdict

_STRETCH = 1000
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, eq=False)
class Packed(Generic[_Thing]):
    """A great many things in order, packed by stretches: a dossier has a million of them."""

    parts: tuple[bytes, ...] = field(repr=False)

    def __iter__(self) -> Iterator[_Thing]:
        for stretch in self.stretches():
            yield from stretch

    def stretches(self) -> Iterator[list[_Thing]]:
        """Yield the things by so many together as are unpacked at a time."""
        for part in self.parts:
            yield pickle.loads(zlib.decompress(part))  # noqa: S301 - of our own worker


def pack(things: Iterable[_Thing]) -> Packed[_Thing]:
    """Return the things packed, in their order."""
    rest = iter(things)
    stretches = iter(lambda: list(islice(rest, _STRETCH)), [])
    return Packed(tuple(zlib.compress(pickle.dumps(stretch), 1) for stretch in stretches))


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from everything that was found: people, advice, and findings that come or go."""

    people: Packed[Person]
    advices: Packed[tuple[Advice, Verdict | None]]
    """Each with what the policy decides by it: nothing about a suspect that stays."""
    more: Packed[Finding]
    """Those of lists, of repeated names, and of what is redacted elsewhere."""
    stale: frozenset[str]


def unattended(advice: Advice) -> Verdict:
    """Return what happens unattended: the proposal of a question, and redact without one."""
    if advice.verdict is not Verdict.ASK:
        return advice.verdict
    return advice.proposal or Verdict.REDACT
