# SPDX-License-Identifier: EUPL-1.2
"""Persons in, the ways in which each can be written out: what repetition looks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Finding, Kind, Person, Role
from woolak.persons import accounts as persons_accounts
from woolak.persons import broken as persons_broken
from woolak.persons import lettered, mailed
from woolak.persons.lettered import Code

PUBLIC = frozenset(
    {Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER, Role.HISTORISCH}
)
"""Roles in which a name is public: never looked for elsewhere to redact it."""
SURE = 0.4
"""Findings below this score are suspects: nobody is known by them."""
_MINIMUM = 2
"""Surnames and first names shorter than this are not looked for elsewhere."""
NICK = 4
"""First names longer than this are shortened; account names are longer too."""
_TAILS = range(4, 8)
"""So many letters at the end of a first name are a name of its own: Thijs, Seun, Minggus."""
_SYLLABLE = regex.compile(r"[bcdfghjklmnpqrstvwxz]{1,2}[aeiouy]")
_LETTERS = regex.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{2,3}")
"""Letters behind a first name that no surname is made of."""
_TWO = regex.compile(r"[bcdfghjklmnpqrstvwxz][aeiouy]|[aeiouy][bcdfghjklmnpqrstvwxz]")
"""The first two letters of a name of which colleagues make a name: `Jo`, `Ro`, `Yp`."""
_EVERYWHERE = 100_000
_STEM = 3
"""A short form with two letters of its own keeps more than so many of the name."""
_CHAT = "structuur.chat"
_OPEN = regex.compile(r"[bcdfghjklmnpqrstvwxz][aeiouy]")
_ENDS = ("ie", "y", "i")
"""What makes a short form small, behind its last letter or behind two of it: Maddy, Berrie."""
_SMALL = frozenset("iye")
"""What makes a short form of a syllable small."""
CALLED = "~"
"""Stands before a first name in the form for words that are made of it."""
_TOLD = 0.8
"""The least score of a finding where the place tells that a human being is named."""
_OWN = 0.5
"""A first name that is a word is looked for elsewhere when it was found with this score."""
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a person can be written: folded words, in this order.

    `origin` is where the person was found; forms from two places are one and the same. `ordinary`
    is a word as well, `other` one that stands in every text (`Des`, `Mei`). In the documents of
    `talks` the person writes in a chat.
    """

    parts: tuple[str, ...] = field(repr=False)
    kind: Kind
    origin: Finding = field(repr=False, compare=False)
    documents: frozenset[str] | None
    exact: str = field(default="", repr=False)
    ordinary: bool = False
    tussen: str = field(default="", repr=False)
    given: bool = False
    place: bool = False
    other: bool = False
    talks: frozenset[str] = frozenset()


def forms(
    words: Vocabulary, persons: Sequence[Person], known: dict[str, Finding]
) -> dict[str, list[Form]]:
    """Return what to look for, under the folded first word of each form."""
    found: dict[str, dict[Form, None]] = defaultdict(dict)
    for person in (*persons, *mailed.persons(words, persons, known.values())):
        mentions = [known[i] for i in person.findings if i in known]
        mine = [f for f in mentions if _counts(f) and f.score >= SURE]
        if not mine or person.role in PUBLIC:
            continue
        talks = frozenset(f.document for f in mine if _CHAT in f.rules)
        for form in _forms_of(words, person, mine):
            if form.parts:
                shown = replace(form, talks=talks) if talks and form.given else form
                for key in _under(form):
                    found[key][shown] = None
    return {first: sorted(those, key=lambda f: -len(f.parts)) for first, those in found.items()}


def _under(form: Form) -> frozenset[str]:
    """Return under what a form is kept: its first word, or letters that short forms begin with."""
    if form.parts[0] != CALLED:
        return frozenset(form.parts[:1])
    first = form.parts[1]
    return frozenset(CALLED + first[at : at + 2] for at in range(len(first) - 2))


def _counts(finding: Finding) -> bool:
    """Say whether a finding makes a person known; about top officials the ministry decides."""
    return not finding.keep or finding.role is Role.TOP_AMBTENAAR


def _forms_of(words: Vocabulary, person: Person, mine: list[Finding]) -> Iterator[Form]:
    documents = frozenset(f.document for f in mine)
    names = [f for f in mine if f.kind is Kind.NAME or not person.id]
    origin = names[0] if names else mine[0]
    if names:
        yield from _surnames(words, person, names, documents)
    strange = not any(words.lexicon.ordinary(first) for first in person.voornamen[:1])
    if any(f.score >= _OWN or strange for f in names):
        yield from _first_names(words, person, origin, documents)


def _surnames(
    words: Vocabulary, person: Person, mine: Sequence[Finding], documents: frozenset[str]
) -> Iterator[Form]:
    origin = mine[0]
    last = _parts(person.achternaam)
    if len("".join(last)) < _MINIMUM or words.tussenvoegsels.issuperset(last):
        return
    ordinary = any(words.lexicon.common(part) for part in (person.achternaam, *last))
    known = person.voornamen or person.initialen or _his_own(words, person, mine)
    where = None if known else documents
    tussen = fold(" ".join(person.tussenvoegsel.split()))
    exact = _exact(words, person.achternaam)
    place = words.lexicon.place(person.achternaam)
    whole = Form(last, Kind.NAME, origin, where, exact, ordinary, tussen)
    yield replace(whole, place=place)
    whose = f"{last[-1]}s"  # `Okafors voorstel`
    if len(last[-1]) > NICK and not (ordinary or place or words.lexicon.word(whose)):
        yield Form((*last[:-1], whose), Kind.NAME, origin, documents, "", ordinary, tussen)
    for glued in _glued(tussen, last):
        yield Form((glued,), Kind.NAME, origin, where)
    for half in _halves(words, person.achternaam):
        yield Form(half, Kind.NAME, origin, documents, ordinary=not _name_alone(words, half))
    if person.voornamen:
        for count in {1, len(person.voornamen)}:
            given = _parts(" ".join(person.voornamen[:count]))
            yield Form((*given, *last), Kind.NAME, origin, None)
    middle = [part for part in person.voornamen[1:] if not words.lexicon.first(part)]
    if middle:  # `Sander Kleine Staarman` is called Kleine Staarman
        yield Form((*_parts(" ".join(middle)), *last), Kind.NAME, origin, documents)
        if person.tussenvoegsel == "van":  # `Aleksander Przybyl van Holtherm`: of a firm, maybe
            word = any(words.lexicon.common(part) for part in middle)
            yield Form(_parts(" ".join(middle)), Kind.NAME, origin, documents, ordinary=word)


def _halves(words: Vocabulary, last: str) -> Iterator[tuple[str, ...]]:
    """Yield the first half of a double surname, and the second when it is a name and no word."""
    first, *rest = (_parts(half) for half in last.split("-"))
    yield from [first] if rest else []
    own = tuple(part for half in rest for part in half if part not in words.tussenvoegsels)
    if len(rest) == 1 and _name_alone(words, own):
        yield own


def _name_alone(words: Vocabulary, half: tuple[str, ...]) -> bool:
    """Say whether half a double surname is a name wherever it stands: no word, and no place."""
    name = " ".join(half)
    plain = words.lexicon.ordinary(name) or words.lexicon.place(name)
    return len(name) > NICK and not plain


def _his_own(words: Vocabulary, person: Person, mine: Sequence[Finding]) -> bool:
    """Say whether a surname alone means its bearer in the whole dossier: it is no other word.

    It was found where only a human being can stand, and no office holder on the lists bears it.
    """
    last = person.achternaam
    plain = words.lexicon.word(last) or words.lexicon.common(last) or words.lexicon.place(last)
    rare = len(last) > NICK and not plain and words.lexicon.last(last)
    listed = fold(last) in words.politics.ambtsnamen or fold(last) in words.veel_voorkomend
    return rare and not listed and any(f.score >= _TOLD for f in mine)


def _glued(tussen: str, last: tuple[str, ...]) -> set[str]:
    """Return a surname with its tussenvoegsel written against it: vGrinsven, vdBerg, vanDijk."""
    pieces = tussen.replace("'", "").split()
    if not pieces or len(last) > 1:
        return set()
    return {"".join(piece[0] for piece in pieces) + last[0], "".join(pieces) + last[0]}


def _first_names(
    words: Vocabulary, person: Person, origin: Finding, documents: frozenset[str]
) -> Iterator[Form]:
    for first in person.voornamen[:1]:
        if len(first) < _MINIMUM or first.lower() in words.tussenvoegsels:
            continue
        letters = not words.lexicon.first(first) or _LETTERS.fullmatch(first) is not None
        if first.isupper() and not person.achternaam.isupper() and letters:
            continue  # letters of a body before a surname, or initials without stops
        word = words.lexicon.common(first) and not words.given(first)
        rare = len(first) > _MINIMUM + 1 and not words.lexicon.ordinary(first)
        where = None if rare else documents
        exact = _exact(words, first)
        yield Form(_parts(first), Kind.NAME, origin, where, exact, ordinary=word, given=True)
        if len(first) > _STEM and not first.endswith(("s", "x", "z")):
            whose = f"{fold(first)}s"  # `Siebrens bureau`
            yield Form((whose,), Kind.NAME, origin, documents, ordinary=_word(words, whose))
        if person.voornamen[1:]:
            both = _parts(" ".join(person.voornamen[:2]))
            yield Form(both, Kind.NAME, origin, documents, given=True)
        for parts, everywhere, ordinary, other in _called(words, first):
            here = None if everywhere else documents
            yield Form(parts, Kind.NAME, origin, here, ordinary=ordinary, given=True, other=other)
        if len(first) > NICK and "-" not in first:
            yield Form(
                (CALLED, fold(first)), Kind.NAME, origin, documents, ordinary=True, given=True
            )


@lru_cache(maxsize=1 << 14)
def _called(words: Vocabulary, first: str) -> tuple[tuple[tuple[str, ...], bool, bool, bool], ...]:
    """Return each short form of a first name: its words, and what of it is to be told.

    That is whether it means somebody in the whole dossier, and whether it is `ordinary` or `other`
    as a form is.
    """
    found = []
    for nick in sorted(_nicknames(first) | words.roepvormen.get(fold(first), frozenset())):
        free = _free(words, nick)
        if (not free and len(nick) == _MINIMUM) or nick in words.geen_persoon:
            continue
        word = len(nick) == _MINIMUM or words.lexicon.ordinary(nick)
        word = (word and not words.given(nick)) or nick.upper() in words.afkortingen
        everywhere = not word and free and _telling(words, nick)
        found.append((_parts(nick), everywhere, word or not free, not free))
    return tuple(found)


def _word(words: Vocabulary, folded: str) -> bool:
    """Say whether a first name with an `s` behind it is a word of its own: `barts`, `marks`."""
    return words.lexicon.ordinary(folded) or words.lexicon.word(folded)


def _exact(words: Vocabulary, name: str) -> str:
    """Return how a name is spelled when only that keeps it from being another word.

    Accents keep it from being `van` or `de`, capitals keep letters (`Ibe NR`) from being `nr.`.
    """
    plain = fold(name)
    if _LETTERS.fullmatch(name) is not None and not words.lexicon.last(name):
        return name
    other = plain in words.tussenvoegsels or plain in words.geen_persoon
    return name if other and plain != name.lower() else ""


def _nicknames(first: str) -> set[str]:
    """Return how colleagues shorten a first name or make it small: Far, Loanje, Dorus, GJ."""
    folded = fold(first)
    short = {folded[:3], folded[:4], folded[:5]} if len(folded) > NICK else set()
    short |= {folded[:2]} if len(folded) > _STEM and _TWO.match(folded) else set()
    ends = {folded[-size:] for size in _TAILS if len(folded) - size > 1}
    letters = {"".join(half[:1] for half in folded.split("-"))} if "-" in folded else set()
    short |= letters | {end for end in ends if _SYLLABLE.match(end)}
    small = {f"{folded}{end}" for end in ("je", "tje", "pie", "ie", f"{folded[-1:]}ie")}
    stems = {folded[:3], folded[:4]} if len(folded) > _STEM else set()
    small |= {f"{stem}{more}{end}" for stem in stems for more in ("", stem[-1]) for end in _ENDS}
    twice = {folded[:2] * 2} if _OPEN.match(folded) else set()  # `Bibi`
    return (short | small | twice) - {folded}


def _free(words: Vocabulary, nick: str) -> bool:
    """Say whether a short form is no word that stands in every text: `can`, `van`, `met`."""
    other = nick in words.tussenvoegsels or nick in words.geen_persoon
    if len(nick) == _MINIMUM and nick not in words.geroepen:
        other = other or words.lexicon.english(nick) or words.lexicon.common(nick)
    return not other and words.lexicon.woorden.get(nick, 0) < _EVERYWHERE


def _telling(words: Vocabulary, nick: str) -> bool:
    """Say whether a short form is a word of its own over the whole dossier: `Brigy`, `Loanje`."""
    other = words.lexicon.word(nick) or words.lexicon.place(nick) or words.lexicon.last(nick)
    return len(nick) >= NICK and not other


def calls(first: str, spoken: str) -> bool:
    """Say whether a word can be what colleagues make of a first name: `Shuru` of Shurendy.

    Both are folded; all but the last one or two letters are those that the name begins with, or
    all but the last one those of a syllable further on: `Poldi` of Leopold.
    """
    stem = spoken[:-1] if spoken[-1:] in _SMALL else spoken
    if len(stem) >= _STEM and _SYLLABLE.match(stem) and stem in first[1:]:
        return True
    same = next((i for i, (a, b) in enumerate(zip(first, spoken, strict=False)) if a != b), -1)
    if same < 0:
        same = min(len(first), len(spoken))
    rest = len(spoken) - same
    return same > 1 and rest <= (2 if same > _STEM else 1) and spoken != first


@dataclass(frozen=True, slots=True)
class Letters:
    """The codes, the account names and the addresses that stand for the persons of a dossier."""

    codes: dict[str, list[Code]] = field(repr=False)
    accounts: dict[str, Finding] = field(repr=False)
    addresses: dict[str, Finding] = field(repr=False)


def letters(words: Vocabulary, persons: Sequence[Person], known: dict[str, Finding]) -> Letters:
    """Return the codes, by their letters in lower case, and account names with who is meant."""
    codes: dict[str, list[Code]] = defaultdict(list)
    accounts: dict[str, Finding] = {}
    addresses: dict[str, Finding] = {}
    for person in persons:
        mine = [f for i in person.findings if (f := known.get(i)) and _counts(f)]
        sure = [f for f in mine if f.score >= SURE]
        if not sure or person.role in PUBLIC:
            continue
        for code in lettered.of(person, sure):
            codes[code.text.lower()].append(code)
        local = persons_accounts.addresses(words, person)
        accounts |= dict.fromkeys(persons_accounts.long(local), sure[0])
        addresses |= dict.fromkeys(local, sure[0])
    linked = {name for person in persons for name in person.findings}
    for finding in known.values():
        text = finding.text.strip(" .()").replace(".", "")
        loose = finding.kind is Kind.INITIALS and finding.id not in linked and len(text) > 1
        loose = loose and text.isalpha() and not words.nobody([text])
        if loose and _counts(finding) and finding.score >= SURE:
            here = frozenset({finding.document})
            codes[text.lower()].append(Code(text, finding, here, here))
    return Letters(dict(codes), accounts, addresses)


def broken(
    words: Vocabulary, persons: Sequence[Person], known: dict[str, Finding]
) -> persons_broken.Wanted:
    """Return the names that lines may break, under what their first piece can be."""

    def every() -> Iterator[persons_broken.Whole]:
        for person in persons:
            mine = [f for i in person.findings if (f := known.get(i)) and _counts(f)]
            names = [f for f in mine if f.kind is Kind.NAME and f.score >= _OWN]
            if names and person.role not in PUBLIC:
                yield from persons_broken.wanted(words, person, names[0])

    return persons_broken.by_beginning(every())


def _parts(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text))
