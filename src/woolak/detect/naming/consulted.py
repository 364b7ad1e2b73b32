# SPDX-License-Identifier: EUPL-1.2
"""A word in brackets behind a body in, whether it is who was consulted there out."""

from __future__ import annotations

import regex

from woolak.detect.text.view import line_end
from woolak.detect.words.vocabulary import Vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}'’-]+\.?")
_LETTERS = r"\p{Lu}{2,}[\p{L}&/-]*|\p{Lu}\p{Ll}*\p{Lu}\p{L}*"
_BODY = regex.compile(
    rf"(?<![\p{{L}}.-])(?:(?i:de|het)[ ]\p{{Ll}}{{4,}}|{_LETTERS})"
    r"[ ]\((?:\p{Lu}[\p{L}'’-]+[,/][ ]?)?$"
)
"""A body with a bracket behind it, in which stands who speaks for it."""
_IN_FULL = regex.compile(
    rf"(?<![\p{{L}}.-])(?:{_LETTERS})[ ]\((?:\p{{Lu}}\.[ ]?)+(?:\p{{Ll}}{{1,4}}[ ]){{0,2}}"
    r"\p{Lu}[\p{L}'’-]+\)"
)
"""A body and who speaks for it with initials: `EZK (P. van Ewijk)`."""
_SENTENCE = regex.compile(r"(?<!(?<!\p{L})\p{Lu})[.!?;]\s")
"""The end of a sentence, which initials are not."""
_TALKS = frozenset(["overleg", "afstemming", "samenspraak"])
_FAR, _NEAR = 160, 40


def found(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether somebody stands behind who was consulted: `afgestemd met de VNG (Kwok)`.

    Or in a row of bodies of which another has somebody behind it: `EZK (P. Bos), FEZ (Mulder)`;
    or behind a label: `Paraaf: DJZ (Mulder)`.
    """
    if text[end : end + 1] not in (")", ",", "/") or text[start:end] in words.beside.fields:
        return False
    body = _BODY.search(text, max(start - _NEAR, 0), start)
    if body is None:
        return False
    begin = max(body.start() - _FAR, text.rfind("\n\n", 0, body.start()) + 1, 0)
    sentence = _SENTENCE.split(text[begin : body.start() + 1])[-1]
    told = [word.lower() for word in _WORD.findall(sentence)]
    met = "met" in told and any(w in words.met_persoon or w in _TALKS for w in told)
    line = text.rfind("\n", 0, start) + 1, line_end(text, end)
    labelled = any(label.match(text, line[0]) for label in (words.label, words.parafen))
    return met or labelled or _IN_FULL.search(text, *line) is not None
