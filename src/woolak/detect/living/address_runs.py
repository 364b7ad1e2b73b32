# SPDX-License-Identifier: EUPL-1.2
"""Addresses one after another in; out what they say of each other, and where each one's cell ends.

A list of homes goes on with homes; what the next column holds belongs to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from woolak.detect.living.streets import Address
from woolak.detect.text.view import Hit
from woolak.model import Kind

_LIST_GOES_ON = regex.compile(r"[ ]?(?:;|,|[ ](?:en|and|&))[ \n](?:en[ ])?")


def in_column(hit: Hit, text: str) -> Hit:
    """Return an address to the end of its cell when that is not the first one of its line."""
    line = text.find("\n", hit.start, hit.end) if hit.kind is Kind.ADDRESS else -1
    if line < 0 or "\t" not in text[text.rfind("\n", 0, hit.start) + 1 : hit.start]:
        return hit
    return replace(hit, end=line)


def continued(
    text: str, found: Sequence[Address], verdicts: Sequence[bool | None]
) -> Iterator[bool | None]:
    """Yield the verdicts; an address that follows on a home in one list is a home as well."""
    end, home = -1, False
    for one, verdict in zip(found, verdicts, strict=True):
        start = one.parts[0][0]
        follows = home and one.sure and _LIST_GOES_ON.fullmatch(text, end, start) is not None
        home = bool(verdict) or (verdict is None and follows)
        end = one.parts[-1][1]
        yield True if home else verdict


def one_column(text: str, name: int, start: int) -> bool:
    """Say whether what ends at `name` stands on the line of `start`, or above it in its column."""
    if "\n" not in text[name:start]:
        return True
    cells = (text.count("\t", text.rfind("\n", 0, at) + 1, at) for at in (name, start))
    return len(set(cells)) == 1
