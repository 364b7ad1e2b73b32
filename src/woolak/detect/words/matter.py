# SPDX-License-Identifier: EUPL-1.2
"""A rulebook in; the patterns that tell a firm, a system or a product by what is beside it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import alternatives
from woolak.detect.words.lexicon import fold
from woolak.rulebook import Rulebook

_SURELY, _PARTLY = 2, 1
_FAR = 48
"""What stands before a thing and tells that it is one is no longer than this."""
_COMPOUND = regex.compile(r"-\p{Ll}{3,}")
_VERSION = regex.compile(r"[ ](?:v(?:ersie)?[ .]?)?\d{1,2}(?:\.\d{1,3})+(?![\p{L}\d])")
_ARTICLE = regex.compile(r"(?<=\p{Ll},?[ \n])(?P<art>de|het|een|onze)[ \n]$")
_PLACE = regex.compile(r"(?<!\p{L})(?:[Ii]n|[Bb]innen)[ \n]$")
_IS = regex.compile(r"(?<!\p{L})(?i:is|was|ben|bent)[ \n]$")
_HOLDS = regex.compile(r"[ \n](?:staa[nt]|zitten)(?!\p{L})")
"""Behind what holds something: `In Lumira staat het bedrag nog niet`."""
_SUBJECT = regex.compile(r"(?:\A|[.!?:;\n\t•–-]|(?<!\p{L})(?:dat|omdat|als|en|that))[ \n]?$")
"""Before the subject of a sentence; not before `Volgens Bos kost dat`."""
_CALLED = regex.compile(
    r"(?:\p{Lu}[\p{L}.]*|heer|mevrouw|mw\.|dhr\.|vraag)[ ](?:(?:van|in|op|aan|uit|bij|te)[ ])?$"
)


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What stands before (`$`) or behind a thing; `human` stands behind people only.

    `columns` are the headings of columns of things, folded.
    """

    noun: regex.Pattern[str] = field(repr=False)
    leads: regex.Pattern[str] = field(repr=False)
    before: regex.Pattern[str] = field(repr=False)
    said: regex.Pattern[str] = field(repr=False)
    does: regex.Pattern[str] = field(repr=False)
    form: regex.Pattern[str] = field(repr=False)
    human: regex.Pattern[str] = field(repr=False)
    turned: regex.Pattern[str] = field(repr=False)
    columns: frozenset[str] = field(repr=False)

    def somebody(self, text: str, start: int, end: int) -> bool:
        """Say whether what stands around [start, end) is said of a human being only."""
        if self.human.match(text, end) is not None:
            return True
        turned = _IS.search(text, max(start - _FAR, 0), start) is not None
        return turned and self.turned.match(text, end) is not None

    def beside(self, text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Yield each kind of sign of a thing around [start, end), with its weight."""
        low = max(start - _FAR, 0)
        if self.noun.search(text, low, start):
            yield "noun", _SURELY
        if self.leads.search(text, low, start):
            yield "leads", _SURELY
        if (led := self.before.search(text, low, start)) is not None:
            yield f"before {' '.join(led['told'].lower().split())}", _PARTLY
        subject = _SUBJECT.search(text, low, start) is not None
        for kind, sign, weight in (
            ("said", self.said, _SURELY if subject else 0),
            ("does", self.does, _PARTLY if subject else 0),
            ("form", self.form, _SURELY),
            ("form", _VERSION, _SURELY),
            ("compound", _COMPOUND, _PARTLY),
        ):
            if weight and sign.match(text, end):
                yield kind, weight
        if _PLACE.search(text, low, start):
            yield "place", _SURELY if _HOLDS.match(text, end) else _PARTLY
        article = _ARTICLE.search(text, low, start)
        if article is not None and not _CALLED.search(text, low, article.start()):
            yield "article", _PARTLY


_CACHE: dict[str, Matter] = {}


def of(book: Rulebook) -> Matter:
    """Return the patterns of a rulebook, compiled once per digest."""
    if book.digest not in _CACHE:
        _CACHE.clear()
        _CACHE[book.digest] = _build(book)
    return _CACHE[book.digest]


def _build(book: Rulebook) -> Matter:
    def any_of(*names: str) -> str:
        return alternatives.any_of(term for name in names for term in _terms(book, name)) or "(?!)"

    gap = r"[ \n]"
    leads, before = _halves(book, "zaak_ervoor")
    said, does = _halves(book, "zaak_erachter")
    return Matter(
        noun=regex.compile(rf"(?i)(?<![\p{{L}}-])(?:{any_of('voor_zaak')}){gap}$"),
        leads=regex.compile(rf"(?i)(?<![\p{{L}}-]){leads}{gap}$"),
        before=regex.compile(rf"(?i)(?<![\p{{L}}-])(?P<told>{before}){gap}$"),
        said=regex.compile(rf"{gap}{said}(?!\p{{L}})"),
        does=regex.compile(rf"{gap}{does}(?!\p{{L}})"),
        form=regex.compile(rf"(?:[ ]|-(?=Gro))(?:{any_of('rechtsvorm_erachter')})(?!\p{{L}})"),
        human=regex.compile(
            rf"[ ]\((?:{any_of('afdelingen')})[ ]\p{{Lu}}"
            rf"|[^.!?:\n]{{0,48}}(?<!\p{{L}})(?:{any_of('mens_zeker')})(?!\p{{L}})"
        ),
        turned=regex.compile(
            rf"{gap}(?:\p{{Ll}}{{2,}}{gap}){{0,2}}(?:{any_of('mens_gekeerd')})(?!\p{{L}})"
        ),
        columns=frozenset(fold(term) for term in _terms(book, "kolom_firma")),
    )


def _halves(book: Rulebook, name: str) -> tuple[str, str]:
    """Return the terms of a list as two patterns; what begins with = tells half as much."""
    terms = frozenset(_terms(book, name))
    half = frozenset(term for term in terms if term[0] == "=")
    sure, part = alternatives.any_of(terms - half), alternatives.any_of(term[1:] for term in half)
    return f"(?:{sure or '(?!)'})", f"(?:{part or '(?!)'})"


def _terms(book: Rulebook, name: str) -> Iterable[str]:
    return book.lists.get(name, frozenset())
