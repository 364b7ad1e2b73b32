# SPDX-License-Identifier: EUPL-1.2
"""Text in, whether an office in it is that of whom somebody works for: `bureau SG`."""

from __future__ import annotations

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_OF = regex.compile(
    r"(?i)(?:[ ](?:van|voor|bij|aan|of|to|for)(?:[ ](?:de|het|den|onze|the))?)?[ -]$"
)
_WIDTH = 40


def serves(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether somebody works for who holds the office at `start`: `woordvoerder minister`."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _WIDTH)
    of = _OF.search(text, begin, start)
    if of is None:
        return False
    if words.politics.dienst.search(text, begin, of.start()) is not None:
        return True
    return employed(words, text[begin : of.start()])


def employed(words: Vocabulary, line: str) -> bool:
    """Say whether a line ends with a function that is not public: `... fractiemedewerker`."""
    function = words.functie_at_end(line, len(line))
    if function is not None:
        return not function[2]
    last = "".join(line.split()[-1:])
    return words.functie_uitgang.search(fold(last)) is not None
