# SPDX-License-Identifier: EUPL-1.2
"""Words without a capital on a page in, whether they name somebody the dossier knows out."""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.naming import english, evidence, informal
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Page
from woolak.persons.forms import NICK, Form

_STAMP = regex.compile(r"(?m)^[^\p{L}\n]{0,24}\d{1,2}[:.]\d{2}(?!\d)")
"""The time of a message in a chat."""
_TALK = 3
_SHORT = 2
_FREQUENT = 1_500
"""A word seen more often in running text is no surname without more evidence."""
_OFTEN = 120
"""How often a word is seen in running text that is no name there; names unseen count 50."""
_CLAUSE = regex.compile(r"(?:[,:.!?]|\n)[ ]?$")
"""Where a clause begins."""
_ARTICLES = frozenset({"de", "het", "'t"})
_ARTICLE = regex.compile(r"(?i)(?<![\p{L}])(?:de|het|een|deze|elke|the)[ ]$")


def named(words: Vocabulary, form: Form, page: Page, where: tuple[int, int]) -> bool:
    """Say whether a word without a capital names somebody the document knows: `tessa`, `bas`."""
    start, end = where
    before = fold(page.text[max(start - len(form.tussen) - 2, 0) : start])
    if form.tussen and regex.fullmatch(rf"\W?{regex.escape(form.tussen)}\s", before):
        whole = start - len(form.tussen) - 1, end
        return not _common(words, form, page.text[start:end]) or _meant(words, page.text, whole)
    known = page.document in (form.documents or {form.origin.document})
    known = known or form.documents is None
    if not known or english.stands(words, page.text, start, end):
        return False
    loose = casual(words, page.text)
    chatted = loose and _seldom(words, page.text[start:end])
    talks = page.document in form.talks
    if form.given:
        named_here = chatted or _told(words, page.text, where, talks=talks)
    else:
        named_here = loose and _as_person(words, form, page.text, where)
    if named_here:
        return True
    if "".join(form.parts)[NICK:] == "":
        return False
    if not any(words.lexicon.ordinary(part) for part in form.parts):
        return True
    return _meant(words, page.text, where)


def _meant(words: Vocabulary, text: str, where: tuple[int, int]) -> bool:
    """Say whether only a human being can stand here."""
    told = evidence.around(words, text, *where) >= evidence.HUMAN
    return told or evidence.asked(words, text, *where)


def _common(words: Vocabulary, form: Form, plain: str) -> bool:
    """Say whether an article with a common word is written as the surname is: `de raad`."""
    return fold(form.tussen) in _ARTICLES and words.lexicon.ordinary(plain)


def _as_person(words: Vocabulary, form: Form, text: str, where: tuple[int, int]) -> bool:
    """Say whether a whole name stands here, or a surname where a human being is meant.

    `kwok leung tang` and `bellen met tang`.
    """
    near = evidence.around(words, text, *where) >= evidence.STRONG
    near = near or _led(words, text, where)
    return len(form.parts) > 1 or (near and not _led_by_article(words, text, where[0]))


def _led(words: Vocabulary, text: str, where: tuple[int, int]) -> bool:
    """Say whether a surname that is no frequent word stands where people do: `zonder kot`."""
    start, end = where
    often = words.lexicon.woorden.get(text[start:end].lower(), 0) > _FREQUENT
    led = words.speech.leidt_klein.search(text, max(start - 12, 0), start) is not None
    return led and not often


def casual(words: Vocabulary, text: str) -> bool:
    """Say whether people write to each other on a page: a chat, or sentences without capitals."""
    return _chatty(text) or informal.casual(words, text)


@lru_cache(maxsize=4)
def _chatty(text: str) -> bool:
    """Say whether a page is a chat, by the times at which its lines begin."""
    return len(_STAMP.findall(text)) >= _TALK


def _seldom(words: Vocabulary, plain: str) -> bool:
    """Say whether letters are hardly a word: `riek`, and not `kit` or `mus`."""
    other = plain in words.kleine_afkortingen or plain in words.tussenvoegsels
    often = words.lexicon.woorden.get(plain, 0) > _OFTEN
    return len(plain) > _SHORT and not (other or often or plain in words.geen_persoon)


def _led_by_article(words: Vocabulary, text: str, start: int) -> bool:
    article = _ARTICLE.search(text, max(start - 9, 0), start) is not None
    return article and evidence.before(words, text, start) < evidence.STRONG


def _told(words: Vocabulary, text: str, where: tuple[int, int], *, talks: bool) -> bool:
    """Say whether a first name without a capital is led, or goes on, as those of people do.

    A word that is a name as well needs more, but not in a chat in which whoever bears it writes.
    """
    start, end = where
    plain = text[start:end]
    if (
        _led_by_article(words, text, start)
        or plain in words.tussenvoegsels
        or plain in words.geen_persoon
    ):
        return False
    speech = words.speech
    if (
        talks
        and _CLAUSE.search(text, max(start - 3, 0), start)
        and speech.begint_zin.match(text, end)
    ):
        return True  # `geen probleem, mar begint pas om 9u`
    asked = speech.begint_vraag.search(text, max(start - 9, 0), start) is not None
    if (asked and speech.in_vraag.match(text, end)) or informal.spoken(words, text, start, end):
        return True
    if words.lexicon.word(plain) and not (words.given(plain) or talks):
        return evidence.around(words, text, start, end) >= evidence.HUMAN
    led = speech.leidt_klein.search(text, max(start - 12, 0), start) is not None or asked
    return led or evidence.around(words, text, start, end) >= evidence.SHARED
