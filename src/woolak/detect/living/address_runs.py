# SPDX-License-Identifier: EUPL-1.2
"""Addresses one after another in; out what they say of each other, and where each one's cell ends.

A list of homes goes on with homes; what the next column holds belongs to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from woolak.detect.living.streets import Address
from woolak.detect.naming import guards
from woolak.detect.text.view import Hit
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind

_LEAD = 15
_ABOVE = 3
_NUMBERED = regex.compile(r"(?P<street>[^\d\n]*\p{L})[ ]\d{1,4}")
_LIST_GOES_ON = regex.compile(r"[ ]?(?:;|,|[ ](?:en|and|&))[ \n](?:en[ ])?")


def in_column(hit: Hit, text: str) -> Hit:
    """Return an address to the end of its cell when that is not the first one of its line.

    A cell goes on below its line where the next one has fewer cells, but for beside a number: two
    addresses may stand side by side.
    """
    line = text.find("\n", hit.start, hit.end) if hit.kind is Kind.ADDRESS else -1
    before = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
    if line < 0 or "\t" not in before:
        return hit
    own, below = (text.count("\t", *_line(text, at)) for at in (hit.start, line + 1))
    alone = below < own and not any(map(str.isdigit, before))
    return hit if alone else replace(hit, end=line)


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


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


def stretches(text: str, one: Address, begin: int) -> list[tuple[int, int]]:
    """Return the stretches that the parts of an address make from `begin` on.

    Parts with nothing but signs between them are one, also over the cells of a row.
    """
    last, apart = one.street[1], []
    for part in one.parts:
        gap = text[last : part[0]]
        if "\t" not in text[begin : part[0]] or not any(map(str.isalnum, gap)):
            last = max(last, part[1])
        else:
            apart.append(part)
    return [(begin, last), *apart]


def one_column(text: str, name: int, start: int) -> bool:
    """Say whether what ends at `name` stands on the line of `start`, or above it in its column."""
    if "\n" not in text[name:start]:
        return True
    cells = (text.count("\t", text.rfind("\n", 0, at) + 1, at) for at in (name, start))
    return len(set(cells)) == 1


def above(text: str, start: int) -> list[tuple[int, int]]:
    """Return the cells above an address in its column, the nearest first, in its block."""
    line = text.rfind("\n", 0, start) + 1
    column = text.count("\t", line, start)
    tab = text.rfind("\t", text.rfind("\n", 0, max(line - 1, 0)) + 1, max(line - 1, 0))
    if tab >= 0 and _in_last_cell(text, line, tab):
        return [(tab + 1, line - 1)]
    found: list[tuple[int, int]] = []
    while line > 1 and text[line - 2] != "\n" and len(found) < _ABOVE:
        end = line - 1
        line = text.rfind("\n", 0, end) + 1
        at = line
        for _ in range(column):
            at = text.find("\t", at, end) + 1
            if not at:
                return found
        stop = text.find("\t", at, end)
        found.append((at, stop if stop >= 0 else end))
    return found


def _in_last_cell(text: str, line: int, tab: int) -> bool:
    """Say whether a line goes on in the last cell of the row above: below a name, not a street."""
    end = text.find("\n", line)
    first = text[text.rfind("\n", 0, tab) + 1 : tab]
    alone = "\t" not in text[line : end if end >= 0 else len(text)]
    return alone and any(map(str.isdigit, first)) > any(map(str.isdigit, text[tab:line]))


def noted(words: Vocabulary, text: str, one: Address) -> bool:
    """Say whether a note stands behind somebody's name: `mevrouw Annelies Jansdijk 1`."""
    start, alone = one.street[0], one.code is None and one.place is None
    led = words.beside.addressed.search(text, max(start - _LEAD, 0), start)
    return alone and (led is not None or guards.noted(words, text, start, one.named))


def of_note(words: Vocabulary, text: str, hit: Hit) -> bool:
    """Say whether what seems a street is somebody with the figure of a note behind him."""
    if hit.kind is not Kind.ADDRESS or hit.keep:
        return False
    named = _NUMBERED.fullmatch(text, hit.start, hit.end)
    return named is not None and guards.noted(words, text, hit.start, named.end("street"))
