# SPDX-License-Identifier: EUPL-1.2
"""Text in, names out that have initials without full stops: `JP van Oort`, `Oort JP van`.

Such letters may stand for a unit as well: what is around them decides.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from woolak.detect.naming import evidence
from woolak.detect.text.view import line_end
from woolak.detect.words import shapes
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_FEW = 3
"""More letters than these behind a surname are a unit."""
_INSIDE = regex.compile(r"\p{Ll}[ ]|[ ]\(")
"""What stands before a name in the middle of a sentence."""
_BEGINS = regex.compile(r"(?:\A|\n|[.!?][ ])$")
_ROMAN = regex.compile(r"[IVX]{2,4}")
"""The number of a chapter or of a king: `Rijksbegroting VI`."""
LETTERS = r"(?:\p{Lu}|Th|Ph|Chr?|Tj|Ij|Sj){1,4}"
BARE = regex.compile(rf"(?:{LETTERS}|IJ)")
"""Initials without full stops: `JP`, `ThJ`."""
BEHIND = regex.compile(
    r"(?P<last>\p{Lu}[\p{L}'’-]*(?:-(?:\p{Ll}{2,3} ){1,2}\p{Lu}[\p{L}'’-]*)?\p{Ll}) "
    rf"(?P<ini>{LETTERS})"
    r"(?: (?P<tv>v[./] ?[dh]\.?|v d|v\.|"
    r"\p{Ll}[\p{Ll}'’]{0,4}(?: (?:\p{Ll}{2,3}|['’]t))?)"
    r"(?=[ ]?(?:[\n\t;,.:()/|-]|\Z)|[ ](?:en|and)[ ]\p{Lu})"
    r"|(?![\p{L}&-]|\.\p{L}| \p{Lu}| ?&)(?!(?<= \p{Lu})\.(?![ ]?(?:\n|\Z))))"
)
"""Initials without full stops, and a tussenvoegsel, behind a surname: `Oort JP van`."""
_ROW = regex.compile(
    rf"[ •*–-]*(?P<ini>{LETTERS})(?: \p{{Ll}}[\p{{Ll}}'’]{{0,4}}){{0,2}}"
    r" \p{Lu}\p{Ll}[\p{L}'’ -]*"
)
"""A line with initials and a surname, and nothing else."""
_SHORTENED = regex.compile(r"v[^aeiou]*")
"""A tussenvoegsel in short: part of a name, also behind letters that mean something else."""


def in_list(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether the letters of an office are initials: so are those of the lines beside them.

    `MJ Amatmoekrim`, and below it `SG Koeiman`.
    """
    low, high = text.rfind("\n", 0, start) + 1, line_end(text, end)
    own = _ROW.fullmatch(text, low, high)
    if own is None or own["ini"] != text[start:end]:
        return False
    above = text.rfind("\n", 0, max(low - 1, 0)) + 1
    lines = ((above, max(low - 1, 0)), (high + 1, line_end(text, high + 1)))
    rows = (_ROW.fullmatch(text, *line) for line in lines)
    return any(row is not None and not words.ambt.fullmatch(row["ini"]) for row in rows)


def before(words: Vocabulary, name: Name) -> bool:
    """Say whether letters and a surname of any kind are somebody: `J van Sterk`, `MW Zanger`."""
    letters = "".join(name.voornamen) or name.initialen
    last = name.achternaam
    short = _SHORTENED.fullmatch(name.tussenvoegsel) is not None and not words.nobody([last])
    if not (BARE.fullmatch(letters) and last[1:]):
        return False
    if letters in words.afkortingen and not short:
        return False
    office = words.portefeuille.fullmatch(last) or words.instelling.match(last)
    if name.tussenvoegsel:
        return not (office or last.isupper())
    return last[1:].islower() and as_word(words, last) and not words.nobody([last])


def in_sentence(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a sentence tells of somebody by a letter and a word: `namens M. Brood is`."""
    last = name.achternaam
    if _INSIDE.match(text, max(name.start - 2, 0)) and words.lexicon.rare(last):
        return True
    if words.zaak_uitgang.search(fold(last)) or words.functie.match(last) or words.nobody([last]):
        return False
    if words.speech.voor_letter.search(text, max(name.start - 12, 0), name.start) is not None:
        return True
    begins = _BEGINS.search(text, max(name.start - 2, 0), name.start) is not None
    least = evidence.HUMAN if words.lexicon.common(last) else evidence.SHARED
    return begins and evidence.after(words, text, name.end) >= least


def behind_comma(words: Vocabulary, name: Name, rest: str) -> bool:
    """Say whether letters stand behind a surname that is a word: `Kamer, LC`, `Burger, VL van`."""
    letters, last = name.initialen, name.achternaam
    alone = rest[name.end - name.start :].lstrip(" ")[:1] in ("", ";", "\n", "<", "(")
    if not (alone and BARE.fullmatch(letters)) or words.portefeuille.fullmatch(last):
        return False
    if name.tussenvoegsel:
        return not last.isupper()
    known = as_word(words, last) or words.lexicon.last(last)
    return bool(letters[1:]) and known and letters not in words.afkortingen


def behind(
    words: Vocabulary, text: str, at: int, *, among: bool = False, tail: bool = False
) -> Name | None:
    """Return the name at `at` that has its initials behind it: `Soekhlal RJ`, `Oort JP van`.

    `among`: names stand here, so that the surname need not be known; `tail`: only the end of a
    name that begins with a tussenvoegsel.
    """
    found = BEHIND.match(text, at)
    if found is None:
        return None
    last, letters, tussen = found["last"], found["ini"], found["tv"] or ""
    if letters == "I" and not among:  # `May I ask`
        return None
    led = among and bool(tussen) and fold(tussen) in words.tussenvoegsels
    if (
        (words.nobody([last]) and not led)
        or (words.given(last) and not (among and letters[1:]))
        or (tussen and fold(tussen) not in words.tussenvoegsels)
    ):
        return None
    listed = letters in words.afkortingen and not (among and words.surname(last))
    if not tussen and (listed or len(letters) > _FEW):
        return None
    roman = _ROMAN.fullmatch(letters) is not None and not words.lexicon.last(last)
    if roman or (not tussen and shapes.UNIT.match(text, found.start("ini"))):
        return None
    fits = words.surname(last) or (bool(tussen) and not words.functie.match(last))
    strange = among and not (words.lexicon.ordinary(last) or words.lexicon.first(last))
    several = bool(letters[1:]) or tail
    word = words.lexicon.last(last) or last.lower() in words.achternaam_woorden
    word = word or words.given(last)  # `Petrona MB`
    fits = fits or (among and several and word)
    fits = fits or (strange and words.instelling.match(text, found.end("last")) is None)
    return Name(at, found.end(), (), letters, tussen, last) if fits else None


def against(words: Vocabulary, name: Name) -> bool:
    """Say whether two parties to a case are named: `Smith v Jones`, and not `Fatima v Dijk`."""
    if name.tussenvoegsel != "v" or name.initialen or not name.voornamen:
        return False
    given = name.voornamen[-1]
    return not (words.lexicon.first(given) or BARE.fullmatch(given))


def as_word(words: Vocabulary, cap: str) -> bool:
    """Say whether a word alone is a surname as well, and none for a unit: `Green`, `Bos`."""
    thing = words.zaak_uitgang.search(cap.lower()) is not None
    return cap.lower() in words.achternaam_woorden and cap[1:].islower() and not thing


def above_label(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Return the initials alone when what seems their surname is the next label of a form."""
    cut = text.find("\n", name.start, name.end)
    if cut < 0 or words.surname(name.achternaam):
        return None
    below = name.end - len(text[cut : name.end].lstrip())
    heads = fold(text[below : line_end(text, below)].strip(" :*")) in words.koppen
    label = heads or words.label.match(text, below) is not None
    return replace(name, end=cut, achternaam="") if label else None
