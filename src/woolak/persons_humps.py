# SPDX-License-Identifier: EUPL-1.2
"""Forms of known names and a page in, where one stands inside a longer word between capitals, out.

`MapQuirebrinkOud.docx`, `mevrouwQuirebrink`: capitals and figures say where the name begins and
ends. A name that is a word or a place as well is not looked for so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary
from woolak.persons_forms import Form

_LONG = regex.compile(
    r"(?<![\p{L}\p{N}])[\p{L}\p{M}\p{N}]*?(?:\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}|\p{N}\p{L}|\p{L}\p{N})"
    r"[\p{L}\p{M}\p{N}]*"
)
_HUMP = regex.compile(r"\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+")
_LEAST = 6
"""Letters, as of a name between underscores."""


def find(
    words: Vocabulary, text: str, document: str, known: Mapping[str, Sequence[Form]]
) -> Iterator[tuple[int, int, Form]]:
    """Yield (start, end, form) for each name inside a longer word of a document."""
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
