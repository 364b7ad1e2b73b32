# SPDX-License-Identifier: EUPL-1.2
"""Pages in, fragments of lines out: body apart from margins, and what stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import regex

from woolak.model import Box, Page, Word

_GAP = 1.2
"""A gap wider than this many line heights separates two cells of a line."""
_SIDE = 0.36
"""A side column is at most this part of the page wide."""
_FEW = 2
"""So many labels of a colophon tell a side column, beside so many lines of prose."""
_ALIGNED = 3.0
"""Lines of one paragraph begin within so many points of each other."""
_EDGE = 0.14
"""Repeated headers and footers stand in this part of the page at its top and bottom."""
_REACH = 0.62
"""Lines of running text reach at least so far over the page."""
_RAGGED = 0.35
"""A line that goes on in lower case leaves at most this part of its width empty."""
_PROSE = 34
"""A body line next to a side column has at least so many characters."""
_COLOPHON = regex.compile(
    r"(?i)^(?:(?:ons|uw|onze|jouw) (?:kenmerk|referentie)|datum|bijlagen?(?: \d+)?|contactpersoon|"
    r"(?:bezoek|post)adres|behandeld door|auteur|doorkiesnummer|aantal pagina.?s|telefoon|"
    r"kopie aan|opgesteld door|inlichtingen(?: bij)?|uw brief|zaaknummer|projectnaam|"
    r"steller|our reference|"
    r"date|contact|visiting address)\b.{0,3}$|^postbus \d|^www\.|^bij beantwoording|"
    r"^[TMFE]\.?:? .*(?:\d{4}|@)"
)
_NUMBER = regex.compile(r"\d+")
_LISTED = regex.compile(r"[,-]$")
_FLOWS = regex.compile(r"\p{Ll}$|[,;-]$")
_LABELLED = regex.compile(r"\p{Lu}[\p{L}() -]{1,30}:(?:\s|$)|\[?\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_STOP = regex.compile(r"[.:!?;]$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Consecutive words of one line without a wide gap; `row` joins the fragments of one line."""

    words: tuple[Word, ...] = field(repr=False)
    box: Box
    page: int
    row: tuple[int, int]

    @property
    def text(self) -> str:
        """Return the words of the fragment, joined by spaces."""
        return " ".join(word.text for word in self.words)


def split(pages: Sequence[Page]) -> tuple[list[Fragment], list[list[Fragment]]]:
    """Return the fragments of the body of all pages, and those of the margins of each page."""
    fragments = [_fragments(page, index) for index, page in enumerate(pages)]
    repeated = _repeated(fragments, pages)
    body: list[Fragment] = []
    margins: list[list[Fragment]] = []
    for index, page in enumerate(pages):
        side = _side(fragments[index], page) | {
            i for i, f in enumerate(fragments[index]) if _key(f, page) in repeated
        }
        body += [f for i, f in enumerate(fragments[index]) if i not in side]
        margins.append([f for i, f in enumerate(fragments[index]) if i in side])
    return body, margins


def _fragments(page: Page, index: int) -> list[Fragment]:
    found: list[Fragment] = []
    for row, words in groupby(page.words, key=lambda word: (word.block, word.line)):
        run: list[Word] = []
        for word in words:
            if run and _far(run[-1], word):
                found.append(_fragment(run, index, row))
                run = []
            run.append(word)
        found.append(_fragment(run, index, row))
    return found


def _upside_down(word: Word) -> bool:
    """Say whether a word reads from right to left on the page as displayed."""
    return bool(word.edges) and word.edges[0] > word.edges[-1]


def _far(left: Word, right: Word) -> bool:
    if not (left.upright and right.upright):
        return False
    if _upside_down(left):
        left, right = right, left
    gap = right.box.x0 - left.box.x1
    return gap > _GAP * (left.box.y1 - left.box.y0) or gap < -(left.box.x1 - left.box.x0) - 1


def _fragment(words: list[Word], page: int, row: tuple[int, int]) -> Fragment:
    boxes = [word.box for word in words]
    around = Box(
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )
    return Fragment(tuple(words), around, page, row)


def _key(fragment: Fragment, page: Page) -> tuple[str, int, int] | None:
    """Return what a header or footer has in common with those of other pages."""
    low, high = page.height * _EDGE, page.height * (1 - _EDGE / 2)
    if low < fragment.box.y1 and fragment.box.y0 < high:
        return None
    text = _NUMBER.sub("0", fragment.text)
    return text, round(fragment.box.x0 / 4), round(fragment.box.y0 / 4)


def _repeated(fragments: list[list[Fragment]], pages: Sequence[Page]) -> set[object]:
    if len(pages) == 1:
        return set()
    counts: Counter[object] = Counter()
    for page, items in zip(pages, fragments, strict=True):
        counts.update({key for f in items if (key := _key(f, page)) is not None})
    return {key for key, count in counts.items() if count > 1}


def _side(fragments: list[Fragment], page: Page) -> set[int]:
    """Return the indexes of the fragments in a side column beside prose, left or right."""
    width = page.width
    for left in (False, True):
        side = _column(fragments, width, left=left)
        if side and _is_margin([fragments[i] for i in side], fragments, side):
            return side
    return set()


def _column(fragments: list[Fragment], width: float, *, left: bool) -> set[int]:
    """Return the narrow column at one side of the page: what lies beyond a gutter."""
    if left:
        inside = sorted((f.box.x1, i) for i, f in enumerate(fragments) if f.box.x1 < _SIDE * width)
        return {i for _, i in inside}
    starts = Counter(round(f.box.x0) for f in fragments if f.box.x0 > (1 - _SIDE) * width)
    if not starts:
        return set()
    most = max(starts.values())
    edge = min(x for x, count in starts.items() if count == most)
    return {i for i, f in enumerate(fragments) if f.box.x0 >= edge - 2}


def _is_margin(column: list[Fragment], everything: list[Fragment], side: set[int]) -> bool:
    top = min(f.box.y0 for f in column)
    bottom = max(f.box.y1 for f in column)
    edge = min(f.box.x0 for f in column), max(f.box.x1 for f in column)
    body = [f for i, f in enumerate(everything) if i not in side]
    beside = [f for f in body if f.box.y1 > top - 40 and f.box.y0 < bottom + 200]
    prose = sum(len(f.text) >= _PROSE for f in beside)
    labels = sum(bool(_COLOPHON.match(f.text)) for f in column)
    crossing = any(
        f.box.x0 < edge[1] and edge[0] < f.box.x1 and f.box.y1 > top and f.box.y0 < bottom
        for f in body
    )
    told = labels >= _FEW and (prose >= _FEW or labels >= 2 * _FEW)
    return told and not crossing


def edges(fragments: list[Fragment], pages: Sequence[Page]) -> dict[int, float]:
    """Return the right edge of the text on each page; short lines alone make no edge."""
    found: dict[int, float] = {}
    for fragment in fragments:
        known = found.get(fragment.page, _REACH * pages[fragment.page].width)
        found[fragment.page] = max(known, fragment.box.x1)
    return found


def glued(fragments: list[Fragment], edges: dict[int, float], *, margin: bool) -> Iterator[str]:
    """Yield what stands before each fragment in the text of the view."""
    limits = _limits(fragments, edges)
    previous: Fragment | None = None
    begin = 0.0
    for fragment in fragments:
        if previous is None:
            yield ""
        elif previous.page != fragment.page:
            yield _over_page(previous, fragment)
        elif previous.row == fragment.row:
            yield "\t"
        elif previous.words[-1].end == fragment.words[0].start:
            yield ""
        elif _same_row(previous, fragment):
            yield "\t"
        elif previous.row[0] != fragment.row[0]:
            yield "\n\n" if not _continues(previous, fragment) else "\n"
        else:
            limit = limits.get((fragment.page, fragment.row, fragment.box.x0), edges[fragment.page])
            back = (
                previous.box.x0 > begin + _ALIGNED and fragment.box.x0 < previous.box.x0 - _ALIGNED
            )
            cells = back and not fragment.words[0].text[:1].islower()
            wraps = not cells and _wraps(previous, fragment, limit, margin=margin)
            yield " " if wraps else "\n"
        if previous is None or previous.row != fragment.row or previous.page != fragment.page:
            begin = fragment.box.x0
        previous = fragment


def _limits(
    fragments: list[Fragment], edges: dict[int, float]
) -> dict[tuple[int, tuple[int, int], float], float]:
    """Return for each piece of a line with a neighbour on its right where that one begins."""
    found: dict[tuple[int, tuple[int, int], float], float] = {}
    for _, group in groupby(fragments, key=lambda f: f.page):
        items = sorted(group, key=lambda f: (round(f.box.y1 / 3), f.box.x0))
        for left, right in pairwise(items):
            if _same_row(left, right):
                found[left.page, left.row, left.box.x0] = min(right.box.x0 - 3, edges[left.page])
    return found


def _same_row(left: Fragment, right: Fragment) -> bool:
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    shared = min(left.box.y1, right.box.y1) - max(left.box.y0, right.box.y0)
    return height > 0 and shared > 0.6 * height and right.box.x0 >= left.box.x1 - 1


def _continues(previous: Fragment, fragment: Fragment) -> bool:
    """Say whether a new block goes on directly below (producers cut paragraphs into lines)."""
    gap = fragment.box.y0 - previous.box.y1
    height = previous.box.y1 - previous.box.y0
    return -0.5 * height < gap < 0.35 * height and abs(fragment.box.x0 - previous.box.x0) < _ALIGNED


def _wraps(previous: Fragment, fragment: Fragment, limit: float, *, margin: bool) -> bool:
    """Say whether a line was broken because its next word did not fit."""
    first = fragment.words[0].box
    room = limit - previous.box.x1
    if fragment.box.y0 < previous.box.y0 or _LABELLED.match(fragment.text):
        return False
    lower = fragment.words[0].text[:1].islower()
    if lower and room < _RAGGED * (limit - previous.box.x0):
        return True
    full = room < (first.x1 - first.x0) + 0.25 * (first.y1 - first.y0)
    return full and (not margin or bool(_LISTED.search(previous.text)))


def _over_page(previous: Fragment, fragment: Fragment) -> str:
    """Join a sentence that runs on over a page break; `-` asks to drop a hyphen."""
    before, after = previous.words[-1].text, fragment.words[0].text
    if _STOP.search(before):
        return "\n\n"
    lower = after[:1].islower()
    if before.endswith("-") and lower and len(before) > _FEW:
        return "-"
    if lower or (_FLOWS.search(before) and len(previous.text) >= _PROSE):
        return " "
    return "\n\n"
