# SPDX-License-Identifier: EUPL-1.2
"""A rectangle that somebody drew on a page in; the finding that it stands for out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from woolak import gronden
from woolak.errors import UnknownGround
from woolak.model import Box, Finding, Kind, Layer, Page, Word

RULE = "hand.vak"
_TOUCHED = 0.35
"""Of a word this part in width and in height makes it one that was meant."""
_LEAST = 2.0
"""Points: a smaller rectangle was a slip of the mouse."""


def ground(spelling: str) -> str | None:
    """Return the code of a ground as somebody wrote it; None when it is no ground."""
    try:
        return gronden.parse(spelling).code
    except UnknownGround:
        return None


def drawn(pages: Sequence[Page], box: Box, kind: Kind | None, *, exact: bool) -> Finding | None:
    """Return the finding for a box on a page of which these are the layers.

    The box snaps to the words that it touches, one box a line; `exact` keeps it as drawn and makes
    it cover those words whole. Where there are no words it stays as it is. None for a slip.
    """
    first = pages[0]
    inside = _clipped(box, first)
    if inside is None:
        return None
    words = _touched(pages, inside)
    lines = tuple(_lines(words))
    boxes = lines if lines and not exact else (_around([inside, *lines]),)
    text = " ".join(word.text for word in words)
    return Finding(
        first.document,
        first.number,
        Layer.HAND,
        None,
        None,
        text,
        kind or (Kind.OTHER if words else Kind.IMAGE),
        (RULE,),
        1.0,
        "Met de hand aangewezen.",
        boxes,
    )


def between(pages: Sequence[Page], box: Box) -> Finding | None:
    """Return the finding for words from the top right of a box to its bottom left, as one reads.

    That is how somebody drags over the end of a line: from a name's first word down and back to its
    last. None where that spans no two lines.
    """
    first = pages[0]
    inside = _clipped(box, first)
    if inside is None:
        return None
    for page in pages:
        start = _at(page, inside.x1, inside.y0)
        end = _at(page, inside.x0, inside.y1)
        if start and end and start.start < end.start:
            words = [w for w in page.words if start.start <= w.start <= end.start]
            return _of_words(first, words)
    return None


def _at(page: Page, x: float, y: float) -> Word | None:
    """Return the word at a point, or on its line the one that is nearest."""
    line = [w for w in page.words if w.text.strip() and w.box.y0 <= y <= w.box.y1]
    return min(line, key=lambda w: max(w.box.x0 - x, x - w.box.x1, 0.0), default=None)


def _of_words(page: Page, words: Sequence[Word]) -> Finding:
    text, boxes = " ".join(word.text for word in words), tuple(_lines(words))
    why, rules = "Met de hand aangewezen.", (RULE,)
    place = (page.document, page.number, Layer.HAND, None, None, text, Kind.OTHER)
    return Finding(*place, rules, 1.0, why, boxes)


def whole_page(page: Page) -> Finding:
    """Return the finding that covers a page from edge to edge."""
    box = Box(0.0, 0.0, page.width, page.height)
    why = "De hele pagina is geweigerd."
    return Finding(
        page.document,
        page.number,
        Layer.HAND,
        None,
        None,
        "",
        Kind.OTHER,
        (RULE,),
        1.0,
        why,
        (box,),
    )


def _clipped(box: Box, page: Page) -> Box | None:
    x0, y0 = max(box.x0, 0.0), max(box.y0, 0.0)
    x1, y1 = min(box.x1, page.width), min(box.y1, page.height)
    return Box(x0, y0, x1, y1) if x1 - x0 >= _LEAST and y1 - y0 >= _LEAST else None


def _touched(pages: Iterable[Page], box: Box) -> list[Word]:
    """Return the words of the first layer that has any under the box, in reading order."""
    for page in pages:
        found = [word for word in page.words if word.text.strip() and _meant(word.box, box)]
        if found:
            return sorted(found, key=lambda word: word.start)
    return []


def _meant(word: Box, box: Box) -> bool:
    wide = min(word.x1, box.x1) - max(word.x0, box.x0)
    high = min(word.y1, box.y1) - max(word.y0, box.y0)
    small = _TOUCHED * (word.x1 - word.x0), _TOUCHED * (word.y1 - word.y0)
    return wide > min(small[0], 4.0) and high > small[1]


def _lines(words: Iterable[Word]) -> Iterable[Box]:
    lines: dict[tuple[int, int], Box] = {}
    for word in words:
        key = word.block, word.line
        lines[key] = lines[key].union(word.box) if key in lines else word.box
    return lines.values()


def _around(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole
