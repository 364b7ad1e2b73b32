# SPDX-License-Identifier: EUPL-1.2
"""Two or more words with a capital in; the rule, score and reason by which they are a name out.

`told` is given where they stand: whether a sentence begins there, and how much the words around
them say of a person.
"""

from __future__ import annotations

import regex

from woolak.detect.naming import evidence, pieces
from woolak.detect.naming.evidence import HUMAN, NOTHING, SHARED, STRONG
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

_ITEM = regex.compile(
    r"(?:\A|[\n\t]|\p{Ll}:[ ]|\),[ ])[ ]?(?:(?:\d{1,2}[:.]\d{2}|\d{1,3}[.)]|[•*–-])[ ])?\Z"
)
_GOES_ON = regex.compile(r",[ ]\p{Lu}|[ ]\(|\t|[ ]?[|·]")
"""Around the name that begins an item: at the start of a line or cell, and before what he is of."""
_OPENED = regex.compile(
    r"(?:(?<![\p{L}\d])[(\[\"“„‘]|(?:\A|\n|\t|;[ ])(?:(?:\d{1,3}[.)]|[•*–-])[ ])?)\Z"
)
_ENDED = regex.compile(r"[)\]\"”’;]|[ ]?(?:\n|\t|\Z)|[ ](?:[/|–-][ ]|tel(?!\p{L})|\d)")
"""Around who fills a bracket, a quotation, an item or a cell."""
_CLOSED = regex.compile(r"[;)]|[ ]?(?:\n|\Z)")
_SELDOM = 2000
_LONG = 20000
"""A first name more frequent than this as a word is never one in running text."""
_PAIR = 2
_NAMED = "Voornaam met een achternaam."
_Told = tuple[str, float, str]


def apart(text: str, name: Name) -> bool:
    """Say whether a name begins an item that goes on with where somebody works, or is apposed.

    `Rein Das, Erasmus MC`, `09:30 Mark Rood (gemeente Ede)`, `De bijrijder, Mei Groen, zweeg`.
    """
    before = text[max(name.start - 8, 0) : name.start]
    if before.endswith(", ") and text.startswith(",", name.end):
        return True
    return _ITEM.search(before) is not None and _GOES_ON.match(text, name.end) is not None


def item(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name fills an item: any as in `apart`, else `(Roos Visser)`, `1. Bas Groen`.

    Of the second both words are on the lists of names, though each is a word as well.
    """
    if apart(text, name):
        return True
    first, last = name.voornamen[0] if name.voornamen else "", name.achternaam
    plain = len(name.voornamen) == 1 and not (name.titel or name.initialen or name.tussenvoegsel)
    listed = (
        plain and _named(words, first) and words.lexicon.last(last) and not words.nobody([last])
    )
    opened = listed and _OPENED.search(text, max(name.start - 8, 0), name.start) is not None
    return opened and _ENDED.match(text, name.end) is not None


def begun(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a line begins with a first name and a word who are somebody: `Marian Teer (X)`.

    Something is told of them, or they begin an item that goes on.
    """
    given, last = name.voornamen[0] if name.voornamen else "", name.achternaam
    plain = len(name.voornamen) == 1 and not (name.titel or name.initialen or name.tussenvoegsel)
    if not (plain and pieces.capped(last) and words.given(given)) or words.nobody([last]):
        return False
    if words.lexicon.place(given):
        return False
    shared = words.lexicon.english(given) or words.lexicon.common(given)
    told = not shared and evidence.after(words, text, name.end) >= STRONG
    return told or apart(text, name) or (pieces.borne(words, last) and _item(text, name))


def _item(text: str, name: Name) -> bool:
    """Say whether a name is all of an item or a line: `(Marian Teer)`, `Bos; Marian Teer; Kaya`."""
    before = text[max(name.start - 8, 0) : name.start]
    opened = before.endswith(("(", "; ")) or _ITEM.search(before) is not None
    return opened and _CLOSED.match(text, name.end) is not None


def town(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether words are those of a place together: `Hong Kong`, `San Francisco`."""
    several = len(pieces.parts_of(name)) > 1
    plain = several and not (name.titel or name.initialen or name.tussenvoegsel)
    return plain and words.lexicon.place(text[name.start : name.end])


def first_alone(words: Vocabulary, text: str, name: Name) -> Name | None:
    """Return the first name before a word that is no surname, and not that of a firm with it."""
    first = name.voornamen[0] if name.voornamen else ""
    plain = not (name.titel or name.initialen or name.voornamen[1:])
    known = words.given(first) and not words.lexicon.place(first)
    known = known and first not in words.afkortingen  # `IBAN NL20`
    if not (plain and known and text.startswith(first, name.start)):
        return None
    nobody = words.nobody([name.achternaam]) and not words.lexicon.ordinary(first)
    if not nobody and evidence.before(words, text, name.start) < STRONG:
        return None  # `zoals Quin Dokters`
    return Name(name.start, name.start + len(first), (first,))


def told(words: Vocabulary, parts: list[str], *, starts: bool, around: int) -> _Told | None:
    """Judge words such as `Tessa Brinkhuis`, `Oluwaseun Adebayo`, `Wil Groen`."""
    first, last = parts[0], parts[-1]
    listed = words.lexicon.last(last)
    if words.given(first):
        return "namen.volledig", 0.85 if listed else 0.7, _NAMED
    short = pieces.called(words, parts) and (around >= SHARED or not starts)
    plain = words.lexicon.common(first) and around < SHARED
    if short or (pieces.syllabic(words, parts) and not plain):
        return "namen.volledig", 0.6, _NAMED
    named = _named(words, first)
    month = fold(first) in words.beside.days and len(parts) == _PAIR  # `Mei Chen`
    if (words.lexicon.first(first) or month) and listed:
        wanted = SHARED if starts or not named or _seen(words, first) > _LONG else NOTHING
        wanted = NOTHING if named and words.surname(last) else wanted  # `Storm Jansen`
        if around >= wanted:
            return "namen.volledig", 0.55 if words.lexicon.ordinary(last) else 0.7, _NAMED
    known = named and (listed or last.lower() in words.achternaam_woorden)
    enough = around >= (SHARED if known else STRONG) and (known or not starts)
    fits = enough and (_by_capital(words, first, last) or (named and _town(words, last)))
    fits = fits or (around >= SHARED and _english(words, first, last))
    if fits and len(parts) == _PAIR:
        return "namen.volledig", 0.5, _NAMED
    if not pieces.is_name(words, first):
        return None
    return _strange(words, parts, starts=starts, around=around)


def _english(words: Vocabulary, first: str, last: str) -> bool:
    """Say whether a word that only English texts have stands before a surname: `Clive Sanders`."""
    foreign = words.lexicon.english(first) and not words.lexicon.word(first)
    surname = words.surname(last) and not (words.lexicon.place(last) or words.nobody([first, last]))
    return foreign and surname and words.functie.match(first) is None


def _named(words: Vocabulary, first: str) -> bool:
    return words.lexicon.first(first) and first.lower() not in words.geen_voornaam


def _seen(words: Vocabulary, first: str) -> int:
    return words.lexicon.woorden.get(first.lower(), 0)


def _by_capital(words: Vocabulary, first: str, last: str) -> bool:
    """Say whether an ordinary word is a surname by its capital: `gebeld met Storm Broer`."""
    both = words.lexicon.first(first) and words.lexicon.ordinary(last)
    return both and pieces.capped(last) and pieces.borne(words, last)


def _town(words: Vocabulary, last: str) -> bool:
    """Say whether a word is a place, as surnames are: `gebeld met Roos Weesp`."""
    return words.lexicon.place(last) and pieces.capped(last) and not words.nobody([last])


def _strange(words: Vocabulary, parts: list[str], *, starts: bool, around: int) -> _Told | None:
    """Judge words of which some at least are in no list."""
    first, last = parts[0], parts[-1]
    seldom = _named(words, first) and not starts and _seen(words, first) < _SELDOM  # `Ferry Hukom`
    strange = [part for part in parts if pieces.unknown(words, part)]
    lasts = [part for part in parts if words.lexicon.last(part)]
    wanted = {len(parts): NOTHING}.get(len(strange), SHARED if lasts else STRONG)
    wanted = NOTHING if seldom and strange == [last] else wanted
    known = words.surname(last) and not words.lexicon.place(last) and last in lasts  # `Longwei Mo`
    wanted = min(wanted, SHARED if starts else NOTHING) if known else wanted
    least = HUMAN if starts and not known else NOTHING
    if not strange or (len(strange) < len(parts) and around < least):
        return None
    if around < wanted:
        why = "Woord met een hoofdletter dat in geen woordenlijst staat."
        return None if starts else ("namen.vermoeden", 0.3, why)
    score = (0.5 if seldom else 0.45, 0.5, 0.65, 0.7)[around]
    return "namen.volledig", score, "Woorden in geen woordenlijst, samen op de plaats van een naam."
