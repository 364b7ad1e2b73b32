# SPDX-License-Identifier: EUPL-1.2
"""A name or a cell in, hits out for the initials that offices use for their people: `JdV`, `TB`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import monograms, pieces
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_ONE = r"(?P<code>\p{Lu}[\p{L}]{0,6}\p{Lu}|\p{Lu}\p{Ll}?\p{Lu}\p{Ll}?)"
_BESIDE = tuple(
    regex.compile(rf"{unit}\s*[(\[/,–-]\s*{_ONE}\s*[)\]]?(?=[\s,;.)\n]|$)")
    for unit in ("", r"\s?\([^()\n]{1,40}\)", r"\s?\(\p{Ll}[\p{L} .-]{1,30}")
)
"""A code stands right behind the name, behind a unit in brackets, or in them with a task."""
_ALONE = regex.compile(r"\s?\(\s?(?P<code>\p{Lu}|\p{Ll}{2,4})\s?\)")
"""One capital, or small letters, in brackets of their own."""
_CODE = r"(?:\p{L}\.){2,5}|\p{L}{1,5}|(?=\p{Lu}+\p{Ll})\p{Lu}\p{L}{4,6}\p{Lu}"
"""Letters that stand for somebody; more than five are those of a double name: `MudBODK`."""
_UNIT = r"(?:\s\([^()\n]{1,25}\))?"
_CELL = regex.compile(
    rf"\s*(?P<code>{_CODE}){_UNIT}(?:\s*(?:[/,;&+]|\ben\b)\s*(?P<code>{_CODE}){_UNIT})*"
    r"(?P<when>[\s,(]+(?:d\.?d\.?\s*)?\d[\d\s./:-]*\)?)?\s*"
)
"""What a cell for a paraaf holds: one code or more, and the day on which it was put."""
_LABEL = anchors.begun(r"(?i)\b(?:mede-?)?para(?:af|fen)\b(?:\s\p{L}+)?\s?:\s?|\binitialen\s?:\s?")
_TUSSEN = r"\p{Lu}{1,2}(?:v[dhe]?|vdr|de?|t|ter|el)\p{Lu}(?![\p{L}\p{N}&_-])"
_LETTERS = (
    r"(?-i:(?![IVX]+(?!\p{L}))(?:\p{Lu}\p{L}{0,3}\p{Lu}|\p{Lu}\p{Ll}?\p{Lu}\p{Ll}?"
    r"|v\p{Ll}{0,2}\p{Lu}|\p{Ll}{2,3}))"
)
_DESK = anchors.begun(
    r"(?i)\b(?:(?:(?:op)?steller|toetser|(?:mee)?lezer|auteur|redacteur|secr(?:etariaat)?|coll|typ|"
    r"typiste?|gez|gezien|beh|behandelaar|notulist|akk|gelezen|gecontroleerd|par|paraaf \p{L}+)"
    rf"(?:\.?[ ]?:[ \t]?|[.][ ])(?P<code>{_LETTERS})"
    rf"(?:[ ]?/[ ]?(?P<code>{_LETTERS}))?(?=[\s,;)]|[.](?:\s|\Z)|\Z)"
    r"|(?:(?:op)?steller|toetser|behandelaar|medeparaaf)[ \t]"
    r"(?P<code>(?-i:\p{Lu}\p{Ll}{1,2}\p{Lu}\p{Ll}?|\p{Lu}{2}\p{Ll}))(?=[\s,;/]|\Z))"
)
"""Who wrote, typed or read a paper, by letters: `Steller: KvL  Typ. ah`, `Toetser SJa`."""
_WITH_TUSSEN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}/&._-])(?P<code>{_TUSSEN})(?:/(?P<code>{_TUSSEN}))*"
)
"""Letters with those of a tussenvoegsel among them, which few abbreviations have: `PvdB`."""
_DOES = regex.compile(
    r"[ ](?:\p{Ll}{3,}t|is|gaat|doet|zal|wil|kan|heeft)(?!\p{L})|:[ ]|/(?=\p{Lu}\p{Ll}{1,3}\p{Lu})"
    r"|[ ](?:en|&|\+)[ ](?=\p{Lu}\p{Ll}{1,3}\p{Lu}(?!\p{L}))"
)
"""What somebody does, or who does it with him."""
_LEADS = regex.compile(r"(?:\A|[\n:.;,!?•–-])[ ]?$")
_ARTICLE = regex.compile(r"(?i)(?<!\p{L})(?:de|het|een|deze|dit|the)[ ]$")
_SIGNED = regex.compile(r"(?P<code>\p{Lu}\p{L}{0,3}\p{Lu})(?=[\s,;.)/–-]|\Z)")
_DOTTED = regex.compile(r"[ ]*(?P<code>(?:\p{Lu}[hj]?\.[ -]?){0,5}\p{Lu}[hj]?\.)[ ]*")
"""Initials that are all of a value: `Voorletters: L.M.`."""
_VALUE_ENDS = regex.compile(
    r"[ .]*(?:\Z|\n|\s\p{Lu}\p{Ll}+:|[,;]?[ ](?:d\.?d\.?[ ]?|op[ ])?\d{1,2}[-/ .]|[ ]\((?:t|M|06))"
)
"""The value of a label ends with its line, before a date, a number, or another label."""
_BOTH = regex.compile(r"[ ]?/[ ]?|,?[ ](?:en|and|&)[ ]|,[ ](?=\p{Lu})")
_DEFINED = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<code>\p{Lu}\p{L}{1,4}+)(?:\s?=\s?|(?<=(?:\A|\n)\p{L}{2,5})"
    r"(?:\t|:[ \t]|[ ]?[–-][ ]))(?=\p{Lu})"
)
"""A list of letters explains those before the sign: `JdV = Jan de Vries`."""
SURE = regex.compile(r"\p{Lu}{2}|\p{Lu}\p{Ll}{1,3}\p{Lu}|\p{Lu}{1,2}\p{Ll}{1,2}\p{Lu}{1,2}")
CAPITALS = regex.compile(r"\p{Lu}{3}")
_MAYBE = regex.compile(r"\p{Lu}{2,3}")
"""Capitals alone are a directorate as often, but not among the initials of people."""
_BRACKETED = regex.compile(
    r"(?<![\p{L}\p{N}&/.-])(?P<code>\p{Lu}{2,4}|\p{Lu}\p{Ll}{1,3}\p{Lu})"
    r"[ ]\((?=\p{Lu}[^()\n]{3,40}\))"
)
"""Letters before somebody's name in brackets: `HAB (H. Boon)`."""
_APART = regex.compile(r"(?:[\s/,;&+]|\ben\b)+")
_LONG = 3
"""Between those of a first name and a surname stand letters that the name need not tell."""
_Span = tuple[int, int]
_Line = tuple[int, str, int]
_MARGIN = regex.compile(
    rf"[ ]*[\[(]?(?P<code>{_MAYBE.pattern}|{SURE.pattern}|\p{{Lu}}{{4}})[\])]?:?[ ]*"
)
_DIRECTORATE = regex.compile(r"p?DG\p{Lu}[\p{L}]+|HD\p{Lu}{2,}")
"""The letters of a unit below a director-general, or of who heads one."""
_FEW = 2
_ALIGNED = 6.0
_LOOSE = 3
"""A code without capitals has at most so many letters."""


def beside(text: str, name: Name) -> Hit | None:
    """Return the code that a list gives just after a name, when it can be his."""
    why = "Afkorting van een naam, uitgelegd in de lijst."
    for pattern in _BESIDE:
        found = pattern.match(text, name.end)
        if found is not None and monograms.listed(name, found["code"]):
            return _hit(found.span("code"), why)
    alone = _ALONE.match(text, name.end) if name.full else None
    if alone is not None and monograms.explains(name, alone["code"]):
        return _hit(alone.span("code"), why)
    return None


def cell(words: Vocabulary, text: str, start: int, end: int, why: str) -> Iterator[Hit]:
    """Yield the codes in a cell that is for codes and holds nothing else."""
    found = _CELL.fullmatch(text, start, end)
    for where in found.spans("code") if found is not None else ():
        if _code(words, text[slice(*where)]):
            yield _hit(where, why)


def inline(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield the codes behind `paraaf:`, in `Reactie TB:` and before `= Tim Bos`, on any line."""
    for label in _LABEL.finditer(text):
        found = _SIGNED.match(text, label.end())
        if found is not None and _DIRECTORATE.fullmatch(found["code"]) is None:
            yield _hit(found.span("code"), "Paraaf of afkorting achter het woord paraaf.")
    for defined in _DEFINED.finditer(text):
        name = grammar.natural(words.grammar, text, defined.end())
        sign = "=" in text[defined.end("code") : defined.end()]
        if name is None or not (sign or _called(words, name)):
            continue
        thing = all(pieces.plain(words, part) for part in pieces.parts_of(name))
        thing = thing or fold(defined["code"]) in words.geen_code  # `Cc: Cabinet Cluster`
        if not thing and monograms.explains(name, defined["code"]):  # not `PvA = Plan van Aanpak`
            yield _hit(defined.span("code"), "Afkorting van een naam, hier uitgelegd.")
    yield from _bracketed(words, text)
    for balloon in words.remarks.balloon.finditer(text) if "[" in text else ():
        if not (balloon["code"].islower() and words.lexicon.ordinary(balloon["code"])):
            yield _hit(balloon.span("code"), "Afkorting van wie in de kantlijn iets opmerkt.")
    for noted in words.remarks.noted.finditer(text):
        if noted["code"] not in words.afkortingen and fold(noted["code"]) not in words.geen_code:
            yield _hit(noted.span("code"), "Afkorting van wie dit opmerkt.")
    yield from _at_desk(words, text)
    yield from _acting(words, text)


def _bracketed(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield the letters before the brackets that somebody's name fills."""
    for found in _BRACKETED.finditer(text):
        code, name = found["code"], grammar.natural(words.grammar, text, found.end())
        if name is None or not text.startswith(")", name.end) or not _called(words, name):
            continue
        if signs(words, code) and (monograms.explains(name, code) or monograms.spans(name, code)):
            yield _hit(found.span("code"), "Afkorting voor de naam tussen haakjes.")


def _at_desk(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield the letters of who wrote, typed or read a paper; small ones are no common word."""
    for desk in _DESK.finditer(text):
        for where in desk.spans("code"):
            code = text[slice(*where)]
            small = code.islower() and fold(code) not in words.geen_code
            if signs(words, code) or (small and not words.lexicon.common(code)):
                yield _hit(where, "Letters van wie dit schreef, typte of las.")


def _acting(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Yield letters that no list explains but that are made as those of a name, and act as one."""
    why = "Letters met die van een tussenvoegsel, waar een mens iets doet."
    for found in _WITH_TUSSEN.finditer(text):
        start, every = found.start(), found.captures("code")
        if words.afkortingen.intersection(every) or words.geen_naamletters.intersection(every):
            continue
        lead = text[max(start - 24, 0) : start]
        told = words.speech.voor_code.search(lead.rstrip(" :"))
        if _ARTICLE.search(lead) is None and (
            (told and lead[-1:] in " :") or (_LEADS.search(lead) and _DOES.match(text, found.end()))
        ):
            yield from (_hit(where, why) for where in found.spans("code"))


def _called(words: Vocabulary, name: Name) -> bool:
    """Say whether this is somebody's whole name, and not that of a unit: `Directie Inkoop`."""
    given = name.voornamen[0] if name.voornamen else ""
    known = bool(name.initialen) or words.lexicon.first(given) or not words.lexicon.word(given)
    return name.full and known


def routed(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Yield the initials that fill a row or a column of a paper that went round to be signed."""
    lower = anchors.places(view.text).lower
    if not any(term in lower for term in words.remarks.routed):
        return
    sure = [cell for cell in view.cells if _initials(words, view, cell, SURE)]
    sure = [cell for cell in sure if view.text[cell.start : cell.end] not in words.afkortingen]
    maybe = [cell for cell in view.cells if _initials(words, view, cell, _MAYBE)] if sure else []
    lines = Counter(place for cell in sure for place in _places(cell))
    for one in (*sure, *maybe):
        if any(_near(lines, place) >= _FEW for place in _places(one)):
            yield _hit((one.start, one.end), "Paraaf in een rij of kolom met parafen.")


def value(words: Vocabulary, text: str, start: int, end: int, why: str) -> Iterator[Hit]:
    """Yield the letters that are all of the value of a label for people: `Auteur: TB/JdV`."""
    dotted = _DOTTED.fullmatch(text, start, end)
    if dotted is not None:
        yield _hit(dotted.span("code"), why)
        return
    found = list(_row(words, text, start, end))
    if found and _VALUE_ENDS.match(text, found[-1][1], end) is not None:
        yield from (_hit(where, why) for where in found)


def _row(words: Vocabulary, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield letters that stand in a row, each somebody's: `AK/JS`."""
    code = _SIGNED.match(text, start, end)
    while code is not None and SURE.fullmatch(code["code"]) and signs(words, code["code"]):
        yield code.span("code")
        more = _BOTH.match(text, code.end(), end)
        code = _SIGNED.match(text, more.end(), end) if more is not None else None


def margins(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the letters behind who is named, and those in a margin where most are of them.

    In the margin of a draft stands who remarked what; the list of who read it names them.
    """
    names = []
    for hit in hits:
        name = grammar.parse(words.grammar, view.text[hit.start : hit.end])
        if name is not None and name.full and hit.kind is Kind.NAME:
            names.append(name)
            code = beside(view.text, replace(name, start=hit.start, end=hit.end))
            if code is not None and _may_be(words, name, view.text, code):
                yield code
    yield from _in_margin(words, view, names)


def _may_be(words: Vocabulary, name: Name, text: str, hit: Hit) -> bool:
    """Say whether letters behind a name are his and no unit's: `F. Weide (FW)`, not `(FEZ)`."""
    code = text[hit.start : hit.end]
    if not of_unit(words, code):
        return True
    every = monograms.made_of(name)
    own = code.lower() in (every, every[:1] + every[-1:]) and fold(code) not in words.departementen
    return own and (fold(code) not in words.geen_code or text[hit.start - 1] == "(")


def _in_margin(words: Vocabulary, view: View, names: list[Name]) -> Iterator[Hit]:
    columns: defaultdict[tuple[int, int], list[_Span]] = defaultdict(list)
    for cell in view.cells if names else ():
        found = _MARGIN.fullmatch(view.text, cell.start, cell.end)
        if found is not None and not (of_unit(words, found["code"]) or _word(words, found["code"])):
            columns[cell.page, round(cell.box.x0 / _ALIGNED)].append(found.span("code"))
    for column in columns.values():
        every = {view.text[slice(*span)] for span in column}
        known = {
            c
            for c in every
            if any(monograms.explains(n, c) or monograms.spans(n, c) for n in names)
        }
        for span in column if len(known) >= _FEW and 2 * len(known) >= len(every) else ():
            yield _hit(span, "Letters van wie hier met naam staat.")


def _word(words: Vocabulary, code: str) -> bool:
    """Say whether four letters are a word, as a title is: `MEMO`."""
    return len(code) > _LONG and words.lexicon.word(code.lower())


def signs(words: Vocabulary, code: str) -> bool:
    """Say whether letters under a message can be those of who wrote it: no unit, no word."""
    bare = code.replace(".", "")
    if not bare[1:] and "." in code:
        return True  # `Best, W.`
    return not of_unit(words, bare) and not (
        words.lexicon.word(bare) and "." not in code and bare[1:]
    )


def of_unit(words: Vocabulary, code: str) -> bool:
    """Say whether letters are known as those of a unit or as a remark: `FEZ`, `NVT`."""
    return code in words.afkortingen or fold(code) in words.geen_code


def of_remark(words: Vocabulary, code: str) -> bool:
    """Say whether letters beside others are a remark, an office or a unit: `OK`, `SG`, `FEZ`."""
    longer = len(code) >= _LONG and code in words.afkortingen
    return longer or fold(code.strip(".")) in words.geen_code


def signed(where: tuple[int, int], why: str) -> Hit:
    """Return the hit for letters under a message."""
    return _hit(where, why)


def _code(words: Vocabulary, code: str) -> bool:
    """Say whether letters in a cell for codes are one: `ja`, `akkoord` and `n.v.t.` are not."""
    nobody = words.nobody([code]) and not CAPITALS.fullmatch(code)  # `DAG` in a column of letters
    if fold(code.strip(".")) in words.geen_code or nobody:
        return False
    if _DIRECTORATE.fullmatch(code):
        return False
    if code.istitle() and len(code) > _LOOSE and words.lexicon.word(code):
        return False  # the heading below an empty cell
    return any(c.isupper() for c in code) or (
        len(code) <= _LOOSE and not words.lexicon.ordinary(code)
    )


def another(words: Vocabulary, line: str) -> bool:
    """Say whether a line below letters holds those of somebody else, and of no unit."""
    shaped = SURE.fullmatch(line) or CAPITALS.fullmatch(line)
    return shaped is not None and not of_unit(words, line)


def fill(words: Vocabulary, text: str, cells: Iterable[_Span]) -> bool:
    """Say whether a column of people holds nothing but letters, and none of a known unit.

    Two letters are a party or a country as well (`GL`): among those of people they are somebody's.
    """
    every = [code for cell in cells for code in _APART.split(text[slice(*cell)]) if code]
    longer = [code for code in every if len(code) >= _LONG]
    sure = [code for code in every if SURE.fullmatch(code) and code not in words.afkortingen]
    alike = all(_MAYBE.fullmatch(code) or SURE.fullmatch(code) for code in every)
    unit = any(code in words.afkortingen or _DIRECTORATE.fullmatch(code) for code in longer)
    return alike and len(every) >= _LONG and bool(sure) and not unit


def of_units(words: Vocabulary, text: str, cells: Iterable[_Span]) -> bool:
    """Say whether a column is one of units: all its cells hold letters of one that is known."""
    every = [spoken for cell in cells if (spoken := text[slice(*cell)].strip())]
    known = [one for one in every if one in words.afkortingen or _DIRECTORATE.fullmatch(one)]
    return len(known) >= _FEW and len(known) == len(every)


def among(words: Vocabulary, text: str, cells: Iterable[_Span]) -> bool:
    """Say whether three capitals in a column of people are somebody's: no unit stands in it.

    Most cells hold a name that is written out, and none the letters of a unit that is known.
    """
    every = [spoken for cell in cells if (spoken := text[slice(*cell)].strip())]
    short = [spoken for spoken in every if _MAYBE.fullmatch(spoken) or SURE.fullmatch(spoken)]
    unit = any(of_unit(words, one) or _DIRECTORATE.fullmatch(one) for one in every)
    named = sum(words.instellingen.fullmatch(one) is None for one in every) - len(short)
    return bool(short) and named >= max(_FEW, len(short)) and not unit


def _initials(words: Vocabulary, view: View, cell: Cell, shape: regex.Pattern[str]) -> bool:
    code = view.text[cell.start : cell.end]
    return bool(shape.fullmatch(code)) and fold(code) not in words.geen_code


def _places(cell: Cell) -> tuple[_Line, _Line]:
    """Return the row and the column of a cell, as numbers that those of its neighbours equal."""
    middle = (cell.box.y0 + cell.box.y1) / 2
    row, column = round(middle / _ALIGNED), round(cell.box.x0 / _ALIGNED)
    return (cell.page, "row", row), (cell.page, "column", column)


def _near(lines: Counter[_Line], place: _Line) -> int:
    page, way, at = place
    return sum(lines[page, way, at + step] for step in (-1, 0, 1))


def _hit(where: tuple[int, int], why: str) -> Hit:
    return Hit(*where, Kind.INITIALS, 0.8, "structuur.code", why, role=Role.AMBTENAAR)
