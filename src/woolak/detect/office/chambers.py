# SPDX-License-Identifier: EUPL-1.2
"""Text in, names out of those who sit in a public assembly, or serve it as its clerk.

Minutes of parliament and of councils list them without a party or an office beside each name:
`Aanwezig zijn acht leden der Kamer, te weten: X, Y en Z`, `de raadsleden, te weten, de dames X`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming.people import plausible
from woolak.detect.office import councils, counterparts, debates, holders
from woolak.detect.office.roles import Public, before
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Role

_SIGNED = anchors.begun(
    r"(?i)(?:tweede|eerste)[ \n]Kamer(?:[ \n]der[ \n]Staten-Generaal)?,?\s+"
    r"De[ ](?:voorzitter|griffier)(?=,\s)"
)
_COMMA = regex.compile(r"[ ]?,\s+(?=\p{Lu})")
_FACTION = anchors.begun(
    r"(?:allen|beiden)[ \n](?:vertegenwoordigers?|leden|lid)[ \n]van[ \n]de[ \n]fractie"
)
"""Behind those of one group in an assembly."""
_ASKED = anchors.begun(
    r"(?:heeft|hebben|had|hadden)[ \n](?:[\p{Ll}-]+[ \n]){0,5}(?:Kamervragen|kamervragen"
    r"|(?:mondelinge|schriftelijke)[ \n]vragen|raadsvragen|statenvragen"
    r"|(?:een|deze|twee|drie|de|hun|zijn|haar)[ \n](?:motie|moties|amendement|amendementen))"
    r"[ \n](?:[\p{Ll}-]+[ \n]){0,8}"
    r"(?:gesteld|ingediend|aangekondigd)(?!\p{L})"
)
"""What members do and nobody else."""
_LED = regex.compile(
    r"\s*(?:(?:alsmede|alsook|voorts|en|verder)[ \n])?"
    r"(?:(?:de[ \n](?:heer|heren|dames)|mevrouw)[ \n])?"
)
_NEXT = regex.compile(
    r"(?:[ ]\([^()\n]{1,40}\))?(?:,?[ \n]en[ \n](?:van[ \n])?|,[ \n]?"
    r"|[ ]*[ \n][ ]*(?=(?:de[ ]heer|mevrouw|dhr|mw)\b))"
    r"(?:(?:de[ \n](?:heer|heren|dames|leden)|mevrouw|dhr\.?|mw\.?)[ \n])?"
)
_SECOND = regex.compile(r"[ ]\p{Lu}[\p{L}-]+")
_MARRIED = regex.compile(r"[ ]-[ ](?:\p{Ll}{1,4}[ ]){0,2}\p{Lu}[\p{L}-]+(?=[ ]\(|,|\n|\Z)")
"""The second half of a double surname: `mevrouw C.J. Vlieland - de Wit (CDA)`."""
_ENDS = regex.compile(
    r"(?:[ ]\([^()\n]{1,40}\))?[ ]?(?:[,.;:]|\n|\Z|[ ]en[ ]|(?<=[ ])(?=(?:de[ ]heer|mevrouw)\b))"
)
_ALONE = regex.compile(r"[ ]?(?:,?[ ]*\n|\Z)")
_STOP = regex.compile(r"[.:;]|(?<!,)[ ]*\n\n")
_WITH = regex.compile(r"(?<!\p{L})(?:de[ \n](?:heer|heren|dames)|mevrouw)[ \n]")
_COLLEGE = anchors.begun(r"en[ \n](?:gemeente|provincie)secretaris[ ](?=\p{Lu})")
"""What ends the list of a college that met, before who serves it as secretary."""
_MET = regex.compile(r"(?i)(?<!\p{L})aanwezig[ ]?:[ ]*")
_PARTY = regex.compile(r"[ ]\([^()\n]{1,40}\)")
_PRESENT = "aanwezig", "tegenwoordig", "afwezig", "de leden"
"""What may begin the list of any meeting."""
_LIST = 1500
_LONG = 160
"""What a committee is called is no longer than this."""
_AHEAD = 80
_WHY = "Lid of griffier van een vergadering die in het openbaar bijeenkomt."


def sitting(words: Vocabulary, text: str, offices: Iterable[Public]) -> list[Public]:
    """Return who is listed in the minutes of a public assembly, and whom its members name.

    `offices` are those whose party or office stands beside them.
    """
    found = list(_seated(words, text))
    return [*found, *debates.find(words, text, [*offices, *found])]


def _seated(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield the members whom the minutes of a public assembly list, its chairs and its clerks."""
    for roll in words.politics.vergadering.roll.finditer(text):
        if roll[0].lower().startswith(_PRESENT) and not words.politics.vergadering.open.search(
            text
        ):
            continue
        for name in _members(words, text, roll.end()):
            yield _made(name, "lid" if "leden" in roll[0] else roll[0].strip(" :\n").lower())
    for pattern in (words.politics.vergadering.chair, _SIGNED):
        for chair in pattern.finditer(text):
            one = _signs(words, text, chair.end())
            if one is not None:
                yield _made(one, "griffier" if "griffier" in chair[0].lower() else "voorzitter")
    for faction in _FACTION.finditer(text):
        for name in _before(words, text, faction.start()):
            yield _made(name, "lid van de fractie")
    heads = list(_heads(words, text))
    if heads and words.politics.vergadering.open.search(text) is not None:
        yield from heads
    yield from _listed(words, text)
    yield from _asking(words, text)
    yield from _college(words, text)
    yield from councils.find(words, text)
    yield from counterparts.find(words, text)


def _listed(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield the people of lists behind which it is told what they are: `X en Y, wethouders`."""
    for several in words.politics.vergadering.behind.finditer(text):
        yield from (_made(name, "lid") for name in _up_to(words, text, several.start()))


def _college(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield the members of a college that met: `Aanwezig: X, Y en provinciesecretaris Z`."""
    if not councils.is_proposal(words, text):
        return
    for secretary in _COLLEGE.finditer(text):
        met = list(_MET.finditer(text, max(secretary.start() - _LONG * 2, 0), secretary.start()))
        row = list(_members(words, text, met[-1].end())) if met else []
        row = [name for name in row if name.end < secretary.start()]
        if row and not text[row[-1].end : secretary.start()].strip(" ,\n"):
            yield from (_made(name, "lid van het college") for name in row)


def _asking(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who puts questions to a minister or a motion to a vote: `Bos en Vos hebben ...`."""
    for asked in _ASKED.finditer(text):
        end, low = asked.start() - 1, max(asked.start() - _LONG, 0)
        begin = max(text.rfind(sign, low, end) + len(sign) for sign in (". ", "; ", ": ", "\n"))
        last = before(words, text, end)
        if last is None or holders.serves(words, text, last.end):
            continue
        told = words.functie_at_end(text, last.start)
        if told is not None and not told[2]:
            continue
        row = [n for n in _members(words, text, max(begin, low)) if n.end < last.start]
        joined = row and text[row[-1].end : last.start].split() == ["en"]
        for name in (*(row if joined else ()), last):
            yield _made(name, "lid")


def _signs(words: Vocabulary, text: str, at: int) -> Name | None:
    """Return the name that fills the rest of the line behind a comma, or the line below it."""
    stop = _STOP.search(text, at, at + _LONG)
    for comma in _COMMA.finditer(text, at, stop.start() if stop else at + _LONG):
        name = grammar.natural(words.grammar, text, comma.end(), comma.end() + _AHEAD)
        if name is not None and _ALONE.match(text, name.end) and _somebody(words, text, name):
            return name
    return None


def _members(words: Vocabulary, text: str, at: int) -> Iterator[Name]:
    """Yield the people of a list as it goes on from one to the next."""
    while True:
        name = grammar.natural(words.grammar, text, at, at + _AHEAD)
        if name is not None and name.tussenvoegsel:  # `P.G. de Vey Mestdagh`
            second = _SECOND.match(text, name.end)
            name = replace(name, end=second.end()) if second is not None else name
        married = _MARRIED.match(text, name.end) if name is not None else None
        name = replace(name, end=married.end()) if name and married else name
        if name is None or not _ENDS.match(text, name.end) or not _somebody(words, text, name):
            return
        yield name
        more = _NEXT.match(text, name.end)
        if more is None:
            return
        at = more.end()


def _before(words: Vocabulary, text: str, end: int) -> Iterator[Name]:
    """Yield the people of the list that ends here: `mevrouw X en de heren Y en Z`."""
    low = max(end - _LONG * 2, 0)
    begin = max(text.rfind(sign, low, end) + len(sign) for sign in (";", ": ", "\n"))
    led = _LED.match(text, max(begin, low))
    for name in _members(words, text, led.end() if led is not None else low):
        if name.end <= end:
            yield name


def _up_to(words: Vocabulary, text: str, end: int) -> list[Name]:
    """Return the people of a list that leads without a break to what they are: `, wethouders`."""
    low = max(end - _LIST, 0)
    begin = max(text.rfind(sign, low, end) + len(sign) for sign in (";", ": ", "\n\n"))
    for start in dict.fromkeys((max(begin, low), *_addressed(text, max(begin, low), end))):
        led = _LED.match(text, start)
        names = [n for n in _members(words, text, led.end() if led else start) if n.end <= end]
        several = names[1:] and " en " in text[names[-2].end : names[-1].start].replace("\n", " ")
        if several and (names[-1].end == end or _PARTY.fullmatch(text, names[-1].end, end)):
            return names
    return []


def _addressed(text: str, begin: int, end: int) -> Iterator[int]:
    """Yield where people are named with an address: `de heren`, `mevrouw`."""
    yield from (found.start() for found in _WITH.finditer(text, begin, end))


def _heads(words: Vocabulary, text: str) -> Iterator[Public]:
    """Yield who chairs the assembly and its clerk, each on a line with a label."""
    for label in words.politics.vergadering.headed.finditer(text):
        name = grammar.natural(words.grammar, text, label.end(), label.end() + _AHEAD)
        if name is not None and _ALONE.match(text, name.end) and _somebody(words, text, name):
            yield _made(name, label[0].strip(" \t:").lower())


def _somebody(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a name in a list of members is one: a surname may be any word."""
    first = text[name.start : name.end].split(maxsplit=1)[0]
    return plausible(words, name) or not (words.nobody([first]) or words.functie.match(first))


def _made(name: Name, functie: str) -> Public:
    why, role = _WHY, Role.VOLKSVERTEGENWOORDIGER
    return Public(name.start, name.end, name, role, functie, "functies.ambtsdrager", why)
