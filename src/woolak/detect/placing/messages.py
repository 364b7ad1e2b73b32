# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for who writes, who is written to, and who is addressed or given a task."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from woolak.detect.matching import anchors
from woolak.detect.naming import capacity, people
from woolak.detect.placing import bodies, codes, tables, talkers
from woolak.detect.text.view import Hit, View, line_end
from woolak.detect.words import shapes
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role

_AT = regex.compile(r"(?<![\p{L}\p{N}._%+-])@ ?(?=\p{L})")
_BY = anchors.begun(
    r"(?:verwijderd|bewerkt|doorgestuurd|toegevoegd|gedeeld|ondertekend|forwarded) (?:door|by) "
)
_ACCOUNT = regex.compile(r"(?<=\s)[\p{Ll}][\p{Ll}._-]{3,15}\d{0,3}(?=[\s,;.)]|\Z)")
_DOES = regex.compile(
    r"(?<![\s.,]\p{Lu}[hj]?|\b(?:mr|mw|mevr|dhr|drs|dr|ir|ing|prof))\.|[:)\n]|\s(?P<word>['’]t|\p{Ll}[\p{Ll}'’]+)"
)
"""What may end the names of those who get an action."""
_TOLD = 60
"""Those who get an action are told within so many characters."""
_FEW = 4
"""A header of a chat holds no more words than these."""
_NEXT = 4
"""The first name behind a label begins within so many characters."""
_BEHIND = 80
"""The names behind a label in a line stand within so many characters."""
_ACTED = 50
"""Who did something, or is called with @, stands within so many characters."""
_BEFORE = 30
"""A surname before a unit begins within so many characters."""
_AND = regex.compile(r"(?:\s?\([^()\n]{1,30}\))?\s?(?:[,;/&]|(?:,\s)?\s(?:en|and)(?=\s))\s?")
"""What stands between two people of a list, the unit of the first with it."""
_FROM = anchors.lines(r"(?:Van|From)[ ](?=\p{Lu})")
_TO = regex.compile(r"[ ]+(?:Aan|To|Datum|Date|Cc|CC|Verzonden|Sent|Onderwerp)[ :]")
"""Around the name at the beginning of a head on one line."""
_NOTED = anchors.lines(
    r"[ ]*(?P<who>\p{Lu}[\p{L}'’-]{2,}(?:[ ]\p{L}[\p{L}'’-]*){0,3})"
    r",?[ ]\(?\d{1,2}[-/.]\d{1,2}(?:[-/.](?:20)?\d\d)?\)?:[ ]\p{L}"
)
"""A name and a date before a note."""
_HEAD = 120
"""The first header of a print-out begins within so many characters."""
_LINE = regex.compile(r"[^\n]*")
_ROW = regex.compile(r"\n(?:[^\S\n\t]*+\S[^\n\t]*+\t){2}")
"""The beginning of a row of a table, of three cells at least."""
_SMALL = anchors.lines(
    r"(?:Van|From|Afzender)[ ]?:[ ]*(?P<who>\p{Ll}[\p{Ll}'’-]{2,24})[ ]*"
    r"\n(?:Verzonden|Sent|Datum|Date|Aan|To)[ ]?:"
)
"""A sender in small letters, in the head of a message."""
_SMALL_WORD = regex.compile(r"(?<![\p{L}.@'’-])\p{Ll}{2,}(?![\p{L}.@'’-])")
_TELLS = 4
"""A line with so many words in small letters is one of a text, and no value in the head of it."""
_SUBJECT = anchors.lines(
    r"(?im)^(?:onderwerp|subject|betreft|bijlagen?|attachments?)\s?:[^\n]*\n\s*"
    r"(?-i:(?P<who>\p{Lu}[\p{L}'’-]+(?:(?:, | en | and |/)\p{Lu}[\p{L}'’-]+){0,2})),[\n ]"
)
"""The last label of a header, and a name with a comma where the message begins."""
_OF_UNIT = regex.compile(r"[ ]\(\p{Lu}[\p{L}&]*\p{Lu}[\p{L}&/ -]{0,20}\)")
"""A unit in brackets behind somebody."""
_TITLE = regex.compile(
    rf"(?:(?<![\p{{L}}\p{{N}}.]){shapes.INITIALS}|(?<![\p{{L}}'’.-]|\p{{Ll}}{{2}} ))"
    r"(?:(?:De|Den) )?(?P<last>\p{Lu}\p{Ll}+)$"
)
_LISTED = regex.compile(
    r"(?<=[,;:] )(?P<code>\p{Lu}{2}|\p{Lu}\p{Ll}{1,2}\p{Lu})(?=\s*(?:[,;\n]|\Z))"
)
"""Letters that stand for somebody in a list of those a message goes to: `Cc: Tessa, JW`."""
_PAIR = regex.compile(r"\p{Lu}{2}")
_TOLD_LINE = regex.compile(
    r"\n[ ]*(?:\d{1,2}[.)][ ]\p{Lu}\p{Ll}{2,}|[•▪–-][ ]\p{Lu}\p{Ll}"
    r"|[^\n;@<]*\p{Ll}{5}[.?!][ ]+\p{Lu}\p{Ll}|[^\n;@<]*\t[^\n;@<]*\t)"
)
"""A line of an enumeration, one in which a sentence ends and another begins, or a row."""
_ENDED = anchors.lines(
    r"(?m)(?<=[.!?,)\p{L}]\s{0,2}\n{1,2})[>\s]*(?P<code>\p{Lu}{1,2}|\p{Lu}\p{Ll}{1,2}\p{Lu})\.?[ ]*"
    r"(?=\n+[>\s]*(?:Van|From|Verzonden|-{3,}|_{5,})|\s*\Z)"
)
"""Letters alone on the last line of a message."""
_LAST_LINE = anchors.lines(
    r"(?<=[.!?]\s{0,2}\n{1,2})[>\s]*(?P<who>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]*\.?)?)[ ]*"
    r"(?=\n+[>\s]*(?:Van|From|Verzonden|Op \d|-{3,}|_{5,})|\s*\Z)"
)
"""A name alone on the last line of a message, behind a sentence."""


def find(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Return the people in the headers of messages and memos, in actions and @mentions."""
    yield from _headers(words, view)
    yield from _small(words, view)
    yield from _memo(words, view)
    yield from _written(words, view)
    yield from _inside(words, view)
    yield from _one_line(words, view)
    yield from _margins(words, view)


def named(words: Vocabulary, view: View, name: Name, rule: str, why: str) -> Hit:
    """Return the hit for a name in a place for names, with the function that stands beside it."""
    role, functie = capacity.functie_beside(words, view.text, name.end)
    letters = name.initialen and not (name.achternaam or name.voornamen)
    kind = Kind.INITIALS if letters else Kind.NAME
    fallback = Role.AMBTENAAR if role is Role.ONBEKEND else role
    return Hit(name.start, name.end, kind, 0.9, rule, why, role=fallback, functie=functie)


def _value(words: Vocabulary, text: str, at: int) -> int:
    """Return where the value of a header ends: before the next label, or where its list ends."""
    block = text.find("\n\n", at)
    if block >= 0 and not text[at:block].strip():  # the value stands in the block below its label
        block = text.find("\n\n", block + 2)
    end = _before_prose(text, at, _before_table(text, at, len(text) if block < 0 else block))
    labels = (words.kopstop, words.kop, words.aanhef, words.label)
    stops = [pattern.search(text, at, end) for pattern in labels]
    found = [stop.start() for stop in stops if stop is not None]
    if found or ";" in text[at:end]:
        return min([*found, end])
    return _list_end(text, at, end)


def _before_table(text: str, at: int, end: int) -> int:
    """Return the end of the lines before the first row of a table, which no value goes on in."""
    first = line_end(text, at)
    row = _ROW.search(text, first, end) if first < end else None
    return row.start() if row is not None else end


def _before_prose(text: str, at: int, end: int) -> int:
    """Return the end of the lines before the first one that numbers or tells something."""
    first = line_end(text, at + len(text[at:end]) - len(text[at:end].lstrip()))
    told = _TOLD_LINE.search(text, first, end) if first < end else None
    return told.start() if told is not None else end


def is_row(text: str, at: int) -> bool:
    """Say whether the line behind the line end at `at` is a row of a table."""
    return _ROW.match(text, at) is not None


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
        lower = _bare(text, found.end(), end)
        for name in bodies.people_of(words, text, found.end(), end, lower=lower):
            yield named(words, view, name, "structuur.kop", why)
        for code in _LISTED.finditer(text, found.end(), end):
            if codes.signs(words, code["code"]):
                yield codes.signed(code.span("code"), why)
        if _first_line(text, found.start()) and found["label"].lower() in ("van", "from"):
            yield from _owner(words, view, found.start())


def _one_line(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who writes in a head on one line without colons: `Van Jan Bos Aan Yara Kaya Datum`."""
    text = view.text
    for found in _FROM.finditer(text):
        stop = _TO.search(text, found.end(), line_end(text, found.end()))
        end = stop.start() if stop is not None else found.end()
        name = people.person(words, text, found.end(), end) if stop is not None else None
        if name is not None and name.full and name.end == end:
            yield named(words, view, name, "structuur.kop", "Naam in de kop van een bericht.")


def _margins(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who wrote a dated note on a line of its own: `Soekh, 3-5-2021: graag navragen`."""
    text = view.text
    for found in _NOTED.finditer(text):
        name = people.person(words, text, found.start("who"), found.end("who"))
        word = found["who"]
        plain = words.lexicon.ordinary(word) and not (
            words.lexicon.first(word) or words.lexicon.last(word)
        )
        if name is not None and not plain and not words.lexicon.place(word):
            yield named(words, view, name, "structuur.aangehaald", "Wie een notitie maakte.")


def _bare(text: str, start: int, end: int) -> bool:
    """Say whether a header holds a few words without a capital, as chats print them."""
    value = text[start:end].strip()
    return value == value.lower() and len(value.split()) <= _FEW and "@" not in value


def _memo(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who stands in the head of a memo: labels without a colon, values beside or below."""
    text = view.text
    labels = [m for m in words.memo.finditer(text) if not _heading(words, view, m)]
    for found, other in zip(labels, [*labels[1:], *labels[-2:-1]], strict=False):
        far = abs(other.start() - found.start()) > _HEAD or found["label"] == other["label"]
        if far or not found["who"]:
            continue
        why = f"Naam bij '{found['label']}' in de kop van een stuk."
        for start, end in _beside(words, view, found):
            for name in people.people(words, text, start, end):
                yield named(words, view, name, "structuur.kop", why)


def _heading(words: Vocabulary, view: View, label: regex.Match[str]) -> bool:
    """Say whether a label is a heading of a table: another one stands beside it."""
    right = tables.right_of(view, label.start("label"))
    return any(words.memo.match(view.text, start) for start, _ in right)


def _beside(words: Vocabulary, view: View, label: regex.Match[str]) -> Iterator[tuple[int, int]]:
    text = view.text
    end = line_end(text, label.end())
    if text[label.end() : end].strip():
        yield label.end(), end
        return
    if right := tables.right_of(view, label.start("label")):
        yield from right
        return
    for start, stop in tables.below(view, label.start("label"), 2.5):
        if words.memo.match(text, start) or words.kopstop.match(text, start):
            return
        small = (word[0] for word in _SMALL_WORD.finditer(text, start, stop))
        if sum(word not in words.tussenvoegsels for word in small) >= _TELLS:
            return  # the paper begins below its head
        yield start, stop


def _written(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find whom a message greets without a greeting, `Tessa,`, and the letters that end it."""
    text = view.text
    if next(words.kop.finditer(text), None) is None:
        return
    for found in _SUBJECT.finditer(text):
        opens = words.aanhef.match(text, found.start("who"))  # `Hi,` alone; `Lieve` is a name
        if opens is not None and not words.lexicon.first(opens["label"]):
            continue
        for name in people.people(words, text, *found.span("who")):
            yield named(words, view, name, "structuur.aanhef", "Wie een bericht aanspreekt.")
        if _PAIR.fullmatch(found["who"]) and found["who"] not in words.afkortingen:
            yield codes.signed(found.span("who"), "Wie een bericht aanspreekt.")
    for found in _ENDED.finditer(text):
        if codes.signs(words, found["code"]):
            yield codes.signed(found.span("code"), "Letters waarmee een bericht eindigt.")
    for found in _LAST_LINE.finditer(text):
        writer = people.person(words, text, *found.span("who"))
        greets = words.groet.match(text, found.start("who")) is not None
        if writer is not None and not greets and writer.end == found.end("who"):
            why = "Naam waarmee een bericht eindigt."
            yield named(words, view, writer, "structuur.ondertekening", why)


def _first_line(text: str, at: int) -> bool:
    return 0 < at < _HEAD and "\n" in text[:at]


def _owner(words: Vocabulary, view: View, at: int) -> Iterator[Hit]:
    """Find whose mailbox was printed: the name alone above the first header of a print-out."""
    for line in _LINE.finditer(view.text, 0, at):
        name = people.person(words, view.text, line.start(), line.end()) if line[0] else None
        if name is None or _title(words, line[0].strip()):
            continue
        if name.end == line.start() + len(line[0].rstrip()):
            why = "Naam van wie het bericht afdrukte, boven de kop."
            yield named(words, view, name, "structuur.kop", why)


def _small(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find who sends a message and is written in small letters, whatever he is called."""
    for found in _SMALL.finditer(view.text):
        if talkers.fits(words, found["who"]):
            name = Name(*found.span("who"), (found["who"],))
            yield named(words, view, name, "structuur.kop", "Wie een bericht verstuurt.")


def _title(words: Vocabulary, spoken: str) -> bool:
    """Say whether a line is one ordinary word, that of a paper: `Gunningsadvies`."""
    known = words.lexicon.first(spoken) or words.lexicon.last(spoken)
    return " " not in spoken and not known and words.lexicon.ordinary(spoken)


def _inside(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find actions and @mentions, wherever on a line they stand."""
    text = view.text
    yield from _actions(words, view)
    for pattern, why in ((_AT, "Iemand die met @ wordt aangesproken."), (_BY, "Wie dit deed.")):
        for found in pattern.finditer(text):
            end = min(line_end(text, found.end()), found.end() + _ACTED)
            if name := people.person(words, text, found.end(), end, lower=pattern is _AT):
                yield named(words, view, name, "structuur.vermelding", why)
    yield from _of_units(words, text)
    yield from _labelled(words, view)


def _labelled(words: Vocabulary, view: View) -> Iterator[Hit]:
    """Find the people behind a label in a line, or the account or the letters of one."""
    text = view.text
    for found in words.inline.finditer(text):
        end = min(line_end(text, found.end()), found.end() + _BEHIND)
        why = f"Naam na '{found['label'].strip()}'."
        last = -1
        for name in people.people(words, text, found.end(), end):
            first = last < 0 and name.start - found.end() <= _NEXT
            if not first and (last < 0 or not _listed(words, text, last, name)):
                break
            yield named(words, view, name, "structuur.label", why)
            last = name.end
        if last < 0:
            yield from accounts(words, text, found.end(), why)
            yield from codes.value(words, text, found.end(), end, why)


def _of_units(words: Vocabulary, text: str) -> Iterator[Hit]:
    """Find surnames that are titles as well, before a unit: `Prins (DWJZ)`, not `Prins (VVD)`."""
    for found in _OF_UNIT.finditer(text):
        who = _TITLE.search(text, max(found.start() - _BEFORE, 0), found.start())
        if who is None or words.partij.match(text, found.start()) is not None:
            continue
        title = words.functie.fullmatch(who["last"]) is not None
        if title and who["last"].lower() in words.achternaam_woorden - words.geen_persoon:
            why = "Achternaam met een eenheid erachter."
            yield Hit(*who.span(), Kind.NAME, 0.8, "structuur.vermelding", why, role=Role.AMBTENAAR)


def _listed(words: Vocabulary, text: str, last: int, name: Name) -> bool:
    """Say whether a name goes on with the list in which another one stands.

    A full name does; a first name does behind a stroke, an `&` or `en`.
    """
    between = _AND.fullmatch(text, last, name.start)
    first = name.alone and words.lexicon.first(name.voornamen[0])
    return between is not None and (name.full or (first and "," not in between[0]))


def accounts(words: Vocabulary, text: str, start: int, why: str) -> Iterator[Hit]:
    """Yield the account name that stands where a name should, at [start, ...) on a line."""
    found = _ACCOUNT.match(text, start)
    spoken = "" if found is None else found[0]
    if found is not None and not any(map(words.lexicon.ordinary, (spoken, spoken.rstrip(".")))):
        yield Hit(*found.span(), Kind.ACCOUNT, 0.8, "structuur.label", why, role=Role.AMBTENAAR)


def _actions(words: Vocabulary, view: View) -> Iterator[Hit]:
    text = view.text
    for found in words.actie.finditer(text):
        end = _acts(words, text, found.end())
        for name in people.people(words, text, found.end(), end):
            yield named(words, view, name, "structuur.actie", "Wie een actie krijgt.")


def _acts(words: Vocabulary, text: str, at: int) -> int:
    """Return where those who get an action end: at what they do, `Jan van den Berg stuurt`."""
    for stop in _DOES.finditer(text, at + 2, min(at + _TOLD, len(text))):
        if stop["word"] is None or fold(stop["word"]) not in words.grammar.small | {"en"}:
            return stop.start()
    return min(at + _TOLD, len(text))
