# SPDX-License-Identifier: EUPL-1.2
"""Items in; what a task makes of stretches of them, side by side in forks of this process, out.

A fork shares all that this process has worked out and loaded: nothing is sent to it, and only what
it found comes back. It is for a worker, which has no other threads.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

ON_DEATH_OF_PARENT = 1
"""Linux's PR_SET_PDEATHSIG."""


@dataclass(frozen=True, slots=True)
class _Fork:
    process: int
    told: int
    """Where its result is read."""


def side_by_side(
    task: Callable[[Sequence[Item]], Result], items: Sequence[Item], processes: int
) -> list[Result]:
    """Return what `task` makes of each of at most so many stretches of items, in their order.

    With one process, and where the system has no forks, it is done here. A stretch of which the
    fork brought nothing back is done here as well: an error is raised as ever.
    """
    parts = _parts(items, processes if sys.platform == "linux" else 1)
    forks = [_forked(task, part) for part in parts[1:]]
    try:
        found = [task(part) for part in parts[:1]]
        for fork, part in zip(forks, parts[1:], strict=True):
            told = _read(fork)
            found.append(pickle.loads(told) if told else task(part))  # noqa: S301 - of our own fork
    finally:
        for fork in forks:
            _end(fork)
    return found


def ends_with_parent() -> None:
    """Let this process end with the one that it was forked from, where the system can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ON_DEATH_OF_PARENT, signal.SIGKILL)


def _parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    size = -(-len(items) // max(count, 1)) or 1
    return [items[start : start + size] for start in range(0, len(items), size)]


def _forked(task: Callable[[Sequence[Item]], Result], part: Sequence[Item]) -> _Fork:
    read, write = os.pipe()
    if process := os.fork():
        os.close(write)
        return _Fork(process, read)
    with suppress(BaseException):
        ends_with_parent()
        os.close(read)
        whole = pickle.dumps(task(part))
        with os.fdopen(write, "wb") as told:
            told.write(len(whole).to_bytes(8) + whole)
    os._exit(0)


def _read(fork: _Fork) -> bytes:
    """Return what a fork told; nothing when it broke off."""
    with os.fdopen(os.dup(fork.told), "rb") as told:
        size, whole = int.from_bytes(told.read(8)), told.read()
    return whole if len(whole) == size else b""


def _end(fork: _Fork) -> None:
    os.close(fork.told)
    with suppress(ProcessLookupError):
        os.kill(fork.process, signal.SIGKILL)
    os.waitpid(fork.process, 0)
