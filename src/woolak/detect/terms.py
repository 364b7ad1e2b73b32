# SPDX-License-Identifier: EUPL-1.2
"""A page and a dossier's own lists in, a finding for every occurrence of a term on them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woolak.detect import spaced
from woolak.detect.lexicon import fold
from woolak.model import Finding, Kind, Page, Role

_PIECE = regex.compile(r"[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the redact-list (`redact`) or of the keep-list, with the ground given for it."""

    term: str = field(repr=False)
    redact: bool = True
    grond: str | None = None


def find(page: Page, terms: Sequence[Term]) -> list[Finding]:
    """Return a finding for every occurrence of a term, in any spelling that folds to it.

    Capitals, diacritics and line breaks do not matter, nor do spaces between single letters; a term
    never matches inside a longer word.
    """
    pieces = [(fold(m[0]), m.start(), m.end()) for m in _PIECE.finditer(page.text)]
    starts: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for term in terms:
        wanted = tuple(fold(m[0]) for m in _PIECE.finditer(term.term))
        if wanted:
            starts.setdefault(wanted[0], []).append((wanted, term))
    whole = _places(page, pieces, starts)
    by_term = {term.term: term for term in terms}
    shreds = ((low, high, by_term[name]) for low, high, name in spaced.find(page.text, by_term))
    return [_finding(page, *place) for place in (*whole, *shreds)]


def _places(
    page: Page,
    pieces: list[tuple[str, int, int]],
    starts: dict[str, list[tuple[tuple[str, ...], Term]]],
) -> Iterator[tuple[int, int, Term]]:
    for at, (piece, start, _) in enumerate(pieces):
        for wanted, term in starts.get(piece, ()):
            there = pieces[at : at + len(wanted)]
            if tuple(word for word, _, _ in there) != wanted:
                continue
            end = there[-1][2]
            if _close(page.text[start:end], term.term):
                yield start, end, term


def _close(spoken: str, term: str) -> bool:
    """Say whether pieces stand together as in the term: `J. de Vries` is not `J de, Vries`."""

    def flat(text: str) -> str:
        return regex.sub(r"\s+", "", fold(text))

    return flat(spoken) == flat(term)


def _finding(page: Page, start: int, end: int, term: Term) -> Finding:
    rule = "lijst.redact" if term.redact else "lijst.keep"
    listed = "lakken" if term.redact else "openbaar laten"
    ground = f" op grond {term.grond}" if term.grond else ""
    return Finding(
        page.document,
        page.number,
        page.layer,
        start,
        end,
        page.text[start:end],
        Kind.OTHER,
        (rule, term.grond) if term.grond else (rule,),
        1.0,
        f"Staat op de lijst van dit dossier: {listed}{ground}.",
        page.boxes(start, end, exact=True),
        keep=not term.redact,
        role=Role.ONBEKEND,
    )
