# SPDX-License-Identifier: EUPL-1.2
"""A rulebook goes in; the words that tell whose an address is come out as patterns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from woolak.detect.living.streets import Known
from woolak.detect.matching.alternatives import any_of
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.rulebook import Rulebook


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What is known of addresses, and the words that say whose one is."""

    known: Known = field(repr=False)
    home: regex.Pattern[str] = field(repr=False)
    home_behind: regex.Pattern[str] = field(repr=False)
    public: regex.Pattern[str] = field(repr=False)
    firm: regex.Pattern[str] = field(repr=False)
    label: regex.Pattern[str] = field(repr=False)
    moves: regex.Pattern[str] = field(repr=False)
    somebody: regex.Pattern[str] = field(repr=False)
    at_work: regex.Pattern[str] = field(repr=False)
    travel: regex.Pattern[str] = field(repr=False)
    per: regex.Pattern[str] = field(repr=False)
    at_home: regex.Pattern[str] = field(repr=False)
    host: regex.Pattern[str] = field(repr=False)
    hosted: regex.Pattern[str] = field(repr=False)


_CACHE: dict[str, Said] = {}


def said(book: Rulebook) -> Said:
    """Return what the lists of a rulebook say; those of the last one are kept."""
    if book.digest not in _CACHE:
        _CACHE.clear()
        _CACHE[book.digest] = _made(of(book), book)
    return _CACHE[book.digest]


@lru_cache(maxsize=2)
def travels(said: Said, text: str) -> bool:
    """Say whether a text is about the costs of a journey."""
    return said.travel.search(text) is not None


def _made(words: Vocabulary, book: Rulebook) -> Said:
    def terms(*names: str) -> frozenset[str]:
        return frozenset().union(*(book.lists.get(name, frozenset()) for name in names))

    def word(name: str) -> str:
        return any_of(terms(name), stars=True)

    def any_word(*names: str, case: str = "(?i)") -> regex.Pattern[str]:
        edge = r"(?<![\p{L}\p{N}.-]|['’]t )", r"(?![\p{L}\p{N}]|-\p{L})"
        return regex.compile(rf"{case}{edge[0]}(?:{any_of(terms(*names))}){edge[1]}")

    places = ("openbare_plek", "organisatie_in_zin")
    never = frozenset(fold(term) for term in terms("geen_straat", *places))
    return Said(
        known=_known(words, terms, never),
        home=any_word("woont"),
        home_behind=any_word("woont_erachter"),
        public=any_word(*places),
        firm=any_word("organisatie_boven_adres", case=""),
        label=any_word("organisatie_label"),
        per=any_word("per_adres"),
        at_home=any_word("thuis"),
        host=regex.compile(
            rf"(?i)(?<!\p{{L}})(?P<host>{word('bij_wie')})[ ](?:{word('aanspreekvormen')}[ ])?\Z"
        ),
        hosted=regex.compile(rf"(?i)[ ]?{word('hem_thuis')}(?!\p{{L}})"),
        moves=regex.compile(rf"(?i){word('verhuist')}"),
        somebody=regex.compile(rf"(?i)(?<!\p{{L}}){word('iemand')}(?!\p{{L}})"),
        at_work=regex.compile(
            rf"(?:[\s,:|/()&–-]|\p{{Lu}}[\p{{L}}.’'-]*|{word('tussen_werkgever_en_naam')})*"
        ),
        travel=regex.compile(
            rf"(?i)(?<!\p{{L}}){word('reiskosten')}(?!\p{{L}})|(?:^|\n|\t)km(?=\t|\n)"
        ),
    )


def _known(words: Vocabulary, terms: Callable[..., frozenset[str]], never: frozenset[str]) -> Known:
    """Return what the lists say of streets and of what stands behind a house number."""
    return Known(
        ending=regex.compile(rf"(?:{any_of(terms('straat_eindigt'))})$"),
        never=never,
        begins=terms("straat_begint"),
        links=terms("straat_tussen"),
        opens=terms("straat_of_zin"),
        words=terms("geen_postcodeletters"),
        counted=regex.compile(rf"[ ](?:{any_of(terms('geteld'))})(?!\p{{L}})"),
        dwelling=regex.compile(rf"(?:{any_of(terms('toevoeging_woning'))})(?!\p{{L}})"),
        lexicon=words.lexicon,
    )
