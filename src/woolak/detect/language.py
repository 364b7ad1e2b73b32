# SPDX-License-Identifier: EUPL-1.2
"""A page in; whether it is written in a language that woolak does not know, out."""

from __future__ import annotations

import regex

from woolak.detect.words import lexicon
from woolak.model import Page

_WORD = regex.compile(r"(?<![\p{L}@._-])\p{Ll}{2,}(?![\p{L}@_-])")
_OTHER_SCRIPT = regex.compile(r"[\p{L}--\p{Latin}]", flags=regex.VERSION1)
_ENOUGH = 60
"""A page with fewer words tells no language."""
_STRANGE = 0.6
"""A larger share of unknown words tells another language."""
_LETTERS = 200
"""More letters of another script than this tell it as well."""


def foreign(page: Page) -> bool:
    """Say whether most words of a page are neither Dutch nor English.

    Names and codes do not count: only words in lower case are asked for.
    """
    if len(_OTHER_SCRIPT.findall(page.text)) > _LETTERS:
        return True
    found = _WORD.findall(page.text)
    words = lexicon.load()
    strange = sum(not (words.common(word) or words.english(word)) for word in found)
    return len(found) > _ENOUGH and strange > _STRANGE * len(found) and not _dutch(found)


def _dutch(found: list[str]) -> bool:
    """Say whether Dutch or English is spoken after all: of rare words and many compounds."""
    words = lexicon.load()
    return sum(words.ordinary(word) for word in found) > (1 - _STRANGE) * len(found)
