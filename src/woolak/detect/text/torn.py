# SPDX-License-Identifier: EUPL-1.2
"""Hits in a text in, with the rest of a name out from which a letter has no Unicode to trust.

A font that gives one of its letters as a sign tears a name in two: `Kor?enkamp`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex

from woolak.detect.text.view import Hit
from woolak.model import Kind

_SIGN = r"[\ufffd\p{Co}\x00-\x08\x0e-\x1f\x7f-\x9f…]"
_TORN = regex.compile(rf"\p{{L}}{_SIGN}+\p{{L}}")
_BEHIND = regex.compile(rf"(?:{_SIGN}+[\p{{L}}\p{{M}}'’-]+)+{_SIGN}*")
_BEFORE = regex.compile(rf"(?:[\p{{L}}\p{{M}}'’-]+{_SIGN}+)+$")
_FAR = 60


def whole(hits: Iterable[Hit], text: str) -> Iterable[Hit]:
    """Return the hits, each name among them that is redacted up to where its word ends."""
    return [_whole(hit, text) for hit in hits] if _TORN.search(text) else hits


def _whole(hit: Hit, text: str) -> Hit:
    if hit.keep or hit.kind is not Kind.NAME:
        return hit
    behind = _BEHIND.match(text, hit.end)
    before = _BEFORE.search(text, max(hit.start - _FAR, 0), hit.start)
    end = behind.end() if behind is not None else hit.end
    return replace(hit, start=before.start() if before is not None else hit.start, end=end)
