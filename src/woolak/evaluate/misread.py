# SPDX-License-Identifier: EUPL-1.2
"""A gold text and what OCR read of a page go in; where it stands, misread or not, comes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_MISREAD = 4


def place(needles: Sequence[str], text: str) -> list[Span | None]:
    """Give each gold text of a page its own place, with at most one letter in four misread.

    In a poor scan `Ibrahim Çelik` reads `Ibrahim Gelk`; where it stands is what counts.
    """
    places: list[Span | None] = [None] * len(needles)
    taken: list[Span] = []
    plain = "".join(map(_plain, text))
    for index in sorted(range(len(needles)), key=lambda i: -len(needles[i])):
        if span := _nearest(needles[index], plain, taken):
            places[index] = span
            taken.append(span)
    return places


def _nearest(needle: str, plain: str, taken: Sequence[Span]) -> Span | None:
    letters = "".join(_plain(letter) for letter in needle if letter.isalnum())
    most = len(letters) // _MISREAD
    found = [
        (cost, span)
        for cost, span in _alike(letters, plain)
        if cost <= most and span[0] < span[1] and _free(span, taken)
    ]
    return min(found)[1] if found else None


def _alike(letters: str, plain: str) -> Iterator[tuple[int, Span]]:
    """Yield for each end of a word how many letters differ at best, and from which word on.

    Sellers' algorithm, over letters and digits only.
    """
    never = len(plain) + len(letters)
    column = [(never, 0)] * (len(letters) + 1)
    for at, letter in enumerate(plain):
        if not letter.isalnum():
            continue
        if at == 0 or not plain[at - 1].isalnum():
            column = [min(old, (skipped, at)) for skipped, old in enumerate(column)]
        following = [(never, 0)]
        for index, wanted in enumerate(letters):
            same, start = column[index]
            extra, early = column[index + 1]
            lost, left = following[index]
            best = min((same + (letter != wanted), start), (extra + 1, early), (lost + 1, left))
            following.append(best)
        column = following
        if not plain[at + 1 : at + 2].isalnum():
            yield column[-1][0], (column[-1][1], at + 1)


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return not any(span[0] < end and start < span[1] for start, end in taken)


def _plain(letter: str) -> str:
    """Return a letter without its marks and case, in one character: offsets stay."""
    return unicodedata.normalize("NFKD", letter)[0].casefold()[0]
