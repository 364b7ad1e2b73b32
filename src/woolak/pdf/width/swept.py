# SPDX-License-Identifier: EUPL-1.2
"""Instructions of a content stream go in; they come out without what paints nothing any more.

Producers put each word between `q` and `Q`, with a clip as wide as the word: when the words of a
name are gone, their number and their widths still stand there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_SILENT = frozenset(
    (  # noqa: SIM905 - as the standard lists them
        "q Q cm w J j M d ri i gs m l c v y h re W W* n BT ET Tf Tc Tw Tz TL Tr Ts Td TD Tm T* "
        "g G rg RG k K cs CS sc SC scn SCN"
    ).split()
)


def swept(steps: Sequence[Any]) -> list[Any]:
    """Return the instructions without each stretch from a q to its Q in which nothing is painted.

    Marks count as painted: tags refer to them.
    """
    kept: list[Any] = []
    opened: list[tuple[int, bool]] = []
    for step in steps:
        name = str(step.operator)
        if name == "q":
            opened.append((len(kept), False))
        elif name == "Q" and opened:
            start, painted = opened.pop()
            if not painted:
                del kept[start:]
                continue
            _paint(opened)
        elif name not in _SILENT:
            _paint(opened)
        kept.append(step)
    return kept


def _paint(opened: list[tuple[int, bool]]) -> None:
    if opened and not opened[-1][1]:
        opened[-1] = (opened[-1][0], True)
