# SPDX-License-Identifier: EUPL-1.2
"""Word lists in; out comes whether a word is a first name, a surname, a Dutch word, a place.

The lists are read as files from the packages that bring them (deduce, Faker, pyspellchecker); none
of their code is started. They are read once per process, at the first question.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import regex

from woolak import kept

_LOCALES = (
    *("nl_NL", "nl_BE", "tr_TR", "pl_PL", "id_ID", "vi_VN", "en_IN", "en_PK", "fr_DZ", "en_NG"),
    *("ha_NG", "yo_NG", "tw_GH", "es_ES", "pt_PT", "de_DE", "fr_FR"),
)
_FLAT = str.maketrans({"\u0131": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": "'"})
_COMMON = 50
"""Frequency in the dictionary above which a word was seen in running text, not only listed."""
_HEAD, _TAIL = 3, 9
"""A first half of so few letters makes a compound only when the whole has so many."""
_SEEN = 400
"""The same for the English dictionary, which is larger."""
_Words = frozenset[str]
_Lists = tuple[_Words, _Words, _Words, dict[str, int], _Words, _Words]
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_VARIABLE = regex.compile(r"^    (\w+)\b.*=", regex.MULTILINE)
_TOLD = regex.compile(
    r"(?:straat|laan|weg|pad|plein|hof|dijk|dreef|singel|gracht|kade|steeg|park)$"
)
"""The endings by which a street is known without a list of streets."""
_STRING = regex.compile(r"[\"'](\p{Lu}[\p{L}'’ -]+)[\"']")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Folded first names, surnames and place names, and Dutch words with their frequency.

    `straten` are the streets that no ending tells. What is said of a word is kept: there are few.
    """

    voornamen: frozenset[str] = field(repr=False)
    achternamen: frozenset[str] = field(repr=False)
    plaatsen: frozenset[str] = field(repr=False)
    woorden: dict[str, int] = field(repr=False)
    engels: frozenset[str] = field(repr=False)
    eigen: frozenset[str] = field(default=frozenset(), repr=False)
    straten: frozenset[str] = field(default=frozenset(), repr=False)

    def with_names(
        self,
        first: Iterable[str],
        last: Iterable[str],
        places: Iterable[str] = (),
        hamlets: Iterable[str] = (),
    ) -> Lexicon:
        """Return the lexicon with the names and places of a rulebook, without its `hamlets`."""
        given, surnames = {fold(name) for name in first}, {fold(name) for name in last}
        return replace(
            self,
            voornamen=self.voornamen | given,
            achternamen=self.achternamen | surnames,
            plaatsen=(self.plaatsen | set(map(fold, places))) - set(map(fold, hamlets)),
            eigen=frozenset(given | surnames),
        )

    def first(self, word: str) -> bool:
        """Say whether `word` (or each half of a hyphenated one) is a known first name."""
        return _first(self, word)

    def last(self, word: str) -> bool:
        """Say whether `word` (or a half of a double one) is a known surname."""
        return _last(self, word)

    def common(self, word: str) -> bool:
        """Say whether `word` is a Dutch word seen in running text."""
        return self.woorden.get(word.lower(), 0) > _COMMON

    def word(self, word: str) -> bool:
        """Say whether `word` is in the dictionary, or is made of two words that are."""
        return _word(self, word)

    def ordinary(self, word: str) -> bool:
        """Say whether `word` is a Dutch or English word, and not only listed because it is a name.

        The dictionary lists names as well, those never seen in running text with one frequency.
        """
        return _ordinary(self, word)

    def rare(self, word: str) -> bool:
        """Say whether `word` is only listed: no compound, and never seen in running text."""
        lower = word.lower()
        listed = 0 < self.woorden.get(lower, 0) <= _COMMON
        return listed and lower not in self.engels and not self.compound(lower)

    def english(self, word: str) -> bool:
        """Say whether `word` is an English word seen in running text."""
        return word.lower() in self.engels

    def place(self, word: str) -> bool:
        """Say whether `word` is a place, municipality, province or region."""
        return _place(self, word)

    def double(self, word: str) -> bool:
        """Say whether `word` can be a double surname: no halves that are places, or all words."""
        halves = [half for half in word.split("-") if half]
        if not all(half[:1].isupper() and half[1:].islower() for half in halves):
            return False
        if self.place(word) or any(self.place(half) for half in halves):
            return False
        return not all(self.ordinary(half) for half in halves)

    def compound(self, word: str) -> bool:
        """Say whether a word in lower case is made of two that the dictionary has."""
        if self.common(word[_HEAD:]) and len(word) >= _TAIL and self.common(word[:_HEAD]):
            return True  # `tilhulpen`
        for cut in range(4, len(word) - 3):
            head, tail = word[:cut], word[cut:].lstrip("-")
            if self.common(tail) and (head in self.woorden or head.rstrip("s-") in self.woorden):
                return True
        return False


@lru_cache(maxsize=_KEPT)
def _first(lexicon: Lexicon, word: str) -> bool:
    folded = fold(word)
    return folded in lexicon.voornamen or (
        "-" in folded and all(part in lexicon.voornamen for part in folded.split("-"))
    )


@lru_cache(maxsize=_KEPT)
def _last(lexicon: Lexicon, word: str) -> bool:
    folded = fold(word)
    return folded in lexicon.achternamen or (
        "-" in folded and any(part in lexicon.achternamen for part in folded.split("-"))
    )


@lru_cache(maxsize=_KEPT)
def _place(lexicon: Lexicon, word: str) -> bool:
    return fold(word) in lexicon.plaatsen


@lru_cache(maxsize=_KEPT)
def _word(lexicon: Lexicon, word: str) -> bool:
    lower = word.lower()
    return lower in lexicon.woorden or lexicon.compound(lower)


@lru_cache(maxsize=_KEPT)
def _ordinary(lexicon: Lexicon, word: str) -> bool:
    lower = word.lower()
    if fold(lower) in lexicon.eigen and lexicon.woorden.get(lower, 0) <= _COMMON:
        return False
    words = load()
    frequency = words.woorden.get(lower, 0)
    if frequency > _COMMON:
        return True
    if words.first(lower) or words.last(lower):
        return False
    return frequency > 0 or lower in words.engels or words.word(lower)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, so that Öztürk equals Ozturk."""
    if text.isascii():
        return text.lower()
    return _flattened(text)


@lru_cache(maxsize=_KEPT)
def _flattened(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.lower().translate(_FLAT))
    return "".join(c for c in flat if not unicodedata.combining(c)).translate(_FLAT)


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Return the lexicon of this process: 60 MB; the first time 0.5 s, from what was kept 0.1 s."""
    made = kept.made("woorden", _made_of(), _made)
    voornamen, achternamen, plaatsen, woorden, engels, straten = made
    return Lexicon(voornamen, achternamen, plaatsen, woorden, engels, straten=straten)


def _made_of() -> str:
    """Return what changes whenever the lists, or how they are read here, do."""
    reading = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return " ".join((*map(_version, ("deduce", "faker", "pyspellchecker")), reading))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _made() -> _Lists:
    names = _package("deduce") / "data/lookup/src/names"
    places = _package("deduce") / "data/lookup/src/locations/lst_placename"
    foreign = list(_faker())
    voornamen = _list(names / "lst_first_name") | {n for first, n in foreign if first}
    achternamen = _list(names / "lst_surname") | _list(names / "lst_interfix_surname")
    achternamen |= {n for first, n in foreign if not first}
    kinds = ("lst_residence", "lst_municipality", "lst_province", "lst_region")
    return (
        frozenset(voornamen),
        frozenset(achternamen),
        frozenset().union(*(_list(places / kind) for kind in kinds)),
        _unmarked(_dictionary("nl"), voornamen | achternamen),
        frozenset(w for w, seen in _dictionary("en").items() if seen > _SEEN),
        frozenset(s for s in _list(places.parent / "lst_street") if not _TOLD.search(s)),
    )


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return Path(name)
    return Path(spec.origin).parent


def _list(folder: Path) -> set[str]:
    def lines(name: str) -> Iterable[str]:
        path = folder / name
        return path.read_text("utf-8").splitlines() if path.is_file() else ()

    skip = {fold(line.strip()) for line in lines("exceptions.txt")}
    return {fold(line.strip()) for line in lines("items.txt")} - skip - {""}


def _faker() -> Iterator[tuple[bool, str]]:
    """Yield (is a first name, folded name) for the names that Faker's locales list."""
    for locale in _LOCALES:
        path = _package("faker") / "providers/person" / locale / "__init__.py"
        if not path.is_file():
            continue
        parts = _VARIABLE.split(path.read_text("utf-8"))
        for variable, body in zip(parts[1::2], parts[2::2], strict=True):
            if "first_name" in variable or "last_name" in variable:
                for name in _STRING.findall(body):
                    yield "first_name" in variable, fold(name)


def _dictionary(language: str) -> dict[str, int]:
    path = _package("spellchecker") / f"resources/{language}.json.gz"
    if not path.is_file():
        return {}
    words: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return words


def _unmarked(words: dict[str, int], names: set[str]) -> dict[str, int]:
    """Return the words, also as hurried hands type them: `financien`; what is a name is none."""
    bare = {fold(word): seen for word, seen in words.items() if not word.isascii()}
    return {word: seen for word, seen in bare.items() if word not in names} | words
