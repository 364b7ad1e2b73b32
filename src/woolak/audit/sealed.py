# SPDX-License-Identifier: EUPL-1.2
"""A manifest and the fingerprint from the decision in; whether it was sealed by that key out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from woolak import chain, seal
from woolak.audit.folder import MANIFEST, Published
from woolak.audit.report import Check, block, info

_UNKNOWN = (
    "De map is verzegeld, maar van wie het zegel is staat niet vast: geef met --fingerprint "
    "de vingerafdruk uit het besluit."
)


def check(published: Published, fingerprint: str = "") -> Iterator[Check]:
    """Check the seal, and that the manifest is spelled as it was sealed.

    Whoever can write the folder can write a seal of their own: only a `fingerprint` that came
    another way says whose it is.
    """
    raw = (published.path / MANIFEST).read_bytes()
    told = json.loads(raw)
    if raw != chain.spelled(told):
        yield block("M2", "Het bestand is anders geschreven dan woolak het doet.", MANIFEST)
    yield from _versions(published)
    made = published.manifest.seal
    if made is None:
        said = "De map is niet verzegeld: de herkomst staat niet vast."
        yield block("S2", said, MANIFEST) if fingerprint else info("N2", said, MANIFEST)
        return
    if not seal.holds(told, told["seal"]):
        yield block("S1", "Het zegel klopt niet: het manifest is veranderd.", MANIFEST)
    if fingerprint and made.fingerprint != fingerprint:
        yield block("S2", "Het zegel is niet van de sleutel met deze vingerafdruk.", MANIFEST)
    if not fingerprint:
        yield info("N2", _UNKNOWN, MANIFEST)


def _versions(published: Published) -> Iterator[Check]:
    """Check that the versions follow each other, and that the last one tells of this folder."""
    versions = published.manifest.versions
    numbers = [version.number for version in versions]
    first = versions[0]
    if numbers != list(range(1, len(numbers) + 1)) or first.after or first.previous:
        yield block("V1", "De versies volgen niet op elkaar.", MANIFEST)
    for old, new in pairwise(versions):
        if not new.after or not new.previous or new.date < old.date:
            yield block("V1", f"Versie {new.number} zegt niet waarom zij er is.", MANIFEST)
    entries, lines = {entry.id: entry for entry in published.entries}, published.of()
    for change in versions[-1].changes:
        entry = entries.get(change.document)
        now = (change.now.status, change.now.sha256, change.now.redactions)
        if entry is None or now != (entry.status, entry.sha256, len(lines[entry.id])):
            place = f"{MANIFEST}, document {change.document}"
            yield block("V1", "De laatste wijziging is niet die van deze map.", place)
