# SPDX-License-Identifier: EUPL-1.2
"""A word with a capital in; what an English sentence around it says of it, out.

In Dutch a capital at the start of a sentence says little of `Dekens` and much of `Just`; in English
it is the other way round.
"""

from __future__ import annotations

from woolak.detect.naming import english, evidence
from woolak.detect.running import articles
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary


def name(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a word is a name because it is no English word: `Dekens has objected`."""
    part, known = text[name.start : name.end], words.lexicon
    if not (known.last(part) or known.first(part)) or known.english(part):
        return False
    if known.place(part) and not evidence.after(words, text, name.end):
        return False
    if words.nobody([part]) or articles.led(text, name.start):
        return False
    return not part.isupper() and english.sentence(words, text, name.start, name.end)


def word(words: Vocabulary, text: str, name: Name, *, starts: bool) -> bool:
    """Say whether a first name is an English word: `Just had a call`, `Line 112: see below`."""
    said, behind = text[name.start : name.end], text[name.end : name.end + 2]
    here = starts and said.lower() in words.speech.engels and behind.startswith(" ")
    return here and (behind[1:].isdigit() or english.sentence(words, text, name.start, name.end))
