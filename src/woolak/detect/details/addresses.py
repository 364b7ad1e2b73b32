# SPDX-License-Identifier: EUPL-1.2
"""A web address goes in; whether it is sure to name nobody comes out.

Such an address stands behind other words, so that nobody read it as text of the page.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak import rulebook
from woolak.detect.words import lexicon

_PARTS = regex.compile(r"https?://(?:www\.)?(?P<host>[^/:?#]+)(?::\d+)?(?P<rest>.*)", regex.I)
_HUMP = regex.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = regex.compile(r"[^\W_]+")
_CODE = regex.compile(r"(?:[A-Z]{0,5}|[a-z]{0,2})\d[\dA-Z]*[a-z]{0,2}")
"""A number with a few letters before or behind it: BWBR0045754, 2024D01234, h2."""
_DIGITS = "0123456789"
_LONGEST_PLAIN = 1000


def plain(address: str) -> bool:
    """Say whether the site and every word behind it are known, and none of them is a name."""
    found = _PARTS.fullmatch(address)
    if not found or len(address) > _LONGEST_PLAIN or not address.isascii():
        return False
    return _known(found["host"].lower()) and _words(found["rest"])


def _known(host: str) -> bool:
    labels = host.split(".")
    sites = _sites()
    ends = (".".join(labels[at:]) for at in range(len(labels)))
    for before, end in enumerate(ends):
        if end in sites:
            return all(
                _says_nothing(word) for label in labels[:before] for word in label.split("-")
            )
    return all(_ordinary(word) for label in labels[:-1] for word in label.split("-"))


def _says_nothing(label: str) -> bool:
    return _ordinary(label) or label in _SERVERS


_SERVERS = frozenset(
    ["data", "eur", "lex", "linkeddata", "lokaleregelgeving", "wetten", "zoek", "open"]
)
_ABBREVIATIONS = frozenset(
    [
        "htm",
        "html",
        "pdf",
        "php",
        "aspx",
        "docx",
        "xlsx",
        "eli",
        "ecli",
        "kst",
        "stb",
        "stcrt",
        "trb",
        "tk",
        "ek",
        "nl",
        "en",
        "id",
        "woo",
        "avg",
        "awb",
    ]
)


def _words(rest: str) -> bool:
    tokens = _TOKEN.findall(_HUMP.sub(" ", rest))
    return all(
        _CODE.fullmatch(token) or _ordinary(token.rstrip(_DIGITS).lower()) for token in tokens
    )


def _ordinary(word: str) -> bool:
    words = lexicon.load()
    if word in _ABBREVIATIONS:
        return True
    return words.ordinary(word) and not words.first(word) and not words.last(word)


@lru_cache(maxsize=1)
def _sites() -> frozenset[str]:
    return frozenset(rulebook.load("kern").lists.get("openbare_websites", frozenset()))
