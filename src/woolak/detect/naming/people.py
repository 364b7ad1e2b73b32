# SPDX-License-Identifier: EUPL-1.2
"""A stretch of text where people stand by their place in a document goes in; their names come out.

The place is the evidence, so names need not be on any list; what is plainly no person is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from woolak.detect.naming import (
    further,
    initials,
    openings,
    pieces,
    stopless,
    without,
    workplaces,
)
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_LEAD = regex.compile(r"[\s>•·*\-–~@\"'‘“„(\[\d.)\uf0b7]*+")
_NEXT = regex.compile(
    r"\s*(?:[;\n\t|•]|,(?![^<(\[]*[>)\]])|\s(?:en|and|und|&|c\.q\.|/|of)\s|/(?=\s?\p{Lu}))\s*"
)
_SIGN = regex.compile(r"[\s;|•,/<(\[]")
_OPEN = frozenset("<([")
_INSIDE = regex.compile(r"[<(\[][^<>()\[\]\n]{0,120}[>)\]]|[<(\[][^<>()\[\]]{0,120}?[>)\]]")
_PIECE = regex.compile(r"[\p{L}\p{M}'’.]+")
_UNIT = regex.compile(r"\p{Lu}[\p{L}&/-]{0,8}\p{Lu}[\p{L}&/-]{0,4}:\s+(?=\p{L})")
_SHORT_UNIT = regex.compile(r"(?P<unit>\p{Lu}\p{L}{1,6}):\s+(?=\p{L})")
_DATED = regex.compile(
    rf"{CAP}(?:[ -]{CAP})?, (?:\d{{1,2}} \p{{L}}{{3,9}}|\p{{L}}{{3,9}}) (?:19|20)\d\d"
)
"""Where and when a paper was signed: `Utrecht, 21 augustus 2023`."""
_ENDED = frozenset("!?.")
"""What ends the sentence before a greeting on one line with it."""
"""A second surname shorter than this is one behind `Van` only."""
_COMPANY = regex.compile(
    rf"(?:[ ](?:&[ ])?{CAP}){{0,4}},?[ ]"
    r"(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|Ltd|Inc|GmbH)(?!\p{L})"
)
"""The rest of the name of a firm: ` Special Products B.V.`."""
_MINISTRY = 200
"""What a ministry or a unit is called is no longer than this."""
_JOINING = frozenset("eauco")
"""First letters of what joins the items of a list: `en`, `and`, `und`, `c.q.`, `of`."""
_INITIALS = regex.compile(r",[ ](?:\p{Lu}[\p{Ll}]?\.[ ]?)+(?=[ ]?(?:[,;()\n\t]|\Z))")
"""Initials behind a comma: those of the surname before it."""
_BRACKETED = regex.compile(r",[ ](?:\p{Lu}\p{Ll}?\.[ ]?)+(?P<last>\p{Lu}\p{L}{2,})[\p{L}-]*[ ]\(")
"""A surname behind initials behind a comma, before a bracket: another one than before it."""
_VOWEL = regex.compile(r"[aeiouy]")
_TAIL = regex.compile(r"[ ](?P<word>\p{Ll}\p{L}{3,})(?:-\p{Lu}\p{L}+)*(?![\p{L}])")


def person(
    words: Vocabulary, text: str, start: int, end: int, *, lower: bool = False
) -> Name | None:
    """Return the person that text[start:end] begins with, None when it names none.

    `lower` accepts names without a capital, as in chats and informal mail.
    """
    at = _lead(words, text, start, end)
    if _DATED.match(text, at) is not None:
        return None
    order = grammar.outlook(words.grammar, text, at, end)
    if order is not None and _greets(words, text, at):  # `Best, Tessa`
        order, at = None, text.index(",", at) + 1
        at += len(text[at:end]) - len(text[at:end].lstrip())
    if order is not None and (stop := _next_one(words, text, order, end)) is not None:
        order = grammar.outlook(words.grammar, text, at, stop)
    if order is not None and (
        _beside_a_thing(words, text, order) or workplaces.first_body(words, order)
    ):
        order = None
    if order is not None and _plausible_outlook(words, order, text[at:end]):
        return _before_body(words, text, order)
    behind = initials.behind(words, text, at, among=True)
    if behind is not None and behind.end <= end:
        return behind
    name = grammar.natural(words.grammar, text, at, end)
    if name is not None and initials.before(words, name):
        return name
    if name is not None:
        name = pieces.without_label(words, text, workplaces.left_out(words, text, name))
        name = workplaces.without_unit(words, text, name)
    if name is not None and not (
        workplaces.things(words, name) or workplaces.goes_on(words, text, name)
    ):
        name = without.thing(words, text, name)
        fits = plausible(words, name) and not _firm(words, text, name)
        fits = fits and not _named_after(words, text, at, name)
        return _whole(words, text, name, end) if fits else None
    return _lowercase(words, text, at, end) if lower else None


def _before_body(words: Vocabulary, text: str, name: Name) -> Name:
    """Return the name without the body in brackets that somebody is of: `Bos, Vos (ProRail)`."""
    opened = text.rfind("(", name.start, name.end)
    body = text[opened + 1 : name.end].rstrip(") ")
    if opened < 0 or words.instellingen.fullmatch(body) is None or words.lexicon.first(body):
        return name
    return replace(name, end=name.start + len(text[name.start : opened].rstrip()))


def _greets(words: Vocabulary, text: str, at: int) -> bool:
    """Say whether what stands before the comma is a greeting: `Fijn weekend! Groetjes, Tessa`."""
    if text[max(at - 3, 0) : at].rstrip(" ")[-1:] in _ENDED:
        return words.groet.match(text[at : text.index(",", at)], 0) is not None
    return words.groet.match(text, at) is not None


def _beside_a_thing(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a field and the next one are taken for one: `Innovatie, G. Pisas`."""
    dotted = "." in name.initialen and not name.voornamen
    usual = pieces.usual(words, name.achternaam.rpartition(" ")[2])
    return dotted and usual and further.SECOND.match(text, name.end) is not None


def _next_one(words: Vocabulary, text: str, name: Name, end: int) -> int | None:
    """Return where the next one begins in what looks as one name in Outlook order, if it does.

    `Vaate, C. te Velde`, `Kaya, Tan, Y.`, `Bos, P., De Groot, K.` and `Olij, T. Brokx (Axa)` are
    two people each.
    """
    spoken = text[name.start : name.end]
    comma = name.start + spoken.index(",")
    if spoken.endswith(")"):
        found = _BRACKETED.match(text, comma, name.end)
        return comma if found is not None and not words.lexicon.first(found["last"]) else None
    if name.voornamen and not name.initialen:
        behind = _INITIALS.match(text, name.end, end) is not None
        return comma if behind and words.lexicon.last(name.voornamen[-1]) else None
    if name.voornamen:
        cut = spoken.find(".,")
        return name.start + cut + 1 if cut > 0 else None
    line = text.find("\n", name.start, end)
    start = name.start + spoken.rfind(name.initialen)
    other = grammar.natural(words.grammar, text, start, end if line < 0 else line)
    two = other is not None and other.tussenvoegsel and other.achternaam
    behind = (
        fold(name.tussenvoegsel) in fold(text[comma : name.end]) if name.tussenvoegsel else False
    )
    return comma if two and not behind else None


def _firm(words: Vocabulary, text: str, name: Name) -> bool:
    """Say whether a firm is named: `Van der Bunt Adviseurs`, and no two people joined by `&`."""
    found = words.instelling.match(text, name.end)
    firm = found is not None and "&" not in found[0] and not found[0].startswith("-")
    firm = firm or _COMPANY.match(text, name.end) is not None
    return firm and not (name.titel or name.initialen)


def _named_after(words: Vocabulary, text: str, at: int, name: Name) -> bool:
    """Say whether what is named after somebody stands in a list: `Stichting Kuiper`."""
    found = words.naamgever.match(text, at)
    head = text[at : found.end()].split(maxsplit=1)[0] if found is not None else ""
    label = fold(head) in words.beside.labels or words.lexicon.first(head)
    return found is not None and not (label or name.titel or name.initialen)


def _whole(words: Vocabulary, text: str, name: Name, end: int) -> Name:
    """Add the rest of a word that a narrow column broke without a hyphen."""
    name = further.longer(words, text, openings.without(words, text, name), end)
    if (stop := stopless.longer(words, text, name, end)) > name.end:
        return replace(name, end=stop)
    tail = _TAIL.match(text, name.end, end)
    broken = (
        tail is not None
        and not words.lexicon.word(tail["word"])
        and ("-" in tail[0] and not words.lexicon.last(tail["word"]))
    )
    return replace(name, end=tail.end()) if tail is not None and broken else name


def people(
    words: Vocabulary, text: str, start: int, end: int, *, lower: bool = False
) -> Iterator[Name]:
    """Yield the people in a list: by semicolons, commas, lines, or joined by `en`."""
    at = start
    while at < end:
        unit = workplaces.unit_end(words, text, at, end)
        if (over := max(unit, workplaces.field_end(words, text, at, end))) > at:
            at = _next(text, over, end)
            continue
        name = person(words, text, at, end, lower=lower)
        if name is not None:
            yield name
            at = name.end
        then = _next(text, at, end)
        if name is None:
            reach = min(then + _MINISTRY, end)
            ministry = words.portefeuille.search(text, at, reach)  # one item, with `en` in its name
            if ministry is not None and ministry.start() < then:
                then = _next(text, ministry.end(), end)
        at = then


def _lead(words: Vocabulary, text: str, start: int, end: int) -> int:
    """Return where a name can begin: behind bullets and the unit it is of: `Def: Kalloe`."""
    found = _LEAD.match(text, start, end)
    at = found.end() if found else start
    unit = _UNIT.match(text, at, end)
    short = _SHORT_UNIT.match(text, at, end) if unit is None else None
    if short is not None and short["unit"] in words.afkortingen:
        unit = short
    return unit.end() if unit else at


def _next(text: str, at: int, end: int) -> int:
    """Return where the next item of a list begins: what stands in brackets is skipped."""
    while (jump := _SIGN.search(text, at, end)) is not None:
        at = jump.start()
        following = text[at + 1 : at + 2]
        if text[at] == " " and following.isalnum() and following not in _JOINING:
            at += 1
            continue
        if text[at] in _OPEN and (found := _INSIDE.match(text, at, end)):
            at = found.end()
            continue
        if found := _NEXT.match(text, at, end):
            return max(found.end(), at + 1)
        at += 1
    return end


def plausible(words: Vocabulary, name: Name) -> bool:
    """Say whether what stands in the place of a person can be one."""
    caps = [*name.voornamen, *([name.achternaam] if name.achternaam else [])]
    spoken = [cap.lower() for cap in caps]
    nobody = words.nobody(caps) and not _called(words, name)
    small = words.tussenvoegsels.issuperset(spoken)
    if (
        nobody
        or _seated(words, name)
        or workplaces.body_of(words, name)
        or (small and not (words.lexicon.last(caps[-1]) and (name.titel or _worn(words, caps))))
    ):
        return False
    bare = not (name.titel or name.initialen or name.tussenvoegsel)
    unit = bare and (_function(words, caps) or pieces.coded(words, caps))
    if unit or (bare and words.functie.match(" ".join(caps))):
        return False
    if name.initialen or name.titel or name.tussenvoegsel:
        return any(cap[1:] for cap in caps) or bool(name.initialen)
    if not caps or (len(caps) == 1 and (_short(caps[0]) or workplaces.brand(words, caps[0]))):
        return False
    if all(workplaces.CODE.fullmatch(cap) and not workplaces.known(words, cap) for cap in caps):
        return " ".join(caps).isupper() and len(caps) > 1 and not _letters(words, caps)
    return (not caps[1:] and _named_as_word(words, caps[0])) or any(
        workplaces.known(words, cap) or not _everyday(words, cap, alone=not caps[1:])
        for cap in caps
    )


def _worn(words: Vocabulary, caps: list[str]) -> bool:
    """Say whether a tussenvoegsel alone, with a capital, is a surname as well: `Das`, `Do`."""
    return len(caps) == 1 and initials.as_word(words, caps[0])


def _seated(words: Vocabulary, name: Name) -> bool:
    """Say whether a function is followed by where it is held: `huisarts te Emmen`."""
    alone = name.tussenvoegsel == "te" and not (name.voornamen or name.initialen)
    addressed = words.beside.titled.search(name.titel) is not None
    return alone and words.lexicon.place(name.achternaam) and not addressed


def _function(words: Vocabulary, caps: list[str]) -> bool:
    """Say whether one word ends as a function does, and is no surname: `Raadadviseur`."""
    ends = not caps[1:] and words.functie_uitgang.search(fold(caps[0])) is not None
    return ends and not words.lexicon.last(caps[0])


def _named_as_word(words: Vocabulary, cap: str) -> bool:
    """Say whether a word alone is a name as well: `Green`, `Bos`, `Ton`."""
    given = cap.lower() in words.voornaam_op_plaats and cap[1:].islower()
    return given or initials.as_word(words, cap)


def _called(words: Vocabulary, name: Name) -> bool:
    """Say whether a word that is nobody is a surname: `Tijn Kamer`, `de heer De Rijk`."""
    several = name.initialen.count(".") > 1
    one, last = len(name.voornamen) == 1, name.achternaam
    given = one and pieces.surname_behind(words, name.voornamen[0], last)
    addressed = words.beside.titled.search(name.titel) is not None and pieces.borne(words, last)
    addressed = addressed or pieces.led(words, name)
    return given or addressed or (several and last.lower() in words.achternaam_woorden)


def _short(cap: str) -> bool:
    """Say whether a word alone is a letter or a code."""
    return len(cap) == 1 or (cap.isupper() and len(cap) < workplaces.SPELLED)


def _letters(words: Vocabulary, caps: list[str]) -> bool:
    """Say whether a word among these is an abbreviation that is known, or that nobody can say."""
    return any(cap in words.afkortingen or _VOWEL.search(fold(cap)) is None for cap in caps)


def _everyday(words: Vocabulary, cap: str, *, alone: bool) -> bool:
    common = words.lexicon.common(cap) or (not alone and words.lexicon.english(cap))
    return common or pieces.thing(words, cap) or pieces.coined(words, cap)


def _plausible_outlook(words: Vocabulary, name: Name, rest: str) -> bool:
    parts = [*name.achternaam.split(), *name.voornamen]
    starts = parts[0]
    given = " " in name.achternaam and "-" not in starts and words.lexicon.first(starts)
    code = given and name.initialen and "." not in name.initialen  # `Nalini Pherai, NP`
    dotted = "." in name.initialen and words.lexicon.last(name.achternaam)  # `Cao, Z.`
    listed = words.afkortingen.intersection((name.achternaam, *name.voornamen))
    if (listed and not (dotted or name.tussenvoegsel)) or workplaces.unit_first(words, name):
        return False
    called = rest[: name.end - name.start].endswith(")")
    if (
        name.tussenvoegsel.islower()
        and f", {name.tussenvoegsel}, " in rest[: name.end - name.start]
    ):
        return True  # `Raad, de, Edwin`
    if initials.behind_comma(words, name, rest):
        return True
    body = not called and workplaces.of_letters(words, name)
    if code or body or (not (dotted or (called and name.initialen)) and words.nobody(parts)):
        return False
    if name.initialen or called:
        return called or "." in name.initialen or name.initialen not in words.afkortingen
    return not _two(words, name) and _joined(words, name, rest, given=given)


def _joined(words: Vocabulary, name: Name, rest: str, *, given: bool) -> bool:
    """Say whether a comma alone joins a surname to a first name."""
    if name.tussenvoegsel:
        alone = rest[name.end - name.start :].lstrip(" ")[:1] in ("", ";", "\n", "<")
        led = name.tussenvoegsel.islower() or alone
        named = led and words.lexicon.first(name.voornamen[0])
        return named and not given
    # "Jansen, Bakker" may be two people: a comma alone joins a surname to a first name only.
    first, last = name.voornamen[0], name.achternaam
    known = words.lexicon
    if _apart(words, name, rest):
        return True
    listed = ";" not in rest and rest.count(",") > 1
    if listed and (not known.first(first) or (known.first(last) and not known.last(last))):
        return False  # `Jet, Wouter, Kirti`
    if _everyday(words, first, alone=False) and not workplaces.known(words, first):
        return False
    return not given and (words.lexicon.first(first) or not words.lexicon.last(first))


def _apart(words: Vocabulary, name: Name, rest: str) -> bool:
    """Say whether a semicolon or a line ends a surname and what somebody is called: `Das, Do`."""
    first, last = name.voornamen[-1], name.achternaam
    ends = rest[name.end - name.start :].lstrip(" ")[:1]
    called = words.lexicon.first(first) or fold(first) in words.geroepen
    listed = words.lexicon.last(last) or last.lower() in words.achternaam_woorden
    one = ends in (";", "<", "\n") or (not ends and rest.count(",") == 1)
    return one and called and listed and not words.lexicon.first(last)


def _two(words: Vocabulary, name: Name) -> bool:
    """Say whether a comma stands between two people: `Boateng, Anna Tran`."""
    last = name.voornamen[-1]
    return bool(name.voornamen[1:]) and words.lexicon.last(last) and not words.lexicon.first(last)


def _lowercase(words: Vocabulary, text: str, start: int, end: int) -> Name | None:
    found = words.grammar.lower.match(text, start, end)
    if found is None:
        return None
    first = _PIECE.match(found[0])
    if first is None or first[0] in words.geen_persoon:
        return None
    tail = found[0][first.end() :].split()
    alone = not text[found.end() : end].strip(" ,;<\t\n") or text[found.end()] in "<\n\t;"
    given = words.lexicon.first(first[0])
    if first[0] in words.geen_voornaam and (tail or not alone or words.lexicon.last(first[0])):
        return None  # `groetjes max`, and not `hoi lieve allemaal`
    if not given and (words.lexicon.word(first[0]) or words.lexicon.english(first[0])):
        return None
    known = bool(tail) and (words.lexicon.last(tail[-1]) or not words.lexicon.word(tail[-1]))
    whole = known or (bool(tail) and alone and not words.lexicon.common(tail[-1]))
    stop = found.end() if whole else start + first.end()
    name = grammar.parse(words.grammar, text[start:stop])
    return replace(name, start=start, end=stop) if name else None
