# SPDX-License-Identifier: EUPL-1.2
"""Findings in, persons out.

Two mentions are one person when nothing in their names disagrees and something besides the surname
agrees, or when they stand in one document that knows only one such person.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache, partial, reduce
from itertools import chain, product

import regex

from woolak.detect.naming import monograms
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import Finding, Kind, Person, Role
from woolak.persons.candidates import Cluster, Index, Mention
from woolak.persons.forms import SURE
from woolak.persons.repeated import propagate
from woolak.rulebook import Rulebook

__all__ = ["link", "propagate"]

_STRENGTH = (
    *(Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER, Role.TOP_AMBTENAAR),
    *(Role.HISTORISCH, Role.AUTEUR, Role.WOORDVOERDER, Role.JOURNALIST, Role.BEDRIJF, Role.BURGER),
    *(Role.AMBTENAAR, Role.ONBEKEND),
)
_IN_OFFICE = frozenset({Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER})
_TITLED = "namen.titel"
_CAPITAL = regex.compile(r"\p{Lu}")
_LOCAL = regex.compile(r"[\p{L}'-]+")


def link(findings: Iterable[Finding], book: Rulebook) -> list[Person]:
    """Return the persons behind all findings of a dossier, each with the ids of its findings."""
    words = of(book)
    every = sorted(findings, key=lambda f: (f.document, f.page, f.start or 0, f.id))
    names = [f for f in every if f.kind is Kind.NAME and f.score >= SURE]
    whole = _whole(words, names)
    mentions = [m for f in names if (m := _mention(words, f, whole.get(f.mention, f.text)))]
    clusters: list[Cluster] = []
    index = Index()
    for mention in sorted(mentions, key=_richness):
        meant = _in_office(words, mention, index.anywhere.get(mention.last, {}))
        if meant is None:
            meant = _meant(index.fitting(mention), clusters)
        index.give(mention, meant)
    _attach(every, clusters)
    return [_person(cluster) for cluster in clusters]


def _whole(words: Vocabulary, names: Iterable[Finding]) -> dict[str, str]:
    """Return the text of each mention that stands in pieces, over lines, cells or pages."""
    pieces: dict[str, list[str]] = defaultdict(list)
    for finding in names:
        if finding.mention:
            pieces[finding.mention].append(finding.text)
    return {name: reduce(partial(_joined, words), texts) for name, texts in pieces.items()}


def _joined(words: Vocabulary, first: str, second: str) -> str:
    """Join two pieces of a name: without a space where a word was broken."""
    begins = second.split(maxsplit=1)[0] if second.strip() else ""
    broken = first[-1:] == "-" or (
        begins[:1].islower() and fold(begins) not in words.tussenvoegsels
    )
    return first + ("" if broken else " ") + second


def _mention(words: Vocabulary, finding: Finding, whole: str) -> Mention | None:
    titled = _TITLED in finding.rules and not words.lexicon.first(whole)
    told = _told(words, " ".join(whole.split()), finding.keep or titled)
    return Mention(finding, *told) if told else None


@lru_cache(maxsize=1 << 15)
def _told(words: Vocabulary, text: str, office: bool) -> tuple[Name, str, str, str] | None:  # noqa: FBT001 - called by surname
    """Return a name with its first name, initials and surname, folded."""
    name = grammar.parse(words.grammar, text)
    if name is None:
        return None
    given = [v for v in name.voornamen if len(v) > 1]
    single = "".join(v for v in name.voornamen if len(v) == 1)
    letters = single + "".join(_CAPITAL.findall(name.initialen))
    last = fold(name.achternaam)
    if not last and name.titel and given:
        given, last = given[:-1], fold(given[-1])
    first = fold(given[0]) if given else ""
    if not last and first and office:  # an office holder by surname alone, or `mevrouw X`
        first, last = "", first
    if not last and first and not words.lexicon.first(first) and _surname(words, first):
        first, last = "", first
    return name, first, fold(letters) or first[:1], last


def _surname(words: Vocabulary, folded: str) -> bool:
    """Say whether a word alone is a surname, on the lists of office holders as well: `Omtzigt`."""
    return words.lexicon.last(folded) or folded in words.politics.achternamen


def _richness(mention: Mention) -> tuple[int, int, int]:
    """Order mentions so that the fullest name of a person is seen first."""
    return (
        0 if mention.full else (1 if mention.last else 2),
        0 if mention.first else 1,
        -len(mention.initials),
    )


def _in_office(words: Vocabulary, mention: Mention, same: Collection[Cluster]) -> Cluster | None:
    """Return the office holder of another document whom a surname alone means in this one.

    Nobody else in the dossier has the surname, few people have, and nothing tells of a function.
    """
    finding = mention.finding
    told = mention.first or mention.initials or finding.keep or finding.functie
    if not mention.last or told or finding.role is not Role.ONBEKEND:
        return None
    if not same or not all(cluster.public for cluster in same):
        return None
    here = any(finding.document in cluster.kept_in for cluster in same)
    last = fold(f"{mention.name.tussenvoegsel} {mention.last}".strip())
    rare = not {last, mention.last} & words.veel_voorkomend and not words.lexicon.first(last)
    known = last in words.politics.achternamen or any(cluster.full for cluster in same)
    fits = all(cluster.roles <= {*_IN_OFFICE, Role.ONBEKEND} for cluster in same)
    return next(iter(same)) if rare and known and fits and not here else None


def _meant(fitting: Sequence[Cluster], clusters: list[Cluster]) -> Cluster:
    """Return the one person who fits, else somebody new among the persons."""
    if len(fitting) == 1:
        return fitting[0]
    clusters.append(Cluster())
    return clusters[-1]


def _attach(findings: list[Finding], clusters: list[Cluster]) -> None:
    """Add to each person the addresses and codes that fit it, and nobody else of its document."""
    private = [cluster for cluster in clusters if not cluster.public]
    local: dict[str, list[Cluster]] = defaultdict(list)
    near: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    full = {cluster: {m.name: m for m in cluster.mentions if m.full} for cluster in private}
    for cluster in private:
        for name in {name for m in full[cluster].values() for name in _locals(m)}:
            local[name].append(cluster)
        letters = frozenset(chain.from_iterable(map(monograms.begin, full[cluster])))
        for place in product(cluster.documents, letters):
            near[place].append(cluster)
    for finding in findings:
        if finding.keep or finding.kind not in (Kind.EMAIL, Kind.INITIALS, Kind.ACCOUNT):
            continue
        if finding.kind is Kind.INITIALS:
            code = finding.text.strip(" .()")
            those = near.get((finding.document, code.lower()[:1]), ())
            fit = here = [c for c in those if _explained(code, full[c])]
        else:
            fit = local.get(_flat(finding), [])
            here = [c for c in fit if finding.document in c.documents]
        chosen = here if len(here) == 1 else fit
        if len(chosen) == 1:
            chosen[0].others.append(finding)


def _explained(code: str, names: Iterable[Name]) -> bool:
    return bool(code) and any(monograms.explains(name, code) for name in names)


def _flat(finding: Finding) -> str:
    local = fold(finding.text.split("@")[0])
    return "".join(_LOCAL.findall(local)).replace("-", "").replace("'", "")


def _locals(mention: Mention) -> frozenset[str]:
    """Return the local parts of addresses that a name gives, dots and hyphens left out."""
    told = mention.last, mention.first, mention.initials
    return _local_parts(*told, mention.name.tussenvoegsel)


@lru_cache(maxsize=1 << 14)
def _local_parts(surname: str, first: str, initials: str, between: str) -> frozenset[str]:
    tussen = fold("".join(_LOCAL.findall(between))).replace("'", "")
    found: set[str] = set()
    for whole in {surname, surname.split("-", maxsplit=1)[0]}:
        last = whole.replace("-", "").replace(" ", "").replace("'", "")
        for given in filter(None, (first.replace("-", ""), initials, initials[:1])):
            for middle in {tussen, ""}:
                found |= {given + middle + last, middle + last + given, last + given + middle}
    return frozenset(found)


def _person(cluster: Cluster) -> Person:
    best = min(cluster.mentions, key=_richness)
    lasts = cluster.lasts
    given = next((m for m in cluster.mentions if m.first and m.first not in lasts), None)
    surname = next((m for m in [best, *cluster.mentions] if m.last), None)
    initials = max((_initials(m.name) for m in cluster.mentions), key=len, default="")
    findings = cluster.findings()
    # What repetition found has the role of whoever it was found for, maybe somebody else's letters.
    own = [f for f in findings if not f.rules[0].startswith("persoon.")] or findings
    serves = _serves(own)
    roles = {f.role for f in own if not (serves and _private(f))}
    return Person(
        id=_id(findings),
        voornamen=tuple(given.name.voornamen) if given else (),
        initialen=initials,
        tussenvoegsel=surname.name.tussenvoegsel if surname else "",
        achternaam=_spelled(surname) if surname else "",
        functie=next((f.functie for f in own if f.functie), ""),
        role=min(roles, key=_STRENGTH.index),
        findings=tuple(dict.fromkeys(f.id for f in findings)),
    )


def _initials(name: Name) -> str:
    """Return the initials of a name; papers leave out the stop behind one: `M El Khattabi`."""
    return name.initialen or "".join(f"{v}." for v in name.voornamen if len(v) == 1)


def _serves(findings: Iterable[Finding]) -> bool:
    """Say whether somebody is a civil servant by his address or the function beside his name."""
    return any(f.role is Role.AMBTENAAR and (f.functie or f.kind is Kind.EMAIL) for f in findings)


def _private(finding: Finding) -> bool:
    """Say whether an address at a private provider is all that makes somebody a citizen."""
    return finding.role is Role.BURGER and finding.kind is Kind.EMAIL


def _spelled(mention: Mention) -> str:
    return mention.name.achternaam or (mention.name.voornamen[-1] if mention.name.voornamen else "")


def _id(findings: Sequence[Finding]) -> str:
    """Return an id that stands for the first place where the person is mentioned."""
    first = min(findings, key=lambda f: (f.document, f.page, f.start or 0, f.id))
    return "P" + hashlib.sha256(f"person:{first.id}".encode()).hexdigest()[:11]
