# SPDX-License-Identifier: EUPL-1.2
"""A name's place in a sentence goes in; how much the words around it say of a person comes out.

0: nothing. 1: a verb that people and organisations share, `door`, `volgens`. 2: `contact met`, a
function in apposition, somebody to ask or to call. 3: what befalls human beings only.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from woolak.detect.matching import prescan
from woolak.detect.naming import agendas, consulted, turns
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary

NOTHING, SHARED, STRONG, HUMAN = range(4)

_WORD = regex.compile(r"[\p{L}\p{M}'’-]+\.?")
_AFTER = regex.compile(r"[ \u00a0\n]\p{Ll}[^.!?;:\n(]{0,60}")
_ASKED = regex.compile(r"[ \u00a0][^.!?;:\n(]{0,60}")
_SIGNS = "(\"'“‘>-/"
"""What may stand against the first word of what is told."""
_UNIT = regex.compile(r"/(?=\p{Lu}{2})(?!\p{Lu}+/\p{Lu}\p{Ll})|[ ]\(\p{Lu}[\p{L}&/-]*\p{Lu}\)")
_DEPARTMENT = regex.compile(r"[ ](?P<body>\p{Lu}{2}[\p{L}&]{0,6})(?=[ ]\p{Ll})")
_OF_UNIT = regex.compile(
    r"[ \u00a0\n]van (?:de |het )?(?:\p{Lu}[\p{Ll}]{0,2}){2,}[\p{L}&/-]*[ \n](?=\p{Ll})"
)
"""Where somebody works, before what he does: `Bakker van DGPenV heeft ...`."""
_SPEAKS = regex.compile(r"[ ]\((?P<of>\p{Lu}[^()\n:]{1,24})\):[ ](?=\S)")
"""Where somebody is from, before what he says in minutes: `Bos (ProRail): dat is klaar`."""
_REACHED = regex.compile(
    r"[ ]?[(,|:][ ]?(?:tel\.?|t\.?|m\.?|mobiel)?:?[ ]?(?:0\d|\+\d|[\w.-]{2,30}@)"
)
_WAY = regex.compile(r"(?i)(?<!\p{L})(?:naar|via|vanuit)[ ]$")
_CALLED = regex.compile(r"[ \u00a0\t]{1,3}(?:0[ ]?6|\+31[ ]?(?:\(0\))?[ ]?6)(?=[ -]?\d)")
"""A mobile telephone directly behind a name: that of a human being."""
_CLAUSES = (
    *("dat ", "omdat ", "zodat ", "als ", "wanneer ", "zodra ", "toen ", "terwijl ", "waarna "),
    *("waarop ", "nadat ", "voordat ", "totdat ", "mits ", "tenzij ", "hoewel ", "indien ", "of "),
)
_CLAUSE = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(_CLAUSES)})\Z")
_CLOSED = regex.compile(
    r"[ \n](?:(?:\p{Ll}[\p{L}’'-]*|\d+)[ \n]){0,7}?"
    r"(?P<verb>\p{Ll}{3,})(?: te \p{Ll}+)?(?=[ ]?(?:[.,;!?)]|\n\n|\Z))"
)
"""A clause that begins so has its verb at its end: `dat Ify altijd op vrijdag belt`."""
_OVER = regex.compile(r"[.!]?[ ]*(?:\n\n|\n?\Z|\n(?=(?:Van|From|Op|On)[ :]|[-_]{3}|>))")
"""A message is over."""
_PARTIES = 160
_STOP = regex.compile(r"[ ]?(?:[,!.?;]|\n|\Z)")
_LISTS = regex.compile(r"(?:[ ]?:|[ ][–—-])[ ]\p{Ll}")
_ALONE = regex.compile(r"(?:\A|[\n\t]|(?<=\w:)[ ])[>•*–-]?[ ]?\Z")
_ENDS = regex.compile(r"[ ,]*(?:[\n\t]|\Z)")
_OTHER = regex.compile(
    r"(?: (?:en|and|of|or|&|\+|/) |/|, (?=[^.;:()\n]{2,40}(?: en | and |[)\n]|\Z)))"
    r"(?:(?:Van|De|Ter|Ten)(?: de[nr]?)? )?(?P<name>\p{Lu}\p{L}+)(?![\p{L}-])"
)
_JOINING = (" en ", " and ", " of ", " or ", " & ", " + ", "/")
_JOINED = "|".join(map(regex.escape, _JOINING))
_LEFT = regex.compile(rf"(?<![\p{{L}}\p{{N}}-])(?P<name>\p{{Lu}}\p{{Ll}}+)(?:{_JOINED})$")
"""Who is named before: `Roos en Kit`."""
_BESIDE = regex.compile(
    r"\s?[,(|–-]\s?(?:(?:de|het|een|onze|mijn|jouw|haar|zijn|our|my|the)\s)?"
    r"(?:(?:nieuwe?|vaste|oud|senior|junior|eerste|toenmalig\w*|waarnemend\w*)[ -])?"
)
_VERB = regex.compile(
    r"[ \n](?P<verb>(?P<done>(?:ge|be|ver|ont|her)\p{Ll}{3,}[dt])|\p{Ll}{3,}t)(?![\p{L}-])"
)
"""A participle, or the third person: a verb as far as its form tells."""
_LONG = regex.compile(r"([aeou])\1(\p{Ll})$")
"""A vowel that is written twice in a closed syllable: `maak`, `maken`."""
_PAUSE = regex.compile(r"[\p{P}]\s$")
_BETWEEN = regex.compile(r"[ ]\([^()\n]{1,30}\)|:(?=[ ]\p{Ll})|,[ ]\p{Ll}[^,.;:\n]{3,50},")
"""What may stand between a name and what he says: `Bakker (FEZ) meldt`, `Bakker: meldt`."""
_SIGN = regex.compile(r"\s?[(,|:/–-]|[ ][–—&]")
"""What a name has behind it when no word in small letters follows, and something is said of it."""
_EMPLOYED = regex.compile(
    r"(?<!\p{L})(?P<what>\p{Ll}[\p{L}-]{3,})[ \n]bij[ \n](?P<where>\p{Lu}\p{Ll}+)(?![ ]?[\p{L}-])"
)
_MEMBER = regex.compile(r"\p{Ll}[ ]\((?P<where>\p{Lu}[\p{L}&-]{2,24})\)(?=[,;.\n]|\Z)")
_SOME = 2
_EMPLOYER = regex.compile(r"[ \n]bij[ \n](?=\p{Lu})")
_DOTTED = regex.compile(r"(?<!\p{L})(?:\p{Ll}\.){2,4}(?= )")
"""An abbreviation before a name: `i.o.m. Bas`."""
_SHORT = regex.compile(r"(?<![\p{L}.])\p{Ll}{2,6}\. $")
_MONTH = regex.compile(
    r"(?:(?<=(?<![\d:.,-])\d{1,2}(?:st|nd|rd|th|e)?[ \n])(?P<month>\p{Lu}\p{Ll}+)"
    r"(?![ ]\p{Lu}\p{Ll})"
    r"|(?P<month>\p{Lu}\p{Ll}+)(?=[ ](?:\d{1,2}(?:st|nd|rd|th)?,?[ ])?(?:19|20)\d\d(?!\d)))"
)
_MONTHS = frozenset(
    ["maart", "april", "mei", "juni", "juli", "augustus", "march", "may", "june", "july", "august"]
)
"""Months that are first names, or begin as one."""
_STOPS = "\n\t.!?;:,("
_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_NEAR = 6
"""Within so many words what was asked or told stands after a name."""
_PHRASE = 3


def around(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return the strength of the evidence around the name at [start, end)."""
    found = max(before(words, text, start), after(words, text, end))
    if found == HUMAN or _spoken_to(words, text, start, end):
        return HUMAN
    if _in_bracket(words, text, start, end):
        return HUMAN
    if text[max(start - 2, 0) : start] == ", " and words.speech.apart.match(text, end):
        return max(found, STRONG)
    if _questioned(words, text, start, end):
        return max(found, STRONG)
    clues = (consulted.found, _in_clause, turns.found_there, turns.turned)
    if any(clue(words, text, start, end) for clue in clues):
        return max(found, STRONG)
    alone = _ENDS.match(text, end) and _ALONE.search(text, max(start - 3, 0), start)
    joined = text.endswith(_JOINING, 0, start)
    left = _LEFT.search(text, max(start - 24, 0), start) if joined else None
    other = left["name"] if left is not None else ""
    beside = bool(other) and words.given(other) and not words.lexicon.place(other)
    told = STRONG if beside or asked(words, text, start, end) else NOTHING
    return max(found, SHARED if alone else NOTHING, told)


def _in_clause(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether what a human being does stands at the end of the clause of a name."""
    if not text.endswith(_CLAUSES, 0, start):
        return False
    if _CLAUSE.search(text, max(start - 10, 0), start) is None:
        return False
    tail = _CLOSED.match(text, end)
    return tail is not None and (tail["verb"],) in words.menselijk


def _in_bracket(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether somebody stands in brackets behind a body that was asked, or behind an item.

    A place says where a body is as well (`TNO (Delft)`), and needs to be a surname by itself.
    """
    sign = text[start - 1 : start]
    where = words.lexicon.place(text[start:end])
    asked_there = sign == "(" and not where and consulted.found(words, text, start, end)
    return asked_there or (sign in ("(", "/") and agendas.speaks(words, text, start, end))


def _spoken_to(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether somebody is spoken to: `Tessa, wil jij dit doen?`, `Ok Tessa, doe ik`."""
    if words.speech.aangesproken.match(text, end):
        return True
    if _STOP.match(text, end) is None:
        return False
    return words.speech.antwoordt.search(text, max(start - 12, 0), start) is not None


def _questioned(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a question is about somebody: `Kan Tessa dat morgen doen`."""
    opened = words.speech.begint_vraag.search(text, max(start - 9, 0), start)
    return opened is not None and words.speech.in_vraag.match(text, end) is not None


def before(words: Vocabulary, text: str, start: int) -> int:
    """Return what the words directly before a name say."""
    line = text[max(start - 45, 0) : start]
    if not line.endswith((" ", "\u00a0")):
        return NOTHING
    line = _DOTTED.sub(_without_stops, line) if ". " in line else line
    short = _SHORT.search(line) if line.endswith(". ") else None
    if short is not None and (short[0].strip(" ."),) in words.voor_persoon:  # `(vz. Bos)`
        return STRONG
    line = line[max(map(line.rfind, _STOPS)) + 1 :]
    told = [word.lower().rstrip(".") for word in _WORD.findall(line)[-_PHRASE:]]
    if not told or (not line[-2:-1].isalnum() and _PAUSE.search(line)):
        return NOTHING
    for size in range(1, len(told) + 1):
        phrase = tuple(told[-size:])
        if phrase in words.voor_persoon:
            return STRONG
    if (told[-1],) in words.menselijk or _functional(words, told[-1]):
        return STRONG
    does = told[-1] in words.handelingen
    pointed = any(tuple(told[-n:]) in words.aanwijzing for n in (1, 2))
    return SHARED if does or pointed else NOTHING


def _without_stops(found: regex.Match[str]) -> str:
    return found[0].replace(".", "")


@lru_cache(maxsize=2)
def employers(words: Vocabulary, text: str) -> frozenset[str]:
    """Return the words behind what somebody does and `bij`: `beveiliger bij Trigion`."""
    near = prescan.joined((at.start() for at in _EMPLOYER.finditer(text)), len(text))
    return _of_members(words, text) | frozenset(
        m["where"]
        for place in near
        for m in _EMPLOYED.finditer(text, *place)
        if _functional(words, m["what"]) or words.functie.fullmatch(m["what"]) is not None
    )


def _of_members(words: Vocabulary, text: str) -> frozenset[str]:
    """Return what stands in brackets behind people in a list of whom several have a known body.

    `Jan Bos (VNG), Els Kaya (KNMP), Fien Roos (Actiz)`
    """
    told = [found["where"] for found in _MEMBER.finditer(text)]
    known = sum(word in words.afkortingen or _a_body(words, word) for word in told)
    return frozenset(told) if known >= _SOME else frozenset()


def _a_body(words: Vocabulary, spoken: str) -> bool:
    return words.instellingen.fullmatch(spoken) is not None or spoken.isupper()


@lru_cache(maxsize=_KEPT)
def _functional(words: Vocabulary, word: str) -> bool:
    return words.functie_uitgang.search(fold(word)) is not None


def past_body(words: Vocabulary, text: str, end: int) -> int:
    """Return where the letters of somebody's department end: `De Vries OCW meldt dat`."""
    found = _DEPARTMENT.match(text, end)
    return found.end() if found is not None and found["body"] in words.afkortingen else end


def after(words: Vocabulary, text: str, end: int) -> int:
    """Return what the words directly after a name say."""
    end = past_body(words, text, end)
    if from_him(words, text, end) or _CALLED.match(text, end) or turns.wants(words, text, end):
        return HUMAN
    tail = _AFTER.match(text, end)
    if tail is None:
        return _beside(words, text, end)
    told = [word.lower() for word in _WORD.findall(tail[0])]
    if _said(words, told):
        return HUMAN
    if (told[0] == "van" and _of_unit(words, text, end)) or _with_other(words, text, end):
        return STRONG
    plain = turns.plainly(words, told)
    for size in range(4, 0, -1):
        if not words.menselijk.isdisjoint((tuple(told[:size]), tuple(plain[:size]))):
            return HUMAN
    does = told[0] in words.handelingen or turns.both(words, text, end)
    return SHARED if does else NOTHING


def dated(text: str, start: int, end: int) -> bool:
    """Say whether a word is the month of a date, as first names are as well: `3 August 2021`."""
    if text[start:end].lower() not in _MONTHS:
        return False
    return _MONTH.match(text, start) is not None


def acts(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether a verb follows that no list need hold: `verzamelt`, `beloofd`, `blikt`."""
    tail = _VERB.match(text, end)
    if tail is None:
        return False
    word, stem = tail["verb"], tail["verb"][:-1]
    doubled = stem + stem[-1] + "en", stem + "en", _LONG.sub(r"\1\2en", stem)
    known = words.lexicon.woorden
    return word in known and (tail["done"] is not None or any(one in known for one in doubled))


def on_the_way(text: str, start: int) -> bool:
    """Say whether a word for a way stands directly before: `naar Splunk`, `via Grafana`."""
    return _WAY.search(text, max(start - 8, 0), start) is not None


def called(text: str, end: int) -> bool:
    """Say whether a mobile telephone stands directly behind a word."""
    return _CALLED.match(text, end) is not None


def _beside(words: Vocabulary, text: str, end: int) -> int:
    """Return what a sign behind a name and what follows it say: a comma, a bracket, a colon."""
    if not _SIGN.match(text, end):
        return NOTHING
    if words.speech.zelf.match(text, end) or says(words, text, end):
        return HUMAN
    near = any(clue.match(text, end) for clue in (_UNIT, _REACHED, _LISTS))
    if (told := _SPEAKS.match(text, end)) is not None and not words.lexicon.place(told["of"]):
        return HUMAN
    near = near or apposition(words, text, end) or _with_other(words, text, end)
    return STRONG if near else NOTHING


def _with_other(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether somebody else is named beside: `en Tessa`, `/Tessa`."""
    other = _OTHER.match(text, end)
    if other is None:
        return False
    return _named(words, other["name"]) or _both_do(words, text, other.end())


def _both_do(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether two of whom one is named here do what human beings do: `Bos en Vos akkoord`."""
    tail = _AFTER.match(text, end)
    told = [word.lower() for word in _WORD.findall(tail[0])] if tail is not None else []
    return any(tuple(told[:size]) in words.menselijk for size in (1, 2, 3))


def _of_unit(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether somebody of a unit does something: `Bakker van DGPenV heeft ...`."""
    unit = _OF_UNIT.match(text, end) or _of_body(words, text, end)
    if unit is not None and fold(unit.groupdict().get("body", "")) in words.departementen:
        return True
    tail = _AFTER.match(text, unit.end() - 1) if unit is not None else None
    told = _WORD.findall(tail[0]) if tail is not None else []
    if unit is None and (unit := words.politics.afdeling.match(text, end)) is not None:
        tail = _AFTER.match(text, unit.end())  # `Szeto van de beveiliging heeft ... gebeld`
        told = _WORD.findall(tail[0]) if tail is not None else []
    return bool(told) and (told[0] in words.handelingen or told[0] in words.speech.hulpwerkwoorden)


def _of_body(words: Vocabulary, text: str, end: int) -> regex.Match[str] | None:
    """Return the public body that follows, told by how its name ends: `van de Kamercommissie`."""
    body = words.beside.body.match(text, end)
    if body is None or words.lexicon.last(body["body"]):
        return None
    listed = body["body"][0].islower() or fold(body["body"]) in words.departementen
    listed = listed or words.instellingen.match(text, body.start("body")) is not None
    return body if listed or words.zaak_uitgang.search(body["body"].lower()) else None


def from_him(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether something was heard from who is named: `Van Bakker kreeg ik de cijfers`."""
    return words.speech.van_iemand.match(text, end) is not None


def says(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether who is named says or has done something: `meldt dat`, `heeft ... verstuurd`."""
    between = _BETWEEN.match(text, end)
    tail = _AFTER.match(text, between.end() if between else end)
    if tail is None:
        return False
    return _said(words, [word.lower() for word in _WORD.findall(tail[0])])


def _said(words: Vocabulary, told: list[str]) -> bool:
    if any(tuple(told[:size]) in words.zegt for size in (1, 2, 3)):
        return True
    return told[0] in ("heeft", "had") and any(word in words.gedaan for word in told[1:])


def _named(words: Vocabulary, word: str) -> bool:
    known = words.lexicon.first(word) or words.lexicon.last(word)
    plain = known and word.lower() not in words.geen_voornaam and not word.isupper()
    return plain and not words.lexicon.ordinary(word)


def apposition(words: Vocabulary, text: str, end: int) -> bool:
    """Say whether a function follows: `, jurist bij ...`, `(beleidsmedewerker)`."""
    gap = _BESIDE.match(text, end)
    return gap is not None and words.functie.match(text, gap.end()) is not None


def asked(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether somebody is asked, called or told something: `zal ik Jan even bellen`."""
    line = text[max(start - 24, 0) : start]
    last = "".join(line.split()[-1:]).lower().lstrip(_SIGNS)
    speech = words.speech
    if last in speech.meldt and speech.meldt_aan.search(line):
        return True
    tail = _ASKED.match(text, end) if last in speech.tussen else None
    if tail is None:
        return False
    told = [word.lower() for word in _WORD.findall(tail[0])[:_NEAR]]
    return any(word in words.met_persoon for word in told)


def signed(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a word alone ends a message to somebody: `Ik bel je morgen. Roos`."""
    before = words.speech.bericht.search(text, max(start - _PARTIES, 0), start)
    return before is not None and _OVER.match(text, end) is not None
