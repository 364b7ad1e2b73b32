# SPDX-License-Identifier: EUPL-1.2
"""Persons and pages in, the places where they are mentioned again out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import regex

from woolak.detect import evidence, grammar, guards
from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary, of
from woolak.model import Finding, Kind, Page, Person
from woolak.persons_forms import NICK, SURE, Form, forms
from woolak.rulebook import Rulebook

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’](?!s\b)[\p{L}\p{M}]+)*")
_FILE = regex.compile(
    r"[\w-]*\.(?:docx?|xlsx?|pptx?|pdf|msg|eml|odt|ods|txt|zip|jpe?g|png|vcf|ics|csv|rtf|heic|html?|mp[34]|mov|m4a)\b"
)
"""What follows a name in the name of a file: `advies_Kowalczyk.docx`."""
_INITIAL = regex.compile(r" \p{Lu}(?=[\s,;:?!.)]|\Z)\.?")
"""The first letter of a surname behind a first name: `Keila B.`."""
_AND = regex.compile(r" (?:en|and|&) \p{Lu}\p{Ll}")
_OWN_LINE = regex.compile(r"[ ,]*(?:\n|\Z)")
_LED = regex.compile(
    r"\b(?:van|door|aan|met|namens|volgens|cc|paraaf|concept|akkoord|vraag|bel|opm)$"
)
"""What stands before the letters of somebody: `tekst van FB`."""
_LETTERS = 2
_VERBS = frozenset(
    [
        "kan",
        "wil",
        "moet",
        "zal",
        "heeft",
        "had",
        "is",
        "was",
        "werd",
        "wordt",
        "zou",
        "mag",
        "kon",
        "gaat",
        "ging",
    ]
)
_NAMED = regex.compile(r"(?:\p{Lu}\p{Ll}+|\p{Lu}\.|heer|mevrouw|dhr\.|mw\.|mr\.|dr\.)[ ]$")
_ARTICLE = regex.compile(r"(?i)(?<![\p{L}])(?:de|het|een|deze|elke|the)[ ]$")
_PAIR = regex.compile(
    r"(?i)(?:actie|door|[(:])\s?(?:\p{L}{2,4}/)+\p{L}{2,4}(?![\p{L}])|^\s*\p{L}{2,4}/\p{L}{2,4}:"
)
"""Two people by their letters: `actie BdK/JV`; a unit has no such lead."""
_DIGITS = regex.compile(r"\d{1,3}")


def propagate(
    persons: Sequence[Person], findings: Sequence[Finding], pages: Sequence[Page], book: Rulebook
) -> list[Finding]:
    """Return the other places on these pages where a found person is mentioned, as new findings."""
    words = of(book)
    known, taken = _known(words, persons, findings)
    found: list[Finding] = []
    for page in pages:
        there = taken.get((page.document, page.number, page.layer), [])
        found += _again(words, known, page, there)
    return found


_Known = tuple[dict[str, list[Form]], dict[tuple[str, int, str], list[Finding]]]
_LAST: list[tuple[object, object, _Known]] = []


def _known(words: Vocabulary, persons: Sequence[Person], findings: Sequence[Finding]) -> _Known:
    """Return the forms to look for and the findings by page; kept, for the next document."""
    if not (_LAST and _LAST[0][0] is persons and _LAST[0][1] is findings):
        made = forms(words, persons, {f.id: f for f in findings})
        taken: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            taken[finding.document, finding.page, finding.layer].append(finding)
        _LAST[:] = [(persons, findings, (made, dict(taken)))]
    return _LAST[0][2]


def _again(
    words: Vocabulary, known: dict[str, list[Form]], page: Page, there: list[Finding]
) -> Iterator[Finding]:
    spoken = [(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(page.text)]
    taken = guards.spans(
        (f.start, f.end)
        for f in there
        if f.start is not None and f.end is not None and (f.keep or f.score >= SURE)
    )
    things: guards.Spans | None = None
    last_end = -1
    for i, (word, start, _) in enumerate(spoken):
        for form in known.get(word, ()):
            end = _matched(words, form, spoken, i, page)
            if end < 0 or start < last_end:
                continue
            low, high = _begins(words, page.text, spoken, i, form), end
            things = things or guards.spans(guards.things(words, page.text))
            if things.touch(low, high) or taken.touch(low, high):
                continue
            last_end = high
            yield _found(page, low, high, form)
            break


def _matched(
    words: Vocabulary, form: Form, spoken: list[tuple[str, int, int]], at: int, page: Page
) -> int:
    """Return the end of the form at word `at`, -1 when it does not stand there as a name."""
    size = len(form.parts)
    here = spoken[at : at + size]
    elsewhere = form.documents is not None and page.document not in form.documents
    if elsewhere or tuple(word for word, _, _ in here) != form.parts:
        return -1
    start, end = here[0][1], here[-1][2]
    digits = _DIGITS.match(page.text, end) if form.kind is Kind.ACCOUNT else None
    end = digits.end() if digits else end
    following = spoken[at + size][0] if at + size < len(spoken) else ""
    named = _named(words, form, page, (start, end, following))
    if not named or _inner(page.text, start, end):
        return -1
    letter = _INITIAL.match(page.text, end) if form.given else None
    return letter.end() if letter else end


def _named(words: Vocabulary, form: Form, page: Page, where: tuple[int, int, str]) -> bool:
    """Say whether what stands at (start, end, before this word) is the form and no other word."""
    start, end, following = where
    text = page.text[start:end]
    if form.kind is Kind.ACCOUNT:
        return text == text.lower() and not words.lexicon.ordinary(text)
    if form.exact:
        told = not form.spoken or _speaks(words, page.text, where)
        return text == form.exact and told
    if not text[:1].isupper():
        return _lower(words, form, page, (start, end))
    acts = following in words.handelingen or following in _VERBS
    acts = acts or _AND.match(page.text, end) is not None
    signs = _OWN_LINE.match(page.text, end) if page.text[:start].endswith("\n") else None
    acts = acts or (signs is not None and form.given)
    if form.place and not _of_somebody(words, form, page.text, start, end):
        return False
    if form.ordinary and not form.tussen and _of_a_thing(words, page.text, start, end):
        return False
    return not form.ordinary or acts or _in_sentence(page.text, start)


def _of_somebody(words: Vocabulary, form: Form, text: str, start: int, end: int) -> bool:
    """Say whether a surname that is also a place means somebody: `Van Arnhem`, `de heer Delden`."""
    before = text[max(start - len(form.tussen) - 2, 0) : start].strip()
    if form.tussen and fold(before).endswith(form.tussen):
        at = start - 1 - len(form.tussen)
        return text[at : at + 1].isupper() or _NAMED.search(text, max(at - 24, 0), at) is not None
    named = _NAMED.search(text, max(start - 24, 0), start) is not None
    return named or evidence.around(words, text, start, end) >= evidence.STRONG


def _of_a_thing(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether a word that is also a surname means the thing here: `de Kamer`."""
    if _ARTICLE.search(text, max(start - 9, 0), start):
        return True
    nobody = words.nobody((text[start:end],))
    return nobody and evidence.around(words, text, start, end) < evidence.STRONG


def _lower(words: Vocabulary, form: Form, page: Page, where: tuple[int, int]) -> bool:
    """Say whether a word without a capital names somebody the document knows: `tessa`, `bas`."""
    start, end = where
    before = fold(page.text[max(start - len(form.tussen) - 2, 0) : start])
    if form.tussen and regex.fullmatch(rf"\W?{regex.escape(form.tussen)}\s", before):
        return True
    known = page.document in (form.documents or {form.origin.document})
    if "".join(form.parts)[NICK:] == "" or not (known or form.documents is None):
        return False
    if not any(words.lexicon.ordinary(part) for part in form.parts):
        return True
    told = evidence.around(words, page.text, start, end) >= evidence.HUMAN
    return told or evidence.asked(words, page.text, start, end)


def _inner(text: str, start: int, end: int) -> bool:
    """Say whether what stands at [start, end) is part of a longer word, address or code."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _FILE.match(text, end):
        return before.isalnum()
    if before and (before.isalnum() or before in "@_\\"):
        return True
    if after and (after.isalnum() or after in "@_"):
        return True
    dotted = after == "." and text[end + 1 : end + 2].isalnum()
    joined = after == "-" and text[end + 1 : end + 2].islower()
    unit = before == "/" and text[start - 2 : start - 1].isupper() and text[start:end].isupper()
    if (unit or (after == "/" and text[start:end].isupper())) and not _PAIR.search(
        text, max(start - 6, 0), end + 6
    ):
        return True
    return dotted or joined or (before == "." and text[start - 2 : start - 1].islower())


def _speaks(words: Vocabulary, text: str, where: tuple[int, int, str]) -> bool:
    """Say whether a code stands where minutes put who speaks or acts: `BdK:`, `(BdK)`, a cell."""
    start, end, following = where
    if any(letter.islower() for letter in text[start:end]):
        return True
    before, after = text[max(start - 20, 0) : start].rstrip(" ")[-1:], text[end : end + 1]
    if before in ("", "\n"):
        return after in (":", "", "\n") or following in words.handelingen
    lead = text[max(start - 12, 0) : start].lower().rstrip(" :")
    said = after == ":" or (following in words.handelingen and before in ".;")
    if said or (before in "(/" and after in ")/") or lead.endswith("actie"):
        return True
    unit = text[start:end] in words.afkortingen or len(text[start:end]) > _LETTERS
    return not unit and (after in ("", "\n") or _LED.search(lead) is not None)


def _in_sentence(text: str, start: int) -> bool:
    """Say whether a capital at `start` is not just that of a sentence, a line or a cell."""
    before = text[:start].rstrip(" \u00a0")[-1:]
    return bool(before) and before not in '.!?:;\n\t•-–|>"“‘('


def _begins(
    words: Vocabulary, text: str, spoken: list[tuple[str, int, int]], at: int, form: Form
) -> int:
    """Return where the initials and the tussenvoegsel before the surname at word `at` begin."""
    low = start = spoken[at][1]
    for _ in form.tussen.split():
        at -= 1
        if at < 0 or text[spoken[at][2] : low].strip(" \n") or "\n\n" in text[spoken[at][2] : low]:
            break
        begin = spoken[at][1] - (text[spoken[at][1] - 1 : spoken[at][1]] in ("'", "’"))
        joined = fold(" ".join(text[begin:start].split()))
        if spoken[at][0] not in words.tussenvoegsels and joined not in words.tussenvoegsels:
            break
        low = begin
    found = regex.search(
        rf"(?<![\p{{L}}\p{{N}}@.])({grammar.INITIALS})$", text[max(low - 16, 0) : low]
    )
    return low - len(found[1]) if found else low


def _found(page: Page, start: int, end: int, form: Form) -> Finding:
    origin = form.origin
    where = "" if origin.document == page.document else f" van document {origin.document}"
    return Finding(
        page.document,
        page.number,
        page.layer,
        start,
        end,
        page.text[start:end],
        form.kind,
        ("persoon.herhaling",),
        0.8 if not form.ordinary else 0.65,
        f"Dezelfde persoon als op blz. {origin.page}{where}.",
        page.boxes(start, end),
        role=origin.role,
        functie=origin.functie,
    )
