# SPDX-License-Identifier: EUPL-1.2
"""Limits in, a pool of processes out that can be killed; a task of it in, its result or reason out.

A task that crashes, hangs or eats memory costs only itself.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from threading import current_thread, main_thread
from typing import Any

from pebble import ProcessExpired, ProcessPool

from woolak.errors import DocumentError, Unfinished, WoolakError
from woolak.model import Reason
from woolak.work.forks import ends_with_parent

_PRELOAD = ("woolak.preload",)
PACK = "WOOLAK_PACK"
"""The variable that tells the process that workers are forked from which rules to load."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: seconds of wall clock, megabytes of memory."""

    seconds: float = 120.0
    megabytes: int = 2000


def pool(workers: int, limits: Limits) -> ProcessPool:
    """Return a pool of processes that each start with everything loaded, and are confined.

    A process that ends in another way than its task is replaced.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOAD))
    return ProcessPool(
        max_workers=workers,
        max_tasks=500,
        initializer=_confine,
        initargs=[limits.megabytes],
        context=context,
    )


def warm(pack: str = "") -> None:
    """Start the process that workers are forked from, unless it runs.

    It loads everything, and a pack of rules (a name or a folder), while this process goes on.
    """
    os.environ[PACK] = pack
    forkserver.set_forkserver_preload(list(_PRELOAD))
    with _uninterrupted():
        forkserver.ensure_running()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a process that is started here leave Ctrl-C to this one, which ends it.

    It would write where in its code it was. Only the main thread can say so.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def one_worker(limits: Limits) -> ProcessPool:
    """Return a pool of one process that loads only what its tasks ask for; stop and join it."""
    return ProcessPool(
        max_workers=1,
        max_tasks=5000,
        initializer=_confine,
        initargs=[limits.megabytes],
        context=multiprocessing.get_context("spawn"),
    )


def _confine(megabytes: int) -> None:
    """Bound the private memory of this process, so that a hog fails alone.

    Where the system can, it ends with the process that it was forked from.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, hard))
    ends_with_parent()


def settled(future: Future[Any]) -> Any:  # noqa: ANN401 - what a task brings back
    """Wait for a task and return its result, or as a DocumentError the reason it has none.

    Errors that are no document's own (WoolakError) are raised.
    """
    try:
        return future.result()
    except DocumentError as error:
        return error
    except WoolakError:
        raise
    except (TimeoutError, FutureTimeout):
        return Unfinished(Reason.TIMEOUT)
    except MemoryError:
        return Unfinished(Reason.MEMORY)
    except ProcessExpired:
        return Unfinished(Reason.CRASH)
    except Exception as error:  # noqa: BLE001 - a bug in one task is that task's failure
        return Unfinished(Reason.CRASH, _blame(error))


def _blame(error: BaseException) -> str:
    """Return the kind of a bug and nothing of its message, which may hold text of a document."""
    return type(error).__name__
