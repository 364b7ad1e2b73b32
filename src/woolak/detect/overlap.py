# SPDX-License-Identifier: EUPL-1.2
"""Hits on one text that overlap go in; hits that say one thing about each place come out.

A keep covers its own span: it wins over what lies inside it and is no surer. What crosses its
border is redacted. Two hits of one kind that overlap are one mention; of two kinds, the inner and
less sure one goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from woolak.detect.text.view import Hit
from woolak.model import SUSPECT, Kind, Role

_DOMAIN = regex.compile(r"\n?[ ]?(?:[@®©]|[(\[]at[)\]])[ \n]?[\w.-]*")
_NAMES = frozenset({Kind.NAME, Kind.INITIALS})


@dataclass(frozen=True, slots=True)
class Merged:
    """A hit with all the rules that agree on it, the strongest first.

    `reach` is how far it speaks: to the end of the address whose local part it is.
    """

    hit: Hit
    rules: tuple[str, ...]
    reach: int


def resolve(hits: Iterable[Hit], text: str) -> list[Merged]:
    """Return the hits that stand, in the order of the text."""
    open_: list[Merged] = []
    done: list[Merged] = []
    for new in _joined(hits, text):
        done += [old for old in open_ if old.reach <= new.hit.start]
        open_ = [old for old in open_ if old.reach > new.hit.start]
        beaten = [old for old in open_ if _beats(new, old)]
        if not any(_beats(old, new) for old in open_ if old not in beaten):
            open_ = [*(old for old in open_ if old not in beaten), new]
    return sorted([*done, *open_], key=lambda merged: (merged.hit.start, merged.hit.end))


def _joined(hits: Iterable[Hit], text: str) -> Iterator[Merged]:
    """Yield each chain of overlapping hits of one kind (kept or not, sure or suspect) as one."""
    groups: dict[object, list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.kind, hit.keep, hit.exact, hit.score < SUSPECT), []).append(hit)
    joined = [one for group in groups.values() for one in _chains(group)]
    for merged in sorted(joined, key=lambda one: (one.hit.start, -one.hit.end)):
        found = _DOMAIN.match(text, merged.hit.end) if _local_part(merged.hit) else None
        yield replace(merged, reach=found.end()) if found else merged


def _local_part(hit: Hit) -> bool:
    return hit.kind is Kind.EMAIL and hit.exact


def _chains(hits: list[Hit]) -> Iterator[Merged]:
    chain: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.score, hit.rule)):
        if chain and hit.start >= chain[0].end:
            yield _one(chain)
            chain = []
        if chain and hit.end > chain[0].end:
            chain[0] = replace(chain[0], end=hit.end)
        chain.append(hit)
    if chain:
        yield _one(chain)


def _one(chain: list[Hit]) -> Merged:
    if len(chain) == 1:
        return Merged(chain[0], (chain[0].rule,), chain[0].end)
    best = max(chain, key=lambda hit: hit.score)
    told = next((hit for hit in chain if hit.role is not Role.ONBEKEND), best)
    hit = replace(best, start=chain[0].start, end=chain[0].end, role=told.role)
    hit = replace(hit, functie=next((one.functie for one in chain if one.functie), ""))
    ranked = sorted(chain, key=lambda hit: -hit.score)
    return Merged(hit, tuple(dict.fromkeys(hit.rule for hit in ranked)), hit.end)


def _beats(one: Merged, other: Merged) -> bool:
    """Say whether `one` makes `other` go; the two overlap."""
    a, b = one.hit, other.hit
    if a.keep and b.keep:
        return False
    inside = a.start <= b.start and b.end <= one.reach
    if a.keep:
        return inside and a.score >= b.score
    if b.keep:
        return a.score >= SUSPECT and not _beats(other, one)
    if a.score >= SUSPECT > b.score:
        return True
    if a.kind is b.kind:
        return False
    return inside and (a.score >= b.score or (_local_part(a) and b.kind in _NAMES))
