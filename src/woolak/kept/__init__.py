# SPDX-License-Identifier: EUPL-1.2
"""What takes long to make from what is installed in; the same out of a file at the next start.

The files are a user's own, in `$XDG_CACHE_HOME/woolak` or `~/.cache/woolak`: nothing needs them.
One that is damaged, of other versions, or that others can write, is not read.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_OTHERS_WRITE = 0o022
_SEAL = hashlib.sha256().digest_size


def folder() -> Path:
    """Return where this user's files are kept."""
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (told if told.is_absolute() else Path.home() / ".cache") / "woolak"


def own(path: Path) -> bool:
    """Say whether a file or folder is this user's, and no one else's to write."""
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE


def made(name: str, made_of: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is kept
    """Return what was kept under a name for `made_of`, else make it and keep it."""
    if (there := read(name, made_of)) is None:
        write(name, made_of, there := make())
    return there


def read(name: str, made_of: str) -> Any:  # noqa: ANN401 - whatever is kept
    """Return what was kept under a name; None without anything sound that is `made_of` this."""
    try:
        path = folder() / name
        if not all(map(own, (path.parent, path))):
            return None
        whole = path.read_bytes()
        body = memoryview(whole)[_SEAL:]
        return marshal.loads(body) if whole[:_SEAL] == _seal(made_of, body) else None  # noqa: S302 - our own file
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return None


def write(name: str, made_of: str, what: Any) -> None:  # noqa: ANN401 - whatever is kept
    """Keep plain data (numbers, texts, bytes, and collections of these), where that is possible."""
    try:
        path = folder() / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{name}.{os.getpid()}.part")
        body = marshal.dumps(what)
        part.touch(mode=0o600)
        part.write_bytes(_seal(made_of, memoryview(body)) + body)
        part.replace(path)
    except (OSError, RuntimeError):
        return


def _seal(made_of: str, body: memoryview) -> bytes:
    whole = hashlib.sha256(f"{sys.version}\0{sys.byteorder}\0{made_of}\0".encode())
    whole.update(body)
    return whole.digest()
