# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names that stand where documents put names, whatever the name.

Headers of messages, labels, greetings, sign-offs, lists of who was there, actions, chats. Tables
are in `tables`. Knowledge of the words is in the rulebook's lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import capitals, guards, informal, people, workplaces
from woolak.detect.naming.guards import Spans
from woolak.detect.office import capacities, chambers, listed, proposed, roles
from woolak.detect.office.roles import Public
from woolak.detect.placing import (
    chats,
    codes,
    heading_rows,
    messages,
    name_lines,
    pairs,
    phone_lists,
    rosters,
    served,
    tables,
)
from woolak.detect.placing.attending import lettered, second, speaking, with_unit
from woolak.detect.placing.signing import signs
from woolak.detect.text.view import Hit, View, line_end
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import Kind, Role
from woolak.rulebook import Rulebook

_POSTCODE = regex.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_POBOX = regex.compile(r"(?i)postbus|antwoordnummer|p\.?o\.? box")
_LINE = regex.compile(r"[^\n]*")
_SIGNED = regex.compile(r"[\s>]*(?P<code>(?:\p{L}\.){1,4}|\p{L}{1,4})[\s,.!]*")
"""A line that holds letters and nothing else: `J.`, `JdV`, `tb`."""
_LABELLED = regex.compile(r"(?<=[\p{L})]{2})[.;]\s(?=\p{Lu}\p{Ll}+(?:[ ]\p{Ll}+){0,2}:\s)")
"""Where on the line of a label another one begins: `Steller: Jan Bos. Materieel: Boxer`."""
_UNIT = regex.compile(
    r"[ ]\((?:\p{Lu}{2,}[\p{L}&]*/|[^()\n]{0,20}(?:directie|afdeling|team)|secr|verslag)"
    r"|[ ]-[ ]\p{Lu}{2,}"
)
_PARTNERS = regex.compile(r"[ ]&[ ]|\p{L}\+\p{Lu}|\p{Lu}\p{L}+[ ]\p{Lu}\p{L}+[ ]\p{Lu}")
"""What joins who a firm is called after, or three words in a row."""
_QUOTES = regex.compile(r"[\s>]*(?:On|Op|Am|Le) \p{L}{2,9}\.?,? [^\n]*\d")
"""A line that tells who wrote what is quoted below it: `On Tue, May 9, 2023 at 10:12, ...`."""
_PAUSES = regex.compile(r"[,!.?\n]|\Z| (?:en|and|&) ")
"""Behind who is greeted without a capital: `hoi storm en mechteld`."""
_ACTS = anchors.lines(r"(?m)^[ ]*De[ ](?P<what>\p{Ll}[\p{Ll} -]{3,60}),[ ]*\n{1,6}(?=\p{Lu})")
"""A line that holds the function of who signs on the next."""
_NO_END = regex.compile(r"X[ ]Noot\b|(?i:best)\.?:")
"""What only looks as an end: notes in papers of parliament (no kiss), `Best.:`, who speaks."""
_SIGN_LINES = _FEW = 6
_OFFICE = 90
"""An office stands at most so many characters before the name of who holds it."""
_NEAR = 45
"""A greeting names somebody within so many characters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What structure says of a view: its hits, who holds office, which names are of things.

    `calm` is its text with what stands in capitals written as the rest is.
    """

    hits: tuple[Hit, ...] = field(repr=False)
    offices: tuple[Public, ...] = field(repr=False)
    things: Spans = field(repr=False)
    calm: str = field(repr=False)


_LAST: list[tuple[View, str, Reading]] = []


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the names that structure gives away, those of public office left to `names`."""
    return list(read(view, book).hits)


def read(view: View, book: Rulebook) -> Reading:
    """Return the reading of a view; that of the last one is kept, as `names` asks for it again."""
    if not (_LAST and _LAST[0][0] is view and _LAST[0][1] == book.digest):
        reading = _read(of(book), view)
        _LAST[:] = [(view, book.digest, reading)]
    return _LAST[0][2]


def _public(words: Vocabulary, text: str, calm: str, things: Spans) -> list[Public]:
    """Return who stands beside an office, in a line in capitals as well: `MINISTER KAAG BELDE`."""
    found = roles.public(words, text, things)
    if calm == text:
        return found
    told = guards.spans([(one.start, one.end) for one in found])
    more = roles.public(words, calm, things)
    return found + [one for one in more if not told.touch(one.start, one.end)]


def _read(words: Vocabulary, view: View) -> Reading:
    things = guards.spans(guards.things(words, view.text))
    calm = capitals.calmed(words, view.text)
    offices = [*_public(words, view.text, calm, things), *roles.cited(words, view.text)]
    offices += [*roles.press(words, view.text), *capacities.chairs(words, view.text)]
    offices += proposed.members(words, view.text, {(p.start, p.end) for p in offices})
    offices += chambers.sitting(words, view.text, tuple(offices))
    keep = guards.spans([(p.start, p.end) for p in offices])
    holders = frozenset(
        fold(p.name.achternaam or p.name.voornamen[-1])
        for p in offices
        if p.role is not Role.AUTEUR
    )
    found: dict[tuple[int, int], Hit] = {}
    for hit in _every(words, view):
        old = found.get((hit.start, hit.end))
        better = old is None or hit.score > old.score
        if hit.rule not in words.rules or not better or keep.touch(hit.start, hit.end):
            continue
        told = frozenset[str]() if _of_staff(view.text, hit) else holders
        thing = _known_thing(words, view.text[hit.start : hit.end], told)
        if thing or _half(words, view.text, hit) or heading_rows.row(words, view.text, hit):
            continue
        if (public := listed.in_column(words, view.text, hit)) is not None:
            offices.append(public)
        elif not _in_office(words, view.text, hit):
            found[hit.start, hit.end] = hit
    ordered = sorted(found.values(), key=lambda hit: (hit.start, -hit.end))
    return Reading(tuple(ordered), tuple(offices), things, calm)


def _every(words: Vocabulary, view: View) -> Iterator[Hit]:
    yield from _lines(words, view)
    yield from messages.find(words, view)
    yield from chats.find(words, view)
    yield from (*tables.find(words, view), *rosters.find(words, view))
    yield from phone_lists.find(words, view.text)
    yield from (*codes.routed(words, view), *codes.inline(words, view.text))


def _in_office(words: Vocabulary, text: str, hit: Hit) -> bool:
    """Say whether this is the full name of an office holder with his office just before it."""
    spoken = " ".join(text[hit.start : hit.end].split())
    begin = max(text.rfind("\n", 0, hit.start) + 1, hit.start - _OFFICE)
    known = fold(spoken) in words.politics.lijst and " " in spoken
    return known and words.ambt.search(text, begin, hit.start) is not None


def _of_staff(text: str, hit: Hit) -> bool:
    """Say whether a name stands in a column of names or before a unit, as civil servants do."""
    return hit.rule == "structuur.tabel" or _UNIT.match(text, hit.end) is not None


def _known_thing(words: Vocabulary, spoken: str, holders: frozenset[str]) -> bool:
    """Say whether a name is that of an institution, or the bare surname of who holds an office."""
    firm = guards.mailbox(spoken) or workplaces.of_town(words, spoken)
    firm = firm or guards.is_firm(words, spoken)
    loud = spoken.isupper() and not (words.lexicon.last(spoken) or words.lexicon.first(spoken))
    firm = firm or (loud and guards.is_firm(words, spoken.title()))
    first, *rest = spoken.split()
    both = bool(rest) and words.lexicon.last(rest[-1]) and words.lexicon.first(first)
    firm = firm and (not both or words.lexicon.place(spoken))  # `Den Haag`, a firm as Max Bos
    return firm or any(fold(spoken) in (holder, holder.split("-")[0]) for holder in holders)


def _half(words: Vocabulary, text: str, hit: Hit) -> bool:
    """Say whether a hit is part of a longer listed name on its line: `Ernst & Young`."""
    begin = text.rfind("\n", 0, hit.start) + 1
    line, start, end = text[begin : line_end(text, hit.end)], hit.start - begin, hit.end - begin
    wider = (firm.span() for firm in words.instellingen.finditer(line))
    return any(
        at <= start and end <= stop and stop - at > end - start and _PARTNERS.search(line[at:stop])
        for at, stop in wider
    )


def _lines(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find what follows a label, a greeting or a sign-off at the start of a line."""
    yield from _labels(words, view)
    yield from served.find(words, view)
    yield from _greetings(words, view)
    yield from _signoffs(words, view)
    yield from _functions(words, view)
    yield from (*_attendance(words, view), *second(words, view))
    yield from _addressees(words, view)


def _labels(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.label.finditer(text):
        why = f"Naam bij het label '{found['label'].strip()}'."
        for start, end in _values(words, view, found):
            if fold(text[start:end].strip(" :\t")) in words.koppen:
                continue  # the heading of the next column
            for name in served.named(words, text, start, end):
                yield messages.named(words, view, name, "structuur.label", why)
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            if len(text[start:end].split()) == 1:
                yield from messages.accounts(words, text, start + lead, why)
            yield from codes.value(words, text, start + lead, end, why)
    for found in words.parafen.finditer(text):
        why = f"Paraaf of afkorting bij het label '{found['label'].strip()}'."
        for start, end in _values(words, view, found, several=False):
            yield from codes.cell(words, text, start, end, why)


def _values(
    words: Vocabulary, view: View, label: regex.Match[str], *, several: bool = True
) -> Iterator[tuple[int, int]]:
    """Yield where the value of a label stands: behind it, else to its right, else below it."""
    text, at = view.text, label.end()
    end = line_end(text, at)
    heading = ":" not in label[0] and pairs.heads(words, view, label.start("label"))
    if text.count("\t", at, end) > 1 or heading:  # a heading of a table
        return
    if text[at:end].strip():
        other = _LABELLED.search(text, at, end)
        yield at, other.start() if other is not None else end
        return
    near = tables.beside(view, label.start("label"))
    lines = near or tables.below(view, label.start("label"))
    yield from _belonging(words, view, lines, beside=bool(near), several=several)


def _belonging(
    words: Vocabulary,
    view: View,
    lines: list[tuple[int, int]],
    *,
    beside: bool,
    several: bool,
) -> Iterator[tuple[int, int]]:
    """Yield the lines that are the value of a label: until another label, or no person."""
    for number, (start, end) in enumerate(lines):
        if words.label.match(view.text, start) or words.kopstop.match(view.text, start):
            return
        first = (number == 0 and (beside or not several)) or (
            not several and codes.another(words, view.text[start:end])
        )
        if not first and not (several and people.person(words, view.text, start, end)):
            return
        yield start, end


def _greetings(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.aanhef.finditer(text):
        if text.startswith("\t", found.end()):  # a heading: `Dag`, `Naam`
            continue
        end = min(line_end(text, found.end()), found.end() + 80)
        if (cut := regex.compile(r"[!:.?](?=\s|$)").search(text, found.end() + 3, end)) is not None:
            end = cut.start() if not text[cut.start() - 2 : cut.start()].istitle() else end
        for name in people.people(words, text, found.end(), end, lower=True):
            if _greeted(words, text, found.end(), name):
                yield messages.named(words, view, name, "structuur.aanhef", "Naam in een aanhef.")


def _greeted(words: Vocabulary, text: str, start: int, name: Name) -> bool:
    """Say whether a name belongs to the greeting: joined to it by names, commas and `en` only."""
    between = text[start : name.start].lower()
    between = regex.sub(
        r"(?<![\p{L}])(?:heer|mevrouw|dhr\.?|mw\.?|mevr\.?|collega|mr\.?|dr\.?|drs\.?|ir\.?|prof\.?|en|and|allen|de|/|,)(?![\p{L}])",
        "",
        between,
    )
    loose = not regex.search(r"\p{Ll}{2}", between)
    lowered = text[name.start].islower()
    spoken = text[name.start : name.end]
    return (loose or (len(between.split()) < _FEW and name.end < start + _NEAR)) and (
        not lowered or _PAUSES.match(text, name.end) is not None or informal.named(words, spoken)
    )


def _signoffs(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who signs; who is found twice does so for another."""
    hits: dict[tuple[int, int], Hit] = {}
    signed, other = "Naam in de ondertekening.", "Naam van wie namens een ander tekent."
    for pattern, why in ((words.groet, signed), (words.namens, other)):
        for found in pattern.finditer(view.text):
            rest = _LINE.match(view.text, found.end())
            if pattern is words.groet and rest and len(rest[0].split()) > _FEW:
                continue
            if _NO_END.match(view.text, found.start("label")):
                continue
            names = _signature(words, view, found.end(), why)
            names = names if pattern is words.groet else _by_mandate(names, found["label"])
            hits.update(((hit.start, hit.end), hit) for hit in names)
    yield from hits.values()


def _by_mandate(hits: Iterator[Hit], formula: str) -> Iterator[Hit]:
    """Yield who signs, with the words that say it is for another: the first one does."""
    for hit in islice(hits, 1):
        yield replace(hit, functie=", ".join(filter(None, (hit.functie, formula.lower()))))
    yield from hits


def _functions(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who signs alone on the line below a function: `De notulist,`."""
    text = view.text
    for found in _ACTS.finditer(text):
        told = words.functie_at(text, found.start("what"), found.end("what"))
        end = line_end(text, found.end())
        name = people.person(words, text, found.end(), end) if told and not told[2] else None
        if name is not None and not text[name.end : end].strip(" ,"):
            why = "Naam onder de functie van wie tekent."
            yield messages.named(words, view, name, "structuur.ondertekening", why)


def _signature(words: Vocabulary, view: View, at: int, why: str) -> Iterator[Hit]:
    """Find the names in the lines after a sign-off: the first may be of any shape."""
    text, seen, signed = view.text, 0, False
    first = text[at : line_end(text, at)]
    at += len(first) - len(first.lstrip(" ,.!"))
    while at < len(text) and seen < _SIGN_LINES:
        end = line_end(text, at)
        line = text[at:end]
        if line.strip(" ,\t>") and not words.label.match(text, at):
            seen += 1
            name = people.person(words, text, at, end, lower=not signed)
            if words.kop.match(text, at) or words.aanhef.match(text, at):
                return
            if _QUOTES.match(text, at):
                return
            code = _SIGNED.fullmatch(text, at, end) if not signed else None
            if name is None and code is not None and codes.signs(words, code["code"]):
                yield codes.signed(code.span("code"), why)
                signed = True
            if name is not None and signs(words, text, name, end, signed=signed):
                hit = messages.named(words, view, name, "structuur.ondertekening", why)
                yield hit
                signed = True
        at = end + 1


def _attendance(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.aanwezig.finditer(text):
        if ":" not in found[0] and pairs.heads(words, view, found.start("label")):
            continue  # a heading of a table
        why = f"Naam in de lijst '{found['label'].strip()}'."
        for start, end in name_lines.of(words, view, found):
            yield from with_unit(words, view, start, end, why)
            listed = list(lettered(words, text, start, end))
            yield from speaking(words, view, (start, end), [n for n, _ in listed], why)
            for name, code in listed:
                yield messages.named(words, view, name, "structuur.aanwezig", why)
                if code is not None:
                    yield code


def _addressees(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find the name above a street and a postcode: a citizen, unless the address is a postbox."""
    text = view.text
    for code in _POSTCODE.finditer(text):
        start = text.rfind("\n", 0, code.start()) + 1
        street = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if (
            start <= 1
            or not regex.search(r"\d", text[street:start])
            or _POBOX.search(text[street : code.start()])
        ):
            continue
        above = text.rfind("\n", 0, max(street - 1, 0)) + 1
        name = people.person(words, text, above, max(street - 1, 0)) if street else None
        if name is not None and not text[name.end : street].strip() and (name.full or name.titel):
            why = "Naam boven een adres: iemand die niet namens de overheid schrijft."
            yield Hit(
                name.start, name.end, Kind.NAME, 0.85, "structuur.adresblok", why, role=Role.BURGER
            )
