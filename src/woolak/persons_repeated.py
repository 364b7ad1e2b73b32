# SPDX-License-Identifier: EUPL-1.2
"""Persons and pages in, the places where they are mentioned again out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woolak.detect import grammar, guards
from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary, of
from woolak.model import Finding, Kind, Page, Person, Role
from woolak.rulebook import Rulebook

PUBLIC = frozenset(
    {Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER, Role.HISTORISCH}
)
"""Roles in which a name is public: never looked for elsewhere to redact it."""
SURE = 0.4
"""Findings below this score are suspects: nobody is known by them."""
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_CODE = regex.compile(r"\p{Lu}[\p{L}]{0,3}\p{Lu}?\.?")
_FILE = regex.compile(r"[\w-]*\.(?:docx?|xlsx?|pptx?|pdf|msg|eml|odt|ods|txt|zip|jpe?g|png)\b")
"""What follows a name in the name of a file: `advies_Kowalczyk.docx`."""
_MINIMUM = 3
"""Surnames and first names shorter than this are not looked for elsewhere."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a person can be written: folded words, in this order."""

    parts: tuple[str, ...] = field(repr=False)
    kind: Kind
    origin: Finding = field(repr=False)
    documents: frozenset[str] | None
    exact: str = field(default="", repr=False)
    ordinary: bool = False
    spoken: bool = False
    tussen: bool = False


def propagate(
    persons: Sequence[Person], findings: Sequence[Finding], pages: Sequence[Page], book: Rulebook
) -> list[Finding]:
    """Return the other places on these pages where a found person is mentioned, as new findings."""
    words = of(book)
    forms = _forms(words, persons, {f.id: f for f in findings})
    taken: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        taken[finding.document, finding.page, finding.layer].append(finding)
    found: list[Finding] = []
    for page in pages:
        there = taken[page.document, page.number, page.layer]
        found += _again(words, forms, page, there)
    return found


def _forms(
    words: Vocabulary, persons: Sequence[Person], known: dict[str, Finding]
) -> dict[str, list[_Form]]:
    """Return what to look for, under the folded first word of each form."""
    forms: dict[str, list[_Form]] = defaultdict(list)
    for person in persons:
        mentions = [known[i] for i in person.findings if i in known]
        mine = [f for f in mentions if not f.keep and f.score >= SURE]
        if not mine or person.role in PUBLIC:
            continue
        for form in _forms_of(words, person, mine):
            if form.parts and form not in forms[form.parts[0]]:
                forms[form.parts[0]].append(form)
    return forms


def _forms_of(words: Vocabulary, person: Person, mine: list[Finding]) -> Iterator[_Form]:
    documents = frozenset(f.document for f in mine)
    names = [f for f in mine if f.kind is Kind.NAME]
    origin = names[0] if names else mine[0]
    last = _parts(person.achternaam)
    ordinary = any(words.lexicon.common(part) for part in (person.achternaam, *last))
    if last and len("".join(last)) >= _MINIMUM and names:
        where = None if person.voornamen or person.initialen else documents
        tussen = bool(person.tussenvoegsel)
        yield _Form(last, Kind.NAME, origin, where, ordinary=ordinary, tussen=tussen)
        if "-" in person.achternaam:
            half = _parts(person.achternaam.split("-")[0])
            yield _Form(half, Kind.NAME, origin, documents, ordinary=True)
    sure = [f for f in names if f.score >= 0.5]  # noqa: PLR2004 - a first name on its own weight
    for first in person.voornamen[:1]:
        parts = _parts(first)
        if sure and len(first) >= _MINIMUM and fold(first) not in words.tussenvoegsels:
            word = words.lexicon.common(first)
            yield _Form(parts, Kind.NAME, origin, documents, ordinary=word)
    explained = {f.text.strip(" .()") for f in mine if f.kind is Kind.INITIALS}
    for code in explained:
        if _CODE.fullmatch(code) and len(code) > 1:
            yield _Form(_parts(code), Kind.INITIALS, origin, documents, exact=code)
    for code in _codes(person) - explained:
        yield _Form(_parts(code), Kind.INITIALS, origin, documents, exact=code, spoken=True)


def _codes(person: Person) -> set[str]:
    """Return the abbreviations by which minutes call somebody: BdK for Bas de Koning."""
    if not (person.achternaam and (person.voornamen or person.initialen)):
        return set()
    given = {"".join(v[0] for v in person.voornamen), person.initialen[:1]} - {""}
    given |= {person.voornamen[0][0]} if person.voornamen else set()
    tussen = "".join(part[0].lower() for part in person.tussenvoegsel.split() if part[0].isalpha())
    surname = [part for part in regex.split(r"[- ]", person.achternaam) if part[:1].isupper()]
    ends = {"".join(part[0] for part in surname), surname[0][0] if surname else ""} - {""}
    return {g + middle + end for g in given for middle in {tussen, ""} for end in ends}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text))


def _again(
    words: Vocabulary, forms: dict[str, list[_Form]], page: Page, there: list[Finding]
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
        for form in sorted(forms.get(word, ()), key=lambda f: -len(f.parts)):
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
    words: Vocabulary, form: _Form, spoken: list[tuple[str, int, int]], at: int, page: Page
) -> int:
    """Return the end of the form at word `at`, -1 when it does not stand there as a name."""
    size = len(form.parts)
    here = spoken[at : at + size]
    if tuple(word for word, _, _ in here) != form.parts:
        return -1
    if form.documents is not None and page.document not in form.documents:
        return -1
    start, end = here[0][1], here[-1][2]
    text = page.text[start:end]
    if form.exact:
        there = text == form.exact and not _inner(page.text, start, end)
        return end if there and (not form.spoken or _speaks(page.text, start, end)) else -1
    if not text[:1].isupper() or _inner(page.text, start, end):
        return -1
    acts = at + size < len(spoken) and spoken[at + size][0] in words.handelingen
    if form.ordinary and not acts and not _in_sentence(page.text, start):
        return -1
    return end


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
    return dotted or joined or (before == "." and text[start - 2 : start - 1].islower())


def _speaks(text: str, start: int, end: int) -> bool:
    """Say whether a code stands where minutes put who speaks or acts: `BdK:`, `(BdK)`, a cell."""
    before, after = text[:start].rstrip(" ")[-1:], text[end : end + 1]
    lead = text[max(start - 12, 0) : start].lower().rstrip(" :")
    if before in ("", "\n"):
        return after in (":", "", "\n")
    return (before in "(/" and after in ")/") or lead.endswith("actie")


def _in_sentence(text: str, start: int) -> bool:
    """Say whether a capital at `start` is not just that of a sentence, a line or a cell."""
    before = text[:start].rstrip(" \u00a0")[-1:]
    return bool(before) and before not in '.!?:;\n\t•-–|>"“‘('


def _begins(
    words: Vocabulary, text: str, spoken: list[tuple[str, int, int]], at: int, form: _Form
) -> int:
    """Return where the initials and the tussenvoegsel before the surname at word `at` begin."""
    low = start = spoken[at][1]
    for _ in range(3 if form.tussen else 0):
        at -= 1
        if at < 0 or text[spoken[at][2] : low].strip(" \n") or "\n\n" in text[spoken[at][2] : low]:
            break
        joined = fold(" ".join(text[spoken[at][1] : start].split()))
        if spoken[at][0] not in words.tussenvoegsels and joined not in words.tussenvoegsels:
            break
        low = spoken[at][1]
    found = regex.search(
        rf"(?<![\p{{L}}\p{{N}}@.])({grammar.INITIALS})$", text[max(low - 16, 0) : low]
    )
    return low - len(found[1]) if found else low


def _found(page: Page, start: int, end: int, form: _Form) -> Finding:
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
