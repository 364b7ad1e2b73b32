# SPDX-License-Identifier: EUPL-1.2
"""The immutable values that flow through woolak, and the words with one spelling.

Whatever can hold personal data has `repr=False`: a traceback, a log or a dashboard shows its place,
never its text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from woolak.model.words import Box, Word, around, touched, widened

__all__ = [
    "READER",
    "REJECTIONS",
    "SURE",
    "SUSPECT",
    "Advice",
    "Box",
    "Decision",
    "Document",
    "Finding",
    "Kind",
    "Layer",
    "Leak",
    "LogEntry",
    "Page",
    "Person",
    "Reason",
    "Redaction",
    "RegisterRow",
    "Role",
    "Source",
    "Status",
    "Verdict",
    "Word",
]

SURE = 0.6
"""From this score on the policy decides without a question."""
SUSPECT = 0.4
"""Below this score a finding is listed for the reviewer and never redacted unattended."""

READER = "1"
"""Version of the reader: a finding's id is a place in the text that this version of it made."""


class Kind(StrEnum):
    """What sort of datum a finding is."""

    NAME = "name"
    INITIALS = "initials"
    SIGNATURE = "signature"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    BSN = "bsn"
    ID_NUMBER = "id_number"
    IBAN = "iban"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    LICENSE_PLATE = "license_plate"
    PERSONNEL_NUMBER = "personnel_number"
    HEALTH = "health"
    SPECIAL_CATEGORY = "special_category"
    IMAGE = "image"
    OTHER = "other"


class Role(StrEnum):
    """In which capacity a person appears."""

    AMBTENAAR = "ambtenaar"
    BEWINDSPERSOON = "bewindspersoon"
    VOLKSVERTEGENWOORDIGER = "volksvertegenwoordiger"
    BESTUURDER = "bestuurder"
    TOP_AMBTENAAR = "top_ambtenaar"
    WOORDVOERDER = "woordvoerder"
    BURGER = "burger"
    BEDRIJF = "bedrijf"
    JOURNALIST = "journalist"
    AUTEUR = "auteur"
    HISTORISCH = "historisch"
    ONBEKEND = "onbekend"


class Verdict(StrEnum):
    """What happens to a finding; only an advice may be `ask`."""

    REDACT = "redact"
    KEEP = "keep"
    ASK = "ask"


class Status(StrEnum):
    """Where a document stands."""

    NEW = "new"
    SCANNED = "scanned"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    UNFINISHED = "unfinished"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class Reason(StrEnum):
    """Why a document is unfinished or rejected."""

    NEEDS_OCR = "needs_ocr"
    NEEDS_EYES = "needs_eyes"
    UNDECIDED = "undecided"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    LEAK_FOUND = "leak_found"
    TEXT_LOST = "text_lost"
    RULE_TIMEOUT = "rule_timeout"
    NOT_PDF = "not_pdf"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_COMPLEX = "too_complex"
    UNREADABLE_FILE = "unreadable_file"


_OF_THE_FILE = "not_pdf empty password damaged no_pages too_complex unreadable_file"
REJECTIONS = frozenset(map(Reason, _OF_THE_FILE.split()))
"""Reasons that lie in the file itself: it cannot be processed at all."""


class Layer(StrEnum):
    """In which layer of a page something was found."""

    TEXT = "text"
    ACTUALTEXT = "actualtext"
    OCR = "ocr"
    ANNOTATION = "annotation"
    METADATA = "metadata"
    TITLE = "title"
    HAND = "hand"


class Source(StrEnum):
    """How a redaction came about, as the register says it."""

    RULE = "rule"
    LIST = "list"
    PROPAGATION = "propagation"
    OCR = "ocr"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one document as read: its normalised text and where each word of it stands.

    `number` is 1-based; width and height are in points, as displayed. `unread` says why the page
    cannot be trusted to be read completely; such a page is never clean.
    """

    document: str
    number: int
    width: float
    height: float
    text: str = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)
    layer: Layer = Layer.TEXT
    unread: Reason | None = None

    def __post_init__(self) -> None:
        starts = [word.start for word in self.words]
        if not all(map(self.text.startswith, [word.text for word in self.words], starts)):
            raise ValueError("a word does not stand at its offset in the text of the page")
        if starts != sorted(starts):
            raise ValueError("the words of a page stand in the order of its text")

    def touched(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that share a character with [start, end)."""
        return touched(self.words, start, end)

    def boxes(self, start: int, end: int, *, exact: bool = False) -> tuple[Box, ...]:
        """Return one box per line over [start, end).

        A partly matched word is covered to its last letter, unless `exact`; the punctuation around
        it stays.
        """
        if not exact:
            start, end = widened(self.text, start, end)
        parts = [(w, w.part(start, end)) for w in self.touched(start, end)]
        if len(parts) == 1:
            return (parts[0][1],)
        lines = groupby(parts, key=lambda part: (part[0].block, part[0].line))
        return tuple(around([box for _, box in line]) for _, line in lines)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that may hold personal data, or that looks like it and is public (`keep`).

    start and end are offsets in the text of the page's layer (None when drawn by hand). `rules` are
    rule ids, the strongest first; `why` is one Dutch sentence; `mention` joins the pieces of one
    mention over a line or page break. `role` and `functie` are the evidence beside the mention.
    """

    document: str
    page: int
    layer: Layer
    start: int | None
    end: int | None
    text: str = field(repr=False)
    kind: Kind
    rules: tuple[str, ...]
    score: float
    why: str = field(repr=False)
    boxes: tuple[Box, ...]
    mention: str = ""
    keep: bool = False
    role: Role = Role.ONBEKEND
    functie: str = ""
    _name: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.rules or not 0 <= self.score <= 1:
            raise ValueError("a finding has a rule and a score between 0 and 1")
        if (self.start is None) == (self.layer is not Layer.HAND):
            raise ValueError("only a finding drawn by hand has no offsets")

    @property
    def id(self) -> str:
        """Return the id of this place and kind: stable over rule packs, free of text."""
        if not self._name:
            object.__setattr__(self, "_name", self._named())
        return self._name

    def _named(self) -> str:
        place: tuple[object, ...] = (self.document, self.page, self.layer, self.kind, READER)
        place += (self.start, self.end) if self.start is not None else (self.boxes,)
        return hashlib.sha256(repr(tuple(map(str, place))).encode()).hexdigest()[:16]

    @property
    def source(self) -> Source:
        """Return how this finding came about, in the register's words."""
        return Source.OCR if self.layer is Layer.OCR else self._added or Source.RULE

    @property
    def read(self) -> bool:
        """Say whether the rules found this on its page, and nobody and no other page added it."""
        return self._added is None

    @property
    def _added(self) -> Source | None:
        named = {"hand": Source.HAND, "lijst": Source.LIST, "persoon": Source.PROPAGATION}
        return named.get(self.rules[0].split(".")[0])


@dataclass(frozen=True, slots=True)
class Person:
    """One human being over the whole dossier, with the ids of the findings that mention them."""

    id: str
    voornamen: tuple[str, ...] = field(repr=False)
    initialen: str = field(repr=False)
    tussenvoegsel: str = field(repr=False)
    achternaam: str = field(repr=False)
    functie: str
    role: Role
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the policy proposes for a finding; `ask` may carry a proposal for working unattended."""

    finding: str
    verdict: Verdict
    grond: str | None
    why: str = field(repr=False)
    role: Role = Role.ONBEKEND
    proposal: Verdict | None = None

    def __post_init__(self) -> None:
        if Verdict.KEEP not in (self.verdict, self.proposal) and self.grond is None:
            raise ValueError("an advice that leads to a redaction names its ground")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a finding, by whom (a pseudonym such as B01, or `beleid`) and when."""

    finding: str
    verdict: Verdict
    grond: str | None
    by: str
    at: str

    def __post_init__(self) -> None:
        if self.verdict is Verdict.ASK or (self.verdict is Verdict.REDACT and not self.grond):
            raise ValueError("a decision is redact, with its ground, or keep")


@dataclass(frozen=True, slots=True)
class Redaction:
    """Boxes on one page that are removed together, under one ground; `id` is the register's."""

    id: str
    document: str
    page: int
    boxes: tuple[Box, ...]
    grond: str

    def __post_init__(self) -> None:
        if not self.grond or not self.boxes:
            raise ValueError("a redaction has a ground and a box")


@dataclass(frozen=True, slots=True)
class Leak:
    """A place where an output fails its proof; `where` names the mechanism, never the text."""

    document: str
    page: int
    where: str
    reason: Reason = Reason.LEAK_FOUND


@dataclass(frozen=True, slots=True)
class Document:
    """What the dossier knows of one document; `source` is its path on the operator's screen."""

    id: str
    source: str = field(repr=False)
    original_sha256: str
    pages: int
    status: Status
    reason: Reason | None = None
    place: str = ""
    notes: tuple[str, ...] = ()
    published_sha256: str | None = None
    soort: str = ""
    datum: str = ""
    duplicate_of: str = ""
    grond: str | None = None
    family: str = ""
    """The id of the mail that it came with."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One redaction as the public register tells it: no text, no place but the page, no person."""

    redaction: str
    document: str
    page: int
    kind: Kind
    role: Role
    ground: str
    motivation: str
    source: Source
    decided: str
    date: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One link of the internal log; `data` holds no personal data, only ids, hashes and counts."""

    seq: int
    at: str
    by: str
    event: str
    data: dict[str, object]
    prev: str
    hash: str
