# SPDX-License-Identifier: EUPL-1.2
"""A command goes in; what it and every process that it started cost comes out."""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from dataclasses import dataclass

_ADOPT_ORPHANS = 36
"""Linux's PR_SET_CHILD_SUBREAPER: who outlives the command is waited for here."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of work of all processes, seconds on the clock, and the most memory (MB)."""

    work: float
    clock: float
    parent: float
    """Memory of the command itself."""
    other: float
    """Memory of the largest process that it started."""
    code: int


def of(command: list[str]) -> Cost:
    """Run a command to its end, and wait for all that it started."""
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    began = time.perf_counter()
    main = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    seconds = clock = parent = other = 0.0
    code = 0
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        seconds += used.ru_utime + used.ru_stime
        if pid == main.pid:
            clock, code = time.perf_counter() - began, os.waitstatus_to_exitcode(status)
            parent = used.ru_maxrss / 1024
        else:
            other = max(other, used.ru_maxrss / 1024)
    main.returncode = code
    return Cost(seconds, clock, parent, other, code)
