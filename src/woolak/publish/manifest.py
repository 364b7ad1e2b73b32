# SPDX-License-Identifier: EUPL-1.2
"""A published folder in the making in; its manifest out: what is in it, made by what, from what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from woolak import chain
from woolak.model import Document, Status
from woolak.model.publication import TEXTS
from woolak.publish.edition import Edition

NAME = "manifest.json"
SCHEMA = 1


def facts(
    folder: Path, edition: Edition, register: dict[str, object], versions: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the manifest says of a folder that holds every other file by now; not sealed."""
    return {
        "schema": SCHEMA,
        "woolak": edition.woolak,
        "rules": edition.rules,
        "reviewed": edition.reviewed,
        "concept": edition.concept,
        "versions": versions,
        "documents": [_document(document, edition) for document in edition.documents],
        "files": {path.name: chain.sha256(path) for path in sorted(folder.iterdir())},
        "register": register,
        "log": {"commitment": log_commitment(edition.key, edition.log_head)},
        "seal": None,
    }


def write(folder: Path, told: Mapping[str, Any]) -> None:
    """Write manifest.json, the last file of a folder, in its one spelling."""
    (folder / NAME).write_bytes(chain.spelled(told))


def read(folder: Path) -> dict[str, Any]:
    """Return the manifest of a published folder; empty when there is none that can be read."""
    try:
        told = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def original_commitment(key: bytes, document: str, original_sha256: str) -> str:
    """Return the commitment to one original; its key can be handed over without any other."""
    return chain.commitment(key, f"original:{document}", original_sha256)


def log_commitment(key: bytes, head: str) -> str:
    """Return the commitment to the head of the internal log."""
    return chain.commitment(key, "log", head)


def _original(document: Document, key: bytes) -> str | None:
    """Commit to an original; a file that could not even be read has none."""
    if not document.original_sha256:
        return None
    return original_commitment(key, document.id, document.original_sha256)


def _document(document: Document, edition: Edition) -> dict[str, object]:
    published = document.status is Status.PUBLISHED
    return {
        "id": document.id,
        "file": f"{document.id}.pdf" if published else None,
        "sha256": document.published_sha256 if published else None,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
        "notes": list(document.notes),
        "texts": [f"{document.id}{s}" for s in TEXTS] if document.id in edition.texts else [],
        "recalled": [
            {"sha256": sha256, "reason": reason}
            for sha256, reason in edition.recalled.get(document.id, ())
        ],
        "original": _original(document, edition.key),
    }
