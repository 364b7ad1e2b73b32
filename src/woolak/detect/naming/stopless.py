# SPDX-License-Identifier: EUPL-1.2
"""A place in a text goes in; out comes the name there whose initials have no full stops.

`JP van Oort`, `Oort JP van`, `de Vries AB`, `Hagedoorn ThJ`: letters alone say little, so the
surname, what joins it to other names, and what the place says of a person decide together.
"""

from __future__ import annotations

import regex

from woolak.detect.naming import evidence, initials, pieces
from woolak.detect.naming.evidence import SHARED, STRONG
from woolak.detect.naming.initials import LETTERS
from woolak.detect.words import shapes
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_ENDS = regex.compile(rf"[ ](?P<ini>{LETTERS})(?=[ ]?(?:[\n\t;,:()/|]|\.(?!\p{{L}})|\Z))")
"""Letters behind a surname that has its tussenvoegsel before it, where a name can end."""
_TURNED = tuple(
    regex.compile(rf"[ ](?P<tv>{tv})(?=[ ]\p{{Ll}})")
    for tv in (r"\p{Ll}[\p{Ll}'’]{0,4}", r"\p{Ll}{2,5} (?:\p{Ll}{2,3}|['’]t)")
)
"""One word or two behind the letters of a name, with which a sentence goes on."""
_FEW = 3
"""More letters than these behind a surname are a unit."""
_TWO = 2
_SURNAME = regex.compile(r"[ ](?:\p{Ll}[\p{Ll}'’]{0,4}[ ]){1,3}\p{Lu}")
"""A tussenvoegsel and a surname."""
_MOST = 4
_LONGEST = 10
"""A tussenvoegsel with the space behind it has at most so many letters."""


def spelled(name: Name) -> bool:
    """Say whether a surname follows loose letters: `M B van Leeuwen`; one letter is too few."""
    letters = [given for given in name.voornamen if len(given) == 1]
    enough = len(letters) + bool(name.tussenvoegsel) > 1
    return bool(name.achternaam) and enough and len(letters) == len(name.voornamen)


def begun(text: str, letters: str, end: int) -> bool:
    """Say whether letters that end at `end` stand before a tussenvoegsel: `E de Vries`."""
    return letters.isupper() and len(letters) <= _MOST and _SURNAME.match(text, end) is not None


def before(words: Vocabulary, text: str, name: Name, *, joined: bool) -> bool:
    """Say whether the first words of a name are letters, and the last one its surname."""
    last = name.achternaam
    small = all(half[1:].islower() for half in last.split("-"))
    letters = bool(name.voornamen) and (small or shapes.DOUBLED.fullmatch(last) is not None)
    letters = letters and all(initials.BARE.fullmatch(given) for given in name.voornamen)
    if not letters:
        return False
    known = words.afkortingen.intersection(name.voornamen)
    if known and not any(fits(words, text, name) for fits in (_alone, _in_list, _certain)):
        return False
    level = STRONG if joined else evidence.around(words, text, name.start, name.end)
    fits = pieces.surname_level(words, name) <= level or _plain(words, name)
    return fits and not words.nobody([last])


def _in_list(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether the lines beside it tell that letters are initials: `SG Koeiman`."""
    return initials.in_list(words, text, name.start, name.start + len(name.voornamen[0]))


def _alone(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name fills its line or cell: `RE Noordhoek` below a contract."""
    last = name.achternaam
    begins = text[name.start - 1 : name.start] in ("", "\n", "\t")
    alone = begins and text[name.end : name.end + 1] in ("", "\n", "\t")
    return alone and words.lexicon.last(last) and not words.lexicon.place(last)


def _certain(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a surname follows two letters of no office: `AD Aalbers`, `AD de Vries`.

    A place has to say something of a person: `Namens AD Aalbers`.
    """
    letters, last = name.voornamen[0], name.achternaam
    if fold(letters) in words.departementen or words.functie.fullmatch(letters) is not None:
        return False
    if len(letters) != _TWO or not words.lexicon.last(last):
        return False
    near = evidence.around(words, text, name.start, name.end)
    borne = words.surname(last) or name.tussenvoegsel.islower()
    return near > (0 if borne else SHARED) and (borne or initials.as_word(words, last))


def _plain(words: Vocabulary, name: Name) -> bool:
    """Say whether letters, a tussenvoegsel and a surname that is a word too are a name."""
    several = len("".join(name.voornamen)) > 1 and name.tussenvoegsel.islower()
    return several and name.achternaam.lower() in words.achternaam_woorden


def led(words: Vocabulary, text: str, at: int, *, joined: bool) -> Name | None:
    """Return the name with its surname at `at`, a small tussenvoegsel before it: `de Vries AB`."""
    found = initials.BEHIND.match(text, at)
    if found is None:
        return None
    if (turned := _turned(words, text, found)) is not None:
        return turned
    tussen = words.tussenvoegsels_klein.search(text, max(at - _LONGEST, 0), at)
    start = tussen.start() if tussen is not None else at
    level = evidence.before(words, text, start)
    among = joined or level >= SHARED or evidence.after(words, text, found.end()) >= STRONG
    name = initials.behind(words, text, at, among=among, tail=tussen is not None)
    if name is None or tussen is None or name.tussenvoegsel:
        return name
    return Name(start, name.end, (), name.initialen, tussen["tv"], name.achternaam)


def _turned(words: Vocabulary, text: str, found: regex.Match[str]) -> Name | None:
    """Return a name whose tussenvoegsel ends it in mid-sentence: `Hees A van is tegen`."""
    if found["tv"] or words.nobody([found["last"]]):
        return None
    for tail in (one.match(text, found.end()) for one in _TURNED):
        if tail is None or fold(tail["tv"]) not in words.tussenvoegsels:
            continue
        if evidence.after(words, text, tail.end()) >= STRONG:
            return Name(found.start(), tail.end(), (), found["ini"], tail["tv"], found["last"])
    return None


def longer(words: Vocabulary, text: str, name: Name, end: int) -> int:
    """Return where a name ends with the letters behind it: `van Zanten P`, `de Graaff MH`."""
    bare = name.tussenvoegsel and not (name.voornamen or name.initialen)
    found = _ENDS.match(text, name.end, end) if bare else None
    if found is None or found["ini"] in words.afkortingen or len(found["ini"]) > _FEW:
        return name.end
    return found.end()
