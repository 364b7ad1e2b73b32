# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for who writes and who is written to: headers, chats, quotations, actions."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect import people
from woolak.detect.grammar import Name
from woolak.detect.view import Hit, View
from woolak.detect.vocabulary import Vocabulary
from woolak.model import Kind, Role

_CHAT = regex.compile(
    r"(?m)^[\s>]*(?:\[?\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[AP]M)?\]?\s*[-–]?\s*"
    r"|\[\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:,?\s\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?)?\]\s*)~?\s?"
    r"(?P<who>[^:\n+]{1,50}?)(?P<act>:|\s+(?:heeft|is|werd|zijn|has|left|added|changed|joined|verwijderde)\b[^\n]*)"
)
_TEAMS = regex.compile(
    r"(?m)^[\s>]*(?P<who>\p{Lu}[^:\n\d]{1,50}?)[ \t]+(?:\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?[ ,]+)?"
    r"\d{1,2}:\d{2}(?:\s?[AP]M)?[ \t]*$"
)
_AT = regex.compile(r"(?<![\p{L}\p{N}._%+-])@ ?(?=\p{L})")
_WROTE = regex.compile(
    r"(?:\b(?:schreef|heeft)\s+|(?:op|on)\s[^\n]{6,60}?\d{1,2}[:.]\d{2}(?:\s?[AP]M)?,?\s+(?:(?:schreef|heeft)\s+)?)(?P<who>[^\n<:]{2,60}?)\s*"
    r"(?:<[^>\n]*>\s*|\[[^\]\n]*\]\s*)?(?:\n\s*)?(?:<[^>\n]*>\s*)?"
    r"(?:het\s+volgende\s+geschreven|geschreven|wrote|schreef)?\s*:",
    regex.IGNORECASE,
)
_BY = regex.compile(
    r"(?:verwijderd|bewerkt|doorgestuurd|toegevoegd|gedeeld|ondertekend|forwarded) (?:door|by) "
)
_REVIEW = regex.compile(r"Nummer:\s*\d+\s+Auteur:\s*(?P<who>[^\n]{1,60}?)\s+Onderwerp:")
_HEAD = 120
"""The first header of a print-out begins within so many characters."""
_LINE = regex.compile(r"[^\n]*")


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the people in the headers and quotations of messages, in chats and in actions."""
    yield from _headers(words, view)
    yield from _inside(words, view)


def named(words: Vocabulary, view: View, name: Name, rule: str, why: str) -> Hit:
    """Return the hit for a name in a place for names, with the function that stands beside it."""
    role, functie = beside(words, view.text, name.end)
    single = not name.achternaam and not name.voornamen
    kind = Kind.INITIALS if single else Kind.NAME
    fallback = Role.AMBTENAAR if role is Role.ONBEKEND else role
    return Hit(name.start, name.end, kind, 0.9, rule, why, role=fallback, functie=functie)


def beside(words: Vocabulary, text: str, end: int) -> tuple[Role, str]:
    """Return role and function that stand just after a name: `, jurist`, `| jurist`, below it."""
    gap = regex.compile(r"(?:\s*[,|(/-]\s*|\t|[ ]*\n[ ]*)").match(text, end)
    known = words.functie_at(text, gap.end(), gap.end() + 60) if gap else None
    return (known[0], known[1]) if known and not known[2] else (Role.ONBEKEND, "")


def line_end(text: str, at: int) -> int:
    """Return the offset of the end of the line that `at` is on."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _value(words: Vocabulary, text: str, at: int) -> int:
    """Return where the value of a header ends: before the next label, or where its list ends."""
    block = text.find("\n\n", at)
    if block >= 0 and not text[at:block].strip():  # the value stands in the block below its label
        block = text.find("\n\n", block + 2)
    end = len(text) if block < 0 else block
    stops = [p.search(text, at, end) for p in (words.kopstop, words.kop, words.aanhef)]
    labels = [stop.start() for stop in stops if stop is not None]
    if labels or ";" in text[at:end]:
        return min([*labels, end])
    return _list_end(text, at, end)


def _list_end(text: str, at: int, end: int) -> int:
    """Return the end of the first line, or of the last one that a separator leads on to."""
    stop = line_end(text, at + len(text[at:end]) - len(text[at:end].lstrip()))
    while stop < end and text[:stop].rstrip().endswith((";", ",")):
        stop = line_end(text, stop + 1)
    return min(stop, end)


def _headers(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.kop.finditer(text):
        end = _value(words, text, found.end())
        why = f"Naam in de kopregel '{found['label']}' van een bericht."
        for name in people.people(words, text, found.end(), end):
            yield named(words, view, name, "structuur.kop", why)
        if _first_line(text, found.start()) and found["label"].lower() in ("van", "from"):
            yield from _owner(words, view, found.start())


def _first_line(text: str, at: int) -> bool:
    return 0 < at < _HEAD and "\n" in text[:at]


def _owner(words: Vocabulary, view: View, at: int) -> Iterator[Hit]:
    """Find whose mailbox was printed: the name alone above the first header of a print-out."""
    for line in _LINE.finditer(view.text, 0, at):
        name = people.person(words, view.text, line.start(), line.end()) if line[0] else None
        if name is not None and name.end == line.start() + len(line[0].rstrip()):
            why = "Naam van wie het bericht afdrukte, boven de kop."
            yield named(words, view, name, "structuur.kop", why)


def _inside(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find chats, attributions, actions and @mentions, wherever on a line they stand."""
    text = view.text
    for pattern, rule, why in (
        (_CHAT, "structuur.chat", "Afzender van een chatbericht."),
        (_TEAMS, "structuur.chat", "Afzender van een chatbericht."),
        (_WROTE, "structuur.aangehaald", "Wie het aangehaalde bericht schreef."),
        (_REVIEW, "structuur.label", "Auteur van een opmerking in het document."),
    ):
        for found in pattern.finditer(text):
            start, end = found.span("who")
            name = people.person(words, text, start, end, lower=pattern is _CHAT)
            if name is not None:
                yield named(words, view, name, rule, why)
    yield from _actions(words, view)
    for pattern, why in ((_AT, "Iemand die met @ wordt aangesproken."), (_BY, "Wie dit deed.")):
        for found in pattern.finditer(text):
            end = min(line_end(text, found.end()), found.end() + 50)
            if name := people.person(words, text, found.end(), end, lower=pattern is _AT):
                yield named(words, view, name, "structuur.vermelding", why)


def _actions(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.actie.finditer(text):
        stop = regex.compile(r"[.:)\n]|\s(?=\p{Ll}{2})(?!en\s|de\s|van\s)").search(
            text, found.end() + 2
        )
        end = min(stop.start() if stop else len(text), found.end() + 60)
        for name in people.people(words, text, found.end(), end):
            yield named(words, view, name, "structuur.actie", "Wie een actie krijgt.")
