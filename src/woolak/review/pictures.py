# SPDX-License-Identifier: EUPL-1.2
"""Pages in, their pictures out: made in a process of its own that may hang or crash alone."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from woolak.errors import WoolakError
from woolak.model import Redaction
from woolak.work import processes

DPI = 110
_KEPT = 40
"""Pictures kept in memory: some 60 kB each."""
_LIMITS = processes.Limits(seconds=20.0, megabytes=1000)

Wanted = tuple[Path, int]


class Pictures:
    """A worker that draws pages, and the pictures that it drew last; close it when done."""

    def __init__(self) -> None:
        self._pool = _started()
        self._made: OrderedDict[Wanted, Future[Any]] = OrderedDict()

    def close(self) -> None:
        """Stop the worker."""
        self._pool.stop()
        self._pool.join()

    def ask(self, path: Path, page: int) -> Future[Any]:
        """Have a page (1-based) drawn, unless that was done already; do not wait for it."""
        wanted = (path, page)
        if wanted not in self._made or self._failed(wanted):
            self._made[wanted] = self._schedule(_draw, [path, page], _LIMITS.seconds)
        self._made.move_to_end(wanted)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return self._made[wanted]

    def _failed(self, wanted: Wanted) -> bool:
        made = self._made[wanted]
        return made.done() and (made.cancelled() or made.exception() is not None)

    async def png(self, path: Path, page: int) -> bytes | None:
        """Return the picture of a page; None when it cannot be drawn."""
        made: bytes | None = await self._awaited(self.ask(path, page))
        return made

    async def run(self, task: Any, *arguments: Any, seconds: float = 60.0) -> Any:  # noqa: ANN401
        """Run a task of another kind in the same worker; None when it fails."""
        return await self._awaited(self._schedule(task, list(arguments), seconds))

    def _schedule(self, task: Any, arguments: list[Any], seconds: float) -> Future[Any]:  # noqa: ANN401
        """Give the worker a task; a pool that broke makes place for a new one."""
        if not self._pool.active:
            self.close()
            self._pool = _started()
        made: Future[Any] = self._pool.schedule(task, args=arguments, timeout=seconds)
        return made

    async def _awaited(self, future: Future[Any]) -> Any:  # noqa: ANN401 - what the task returns
        try:
            return await asyncio.wrap_future(future)
        except (WoolakError, TimeoutError, IndexError, OSError, RuntimeError, MemoryError):
            return None


def _started() -> ProcessPool:
    """Return a worker that has loaded what draws."""
    made = processes.one_worker(_LIMITS)
    made.schedule(_warm)
    return made


def as_published(
    path: Path, page: int, redactions: Sequence[Redaction], names: frozenset[str]
) -> bytes:
    """Return the picture of a page after its redactions; runs in the worker."""
    from woolak.pdf.rendering import preview

    return preview.png(path, page, redactions, names, DPI)


def _warm() -> None:
    """Load what draws, before the first page is asked for."""
    from woolak.pdf.rendering import render

    _ = render


def _draw(path: Path, page: int) -> bytes:
    from woolak.pdf.rendering import render

    return render.png(path, page, DPI)
