# SPDX-License-Identifier: EUPL-1.2
"""Lines with their place go in, a Page comes out: what the tests of detection look at."""

from __future__ import annotations

from functools import lru_cache

from woolak import rulebook
from woolak.detect.examples import page_of
from woolak.detect.placing import structure
from woolak.detect.running import names
from woolak.detect.text.view import Hit, View, views
from woolak.model import Box, Page, Word
from woolak.rulebook import Rulebook

_WIDE, _HIGH = 5.0, 12.0
Line = tuple[float, float, str, int]


@lru_cache(maxsize=1)
def book() -> Rulebook:
    return rulebook.load("kern")


def page(lines: list[Line], number: int = 1, document: str = "0001") -> Page:
    """Return an A4 page; a line is (x, y, text, block) and a word is 5 points a character wide."""
    words: list[Word] = []
    shown = ""
    for row, (x, y, text, block) in enumerate(lines):
        shown += "" if not shown else "\n\n" if words[-1].block != block else "\n"
        left = x
        for piece in text.split(" "):
            edges = tuple(left + i * _WIDE for i in range(len(piece) + 1))
            box = Box(left, y, edges[-1], y + _HIGH)
            words.append(Word(piece, len(shown), box, row, block, edges))
            shown += piece + " "
            left = edges[-1] + _WIDE
        shown = shown[:-1]
    return Page(document, number, 595.0, 842.0, shown, tuple(words))


def view(text: str) -> View:
    """Return the view of a page with this text; a tab begins a next cell."""
    return views([page_of(text)])[0]


def hits(text: str) -> list[tuple[str, Hit]]:
    """Return what structure and names find in a text, with the text of each hit."""
    seen = view(text)
    found = [*structure.find(seen, book()), *names.find(seen, book())]
    return [(" ".join(seen.text[hit.start : hit.end].split()), hit) for hit in found]


def redacted(text: str) -> set[str]:
    """Return the texts that would be redacted for sure or marked."""
    return {spoken for spoken, hit in hits(text) if not hit.keep and hit.score >= 0.4}


def kept(text: str) -> set[str]:
    """Return the texts that stay public by rule."""
    return {spoken for spoken, hit in hits(text) if hit.keep}
