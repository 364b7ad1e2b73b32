# SPDX-License-Identifier: EUPL-1.2
"""A text in; the names of which it says that they are those of things, out.

`Iris en IRMA zijn de systemen die worden uitgefaseerd`: nobody is a system.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_SAID = regex.compile(
    rf"(?<![\p{{L}}-]|\p{{Lu}}\p{{Ll}}*[ ])(?P<who>{CAP}(?:(?:,[ ]|,?[ ](?:en|of)[ ]){CAP})*)[ ]"
    r"(?:is|zijn|was|waren|heet|heten)[ ](?:(?:de|het|een|onze|twee|drie|vier)[ ])?"
    r"(?:\p{Ll}{3,}e?[ ])?$"
)
"""Names of one word each, and what stands between them and what they are."""
_FAR = 90


def things(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each such name, or row of names."""
    for noun in words.is_zaak.finditer(text):
        said = _SAID.search(text, max(noun.start() - _FAR, 0), noun.start())
        if said is not None:
            yield said.span("who")
