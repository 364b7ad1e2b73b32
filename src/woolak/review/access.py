# SPDX-License-Identifier: EUPL-1.2
"""Tokens, names and passwords in; sessions out: who may look at a dossier, and for how long."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from woolak.errors import CannotStart

_N, _R, _P = 2**15, 8, 1
_MEMORY = 64 * 1024 * 1024
_TRIES, _WINDOW = 5, 900.0
_LONGEST_NAME = 80
Timer = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one reviewer; `alias` is empty until they said who they are."""

    id: str = field(repr=False)
    name: str = field(repr=False)
    alias: str
    seen: float


class Access:
    """Who has entered; forgotten when the server stops, and after `idle` seconds of rest.

    Without `users` a token from the operator's screen opens the door, once each; with users a name
    and a password do.
    """

    def __init__(
        self, users: dict[str, str] | None = None, idle: float = 1800, clock: Timer = time.monotonic
    ) -> None:
        self.users = users
        self.idle = idle
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._tokens: set[str] = set()
        self._failed: dict[str, list[float]] = {}

    def token(self) -> str:
        """Return a new token that opens one session."""
        made = secrets.token_urlsafe(32)
        self._tokens.add(made)
        return made

    def enter(self, token: str) -> Session | None:
        """Return a new session for a token, which is then used up; None for a wrong one."""
        known = [one for one in self._tokens if hmac.compare_digest(one.encode(), token.encode())]
        if not known:
            return None
        self._tokens.discard(known[0])
        return self._new("", "")

    def login(self, name: str, password: str) -> Session | None:
        """Return a new session for a name with its password; None when they do not fit."""
        now = self._clock()
        failed = [at for at in self._failed.get(name, []) if now - at < _WINDOW]
        stored = (self.users or {}).get(name)
        # An unknown name takes as long as a known one.
        right = fits(password, stored or _nobody()) and stored is not None
        if len(failed) >= _TRIES or not right:
            self._failed[name] = [*failed, now]
            return None
        self._failed.pop(name, None)
        return self._new(name, "")

    def session(self, key: str, *, busy: bool = True) -> Session | None:
        """Return the session of a cookie, if it did not rest too long.

        A request that the screen makes by itself is not `busy`: it does not count as work.
        """
        now, known = self._clock(), self._sessions.get(key)
        if known is None:
            return None
        if now - known.seen > self.idle:
            del self._sessions[key]
            return None
        if busy:
            self._sessions[key] = replace(known, seen=now)
        return known

    def named(self, session: Session, name: str, alias: str) -> None:
        """Store who sits behind a session."""
        self._sessions[session.id] = replace(session, name=name, alias=alias)

    def leave(self, session: Session) -> None:
        """End a session."""
        self._sessions.pop(session.id, None)

    def _new(self, name: str, alias: str) -> Session:
        made = Session(secrets.token_urlsafe(32), name, alias, self._clock())
        self._sessions[made.id] = made
        return made


def proper(name: str) -> str:
    """Return a reviewer's name as it is stored: spaces in order, not endless, printable."""
    return " ".join("".join(c for c in name if c.isprintable()).split())[:_LONGEST_NAME]


def hashed(password: str) -> str:
    """Return what is stored of a password: scrypt with its settings, salt and result."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${_b64(salt)}${_b64(_scrypt(password, salt, _N, _R, _P))}"


def fits(password: str, stored: str) -> bool:
    """Say whether a password is the one that was stored; False for what is stored wrongly."""
    try:
        _, n, r, p, salt, due = stored.split("$")
        made = _scrypt(password, base64.b64decode(salt), int(n), int(r), int(p))
    except ValueError:
        return False
    return hmac.compare_digest(_b64(made), due)


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@lru_cache(maxsize=1)
def _nobody() -> str:
    return hashed(secrets.token_urlsafe(16))


def users(path: Path) -> dict[str, str]:
    """Read a file of reviewers, one `name:hash` a line; raises CannotStart with the wrong line.

    A file that others on the machine can read is refused.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError):
        raise CannotStart(f"The file of reviewers {path} cannot be read.") from None
    if mode & 0o077:
        raise CannotStart(f"The file of reviewers {path} is open to others: chmod 600 {path}")
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, _, stored = line.rpartition(":")
        if line.strip() and not (name and stored.startswith("scrypt$")):
            raise CannotStart(f"{path}, line {number} is not as 'woolak reviewer' writes it.")
        if line.strip():
            found[name] = stored
    if not found:
        raise CannotStart(f"{path} names nobody; add someone with 'woolak reviewer {path} NAME'.")
    return found


def add_user(path: Path, name: str, password: str) -> None:
    """Store a reviewer's name and hashed password in a file, mode 0600; replaces a known name."""
    known = users(path) if path.exists() and path.read_text(encoding="utf-8").strip() else {}
    known[proper(name)] = hashed(password)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_text("".join(f"{who}:{how}\n" for who, how in known.items()), encoding="utf-8")
    part.replace(path)
