# SPDX-License-Identifier: EUPL-1.2
"""A dossier or a published folder in, a report of every rule that fails out; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from woolak.audit.published import audit_published
from woolak.audit.report import Check, Report, Severity, as_json, as_text, info

__all__ = [
    "Asked",
    "Check",
    "Report",
    "Severity",
    "as_json",
    "as_text",
    "audit",
    "audit_dossier",
    "audit_published",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an audit is asked: by whose key it must be sealed, and whether to use detection too."""

    fingerprint: str = ""
    detect: bool = False


_PLAIN = Asked()
_GONE = (
    "Dit dossier is op {day} vernietigd. Gecontroleerd is wat is gepubliceerd; welk origineel bij "
    "een bestand hoort, is alleen nog te bewijzen met wat het archief heeft."
)


def audit(path: Path, asked: Asked = _PLAIN) -> Report:
    """Audit what lies at `path`: a dossier when it has a database, else a published folder.

    A folder that was exported for DiWoo is neither; of a dossier that was destroyed the published
    folder is left. Without a fingerprint the origin is not established.
    """
    from woolak.audit import metadata
    from woolak.dossier import storage

    inside, published = (path / "woolak.db").exists(), (path / "manifest.json").exists()
    if not (inside or published) and (day := storage.destroyed(path)):
        report = audit(path / "published", asked)
        return replace(report, findings=(*report.findings, info("N6", _GONE.format(day=day))))
    if not (inside or published or asked.fingerprint) and metadata.files(path):
        return metadata.audit_metadata(path, detect=asked.detect)
    if inside:
        report = audit_dossier(path, asked.fingerprint)
    else:
        report = audit_published(path, fingerprint=asked.fingerprint)
    return _detected(report, path / "published" if inside else path, asked)


def _detected(report: Report, path: Path, asked: Asked) -> Report:
    """Add what detection finds in what is out, or that nobody looked."""
    from woolak.audit import detected, folder

    found = folder.read(path)
    if not isinstance(found, folder.Published):
        return report
    more = tuple(detected.in_folder(found)) if asked.detect else (detected.SKIPPED,)
    return replace(report, findings=(*report.findings, *more))


def audit_dossier(path: Path, fingerprint: str = "") -> Report:
    """Audit a dossier with its originals, its log and the folder it published."""
    from woolak.audit import inside

    return inside.audit_dossier(path, fingerprint=fingerprint)
