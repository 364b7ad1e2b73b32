# SPDX-License-Identifier: EUPL-1.2
"""A published folder in the making in; its manifest out: what is in it, made by what, from what."""

from __future__ import annotations

import json
from pathlib import Path

from woolak import chain
from woolak.model import Document, Status
from woolak.publish.edition import Edition

NAME = "manifest.json"
SCHEMA = 1


def write(folder: Path, edition: Edition, register: dict[str, object]) -> None:
    """Write manifest.json, the last file, over every file that the folder holds by now."""
    hashes = {path.name: chain.sha256(path) for path in sorted(folder.iterdir())}
    facts = {
        "schema": SCHEMA,
        "woolak": edition.woolak,
        "rules": edition.rules,
        "reviewed": edition.reviewed,
        "concept": edition.concept,
        "documents": [_document(document, edition.key) for document in edition.documents],
        "files": hashes,
        "register": register,
        "log": {"commitment": log_commitment(edition.key, edition.log_head)},
        "seal": None,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    (folder / NAME).write_bytes(f"{text}\n".encode())


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


def _document(document: Document, key: bytes) -> dict[str, object]:
    published = document.status is Status.PUBLISHED
    return {
        "id": document.id,
        "file": f"{document.id}.pdf" if published else None,
        "sha256": document.published_sha256 if published else None,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
        "notes": list(document.notes),
        "original": _original(document, key),
    }
