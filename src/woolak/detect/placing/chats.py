# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for who speaks: chats and exports, quotations, comments, Lotus Notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.anchors import Anchored
from woolak.detect.naming import people, pieces, workplaces
from woolak.detect.office import roles
from woolak.detect.placing import codes, messages, talkers
from woolak.detect.placing.talkers import Message
from woolak.detect.text.view import Hit, View
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.moments import MONTH, TIME
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_DATE = (
    rf"(?:\d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?|\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?"
    rf"|{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|gisteren|vandaag|yesterday|today|(?:ma|di|wo|do|vr|za|zo))"
)
_TIME = rf"{TIME}(?:\suur)?"
_STAMP = rf"(?:{_DATE},?\s+(?:om\s|at\s)?)?{_TIME}(?:,?\s{_DATE})?"
_BEGIN = r"(?im)^[\s>•*–-]*"
_TIMED = r"(?=\p{L}[^:\n\d(\[]*+(?:\d|[(\[][ \t]*[\p{L}\d]|\s+(?:om\s|at\s)?\d))"
"""A look ahead that changes nothing: behind a name a day or a time can stand."""
_ACT = (
    r"[ ]+(?:heeft|is|werd|zijn|hebt|has|left|added|changed|joined|removed|created|verwijderde|"
    r"voegde|verliet|wijzigde)\b[^\n]*"
)
_LINES: tuple[tuple[Anchored, str, str], ...] = tuple(
    (anchors.lines(pattern), rule, why)
    for pattern, rule, why in (
        (
            rf"{_BEGIN}(?:\[{_STAMP}\]|{_STAMP})\s*[-–|]?\s*~?\s?(?P<who>[^:\n\t+]{{1,50}}?)"
            rf"(?:\s?\(\+?[\d\s-]{{8,18}}\))?(?::|{_ACT})",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
        (
            rf"{_BEGIN}{_DATE},?\s+{_TIME}[ ]*\t\s*(?P<who>[^:\n+\d\t]{{2,40}}?)[ ]*\t(?=\S)",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
        (
            rf"{_BEGIN}(?:{_TIME}\s+)?(?:van|from)\s+(?P<who>[^:\n\d]{{2,40}}?)\s+(?:aan|naar|to)\s+"
            r"(?:iedereen|everyone|alle\s|all panelists|host"
            r"|(?=[^:\n]{2,40}\((?:priv|direct)))",
            "structuur.chat",
            "Afzender van een bericht in een vergadering.",
        ),
        (
            rf"{_BEGIN}(?:{_TIME}\s+)?(?:van|from)\s[^:\n\d]{{2,40}}?\s(?:aan|naar|to)\s+"
            r"(?P<who>[^:\n\d]{2,40}?)\s*\((?:priv|direct)",
            "structuur.chat",
            "Ontvanger van een bericht in een vergadering.",
        ),
        (
            rf"{_BEGIN}(?:ontvangen van|verzonden aan|received from|sent to)[ ]+~?[ ]?"
            r"(?P<who>\p{L}[^:\n\d(]{0,50}?)[ ]*\((?:\+31|0)[ \d()-]{8,18}\)",
            "structuur.chat",
            "Wie een chatbericht stuurde of kreeg.",
        ),
        (
            rf"{_BEGIN}(?P<who>\p{{L}}[^:\n\d(\[]{{1,40}}?)[ \t]*\n[ ]*(?:online|typt(?:\s?\.+|…)?"
            r"|(?:is )?aan het typen\W*|laatst gezien[^\n]*|last seen[^\n]*|typing\W*)[ ]*$",
            "structuur.chat",
            "Met wie een chat wordt gevoerd.",
        ),
        (
            rf"{_BEGIN}\[{_STAMP}\]\s*~?\s?(?P<who>[^:\n+]{{2,50}}?)[ \t]*$",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
        (
            rf"{_BEGIN}{_DATE},?\s+(?:om\s|at\s)?{_TIME}\s+[-–|]?\s?(?P<who>[^:\n+\d?!]{{2,50}}?)"
            r"[ \t]*$",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
        (
            rf"{_BEGIN}{_TIMED}(?P<who>\p{{L}}[^:\n\d(\[]{{1,50}}?)[ \t]*[,(\[|–-]?[ \t]*"
            rf"{_STAMP}[)\]]?"
            r"[ \t]*(?:[(]?(?:bewerkt|edited|gelezen|read)[)]?[ \t]*)?(?::|$)",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
        (
            rf"{_BEGIN}(?P<who>\p{{L}}[^:\n\d(\[]{{1,50}}?)\s*\n[ \t]*{_STAMP}[ \t]*$",
            "structuur.chat",
            "Afzender van een chatbericht.",
        ),
    )
)
_QUOTED = anchors.words(
    r"(?i)(?:\b(?:schreef|heeft)\s+|(?:op|on|am|le)\s[^\n]{6,60}?\d{1,2}[:.]\d{2}"
    r"(?:\s?[AP]M)?,?\s+(?:(?:schreef|heeft|schrieb)\s+)?)(?P<who>[^\n<:]{2,60}?"
    r"(?:\n[ ]?(?:\p{Ll}{2,4}[ ]){0,2}\p{Lu}[\p{L}'’-]+)?)\s*"
    r"(?:<[^>\n]*>\s*|\[[^\]\n]*\]\s*)?(?:\n\s*)?(?:<[^>\n]*>\s*)?"
    r"(?:het\s+volgende\s+geschreven|geschreven|wrote|schreef|schrieb|a écrit)?\s*:",
    ("schreef", "heeft"),
    ("op", "on", "am", "le"),
)
_REMARK = regex.compile(
    r"(?im)Nummer:\s*\d+\s+Auteur:\s*(?P<who>[^\n]{1,60}?)\s+Onderwerp:|"
    r"^[^\n]{0,20}\b(?:Pagina|Page|Pag\.|Blz\.)\s*\d+\s*[-–|:]\s*[\p{L} ]{4,24}\s[-–|:]\s"
    rf"(?P<who>[^\n]{{1,60}}?)\s*[-–|:]\s*{_STAMP}|"
    r"^(?:Opmerking|Comment(?:aar)?|Notitie|Markering)\s?\[?[\p{L}\d]{0,6}\]?\s?"
    r"(?:van|door|by|:|-)\s(?P<who>[^\n:]{1,60}?)(?=\s*(?::|\n|\d))"
)
_REMARKS = ("auteur", "pag", "blz", "opmerking", "comment", "notitie", "markering")
"""With one of these a word begins in every text that holds a remark."""
_NUMBER = "nummer"
"""Or with this a remark begins."""
_SENDER = regex.compile(rf"[\s>•*]*\[?{_DATE},?\s+{_TIME}", regex.IGNORECASE)
_MESSAGE = anchors.lines(
    rf"(?im)^[\s>•*]*\[?{_DATE},?\s+{_TIME}\]?\s*[-–|]?\s*~?\s?[^:\n]{{1,50}}:"
)
"""A line of an export of a chat: a date, a time, who, a colon."""
_CROWD = 3
"""So many such lines make a chat."""
_HEADED = anchors.lines(
    r"(?im)^[ >]*(?:van|from):[ ]*(?P<who>\p{L}{2,12})[ ]*\n[ >]*(?:verzonden|sent|datum|date):"
)
"""One word as the sender of a message in an export that heads each of them."""
_FEW_LETTERS = regex.compile(r"\p{L}{1,3}")
_TAIL = regex.compile(
    r"[._]\p{L}[\p{L}\d._]*|(?:[ ](?:v\.?|v\.?d\.?|van|de|der|den|el|al))*[ ]\p{Lu}\p{Ll}?\.?"
)
_NICK = regex.compile(r"\p{Lu}\p{Ll}{2,11}")
_SMALL_WORD = regex.compile(r"(?<![\p{L}(])\p{Ll}{2,}(?!\p{L})")
_TOLD = regex.compile(_ACT, regex.IGNORECASE)
"""What a line of a chat tells of somebody, who sends nothing there."""
_CLOCK = regex.compile(r"\d[:.]\d{2}|Auteur:|schreef|geschreven|wrote", regex.IGNORECASE)
_TWO = regex.compile(
    r"(?r)(?:[\p{L}\p{M}.'’)]\s|\.)(?P<last>[\p{L}\p{M}'’-]*\p{Lu}[\p{L}\p{M}'’-]*)"
)
"""A word with a capital and another one before it, or initials: what a full name ends in."""
_LONGEST = 60
_SENTENCE = regex.compile(r"\.[ ]\p{Lu}\p{L}*[ ]")
_ROOM = regex.compile(r"[ ]\d{1,2}\.\d{2}[ ]*(?:\n|\Z)")
_NOTES = regex.compile(r"/\p{Lu}[\p{Lu}\d&-]+(?:/[\w&-]+)*(?:@\p{L}+)?(?=[\s,;\]).:]|\Z)")


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the senders of chat messages, the writers of quotations and comments."""
    if _CLOCK.search(view.text):
        yield from _senders(words, view)
    yield from _notes(words, view)


def _senders(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    crowd = sum(1 for _ in _MESSAGE.finditer(text)) >= _CROWD
    sent: list[Message] = []
    for found, rule, why in _spoken(text):
        start, end = found.span("who")
        chat = rule == "structuur.chat"
        if chat and words.speech.antwoordt.match(f"{found['who'].strip()} "):
            continue  # a message of one word, with its time below it
        dated = chat and _SENDER.match(found[0]) is not None
        level = _level(text, start, end)
        name = people.person(words, level, start, end, lower=rule != "structuur.aangehaald")
        name = _sent(words, text, name, end) if chat and not dated else name
        called = dated and (
            _called(words, found["who"]) or (crowd and _lettered(words, found["who"]))
        )
        if chat and (name is not None or not _TOLD.match(text, end)):
            sent.append(Message(start, end, found["who"], name is not None or called, dated))
        if name is not None:
            shown = _all_of(text, name, end) if chat else name
            yield messages.named(words, view, shown, rule, why)
        elif called:
            yield _sender(start, end, why)
        elif rule == "structuur.label" and _FEW_LETTERS.fullmatch(found["who"]):
            if not found[0].lower().startswith(_REMARKS[3:]):  # `Opmerking van OM` is of an office
                yield codes.signed((start, end), why)
        elif rule == "structuur.label":
            yield from messages.accounts(words, text, start, why)
    headed = [found.span("who") for found in _HEADED.finditer(text)]
    who = [at for at in headed if len(headed) >= _CROWD and _called(words, text[slice(*at)])]
    for start, end in (*talkers.strange(words, sent), *talkers.above(words, text), *who):
        yield _sender(start, end, "Afzender van een chatbericht.")


def _level(text: str, start: int, end: int) -> str:
    """Return the text with the line end within a name, if there is one, as a space."""
    who = text[start:end]
    return text if "\n" not in who else text[:start] + who.replace("\n", " ") + text[end:]


def _sent(words: Vocabulary, text: str, name: Name | None, end: int) -> Name | None:
    """Return who sends a message, None for what happens then: `02:14 Alarm Nagios: traag`.

    Nor does the first word of a message that a time ends: `Lieve mensen, de borrel is om 17.00`,
    nor a unit before the number of its room: `Water 4.11`.
    """
    if name is not None and (_SENTENCE.match(text, name.end, end) or _room(words, text, name)):
        return None
    tail = _SMALL_WORD.findall(text[name.end : end]) if name is not None else []
    if sum(fold(word) not in words.tussenvoegsels for word in tail) >= _CROWD:
        return None
    first, *rest = pieces.parts_of(name) if name is not None else [""]
    strange = pieces.usual(words, first) and not any(pieces.is_listed(words, one) for one in rest)
    if not (rest and strange):
        return name
    few = len(list(islice(_LINES[0][0].finditer(text), _CROWD))) < _CROWD
    return None if few else name


def _room(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether the figures behind a word are those of a room: `Water 4.11`."""
    word = text[name.start : name.end]
    known = words.given(word) or not words.lexicon.ordinary(word)
    return " " not in word and not known and _ROOM.match(text, name.end) is not None


def _sender(start: int, end: int, why: str) -> Hit:
    return Hit(start, end, Kind.NAME, 0.6, "structuur.chat", why, role=Role.AMBTENAAR)


def _spoken(text: str) -> Iterator[tuple[regex.Match[str], str, str]]:
    """Yield where somebody speaks or is quoted, with the rule and the reason."""
    for pattern, rule, why in _LINES:
        for found in pattern.finditer(text):
            yield found, rule, why
    for found in _QUOTED.finditer(text):
        yield found, "structuur.aangehaald", "Wie het aangehaalde bericht schreef."
    for found in anchors.tried(_REMARK, text, _remarks(text)):
        yield found, "structuur.label", "Auteur van een opmerking in het document."


def _remarks(text: str) -> list[int]:
    """Return where the remarks of a text can begin: where a line does, or a number."""
    known = anchors.places(text).words
    told = [word for word in known if word.startswith(_REMARKS)]
    lines = {text.rfind("\n", 0, at) + 1 for word in told for at in known[word]}
    ends = [word for word in known if told and word.endswith(_NUMBER)]
    return sorted(lines.union(at + len(w) - len(_NUMBER) for w in ends for at in known[w]))


def _all_of(text: str, name: Name, end: int) -> Name:
    """Return the name of a sender with the letters or the account name it ends in: `Xander v W`."""
    tail = _TAIL.fullmatch(text, name.end, end)
    return replace(name, end=tail.end()) if tail is not None else name


def _lettered(words: Vocabulary, who: str) -> bool:
    """Say whether one to three letters, with nothing else, can be a sender: `P`, `mh`, `J.`."""
    bare = who.strip(" ~.")
    return bool(_FEW_LETTERS.fullmatch(bare)) and not (
        bare in words.afkortingen
        or fold(bare) in words.geen_code
        or bare.lower() in words.geen_persoon
    )


def _called(words: Vocabulary, who: str) -> bool:
    """Say whether one word with a capital can be what a chat calls its sender: `Mus`, `Rat`."""
    return bool(_NICK.fullmatch(who)) and talkers.fits(words, who)


def _notes(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find names as Lotus Notes writes them: `Tessa Brinkhuis/BD/MINJUS@MINJUS`."""
    text = view.text
    for found in _NOTES.finditer(text):
        start = found.start()
        led = _TWO.match(text, max(start - _LONGEST, 0), start)
        name = _ended(words, text, start) if led and not _unit(words, led) else None
        if name is not None:
            why = "Naam met organisatieonderdeel, zoals Lotus Notes die schrijft."
            yield messages.named(words, view, name, "structuur.kop", why)


def _unit(words: Vocabulary, led: regex.Match[str]) -> bool:
    """Say whether capitals behind a word that is not in capitals are a unit: `Waterstaat DK/TS`."""
    last = led["last"]
    code = led[0][0].islower() and workplaces.CODE.fullmatch(last) is not None
    return code and not words.lexicon.last(last)


def _ended(words: Vocabulary, text: str, end: int) -> Name | None:
    name = roles.before(words, text, end)
    if name is None or not name.full or workplaces.without_unit(words, text, name) != name:
        return None
    return name
