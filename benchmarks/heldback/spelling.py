# SPDX-License-Identifier: EUPL-1.2
"""A name as text goes in; the same name folded, in capitals or in small letters comes out."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "\u0131": "i", "İ": "I", "ß": "ss", "ø": "o", "Ø": "O"}
)


def folded(text: str) -> str:
    """Return the text without diacritics."""
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def small(text: str) -> str:
    """Return the text in small letters, with the Turkish İ as a plain i."""
    return text.replace("İ", "i").lower()


def capitals(text: str) -> str:
    """Return the text in capitals."""
    return text.upper()


def letters(text: str) -> str:
    """Return only the letters a-z of the text, folded, as in an account name."""
    return re.sub(r"[^a-z]", "", small(folded(text)))
