# SPDX-License-Identifier: EUPL-1.2
"""A page and its raw text go in; whether its letters look like what they claim comes out.

Copying, searching and software read what a font claims; people read what it draws.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pymupdf

from woolak.pdf.opening.open import FAULTS
from woolak.pdf.reading import likeness
from woolak.pdf.reading.ample import ample, ample_far
from woolak.pdf.reading.specimen import FAR, Drawn, Specimen, drawn, sample, specimen

Far = npt.NDArray[np.float32]
"""How far a drawn character is from each of likeness.LETTERS: (62,)."""

_WORD = re.compile(r"\S{2,}")
_REFERENCE = re.compile(r"(\d+) 0 R")
_DEEP = 4
_CLEARLY, _FAR, _SAME = 0.35, 0.35, 0.12
_SEVERAL, _A_NAME = 2, 3
_DASH = 0.25
_ALIKE = tuple(
    map(
        frozenset, ("1lIiLjJtfr!|[](){}/\\\u0131", "0OoQ", "uUnN", "B8", "S5s", "Z2z", "g9q", "b6G")
    )
)
_LIGATURES = re.compile(
    "f+[ijltbhk]?|ffi|ffl|s[tp]|c[tkh]|[tT]h|t[tif]|tti|ij|IJ|[aoAO][eE]|[LNDlnd][JjZz]"
)
_faults: dict[bytes, Faults | None] = {}
_MOST_KNOWN = 2000
_cells: dict[tuple[str, bytes], _Seen] = {}
_MOST_CELLS = 3000


class Sign(NamedTuple):
    """A claim of another character than a letter or figure, and the letter it is drawn as."""

    claim: str
    drawn_as: str


class Faults(NamedTuple):
    """What of a font was looked at: its name, the letters, the claims that were false, the signs.

    A sign is no letter and no figure of ours. What is `ample` draws more letters than it claims.
    `left` are claims that the font has and that were not looked at.
    """

    name: str
    letters: frozenset[str]
    false: frozenset[str]
    signs: tuple[Sign, ...]
    ample: frozenset[str]
    left: frozenset[str]

    def tells(self, claims: frozenset[str]) -> bool:
        """Say whether some claims were looked at."""
        return self.left.isdisjoint(claims)


class _Seen(NamedTuple):
    """A character in its cell: whether it has ink, is another letter, or more; the sign it is."""

    inked: bool
    lies: bool
    ample: bool
    sign: Sign | None


def doubtful(page: pymupdf.Page, blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether words of a page are drawn as other letters than their font claims.

    A character on its own may be a bullet of a font of signs.
    """
    texts = _texts(blocks)
    if not texts:
        return False
    claims = {font: frozenset("".join(found)) for font, found in texts.items()}
    every = frozenset().union(*claims.values())
    for font in {_number(page, entry) for entry in page.get_fonts(full=True)}:
        found = _looked_at(page.parent, font, every)
        if found is None:
            return True
        name = f"Type3 ({font} 0 R)" if found.name.startswith("Type3 (") else found.name
        if name in texts and _faulty(found, claims[name], texts[name]):
            return True
    return False


def _faulty(found: Faults, claims: frozenset[str], texts: Sequence[str]) -> bool:
    """Say whether what a font shows on a page is in doubt: its characters, and its texts."""
    if found.ample & claims:
        return True
    alone, words = _parted(texts)
    return bool(found.false & alone) or _false(found, words) or _spelt_in_signs(found, words)


def _number(page: pymupdf.Page, entry: Sequence[Any]) -> int:
    """Return the number of a font's object; one that stands in its resources is given a number."""
    number, name, owner = int(entry[0]), entry[4], entry[6] or page.xref
    if number:
        return number
    kind, value = page.parent.xref_get_key(owner, f"Resources/Font/{name}")
    if kind != "dict":
        return 0
    number = int(page.parent.get_new_xref())
    page.parent.update_object(number, value)
    return number


def _false(found: Faults, words: set[str]) -> bool:
    false, seen = found.false & words, found.letters & words
    return len(false) >= _SEVERAL or bool(false and _SEVERAL * len(false) >= len(seen))


def _spelt_in_signs(found: Faults, words: set[str]) -> bool:
    """Say whether signs of words are drawn as letters: a few look like one, most do not."""
    signs = [sign.drawn_as for sign in found.signs if sign.claim in words]
    letters = list(filter(None, signs))
    return len(set(letters)) >= _A_NAME and 2 * len(letters) >= len(signs)


def _texts(blocks: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the texts in each font."""
    texts: dict[str, list[str]] = {}
    for span in (s for b in blocks for line in b.get("lines", ()) for s in line["spans"]):
        texts.setdefault(span["font"], []).append("".join(map(_letter, span["chars"])))
    return texts


_letter = itemgetter("c")


def _parted(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the blanks in some texts, and the characters of their words."""
    blanks = {char for char in set("".join(texts)) if _blank(char)}
    return blanks, set("".join(_WORD.findall("\n".join(texts))))


def _blank(claim: str) -> bool:
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in claim)


def _looked_at(doc: pymupdf.Document, font: int, claims: frozenset[str]) -> Faults | None:
    """Return the faults of a font, those of some claims at least; None when it cannot be drawn."""
    here = _of(doc)
    if font not in here or not _tells(here[font], claims):
        here[font] = _known(doc, font, claims)
    return here[font]


def _tells(found: Faults | None, claims: frozenset[str]) -> bool:
    return found is None or found.tells(claims)


@lru_cache(maxsize=1)
def _of(_: pymupdf.Document) -> dict[int, Faults | None]:
    """Return what is known of the fonts of the document that is being read, by their numbers."""
    return {}


def _known(doc: pymupdf.Document, font: int, claims: frozenset[str]) -> Faults | None:
    """Look at what one page claims first, and at all of the font when another page claims more."""
    digest = hashlib.sha256(b"".join(_parts(doc, font, set(), 0))).digest()
    if digest not in _faults:
        if len(_faults) >= _MOST_KNOWN:
            _faults.clear()
        _faults[digest] = _judged(doc, font, claims)
    elif not _tells(_faults[digest], claims):
        _faults[digest] = _judged(doc, font, None)
    return _faults[digest]


def _parts(doc: pymupdf.Document, number: int, seen: set[int], depth: int) -> Iterator[bytes]:
    """Yield what a font is made of: it stands in a document many times, and is looked at once."""
    if number in seen or depth > _DEEP or not 0 < number < doc.xref_length():
        return
    seen.add(number)
    text = doc.xref_object(number)
    yield text.encode()
    if doc.xref_is_stream(number):
        yield doc.xref_stream_raw(number)
    for reference in _REFERENCE.findall(text):
        yield from _parts(doc, int(reference), seen, depth + 1)


def _judged(doc: pymupdf.Document, font: int, claims: frozenset[str] | None) -> Faults | None:
    try:
        found = specimen(doc, font, claims)
    except FAULTS:
        return None
    seen = list(zip(found.claims, _looked_through(found), strict=True))
    least = 1 if any(one.inked for _, one in seen) else _SEVERAL
    false = {claim for claim, one in seen if one.lies or (not one.inked and _says(claim, least))}
    far_out = drawn([found.claims[at] for at in found.out], found.far, FAR)
    more = [claim for claim, one in seen if one.ample]
    more += [one.claim for one in far_out if ample_far(one)]
    return Faults(
        found.name,
        _letters().intersection(found.claims),
        frozenset("".join(false)),
        tuple(one.sign for _, one in seen if one.sign),
        frozenset("".join(more)),
        found.left,
    )


def _looked_through(found: Specimen) -> list[_Seen]:
    """Return what each character of a font turns out to be.

    The fonts of many documents draw the same letters: a cell is looked at once.
    """
    keys = [(c, cell.tobytes()) for c, cell in zip(found.claims, found.gray, strict=True)]
    if len(_cells) + len(keys) > _MOST_CELLS:
        _cells.clear()
    fresh = {key: at for at, key in enumerate(keys) if key not in _cells}
    if fresh:
        at = list(fresh.values())
        some = drawn([found.claims[each] for each in at], found.gray[at])
        _cells.update(zip(fresh, _each(some), strict=True))
    return [_cells[key] for key in keys]


def _each(some: Sequence[Drawn]) -> Iterator[_Seen]:
    far = iter(likeness.distances([one for one in some if one.ink.size]))
    for one in some:
        if one.ink.size:
            own = next(far)
            yield _Seen(True, _lies(one, own), ample(one, own), _sign(one, own))
        else:
            yield _Seen(False, False, False, None)


def _says(claim: str, least: int) -> bool:
    """Say whether a character that draws nothing says a letter; in a blank font, several.

    The layers of text over scans are set in fonts of which no letter draws anything.
    """
    return sum(char.isalnum() for char in claim) >= least


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    return frozenset(likeness.LETTERS)


def _lies(drawn: Drawn, far: Far) -> bool:
    """Say whether a character is clearly drawn as another letter than it claims."""
    if not drawn.claim:
        return False
    if _blank(drawn.claim):
        return drawn.claim != "\u00ad" or drawn.high - drawn.low > _DASH
    claim = unicodedata.normalize("NFC", drawn.claim)
    plain = claim[0] if len(claim) == 1 else ""
    base = unicodedata.normalize("NFD", claim)[:1]
    if plain in _letters():
        return _other(far, plain)
    if plain:
        return plain != base and base in _letters() and _from(far, {base}) < _SAME
    return not _LIGATURES.fullmatch(claim) and bool(far.min() < _SAME)


def _sign(drawn: Drawn, far: Far) -> Sign | None:
    """Return a sign, or letter of another script, with the letter of ours it is drawn as."""
    claim = unicodedata.normalize("NFC", drawn.claim)
    if len(claim) != 1 or claim in _letters() or _blank(claim):
        return None
    return Sign(drawn.claim, _instead(drawn, far, claim))


def _instead(drawn: Drawn, far: Far, claim: str) -> str:
    """Return the letter that a sign is drawn as; empty where it may as well be the sign."""
    best, letter = _nearest(far)
    base = unicodedata.normalize("NFKD", claim)[0]
    if best >= _CLEARLY or letter in _same(base) or letter in _same(_like(claim)):
        return ""
    return letter if likeness.apart(drawn, claim) > best + _FAR else ""


@lru_cache(maxsize=2000)
def _like(claim: str) -> str:
    """Return the letter that a sign looks like, as the Greek capital of beta does; or nothing."""
    own = sample(claim)
    if own is None or not own.ink.size:
        return ""
    best, letter = _nearest(likeness.distances([own])[0])
    return letter if best < _CLEARLY else ""


def _nearest(far: Far) -> tuple[float, str]:
    index = int(far.argmin())
    return float(far[index]), likeness.LETTERS[index]


def _from(far: Far, letters: Iterable[str]) -> float:
    """Return how far a character is from the nearest of some letters."""
    return min(float(far[likeness.LETTERS.index(letter)]) for letter in letters)


def _other(far: Far, claim: str) -> bool:
    """Say whether it is clearly one letter, and neither the one claimed nor one like it."""
    best = float(far.min())
    return best < _CLEARLY and _from(far, _same(claim) & _letters()) > best + _FAR


@lru_cache(maxsize=2000)
def _same(letter: str) -> frozenset[str]:
    own = frozenset((letter, letter.swapcase()))
    return own.union(*(group for group in _ALIKE if letter in group))
