# SPDX-License-Identifier: EUPL-1.2
"""A word as drawn goes in; the word as a reader would type it comes out, with the way back.

Everything after `pdf.read` sees normalised text only, so each rule here has one place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Edges = Sequence[float]

_COMPATIBLE = re.compile(
    "[\u0132\u0133\u01c4-\u01cc\u249c-\u24e9\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
"""One code for several letters (ligatures, the Dutch ij) or for a letter in fancy dress."""
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_HYPHENS = "\u2010\u2011"
_UNRELIABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TWO_SCRIPTS = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
"""The a of Cyrillic looks like ours: a word in both scripts is a name that nobody finds."""
_ENDS_IN_HYPHEN = re.compile(r"(?<=[^\W_])-$")
_ADDRESS = re.compile(r"[@/]|\.\w")
_OWN_WORDS = frozenset({"de", "den", "der", "van", "het", "'t", "’t"})
_ELLIPSIS = frozenset({"en", "of"})


def normalised(text: str, edges: Edges) -> tuple[str, Edges]:
    """Return the word in NFC without ligatures or invisible characters, and its new edges.

    `edges` are the len(text) + 1 borders of the characters; a ligature's width is shared evenly.
    """
    if text.isascii():
        return text, edges
    letters: list[str] = []
    borders: list[float] = []
    for start, end in _clusters(text):
        composed = _plain(text[start:end])
        width = (edges[end] - edges[start]) / max(1, len(composed))
        letters.append(composed)
        borders += [edges[start] + width * index for index in range(len(composed))]
    return "".join(letters), (*borders, edges[-1])


def unreliable(text: str) -> bool:
    """Say whether part of a word as drawn has no Unicode to trust.

    One such character on its own, or a row of the same private one, is a bullet, a tick or a dotted
    line in a symbol font: nobody's name.
    """
    if text.isascii() and text.isprintable():
        return False
    if _TWO_SCRIPTS.search(text):
        return True
    found = _UNRELIABLE.findall(text)
    return bool(found) and len(text) > 1 and ("\ufffd" in found or len(set(text)) > 1)


def joined(first: str, second: str) -> str | None:
    """Return how `first`, at the end of a line, reads when `second` on the next line completes it.

    None when the two are words of their own. Dutch writes in- en uitvoer with a hyphen that stays,
    and so do Jansen-de Vries, addresses and whatever goes on with a capital or a digit.
    """
    if first.endswith("\u00ad"):
        return first.rstrip("\u00ad")
    first = first.replace("\u2010", "-")
    if not _ENDS_IN_HYPHEN.search(first) or not second[:1].isalnum() or second in _ELLIPSIS:
        return None
    name = first[0].isupper() and second in _OWN_WORDS
    if name or not second[0].islower() or _ADDRESS.search(first + second):
        return first
    return first[:-1]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return [start, end) of each base character with the marks that combine with it."""
    starts = [i for i, char in enumerate(text) if not i or not unicodedata.combining(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _plain(cluster: str) -> str:
    cluster = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), cluster)
    cluster = _NOTHING.sub("", cluster)
    for hyphen in _HYPHENS:
        cluster = cluster.replace(hyphen, "-")
    return unicodedata.normalize("NFC", cluster)
