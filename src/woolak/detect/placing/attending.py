# SPDX-License-Identifier: EUPL-1.2
"""A view in; who stands behind the second label of a line that lists who was there, out."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.naming import people
from woolak.detect.placing import messages
from woolak.detect.text.view import Hit, View
from woolak.detect.words.vocabulary import Vocabulary

_LIST_ENDS = regex.compile(r"(?<=\p{L}{2}\)?)[.;](?=\s|\Z)|\n\n")


def second(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Yield the names behind a label of a list in mid-line: `Aanwezig: Bos. Afwezig: Lindner.`."""
    for found in words.aanwezig_erna.finditer(view.text):
        stop = _LIST_ENDS.search(view.text, found.end())
        end = stop.start() if stop is not None else len(view.text)
        for name in people.people(words, view.text, found.end(), end):
            why = f"Naam in de lijst '{found['label'].strip()}'."
            yield messages.named(words, view, name, "structuur.aanwezig", why)
