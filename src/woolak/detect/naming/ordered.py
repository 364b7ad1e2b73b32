# SPDX-License-Identifier: EUPL-1.2
"""What has the shape of a name in Outlook order in; whether it is one comes out: `Vries, J. de`."""

from __future__ import annotations

import regex

from woolak.detect.naming import initials, pieces, workplaces
from woolak.detect.text.view import Hit
from woolak.detect.words import shapes
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_OWN_LINE = regex.compile(r"(?:\A|\n)[ •*–-]*(?:\d{1,3}[.)] ?)?\Z")
"""What stands before the first word of a line, or of an item of a list."""
_INITIALS = regex.compile(rf",[ ]?{shapes.INITIALS}")
_SMALL = regex.compile(r"(?P<word>\p{Ll}{4,})[ ]?(?:\n|\Z)")
"""A line that one word in small letters ends."""
_OTHERS = regex.compile(r"[ ](?:\p{Ll}[\p{Ll}'’]{0,4} ){0,2}\p{Lu}\p{Ll}")
"""Letters behind a comma belong to this: `ThJ Hagedoorn, F el Bouayadi`."""
_LED = regex.compile(r"\p{Ll}[ ]$")
_FEW = 3
"""More letters than these are those of a body."""
_DIALLED = regex.compile(r"[.:]?[ ]?[\d+(]")
"""A telephone behind the letter that announces it: `Jan Bos, T 06`."""


def fits(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether `Vries, J. de` is a name: initials with dots, or a first name in brackets."""
    if workplaces.unit_first(words, name) or words.groet.match(text, name.start) is not None:
        return False
    if pieces.coded(words, name.achternaam.split()):  # `PO-Raad, VO-raad`
        return False
    return not _nobody(words, name) and (_dotted(words, text, name) or _joined(words, text, name))


def _nobody(words: Vocabulary, name: Name) -> bool:
    """Say whether a word among these names nobody, or begins a sentence: `Ook Wakefield, S.C.`."""
    before, last = name.achternaam.split()[:-1], name.achternaam
    every = (word.lower() for word in (*last.split(), *name.voornamen))
    if any(w in words.geen_persoon and w not in words.tussenvoegsels for w in every):
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
    return text[name.end - 1] == ")" or (_whole(words, text, name) and pieces.borne(words, last))


def begins_line(text: str, hit: Hit) -> bool:
    """Say whether a line begins with a surname that has initials with full stops behind it."""
    own = _OWN_LINE.search(text, max(hit.start - 6, 0), hit.start) is not None
    return own and _INITIALS.search(text, hit.start, hit.end) is not None


def _whole(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name fills its line, or all of it before a function: `Bos, M. adviseur`."""
    ends = text[name.end : name.end + 1] in ("", "\n")
    ends = ends or (text[name.end] == " " and _function(words, text, name.end + 1))
    return ends and _OWN_LINE.search(text, max(name.start - 6, 0), name.start) is not None


def _function(words: Vocabulary, text: str, at: int) -> bool:
    """Say whether a function begins at `at`, and nothing but words in small letters follows."""
    if words.functie.match(text, at) is not None:
        return True
    told = _SMALL.match(text, at)
    return told is not None and words.functie_uitgang.search(fold(told["word"])) is not None


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
    spelled = "".join(name.voornamen)
    known = given or fold(spelled) in words.geroepen or pieces.unknown(words, spelled)
    letters = name.initialen.replace(" ", "")
    bare = initials.BARE.fullmatch(letters) is not None and letters not in words.afkortingen
    bare = bare and not _OTHERS.match(text, name.end)
    bare = bare and _DIALLED.match(text, name.end) is None
    bare = bare and not _of_bodies(words, text, name, last)
    return "." in letters or bracketed or comma or bare or (known and _whole(words, text, name))


def _of_bodies(words: Vocabulary, text: str, name: Name, last: str) -> bool:
    """Say whether letters behind a comma are a body's: `CNV, VCP`, `Recron, ANWB`."""
    body = last.isupper() and workplaces.a_code(words, last)
    body = body or (len(name.initialen) > _FEW and pieces.unknown(words, last))
    led = _LED.search(text, max(name.start - 2, 0), name.start) is not None
    return body or (words.lexicon.place(last) and led)  # `Omroep Zeeland, PZC`
