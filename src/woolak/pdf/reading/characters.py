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
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""What Unicode has no ink for (Default_Ignorable_Code_Point): a name goes on over it."""
_MARKS = dict(
    zip(
        "`\u00b4\u02c6\u02dc\u00a8\u02c7\u02d8\u02d9\u02da\u02dd\u00af\u00b8\u02db",
        "\u0300\u0301\u0302\u0303\u0308\u030c\u0306\u0307\u030a\u030b\u0304\u0327\u0328",
        strict=True,
    )
)
"""The accents that take room of their own, each with the mark that joins the letter before it."""
_ACCENT = re.compile(f"[{''.join(_MARKS)}]")
_OVER = 0.6
_HYPHENS = "\u2010\u2011"
_UNRELIABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TWO_SCRIPTS = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
"""The a of Cyrillic looks like ours: a word in both scripts is a name that nobody finds."""
_SOFT_HYPHEN = re.compile("\u00ad+[-\u2010]?$")
"""Browsers draw a hyphen behind the soft one at which they broke a word."""
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


def accented(text: str, lefts: list[float], rights: Sequence[float]) -> tuple[str, list[float]]:
    """Return a text in which an accent that is drawn over a letter is part of that letter.

    TeX sets a dieresis and then the u below it. An accent beside its letter is a sign of its own,
    as in `foto´s`. The place of the accent is kept, as a character that `normalised` leaves out.
    """
    if not _ACCENT.search(text):
        return text, lefts
    letters, places = list(text), list(lefts)
    for found in _ACCENT.finditer(text):
        at = found.start()
        for beside in (at + 1, at - 1):
            if not 0 <= beside < len(letters):
                continue
            over = min(rights[at], rights[beside]) - max(lefts[at], lefts[beside])
            whole = _composed(letters[beside], found[0])
            if whole and over > _OVER * (rights[at] - lefts[at]):
                letters[at], letters[beside], places[at] = "\u2060", whole, lefts[beside]
                break
    return "".join(letters), places


def _composed(letter: str, accent: str) -> str:
    """Return a letter with an accent as one character; empty when there is none."""
    plain = {"\u0131": "i", "\u0237": "j"}.get(letter, letter)
    whole = unicodedata.normalize("NFC", plain + _MARKS[accent])
    return whole if len(whole) == 1 else ""


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
    if soft := _SOFT_HYPHEN.search(first):
        return first[: soft.start()]
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
