# SPDX-License-Identifier: EUPL-1.2
"""A page of a PDF goes in; its content, what it inherits and its numbered marks come out."""

from __future__ import annotations

from typing import Any

import pikepdf

from woolak.pdf import boxes

_LONGEST_TREE = 500


def numbers(resources: Any) -> dict[str, int]:  # noqa: ANN401
    """Return the numbers of the marks that a page's content refers to by name."""
    named = resources.get("/Properties") if resources is not None else None
    entries = dict(named.items()) if isinstance(named, pikepdf.Dictionary) else {}
    return {name: number for name, value in entries.items() if (number := _mark(value)) >= 0}


def _mark(value: Any) -> int:  # noqa: ANN401
    number: Any = value.get("/MCID") if isinstance(value, pikepdf.Dictionary) else None
    return number if isinstance(number, int) else -1


def streams(contents: Any) -> list[bytes]:  # noqa: ANN401
    """Return a page's content as one stream, followed by its stream of boxes when it has one."""
    if isinstance(contents, pikepdf.Stream):
        return [contents.read_bytes(pikepdf.StreamDecodeLevel.specialized)]
    found = [
        part.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        for part in contents or ()
        if isinstance(part, pikepdf.Stream)
    ]
    if len(found) > 1 and boxes.ours(found[-1]):
        return [b"\n".join(found[:-1]), found[-1]]
    return [b"\n".join(found)]


def inherited(page: Any, key: str) -> Any:  # noqa: ANN401
    """Return what a page, or the nearest node above it that has one, has under a key."""
    for _ in range(_LONGEST_TREE):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)
