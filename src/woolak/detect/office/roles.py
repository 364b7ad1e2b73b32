# SPDX-License-Identifier: EUPL-1.2
"""Text in, public office holders out: names that stand beside an office or a party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from woolak.detect.naming import initials, workplaces
from woolak.detect.naming.guards import Spans
from woolak.detect.naming.people import plausible
from woolak.detect.office import apposed, bearers, citations
from woolak.detect.words import bibliography, grammar, serving
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP, INITIALS
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_START = regex.compile(rf"(?<![\p{{L}}\p{{N}}@_])(?:{INITIALS}|{CAP}|\p{{Ll}})")
_SMALL = regex.compile(r"(?<![\p{L}\p{M}'’])\p{Ll}{2}[\p{L}\p{M}]*+(?!['’\p{Lu}])|[,;:!?\"<>|\d]")
"""A word in small letters, or a sign that stands in no name."""
_GLUE = regex.compile(r"(?:-|\s+|\s*[/]\s*)")
_BRACKET = regex.compile(r"\((?<=(?:lede|edeputeerde|ethouder)[ns] \()")
"""Behind members of whom the names stand in brackets: `Kamerleden (Bos, Vos)`."""
_CODED = regex.compile(r"(?<![\p{L}/])p?\p{Lu}{2,3}/\p{Lu}")
"""Letters of a unit and of whom it is about, and no office: `DG/Jansma`."""
_SUCH = regex.compile(r",?\s(?:zoals|onder\swie|waaronder|te\sweten)\s+")
"""Between an office of several and some of them: `oud-ministers zoals de heer Bos`."""
_OPENED = regex.compile(r"\s\(")
_MORE = regex.compile(
    r"(?:\s*\([^()\n]{1,30}\))?(?:\s*[,/]\s*|\s+(?:en|and|c\.s\.)\s+)(?:het lid\s+)?"
)
_ONE = regex.compile(r"(?i)het (?:kamer)?lid")
"""An office of one: who is named behind a comma is somebody else."""
_AND = " en "
_BESIDE = regex.compile(
    r"(?:,\s+(?:\p{Ll}+ ){0,2}|\s*[(|]\s*|[ ]*\n[ ]*|\s(?:tot|als)\s(?:\p{Ll}+ ){0,2})$"
)
_PORTFOLIO = regex.compile(r"\s(\p{Ll}[^()\n]{2,80})\)")
_HELD = regex.compile(r"[.,;)]|\s(?:van|voor|bij|op|en|der|tot|in)\b|\n|\Z")
_HELD_OF = regex.compile(r"\s\p{Lu}|\s(?:van|voor|bij|op|en|der|tot|in)\b|[.,;)\n]|\Z")
_CLOSED = regex.compile(r"\s*(?:(?:a\.i\.|ad interim)\s*)?(?:[);|/]|\n|\Z|van\b|voor\b|of\b|for\b)")
_GOES_ON = regex.compile(r"[ ]\p{Ll}")
"""A sentence that goes on behind an office: `Minister heeft gevraagd`."""
_PLACE = regex.compile(
    rf"\s+(?:van|in|te)\s+(?:de (?:gemeente|provincie|stad)\s+)?(?P<place>{CAP}(?:[- ]{CAP})?)"
    r"(?=,?\s(?:\p{Lu}|(?:de heer|mevrouw|dhr\.?|mw\.?|mr\.|dr\.|drs\.|prof\.|ir\.|jhr\.) ))"
)
_BARE_PLACE = regex.compile(rf"[ ](?P<place>{CAP}(?:[- ]{CAP})?)(?=[);|\n]|\Z)")
_SPOKEN = regex.compile(
    r"(?i)(?:heer|mevrouw|dhr\.|mw\.|mevr\.|ms\.?|mrs\.?|mr\.?|prof\.|dr\.|drs\.|ir\.)\s+$"
)
_SPEAKS = regex.compile(r"\s*[,(|\n]\s*")
_SPEAKS_FOR = regex.compile(
    r"[ \n](?:van|namens|uit)[ \n](?:(?:de|het)[ \n])?"
    r"(?:fractie[ \n]van[ \n](?:(?:de|het)[ \n])?)?$"
)
_INDENT = 4
_WINDOW = 80
_GAP = 30
_HEADED = regex.compile(
    r"(?:\W|\d)*(?i:(?:de|het|the|aan|van|namens)[ ]){0,2}(?:\p{L}|-)+"
    r"(?:[ ](?:van|voor|\p{Lu}|en|of|de|het|the|for|plv\.)[^.;:\n\t]*)?$"
)
"""A line that an office begins: a name may stand on the next one."""


@dataclass(frozen=True, slots=True)
class Public:
    """A name that is public at this place: offsets, the role and function beside it, and why."""

    start: int
    end: int
    name: Name = field(repr=False)
    role: Role
    functie: str
    rule: str
    why: str = field(repr=False)


def public(words: Vocabulary, text: str, things: Spans) -> list[Public]:
    """Return the names of public office holders that stand beside their office or party."""
    found: dict[tuple[int, int], Public] = {}
    near = *_by_party(words, text), *_speaking(words, text)
    for one in (*near, *_by_office(words, text, things)):
        found.setdefault((one.start, one.end), one)
    for one in _by_place(words, text, things):
        found.setdefault((one.start, one.end), one)
    return list(found.values())


def cited(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield the authors of cited works; those of one citation are one place."""
    why = "Auteur van een aangehaalde publicatie."
    for start, end in (
        *citations.authors(words, text),
        *bibliography.authors(words.literatuur, text),
    ):
        name = grammar.natural(words.grammar, text, start, end)
        whole = Name(start, end, achternaam=name.achternaam if name else "")
        yield Public(start, end, whole, Role.AUTEUR, "", "functies.auteur", why)


def press(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who is named as the contact for the press: `Voor meer informatie: X, woordvoerder`."""
    why = "Woordvoerder, genoemd als contact voor de pers."
    for found in words.pers.finditer(text):
        first = words.functie_at(text, found.end(), found.end() + 40)
        at = found.end() + len(first[1]) + 1 if first else found.end()
        name = grammar.natural(words.grammar, text, at, at + _WINDOW)
        beside = _SPEAKS.match(text, name.end) if name is not None else None
        told = words.functie_at(text, beside.end(), beside.end() + 40) if beside else None
        spokesman = next((f for f in (first, told) if f and f[0] is Role.WOORDVOERDER), None)
        if name is not None and spokesman is not None:
            yield Public(name.start, name.end, name, *spokesman[:2], "functies.perscontact", why)


def _by_party(words: Vocabulary, text: str) -> Iterator[Public]:
    for found in words.partij.finditer(text):
        name = before(words, text, found.start())
        if name is not None and not _employee(words, text, name.start):
            why = "Volksvertegenwoordiger: de fractie staat achter de naam."
            yield _made(name, Role.VOLKSVERTEGENWOORDIGER, "Kamerlid", why)


def _speaking(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield members on the lists who are said to be of a party: `mevrouw Bos namens de SP`."""
    for found in words.politics.fractie.finditer(text):
        led = _SPEAKS_FOR.search(text, max(found.start() - _GAP, 0), found.start())
        name = before(words, text, led.start()) if led is not None else None
        if name is None or not _SPOKEN.search(text, max(name.start - 10, 0), name.start):
            continue
        whole = fold(f"{name.tussenvoegsel} {apposed.last(name)}".strip())
        role, functie = words.politics.achternamen.get(whole, (Role.ONBEKEND, ""))
        if role is Role.VOLKSVERTEGENWOORDIGER:
            yield _made(name, role, functie, "Volksvertegenwoordiger: genoemd met de fractie.")


def _employee(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether a name stands behind a function that is not public: `fractiemedewerker X`."""
    return serving.employed(
        words, text[max(text.rfind("\n", 0, start) + 1, start - _WINDOW) : start]
    )


def before(words: Vocabulary, text: str, end: int, *, whole_line: bool = False) -> Name | None:
    """Return the name that ends just before `end`, white space between."""
    stop = end
    while stop and text[stop - 1].isspace():
        stop -= 1
    low = max(stop - _WINDOW, 0)
    if (line := text.rfind("\n", low, stop)) >= 0:
        low = line + 1
    for found in _START.finditer(text, _within(words, text, low, stop), stop):
        name = grammar.natural(words.grammar, text, found.start(), stop)
        if name is None or name.end != stop or not _spelled(words, text, name):
            continue
        if whole_line and (text[low : name.start].strip() or name.start - low > _INDENT):
            return None
        return name
    return None


def _within(words: Vocabulary, text: str, low: int, stop: int) -> int:
    """Return where a name that ends at `stop` can begin at the earliest: behind no other word."""
    if text[stop - 1 : stop] == ")":
        return low
    for found in _SMALL.finditer(text, low, stop):
        if found[0][0].isalpha() and fold(found[0]) in words.grammar.small:
            continue
        low = found.end()
    return low


def _spelled(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether no word of the name is a function, a unit or a word that begins a sentence."""
    if name.tussenvoegsel and not name.titel and text[name.start].islower():
        return name.start == text.rfind("\n", 0, name.start) + 1
    if words.functie.match(text, name.start, name.end) or not plausible(words, name):
        return False
    lead = name.voornamen[0] if name.voornamen else ""
    return (
        not lead
        or words.lexicon.first(lead)
        or not words.lexicon.common(lead)
        or not (name.achternaam)
    )


def _by_office(words: Vocabulary, text: str, things: Spans) -> Iterator[Public]:
    """Find names after an office: `minister Yesilgöz`, `de leden X en Y`, `motie-Segers c.s.`."""
    for pattern in (words.ambt, words.ambt_voor):
        for found in pattern.finditer(text):
            if _of_a_thing(found, things) or initials.in_list(words, text, *found.span()):
                continue
            role = words.role_of(found[0])
            joined = found.end() - len("Van") if found[0].endswith(" Van") else 0
            at = joined - 1 if joined else _past_portfolio(words, text, found.end())
            several = pattern is words.ambt_voor and _ONE.fullmatch(found[0]) is None
            many = not several and words.politics.meervoud.search(found[0]) is not None
            opened = _OPENED.match(text, at) if many else None
            at = opened.end() - 1 if opened is not None else at
            names = list(_after(words, text, at, several=several or many))
            closed = names and opened is not None and text.startswith(")", names[-1].end)
            names = _joined(text, names) if many and not closed else names
            held = bearers.kept(words, text, found, names)
            names, others = held, len(held) < len(names)
            if (
                role is Role.TOP_AMBTENAAR
            ):  # `DG Migratie` and `directeur-generaal Politie` are units
                names = [n for n in names if n.full or n.tussenvoegsel or apposed.surname(words, n)]
            one = apposed.signed(words, text, found.start(), at) if not (names or others) else None
            told = at > found.end() or " " in found[0]
            others = others or serving.serves(words, text, found.start())
            one = one or (
                apposed.between_commas(words, text, at) if told and not (names or others) else None
            )
            names = names or ([one] if one else [])
            for name in names:
                why = f"Publieke functie naast de naam: {found[0].lower()}."
                yield _made(name, role, found[0], why)


def _of_a_thing(found: regex.Match[str], things: Spans) -> bool:
    """Say whether an office is a word in the name of a thing: `Prins Clauslaan`."""
    goes_on = things.touch(found.end(), found.end() + 2)
    return goes_on and "motie" not in found[0].lower()


def _past_portfolio(words: Vocabulary, text: str, at: int) -> int:
    if found := words.portefeuille.match(text, at):
        return found.end()
    place = _PLACE.match(text, at)
    return place.end() if place and words.lexicon.place(place["place"]) else at


def _past_place(words: Vocabulary, text: str, at: int) -> int:
    """Return where the place (or none) behind an office ends: `burgemeester Arnhem)`."""
    place = _BARE_PLACE.match(text, at)
    return place.end() if place and words.lexicon.place(place["place"]) else at


def _after(words: Vocabulary, text: str, at: int, *, several: bool) -> Iterator[Name]:
    glue = _GLUE.match(text, at) or _BRACKET.match(text, at) or words.aan_titel.match(text, at)
    glue = (_SUCH.match(text, at) if several else None) or glue
    code = text[max(at - 4, 0) : at].lstrip(" ,(").isupper()
    apart = glue is not None and code and "\n" in glue[0]
    apart = apart or _CODED.search(text, max(at - 4, 0), at + 2) is not None
    if glue is None or text.startswith("van ", glue.end()) or apart:
        return
    if "\n\n" in glue[0] and not text.startswith("Van ", glue.end()):
        return
    if glue[0].strip(" ") and glue[0].isspace() and not _begins_line(words, text, at):
        return
    at = glue.end()
    while True:
        name = grammar.natural(words.grammar, text, at)
        if name is not None and not apposed.fits(words, text, name):
            name = bearers.before_preposition(words, text, name)
        if name is None or not apposed.fits(words, text, name):
            return
        name = workplaces.left_out(words, text, name)  # `gedeputeerde Anna Bos van Utrecht`
        yield name
        more = _MORE.match(text, name.end)
        if more is None or not (several or "/" in more[0] or "het lid" in more[0]):
            return
        at = more.end()


def _joined(text: str, names: list[Name]) -> list[Name]:
    """Return those of a row up to who stands behind `en`; who follows may have no office."""
    gaps = (text[one.end : two.start].replace("\n", " ") for one, two in pairwise(names))
    ends = (count for count, gap in enumerate(gaps, 2) if _AND in gap)
    return names[: next(ends, 1)]


def _begins_line(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether the office that ends at `end` fills its line or cell, but for an article.

    `Guus Koning` above a name is no office, nor is `Afspraak DG` beside one.
    """
    begin = max(text.rfind("\n", 0, end), text.rfind("\t", 0, end)) + 1
    told = text[begin:end].split()
    if told and fold(told[0]) == "aan" and text.startswith("\t", end):
        return False  # who is written to, beside who writes
    if told[1:] and (words.given(told[0]) or (told[-1].isupper() and not _of_office(told[:-1]))):
        return False
    return _HEADED.match(text, begin, end) is not None


def _of_office(told: list[str]) -> bool:
    """Say whether words before the letters of an office are of it: `plv. DG`, `de SG`."""
    return all(word[0].islower() or word.isupper() or word.endswith(".") for word in told)


def _by_place(words: Vocabulary, text: str, things: Spans) -> Iterator[Public]:
    """Find names before an office: `Jan Smit, minister van ...`, or on the line above it."""
    for found in words.ambt.finditer(text):
        closed = _CLOSED.match(text, _past_place(words, text, found.end()))
        low = max(found.start() - _WINDOW, 0)
        glue, becomes = _between(words, text, low, found)
        body = " van " in found[0] or " of " in found[0]
        ends = (
            closed
            or body
            or becomes
            or _bracketed(words, text, found.end())
            or (glue is not None and "\n" in glue[0] and not _GOES_ON.match(text, found.end()))
        )
        if _of_a_thing(found, things) or glue is None or not ends:
            continue
        if serving.serves(words, text, found.start()) or initials.in_list(
            words, text, *found.span()
        ):
            continue
        above = "\n" in glue[0] and "," not in glue[0]
        name = before(words, text, low + glue.start(), whole_line=above)
        if name is not None and words.aanhef.match(text, text.rfind("\n", 0, name.start) + 1):
            continue  # `Beste Harm-Jan,` above a line that an office begins
        spoken = name is not None and _SPOKEN.search(text, max(name.start - 10, 0), name.start)
        told = name is not None and (name.full or (spoken and "\n" not in glue[0]))
        if name is not None and told and not _his_letters(name, found[0]):
            why = f"Publieke functie achter de naam: {found[0].lower()}."
            yield _made(name, words.role_of(found[0]), found[0], why)


def _between(
    words: Vocabulary, text: str, low: int, office: regex.Match[str]
) -> tuple[regex.Match[str] | None, bool]:
    """Return what stands between a name and the office behind it, and whether that is a verb."""
    line = text[low : office.start()]
    becomes = words.politics.wordt.search(line)
    top = words.role_of(office[0]) is Role.TOP_AMBTENAAR
    if becomes is not None and (_HELD_OF if top else _HELD).match(text, office.end()):
        return becomes, True
    return _BESIDE.search(line, max(len(line) - _GAP, 0)), False


def _bracketed(words: Vocabulary, text: str, at: int) -> bool:
    """Say whether a portfolio alone follows up to a bracket: `(minister buitenlandse zaken)`."""
    inside = _PORTFOLIO.match(text, at)
    return inside is not None and words.portefeuille.fullmatch(f" van {inside[1]}") is not None


def _his_letters(name: Name, code: str) -> bool:
    """Say whether an abbreviation behind a name is made of its letters: `Demet Gül, DG`."""
    first = (name.voornamen or (name.initialen,))[0][:1]
    return len(code) == 2 and code == (first + name.achternaam[:1]).upper()  # noqa: PLR2004


def _made(name: Name, role: Role, functie: str, why: str) -> Public:
    return Public(name.start, name.end, name, role, functie, "functies.ambtsdrager", why)
