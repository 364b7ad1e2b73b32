# SPDX-License-Identifier: EUPL-1.2
"""Pages in, fragments of lines out: body apart from margins, and what stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise

import regex

from woolak.detect.text import letterheads, lines, prose
from woolak.detect.text.cells import Arranged
from woolak.detect.text.lines import Fragment, level
from woolak.detect.words import lexicon
from woolak.model import Page
from woolak.pdf.reading.characters import joined

_SIDE = 0.36
"""A side column is at most this part of the page wide."""
_EDGES = 3
"""So many places where most lines in the right half of a page begin are tried as its edge."""
_FEW = 2
"""So many labels of a colophon tell a side column, beside so many lines of prose."""
_ALIGNED = 3.0
"""Lines of one paragraph begin within so many points of each other."""
_EDGE = 0.14
"""Repeated headers and footers stand in this part of the page at its top and bottom."""
_REACH = 0.62
"""Lines of running text reach at least so far over the page."""
_GUTTER = 9.0
"""Between text and a side column stand at least so many points."""
_RAGGED = 0.35
"""A line that goes on in lower case leaves at most this part of its width empty."""
_PROSE = 34
"""A body line next to a side column has at least so many characters."""
_COLOPHON = regex.compile(
    r"(?i)^(?:(?:ons|uw|onze|jouw) (?:kenmerk|referentie)|datum|bijlagen?(?: \d+)?|contactpersoon|"
    r"(?:bezoek|post)adres|behandeld door|auteur|doorkiesnummer|aantal pagina.?s|telefoon|"
    r"kopie aan|opgesteld door|inlichtingen(?: bij)?|uw brief|zaaknummer|projectnaam|"
    r"(?:mede-?)?(?:op)?steller|our reference|paraaf|(?:mede-?\s?)?afgestemd met|deadline|kenmerk|"
    r"(?:uw )?contact|medeauteur|behandelaar|e-mail|rubricering|"
    r"date|contact|visiting address)\b.{0,3}$|^postbus \d|^www\.|^bij beantwoording|"
    r"^[TMFE]\.?:? .*(?:\d{4}|@)"
)
_NUMBER = regex.compile(r"\d+")
_FLOWS = regex.compile(r"\p{Ll}$|[,;-]$")
_LABELLED = regex.compile(
    r"\p{Lu}(?![^(:]*\))[\p{L}() -]{1,30}(?: (?:\p{Ll}{1,3}\.)+|\.)?:(?:\s|$)"
    r"|\p{Ll}{1,4}:\s|\[?\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|(?:Met opmerkingen|Commented) \[|[_=*-]{5,}$"
    r"|[•▪◦·\uf0b7](?:\s|$)|(?:\d{1,2}[.)]|[-–])$"
    r"|(?:[\p{L}.'’~-]+\s){1,4}(?<!(?i:om|tot|van|vanaf|rond|en|at)\s)\d{1,2}[:.]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?$"
)
_LISTED = regex.compile(r"(?:;|,.*,|\),).*(?:[^;,.:!?\s]|(?<!\p{L})\p{Lu}\.)$")
"""A line of a list of people that does not end where one of them does."""
_TUSSEN = (
    r"van|de|der|den|v\.d|ter|ten|te|op|in|el|al|ben|ait|aït|bin|von|zu|da|do|dos|di|del|la|le|du"
)
"""Tussenvoegsels that a line may end with; a page is laid out before any rules are asked."""
_LOOSE = regex.compile(
    rf"(?i)(?:[,-]|(?<!\p{{L}})(?:{_TUSSEN}|['’]t|oulad|abu))$|"
    r"(?<![\p{L}\d])(?-i:\p{Lu}\p{Ll}{0,2}\.)+$"
)
"""What a cell does not end with: the rest of a name is on its next line."""
_INITIALS = regex.compile(r"\S\s(?:\p{Lu}\p{Ll}{0,2}\.)+(?: ?\(\p{Lu}\p{Ll}[\p{L}-]*\))?$")
"""Initials, or they and a first name, that end a line: the surname is on the next one."""
_ENDED = regex.compile(r"(?:[\p{Ll}\p{N})]{3}\.|[!?])$")
"""A line that ends where a sentence does."""
_CLOSING = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{L}+){0,3},")
"""A few words on a line of their own that close a letter: `Met vriendelijke groet,`."""
_OPENED, _CLOSED = regex.compile(r"\p{Ll} \([^()]*$"), regex.compile(r"[^()]*\)")
"""A bracket amid a line that closes on the next one."""
_FULL = 1.3
"""A line is full when no more than so many letters fit behind it."""
_CALLED = regex.compile(r"\(\p{Lu}\p{Ll}")
"""What goes on with somebody's first name, or the unit, in brackets."""
_SENTENCE = regex.compile(
    rf"(?<![\p{{L}}.@'’-])(?!(?:{_TUSSEN}|het|uit|aan|bij)\b)\p{{Ll}}{{2,}}(?![\p{{L}}.@'’-])"
)
"""A word of a sentence, and no tussenvoegsel."""
_ONE = regex.compile(r"(?:\p{Ll}{2,4} ){0,2}\p{Lu}[\p{L}\p{M}'’-]+")
_GOES_ON = regex.compile(rf"{_ONE.pattern} \p{{Ll}}")
"""A surname and what a sentence goes on with."""
_LETTER = regex.compile(r"\p{Lu}\p{Ll}?\.")
"""The letter of a surname behind a first name."""
_ENDS = regex.compile(r"[\p{L}\p{M},]$")
_GUTTER_OF_CELLS = 8.0
"""The text of a cell ends at least so many points before its neighbour on the right begins."""
_PART = regex.compile(r"^\p{Lu}[\p{L}\p{M}'’]+-$")
"""The first part of a double surname, at the end of a page."""
_TURNED = regex.compile(
    r"(?:\+?\(?\d[\d()-]*|\p{Lu}{2}\d{2}|\p{Lu}{4})\n[\d(][\d()]+(?!\p{L})|"
    r"[1-9]\d{3}\n\p{Lu}{2}(?![\p{L}.])|(?<!\p{L})\p{Lu}{1,3}\n\p{Lu}\p{Ll}"
)
"""What a page break parts: a number in groups, a postcode, letters and a surname."""
_STOP = regex.compile(r"(?<!(?<!\p{L})\p{Lu}\p{Ll}{0,2})\.$|[:!?;]$")


def split(pages: Sequence[Page]) -> tuple[list[Fragment], list[list[Fragment]]]:
    """Return the fragments of the body of all pages, and those of the margins of each page."""
    fragments = [lines.fragments(page, index) for index, page in enumerate(pages)]
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
    columns = [*_right_columns(fragments, page.width), _left_column(fragments, page.width)]
    for side in columns:
        if side and _is_margin([fragments[i] for i in side], fragments, side):
            return side
    return set()


def _left_column(fragments: list[Fragment], width: float) -> set[int]:
    """Return the narrow column at the left of the page: what ends before the prose begins."""
    prose = Counter(round(f.box.x0) for f in fragments if len(f.text) >= _PROSE)
    if not prose:
        return set()
    edge = min(prose.most_common(1)[0][0], _SIDE * width)
    return {i for i, f in enumerate(fragments) if f.box.x1 < edge}


def _right_columns(fragments: list[Fragment], width: float) -> Iterator[set[int]]:
    """Yield what may be a column at the right of the page: what begins where many lines begin."""
    starts = Counter(round(f.box.x0) for f in fragments if f.box.x0 > width / 2)
    for edge, _ in starts.most_common(_EDGES):
        side = {i for i, f in enumerate(fragments) if f.box.x0 >= edge - 2}
        if max(fragments[i].box.x1 for i in side) - edge < _SIDE * width:
            yield side


def _is_margin(column: list[Fragment], everything: list[Fragment], side: set[int]) -> bool:
    top = min(f.box.y0 for f in column)
    bottom = max(f.box.y1 for f in column)
    edge = min(f.box.x0 for f in column), max(f.box.x1 for f in column)
    body = [f for i, f in enumerate(everything) if i not in side]
    beside = [f for f in body if f.box.y1 > top - 40 and f.box.y0 < bottom + 200]
    prose = sum(len(f.text) >= _PROSE for f in beside)
    labelled = [f for f in column if _COLOPHON.match(f.text)]
    labels = 0 if _heads(labelled) else len(labelled)
    crossing = any(
        f.box.x0 < edge[1] and edge[0] < f.box.x1 and f.box.y1 > top and f.box.y0 < bottom
        for f in body
    )
    told = labels >= _FEW and (prose >= _FEW or labels >= 2 * _FEW)
    return told and not crossing


def _heads(labels: list[Fragment]) -> bool:
    """Say whether labels stand beside each other on one line, as the headings of a table do."""
    bare = [f for f in labels if not _NUMBER.search(f.text)]
    return any(level(one.box, other.box) for one, other in combinations(bare, 2))


def edges(
    fragments: Sequence[Fragment], pages: Sequence[Page], margins: Sequence[Sequence[Fragment]] = ()
) -> dict[int, float]:
    """Return the right edge of the text on each page; short lines alone make no edge.

    Text beside a side column reaches no further than that.
    """
    reach = {index: _REACH * page.width for index, page in enumerate(pages)}
    for beside in (f for margin in margins for f in margin):
        if beside.box.x0 > pages[beside.page].width / 2 - _ALIGNED:
            reach[beside.page] = min(reach[beside.page], beside.box.x0 - _GUTTER)
    found: dict[int, float] = {}
    for fragment in fragments:
        known = found.get(fragment.page, reach[fragment.page])
        found[fragment.page] = max(known, fragment.box.x1)
    return found


def glued(arranged: Arranged, edges: dict[int, float], *, margin: bool) -> Iterator[str]:
    """Yield what stands before each fragment in the text of the view."""
    fragments = arranged.fragments
    limits = _limits(fragments, edges)
    begin = 0.0
    for index, fragment in enumerate(fragments):
        previous = fragments[index - 1] if index else None
        if previous is None:
            yield ""
        elif index in arranged.begins:
            yield "\t"
        elif index in arranged.limits:
            limit = arranged.limits[index] - _GUTTER_OF_CELLS
            reach = limit if limit > 0 else edges[fragment.page]
            widest = min(reach, arranged.reached[index])
            if _cut(previous, fragment, widest):
                yield ""
                continue
            reach = widest if _told(previous, fragment) else reach
            yield _in_cell(previous, fragment, reach, margin=margin)
        elif letterheads.is_apart(fragment):
            yield "\n" if fragment.row[1] else "\n\n"
        else:
            yield _between(previous, fragment, begin, limits, margin=margin)
        if previous is None or previous.row != fragment.row or previous.page != fragment.page:
            begin = fragment.box.x0


def _in_cell(previous: Fragment, fragment: Fragment, reach: float, *, margin: bool) -> str:
    """Return what stands between two lines of one cell; `-` asks to drop a hyphen."""
    before, after = previous.words[-1].text, fragment.words[0].text
    if previous.words[-1].end == fragment.words[0].start:
        return ""
    if (whole := joined(before, after)) is not None:
        return "" if whole == before else "-"
    goes_on = _LOOSE.search(previous.text) or _CALLED.match(fragment.text)
    goes_on = goes_on or (_LETTER.fullmatch(fragment.text) and _ONE.fullmatch(previous.text))
    return " " if goes_on or _wraps(previous, fragment, reach, margin=margin) else "\n"


def _told(previous: Fragment, fragment: Fragment) -> bool:
    """Say whether a line of a cell is that of a sentence, or one word of a name and the rest."""
    last = _LOOSE.sub("", previous.text)
    if _ENDS.search(previous.text) is None:
        return False
    if _SENTENCE.search(last):
        return True
    one = _ONE.fullmatch(previous.text) is not None
    return one and bool(_ONE.fullmatch(fragment.text) or _GOES_ON.match(fragment.text))


def _cut(previous: Fragment, fragment: Fragment, reach: float) -> bool:
    """Say whether a word that is too long for its cell goes on without a hyphen: `Leiwakabe/ssy`.

    It stands alone on its line, which is full, and what follows is no word or makes it a name.
    """
    head, tail = previous.text, fragment.words[0].text
    box = previous.box
    room = reach - box.x1
    if " " in head or not tail[:1].islower() or room > _FULL * (box.x1 - box.x0) / len(head):
        return False
    known, rest = lexicon.load(), tail.rstrip(",;.:)")
    if not (head.isalpha() and rest.isalpha() and head[1:].islower()) or _LOOSE.search(rest):
        return False
    whole = known.first(head + rest) or known.last(head + rest) or known.word((head + rest).lower())
    return whole or not (rest[1:] and known.ordinary(rest))


def _between(
    previous: Fragment, fragment: Fragment, begin: float, limits: _Limits, *, margin: bool
) -> str:
    """Return what stands between two fragments of which the first line began at `begin`."""
    if previous.page != fragment.page:
        return _over_page(previous, fragment)
    if previous.row == fragment.row:
        return "\t"
    if previous.words[-1].end == fragment.words[0].start:
        return ""
    if _same_row(previous, fragment):
        return "\t"
    if previous.row[0] != fragment.row[0]:
        return "\n\n" if not _continues(previous, fragment) else "\n"
    back = previous.box.x0 > begin + _ALIGNED and fragment.box.x0 < previous.box.x0 - _ALIGNED
    cells = back and not fragment.words[0].text[:1].islower()
    limit = limits[previous.page, previous.row, previous.box.x0]
    return " " if not cells and _wraps(previous, fragment, limit, margin=margin) else "\n"


_Limits = Mapping[tuple[int, tuple[int, int], float], float]


def _limits(fragments: list[Fragment], edges: dict[int, float]) -> _Limits:
    """Return for each piece of a line how far its cell reaches: to a neighbour on its right."""
    found: dict[tuple[int, tuple[int, int], float], float] = {}
    for page, group in groupby(fragments, key=lambda f: f.page):
        items = sorted(group, key=lambda f: (round(f.box.y1 / 3), f.box.x0))
        narrow = prose.narrow(items)
        for item in items:
            reach = narrow.get(item.row[0], edges[page])
            found[page, item.row, item.box.x0] = min(reach, edges[page])
        for left, right in pairwise(items):
            if _same_row(left, right):
                found[page, left.row, left.box.x0] = min(right.box.x0 - 3, edges[page])
    return found


def _same_row(left: Fragment, right: Fragment) -> bool:
    return level(left.box, right.box) and right.box.x0 >= left.box.x1 - 1


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
    ended = _ENDED.search(previous.text) is not None
    if ended and _CLOSING.fullmatch(fragment.text):
        return False
    goes_on = (
        (fragment.words[0].text[:1].islower() and not ended)
        or _LISTED.search(previous.text)
        or _INITIALS.search(previous.text)
        or (_OPENED.search(previous.text) and _CLOSED.match(fragment.text))
    )
    if goes_on and room < _RAGGED * (limit - previous.box.x0):
        return True
    full = room < (first.x1 - first.x0) + 0.25 * (first.y1 - first.y0)
    return full and (not margin or bool(_LISTED.search(previous.text)))


def _over_page(previous: Fragment, fragment: Fragment) -> str:
    """Join a sentence that runs on over a page break; `-` asks to drop a hyphen."""
    before, after = previous.words[-1].text, fragment.words[0].text
    if _STOP.search(before) or _LABELLED.match(fragment.text):
        return "\n\n"
    lower = after[:1].islower()
    if before.endswith("-") and lower and len(before) > _FEW:
        return "-"
    if _PART.search(before) and after[:1].isupper():
        return ""
    flows = _FLOWS.search(before) or _INITIALS.search(previous.text)
    flows = flows or _TURNED.search(f"{before}\n{after}")
    if lower or (flows and (len(previous.text) >= _PROSE or len(previous.words) >= prose.WORDY)):
        return " "
    return "\n\n"
