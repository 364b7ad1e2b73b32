# SPDX-License-Identifier: EUPL-1.2
"""Text in, the authors of cited publications out: their names belong to a public work.

A citation has a year in brackets, a title in quotes, or a place and a publisher behind its names.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.grammar import CAP, INITIALS
from woolak.detect.vocabulary import Vocabulary

_TV = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on|'t|El|Al)\s+){0,3}"
_SURNAME = rf"{_TV}{CAP}(?:-{_TV}{CAP})?"
_ONE = rf"(?:{INITIALS}\s?{_SURNAME}|{_SURNAME},\s{INITIALS}|{CAP}\s{_SURNAME}|{_SURNAME})"
_AND = r"(?:\s(?:&|en|and|und)\s|,\s(?:&\s|en\s|and\s)?)"
_MANY = rf"{_ONE}(?:{_AND}{_ONE}){{0,7}}(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?(?:\s\((?:red|eds?)\.\))?"
_YEAR = r"(?:19[5-9]|20[0-4])\d[a-z]?"
_YEARED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{_MANY}),?\s\({_YEAR}(?:,\sp\.?\s?\d+(?:-\d+)?)?\)"
    r"(?=[,.:;]\s|\s(?:stel|laat|laten|conclude|schrij|betog|noem|onderzo|vind|beschr|wij[sz]|to[on]|"
    r"argue|show|find|conclud|describe))"
)
_SEVERAL = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{_SURNAME}(?:\s(?:&|en|and)\s{_SURNAME}|\s(?:e\.a\.|et\sal\.?)))"
    rf",?\s\({_YEAR}\)(?=\s\p{{Ll}})"
)
_BRACKETED = regex.compile(
    rf"\((?:(?i:zie(?:\sook)?|vgl\.|cf\.|e\.g\.|bijv\.)\s)?(?P<who>{_MANY}),?\s{_YEAR}"
    r"(?:,\sp\.?\s?\d+(?:-\d+)?)?(?=[;,)])"
)
_TITLED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{INITIALS}\s?{_SURNAME}(?:{_AND}{INITIALS}\s?{_SURNAME}){{0,7}}"
    r"(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?),\s"
    r"(?=['‘’“\"„][^\n]{8,200}?['‘’”\"]|[^\n;]{8,160}?(?:diss\.|proefschrift|Boom|Kluwer|Sdu|"
    r"Springer|Elsevier|Press|Uitgever\p{Ll}*|NJB|Trema|Amsterdam:|Den Haag:|Leiden:|"
    r"Deventer|Cambridge|Oxford))"
)
_FIRST = regex.compile(r"[\p{L}'’.-]+")
_HINT = regex.compile(rf"{_YEAR}[),;]|{_YEAR}\)|diss\.|[‘“„][^\n]")


def authors(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the authors of cited works stand: one span for all of one citation."""
    if _HINT.search(text) is None:
        return
    for pattern in (_YEARED, _SEVERAL, _BRACKETED, _TITLED):
        for found in pattern.finditer(text):
            start, end = found.span("who")
            first = _FIRST.match(text, start, end)
            if first is not None and _starts_sentence(words, first[0]):
                start = first.end() + 1
            if text[start : start + 1].isupper():
                yield start, end


def _starts_sentence(words: Vocabulary, first: str) -> bool:
    """Say whether the first word is an ordinary one with the capital of a sentence (`Zie`)."""
    return words.lexicon.ordinary(first) and not (
        words.lexicon.last(first)
        or words.lexicon.first(first)
        or first.lower() in words.tussenvoegsels
    )
