# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; its folder `published` out, whole as it was or whole as it is, never between."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from woolak import chain
from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model.publication import After
from woolak.publish import edition, inventory, manifest, register
from woolak.publish import versions as history
from woolak.publish.edition import HASHED, Edition
from woolak.seal import Signer

_AT_ONCE = 16


def write(dossier: Dossier, signer: Signer | None = None, after: After | None = None) -> Path:
    """Publish a dossier and return the folder; the same state of the dossier gives the same bytes.

    What is already published and sealed stays as it is when there is nothing new to tell. Raises
    CannotStart when a redacted file is not the one that was verified, when something sealed would
    change without saying why (`after`), or when the disk refuses.
    """
    taken = edition.of(dossier)
    versions = history.plan(dossier, taken, after)
    try:
        recover(dossier.path)
        published = dossier.path / "published"
        if signer is None and _stands(dossier, published, taken):
            return published
        part = dossier.path / "published.part"
        told = _build(part, taken, versions, {d.id: dossier.made(d) for d in taken.published})
        sealed = {**told, "seal": signer.seal(told) if signer else None}
        manifest.write(part, sealed)
        _settle(part)
        sha256 = chain.sha256(part / manifest.NAME)
        _swap(part, published)
    except OSError as error:
        why = error.strerror or "the disk refuses"
        raise CannotStart(f"The folder 'published' cannot be written: {why}.") from None
    _record(dossier, taken, versions, (sha256, signer.fingerprint if signer else ""))
    return published


def _stands(dossier: Dossier, published: Path, taken: Edition) -> bool:
    """Say whether the sealed folder is there, whole, and tells all there is."""
    told = history.last(dossier)
    if told is None or not told.sealed or not told.same(taken):
        return False
    files = manifest.read(published).get("files", {})
    try:
        there = {path.name for path in published.iterdir()} == {*files, manifest.NAME}
        whole = chain.sha256(published / manifest.NAME) == told.manifest
        return there and whole and all(chain.sha256(published / n) == h for n, h in files.items())
    except OSError:
        return False


def recover(path: Path) -> None:
    """Clean up what an interrupted `write` left in the dossier at `path`."""
    old, published = path / "published.old", path / "published"
    if old.exists() and not published.exists():
        old.rename(published)
    for leftover in (old, path / "published.part"):
        if leftover.exists():
            shutil.rmtree(leftover)


def _build(
    part: Path, taken: Edition, versions: list[dict[str, Any]], made: dict[str, tuple[Path, ...]]
) -> dict[str, Any]:
    """Fill the folder with all but its manifest, and return what that has to say."""
    part.mkdir()
    for document in taken.published:
        hashes = (document.published_sha256, *taken.texts.get(document.id, ()))
        for source, sha256 in zip(made[document.id], hashes, strict=False):
            _copy(source, part, sha256)
    register_told = register.write(part, taken)
    inventory.write(part, taken)
    return manifest.facts(part, taken, register_told, versions)


def _settle(part: Path) -> None:
    """Make every file survive a power cut; a disk settles many at once as fast as one."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(_to_disk, part.iterdir()))
    _to_disk(part)


def _copy(source: Path, part: Path, sha256: str | None) -> None:
    target = part / source.name
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise _unverified(source) from None
    if chain.sha256(target) != sha256:
        raise _unverified(source)


def _unverified(source: Path) -> CannotStart:
    pdf = source.with_suffix(".pdf").name
    return CannotStart(
        f"redacted/{source.name} is not the file that was verified; remove redacted/{pdf} and run "
        "'woolak redact' again."
    )


def _swap(part: Path, published: Path) -> None:
    """Rename the old folder away and the new one in; `recover` undoes a stop between the two."""
    old = published.with_name("published.old")
    if published.exists():
        published.rename(old)
    part.rename(published)
    _to_disk(published.parent)
    if old.exists():
        shutil.rmtree(old)


def _record(
    dossier: Dossier, taken: Edition, versions: list[dict[str, Any]], made: tuple[str, str]
) -> None:
    """Log the folder once: a rerun that gives the same manifest is no news."""
    sha256, sealed = made
    told = [entry.data.get("sha256") for entry in dossier.events(HASHED)]
    with dossier.transaction():
        if told[-1:] != [sha256]:
            number, after = versions[-1]["number"], versions[-1]["after"]
            data = {"sha256": sha256, "version": number, "after": after, "sealed": sealed or None}
            dossier.record_event(HASHED, data)
        history.record(dossier, taken, versions, sha256, sealed)


def _to_disk(path: Path) -> None:
    """Make a file or folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
