# SPDX-License-Identifier: EUPL-1.2
"""Tasks to the nodes of a Dask cluster; the same results and reasons as from this machine's pool.

Each node runs its tasks in a pool of processes of its own, so that a crash, a hang or a hog costs
one task and not the node. A node that is lost gives its tasks to another. Every node must see the
dossier under the same path. Certificates for `tls://` come from Dask's own configuration.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from pebble import ProcessPool

from woolak.errors import CannotStart
from woolak.work import processes

_SECONDS_TO_CONNECT = 10
_making = threading.Lock()
_pools: dict[int, ProcessPool] = {}


class Cluster:
    """A connection to a scheduler; close it."""

    def __init__(self, address: str, megabytes: int) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise CannotStart(
                "Working on a cluster needs the extra 'cluster': pip install 'woolak[cluster]'."
            ) from None
        try:
            self._client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise CannotStart(
                f"The scheduler {address} does not answer; check the address and certificates."
            ) from None
        self._megabytes = megabytes
        self.workers = sum(self._client.nthreads().values())
        if not self.workers:
            self.close()
            raise CannotStart(f"The cluster at {address} has no workers; start at least one.")
        self._executor = self._client.get_executor(pure=False)

    def submit(self, task: Callable[[Any], Any], item: Any, seconds: float) -> Future[Any]:  # noqa: ANN401 - what a task takes
        """Give a task to a node and return the promise of what it brings back."""
        return self._executor.submit(on_node, task, item, seconds, self._megabytes)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Let go of the cluster."""
        with suppress(Exception):
            self._client.close()


def on_node(task: Callable[[Any], Any], item: Any, seconds: float, megabytes: int) -> Any:  # noqa: ANN401 - as above
    """Run a task in a process of the node's own pool; runs on the node.

    What goes wrong is returned, not raised, so that the node keeps no trace of it: an exception
    from the pool holds nothing but its kind.
    """
    return processes.settled(_pool(megabytes).schedule(task, args=[item], timeout=seconds))


def _pool(megabytes: int) -> ProcessPool:
    """Return this node's pool, made when the first task comes."""
    from distributed import get_worker

    with _making:
        if megabytes not in _pools:
            # Dask's nanny marks its workers as daemons, which may have no children; these end
            # with the worker, as their pipe to it closes.
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
            workers = get_worker().state.nthreads
            _pools[megabytes] = processes.pool(workers, processes.Limits(megabytes=megabytes))
        return _pools[megabytes]
