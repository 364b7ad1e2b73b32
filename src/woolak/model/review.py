# SPDX-License-Identifier: EUPL-1.2
"""The values of a review: what somebody did, to which places, and how a place stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from woolak.model import Decision, Kind, Layer, Role, Verdict


class Deed(StrEnum):
    """What one action of a reviewer was, as the log and the history name it."""

    PLACE = "plaats"
    PERSON = "persoon"
    TEXT = "tekst"
    BLOCK = "blok"
    COLUMN = "kolom"
    KIND_PAGE = "soort_pagina"
    KIND_DOCUMENT = "soort_document"
    PROPOSALS = "voorstellen"
    DRAW = "vak"
    ADJUST = "vak_aangepast"
    SEARCH = "zoeken"
    PAGE = "pagina_geweigerd"
    DOCUMENT = "document_geweigerd"
    RELEASE = "document_teruggenomen"
    CHECK = "pagina_afgevinkt"
    MERGE = "samengevoegd"
    SPLIT = "gesplitst"
    MOVE = "verplaatst"
    CONFIRM = "akkoord"
    TAKEN = "markeringen_overgenomen"


@dataclass(frozen=True, slots=True)
class Step:
    """How one place changed: the decision in force before (None: there was none) and after."""

    finding: str
    old: Decision | None
    new: Decision


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a reviewer did; `places` is how many places changed."""

    seq: int
    by: str
    at: str
    what: Deed
    document: str = ""
    page: int = 0
    places: int = 0
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A reviewer's word on who is who, between two findings.

    `same`: the persons behind both are one; `apart`: this finding leaves its person and goes to
    that of the other, or stands on its own when the other is the finding itself.
    """

    what: str
    finding: str
    other: str


@dataclass(frozen=True, slots=True)
class Place:
    """A finding as the review lists it: where, what, what is advised and what is in force.

    `seq` numbers the decision in force (0: none); `twins` are the same place in another layer of
    the page, decided with it. `fresh`: found later and decided with its person.
    """

    id: str
    document: str
    page: int
    layer: Layer
    kind: Kind
    text: str = field(repr=False)
    folded: str = field(repr=False)
    score: float
    rule: str
    role: Role
    advice: Verdict | None
    proposal: Verdict | None
    advised_grond: str | None
    verdict: Verdict | None
    grond: str | None
    by: str
    at: str
    seq: int
    twins: tuple[str, ...] = ()
    fresh: bool = False
    confirmed: tuple[str, ...] = ()
