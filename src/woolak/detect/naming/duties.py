# SPDX-License-Identifier: EUPL-1.2
"""The line of a function below a name goes in; out comes whether it says what somebody works on."""

from __future__ import annotations

import regex

from woolak.detect.naming import people, pieces, workplaces
from woolak.detect.text.view import line_end
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary

_DUTY = regex.compile(
    r"[ ]*(?P<functie>\p{L}[\p{Ll}-]+(?:[ ]\p{Ll}[\p{Ll}-]+){0,3})"
    r"[ ](?P<field>\p{Lu}\p{Ll}{2,})"
    r"(?:(?:,|[ ]en|[ ]&)?[ ](?P<field>\p{Lu}\p{Ll}{2,})){0,3}[ ]*"
)
"""A function and its fields, and nothing else: `Adviseur Water en Ruimte`."""
_LONGEST = 70


def told(words: Vocabulary, text: str, name: Name, functie: str) -> bool:
    """Say whether words behind a function are a field or an employer, and no name."""
    spoken = text[name.start : name.end]
    return workplaces.held(words, text, name, functie) or workplaces.of_town(words, spoken)


def field(words: Vocabulary, text: str, at: int) -> bool:
    """Say whether a line tells the function and fields of who is named above: `Adviseur Groen`.

    One field alone is told by the list of them; several may be words that nobody is called.
    """
    begin, end = text.rfind("\n", 0, at) + 1, line_end(text, at)
    duty = _DUTY.fullmatch(text, begin, end) if end - begin < _LONGEST else None
    if duty is None or words.functie.fullmatch(duty["functie"]) is None:
        return False
    listed = words.beside.fields
    fields = duty.captures("field")
    known = all(one in listed or (fields[1:] and pieces.plain(words, one)) for one in fields)
    return known and _named_above(words, text, begin)


def _named_above(words: Vocabulary, text: str, begin: int) -> bool:
    """Say whether the line above holds somebody's whole name, and nothing else."""
    end = max(begin - 1, 0)
    start = text.rfind("\n", 0, end) + 1
    name = people.person(words, text, start, end) if text[start:end].strip() else None
    return name is not None and name.full and not text[name.end : end].strip(" ,")
