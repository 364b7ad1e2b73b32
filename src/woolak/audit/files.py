# SPDX-License-Identifier: EUPL-1.2
"""A published folder in; every file that is missing, extra or changed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from woolak import chain
from woolak.audit.folder import LISTS, MANIFEST, Published
from woolak.audit.report import Check, block
from woolak.audit.shapes import Entry
from woolak.model import Status
from woolak.model.publication import TEXTS


def check(published: Published) -> Iterator[Check]:
    """Compare the files that are there with those that the manifest names."""
    present = {path.name for path in published.path.iterdir()} - {MANIFEST}
    named = published.manifest.files
    for name in sorted(present - named.keys()):
        yield block("I3", "Dit bestand staat niet in het manifest.", _shown(name))
    for name in sorted(named.keys() | set(LISTS)):
        if name not in named:
            yield block("I3", f"Het manifest noemt {name} niet.", MANIFEST)
        elif name not in present:
            yield block("I3", "Het bestand ontbreekt.", _shown(name))
        elif fault := _fault(published.path / name, named[name]):
            yield block("H1", fault, name)
    for entry in published.entries:
        yield from _entry(entry, named)
    expected = {name for e in published.entries for name in (e.file, *e.texts)} | set(LISTS)
    for name in sorted(named.keys() - expected):
        yield block("I3", f"Het bestand {_shown(name)} hoort bij geen document.", MANIFEST)


def _entry(entry: Entry, named: dict[str, str]) -> Iterator[Check]:
    """Check that a published document, and no other, has a file with its id for a name."""
    place = f"{MANIFEST}, document {entry.id}"
    if entry.status is not Status.PUBLISHED:
        if entry.file is not None or entry.sha256 is not None or entry.texts:
            yield block("I3", "Dit document is niet gepubliceerd en heeft toch een bestand.", place)
        return
    if entry.file != f"{entry.id}.pdf":
        yield block("I3", "De bestandsnaam is niet het nummer van het document.", place)
    elif entry.texts not in ((), tuple(f"{entry.id}{suffix}" for suffix in TEXTS)):
        yield block("I3", "De tekstversies heten niet naar het nummer van het document.", place)
    elif entry.sha256 is None or named.get(entry.file) != entry.sha256:
        yield block("H1", "Het manifest noemt voor dit bestand twee verschillende hashes.", place)


def _fault(path: Path, sha256: str) -> str:
    """Return what is wrong with a file, nothing when it is the one of the manifest."""
    try:
        if path.is_symlink() or not path.is_file():
            return "Dit is geen bestand maar een map of een verwijzing."
        if chain.sha256(path) == sha256:
            return ""
    except OSError:
        return "Het bestand is niet te lezen; kijk de rechten en de schijf na."
    return "Het bestand is veranderd: de hash is niet die van het manifest."


def _shown(name: str) -> str:
    """Return a name that may stand in a report: a strange file's name is not repeated."""
    stem, dot, suffix = name.rpartition(".")
    ours = stem.isascii() and stem.isalnum() and dot + suffix in (".pdf", *TEXTS)
    known = name in LISTS or ours
    return name if known else "een ander bestand"
