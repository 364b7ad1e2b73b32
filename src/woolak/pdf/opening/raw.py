# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; the blocks of PyMuPDF's rawdict come out, each letter where it is drawn."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pymupdf

_EVERYWHERE = pymupdf.INFINITE_RECT()


def text_of(page: pymupdf.Page, flags: int) -> pymupdf.TextPage:
    """Return the text of a page without clipping, to read more than one way."""
    return page.get_textpage(clip=_EVERYWHERE, flags=flags)


@contextmanager
def banded(text: pymupdf.TextPage, low: float, high: float) -> Iterator[None]:
    """Let no more of the text of a page be extracted than what touches a level band, for a time."""
    whole = text.this.m_internal.mediabox
    before = whole.y0, whole.y1
    whole.y0, whole.y1 = low, high
    try:
        yield
    finally:
        whole.y0, whole.y1 = before


def blocks(text: pymupdf.TextPage) -> list[dict[str, Any]]:
    """Return the blocks of the text of a page, in PyMuPDF's points."""
    # A rawdict is some ten thousand new containers without a cycle in them: looking for garbage
    # among them takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        found: list[dict[str, Any]]
        found = text.extractRAWDICT()["blocks"]
    finally:
        if collecting:
            gc.enable()
    for block in found:
        for line in block.get("lines", ()):
            if line["wmode"]:
                _set_back(line)
    return found


def _set_back(line: dict[str, Any]) -> None:
    """Set vertical writing back by one letter: MuPDF takes the end of each for its start."""
    right, down = line["dir"]
    for span in line["spans"]:
        for char in span["chars"]:
            char["bbox"] = _back(char["bbox"], right, down)
        if span["chars"]:
            span["bbox"] = _around([char["bbox"] for char in span["chars"]])
    line["bbox"] = _around([span["bbox"] for span in line["spans"]] or [line["bbox"]])


def _back(box: Sequence[float], right: float, down: float) -> tuple[float, ...]:
    wide, high = box[2] - box[0], box[3] - box[1]
    x, y = right * wide, down * high
    return box[0] - x, box[1] - y, box[2] - x, box[3] - y


def _around(boxes: Sequence[Sequence[float]]) -> tuple[float, ...]:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
