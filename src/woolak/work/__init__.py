# SPDX-License-Identifier: EUPL-1.2
"""Tasks in, results or reasons out: over killable processes, in this one, or on a cluster.

A task that crashes, hangs or eats memory costs only itself: its item comes back with a
`DocumentError`, the others are not touched. Results come in the order of the items.
"""

from __future__ import annotations

import os
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from pebble import ProcessPool

from woolak.errors import CannotStart, DocumentError
from woolak.model import Reason
from woolak.work.cluster import Cluster
from woolak.work.processes import Limits, pool, settled, warm

Item = TypeVar("Item")
Result = TypeVar("Result")

_ENGINE = re.compile(
    r"inline|local(?::(?P<workers>[1-9]\d{0,2}))?|dask:(?P<scheduler>(?:tcp|tls)://\S+)"
)


_AHEAD: Mapping[type, int] = {type(None): 1, ProcessPool: 16, Cluster: 4}
"""Items under way for each worker; those for a cluster may take their pages along."""
_EARLY = 512
"""Items that are made while workers start; what makes one may copy a file."""


@dataclass(frozen=True, slots=True)
class Executor:
    """Something that runs tasks: a pool of processes, a cluster, or this process when None."""

    pool: ProcessPool | Cluster | None
    workers: int
    limits: Limits
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds of work for each document."""
    starting: Thread | None = field(default=None, repr=False)
    """What waits for the workers to be there, which takes a second or more."""

    @property
    def here(self) -> bool:
        """Say whether its workers are processes of this machine."""
        return isinstance(self.pool, ProcessPool)

    @property
    def shares_disk(self) -> bool:
        """Say whether its tasks run on this machine, and can read a database that is in use."""
        return not isinstance(self.pool, Cluster)


@contextmanager
def open_executor(
    engine: str = "local",
    limits: Limits | None = None,
    spent: dict[str, float] | None = None,
    pack: Path | None = None,
) -> Iterator[Executor]:
    """Open `inline`, `local` (a worker per core), `local:N` or `dask:tcp://HOST:PORT`.

    `spent` gathers the seconds of work for each document; workers of this machine start with the
    rules of `pack` loaded. Raises CannotStart for any other name,
    and for a cluster that does not answer.
    """
    limits = limits or Limits()
    spent = {} if spent is None else spent
    found = _ENGINE.fullmatch(engine)
    if not found:
        raise CannotStart(
            f"There is no engine {engine!r}; choose inline, local, local:N or dask:tcp://HOST:PORT."
        )
    if found["scheduler"]:
        with closing(Cluster(found["scheduler"], limits.megabytes)) as cluster:
            yield Executor(cluster, cluster.workers, limits, spent)
    elif engine == "inline":
        yield Executor(None, 1, limits, spent)
    else:
        workers = int(found["workers"] or os.cpu_count() or 1)
        warm(str(pack or ""))
        processes = pool(workers, limits)
        with _running(processes) as starting:
            yield Executor(processes, workers, limits, spent, starting)


@contextmanager
def _running(processes: ProcessPool) -> Iterator[Thread]:
    """Start the workers of a pool beside what is done meanwhile, and end them."""
    starting = Thread(target=_started, args=[processes], daemon=True)
    starting.start()
    try:
        yield starting
    except BaseException:
        starting.join()
        processes.stop()
        raise
    finally:
        starting.join()
        processes.close() if processes.active else None
        processes.join()


def _started(processes: ProcessPool) -> None:
    # Whether it could be started is told to whoever first gives it a task.
    with suppress(Exception):
        processes.active  # noqa: B018 - asking starts it


def run(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    executor: Executor,
    seconds: Callable[[Item], float] | None = None,
    ahead: int = 16,
) -> Iterator[tuple[Item, Result | DocumentError]]:
    """Yield each item with the task's result or the reason it has none, in the order of the items.

    At most `ahead` items a worker are under way, so that others go on beside one that takes long.
    Errors that are no document's own (WoolakError) and bugs are raised.
    """
    most = min(ahead, _AHEAD[type(executor.pool)]) * executor.workers
    waiting: deque[tuple[Item, Future[Any], float]] = deque()
    for item in _early(iter(items), executor):
        limit = seconds(item) if seconds else executor.limits.seconds
        waiting.append((item, _submit(partial(_timed, task), item, executor.pool, limit), limit))
        if len(waiting) >= most:
            yield _first(waiting, executor.spent)
    while waiting:
        yield _first(waiting, executor.spent)


def _early(items: Iterator[Item], executor: Executor) -> Iterator[Item]:
    """Yield the items, of which the first are made while workers start: a task waits for these."""
    made: list[Item] = []
    while executor.starting and executor.starting.is_alive() and len(made) < _EARLY:
        try:
            made.append(next(items))
        except StopIteration:
            break
    yield from chain(made, items)


def _timed(task: Callable[[Item], Result], item: Item) -> tuple[float, Result]:
    start = time.perf_counter()
    result = task(item)
    return time.perf_counter() - start, result


def _first(
    waiting: deque[tuple[Item, Future[Any], float]], spent: dict[str, float]
) -> tuple[Item, Any]:
    item, future, limit = waiting.popleft()
    outcome = settled(future)
    late = isinstance(outcome, DocumentError) and outcome.reason is Reason.TIMEOUT
    if isinstance(outcome, tuple):
        took, outcome = outcome
    else:
        took = limit if late else 0.0
    if document := getattr(item, "document", ""):
        spent[document] = spent.get(document, 0.0) + took
    return item, outcome


def _submit(
    task: Callable[[Item], Any], item: Item, pool: ProcessPool | Cluster | None, limit: float
) -> Future[Any]:
    if isinstance(pool, Cluster):
        return pool.submit(task, item, limit)
    if pool is not None:
        return pool.schedule(task, args=[item], timeout=limit)
    future: Future[Any] = Future()
    try:
        future.set_result(task(item))
    except Exception as error:  # noqa: BLE001 - settled like a worker's error
        future.set_exception(error)
    return future
