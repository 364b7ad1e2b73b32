# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; its folder `published` out, whole as it was or whole as it is, never between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from woolak import chain
from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Document
from woolak.publish import edition, inventory, manifest, register
from woolak.publish.edition import HASHED, Edition


def write(dossier: Dossier) -> Path:
    """Publish a dossier and return the folder; the same state of the dossier gives the same bytes.

    Raises CannotStart when a redacted file is not the one that was verified, or the disk refuses.
    """
    taken = edition.of(dossier)
    try:
        recover(dossier.path)
        part = dossier.path / "published.part"
        _build(part, taken, {d.id: dossier.redacted(d) for d in taken.published})
        sha256 = chain.sha256(part / manifest.NAME)
        published = _swap(part, dossier.path / "published")
    except OSError as error:
        why = error.strerror or "the disk refuses"
        raise CannotStart(f"The folder 'published' cannot be written: {why}.") from None
    _record(dossier, sha256)
    return published


def recover(path: Path) -> None:
    """Clean up what an interrupted `write` left in the dossier at `path`."""
    old, published = path / "published.old", path / "published"
    if old.exists() and not published.exists():
        old.rename(published)
    for leftover in (old, path / "published.part"):
        if leftover.exists():
            shutil.rmtree(leftover)


def _build(part: Path, taken: Edition, redacted: dict[str, Path]) -> None:
    part.mkdir()
    for document in taken.published:
        _copy(document, redacted[document.id], part)
    told = register.write(part, taken)
    inventory.write(part, taken)
    manifest.write(part, taken, told)
    for path in part.iterdir():
        _to_disk(path)
    _to_disk(part)


def _copy(document: Document, source: Path, part: Path) -> None:
    target = part / f"{document.id}.pdf"
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise _unverified(document) from None
    if chain.sha256(target) != document.published_sha256:
        raise _unverified(document)


def _unverified(document: Document) -> CannotStart:
    return CannotStart(
        f"redacted/{document.id}.pdf is not the file that was verified; remove it and run "
        "'woolak redact' again."
    )


def _swap(part: Path, published: Path) -> Path:
    """Rename the old folder away and the new one in; `recover` undoes a stop between the two."""
    old = published.with_name("published.old")
    if published.exists():
        published.rename(old)
    part.rename(published)
    _to_disk(published.parent)
    if old.exists():
        shutil.rmtree(old)
    return published


def _record(dossier: Dossier, sha256: str) -> None:
    """Log the folder once: a rerun that gives the same manifest is no news."""
    told = [entry.data.get("sha256") for entry in dossier.log() if entry.event == HASHED]
    if told[-1:] != [sha256]:
        with dossier.transaction():
            dossier.record_event(HASHED, {"sha256": sha256})


def _to_disk(path: Path) -> None:
    """Make a file or folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
