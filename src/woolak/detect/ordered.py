# SPDX-License-Identifier: EUPL-1.2
"""What has the shape of a name in Outlook order in; whether it is one comes out: `Vries, J. de`."""

from __future__ import annotations

import regex

from woolak.detect import initials, people, pieces
from woolak.detect.grammar import Name
from woolak.detect.vocabulary import Vocabulary

_OWN_LINE = regex.compile(r"(?:\A|\n)[ •*–-]*(?:\d{1,3}[.)] ?)?\Z")
"""What stands before the first word of a line, or of an item of a list."""
_OTHERS = regex.compile(r"[ ](?:\p{Ll}[\p{Ll}'’]{0,4} ){0,2}\p{Lu}\p{Ll}")
"""Letters behind a comma belong to this: `ThJ Hagedoorn, F el Bouayadi`."""
_DIALLED = regex.compile(r"[.:]?[ ]?[\d+(]")
"""A telephone behind the letter that announces it: `Jan Bos, T 06`."""


def fits(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether `Vries, J. de` is a name: initials with dots, or a first name in brackets."""
    if people.unit_first(words, name) or words.groet.match(text, name.start) is not None:
        return False
    return not _nobody(words, name) and (_dotted(words, text, name) or _joined(words, text, name))


def _nobody(words: Vocabulary, name: Name) -> bool:
    """Say whether a word among these names nobody, or begins a sentence: `Ook Wakefield, S.C.`."""
    before, last = name.achternaam.split()[:-1], name.achternaam
    every = (word.lower() for word in (*last.split(), *name.voornamen))
    if any(word in words.geen_persoon - words.tussenvoegsels for word in every):
        return True
    if last in words.afkortingen and not words.lexicon.last(last):
        return True  # `de minister van VWS, H. de Jonge`
    leads = bool(before) and before[0].lower() not in words.tussenvoegsels
    return leads and not name.tussenvoegsel and pieces.everyday(words, before[0])


def _dotted(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether full stops and brackets, or a line of its own, say enough of any word.

    `Paars, P.S. (Pleun)`, `2. Riedel, J.P.`
    """
    last = name.achternaam.split()[-1]
    if "." not in name.initialen or not pieces.capped(last):
        return False
    return text[name.end - 1] == ")" or (_whole(text, name) and pieces.borne(words, last))


def _whole(text: str, name: Name) -> bool:
    """Say whether a name fills its line."""
    ends = text[name.end : name.end + 1] in ("", "\n")
    return ends and _OWN_LINE.search(text, max(name.start - 6, 0), name.start) is not None


def _joined(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a surname stands before the comma, and what belongs to a name behind it."""
    last = name.achternaam.split()[-1]
    spoken = text[name.start : name.end]
    strange = not (words.lexicon.last(last) or not words.lexicon.ordinary(last))
    if strange or ("\n" in spoken and not name.initialen):
        return False
    given = bool(name.voornamen) and words.lexicon.first(name.voornamen[0])
    if name.initialen and name.voornamen and not (given or spoken.endswith(")")):
        return False  # `Kowalczyk, T. Sitalsing`
    bracketed = spoken.endswith(")") and bool(name.initialen)
    comma = given and bool(name.tussenvoegsel)
    known = given or pieces.unknown(words, "".join(name.voornamen))
    letters = name.initialen.replace(" ", "")
    bare = initials.BARE.fullmatch(letters) is not None and letters not in words.afkortingen
    bare = bare and not _OTHERS.match(text, name.end)
    bare = bare and _DIALLED.match(text, name.end) is None
    return "." in letters or bracketed or comma or bare or (known and _whole(text, name))
