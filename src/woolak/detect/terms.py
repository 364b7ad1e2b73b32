# SPDX-License-Identifier: EUPL-1.2
"""Pages and a dossier's own lists in, a finding for every occurrence of a term on them out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

import regex

from woolak import gronden
from woolak.detect import spaced
from woolak.detect.text.view import views
from woolak.detect.words.lexicon import fold
from woolak.model import Finding, Kind, Page, Role

_LETTERS = 4
_SEAM = regex.compile(r"(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})|(?<=\p{Ll}\p{M}?)(?=\p{Lu})")
_PIECE = regex.compile(r"[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the redact-list (`redact`) or of the keep-list, with the ground given for it."""

    term: str = field(repr=False)
    redact: bool = True
    grond: str | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    """An occurrence at [start, end) of a text; `grond` is the strongest of the terms there."""

    start: int
    end: int
    redact: bool
    grond: str | None


def throughout(pages: Sequence[Page], terms: Sequence[Term]) -> list[Finding]:
    """Return a finding for every occurrence on these pages of one document, in any spelling.

    One over a page break is a finding on each of the pages; the two share a `mention`.
    """
    found = {finding.id: finding for page in pages for finding in find(page, terms)}
    layers = sorted(pages, key=lambda page: (page.layer, page.number))
    for _, group in groupby(layers, key=lambda page: page.layer):
        for view in views(list(group)):
            for match in _matches(view.text, terms):
                parts = [_finding(*place, match) for place in view.places(match.start, match.end)]
                first = parts[0].id if len(parts) > 1 else ""
                if first or parts[0].id not in found:
                    found.update((part.id, replace(part, mention=first)) for part in parts)
    return list(found.values())


def find(page: Page, terms: Sequence[Term]) -> list[Finding]:
    """Return a finding for every occurrence of a term, in any spelling that folds to it.

    Capitals, diacritics and line breaks do not matter, nor do spaces between single letters; a term
    never matches inside a longer word. Terms that overlap are one finding, under the strongest of
    their grounds.
    """
    return [_finding(page, m.start, m.end, m) for m in _matches(page.text, terms)]


def _matches(text: str, terms: Sequence[Term]) -> list[_Match]:
    pieces = [(fold(m[0]), m.start(), m.end()) for m in _PIECE.finditer(text)]
    starts = _starts(terms)
    # Cells of a table may touch; what must stay public is never read into a longer word.
    parts = _parts(text, pieces) if terms else pieces
    gone = [term for term in terms if term.redact and _is_long(term.term)]
    by_term = {term.term: term for term in terms}
    shreds = (
        (low, high, by_term[name]) for low, high, name in spaced.find(text, spaced.wanted(by_term))
    )
    touching = _places(text, parts, _starts(gone)) if len(parts) > len(pieces) else ()
    found_at = {*_places(text, pieces, starts), *touching, *shreds}
    places = sorted(found_at, key=lambda place: place[:2])
    joined: list[_Match] = []
    for redact in (True, False):
        found = [place for place in places if place[2].redact is redact]
        joined += _joined(found, redact=redact)
    return sorted(joined, key=lambda match: (match.start, match.end, match.redact))


def _is_long(term: str) -> bool:
    return sum(map(str.isalpha, term)) >= _LETTERS


def _starts(terms: Iterable[Term]) -> dict[str, list[tuple[tuple[str, ...], Term]]]:
    """Return the terms as pieces, by the first of these."""
    starts: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for term in terms:
        wanted = tuple(fold(m[0]) for m in _PIECE.finditer(term.term))
        if wanted:
            starts.setdefault(wanted[0], []).append((wanted, term))
    return starts


def _parts(text: str, pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return the pieces cut where a figure meets a letter, or a small letter a capital."""
    inner = [m.start() for m in _SEAM.finditer(text)]
    if not inner:
        return pieces
    found: list[tuple[str, int, int]] = []
    for piece in pieces:
        _, start, end = piece
        cuts = inner[bisect_right(inner, start) : bisect_left(inner, end)]
        if not cuts:
            found.append(piece)
        for low, high in pairwise((start, *cuts, end)) if cuts else ():
            found.append((fold(text[low:high]), low, high))
    return found


def _joined(found: Iterable[tuple[int, int, Term]], *, redact: bool) -> list[_Match]:
    joined: list[_Match] = []
    for start, end, term in found:
        if joined and start < joined[-1].end:
            last = joined.pop()
            grond = gronden.strongest(last.grond, term.grond)
            joined.append(_Match(last.start, max(end, last.end), redact, grond))
        else:
            joined.append(_Match(start, end, redact, term.grond))
    return joined


def _places(
    text: str,
    pieces: list[tuple[str, int, int]],
    starts: dict[str, list[tuple[tuple[str, ...], Term]]],
) -> Iterator[tuple[int, int, Term]]:
    for at, (piece, start, _) in enumerate(pieces):
        for wanted, term in starts.get(piece, ()):
            there = pieces[at : at + len(wanted)]
            if tuple(word for word, _, _ in there) != wanted:
                continue
            end = there[-1][2]
            if _close(text[start:end], term.term):
                yield start, end, term


def _close(spoken: str, term: str) -> bool:
    """Say whether pieces stand together as in the term: `J. de Vries` is not `J de, Vries`."""

    def flat(text: str) -> str:
        return regex.sub(r"\s+", "", fold(text))

    return flat(spoken) == flat(term)


def _finding(page: Page, start: int, end: int, term: _Match) -> Finding:
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
