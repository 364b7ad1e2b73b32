# SPDX-License-Identifier: EUPL-1.2
"""A text in; the places out of words that it names things by: systems, projects, firms, schools.

A text that calls `Iris` a system means the system wherever people are not: nobody is greeted,
asked or named in full by that word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import regex

from woolak.detect import anchors, evidence
from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary

_NAME = regex.compile(r"(?:(?:Van|De|Den) )?\p{Lu}[\p{L}\p{M}'’-]+")
_ITEM = r"(?:Van |De |Den )?\p{Lu}[\p{L}\p{M}'’+]+(?:-\p{L}+)*(?: (?:& )?\p{Lu}[\p{L}'’+]+)?"
_LISTS = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@._/-]){_ITEM}(?:(?:, (?:en )?| en | of |; ){_ITEM}){{1,14}}"
    r"(?![\p{L}-])"
)
_PART = regex.compile(r", (?:en )?| en | of |; ")
_GREETED = regex.compile(
    r"(?i)(?:(?<!\p{L})(?:beste|hoi|ha|dag|hallo|lieve|hi|dear|heer|mevrouw|collega|collega's|dhr\.|"
    r"mw\.|groet(?:en|jes)?|namens|(?:van|aan|cc|from|to|door|actie|wie|naam|contact\p{L}*):),?"
    r"[ \t]*|@|,[ ]?\n+)$"
)
_OWN_LINE = regex.compile(r"\n[ \t]*$")
_LAST = regex.compile(r"[ ](?:(?:van|de|der|den|ter|ten|el)[ ]){0,2}(?P<last>\p{Lu}[\p{L}'’-]+)")
_FIRST = regex.compile(
    r"(?P<first>\p{Lu}[\p{L}'’-]+|\p{Lu}\.)[ ](?:(?:van|de|der|den|ter|ten|el)[ ]){0,2}$"
)
_CELL = regex.compile(r"[^\t\n]+")
_VERBS = frozenset(["app", "storm"])
"""Words for things that are a verb or a first name as well."""
_FEW = 2
"""So many hints are enough for a name, or so many things for a list of them."""
_SHORT = 3


def find(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of what a text names things by."""
    named = _named(words, text)
    known = anchors.places(text).words if named else {}
    for name in named:
        first = name.split()[0]
        for at in known.get(first.lower(), ()):
            if (
                text.startswith(name, at)
                and not text[at + len(name) : at + len(name) + 1].isalpha()
            ):
                yield at, at + len(name)


@lru_cache(maxsize=4)
def _named(words: Vocabulary, text: str) -> frozenset[str]:
    said = [place for pattern in words.zaken.sure for place in _said(pattern.finditer(text))]
    said += [place for one in words.zaaknaam.finditer(text) for place in _tail(words, one)]
    named = frozenset(start for start, _ in said)
    hints = [place for pattern in words.zaken.hints for place in _said(pattern.finditer(text))]
    times = Counter(name for _, name in hints)
    sure = {name for _, name in said} | set(_in_columns(words, text))
    sure |= {name for name in times if times[name] >= _FEW}
    found = {name for name in sure if len(name) >= _SHORT and _thing(words, text, name, named)}
    return frozenset(found | _beside(words, text, found))


def _said(found: Iterable[regex.Match[str]]) -> Iterator[tuple[int, str]]:
    """Yield the names in the group `who` of what was found, each with its place."""
    for one in found:
        for name in _NAME.finditer(one.string, *one.span("who")):
            yield name.start(), name[0]


def _tail(words: Vocabulary, found: regex.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the name that a phrase such as `het systeem Iris` ends in; `ik app Iris` has none."""
    head = fold(found[0].split(maxsplit=1)[0].rstrip(":"))
    if head in words.zaken.called and head not in _VERBS and ":" not in found[0]:
        every = list(_NAME.finditer(found.string, found.start() + len(head), found.end()))
        yield from ((name.start(), name[0]) for name in every[-1:])


def _beside(words: Vocabulary, text: str, known: set[str]) -> set[str]:
    """Return what is listed beside things and institutions, when half of the list are."""
    more: set[str] = set()
    for found in _LISTS.finditer(text) if known or _bodies(words, text) else ():
        every = [" ".join(part.split()) for part in _PART.split(found[0])]
        rest = [one for one in every if not (one in known or words.instellingen.fullmatch(one))]
        if len(every) - len(rest) >= max(len(rest), 1 if set(every) & known else _FEW):
            more |= {name for name in rest if _may_be(words, text, name)}
    return more


def _bodies(words: Vocabulary, text: str) -> bool:
    """Say whether a text names so many institutions that lists of them may stand in it."""
    return len(list(islice(words.instellingen.finditer(text), _FEW))) == _FEW


def _may_be(words: Vocabulary, text: str, name: str) -> bool:
    """Say whether what is listed among things is one as well: no first name, no usual surname."""
    first, *more = name.split()
    usual = {fold(name), fold(name.rsplit(maxsplit=1)[-1])} & words.veel_voorkomend
    whole = bool(more) and words.given(first)
    return not (usual or whole) and _thing(words, text, name, frozenset())


def _in_columns(words: Vocabulary, text: str) -> Iterator[str]:
    """Yield what stands in the columns of a table under headings as `Systeem` and `Gemeente`."""
    column, inside = -1, False
    for line in text.split("\n") if "\t" in text else ():
        cells = [cell.strip() for cell in line.split("\t")]
        row = len(cells) >= _FEW
        if not row or not inside:
            heads = cells if row else line.split()[:1]
            column = next((i for i, head in enumerate(heads) if _heads(words, head)), -1)
        elif 0 <= column < len(cells) and _NAME.fullmatch(cells[column]):
            yield cells[column]
        inside = row or column == 0


def _heads(words: Vocabulary, cell: str) -> bool:
    return fold(cell.strip(" :*")) in words.zaken.headings


def _thing(words: Vocabulary, text: str, name: str, named: frozenset[int]) -> bool:
    """Say whether nobody is called by a word wherever it stands; where it is `named`, nobody is."""
    first = name.split(maxsplit=1)[0]
    places = anchors.places(text).words.get(first.lower(), ())
    here = (at for at in places if text.startswith(name, at) and at not in named)
    return not any(_somebody(words, text, at, at + len(name)) for at in here)


def _somebody(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a human being is meant at [start, end): greeted, named in full, asked."""
    if text.startswith("@", end) or _GREETED.search(text, max(start - 24, 0), start):
        return True
    if _OWN_LINE.search(text, max(start - 3, 0), start) and text[end : end + 1] in ("", "\n", ","):
        return True
    last = _LAST.match(text, end)
    if last is not None and words.lexicon.last(last["last"]):
        return True
    first = _FIRST.search(text, max(start - 30, 0), start)
    if first is not None and (first["first"].endswith(".") or words.given(first["first"])):
        return True
    told = evidence.before(words, text, start) >= evidence.STRONG
    told = told or evidence.after(words, text, end) == evidence.HUMAN
    return told or evidence.asked(words, text, start, end)
