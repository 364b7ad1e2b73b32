# SPDX-License-Identifier: EUPL-1.2
"""Classes of data in, the same classes out: what an earlier start compiled of them is not again.

Python writes the methods of a dataclass as text and compiles that when the class is made: for some
250 classes that takes a tenth of loading all that a worker needs. The compiled code is kept, under
the text that it is of.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import CodeType
from typing import Any

from woolak import kept

_NAME = "klassen"
_MOST = 6000
"""Methods in one file; what workers load has some 1,500."""


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let the methods of dataclasses made here be those of an earlier start; keep what is new."""
    known: dict[str, CodeType] = kept.read(_NAME, "") or {}
    used: dict[str, CodeType] = {}

    def executed(source: str, *names: dict[str, Any]) -> None:
        if source not in used:
            # As it would be: what this module asks of the compiler is not for that text.
            used[source] = known.get(source) or compile(
                source, "<string>", "exec", dont_inherit=True
            )
        exec(used[source], *names)  # noqa: S102 - what Python wrote itself

    # `dataclasses` finds it before Python's own.
    vars(dataclasses)["exec"] = executed
    try:
        yield
    finally:
        del vars(dataclasses)["exec"]
    _keep(known, used)


def _keep(known: Mapping[str, CodeType], used: Mapping[str, CodeType]) -> None:
    if not used.keys() <= known.keys():
        old = known if len(known) + len(used) <= _MOST else {}
        kept.write(_NAME, "", {**old, **used})
