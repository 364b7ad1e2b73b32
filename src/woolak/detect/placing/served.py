# SPDX-License-Identifier: EUPL-1.2
"""A line of a form goes in: what somebody does, and who; the people it names come out.

`Jurist: Roos Visser`, and the same in two cells of a line, whatever words the name is made of.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.naming import people
from woolak.detect.placing import headings, in_cells, messages
from woolak.detect.text.view import Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_LINE = regex.compile(
    r"(?m)^[ ]*(?P<label>\p{L}[\p{L}() /-]{2,40}?)(?:[ ]?:[ \t]+|\t)(?P<value>\p{Lu}[^\t\n]{1,60})$"
)
"""A label with what stands behind its colon, or beside it in a line of two cells."""


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the people behind a function that is not public, and behind a heading for people."""
    for line in _LINE.finditer(view.text):
        label, value = line["label"], line["value"].strip()
        known = words.label, words.kop, words.kopstop, words.memo, words.aanwezig
        if any(pattern.match(view.text, line.start("label")) for pattern in known):
            continue
        if not (headings.of_who_serves(words, label) or headings.holds(words, label)[0]):
            continue
        if fold(value.strip(" :*")) in words.koppen:
            continue  # the heading of the next column
        why = f"Naam bij het label '{label}'."
        for name in named(words, view.text, *line.span("value")):
            yield messages.named(words, view, name, "structuur.label", why)


def named(words: Vocabulary, text: str, start: int, end: int) -> Iterator[Name]:
    """Yield who is named in the value of a label."""
    if in_cells.whole(words, text[start:end].strip()):
        yield Name(start, start + len(text[start:end].rstrip()))
    else:
        listed = list(people.people(words, text, start, end))
        alone = len(listed) == 1 and text[start : listed[0].start].rstrip().endswith(",")
        if not (alone and words.lexicon.place(text[listed[0].start : listed[0].end])):
            yield from listed  # `Verslag: Tekstbureau, Woerden`
