# SPDX-License-Identifier: EUPL-1.2
"""Persons and pages in, the places where they are mentioned again out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import regex

from woolak.detect.naming import evidence, guards, informal
from woolak.detect.words import shapes
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import Finding, Kind, Page, Person
from woolak.persons import accounts as persons_accounts
from woolak.persons import broken as persons_broken
from woolak.persons import called as persons_called
from woolak.persons import humps, large, lettered
from woolak.persons import small as persons_small
from woolak.persons.elsewhere import elsewhere
from woolak.persons.forms import (
    CALLED,
    NICK,
    SURE,
    Form,
    Letters,
    broken,
    calls,
    forms,
    letters,
)
from woolak.persons.reach import Reach, reach
from woolak.rulebook import Rulebook

_APART = regex.compile(r"\d|[.;:!?]\s*\n")
"""What stands in no name: the words on either side of it are of two cells."""
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’](?!s\b)[\p{L}\p{M}]+)*")
_FILE = regex.compile(
    r"[\w-]*\.(?:docx?|xlsx?|pptx?|pdf|msg|eml|odt|ods|txt|zip|jpe?g|png|vcf|ics|csv|rtf|heic|html?|mp[34]|mov|m4a)\b"
)
"""What follows a name in the name of a file: `advies_Kowalczyk.docx`."""
_JOINED = regex.compile(r" en |, | of |/| \+ | & ")
"""What stands between two people: `serkan en lou`."""
_BEFORE = regex.compile(rf"(?:{_JOINED.pattern})$")
_MIDST = regex.compile(r"(?<![\p{L}-])\p{Ll}+,?[ ]$")
"""A word in small letters, behind which no sentence begins."""
_CAPITAL = regex.compile(r"[ -]\p{Lu}|\.[ ]?[\p{Ll}\d]")
_DIALLED = regex.compile(r"[.:]?[ ]?[+(]?\d")
"""Behind a letter it is the label of a number: `M 06 1234 5678`."""
_TELLING = 5
_INITIALS_BEFORE = regex.compile(rf"(?<![\p{{L}}\p{{N}}@.])({shapes.INITIALS})$")
_NICKS = 3, 9
"""The letters of a word that colleagues make of a first name."""


def propagate(
    persons: Sequence[Person], findings: Sequence[Finding], pages: Iterable[Page], book: Rulebook
) -> list[Finding]:
    """Return the other places on these pages where a found person is mentioned, as new findings."""
    words = of(book)
    reached, known, told, names, taken, nicks = _known(words, persons, findings)
    found: list[Finding] = []
    for page in pages:
        there = taken.get((page.document, page.number, page.layer), [])
        again = list(_again(words, (reached, known, nicks), page, there))
        again += _lettered(words, (told, known), page, [*there, *again])
        again += _pieced(words, names, page, [*there, *again])
        found += sorted(again, key=lambda f: f.start or 0)
    return found


def _lettered(
    words: Vocabulary, wanted: tuple[Letters, _Forms], page: Page, there: list[Finding]
) -> Iterator[Finding]:
    """Yield the codes, the account names and, in longer words, the names of known people."""
    told, known = wanted
    taken = guards.spans(
        (f.start, f.end)
        for f in there
        if f.start is not None and f.end is not None and (f.keep or f.score >= SURE)
    )
    where = page.text, page.document, told.codes
    for start, end, origin in (*lettered.find(words, *where), *lettered.singles(*where)):
        if not taken.touch(start, end):
            yield _made(page, (start, end), Kind.INITIALS, origin)
    accounts = persons_accounts.find(words, page.text, told.accounts)
    addresses = persons_accounts.addressed(there, told.addresses)
    for kind, places in ((Kind.EMAIL, addresses), (Kind.ACCOUNT, accounts)):
        for start, end, origin in places:
            if not taken.touch(start, end):
                yield _made(page, (start, end), kind, origin)
    for start, end, form in humps.find(words, page.text, page.document, known):
        if not (taken.touch(start, end) or things_on(words, page.text).touch(start, end)):
            yield _found(page, start, end, form)


def _pieced(
    words: Vocabulary, names: persons_broken.Wanted, page: Page, there: list[Finding]
) -> Iterator[Finding]:
    """Yield the pieces of names that the lines or the cells of a page break, not yet found."""
    sure = [f for f in there if f.start is not None and (f.keep or f.score >= SURE)]
    taken = guards.spans((f.start, f.end) for f in sure if f.start is not None and f.end)
    kept = guards.spans((f.start, f.end) for f in sure if f.keep and f.start is not None and f.end)
    for pieces, origin in persons_broken.find(page, names):
        things = things_on(words, page.text)
        if any(kept.touch(*piece) or things.touch(*piece) for piece in pieces):
            continue
        made = [_made(page, at, Kind.NAME, origin) for at in pieces if not taken.touch(*at)]
        yield from (replace(f, mention=made[0].id) if made[1:] else f for f in made)


_Forms = dict[str, list[Form]]
_Reached = Mapping[str, Reach[Form]]
_Nicks = dict[str, Reach[Form]]
"""The forms of who may be called by a word, for each word that was met: few are of anybody."""
_MOST_NICKS = 50_000
_There = dict[tuple[str, int, str], list[Finding]]
_Known = tuple[_Reached, _Forms, Letters, persons_broken.Wanted, _There, _Nicks]
_Wanted = tuple[_Reached, _Forms, _Nicks]
_NOBODY: Reach[Form] = reach(())
_LAST: list[tuple[object, object, _Known]] = []


def _known(words: Vocabulary, persons: Sequence[Person], findings: Sequence[Finding]) -> _Known:
    """Return the forms to look for and the findings by page; kept, for the next document."""
    if not (_LAST and _LAST[0][0] is persons and _LAST[0][1] is findings):
        ids = {f.id: f for f in findings}
        made = forms(words, persons, ids)
        told = letters(words, persons, ids)
        pieced = broken(words, persons, ids)
        taken: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            taken[finding.document, finding.page, finding.layer].append(finding)
        reached = {word: _reach(those) for word, those in made.items()}
        _LAST[:] = [(persons, findings, (reached, made, told, pieced, dict(taken), {}))]
    return _LAST[0][2]


def _reach(every: Iterable[Form]) -> Reach[Form]:
    """Return the forms with the documents that they are for.

    Of those that mean somebody of other documents the first decides for all that are alike: where
    it does not stand, they do not.
    """
    seen: set[tuple[object, ...]] = set()
    placed: list[tuple[Form, Collection[str] | None]] = []
    for form in every:
        placed.append((form, form.documents if (alike := _alike(form)) in seen else None))
        seen.add(alike)
    return reach(placed) if placed else _NOBODY


def _alike(form: Form) -> tuple[object, ...]:
    """Return all by which a form of somebody of another document stands somewhere or not."""
    spelt = form.parts, form.exact, form.tussen, form.kind
    return *spelt, form.ordinary, form.given, form.place, form.other, form.origin.score


def _again(
    words: Vocabulary, wanted: _Wanted, page: Page, there: list[Finding]
) -> Iterator[Finding]:
    known = wanted[0]
    spoken = [(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(page.text)]
    taken = guards.spans(
        (f.start, f.end)
        for f in there
        if f.start is not None and f.end is not None and (f.keep or f.score >= SURE)
    )
    things: guards.Spans | None = None
    beside = _beside(page.text, there)
    least = NICK if persons_small.casual(words, page.text) else 0
    last_end = -1
    for i, (word, start, stop) in enumerate(spoken):
        told = page.text[start].isupper() or 0 < least <= len(word)
        called = _called(words, wanted, page, spoken[i]) if told else ()
        for known_form in (*known.get(word, _NOBODY).of(page.document), *called):
            form = known_form
            joined = last_end >= 0 and _JOINED.fullmatch(page.text, last_end, start) is not None
            joined = joined or start in beside or stop in beside
            if form.given and joined and not (form.other and page.text[start].islower()):
                form = replace(form, exact=page.text[start:stop])  # `tessa en lou`
            end = _matched(words, form, spoken, i, page)
            if end < 0 and (form.ordinary or form.place):
                end = large.in_column(form, page, start, there)
            if end < 0 or start < last_end:
                continue
            lows, high = _begins(words, page.text, spoken, i, form), end
            free = (at for at in lows if at >= last_end and not taken.touch(at, start))
            low = next(free, start)  # who stands before may be found already
            things = things or things_on(words, page.text)
            known_there = taken.touch(low, high) and not _half(there, form, low, high)
            if things.touch(low, high) or known_there:
                continue
            last_end = high
            yield _found(page, low, high, form)
            break


def _beside(text: str, there: list[Finding]) -> frozenset[int]:
    """Return where a word begins or ends that is joined to a name found: `en` before or after."""
    names = [f for f in there if f.kind is Kind.NAME and not f.keep and f.score >= SURE]
    after = (_JOINED.match(text, f.end) for f in names if f.end is not None)
    before = (_BEFORE.search(text, max(f.start - 5, 0), f.start) for f in names if f.start)
    return frozenset([m.end() for m in after if m] + [m.start() for m in before if m])


@lru_cache(maxsize=2000)
def things_on(words: Vocabulary, text: str) -> guards.Spans:
    """Return the spans in which a name is that of a thing; pages are looked through twice."""
    return guards.spans(guards.things(words, text))


def _called(
    words: Vocabulary, wanted: _Wanted, page: Page, here: tuple[str, int, int]
) -> Sequence[Form]:
    """Return the forms of who may be called by a word that is in no dictionary: `Shuru`, `Ibo`."""
    word, start, end = here
    if not (near := _nicked(*wanted[1:], word)).always:
        return ()
    plain = page.text[start:end]
    if plain.lower() in words.geen_voornaam:  # `May`, of whoever is called Mariama
        return ()
    if plain.isupper() or words.lexicon.ordinary(plain) or words.lexicon.place(plain):
        return ()
    return near.of(page.document)


def _nicked(known: _Forms, nicks: _Nicks, word: str) -> Reach[Form]:
    """Return the forms of the first names of which colleagues may make a word."""
    found = nicks.get(word)
    if found is None:
        near = known.get(CALLED + word[:2], ()) if _NICKS[0] <= len(word) <= _NICKS[1] else ()
        named = {first for first in {form.parts[1] for form in near} if calls(first, word)}
        mine = [form for form in near if form.parts[1] in named] if named else ()
        found = _reach(replace(form, parts=(word,)) for form in mine)
        if len(nicks) >= _MOST_NICKS:
            nicks.clear()
        nicks[word] = found
    return found


def _half(there: list[Finding], form: Form, low: int, high: int) -> bool:
    """Say whether only a part of a longer name was found: `Staarman` of `Kleine Staarman`."""
    if not form.parts[1:]:
        return False
    touched = [f for f in there if (f.start or 0) < high and (f.end or 0) > low]
    inside = all((f.start or 0) >= low and (f.end or 0) <= high and not f.keep for f in touched)
    whole = any((f.start, f.end) == (low, high) for f in touched)
    return inside and not whole


def _matched(
    words: Vocabulary, form: Form, spoken: list[tuple[str, int, int]], at: int, page: Page
) -> int:
    """Return the end of the form at word `at`, -1 when it does not stand there as a name."""
    size = len(form.parts)
    here = spoken[at : at + size]
    if size > 1 and tuple([word for word, _, _ in here]) != form.parts:
        return -1
    start, end = here[0][1], here[-1][2]
    elsewhere = form.documents is not None and page.document not in form.documents
    if elsewhere and not _also(words, form, page.text, (start, end)):
        return -1
    if size > 1 and any(_APART.search(page.text, a[2], b[1]) for a, b in pairwise(here)):
        return -1
    following = spoken[at + size][0] if at + size < len(spoken) else ""
    named = _named(words, form, page, (start, end, following))
    if not named or _inner(page.text, start, end, "" if _telling(form, page, start, end) else "_"):
        return -1
    letter = shapes.LETTER.match(page.text, end) if form.given else None
    return letter.end() if letter else end


def _also(words: Vocabulary, form: Form, text: str, where: tuple[int, int]) -> bool:
    """Say whether a short form means somebody of another document: it is nothing else there."""
    told = form.given and not form.ordinary and text[where[0] : where[1]].istitle()
    return told and evidence.around(words, text, *where) >= evidence.STRONG


def _named(words: Vocabulary, form: Form, page: Page, where: tuple[int, int, str]) -> bool:
    """Say whether what stands at (start, end, before this word) is the form and no other word."""
    start, end, _ = where
    text = page.text[start:end]
    if form.exact:
        return text == form.exact
    if text in evidence.employers(words, page.text) and not words.lexicon.first(text):
        return False
    if form.other:
        return text.istitle() and _loose(words, page.text, (start, end))
    if not text[:1].isupper():
        return persons_small.named(words, form, page, (start, end))
    dated = evidence.dated(page.text, start, end)
    dated = dated or (end - start == 1 and _DIALLED.match(page.text, end) is not None)
    if dated or (form.given and form.ordinary and text in words.afkortingen):
        return False
    return large.named(words, form, page, where)


def _loose(words: Vocabulary, text: str, where: tuple[int, int]) -> bool:
    """Say whether a word that stands in every text is written as a name in mid-sentence: `Des`."""
    start, end = where
    if informal.spoken(words, text, start, end):
        return True
    if _MIDST.search(text, max(start - 24, 0), start) is None or _CAPITAL.match(text, end):
        return False
    tussen = fold(text[start:end]) in words.tussenvoegsels
    return tussen or evidence.around(words, text, start, end) >= evidence.STRONG


def _telling(form: Form, page: Page, start: int, end: int) -> bool:
    """Say whether letters are a name wherever they stand, as in `map_Kowalczyk_oud`."""
    text = page.text[start:end]
    return not form.ordinary and not form.place and text.istitle() and len(text) > _TELLING


def _inner(text: str, start: int, end: int, joins: str) -> bool:
    """Say whether what stands at [start, end) is part of a longer word, address or code.

    `joins` are the signs that make one word of two, beside those that always do.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if _FILE.match(text, end):
        return before.isalnum()
    if before and (before.isalnum() or before in f"@\\{joins}"):
        return True
    if after and (after.isalnum() or after in f"@{joins}"):
        return True
    dotted = after == "." and text[end + 1 : end + 2].isalnum()
    joined = after == "-" and text[end + 1 : end + 2].islower()
    unit = before == "/" and text[start - 2 : start - 1].isupper() and text[start:end].isupper()
    if unit or (after == "/" and text[start:end].isupper()):
        return True
    return dotted or joined or (before == "." and text[start - 2 : start - 1].islower())


def _begins(
    words: Vocabulary, text: str, spoken: list[tuple[str, int, int]], at: int, form: Form
) -> tuple[int, ...]:
    """Return where the surname at word `at` may begin, the widest first.

    That is at the first name, at the initials, and at the tussenvoegsel before it.
    """
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
    if (found := _INITIALS_BEFORE.search(text[max(low - 16, 0) : low])) is not None:
        return low - len(found[1]), low
    before = at - (spoken[at][1] == low)
    if form.given or before < 0:
        return (low,)
    return persons_called.begins(words, text, spoken[before], low), low


def _found(page: Page, start: int, end: int, form: Form) -> Finding:
    made = _made(page, (start, end), form.kind, form.origin)
    return replace(made, score=0.8 if not form.ordinary else 0.65)


def _made(page: Page, where: tuple[int, int], kind: Kind, origin: Finding) -> Finding:
    document = "" if origin.document == page.document else f" van document {origin.document}"
    why = f"Dezelfde persoon als op blz. {origin.page}{document}."
    return replace(elsewhere(page, where, origin, ("persoon.herhaling", 0.8, why)), kind=kind)
