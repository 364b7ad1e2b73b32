# SPDX-License-Identifier: EUPL-1.2
"""Text in, names out of who governs a town, a province or a water board, or sits in its council.

Their papers tell it by a label (`Wethouder: J. Borg`), by the group a letter goes to, by the party
in the next column, and behind a list of people (`de heren A. Kok en W. de Jager, wethouders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming.people import plausible
from woolak.detect.office import holders
from woolak.detect.office.roles import Public, before
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_LABEL = anchors.lines(
    r"(?m)^[ ]*(?P<what>(?i:(?:loco-|waarnemend[ ])?burgemeester|wethouders?|gedeputeerden?"
    r"|heemra(?:ad|den)|dijkgraaf"
    r"|(?:verantwoordelijk[ ]|eerste[ ]|bestuurlijk[ ])?portefeuillehouders?(?:\(s\))?"
    r"|secretaris-directeur|gemeentesecretaris|provinciesecretaris|bestuurder))"
    r"(?:[ \t]*:[ \t]*|[ ]{2,}|\t)(?=\p{Lu}|d[er]|mw|mevr|dhr)"
)
_GROUP = regex.compile(
    r"(?im)^[ ]*(?:aan[ ])?(?:de[ ])?\p{L}*fractie[ ][^\n]{2,60}?"
    r"[ ]*[\n ][ ]*(?:t\.?a\.?v\.?|ter attentie van)[ ]"
    r"(?:de heer |mevrouw |dhr\.? |mw\.? |mevr\.? )?"
)
_SPOKEN = regex.compile(
    r"(?<![\p{L}-])(?i:portefeuillehouder)[ ](?=\p{Lu}|(?:de[ ]heer|mevrouw|dhr|mw)\b)"
)
"""Before who governs, in a sentence of a proposal to a council or a board."""
_BESIDE = anchors.begun(
    r"(?:burgemeester|wethouder|gedeputeerde|dijkgraaf|heemraad|raadslid|statenlid)"
    r"(?:[ ](?:van[ ])?(?:(?:de[ ])?(?:gemeente|provincie)[ ])?(?P<place>\p{Lu}[^()\n]{1,24}))?\)"
)
"""The office in brackets of who was at a meeting: `Van Hooijdonk (wethouder Utrecht)`."""
_PRESENT = regex.compile(r"(?im)^\W*(?:aanwezig\p{L}*|afwezig\p{L}*|deelnemers|genodigden)\b")
_AND = regex.compile(
    r"[ ]*(?:,|;|/|[ ]en|&)[ ]*(?:(?:de[ ](?:heer|heren|dames)|mevrouw|wethouder)[ ])?"
)
_ENDS = regex.compile(
    r"(?:[ ]*\((?!\p{Ll})[^()\n]{1,30}\))?[ ]*(?:[;,.][ ]*)?(?:[\n\t]|[ ]{2,}|\Z)"
)
_CELL = regex.compile(r"(?m)^[ ]*(?P<party>[^\n\t]{2,24}?)(?:\t|[ ]{2,})[ ]*(?=\p{Lu})")
_SIDE = r",?(?:\t|[ ]{2,})[ ]*"
_BOTH = regex.compile(
    rf"(?im)^[ ]*(?:(?P<left>(?:de[ ])?(?:gemeente|loco-)?secretaris){_SIDE}"
    rf"(?P<right>(?:de[ ])?(?:burgemeester|dijkgraaf))"
    rf"|(?P<left>(?:de[ ])?(?:raads|staten)?griffier){_SIDE}"
    rf"(?P<right>(?:de[ ])?(?:burgemeester|voorzitter))),?[ ]*\n\s*"
)
"""The offices of the two who sign for a town, side by side; a commission has other secretaries."""
_GAP = regex.compile(r"[ ]*(?:\t|[ ]{2,})[ ]*")
_BY_PAPER = "portefeuillehouder", "portefeuillehouders", "portefeuillehouder(s)", "bestuurder"
"""What tells of who governs in a proposal to a council or a board only."""
_LIST = 800
"""Who was at a meeting is listed within so many characters."""
_AHEAD = 60
_WHY = "Bestuurder of lid van een raad of staten, genoemd in die hoedanigheid."


def find(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who is named as a member of a local government, or of its council."""
    yield from _signing(words, text)
    for label in _LABEL.finditer(text):
        told = label["what"].lower().endswith(_BY_PAPER)
        if not told or is_proposal(words, text):
            for name in _line(words, text, label.end(), bare=told):
                yield _made(name, Role.BESTUURDER, label["what"].lower())
    yield from _responsible(words, text)
    yield from _attending(words, text)
    for group in _GROUP.finditer(text):
        one = grammar.natural(words.grammar, text, group.end(), group.end() + _AHEAD)
        if one is not None and _ENDS.match(text, one.end) and plausible(words, one):
            yield _made(one, Role.VOLKSVERTEGENWOORDIGER, "fractie")
    for cell in _CELL.finditer(text):
        if _party(words, cell["party"]):
            for name in _line(words, text, cell.end()):
                yield _made(name, Role.VOLKSVERTEGENWOORDIGER, "lid van de fractie")


@lru_cache(maxsize=2)
def is_proposal(words: Vocabulary, text: str) -> bool:
    """Say whether a text calls itself a proposal to a council, or what comes of one."""
    return next(words.politics.raadsstuk.finditer(text), None) is not None


def _party(words: Vocabulary, told: str) -> bool:
    """Say whether a cell holds a party; one that is called after its member may be a surname."""
    named = words.lexicon.last(told) or words.lexicon.first(told)
    return not named and words.partij.fullmatch(f"({told})") is not None


def _attending(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who governs and was at a meeting, with the office in brackets behind the surname."""
    for office in _BESIDE.finditer(text):
        opened, told = office.start() - 1, office["place"]
        if text[opened] != "(" or (told and not words.lexicon.place(told)):
            continue
        begin = max(text.rfind("\n\n", 0, opened), opened - _LIST, 0)
        one = before(words, text, opened)
        if one is not None and _PRESENT.search(text, begin, one.start) is not None:
            yield _made(one, Role.BESTUURDER, office[0].strip(")"))


def _responsible(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who governs and is named in a proposal: `portefeuillehouder Van Oort is ingelicht`."""
    for told in _SPOKEN.finditer(text):
        one = grammar.natural(words.grammar, text, told.end(), told.end() + _AHEAD)
        if one is None or not plausible(words, one) or not is_proposal(words, text):
            continue
        if not (holders.serves(words, text, one.end) or holders.works(words, text, one.end)):
            yield _made(one, Role.BESTUURDER, "portefeuillehouder")


def _signing(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield the two who sign for a town, whose names stand side by side below their offices."""
    for offices in _BOTH.finditer(text):
        left = grammar.natural(words.grammar, text, offices.end(), offices.end() + _AHEAD)
        gap = _GAP.match(text, left.end) if left is not None else None
        at = gap.end() if gap is not None else -1
        right = grammar.natural(words.grammar, text, at, at + _AHEAD) if gap is not None else None
        if left is None or right is None or not (left.full and right.full):
            continue
        if _ENDS.match(text, right.end) is not None:
            yield _made(left, Role.BESTUURDER, offices["left"].lower())
            yield _made(right, Role.BESTUURDER, offices["right"].lower())


def _line(words: Vocabulary, text: str, at: int, *, bare: bool = False) -> Iterator[Name]:
    """Yield the names that fill the rest of a line or a cell, full ones unless `bare`."""
    found: list[Name] = []
    more: regex.Match[str] | None = None
    while more is not None or not found:
        name = grammar.natural(words.grammar, text, at, at + _AHEAD)
        if name is None or not (bare or name.full or name.titel) or not plausible(words, name):
            return
        found.append(name)
        if _ENDS.match(text, name.end) is not None:
            yield from found
            return
        more = _AND.match(text, name.end)
        at = more.end() if more is not None else at


def _made(name: Name, role: Role, functie: str) -> Public:
    return Public(name.start, name.end, name, role, functie, "functies.ambtsdrager", _WHY)
