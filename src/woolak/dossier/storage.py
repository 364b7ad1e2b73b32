# SPDX-License-Identifier: EUPL-1.2
"""The database file of a dossier: opened, brought up to date, and copied while it is in use."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

from woolak.dossier import rows
from woolak.dossier.schema import MIGRATIONS, SCHEMA, VERSION

DATABASE = "woolak.db"
DESTROYED = "vernietigd.json"
"""What is left beside `published/` of a dossier that was destroyed, and says when it was."""
Error = sqlite3.Error


def connect(path: Path, *, readonly: bool = False, create: bool = False) -> sqlite3.Connection:
    """Open the database of a dossier; raises sqlite3.Error.

    On a medium that cannot be written, where no other process can be at work either, the file is
    read as it is: SQLite could not make the files that it shares with a writer.
    """
    mode = "ro" if readonly else "rwc" if create else "rw"
    still = readonly and not os.access(path, os.W_OK) and not _unmerged(path)
    target = f"{(path / DATABASE).absolute().as_uri()}?mode={mode}{'&immutable=1' if still else ''}"
    connection = sqlite3.connect(target, uri=True, isolation_level=None, timeout=30)
    connection.row_factory = _named
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _unmerged(path: Path) -> bool:
    """Say whether changes wait beside the database to be merged into it."""
    wal = path / f"{DATABASE}-wal"
    return wal.exists() and wal.stat().st_size > 0


def _named(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> rows.Row:
    # For each row of every question: a comprehension takes half the time of dict(zip()).
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the tables, 0 when there is none; raises sqlite3.Error."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(found["value"]) if found and found["value"].isdecimal() else 0


def update(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables up to date in one transaction, step by step; raises sqlite3.Error."""
    if version == VERSION:
        return
    steps = "\n".join(MIGRATIONS.get(number, "") for number in range(version, VERSION))
    stamp = f"INSERT OR REPLACE INTO meta VALUES ('schema', '{VERSION}');"  # noqa: S608 - our own number
    connection.executescript(f"BEGIN IMMEDIATE;\n{SCHEMA}\n{steps}\n{stamp}\nCOMMIT;")


def copy(path: Path, target: Path) -> None:
    """Write the database as it stands now to a new file, also while others read and write it."""
    source = connect(path, readonly=True)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()


def whole(connection: sqlite3.Connection) -> bool:
    """Say whether every page and every index of the database is sound."""
    try:
        return [row["quick_check"] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
    except sqlite3.Error:
        return False


def destroyed(path: Path) -> str:
    """Return the day on which the dossier at `path` was destroyed, empty when it was not."""
    try:
        told = json.loads((path / DESTROYED).read_bytes())["datum"]
        return "" if (path / DATABASE).exists() else dt.date.fromisoformat(told).isoformat()
    except (OSError, ValueError, TypeError, LookupError):
        return ""
