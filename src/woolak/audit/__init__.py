# SPDX-License-Identifier: EUPL-1.2
"""A dossier or a published folder in, a report of every rule that fails out; nothing is changed."""

from __future__ import annotations

from pathlib import Path

from woolak.audit.published import audit_published
from woolak.audit.report import Check, Report, Severity, as_json, as_text

__all__ = [
    "Check",
    "Report",
    "Severity",
    "as_json",
    "as_text",
    "audit",
    "audit_dossier",
    "audit_published",
]


def audit(path: Path, fingerprint: str = "") -> Report:
    """Audit what lies at `path`: a dossier when it has a database, else a published folder.

    `fingerprint` is that of the key that must have sealed it; without one the origin is not
    established.
    """
    if (path / "woolak.db").exists():
        return audit_dossier(path, fingerprint)
    return audit_published(path, fingerprint=fingerprint)


def audit_dossier(path: Path, fingerprint: str = "") -> Report:
    """Audit a dossier with its originals, its log and the folder it published."""
    from woolak.audit import inside

    return inside.audit_dossier(path, fingerprint=fingerprint)
