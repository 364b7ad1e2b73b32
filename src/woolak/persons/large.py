# SPDX-License-Identifier: EUPL-1.2
"""A word with a capital on a page in, whether it names somebody the dossier knows out.

A word of Dutch or a place needs a sentence, or a column of names, that only a person stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import regex

from woolak.detect.naming import evidence
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Box, Finding, Kind, Page
from woolak.persons import called
from woolak.persons.forms import SURE, Form

_AND = regex.compile(r" (?:en|and|&) (?:\p{Lu}\p{Ll}|I |ik )| (?:ook|too|niet)(?: niet)?[.!?,;\n]")
"""Behind somebody with whom a sentence begins: `Bakker en Vos`, `Bakker ook.`."""
_COUNTED = regex.compile(r"[ ]\d{1,2}(?=[ ]\p{Ll}|[.:,;]?(?:\s|\Z))(?![ ](?:uur|dag|keer|maal))")
"""The number of an item: `Punt 3 gaat over`, and no `Punt 06-12345678`, `Punt 3 dagen vrij`."""
_THIRD = regex.compile(r"[ \n]\p{Ll}+t(?!\p{L})")
"""A word that ends as a verb in the third person does: `krijgt`, not `beleid`."""
_SPEAKS = regex.compile(r": ?[\"'“‘„]? ?\p{L}")
"""Behind who says something in a record of a conversation: `Kok: Hoe ging dat?`."""
_OWN_LINE = regex.compile(r"[ ,]*(?:\n|\Z)")
_NAMED = regex.compile(r"(?:\p{Lu}\p{Ll}+|\p{Lu}\.|heer|mevrouw|dhr\.|mw\.|mr\.|dr\.)[ ]$")
_FULL = 0.7
_ALIGNED = 3.0
"""Points between where the cells of a column begin."""
_ROWS = 4.0
"""The cells of a column follow each other within so many line heights."""


def named(words: Vocabulary, form: Form, page: Page, where: tuple[int, int, str]) -> bool:
    """Say whether a word with a capital is the form: what may be a word, needs a sentence."""
    start, end, following = where
    acts = following in words.handelingen or following in words.speech.hulpwerkwoorden
    acts = acts or _AND.match(page.text, end) is not None
    third = _certain(form) and _THIRD.match(page.text, end) is not None
    acts = acts or (third and evidence.acts(words, page.text, end))
    acts = acts or (form.given and words.speech.gevraagd.match(page.text, end) is not None)
    if page.text[max(start - 1, 0) : start] in ("", "\n"):
        acts = acts or _SPEAKS.match(page.text, end) is not None
        acts = acts or (form.given and _OWN_LINE.match(page.text, end) is not None)
    if form.place and not _of_somebody(words, form, page.text, start, end):
        return False
    if form.ordinary and _of_a_body(words, form, page.text, (start, end)):
        return False
    thing = form.ordinary and not form.tussen and _of_a_thing(words, page.text, start, end)
    if thing and not (acts and _certain(form) and not _articled(page.text, start)):
        return False
    word = page.text[start:end]
    if form.ordinary and " " not in word and called.bent(words, page.text, start):
        return False  # `de Europese Raad`
    plain = form.ordinary and (word.isascii() or words.lexicon.common(word))  # no `bak` is `Bąk`
    last = word.split()[-1]
    small = last[0].islower() and words.lexicon.ordinary(last)  # `De raad` begins a sentence
    return not small and (not plain or acts or called.in_sentence(page.text, start))


def _of_somebody(words: Vocabulary, form: Form, text: str, start: int, end: int) -> bool:
    """Say whether a surname that is also a place means somebody: `Van Arnhem`, `de heer Delden`."""
    before = text[max(start - len(form.tussen) - 2, 0) : start].strip()
    if form.tussen and fold(before).endswith(form.tussen):
        at = start - 1 - len(form.tussen)
        return text[at : at + 1].isupper() or _NAMED.search(text, max(at - 24, 0), at) is not None
    named = _NAMED.search(text, max(start - 24, 0), start) is not None
    named = named or words.speech.geval_van.search(text, max(start - 24, 0), start) is not None
    town = words.speech.voor_plaats.search(text, max(start - 12, 0), start) is not None
    sure = form.origin.score >= _FULL or _certain(form)
    if sure and not town and words.speech.plaats_doet.match(text, end):
        return True
    if _certain(form) and not town and evidence.before(words, text, start) >= evidence.SHARED:
        return True  # `door Delft herzien`
    return named or evidence.around(words, text, start, end) >= evidence.STRONG


def _of_a_thing(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a word that is also a surname means the thing here: `de Kamer`."""
    if _articled(text, start):
        return evidence.before(words, text, start) < evidence.STRONG  # `vraag het Tessa`
    nobody = words.nobody((text[start:end],))
    return nobody and evidence.around(words, text, start, end) < evidence.STRONG


def _of_a_body(words: Vocabulary, form: Form, text: str, where: tuple[int, int]) -> bool:
    """Say whether a word that makes nobody of a line means a body or an item: `de Raad`, `Punt 3`.

    The body has its article in small letters, in mid-sentence and behind no name; what only a
    human being does outweighs that.
    """
    start, end = where
    if not words.nobody((text[start:end],)):
        return False
    low = start - len(form.tussen) - 1
    led = form.tussen in ("de", "het") and fold(text[low : start - 1]) == form.tussen
    led = led and text[low].islower() and called.in_sentence(text, low)
    if led and _NAMED.search(text, max(low - 24, 0), low) is None:
        return evidence.around(words, text, low, end) < evidence.HUMAN
    return not form.tussen and _COUNTED.match(text, end) is not None


def _articled(text: str, start: int) -> bool:
    return called.ARTICLE.search(text, max(start - 9, 0), start) is not None


def _certain(form: Form) -> bool:
    """Say whether somebody is known by more than a surname: what that is, is seen in his acts."""
    return form.documents is None and not form.given


def in_column(form: Form, page: Page, start: int, there: Sequence[Finding]) -> int:
    """Return the end of a name that fills a cell of a column of names at `start`, else -1."""
    text = page.text
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", start)
    high = len(text) if high < 0 else high
    whole = " ".join(filter(None, (form.tussen, *form.parts)))
    if start not in (low, high - len(" ".join(form.parts))) or fold(text[low:high]) != whole:
        return -1
    if not text[start].isupper():
        return -1
    here = page.boxes(start, high)
    cells = (f for f in there if f.kind is Kind.NAME and not f.keep and f.score >= SURE)
    beside = (f for f in cells if _alone(text, f) and _below(here[:1], f))
    return high if next(beside, None) is not None else -1


def _alone(text: str, cell: Finding) -> bool:
    """Say whether a name fills its line, or its cell."""
    if cell.start is None or cell.end is None:
        return False
    before, after = text[max(cell.start - 1, 0) : cell.start], text[cell.end : cell.end + 1]
    return before in ("", "\n") and after in ("", "\n")


def _below(here: Sequence[Box], cell: Finding) -> bool:
    """Say whether a name stands in the column of a box, a few lines from it."""
    for one, other in product(here, cell.boxes[:1]):
        tall = one.y1 - one.y0
        apart = max(one.y0, other.y0) - min(one.y1, other.y1)
        if abs(one.x0 - other.x0) <= _ALIGNED and 0 <= apart <= _ROWS * tall:
            return True
    return False
