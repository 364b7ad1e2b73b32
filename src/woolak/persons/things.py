# SPDX-License-Identifier: EUPL-1.2
"""Findings and pages of a dossier in; the findings out, those of firms and systems as suspects.

A word from no list is taken for a name by the words around it, and firms do much of what people
do. What a whole dossier says of it tells them apart: a table has it under `Leverancier`, a site is
called so, a contract is made with it. One sign of a human being anywhere outweighs all of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from woolak.detect.naming import evidence, pieces
from woolak.detect.words import matter
from woolak.detect.words.lexicon import fold
from woolak.detect.words.matter import Matter
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import SUSPECT, Finding, Kind, Page
from woolak.persons import stacked
from woolak.rulebook import Rulebook

_DOUBT = 0.3
"""The score of a finding that the reviewer sees and that stays unless somebody decides else."""
_WHY = "Dit woord is in dit dossier de naam van een bedrijf, een systeem of een product."
_RUNNING = ("namen.onbekend", "namen.achternaam", "namen.voornaam", "namen.volledig")
_LISTS = ("structuur.tabel", "structuur.aanwezig", "structuur.actie")
_WORD = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}@_.-]){CAP}(?![\p{{L}}\p{{M}}@_])")
_ONE = regex.compile(CAP)
_SPOKEN = regex.compile(r"[\p{L}\p{M}'’]+")
_EMPLOYED = regex.compile(r"\p{Lu}[^\n]*[ ]\p{Lu}\p{L}+[ ]van[ ](?P<where>\p{Lu}\p{L}+)")
_HOST = regex.compile(
    r"(?i)(?<![\p{L}\p{N}-])(?P<host>[a-z][a-z0-9-]{2,40})\.(?:nl|com|eu|org|net|be|de|nu|info|io)"
    r"(?![\p{L}\p{N}])"
)
_LOCAL = regex.compile(r"[\p{L}\p{N}._+-]+(?=@)")
_OF = regex.compile(r"(?:[ ](?P<how>van|bij)[ \n]|[ ]\()$")
_CAPPED = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]+")
_OFTEN, _UNSURE = 5, 0.5
_SITE = "site"
"""A site is called so: somebody may have one as well, so that it takes another sign."""
_BEYOND, _SURELY, _PARTLY = 3, 2, 1


@dataclass(slots=True)
class _Case:
    """What speaks for a thing: per kind of sign its weight; and how much has to."""

    needed: int
    signs: dict[str, int] = field(default_factory=dict)
    seen: int = 0

    def sign(self, kind: str, weight: int) -> None:
        """Note a sign; a second of the same kind adds nothing."""
        self.signs[kind] = max(weight, self.signs.get(kind, 0))

    @property
    def thing(self) -> bool:
        """Say whether enough speaks for a thing; what is met often counts a little."""
        sure = max(self.signs.values(), default=0) >= _SURELY or _SITE in self.signs
        return sure and sum(self.signs.values()) + (self.seen >= _OFTEN) >= self.needed


def doubted(
    findings: Sequence[Finding],
    pages: Iterable[Page],
    placed: Callable[[Page], Page],
    by_hand: Collection[str],
    book: Rulebook,
) -> list[Finding]:
    """Return the findings, those of words for things with the score of a suspect.

    `placed` returns a page with its words, `by_hand` holds the findings that a person decided on.
    """
    words = of(book)
    cases = _cases(words, findings, by_hand)
    if not cases:
        return list(findings)
    _weigh(words, matter.of(book), cases, findings, (pages, placed))
    things = {word for word, case in cases.items() if case.thing}
    return [_doubt(f) if _of_things(words, f, things, by_hand) else f for f in findings]


def _of_things(
    words: Vocabulary, finding: Finding, things: Collection[str], by_hand: Collection[str]
) -> bool:
    """Say whether a finding holds words for things only: `Mainsys`, `Duralex van Mylen`."""
    if finding.text in things:
        return _single(finding, by_hand)
    run = _strange(words, finding) if things and finding.id not in by_hand else []
    return bool(run) and all(word in things for word in run)


def _doubt(finding: Finding) -> Finding:
    return replace(finding, score=_DOUBT, why=_WHY)


def _single(finding: Finding, by_hand: Collection[str]) -> bool:
    """Say whether a finding is of one word, by a rule that other words than names may meet."""
    fits = finding.rules[0] in (*_RUNNING, *_LISTS) and _ONE.fullmatch(finding.text) is not None
    return fits and _counts(finding) and finding.id not in by_hand


def _counts(finding: Finding) -> bool:
    return finding.kind is Kind.NAME and not finding.keep and finding.score >= SUSPECT


def _strange(words: Vocabulary, finding: Finding) -> list[str]:
    """Return the words of a run of which no list of names knows one; none of any other finding."""
    told = finding.rules[0] == "namen.volledig" and finding.score <= _UNSURE and _counts(finding)
    every = _CAPPED.findall(finding.text) if told and not finding.functie else []
    return every if not any(pieces.is_listed(words, word) for word in every) else []


def _cases(
    words: Vocabulary, findings: Sequence[Finding], by_hand: Collection[str]
) -> dict[str, _Case]:
    """Return the words that may be those of things, without those that are somebody's somewhere."""
    found: dict[str, _Case] = {}
    listed: set[str] = set()
    for finding in findings:
        if _single(finding, by_hand) and not finding.functie:
            found.setdefault(finding.text, _Case(_needed(words, finding.text)))
            listed |= {finding.text} if finding.rules[0] in _LISTS else set()
    runs = [_strange(words, finding) for finding in findings] if found else []
    rest = (f for f, run in zip(findings, runs, strict=False) if not run)
    people = _people(rest, by_hand)
    for word in (*listed, *(found.keys() & {word for run in runs for word in run})):
        found[word].needed += _ON_A_LIST
    return {w: c for w, c in found.items() if c.needed < _NEVER and not _is_of(people, w)}


_NEVER, _FOR_NAMES, _ON_A_LIST = 1000, 4, 2
"""More than can be met; what it takes for a name; how much more for what lists of people have."""


def _needed(words: Vocabulary, word: str) -> int:
    """Return how much has to speak for a thing: more for what is a name, or ends as one."""
    lexicon = words.lexicon
    if words.given(word) or fold(word) in words.veel_voorkomend:
        return _NEVER
    if lexicon.first(word) or lexicon.last(word):
        return _FOR_NAMES
    return _BEYOND if words.surname(word) else _SURELY


def _people(findings: Iterable[Finding], by_hand: Collection[str]) -> frozenset[str]:
    """Return the words, folded, of what names people beyond doubt, and of their addresses."""
    return frozenset(word for f in findings for word in _of_somebody(f, by_hand))


def _of_somebody(finding: Finding, by_hand: Collection[str]) -> Iterator[str]:
    if finding.kind in (Kind.EMAIL, Kind.ACCOUNT):
        yield from map(fold, _SPOKEN.findall(finding.text.split("@")[0].replace("_", " ")))
    named = finding.kind is Kind.NAME and finding.score >= SUSPECT
    if named and not (_single(finding, by_hand) and not finding.functie):
        where = _EMPLOYED.fullmatch(finding.text)
        name = finding.text[: where.start("where")] if where else finding.text
        yield from map(fold, _SPOKEN.findall(name))


def _is_of(people: frozenset[str], word: str) -> bool:
    """Say whether a word is somebody's: as it is, or in parts."""
    return not people.isdisjoint({fold(word), *map(fold, _SPOKEN.findall(word))})


_There = tuple[Iterable[Page], Callable[[Page], Page]]
_At = Mapping[tuple[str, int, str], list[Finding]]


def _weigh(
    words: Vocabulary,
    signs: Matter,
    cases: dict[str, _Case],
    findings: Sequence[Finding],
    there: _There,
) -> None:
    """Note what the pages say of each word; a sign of a human being ends its case."""
    named: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind is Kind.NAME and (finding.keep or finding.score >= SUSPECT):
            named[finding.document, finding.page, finding.layer].append(finding)
    folded = {fold(word): word for word in cases}
    pages, placed = there
    for page in pages:
        _by_addresses(cases, folded, page.text)
        there_named = named.get((page.document, page.number, page.layer), [])
        edges = _ends(there_named), {f.start for f in there_named}
        for spoken in _WORD.finditer(page.text):
            if (case := cases.get(spoken[0])) is not None:
                _met(words, signs, case, (page.text, *spoken.span()), edges)
                if stacked.heads(page.text, spoken.start()) and stacked.under(
                    placed(page), spoken.start(), signs.columns, words.koppen
                ):
                    case.sign("column", _BEYOND)


def _by_addresses(cases: Mapping[str, _Case], known: Mapping[str, str], text: str) -> None:
    """Note the words that sites are called after, and those with which an address begins or ends.

    `known` holds the words under themselves, folded.
    """
    for host in _HOST.finditer(text):
        if (word := known.get(fold(host["host"]))) is not None:
            cases[word].sign(_SITE, _PARTLY)
    sizes = {len(word) for word in known} if "@" in text else set()
    for local in _LOCAL.finditer(text) if sizes else ():
        letters = fold("".join(_SPOKEN.findall(local[0].replace("_", " "))))
        for size in sizes:
            for half in (letters[:size], letters[-size:]):  # `f.ijukwele@`
                if (word := known.get(half)) is not None:
                    cases[word].needed = _NEVER


def _ends(names: Iterable[Finding]) -> dict[int, bool]:
    """Return where the names on a page end, and whether each is of more than one word."""
    return {f.end: " " in f.text.strip() for f in names if f.end is not None}


def _met(
    words: Vocabulary,
    signs: Matter,
    case: _Case,
    where: tuple[str, int, int],
    edges: tuple[Mapping[int, bool], Collection[int | None]],
) -> None:
    """Note what one place says of a word."""
    (text, start, end), (ends, begins) = where, edges
    case.seen += 1
    if signs.somebody(text, start, end):
        case.needed = _NEVER
    if "human" not in case.signs and evidence.around(words, text, start, end) == evidence.HUMAN:
        case.sign("human", 0)
        case.needed += 1
    for kind, weight in signs.beside(text, start, end):
        again = kind == "article" and kind in case.signs  # `de Galaxia`, in two places
        case.sign(kind, _SURELY if again else weight)
    if text.startswith(" (", end) and end + 2 in begins:  # `Traxion (Jurre Osinga)`
        case.sign("speaks", _PARTLY)
    of_body = _OF.search(text, max(start - 6, 0), start)
    if of_body is not None and of_body.start() in ends:
        sure = of_body["how"] == "van" and ends[of_body.start()]
        case.sign("employer", _SURELY if sure else _PARTLY)
