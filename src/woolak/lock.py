# SPDX-License-Identifier: EUPL-1.2
"""A dossier folder in; the right to be its only writer, and its secret key, out."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from woolak.errors import CannotStart

KEY_BYTES = 32


def only_writer(path: Path) -> IO[str]:
    """Take the right to write in a dossier until the returned file is closed, or the process ends.

    Raises CannotStart that names the process that holds it.
    """
    lock = (path / "bezet").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise CannotStart(
            f"Another woolak (process {holder}) is at work in {path}; wait for it to finish."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def write_key(path: Path, key: bytes) -> None:
    """Write the key where there is none yet, mode 0600; a half-written one never gets the name."""
    if path.exists():
        return
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
