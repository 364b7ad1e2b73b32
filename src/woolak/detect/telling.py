# SPDX-License-Identifier: EUPL-1.2
"""A short text that somebody typed in, to be logged or published, in; what it tells of people out.

A doubt counts too: whoever typed it can say it without a name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.errors import CannotStart, Unfinished
from woolak.model import SURE, SUSPECT, Kind

EVERY = frozenset(Kind)
_LATE = "niet op tijd klaar"


def sure(text: str, kinds: Collection[Kind] = EVERY) -> str:
    """Return the kinds of personal data that a text holds for sure, with commas between them."""
    return _told(text, SURE, kinds)


def perhaps(text: str) -> str:
    """Return the kinds of personal data that a text may hold, with commas between them."""
    return _told(text, SUSPECT, EVERY)


def refuse(texts: Mapping[str, str]) -> None:
    """Raise CannotStart when one of the texts, by what they are, may hold personal data."""
    for what, text in texts.items():
        if kinds := any(map(str.isalpha, text)) and perhaps(text):
            raise CannotStart(
                f"{what} seems to hold personal data ({kinds}), and it is logged or published; "
                "say it without names, numbers or addresses of people."
            )


def _told(text: str, least: float, kinds: Collection[Kind]) -> str:
    try:
        found = engine.detect(_detector(), [page_of(text)])
    except Unfinished:
        return _LATE
    told = {f.kind for f in found if not f.keep and f.score >= least and f.kind in kinds}
    return ", ".join(sorted(told))


@cache
def _detector() -> engine.Detector:
    return engine.load(rulebook.load("kern"))
