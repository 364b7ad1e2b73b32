# SPDX-License-Identifier: EUPL-1.2
"""Text in, names out: a token grammar of Dutch names, in natural and in Outlook order.

The grammar knows the shape of a name only; whether a shape is a name is for the caller, who knows
where it stands. In the spirit of deduce's token patterns (Menger et al., 2018).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from woolak.detect.matching.alternatives import any_of, heads, may_begin
from woolak.detect.words import lexicon, shapes
from woolak.detect.words.lexicon import Lexicon, fold
from woolak.detect.words.shapes import CAP

_UNIT = regex.compile(r"(?!IJ\p{Ll}|Mc|Mac|De\p{Lu}|Van\p{Lu})\p{Lu}[\p{L}&]*\p{Lu}\p{Ll}{0,2}")
_SOLO = regex.compile(rf"(?=\p{{Lu}}){CAP}")
_LOWER = regex.compile(r"\p{Ll}[\p{L}\p{M}]*+")
_NEXT = regex.compile(r"\p{Ll}{2}")
"""Two small letters, with which no surname begins."""
_KEPT = 1 << 14
"""Of so many mentions it is kept how they read."""
_SMALL_WORDS = 4
_NO_NAME = frozenset("0123456789(:;|•–—=>&+")
"""With these no name goes on."""
_FEW = 3
_PIECE = regex.compile(r"[\p{L}\p{M}]+")
_CALLED = regex.compile(r"(?i)(?:heer|heren|dames)\s")
_LETTERS = regex.compile(r"\p{Lu}\p{Ll}{1,3}\p{Lu}")
"""Letters that stand for somebody (`GtB`) are no surname."""
_DEFINED = regex.compile(r"\s?=")
"""Letters before this are explained by what follows."""
_SURNAME = regex.compile(r"[ ]\p{Lu}\p{Ll}")
_ENDED = regex.compile(r"[ ]\p{Lu}\p{Ll}[\p{L}-]+(?=[,.;)]|[ ](?:en|and)[ ])")
_AND = frozenset(["e", "y"])
"""What stands between two surnames."""
_LAST = 5
"""More capitalised words than these are no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in text: offsets [start, end), and its parts as written."""

    start: int
    end: int
    voornamen: tuple[str, ...] = field(default=(), repr=False)
    initialen: str = field(default="", repr=False)
    tussenvoegsel: str = field(default="", repr=False)
    achternaam: str = field(default="", repr=False)
    titel: str = field(default="", repr=False)
    outlook: bool = False

    @property
    def alone(self) -> bool:
        """Say whether it is one word with a capital and nothing else."""
        parts = self.initialen or self.tussenvoegsel or self.achternaam or self.titel
        return len(self.voornamen) == 1 and not parts

    @property
    def full(self) -> bool:
        """Say whether there is a surname with something before it."""
        return bool(self.achternaam and (self.voornamen or self.initialen))


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The compiled shapes for one inventory of tussenvoegsels and titles.

    `small` are the words, folded, that stand in a name without a capital; `double` the surnames
    that such a word with a capital ends: `Tran Van`.
    """

    token: regex.Pattern[str] = field(repr=False)
    titel: regex.Pattern[str] = field(repr=False)
    titled: frozenset[str] = field(repr=False)
    graad: regex.Pattern[str] = field(repr=False)
    outlook: regex.Pattern[str] = field(repr=False)
    lower: regex.Pattern[str] = field(repr=False)
    small: frozenset[str] = field(repr=False)
    double: frozenset[str] = field(repr=False)
    lexicon: Lexicon = field(repr=False)


def build(
    tussenvoegsels: Iterable[str],
    titels: Iterable[str],
    graden: Iterable[str] = (),
    known: Lexicon | None = None,
    endings: tuple[Iterable[str], Iterable[str]] = ((), ()),
) -> Grammar:
    """Compile the grammar for these small words; `endings` of surnames, and of first names."""
    tv = rf"(?:(?!V(?![\p{{L}}./]))(?i:{any_of(tussenvoegsels)})(?![\p{{L}}\p{{M}}'’]))"
    small, leads = (*tussenvoegsels, *titels, *graden), shapes.first_letters(tussenvoegsels)
    return Grammar(
        token=regex.compile(shapes.token(tv, leads, any_of(endings[1]))),
        titel=regex.compile(rf"(?:(?i:{any_of(titels)})(?![\p{{L}}\p{{M}}]))(?:\s*/\s*|\s+)?"),
        titled=heads(titels),
        graad=regex.compile(rf"(?i:{any_of(graden)})(?![\p{{L}}\p{{M}}])\s+"),
        outlook=regex.compile(shapes.in_outlook(tv, any_of(titels))),
        lower=regex.compile(rf"\p{{Ll}}[\p{{L}}'’-]+(?:\s+(?:{tv}\s+)?\p{{Ll}}[\p{{L}}'’-]+)?"),
        small=frozenset(fold(piece) for term in small for piece in _PIECE.findall(term)),
        double=frozenset(map(fold, endings[0])),
        lexicon=known or lexicon.load(),
    )


def single(grammar: Grammar, text: str, start: int, end: int) -> Name | None:
    """Return the name of one capitalised word at [start, end) when no name goes on behind it.

    None says nothing: `natural` knows.
    """
    word = text[start:end]
    after = text[end : end + 1]
    small = fold(word) in grammar.small
    if not word.isalpha() or (small and after not in (" ", "\u00a0")):
        return None
    if after in " \u00a0":
        if not _sentence_goes_on(grammar, text, end):
            return None
        if small and grammar.titel.match(text, start):
            return None
    elif after == ".":
        if len(word) <= _FEW or text[end + 1 : end + 2].isalpha():
            return None
    elif after not in ",;:!?)\n\t/|":
        return None
    return Name(start, end, (word,))


def _sentence_goes_on(grammar: Grammar, text: str, end: int) -> bool:
    """Say whether a word in small letters, or a sign, follows that no name goes on with.

    Words that stand in names may come first: `Kamer van de rechtbank`.
    """
    for _ in range(_SMALL_WORDS):
        if (following := _LOWER.match(text, end + 1)) is None:
            return text[end + 1 : end + 2] in _NO_NAME
        if fold(following[0]) not in grammar.small:
            return _NEXT.match(text, end + 1) is not None
        end = following.end()
        if not text.startswith(" ", end):
            return False
    return False


def natural(grammar: Grammar, text: str, start: int, end: int | None = None) -> Name | None:
    """Return the longest name in natural order that begins at `start`, titles left out of it.

    The name has at least one capitalised word; `titel` holds the titles that stood before it.
    """
    stop = len(text) if end is None else min(end, len(text))
    titles = _skip_titles(grammar, text, start, stop)
    parts = _parts(grammar, text, titles, stop)
    while parts[1:] and _at_unit(grammar, text, parts):
        parts.pop()
    if not parts or (len(parts) > _LAST and sum(part[0] == "cap" for part in parts) > _LAST):
        return None
    if _of_somebody(grammar, text, parts):
        return natural(grammar, text, parts[1][1], end)
    name = _named(grammar, text, parts, text[start:titles].strip())
    led = name is not None and titles > start
    return replace(name, start=_degree(grammar, text, start, titles)) if name and led else name


def _at_unit(grammar: Grammar, text: str, parts: list[tuple[str, int, int]]) -> bool:
    """Say whether the last word before a slash is that of a unit: `Prakash DRM/UV`."""
    start, end = parts[-1][1:]
    led = text[parts[-2][1] : parts[-2][2]]
    halves = shapes.UNIT.match(text, start) is not None and text.startswith("/", end)
    return halves and not led.isupper() and not grammar.lexicon.last(text[start:end])


def _of_somebody(grammar: Grammar, text: str, parts: list[tuple[str, int, int]]) -> bool:
    """Say whether what seems a tussenvoegsel begins a sentence: `Van Karin Jansen hoorde ik dat`.

    A first name stands behind it, and more of the name; or two words that are in no list.
    """
    if [kind for kind, _, _ in parts] != ["tv", "cap"]:
        return False
    lead, first = (text[start:end] for _, start, end in parts)
    at = _gap(text, parts[1][2], len(text), after="cap")
    if not (lead.istitle() and lead.isalpha()):
        return False
    if text.startswith(":", parts[1][2]):  # `Van Karin:`
        return grammar.lexicon.first(first) and not grammar.lexicon.last(first)
    more = grammar.token.match(text, at) if at > 0 else None
    if more is None or (more.lastgroup == "tv" and not more[0].islower()):
        return False
    if grammar.lexicon.first(first):
        return more.lastgroup != "called"
    return more.lastgroup == "cap" and not any(
        known(word)
        for word in (first, more[0])
        for known in (grammar.lexicon.word, grammar.lexicon.english, grammar.lexicon.place)
    )


def _degree(grammar: Grammar, text: str, start: int, titles: int) -> int:
    """Return where the degrees directly before a name begin: they go with it, `de heer` stays."""
    at = start
    while at < titles:
        if grammar.graad.match(text, at) and not text.startswith("Mr ", at):  # English
            return at
        found = grammar.titel.match(text, at, titles)
        if found is None or found.end() == at:
            break
        at = min(found.end(), titles)
    return titles


def _skip_titles(grammar: Grammar, text: str, at: int, stop: int) -> int:
    while may_begin(grammar.titled, text, at):
        found = grammar.titel.match(text, at, stop)
        if found is None or found.end() == at:
            return at
        at = found.end()
    return at


def _parts(grammar: Grammar, text: str, at: int, stop: int) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) of the tokens of a name, in an order in which they can stand."""
    parts: list[tuple[str, int, int]] = []
    while found := grammar.token.match(text, at, stop):
        kind = found.lastgroup or ""
        if kind == "tv" and not _leads_on(grammar, text, found.end(), stop, led=bool(parts)):
            found, kind = _SOLO.match(text, at, stop), "cap"
        if found is None or not _may_follow(text, parts, kind, found[0]):
            break
        parts.append((kind, found.start(), found.end()))
        if text.startswith("\n\n", found.end()) and _closes(parts, found[0]):
            break
        at = _gap(text, found.end(), stop, after=kind)
        if at < 0:
            break
    return _ended(parts)


def _closes(parts: list[tuple[str, int, int]], word: str) -> bool:
    """Say whether a block ends with what was read: with `Edwin P.`, or with the code `LE`."""
    if parts[-1][0] == "ini":
        return parts[0][0] == "cap"
    return len(parts) == 1 and word.isalpha() and word.isupper()


def _may_follow(text: str, parts: list[tuple[str, int, int]], kind: str, word: str) -> bool:
    """Say whether a token of this kind can stand after those before it."""
    if not parts:
        return kind != "called"
    if kind == "cap":
        if parts[-1][0] == "tv":
            return not _is_unit(text, parts, word)
        return len(parts) == 1 or parts[-2][0] != "tv"
    kinds = [known for known, _, _ in parts]
    if kind == "called":
        return kinds[-1] == "ini" and not (kinds[0] == "cap" and word.isupper())  # `Bo V. (ZBO)`
    if kind == "ini":
        return set(kinds) <= {"ini", "cap"} or (kinds[-1:] == ["tv"] and kinds[:1] == ["cap"])
    return "tv" not in kinds


def _ended(parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Drop what cannot end a name; initials can after a first name (`Jan B.`)."""
    while parts and parts[-1][0] not in ("cap", "called"):
        if parts[-1][0] == "ini" and len(parts) > 1 and parts[0][0] == "cap":
            break
        parts.pop()
    return parts


def _is_unit(text: str, parts: list[tuple[str, int, int]], word: str) -> bool:
    """Say whether `van DWJZ` after a name is where somebody works."""
    spoken = text[parts[0][1] : parts[-1][2]]
    return spoken != spoken.upper() and _UNIT.fullmatch(word) is not None


def _leads_on(grammar: Grammar, text: str, at: int, stop: int, *, led: bool) -> bool:
    """Say whether a surname follows a tussenvoegsel; behind a first name its letter will do."""
    gap = _gap(text, at, stop, after="tv")
    if gap < 0:
        return False
    following = grammar.token.match(text, gap, stop)
    if following is not None and following.lastgroup == "ini":
        return led and not _SOLO.match(text, following.end() + 1, stop)
    return following is not None and following.lastgroup == "cap"


def _gap(text: str, at: int, stop: int, *, after: str) -> int:
    """Return where the next token begins, or -1: one space, or a line end inside a name."""
    if at < stop and text[at] in " \u00a0":
        return at + 1
    if at + 1 < stop and text[at] == "\n" and after in ("tv", "ini"):
        turned = text.startswith("\n\n", at)  # the end of a page, or of a block
        return at + 1 + turned if text[at + turned + 1 : at + turned + 2].isalpha() else -1
    return at if after == "ini" and at < stop and text[at].isalpha() else -1


def _doubled(grammar: Grammar, spelled: list[str]) -> list[str]:
    """Return the words of a name with a surname such as `Tran Van` as one."""
    if (
        fold(spelled[-1]) not in grammar.small
        or fold("".join(spelled[-2:-1])) not in grammar.double
    ):
        return spelled
    return [*spelled[:-2], " ".join(spelled[-2:])]


def _named(
    grammar: Grammar, text: str, parts: list[tuple[str, int, int]], titel: str
) -> Name | None:
    if not parts:
        return None
    if {kind for kind, _, _ in parts} == {"cap"}:
        spelled = _doubled(grammar, [text[s:e] for _, s, e in parts])
        last = spelled.pop() if titel or parts[1:] else ""
        return Name(parts[0][1], parts[-1][2], tuple(spelled), "", "", last, titel)
    tv = next((i for i, (kind, _, _) in enumerate(parts) if kind == "tv"), None)
    initials = "".join(text[s:e].strip() for kind, s, e in parts if kind == "ini")
    caps = [text[s:e].strip("()") for kind, s, e in parts[:tv] if kind in ("cap", "called")]
    start, end = parts[0][1], parts[-1][2]
    if parts[-1][0] == "called":  # initials with a first name, the surname is elsewhere
        return Name(start, end, tuple(caps), initials, "", "", titel)
    if tv is not None:
        last = text[parts[tv + 1][1] : end] if tv + 1 < len(parts) else ""
        tussen = text[parts[tv][1] : parts[tv][2]]
        return Name(start, end, tuple(caps), initials, tussen, last, titel)
    if len(caps) > 1 or initials or titel:
        ends_in_initial = parts[-1][0] == "ini"
        caps = caps if ends_in_initial else _doubled(grammar, caps)
        given, last = (caps, "") if ends_in_initial else (caps[:-1], caps[-1])
        return Name(start, end, tuple(given), initials, "", last, titel)
    return Name(start, end, tuple(caps), initials, "", "", titel)


def outlook(grammar: Grammar, text: str, start: int, end: int | None = None) -> Name | None:
    """Return the name in Outlook order (`Vries, J. de (Jan)`) that begins at `start`."""
    stop = len(text) if end is None else end
    turns = may_turn(grammar, text, start, stop)
    found = grammar.outlook.match(text, start, stop) if turns else None
    if found is None:
        return None
    given = (found["voor"] or found["voor2"] or "").split()
    initials = (found["ini"] or found["ini3"] or "").strip(" ,")
    led = found["tv1"] or ""
    if not given and not initials and led.istitle():  # `Das, Do`
        given, led = [led], ""
    if not given and not initials:
        return None
    tussen, achter = _apart(grammar, found["achter"])
    if found["tv0"]:
        tussen, achter = found["tv0"], achter[: -len(found["tv0"])].strip()
    tussen = led or found["tv2"] or tussen
    stop = start + len(found[0].rstrip(" ,\n\t"))
    if _LETTERS.fullmatch(achter) or _DEFINED.match(text, stop) or _another(grammar, found, stop):
        return None
    return Name(start, stop, tuple(given), initials, tussen.strip(), achter, "", outlook=True)


def may_turn(grammar: Grammar, text: str, start: int, stop: int) -> bool:
    """Say whether no word between `start` and the next comma keeps it from ending a surname."""
    comma = text.find(",", start, stop)
    return comma > 0 and not any(
        word.islower() and word.isalpha() and word not in _AND and fold(word) not in grammar.small
        for word in text[start:comma].split()
    )


def _another(grammar: Grammar, found: regex.Match[str], stop: int) -> bool:
    """Say whether somebody else stands behind the comma: `Karin Jansen, S. de Vries`."""
    text, given = found.string, found["voor"] or found["voor2"] or found["ini3"]
    if not given and text.startswith(" ", stop):
        led = grammar.token.match(text, stop + 1)
        shape = _SURNAME if " " in found["achter"] else _ENDED
        if led and led.lastgroup == "tv" and shape.match(text, led.end()):
            return True
    return bool(found["tv1"]) and _CALLED.match(found["titel"]) is not None


def _apart(grammar: Grammar, surname: str) -> tuple[str, str]:
    found = grammar.token.match(surname)
    if found is not None and found.lastgroup == "tv" and found.end() < len(surname):
        return found[0], surname[found.end() :].strip()
    return "", surname


@lru_cache(maxsize=_KEPT)
def parse(grammar: Grammar, text: str) -> Name | None:
    """Return the name that a whole mention spells, in either order; None when it spells none."""
    name = outlook(grammar, text, 0) if "," in text else None
    if name is not None:
        return name
    name = natural(grammar, text, 0)
    if name is None and grammar.lower.fullmatch(text):
        return natural(grammar, text.title().replace(" Van ", " van ").replace(" De ", " de "), 0)
    return name
