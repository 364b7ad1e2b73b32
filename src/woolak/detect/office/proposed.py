# SPDX-License-Identifier: EUPL-1.2
"""Text in, members of parliament out whose motion or amendment it names by their surnames."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from woolak.detect.matching import anchors
from woolak.detect.office import holders
from woolak.detect.office.roles import Public
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_ONE = rf"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l|[Ii]n|'t)[ ]){{0,2}}{CAP}"
_MOTION = anchors.words(
    r"(?i:moties?|amendement(?:en)?)"
    r"(?:-|[ \n](?:van[ ])?(?:(?:het|de)[ ](?:kamer)?(?:lid|leden)[ ])?)"
    rf"(?P<who>{_ONE})(?:(?:,[ ]|[ ]en[ ]|/)(?P<who>{_ONE})){{1,4}}(?![\p{{L}}-]|[ ]\p{{Lu}})",
    ("motie", "moties", "amendement", "amendementen"),
)


def members(words: Vocabulary, text: str, taken: Collection[tuple[int, int]]) -> Iterator[Public]:
    """Yield those on the lists who stand in a row behind a motion: `motie-Bos en Stoffer`.

    The first of the row is on the lists as well, and nobody else in the text bears the surname.
    """
    every = words.politics.achternamen
    for found in _MOTION.finditer(text):
        row = [(start, end, fold(text[start:end])) for start, end in found.spans("who")]
        for start, end, last in row if row[0][2] in every else ():
            if last in every and (start, end) not in taken and holders.theirs(words, text, last):
                name = Name(start, end, achternaam=text[start:end])
                why = f"Achternaam van een {every[last][1]}, bij een motie of amendement."
                yield Public(start, end, name, *every[last], "functies.lijst", why)
