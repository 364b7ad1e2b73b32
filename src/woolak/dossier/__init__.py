# SPDX-License-Identifier: EUPL-1.2
"""A dossier: a folder with originals, rules, results and one SQLite file that knows everything.

One process writes at a time. SQL stands only in this folder: what is read in `reading`, what is
stored in `writing`, what reviewers did in `review`.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path
from typing import IO, Self

from woolak import __version__
from woolak.dossier.reading import POLICY, Clock, damaged, now
from woolak.dossier.review import Reviewing
from woolak.dossier.schema import SCHEMA, VERSION
from woolak.dossier.storage import connect, destroyed, update, version_of
from woolak.errors import CannotStart
from woolak.lock import KEY_BYTES, only_writer, write_key
from woolak.zaak import Zaak

__all__ = ["POLICY", "Clock", "Dossier", "complete", "create", "damaged", "now", "open_dossier"]


_OTHER = {
    False: "{path} was made by an earlier woolak; 'woolak redact {path}' brings it up to date.",
    True: "{path} was made by a later version of woolak; use that version.",
}


class Dossier(Reviewing):
    """An open dossier; close it, or use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: IO[str] | None) -> None:
        super().__init__(path, connection)
        self._lock = lock
        self.alone = lock is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Dossier()"

    def close(self) -> None:
        """Close the database and let the next process in."""
        self._db.close()
        if self._lock:
            self._lock.close()


def create(path: Path, pack: str, digest: str, zaak: Zaak, key: bytes | None = None) -> None:
    """Make a new dossier folder around the pinned pack named `pack`.

    `path` exists and holds `rules/`. Raises CannotStart when the folder cannot be written.
    """
    try:
        for folder in ("originals", "redacted"):
            (path / folder).mkdir(exist_ok=True)
        write_key(path / "sleutel", key or secrets.token_bytes(KEY_BYTES))
        with connect(path, create=True) as connection:
            connection.executescript(SCHEMA)
            facts = {
                "woolak": __version__,
                "schema": str(VERSION),
                "pack": pack,
                "pack_digest": digest,
                "reviewed": "no",
                "zaak": zaak.model_dump_json(),
                "created": "yes",
            }
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
        connection.close()
    except OSError as error:
        raise CannotStart(f"The dossier {path} cannot be made: {error.strerror}.") from None
    except sqlite3.Error:
        raise CannotStart(f"The dossier {path} cannot be made: is the disk full?") from None


def _release(lock: IO[str] | None) -> None:
    if lock:
        lock.close()


def complete(path: Path) -> bool:
    """Say whether a dossier was made here to the end."""
    if not (path / "woolak.db").is_file() or not (path / "sleutel").is_file():
        return False
    try:
        connection = connect(path, readonly=True)
        return connection.execute("SELECT 1 FROM meta WHERE key = 'created'").fetchone() is not None
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        raise damaged(path) from None


def open_dossier(
    path: Path, *, clock: Clock = now, readonly: bool = False, beside: bool = False
) -> Dossier:
    """Open a dossier, for writing by one process at a time; raises CannotStart.

    `beside` is for the child of a process that has it open: SQLite then lets one write at a time.
    """
    if day := destroyed(path):
        raise CannotStart(
            f"{path} was destroyed on {day}; 'woolak audit {path}' still checks what is published."
        )
    if not (path / "woolak.db").is_file() or not (path / "sleutel").is_file():
        raise CannotStart(f"{path} is no dossier; make one with 'woolak new {path}'.")
    if (path / "sleutel").stat().st_size != KEY_BYTES:
        raise CannotStart(f"The file 'sleutel' of {path} is damaged; restore a back-up.")
    lock = None if readonly or beside else only_writer(path)
    try:
        connection = connect(path, readonly=readonly)
        version = version_of(connection)
        if not readonly and version <= VERSION:
            update(connection, version)
    except sqlite3.Error:
        _release(lock)
        raise damaged(path) from None
    if version != VERSION and (readonly or version > VERSION):
        connection.close()
        _release(lock)
        raise CannotStart(_OTHER[version > VERSION].format(path=path))
    dossier = Dossier(path, connection, lock)
    dossier.clock = clock
    return dossier
