# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; whether its text may be painted with a picture comes out."""

from __future__ import annotations

import re

import pymupdf

from woolak.pdf.content.lexed import lexed

_PATTERN = re.compile(rb"/Pattern\s+(?:cs|CS)\b|/\w+\s+(?:scn|SCN)\b")
_TOKEN = re.compile(rb"/?[^\s/\[\]<>]+")
_COLOURS = frozenset((b"g", b"rg", b"k", b"sc", b"scn", b"cs"))
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"', b"Do"))
"""What shows text, and what draws a form, which may show text in the colour that is set."""


def with_patterns(page: pymupdf.Page) -> bool:
    """Say whether text on a page may be painted with a picture, which would go with the text."""
    forms = (page.parent.xref_stream(form[0]) or b"" for form in page.get_xobjects())
    return any(map(_text_in_pattern, (page.read_contents(), *forms)))


def _text_in_pattern(content: bytes) -> bool:
    if not _PATTERN.search(content):
        return False
    found = lexed(content)
    return found is None or _shown_in_pattern(_TOKEN.findall(found.rest))


def _shown_in_pattern(tokens: list[bytes]) -> bool:
    """Say whether text or a form is shown while a pattern is the colour (ISO 32000-1, 8.7.2)."""
    painted: frozenset[bool] = frozenset()
    saved: list[frozenset[bool]] = []
    before = b""
    for token in tokens:
        if token == b"q":
            saved.append(painted)
        elif token == b"Q":
            painted = saved.pop() if saved else painted
        elif (low := token.lower()) in _COLOURS:
            kind = frozenset((token.isupper(),))  # Capitals set the colour of strokes.
            named = low == b"scn" and before.startswith(b"/")
            painted = painted | kind if named else painted - kind
        elif token in _SHOWS and painted:
            return True
        before = token
    return False
