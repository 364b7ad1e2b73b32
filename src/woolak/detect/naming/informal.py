# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names without a capital, as in chats and informal mail.

A lower-case word is a name only where a sentence needs a human being: `zal ik tessa vragen`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import english, evidence
from woolak.detect.naming.evidence import HUMAN, NOTHING, SHARED, STRONG
from woolak.detect.text.view import Hit
from woolak.detect.words import shapes
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind

_LOWER = regex.compile(
    r"(?<![\p{L}\p{N}@._/\\'’-])\p{Ll}[\p{Ll}\p{M}]{2,}(?:-\p{Ll}+)?(?![\p{L}\p{N}@_/\\'’-])"
)
_LONGEST = 24
_OTHER = r"(?P<other>\p{Ll}[\p{Ll}\p{M}]+)"
_LEFT = regex.compile(rf"(?<![\p{{L}}@._/-]){_OTHER}(?: en |, | of |/| \+ | & )$")
_RIGHT = regex.compile(rf"(?: en | of |/| \+ | & ){_OTHER}(?![\p{{L}}\p{{N}}@_/-])")
"""Who is named beside somebody without a capital."""
_WORD_LEFT = regex.compile(r"(?<!\p{L})(?P<word>\p{L}+)[ \n]$")
_WORD_RIGHT = regex.compile(r"[ \n](?P<word>\p{L}+)(?!\p{L})")
_JOINS = regex.compile(r"(?<=\p{Ll})(?: en | & | \+ )(?=\p{Ll}{3})")
_SHORT = 3
_COMMON = 1_500
"""A word seen more often in running text is no surname that only a list of names knows."""
_MANY = 20_000
"""A word seen more often than this is no surname behind a first name without a capital."""
_LETTERS = 4
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_OFTEN = 3
_CHAT = regex.compile(r"\d:\d\d[^\n:]{0,60}: \p{Ll}|\d:\d\d\n\p{Ll}")
_SMALL = regex.compile(r"(?:\n|[.!?] )\p{Ll}{2,}")
_LARGE = regex.compile(r"(?:\n(?!\p{Lu}[\p{L}-]{1,14}\s?:)|[.!?] )\p{Lu}")
"""Sentences that begin without a capital, and with one; a label of a message begins none."""
_LAST: list[tuple[str, bool]] = []
_LEAD = regex.compile(
    r"(?<![\p{L}])(?:(?:van|op|in|uit|aan|von|de|bij)[ ](?:den|der|de|['’]t|la)"
    r"|ter|ten|el|von|te)[ ]$"
)
"""A tussenvoegsel that is nothing else before a surname in small letters."""
_PLACED = regex.compile(r"[ ](?:(?P<own>van[ ]de)|(?:op|in|uit|aan|bij)[ ](?:de|['’]t|het)|te)[ ]$")
"""A tussenvoegsel that leads to where somebody is as well."""
_OLD = regex.compile(
    r"(?<![\p{L}'’-])(?<!, ?(?:\p{Lu}\p{Ll}?\. ?){1,4})"
    r"(?:(?:van|op|uit|in|aan|von) (?:der|den)|von|el|ait)"
    r" (?P<last>\p{Ll}[\p{Ll}\p{M}-]{2,})(?![\p{L}\p{N}@_'’-])"
)
_TITLED = tuple(
    regex.compile(
        rf"[ ](?P<tv>(?:\p{{Ll}}[\p{{Ll}}'’]{{1,4}} |['’][ts] ){{{count}}})"
        r"(?P<last>\p{Ll}[\p{Ll}\p{M}-]{2,})(?![\p{L}\p{N}@])"
    )
    for count in (3, 2, 1, 0)
)
"""A surname without a capital behind a title, the longest tussenvoegsel first."""
_FIGURES = regex.compile(
    r"[ ](?P<name>(?=\p{Lu}?\.?[ ]?[\dl|])(?:[\dl|\p{Lu}]\.[ ]?){1,4}"
    r"(?:(?:\p{Ll}[\p{Ll}'’]{1,4}|['’][ts])[ ]){0,3}(?P<last>\p{Lu}\p{Ll}[\p{L}'’-]+))"
    r"(?P<more>[ ]\p{Lu}\p{Ll}[\p{L}'’-]+)?"
)
"""Initials of which a scan made figures, behind a title: `de heer 5. Wolthuis`."""
_ITEM = regex.compile(r"(?<=[\p{L}\p{N})?])[ ](?:[–—-]|=|[=-]?>|→)[ ]$")
_ITEM_ENDS = regex.compile(r"[ ]?(?:\n|\Z|[+/&,(])")
"""Around who does what in a list: `persbericht - kim`."""
_STOP = regex.compile(r"[ ]?(?:[,.;!?:)\n]|\Z)")
_PAUSE = regex.compile(r"[ ]?(?:[,.!?;:]|\n|\Z)|[ ](?:en|and|&) ")
"""Where somebody has been greeted: `hoi bas en tessa`."""
_BEGINS = regex.compile(
    r"(?:\A|[\n:.!?>•]|(?<![\p{L}])(?:ja|nee|klopt|ok|oke|oké|helaas|maar|dus|want),)[ ]*$"
)


def find(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Return the names without a capital that the words around them give away."""
    yield from titled(words, text)
    yield from _pairs(words, text)
    found = list(_alone(words, text))
    yield from found
    if casual(words, text):
        yield from _beside(words, text, found)


def _pairs(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield two first names without a capital that are joined: `hans en ilse`."""
    for join in _JOINS.finditer(text):
        left = _LEFT.search(text, max(join.start() - _LONGEST, 0), join.end())
        right = _RIGHT.match(text, join.start())
        both = [side for side in (left, right) if side is not None and _first(words, side["other"])]
        if len(both) > 1 and not all(words.lexicon.ordinary(side["other"]) for side in both):
            for side in both:
                why = "Twee voornamen zonder hoofdletter, met een voegwoord ertussen."
                yield Hit(*side.span("other"), Kind.NAME, 0.5, "namen.informeel", why)


@lru_cache(maxsize=_KEPT)
def _first(words: Vocabulary, word: str) -> bool:
    """Say whether a word without a capital is a first name, and none that is a word as well."""
    known = words.lexicon.first(word) and words.given(word)
    return known and len(word) >= _SHORT and word not in words.geen_persoon


def _beside(words: Vocabulary, text: str, found: list[Hit]) -> Iterator[Hit]:
    """Yield the words in no list that stand beside a name in small letters: `zel en hylkje`."""
    for hit in found:
        sides = (
            _LEFT.search(text, max(hit.start - _LONGEST, 0), hit.start),
            _RIGHT.match(text, hit.end),
        )
        for side in filter(None, sides):
            word = side["other"]
            strange = not (words.lexicon.word(word) or words.lexicon.ordinary(word))
            strange = (strange and len(word) >= _SHORT) or words.given(word)
            if strange and not _letters(words, word) and word not in words.geen_persoon:
                why = "Een naam zonder hoofdletter, naast een andere."
                yield Hit(*side.span("other"), Kind.NAME, 0.5, "namen.informeel", why)


def _alone(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield the names without a capital, each by the words around it."""
    lexicon = words.lexicon
    loose = casual(words, text)
    if loose:
        yield from _led(words, text)
    for found in anchors.tried(_LOWER, text, _odd(words, text, loose=loose)):
        word = found[0]
        if _never(words, word, loose) or english.stands(words, text, *found.span()):
            continue
        known = lexicon.first(word) or (loose and word in words.geroepen)
        sure = known and ((loose and words.given(word)) or not lexicon.ordinary(word))
        wanted = _wanted(words, word, sure=sure, loose=loose)
        start, end = _whole(words, text, found)
        last = text[found.end() : end].split()
        both = bool(last) and words.lexicon.english(word) and words.lexicon.english(last[-1])
        if known and last and (loose or (words.surname(last[-1]) and not both)):  # `line well`
            both = loose and last[-1] in words.achternaam_woorden
            both = both and not everywhere(words, last[-1])
            wanted = min(wanted, NOTHING if sure or both else SHARED)
        ends = {found.end(), end}
        letter = shapes.LETTER.match(text, end) if known and end == found.end() else None
        lettered = loose and letter is not None and letter[0][-1] == "."  # `bea v.`
        if lettered or max(_level(words, text, start, stop) for stop in ends) >= wanted:
            end = letter.end() if letter is not None else end
            why = "Een naam zonder hoofdletter, waar een mens wordt genoemd."
            yield Hit(start, end, Kind.NAME, 0.5, "namen.informeel", why)


def _odd(words: Vocabulary, text: str, *, loose: bool) -> list[int]:
    """Return where a name without a capital can begin: each word is looked at once."""
    found: list[int] = []
    for word, places in anchors.places(text).words.items():
        if not word.isalnum():  # a letter with its accent behind it: a word may begin after that
            found += [at + more for at in places for more in range(len(word))]
        elif not _never(words, word, loose):
            found += places
        elif len(word) >= _SHORT:
            found += [at for at in places if text.startswith("-", at + len(word))]
    return sorted(found)


@lru_cache(maxsize=_KEPT)
def _never(words: Vocabulary, word: str, loose: bool) -> bool:  # noqa: FBT001 - a key
    """Say whether a word without a capital is no name, whatever stands around it."""
    nobody = word in words.geen_voornaam or word in words.geen_persoon
    if len(word) > _LONGEST or nobody or _letters(words, word):
        return True
    known = words.lexicon.first(word) or (loose and word in words.geroepen)
    thing = words.zaak_uitgang.search(word) is not None and not words.lexicon.last(word)
    if not known and (words.lexicon.ordinary(word) or thing):
        return True
    return (word,) in words.menselijk or words.functie.fullmatch(word) is not None


def _letters(words: Vocabulary, word: str) -> bool:
    """Say whether small letters are an abbreviation: `fin`; not `kim`, an institute in capitals."""
    known = words.given(word) and word.title() not in words.afkortingen
    return word in words.kleine_afkortingen and not known


def _led(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Return the surnames that words of old make so, whatever the surname: `op den camp`."""
    for found in _OLD.finditer(text):
        if found["last"] not in words.geen_persoon and found[0] not in words.speech.uitdrukkingen:
            why = "Een achternaam zonder hoofdletter, met een tussenvoegsel."
            yield Hit(*found.span(), Kind.NAME, 0.5, "namen.informeel", why)


def casual(words: Vocabulary, text: str) -> bool:
    """Say whether sentences of a text begin without a capital, as people write to each other."""
    if not (_LAST and _LAST[0][0] is text):
        often = len(words.speech.begint_klein.findall(text)) + len(_CHAT.findall(text))
        small = len(_SMALL.findall(text)) if often < _OFTEN else 0
        mostly = small >= _OFTEN and 2 * small >= len(_LARGE.findall(text))
        _LAST[:] = [(text, often >= _OFTEN or mostly)]
    return _LAST[0][1]


def _wanted(words: Vocabulary, word: str, *, sure: bool, loose: bool) -> int:
    """Return the evidence that a word without a capital needs: little where nobody writes them."""
    surname = words.surname(word)
    if not loose or len(word) < _LETTERS or words.lexicon.place(word):
        return SHARED if sure else STRONG if surname else HUMAN
    long = len(word) > _LETTERS and words.given(word)  # `jacob`, which English texts name as well
    if (sure or surname) and (long or not words.lexicon.english(word)):
        return NOTHING
    if sure:
        return SHARED
    return STRONG if surname or not words.lexicon.word(word) else HUMAN


def titled(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Return the names without a capital behind a title: `mevrouw van der veen belde`."""
    for title in words.titel.finditer(text):
        figures = _FIGURES.match(text, title.end())
        if figures is not None and _borne(words, figures["last"]):
            why = "Voorletters die als cijfers zijn gelezen, na een aanspreekvorm."
            led = figures["more"] and fold(figures["last"]) in words.beside.foreign
            end = figures.end("more" if led else "name")
            yield Hit(figures.start("name"), end, Kind.NAME, 0.8, "namen.titel", why)
        tried = (shape.match(text, title.end()) for shape in _TITLED)
        whole = next((m for m in tried if m is not None and _leads(words, m["tv"])), None)
        if whole is None:
            continue
        last = whole["last"]
        if words.titel.match(text, whole.start("last")):
            continue
        name = not words.lexicon.ordinary(last) or words.lexicon.rare(last)
        listed = last in words.achternaam_woorden or words.lexicon.last(last)
        said = listed and (bool(whole["tv"]) or _acts(words, text, whole.end()))
        if last not in words.geen_persoon and (name or said):
            why = f"Een naam zonder hoofdletter na '{title[0].lower()}'."
            yield Hit(whole.start() + 1, whole.end(), Kind.NAME, 0.5, "namen.informeel", why)


def _borne(words: Vocabulary, last: str) -> bool:
    """Say whether a word with a capital can be a surname."""
    listed = words.lexicon.last(last) or last.lower() in words.achternaam_woorden
    return listed or not words.lexicon.ordinary(last)


def _leads(words: Vocabulary, before: str) -> bool:
    """Say whether what stands before a surname is a tussenvoegsel, or nothing."""
    return not before or fold(before.strip()) in words.tussenvoegsels


def _acts(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether a sentence ends here, or goes on with what a human being does."""
    return bool(_STOP.match(text, end)) or evidence.after(words, text, end) >= SHARED


def _level(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return the evidence for a human being; asked or told something counts for all of it."""
    if evidence.asked(words, text, start, end):
        return HUMAN
    level = evidence.around(words, text, start, end)
    speech = words.speech
    question = speech.begint_vraag.search(text, max(start - 9, 0), start)
    question = question and speech.in_vraag.match(text, end)
    near = speech.leidt_klein.search(text, max(start - 12, 0), start)
    sure = question or spoken(words, text, start, end)
    near = near or (_ITEM_ENDS.match(text, end) and _ITEM.search(text, max(start - 5, 0), start))
    return max(level, STRONG if sure else SHARED if near else 0)


def spoken(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a word is greeted or thanked, asked something, or begins what somebody does."""
    speech = words.speech
    if speech.begroet.search(text, max(start - 14, 0), start) and _PAUSE.match(text, end):
        return True
    begins = _BEGINS.search(text, max(start - 24, 0), start)
    if begins and speech.begint_zin.match(text, end):
        return True
    return speech.gevraagd.match(text, end) is not None


def _whole(words: Vocabulary, text: str, first: regex.Match[str]) -> tuple[int, int]:
    """Return where a name without a capital begins and ends: with tussenvoegsel and surname."""
    start, end = first.span()
    whole = words.grammar.lower.match(text, start)
    if whole is not None and "\n" in whole[0]:
        whole = None
    if whole is not None and whole.end() > end and _surname_too(words, text, first[0], whole):
        end = whole.end()
    lead = _LEAD.search(text, max(start - 8, 0), start)
    return (lead.start() if lead and not words.lexicon.first(first[0]) else start), end


def _surname_too(words: Vocabulary, text: str, given: str, whole: regex.Match[str]) -> bool:
    """Say whether the last word behind a name without a capital is its surname."""
    last = whole[0].split()[-1]
    unit = last in words.kleine_afkortingen and not words.surname(last)  # `hettinga van rvo`
    if unit or (last,) in words.menselijk or last in words.handelingen or last in words.met_persoon:
        return False
    plain = not words.lexicon.ordinary(last)
    two = words.given(last) and words.given(given)  # `gerrit jan`
    if two or words.surname(last) or (words.lexicon.last(last) and plain):
        return True
    if not (words.lexicon.word(last) or words.lexicon.english(last)):
        return True
    often = words.lexicon.woorden.get(last, 0) > _COMMON
    short = len(last) < _SHORT
    listed = last in words.achternaam_woorden and not (short and often)
    listed = listed or (words.lexicon.last(last) and not often)
    led = len(whole[0].split()) > 2  # noqa: PLR2004 - `jan de vries`
    where = _PLACED.search(whole[0][: -len(last)]) if led else None
    placed = where is not None and not (listed and (where["own"] or not often))
    lead = led and words.lexicon.first(given) and _LEAD.search(whole[0][: -len(last)])
    if placed or lead:  # `sharon in de trein`, and `frederik ter maat`
        return not placed
    both = listed and words.lexicon.first(given) and casual(words, text)
    if both and not everywhere(words, last):  # `de nota van bas molenaar`
        return True
    listed = listed and (words.given(given) or (led and words.lexicon.first(given)))
    asked = evidence.asked(words, text, whole.start(), whole.end())
    return listed and (asked or _acts(words, text, whole.end()))


def everywhere(words: Vocabulary, word: str) -> bool:
    """Say whether a word stands in so many texts that two words make no name of it."""
    return words.lexicon.woorden.get(word, 0) > _MANY or word in words.handelingen


def named(words: Vocabulary, word: str) -> bool:
    """Say whether a lower-case word can hardly be anything but a name."""
    return word.lower() not in words.geen_persoon and not words.lexicon.ordinary(word)
