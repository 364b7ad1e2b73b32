# SPDX-License-Identifier: EUPL-1.2
"""A folder of DiWoo metadata and sitemaps in; everything in them that names a person out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from woolak.audit.report import Check, Report, block

_NAMESPACE = "{https://standaarden.overheid.nl/diwoo/metadata/}"
_NAMED = f"{_NAMESPACE}naamOpsteller"
_TITLES = frozenset(
    f"{_NAMESPACE}{name}"
    for name in (
        *("officieleTitel", "verkorteTitel", "alternatieveTitel", "omschrijving", "opsteller"),
        *("trefwoord", "identifier", "aggregatiekenmerk"),
    )
)


def files(folder: Path) -> list[Path]:
    """Return the metadata in a folder, none when it is no export for DiWoo."""
    if not folder.is_dir() or not any(folder.glob("*.diwoo.xml")):
        return []
    return sorted(folder.glob("*.xml"))


def audit_metadata(folder: Path, *, detect: bool) -> Report:
    """Audit an export for DiWoo; with `detect` its titles are looked at for personal data too."""
    paths = files(folder)
    checks = [check for path in paths for check in _file(path, detect=detect)]
    return Report("metadata", tuple(checks), documents=len(paths), files=len(paths))


def _file(path: Path, *, detect: bool) -> Iterator[Check]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(path.read_bytes(), parser)
    except (OSError, ValueError, etree.XMLSyntaxError):
        yield block("R4", "Het bestand ontbreekt of is beschadigd.", path.name)
        return
    if any(item.text or len(item) or item.attrib for item in tree.iter(_NAMED)):
        yield block("I7", "De naam van een opsteller is ingevuld (naamOpsteller).", path.name)
    if any(True for _ in tree.iter(etree.Comment, etree.ProcessingInstruction)):
        yield block("I6", "Er staat een opmerking in het bestand.", path.name)
    if detect:
        yield from _titles(tree, path)


def _titles(tree: etree._Element, path: Path) -> Iterator[Check]:
    from woolak.detect import telling

    texts = {str(item.text or "") for item in tree.iter(*_TITLES)}
    if telling.sure(".\n\n".join(sorted(texts))):
        yield block("I6", "In een titel of omschrijving staat een persoonsgegeven.", path.name)
