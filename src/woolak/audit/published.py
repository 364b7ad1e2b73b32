# SPDX-License-Identifier: EUPL-1.2
"""A published folder in, everything that an outsider can say about it out.

It needs neither the dossier nor its key. Without a seal, or without a fingerprint from elsewhere to
check it with, it takes the manifest on its word and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from woolak.audit import files, folder, grounds, lists, pages, sealed
from woolak.audit.folder import MANIFEST, Published
from woolak.audit.report import Check, Report, block, info

_REVIEWED = {
    "no": "Niemand heeft de lakkingen nagekeken: de regels hebben beslist (reviewed: no).",
    "partly": "Niet alle lakkingen zijn door een mens nagekeken (reviewed: partly).",
}


def audit_published(path: Path, today: dt.date | None = None, fingerprint: str = "") -> Report:
    """Audit a published folder; a folder that is none gives a report that says so.

    `fingerprint` is that of the key that must have sealed it, as it came by another way.
    """
    found = folder.read(path)
    if not isinstance(found, Published):
        return Report("published", found)
    day = today or dt.datetime.now(dt.UTC).date()
    return Report(
        "published",
        (*of_log(found, day, fingerprint), *pages.check(found)),
        documents=len(found.entries),
        redactions=len(found.lines),
        files=len(found.manifest.files) + 1,
        head=found.manifest.register_.head,
    )


def of_log(found: Published, today: dt.date, fingerprint: str) -> Iterator[Check]:
    """Check all but what is in the PDFs: chain, hashes, grounds, lists, seal."""
    yield from found.faults
    yield from files.check(found)
    yield from grounds.check(found)
    yield from lists.check(found, today)
    yield from _known(found)
    yield from sealed.check(found, fingerprint)


def _known(published: Published) -> Iterator[Check]:
    """Yield what is no fault, and what a reader must know."""
    manifest = published.manifest
    told = {line.decided == "policy" for line in published.lines}
    if {"yes": True, "no": False}.get(manifest.reviewed) in told:
        why = "Het manifest en het register zeggen niet hetzelfde over wie heeft beslist."
        yield block("N4", why, MANIFEST)
    if manifest.reviewed in _REVIEWED:
        yield info("N1", _REVIEWED[manifest.reviewed], MANIFEST)
    if manifest.concept:
        yield info("N3", "Nog niet alle documenten zijn beoordeeld: dit is een CONCEPT.", MANIFEST)
