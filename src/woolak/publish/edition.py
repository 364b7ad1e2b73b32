# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; the facts that its published folder tells, taken at one moment, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from woolak import chain, rulebook
from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Document, LogEntry, RegisterRow, Status
from woolak.model.publication import TEXTS
from woolak.publish import subject
from woolak.publish.motivation import motivation
from woolak.zaak import Zaak

HASHED = "manifest"
"""Event of the log that holds the hash of a manifest; it cannot itself count for that manifest."""
RECALLED = "recalled"
"""Event of the log for a published file that was taken back; it names the file's hash."""
_DECIDED = frozenset({Status.PUBLISHED, Status.WITHHELD, Status.DUPLICATE})


@dataclass(frozen=True, slots=True)
class Edition:
    """What one published folder tells: a function of the state of the dossier, not of today.

    `moment` is the time of the log's last entry, `log_head` its hash; `rules` is what the manifest
    says of the rule pack.
    """

    documents: tuple[Document, ...]
    redactions: tuple[RegisterRow, ...]
    woolak: str
    rules: dict[str, str]
    reviewed: str
    zaak: Zaak
    moment: dt.datetime
    log_head: str
    texts: Mapping[str, tuple[str, ...]]
    """The hashes of the text editions of each document that has them."""
    subjects: Mapping[str, str]
    """What each document that has a text edition says that it is about."""
    recalled: Mapping[str, tuple[tuple[str, str], ...]]
    """The (hash, reason) of each file of a document that was taken back."""
    key: bytes = field(repr=False)

    @property
    def concept(self) -> bool:
        """Say whether a document still lacks a judgement."""
        return any(document.status not in _DECIDED for document in self.documents)

    @property
    def zaaknummer(self) -> str:
        """Return the number of the case; empty when it is not known."""
        return self.zaak.zaaknummer

    @property
    def published(self) -> tuple[Document, ...]:
        """Return the documents that have a file in the folder."""
        return tuple(d for d in self.documents if d.status is Status.PUBLISHED)

    def by_document(self) -> dict[str, tuple[RegisterRow, ...]]:
        """Return the redactions of each document that has any."""
        groups = groupby(self.redactions, key=lambda row: row.document)
        return {document: tuple(rows) for document, rows in groups}


def of(dossier: Dossier) -> Edition:
    """Take the edition of an open dossier."""
    meta, documents = dossier.meta, tuple(dossier.documents())
    published = {d.id for d in documents if d.status is Status.PUBLISHED}
    head = dossier.last_entry(but=HASHED)
    texts = {d: t for d, t in dossier.texts().items() if d in published}
    return Edition(
        documents=documents,
        redactions=tuple(_motivated(r) for r in dossier.register() if r.document in published),
        woolak=meta["woolak"],
        rules=_rules(meta["pack"], meta["pack_digest"], dossier.key),
        reviewed=meta["reviewed"],
        zaak=dossier.zaak,
        moment=dt.datetime.fromisoformat(head.at) if head else dossier.clock(),
        log_head=head.hash if head else chain.GENESIS,
        texts=texts,
        subjects=_subjects(dossier, documents, texts),
        recalled=_recalled(dossier),
        key=dossier.key,
    )


def _subjects(
    dossier: Dossier, documents: Iterable[Document], texts: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the subject of each document whose text edition is the one that was proved."""
    suffix = TEXTS[0]
    found = {
        d.id: subject.read(dossier.redacted(d).with_suffix(suffix), texts[d.id][0])
        for d in documents
        if texts.get(d.id)
    }
    return {document: said for document, said in found.items() if said}


def _recalled(dossier: Dossier) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for entry in dossier.events(RECALLED):
        document, sha256, reason = (str(entry.data[k]) for k in ("document", "sha256", "reason"))
        found[document] = (*found.get(document, ()), (sha256, reason))
    return found


def last_entry(entries: Iterable[LogEntry]) -> LogEntry | None:
    """Return the last entry that a published folder reflects: hashes of manifests left aside."""
    last = None
    for entry in entries:
        last = last if entry.event == HASHED else entry
    return last


def _motivated(row: RegisterRow) -> RegisterRow:
    code = row.motivation or motivation(row.ground, row.kind, row.role)
    return replace(row, motivation=code)


def _rules(pack: str, digest: str, key: bytes) -> dict[str, str]:
    """Name a shipped pack with its digest; commit to a ministry's own: its lists may hold names."""
    if _shipped(pack) == digest:
        return {"pack": pack, "digest": digest}
    return {"pack": "eigen", "commitment": chain.commitment(key, "rules", digest)}


def _shipped(pack: str) -> str | None:
    try:
        return rulebook.digest(pack) if (rulebook.packs() / pack).is_dir() else None
    except CannotStart:
        return None
