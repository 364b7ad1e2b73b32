# SPDX-License-Identifier: EUPL-1.2
"""The exact shape of the manifest and of a line of the register: no room for free text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from woolak.model import Kind, Reason, Role, Source, Status
from woolak.model.publication import After

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,170}$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:-]{1,64}$")]
Note = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}(:[0-9, -]{1,200})?$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Number = Annotated[int, Field(ge=0)]


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Row(_Exact):
    """A line of register.jsonl."""

    schema_: Literal[1] = Field(alias="schema")
    seq: Number
    redaction: Mark
    document: Id
    page: Number
    kind: Kind
    role: Role
    ground: Annotated[str, StringConstraints(max_length=40)]
    motivation: Mark
    source: Source
    decided: Literal["policy", "reviewer", "two_reviewers"]
    date: Day
    prev: Hash
    hash: Hash


class Recalled(_Exact):
    """A file of a document that was published and taken back, and why."""

    sha256: Hash
    reason: After


class Entry(_Exact):
    """What the manifest says of one document."""

    id: Id
    file: str | None
    sha256: Hash | None
    pages: Number
    status: Status
    reason: Reason | None
    notes: tuple[Note, ...]
    texts: tuple[str, ...]
    recalled: tuple[Recalled, ...]
    original: Hash | None


class Rules(_Exact):
    """The rule pack: its digest when woolak ships it, else a commitment."""

    pack: Mark
    digest: Hash | None = None
    commitment: Hash | None = None


class Register(_Exact):
    """How long the register is and the hash of its last line."""

    rows: Number
    head: Hash


class Log(_Exact):
    """The commitment to the head of the internal log."""

    commitment: Hash


class Seal(_Exact):
    """Who sealed the manifest, and with what; none of it is worth anything without a check."""

    algorithm: Literal["Ed25519"]
    public_key: Hash
    fingerprint: Hash
    signature: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]


class Standing(_Exact):
    """Where a document stood in a version; no status when it was not in it."""

    status: Status | None
    sha256: Hash | None
    redactions: Number


class Change(_Exact):
    """A document that stands otherwise than in the version before."""

    document: Id
    was: Standing
    now: Standing


class Version(_Exact):
    """One version of the publication, and what it changed in the one before."""

    number: Number
    date: Day
    after: After | None
    previous: Hash | None
    changes: tuple[Change, ...]


class Manifest(_Exact):
    """manifest.json."""

    schema_: Literal[1] = Field(alias="schema")
    woolak: Mark
    rules: Rules
    reviewed: Literal["yes", "no", "partly"]
    concept: bool
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    documents: tuple[Entry, ...]
    files: dict[str, Hash]
    register_: Register = Field(alias="register")
    log: Log
    seal: Seal | None
