# SPDX-License-Identifier: EUPL-1.2
"""A mention and the persons so far in; those of them that it can mean, out.

A dossier of thousands of documents has many of one name: who cannot be meant is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from woolak.detect.words.grammar import Name
from woolak.model import Finding, Role
from woolak.persons.forms import PUBLIC

_GIVEN = "voornaam:"


@dataclass(frozen=True, slots=True)
class Mention:
    """One finding with the folded parts of the name in it."""

    finding: Finding = field(repr=False)
    name: Name = field(repr=False)
    first: str = field(repr=False)
    initials: str = field(repr=False)
    last: str = field(repr=False)

    @property
    def full(self) -> bool:
        """It has a surname, and something beside it."""
        return bool(self.last and (self.first or self.initials))


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one person so far; lives only while linking.

    What is asked of it for each mention beside it is kept as these come in.
    """

    mentions: list[Mention] = field(default_factory=list, repr=False)
    others: list[Finding] = field(default_factory=list, repr=False)
    keys: set[str] = field(default_factory=set, repr=False)
    documents: set[str] = field(default_factory=set)
    kept_in: set[str] = field(default_factory=set)
    """The documents in which a mention is kept."""
    lasts: set[str] = field(default_factory=set, repr=False)
    firsts: set[str] = field(default_factory=set, repr=False)
    initials: set[str] = field(default_factory=set, repr=False)
    roles: set[Role] = field(default_factory=set)
    public: bool = False
    full: bool = False

    def take(self, mention: Mention) -> None:
        """Make a mention one of this person."""
        self.mentions.append(mention)
        self.documents.add(mention.finding.document)
        self.roles.add(mention.finding.role)
        self.full = self.full or mention.full
        if mention.finding.keep:
            self.public = True
            self.kept_in.add(mention.finding.document)
        told = (self.lasts, mention.last), (self.firsts, mention.first)
        for values, value in (*told, (self.initials, mention.initials)):
            if value:
                values.add(value)

    def findings(self) -> list[Finding]:
        """Return everything that is this person's."""
        return [*(m.finding for m in self.mentions), *self.others]


@dataclass(frozen=True, slots=True)
class Index:
    """Persons by what they are called: in the whole dossier, and in one document of it.

    Nobody is in it twice, and who came first stands first.
    """

    anywhere: dict[str, dict[Cluster, None]] = field(default_factory=lambda: defaultdict(dict))
    inside: dict[tuple[str, str], dict[Cluster, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def give(self, mention: Mention, cluster: Cluster) -> None:
        """Make a mention one of a person, who is found by it from now on."""
        document, known = mention.finding.document, cluster.documents
        fresh = {*_keys(mention)} - cluster.keys
        places = {(key, document) for key in cluster.keys} if document not in known else set()
        places |= {(key, one) for key in fresh for one in (*known, document)}
        cluster.take(mention)
        cluster.keys |= fresh
        for key in fresh:
            self.anywhere[key][cluster] = None
        for place in places:
            self.inside[place][cluster] = None

    def fitting(self, mention: Mention) -> list[Cluster]:
        """Return whom a mention can mean, two of them at most: in its own document before others.

        A part of a name means nobody of another document.
        """
        keys, document = _sought(mention), mention.finding.document
        here = _agreeing(mention, [self.inside.get((key, document), {}) for key in keys])
        if here or not mention.full:
            return here
        return _agreeing(mention, [self.anywhere.get(key, {}) for key in keys])


def _agreeing(mention: Mention, among: Iterable[Iterable[Cluster]]) -> list[Cluster]:
    """Return two persons of some with whom a mention agrees, or as many as there are."""
    found: list[Cluster] = []
    for cluster in chain.from_iterable(among):
        if cluster not in found and _agrees(mention, cluster):
            found.append(cluster)
            if len(found) > 1:
                break
    return found


def _sought(mention: Mention) -> list[str]:
    """Return the keys by which the persons are found who can be meant.

    Mentions with a surname come first: whoever is there when one comes has a surname as well.
    """
    return [key for key in _keys(mention) if not (mention.last and key.startswith(_GIVEN))]


def _keys(mention: Mention) -> list[str]:
    if not mention.last:
        return [f"{_GIVEN}{mention.first}", mention.first]
    halves = mention.last.split("-") if "-" in mention.last else []
    given = [f"{_GIVEN}{mention.first}"] if mention.first else []
    return [mention.last, *halves[:1], *given]


def _agrees(mention: Mention, cluster: Cluster) -> bool:
    """Say whether a mention can be of this person: nothing disagrees, and the roles can be one."""
    lasts, firsts, initials = cluster.lasts, cluster.firsts, cluster.initials
    if mention.last and lasts and not any(_same_last(mention.last, last) for last in lasts):
        return False
    if (
        not mention.last
        and mention.first in lasts
        and mention.finding.document in cluster.documents
    ):
        return not cluster.public  # a surname alone, in a document that knows one such person
    if mention.first and firsts and not any(_same_first(mention.first, f) for f in firsts):
        return False
    if mention.initials and initials and not any(_prefix(mention.initials, i) for i in initials):
        return False
    public = mention.finding.keep
    if public != cluster.public:
        return (
            mention.full and bool(firsts) and mention.first in firsts and _may_be(mention, cluster)
        )
    return bool(mention.last) or mention.first in firsts | lasts


def _may_be(mention: Mention, cluster: Cluster) -> bool:
    """Say whether roles allow it: a civil servant is no minister of the same name."""
    roles = cluster.roles | {mention.finding.role}
    return not (roles & PUBLIC and roles - PUBLIC - {Role.ONBEKEND})


def _same_last(one: str, other: str) -> bool:
    halves = one.split("-", maxsplit=1)[0], other.split("-", maxsplit=1)[0]
    return one == other or halves[0] == other or halves[1] == one


def _same_first(one: str, other: str) -> bool:
    return one == other or one.split("-", maxsplit=1)[0] == other.split("-", maxsplit=1)[0]


def _prefix(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
