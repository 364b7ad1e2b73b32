# SPDX-License-Identifier: EUPL-1.2
"""A dossier with its decisions in; redacted files and the published folder out, in another process.

The reviewers go on meanwhile; a crash costs them nothing.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from woolak.errors import WoolakError


class Publishing:
    """The last time that files were made from here: under way, done or failed."""

    def __init__(self, path: Path, engine: str = "local") -> None:
        self._path, self._engine = path, engine
        self._process: Any = None
        self._pipe: Connection | None = None
        self.told = ""
        self.outcome = ""
        self.fresh = False

    @property
    def busy(self) -> bool:
        """Say whether files are being made, after taking in what was told of it."""
        self._listen()
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Begin, unless it is under way."""
        if self.busy:
            return
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe(duplex=False)
        self.told, self.outcome, self.fresh = "", "", True
        self._process = context.Process(target=_publish, args=(self._path, self._engine, other))
        self._process.start()
        other.close()

    def settled(self) -> bool:
        """Say once that it has just ended, so that everything is read anew."""
        if self._process is None or self.busy:
            return False
        self._process.join()
        self._process = None
        self.outcome = self.outcome or "stopped"
        return True

    def close(self) -> None:
        """Stop what is under way: the same command does it again."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()

    def _listen(self) -> None:
        try:
            while self._pipe and self._pipe.poll():
                kind, told = self._pipe.recv()
                if kind == "told":
                    self.told = told
                else:
                    self.outcome = told
        except (EOFError, OSError):
            self._pipe = None


def _publish(path: Path, engine: str, pipe: Connection) -> None:
    """Judge, redact and publish a dossier that the parent process holds."""
    from woolak import run
    from woolak.dossier import open_dossier

    def told(stage: str, done: int, total: int, *_: object) -> None:
        pipe.send(("told", f"{stage} {done}/{total}"))

    try:
        with open_dossier(path, beside=True) as dossier:
            with run.engine(run.Settings(engine), dossier.pack) as executor:
                run.judge_and_redact(dossier, executor, told)
            run.publish(dossier)
        pipe.send(("outcome", "done"))
    except WoolakError:
        pipe.send(("outcome", "refused"))
    finally:
        pipe.close()
