# SPDX-License-Identifier: EUPL-1.2
"""Modules are imported; where Python keeps no bytecode of them, it is kept among what is kept.

Containers commonly tell Python not to write beside its modules (PYTHONDONTWRITEBYTECODE): compiling
them then takes more than half of every start, of this process and of the one that workers are
forked from. Python itself checks that what it finds is of the same source.
"""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

from woolak import kept

_NAME = "bytecode"


def keep() -> None:
    """Let what is imported from here on be compiled once, unless Python sees to that already.

    Nothing changes where this user has no folder of its own for it.
    """
    told = sys.pycache_prefix is not None or not sys.dont_write_bytecode
    if told or Path(cache_from_source(__file__)).exists():
        return
    try:
        folder = kept.folder() / _NAME
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (all(map(kept.own, (folder.parent, folder))) and os.access(folder, os.W_OK)):
            return
    except (OSError, RuntimeError):
        return
    sys.pycache_prefix, sys.dont_write_bytecode = str(folder), False
