# SPDX-License-Identifier: EUPL-1.2
"""Hashes: canonical bytes, chained rows, keyed commitments.

Format `woolak.chain.v1`: a row's hash is SHA-256 over the domain, the hash of the row before it
(64 hex digits; zeros before the first) and the row itself as canonical JSON, without `prev` and
`hash`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
_DOMAIN = b"woolak.chain.v1\0"
_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(data: Mapping[str, Any]) -> bytes:
    """Return the one spelling of `data` as JSON: sorted keys, no spaces, UTF-8, no NaN."""
    return _CANONICAL.encode(data).encode()


def spelled(data: Mapping[str, Any]) -> bytes:
    """Return `data` as the bytes of a file for people too: each other spelling is a change."""
    return f"{json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)}\n".encode()


def digest(prev: str, row: Mapping[str, Any]) -> str:
    """Return the hash that chains `row` (its `prev` and `hash` left out) to the hash before it."""
    body = {key: value for key, value in row.items() if key not in ("prev", "hash")}
    return hashlib.sha256(_DOMAIN + prev.encode() + b"\0" + canonical(body)).hexdigest()


def chained(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with `seq` (from 1), `prev` and `hash` added."""
    return list(links(rows))


def links(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what `chained` returns, a row at a time."""
    prev = GENESIS
    for seq, row in enumerate(rows, 1):
        body = {**row, "seq": seq}
        linked = {**body, "prev": prev, "hash": digest(prev, body)}
        yield linked
        prev = linked["hash"]


def broken(rows: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the sequence number where the chain first fails, or None when it is whole."""
    prev = GENESIS
    for seq, row in enumerate(rows, 1):
        if row.get("seq") != seq or row.get("prev") != prev or row.get("hash") != digest(prev, row):
            return seq
        prev = row["hash"]
    return None


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hex digits; raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def commitment(key: bytes, purpose: str, value: str) -> str:
    """Return an HMAC that proves equality to the holder of `key` and tells nobody else anything.

    A key is derived per purpose (for an original: its document id), so that one commitment can be
    opened by handing over its derived key alone.
    """
    return hmac.new(derived(key, purpose), value.encode(), hashlib.sha256).hexdigest()


def derived(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose, derived from the dossier's `sleutel`."""
    return hmac.new(key, f"woolak.key.v1\0{purpose}".encode(), hashlib.sha256).digest()
