# SPDX-License-Identifier: EUPL-1.2
"""Patterns in, compiled ones out: those of an earlier start are not compiled again.

Compiling the patterns of the rules takes longer than loading all else. A `regex` pattern that is
pickled is its compiled code; that code, which `regex` alone can run, is what is kept.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import regex

from woolak import kept

_NAME = "patronen"
_MOST = 5000
"""Patterns in one file; a pack has some 600."""
_MADE_OF = f"regex {regex.__version__} {regex.DEFAULT_VERSION!r}"

_Key = tuple[str, int]


@contextmanager
def compiled_once(*, keep: bool = True) -> Iterator[None]:
    """Let `regex.compile` here give what it gave at an earlier start; `keep` what is new."""
    known: dict[_Key, tuple[Any, ...]] = kept.read(_NAME, _MADE_OF) or {}
    used: dict[_Key, regex.Pattern[str]] = {}
    compiling, (restored, _) = regex.compile, _code(regex.compile("a"))

    def compiled(pattern: Any, flags: int = 0, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as it is
        if rest or named or not isinstance(pattern, str):
            return compiling(pattern, flags, *rest, **named)
        key = pattern, int(flags)
        if key not in used:
            used[key] = restored(*known[key]) if key in known else compiling(pattern, flags)
        return used[key]

    regex.compile = compiled
    try:
        yield
    finally:
        regex.compile = compiling
    if keep:
        _keep(known, used)


def _code(pattern: regex.Pattern[str]) -> tuple[Any, tuple[Any, ...]]:
    """Return what makes a pattern from its code, and that code."""
    pickled: tuple[Any, ...] = copyreg.dispatch_table[type(pattern)](pattern)  # type: ignore[assignment]
    return pickled[0], tuple(pickled[1])


def _keep(known: Mapping[_Key, tuple[Any, ...]], used: Mapping[_Key, regex.Pattern[str]]) -> None:
    fresh = {key: _code(pattern)[1] for key, pattern in used.items() if key not in known}
    if not fresh:
        return
    old = known if len(known) + len(fresh) <= _MOST else {k: known[k] for k in known if k in used}
    kept.write(_NAME, _MADE_OF, {**old, **fresh})
