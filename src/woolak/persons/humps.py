# SPDX-License-Identifier: EUPL-1.2
"""Forms of known names and a page in, where one stands inside a longer word, out.

`MapQuirebrinkOud.docx`, `mevrouwQuirebrink`: capitals and figures say where the name begins and
ends. A name that is a word or a place as well is not looked for so. A first name and a surname that
follow each other are found without capitals too: `mettesquirebrinkoverleg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.persons.forms import CALLED, Form

_LONG = regex.compile(
    r"(?<![\p{L}\p{N}])[\p{L}\p{M}\p{N}]*?(?:\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}|\p{N}\p{L}|\p{L}\p{N})"
    r"[\p{L}\p{M}\p{N}]*"
)
_HUMP = regex.compile(r"\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+")
_LEAST = 6
"""Letters, as of a name between underscores."""
_LONGER = 7
"""Letters of a surname that a word goes on behind in small letters: `metQuirebrinkoverleg`."""
_RUN = regex.compile(r"(?<!\p{L})[\p{L}\p{M}]{11,}(?!\p{L})")
_WHOLE, _FIRST = 10, 5
"""Letters of a first name with a surname that are found in a row, and its first ones."""

_Known = Mapping[str, Sequence[Form]]
_Rows = dict[str, list[tuple[str, Form]]]
_LAST: list[tuple[_Known, _Rows]] = []


def find(
    words: Vocabulary, text: str, document: str, known: _Known
) -> Iterator[tuple[int, int, Form]]:
    """Yield (start, end, form) for each name inside a longer word of a document."""
    whole = list(_in_a_row(text, document, _rows(known)))
    parts = (
        (start, end, form)
        for start, end, form in _between_capitals(words, text, document, known)
        if not any(start < high and low < end for low, high, _ in whole)
    )
    yield from sorted((*whole, *parts), key=lambda found: found[0])


def _between_capitals(
    words: Vocabulary, text: str, document: str, known: _Known
) -> Iterator[tuple[int, int, Form]]:
    for word in _LONG.finditer(text):
        humps = [
            (m.start() + word.start(), m.end() + word.start()) for m in _HUMP.finditer(word[0])
        ]
        spoken = [fold(text[start:end]) for start, end in humps]
        done = 0
        for at, one in enumerate(spoken):
            for form in known.get(one, ()) if at >= done else ():
                size = len(form.parts)
                if tuple(spoken[at : at + size]) == form.parts and _tells(form, document):
                    first = _with_tussenvoegsels(words, spoken, at, form)
                    done = at + size
                    yield humps[first][0], humps[done - 1][1], form
                    break
            else:
                if done <= at and at and (long := _begun(one, document, known)):
                    first = _with_tussenvoegsels(words, spoken, at, long)
                    done = at + 1
                    yield humps[first][0], humps[at][0] + len(long.parts[0]), long


def _begun(hump: str, document: str, known: _Known) -> Form | None:
    """Return the surname with which a part of a word begins that goes on in small letters."""
    for end in range(len(hump) - 1, _LONGER - 1, -1):
        for form in known.get(hump[:end], ()):
            if len(form.parts) == 1 and _tells(form, document):
                return form
    return None


def _rows(known: _Known) -> _Rows:
    """Return the first names with surnames as letters in a row; kept, for the next page."""
    if not (_LAST and _LAST[0][0] is known):
        rows: _Rows = {}
        for form in (form for some in known.values() for form in some if form.parts[1:]):
            row = "".join(form.parts)
            if len(row) >= _WHOLE and form.parts[0] != CALLED and not form.given:
                rows.setdefault(row[:_FIRST], []).append((row, form))
        _LAST[:] = [(known, rows)]
    return _LAST[0][1]


def _in_a_row(text: str, document: str, rows: _Rows) -> Iterator[tuple[int, int, Form]]:
    for word in _RUN.finditer(text) if rows else ():
        letters = fold(word[0])
        if len(letters) != len(word[0]):
            continue
        for at in range(len(letters) - _WHOLE + 1):
            for row, form in rows.get(letters[at : at + _FIRST], ()):
                here = form.documents is None or document in form.documents
                if here and letters.startswith(row, at):
                    yield word.start() + at, word.start() + at + len(row), form


def _tells(form: Form, document: str) -> bool:
    """Say whether letters that stand so can be nothing but the form of a name."""
    here = form.documents is None or document in form.documents
    alone = form.ordinary or form.place or form.given or form.other
    whole = len(form.parts) > 1 or not alone
    return here and whole and sum(map(len, form.parts)) >= _LEAST


def _with_tussenvoegsels(words: Vocabulary, spoken: Sequence[str], at: int, form: Form) -> int:
    """Return the first hump of a name: `MapVanDerQuirebrink` has its tussenvoegsels before it."""
    for _ in form.tussen.split():
        if at == 0 or spoken[at - 1] not in words.tussenvoegsels:
            break
        at -= 1
    return at
