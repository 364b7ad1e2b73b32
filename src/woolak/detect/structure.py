# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names that stand where documents put names, whatever the name.

Headers of messages, labels, greetings, sign-offs, lists of who was there, actions, chats. Tables
are in `tables`. Knowledge of the words is in the rulebook's lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from woolak.detect import chats, guards, informal, messages, people, roles, tables
from woolak.detect.grammar import Name
from woolak.detect.guards import Spans
from woolak.detect.lexicon import fold
from woolak.detect.roles import Public
from woolak.detect.view import Hit, View
from woolak.detect.vocabulary import Vocabulary, of
from woolak.model import Kind, Role
from woolak.rulebook import Rulebook

_CODE = regex.compile(
    r"(?:\s?\([^()\n]{1,40}\))?\s*[(/,–-]\s*(?P<code>\p{Lu}[\p{L}]{0,3}\p{Lu})\s*[)]?(?=[\s,;.)\n]|$)"
)
_POSTCODE = regex.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_POBOX = regex.compile(r"(?i)postbus|antwoordnummer|p\.?o\.? box")
_PARAAF = regex.compile(r"(?=.*\p{Lu})[\p{L}]{1,5}(?:\s?/\s?[\p{L}]{1,5})?")
_LINE = regex.compile(r"[^\n]*")
_ITEM = regex.compile(r"\p{Lu}[\p{L}'’-]+(?: [\p{L}'’-]+){0,3} \([^()\n]{1,40}\)(?:,|$|\n)")
"""A line of a list of people: a name, whatever the word, with a unit or a task in brackets."""
_SIGN_LINES = 6
_FEW, _MANY = 6, 14
_NEAR = 45
"""A greeting names somebody within so many characters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What structure says of a view: its hits, who holds office, which names are of things."""

    hits: tuple[Hit, ...] = field(repr=False)
    offices: tuple[Public, ...] = field(repr=False)
    things: Spans = field(repr=False)


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


def _read(words: Vocabulary, view: View) -> Reading:
    things = guards.spans(guards.things(words, view.text))
    offices = [*roles.public(words, view.text, things), *roles.cited(words, view.text)]
    offices += roles.press(words, view.text)
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
        if not _known_thing(words, view.text[hit.start : hit.end], holders):
            found[hit.start, hit.end] = hit
    ordered = sorted(found.values(), key=lambda hit: (hit.start, -hit.end))
    return Reading(tuple(ordered), tuple(offices), things)


def _every(words: Vocabulary, view: View) -> Iterator[Hit]:
    yield from _lines(words, view)
    yield from messages.find(words, view)
    yield from chats.find(words, view)
    yield from tables.find(words, view)


def _known_thing(words: Vocabulary, spoken: str, holders: frozenset[str]) -> bool:
    """Say whether a name is that of an institution, or the bare surname of who holds an office."""
    bare = fold(spoken)
    return bool(words.instellingen.fullmatch(spoken)) or any(
        bare in (holder, holder.split("-")[0]) for holder in holders
    )


def _lines(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find what follows a label, a greeting or a sign-off at the start of a line."""
    yield from _labels(words, view)
    yield from _greetings(words, view)
    yield from _signoffs(words, view)
    yield from _attendance(words, view)
    yield from _addressees(words, view)


def _labels(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.label.finditer(text):
        why = f"Naam bij het label '{found['label'].strip()}'."
        for start, end in _values(words, view, found):
            for name in people.people(words, text, start, end):
                yield messages.named(words, view, name, "structuur.label", why)
            if len(text[start:end].split()) == 1:
                lead = len(text[start:end]) - len(text[start:end].lstrip())
                yield from messages.accounts(words, text, start + lead, why)
    for found in words.parafen.finditer(text):
        for start, end in _values(words, view, found, several=False):
            if code := _PARAAF.fullmatch(text[start:end].strip()):
                at = start + text[start:end].index(code[0])
                why = f"Paraaf of afkorting bij het label '{found['label'].strip()}'."
                role = Role.AMBTENAAR
                yield Hit(
                    at, at + len(code[0]), Kind.INITIALS, 0.8, "structuur.code", why, role=role
                )


def _values(
    words: Vocabulary, view: View, label: regex.Match[str], *, several: bool = True
) -> Iterator[tuple[int, int]]:
    """Yield where the value of a label stands: behind it, else to its right, else below it."""
    text, at = view.text, label.end()
    end = messages.line_end(text, at)
    heading = ":" not in label[0] and tables.crowded(view, label.start("label"))
    if text.count("\t", at, end) > 1 or heading:  # a heading of a table
        return
    if text[at:end].strip():
        yield at, end
        return
    if right := tables.right_of(view, label.start("label")):
        yield from (span for span in right if not words.label.match(text, span[0]))
        return
    for start, stop in tables.below(view, label.start("label")):
        if words.label.match(text, start) or words.kopstop.match(text, start):
            return
        if several and people.person(words, text, start, stop) is None:
            return
        yield start, stop
        if not several:
            return


def _greetings(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.aanhef.finditer(text):
        end = min(messages.line_end(text, found.end()), found.end() + 80)
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
    after = text[name.end : name.end + 1]
    return (loose or (len(between.split()) < _FEW and name.end < start + _NEAR)) and (
        not lowered or after in ",!.?\n" or after == "" or informal.named(words, spoken)
    )


def _signoffs(words: Vocabulary, view: View) -> Iterator[Hit]:
    for pattern, why in (
        (words.groet, "Naam in de ondertekening."),
        (words.namens, "Naam van wie namens een ander tekent."),
    ):
        for found in pattern.finditer(view.text):
            rest = _LINE.match(view.text, found.end())
            if pattern is words.groet and rest and len(rest[0].split()) > _FEW:
                continue
            yield from _signature(words, view, found.end(), why)


def _signature(words: Vocabulary, view: View, at: int, why: str) -> Iterator[Hit]:
    """Find the names in the lines after a sign-off: the first may be of any shape."""
    text, seen, signed = view.text, 0, False
    line_end = messages.line_end(text, at)
    at += len(text[at:line_end]) - len(text[at:line_end].lstrip(" ,.!"))
    while at < len(text) and seen < _SIGN_LINES:
        end = messages.line_end(text, at)
        line = text[at:end]
        if line.strip(" ,\t>"):
            seen += 1
            name = people.person(words, text, at, end, lower=not signed)
            if words.kop.match(text, at) or words.aanhef.match(text, at):
                return
            if name is not None and _signs(words, text, name, end, signed=signed):
                hit = messages.named(words, view, name, "structuur.ondertekening", why)
                yield hit
                signed = True
        at = end + 1


def _signs(words: Vocabulary, text: str, name: Name, end: int, *, signed: bool) -> bool:
    """Say whether a line in a signature is a name: nothing but separators and a role follow it."""
    rest = text[name.end : end].strip()
    if rest and not (rest[0] in ",|(<\t/–-" or rest[0].isdigit() or words.achtertitel.match(rest)):
        return False
    return name.full or bool(name.tussenvoegsel or name.titel) or not signed


def _attendance(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.aanwezig.finditer(text):
        if ":" not in found[0] and tables.crowded(view, found.start("label")):
            continue  # a heading of a table
        why = f"Naam in de lijst '{found['label'].strip()}'."
        for start, end in _list_lines(words, view, found):
            for name in people.people(words, text, start, end):
                yield messages.named(words, view, name, "structuur.aanwezig", why)
                if (code := _CODE.match(text, name.end)) and _listed_code(name, code["code"]):
                    yield _code_hit(code, "Afkorting van een naam, uitgelegd in de lijst.")


def _listed_code(name: Name, code: str) -> bool:
    """Say whether a code beside a name in a list is his; the list may leave out first names."""
    given = len(name.voornamen) > (0 if name.achternaam else 1)
    bare = not (given or name.initialen)
    return explains(name, code) or (bare and explains(name, code[1:]))


def explains(name: Name, code: str) -> bool:
    """Say whether a code can be the initials of this name (`JdV` for Jan de Vries)."""
    letters = [*(v[0] for v in name.voornamen), *(c for c in name.initialen if c.isupper())]
    tussen = [part[0] for part in name.tussenvoegsel.split()]
    surname = [part[0] for part in name.achternaam.replace("-", " ").split()]
    every = "".join([*letters, *tussen, *surname]).lower()
    wanted = code.lower()
    at = 0
    for letter in every:
        at += at < len(wanted) and letter == wanted[at]
    return (
        bool(every)
        and wanted[0] in (every[0], surname[0].lower() if surname else "")
        and (at == len(wanted))
    )


def _code_hit(code: regex.Match[str], why: str) -> Hit:
    start, end = code.span("code")
    return Hit(start, end, Kind.INITIALS, 0.8, "structuur.code", why, role=Role.AMBTENAAR)


def _list_lines(
    words: Vocabulary, view: View, label: regex.Match[str]
) -> Iterator[tuple[int, int]]:
    """Yield the value behind a label of a list, and the lines below it while they are names."""
    text, at = view.text, label.end()
    end = messages.line_end(text, at)
    if text[at:end].strip():
        yield at, end
        open_ended = regex.search(r"[,;]\s*$", text[at:end])
        if not open_ended and not text.startswith("\n", end + 1):
            yield from _names_below(words, text, end + 1)
        elif open_ended:
            yield end + 1, messages.line_end(text, end + 1)
        return
    yield from _names_below(words, text, end + 1)


def _names_below(words: Vocabulary, text: str, at: int) -> Iterator[tuple[int, int]]:
    blanks = 0
    while at < len(text):
        end = messages.line_end(text, at)
        blanks = 0 if text[at:end].strip() else blanks + 1
        if blanks > 1 or (not blanks and not _lists(words, text, at, end)):
            return
        if not blanks:
            yield at, end
        at = end + 1


def _lists(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a line goes on with a list of people: it begins with one, and is no sentence."""
    if words.aanwezig.match(text, start) or words.kopstop.match(text, start):
        return False
    short = len(text[start:end].split()) <= _MANY
    if short and _ITEM.match(text, start, end):
        return True
    return short and people.person(words, text, start, end) is not None


def _addressees(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find the name above a street and a postcode: a citizen, unless the address is a postbox."""
    text = view.text
    for code in _POSTCODE.finditer(text):
        start = text.rfind("\n", 0, code.start()) + 1
        street = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if (
            start <= 1
            or not regex.search(r"\d", text[street:start])
            or _POBOX.search(text[street:start])
        ):
            continue
        above = text.rfind("\n", 0, max(street - 1, 0)) + 1
        name = people.person(words, text, above, max(street - 1, 0)) if street else None
        if name is not None and not text[name.end : street].strip() and (name.full or name.titel):
            why = "Naam boven een adres: iemand die niet namens de overheid schrijft."
            yield Hit(
                name.start, name.end, Kind.NAME, 0.85, "structuur.adresblok", why, role=Role.BURGER
            )
